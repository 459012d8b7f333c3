"""Affairs: questions, offers, patrons, relations, zones, gates, and what may be done about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import Rect

from game.model.tongue import mark, t
from game.rules.desk import desk, first_title
from game.rules.desk_parts import Action, Section
from game.ui import theme
from game.ui.controls import Desk
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.column import Column
from game.ui.kit.lists import TickList
from game.ui.kit.widget import Panel, Widget, padded
from game.ui.panels.composer import Composer, may_compose
from game.ui.panels.entries import aims_of, blocks_of, ways_of
from game.ui.theme import px

TABS = 3
"""Page buttons side by side."""
TAB_HIGH = 25
COMPOSE = mark("Make an offer")
"""The page that is there only at the table."""


class AffairsPanel(Panel):
    """One section of the faction's desk at a time: how things stand, and a button for each legal order. Tab
    and the arrows up and down go through the buttons, left and right through the sections."""

    def __init__(
        self, rect: Rect, desk: Desk, changed: Callable[[], None], close: Callable[[], None]
    ) -> None:
        super().__init__(rect, border=True)
        self.desk, self._changed, self._close = desk, changed, close
        self._title, self._page, self._pages = "", 0, 1
        self._composer = Composer(desk, changed)
        self._tabs: list[str] = []

    def open_anew(self) -> None:
        """Go to what matters most: an answer that is waited for, the table, else relations."""
        self._title, self._page = "", 0
        for widget in self.widgets:
            widget.focused = False

    def show(self) -> None:
        """Draw the chosen section anew, keeping the keyboard where it was."""
        held = next((_name(widget) for widget in self.widgets if widget.focused), "")
        sections = desk(self.desk.view)
        self.clear()
        self._tabs = [section.title for section in sections]
        if self.desk.commanding and may_compose(self.desk.view):
            self._tabs.insert(0, COMPOSE)
        if self._title not in self._tabs:
            self._title = first_title(self.desk.view, sections)
        column = Column(self, padded(Rect((0, 0), self.rect.size)))
        column.pair(
            t("Affairs"),
            t("{key} or Esc closes", key=key_for(Command.AFFAIRS)),
            theme.ACCENT,
            size=theme.FONT_LARGE,
            bold=True,
        )
        column.gap(4)
        column.row([partial(self._tab, title, sections) for title in self._tabs], TABS, TAB_HIGH)
        column.gap()
        if self._title == COMPOSE:
            self._composer.fill(column)
        else:
            self._fill(column, next(one for one in sections if one.title == self._title))
        self._hold(held)

    def _tab(self, title: str, sections: tuple[Section, ...], rect: Rect) -> Button:
        ways = next((ways_of(one) for one in sections if one.title == title), 0)
        turn, chosen = partial(self._turn, title), title == self._title
        return Button(rect, title, turn, key=str(ways) if ways else "", primary=chosen)

    def _turn(self, title: str) -> None:
        self._title, self._page = title, 0
        self._changed()

    # The page

    def _fill(self, column: Column, section: Section) -> None:
        """Put the blocks of a section on as many pages as they need, and show one of them."""
        foot = px(theme.BUTTON_HEIGHT)
        room = Rect(column.room.left, column.y, column.room.width, column.rest.height - foot - px(theme.GAP))
        page, kept = 0, len(self.widgets)
        inner = Column(self, room)
        for block in blocks_of(self.desk, section, self._give, self._aim):
            start, before = inner.y, len(self.widgets)
            block(inner)
            if inner.y > room.bottom and start > room.top:
                del self.widgets[before:]
                page, inner.y = page + 1, room.top
                block(inner)
            if page != self._page:
                del self.widgets[before:]
        self._pages = page + 1
        if self._page > page:
            self._page = page
            del self.widgets[kept:]
            self._fill(column, section)
        elif page:
            self._add_pages(Rect(room.left, column.room.bottom - foot, room.width, foot))

    def _add_pages(self, rect: Rect) -> None:
        """Add the buttons that turn pages, with the page between them."""
        wide = px(110)
        back, on = partial(self._leaf, -1), partial(self._leaf, 1)
        self.add(Button(Rect(rect.topleft, (wide, rect.height)), t("Back"), back, enabled=self._page > 0))
        words = t("Page {page} of {pages}", page=self._page + 1, pages=self._pages)
        left = rect.centerx - ink.width(words, theme.FONT_BODY) // 2
        self.add(Label(Rect(left, rect.top + px(6), wide, rect.height), words, colour=theme.TEXT_DIM))
        last = self._page + 1 >= self._pages
        self.add(
            Button(Rect(rect.right - wide, rect.top, wide, rect.height), t("More"), on, enabled=not last)
        )

    def _leaf(self, by: int) -> None:
        self._page = max(0, min(self._page + by, self._pages - 1))
        self._changed()

    def _give(self, action: Action) -> None:
        self.desk.give(action.order)
        self._changed()

    def _aim(self, what: str, section: Section, kind: type) -> None:
        """Let a click on the map choose among the orders of one kind; the panel makes way for it."""
        self.desk.aim(what, aims_of(section, kind))
        self._close()

    # The keyboard

    def take(self, event: pygame.Event) -> bool:
        """Take an event; what no widget wants may move the focus or turn a page."""
        if super().take(event):
            return True
        return self.visible and event.type == pygame.KEYDOWN and self._keyed(event)

    def _keyed(self, event: pygame.Event) -> bool:
        deeds = {
            pygame.K_DOWN: partial(self._step, 1),
            pygame.K_UP: partial(self._step, -1),
            pygame.K_RIGHT: partial(self._side, 1),
            pygame.K_LEFT: partial(self._side, -1),
            pygame.K_PAGEDOWN: partial(self._leaf, 1),
            pygame.K_PAGEUP: partial(self._leaf, -1),
        }
        deed = None if event.mod & pygame.KMOD_CTRL else deeds.get(event.key)
        if deed is not None:
            deed()
        return deed is not None

    def _step(self, by: int) -> None:
        """Move the focus among the buttons of the page, below the tabs."""
        stops = [w for w in self.widgets if w.focusable and getattr(w, "enabled", True)][len(self._tabs) :]
        if stops:
            here = next((at for at, widget in enumerate(stops) if widget.focused), -1 if by > 0 else 0)
            self.focus(stops[(here + by) % len(stops)])

    def _side(self, by: int) -> None:
        """Go to the next section, or from one list of an offer to the other."""
        lists = [widget for widget in self.widgets if isinstance(widget, TickList)]
        if any(widget.focused for widget in lists):
            self.focus(next(widget for widget in lists if not widget.focused))
            return
        here = self._tabs.index(self._title) if self._title in self._tabs else 0
        self._turn(self._tabs[(here + by) % len(self._tabs)])

    def _hold(self, name: str) -> None:
        """Give the keyboard back to the widget that had it, or to the first of the page."""
        if not name:
            return
        stops = [widget for widget in self.widgets if widget.focusable]
        below = stops[len(self._tabs) : len(self._tabs) + 1]
        again = next((widget for widget in stops if _name(widget) == name), below[0] if below else None)
        if again is not None:
            self.focus(again)


def _name(widget: Widget) -> str:
    """Return what a widget is known by when its panel is drawn anew."""
    return str(getattr(widget, "name", "") or getattr(widget, "text", ""))
