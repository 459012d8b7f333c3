"""When things happened in this game, and when history had them."""

from __future__ import annotations

from collections.abc import Mapping

import pygame
from pygame import Rect

from game.model.scenario import Setting
from game.model.tongue import short_date, t
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Label
from game.ui.kit.lists import scroll_bar
from game.ui.kit.widget import At
from game.ui.theme import px


class History(Label):
    """When each milestone was reached in this game and in history; it scrolls when they are many."""

    focusable = True

    def __init__(self, rect: Rect, setting: Setting, reached: Mapping[str, int]) -> None:
        super().__init__(
            rect, "", tip=t("Green: about when history had it; blue: earlier; amber: later, or never.")
        )
        self._setting, self._reached = setting, reached
        self._milestones = sorted(setting.milestones, key=lambda one: one.day)
        room = rect.height - px(30)
        even = min(px(26), room // max(1, len(self._milestones)))
        self._size = theme.FONT_BODY if even >= ink.line_height(theme.FONT_BODY) else theme.FONT_SMALL
        self._step = max(even, ink.line_height(self._size))
        self._fits, self._top = max(1, room // self._step), 0

    def take(self, event: pygame.Event, at: At) -> bool:
        """Scroll by wheel and, with the keyboard on it, by the arrows."""
        pages = {pygame.K_UP: -1, pygame.K_DOWN: 1, pygame.K_PAGEUP: -10, pygame.K_PAGEDOWN: 10}
        by = 0
        if event.type == pygame.MOUSEWHEEL and self.hovered:
            by = -event.y * theme.SCROLL_LINES
        elif event.type == pygame.KEYDOWN and self.focused:
            by = pages.get(event.key, 0)
        if by:
            self._top = max(0, min(self._top + by, len(self._milestones) - self._fits))
            self.changed()
        return bool(by)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw one row a milestone, as many as there is room for."""
        self._line(
            surface,
            self.rect.top,
            t("What happened"),
            t("Here"),
            t("History"),
            theme.TEXT_DIM,
            theme.TEXT_DIM,
        )
        for at, milestone in enumerate(self._milestones[self._top : self._top + self._fits]):
            turn = self._reached.get(milestone.id)
            here = self._setting.clock.date_of(turn + 1) if turn is not None else None
            late = here is None or (here - milestone.day).days > milestone.tolerance_days
            early = here is not None and (milestone.day - here).days > milestone.tolerance_days
            colour = theme.WARN if late else theme.LINK if early else theme.GOOD
            text = short_date(here, 2, year=False) if here else t("never")
            y = self.rect.top + px(30) + at * self._step
            self._line(
                surface, y, milestone.text, text, short_date(milestone.day, 2, year=False), theme.TEXT, colour
            )
        scroll_bar(surface, self.rect, self._top, self._fits, len(self._milestones))

    def _line(
        self,
        surface: pygame.Surface,
        y: int,
        what: str,
        here: str,
        then: str,
        ink_: theme.Colour,
        colour: theme.Colour,
    ) -> None:
        end = self.rect.right - px(12)
        room = self.rect.width - px(12) - 2 * px(84)
        surface.blit(ink.line(ink.elide(what, self._size, room), self._size, ink_), (self.rect.left, y))
        for text, right, shade in ((here, px(84), colour), (then, 0, theme.TEXT_DIM)):
            drawn = ink.line(text, self._size, shade)
            surface.blit(drawn, drawn.get_rect(topright=(end - right, y)))
