"""A slider through the turns of a game."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.widget import At, Widget
from game.ui.theme import px


class Slider(Widget):
    """A track with a knob; click, drag, wheel, or the arrows while it has the keyboard."""

    focusable = True

    def __init__(
        self, rect: Rect, last: int, value: int, chosen: Callable[[int], None], named: Callable[[int], str]
    ) -> None:
        super().__init__(rect)
        self.last, self.value, self._tell, self._named = last, value, chosen, named
        self._held = False

    @property
    def track(self) -> Rect:
        """Where the knob goes."""
        return Rect(self.rect.left + px(10), self.rect.bottom - px(12), self.rect.width - px(20), px(4))

    def show(self, value: int) -> None:
        """Put the knob somewhere without telling anybody."""
        if value != self.value:
            self.value = value
            self.changed()

    def _go(self, value: int) -> None:
        value = max(0, min(value, self.last))
        if value != self.value:
            self.show(value)
            self._tell(value)

    def _value_at(self, x: int) -> int:
        track = self.track
        return round((x - track.left) * self.last / max(1, track.width))

    def take(self, event: pygame.Event, at: At) -> bool:
        """Move the knob."""
        steps = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
        if event.type == pygame.KEYDOWN and self.focused and event.key in steps:
            self._go(self.value + steps[event.key])
            return True
        if event.type == pygame.MOUSEWHEEL and self.hovered:
            self._go(self.value + event.y)
            return True
        if event.type == pygame.MOUSEBUTTONUP:
            self._held = False
        if at is None or event.type not in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION):
            return False
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._held = event.button == 1 and self.rect.collidepoint(at)
        if self._held:
            self._go(self._value_at(at[0]))
        return self._held

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the track, a tick a turn, the knob, and where it stands."""
        track = self.track
        pygame.draw.rect(surface, theme.PANEL_EDGE, track, border_radius=px(2))
        step = max(1, self.last * px(6) // max(1, track.width) + 1)
        for value in range(0, self.last + 1, step):
            x = track.left + track.width * value // max(1, self.last)
            surface.fill(theme.TEXT_FAINT, Rect(x, track.top - px(3), 1, px(10)))
        knob = track.left + track.width * self.value // max(1, self.last), track.centery
        pygame.draw.circle(surface, theme.ACCENT, knob, px(7))
        if self.focused:
            pygame.draw.circle(surface, theme.TEXT, knob, px(9), 1)
        words = ink.line(self._named(self.value), theme.FONT_BODY, theme.ACCENT)
        surface.blit(words, words.get_rect(midtop=(self.rect.centerx, self.rect.top)).clamp(self.rect))
