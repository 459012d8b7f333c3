"""Roads to chains of hexes: from stop to stop the cheapest way near the line and on its bank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from game.geo.atlas import Atlas, Road
from game.geo.lattice import Line, clip, nearest
from game.geo.projection import ROW, Projection
from game.hexgrid.coords import OFF_MAP, Hex, Side, side
from game.hexgrid.layout import Point
from game.model.board import Crossing
from game.model.kinds import RoadKind

STRAY = 3.0
"""Cost of a step, beside 1 for its length, at one hex width from the line; it grows with the square."""
SHARED = 0.6
"""What a step costs where another road runs already, so that roads side by side become one."""

BRIM = 0.3
"""How far inside the outermost centres, in hex widths, a road enters the map: in a hex of every row."""
CROSSING = 4.0
"""What going over a crossing costs, so that a road does not change banks twice to save a bend."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of road between two hexes that it must pass, and the line that it keeps to."""

    start: Hex
    end: Hex
    line: Line


@dataclass(frozen=True)
class Ground:
    """What a road has to mind: where places are, what bars its way, and which hexes only guide it."""

    projection: Projection
    sites: Mapping[str, Hex]
    barred: frozenset[Side]
    wet: frozenset[Hex]
    crossings: Mapping[str, Crossing]

    def is_shore(self, here: Hex) -> bool:
        """Return whether a hex touches a major river, so that a point in it may have lost its bank."""
        return any(side(here, near) in self.barred for near in self.projection.grid.around[here])

    def at_edge(self, leg: Leg) -> bool:
        """Return whether a leg ends at the edge of the map, where a road may go on beyond it."""
        return any(len(self.projection.grid.around[end]) < 6 for end in (leg.start, leg.end))


def roads_on(ground: Ground, atlas: Atlas) -> tuple[dict[Side, RoadKind], list[str]]:
    """Return the roads by hexside, and the legs that no way was found for, in words."""
    found: dict[Side, RoadKind] = {}
    lost: list[str] = []
    for road in sorted(atlas.roads, key=lambda road: road.kind is RoadKind.TRACK):
        bars = ground.barred - {ground.crossings[id].side for id in road.over if id in ground.crossings}
        for leg in _legs(ground, atlas, road):
            way = _way(ground, leg, bars, found)
            if way is None and ground.at_edge(leg):
                continue
            if way is None:
                labels = (ground.projection.grid.label(end) for end in (leg.start, leg.end))
                lost.append(f"road {road.id}: no way from {' to '.join(labels)} without a crossing")
                continue
            for a, b in pairwise(way):
                found.setdefault(side(a, b), road.kind)
    return found, lost


def _legs(ground: Ground, atlas: Atlas, road: Road) -> Iterator[Leg]:
    """Cut a road at the hexes that it must pass; what lies off the map is left out."""
    stops = [_stop(ground, atlas, stop) for stop in road.path]
    start, line = OFF_MAP, list[Point]()
    for (a, here), (b, there) in pairwise(stops):
        piece = _on_map(ground.projection, a, b)
        if piece is None:
            start, line = OFF_MAP, []
            continue
        if piece[0] != a or (start == OFF_MAP and not line):
            start, line = _firm(ground, here, piece[0], a), [piece[0]]
        line.append(piece[1])
        end = there if piece[1] == b else ground.projection.layout.hex_under(*piece[1])
        if end == OFF_MAP:
            continue
        if start not in (OFF_MAP, end):
            yield Leg(start, end, tuple(line))
        start, line = end, [piece[1]]


def _firm(ground: Ground, here: Hex, point: Point, stop: Point) -> Hex:
    """Where a line begins: the hex of its stop, or the hex at the edge where it enters the map."""
    return here if here != OFF_MAP and point == stop else ground.projection.layout.hex_under(*point)


def _stop(ground: Ground, atlas: Atlas, stop: str | tuple[float, float]) -> tuple[Point, Hex]:
    """The point of a stop and the hex it must pass, `OFF_MAP` where the point is only a guide."""
    if isinstance(stop, str):
        return ground.projection.point(*atlas.places[stop].at), ground.sites.get(stop, OFF_MAP)
    point = ground.projection.point(*stop)
    here = ground.projection.layout.hex_under(*point)
    return point, OFF_MAP if here in ground.wet or (here != OFF_MAP and ground.is_shore(here)) else here


def _on_map(projection: Projection, a: Point, b: Point) -> tuple[Point, Point] | None:
    grid = projection.grid
    return clip(a, b, (BRIM, 0.0), (grid.cols - 0.5 - BRIM, (grid.rows - 1) * ROW))


def _way(ground: Ground, leg: Leg, bars: frozenset[Side], roads: Mapping[Side, RoadKind]) -> list[Hex] | None:
    """The cheapest chain of hexes for a leg, found by A*, or None."""
    grid, pieces = ground.projection.grid, range(len(leg.line) - 1)
    stray: dict[Hex, float] = {}

    def cost(a: Hex, b: Hex) -> float | None:
        if b in ground.wet or side(a, b) in bars:
            return None
        if b not in stray:
            stray[b] = 1 + STRAY * nearest(ground.projection.layout.centre(b), leg.line, pieces)[0] ** 2
        toll = CROSSING if side(a, b) in ground.barred else 0.0
        return toll + stray[b] * (SHARED if side(a, b) in roads else 1.0)

    return _cheapest(leg, grid.around, lambda here: SHARED * grid.distance(here, leg.end), cost)


def _cheapest(
    leg: Leg,
    around: tuple[tuple[Hex, ...], ...],
    ahead: Callable[[Hex], float],
    cost: Callable[[Hex, Hex], float | None],
) -> list[Hex] | None:
    costs, came = {leg.start: 0.0}, {leg.start: leg.start}
    heap = [(ahead(leg.start), leg.start)]
    done: set[Hex] = set()
    while heap:
        here = heappop(heap)[1]
        if here == leg.end:
            return _trail(here, came)
        if here in done:
            continue
        done.add(here)
        for near in around[here]:
            step = cost(here, near)
            if step is not None and costs[here] + step < costs.get(near, 1e18):
                costs[near], came[near] = costs[here] + step, here
                heappush(heap, (costs[near] + ahead(near), near))
    return None


def _trail(end: Hex, came: Mapping[Hex, Hex]) -> list[Hex]:
    way = [end]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return way[::-1]
