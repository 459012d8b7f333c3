"""Answers to a player's questions: what is in a hex, where a unit can go, what an attack may bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.hexgrid.coords import DIRECTION_NAMES, OFF_MAP, Hex, side
from game.model.combat import Preview
from game.model.kinds import Gait
from game.model.orders import Attack
from game.model.state import View
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
    ground = f"{board.terrain[here].name}, {board.country[here]}"
    yield f"{where(view, here)}: {ground}, held by {held}, supply {fed}"
    for place in board.places_at.get(here, ()):
        asset = view.setting.assets.get(place.id)
        worth = f", worth {asset.value}" if asset else ""
        yield f"  {place.name} {place.name_ar} ({place.kind}){worth}"
    yield from (f"  {line}" for line in _sides(view, here))
    yield from (f"  {line}" for line in words_of(view, here))
    for unit in view.units_at(here):
        yield f"  {short(view, unit.faction)} {one(view, unit)}"
    for contact in view.contacts:
        if contact.at == here:
            what = contact.unit.name if contact.unit else "an unidentified unit"
            yield f"  {short(view, contact.faction)}: {what}, seen {contact.age} turns ago"


def _sides(view: View, here: Hex) -> Iterator[str]:
    """Yield what runs across or along each hexside."""
    board = view.setting.board
    for direction, near in zip(DIRECTION_NAMES, board.grid.neighbours[here], strict=True):
        if near == OFF_MAP:
            continue
        between, found = side(here, near), []
        road, river = board.road(here, near), board.rivers.get(between)
        found += [f"{road.value} road"] if road else []
        found += [board.river_names.get(between, f"{river.value} river")] if river else []
        crossing = board.crossing_at.get(between)
        found += [f"{crossing.name} ({view.crossings[crossing.id].value})"] if crossing else []
        found += ["escarpment"] if between in board.cliffs else []
        if found:
            yield f"{direction} {board.grid.label(near)}: {', '.join(found)}"


def reach(view: View, unit_id: str) -> Iterator[str]:
    """Yield the hexes where a unit may end its movement, by their cost."""
    unit = view.units[unit_id]
    for gait, verb in ((Gait.NORMAL, "move"), (Gait.MARCH, "march")):
        costs = destinations(view, unit, gait)
        if not costs:
            yield f"{verb}: nowhere"
        yield from (f"{verb}, {line}" for line in _by_cost(view, costs))


def _by_cost(view: View, costs: Mapping[Hex, int]) -> Iterator[str]:
    for cost in sorted(set(costs.values())):
        labels = (view.setting.board.grid.label(here) for here, price in costs.items() if price == cost)
        yield f"{points(cost)} points: {' '.join(labels)}"


def odds(view: View, attack: Attack) -> Iterator[str]:
    """Yield exactly what an attack may bring, every shift by its name."""
    target = view.setting.board.grid.hex_of(attack.target)
    if target in view.setting.city_at:
        yield from _odds(view, siege_preview(view, attack, target))
    else:
        yield from _odds(view, preview(view, attack))


def _odds(view: View, found: Preview) -> Iterator[str]:
    odds, columns = found.odds, view.setting.rules.table.columns
    yield f"{odds.attack / 100:g} against {odds.defence / 100:g}"
    for shift in odds.shifts:
        yield f"  {shift.by:+d} {shift.reason} (rule {shift.rule})"
    if found.city:
        yield f"2d6 {odds.final:+d}; {found.won} of 36 throws make progress"
    else:
        before, after = (f"{a}:{d}" for a, d in (columns[max(0, odds.raw)], columns[odds.final]))
        yield f"column {before}, after shifts {after}; {found.won} of 36 throws win the ground"
    ours, theirs = found.attacker_loss / 36, found.defender_loss / 36
    yield f"mean losses: attacker {ours:.2f}, defender {theirs:.2f} steps"
    last = "progress" if found.city else "retreat"
    for outcome in found.outcomes:
        cell = outcome.cell
        losses = f"attacker loses {cell.attacker}, defender {cell.defender}"
        yield f"  {outcome.ways}/36: {losses}, {last} {cell.retreat}"
    if found.falls_back:
        yield "the defender is set to fall back before the dice"
    if not found.sure:
        yield "the defender is not identified: this is an estimate"
