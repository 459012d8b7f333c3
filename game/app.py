"""The composition root: builds sessions, players, journals and the window; it alone sees every layer."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from game.ai.players import MAKERS, load_player
from game.files import ScenarioError, load_scenario, scenario_from_source
from game.files.journal import Entry, SaveError, SaveFile, read_save
from game.files.rulebook import rulebook
from game.files.saves import Shelved, autosave_path, list_saves, save_folder
from game.model.kinds import FactionId
from game.model.orders import parse_order
from game.model.scenario import Scenario, Setting
from game.rules import digest
from game.session import HUMAN, Player, Session
from game.ui.house import Level, SaveEntry, ScenarioEntry

if TYPE_CHECKING:
    import pygame

ROOT = Path(__file__).resolve().parents[1]
KINDS = (
    Level("recruit", "Recruit", "Makes mistakes; for the first game."),
    Level("easy", "Easy", "Plays simply."),
    Level("normal", "Normal", "Plays soundly."),
    Level("hard", "Hard", "As Normal, until it has a search of its own."),
    Level("pass", "Idle", "Does nothing."),
)
LEVELS = tuple(level for level in KINDS if level.name in MAKERS)
"""The machine players that a seat may have, the usual ones first."""

USUAL = "normal" if "normal" in MAKERS else LEVELS[0].name


@dataclass(frozen=True)
class WindowOptions:
    """How the window is to open: the menu, or straight into a game."""

    scenario: Path | None = None
    seats: Mapping[FactionId, str] = field(default_factory=dict)
    seed: int | None = None
    load: Path | None = None
    size: tuple[int, int] = (1280, 720)
    full_screen: bool = False


class Keeper:
    """The journal of a game. It never stops the game: what cannot be written waits for the next order."""

    def __init__(
        self,
        path: Path,
        source: str,
        seed: int,
        seats: Mapping[FactionId, str],
        entries: Iterable[Entry] = (),
    ) -> None:
        self.trouble = ""
        self._begin = path, source, seed, seats
        self._entries = list(entries)
        self._file: SaveFile | None = None
        self._write()

    def append(self, order_text: str, state_digest: str) -> None:
        """Write down an order and the digest of the state after it."""
        self._entries.append(Entry(order_text, state_digest))
        self._write()

    def rewind(self, count: int) -> None:
        """Keep only the first orders."""
        del self._entries[count:]
        try:
            if self._file is not None:
                self._file.rewind(count)
        except (SaveError, OSError):
            self._file = None
            self._write()

    def _write(self) -> None:
        """Bring the file up to date with the game."""
        try:
            if self._file is None:
                self._file = self._begun()
            for entry in self._entries[len(self._file) :]:
                self._file.append(entry.order, entry.digest)
            self.trouble = ""
        except (SaveError, OSError) as error:
            self.trouble = f"The game is not being saved: {error}"

    def _begun(self) -> SaveFile:
        """Write the whole game so far: one flush for all of it, and from then on one an order."""
        with SaveFile.create(*self._begin, durable=False) as file:
            for entry in self._entries:
                file.append(entry.order, entry.digest)
        return SaveFile.open(self._begin[0])


class Program:
    """What the screens need from the program around them."""

    levels: tuple[Level, ...] = LEVELS

    def __init__(self, scenario_folders: tuple[Path, ...] = (), saves: Path | None = None) -> None:
        self.saves_at = saves or save_folder()
        self.scenario_folders = scenario_folders or (ROOT / "scenarios", self.saves_at.parent / "scenarios")
        self._settings = self.saves_at.parent / "settings.json"
        self._wishes = _read_wishes(self._settings)

    # Scenarios

    def scenario_paths(self) -> list[Path]:
        """Return the scenario files of the program and of the user."""
        return [path for folder in self.scenario_folders for path in sorted(folder.glob("*.yaml"))]

    def open_scenario(self, path: Path) -> ScenarioEntry:
        """Load one; a broken one comes back with its first problem."""
        try:
            return ScenarioEntry(path, load_scenario(path))
        except ScenarioError as error:
            return ScenarioEntry(path, None, str(error.problems[0]) if error.problems else str(error))
        except OSError as error:
            return ScenarioEntry(path, None, str(error))

    # Games

    def start(
        self, scenario: Scenario, seats: Mapping[FactionId, str], seed: int, one_person: bool = False
    ) -> Session:
        """Begin a game and its journal."""
        path = autosave_path(scenario.setting.id, self.saves_at)
        keeper = Keeper(path, scenario.source, seed, _seats_to_keep(seats, one_person))
        return Session(scenario, seed, seats, players_for(seats, seed), keeper, one_person)

    def load(self, path: Path, progress: Callable[[int, int], None]) -> tuple[Session, str]:
        """Play a save again up to its end and go on in a journal of its own."""
        save = read_save(path)
        scenario = scenario_from_source(save.scenario)
        one_person = ONE_PERSON in save.seats
        seats = {faction: seat for faction, seat in save.seats.items() if faction != ONE_PERSON}
        session = Session(scenario, save.seed, seats, players_for(seats, save.seed), None, one_person)
        for done, entry in enumerate(save.entries):
            session.resume(parse_order(entry.order), entry.digest)
            progress(done + 1, len(save.entries))
        if save.entries and digest(session.state) != save.entries[-1].digest:
            raise ValueError("the rules have changed since this save was made: it no longer plays as it did")
        onward = autosave_path(scenario.setting.id, self.saves_at)
        session.journal = Keeper(onward, save.scenario, save.seed, save.seats, save.entries)
        return session, save.note

    def saves(self) -> list[SaveEntry]:
        """Return the saved games, the newest first."""
        return [
            SaveEntry(
                one.path, _title_of(one), f"turn {one.turn} · {one.saved:%d %b %H:%M}", one.auto, one.problem
            )
            for one in list_saves(self.saves_at)
        ]

    def save(self, session: Session, name: str) -> Path:
        """Write a copy of a game under a name."""
        stem = re.sub(r"[^\w \-]", "_", name).strip() or "game"
        path = self.saves_at / f"{stem}.save"
        seats = _seats_to_keep(session.seats, session.one_person)
        orders = [Entry(*pair) for pair in zip(session.orders, session.digests, strict=True)]
        copy = Keeper(path, session.scenario.source, session.seed, seats, orders)
        if copy.trouble:
            raise OSError(copy.trouble)
        return path

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

    def wish(self, key: str, default: float) -> float:
        """Return a setting of the user's."""
        value = self._wishes.get(key, default)
        return float(value) if isinstance(value, int | float) else default

    def remember(self, key: str, value: float) -> None:
        """Keep a setting of the user's; a folder that cannot be written to costs only the setting."""
        self._wishes[key] = value
        try:
            self._settings.parent.mkdir(parents=True, exist_ok=True)
            self._settings.write_text(json.dumps(self._wishes), encoding="utf-8")
        except OSError:
            pass


