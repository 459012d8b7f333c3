"""Signs of the terrain, hex by hex: hachures, salt, fields, houses, derricks, cliffs, places.

Each hex's signs are scattered by a hash of its number, so they stay put at every zoom level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, pi, sin

from game.hexgrid.coords import Hex, Side
from game.model.board import Board, Place
from game.ui import theme
from game.ui.canvas import Canvas, Point
from game.ui.lines import unit_layout
from game.ui.noise import chance

Glyph = Callable[[Canvas, Board, Hex], None]
DOWNHILL = 1.0
"""Where ground falls that lies no higher than its neighbours: into the shade, in radians from the east."""


def draw_terrain(canvas: Canvas, board: Board, here: Hex) -> None:
    """Draw the signs of a hex's terrain."""
    glyph = GLYPHS.get(board.terrain[here].id)
    if glyph:
        glyph(canvas, board, here)


def _centre(board: Board, here: Hex) -> Point:
    return unit_layout(board.grid).centre(here)


def _spot(centre: Point, here: Hex, at: int, reach: float) -> Point:
    """Return a point scattered in a hex, at most `reach` from its centre."""
    turn, away = chance(here, at, 1) * 2 * pi, chance(here, at, 2) ** 0.6 * reach
    return centre[0] + cos(turn) * away, centre[1] + sin(turn) * away


@lru_cache(maxsize=8192)
def _downhill(board: Board, here: Hex) -> float:
    """Return the direction in which a hex falls away to lower terrain."""
    x, y = _centre(board, here)
    high = theme.RELIEF.get(board.terrain[here].id, theme.RELIEF_OTHER)
    east = south = 0.0
    for near in board.grid.around[here]:
        fall = high - theme.RELIEF.get(board.terrain[near].id, theme.RELIEF_OTHER)
        nx, ny = _centre(board, near)
        east, south = east + (nx - x) * fall, south + (ny - y) * fall
    return atan2(south, east) if abs(east) + abs(south) > 0.3 else DOWNHILL


def _turned(centre: Point, turn: float, along: float, across: float) -> Point:
    """Return a point by its distance along a direction and to its right."""
    return (
        centre[0] + along * cos(turn) - across * sin(turn),
        centre[1] + along * sin(turn) + across * cos(turn),
    )


def _sand(canvas: Canvas, board: Board, here: Hex) -> None:
    """A few specks, and now and then the crest of a low rise."""
    centre = _centre(board, here)
    ink = theme.mix(theme.GROUND["desert"], theme.HACHURE, 0.5)
    for at in range(3 + int(chance(here, 9) * 4)):
        canvas.dot(_spot(centre, here, at, 0.5), 0.007, ink)
    if chance(here, 10) > 0.84:
        x, y = _spot(centre, here, 11, 0.3)
        crest = [(x - 0.16, y + 0.03), (x - 0.05, y - 0.01), (x + 0.06, y), (x + 0.16, y + 0.04)]
        canvas.line(crest, 0.011, theme.mix(theme.GROUND["desert"], theme.HACHURE, 0.3))


def _hachures(canvas: Canvas, board: Board, here: Hex) -> None:
    """Short slope lines in small combs that point downhill, as on old maps."""
    centre, fall = _centre(board, here), _downhill(board, here)
    for at in range(4):
        spot = _spot(centre, here, at, 0.42)
        turn = fall + (chance(here, at, 3) - 0.5) * 0.9
        length = 0.05 + chance(here, at, 4) * 0.05
        for tooth in range(4):
            aside = (tooth - 1.5) * 0.045
            root = _turned(spot, turn, -abs(tooth - 1.5) * 0.012, aside)
            canvas.line([root, _turned(root, turn, length, aside * 0.25)], 0.011, theme.HACHURE)


def _ridge(canvas: Canvas, board: Board, here: Hex) -> None:
    """The brink of an escarpment across the slope, toothed on its lower side."""
    turn = _downhill(board, here) + (chance(here, 7) - 0.5) * 0.5
    centre = _turned(_centre(board, here), turn, 0.06 + (chance(here, 8) - 0.5) * 0.16, 0)
    sway = [(chance(here, at) - 0.5) * 0.07 - abs(at - 2.5) * 0.028 for at in range(6)]
    brink = [_turned(centre, turn, sway[at], (at - 2.5) * 0.125) for at in range(6)]
    canvas.line(brink, 0.022, theme.CLIFF)
    for (ax, ay), (bx, by) in pairwise(brink):
        for share in (0.2, 0.7):
            root = ax + (bx - ax) * share, ay + (by - ay) * share
            length = 0.07 + 0.05 * chance(here, round(share * 10), round(ax * 100) & 255)
            canvas.line([root, _turned(root, turn, length, 0)], 0.014, theme.CLIFF)


