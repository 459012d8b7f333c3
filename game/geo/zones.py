"""Zones to hexes, and roads between places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import hypot

from game.geo.areas import hexes_inside
from game.geo.projection import LatLon, Projection
from game.hexgrid.coords import Hex
from game.hexgrid.paths import path_to, reach
from game.model.board import Board
from game.model.kinds import RoadKind


def hexes_in_ring(projection: Projection, ring: Sequence[LatLon]) -> frozenset[Hex]:
    """Return the hexes whose centre lies inside a polygon."""
    return frozenset(hexes_inside(projection.grid, [projection.point(*at) for at in ring]))


def hexes_about(projection: Projection, centre: Hex, radius_km: int) -> frozenset[Hex]:
    """Return the hexes whose centre lies within a distance of the centre of a hex (3.2 of the sources)."""
    layout, most = projection.layout, radius_km * 1000 / projection.frame.hex_m
    x, y = layout.centre(centre)
    return frozenset(
        here
        for here in range(len(projection.grid))
        if hypot(layout.centre(here)[0] - x, layout.centre(here)[1] - y) <= most + 1e-9
    )


@lru_cache(maxsize=512)
def road_between(board: Board, a: Hex, b: Hex) -> tuple[Hex, ...]:
    """Return the hexes of the best road from one hex to another, both included; empty where there is none."""
    steps = _road_steps(board)

    def edges(here: Hex, spent: int) -> Iterable[tuple[Hex, int]]:
        return steps.get(here, ())

    costs, came = reach({a: 0}, edges, 3 * len(board.grid))
    return path_to(b, came) if b in costs else ()


@lru_cache(maxsize=2)
def _road_steps(board: Board) -> dict[Hex, tuple[tuple[Hex, int], ...]]:
    """Return where roads lead from each hex that has any, and at what cost."""
    found: dict[Hex, tuple[tuple[Hex, int], ...]] = {}
    for here in board.road_hexes:
        roads = ((near, board.road(here, near)) for near in board.grid.around[here])
        found[here] = tuple((near, 2 if road is RoadKind.PAVED else 3) for near, road in roads if road)
    return found


def road_along(board: Board, stops: Sequence[Hex]) -> tuple[Hex, ...]:
    """Return the hexes of the road that passes through all stops; empty where a part of it is missing."""
    whole: list[Hex] = [stops[0]]
    for a, b in pairwise(stops):
        part = road_between(board, a, b)
        if not part:
            return ()
        whole += part[1:]
    return tuple(dict.fromkeys(whole))
