"""The road behind a column that has outrun its supply: who drives it open, so that a depot can follow."""

from __future__ import annotations

from collections.abc import Mapping

from game.ai.aims import centre_of
from game.ai.fields import FAR
from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.hexgrid.paths import Edges, path_to, reach
from game.model.kinds import HqId, RoadKind, UnitId
from game.model.units import Unit
from game.rules.politics.relations import hostile

HUNGRY_FROM = 25
"""Half truck points of supply from which a column wants a road of its own."""
LONGEST_ROAD = 60
"""Half points of road that are looked at."""
BOUND = 4
"""Hexes of hostile road that are entered at a time."""
BESIDE = 2
"""Hexes from the road within which a column stands upon it."""


def closed_stretch(mind: Mind, front: Hex) -> tuple[Hex, ...]:
    """Return the hostile hexes, from the rear forward, of the road from supply to a front; empty when the
    road is open or there is none."""
    costs, came = reach(dict.fromkeys(mind.supply.sources, 0), _along(mind), LONGEST_ROAD)
    near = [here for here in mind.view.setting.board.grid.within(front, BESIDE) if here in costs]
    if not near:
        return ()
    end = min(near, key=lambda here: (mind.distance(here, front), costs[here], here))
    return tuple(
        here for here in path_to(end, came) if hostile(mind.view, mind.faction, mind.view.control[here])
    )


def _along(mind: Mind) -> Edges:
    """Return the steps along roads, whoever holds them."""
    board, countries = mind.view.setting.board, mind.me.countries
    price = mind.view.setting.rules.supply

    def edges(here: Hex, spent: int) -> list[tuple[Hex, int]]:
        return [
            (near, price.paved if road is RoadKind.PAVED else price.track)
            for near in board.grid.around[here]
            if (road := board.road(here, near)) is not None and board.country[near] in countries
        ]

    return edges


def openers(
    mind: Mind, forces: Mapping[HqId, tuple[Unit, ...]], pool: tuple[Unit, ...], before: Mapping[UnitId, Hex]
) -> dict[UnitId, Hex]:
    """Return the unit that drives the road to each hungry column open, and how far it goes this turn: who
    did so `before` if he still can, else the nearest of the weak."""
    found: dict[UnitId, Hex] = {}
    for hq in sorted(forces):
        front = centre_of(mind, forces[hq])
        if mind.supply.costs.get(front, FAR) < HUNGRY_FROM or mind.cut_off(forces[hq][0]):
            continue
        stretch = closed_stretch(mind, front)
        if not stretch or any(here in mind.picture.foes for here in stretch):
            continue
        goal = _bound(mind, stretch)
        if goal in found.values():
            continue
        able = [unit for unit in pool if unit.id not in found and not unit.type.support]
        able = [unit for unit in able if mind.field(goal)[unit.at] < FAR and unit.type.move >= FAST]
        chosen = min(able, key=lambda unit: _trouble(mind, unit, goal, before), default=None)
        if chosen is not None:
            found[chosen.id] = goal
    return found


FAST = 14
"""Half points a turn of a unit that is sent down a road."""


def _trouble(mind: Mind, unit: Unit, goal: Hex, before: Mapping[UnitId, Hex]) -> tuple[bool, int, str]:
    """Return how little a unit is suited to open a road."""
    way = mind.field(goal)[unit.at]
    return unit.id not in before, way + 2 * unit.type.attack, unit.id


def _bound(mind: Mind, stretch: tuple[Hex, ...]) -> Hex:
    """Return the hex to drive to: the first place that must be entered, or a bound ahead."""
    ahead = stretch[:BOUND]
    places = mind.view.setting.board.places_at
    return next((here for here in ahead if here in places), ahead[-1])
