"""The composition root: builds sessions, players, journals and the window; it alone sees every layer."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from game import table
from game.commands.errors import FAILED
from game.files import ScenarioError, load_scenario, tongues, variants_of
from game.files.handicap import handicapped
from game.files.lock import keep_traces, left_behind
from game.files.rulebook import rulebook
from game.files.save_format import SaveError
from game.files.saves import AUTOSAVES, Shelved, list_saves, save_folder, settings_folder
from game.model.campaign import Debriefing
from game.model.kinds import FactionId
from game.model.scenario import Scenario, Setting
from game.model.state import View
from game.model.tongue import mark, say, short_date, t, tell
from game.session import Session
from game.ui.house import Choice, Level, NextStage, Pages, SaveEntry, ScenarioEntry, Wish

if TYPE_CHECKING:
    import pygame

    from game.ui.window import Window

NO_HANDICAP: Mapping[FactionId, int] = {}
ROOT = Path(__file__).resolve().parents[1]
LEVELS = (
    Level("recruit", mark("Recruit"), mark("Makes mistakes; for the first game.")),
    Level("easy", mark("Easy"), mark("Plays simply.")),
    Level("normal", mark("Normal"), mark("Plays soundly.")),
    Level("hard", mark("Hard"), mark("Thinks ahead: weighs the enemy's reply.")),
    Level("pass", mark("Idle"), mark("Does nothing.")),
)
"""The machine players that a seat may have, the usual ones first."""


@dataclass(frozen=True)
class WindowOptions:
    """How the window is to open: the menu, or straight into a game."""

    scenario: Path | None = None
    variant: str = ""
    seats: Mapping[FactionId, str] = field(default_factory=dict)
    seed: int | None = None
    load: Path | None = None
    handicap: Mapping[FactionId, int] = field(default_factory=dict)
    size: tuple[int, int] = (1280, 720)
    full_screen: bool = False
    tongue: str = ""


class Program:
    """What the screens need from the program around them."""

    levels: tuple[Level, ...] = LEVELS

    def __init__(self, scenario_folders: tuple[Path, ...] = (), saves: Path | None = None) -> None:
        self.saves_at = saves or save_folder()
        self.scenario_folders = scenario_folders or (ROOT / "scenarios", self.saves_at.parent / "scenarios")
        self.campaign_folders: tuple[Path, ...] = ()
        self._unkept = False
        self._settings = settings_folder(saves) / "settings.json"
        self._wishes, self._complaint = _read_wishes(self._settings)

    # Scenarios

    def scenario_paths(self) -> list[Path]:
        """Return the scenario files of the program and of the user."""
        return [path for folder in self.scenario_folders for path in sorted(folder.glob("*.yaml"))]

    def lesson_paths(self) -> list[Path]:
        """Return the scenario files of the lessons, in order."""
        return sorted((ROOT / "scenarios" / "lessons").glob("*.yaml"))

    def open_scenario(self, path: Path, variant: str = "") -> ScenarioEntry:
        """Load one, or a variant of it; a broken one comes back with its first problem."""
        try:
            scenario = load_scenario(path, variant)
            return ScenarioEntry(path, scenario, "", _choices(path), variant)
        except ScenarioError as error:
            problem = str(error.problems[0]) if error.problems else str(error)
            return ScenarioEntry(path, None, problem, _choices(path), variant)
        except OSError as error:
            return ScenarioEntry(path, None, str(error))

    # Games

    def start(
        self,
        scenario: Scenario,
        seats: Mapping[FactionId, str],
        seed: int,
        one_person: bool = False,
        handicap: Mapping[FactionId, int] = NO_HANDICAP,
    ) -> Session:
        """Begin a game and its journal."""
        dealt = handicapped(scenario, handicap)
        return table.begun(dealt, seats, seed, self.saves_at, one_person, self._most)[0]

    def load(self, path: Path, progress: Callable[[int, int], None]) -> tuple[Session, str]:
        """Play a save again up to its end and go on in a journal of its own."""
        session, _, note = table.resumed(path, self.saves_at, progress, self._most)
        return session, note

    @property
    def _most(self) -> int:
        """How many autosaves the user wants to be kept."""
        return max(1, round(self.wish("autosaves", AUTOSAVES)))

    def unfinished(self) -> SaveEntry | None:
        """Return the game that a crash cut short, once; None where there is none."""
        cut_short = left_behind(self.saves_at)
        return next((entry for path in cut_short for entry in self.saves() if entry.path == path), None)

    def saves(self) -> list[SaveEntry]:
        """Return the saved games, the newest first."""
        return [
            SaveEntry(
                one.path,
                _title_of(one),
                t(
                    "turn {turn} · {date} {time}",
                    turn=one.turn,
                    date=short_date(one.saved, 2, year=False),
                    time=f"{one.saved:%H:%M}",
                ),
                one.auto,
                one.problem,
            )
            for one in list_saves(self.saves_at)
        ]

    def save(self, session: Session, name: str) -> Path:
        """Write a copy of a game under a name."""
        stem = re.sub(r"[^\w \-]", "_", name).strip() or "game"
        path = self.saves_at / f"{stem}.save"
        try:
            table.copy_to(path, session)
        except SaveError as error:
            raise OSError(str(error)) from None
        return path

    def send(self, session: Session, to: tuple[FactionId, ...]) -> Path:
        """Write a copy of a game for the person who is to move."""
        try:
            return table.send_to(self.saves_at, session, to)
        except SaveError as error:
            raise OSError(str(error)) from None

    # Campaigns

    def conclude(self, session: Session) -> tuple[Debriefing, NextStage | None]:
        """Return what a finished stage came to, and the next with who plays whom, None after the last."""
        told, scenario = table.concluded(session, (*self.scenario_folders, *self.campaign_folders))
        if scenario is None:
            return told, None
        seats = table.reseated(session.seating.own_seats(), scenario.setting)
        return told, NextStage(scenario, seats, session.seed, session.one_person)

    # Pictures and settings

    def rulebook(self, setting: Setting) -> str:
        """Return the rulebook with a scenario's figures, as Markdown."""
        return rulebook(setting)

    def export(self, picture: pygame.Surface) -> Path:
        """Write a picture of the view."""
        import pygame

        folder = self.saves_at.parent / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / time.strftime("view-%Y%m%d-%H%M%S.png")
        pygame.image.save(picture, path)
        return path

    def export_view(self, view: View, picture: pygame.Surface) -> Path:
        """Write what a faction knows: a picture of the whole map, and GeoJSON beside it."""
        import pygame

        from game.files.exports import export_folder, export_view
        from game.files.geojson import geojson_of

        name = f"{view.setting.id}-{view.faction}-turn-{view.turn}"
        path = export_view(export_folder(self.saves_at), name, geojson_of(view))
        pygame.image.save(picture, path.with_suffix(".png"))
        return path.with_suffix(".png")

    def export_report(self, name: str, text: str, table: str, pages: Pages) -> Path:
        """Write a report: its text, its figures, and a picture of each page."""
        import pygame

        from game.files.exports import export_folder, export_report, safe

        folder = export_report(export_folder(self.saves_at), name, text, table)
        for number, (title, picture) in enumerate(pages.items(), start=1):
            pygame.image.save(picture(), folder / f"{number}-{safe(title).lower()}.png")
        return folder

    def wishes(self) -> Mapping[str, object]:
        """Return all settings of the user's, as they were kept."""
        return dict(self._wishes)

    def wish(self, key: str, default: float) -> float:
        """Return a setting of the user's that is a number."""
        value = self._wishes.get(key, default)
        return float(value) if isinstance(value, int | float) else default

    def remember(self, key: str, value: Wish) -> None:
        """Keep a setting of the user's; a folder that cannot be written to costs only the setting."""
        self._wishes[key] = value
        try:
            self._settings.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._settings.with_suffix(".new")
            fresh.write_text(json.dumps(self._wishes, indent=1, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._settings)
        except OSError as error:
            if not self._unkept:
                self._complaint = say("Your settings cannot be kept: {error}", error=error)
            self._unkept = True

    def complaint(self) -> str:
        """Return what there is to say of settings that could not be read or written, once; mostly empty."""
        said, self._complaint = self._complaint, ""
        return said

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Return the languages of the interface: code and own name of each."""
        return tuple(tongues.tongues().items())

    def speak(self, code: str) -> None:
        """Tell everything in a language from now on."""
        tongues.use(code)

    def write_card(self, page: str) -> Path:
        """Write the key card, a page of HTML to be printed."""
        path = self.saves_at.parent / "keys.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
        return path


def _choices(path: Path) -> tuple[Choice, ...]:
    """Return the scenario itself and its variants, nothing where it has none."""
    variants = [Choice(one.name, one.title, one.summary) for one in variants_of(path)]
    return (Choice("", "whole", mark("The scenario as it stands.")), *variants) if variants else ()


def _title_of(save: Shelved) -> str:
    """A named save shows its name and its scenario, an autosave the scenario."""
    return tell(save.title) if save.auto else f"{save.path.stem} · {tell(save.title)}"


def _read_wishes(path: Path) -> tuple[dict[str, object], str]:
    """Return the settings that were kept, and what is wrong with them; a broken file is put aside."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found, ""
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, say("Your settings cannot be read: {error}", error=error)
    except (ValueError, RecursionError):
        pass
    aside = path.with_suffix(".broken")
    with suppress(OSError):
        path.replace(aside)
    return {}, say(
        "Your settings were damaged: you have the usual ones. The old file is now {aside}.", aside=aside
    )


def run_window(options: WindowOptions | None = None, program: Program | None = None) -> int:
    """Open the window and stay until it is closed; the menu always lies beneath a game."""
    from game.ui.screens.battle import BattleScreen
    from game.ui.screens.menu import MenuScreen
    from game.ui.screens.welcome import WelcomeScreen
    from game.ui.window import Window

    options, program = options or WindowOptions(), program or Program()
    session = _wanted_game(options, program)
    if options.scenario is not None:  # a campaign may lie where no menu looks
        program.campaign_folders = (options.scenario.parent,)
    window = Window(program, options.size, options.full_screen)
    if options.tongue:
        program.speak(options.tongue)
    window.push(MenuScreen(window))
    if session is not None:
        window.push(BattleScreen(window, session))
    elif not window.settings.welcomed:
        window.push(WelcomeScreen(window))
    try:
        window.run()
    except Exception as error:  # nobody expected it: the orders are on the disk, the rest goes into a report
        return _crashed(program, window, error)
    return 0


def _crashed(program: Program, window: Window, error: Exception) -> int:
    """Write a report of what ended the program, say where it lies and that the game can be gone on with."""
    from game.ui.screens.battle import BattleScreen

    keep_traces()
    games = [screen.session for screen in window.stack if isinstance(screen, BattleScreen)]
    print(table.crashed(error, program.saves_at, games[-1] if games else None), file=sys.stderr)
    return FAILED


def _wanted_game(options: WindowOptions, program: Program) -> Session | None:
    """Return the game that the options ask for, if any."""
    if options.load is not None:
        return program.load(options.load, lambda done, whole: None)[0]
    if options.scenario is None:
        return None
    scenario = load_scenario(options.scenario, options.variant)
    seed = table.seed_for(scenario) if options.seed is None else options.seed
    return program.start(scenario, options.seats, seed, handicap=options.handicap)
