"""Areas to hexes: one sweep over the rows of the map for each ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor

from game.geo.projection import ROW
from game.hexgrid.coords import Grid, Hex
from game.hexgrid.layout import Point

SAMPLES: tuple[Point, ...] = (
    (0, 0),
    (0.33, 0),
    (-0.33, 0),
    (0.17, 0.29),
    (-0.17, 0.29),
    (0.17, -0.29),
    (-0.17, -0.29),
)
"""Where a hex is probed to tell how much of it an area covers."""


def hexes_inside(grid: Grid, ring: Sequence[Point], shift: Point = (0.0, 0.0)) -> Iterator[Hex]:
    """Yield the hexes whose centre, moved by `shift`, lies inside a ring of points."""
    for row, crossings in enumerate(_crossings(grid, ring, shift[1])):
        if not crossings:
            continue
        crossings.sort()
        start = shift[0] + (row & 1) / 2
        for enter, leave in zip(crossings[::2], crossings[1::2], strict=False):
            first, last = max(0, ceil(enter - start)), min(grid.cols - 1, floor(leave - start))
            yield from range(row * grid.cols + first, row * grid.cols + last + 1)


def hexes_mostly_inside(grid: Grid, ring: Sequence[Point], share: int = 4) -> list[Hex]:
    """Return the hexes of which at least `share` of the seven samples lie inside a ring."""
    counts: dict[Hex, int] = {}
    for shift in SAMPLES:
        for here in hexes_inside(grid, ring, shift):
            counts[here] = counts.get(here, 0) + 1
    return sorted(here for here, count in counts.items() if count >= share)


def is_inside(point: Point, ring: Sequence[Point]) -> bool:
    """Return whether a point lies inside a ring."""
    x, y = point
    inside = False
    a = ring[-1]
    for b in ring:
        if (a[1] > y) != (b[1] > y) and _beyond(x, y, a, b):
            inside = not inside
        a = b
    return inside


def _crossings(grid: Grid, ring: Sequence[Point], down: float) -> list[list[float]]:
    """For each row of hexes, where the ring crosses its centre line moved by `down`."""
    found: list[list[float]] = [[] for _ in range(grid.rows)]
    for (ax, ay), (bx, by) in _edges(ring):
        top, bottom = (ay, by) if ay < by else (by, ay)
        first = max(0, ceil((top - down) / ROW))
        last = min(grid.rows - 1, ceil((bottom - down) / ROW) - 1)
        for row in range(first, last + 1):
            share = (row * ROW + down - ay) / (by - ay)
            found[row].append(ax + share * (bx - ax))
    return found


def _edges(ring: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _beyond(x: float, y: float, a: Point, b: Point) -> bool:
    """Whether a ray to the east from (x, y) crosses the edge from a to b, one of which lies above it."""
    return x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
