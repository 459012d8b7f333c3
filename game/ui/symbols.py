"""NATO symbols from assets/symbols, drawn at any size in any colours."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pygame

from game.ui import theme
from game.ui.fonts import ASSETS

UNKNOWN = "infantry"
ASPECT = 158 / 108
SIZE_MARKS = {
    "team": "o", "platoon": "ooo", "company": "I", "battalion": "II", "regiment": "III", "brigade": "X",
    "division": "XX",
}  # fmt: skip


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    path = ASSETS / "symbols" / f"{name}.svg"
    if not path.exists():
        path = ASSETS / "symbols" / f"{UNKNOWN}.svg"
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def symbol(
    name: str,
    width: int,
    fill: theme.Colour = theme.SYMBOL_FILL,
    ink: theme.Colour = theme.SYMBOL_INK,
) -> pygame.Surface:
    """Return a symbol `width` pixels wide; unknown names give the infantry's. Do not draw on the result."""
    svg = _source(name).replace("FILL", _hex(fill)).replace("INK", _hex(ink))
    return pygame.image.load_sized_svg(BytesIO(svg.encode()), (width, round(width / ASPECT)))


def _hex(colour: theme.Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def size_mark(size: str) -> str:
    """Return the strokes that NATO prints over a unit of a size."""
    return SIZE_MARKS.get(size, "II")
