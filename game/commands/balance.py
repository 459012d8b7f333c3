"""Plays a scenario many times by machines and says how its seats stand: wins, margins, history."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from game.commands.asking import a_seed, a_whole_number, add_jobs, add_variant, opened, scenario_file
from game.commands.balance_report import csv_of, found_in, markdown_of, told
from game.commands.errors import Failure
from game.commands.failed import keeping_failed
from game.commands.headless import play_out, record_of
from game.commands.ledger import Ledger, key, text_mark, version
from game.commands.pool import spread
from game.commands.progress import Progress
from game.commands.seats import HELP, for_machines, players
from game.commands.simulate import loaded
from game.files.adjusted import Change, adjusted
from game.model.orders import Activate, Attack, Move, Order
from game.model.scenario import Scenario
from game.model.state import State
from game.rules.annals import recorded

GAMES, SEED = 40, 1


@dataclass(frozen=True)
class Trial:
    """One game of the series."""

    path: str
    variant: str
    seats: tuple[tuple[str, str], ...]
    seed: int
    index: int
    change: Change | None = None


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a scenario file, or the name of a shipped one")
    add_variant(parser)
    usual = "(default %(default)s)"
    parser.add_argument("--games", type=a_whole_number, default=GAMES, metavar="N", help=usual)
    parser.add_argument("--level", default="normal", help=f"of all seats {usual}")
    parser.add_argument("--seats", metavar="…", help=HELP)
    parser.add_argument("--seed", type=a_seed, default=SEED, metavar="S", help=f"of the first game {usual}")
    add_jobs(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        help="keep games, balance.md, balance.csv and pictures there; goes on",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(args: Namespace) -> int:
    """Play what has not been played yet, and report on all."""
    path = scenario_file(args.file)
    scenario = opened(path, args.variant)
    if scenario.chapter is not None:
        raise Failure(f"{path} is a campaign; look at its stages one by one")
    records = series(path, scenario, args, Path(args.out) if args.out else None)
    found = found_in(scenario, records)
    if args.out:
        _write(Path(args.out), found, records, scenario)
    print(json.dumps(found, ensure_ascii=False) if args.json else "\n".join(told(found)))
    return 0


def series(path: Path, scenario: Scenario, args: Namespace, folder: Path | None) -> list[dict[str, Any]]:
    """Return the records of the games that are asked for, those that a folder holds without playing them."""
    return played(trials_of(path, scenario, args), args, folder)


def trials_of(path: Path, scenario: Scenario, args: Namespace, change: Change | None = None) -> list[Trial]:
    """Return the games that are asked for, with some figures of the scenario moved where that is wanted."""
    wished = getattr(args, "seats", None) or f"all={args.level}"
    seats = for_machines(wished, scenario.setting, scenario.setting.order)
    players(seats, args.seed)
    of = str(path), scenario.setting.variant, tuple(seats.items())
    return [Trial(*of, args.seed + index, index, change) for index in range(args.games)]


def played(trials: Sequence[Trial], args: Namespace, folder: Path | None) -> list[dict[str, Any]]:
    """Return the record of each game, those that a folder holds without playing them again."""
    ledger = Ledger(folder / "balance.jsonl", _key_of) if folder else None
    known = ledger.known if ledger else {}
    done = {trial: known[_key(trial)] for trial in trials if _key(trial) in known}
    missing = [one for one in trials if one not in done]
    progress = Progress("games", len(trials))
    progress.show(len(done))
    try:
        with keeping_failed(getattr(args, "out", None)):
            for trial, record in spread(play, missing, args.jobs, args.cluster):
                done[trial] = record
                if ledger:
                    ledger.add([record])
                progress.show(len(done))
    finally:
        progress.close()
    return [done[trial] for trial in trials]


def _key(trial: Trial) -> str:
    of = (Path(trial.path).stem, trial.variant, dict(trial.seats), trial.seed, _mark(trial.path))
    return key(*of, asdict(trial.change) if trial.change else {})


def _key_of(record: dict[str, Any]) -> str:
    of = (record[name] for name in ("file", "of", "seats", "seed", "mark"))
    return key(*of, record.get("change", {}))


def _mark(path: str) -> str:
    """Return a mark of the scenario and of the code by which games go."""
    return text_mark(Path(path).read_text(encoding="utf-8") + version())


@lru_cache(maxsize=2)
def _scenario(path: str, variant: str, change: Change | None) -> Scenario:
    """Return what is played, read once for all the games of a change."""
    scenario = loaded(path, variant)
    return adjusted(scenario, change) if change else scenario


def play(trial: Trial) -> dict[str, Any]:
    """Play one game and return its record, with who met whom when and what was never used."""
    scenario = _scenario(trial.path, trial.variant, trial.change)
    used: set[str] = set()
    met: list[int] = []
    held: dict[str, dict[str, str]] = {}
    middle = scenario.setting.clock.turns // 2

    def watch(order: Order, after: State) -> None:
        if after.turn == middle:
            held["middle"] = dict(recorded(after, middle, {}).places)
        if isinstance(order, Attack):
            met.append(after.turn)
        if isinstance(order, Activate):
            used.update(order.units)
        elif isinstance(order, Move):
            used.add(order.unit)

    seats = dict(trial.seats)
    played = play_out(scenario, trial.seed, seats, watch)
    state = played.state
    coming = [one for arrival in scenario.arrivals for one in arrival.units]
    return record_of(played, trial.seed, trial.index, seats) | {
        "file": Path(trial.path).stem,
        "of": trial.variant,
        "mark": _mark(trial.path),
        **({"change": asdict(trial.change)} if trial.change else {}),
        "first_contact": min(met, default=None),
        "used": sorted(used & {one.unit for one in (*scenario.units, *coming)}),
        "fired": sorted(state.fired),
        "held": held | {"end": dict(recorded(state, state.turn, {}).places)},
    }


def _write(folder: Path, found: dict[str, Any], records: list[dict[str, Any]], scenario: Any) -> None:
    """Write the report, the table of the games and the pictures."""
    from game.commands.balance_pictures import draw

    try:
        (folder / "balance.csv").write_text(csv_of(records), encoding="utf-8", newline="")
        names = draw(folder, found, scenario)
        (folder / "balance.md").write_text(markdown_of(found, names), encoding="utf-8")
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror}") from None
