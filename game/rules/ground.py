"""Static facts of a map that several rules ask for, computed once a scenario: the edges of the hex graph.

Legend: a *link* joins two hexes as the map prints it, whoever uses it; an *edge* is what a kind of mover pays
for one. `crossing` is the id of the crossing that it needs, or "".
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from game.hexgrid.coords import Hex, Side, side
from game.model.board import Board, Terrain
from game.model.kinds import CrossingId, CrossingKind, CrossingState, FactionId, Mobility, RiverKind, RoadKind
from game.model.scenario import Setting
from game.model.state import Position
from game.model.tongue import say
from game.model.units import Unit
from game.rules.refusal import Refusal

NO_WAY = 10_000


class Link(NamedTuple):
    """A hexside that lets somebody through, seen from one of its hexes."""

    near: Hex
    road: RoadKind | None
    crossing: CrossingId
    ferry: bool
    cliff: bool


_OPEN = (None, "", False, False)
"""What most links have: no road, no crossing, no ferry, no cliff."""


class Edge(NamedTuple):
    """A step into a neighbour: `road` is what it costs on friendly ground, `plain` elsewhere, where the best
    road is a track."""

    near: Hex
    plain: int
    road: int
    crossing: CrossingId
    on_road: bool


Table: TypeAlias = tuple[tuple[Edge, ...], ...]
"""The edges that lead from each hex."""


@dataclass(frozen=True, slots=True)
class Fare:
    """What a kind of mover pays in half points, `NO_WAY` where it may not go: for each hex, on roads, and
    beside the rest for a ferry."""

    plain: tuple[int, ...]
    paved: int
    track: int
    ferry: int
    climbs: bool = True


@lru_cache(maxsize=64)
def movement_edges(setting: Setting, mobility: Mobility, countries: frozenset[str], light: bool) -> Table:
    """2.1 Return, for each hex, the steps that a kind of unit may take in these countries."""
    return _within(setting.board, countries, _movement_edges(setting, mobility, light))


@lru_cache(maxsize=32)
def truck_edges(setting: Setting, countries: frozenset[str]) -> Table:
    """7.1 Return, for each hex, the steps of supply columns in these countries."""
    return _within(setting.board, countries, _truck_edges(setting))


def _within(board: Board, countries: frozenset[str], edges: Table) -> Table:
    """9.2 Return the edges that lead into some countries."""
    inside = [country in countries for country in board.country]
    if all(inside):
        return edges
    return tuple(tuple([edge for edge in row if inside[edge.near]]) for row in edges)


@lru_cache(maxsize=16)
def _movement_edges(setting: Setting, mobility: Mobility, light: bool) -> Table:
    """2.1 Return the steps of a kind of unit, in whichever country."""
    figures, on_foot = setting.rules.movement, mobility is Mobility.LEG
    costs = [terrain.cost(mobility) for terrain in setting.board.terrain]
    fare = Fare(
        tuple(NO_WAY if cost is None else cost for cost in costs),
        NO_WAY if on_foot else figures.paved,
        NO_WAY if on_foot else figures.track,
        figures.ferry if on_foot or light else NO_WAY,
        climbs=mobility is not Mobility.MECH,
    )
    closed = {at for at in setting.city_at if is_closed(setting, at)}
    return tuple(
        tuple([edge for edge in row if edge.near not in closed]) for row in _edges(setting.board, fare)
    )


@lru_cache(maxsize=16)
def _truck_edges(setting: Setting) -> Table:
    """7.1 Return the steps of supply columns, in whichever country."""
    figures = setting.rules.supply
    costs = [terrain.truck for terrain in setting.board.terrain]
    plain = tuple(NO_WAY if cost is None else cost for cost in costs)
    return _edges(setting.board, Fare(plain, figures.paved, figures.track, figures.ferry))


def _edges(board: Board, fare: Fare) -> Table:
    """Return the links of each hex that somebody who pays this fare may use, with what he pays."""
    in_the_open = [Edge(here, cost, cost, "", False) for here, cost in enumerate(fare.plain)]
    rows, touched = [], _touched(board)
    for here, row in enumerate(links(board)):
        if here not in touched:
            rows.append(tuple([one for link in row if (one := in_the_open[link[0]])[1] < NO_WAY]))
            continue
        edges = (edge(link, fare) if link[1:] != _OPEN else in_the_open[link.near] for link in row)
        rows.append(tuple([edge for edge in edges if edge.plain < NO_WAY]))
    return tuple(rows)


def edge(link: Link, fare: Fare) -> Edge:
    """2.1–2.4 Return the step over a link; where it is barred it costs `NO_WAY` or more."""
    near, kind, crossing, ferry, cliff = link
    plain = road = fare.plain[near]
    if kind:
        plain = min(plain, fare.track)
        road = min(road, fare.paved if kind is RoadKind.PAVED else fare.track)
    elif cliff and not fare.climbs:
        plain = NO_WAY
    extra = fare.ferry if ferry else 0
    return Edge(near, plain + extra, road + extra, crossing, kind is not None)


def _remarkable(board: Board) -> set[Side]:
    """2.4 Return the hexsides with a road, a river, a cliff or a crossing."""
    return {*board.roads, *board.rivers, *board.cliffs, *board.crossing_at}


@lru_cache(maxsize=16)
def _touched(board: Board) -> frozenset[Hex]:
    """2.4 Return the hexes with such a side; about all others one may go every way alike."""
    sides = (board.roads, board.rivers, board.cliffs, board.crossing_at)
    return frozenset(end for some in sides for pair in some for end in pair)


@lru_cache(maxsize=16)
def links(board: Board) -> tuple[tuple[Link, ...], ...]:
    """2.4 Return the links from each hex: no great river is crossed but at a crossing."""
    remarkable, touched = _remarkable(board), _touched(board)
    in_the_open = [Link(near, *_OPEN) for near in range(len(board.grid))]
    rows = []
    for here, around in enumerate(board.grid.around):
        if here not in touched:
            rows.append(tuple([in_the_open[near] for near in around]))
            continue
        found = (
            _link(board, near, side(here, near)) if side(here, near) in remarkable else in_the_open[near]
            for near in around
        )
        rows.append(tuple([link for link in found if link is not None]))
    return tuple(rows)


def _link(board: Board, near: Hex, between: Side) -> Link | None:
    crossing = board.crossing_at.get(between)
    if crossing is None and board.rivers.get(between) is RiverKind.MAJOR:
        return None
    ferry = crossing is not None and crossing.kind is CrossingKind.FERRY
    name = crossing.id if crossing else ""
    return Link(near, board.roads.get(between), name, ferry, between in board.cliffs)


def is_closed(setting: Setting, here: Hex) -> bool:
    """5.1 Whether a hex is a city whose battle is fought off stage."""
    plan = setting.city_at.get(here)
    return plan is not None and plan.closed


@lru_cache(maxsize=16)
def zoc_edges(setting: Setting) -> tuple[tuple[tuple[Hex, CrossingId], ...], ...]:
    """3.1 Return, for each hex, where a zone of control may reach: not over a river without a bridge,
    an escarpment side, or into a city."""
    cities = setting.city_at
    return tuple(
        tuple([(one.near, one.crossing) for one in row if not (one.ferry or one.cliff or one.near in cities)])
        for row in links(setting.board)
    )


def is_open(position: Position, crossing: CrossingId) -> bool:
    """2.5 Whether a crossing may be used."""
    return position.crossings[crossing] is CrossingState.OPEN


def cities_with_districts_of(position: Position, holders: Container[FactionId]) -> frozenset[Hex]:
    """5.1 Return the cities in which any of these factions holds a district, whoever controls them."""
    return frozenset(
        position.setting.board.places[place].at
        for place, siege in position.cities.items()
        if any(count and holder in holders for holder, count in siege.holders.items())
    )


def bars(terrain: Terrain, unit: Unit) -> Refusal:
    """2.1 Return that a terrain bars a unit's kind of mobility."""
    mobility = unit.type.mobility.value
    return Refusal(say("{terrain} bars {mobility} units", terrain=terrain.name, mobility=mobility), "2.1")
