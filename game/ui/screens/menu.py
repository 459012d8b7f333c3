"""The menu: scenarios with their picture, summary and briefings; ways to games old and new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
from pygame import Rect

from game.book.library import Library
from game.model.campaign import Chapter
from game.model.scenario import Scenario, Setting
from game.model.tongue import mark, t, tell, told_date
from game.session import Session
from game.ui import ground, theme
from game.ui.house import SaveEntry, ScenarioEntry
from game.ui.kit.basic import Button, Label, Picture, Toggle
from game.ui.kit.column import Column
from game.ui.kit.lists import ListBox, Row, ScrollText
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel
from game.ui.mapview import render_preview
from game.ui.screen import Screen
from game.ui.screens.battle import BattleScreen
from game.ui.screens.lessons import LessonsScreen
from game.ui.screens.library import LibraryScreen
from game.ui.screens.saves import SavesScreen
from game.ui.screens.seats import SeatsScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.theme import px
from game.ui.window import Window

TITLE = mark("Race to the Euphrates")
UNREAD = "…"
"""The problem of a scenario that has not been read yet."""

SUBTITLE = mark("Eastern Syria, 2017")


class MenuScreen(Screen):
    """The first screen. Scenarios are read one by one in a thread, so that the menu is there at once."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.entries: list[ScenarioEntry] = [
            ScenarioEntry(path, None, UNREAD) for path in window.house.scenario_paths()
        ]
        self.chosen = 0
        self.briefed = 0
        self._pictures: dict[tuple[Path, str], pygame.Surface] = {}
        self._known: dict[tuple[Path, str], ScenarioEntry] = {}
        self._reading = False
        self._read = 0
        """How many scenarios have been read."""

    def opened(self) -> None:
        """Begin to read the scenarios; say what is wrong with the settings, once."""
        said = self.window.complaint()
        if said:
            close = [Choice(t("Go on"), self.answer)]
            self.ask(Dialog(self.rect, t("Settings"), said, close))
        elif (left := self.window.house.unfinished()) is not None:
            self._offer(left)
        self.window.call(self._read_on)

    def _offer(self, left: SaveEntry) -> None:
        """Offer to go on with a game that was cut short."""

        def go_on() -> None:
            self.answer()
            load = self.window.house.load
            self.window.work(lambda: load(left.path, lambda done, whole: None), self._came_back)

        text = t(
            "{game}, {detail}: this game was cut short. Go on with it?", game=left.title, detail=left.detail
        )
        choices = [Choice(t("Go on"), go_on), Choice(t("To the menu"), self.answer)]
        self.ask(Dialog(self.rect, t("An unfinished game"), text, choices))

    def dropped(self, path: str) -> None:
        """Go on with a save that was dropped onto the window, or seat a scenario."""
        window, house, file = self.window, self.window.house, Path(path)
        if file.suffix == ".yaml":
            window.work(lambda: house.open_scenario(file), self._dropped_scenario)
        else:
            window.work(lambda: house.load(file, lambda done, whole: None), self._came_back)

    def _dropped_scenario(self, entry: ScenarioEntry | Exception) -> None:
        """Seat a scenario, or say what is wrong with it."""
        if isinstance(entry, ScenarioEntry) and entry.scenario is not None:
            self.window.push(SeatsScreen(self.window, entry.scenario))
            return
        problem = entry.problem if isinstance(entry, ScenarioEntry) else str(entry)
        close = [Choice(t("Close"), self.answer)]
        self.ask(Dialog(self.rect, t("This scenario cannot be played"), problem, close))

    def _came_back(self, result: tuple[Session, str] | Exception) -> None:
        """Show a game that was cut short, or say why that cannot be."""
        if isinstance(result, Exception):
            close = [Choice(t("Close"), self.answer)]
            self.ask(Dialog(self.rect, t("This save cannot be loaded"), str(result), close))
            return
        self._resume(result[0])

    @property
    def _seen(self) -> bool:
        """Whether nothing lies over the menu: reading would slow down a game."""
        return self.window.stack[-1:] == [self]

    def _read_on(self) -> None:
        """Read the next scenario, while nothing lies over the menu."""
        if self._reading or not self._seen or self._read >= len(self.entries):
            return
        self._reading, path = True, self.entries[self._read].path
        self.window.work(lambda: self.window.house.open_scenario(path), self._took)

    def _took(self, entry: ScenarioEntry | Exception) -> None:
        """Show a scenario that was read, and read the next."""
        self._reading, index = False, self._read
        self._read += 1
        self._enter(index, entry)
        self._read_on()

    def _enter(self, index: int, entry: ScenarioEntry | Exception) -> None:
        if isinstance(entry, Exception):
            entry = ScenarioEntry(self.entries[index].path, None, str(entry))
        self.entries[index] = entry
        self._list.refill(self._rows())
        if index == self.chosen:
            self._show_entry()

    # Layout

    def layout(self) -> None:
        """Put list and buttons on the left, the chosen scenario on the right."""
        left = px(340)
        pad = px(theme.PAD)
        side = Panel(Rect(0, 0, left, self.rect.height), ground=theme.PANEL)
        self._fill_side(side, left, 2 * pad)
        card = Rect(left, 0, self.rect.width - left, self.rect.height)
        self._card = Panel(card, ground=theme.BACKDROP)
        self.panels = [side, self._card]
        self._show_entry()

    def _fill_side(self, side: Panel, width: int, pad: int) -> None:
        inner = width - 2 * pad
        side.add(Label(Rect(pad, pad, inner, px(36)), TITLE, theme.FONT_HEAD, theme.ACCENT, bold=True))
        side.add(Label(Rect(pad, pad + px(34), inner, px(22)), SUBTITLE, colour=theme.TEXT_DIM))
        step, high = px(42), px(36)
        buttons: list[tuple[str, Callable[[], None], str]] = [
            (t("Play this scenario"), self.play, t("Enter")),
            (t("Learn to play"), self.learn, "F7"),
            (t("Load a game"), self._load, "F9"),
            (t("Rules and keys"), self._help, "F1"),
            (t("Settings"), self._settings, "F10"),
            (t("Quit"), self.window.quit, t("Esc")),
        ]
        bottom = self.rect.height - pad - step * len(buttons) + step - high
        top = pad + px(72)
        self._list = ListBox(
            Rect(pad, top, inner, bottom - top - px(16)), self._rows(), self._choose, self.chosen, 36
        )
        side.add(self._list)
        side.focus(self._list)
        for index, (text, action, key) in enumerate(buttons):
            rect = Rect(pad, bottom + index * step, inner, high)
            side.add(Button(rect, text, action, key, primary=index == 0))

    def _rows(self) -> list[Row]:
        return [self._row(entry) for entry in self.entries]

    def _row(self, entry: ScenarioEntry) -> Row:
        if entry.scenario is None:
            waiting = entry.problem == UNREAD
            return Row(
                entry.path.stem, "" if waiting else "damaged", theme.TEXT_DIM if waiting else theme.BAD
            )
        clock, chapter = entry.scenario.setting.clock, entry.scenario.chapter
        if chapter is not None:
            return Row(chapter.title, t("{count} stages", count=len(chapter.stages)))
        return Row(entry.title, t("{turns} turns", turns=clock.turns))

    def _choose(self, index: int) -> None:
        if index != self.chosen:
            self.chosen, self.briefed = index, 0
            self._show_entry()

    # The card of the chosen scenario

    def _show_entry(self) -> None:
        card = self._card
        card.clear()
        pad = 3 * px(theme.PAD)
        room = Rect(pad, pad, card.rect.width - 2 * pad, card.rect.height - 2 * pad)
        if not self.entries:
            card.add(Label(room, t("There are no scenarios in the folder scenarios/.")))
            return
        entry = self.entries[self.chosen]
        if entry.scenario is None:
            self._show_problem(entry, room)
        else:
            self._show_scenario(entry, entry.scenario, room)

    def _show_problem(self, entry: ScenarioEntry, room: Rect) -> None:
        if entry.problem == UNREAD:
            self._card.add(Label(room, t("Reading…"), colour=theme.TEXT_DIM))
            return
        head = Rect(room.left, room.top, room.width, px(40))
        self._card.add(Label(head, entry.path.name, theme.FONT_HEAD, theme.BAD, bold=True))
        under = self._show_variants(entry, room, head.bottom) if entry.variants else head.bottom
        text = t(
            "This scenario cannot be played. Its first problem:\n\n{problem}\n\nAll its problems: "
            "main.py check {path}",
            problem=entry.problem,
            path=entry.path.name,
        )
        self._card.add(Label(room.move(0, under - room.top + px(10)), text))

    def _show_scenario(self, entry: ScenarioEntry, scenario: Scenario, room: Rect) -> None:
        setting = scenario.setting
        about = scenario.chapter or setting
        title = Rect(room.left, room.top, room.width, px(34))
        self._card.add(Label(title, about.title, theme.FONT_HEAD, bold=True))
        facts = Rect(room.left, title.bottom, room.width, px(22))
        line = stages_line(scenario.chapter) if scenario.chapter else facts_line(setting)
        self._card.add(Label(facts, line, theme.FONT_SMALL, theme.TEXT_DIM))
        under = self._show_variants(entry, room, facts.bottom + px(10)) if entry.variants else facts.bottom
        body = Rect(room.left, under + px(12), room.width, room.bottom - under - px(12))
        left = Column(self._card, Rect(body.topleft, (body.width * 11 // 20, body.height)))
        left.text(tell(about.summary).strip(), lines=10)
        left.gap(14)
        self._show_picture(entry, scenario, left.rest)
        right = left.room.right + px(20)
        self._show_briefings(setting, Rect(right, body.top, body.right - right, body.height))

    def _show_variants(self, entry: ScenarioEntry, room: Rect, top: int) -> int:
        """Put a row of buttons, one a variant, and return the line below them."""
        gap, count = px(4), len(entry.variants)
        wide = min(px(150), (room.width + gap) // count - gap)
        for index, one in enumerate(entry.variants):
            rect = Rect(room.left + index * (wide + gap), top, wide, px(26))
            on = one.name == entry.variant
            tip = "" if on else one.tip
            self._card.add(Toggle(rect, one.label, lambda _on, n=one.name: self.vary(n), on=on, tip=tip))
        return top + px(26)

    def vary(self, variant: str) -> None:
        """Show another variant of the chosen scenario; it is read in a thread."""
        entry, index = self.entries[self.chosen], self.chosen
        self._known[entry.path, entry.variant] = entry
        known = self._known.get((entry.path, variant))
        if known is not None:
            self._enter(index, known)
            return
        self.window.work(
            lambda: self.window.house.open_scenario(entry.path, variant),
            lambda found: self._enter(index, found),
        )

    def _show_picture(self, entry: ScenarioEntry, scenario: Scenario, room: Rect) -> None:
        """Show the map, drawn for this room if it has not been yet."""
        known = self._pictures.get((entry.path, entry.variant))
        fits = known is not None and (known.get_width() == room.width or known.get_height() == room.height)
        self._picture = Picture(room, known if fits else None)
        self._card.add(self._picture)
        if not fits:
            draw = lambda painted: self._draw_picture(entry, scenario, room.size, painted)  # noqa: E731
            self.window.work(lambda: ground.paint(scenario.setting.board), draw)

    def _draw_picture(
        self,
        entry: ScenarioEntry,
        scenario: Scenario,
        size: tuple[int, int],
        painted: pygame.Surface | Exception,
    ) -> None:
        """Draw the map picture after the menu itself has been shown, and its ground painted in a thread."""
        if isinstance(painted, Exception):
            raise painted
        if self.entries[self.chosen] is not entry or not self._seen:
            return
        self._pictures[entry.path, entry.variant] = render_preview(scenario.setting, size, painted=painted)
        self._picture.show(self._pictures[entry.path, entry.variant])

    def _show_briefings(self, setting: Setting, room: Rect) -> None:
        first = [faction for side in setting.sides for faction in side]
        ordered = dict.fromkeys((*first, *setting.order))
        factions = [setting.factions[faction] for faction in ordered]
        factions = [faction for faction in factions if faction.briefing]
        if not factions:
            return
        top = self._show_tabs([faction.short for faction in factions], room, room.top)
        faction = factions[self.briefed % len(factions)]
        paragraphs = tell(faction.briefing).strip().replace("\n", "\n\n")
        text = f"# {tell(faction.name)}\n{paragraphs}"
        self._card.add(ScrollText(Rect(room.left, top, room.width, room.bottom - top), text))

    def _show_tabs(self, names: list[str], room: Rect, top: int) -> int:
        """Put a row of buttons, one a briefing, and return the line below them."""
        gap = px(4)
        wide = min(px(84), (room.width + gap) // len(names) - gap)
        for index, name in enumerate(names):
            rect = Rect(room.left + index * (wide + gap), top, wide, px(26))
            on = index == self.briefed % len(names)
            self._card.add(Toggle(rect, name, lambda _on, index=index: self._brief(index), on=on))
        return top + px(36)

    def _brief(self, index: int) -> None:
        self.briefed = index
        self._show_entry()

    # Ways out

    def play(self) -> None:
        """Go on to the seats of the chosen scenario."""
        scenario = self.entries[self.chosen].scenario if self.entries else None
        if scenario is not None:
            self.window.push(SeatsScreen(self.window, scenario))

    def learn(self) -> None:
        """Go to the lessons."""
        self.window.push(LessonsScreen(self.window))

    def _load(self) -> None:
        self.window.push(SavesScreen(self.window, self._resume))

    def _resume(self, session: Session) -> None:
        self.window.home()
        self.window.push(BattleScreen(self.window, session))

    def _help(self) -> None:
        scenario = self.entries[self.chosen].scenario if self.entries else None
        text = self.window.house.rulebook(scenario.setting) if scenario else ""
        self.window.push(LibraryScreen(self.window, Library(text), keys_page=self._keys))

    def _keys(self) -> None:
        self.window.push(SettingsScreen(self.window, "keys"))

    def _settings(self) -> None:
        self.window.push(SettingsScreen(self.window))

    def keyed(self, event: pygame.Event) -> None:
        """Enter plays, Esc quits, left and right turn the briefings."""
        actions: dict[int, Callable[[], None]] = {
            pygame.K_RETURN: self.play,
            pygame.K_KP_ENTER: self.play,
            pygame.K_F7: self.learn,
            pygame.K_F9: self._load,
            pygame.K_F1: self._help,
            pygame.K_F3: self._keys,
            pygame.K_F10: self._settings,
            pygame.K_ESCAPE: self.window.quit,
            pygame.K_LEFT: lambda: self._brief(max(0, self.briefed - 1)),
            pygame.K_RIGHT: lambda: self._brief(self.briefed + 1),
        }
        actions.get(event.key, lambda: None)()


def stages_line(chapter: Chapter) -> str:
    """Return the stages of a campaign in one line."""
    return t(
        "A campaign of {count} stages: {names}", count=len(chapter.stages), names=" · ".join(chapter.stages)
    )


def facts_line(setting: Setting) -> str:
    """Return the frame of a scenario in one line."""
    clock, grid = setting.clock, setting.board.grid
    last = clock.date_of(clock.turns + 1)
    return t(
        "{start} – {last} · {turns} turns of {turn_days} days · {cols}×{rows} hexes of {hex_km} km",
        start=told_date(clock.start, 2),
        last=told_date(last, 2),
        turns=clock.turns,
        turn_days=clock.turn_days,
        cols=grid.cols,
        rows=grid.rows,
        hex_km=f"{setting.board.frame.hex_m / 1000:g}",
    )
