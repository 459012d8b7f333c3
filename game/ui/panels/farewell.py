"""The question before an impulse ends: each thing forgotten is a button that leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pygame
from pygame import Rect

from game.model.tongue import mark, t
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, LongButton
from game.ui.kit.modal import Choice, Dialog
from game.ui.reminders import KINDS, Reminder
from game.ui.theme import px

TITLE = mark("End the impulse?")
ALL_DONE = mark("Everything has been done that could be.")
HIDE = mark("Hide")
MOST = 8
"""How many reminders are shown; the rest is summed up."""


class Farewell(Dialog):
    """Reminders with a button to each and one that hides its kind from now on, then the two answers. `notes`
    are lines that lead nowhere; `off` counts the kinds that are hidden."""

    def __init__(
        self,
        window: Rect,
        notes: Sequence[str],
        reminders: Sequence[Reminder],
        end: Callable[[], None],
        back: Callable[[], None],
        go: Callable[[Reminder], None],
        hide: Callable[[Reminder], None],
        show_all: Callable[[], None] | None = None,
    ) -> None:
        self._wide = min(px(640), window.width - px(40))
        super().__init__(window, TITLE, "", [Choice(t("End impulse"), end), Choice(t("Go back"), back)], 460)
        self.reminders, self._go = list(reminders), go
        self._notes, self._hide, self._show_all = list(notes), hide, show_all
        self._build(end, back)

    def _build(self, end: Callable[[], None], back: Callable[[], None]) -> None:
        pad, gap, high = 2 * px(theme.PAD), px(6), px(theme.LIST_ROW + 4)
        inner = self._wide - 2 * pad
        rows = [self._row(one, inner) for one in self.reminders[:MOST]]
        notes = "\n".join(self._notes_shown())
        text = len(ink.wrap(notes, theme.FONT_BODY, inner)) * ink.line_height(theme.FONT_BODY) if notes else 0
        head = ink.line_height(theme.FONT_LARGE)
        tall = 3 * pad + head + text + sum(row[0].rect.height + gap for row in rows) + high + px(16)
        tall += high + gap if self._show_all else 0
        rect = Rect(0, 0, self._wide, min(tall, self._window.height - px(20)))
        rect.center = self._window.center
        self.clear()
        self.resize(rect)
        self.add(Label(Rect(pad, pad, inner, head), TITLE, theme.FONT_LARGE, theme.ACCENT, bold=True))
        y = pad + head + px(8)
        if notes:
            self.add(Label(Rect(pad, y, inner, text), notes))
            y += text + gap
        for row in rows:
            for button in row:
                button.rect.top = y
                self.add(button)
            y += row[0].rect.height + gap
        self._add_answers(Rect(pad, rect.height - pad - high, inner, high), end, back)

    def _notes_shown(self) -> list[str]:
        """Return the lines that lead nowhere, and how many reminders had no room."""
        left = len(self.reminders) - MOST
        more = [t("And {left} more.", left=left)] if left > 0 else []
        return [*self._notes, *more] or ([] if self.reminders else [ALL_DONE])

    def _row(self, one: Reminder, inner: int) -> tuple[Button, Button]:
        """Return the button that leads to a reminder and the one that hides its kind."""
        pad, hide = 2 * px(theme.PAD), px(64)
        wide = inner - hide - px(6)
        tall = LongButton.height(one.text, wide)
        tip = t("Go there") if one.units or one.panel else t("There is nowhere to go for this.")
        leads = bool(one.units or one.panel)
        button = LongButton(
            Rect(pad, 0, wide, tall), one.text, partial(self._go, one), tip=tip, enabled=leads
        )
        off = t("Do not remind of {kinds} any more.", kinds=KINDS[one.kind])
        return button, Button(
            Rect(pad + wide + px(6), 0, hide, tall), HIDE, partial(self._hide, one), tip=off
        )

    def _add_answers(self, row: Rect, end: Callable[[], None], back: Callable[[], None]) -> None:
        gap = px(theme.GAP)
        if self._show_all is not None:
            above = row.move(0, -row.height - px(6))
            self.add(Button(above, t("Show the kinds of reminders that are hidden"), self._show_all))
        wide = (row.width - gap) // 2
        self.add(
            Button(Rect(row.left, row.top, wide, row.height), t("End impulse"), end, t("Enter"), primary=True)
        )
        self.add(Button(Rect(row.left + wide + gap, row.top, wide, row.height), t("Go back"), back, t("Esc")))

    def take(self, event: pygame.Event) -> bool:
        """Digits lead to the reminders in their order; the rest is as in every dialog."""
        if event.type == pygame.KEYDOWN and pygame.K_1 <= event.key <= pygame.K_9:
            at = event.key - pygame.K_1
            if at < min(MOST, len(self.reminders)):
                one = self.reminders[at]
                if one.units or one.panel:
                    self._go(one)
            return True
        return super().take(event)
