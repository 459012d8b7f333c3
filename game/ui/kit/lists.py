"""A list to choose from, and text or rows that scroll."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.widget import At, Widget
from game.ui.theme import Colour, px


@dataclass(frozen=True)
class Row:
    """One row of a list: a text, a dimmer word at the right edge, a colour for either."""

    text: str
    detail: str = ""
    colour: Colour | None = None
    swatch: Colour | None = None
    tip: str = ""


class ListBox(Widget):
    """Rows of which one is chosen; arrows, wheel, Home, End and clicks work."""

    focusable = True

    def __init__(
        self,
        rect: pygame.Rect,
        rows: Sequence[Row],
        choose: Callable[[int], None],
        chosen: int = -1,
        row_height: int = theme.LIST_ROW,
    ) -> None:
        super().__init__(rect)
        self.rows, self.choose, self.chosen = list(rows), choose, chosen
        self.step = px(row_height)
        self.top = 0
        self.reveal()

    @property
    def fits(self) -> int:
        """How many rows are to be seen at once."""
        return max(1, self.rect.height // self.step)

    def refill(self, rows: Sequence[Row], chosen: int | None = None) -> None:
        """Change the rows."""
        self.rows = list(rows)
        self.chosen = self.chosen if chosen is None else chosen
        self.scroll(0)
        self.changed()

    def pick(self, index: int) -> None:
        """Choose a row, show it, and tell."""
        if self.rows:
            self.chosen = max(0, min(index, len(self.rows) - 1))
            self.reveal()
            self.changed()
            self.choose(self.chosen)

    def reveal(self) -> None:
        """Scroll until the chosen row is seen."""
        if self.chosen >= 0:
            self.top = max(min(self.top, self.chosen), self.chosen - self.fits + 1)

    def scroll(self, by: int) -> None:
        """Scroll by rows, as far as there are any."""
        self.top = max(0, min(self.top + by, len(self.rows) - self.fits))
        self.changed()

    def take(self, event: pygame.Event, at: At) -> bool:
        """Choose by click or key, scroll by wheel."""
        if event.type == pygame.KEYDOWN:
            return self.focused and self._keyed(event.key)
        if event.type == pygame.MOUSEWHEEL and self.hovered:
            self.scroll(-event.y * theme.SCROLL_LINES)
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and at and self.rect.collidepoint(at):
            index = self.index_at(at)
            if index is not None:
                self.pick(index)
            return True
        return False

    def _keyed(self, key: int) -> bool:
        moves = {
            pygame.K_UP: self.chosen - 1,
            pygame.K_DOWN: self.chosen + 1,
            pygame.K_HOME: 0,
            pygame.K_END: len(self.rows) - 1,
            pygame.K_PAGEUP: self.chosen - self.fits,
            pygame.K_PAGEDOWN: self.chosen + self.fits,
        }
        if key in moves:
            self.pick(moves[key])
        return key in moves

    def index_at(self, at: tuple[int, int]) -> int | None:
        """Return the row under a point, or None."""
        index = self.top + (at[1] - self.rect.top) // self.step
        return index if 0 <= index < len(self.rows) else None

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return the tooltip of the row under a point."""
        index = self.index_at(at)
        return self.rows[index].tip if index is not None else ""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the rows that are to be seen."""
        pygame.draw.rect(surface, theme.PANEL_SUNK, self.rect, border_radius=px(theme.RADIUS))
        for slot, index in enumerate(range(self.top, min(self.top + self.fits, len(self.rows)))):
            place = pygame.Rect(self.rect.left, self.rect.top + slot * self.step, self.rect.width, self.step)
            self._draw_row(surface, place, self.rows[index], index == self.chosen)
        if self.focused:
            pygame.draw.rect(surface, theme.ACCENT, self.rect, 1, border_radius=px(theme.RADIUS))
        scroll_bar(surface, self.rect, self.top, self.fits, len(self.rows))

    def _draw_row(self, surface: pygame.Surface, place: pygame.Rect, row: Row, chosen: bool) -> None:
        if chosen:
            pygame.draw.rect(surface, theme.ROW_CHOSEN, place, border_radius=px(theme.RADIUS))
        room = place.inflate(-2 * px(theme.PAD), 0)
        if row.swatch is not None:
            mark = pygame.Rect(room.left, 0, px(10), px(10))
            mark.centery = place.centery
            pygame.draw.rect(surface, row.swatch, mark)
            pygame.draw.rect(surface, theme.PANEL_EDGE, mark, 1)
            room.left, room.width = room.left + px(18), room.width - px(18)
        if row.detail:
            detail = ink.line(row.detail, theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(detail, detail.get_rect(midright=room.midright))
            room.width -= detail.get_width() + px(theme.PAD)
        words = ink.line(ink.elide(row.text, theme.FONT_BODY, room.width), theme.FONT_BODY, row.colour)
        surface.blit(words, words.get_rect(midleft=room.midleft))


class TickList(ListBox):
    """Rows that are ticked or not; arrows only move the mark, a click, Space or Enter ticks."""

    def __init__(
        self, rect: pygame.Rect, rows: Sequence[Row], ticked: Sequence[int], tick: Callable[[int], None],
        name: str = "", chosen: int = -1,
    ) -> None:  # fmt: skip
        super().__init__(rect, rows, lambda index: None, chosen, 24)
        self.ticked, self.tick, self.name = tuple(ticked), tick, name

    def take(self, event: pygame.Event, at: At) -> bool:
        """Tick by click, Space or Enter; move by the arrows."""
        pressed = event.type == pygame.KEYDOWN and event.key in (pygame.K_SPACE, pygame.K_RETURN)
        if pressed and self.focused:
            if 0 <= self.chosen < len(self.rows):
                self.tick(self.chosen)
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and at and self.rect.collidepoint(at):
            index = self.index_at(at)
            if index is not None:
                self.chosen = index
                self.tick(index)
            return True
        return super().take(event, at)

    def _draw_row(self, surface: pygame.Surface, place: pygame.Rect, row: Row, chosen: bool) -> None:
        box = pygame.Rect(place.left + px(6), 0, px(13), px(13))
        box.centery = place.centery
        rest = pygame.Rect(place.left + px(14), place.top, place.width - px(14), place.height)
        super()._draw_row(surface, rest, row, chosen and self.focused)
        index = self.top + (place.top - self.rect.top) // self.step
        pygame.draw.rect(surface, theme.ACCENT if index in self.ticked else theme.PANEL, box)
        pygame.draw.rect(surface, theme.TEXT_DIM, box, 1)


class ScrollText(Widget):
    """A text of paragraphs that scrolls; a paragraph beginning with '# ' is a heading."""

    focusable = True

    def __init__(self, rect: pygame.Rect, text: str, size: int = theme.FONT_BODY) -> None:
        super().__init__(rect)
        self.text, self.size, self.top = text, size, 0

    def say(self, text: str) -> None:
        """Change the text and go back to its beginning."""
        if text != self.text:
            self.text, self.top = text, 0
            self.changed()

    def _lines(self) -> list[tuple[str, bool]]:
        room, found = self.rect.width - px(theme.PAD), []
        for paragraph in self.text.split("\n"):
            heading = paragraph.startswith("# ")
            words = paragraph[2:] if heading else paragraph
            found += [(part, heading) for part in ink.wrap(words, self.size, room, heading)]
        return found

    @property
    def _fits(self) -> int:
        return max(1, self.rect.height // ink.line_height(self.size))

    def scroll(self, by: int) -> None:
        """Scroll by lines, as far as there are any."""
        self.top = max(0, min(self.top + by, len(self._lines()) - self._fits))
        self.changed()

    def take(self, event: pygame.Event, at: At) -> bool:
        """Scroll by wheel and keys."""
        if event.type == pygame.MOUSEWHEEL and self.hovered:
            self.scroll(-event.y * theme.SCROLL_LINES)
            return True
        steps = {
            pygame.K_UP: -1,
            pygame.K_DOWN: 1,
            pygame.K_PAGEUP: -self._fits,
            pygame.K_PAGEDOWN: self._fits,
        }
        if event.type == pygame.KEYDOWN and self.focused and event.key in steps:
            self.scroll(steps[event.key])
            return True
        return False

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the lines that are to be seen."""
        lines, step = self._lines(), ink.line_height(self.size)
        for slot, (words, heading) in enumerate(lines[self.top : self.top + self._fits]):
            colour = theme.ACCENT if heading else theme.TEXT
            drawn = ink.line(words, self.size, colour, heading)
            surface.blit(drawn, (self.rect.left, self.rect.top + slot * step))
        scroll_bar(surface, self.rect, self.top, self._fits, len(lines))


def scroll_bar(surface: pygame.Surface, rect: pygame.Rect, top: int, fits: int, count: int) -> None:
    """Show at the right edge which part of a longer list is seen."""
    if count <= fits:
        return
    height = max(px(16), rect.height * fits // count)
    y = rect.top + (rect.height - height) * top // max(1, count - fits)
    bar = pygame.Rect(rect.right - px(5), y, px(4), height)
    pygame.draw.rect(surface, theme.PANEL_EDGE, bar, border_radius=px(2))
