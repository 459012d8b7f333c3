"""Static facts of a map that several rules ask for, computed once a scenario: the edges of the hex graph.

Legend: an *edge* leads from a hex to a neighbour; `crossing` is the id of the crossing it needs, or "".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from game.hexgrid.coords import Hex, side
from game.model.board import Board
from game.model.kinds import CrossingId, CrossingKind, CrossingState, Mobility, RiverKind, RoadKind
from game.model.scenario import Setting
from game.model.state import Position

MECHANISED = (Mobility.MECH,)
ROAD_FACTOR = 2


class Edge(NamedTuple):
    """A step into a neighbour: its cost by terrain, by road on friendly ground, by road elsewhere."""

    near: Hex
    plain: int
    road: int
    crossing: CrossingId
    ferry: bool
    paved: bool
    on_road: bool


NO_WAY = 10_000


@lru_cache(maxsize=64)
def movement_edges(
    setting: Setting, mobility: Mobility, countries: frozenset[str], light: bool
) -> tuple[tuple[Edge, ...], ...]:
    """2.1 Return, for each hex, the steps that a kind of unit may take on the printed map."""
    board, figures = setting.board, setting.rules.movement

    def step(here: Hex, near: Hex) -> Edge | None:
        cost = board.terrain[near].cost(mobility)
        kind = board.road(here, near)
        if board.country[near] not in countries or is_closed(setting, near):
            return None
        if side(here, near) in board.cliffs and mobility in MECHANISED and kind is None:
            return None
        on_foot = mobility is Mobility.LEG
        paved, track = (NO_WAY, NO_WAY) if on_foot else (figures.paved, figures.track)
        return edge(board, here, near, cost, paved, track, on_foot or light, figures.ferry)

    return tuple(_steps(board, here, step) for here in range(len(board.grid)))


@lru_cache(maxsize=32)
def truck_edges(setting: Setting, countries: frozenset[str]) -> tuple[tuple[Edge, ...], ...]:
    """7.1 Return, for each hex, the steps of supply columns on the printed map."""
    board, figures = setting.board, setting.rules.supply

    def step(here: Hex, near: Hex) -> Edge | None:
        if board.country[near] not in countries:
            return None
        return edge(
            board, here, near, board.terrain[near].truck, figures.paved, figures.track, True, figures.ferry
        )

    return tuple(_steps(board, here, step) for here in range(len(board.grid)))


def _steps(board: Board, here: Hex, step: Callable[[Hex, Hex], Edge | None]) -> tuple[Edge, ...]:
    found = (step(here, near) for near in board.grid.around[here])
    return tuple(one for one in found if one is not None)


def edge(
    board: Board,
    here: Hex,
    near: Hex,
    cost: int | None,
    paved: int,
    track: int,
    ferries: bool,
    ferry_cost: int,
) -> Edge | None:
    """Return the step from `here` to `near`, or None where the printed map bars it."""
    kind = board.road(here, near)
    crossing = board.crossing_at.get(side(here, near))
    if board.rivers.get(side(here, near)) is RiverKind.MAJOR and crossing is None:
        return None
    by_ferry = crossing is not None and crossing.kind is CrossingKind.FERRY
    if by_ferry and not ferries:
        return None
    plain = NO_WAY if cost is None else cost
    road = min(plain, paved if kind is RoadKind.PAVED else track) if kind else plain
    on_road = min(plain, track) if kind else plain
    if on_road >= NO_WAY:
        return None
    extra = ferry_cost if by_ferry else 0
    return Edge(
        near,
        on_road + extra,
        road + extra,
        crossing.id if crossing else "",
        by_ferry,
        kind is RoadKind.PAVED,
        kind is not None,
    )


def is_closed(setting: Setting, here: Hex) -> bool:
    """Whether a hex is a city whose battle is fought off stage."""
    plan = setting.city_at.get(here)
    return plan is not None and plan.closed


@lru_cache(maxsize=16)
def zoc_edges(setting: Setting) -> tuple[tuple[tuple[Hex, CrossingId], ...], ...]:
    """3.1 Return, for each hex, where a zone of control may reach: not over a river without a bridge,
    an escarpment side, or into a city."""
    board = setting.board

    def reaches(here: Hex) -> tuple[tuple[Hex, CrossingId], ...]:
        found = []
        for near in board.grid.around[here]:
            between = side(here, near)
            crossing = board.crossing_at.get(between)
            barred = board.rivers.get(between) is RiverKind.MAJOR and (
                crossing is None or crossing.kind is CrossingKind.FERRY
            )
            if not barred and between not in board.cliffs and near not in setting.city_at:
                found.append((near, crossing.id if crossing else ""))
        return tuple(found)

    return tuple(reaches(here) for here in range(len(board.grid)))


def is_open(position: Position, crossing: CrossingId) -> bool:
    """Whether a crossing may be used."""
    return position.crossings[crossing] is CrossingState.OPEN
