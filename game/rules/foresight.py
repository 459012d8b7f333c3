"""What a person wants to know of a hex before he gives an order: when it can be reached, who sees it, who
threatens it, whether a move there shows anything new. Questions only, answered from what a position tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from game.hexgrid.coords import Hex
from game.hexgrid.paths import reach
from game.model.kinds import FactionId, Gait, Sight, UnitId
from game.model.state import Position, View
from game.model.units import Unit
from game.rules.fog import unit_look
from game.rules.memo import once_a_position
from game.rules.movement import allowance, destinations, edges_of, reach_of, why_not_stop
from game.rules.politics.relations import hostile


@once_a_position
def turns_to(position: Position, unit: Unit, turns: int) -> Mapping[Hex, int]:
    """2.1 Return in which of the next turns a unit could end its movement in each hex, 0 where it stands:
    this turn with the points it has, later ones as if activated, past the enemies that are known now."""
    found = {unit.at: 0}
    if turns:
        for gait in Gait:
            found.update({here: 1 for here in destinations(position, unit, gait) if here not in found})
    for turn in range(2, turns + 1):
        found.update(dict.fromkeys(_next_stops(position, unit, found), turn))
    return found


def _next_stops(position: Position, unit: Unit, stops: Mapping[Hex, int]) -> list[Hex]:
    """2.1 Return the hexes that one more turn adds, by normal movement or by a march."""
    rested = replace(unit, active=True, done=False, moved=False, marched=False, attacked=False)
    if unit.type.move == 0:
        return []
    touched: dict[Hex, Gait] = {}
    for gait in Gait:
        starts, points = dict.fromkeys(stops, 0), allowance(position, rested, gait)
        costs, _ = reach(starts, edges_of(position, rested, gait), points)
        touched.update({here: gait for here in costs if here not in stops and here not in touched})
    return [here for here, gait in touched.items() if why_not_stop(position, rested, here, gait) is None]


def looks_of(position: Position, unit: Unit, here: Hex) -> tuple[frozenset[Hex], frozenset[Hex]]:
    """8.1 Return the hexes in which a unit would notice something from a hex, and those it would see well."""
    figures = position.setting.rules.fog
    strengths = figures.recon if "recon" in unit.type.traits else figures.unit
    look = unit_look(position.setting, here, strengths)
    return frozenset(look.shown), frozenset(look.clear)


def shows_new(view: View, unit: Unit, there: Hex) -> frozenset[Hex]:
    """8.1 Return the hexes that a unit would see better from a hex than they are seen now: whatever stands in
    them unseen would come to light, and then the move could not be taken back."""
    shown, clear = looks_of(view, unit, there)
    seen = view.vision
    better = {here for here in shown if seen.get(here, Sight.UNKNOWN) is Sight.UNKNOWN}
    better.update(here for here in clear if seen.get(here, Sight.UNKNOWN) is not Sight.KNOWN)
    return frozenset(better)


@once_a_position
def _fields_of_view(position: Position) -> Mapping[UnitId, frozenset[Hex]]:
    return {unit.id: looks_of(position, unit, unit.at)[0] for unit in position.units.values()}


def eyes_on(position: Position, here: Hex) -> tuple[Unit, ...]:
    """8.1 Return the known units that see a hex, whosever they are."""
    fields = _fields_of_view(position)
    return tuple(unit for unit in position.units.values() if here in fields[unit.id])


@once_a_position
def threats(position: Position, faction: FactionId) -> Mapping[Hex, tuple[UnitId, ...]]:
    """2.1 Return the hexes that hostile units in sight could reach if they were activated, and which."""
    found: dict[Hex, tuple[UnitId, ...]] = {}
    for unit in position.units.values():
        if hostile(position, faction, unit.faction):
            for here in reach_of(position, replace(unit, active=True, done=False)).costs:
                found[here] = (*found.get(here, ()), unit.id)
    return found
