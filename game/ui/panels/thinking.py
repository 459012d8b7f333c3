"""The bar under the map while a machine is at work: whose, how far, and a button to stop it."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.model.tongue import mark, t
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel, Widget
from game.ui.theme import px

STEPS = 16
"""In how many pulses the light runs across the bar."""
SHARE = 0.22
STOP_WIDE = 110


class Running(Widget):
    """A light that runs to and fro: how long it will take nobody knows."""

    def __init__(self, rect: Rect) -> None:
        super().__init__(rect)
        self.pulses = 0

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the bar with the light where it is."""
        pygame.draw.rect(surface, theme.PANEL_SUNK, self.rect, border_radius=px(3))
        to_and_fro = self.pulses % (2 * STEPS)
        at = min(to_and_fro, 2 * STEPS - to_and_fro)
        light = self.rect.copy()
        light.width = round(self.rect.width * SHARE)
        light.left += (self.rect.width - light.width) * at // STEPS
        pygame.draw.rect(surface, theme.ACCENT, light, border_radius=px(3))


class ThinkingBar(Panel):
    """One line of text over the running light, and the button at the right."""

    def __init__(self, rect: Rect, stop: Callable[[], None]) -> None:
        super().__init__(rect, border=True)
        self.tabs = False
        pad, wide = px(theme.PAD), px(STOP_WIDE)
        room = rect.width - 3 * pad - wide
        line = ink.line_height(theme.FONT_BODY)
        top = (rect.height - line - px(16)) // 2
        self._label = Label(Rect(pad, top, room, line), "")
        self._light = Running(Rect(pad, top + line + px(8), room, px(7)))
        button = Rect(rect.width - pad - wide, 0, wide, px(theme.BUTTON_HEIGHT))
        button.centery = rect.height // 2
        for widget in (self._label, self._light, Button(button, t("Stop"), stop, t("Esc"), tip=STOP)):
            self.add(widget)

    def show(self, text: str, warned: bool, pulses: int) -> None:
        """Bring the bar up to date."""
        short = ink.elide(text, theme.FONT_BODY, self._label.rect.width)
        self._label.say(short, theme.WARN if warned else theme.TEXT)
        if self._light.pulses != pulses:
            self._light.pulses = pulses
            self.dirty = True


STOP = mark("It gives no more orders: the impulse of a faction ends, your own goes on.")
