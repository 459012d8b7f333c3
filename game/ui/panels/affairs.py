"""Affairs: questions, offers, patrons, relations, zones, gates, and what may be done about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.rules.desk import Action, Section, desk
from game.ui import theme
from game.ui.controls import Desk
from game.ui.kit import ink
from game.ui.kit.basic import Button
from game.ui.kit.column import Column
from game.ui.kit.widget import Panel, padded
from game.ui.theme import px

TABS = 3
"""Page buttons side by side."""


class AffairsPanel(Panel):
    """One section of the faction's desk at a time: how things stand, and a button for each legal order."""

    def __init__(self, rect: Rect, desk: Desk, changed: Callable[[], None]) -> None:
        super().__init__(rect, border=True)
        self.desk, self._changed = desk, changed
        self._title = ""
        self._first = 0

    def show(self) -> None:
        """Draw the chosen section anew; the first one that has something to do when none is chosen."""
        sections = desk(self.desk.view)
        self.clear()
        column = Column(self, padded(Rect((0, 0), self.rect.size)))
        column.pair("Affairs", "L or Esc closes", theme.ACCENT, size=theme.FONT_LARGE, bold=True)
        column.gap()
        if not sections:
            column.text("This scenario has no politics beyond who is whose enemy.", colour=theme.TEXT_DIM)
            return
        section = self._chosen(sections)
        tabs = [partial(self._tab, one.title, one is section, len(one.actions)) for one in sections]
        column.row(tabs, columns=TABS)
        column.gap()
        self._tell(column, section)
        self._offer(column, section.actions)

    def _chosen(self, sections: tuple[Section, ...]) -> Section:
        found = next((one for one in sections if one.title == self._title), None)
        if found is None:
            found = next((one for one in sections if one.actions), sections[0])
            self._title = found.title
        return found

    def _tab(self, title: str, chosen: bool, ways: int, rect: Rect) -> Button:
        return Button(rect, title, partial(self._turn, title), key=str(ways) if ways else "", primary=chosen)

    def _turn(self, title: str) -> None:
        self._title, self._first = title, 0
        self._changed()

    def _tell(self, column: Column, section: Section) -> None:
        """Say how things stand, leaving room for the buttons below."""
        keep = px(theme.BUTTON_HEIGHT + 5) * min(len(section.actions), 6)
        for line in section.lines:
            high = ink.line_height(theme.FONT_BODY) * len(ink.wrap(line, theme.FONT_BODY, column.room.width))
            if column.y + high > column.room.bottom - keep:
                column.text("…", colour=theme.TEXT_DIM)
                break
            column.text(line)
            column.gap(4)
        column.gap()

    def _offer(self, column: Column, ways: tuple[Action, ...]) -> None:
        """Add a button an order, and one that turns the page when they are too many."""
        step = px(theme.BUTTON_HEIGHT + 5)
        fits = max(1, column.rest.height // step)
        if len(ways) > fits:
            fits -= 1
        for action in ways[self._first : self._first + fits]:
            column.row([partial(self._button, action)])
        if len(ways) > fits:
            after = (self._first + fits) if self._first + fits < len(ways) else 0
            column.row([lambda rect: Button(rect, "More …", partial(self._page, after))])

    def _button(self, action: Action, rect: Rect) -> Button:
        words = ink.elide(action.label, theme.FONT_BODY, rect.width - px(20))
        return Button(rect, words, partial(self._give, action), tip=f"{action.label}\n{action.order}")

    def _page(self, first: int) -> None:
        self._first = first
        self._changed()

    def _give(self, action: Action) -> None:
        self.desk.give(action.order)
        self._first = 0
        self._changed()
