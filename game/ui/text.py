"""Text in one line: mixed Latin and Arabic in visual order, cached, measured, wrapped.

SDL draws a run of one direction from one font and knows neither fallback nor mixed directions, so a
line is split into runs here. Levels are those of the Unicode bidirectional algorithm: even runs read
to the right, odd ones to the left; a number inside Arabic is one level deeper.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import pygame

from game.model.tongue import direction
from game.ui import fonts, theme

MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class Run(NamedTuple):
    """A piece of a line in one face and one direction, in visual order."""

    text: str
    face: str


def runs_of(text: str) -> tuple[Run, ...]:
    """Return the runs of a line from left to right."""
    if not any(map(fonts.is_arabic, text)):
        return tuple(_same_face(text))
    pieces = [
        (level, "".join(char for _, char in group))
        for level, group in groupby(zip(_levels(text), text, strict=True), key=lambda pair: pair[0])
    ]
    return tuple(run for level, piece in _visual(pieces) for run in _runs_at(level, piece))


def _same_face(text: str) -> Iterator[Run]:
    for name, group in groupby(text, key=fonts.face_of):
        yield Run("".join(group), name)


def _runs_at(level: int, text: str) -> Iterator[Run]:
    """Split a piece of one level by face. The Arabic font reverses by itself, the others must be helped."""
    if level % 2 == 0:
        yield from _same_face(text)
        return
    for name, piece in reversed([(run.face, run.text) for run in _same_face(text)]):
        yield Run(piece if name == fonts.ARABIC else piece[::-1].translate(MIRRORED), name)


def _levels(text: str) -> list[int]:
    """Return the level of every character; neutral ones take the level of both neighbours or the line's."""
    strong = [_within_number(text, at) or _strength(char) for at, char in enumerate(text)]
    first = "R" if direction() == "rtl" else next((kind for kind in strong if kind in "LR"), "L")
    base = 1 if first == "R" else 0
    levels: list[int | None] = []
    sides: list[int | None] = []
    seen = first
    for kind in strong:
        seen = kind if kind in "LR" else seen
        levels.append({"L": 2 * base, "R": 1, "N": 2 if seen == "R" else 2 * base}.get(kind))
        sides.append(1 if kind == "N" and seen == "R" else levels[-1])
    return [_between(sides, at, base) if level is None else level for at, level in enumerate(levels)]


def _within_number(text: str, at: int) -> str:
    """Return that a mark belongs to a number: the point of 4.2, the stroke of 1/24, the sign of +3."""
    before, char, after = text[at - 1 : at], text[at], text[at + 1 : at + 2]
    parts = char in ".,:/–-" and before.isdigit() and after.isdigit()
    signs = char in "+−-" and after.isdigit() and not before.isalnum()
    return "N" if parts or signs else ""


def _strength(char: str) -> str:
    if fonts.is_arabic(char):
        return "R"
    if char.isdigit():
        return "N"
    return "L" if char.isalpha() else "-"


def _between(sides: list[int | None], at: int, base: int) -> int:
    """Return the level of a neutral character. A number beside it counts as the Arabic it stands in."""
    before = next((level for level in reversed(sides[:at]) if level is not None), base)
    after = next((level for level in sides[at:] if level is not None), base)
    return before if before == after else base


def _visual(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Reverse every stretch of pieces at or above each level, the deepest first."""
    for depth in range(max((level for level, _ in pieces), default=0), 0, -1):
        flipped: list[tuple[int, str]] = []
        for deep, group in groupby(pieces, key=lambda piece: piece[0] >= depth):
            stretch = list(group)
            flipped += stretch[::-1] if deep else stretch
        pieces = flipped
    return pieces


@lru_cache(maxsize=2048)
def line(text: str, pixels: int, colour: theme.Colour, bold: bool = False) -> pygame.Surface:
    """Return a line of text at a size in pixels on this screen; do not draw on the result."""
    runs = runs_of(text) or (Run("", fonts.LATIN),)
    fronts = [fonts.face(run.face, pixels, bold) for run in runs]
    pictures = [front.render(run.text, True, colour) for front, run in zip(fronts, runs, strict=True)]
    if len(pictures) == 1:
        return _raised(
            pictures[0], fronts[0].get_ascent() - fonts.face(fonts.LATIN, pixels, bold).get_ascent()
        )
    ascent = max(front.get_ascent() for front in fronts)
    below = max(
        picture.get_height() - front.get_ascent() for front, picture in zip(fronts, pictures, strict=True)
    )
    whole = pygame.Surface(
        (sum(picture.get_width() for picture in pictures), ascent + below), pygame.SRCALPHA
    )
    x = 0
    for front, picture in zip(fronts, pictures, strict=True):
        whole.blit(picture, (x, ascent - front.get_ascent()))
        x += picture.get_width()
    return whole


def _raised(picture: pygame.Surface, by: int) -> pygame.Surface:
    """Return letters of a taller face without the empty rows above them, so that all lines stand on one
    base line."""
    rows = min(by, picture.get_bounding_rect().top)
    width, height = picture.get_size()
    return picture.subsurface((0, rows, width, height - rows)) if rows > 0 else picture


def render(
    text: str, size: int = theme.FONT_BODY, colour: theme.Colour | None = None, bold: bool = False
) -> pygame.Surface:
    """Return a line of text at a size of the theme; do not draw on the result."""
    return line(text, theme.letters(size), colour or theme.TEXT, bold)


def width(text: str, size: int = theme.FONT_BODY, bold: bool = False) -> int:
    """Return how wide a line of text is on this screen."""
    pixels = theme.letters(size)
    return sum(fonts.face(run.face, pixels, bold).size(run.text)[0] for run in runs_of(text))


def line_height(size: int = theme.FONT_BODY) -> int:
    """Return the distance between two lines of text on this screen."""
    return fonts.font(size).get_linesize()


def wrap(text: str, room: int, size: int = theme.FONT_BODY, bold: bool = False) -> list[str]:
    """Break text into lines at most `room` pixels wide; words longer than that stand alone."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        for word in paragraph.split(" "):
            longer = f"{current} {word}" if current else word
            if current and width(longer, size, bold) > room:
                lines.append(current)
                current = word
            else:
                current = longer
        lines.append(current)
    return lines


def fitted(text: str, room: int, size: int = theme.FONT_BODY, bold: bool = False) -> str:
    """Return the text, cut short with an ellipsis when it is wider than `room` pixels."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=1024)
def haloed(
    text: str, pixels: int, colour: theme.Colour, halo: theme.Colour, bold: bool = False, reach: int = 1
) -> pygame.Surface:
    """Return a line of text with an edge around its letters, for names on a map."""
    ink, edge = line(text, pixels, colour, bold), line(text, pixels, halo, bold)
    whole = pygame.Surface((ink.get_width() + 2 * reach, ink.get_height() + 2 * reach), pygame.SRCALPHA)
    for dx in range(2 * reach + 1):
        for dy in range(2 * reach + 1):
            if (dx, dy) != (reach, reach):
                whole.blit(edge, (dx, dy))
    whole.blit(ink, (reach, reach))
    return whole
