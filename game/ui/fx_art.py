"""The small pictures that films are made of: bursts, shells, aircraft and their shadows, dice, plates.

Every picture is drawn once at a size and kept; a frame of a film only copies them.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, pi, sin

import pygame

from game.ui import fonts, theme
from game.ui.noise import chance
from game.ui.theme import Colour

FOLD = 3
FRAMES = 10
"""How many pictures a burst has from flash to smoke."""

PLANE = (
    (1.0, 0.0), (0.72, 0.07), (0.3, 0.09), (-0.18, 0.62), (-0.38, 0.62), (-0.16, 0.1), (-0.66, 0.09),
    (-0.86, 0.3), (-0.98, 0.3), (-0.9, 0.0),
)  # fmt: skip
"""Half of an aircraft seen from above, its nose at 1, 0."""

PIPS = {1: (4,), 2: (0, 8), 3: (0, 4, 8), 4: (0, 2, 6, 8), 5: (0, 2, 4, 6, 8), 6: (0, 2, 3, 5, 6, 8)}


@lru_cache(maxsize=128)
def burst(frame: int, size: int) -> pygame.Surface:
    """Return one picture of a burst, `size` pixels wide."""
    big = pygame.Surface((size * FOLD, size * FOLD), pygame.SRCALPHA, 32)
    middle, age = size * FOLD / 2, (frame + 1) / FRAMES
    smoke = round(190 * (1 - age) ** 0.7)
    _cloud(big, middle, age, 0.98, (*theme.SMOKE, smoke), frame)
    if age < 0.7:
        _cloud(big, middle, age * 0.8, 0.72, (*theme.FLAME, round(255 * (1 - age))), frame + 7)
    if age < 0.4:
        _cloud(big, middle, age * 0.6 + 0.2, 0.45, (*theme.SPARK, 255), frame + 3)
    return pygame.transform.smoothscale(big, (size, size))


def _cloud(big: pygame.Surface, middle: float, age: float, reach: float, ink: theme.Alpha, salt: int) -> None:
    """Draw a ragged ball that grows."""
    radius = middle * reach * (0.35 + 0.65 * age**0.5)
    points = []
    for at in range(18):
        far = radius * (0.72 + 0.28 * chance(at, salt // 3, 5))
        points.append((middle + cos(at * pi / 9) * far, middle + sin(at * pi / 9) * far))
    pygame.draw.polygon(big, ink, points)


@lru_cache(maxsize=64)
def aircraft(size: int, turn: int, shadow: bool) -> pygame.Surface:
    """Return an aircraft `size` pixels long that flies towards `turn` degrees, or its shadow."""
    big = pygame.Surface((size * FOLD, size * FOLD), pygame.SRCALPHA, 32)
    middle = size * FOLD / 2
    ring = [*PLANE, *((x, -y) for x, y in reversed(PLANE[1:-1]))]
    heading = turn * pi / 180
    points = [
        (middle + (x * cos(heading) - y * sin(heading)) * middle * 0.96,
         middle + (x * sin(heading) + y * cos(heading)) * middle * 0.96)
        for x, y in ring
    ]  # fmt: skip
    pygame.draw.polygon(big, (10, 8, 6, 90) if shadow else (*theme.AIRFRAME, 255), points)
    if not shadow:
        pygame.draw.polygon(big, (*theme.COUNTER_EDGE, 255), points, FOLD)
    return pygame.transform.smoothscale(big, (size, size))


@lru_cache(maxsize=64)
def arrow(length: int, thick: int, turn: int, colour: Colour) -> pygame.Surface:
    """Return a broad arrow of a length in pixels towards `turn` degrees, its middle in the middle."""
    side = (length + 4 * thick) * 2
    big = pygame.Surface((side, side), pygame.SRCALPHA, 32)
    for grow, ink in ((2.4, theme.ARROW_EDGE), (0.0, colour)):
        pygame.draw.polygon(big, (*ink, 235), _arrow_ring(side / 2, length, thick, turn, grow))
    return pygame.transform.smoothscale(big, (side // 2, side // 2))


def _arrow_ring(middle: float, length: int, thick: int, turn: int, grow: float) -> list[tuple[float, float]]:
    half, neck = length + grow * 1.6, length - 2.6 * thick
    shape = [(-length - grow, thick * 0.42 + grow), (neck - grow, thick * 0.8 + grow),
             (neck - grow, thick * 1.7 + grow * 1.4), (half + grow, 0.0)]  # fmt: skip
    ring = shape + [(x, -y) for x, y in reversed(shape[:-1])]
    lean = turn * pi / 180
    return [(middle + x * cos(lean) - y * sin(lean), middle + x * sin(lean) + y * cos(lean)) for x, y in ring]


def heading(start: tuple[float, float], end: tuple[float, float]) -> int:
    """Return the direction from one point to another in whole degrees."""
    return round(degrees(atan2(end[1] - start[1], end[0] - start[0])))


@lru_cache(maxsize=64)
def die(face: int, size: int, turn: int = 0) -> pygame.Surface:
    """Return a die with a face up, turned by some degrees."""
    side = size * FOLD
    big = pygame.Surface((side, side), pygame.SRCALPHA, 32)
    body = big.get_rect().inflate(-2 * FOLD, -2 * FOLD)
    pygame.draw.rect(big, theme.COUNTER_EDGE, body.inflate(FOLD, FOLD), 0, side // 5)
    pygame.draw.rect(big, theme.SYMBOL_FILL, body.inflate(-FOLD, -FOLD), 0, side // 6)
    for spot in PIPS.get(face, ()):
        across, down = body.left + body.w * (1 + spot % 3) / 4, body.top + body.h * (1 + spot // 3) / 4
        pygame.draw.circle(big, theme.SYMBOL_INK, (across, down), side * 0.085)
    if turn:
        big = pygame.transform.rotate(big, turn)
    width, height = big.get_size()
    return pygame.transform.smoothscale(big, (width // FOLD, height // FOLD))


@lru_cache(maxsize=64)
def total(words: str, size: int) -> pygame.Surface:
    """Return a plate like a die with the sum of a throw on it."""
    font = fonts.face(fonts.LATIN, max(12, round(size * 0.62)), True)
    ink = font.render(words, True, theme.SYMBOL_INK)
    wide = max(size, ink.get_width() + size // 3)
    plate = pygame.Surface((wide, size), pygame.SRCALPHA, 32)
    pygame.draw.rect(plate, theme.COUNTER_EDGE, plate.get_rect(), 0, size // 5)
    pygame.draw.rect(plate, theme.SYMBOL_FILL, plate.get_rect().inflate(-3, -3), 0, size // 6)
    inked = ink.get_bounding_rect()
    plate.blit(ink, (wide / 2 - inked.centerx, size / 2 - inked.centery))
    return plate


@lru_cache(maxsize=128)
def chip(words: str, size: int, ground: Colour, ink: Colour) -> pygame.Surface:
    """Return a short word on a rounded ground with an edge in the same ink."""
    font = fonts.face(fonts.LATIN, max(11, round(size * 0.6)), True)
    text = font.render(words, True, ink)
    plate = pygame.Surface((text.get_width() + round(size * 0.7), size), pygame.SRCALPHA, 32)
    pygame.draw.rect(plate, theme.COUNTER_EDGE, plate.get_rect(), 0, size // 3)
    pygame.draw.rect(plate, ground, plate.get_rect().inflate(-2, -2), 0, size // 3)
    inked = text.get_bounding_rect()
    plate.blit(text, (plate.get_width() / 2 - inked.centerx, size / 2 - inked.centery))
    return plate


@lru_cache(maxsize=256)
def halo(size: int, thick: int, colour: Colour, alpha: int) -> pygame.Surface:
    """Return a ring of light, `size` pixels wide."""
    big = pygame.Surface((size * 2, size * 2), pygame.SRCALPHA, 32)
    middle = (size, size)
    pygame.draw.circle(big, (*colour, alpha), middle, size - 2, thick * 2)
    return pygame.transform.smoothscale(big, (size, size))


@lru_cache(maxsize=32)
def glow(size: int, colour: Colour, alpha: int) -> pygame.Surface:
    """Return a soft round light."""
    picture = pygame.Surface((size, size), pygame.SRCALPHA, 32)
    for at in range(8, 0, -1):
        pygame.draw.circle(picture, (*colour, alpha * (9 - at) // 8), (size / 2, size / 2), size * at / 16)
    return picture


@lru_cache(maxsize=32)
def chute(size: int) -> pygame.Surface:
    """Return a crate under a parachute."""
    big = pygame.Surface((size * FOLD, size * FOLD), pygame.SRCALPHA, 32)
    unit = size * FOLD / 20
    pygame.draw.circle(big, theme.SYMBOL_FILL, (10 * unit, 8 * unit), 7 * unit)
    big.fill((0, 0, 0, 0), pygame.Rect(0, round(8 * unit), size * FOLD, size * FOLD))
    for x in (3.2, 10.0, 16.8):
        pygame.draw.line(big, theme.COUNTER_EDGE, (x * unit, 8 * unit), (10 * unit, 15 * unit), FOLD)
    crate = pygame.Rect(round(7.5 * unit), round(14 * unit), round(5 * unit), round(5 * unit))
    pygame.draw.rect(big, theme.DIG_IN, crate)
    pygame.draw.rect(big, theme.COUNTER_EDGE, crate, FOLD)
    return pygame.transform.smoothscale(big, (size, size))
