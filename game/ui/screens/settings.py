"""The settings: how things look, how they move and sound, and which key does what. All hold at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pygame
from pygame import Rect

from game.model.tongue import mark, t
from game.ui import theme
from game.ui.keys import MODIFIERS, Command, command_of, key_of, mods_of
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.widget import Panel
from game.ui.options import Option, play_options, screen_options
from game.ui.panels.options import add_option, row_height
from game.ui.screen import Screen
from game.ui.screens.keyboard import KeyTable
from game.ui.theme import px
from game.ui.window import Window

PAGES = (("screen", mark("Screen")), ("play", mark("Play and sound")), ("keys", mark("Keys")))


class SettingsScreen(Screen):
    """One page at a time; what is pressed holds at once and is kept."""

    arrows = True

    def __init__(self, window: Window, page: str = "screen") -> None:
        super().__init__(window)
        self.page = page
        self.keyboard = KeyTable(self)

    def layout(self) -> None:
        """Put the page in the middle of the window, tabs above it."""
        rect = Rect(0, 0, min(self.rect.width - px(24), px(960)), min(self.rect.height - px(24), px(620)))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        pad = 2 * px(theme.PAD)
        self._add_tabs(panel, Rect(pad, pad, rect.width - 2 * pad, px(32)))
        room = Rect(pad, pad + px(48), rect.width - 2 * pad, rect.height - 2 * pad - px(48))
        if self.page == "keys":
            self.keyboard.fill(panel, room)
        else:
            options = screen_options(self.window.house) if self.page == "screen" else play_options()
            self._add_options(panel, room, options)
        self.panels = [panel]

    def _add_tabs(self, panel: Panel, row: Rect) -> None:
        x, gap = row.left, px(6)
        for page, name in PAGES:
            name = t(name)
            wide = ink.width(name, theme.FONT_BODY) + px(36)
            tab = Rect(x, row.top, wide, row.height)
            panel.add(Toggle(tab, name, lambda _on, page=page: self.turn(page), on=page == self.page))
            x += wide + gap
        close = Rect(row.right - px(120), row.top, px(120), row.height)
        panel.add(Button(close, t("Close"), self.window.pop, t("Esc")))

    def _add_options(self, panel: Panel, room: Rect, options: Sequence[Option]) -> None:
        for index, option in enumerate(options):
            row = Rect(room.left, room.top + index * row_height(), room.width, row_height())
            now = getattr(self.window.settings, option.field)
            add_option(panel, row, option, now, partial(self._choose, option.field))
        foot = Rect(room.left, room.top + len(options) * row_height(), room.width, px(24))
        panel.add(Label(foot, self._room_note(), theme.FONT_SMALL, theme.TEXT_DIM))

    def _choose(self, field: str, value: object) -> None:
        self.window.prefer(**{field: value})

    def _room_note(self) -> str:
        """Say when the window has no room for the size that is wished for."""
        if self.page != "screen":
            return t("Everything holds at once and is kept for the next time.")
        size = self.window.surface.get_size()
        wish = self.window.settings.ui_scale
        if theme.fitting_scale(size, wish) < theme.fitting_scale((1 << 14, size[1]), wish) - 0.001:
            return t(
                "The window has no room for that size: it is drawn as large as fits. Try full screen (F11)."
            )
        return t("Everything holds at once and is kept for the next time.")

    def turn(self, page: str) -> None:
        """Show another page."""
        self.page = page
        self.keyboard.drop()
        self.relaid()

    def typing(self, event: pygame.Event) -> bool:
        """While a key is being chosen, no key is a command."""
        return self.keyboard.waiting is not None or super().typing(event)

    def take(self, event: pygame.Event) -> None:
        """Take an event; a key that is being chosen goes before everything else."""
        if event.type == pygame.KEYDOWN and self.keyboard.waiting is not None and self.dialog is None:
            if event.key not in MODIFIERS:
                self.keyboard.chosen(key_of(event), mods_of(event))
            return
        super().take(event)

    def keyed(self, event: pygame.Event) -> None:
        """Esc and the key of the settings close the page."""
        if event.key == pygame.K_ESCAPE or command_of(event) is Command.SETTINGS:
            self.window.pop()
