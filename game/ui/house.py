"""What the screens ask of the program around them: scenarios, saves, new games. The app provides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pygame

from game.model.campaign import Debriefing
from game.model.kinds import FactionId
from game.model.scenario import Scenario, Setting
from game.model.state import View
from game.session import Session

Wish = float | str | Mapping[str, tuple[str, ...]]
"""A setting that is kept: a number or switch, a word, or words by name."""


@dataclass(frozen=True)
class Choice:
    """A variant that may be picked: its name, what is shown, what it changes."""

    name: str
    label: str
    tip: str


@dataclass(frozen=True)
class ScenarioEntry:
    """A scenario file: loaded, or with the first of its problems; and which of its variants this is."""

    path: Path
    scenario: Scenario | None
    problem: str = ""
    variants: tuple[Choice, ...] = ()
    variant: str = ""

    @property
    def title(self) -> str:
        """Its title, or the file's name while it cannot be read."""
        return self.scenario.setting.title if self.scenario else self.path.name


@dataclass(frozen=True)
class NextStage:
    """The stage of a campaign that comes next, and who would play it."""

    scenario: Scenario
    seats: Mapping[FactionId, str]
    seed: int
    one_person: bool


@dataclass(frozen=True)
class SaveEntry:
    """A saved game in a list; `auto` ones were saved by the program itself."""

    path: Path
    title: str
    detail: str
    auto: bool
    problem: str = ""


@dataclass(frozen=True)
class Level:
    """A kind of machine player: the name used in seats and what is shown."""

    name: str
    label: str
    tip: str


Pages = Mapping[str, Callable[[], pygame.Surface]]
"""Pictures by their titles, drawn when they are asked for."""


class House(Protocol):
    """The program around the window."""

    levels: tuple[Level, ...]

    def scenario_paths(self) -> list[Path]:
        """Return the scenario files there are."""
        ...

    def lesson_paths(self) -> list[Path]:
        """Return the scenario files of the lessons, in order."""
        ...

    def open_scenario(self, path: Path, variant: str = "") -> ScenarioEntry:
        """Load one, or a variant of it; a broken one comes back with its first problem."""
        ...

    def start(
        self,
        scenario: Scenario,
        seats: Mapping[FactionId, str],
        seed: int,
        one_person: bool,
        handicap: Mapping[FactionId, int],
    ) -> Session:
        """Begin a game and its journal; `handicap` is per cent of command points more or less."""
        ...

    def saves(self) -> list[SaveEntry]:
        """Return the saved games, the newest first."""
        ...

    def unfinished(self) -> SaveEntry | None:
        """Return the game that a crash cut short, once; None where there is none."""
        ...

    def load(self, path: Path, progress: Callable[[int, int], None]) -> tuple[Session, str]:
        """Play a save again up to its end; the text is a note about it, mostly empty."""
        ...

    def save(self, session: Session, name: str) -> Path:
        """Write a copy of a game under a name."""
        ...

    def send(self, session: Session, to: tuple[FactionId, ...]) -> Path:
        """Write a copy of a game for the person who is to move."""
        ...

    def conclude(self, session: Session) -> tuple[Debriefing, NextStage | None]:
        """Return what a finished stage of a campaign came to, and the next, None after the last."""
        ...

    def rulebook(self, setting: Setting) -> str:
        """Return the rulebook with a scenario's figures, as Markdown."""
        ...

    def export(self, picture: pygame.Surface) -> Path:
        """Write a picture of the view."""
        ...

    def export_view(self, view: View, picture: pygame.Surface) -> Path:
        """Write what a faction knows: a picture of the whole map, and GeoJSON beside it."""
        ...

    def export_report(self, name: str, text: str, table: str, pages: Pages) -> Path:
        """Write a report: its text, its figures, and a picture of each page."""
        ...

    def wish(self, key: str, default: float) -> float:
        """Return a setting of the user's that is a number."""
        ...

    def wishes(self) -> Mapping[str, object]:
        """Return all settings of the user's, as they were kept."""
        ...

    def remember(self, key: str, value: Wish) -> None:
        """Keep a setting of the user's."""
        ...

    def complaint(self) -> str:
        """Return what there is to say of settings that could not be read or written, once; mostly empty."""
        ...

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages of the interface: code and own name of each."""
        ...

    def speak(self, code: str) -> None:
        """Tell everything in a language from now on."""
        ...

    def write_card(self, page: str) -> Path:
        """Write the key card, a page of HTML to be printed."""
        ...
