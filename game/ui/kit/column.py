"""Filling a panel from the top down: each call adds something and moves the line on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import Rect

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Label
from game.ui.kit.widget import Panel, Widget, padded
from game.ui.theme import Colour, px

Maker = Callable[[Rect], Widget]
"""Makes a widget for the rectangle it is given."""


class Column:
    """A cursor in a panel; `y` is the next free line, in panel coordinates."""

    def __init__(self, panel: Panel, room: Rect | None = None) -> None:
        self.panel = panel
        self.room = room or padded(Rect((0, 0), panel.rect.size))
        self.y = self.room.top

    @property
    def rest(self) -> Rect:
        """What is left of the room."""
        return Rect(self.room.left, self.y, self.room.width, max(0, self.room.bottom - self.y))

    def gap(self, size: int = theme.GAP) -> None:
        """Leave some room free."""
        self.y += px(size)

    def text(
        self,
        words: str,
        size: int = theme.FONT_BODY,
        colour: Colour | None = None,
        bold: bool = False,
        lines: int = 0,
    ) -> None:
        """Add a text, wrapped; with `lines` given, no more than these, and a single one is shortened."""
        tip = ""
        if lines == 1:
            tip, words = words, ink.elide(words, size, self.room.width, bold)
            tip = tip if tip != words else ""
        count = len(ink.wrap(words, size, self.room.width, bold))
        high = min(count, lines or count) * ink.line_height(size)
        self.panel.add(
            Label(Rect(self.room.left, self.y, self.room.width, high), words, size, colour, bold, tip)
        )
        self.y += high

    def pair(
        self,
        left: str,
        right: str,
        colour: Colour | None = None,
        dim: Colour = theme.TEXT_FAINT,
        size: int = theme.FONT_SMALL,
        bold: bool = False,
    ) -> None:
        """Add one line with a text at either end."""
        wide, high = ink.width(right, size, bold), ink.line_height(size)
        space = self.room.width - wide - px(theme.GAP)
        short = ink.elide(left, size, space, bold)
        self.panel.add(Label(Rect(self.room.left, self.y, space, high), short, size, colour, bold))
        self.panel.add(Label(Rect(self.room.right - wide, self.y, wide, high), right, size, dim, bold))
        self.y += high

    def row(
        self, makers: Sequence[Maker], columns: int = 0, high: int = theme.BUTTON_HEIGHT, gap: int = 5
    ) -> None:
        """Add widgets side by side, in several rows when there are more than `columns`."""
        if not makers:
            return
        across, space, tall = columns or len(makers), px(gap), px(high)
        wide = (self.room.width - space * (across - 1)) // across
        for index, make in enumerate(makers):
            down, right = divmod(index, across)
            spot = self.room.left + right * (wide + space), self.y + down * (tall + space)
            self.panel.add(make(Rect(spot, (wide, tall))))
        self.y += -(-len(makers) // across) * (tall + space)

    def add(self, make: Maker, high: int) -> None:
        """Add one widget in full width."""
        self.panel.add(make(Rect(self.room.left, self.y, self.room.width, px(high))))
        self.y += px(high)
