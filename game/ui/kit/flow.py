"""Where the words of a text with links stand: lines broken as everywhere, each in pieces of one target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pygame
from pygame import Rect

from game.book.article import Piece, pieces
from game.model.tongue import tell
from game.ui import theme
from game.ui.kit import ink
from game.ui.theme import Colour


class Spot(NamedTuple):
    """Some words at a place; `key` is where they lead, empty for plain ones."""

    rect: Rect
    text: str
    key: str
    size: int
    colour: Colour | None
    bold: bool

    def draw(self, surface: pygame.Surface, shift: int = 0, lit: bool = False) -> None:
        """Write the words, moved up by `shift`; a link is underlined, one that is lit stands on a ground."""
        place = self.rect.move(0, -shift)
        if lit:
            pygame.draw.rect(surface, theme.ROW_CHOSEN, place.inflate(4, 0), border_radius=3)
        colour = theme.LINK if self.key else self.colour
        surface.blit(ink.line(self.text, self.size, colour, self.bold), place)
        if self.key:
            y = place.bottom - 2
            pygame.draw.line(
                surface, theme.mix(theme.LINK, theme.PANEL, 0.45), (place.left, y), (place.right, y)
            )


def spots_of(
    text: str, room: Rect, size: int = theme.FONT_BODY, colour: Colour | None = None, bold: bool = False
) -> list[Spot]:
    """Return the words of a text inside a room, from its top; lines run on below it when it is too low."""
    parts = pieces(tell(text))
    lines = ink.wrap("".join(part.text for part in parts), size, room.width, bold)
    step = ink.line_height(size)
    found: list[Spot] = []
    for at, line in enumerate(_by_line(parts, lines)):
        found += _placed(line, room.move(0, at * step), size, colour, bold)
    return found


def height_of(text: str, width: int, size: int = theme.FONT_BODY, bold: bool = False) -> int:
    """Return how high a text is when it is broken to a width."""
    plain = "".join(part.text for part in pieces(tell(text)))
    return len(ink.wrap(plain, size, width, bold)) * ink.line_height(size)


def width_of(text: str, size: int = theme.FONT_BODY, bold: bool = False) -> int:
    """Return how wide a text is on one line."""
    return ink.width("".join(part.text for part in pieces(tell(text))), size, bold)


def _by_line(parts: Sequence[Piece], lines: Sequence[str]) -> Iterator[list[Piece]]:
    """Yield the pieces of each line: the characters of the lines are those of the pieces, but for the spaces
    at which they were broken."""
    letters = iter([(char, part.key, at) for at, part in enumerate(parts) for char in part.text])
    for line in lines:
        found: list[tuple[str, str, int]] = []
        for char in line:
            letter = next(letters)
            while letter[0] != char:  # the space, or the end of a paragraph, where the line was broken
                letter = next(letters)
            found.append(letter)
        yield list(_joined(found))


def _joined(letters: Sequence[tuple[str, str, int]]) -> Iterator[Piece]:
    """Yield letters of one piece as one."""
    text, key, last = "", "", -1
    for char, target, at in letters:
        if at != last and text:
            yield Piece(text, key)
            text = ""
        text, key, last = text + char, target, at
    if text:
        yield Piece(text, key)


def _placed(
    line: Sequence[Piece], room: Rect, size: int, colour: Colour | None, bold: bool
) -> Iterator[Spot]:
    """Yield the pieces of a line from the side that its script begins at."""
    high = ink.line_height(size)
    backwards = ink.reads_from_right("".join(part.text for part in line))
    x = room.right if backwards else room.left
    for part in line:
        wide = ink.width(part.text, size, bold)
        x -= wide if backwards else 0
        yield Spot(Rect(x, room.top, wide, high), part.text, part.key, size, colour, bold)
        x += 0 if backwards else wide
