"""Who plays whom: a person or a machine for each faction, and the seed of the dice."""

from __future__ import annotations

import secrets

import pygame
from pygame import Rect

from game.model.kinds import FactionId
from game.model.scenario import Scenario
from game.model.tongue import mark, t, tell
from game.seating import HUMAN
from game.session import Session
from game.ui import theme
from game.ui.house import Level, NextStage
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.entry import TextEntry
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.screens.battle import BattleScreen
from game.ui.theme import px
from game.ui.window import Window

HANDICAP_STEP, MOST_HANDICAP = 10, 50
HANDICAP_TIP = mark(
    "Handicap: command points in per cent more or less than the schedule. Everybody sees it (1.5)."
)
PERSON = Level(HUMAN, mark("Person"), mark("Somebody at this computer decides."))


class SeatsScreen(Screen):
    """One row a faction. The first camp starts as a person's, everybody else as a machine's."""

    def __init__(self, window: Window, scenario: Scenario, stage: NextStage | None = None) -> None:
        super().__init__(window)
        self.scenario = scenario
        self.levels = (PERSON, *window.house.levels)
        usual = next((level.name for level in self.levels if level.name == "normal"), self.levels[-1].name)
        setting = scenario.setting
        first = setting.sides[0] if setting.sides else setting.order[:1]
        self.seats: dict[FactionId, str] = {f: HUMAN if f in first else usual for f in setting.order}
        self.handicap: dict[FactionId, int] = {f: setting.factions[f].handicap for f in setting.order}
        self.one_person = False
        # A fresh game wants a seed that nobody chose; it is shown, so the game can be played again.
        self.seed = str(secrets.randbelow(1_000_000))
        if stage is not None:
            self.seats |= stage.seats
            self.one_person, self.seed = stage.one_person, str(stage.seed)

    def layout(self) -> None:
        """Put a table of seats in the middle of the window."""
        width = min(self.rect.width - px(80), px(1040))
        setting = self.scenario.setting
        row = px(40)
        height = px(215) + row * len(setting.order)
        rect = Rect(0, 0, width, min(height, self.rect.height - px(20)))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        pad = 2 * px(theme.PAD)
        title = Label(
            Rect(pad, pad, width - 2 * pad, px(34)), setting.title, theme.FONT_HEAD, theme.ACCENT, True
        )
        panel.add(title)
        note = t(
            "Who plays whom? Persons share the factions of a camp; a curtain parts one person from the next."
        )
        panel.add(Label(Rect(pad, pad + px(36), width - 2 * pad, px(22)), note, colour=theme.TEXT_DIM))
        top = pad + px(70)
        for index, faction in enumerate(setting.order):
            self._add_row(panel, faction, Rect(pad, top + index * row, width - 2 * pad, row - px(6)))
        self._add_foot(panel, Rect(pad, rect.height - pad - px(76), width - 2 * pad, px(76)))
        self.panels = [panel]

    def _add_row(self, panel: Panel, faction: FactionId, row: Rect) -> None:
        described = self.scenario.setting.factions[faction]
        panel.add(Swatch(Rect(row.left, row.centery - px(8), px(16), px(16)), faction, self.scenario))
        name = Rect(row.left + px(26), row.top + px(6), px(270), row.height)
        doctrine = self.scenario.setting.commanders.doctrine_of(faction).text
        told = (
            t(
                "{text}\n\nMachines play it so: {doctrine}",
                text=tell(described.briefing).strip(),
                doctrine=doctrine,
            )
            if doctrine
            else described.briefing
        )
        panel.add(Label(name, described.name, tip=told.strip()))
        gap = px(4)
        room = row.width - px(300) - px(112)
        wide = min(px(104), (room + gap) // len(self.levels) - gap)
        for index, level in enumerate(self.levels):
            rect = Rect(row.left + px(300) + index * (wide + gap), row.top, wide, row.height)
            on = self.seats[faction] == level.name
            panel.add(
                Toggle(
                    rect, level.label, lambda _on, f=faction, n=level.name: self.seat(f, n), on, tip=level.tip
                )
            )

        self._add_handicap(panel, faction, Rect(row.right - px(104), row.top, px(104), row.height))

    def _add_handicap(self, panel: Panel, faction: FactionId, room: Rect) -> None:
        """Put a step down, the handicap and a step up at the end of a row."""
        pct = self.handicap[faction]
        for sign, x in (("−", room.left), ("+", room.right - px(26))):
            step = HANDICAP_STEP if sign == "+" else -HANDICAP_STEP
            able = abs(pct + step) <= MOST_HANDICAP
            rect = Rect(x, room.top, px(26), room.height)
            panel.add(
                Button(rect, sign, lambda s=step: self.favour(faction, s), tip=HANDICAP_TIP, enabled=able)
            )
        middle = Rect(room.left + px(26), room.top + px(7), room.width - px(52), room.height)
        told, colour = (f"{pct:+d} %", theme.ACCENT) if pct else ("CP", theme.TEXT_DIM)
        label = Label(middle, told, theme.FONT_SMALL, colour, tip=HANDICAP_TIP)
        label.rect.left += (middle.width - ink.width(told, theme.FONT_SMALL)) // 2
        panel.add(label)

    def _add_foot(self, panel: Panel, foot: Rect) -> None:
        high = px(32)
        rect = Rect(foot.left, foot.top, px(300), high)
        tip = t("No curtain is drawn when one person plays every faction that persons play.")
        panel.add(Toggle(rect, t("One person plays all of them"), self._set_one, self.one_person, tip=tip))
        panel.add(
            Label(
                Rect(rect.right + px(24), foot.top + px(6), px(130), high),
                t("Seed of the dice"),
                colour=theme.TEXT_DIM,
            )
        )
        entry = Rect(rect.right + px(160), foot.top, px(140), high)
        self._entry = TextEntry(entry, self.seed, 12, str.isdecimal, lambda text: self.begin())
        panel.add(self._entry)
        y = foot.bottom - high
        panel.add(Button(Rect(foot.left, y, px(140), high), t("Back"), self.window.pop, t("Esc")))
        start = Rect(foot.right - px(220), y, px(220), high)
        panel.add(Button(start, t("Begin"), self.begin, t("Enter"), primary=True))

    def seat(self, faction: FactionId, level: str) -> None:
        """Give a faction to a person or a machine."""
        self.seats[faction] = level
        self.seed = self._entry.text
        self.layout()
        self.refresh()

    def favour(self, faction: FactionId, step: int) -> None:
        """Give a faction more command points than its schedule says, or fewer (1.5)."""
        self.handicap[faction] += step
        self.seed = self._entry.text
        self.layout()
        self.refresh()

    def _set_one(self, on: bool) -> None:
        self.one_person = on

    def begin(self) -> None:
        """Start the game; it is set up in a thread, for a large map takes a moment."""
        seed = int(self._entry.text or "0")
        house = self.window.house
        self.window.work(
            lambda: house.start(self.scenario, self.seats, seed, self.one_person, self.handicap),
            self._started,
        )

    def _started(self, session: Session | Exception) -> None:
        if isinstance(session, Exception):
            close = [Choice(t("Close"), self.answer)]
            self.ask(Dialog(self.rect, t("The game cannot begin"), str(session), close))
            return
        self.window.pop()
        self.window.push(BattleScreen(self.window, session))

    def keyed(self, event: pygame.Event) -> None:
        """Enter begins, Esc goes back."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.begin()
        elif event.key == pygame.K_ESCAPE:
            self.window.pop()


class Swatch(Label):
    """A square in a faction's colour."""

    def __init__(self, rect: Rect, faction: FactionId, scenario: Scenario) -> None:
        super().__init__(rect, "")
        described = scenario.setting.factions[faction]
        self.look = theme.look(described.colour, described.pattern)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the square."""
        pygame.draw.rect(surface, self.look.colour, self.rect, border_radius=px(3))
        pygame.draw.rect(surface, theme.TEXT_FAINT, self.rect, 1, border_radius=px(3))
