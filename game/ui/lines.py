"""Rivers, roads and borders as curves: hexsides and hexes linked to chains, smoothed, cut into pieces.

Lengths are in hex widths, the map's upper left corner at 0, 0. A curve passes through the middle of
every hexside that it follows or crosses, moved a little by noise, so a road meets a river exactly
where its bridge is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import dist
from typing import TypeVar

from game.hexgrid.coords import Grid, Hex, Side
from game.hexgrid.layout import ROOT3, Layout
from game.model.board import Board
from game.model.kinds import RiverKind
from game.ui.noise import chance

Point = tuple[float, float]
Curve = tuple[Point, ...]
Corner = tuple[int, int]
Node = TypeVar("Node", bound=Hashable)

_OUTWARD = ((1, 0), (0.5, ROOT3 / 2), (-0.5, ROOT3 / 2), (-1, 0), (-0.5, -ROOT3 / 2), (0.5, -ROOT3 / 2))
WANDER = 0.12
STEPS = 4
PIECE = 24
_CORNERS = ((1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a curve and the box that holds it: left, top, right, bottom."""

    kind: str
    points: Curve
    box: tuple[float, float, float, float]


@lru_cache(maxsize=8)
def unit_layout(grid: Grid) -> Layout:
    """Return the map with hexes one wide."""
    return Layout(grid, 1.0, 0.5, 1 / ROOT3)


def corners_of(grid: Grid, pair: Side) -> tuple[Corner, Corner]:
    """Return both ends of a hexside as whole numbers, the same from either hex."""
    col, row = grid.col_row(pair[0])
    at = grid.direction(*pair)
    x, y = 2 * col + (row & 1) + 1, 3 * row + 2
    ends = (_CORNERS[at], _CORNERS[(at + 1) % 6])
    first, second = ((x + dx, y + dy) for dx, dy in ends)
    return first, second


def corner_point(corner: Corner) -> Point:
    """Return where a corner lies."""
    return corner[0] / 2, corner[1] / (2 * ROOT3)


def middle_of(grid: Grid, pair: Side, wander: float = WANDER) -> Point:
    """Return the middle of a hexside, moved along the hexside by noise."""
    (ax, ay), (bx, by) = map(corner_point, corners_of(grid, pair))
    share = 0.5 + (chance(pair[0] * 7 + grid.direction(*pair), 0) - 0.5) * 2 * wander
    return ax + (bx - ax) * share, ay + (by - ay) * share


