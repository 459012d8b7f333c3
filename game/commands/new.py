"""Cuts a new scenario out of the atlas: a frame on a date, with those who stood in it, ready to be played."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from game.commands.asking import SCENARIOS
from game.commands.errors import Failure, UsageError

if TYPE_CHECKING:
    from game.files.founding import Founding, Frame
    from game.hexgrid.coords import Hex
    from game.model.kinds import FactionId
    from game.model.state import State

WORLD = (35.0, 31.5, 44.5, 38.0)
"""West, south, east and north of what the atlas knows."""
MOST_HEXES = 40_000
FIRST, LAST = date(2017, 5, 1), date(2018, 4, 1)
TURNS, TURN_DAYS = 12, 7
ROUNDS = 24
"""Times that somebody who is out of supply at the start is seen to."""


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("name", metavar="NAME", help="of the scenario and its file, such as khabur_valley")
    parser.add_argument(
        "--bounds", required=True, type=a_box, metavar="W,S,E,N",
        help="the box of the map in degrees, such as 38.0,34.2,39.6,35.2 (write --bounds=… )",
    )  # fmt: skip
    parser.add_argument("--hex-km", required=True, type=a_size, metavar="K", help="size of a hex, 2 to 30")
    parser.add_argument(
        "--date", type=a_day, default=date(2017, 6, 10), metavar="DAY", help="(default 2017-06-10)"
    )
    parser.add_argument("--turns", type=int, default=TURNS, metavar="N", help=f"(default {TURNS})")
    parser.add_argument(
        "--turn-days", type=int, default=TURN_DAYS, metavar="D", help=f"(default {TURN_DAYS})"
    )
    parser.add_argument("--title", default="", help="(default: the name, in words)")
    parser.add_argument("--out", metavar="FILE", help="the file to write (default scenarios/NAME.yaml)")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def a_box(text: str) -> tuple[float, float, float, float]:
    """Read a box such as 38.0,34.2,39.6,35.2."""
    cells = text.split(",")
    if len(cells) != 4 or not all(re.fullmatch(r"-?\d{1,3}(\.\d{1,6})?", cell.strip()) for cell in cells):
        raise ArgumentTypeError(
            f"west,south,east,north in degrees are wanted, such as 38,34.2,39.6,35; not {text[:40]!r}"
        )
    west, south, east, north = map(float, cells)
    if west >= east or south >= north:
        raise ArgumentTypeError("west must be less than east, and south less than north")
    return west, south, east, north


def a_size(text: str) -> int:
    """Read the size of a hex."""
    if not re.fullmatch(r"\d{1,2}", text) or not 2 <= int(text) <= 30:
        raise ArgumentTypeError(f"whole kilometres from 2 to 30 are wanted, not {text[:20]!r}")
    return int(text)


def a_day(text: str) -> date:
    """Read a day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"a day such as 2017-08-05 is wanted, not {text[:20]!r}") from None
    if not FIRST <= day < LAST:
        raise ArgumentTypeError(f"the archive knows the days from {FIRST} to {LAST}")
    return day


def run(args: Namespace) -> int:
    """Write the scenario."""
    from game.files.archive import read_archive
    from game.files.founding import Founding, NothingThere

    frame = frame_of(args)
    path = Path(args.out) if args.out else SCENARIOS / f"{frame.id}.yaml"
    if path.exists() and not args.force:
        raise Failure(f"{path} is there already; choose another name, or --force to write over it")
    try:
        made = Founding(frame, read_archive())
        made.check()
    except NothingThere as error:
        raise Failure(str(error)) from None
    text = finished(made)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from None
    print(told(made, path))
    return 0


def frame_of(args: Namespace) -> Frame:
    """Return what is asked for; UsageError where it cannot be had."""
    from game.files.founding import Frame
    from game.geo.projection import Bounds

    if not re.fullmatch(r"[a-z][a-z0-9_]{0,47}", args.name):
        raise UsageError(
            f"a name is small letters, digits and _, such as khabur_valley; not {args.name[:50]!r}"
        )
    if not (1 <= args.turns <= 400 and 1 <= args.turn_days <= 31):
        raise UsageError("--turns are 1 to 400, --turn-days 1 to 31")
    west, south, east, north = args.bounds
    if west < WORLD[0] or south < WORLD[1] or east > WORLD[2] or north > WORLD[3]:
        known = "west {:g}, south {:g}, east {:g}, north {:g}".format(*WORLD)
        raise UsageError(f"the atlas reaches to {known}; longitude comes first (west,south,east,north)")
    wide, tall = (east - west) * 111.2 / args.hex_km, (north - south) * 111.2 / (args.hex_km * 0.866)
    if wide * tall > MOST_HEXES or min(wide, tall) < 3:
        raise UsageError(
            f"that is a map of about {wide:.0f} by {tall:.0f} hexes; take another --hex-km or box"
        )
    title = args.title or args.name.replace("_", " ").capitalize()
    return Frame(args.name, title, Bounds(*args.bounds), args.hex_km, args.date, args.turns, args.turn_days)


def finished(made: Founding) -> str:
    """Return the scenario: everybody fed at its start as far as may be, par what each scores there."""
    from game.files.founding_text import text_of
    from game.rules.score import score_of

    nothing = dict.fromkeys((one.id for one in made.powers), "0")
    text = text_of(made, nothing)
    state = started(made, text)
    for _ in range(ROUNDS):
        hungry = hungriest(state)
        for faction, at in hungry.items():
            made.feed(faction, at)
        draft = text_of(made, nothing)
        if draft == text:
            break
        text, state = draft, started(made, draft)
    return text_of(made, {one.id: f"{score_of(state, one.id) / 10:g}" for one in made.powers})


def started(made: Founding, text: str) -> State:
    """Return a draft at its start."""
    from game.files import ScenarioError, load_scenario
    from game.rules import setup

    with TemporaryDirectory() as folder:
        draft = Path(folder) / f"{made.frame.id}.yaml"
        draft.write_text(text, encoding="utf-8")
        try:
            return setup(load_scenario(draft), 1)
        except ScenarioError as error:
            first = error.problems[0] if error.problems else error
            raise Failure(f"this frame makes no scenario that can be played: {first}") from None


def hungriest(state: State) -> dict[FactionId, Hex]:
    """Return for each faction that has units out of supply the hex where most of them are."""
    from game.model.kinds import SupplyState
    from game.rules.supply import supply_map

    found: dict[FactionId, Hex] = {}
    for faction in state.setting.order:
        supplied = supply_map(state, faction)
        at = [unit.at for unit in state.units_of(faction) if supplied.state_at(unit.at) is SupplyState.OUT]
        if at:
            found[faction] = max(at, key=lambda here: (at.count(here), -here))
    return found


def told(made: Founding, path: Path) -> str:
    """Say what was written and what comes next."""
    units = sum(one.count for one in made.counters)
    later = sum(one.count for one in made.arrivals)
    grid = made.board.grid
    name = path.stem if path.parent.resolve() == SCENARIOS else path
    return (
        f"{path}: {grid.cols}x{grid.rows} hexes, {len(made.powers)} factions, {units} units"
        f"{f' and {later} that come later' if later else ''}, {len(made.assets())} valued places\n"
        f"next: main.py check {path} · main.py preview {path} --watch · main.py play {name}"
    )
