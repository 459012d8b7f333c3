"""Plays headless games of machine players, many at a time, and goes on where it was stopped.

A campaign is played through all its stages: one task, and a record for each stage.
"""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.commands.asking import a_seed, a_whole_number, add_jobs, add_variant, opened, scenario_file
from game.commands.failed import keeping_failed
from game.commands.headless import Played, play_out, record_of
from game.commands.ledger import Ledger, key
from game.commands.pool import spread
from game.commands.progress import Progress
from game.commands.seats import HANDICAP_HELP, HELP, for_machines, handicap, players
from game.files.handicap import handicap_of, handicapped
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import setup
from game.rules.marks import Marker


@dataclass(frozen=True)
class Stage:
    """One game to be played: who plays whom, and of which campaign it is which stage."""

    scenario: str
    variant: str
    seats: tuple[tuple[str, str], ...]
    campaign: str = ""
    number: int = 0
    handicap: tuple[tuple[str, int], ...] = ()

    def key(self, seed: int) -> str:
        """Return what tells the game from others in a folder."""
        of = (self.campaign, self.number, self.scenario, self.variant)
        return key(*of, seed, dict(self.seats), dict(self.handicap))


@dataclass(frozen=True)
class Game:
    """One game, or all stages of a campaign. `index` counts the games of a file in this run from 0."""

    path: str
    stages: tuple[Stage, ...]
    run_seed: int
    index: int
    out: str
    variant: str = ""

    @property
    def seed(self) -> int:
        """The seed of this game."""
        return self.run_seed + self.index

    def keys_in_ledger(self) -> list[str]:
        """Return what tells its games from others in a folder."""
        return [stage.key(self.seed) for stage in self.stages]

    def save(self, stage: Stage) -> Path:
        """Return where the save of a stage goes."""
        of = f"{stage.campaign}-{stage.number}" if stage.campaign else ""
        favoured = "_".join(f"{faction}{pct:+d}" for faction, pct in stage.handicap)
        name = "-".join(filter(None, (of, stage.scenario, stage.variant, favoured)))
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
    parser.add_argument("--handicap", metavar="…", help=HANDICAP_HELP)
    parser.add_argument(
        "--seed", type=a_seed, default=1, metavar="S", help="seed of the first game; the others follow"
    )
    add_jobs(parser)
    parser.add_argument(
        "--out", metavar="DIR", help="keep games.jsonl and saves/ there, and go on with what it holds"
    )
    parser.add_argument("--json", action="store_true", help='print {"games": [...]} and nothing else')


def run(args: Namespace) -> int:
    """Play the games that are not in the folder yet, and report all of them."""
    from game.files.journal import write_atomically

    games = [game for name in args.scenarios for game in _games(name, args)]
    ledger = Ledger(Path(args.out) / "games.jsonl", _key_of) if args.out else None
    done = {game: found for game in games if ledger and (found := recorded(ledger, game))}
    progress = Progress("games", len(games))
    progress.show(len(done))
    missing = [game for game in games if game not in done]
    began = time.perf_counter()
    try:
        with keeping_failed(args.out):
            for game, (records, saves) in spread(play, missing, args.jobs, args.cluster):
                for save, content in saves.items():
                    write_atomically(Path(save), content)
                done[game] = records
                if ledger:
                    ledger.add(records)
                progress.show(len(done))
    finally:
        progress.close()
    report([record for game in games for record in done[game]], args.json)
    if not args.json and not args.cluster and len(missing) > 1:
        spent = sum(record["cpu_s"] for game in missing for record in done[game])
        print(pace(len(missing), spent, time.perf_counter() - began, args.jobs))
    return 0


def pace(games: int, spent: float, wall: float, jobs: int) -> str:
    """Return how long games took, and how much longer than their processes were busy with playing them."""
    jobs = min(jobs, games)
    overhead = 100 * (wall * jobs / spent - 1) if spent else 0.0
    return f"{games} games: {spent:.1f} s of play in {wall:.1f} s by {jobs}, overhead {overhead:.1f} %"


