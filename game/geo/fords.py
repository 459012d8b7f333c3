"""Crossings to hexsides: the side of the chain that best fits where a crossing is and what it joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.geo.atlas import Atlas, AtlasCrossing
from game.geo.projection import Projection
from game.hexgrid.coords import OFF_MAP, Hex, Side
from game.hexgrid.layout import Point
from game.model.board import Crossing

REACH = 1.8
"""How far from its coordinates, in hex widths, a crossing may be moved."""
JOIN = 0.6
"""What each hex between a crossing and a place that it joins costs, in hex widths of distance."""


def crossings_on(
    projection: Projection, atlas: Atlas, sides: Mapping[str, Sequence[Side]], sites: Mapping[str, Hex]
) -> dict[str, Crossing]:
    """Return the crossings that lie on the map, each on a hexside of its own."""
    found: dict[str, Crossing] = {}
    for crossing in atlas.crossings:
        taken = {other.side for other in found.values()}
        point = projection.point(*crossing.at)
        if projection.layout.hex_under(*point) == OFF_MAP:
            continue
        joins = [sites[place] for place in crossing.joins if place in sites]
        fits = [
            (fit + JOIN * _detour(projection, pair, joins), pair)
            for pair in sides.get(crossing.river, ())
            if pair not in taken and (fit := _apart(_middle(projection, pair), point)) <= REACH
        ]
        if fits:
            found[crossing.id] = _crossing(crossing, min(fits)[1])
    return found


def _crossing(crossing: AtlasCrossing, pair: Side) -> Crossing:
    return Crossing(crossing.id, crossing.name, crossing.kind, pair, crossing.open)


def _detour(projection: Projection, pair: Side, joins: Sequence[Hex]) -> int:
    return sum(min(projection.grid.distance(place, end) for end in pair) for place in joins)


def _middle(projection: Projection, pair: Side) -> Point:
    (ax, ay), (bx, by) = (projection.layout.centre(end) for end in pair)
    return (ax + bx) / 2, (ay + by) / 2


def _apart(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)
