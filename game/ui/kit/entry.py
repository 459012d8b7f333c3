"""A line of text to type into."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.widget import At, Widget
from game.ui.theme import px


class TextEntry(Widget):
    """One line of typed text; `accept` says which characters it takes."""

    focusable = writes = True

    def __init__(
        self,
        rect: pygame.Rect,
        text: str = "",
        limit: int = 40,
        accept: Callable[[str], bool] = str.isprintable,
        done: Callable[[str], None] = lambda text: None,
        hint: str = "",
    ) -> None:
        super().__init__(rect)
        self.hint = hint
        """What stands there in pale letters while nothing is typed."""
        self.text, self.limit, self.accept, self.done = text, limit, accept, done

    def take(self, event: pygame.Event, at: At) -> bool:
        """Take typed text while focused."""
        if event.type == pygame.MOUSEBUTTONDOWN and at is not None:
            self.focused = self.rect.collidepoint(at)
            self.changed()
            return self.focused
        if not self.focused:
            return False
        if event.type == pygame.TEXTINPUT:
            self._type(event.text)
            return True
        return event.type == pygame.KEYDOWN and self._keyed(event.key)

    def _type(self, text: str) -> None:
        self.text = (self.text + "".join(c for c in text if self.accept(c)))[: self.limit]
        self.changed()

    def _keyed(self, key: int) -> bool:
        if key == pygame.K_BACKSPACE:
            self.text = self.text[:-1]
            self.changed()
        elif key == pygame.K_RETURN:
            self.done(self.text)
        return key not in (pygame.K_TAB, pygame.K_ESCAPE)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the text with a caret while focused."""
        pygame.draw.rect(surface, theme.PANEL_SUNK, self.rect, border_radius=px(theme.RADIUS))
        edge = theme.ACCENT if self.focused else theme.PANEL_EDGE
        pygame.draw.rect(surface, edge, self.rect, 1, border_radius=px(theme.RADIUS))
        words = ink.line(self.text + ("|" if self.focused else ""), theme.FONT_BODY)
        at = words.get_rect(midleft=self.rect.move(px(theme.PAD), 0).midleft)
        surface.blit(words, at)
        if self.hint and not self.text:
            surface.blit(ink.line(self.hint, theme.FONT_BODY, theme.TEXT_FAINT), at.move(px(5), 0))
