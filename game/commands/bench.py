"""Measures the speed of the game: one row a figure, with its target.

Starts and what becomes visible are by the clock, everything else is processor time, so that a busy machine
blurs it less.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from game.commands import bench_files, bench_saves
from game.commands.asking import scenario_file
from game.commands.bench_ai import rows_of
from game.commands.bench_rows import Row, best, probe
from game.commands.errors import Failure
from game.commands.headless import play_out
from game.files import load_scenario
from game.files.geography import forget
from game.model.orders import Attack, Move, Order
from game.model.scenario import Scenario
from game.model.state import State, View
from game.model.units import Unit
from game.rules import apply, legal_orders, setup, view_of
from game.rules.combat import preview
from game.rules.movement import reach_of
from game.rules.politics.relations import hostile
from game.rules.supply import supply_map

LARGEST = "race_to_geneva"
COUNTERS = 400
REPEATS = 30


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--scenario", default="deir_al_zor", metavar="FILE", help="(default deir_al_zor)")
    parser.add_argument(
        "--part",
        choices=PARTS,
        help="only the rules, the window, the machine players, the files or the saves",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")


def run(args: Namespace) -> int:
    """Measure everything; exit code 0 whether or not the targets are met, for they are of one machine."""
    path = scenario_file(args.scenario)
    rows = []
    for row in measured(path, args.part):
        rows.append(row)
        if not args.json:
            mark = "ok" if row.ok else "over"
            print(f"{row.row:45}{row.figure:>10.3g}{row.target:>9g} {row.unit:4}{mark}", flush=True)
    if args.json:
        listed = [{**asdict(row), "ok": row.ok} for row in rows]
        print(json.dumps({"machine": machine(), "rows": listed}, indent=1))
    else:
        print(machine())
    return 0


def machine() -> str:
    """Return what the figures were taken on."""
    return f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors"


def measured(path: Path, part: str | None = None) -> Iterator[Row]:
    """Yield every row, or those of a part, as soon as it is measured."""
    for name, rows in PARTS.items():
        if part in (None, name):
            yield from rows(path)


def _headless(path: Path) -> Iterator[Row]:
    """Yield the rows of the game without a window."""
    start, headless = best("first-order", path)
    yield Row("headless start to first order", start, 0.6, "s")
    yield Row("headless start to first order, memory", headless["mb"] or 0, 110, "MB")
    scenario = load_scenario(path)
    yield Row("scenario load", seconds(lambda: _loaded(path), 5), 0.2, "s")
    yield from _rules(scenario)
    played = play_out(scenario, 1, dict.fromkeys(scenario.setting.order, "greedy"))
    yield Row("greedy v greedy, whole game, CPU", played.cpu_s, 5, "s")


def _loaded(path: Path) -> None:
    """Load a scenario as for the first time, its map drawn anew."""
    forget()
    load_scenario(path)


def _window(path: Path) -> Iterator[Row]:
    """Yield the rows of the window, drawn in software into memory."""
    menu_at, _ = best("menu", path)
    map_at, shown = best("map", path)
    yield Row("frame at 1920×1080 while panning", shown["frame_ms"], 8, "ms")
    yield Row("frame at 1920×1080 while panning, 95 %", shown["frame_p95_ms"], 8, "ms")
    yield from _large_map()
    asked = probe("answers", scenario_file(LARGEST))[1]
    yield Row("click or key to its answer, largest map, 95 %", asked["p95_ms"], 50, "ms")
    yield Row("slowest answer to a click or key", asked["worst_ms"], 50, "ms")
    shown = probe("film", scenario_file(LARGEST))[1]
    yield Row("film of a turn opened, largest map", shown["open_ms"], 50, "ms")
    yield Row("worst frame of the film", shown["worst_ms"], 30, "ms")
    # SDL's driver without a display polls for events; only on a display does it sleep, as a player's will.
    with display() as environment:
        yield Row("idle CPU", probe("idle", path, environment)[1]["idle_pct"], 1, "%")
    watched = probe("thinking", scenario_file(LARGEST))[1]
    yield Row("frame while machines think, largest map, 99 %", watched["p99_ms"], 30, "ms")
    yield Row("worst frame while machines think", watched["worst_ms"], 30, "ms")
    yield Row("menu visible", menu_at, 1.0, "s")
    yield Row("map visible", map_at, 1.5, "s")


def _large_map() -> Iterator[Row]:
    """Yield the rows of a map of 120 × 100 hexes with 400 counters."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        bench_files.large(path, COUNTERS)
        shown = probe("large", path)[1]
    what = f"120×100 hexes, {shown['counters']} counters"
    yield Row(f"{what}: panning, 95 %", shown["pan_p95_ms"], 8, "ms")
    yield Row(f"{what}: zooming, 95 %", shown["zoom_p95_ms"], 8, "ms")
    yield Row(f"{what}: memory", shown["mb"] or 0, 350, "MB")


