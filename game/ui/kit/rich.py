"""Text with headings, tables and links that scrolls; links are followed by a click, or by Tab and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame
from pygame import Rect

from game.book.article import Block
from game.ui import theme
from game.ui.kit.lists import scroll_bar
from game.ui.kit.page import Page, page_of
from game.ui.kit.widget import At, Widget
from game.ui.theme import px

LINE = 22
"""How far an arrow key scrolls."""


class RichText(Widget):
    """The blocks of an article in a window of their own."""

    focusable = True

    def __init__(self, rect: Rect, blocks: Sequence[Block], follow: Callable[[str], None]) -> None:
        super().__init__(rect)
        self._follow = follow
        self.top = 0
        self.link = -1
        """Which of the links has the keyboard, −1 for none."""
        self.page = Page()
        self.say(blocks)

    def say(self, blocks: Sequence[Block], top: int = 0) -> None:
        """Change the text and go to its beginning, or to where it was left."""
        self.page = page_of(blocks, self.rect.width - px(14))
        self.link = -1
        self.top = 0
        self.scroll(top)

    @property
    def links(self) -> list[int]:
        """The spots that lead somewhere, by their index; of a link over two lines the first."""
        spots = self.page.spots
        keys = [(at, spot.key) for at, spot in enumerate(spots) if spot.key]
        return [at for at, key in keys if not (at and spots[at - 1].key == key)]

    def scroll(self, by: int) -> None:
        """Scroll by pixels, as far as there are any."""
        self.top = max(0, min(self.top + by, self.page.height - self.rect.height))
        self.changed()

    # Input

    def take(self, event: pygame.Event, at: At) -> bool:
        """Scroll by wheel and keys, follow links."""
        if event.type == pygame.MOUSEWHEEL and self.hovered:
            self.scroll(-event.y * theme.SCROLL_LINES * px(LINE))
            return True
        if event.type == pygame.MOUSEMOTION and at is not None and self.hovered:
            return self._point(at)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and at and self.rect.collidepoint(at):
            spot = self._spot_at(at)
            if spot >= 0:
                self._follow(self.page.spots[spot].key)
            return True
        return event.type == pygame.KEYDOWN and self.focused and self._keyed(event)

    def _keyed(self, event: pygame.Event) -> bool:
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.link >= 0:
            self._follow(self.page.spots[self.link].key)
            return True
        leaf = self.rect.height - px(LINE)
        steps = {
            pygame.K_UP: -px(LINE), pygame.K_DOWN: px(LINE), pygame.K_PAGEUP: -leaf, pygame.K_PAGEDOWN: leaf,
            pygame.K_HOME: -self.page.height, pygame.K_END: self.page.height, pygame.K_SPACE: leaf,
        }  # fmt: skip
        if event.key not in steps or event.mod & pygame.KMOD_ALT:
            return False
        self.scroll(steps[event.key])
        return True

    def walk(self, by: int) -> bool:
        """Go to the next link, of those in sight first; False when the keyboard should go on elsewhere."""
        links = self.links
        if self.link in links:
            here = links.index(self.link) + by
        else:
            seen = [at for at, one in enumerate(links) if self._is_seen(one)]
            here = (seen or [0])[0 if by > 0 else -1] if links else -1
        if not 0 <= here < len(links):
            self.link = -1
            return False
        self.link = links[here]
        self._reveal(self.page.spots[self.link].rect)
        return True

    def _is_seen(self, spot: int) -> bool:
        rect = self.page.spots[spot].rect
        return rect.top >= self.top and rect.bottom <= self.top + self.rect.height

    def _reveal(self, rect: Rect) -> None:
        margin = px(LINE)
        if rect.top - margin < self.top:
            self.scroll(rect.top - margin - self.top)
        elif rect.bottom + margin > self.top + self.rect.height:
            self.scroll(rect.bottom + margin - self.top - self.rect.height)
        self.changed()

    def _point(self, at: tuple[int, int]) -> bool:
        """Light the link under the pointer."""
        spot = self._spot_at(at)
        if spot != self.link and spot >= 0:
            self.link = spot
            self.changed()
        return False

    def _spot_at(self, at: tuple[int, int]) -> int:
        x, y = at[0] - self.rect.left, at[1] - self.rect.top + self.top
        found = (i for i, spot in enumerate(self.page.spots) if spot.key and spot.rect.collidepoint((x, y)))
        return next(found, -1)

    # Drawing

    def draw(self, surface: pygame.Surface) -> None:
        """Draw what is to be seen of the text."""
        view = surface.subsurface(self.rect.clip(surface.get_rect()))
        top, bottom = self.top, self.top + self.rect.height
        for line in self.page.lines:
            if top <= line.top <= bottom:
                pygame.draw.rect(view, theme.PANEL_EDGE, line.move(0, -top))
        lit = self.page.spots[self.link].key if 0 <= self.link < len(self.page.spots) else ""
        for at, spot in enumerate(self.page.spots):
            if spot.rect.bottom > top and spot.rect.top < bottom:
                spot.draw(view, top, bool(lit) and at >= self.link and self._same(at))
        scroll_bar(surface, self.rect, self.top, self.rect.height, self.page.height)

    def _same(self, at: int) -> bool:
        """Whether a spot belongs to the lit link, which may run over several lines."""
        spots = self.page.spots
        return all(spots[between].key == spots[self.link].key for between in range(self.link, at + 1))