def chains(edges: Iterable[tuple[Node, Node]]) -> Iterator[list[Node]]:
    """Yield the edges as unbroken chains that end at loose ends and junctions, then the closed rings."""
    near: dict[Node, list[Node]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    left = {frozenset((a, b)) for a, row in near.items() for b in row}
    ends = [node for node, row in near.items() if len(row) != 2]
    for start in (*ends, *near):
        for second in near[start]:
            if frozenset((start, second)) in left:
                yield _walk(start, second, near, left)


def _walk(a: Node, b: Node, near: Mapping[Node, list[Node]], left: set[frozenset[Node]]) -> list[Node]:
    chain = [a, b]
    left.discard(frozenset((a, b)))
    while len(near[chain[-1]]) == 2:
        onward = [node for node in near[chain[-1]] if frozenset((chain[-1], node)) in left]
        if not onward:
            break
        left.discard(frozenset((chain[-1], onward[0])))
        chain.append(onward[0])
    return chain


def rivers(board: Board) -> Iterator[tuple[RiverKind, str, list[Side]]]:
    """Yield every river with its kind, its name and its hexsides outside lakes."""
    named: dict[tuple[RiverKind, str], list[Side]] = {}
    for pair, kind in board.rivers.items():
        if all(board.terrain[here].id != "lake" for here in pair):
            named.setdefault((kind, board.river_names.get(pair, "")), []).append(pair)
    for (kind, name), sides in named.items():
        yield kind, name, sides


def along_sides(grid: Grid, sides: Iterable[Side], wander: float = WANDER) -> Iterator[Curve]:
    """Yield curves that run along hexsides, as rivers and borders do."""
    between = {corners_of(grid, pair): pair for pair in sides}
    between |= {(b, a): pair for (a, b), pair in between.items()}
    edges: list[tuple[Corner, Corner]] = [ends for ends in between if ends[0] < ends[1]]
    for chain in chains(edges):
        pairs = [between[ends] for ends in pairwise(chain)]
        middles = [middle_of(grid, pair, wander) for pair in pairs]
        bends = [
            _bend(a, b, corner, wander) for (a, b), corner in zip(pairwise(middles), chain[1:-1], strict=True)
        ]
        course = [middles[0], *(point for pair in zip(bends, middles[1:], strict=True) for point in pair)]
        yield curved([corner_point(chain[0]), *course, corner_point(chain[-1])])


def _bend(a: Point, b: Point, corner: Corner, wander: float) -> Point:
    """Return the point between two hexsides: towards their common corner, the more so the more it wanders."""
    pull = wander * (2.5 + 4.0 * chance(corner[0] * 4096 + corner[1], 5))
    x, y = corner_point(corner)
    chord = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    return chord[0] + (x - chord[0]) * pull, chord[1] + (y - chord[1]) * pull


def along_hexes(grid: Grid, sides: Iterable[Side], fixed: frozenset[Hex] = frozenset()) -> Iterator[Curve]:
    """Yield curves that run from hex to hex, as roads do; through `fixed` hexes they pass at the centre."""
    for chain in chains(sides):
        points = [*_beyond(grid, chain[1], chain[0]), _stop(grid, chain[0], True)]
        for a, b in pairwise(chain):
            points.append(middle_of(grid, (a, b) if a < b else (b, a)))
            points.append(_stop(grid, b, b in fixed or b == chain[-1]))
        yield curved([*points, *_beyond(grid, chain[-2], chain[-1])])


def _beyond(grid: Grid, before: Hex, end: Hex) -> list[Point]:
    """Return a point off the map for a road that ends in a hex at its edge, going straight on."""
    outward = grid.direction(before, end)
    if min(grid.neighbours[end]) >= 0:
        return []
    bare = outward if grid.neighbours[end][outward] < 0 else grid.neighbours[end].index(-1)
    (x, y), (dx, dy) = unit_layout(grid).centre(end), _OUTWARD[bare]
    return [(x + dx, y + dy)]


def _stop(grid: Grid, here: Hex, fixed: bool) -> Point:
    x, y = unit_layout(grid).centre(here)
    if fixed:
        return x, y
    return x + (chance(here, 1) - 0.5) * 2 * WANDER, y + (chance(here, 2) - 0.5) * 2 * WANDER


def curved(points: list[Point]) -> Curve:
    """Return a smooth curve through all points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for at in range(len(points) - 1):
        a, b, c, d = padded[at : at + 4]
        curve += [_between(a, b, c, d, step / STEPS) for step in range(STEPS)]
    return (*curve, points[-1])


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    t2, t3 = t * t, t * t * t
    w = (-t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2, -3 * t3 + 4 * t2 + t, t3 - t2)
    return (
        (w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0]) / 2,
        (w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1]) / 2,
    )


def pieces(kind: str, curve: Curve) -> Iterator[Piece]:
    """Cut a curve into pieces that overlap in one point, each with its box."""
    for start in range(0, len(curve) - 1, PIECE):
        points = curve[start : start + PIECE + 1]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        yield Piece(kind, points, (min(xs), min(ys), max(xs), max(ys)))


def dashes(curve: Curve, on: float, off: float) -> Iterator[Curve]:
    """Cut a curve into dashes `on` long with gaps of `off`."""
    dash, room, drawn = [curve[0]], on, True
    for target in curve[1:]:
        here = dash[-1]
        while (step := dist(here, target)) > room:
            here = _toward(here, target, room / step)
            if drawn:
                yield (*dash, here)
            drawn, room, dash = not drawn, off if drawn else on, [here]
        room -= step
        dash = [*dash, target] if drawn else [target]
    if drawn and len(dash) > 1:
        yield tuple(dash)


def _toward(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