def _rules(scenario: Scenario) -> Iterator[Row]:
    """Yield the rows of the rules, on the position at the start."""
    state = setup(scenario, 1)
    factions = scenario.setting.order
    views = {faction: view_of(state, faction) for faction in factions}
    reach = mean_of_fresh(state, lambda one: _reaches(views)) / len(state.units)
    yield Row("one unit's reach, with ZOC and fog", 1000 * reach, 0.3, "ms")
    attacks = list(_attacks(views))
    if attacks:
        odds = mean_of_fresh(state, lambda one: [preview(replace(view), attack) for view, attack in attacks])
        yield Row("exact odds of a fight", 1000 * odds / len(attacks), 0.2, "ms")
    supply = mean_of_fresh(state, lambda one: [supply_map(one, faction) for faction in factions])
    yield Row("supply of all factions", 1000 * supply, 30, "ms")
    move = _a_move(state)
    yield Row("apply of a move", 1000 * mean_of_fresh(state, lambda one: apply(one, move)), 0.5, "ms")
    viewing = mean_of_fresh(state, lambda one: view_of(one, factions[-1]))
    yield Row("view of a faction", 1000 * viewing, 3, "ms")


def _reaches(views: Mapping[str, View]) -> None:
    """Find the reach of every unit, each faction from a View of which nothing has been derived yet."""
    for faction, view in views.items():
        fresh = replace(view)
        for unit in fresh.units_of(faction):
            reach_of(fresh, replace(unit, active=True))


def seconds(action: Callable[[], object], times: int) -> float:
    """Return how much processor time an action takes, in the best of some tries."""
    tries = []
    for _ in range(times):
        start = time.process_time()
        action()
        tries.append(time.process_time() - start)
    return min(tries)


def mean_of_fresh(state: State, action: Callable[[State], object]) -> float:
    """Return the mean processor time of an action on states of which nothing has been derived yet.

    The first run is not counted: it lays out the tables of the map, once a game.
    """
    action(replace(state))
    spent = 0.0
    for _ in range(REPEATS):
        fresh = replace(state)
        start = time.process_time()
        action(fresh)
        spent += time.process_time() - start
    return spent / REPEATS


def _attacks(views: dict[str, View]) -> Iterator[tuple[View, Attack]]:
    """Yield an attack of each unit on the first enemy it sees beside it."""
    for faction, view in views.items():
        for unit in view.units_of(faction):
            target = next(_beside(view, unit), None)
            if target is not None:
                yield view, Attack(view.setting.board.grid.label(target.at), (unit.id,))


def _beside(view: View, unit: Unit) -> Iterator[Unit]:
    for near in view.setting.board.grid.around[unit.at]:
        yield from (other for other in view.units_at(near) if hostile(view, unit.faction, other.faction))


def _a_move(state: State) -> Order:
    assert state.active is not None
    for order in legal_orders(view_of(state, state.active)):
        if isinstance(order, Move):
            return order
    raise Failure("nobody can move at the start of this scenario")


@contextmanager
def display() -> Iterator[Mapping[str, str]]:
    """Lend the environment of a display: the one there is, else one in memory where Xvfb is installed."""
    if os.environ.get("DISPLAY") or not shutil.which("Xvfb"):
        yield {"SDL_VIDEODRIVER": "x11"} if os.environ.get("DISPLAY") else {}
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield {"DISPLAY": f":{told.readline().strip()}", "SDL_VIDEODRIVER": "x11"}
    finally:
        server.terminate()
        server.wait()


PARTS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "rules": _headless,
    "window": _window,
    "ai": lambda path: rows_of(),
    "files": lambda path: bench_files.rows_of(),
    "saves": lambda path: bench_saves.rows_of(),
}
"""What can be measured by itself."""
