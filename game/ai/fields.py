"""How far it is to a goal, from everywhere: one search a goal, kept while the bridges stay as they are.

A field says nothing of enemies or of who holds the ground: it is the map of marches that a staff plans on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.hexgrid.coords import Hex
from game.hexgrid.paths import Steps, flood
from game.model.kinds import CrossingId, CrossingState, Mobility
from game.model.scenario import Setting
from game.model.state import Position
from game.rules.ground import movement_edges

FAR = 999
"""Where no march leads."""

TOLL = 10
"""Half points by which a hex is farther off that one had better not enter."""

Field = tuple[int, ...]
"""The cost in half points from each hex to the goal."""


@lru_cache(maxsize=32)
def _printed(setting: Setting, countries: frozenset[str], back: bool) -> Steps:
    """Return, for each hex, where one can march from it, or whence one can come to it, at what cost."""
    found: list[list[tuple[Hex, int]]] = [[] for _ in range(len(setting.board.grid))]
    for here, edges in enumerate(movement_edges(setting, Mobility.MOTOR, countries, True)):
        for edge in edges:
            start, end = (edge.near, here) if back else (here, edge.near)
            found[start].append((end, edge.road))
    return tuple(tuple(steps) for steps in found)


@lru_cache(maxsize=64)
def _steps(setting: Setting, countries: frozenset[str], shut: frozenset[CrossingId], back: bool) -> Steps:
    """Return the printed steps without those over crossings that are shut."""
    rows = list(_printed(setting, countries, back))
    for ends, crossing in setting.board.crossing_at.items():
        if crossing.id in shut:
            for here, there in (ends, ends[::-1]):
                rows[here] = tuple(step for step in rows[here] if step[0] != there)
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Terms:
    """What marches have to mind: the countries that are open, crossings that are shut, hexes that nobody
    passes through, and those that one goes round."""

    setting: Setting
    countries: frozenset[str]
    shut: frozenset[CrossingId]
    barred: frozenset[Hex] = frozenset()
    dear: frozenset[Hex] = frozenset()


@lru_cache(maxsize=1024)
def field_of(terms: Terms, goal: Hex) -> Field:
    """Return the cost from every hex to a goal."""
    steps = _steps(terms.setting, terms.countries, terms.shut, True)
    return flood(goal, steps, FAR, terms.barred, terms.dear, TOLL)


@lru_cache(maxsize=256)
def ways_of(terms: Terms, start: Hex) -> Field:
    """Return the cost from a start to every goal: what the fields of the goals say of the start."""
    steps = _steps(terms.setting, terms.countries, terms.shut, False)
    costs = list(flood(start, steps, FAR, terms.barred, terms.dear - {start}, TOLL))
    for here in sorted(terms.dear - {start}):  # the flood takes the toll from who leaves, not from who comes
        costs[here] = min(FAR, costs[here] + TOLL)
    return tuple(costs)


def terms_of(
    position: Position,
    countries: frozenset[str],
    barred: frozenset[Hex] = frozenset(),
    dear: frozenset[Hex] = frozenset(),
) -> Terms:
    """Return the terms of marches over the crossings that stand."""
    shut = (crossing for crossing, state in position.crossings.items() if state is not CrossingState.OPEN)
    return Terms(position.setting, countries, frozenset(shut), barred, dear)


def field_to(position: Position, countries: frozenset[str], goal: Hex) -> Field:
    """Return the cost from every hex to a goal where nothing else is to be minded."""
    return field_of(terms_of(position, countries), goal)


def way_down(position: Position, field: Field, start: Hex, length: int) -> tuple[Hex, ...]:
    """Return the next hexes on the way from a start to the goal of a field, at most `length`."""
    around = position.setting.board.grid.around
    way: list[Hex] = []
    here = start
    while len(way) < length and field[here] > 0:
        here = min(around[here], key=lambda near: (field[near], near))
        way.append(here)
    return tuple(way)


def doors(position: Position, countries: frozenset[str], here: Hex) -> tuple[Hex, ...]:
    """Return the neighbours that one can step into from a hex: not across a river without a bridge."""
    steps = movement_edges(position.setting, Mobility.MOTOR, countries, True)[here]
    return tuple(
        step.near
        for step in steps
        if not step.crossing or position.crossings[step.crossing] is CrossingState.OPEN
    )
