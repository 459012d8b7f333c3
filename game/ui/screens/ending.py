"""The end of a game: scores against history's par, and when things happened here and in 2017."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.model.annals import ALL_KNOWING
from game.model.campaign import Debriefing
from game.model.facts import Ending
from game.model.tongue import mark, t, told_date
from game.rules.desk_peace import peace
from game.session import Session
from game.ui import theme
from game.ui.house import NextStage
from game.ui.keys import Command, command_of, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.lists import ScrollText
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel
from game.ui.panels.milestones import History
from game.ui.panels.standings import Course, Scores
from game.ui.screen import Screen
from game.ui.screens.debriefing import DebriefingScreen
from game.ui.theme import px
from game.ui.window import Window


class EndingScreen(Screen):
    """Two tables side by side: the factions, and the milestones of history."""

    def __init__(
        self,
        window: Window,
        session: Session,
        explain: Callable[[], None] | None = None,
        annals: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(window)
        self.session = session
        self._explain = explain if session.minutes.all() else None
        self._annals = annals
        assert session.state.ending is not None
        self.ending: Ending = session.state.ending

    def layout(self) -> None:
        """Build both tables and the buttons."""
        panel = Panel(self.rect.copy(), ground=theme.BACKDROP)
        pad = px(32)
        setting = self.session.setting
        room = self.rect.inflate(-2 * pad, -2 * pad)
        head, under = self._titles()
        title = Rect(room.left, room.top, room.width, px(42))
        panel.add(Label(title, head, theme.FONT_TITLE, theme.ACCENT, bold=True))
        panel.add(Label(Rect(room.left, room.top + px(46), room.width, px(24)), under, colour=theme.TEXT_DIM))
        words = self.ending.words
        lines = len(ink.wrap(words, theme.FONT_BODY, room.width)) if words else 0
        tall = lines * ink.line_height(theme.FONT_BODY)
        panel.add(Label(Rect(room.left, room.top + px(74), room.width, tall), words))
        top, bottom = room.top + px(92) + tall, room.bottom - px(50)
        half = (room.width - px(30)) // 2
        rows = min(bottom - top, px(36) + px(50) * len(self.ending.margins))
        panel.add(Scores(Rect(room.left, top, half, rows), setting, self.ending))
        chart = Rect(room.left, top + rows + px(16), half, bottom - top - rows - px(16))
        if chart.height > px(90):
            panel.add(
                Course(
                    chart,
                    setting,
                    [(one.turn, one.scores) for one in self.session.annals.of(ALL_KNOWING).turns[1:]],
                )
            )
        reached = self.session.state.milestones
        right = Rect(room.right - half, top, half, bottom - top)
        kept = self._add_peace(panel, right)
        panel.add(History(Rect(right.left, right.top, half, right.height - kept), setting, reached))
        self._add_buttons(panel, room)
        self.panels = [panel]

    def _titles(self) -> tuple[str, str]:
        """Return who did best, and when the game ended."""
        setting, winner = self.session.setting, self.ending.winner
        head = t("Nobody came out ahead")
        if winner:
            head = t("{faction}: the best result", faction=setting.factions[winner].name)
        date = told_date(setting.clock.date_of(self.ending.turn + 1), 2)
        words = mark("{title} · ended after turn {turn}, {date}")
        return head, t(words, title=setting.title, turn=self.ending.turn, date=date)

    def _add_buttons(self, panel: Panel, room: Rect) -> None:
        high = px(34)
        buttons = [
            (t("Menu"), self.window.home, t("Enter")),
            (t("Look at the map"), self.window.pop, t("Esc")),
        ]
        if self.session.scenario.chapter is not None:
            buttons[0] = (t("Debriefing"), self.debrief, t("Enter"))
        if self._annals is not None:
            buttons.append((t("How it went"), self._annals, "R"))
        if self._explain is not None:
            buttons.append((t("Why they did it"), self._explain, key_for(Command.STAFF)))
        for index, (text, action, key) in enumerate(buttons):
            rect = Rect(room.right - (index + 1) * px(210), room.bottom - high, px(200), high)
            panel.add(Button(rect, text, action, key, primary=index == 0))

    def _add_peace(self, panel: Panel, room: Rect) -> int:
        """Say below the milestones how the war was left at the table; return the height that takes."""
        session = self.session
        told = (one.event for one in session.records[session.setting.order[0]])
        entries = list(peace(session.state, told))
        if not entries:
            return 0
        least = px(30) + px(26) * len(session.setting.milestones)
        line = ink.line_height(theme.FONT_BODY)
        lines = sum(len(ink.wrap(entry.line, theme.FONT_BODY, room.width - px(10))) for entry in entries)
        high = min(px(30) + line * lines, max(room.height - least, room.height // 3))
        top = room.bottom - high
        head = Rect(room.left, top, room.width, line)
        panel.add(Label(head, t("At the table"), colour=theme.TEXT_DIM))
        text = "\n".join(entry.line for entry in entries)
        panel.add(ScrollText(Rect(room.left, top + px(26), room.width, high - px(26)), text))
        return high + px(16)

    def debrief(self) -> None:
        """Go on to what this stage of a campaign came to; the next stage is read in a thread."""
        self.window.work(lambda: self.window.house.conclude(self.session), self._debriefed)

    def _debriefed(self, found: tuple[Debriefing, NextStage | None] | Exception) -> None:
        if isinstance(found, Exception):
            close = [Choice(t("Close"), self.answer)]
            self.ask(Dialog(self.rect, t("The campaign cannot go on"), str(found), close))
        else:
            self.window.push(DebriefingScreen(self.window, *found))

    def keyed(self, event: pygame.Event) -> None:
        """Enter goes to the menu, or on in a campaign; Esc back to the map."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.window.home() if self.session.scenario.chapter is None else self.debrief()
        elif event.key == pygame.K_ESCAPE:
            self.window.pop()
        elif event.key == pygame.K_r and self._annals is not None:
            self._annals()
        elif self._explain is not None and command_of(event) is Command.STAFF:
            self._explain()