def _title_of(save: Shelved) -> str:
    """A named save shows its name and its scenario, an autosave the scenario."""
    return save.title if save.auto else f"{save.path.stem} · {save.title}"


ONE_PERSON = "*"
"""A mark among a save's seats: one person plays all the factions that persons play."""


def _seats_to_keep(seats: Mapping[FactionId, str], one_person: bool) -> dict[FactionId, str]:
    return {**seats, ONE_PERSON: HUMAN} if one_person else dict(seats)


def _read_wishes(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def players_for(seats: Mapping[FactionId, str], seed: int) -> dict[FactionId, Player]:
    """Return the machine players of a game."""
    return {faction: load_player(name, faction, seed) for faction, name in seats.items() if name != HUMAN}


def seats_for(scenario: Scenario, wished: Mapping[FactionId, str]) -> dict[FactionId, str]:
    """Return every faction's seat: as wished, else the first side is a person's and the rest are normal."""
    everybody = wished.get("all")
    sides = scenario.setting.sides or (scenario.setting.order[:1],)
    usual = {faction: HUMAN if faction in sides[0] else USUAL for faction in scenario.setting.order}
    return {faction: wished.get(faction, everybody or seat) for faction, seat in usual.items()}


def run_window(options: WindowOptions | None = None, program: Program | None = None) -> int:
    """Open the window and stay until it is closed; the menu always lies beneath a game."""
    from game.ui.screens.battle import BattleScreen
    from game.ui.screens.menu import MenuScreen
    from game.ui.window import Window

    options, program = options or WindowOptions(), program or Program()
    session = _wanted_game(options, program)
    window = Window(program, options.size, options.full_screen)
    window.push(MenuScreen(window))
    if session is not None:
        window.push(BattleScreen(window, session))
    window.run()
    return 0


def _wanted_game(options: WindowOptions, program: Program) -> Session | None:
    """Return the game that the options ask for, if any."""
    if options.load is not None:
        return program.load(options.load, lambda done, whole: None)[0]
    if options.scenario is None:
        return None
    scenario = load_scenario(options.scenario)
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    return program.start(scenario, seats_for(scenario, options.seats), seed)
