"""The lessons: what each of them teaches, which were done, and the way into them."""

from __future__ import annotations

from pathlib import Path

import pygame
from pygame import Rect

from game.model.lesson import Lesson
from game.model.scenario import Scenario
from game.model.tongue import mark, t, tell
from game.session import Session
from game.ui import ground, theme
from game.ui.coaching import done_mark
from game.ui.house import ScenarioEntry
from game.ui.kit.basic import Button, Label, Picture
from game.ui.kit.column import Column
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel
from game.ui.mapview import render_preview
from game.ui.screen import Screen
from game.ui.screens.battle import BattleScreen
from game.ui.screens.seats import SeatsScreen
from game.ui.theme import px
from game.ui.window import Window

INTRO = mark(
    "Ten minutes a lesson, on the real map. A coach says what to do next and points at it; "
    "nothing can be broken, and every step can be tried again."
)


class LessonsScreen(Screen):
    """A list at the left, the chosen lesson at the right. `after` opens at the lesson behind a number."""

    def __init__(self, window: Window, after: int = 0) -> None:
        super().__init__(window)
        self.paths: list[Path] = window.house.lesson_paths()
        self.entries: dict[Path, ScenarioEntry] = {}
        self._after = after
        self.chosen = min(after, max(0, len(self.paths) - 1)) if after else self._first_open()
        self._reading = False
        self._pictures: dict[Path, pygame.Surface] = {}

    def _first_open(self) -> int:
        """Return the first lesson that has not been done."""
        open_ones = [index for index, path in enumerate(self.paths) if not self._done(path)]
        return open_ones[0] if open_ones else 0

    def _done(self, path: Path) -> bool:
        return self.window.house.wish(done_mark(path.stem), 0.0) != 0

    def opened(self) -> None:
        """Begin to read the lessons; they are few and small."""
        if not self._reading:
            self._reading = True
            self._read(0)

    def _read(self, index: int) -> None:
        if index < len(self.paths):
            path = self.paths[index]
            house = self.window.house
            self.window.work(lambda: house.open_scenario(path), lambda found: self._took(index, found))

    def _took(self, index: int, found: ScenarioEntry | Exception) -> None:
        path = self.paths[index]
        broken = isinstance(found, Exception)
        self.entries[path] = ScenarioEntry(path, None, str(found)) if broken else found
        self.layout()
        self.refresh()
        self._read(index + 1)

    # Layout

    def layout(self) -> None:
        """Put the list and the chosen lesson into the middle of the window."""
        rect = Rect(0, 0, min(self.rect.width - px(40), px(980)), min(self.rect.height - px(40), px(600)))
        rect.center = self.rect.center
        panel = self._panel = Panel(rect, border=True)
        pad = 2 * px(theme.PAD)
        wide = rect.width - 2 * pad
        panel.add(
            Label(Rect(pad, pad, wide, px(34)), t("Learn to play"), theme.FONT_HEAD, theme.ACCENT, True)
        )
        panel.add(Label(Rect(pad, pad + px(36), wide, px(44)), INTRO, colour=theme.TEXT_DIM))
        top, foot, high = pad + px(92), rect.height - pad - px(36), px(36)
        self._list = ListBox(
            Rect(pad, top, px(340), foot - top - px(16)), self._rows(), self._choose, self.chosen, 40
        )
        panel.add(self._list)
        panel.focus(self._list)
        left = pad + px(340) + px(24)
        self._show(Rect(left, top, rect.width - pad - left, foot - top - px(16)))
        spot = Rect(rect.width - pad - px(200), foot, px(200), high)
        ready = self.lesson is not None
        begin = Button(spot, t("Begin"), self.begin, t("Enter"), primary=True, enabled=ready)
        tip = t("Play its scenario without the coach, from either side.")
        spot = Rect(left, foot, px(220), high)
        plain = Button(spot, t("Play without the coach"), self.play_plainly, tip=tip, enabled=ready)
        panel.add(begin)
        panel.add(plain)
        panel.add(Button(Rect(pad, foot, px(120), high), t("Close"), self.window.pop, t("Esc")))
        self.panels = [panel]

    def _rows(self) -> list[Row]:
        return [self._row(path) for path in self.paths]

    def _row(self, path: Path) -> Row:
        entry = self.entries.get(path)
        lesson = entry.scenario.setting.lesson if entry and entry.scenario else None
        if entry is None or lesson is None:
            return Row(path.stem, t("damaged") if entry else "", theme.BAD if entry else theme.TEXT_DIM)
        detail = t("✓ done") if self._done(path) else t("{minutes} minutes", minutes=lesson.minutes)
        return Row(f"{lesson.number}. {tell(entry.title)}", detail)

    def _choose(self, index: int) -> None:
        if index != self.chosen:
            self.chosen = index
            self.layout()
            self.refresh()

    # The chosen lesson

    @property
    def scenario(self) -> Scenario | None:
        """The scenario of the chosen lesson, once it has been read."""
        entry = self.entries.get(self.paths[self.chosen]) if self.paths else None
        return entry.scenario if entry else None

    @property
    def lesson(self) -> Lesson | None:
        """The chosen lesson, once it has been read."""
        return self.scenario.setting.lesson if self.scenario else None

    def _show(self, room: Rect) -> None:
        column = Column(self._panel, room)
        scenario, lesson = self.scenario, self.lesson
        if scenario is None or lesson is None:
            entry = self.entries.get(self.paths[self.chosen]) if self.paths else None
            column.text(entry.problem if entry else t("Reading…"), colour=theme.TEXT_DIM)
            return
        column.text(scenario.setting.title, theme.FONT_LARGE, theme.ACCENT, bold=True)
        column.gap(4)
        column.text(scenario.setting.summary)
        column.gap()
        column.text(t("What it teaches"), theme.FONT_SMALL, theme.TEXT_DIM, bold=True)
        column.text(lesson.teaches)
        column.gap()
        column.text(
            t("About {minutes} minutes, {count} steps.", minutes=lesson.minutes, count=len(lesson.steps)),
            theme.FONT_SMALL,
            theme.TEXT_DIM,
        )
        column.gap()
        self._show_picture(self.paths[self.chosen], scenario, column.rest)

    def _show_picture(self, path: Path, scenario: Scenario, room: Rect) -> None:
        """Show the map, drawn after the page itself has been shown and its ground painted in a thread."""
        known = self._pictures.get(path)
        fits = known is not None and (known.get_width() == room.width or known.get_height() == room.height)
        picture = Picture(room, known if fits else None)
        self._panel.add(picture)

        def draw(painted: pygame.Surface | Exception) -> None:
            if isinstance(painted, Exception):
                raise painted
            if self.paths[self.chosen] == path and self.window.stack[-1:] == [self]:
                self._pictures[path] = render_preview(scenario.setting, room.size, painted=painted)
                picture.show(self._pictures[path])

        if not fits:
            self.window.work(lambda: ground.paint(scenario.setting.board), draw)

    # Ways out

    def begin(self) -> None:
        """Start the chosen lesson."""
        scenario, lesson, house = self.scenario, self.lesson, self.window.house
        if scenario is None or lesson is None:
            return
        handicap = {one.id: one.handicap for one in scenario.setting.factions.values()}
        self.window.work(
            lambda: house.start(scenario, lesson.seats, lesson.seed, False, handicap), self._started
        )

    def _started(self, session: Session | Exception) -> None:
        if isinstance(session, Exception):
            close = [Choice(t("Close"), self.answer)]
            self.ask(Dialog(self.rect, t("The lesson cannot begin"), str(session), close))
            return
        self.window.replace(BattleScreen(self.window, session))

    def play_plainly(self) -> None:
        """Go on to the seats, as in any scenario."""
        if self.scenario is not None:
            self.window.replace(SeatsScreen(self.window, self.scenario))

    def keyed(self, event: pygame.Event) -> None:
        """Enter begins, Esc goes back."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.begin()
        elif event.key == pygame.K_ESCAPE:
            self.window.pop()
