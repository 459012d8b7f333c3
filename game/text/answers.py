"""Answers to a player's questions: what is in a hex, where a unit can go, what an attack may bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.hexgrid.coords import DIRECTION_NAMES, OFF_MAP, Hex, side
from game.model.board import Crossing
from game.model.combat import Preview
from game.model.kinds import Gait
from game.model.orders import Attack
from game.model.state import View
from game.model.tongue import listed, mark, t, tell
from game.rules.combat import preview
from game.rules.desk_hex import words_of
from game.rules.desk_parts import short
from game.rules.movement import destinations
from game.rules.siege import siege_preview
from game.rules.supply import supply_map
from game.text.sheet import one, points, where


def look(view: View, here: Hex) -> Iterator[str]:
    """Yield everything that is known of a hex."""
    board = view.setting.board
    held = short(view, view.control[here])
    fed = supply_map(view, view.faction).state_at(here).value
    ground = listed([board.terrain[here].name, board.country[here]])
    yield t(
        "{where}: {ground}, held by {held}, supply {fed}",
        where=where(view, here),
        ground=ground,
        held=held,
        fed=fed,
    )
    for place in board.places_at.get(here, ()):
        asset = view.setting.assets.get(place.id)
        words = (
            mark("  {place} {arabic} ({kind}), worth {value}")
            if asset
            else mark("  {place} {arabic} ({kind})")
        )
        value = asset.value if asset else 0
        yield t(words, place=place.name, arabic=place.name_ar, kind=place.kind, value=value)
    yield from (f"  {line}" for line in _sides(view, here))
    yield from (f"  {line}" for line in words_of(view, here))
    for unit in view.units_at(here):
        yield f"  {short(view, unit.faction)} {one(view, unit)}"
    for contact in view.contacts:
        if contact.at == here:
            what = contact.unit.name if contact.unit else t("an unidentified unit")
            yield t(
                "  {faction}: {what}, seen {age} turns ago",
                faction=short(view, contact.faction),
                what=what,
                age=contact.age,
            )


def _sides(view: View, here: Hex) -> Iterator[str]:
    """Yield what runs across or along each hexside."""
    board = view.setting.board
    for direction, near in zip(DIRECTION_NAMES, board.grid.neighbours[here], strict=True):
        if near == OFF_MAP:
            continue
        between, found = side(here, near), []
        road, river = board.road(here, near), board.rivers.get(between)
        found += [t("{road} road", road=road.value)] if road else []
        found += [tell(board.river_names.get(between, f"{river.value} river"))] if river else []
        crossing = board.crossing_at.get(between)
        found += [_crossing(view, crossing)] if crossing else []
        found += [t("escarpment")] if between in board.cliffs else []
        if found:
            yield f"{direction} {board.grid.label(near)}: {listed(found)}"


def _crossing(view: View, crossing: Crossing) -> str:
    return t("{crossing} ({state})", crossing=crossing.name, state=view.crossings[crossing.id].value)


def reach(view: View, unit_id: str) -> Iterator[str]:
    """Yield the hexes where a unit may end its movement, by their cost."""
    unit = view.units[unit_id]
    for gait, verb in ((Gait.NORMAL, t("move")), (Gait.MARCH, t("march"))):
        costs = destinations(view, unit, gait)
        if not costs:
            yield t("{verb}: nowhere", verb=verb)
        yield from (f"{verb}, {line}" for line in _by_cost(view, costs))


def _by_cost(view: View, costs: Mapping[Hex, int]) -> Iterator[str]:
    for cost in sorted(set(costs.values())):
        labels = (view.setting.board.grid.label(here) for here, price in costs.items() if price == cost)
        yield t("{points} points: {names}", points=points(cost), names=" ".join(labels))


def odds(view: View, attack: Attack) -> Iterator[str]:
    """Yield exactly what an attack may bring, every shift by its name."""
    target = view.setting.board.grid.hex_of(attack.target)
    if target in view.setting.city_at:
        yield from _odds(view, siege_preview(view, attack, target))
    else:
        yield from _odds(view, preview(view, attack))


def _odds(view: View, found: Preview) -> Iterator[str]:
    odds, columns = found.odds, view.setting.rules.table.columns
    yield t("{attack} against {defence}", attack=f"{odds.attack / 100:g}", defence=f"{odds.defence / 100:g}")
    for shift in odds.shifts:
        yield t("  {by} {reason} (rule {rule})", by=f"{shift.by:+d}", reason=shift.reason, rule=shift.rule)
    if found.city:
        yield t("2d6 {final}; {won} of 36 throws make progress", final=f"{odds.final:+d}", won=found.won)
    else:
        before, after = (f"{a}:{d}" for a, d in (columns[max(0, odds.raw)], columns[odds.final]))
        yield t(
            "column {before}, after shifts {after}; {won} of 36 throws win the ground",
            before=before,
            after=after,
            won=found.won,
        )
    ours, theirs = found.attacker_loss / 36, found.defender_loss / 36
    yield t(
        "mean losses: attacker {ours}, defender {theirs} steps", ours=f"{ours:.2f}", theirs=f"{theirs:.2f}"
    )
    for outcome in found.outcomes:
        cell = outcome.cell
        words = mark("  {ways}/36: attacker loses {attacker}, defender {defender}, retreat {retreat}")
        if found.city:
            words = mark("  {ways}/36: attacker loses {attacker}, defender {defender}, progress {retreat}")
        losses = {"attacker": cell.attacker, "defender": cell.defender, "retreat": cell.retreat}
        yield t(words, ways=outcome.ways, **losses)
    if found.falls_back:
        yield t("the defender is set to fall back before the dice")
    if not found.sure:
        yield t("the defender is not identified: this is an estimate")
