"""Patterns by which factions are told apart without colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import pygame

from game.ui.theme import Colour, FactionLook

Pattern = Callable[[pygame.Surface, Colour, float], None]


@lru_cache(maxsize=512)
def panel(size: tuple[int, int], look: FactionLook, radius: int) -> pygame.Surface:
    """Return a rounded panel in a faction's colour and pattern; do not draw on the result."""
    face = pygame.Surface(size, pygame.SRCALPHA, 32)
    face.fill(look.colour)
    PATTERNS.get(look.pattern, _plain)(face, look.tint, max(4.0, size[0] / 6))
    mask = pygame.Surface(size, pygame.SRCALPHA, 32)
    pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), 0, radius)
    face.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return face


def _plain(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    """Leave the colour alone."""


def _lattice(face: pygame.Surface, pitch: float) -> list[tuple[float, float]]:
    """Return points in staggered rows that cover a face."""
    cols, rows = int(face.get_width() / pitch) + 2, int(face.get_height() / pitch) + 2
    return [(pitch * (col + (row & 1) / 2), pitch * row) for row in range(rows) for col in range(cols)]


def _dots(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    for point in _lattice(face, pitch):
        pygame.draw.circle(face, ink, point, pitch * 0.24)


def _rings(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    for point in _lattice(face, pitch * 1.3):
        pygame.draw.circle(face, ink, point, pitch * 0.5, max(1, round(pitch * 0.17)))


def _cross(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    arm, thick = pitch * 0.36, max(1, round(pitch * 0.22))
    for x, y in _lattice(face, pitch * 1.25):
        pygame.draw.line(face, ink, (x - arm, y), (x + arm, y), thick)
        pygame.draw.line(face, ink, (x, y - arm), (x, y + arm), thick)


def _bars(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    for at in range(int(face.get_width() / pitch) + 1):
        face.fill(ink, pygame.Rect(round(at * pitch), 0, max(1, round(pitch * 0.42)), face.get_height()))


def _check(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    for row in range(int(face.get_height() / pitch) + 1):
        for col in range(row & 1, int(face.get_width() / pitch) + 1, 2):
            face.fill(ink, pygame.Rect(round(col * pitch), round(row * pitch), round(pitch), round(pitch)))


def _hatch(face: pygame.Surface, ink: Colour, pitch: float) -> None:
    height, thick = face.get_height(), max(1, round(pitch * 0.3))
    for at in range(-int(height / pitch) - 1, int(face.get_width() / pitch) + 2):
        pygame.draw.line(face, ink, (at * pitch, height), (at * pitch + height, 0), thick)


PATTERNS: Mapping[str, Pattern] = {
    "plain": _plain, "dots": _dots, "bars": _bars, "cross": _cross, "check": _check, "hatch": _hatch,
    "rings": _rings,
}  # fmt: skip
