"""Plays headless games of machine players, many at a time, and goes on where it was stopped."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.commands.asking import a_seed, a_whole_number, add_variant, opened, scenario_file
from game.commands.headless import play_out, record_of
from game.commands.pool import in_processes
from game.commands.progress import Progress
from game.commands.seats import HELP, Seats, for_machines, players
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import setup
from game.rules.marks import Marker


@dataclass(frozen=True)
class Game:
    """One game to be played. `index` counts the games of a scenario in this run from 0."""

    path: str
    scenario: str
    seats: tuple[tuple[str, str], ...]
    run_seed: int
    index: int
    out: str
    variant: str = ""

    @property
    def seed(self) -> int:
        """The seed of this game."""
        return self.run_seed + self.index

    @property
    def save(self) -> Path:
        """Where the game's save goes."""
        name = "-".join(filter(None, (self.scenario, self.variant)))
        return Path(self.out) / "saves" / f"{name}-{self.run_seed}-{self.index}.save"


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "scenarios", nargs="+", metavar="SCENARIO", help="scenario files, or names of shipped ones"
    )
    add_variant(parser)
    parser.add_argument(
        "--games", type=a_whole_number, default=1, metavar="N", help="games a scenario (default 1)"
    )
    parser.add_argument("--seats", metavar="…", help=f"{HELP} (default all=normal)")
    parser.add_argument(
        "--seed", type=a_seed, default=1, metavar="S", help="seed of the first game; the others follow"
    )
    parser.add_argument("--jobs", type=a_whole_number, default=1, metavar="J", help="processes (default 1)")
    parser.add_argument(
        "--out", metavar="DIR", help="keep games.jsonl and saves/ there, and go on with what it holds"
    )
    parser.add_argument("--json", action="store_true", help='print {"games": [...]} and nothing else')


def run(args: Namespace) -> int:
    """Play the games that are not in the folder yet, and report all of them."""
    games = [game for name in args.scenarios for game in _games(name, args)]
    ledger = Ledger(Path(args.out)) if args.out else None
    done = (
        {game: ledger.known[key_of(game)] for game in games if key_of(game) in ledger.known} if ledger else {}
    )
    progress = Progress("games", len(games))
    progress.show(len(done))
    try:
        for game, record in in_processes(play, [game for game in games if game not in done], args.jobs):
            done[game] = record
            if ledger:
                ledger.add(record)
            progress.show(len(done))
    finally:
        progress.close()
    report([done[game] for game in games], args.json)
    return 0


def _games(name: str, args: Namespace) -> Iterator[Game]:
    """Yield the games of one scenario; the seats are proved before anything is played."""
    path = scenario_file(name)
    scenario = opened(path, args.variant)
    seats = for_machines(args.seats, scenario.setting)
    players(seats, args.seed)
    for index in range(args.games):
        yield Game(
            str(path),
            scenario.setting.id,
            tuple(seats.items()),
            args.seed,
            index,
            args.out or "",
            args.variant,
        )


_loaded: dict[tuple[str, str], Scenario] = {}


def loaded(path: str, variant: str = "") -> Scenario:
    """Return a scenario or a variant of it, read once a process."""
    if (path, variant) not in _loaded:
        _loaded[path, variant] = opened(Path(path), variant)
    return _loaded[path, variant]


def play(game: Game) -> dict[str, Any]:
    """Play one game and return its record; its save appears whole or not at all."""
    scenario, seats = loaded(game.path, game.variant), dict(game.seats)
    if not game.out:
        return record_of(play_out(scenario, game.seed, seats), game.seed, game.index, seats)
    return _play_and_save(game, scenario, seats)


def _play_and_save(game: Game, scenario: Scenario, seats: Seats) -> dict[str, Any]:
    from game.files.journal import write_save

    marker, now, written = Marker(), setup(scenario, game.seed), list[tuple[str, str, str]]()

    def note(order: Order, after: State) -> None:
        nonlocal now
        written.append((str(order), *marker.marked(now, after)))
        now = after

    played = play_out(scenario, game.seed, seats, note)
    write_save(game.save, scenario.source, game.seed, seats, written)
    return record_of(played, game.seed, game.index, seats)


def key_of(game: Game) -> str:
    """Return what tells a game from others in a folder."""
    return _key(game.scenario, game.variant, game.seed, dict(game.seats))


def _key(*parts: object) -> str:
    return json.dumps(parts, sort_keys=True)


class Ledger:
    """The games.jsonl of a folder: what it holds already, and how more is added."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "games.jsonl"
        self.known: dict[str, dict[str, Any]] = {}
        raw = self._file.read_bytes() if self._file.exists() else b""
        whole = raw[: raw.rfind(b"\n") + 1]
        if len(whole) < len(raw):  # the line that an interrupted run left unfinished
            self._file.write_bytes(whole)
        for line in whole.splitlines():
            self._enter(line)

    def _enter(self, line: bytes) -> None:
        try:
            record = json.loads(line)
            key = _key(record["scenario"], record.get("variant", ""), record["seed"], record["seats"])
            self.known[key] = record
        except (ValueError, KeyError, TypeError):
            return  # not a game of ours; it is kept and not counted

    def add(self, record: dict[str, Any]) -> None:
        """Add a game at once, so that an interrupted run keeps it."""
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def report(records: list[dict[str, Any]], as_json: bool) -> None:
    """Print the games as JSON, or a line each."""
    if as_json:
        print(json.dumps({"games": records}, ensure_ascii=False))
        return
    for record in records:
        margins = "  ".join(f"{faction} {margin / 10:+.1f}" for faction, margin in record["margins"].items())
        winner = record["winner"] or "nobody"
        name = " ".join(filter(None, (record["scenario"], record.get("variant"))))
        head = f"{name} seed {record['seed']}: {record['turns']} turns, {record['cpu_s']:.1f} s"
        print(f"{head}, best {winner}; margins {margins}")
