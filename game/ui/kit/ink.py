"""Text: fonts by size, lines rendered once and kept, paragraphs wrapped to a width."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pygame

from game.ui.kit.look import FONT_FLOOR, TEXT, Colour, px

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
_FILES = {False: "NotoSans-Regular.ttf", True: "NotoSans-Bold.ttf"}


@lru_cache(maxsize=64)
def _font(points: int, bold: bool) -> pygame.font.Font:
    path = FONTS / _FILES[bold]
    return pygame.font.Font(path if path.exists() else None, points)


def font(size: float, bold: bool = False) -> pygame.font.Font:
    """Return the interface font of a size at scale 1, never below the floor of legibility."""
    return _font(max(FONT_FLOOR, px(size)), bold)


@lru_cache(maxsize=4096)
def _rendered(text: str, points: int, bold: bool, colour: Colour) -> pygame.Surface:
    return _font(points, bold).render(text, True, colour)


def line(text: str, size: float, colour: Colour = TEXT, bold: bool = False) -> pygame.Surface:
    """Return one rendered line; the surface is shared, so it must not be drawn upon."""
    return _rendered(text, max(FONT_FLOOR, px(size)), bold, tuple(colour))


def width(text: str, size: float, bold: bool = False) -> int:
    """Return how wide a line of text will be."""
    return font(size, bold).size(text)[0]


@lru_cache(maxsize=1024)
def _wrapped(text: str, points: int, bold: bool, room: int) -> tuple[str, ...]:
    face = _font(points, bold)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        for word in paragraph.split(" "):
            longer = f"{current} {word}" if current else word
            if current and face.size(longer)[0] > room:
                lines.append(current)
                longer = word
            current = longer
        lines.append(current)
    return tuple(lines)


def wrap(text: str, size: float, room: int, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text broken to a width in pixels."""
    return _wrapped(text, max(FONT_FLOOR, px(size)), bold, max(1, room))


def line_height(size: float, bold: bool = False) -> int:
    """Return the distance between two lines of text."""
    return font(size, bold).get_linesize()


def elide(text: str, size: float, room: int, bold: bool = False) -> str:
    """Return a text shortened with an ellipsis until it fits a width."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def paragraph(
    surface: pygame.Surface,
    text: str,
    rect: pygame.Rect,
    size: float,
    colour: Colour = TEXT,
    bold: bool = False,
) -> int:
    """Write a wrapped text into a rectangle and return the line below it; what does not fit is left out."""
    y, step = rect.top, line_height(size, bold)
    for words in wrap(text, size, rect.width, bold):
        if y + step > rect.bottom:
            break
        surface.blit(line(words, size, colour, bold), (rect.left, y))
        y += step
    return y


def centred(
    surface: pygame.Surface,
    text: str,
    rect: pygame.Rect,
    size: float,
    colour: Colour = TEXT,
    bold: bool = False,
) -> None:
    """Write one line in the middle of a rectangle."""
    drawn = line(elide(text, size, rect.width, bold), size, colour, bold)
    surface.blit(drawn, drawn.get_rect(center=rect.center))
