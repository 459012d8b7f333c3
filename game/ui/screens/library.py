"""The book in the window: contents with a search on the left, an article with links on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import pygame
from pygame import Rect

from game.book.article import Article
from game.book.library import Entry, Hit, Library
from game.hexgrid.coords import Hex
from game.model.tongue import t
from game.ui import theme
from game.ui.keys import Command, command_of
from game.ui.kit import ink
from game.ui.kit.basic import Button
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.page import title_height
from game.ui.kit.rich import RichText
from game.ui.kit.widget import Panel
from game.ui.panels.finder import Query
from game.ui.screen import Screen
from game.ui.screens.shelf import ArticleHead, found_rows
from game.ui.theme import px
from game.ui.window import Window

NO_PAGES: Mapping[str, Article] = {}
CONTENTS = 330
"""How wide the contents are."""


class Visit(NamedTuple):
    """An article that was read, and how far it was scrolled."""

    key: str
    top: int = 0


WIDTHS = (128, 96, 86, 142)
"""Pixels at scale 1 of the buttons back and forth, to close, to the keys, to the map."""


class LibraryScreen(Screen):
    """One article at a time, with a way back. `pages` are articles made for this visit alone; `show` brings
    the map to a hex."""

    def __init__(
        self,
        window: Window,
        library: Library,
        key: str = "short",
        pages: Mapping[str, Article] = NO_PAGES,
        show: Callable[[Hex], None] | None = None,
        keys_page: Callable[[], None] | None = None,
        left: Callable[[str], None] = lambda key: None,
    ) -> None:
        super().__init__(window)
        self.library, self._pages, self._show, self._keys_page = library, pages, show, keys_page
        self.trail: list[Visit] = [Visit(key if self._find(key) else "short")]
        self._left = left
        self.at = 0
        self.words = ""
        self._reading = True
        """Whether the keyboard is with the article, not with the contents."""

    @property
    def article(self) -> Article:
        """The article that is shown."""
        found = self._find(self.trail[self.at].key)
        assert found is not None
        return found

    def _find(self, key: str) -> Article | None:
        return self._pages.get(key) or self.library.article(key)

    def closed(self) -> None:
        """Tell where the book was left."""
        self._left(self.trail[self.at].key)

    # Layout

    def layout(self) -> None:
        """Put the contents to the left of the article."""
        margin = px(16)
        rect = self.rect.inflate(-2 * margin, -2 * margin)
        rect.width = min(rect.width, px(1240))
        rect.centerx = self.rect.centerx
        self.panel = Panel(rect, border=True)
        pad = px(theme.PAD)
        side = Rect(pad, pad, min(px(CONTENTS), rect.width // 3), rect.height - 2 * pad)
        self._add_contents(side)
        room = Rect(side.right + 2 * pad, pad, rect.width - side.right - 3 * pad, side.height)
        self._add_article(Rect(room.left, room.top + px(40), room.width, room.height - px(40)))
        self._add_buttons(Rect(room.left, room.top, room.width, px(30)))
        self.panels = [self.panel]
        self.panel.focus(self.text if self._reading else self.query)

    def _add_contents(self, side: Rect) -> None:
        self.query = Query(Rect(side.left, side.top, side.width, px(30)), self._sift, t("Type to search"))
        self.query.text = self.words
        self.list = ListBox(
            Rect(side.left, side.top + px(38), side.width, side.height - px(38)), [], self._pick
        )
        self.list.step = px(24)
        self.panel.add(self.query)
        self.panel.add(self.list)
        self._refill()

    def _add_buttons(self, row: Rect) -> None:
        """Put the ways back and forth at the left, the ways out at the right, narrower in little room."""
        gap, x = px(6), row.left
        forth, close, keys, show = (round(wide * min(1, row.width / px(610))) for wide in map(px, WIDTHS))
        ways = [
            (t("Back"), t("Alt ←"), partial(self.go, -1), self.at > 0),
            (t("Forward"), t("Alt →"), partial(self.go, 1), self.at + 1 < len(self.trail)),
        ]
        for text, key, action, can in ways:
            self.panel.add(Button(Rect(x, row.top, forth, row.height), text, action, key, enabled=can))
            x += forth + gap
        x = row.right - close
        self.panel.add(Button(Rect(x, row.top, close, row.height), t("Close"), self.window.pop, t("Esc")))
        if self._keys_page is not None:
            x -= keys + gap
            self.panel.add(Button(Rect(x, row.top, keys, row.height), t("Keys"), self._keys_page, "F3"))
        if self._show is not None and self.article.at is not None:
            x -= show + gap
            self.panel.add(Button(Rect(x, row.top, show, row.height), t("Show on the map"), self._go_there))

    def _add_article(self, room: Rect) -> None:
        head = ink.line_height(theme.FONT_SMALL) + title_height(self.article.title, room.width) + px(8)
        article, visit = self.article, self.trail[self.at]
        self.panel.add(ArticleHead(Rect(room.left, room.top, room.width, head), article, self.open))
        self.text = RichText(
            Rect(room.left, room.top + head, room.width, room.height - head), article.blocks, self.open
        )
        self.panel.add(self.text)
        self.text.scroll(visit.top)

    # The contents

    def _refill(self) -> None:
        hits: list[Hit] = self.library.find(self.words)
        self._rows: list[tuple[Row, Entry | None]] = found_rows(hits, grouped=not self.words.strip())
        keys = [entry.key if entry else "" for _, entry in self._rows]
        here = self.trail[self.at].key
        self.list.refill([row for row, _ in self._rows], keys.index(here) if here in keys else -1)
        self.list.reveal()
        self.list.scroll(max(0, self.list.chosen - self.list.top - self.list.fits // 3))

    def _sift(self, words: str) -> None:
        self.words = words
        self._reading = False
        self._refill()
        self.list.top, self.list.chosen = 0, -1
        self.refresh()

    def _pick(self, index: int) -> None:
        """Show a row of the contents; what was only leafed through leaves no trace in the way back."""
        entry = self._rows[index][1]
        if entry is None or entry.key == self.trail[self.at].key:
            return
        leafing = self.list.focused and not self._reading
        self._visit(entry.key, instead=leafing)
        self._reading = False
        top = self.list.top
        self.layout()
        self.panel.focus(self.list)
        self.list.top = top
        self.list.reveal()
        self.refresh()

    # Going about

    def open(self, key: str) -> None:
        """Go to another article, if there is one."""
        if self._find(key) is None:
            return
        self._visit(key)
        self._reading = True
        self.layout()
        self.refresh()

    def _visit(self, key: str, instead: bool = False) -> None:
        self.trail[self.at] = self.trail[self.at]._replace(top=self.text.top)
        kept = self.at if instead and self.at > 0 else self.at + 1
        self.trail = [*self.trail[:kept], Visit(key)]
        self.at = len(self.trail) - 1

    def go(self, by: int) -> None:
        """Go back or forth among the articles that were read."""
        if 0 <= self.at + by < len(self.trail):
            self.trail[self.at] = self.trail[self.at]._replace(top=self.text.top)
            self.at += by
            self._reading = True
            self.layout()
            self.refresh()

    def _go_there(self) -> None:
        """Close the book and bring the map to what the article is about."""
        here = self.article.at
        self.window.pop()
        if self._show is not None and here is not None:
            self._show(here)

    # Keys

    def take(self, event: pygame.Event) -> None:
        """Typed words go to the search wherever the keyboard is; Alt and the arrows go back and forth."""
        if event.type == pygame.TEXTINPUT and not self.query.focused and event.text.strip():
            self.panel.focus(self.query)
        if event.type == pygame.KEYDOWN and self._travels(event):
            return
        super().take(event)

    def _travels(self, event: pygame.Event) -> bool:
        alt = event.mod & pygame.KMOD_ALT
        if alt and event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.go(-1 if event.key == pygame.K_LEFT else 1)
            return True
        if event.key == pygame.K_BACKSPACE and not self.query.focused:
            self.go(-1)
            return True
        if self.query.focused and event.key in (pygame.K_DOWN, pygame.K_RETURN, pygame.K_KP_ENTER):
            self._to_list()
            return True
        return False

    def _to_list(self) -> None:
        """Go from the search to what it found, and show the first of it."""
        first = next((at for at, (_, entry) in enumerate(self._rows) if entry), None)
        if first is not None:
            self.panel.focus(self.list)
            self.list.pick(max(first, self.list.chosen))

    def keyed(self, event: pygame.Event) -> None:
        """Esc first clears the search; it, F1 and F2 close the book."""
        command = command_of(event)
        if command is Command.CANCEL and self.words:
            self.query.text = ""
            self._sift("")
        elif command in (Command.CANCEL, Command.RULES, Command.BOOK):
            self.window.pop()
        elif command is Command.KEYS and self._keys_page is not None:
            self._keys_page()
