"""The bar under a replay: what happens, and the buttons to steer it."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.ui import theme
from game.ui.animate import Projector
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel, Widget
from game.ui.theme import px


class Progress(Widget):
    """How far the film is."""

    def __init__(self, rect: Rect, share: float) -> None:
        super().__init__(rect)
        self.share = share

    def draw(self, surface: pygame.Surface) -> None:
        """Draw a thin bar."""
        pygame.draw.rect(surface, theme.PANEL_SUNK, self.rect)
        done = self.rect.copy()
        done.width = round(self.rect.width * self.share)
        pygame.draw.rect(surface, theme.ACCENT, done)


class ReplayBar(Panel):
    """Rebuilt with every shot."""

    def __init__(self, rect: Rect, steer: Callable[[str], None]) -> None:
        super().__init__(rect, border=True)
        self.tabs = False
        self._steer = steer

    def show(self, shown: Projector) -> None:
        """Bring the bar up to date with the film."""
        self.clear()
        pad, high = px(8), px(26)
        inner = self.rect.width - 2 * pad
        text = ink.elide(shown.shot.text or "…", theme.FONT_BODY, inner)
        self.add(Label(Rect(pad, px(5), inner, px(24)), text, tip=shown.shot.text))
        y = self.rect.height - high - px(8)
        buttons = (
            ("◀", "back", "Left", 70),
            ("Go on" if shown.paused else "Pause", "pause", "Space", 130),
            ("▶", "forward", "Right", 76),
            (f"Speed ×{shown.speed}", "speed", "Up", 120),
            ("Skip", "skip", "Esc", 90),
        )
        x = pad
        for name, what, key, wide in buttons:
            self.add(Button(Rect(x, y, px(wide), high), name, lambda what=what: self._steer(what), key))
            x += px(wide) + px(5)
        count = f"{shown.index + 1} of {len(shown.shots)}"
        self.add(
            Label(
                Rect(x + px(6), y + px(3), self.rect.width - x - pad, high),
                count,
                theme.FONT_SMALL,
                theme.TEXT_DIM,
            )
        )
        share = (shown.index + 1) / len(shown.shots)
        self.add(Progress(Rect(0, self.rect.height - px(4), self.rect.width, px(4)), share))
