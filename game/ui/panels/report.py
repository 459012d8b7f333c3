"""What an own attack, barrage or mission brought: a card over the map until the next click or key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pygame import Rect

from game.model import events as ev
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.column import Column
from game.ui.kit.widget import Panel
from game.ui.theme import px

TELLING = (ev.Fought, ev.Shelled, ev.MissionFlown, ev.FellBack, ev.CityPressed, ev.Halted)
MOST_LINES = 8


def report_of(events: Iterable[ev.Event], tell: Callable[[ev.Event], str | None]) -> tuple[str, ...]:
    """Return the sentences worth a card: all of them once dice were rolled or something was met."""
    events = tuple(events)
    if not any(isinstance(event, TELLING) for event in events):
        return ()
    kept = (event for event in events if not isinstance(event, ev.Moved | ev.CommandSpent | ev.AirSpent))
    return tuple(text for event in kept if (text := tell(event)))[:MOST_LINES]


class ReportCard(Panel):
    """The sentences below one another; the first is the heading."""

    def __init__(self, rect: Rect) -> None:
        super().__init__(rect, border=True)
        self.tabs = False
        self._foot = rect.bottom
        self._lines: tuple[str, ...] = ()

    def show(self, lines: tuple[str, ...]) -> None:
        """Bring the card up to date, as high as its text."""
        if lines == self._lines:
            return
        self._lines = lines
        self.clear()
        inner = self.rect.width - 2 * px(theme.PAD)
        rows = sum(
            len(ink.wrap(line, theme.FONT_BODY, inner, index == 0)) for index, line in enumerate(lines)
        )
        tall = rows * ink.line_height(theme.FONT_BODY) + 2 * px(theme.PAD)
        rect = Rect(self.rect.left, 0, self.rect.width, tall)
        rect.bottom = self._foot
        self.resize(rect)
        column = Column(self)
        for index, line in enumerate(lines):
            column.text(line, colour=theme.ACCENT if index == 0 else theme.TEXT, bold=index == 0)
