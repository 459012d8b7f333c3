"""The page of the very first start: how large, in which language, and where to begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import Rect

from game.model.tongue import t
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.widget import Panel
from game.ui.options import screen_options
from game.ui.panels.options import add_option, row_height
from game.ui.screen import Screen
from game.ui.screens.lessons import LessonsScreen
from game.ui.theme import px

FIRST = ("language", "ui_scale", "palette")
"""The settings that are asked for at once; all others can wait."""


class WelcomeScreen(Screen):
    """Greets, once, and leads into the lessons or the menu."""

    arrows = True

    def layout(self) -> None:
        """Put one panel into the middle of the window."""
        rect = Rect(0, 0, min(self.rect.width - px(24), px(900)), min(self.rect.height - px(24), px(470)))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        pad = 3 * px(theme.PAD)
        wide = rect.width - 2 * pad
        panel.add(
            Label(
                Rect(pad, pad, wide, px(40)),
                t("Race to the Euphrates"),
                theme.FONT_HEAD,
                theme.ACCENT,
                bold=True,
            )
        )
        y = pad + px(48)
        for text in self._greeting():
            high = len(ink.wrap(text, theme.FONT_BODY, wide)) * ink.line_height(theme.FONT_BODY)
            panel.add(Label(Rect(pad, y, wide, high), text))
            y += high + px(8)
        y += px(10)
        for option in (one for one in screen_options(self.window.house) if one.field in FIRST):
            now = getattr(self.window.settings, option.field)
            add_option(
                panel, Rect(pad, y, wide, row_height()), option, now, partial(self._choose, option.field)
            )
            y += row_height()
        self._add_ways(panel, Rect(pad, rect.height - pad - px(40), wide, px(40)))
        self.panels = [panel]

    def _greeting(self) -> tuple[str, ...]:
        return (
            t("June 2017: many armies race for the Euphrates, and only some are at war with each other."),
            t("Lessons of ten minutes show how to play. All of this can be changed later (F10)."),
        )

    def _add_ways(self, panel: Panel, row: Rect) -> None:
        """Put the two ways on at the foot."""
        gap = px(12)
        wide = (row.width - gap) // 2
        ways: tuple[tuple[str, Callable[[], None], str], ...] = (
            (t("Learn to play"), self._learn, t("Enter")), (t("To the menu"), self._leave, t("Esc")),
        )  # fmt: skip
        for index, (text, action, key) in enumerate(ways):
            spot = Rect(row.left + index * (wide + gap), row.top, wide, row.height)
            panel.add(Button(spot, text, action, key, primary=index == 0))

    def _choose(self, field: str, value: object) -> None:
        self.window.prefer(**{field: value})

    def _leave(self) -> None:
        """Go to the menu; this page does not come again."""
        self.window.prefer(welcomed=True)
        self.window.pop()

    def _learn(self) -> None:
        self.window.prefer(welcomed=True)
        self.window.replace(LessonsScreen(self.window))

    def keyed(self, event: pygame.Event) -> None:
        """Enter begins the lessons, Esc goes to the menu."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self._learn()
        elif event.key == pygame.K_ESCAPE:
            self._leave()