def _salt(canvas: Canvas, board: Board, here: Hex) -> None:
    centre = _centre(board, here)
    for at in range(9):
        x, y = _spot(centre, here, at, 0.46)
        canvas.line([(x - 0.06, y), (x + 0.06, y)], 0.01, theme.SALT)


def _crops(canvas: Canvas, board: Board, here: Hex) -> None:
    """Parcels of fields between ditches, and palms along them."""
    centre, turn = _centre(board, here), 0.53 + (chance(here, 60) - 0.5) * 0.5
    for at in range(16):
        along, across = ((at % 4) - 1.5) * 0.21, ((at // 4) - 1.5) * 0.17
        if chance(here, at, 61) > 0.3 and along * along + across * across < 0.16:
            spot = _turned(centre, turn, along, across)
            crop = theme.CROPS[int(chance(here, at, 62) * len(theme.CROPS))]
            wide = 0.2 * (0.55 + 0.4 * chance(here, at, 63))
            canvas.fill(canvas.box_at(spot, wide, 0.14, (cos(turn), sin(turn))), crop)
    for at in range(3 + int(chance(here, 8) * 4)):
        x, y = _spot(centre, here, at, 0.48)
        canvas.dot((x + 0.01, y + 0.014), 0.019, theme.PALM_SHADE)
        canvas.dot((x, y), 0.018, theme.PALM)


def _peaks(canvas: Canvas, board: Board, here: Hex) -> None:
    """Two small peaks, lit from the left."""
    centre = _centre(board, here)
    for at in range(2):
        x, y = _spot(centre, here, at, 0.3)
        size = 0.06 + chance(here, at, 4) * 0.045
        foot, notch = y + size * 0.62, (x + size * 0.12, y + size * 0.25)
        canvas.fill([(x, y - size), (x + size, foot), (x + size * 0.2, foot), notch], theme.PEAK_SHADE)
        canvas.fill([(x, y - size), notch, (x + size * 0.2, foot), (x - size, foot)], theme.PEAK_LIT)
        canvas.line([(x - size, foot), (x, y - size), (x + size, foot)], 0.011, theme.CLIFF)


def _quarter(canvas: Canvas, board: Board, here: Hex, reach: float, gaps: float) -> None:
    """Blocks of houses along streets, denser towards the middle, with shadows to the south-east."""
    centre, turn = _centre(board, here), chance(here, 40) * pi / 2
    pitch, lean = 0.094, (cos(turn), sin(turn))
    span = int(reach / pitch) + 1
    for at in range((2 * span + 1) ** 2):
        col, row = at % (2 * span + 1) - span, at // (2 * span + 1) - span
        edge = reach * (0.72 + 0.4 * chance(here, at, 5))
        away = (col * col + row * row) ** 0.5 * pitch
        if away > edge or chance(here, at, 6) < gaps * (0.3 + away / reach) or (col % 4 == 2 and row % 3):
            continue
        spot = _turned(centre, turn, col * pitch, row * pitch)
        wide, tall = (pitch * (0.58 + 0.34 * chance(here, at, salt)) for salt in (7, 8))
        canvas.fill(canvas.box_at((spot[0] + 0.012, spot[1] + 0.015), wide, tall, lean), theme.BLOCK_SHADE)
        roof = theme.ROOFS[int(chance(here, at, 9) * len(theme.ROOFS))]
        canvas.fill(canvas.box_at(spot, wide, tall, lean), roof)


def _town(canvas: Canvas, board: Board, here: Hex) -> None:
    _quarter(canvas, board, here, 0.3, 0.42)


def _city(canvas: Canvas, board: Board, here: Hex) -> None:
    _quarter(canvas, board, here, 0.5, 0.1)


def _works(canvas: Canvas, board: Board, here: Hex) -> None:
    """A derrick where oil is, round tanks where gas is; a flare at either."""
    gas = any("gas" in place.kind for place in board.places_at.get(here, ()))
    (_tanks if gas else _derrick)(canvas, _centre(board, here))


def _derrick(canvas: Canvas, centre: Point) -> None:
    """A braced tower on its base, a tank, a flare."""
    x, y = centre[0] - 0.08, centre[1]
    foot, top = y + 0.2, y - 0.28
    canvas.fill(canvas.box_at((x + 0.03, foot + 0.03), 0.38, 0.07, (1, 0)), theme.BLOCK_SHADE)
    levels = [(foot + (top - foot) * share, 0.125 - 0.09 * share) for share in (0.0, 0.36, 0.68, 1.0)]
    for (low, wide), (high, narrow) in pairwise(levels):
        frame = [(x - wide, low), (x - narrow, high), (x + narrow, high), (x + wide, low)]
        canvas.line(frame, 0.022, theme.DERRICK)
        canvas.line([(x - wide, low), (x + narrow, high)], 0.013, theme.DERRICK)
        canvas.line([(x + wide, low), (x - narrow, high)], 0.013, theme.DERRICK)
    canvas.fill(canvas.box_at((x, top - 0.01), 0.11, 0.045, (1, 0)), theme.DERRICK)
    canvas.fill(canvas.box_at((x - 0.01, foot + 0.02), 0.32, 0.045, (1, 0)), theme.BLOCK)
    _tank(canvas, (x + 0.23, foot - 0.01), 0.055)
    _flare(canvas, (x + 0.33, y + 0.12))


def _tanks(canvas: Canvas, centre: Point) -> None:
    """Three round tanks on legs, pipes, a high flare."""
    x, y = centre[0] - 0.06, centre[1] + 0.06
    canvas.line([(x - 0.26, y + 0.13), (x + 0.3, y + 0.13)], 0.02, theme.DERRICK)
    for dx, dy, size in ((-0.17, -0.02, 0.1), (0.06, -0.02, 0.1), (-0.055, 0.06, 0.085)):
        for leg in (-0.6, 0.6):
            base = x + dx + leg * size
            canvas.line([(base, y + dy), (base, y + 0.13)], 0.016, theme.DERRICK)
        _tank(canvas, (x + dx, y + dy), size)
    _flare(canvas, (x + 0.26, y + 0.12))


def _tank(canvas: Canvas, at: Point, size: float) -> None:
    canvas.dot((at[0] + 0.014, at[1] + 0.016), size, theme.BLOCK_SHADE)
    canvas.dot(at, size, theme.DERRICK)
    canvas.dot(at, size * 0.84, theme.TANK)
    canvas.dot((at[0] - size * 0.28, at[1] - size * 0.3), size * 0.3, theme.TANK_LIT)


def _flare(canvas: Canvas, foot: Point) -> None:
    x, y = foot[0], foot[1] - 0.2
    canvas.line([foot, (x, y)], 0.02, theme.DERRICK)
    canvas.fill([(x - 0.05, y - 0.055), (x + 0.015, y - 0.2), (x + 0.052, y - 0.055)], theme.FLAME)
    canvas.dot((x, y - 0.055), 0.052, theme.FLAME)
    canvas.dot((x, y - 0.042), 0.026, theme.FLAME_CORE)


GLYPHS: Mapping[str, Glyph] = {
    "desert": _sand, "rough": _hachures, "escarpment": _ridge, "sabkha": _salt, "valley": _crops,
    "mountain": _peaks, "town": _town, "city": _city, "field": _works,
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


def draw_place(canvas: Canvas, board: Board, place: Place, built_up: bool) -> None:
    """Mark a place that its terrain does not show."""
    if place.kind == "airbase":
        _airfield(canvas, _centre(board, place.at), place.at)
    elif place.kind in ("base", "garrison", "military_base"):
        _fort(canvas, _centre(board, place.at))
    elif not built_up:
        _quarter(canvas, board, place.at, 0.14, 0.4)


def _fort(canvas: Canvas, centre: Point) -> None:
    """A walled square with a tower at each corner."""
    x, y = centre
    canvas.fill(canvas.box_at((x + 0.02, y + 0.025), 0.24, 0.24, (1, 0)), theme.BLOCK_SHADE)
    canvas.fill(canvas.box_at(centre, 0.24, 0.24, (1, 0)), theme.BLOCK_EDGE)
    canvas.fill(canvas.box_at(centre, 0.16, 0.16, (1, 0)), theme.ROOFS[0])
    for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        canvas.fill(canvas.box_at((x + dx * 0.115, y + dy * 0.115), 0.075, 0.075, (1, 0)), theme.BLOCK_EDGE)


def _airfield(canvas: Canvas, centre: Point, here: Hex) -> None:
    """A long runway and a shorter one, with aprons and a dashed middle line."""
    turn = -0.5 + chance(here, 3) * 0.9
    for half, lean, aside in ((0.4, turn, -0.04), (0.26, turn + 1.0, 0.03)):
        ends = [_turned(centre, lean, along, aside) for along in (-half, half)]
        canvas.line(ends, 0.1, theme.RUNWAY_EDGE)
        canvas.line(ends, 0.075, theme.RUNWAY)
    for at in range(6):
        start = -0.36 + at * 0.125
        dash = [_turned(centre, turn, start + along, -0.04) for along in (0.0, 0.07)]
        canvas.line(dash, 0.014, theme.RUNWAY_EDGE)
