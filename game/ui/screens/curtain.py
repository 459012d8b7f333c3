"""The hand-over between persons: a full opaque frame with a name and nothing behind it."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.ui import theme
from game.ui.kit import ink
from game.ui.screen import Screen
from game.ui.theme import px
from game.ui.window import Window


class CurtainScreen(Screen):
    """Shown until the next person says that he alone is looking."""

    def __init__(
        self,
        window: Window,
        setting: Setting,
        factions: tuple[FactionId, ...],
        turn: int,
        ready: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._setting = setting
        self.factions = factions
        self._turn = turn
        self._ready = ready

    def background(self, surface: pygame.Surface) -> None:
        """Cover the whole window."""
        surface.fill(theme.BACKDROP)
        box = self.rect
        names = " and ".join(self._setting.factions[f].name for f in self.factions)
        colours = [
            ink.legible(theme.look(self._setting.factions[f].colour, "plain").colour) for f in self.factions
        ]
        band = Rect(0, box.centery - px(96), box.width // max(1, len(colours)), px(6))
        for index, colour in enumerate(colours):
            surface.fill(colour, band.move(index * band.width, 0))
        day = self._setting.clock.date_of(self._turn)
        self._write(surface, f"Turn {self._turn} · {day:%d %B %Y}", -62, theme.FONT_LARGE, theme.TEXT_DIM)
        self._write(surface, names, -16, theme.FONT_TITLE, theme.TEXT, bold=True)
        self._write(surface, "Hand the computer over.", 40, theme.FONT_LARGE, theme.TEXT)
        hint = "Press Enter or click when nobody else is looking."
        self._write(surface, hint, 76, theme.FONT_BODY, theme.ACCENT)

    def _write(
        self, surface: pygame.Surface, text: str, y: int, size: int, colour: theme.Colour, bold: bool = False
    ) -> None:
        room = Rect(
            px(20), self.rect.centery + round(y * theme.ui_scale()) - px(24), self.rect.width - px(40), px(48)
        )
        ink.centred(surface, text, room, size, colour, bold)

    def keyed(self, event: pygame.Event) -> None:
        """Enter or Space opens the curtain."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            self._open()

    def pointed(self, event: pygame.Event) -> None:
        """A click opens the curtain."""
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._open()

    def _open(self) -> None:
        self.window.pop()
        self._ready()
