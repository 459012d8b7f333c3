"""An attack explained term by term: strengths, every shift with its rule, all 36 results, what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link, told
from game.book.matters import HERE
from game.model.combat import Preview
from game.model.orders import Attack
from game.model.state import View
from game.model.tongue import listed, mark, t
from game.model.units import Unit
from game.rules.combat import attack_strength, attackers_of, defence_strength, defenders_at


def odds_article(view: View, attack: Attack, preview: Preview) -> Article:
    """Return the page about a planned attack."""
    target = view.setting.board.grid.hex_of(attack.target)
    blocks = (
        *_strengths(view, attack, preview),
        *_shifts(view, preview),
        *_results(view, preview),
    )
    name = view.setting.board.name_of(target)
    return told(Article(HERE, t("Attack on {name}, term by term", name=name), t("Combat"), blocks, target))


def _strengths(view: View, attack: Attack, preview: Preview) -> Iterator[Block]:
    """Yield who counts how much on either side."""
    target, odds = view.setting.board.grid.hex_of(attack.target), preview.odds
    yield Head(
        t(
            "Strength: {attack} against {defence} (4.2)",
            attack=f"{odds.attack / 100:g}",
            defence=f"{odds.defence / 100:g}",
        )
    )
    ours = [(unit, attack_strength(view, unit)) for unit in attackers_of(view, attack)]
    theirs = [(unit, defence_strength(view, unit)) for unit in defenders_at(view, view.faction, target)]
    yield Table(
        (*_rows(view, ours, "attack"), *_rows(view, theirs, "defence")),
        (t("Unit"), "", t("State"), t("Counts")),
    )
    if not preview.sure:
        yield Para(t("Who defends is not identified; an ordinary strength is put in its place (8.1)."))


def _rows(view: View, units: Sequence[tuple[Unit, int]], side: str) -> Iterator[tuple[str, ...]]:
    for unit, strength in units:
        factor = unit.type.attack if side == "attack" else unit.type.defence
        words = [t("{steps} of {most} steps", steps=unit.steps, most=unit.type.steps)]
        words += [link(t("disrupted"), "term disrupted")] if unit.disrupted else []
        words += [link(t("strained"), "term strained")] if unit.supply.value == "strained" else []
        words += [link(t("out of supply"), "term out")] if unit.supply.value == "out" else []
        name = link(unit.name, f"unit {unit.type.id}")
        attacks = side == "attack"
        counts = t("attack {factor}", factor=factor) if attacks else t("defence {factor}", factor=factor)
        yield name, counts, listed(words), f"{strength / 100:g}"


def _shifts(view: View, preview: Preview) -> Iterator[Block]:
    """Yield the sum of the shifts, each with the rule that it comes from."""
    odds, columns = preview.odds, view.setting.rules.table.columns
    ratios = [f"{a}:{d}" for a, d in columns]
    total = sum(shift.by for shift in odds.shifts)
    yield Head(t("Shifts, each with its rule") if odds.shifts else t("No shift applies"))
    rows = [(names.signed(one.by), one.reason, link(one.rule, f"rule {one.rule}")) for one in odds.shifts]
    if rows:
        yield Table(tuple(rows), (t("Shift"), t("Because of"), t("Rule")))
    if preview.city:
        yield Para(t("The dice are thrown with {final} (5.2).", final=names.signed(odds.final)))
        return
    raw = ratios[odds.raw] if odds.raw >= 0 else t("below {odds}", odds=ratios[0])
    most = view.setting.rules.combat.max_shift
    words = mark(
        "The odds are {raw}. The shifts come to {total}; the dice are read in the column {final} (4.2)."
    )
    if abs(total) > most:
        words = mark(
            "The odds are {raw}. The shifts come to {total}, of which {most} count (4.3); "
            "the dice are read in the column {final} (4.2)."
        )
    final = ratios[odds.final]
    yield Para(t(words, raw=raw, total=names.signed(total), most=most, final=final))


def _results(view: View, preview: Preview) -> Iterator[Block]:
    """Yield every result of the two dice with its chance, and what an average fight costs."""
    yield Head(t("What the 36 throws of two dice bring"))
    last = t("Progress") if preview.city else t("Retreat")
    rows = tuple(
        (
            t("{ways} of 36", ways=one.ways),
            names.steps(one.cell.attacker),
            names.steps(one.cell.defender),
            str(one.cell.retreat or "—"),
        )
        for one in preview.outcomes
    )
    yield Table(rows, (t("Chance"), t("You lose"), t("They lose"), last))
    won = (preview.won * 200 + 36) // 72
    words = mark("{won} of 36 throws win the ground: {pct} %")
    if preview.city:
        words = mark("{won} of 36 throws make progress: {pct} %")
    yield Item(t(words, won=preview.won, pct=won))
    ours, theirs = preview.attacker_loss / 36, preview.defender_loss / 36
    yield Item(
        t(
            "On average you lose {ours} steps, they lose {theirs} (4.6)",
            ours=f"{ours:.2f}",
            theirs=f"{theirs:.2f}",
        )
    )
    if preview.falls_back:
        yield Item(t("The defender is expected to fall back before the dice (4.7)"))
