"""The lattice of hex corners, where rivers run, and polylines laid over it.

Legend: a *cell* is (column, row) of a hex that may lie off the map; a *corner* is (x, y) in whole half hex
widths and thirds of a row, so that corners compare exactly; a *line* is a polyline of points.
"""

from __future__ import annotations

from itertools import pairwise
from math import floor, sqrt

from game.geo.projection import ROW
from game.hexgrid.layout import Point

Cell = tuple[int, int]
Corner = tuple[int, int]
Line = tuple[Point, ...]

LEFT, RIGHT = -1, 1


def cell_under(x: float, y: float) -> Cell:
    """Return the cell that holds a point."""
    above = floor(y / ROW)
    found = ((round(x - (row & 1) / 2), row) for row in (above, above + 1))
    return min(found, key=lambda cell: _apart(centre_of(cell), (x, y)))


def centre_of(cell: Cell) -> Point:
    """Return the centre of a cell."""
    return cell[0] + (cell[1] & 1) / 2, cell[1] * ROW


def point_of(corner: Corner) -> Point:
    """Return the point of a corner."""
    return corner[0] / 2, corner[1] * ROW / 3


def corners_of(cell: Cell) -> tuple[Corner, ...]:
    """Return the six corners of a cell."""
    x, y = 2 * cell[0] + (cell[1] & 1), 3 * cell[1]
    return (x, y - 2), (x + 1, y - 1), (x + 1, y + 1), (x, y + 2), (x - 1, y + 1), (x - 1, y - 1)


def corners_beside(corner: Corner) -> tuple[Corner, ...]:
    """Return the three corners at the other ends of the hexsides that meet in a corner."""
    x, y = corner
    if y % 3 == 2:
        return (x, y + 2), (x - 1, y - 1), (x + 1, y - 1)
    return (x, y - 2), (x - 1, y + 1), (x + 1, y + 1)


def banks_of(start: Corner, end: Corner) -> tuple[Cell, Cell]:
    """Return the cells to the left and to the right of one who goes along a hexside."""
    (x, y), (x2, y2) = start, end
    if x == x2:
        row = (y + y2) // 6
        east, west = _cell(x + 1, row), _cell(x - 1, row)
        return (east, west) if y2 > y else (west, east)
    if y % 3 == 2:
        upper, lower = _cell(x, (y - 2) // 3), _cell(x2, (y + 1) // 3)
        return (upper, lower) if x2 > x else (lower, upper)
    right, left = banks_of(end, start)
    return left, right


def cell_of(corner: Corner) -> Cell:
    """Return the cell above or below a corner, whose topmost or lowest corner it is."""
    x, y = corner
    return _cell(x, (y - 2) // 3 if y % 3 == 2 else (y + 2) // 3)


def nearest(point: Point, line: Line, pieces: list[int] | range) -> tuple[float, int]:
    """Return the distance from a point to the given pieces of a line, and its side: LEFT or RIGHT.

    Piece i runs from point i to point i + 1. Where two pieces meet nearest to the point, the one that
    turns its face to it decides.
    """
    x, y = point
    best, best_face, side = 1e18, 0.0, RIGHT
    for i in pieces:
        (ax, ay), (bx, by) = line[i], line[i + 1]
        dx, dy, px, py = bx - ax, by - ay, x - ax, y - ay
        square = dx * dx + dy * dy
        if not square:
            continue
        along = (px * dx + py * dy) / square
        along = 0.0 if along < 0.0 else 1.0 if along > 1.0 else along
        ex, ey = px - along * dx, py - along * dy
        apart, cross = ex * ex + ey * ey, dx * py - dy * px
        face = cross * cross / square
        if apart < best - 1e-9 or (apart < best + 1e-9 and face > best_face):
            best, best_face, side = min(best, apart), face, RIGHT if cross > 0 else LEFT
    return sqrt(best), side


def pieces_near(line: Line, reach: float) -> dict[Cell, list[int]]:
    """Return, for the cells within about `reach` of a line, the pieces of the line that are near."""
    found: dict[Cell, list[int]] = {}
    for i, ((ax, ay), (bx, by)) in enumerate(pairwise(line)):
        left, right = min(ax, bx) - reach, max(ax, bx) + reach
        for row in range(floor((min(ay, by) - reach) / ROW), floor((max(ay, by) + reach) / ROW) + 2):
            shift = (row & 1) / 2
            for col in range(floor(left - shift), floor(right - shift) + 2):
                found.setdefault((col, row), []).append(i)
    return found


def runs_within(line: Line, low: Point, high: Point) -> list[Line]:
    """Cut a line to a box: the pieces of it that lie inside, in order."""
    runs: list[list[Point]] = []
    for start, end in pairwise(line):
        piece = clip(start, end, low, high)
        if piece is None:
            continue
        if runs and runs[-1][-1] == piece[0]:
            runs[-1].append(piece[1])
        else:
            runs.append([*piece])
    return [tuple(run) for run in runs]


def clip(start: Point, end: Point, low: Point, high: Point) -> tuple[Point, Point] | None:
    """Return the part of a straight piece inside a box, or None."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        step = end[axis] - start[axis]
        room = low[axis] - start[axis], high[axis] - start[axis]
        if not step:
            if room[0] > 0 or room[1] < 0:
                return None
            continue
        enter, leave = sorted((room[0] / step, room[1] / step))
        first, last = max(first, enter), min(last, leave)
    if first > last:
        return None
    return _between(start, end, first), _between(start, end, last)


def _between(start: Point, end: Point, share: float) -> Point:
    if share in (0.0, 1.0):
        return end if share else start
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _cell(x: int, row: int) -> Cell:
    return (x - (row & 1)) // 2, row


def _apart(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
