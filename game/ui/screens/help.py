"""The keys, and what the mouse does."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.ui import theme
from game.ui.keys import BINDINGS, Command, command_of
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.theme import px

MOUSE = (
    "Mouse: left selects and acts, right cancels, the wheel zooms, dragging with the middle or right "
    "button moves the map, Shift and left moves onto an own stack; rest the pointer on anything to have it "
    "explained."
)


class HelpScreen(Screen):
    """The page of keys."""

    def layout(self) -> None:
        """Put a page of text in the middle of the window."""
        rect = Rect(0, 0, min(self.rect.width - px(40), px(860)), self.rect.height - px(40))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        pad = 2 * px(theme.PAD)
        title = Rect(pad, pad, rect.width - 2 * pad - px(120), px(30))
        panel.add(Label(title, "Keys", theme.FONT_LARGE, theme.ACCENT, bold=True))
        close = Rect(rect.width - pad - px(110), pad, px(110), px(30))
        panel.add(Button(close, "Close", self.window.pop, "Esc"))
        room = Rect(pad, pad + px(46), rect.width - 2 * pad, rect.height - 2 * pad - px(46))
        self._add_keys(panel, room)
        self.panels = [panel]

    def _add_keys(self, panel: Panel, room: Rect) -> None:
        """List the keys in two columns."""
        keys: dict[Command, list[str]] = {}
        for binding in BINDINGS:
            keys.setdefault(binding.command, []).append(binding.text())
        half = (len(keys) + 1) // 2
        foot = len(ink.wrap(MOUSE, theme.FONT_SMALL, room.width)) * ink.line_height(theme.FONT_SMALL) + px(12)
        step = min(px(24), (room.height - foot) // half)
        for index, (command, names) in enumerate(keys.items()):
            x = room.left + (index // half) * (room.width // 2)
            y = room.top + (index % half) * step
            names = list(dict.fromkeys(names))
            panel.add(Label(Rect(x, y, px(110), step), " / ".join(names[:2]), theme.FONT_SMALL, theme.ACCENT))
            what = Rect(x + px(118), y, room.width // 2 - px(126), step)
            panel.add(Label(what, command.value.capitalize(), theme.FONT_SMALL))
        y = room.top + half * step + px(12)
        panel.add(
            Label(Rect(room.left, y, room.width, room.bottom - y), MOUSE, theme.FONT_SMALL, theme.TEXT_DIM)
        )

    def keyed(self, event: pygame.Event) -> None:
        """Esc and the help keys close the page."""
        if command_of(event) in (Command.CANCEL, Command.RULES, Command.KEYS, Command.CONFIRM):
            self.window.pop()
