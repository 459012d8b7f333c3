"""Parts of the book's screen: the rows of the contents, the head of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame
from pygame import Rect

from game.book.article import Article
from game.book.library import Entry, Hit
from game.model.tongue import t
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.flow import spots_of
from game.ui.kit.lists import Row
from game.ui.kit.widget import At, Widget


def found_rows(hits: Sequence[Hit], grouped: bool) -> list[tuple[Row, Entry | None]]:
    """Return hits as rows of a list: the whole contents under headings, a search with what it found where."""
    rows: list[tuple[Row, Entry | None]] = []
    group = ""
    for entry, excerpt in hits:
        if grouped and entry.group != group:
            group = entry.group
            rows.append((Row(group, colour=theme.ACCENT), None))
        rows.append((_row(entry, excerpt, grouped), entry))
    return rows or [(Row(t("Nothing is found."), colour=theme.TEXT_DIM), None)]


def _row(entry: Entry, excerpt: str, grouped: bool) -> Row:
    title = f"{entry.number}  {entry.title}" if entry.number else entry.title
    inside = grouped and not entry.key.startswith(("chapter ", "short", "course"))
    deeper = "      " if entry.key.startswith("rule ") else "   "
    detail = entry.note if grouped else entry.group
    return Row(f"{deeper if inside else ' '}{title}", detail, tip=excerpt)


class ArticleHead(Widget):
    """What kind of thing an article is about, and its title."""

    def __init__(self, rect: Rect, article: Article, follow: Callable[[str], None]) -> None:
        super().__init__(rect)
        self._article, self._follow = article, follow
        self._kind = spots_of(article.kind, rect, theme.FONT_SMALL, theme.TEXT_DIM)

    def take(self, event: pygame.Event, at: At) -> bool:
        """Follow the link to the chapter of a rule."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and at is not None:
            key = next((spot.key for spot in self._kind if spot.key and spot.rect.collidepoint(at)), "")
            if key:
                self._follow(key)
                return True
        return False

    def draw(self, surface: pygame.Surface) -> None:
        """Write the kind in small letters and the title below it."""
        for spot in self._kind:
            spot.draw(surface)
        room = self.rect.move(0, ink.line_height(theme.FONT_SMALL))
        ink.paragraph(surface, self._article.title, room, theme.FONT_HEAD, theme.ACCENT, True)
