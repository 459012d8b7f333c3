"""An attack explained term by term: strengths, every shift with its rule, all 36 results, what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.book.matters import HERE
from game.model.combat import Preview
from game.model.orders import Attack
from game.model.state import View
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
    return Article(HERE, f"Attack on {name}, term by term", "Combat", blocks, target)


def _strengths(view: View, attack: Attack, preview: Preview) -> Iterator[Block]:
    """Yield who counts how much on either side."""
    target, odds = view.setting.board.grid.hex_of(attack.target), preview.odds
    yield Head(f"Strength: {odds.attack / 100:g} against {odds.defence / 100:g} (4.2)")
    ours = [(unit, attack_strength(view, unit)) for unit in attackers_of(view, attack)]
    theirs = [(unit, defence_strength(view, unit)) for unit in defenders_at(view, view.faction, target)]
    yield Table(
        (*_rows(view, ours, "attack"), *_rows(view, theirs, "defence")), ("Unit", "", "State", "Counts")
    )
    if not preview.sure:
        yield Para("Who defends is not identified; an ordinary strength is put in its place (8.1).")


def _rows(view: View, units: Sequence[tuple[Unit, int]], side: str) -> Iterator[tuple[str, ...]]:
    for unit, strength in units:
        factor = unit.type.attack if side == "attack" else unit.type.defence
        words = [f"{unit.steps} of {unit.type.steps} steps"]
        words += [link("disrupted", "term disrupted")] if unit.disrupted else []
        words += [link("strained", "term strained")] if unit.supply.value == "strained" else []
        words += [link("out of supply", "term out")] if unit.supply.value == "out" else []
        name = link(unit.name, f"unit {unit.type.id}")
        yield name, f"{side} {factor}", ", ".join(words), f"{strength / 100:g}"


def _shifts(view: View, preview: Preview) -> Iterator[Block]:
    """Yield the sum of the shifts, each with the rule that it comes from."""
    odds, columns = preview.odds, view.setting.rules.table.columns
    ratios = [f"{a}:{d}" for a, d in columns]
    total = sum(shift.by for shift in odds.shifts)
    yield Head("Shifts, each with its rule" if odds.shifts else "No shift applies")
    rows = [(names.signed(one.by), one.reason, link(one.rule, f"rule {one.rule}")) for one in odds.shifts]
    if rows:
        yield Table(tuple(rows), ("Shift", "Because of", "Rule"))
    if preview.city:
        yield Para(f"The dice are thrown with {names.signed(odds.final)} (5.2).")
        return
    raw = ratios[odds.raw] if odds.raw >= 0 else f"below {ratios[0]}"
    most = view.setting.rules.combat.max_shift
    capped = f", of which {most} count (4.3)" if abs(total) > most else ""
    yield Para(
        f"The odds are {raw}. The shifts come to {names.signed(total)}{capped}; "
        f"the dice are read in the column {ratios[odds.final]} (4.2)."
    )


def _results(view: View, preview: Preview) -> Iterator[Block]:
    """Yield every result of the two dice with its chance, and what an average fight costs."""
    yield Head("What the 36 throws of two dice bring")
    last = "Progress" if preview.city else "Retreat"
    rows = tuple(
        (
            f"{one.ways} of 36",
            names.counted(one.cell.attacker, "step"),
            names.counted(one.cell.defender, "step"),
            str(one.cell.retreat or "—"),
        )
        for one in preview.outcomes
    )
    yield Table(rows, ("Chance", "You lose", "They lose", last))
    won = (preview.won * 200 + 36) // 72
    what = "make progress" if preview.city else "win the ground"
    yield Item(f"{preview.won} of 36 throws {what}: {won} %")
    ours, theirs = preview.attacker_loss / 36, preview.defender_loss / 36
    yield Item(f"On average you lose {ours:.2f} steps, they lose {theirs:.2f} (4.6)")
    if preview.falls_back:
        yield Item("The defender is expected to fall back before the dice (4.7)")
