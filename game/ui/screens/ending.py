"""The end of a game: scores against history's par, and when things happened here and in 2017."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pygame
from pygame import Rect

from game.model.annals import ALL_KNOWING
from game.model.campaign import Debriefing
from game.model.facts import Ending
from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.model.tongue import mark, short_date, t, told_date
from game.rules.desk_peace import peace
from game.session import Session
from game.ui import theme
from game.ui.house import NextStage
from game.ui.keys import Command, command_of, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.lists import ScrollText, scroll_bar
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import At, Panel
from game.ui.screen import Screen
from game.ui.screens.debriefing import DebriefingScreen
from game.ui.theme import px
from game.ui.window import Window

Scored = Sequence[tuple[int, Mapping[FactionId, int]]]


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


class Scores(Label):
    """Each faction's score, par, margin and verdict, the best margin first, with a bar from par."""

    def __init__(self, rect: Rect, setting: Setting, ending: Ending) -> None:
        super().__init__(rect, "")
        self._setting, self._ending = setting, ending

    def draw(self, surface: pygame.Surface) -> None:
        """Draw one row a faction."""
        heads = (t("Score"), t("Par"), t("Margin"))
        for index, head in enumerate(heads):
            self._cell(surface, head, index, self.rect.top, theme.TEXT_DIM)
        margins = self._ending.margins
        largest = max((abs(margin) for margin in margins.values()), default=1) or 1
        ranked = sorted(margins, key=lambda faction: -margins[faction])
        step = min(px(50), (self.rect.height - px(30)) // max(1, len(ranked)))
        for index, faction in enumerate(ranked):
            self._row(surface, faction, self.rect.top + px(30) + index * step, largest)

    def _row(self, surface: pygame.Surface, faction: FactionId, y: int, largest: int) -> None:
        described, margin = self._setting.factions[faction], self._ending.margins[faction]
        swatch = Rect(self.rect.left, y + px(4), px(14), px(14))
        pygame.draw.rect(surface, theme.look(described.colour, "plain").colour, swatch, border_radius=px(3))
        pygame.draw.rect(surface, theme.TEXT_FAINT, swatch, 1, border_radius=px(3))
        room = self.rect.width - 3 * px(76) - px(24)
        surface.blit(
            ink.line(ink.elide(described.name, theme.FONT_BODY, room, True), theme.FONT_BODY, bold=True),
            (swatch.right + px(8), y),
        )
        score = self._ending.scores.get(faction, 0)
        for index, value in enumerate((f"{score / 10:g}", f"{described.par / 10:g}", f"{margin / 10:+g}")):
            self._cell(
                surface,
                value,
                index,
                y,
                theme.GOOD if margin >= 0 else theme.BAD if index == 2 else theme.TEXT,
            )
        verdict = self._ending.verdicts.get(faction, "")
        surface.blit(ink.line(verdict, theme.FONT_SMALL, theme.TEXT_DIM), (swatch.right + px(8), y + px(19)))
        self._bar(surface, y + px(39), margin, largest)

    def _cell(self, surface: pygame.Surface, text: str, column: int, y: int, colour: theme.Colour) -> None:
        drawn = ink.line(text, theme.FONT_BODY, colour)
        surface.blit(drawn, drawn.get_rect(topright=(self.rect.right - (2 - column) * px(76), y)))

    def _bar(self, surface: pygame.Surface, y: int, margin: int, largest: int) -> None:
        """Show the margin as a bar to the right or left of par."""
        middle, half = self.rect.centerx, self.rect.width // 2 - px(20)
        pygame.draw.line(surface, theme.PANEL_EDGE, (middle - half, y + px(3)), (middle + half, y + px(3)))
        length = half * abs(margin) // largest
        bar = Rect(middle if margin >= 0 else middle - length, y, max(1, length), px(7))
        pygame.draw.rect(surface, theme.GOOD if margin >= 0 else theme.BAD, bar, border_radius=px(2))


class Course(Label):
    """How each faction's score ran, turn by turn, with its par as a dotted line."""

    def __init__(
        self, rect: Rect, setting: Setting, scores: Sequence[tuple[int, Mapping[FactionId, int]]]
    ) -> None:
        super().__init__(rect, "")
        self._setting, self._scores = setting, list(scores)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the axes and a line a faction."""
        surface.blit(
            ink.line(t("Score by turn; dotted: par"), theme.FONT_SMALL, theme.TEXT_DIM), self.rect.topleft
        )
        plot = Rect(
            self.rect.left + px(34),
            self.rect.top + px(24),
            self.rect.width - px(40),
            self.rect.height - px(46),
        )
        pygame.draw.rect(surface, theme.PANEL_SUNK, plot)
        values = [value for _, scores in self._scores for value in scores.values()]
        pars = [self._setting.factions[faction].par for faction in self._shown()]
        low, high = min([0, *values, *pars]), max([10, *values, *pars])
        turns = max((turn for turn, _ in self._scores), default=1)
        self._axes(surface, plot, low, high, turns)

        def at(turn: int, value: int) -> tuple[int, int]:
            right = plot.left + plot.width * (turn - 1) // max(1, turns - 1)
            return right, plot.bottom - plot.height * (value - low) // (high - low)

        for faction in self._shown():
            described = self._setting.factions[faction]
            colour = ink.legible(theme.look(described.colour, "plain").colour)
            height = at(1, described.par)[1]
            for left in range(plot.left, plot.right, px(8)):
                surface.fill(colour, Rect(left, height, px(2), 1))
            points = [at(turn, scores.get(faction, 0)) for turn, scores in self._scores]
            if len(points) > 1:
                pygame.draw.lines(surface, colour, False, points, px(2))
            for point in points:
                pygame.draw.circle(surface, colour, point, px(2))

    def _shown(self) -> list[FactionId]:
        """Return the factions that had something to win."""
        everyone = self._setting.factions
        return [f for f in everyone if everyone[f].par or any(scores.get(f) for _, scores in self._scores)]

    def _axes(self, surface: pygame.Surface, plot: Rect, low: int, high: int, turns: int) -> None:
        for text, right, middle in (
            (f"{high // 10}", plot.left, plot.top),
            (f"{low // 10}", plot.left, plot.bottom),
        ):
            drawn = ink.line(text, theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(drawn, drawn.get_rect(midright=(right - px(6), middle)))
        for turn, left in ((1, plot.left), (turns, plot.right)):
            drawn = ink.line(f"{turn}", theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(drawn, drawn.get_rect(midtop=(left, plot.bottom + px(2))))


class History(Label):
    """When each milestone was reached in this game and in history; it scrolls when they are many."""

    focusable = True

    def __init__(self, rect: Rect, setting: Setting, reached: Mapping[str, int]) -> None:
        super().__init__(
            rect, "", tip=t("Green: about when history had it; blue: earlier; amber: later, or never.")
        )
        self._setting, self._reached = setting, reached
        self._milestones = sorted(setting.milestones, key=lambda one: one.day)
        room = rect.height - px(30)
        even = min(px(26), room // max(1, len(self._milestones)))
        self._size = theme.FONT_BODY if even >= ink.line_height(theme.FONT_BODY) else theme.FONT_SMALL
        self._step = max(even, ink.line_height(self._size))
        self._fits, self._top = max(1, room // self._step), 0

    def take(self, event: pygame.Event, at: At) -> bool:
        """Scroll by wheel and, with the keyboard on it, by the arrows."""
        pages = {pygame.K_UP: -1, pygame.K_DOWN: 1, pygame.K_PAGEUP: -10, pygame.K_PAGEDOWN: 10}
        by = 0
        if event.type == pygame.MOUSEWHEEL and self.hovered:
            by = -event.y * theme.SCROLL_LINES
        elif event.type == pygame.KEYDOWN and self.focused:
            by = pages.get(event.key, 0)
        if by:
            self._top = max(0, min(self._top + by, len(self._milestones) - self._fits))
            self.changed()
        return bool(by)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw one row a milestone, as many as there is room for."""
        self._line(
            surface,
            self.rect.top,
            t("What happened"),
            t("Here"),
            t("History"),
            theme.TEXT_DIM,
            theme.TEXT_DIM,
        )
        for at, milestone in enumerate(self._milestones[self._top : self._top + self._fits]):
            turn = self._reached.get(milestone.id)
            here = self._setting.clock.date_of(turn + 1) if turn is not None else None
            late = here is None or (here - milestone.day).days > milestone.tolerance_days
            early = here is not None and (milestone.day - here).days > milestone.tolerance_days
            colour = theme.WARN if late else theme.LINK if early else theme.GOOD
            text = short_date(here, 2, year=False) if here else t("never")
            y = self.rect.top + px(30) + at * self._step
            self._line(
                surface, y, milestone.text, text, short_date(milestone.day, 2, year=False), theme.TEXT, colour
            )
        scroll_bar(surface, self.rect, self._top, self._fits, len(self._milestones))

    def _line(
        self,
        surface: pygame.Surface,
        y: int,
        what: str,
        here: str,
        then: str,
        ink_: theme.Colour,
        colour: theme.Colour,
    ) -> None:
        end = self.rect.right - px(12)
        room = self.rect.width - px(12) - 2 * px(84)
        surface.blit(ink.line(ink.elide(what, self._size, room), self._size, ink_), (self.rect.left, y))
        for text, right, shade in ((here, px(84), colour), (then, 0, theme.TEXT_DIM)):
            drawn = ink.line(text, self._size, shade)
            surface.blit(drawn, drawn.get_rect(topright=(end - right, y)))
