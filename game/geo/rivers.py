"""Rivers to hexsides: the cheapest walk along hex corners that keeps near the line and to its banks.

A walk from corner to corner cannot break, and it never meets itself; a tributary ends at the first corner
of the river it joins. Hexes with places in them are bound to a bank (see `sites`): a hexside that would put
one on the wrong side costs so much that the walk goes around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from game.geo.lattice import (
    LEFT,
    RIGHT,
    Cell,
    Corner,
    Line,
    banks_of,
    cell_of,
    cell_under,
    corners_beside,
    corners_of,
    nearest,
    pieces_near,
    point_of,
)
from game.geo.projection import Projection
from game.geo.sites import Course, Sites
from game.hexgrid.coords import OFF_MAP, Grid, Side, side
from game.hexgrid.layout import Point

WRONG_BANK = 60.0
FAR = 8.0
"""Cost of a hexside, beside 1 for its length, at one hex width from the line; it grows with the square."""
MOUTH = 40.0
"""Cost of joining another river at one hex width from where the line does."""

Chain = tuple[Corner, ...]


def chains_of(
    projection: Projection, courses: Sequence[Course], sites: Sites
) -> dict[str, tuple[Chain, ...]]:
    """Return the chains of corners of every river on the map, one for each run inside the frame."""
    found: dict[str, tuple[Chain, ...]] = {}
    for course in courses:
        bound = _bound(projection.grid, sites, course.river.id)
        mouth = {corner for chain in found.get(course.river.into, ()) for corner in chain}
        taken = {corner for chains in found.values() for chain in chains for corner in chain}
        found[course.river.id] = tuple(
            _walk(run, near, bound, mouth if run is course.runs[-1] else set(), taken - mouth)
            for run, near in zip(course.runs, course.near, strict=True)
        )
    return found


def sides_of(grid: Grid, chain: Chain) -> list[Side]:
    """Return the hexsides of a chain that lie between two hexes of the map, in order."""
    pairs = (banks_of(a, b) for a, b in pairwise(chain))
    ends = ((grid.hex_at(*left), grid.hex_at(*right)) for left, right in pairs)
    return [side(left, right) for left, right in ends if OFF_MAP not in (left, right)]


def bank_along(chains: Iterable[Chain], point: Point) -> int:
    """Return the side of drawn chains that a point lies on."""
    lines = [tuple(map(point_of, chain)) for chain in chains if len(chain) > 1]
    found = (nearest(point, line, range(len(line) - 1)) for line in lines)
    return min(found, default=(0.0, 0))[1]


def edge_chain(line: Line) -> Chain:
    """Return the chain of corners along a line that is bound to nothing: a cliff."""
    return _walk(line, pieces_near(line, 2.0), {}, set(), set())


def _bound(grid: Grid, sites: Sites, river: str) -> dict[Cell, int]:
    """The cells that must lie on one side of a river."""
    return {grid.col_row(here): claim[river] for here, claim in sites.claims.items() if river in claim}


def _walk(
    line: Line,
    near: Mapping[Cell, list[int]],
    bound: Mapping[Cell, int],
    mouth: set[Corner],
    closed: set[Corner],
) -> Chain:
    """Return the cheapest chain along a line from end to end, or into the mouth."""
    start, end = _corner_at(line[0], closed), _corner_at(line[-1], closed)
    goals = {corner: MOUTH * _square(point_of(corner), line[-1]) for corner in mouth} or {end: 0.0}
    costs: dict[Corner, float] = {start: 0.0}
    came: dict[Corner, Corner] = {}
    weights: dict[Corner, float] = {}
    best = min(((goals[corner], corner) for corner in (start,) if corner in goals), default=(1e18, start))
    heap = [(0.0, start)]
    while heap:
        cost, here = heappop(heap)
        if cost >= best[0]:
            break
        if cost > costs[here] or (here in goals and here != start):
            continue
        for there in corners_beside(here):
            if there in closed:
                continue
            if there not in weights:
                weights[there] = _weight(there, line, near)
            left, right = banks_of(here, there)
            wrong = (bound.get(left, LEFT) != LEFT) + (bound.get(right, RIGHT) != RIGHT)
            total = cost + weights[there] + WRONG_BANK * wrong
            if total < costs.get(there, 1e17):
                costs[there], came[there] = total, here
                heappush(heap, (total, there))
                if there in goals:
                    best = min(best, (total + goals[there], there))
    return _trail(best[1], came)


def _weight(corner: Corner, line: Line, near: Mapping[Cell, list[int]]) -> float:
    pieces = near.get(cell_of(corner))
    if pieces is None:
        return 1e18
    apart = nearest(point_of(corner), line, pieces)[0]
    return 1.0 + FAR * apart * apart


def _trail(end: Corner, came: Mapping[Corner, Corner]) -> Chain:
    chain = [end]
    while chain[-1] in came:
        chain.append(came[chain[-1]])
    return tuple(reversed(chain))


def _corner_at(point: Point, closed: set[Corner]) -> Corner:
    corners = [corner for corner in corners_of(cell_under(*point)) if corner not in closed]
    return min(corners or corners_of(cell_under(*point)), key=lambda corner: _square(point_of(corner), point))


def _square(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