def _games(name: str, args: Namespace) -> Iterator[Game]:
    """Yield the games of one file; the seats are proved before anything is played."""
    path = scenario_file(name)
    first = opened(path, args.variant)
    stages = tuple(_stages(path, first, args))
    for index in range(args.games):
        yield Game(str(path), stages, args.seed, index, args.out or "", args.variant)


def _stages(path: Path, first: Scenario, args: Namespace) -> Iterator[Stage]:
    """Yield the one stage of a scenario, or all those of a campaign."""
    from game.files.campaign import stages_of

    scenarios = stages_of(path) if first.chapter else (first,)
    everybody = [faction for one in scenarios for faction in one.setting.order]
    for number, scenario in enumerate(scenarios, start=1):
        seats = for_machines(args.seats, scenario.setting, everybody)
        players(seats, args.seed)
        changes = handicap(args.handicap, scenario.setting, everybody)
        given = handicap_of(handicapped(scenario, changes))
        setting, chapter = scenario.setting, first.chapter
        of = (chapter.campaign, number) if chapter else ("", 0)
        yield Stage(setting.id, setting.variant, tuple(seats.items()), *of, tuple(given.items()))


_loaded: dict[tuple[str, str], Scenario] = {}


def loaded(path: str, variant: str = "") -> Scenario:
    """Return a scenario or a variant of it, read once a process."""
    if (path, variant) not in _loaded:
        _loaded[path, variant] = opened(Path(path), variant)
    return _loaded[path, variant]


def play(game: Game) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """Play one game, or one stage after the other; return the records, and the saves if any are wanted."""
    scenario, records, saves = loaded(game.path, game.variant), [], dict[str, bytes]()
    for stage in game.stages:
        scenario = handicapped(scenario, dict(stage.handicap))
        played, save = _play(game, stage, scenario)
        records.append(record_of(played, game.seed, game.index, dict(stage.seats)))
        if game.out:
            saves[str(game.save(stage))] = save
        scenario = _next(game, scenario, played.state) or scenario
    return records, saves


def _next(game: Game, scenario: Scenario, state: State) -> Scenario | None:
    """Return the stage that follows a finished one."""
    if scenario.chapter is None:
        return None
    from game.files.debriefing import concluded

    return concluded(scenario, state, [Path(game.path).parent])[1]


def _play(game: Game, stage: Stage, scenario: Scenario) -> tuple[Played, bytes]:
    """Play a game; return it with what its save holds, nothing where none is wanted."""
    seats = dict(stage.seats)
    if not game.out:
        return play_out(scenario, game.seed, seats), b""
    from game.files.journal import save_bytes

    marker, now, written = Marker(), setup(scenario, game.seed), list[tuple[str, str, str]]()

    def note(order: Order, after: State) -> None:
        nonlocal now
        written.append((str(order), *marker.marked(now, after)))
        now = after

    played = play_out(scenario, game.seed, seats, note)
    return played, save_bytes(scenario.source, game.seed, seats, written)


def recorded(ledger: Ledger, game: Game) -> list[dict[str, Any]]:
    """Return the records of a game, nothing unless all its stages are there."""
    found = [ledger.known[one] for one in game.keys_in_ledger() if one in ledger.known]
    return found if len(found) == len(game.stages) else []


def _key_of(record: dict[str, Any]) -> str:
    """Return the key of a game that was written down."""
    of = record.get("campaign", ""), record.get("stage", 0)
    played_as = (record["scenario"], record.get("variant", ""), record["seed"], record["seats"])
    return key(*of, *played_as, record.get("handicap", {}))


def report(records: list[dict[str, Any]], as_json: bool) -> None:
    """Print the games as JSON, or a line each."""
    if as_json:
        print(json.dumps({"games": records}, ensure_ascii=False))
        return
    for record in records:
        margins = "  ".join(f"{faction} {margin / 10:+.1f}" for faction, margin in record["margins"].items())
        winner = record["winner"] or "nobody"
        of = f"{record['campaign']} {record['stage']}:" if "campaign" in record else ""
        name = " ".join(filter(None, (of, record["scenario"], record.get("variant"))))
        head = f"{name} seed {record['seed']}: {record['turns']} turns, {record['cpu_s']:.1f} s"
        print(f"{head}, best {winner}; margins {margins}")
