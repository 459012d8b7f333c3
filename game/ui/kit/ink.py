"""Writing into rectangles: paragraphs, centred and shortened lines, on top of the shared text cache.

Whatever is written is told in the tongue spoken, so that names out of a scenario and the words of tables need
no telling of their own.
"""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.model.tongue import direction, tell
from game.ui import fonts, theme
from game.ui import text as letters
from game.ui.theme import Colour


def line(text: str, size: int, colour: Colour | None = None, bold: bool = False) -> pygame.Surface:
    """Return one rendered line; the surface is shared, so it must not be drawn upon."""
    return letters.render(tell(text), size, colour or theme.TEXT, bold)


def width(text: str, size: int, bold: bool = False) -> int:
    """Return how wide a line of text will be."""
    return letters.width(tell(text), size, bold)


def line_height(size: int) -> int:
    """Return the distance between two lines of text."""
    return letters.line_height(size)


@lru_cache(maxsize=512)
def _wrapped(text: str, size: int, room: int, bold: bool, scale: float) -> tuple[str, ...]:
    return tuple(letters.wrap(text, max(1, room), size, bold))


def wrap(text: str, size: int, room: int, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text broken to a width in pixels."""
    return _wrapped(tell(text), size, room, bold, theme.ui_scale())


def elide(text: str, size: int, room: int, bold: bool = False) -> str:
    """Return a text shortened with an ellipsis until it fits a width."""
    return letters.fitted(tell(text), room, size, bold)


def paragraph(
    surface: pygame.Surface,
    text: str,
    rect: pygame.Rect,
    size: int,
    colour: Colour | None = None,
    bold: bool = False,
) -> int:
    """Write a wrapped text into a rectangle and return the line below it; lines that do not fit are left
    out, but for the first."""
    y, step = rect.top, line_height(size)
    lines = wrap(text, size, rect.width, bold)
    for words in lines:
        if y > rect.top and y + step > rect.bottom + 1:
            break
        drawn = line(words, size, colour, bold)
        turned = len(lines) > 1 and reads_from_right(words)  # a single line may stand in a row of labels
        surface.blit(drawn, (rect.right - drawn.get_width() if turned else rect.left, y))
        y += step
    return y


def reads_from_right(text: str) -> bool:
    """Whether a line reads from the right: it is told in such a tongue, or its first letter is Arabic."""
    if direction() == "rtl":
        return any(map(fonts.is_arabic, text))
    first = next((char for char in text if char.isalpha()), "")
    return bool(first) and fonts.is_arabic(first)


def centred(
    surface: pygame.Surface,
    text: str,
    rect: pygame.Rect,
    size: int,
    colour: Colour | None = None,
    bold: bool = False,
) -> None:
    """Write one line in the middle of a rectangle."""
    drawn = line(elide(text, size, rect.width, bold), size, colour, bold)
    surface.blit(drawn, drawn.get_rect(center=rect.center))


def legible(colour: Colour) -> Colour:
    """Return a colour lightened when it would be lost on a dark ground."""
    return theme.mix(colour, (255, 255, 255), 0.55) if theme.luminance(colour) < 0.05 else colour
