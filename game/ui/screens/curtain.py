"""The hand-over between persons: a full opaque frame with a name and nothing behind it.

What it shows depends on nothing but who is to sit down, the turn, and what was typed. While it stands no
other key and no click does anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame
from pygame import Rect

from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.model.tongue import joined, t, told_date
from game.seating import opens
from game.ui import theme
from game.ui.kit import ink
from game.ui.screen import Screen
from game.ui.theme import px
from game.ui.window import Window

LONGEST = 12
"""How many digits a PIN may have."""

ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER)


@dataclass(frozen=True)
class Ways:
    """What else the curtain offers: `send` writes a file for a friend and returns where; `recall` takes the
    faction of this name back from its machine."""

    send: Callable[[], str] | None = None
    recall: Callable[[], None] | None = None
    recalled: str = ""


class CurtainScreen(Screen):
    """Shown until the next person says that he alone is looking. With nobody to sit down it only covers the
    window, while machines move."""

    sealed = True

    def __init__(
        self,
        window: Window,
        setting: Setting,
        factions: tuple[FactionId, ...],
        turn: int,
        ready: Callable[[], None],
        lock: str = "",
        ways: Ways = Ways(),
    ) -> None:
        super().__init__(window)
        self._setting = setting
        self.factions = factions
        self._turn = turn
        self._ready = ready
        self._lock, self._ways = lock, ways
        self._typed = ""
        self._note = ""
        self.sent = ""

    @property
    def veil(self) -> bool:
        """Whether it only covers the window."""
        return not self.factions

    # Drawing

    def background(self, surface: pygame.Surface) -> None:
        """Cover the whole window."""
        surface.fill(theme.BACKDROP)
        self._draw_band(surface)
        day = self._setting.clock.date_of(self._turn)
        date = t("Turn {turn} · {date}", turn=self._turn, date=told_date(day))
        self._write(surface, date, -62, theme.FONT_LARGE, theme.TEXT_DIM)
        self._write(surface, self._title(), -16, theme.FONT_TITLE, theme.TEXT, bold=True)
        lines = [(self._task(), theme.TEXT), (self._typed_line(), theme.ACCENT), (self._hint(), theme.ACCENT)]
        for at, (text, colour) in enumerate(lines):
            self._write(surface, text, 40 + 34 * at, theme.FONT_LARGE if at < 2 else theme.FONT_BODY, colour)
        if self._other() and not self.sent:
            self._write(surface, self._other(), 160, theme.FONT_BODY, theme.TEXT_DIM)

    def _draw_band(self, surface: pygame.Surface) -> None:
        """Draw the colours of those who are to sit down."""
        box, factions = self.rect, self._setting.factions
        colours = [ink.legible(theme.look(factions[one].colour, "plain").colour) for one in self.factions]
        band = Rect(0, box.centery - px(96), box.width // max(1, len(colours)), px(6))
        for index, colour in enumerate(colours):
            surface.fill(colour, band.move(index * band.width, 0))

    def _title(self) -> str:
        names = [self._setting.factions[one].name for one in self.factions]
        return joined(names) if names else t("The machines move")

    def _task(self) -> str:
        if self.veil:
            return t("Then the next person is called.")
        return t("The file is written.") if self.sent else t("Hand the computer over.")

    def _typed_line(self) -> str:
        """Return a dot for each digit typed, or where the file lies."""
        if self.sent:
            return self.sent
        return " ".join("●" * len(self._typed)) if self._lock else ""

    def _hint(self) -> str:
        if self.veil:
            return ""
        if self.sent:
            return t("Send it. Press Enter for the menu.")
        if self._note:
            return self._note
        return (
            t("Type your PIN and press Enter when nobody else is looking.")
            if self._lock
            else t("Press Enter or click when nobody else is looking.")
        )

    def _other(self) -> str:
        """Say what else may be done."""
        if self.veil:
            return (
                t("T takes {recalled} back from the staff.", recalled=self._ways.recalled)
                if self._ways.recall
                else ""
            )
        return (
            t("S writes a file to send to the person of {title}.", title=self._title())
            if self._ways.send
            else ""
        )

    def _write(
        self, surface: pygame.Surface, text: str, y: int, size: int, colour: theme.Colour, bold: bool = False
    ) -> None:
        top = self.rect.centery + round(y * theme.ui_scale()) - px(24)
        ink.centred(surface, text, Rect(px(20), top, self.rect.width - px(40), px(48)), size, colour, bold)

    # Opening

    def keyed(self, event: pygame.Event) -> None:
        """Enter or Space opens the curtain, with a lock only after the right PIN; all else does nothing."""
        if self.veil:
            if event.key == pygame.K_t and self._ways.recall is not None:
                self._ways.recall()
        elif event.key in ENTER:
            self._enter()
        elif event.key == pygame.K_SPACE and not self._lock and not self.sent:
            self._open()
        elif event.key == pygame.K_s and self._ways.send is not None and not self.sent:
            self._send(self._ways.send)
        else:
            self._type(event)

    def _type(self, event: pygame.Event) -> None:
        """Take a digit of the PIN, or take the last one back."""
        digit = _digit(event.key)
        if not self._lock or self.sent or (not digit and event.key != pygame.K_BACKSPACE):
            return
        self._typed = (self._typed + digit)[:LONGEST] if digit else self._typed[:-1]
        self._note = ""
        self.refresh()

    def _enter(self) -> None:
        if self.sent:
            self.window.home()
        elif not self._lock or opens(self._typed, self._lock):
            self._open()
        else:
            self._typed, self._note = "", t("That is not the PIN. Type it again.")
            self.refresh()

    def _send(self, send: Callable[[], str]) -> None:
        try:
            self.sent = send()
        except OSError as error:
            self._note = t("Not written: {error}", error=error)
        self.refresh()

    def pointed(self, event: pygame.Event) -> None:
        """A click opens the curtain that has no lock."""
        shut = self._lock or self.veil or self.sent
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1 and not shut:
            self._open()

    def _open(self) -> None:
        self.window.pop()
        self._ready()

    def export(self) -> None:
        """There is nothing to be written."""


def _digit(key: int) -> str:
    """Return the digit of a key of the upper row or of the number pad."""
    if pygame.K_0 <= key <= pygame.K_9:
        return chr(key)
    pad = (pygame.K_KP_0, *range(pygame.K_KP_1, pygame.K_KP_9 + 1))
    return str(pad.index(key)) if key in pad else ""
