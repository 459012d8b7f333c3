"""Signs of the terrain, hex by hex: hachures, salt, palms, houses, derricks, cliffs, places.

Each hex's signs are scattered by a hash of its number, so they stay put at every zoom level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import cos, pi, sin

from game.hexgrid.coords import Hex, Side
from game.model.board import Board, Place
from game.ui import theme
from game.ui.canvas import Canvas, Point
from game.ui.lines import unit_layout
from game.ui.noise import chance

Glyph = Callable[[Canvas, Point, Hex], None]
SHADOW: theme.Colour = (70, 56, 46)


def draw_terrain(canvas: Canvas, board: Board, here: Hex) -> None:
    """Draw the signs of a hex's terrain."""
    glyph = GLYPHS.get(board.terrain[here].id)
    if glyph:
        glyph(canvas, unit_layout(board.grid).centre(here), here)


def _spot(centre: Point, here: Hex, at: int, reach: float) -> Point:
    """Return a point scattered in a hex, at most `reach` from its centre."""
    turn, away = chance(here, at, 1) * 2 * pi, chance(here, at, 2) ** 0.6 * reach
    return centre[0] + cos(turn) * away, centre[1] + sin(turn) * away


def _sand(canvas: Canvas, centre: Point, here: Hex) -> None:
    """A few specks, and now and then the crest of a low rise."""
    for at in range(3 + int(chance(here, 9) * 4)):
        canvas.dot(
            _spot(centre, here, at, 0.5), 0.007, theme.mix(theme.GROUND["desert"], theme.HACHURE, 0.55)
        )
    if chance(here, 10) > 0.8:
        x, y = _spot(centre, here, 11, 0.3)
        crest = [(x - 0.16, y + 0.03), (x - 0.05, y - 0.01), (x + 0.06, y), (x + 0.16, y + 0.04)]
        canvas.line(crest, 0.012, theme.mix(theme.GROUND["desert"], theme.HACHURE, 0.35))


def _hachures(canvas: Canvas, centre: Point, here: Hex) -> None:
    """Short slope lines in small combs, as on old maps."""
    for at in range(5):
        x, y = _spot(centre, here, at, 0.42)
        lean = (chance(here, at, 3) - 0.5) * 0.08
        length = 0.05 + chance(here, at, 4) * 0.05
        for tooth in range(4):
            root = x + (tooth - 1.5) * 0.05, y + abs(tooth - 1.5) * 0.014
            canvas.line([root, (root[0] + lean, root[1] + length)], 0.012, theme.HACHURE)


def _ridge(canvas: Canvas, centre: Point, here: Hex) -> None:
    """The brink of an escarpment, toothed on its lower side."""
    x, y = centre
    sway = [(chance(here, at) - 0.5) * 0.14 for at in range(6)]
    brink = [(x + (at - 2.5) * 0.15, y + sway[at]) for at in range(6)]
    canvas.line(brink, 0.022, theme.CLIFF)
    for (ax, ay), (bx, by) in pairwise(brink):
        for share in (0.15, 0.5, 0.85):
            root = ax + (bx - ax) * share, ay + (by - ay) * share
            canvas.line([root, (root[0] + 0.01, root[1] + 0.1)], 0.013, theme.CLIFF)


def _salt(canvas: Canvas, centre: Point, here: Hex) -> None:
    for at in range(9):
        x, y = _spot(centre, here, at, 0.46)
        canvas.line([(x - 0.06, y), (x + 0.06, y)], 0.01, theme.SALT)


def _palms(canvas: Canvas, centre: Point, here: Hex) -> None:
    for at in range(4 + int(chance(here, 8) * 5)):
        x, y = _spot(centre, here, at, 0.48)
        canvas.dot((x + 0.008, y + 0.012), 0.017, (96, 112, 62))
        canvas.dot((x, y), 0.017, (112, 140, 74))


def _peaks(canvas: Canvas, centre: Point, here: Hex) -> None:
    for at in range(2):
        x, y = _spot(centre, here, at, 0.34)
        size = 0.07 + chance(here, at, 4) * 0.05
        canvas.fill([(x, y - size), (x + size, y + size * 0.5), (x, y + size * 0.35)], (132, 106, 76))
        canvas.line(
            [(x - size, y + size * 0.5), (x, y - size), (x + size, y + size * 0.5)], 0.012, (104, 80, 56)
        )


def _houses(canvas: Canvas, centre: Point, here: Hex, count: int, reach: float, size: float) -> None:
    turn = chance(here, 40) * pi / 2
    direction = cos(turn), sin(turn)
    spots = sorted((_spot(centre, here, at, reach) for at in range(count)), key=lambda spot: spot[1])
    for at, (x, y) in enumerate(spots):
        wide, tall = size * (0.7 + 0.7 * chance(here, at, 5)), size * (0.6 + 0.5 * chance(here, at, 6))
        canvas.fill(canvas.box_at((x + 0.012, y + 0.016), wide, tall, direction), SHADOW)
        roof = theme.mix(theme.BLOCK, theme.BLOCK_ROOF, chance(here, at, 7))
        canvas.fill(canvas.box_at((x, y), wide, tall, direction), roof)


