"""Setting the PIN of a person's curtain."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.model.tongue import mark, t
from game.seating import Seating
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.entry import TextEntry
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.screens.curtain import LONGEST
from game.ui.theme import px
from game.ui.window import Window

WORTH = mark(
    "A PIN keeps the others at this table from opening your curtain. The save holds a hash of it, not the "
    "PIN itself. It is no safe: whoever has the file and knows how can read the whole game, with the PIN or "
    "without it. A PIN that is forgotten cannot be had back."
)


class PinScreen(Screen):
    """Type a PIN of digits, or take it away."""

    def __init__(self, window: Window, seating: Seating, person: tuple[str, ...]) -> None:
        super().__init__(window)
        self._seating, self._person = seating, person
        self._entry: TextEntry | None = None

    def layout(self) -> None:
        """Put the text, the entry and the buttons in the middle."""
        wide, pad, line = px(520), px(20), ink.line_height(theme.FONT_BODY)
        inner = wide - 2 * pad
        names = " and ".join(self._seating.setting.factions[one].name for one in self._person)
        text = len(ink.wrap(WORTH, theme.FONT_BODY, inner)) * line
        head = ink.line_height(theme.FONT_LARGE)
        rect = Rect(0, 0, wide, 4 * pad + head + text + px(84))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        panel.add(
            Label(
                Rect(pad, pad, inner, head),
                t("PIN: {names}", names=names),
                theme.FONT_LARGE,
                theme.ACCENT,
                bold=True,
            )
        )
        panel.add(Label(Rect(pad, pad + head + px(10), inner, text), WORTH))
        top = 2 * pad + head + text + px(4)
        self._entry = TextEntry(Rect(pad, top, inner, px(34)), "", LONGEST, str.isdigit, lambda _: self.set())
        panel.add(self._entry)
        panel.focus(self._entry)
        self._add_buttons(panel, Rect(pad, top + px(44), inner, px(34)))
        self.panels = [panel]

    def _add_buttons(self, panel: Panel, row: Rect) -> None:
        wide = (row.width - 2 * px(8)) // 3
        known = bool(self._seating.lock_of(self._person))
        buttons = [
            Button(Rect(0, 0, wide, row.height), t("Set this PIN"), self.set, t("Enter"), primary=True),
            Button(Rect(0, 0, wide, row.height), t("No PIN"), self.clear, enabled=known),
            Button(Rect(0, 0, wide, row.height), t("Back"), self.window.pop, t("Esc")),
        ]
        for at, button in enumerate(buttons):
            button.rect.topleft = row.left + at * (wide + px(8)), row.top
            panel.add(button)

    def set(self) -> None:
        """Lock the curtain with what was typed."""
        if self._entry is not None and self._entry.text:
            self._seating.lock(self._person, self._entry.text)
            self._leave(t("Your curtain has a PIN."))

    def clear(self) -> None:
        """Take the lock off."""
        self._seating.lock(self._person, "")
        self._leave(t("Your curtain has no PIN any more."))

    def _leave(self, said: str) -> None:
        self.window.pop()
        self.window.screen.notice(said)

    def keyed(self, event: pygame.Event) -> None:
        """Esc goes back."""
        if event.key == pygame.K_ESCAPE:
            self.window.pop()
