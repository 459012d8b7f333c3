"""Hexes filled with a colour and a pattern: what the lens, zones of control and threats look like on the map.

One tile is drawn for each look and zoom and laid on every hex of an area, which costs little even where the
whole map is covered. Strokes run on from hex to hex.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import cos, pi, sin

import pygame

from game.hexgrid.coords import Grid, Hex
from game.ui import theme
from game.ui.board_art import hexes_of_box
from game.ui.chunks import Spot
from game.ui.lines import unit_layout
from game.ui.theme import Alpha, AreaLook

FOLD = 4
INK_ALPHA = 140
ROW = 3**0.5 / 2
Patterned = tuple[frozenset[Hex], AreaLook]
"""The hexes of an area and how they are filled."""

Strokes = Callable[[pygame.Surface, Alpha, float], None]


def bake(areas: Iterable[Patterned], grid: Grid, spot: Spot) -> pygame.Surface | None:
    """Return the patterned areas of a chunk, None where there are none."""
    areas = tuple(areas)
    if not areas:
        return None
    width = theme.px(theme.HEX_WIDTHS[spot.level])
    west, north = spot.rect.left / width, spot.rect.top / width
    box = west - 1, north - 1, west + spot.rect.w / width + 1, north + spot.rect.h / width + 1
    near = list(hexes_of_box(grid, box))
    picture: pygame.Surface | None = None
    layout = unit_layout(grid)
    for hexes, look in areas:
        filled = [here for here in near if here in hexes]
        if not filled:
            continue
        picture = picture or pygame.Surface(spot.rect.size, pygame.SRCALPHA, 32)
        face = tile(look, width)
        left, top = spot.rect.left + face.get_width() // 2, spot.rect.top + face.get_height() // 2
        spots = (layout.centre(here) for here in filled)
        picture.blits([(face, (round(x * width) - left, round(y * width) - top)) for x, y in spots], False)
    return picture


@lru_cache(maxsize=256)
def tile(look: AreaLook, width: int) -> pygame.Surface:
    """Return a hex of a width filled with a look; do not draw on the result."""
    side = round(width * 2 / 3**0.5) + 2
    big = pygame.Surface((side * FOLD, side * FOLD), pygame.SRCALPHA, 32)
    strokes = pygame.Surface(big.get_size(), pygame.SRCALPHA, 32)
    STROKES[look.pattern](strokes, (*look.ink, INK_ALPHA), width * FOLD)
    big.fill((*look.colour, look.alpha))
    big.blit(strokes, (0, 0))
    mask = pygame.Surface(big.get_size(), pygame.SRCALPHA, 32)
    pygame.draw.polygon(mask, (255, 255, 255, 255), _corners(side * FOLD / 2, width * FOLD))
    big.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return pygame.transform.smoothscale(big, (side, side))


def _corners(middle: float, width: float) -> list[tuple[float, float]]:
    radius = width / 3**0.5
    return [(middle + radius * sin(pi / 3 * at), middle - radius * cos(pi / 3 * at)) for at in range(6)]


def _plain(face: pygame.Surface, ink: Alpha, width: float) -> None:
    """Leave the colour alone."""


def _lines(face: pygame.Surface, ink: Alpha, width: float, lean: int) -> None:
    """Draw strokes that go on in every neighbour: a row lower they are half a hex and a stroke further."""
    middle, pitch, thick = face.get_width() / 2, width / 3, max(1, round(width * 0.032))
    run = lean * middle * (0.5 + 1 / 3) / ROW
    for at in range(-6, 7):
        x = middle + at * pitch
        pygame.draw.line(face, ink, (x - run, 0), (x + run, face.get_height()), thick)


def _rising(face: pygame.Surface, ink: Alpha, width: float) -> None:
    _lines(face, ink, width, -1)


def _falling(face: pygame.Surface, ink: Alpha, width: float) -> None:
    _lines(face, ink, width, 1)


def _lattice(face: pygame.Surface, ink: Alpha, width: float) -> None:
    _rising(face, ink, width)
    _falling(face, ink, width)


def _level(face: pygame.Surface, ink: Alpha, width: float) -> None:
    middle, pitch, thick = face.get_height() / 2, width * ROW / 3, max(1, round(width * 0.035))
    for at in range(-3, 4):
        y = middle + (at + 0.5) * pitch
        pygame.draw.line(face, ink, (0, y), (face.get_width(), y), thick)


def _upright(face: pygame.Surface, ink: Alpha, width: float) -> None:
    middle, pitch, thick = face.get_width() / 2, width / 4, max(1, round(width * 0.035))
    for at in range(-4, 4):
        x = middle + (at + 0.5) * pitch
        pygame.draw.line(face, ink, (x, 0), (x, face.get_height()), thick)


def _dots(face: pygame.Surface, ink: Alpha, width: float) -> None:
    middle = face.get_width() / 2
    for at in range(6):
        turn = pi / 3 * at + pi / 6
        point = middle + cos(turn) * width * 0.3, middle + sin(turn) * width * 0.3
        pygame.draw.circle(face, ink, point, width * 0.06)
    pygame.draw.circle(face, ink, (middle, middle), width * 0.06)


def _rings(face: pygame.Surface, ink: Alpha, width: float) -> None:
    middle = face.get_width() / 2
    pygame.draw.circle(face, ink, (middle, middle), width * 0.32, max(1, round(width * 0.06)))


def _saltire(face: pygame.Surface, ink: Alpha, width: float) -> None:
    middle, arm, thick = face.get_width() / 2, width * 0.17, max(1, round(width * 0.06))
    for lean in (-1, 1):
        start, end = (middle - arm, middle - lean * arm), (middle + arm, middle + lean * arm)
        pygame.draw.line(face, ink, start, end, thick)


def _plus(face: pygame.Surface, ink: Alpha, width: float) -> None:
    middle, arm, thick = face.get_width() / 2, width * 0.22, max(1, round(width * 0.07))
    pygame.draw.line(face, ink, (middle - arm, middle), (middle + arm, middle), thick)
    pygame.draw.line(face, ink, (middle, middle - arm), (middle, middle + arm), thick)


STROKES: dict[str, Strokes] = {
    "plain": _plain, "rising": _rising, "falling": _falling, "lattice": _lattice, "level": _level,
    "upright": _upright, "dots": _dots, "rings": _rings, "saltire": _saltire, "plus": _plus,
}  # fmt: skip
