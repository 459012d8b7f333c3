"""Boxes over a screen: a dialog with buttons, the tooltip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pygame

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel
from game.ui.theme import px


@dataclass(frozen=True)
class Choice:
    """A button of a dialog. The first is what Enter means; Esc means the last unless said otherwise."""

    text: str
    action: Callable[[], None]


class Dialog(Panel):
    """A question in the middle of the window; while it is open nothing else gets events. A column of choices
    that is taller than the window stands in two or more."""

    def __init__(
        self,
        window: pygame.Rect,
        title: str,
        text: str,
        choices: Sequence[Choice],
        width: int = 460,
        column: bool = False,
        escape: Callable[[], None] | None = None,
    ) -> None:
        self.choices = tuple(choices)
        self._escape = escape or (choices[-1].action if choices else lambda: None)
        room, height = px(width), px(theme.LIST_ROW + 4)
        lines = len(ink.wrap(text, theme.FONT_BODY, room - 4 * px(theme.PAD))) if text else 0
        tall = lines * ink.line_height(theme.FONT_BODY) + ink.line_height(theme.FONT_LARGE)
        tall += 6 * px(theme.PAD)
        step, most = height + px(theme.GAP), window.height - px(20)
        fitting = max(1, (most - tall) // step)
        self._columns = -(-len(self.choices) // fitting) if column else max(1, len(self.choices))
        self._rows = -(-len(self.choices) // self._columns) if self.choices else 1
        wide = room * self._columns if column else room
        rect = pygame.Rect(0, 0, min(wide, window.width - px(20)), min(tall + self._rows * step, most))
        rect.center = window.center
        super().__init__(rect, border=True)
        self._window = window
        self._fill(title, text, height)
        self._shade: pygame.Surface | None = None

    def _fill(self, title: str, text: str, height: int) -> None:
        pad, inner = 2 * px(theme.PAD), self.rect.width - 4 * px(theme.PAD)
        head = ink.line_height(theme.FONT_LARGE)
        self.add(Label(pygame.Rect(pad, pad, inner, head), title, theme.FONT_LARGE, theme.ACCENT, bold=True))
        top = pad + head + px(theme.PAD)
        gap = px(theme.GAP)
        bottom = self.rect.height - pad - self._rows * (height + gap) + gap
        self.add(Label(pygame.Rect(pad, top, inner, max(0, bottom - top)), text))
        wide = (inner - gap * (self._columns - 1)) // self._columns
        for index, choice in enumerate(self.choices):
            across, down = divmod(index, self._rows)
            rect = pygame.Rect(pad + across * (wide + gap), bottom + down * (height + gap), wide, height)
            self.add(Button(rect, choice.text, choice.action, primary=index == 0))

    def draw(self, target: pygame.Surface) -> None:
        """Draw the dialog over a darkened window."""
        if self._shade is None:
            self._shade = pygame.Surface(self._window.size, pygame.SRCALPHA)
            self._shade.fill(theme.SHADE)
        target.blit(self._shade, self._window)
        super().draw(target)

    def take(self, event: pygame.Event) -> bool:
        """Take every event: the dialog is modal."""
        if super().take(event):
            return True
        if event.type == pygame.KEYDOWN and self.choices:
            if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
                self.choices[0].action()
            elif event.key == pygame.K_ESCAPE:
                self._escape()
        return True


def menu_dialog(
    window: pygame.Rect,
    title: str,
    entries: Sequence[tuple[str, Callable[[], object]]],
    close: Callable[[], None],
) -> Dialog:
    """Return a menu: a column of choices, each of which closes it and then acts; Esc only closes it."""

    def chosen(action: Callable[[], object]) -> None:
        close()
        action()

    choices = [Choice(text, partial(chosen, action)) for text, action in entries]
    return Dialog(window, title, "", choices, width=340, column=True, escape=close)


class Tooltip:
    """A small box beside the pointer."""

    def __init__(self) -> None:
        self.text = ""
        self._at = (0, 0)
        self._box: pygame.Surface | None = None

    def show(self, text: str, at: tuple[int, int]) -> bool:
        """Show a text at a point, or hide it when empty; True when that changed anything."""
        if text == self.text:
            return False
        self.text, self._at, self._box = text, at, None
        return True

    def draw(self, target: pygame.Surface) -> None:
        """Draw the box where it does not leave the window."""
        if not self.text:
            return
        if self._box is None:
            self._box = _tip_box(self.text)
        rect = self._box.get_rect(topleft=(self._at[0] + px(14), self._at[1] + px(18)))
        target.blit(self._box, rect.clamp(target.get_rect()))


def _tip_box(text: str) -> pygame.Surface:
    """Return a tooltip's picture."""
    lines = ink.wrap(text, theme.FONT_SMALL, px(theme.TOOLTIP_WIDTH))
    wide = max(ink.width(words, theme.FONT_SMALL) for words in lines) + 2 * px(theme.PAD)
    step = ink.line_height(theme.FONT_SMALL)
    box = pygame.Surface((wide, step * len(lines) + px(theme.PAD)))
    box.fill(theme.PANEL_SUNK)
    pygame.draw.rect(box, theme.ACCENT_DARK, box.get_rect(), 1)
    for index, words in enumerate(lines):
        box.blit(ink.line(words, theme.FONT_SMALL), (px(theme.PAD), px(theme.PAD) // 2 + index * step))
    return box
