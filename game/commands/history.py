"""Plays scenarios many times by machines and says how near their games come to history."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.commands.asking import a_seed, a_whole_number, add_jobs, opened, scenario_file
from game.commands.balance import series
from game.commands.balance_report import Found, Record
from game.commands.errors import Failure
from game.commands.history_figures import history_of, shifts_within
from game.commands.history_report import ablations_csv, csv_of, markdown_of, told
from game.commands.history_tornado import GAMES as MOVED
from game.commands.history_tornado import tornado, tornado_csv, tornado_markdown
from game.files.variants import variants_of
from game.model.scenario import Scenario

GAMES = 60
WITHOUT = "no_"
"""How the names of variants begin that take a rule or an agreement out of a scenario."""


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="scenario files or names")
    usual = "(default %(default)s)"
    parser.add_argument("--games", type=a_whole_number, default=GAMES, metavar="N", help=usual)
    parser.add_argument("--level", default="normal", help=f"of all seats {usual}")
    parser.add_argument("--seed", type=a_seed, default=1, metavar="S", help=f"of the first game {usual}")
    parser.add_argument(
        "--ablations", action="store_true", help="also each variant named no_…, and what it moves"
    )
    parser.add_argument(
        "--tornado",
        nargs="?",
        type=a_whole_number,
        const=MOVED,
        metavar="N",
        help=f"also what a fifth more or less of each main constant moves, in N games each (default {MOVED})",
    )
    add_jobs(parser)
    parser.add_argument("--out", metavar="DIR", help="keep games and reports there, a folder a scenario")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(args: Namespace) -> int:
    """Play what has not been played yet, and compare all with history."""
    found = [_compared(scenario_file(name), args) for name in args.scenarios]
    if args.json:
        print(json.dumps({"scenarios": found}, ensure_ascii=False))
    else:
        print("\n".join(line for one in found for line in told(one)))
    return 0


def _compared(path: Path, args: Namespace) -> Found:
    """Return what the games of one scenario say beside history, and write it down where that is asked for."""
    scenario = opened(path)
    if scenario.chapter is not None:
        raise Failure(f"{path} is a campaign; look at its stages one by one")
    if not scenario.setting.milestones:
        raise Failure(f"{path} names no milestones of history (`history:`)")
    folder = Path(args.out) / path.stem if args.out else None
    records = series(path, scenario, args, folder)
    found = history_of(scenario, records)
    if args.ablations:
        found["ablations"] = [
            _without(path, one.name, args, folder, records)
            for one in variants_of(path)
            if one.name.startswith(WITHOUT)
        ]
    if args.tornado:
        found["tornado"] = tornado(path, scenario, args, folder)
    if folder:
        _write(folder, found, scenario, records)
    return found


def _without(path: Path, variant: str, args: Namespace, folder: Path | None, usual: list[Record]) -> Found:
    """Return how far each milestone moves when a variant takes something out."""
    scenario = opened(path, variant)
    records: list[Record] = series(path, scenario, args, folder)
    return {"variant": variant, "shifts": shifts_within(scenario, list(zip(usual, records, strict=True)))}


def _write(folder: Path, found: Found, scenario: Scenario, records: list[Record]) -> None:
    """Write the report, its table and the pictures."""
    from game.commands.balance_pictures import draw
    from game.commands.history_maps import draw_maps

    try:
        (folder / "history.csv").write_text(csv_of(found), encoding="utf-8", newline="")
        names = [name for name in draw(folder, found["balance"], scenario) if name == "milestones.png"]
        names += draw_maps(folder, scenario, records)
        (folder / "history.md").write_text(markdown_of(found, names), encoding="utf-8")
        if "ablations" in found:
            (folder / "ablations.csv").write_text(ablations_csv(found), encoding="utf-8", newline="")
        if "tornado" in found:
            _write_tornado(folder, found["tornado"])
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror}") from None


def _write_tornado(folder: Path, rows: list[Found]) -> None:
    """Write what the constants matter: a table, the same as a picture, and both on a page."""
    from game.commands.history_pictures import draw_tornado

    (folder / "tornado.csv").write_text(tornado_csv(rows), encoding="utf-8", newline="")
    draw_tornado(folder / "tornado.png", rows)
    (folder / "tornado.md").write_text(tornado_markdown(rows, "tornado.png"), encoding="utf-8")
