"""How far it is to a goal, from everywhere: one search a goal, kept while the bridges stay as they are.

A field says nothing of enemies or of who holds the ground: it is the map of marches that a staff plans on.
"""

from __future__ import annotations

from functools import lru_cache
from heapq import heappop, heappush

from game.hexgrid.coords import Hex
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


@lru_cache(maxsize=16)
def _backwards(
    setting: Setting, countries: frozenset[str]
) -> tuple[tuple[tuple[Hex, int, CrossingId], ...], ...]:
    """Return, for each hex, the hexes it is entered from, at what cost and over which crossing."""
    into: list[list[tuple[Hex, int, CrossingId]]] = [[] for _ in range(len(setting.board.grid))]
    for here, steps in enumerate(movement_edges(setting, Mobility.MOTOR, countries, True)):
        for step in steps:
            into[step.near].append((here, step.road, step.crossing))
    return tuple(tuple(entries) for entries in into)


@lru_cache(maxsize=2048)
def _field(
    setting: Setting,
    countries: frozenset[str],
    goal: Hex,
    shut: frozenset[CrossingId],
    barred: frozenset[Hex],
    dear: frozenset[Hex],
) -> Field:
    into = _backwards(setting, countries)
    size = len(into)
    costs = [FAR] * size
    costs[goal] = 0
    heap = [goal]  # cost and hex in one number, which is quicker than a pair
    while heap:
        spent, here = divmod(heappop(heap), size)
        if spent > costs[here] or (here in barred and here != goal):
            continue
        spent += TOLL if here in dear else 0
        for before, cost, crossing in into[here]:
            total = spent + cost
            if total < costs[before] and crossing not in shut:
                costs[before] = total
                heappush(heap, total * size + before)
    return tuple(costs)


def field_to(
    position: Position,
    countries: frozenset[str],
    goal: Hex,
    barred: frozenset[Hex] = frozenset(),
    dear: frozenset[Hex] = frozenset(),
) -> Field:
    """Return the cost from every hex to a goal over the crossings that stand, not through `barred` hexes, and
    rather round `dear` ones."""
    shut = frozenset(
        crossing for crossing, state in position.crossings.items() if state is not CrossingState.OPEN
    )
    return _field(position.setting, countries, goal, shut, barred, dear)


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