def _town(canvas: Canvas, centre: Point, here: Hex) -> None:
    _houses(canvas, centre, here, 20, 0.33, 0.075)


def _city(canvas: Canvas, centre: Point, here: Hex) -> None:
    _houses(canvas, centre, here, 70, 0.47, 0.085)


def _derricks(canvas: Canvas, centre: Point, here: Hex) -> None:
    """Oil or gas: a braced tower on its base, a tank, a flare."""
    x, y = centre[0] - 0.1, centre[1]
    foot, top = y + 0.2, y - 0.3
    canvas.fill(canvas.box_at((x + 0.02, foot + 0.02), 0.4, 0.07, (1, 0)), SHADOW)
    levels = [(foot + (top - foot) * share, 0.14 - 0.1 * share) for share in (0.0, 0.36, 0.68, 1.0)]
    for (low, wide), (high, narrow) in pairwise(levels):
        canvas.line(
            [(x - wide, low), (x - narrow, high), (x + narrow, high), (x + wide, low)], 0.024, theme.DERRICK
        )
        canvas.line([(x - wide, low), (x + narrow, high)], 0.014, theme.DERRICK)
        canvas.line([(x + wide, low), (x - narrow, high)], 0.014, theme.DERRICK)
    canvas.fill(canvas.box_at((x, top - 0.01), 0.13, 0.05, (1, 0)), theme.DERRICK)
    canvas.fill(canvas.box_at((x - 0.02, foot + 0.02), 0.34, 0.05, (1, 0)), theme.BLOCK)
    canvas.dot((x + 0.26, foot - 0.02), 0.06, SHADOW)
    canvas.dot((x + 0.25, foot - 0.03), 0.055, theme.BLOCK_ROOF)
    _flare(canvas, (x + 0.36, y + 0.12))


def _flare(canvas: Canvas, foot: Point) -> None:
    x, y = foot[0], foot[1] - 0.2
    canvas.line([foot, (x, y)], 0.022, theme.DERRICK)
    canvas.fill([(x - 0.055, y - 0.06), (x + 0.015, y - 0.22), (x + 0.058, y - 0.06)], theme.FLAME)
    canvas.dot((x, y - 0.06), 0.058, theme.FLAME)
    canvas.dot((x, y - 0.045), 0.028, (252, 214, 120))


GLYPHS: Mapping[str, Glyph] = {
    "desert": _sand, "rough": _hachures, "escarpment": _ridge, "sabkha": _salt, "valley": _palms,
    "mountain": _peaks, "town": _town, "city": _city, "field": _derricks,
}  # fmt: skip


def draw_cliff(canvas: Canvas, ends: tuple[Point, Point], centre: Point) -> None:
    """Draw a cliff along a hexside, its teeth pointing away from `centre`."""
    (ax, ay), (bx, by) = ends
    away = (ax + bx) / 2 - centre[0], (ay + by) / 2 - centre[1]
    canvas.line(ends, 0.035, theme.CLIFF)
    for at in range(7):
        share = (at + 0.5) / 7
        root = ax + (bx - ax) * share, ay + (by - ay) * share
        canvas.line([root, (root[0] + away[0] * 0.22, root[1] + away[1] * 0.22)], 0.018, theme.CLIFF)


def high_side(board: Board, pair: Side) -> Hex:
    """Return the hex of a cliff's hexside that is the higher ground."""
    height = [theme.RELIEF.get(board.terrain[here].id, theme.RELIEF_OTHER) for here in pair]
    return pair[0] if height[0] >= height[1] else pair[1]


def draw_place(canvas: Canvas, centre: Point, place: Place, built_up: bool) -> None:
    """Mark a place that its terrain does not show."""
    if place.kind == "airbase":
        _airfield(canvas, centre)
    elif place.kind in ("base", "garrison", "military_base"):
        square = canvas.box_at(centre, 0.2, 0.2, (1, 0))
        canvas.fill(square, theme.BLOCK)
        canvas.outline(square, 0.03, theme.BLOCK_EDGE)
    elif not built_up:
        for at in range(5):
            x, y = _spot(centre, place.at, at, 0.13)
            canvas.fill(canvas.box_at((x + 0.01, y + 0.012), 0.07, 0.05, (1, 0)), SHADOW)
            canvas.fill(canvas.box_at((x, y), 0.07, 0.05, (1, 0)), theme.BLOCK)


def _airfield(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    for ends in (((-0.32, 0.1), (0.32, -0.1)), ((-0.16, -0.18), (0.2, 0.2))):
        runway = [(x + dx, y + dy) for dx, dy in ends]
        canvas.line(runway, 0.1, (118, 112, 104))
        canvas.line(runway, 0.02, (236, 230, 214))
