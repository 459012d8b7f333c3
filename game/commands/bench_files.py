"""What authors wait for: a check, start-up included, of a large file; reading and loading it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from game.commands.bench_rows import ROOT, Row
from game.files import load_scenario
from game.files.geography import forget
from game.files.schema import adapter
from game.files.yaml_reader import parse_document
from game.model.board import Board
from game.model.scenario import Scenario

HEAD = """\
format: 1
id: large
extends: base/syria_2017
title: A large map
clock: {start: 2017-06-09, turn_days: 7, turns: 24}
map: {bounds: {west: 35.95, south: 33.05, east: 42.5, north: 36.95}, hex_km: 5}
factions:
  gov:
    {name: Government, short: GOV, colour: "#D55E00", command: {1: 9},
     countries: [syria, iraq, jordan, lebanon, turkey], capital: palmyra,
     sources: [palmyra, damascus, homs, aleppo], hqs: {axis: Central axis}, par: 1}
  isis:
    {name: Islamic State, short: IS, colour: "#1A1A1A", pattern: cross, command: {1: 5}, town_supply: true,
     countries: [syria, iraq, jordan, lebanon, turkey], hqs: {axis: Furat}, par: 1}
order: [isis, gov]
sides: [[gov], [isis]]
camps: [[gov], [isis]]
relations: {all_against: [isis]}
control: {date: 2017-06-10, map: {GOV: gov, ISIS: isis}}
bands: {decisive: 10, win: 4, draw: -1}
"""
"""A map of 120 × 100 hexes."""

UNITS = 300
NAME = (
    '"Group {n} of the {brigade}th brigade of the line and its trains", posture: hold, dig_in: 0, known: true'
)
UNIT = "  - {{id: {f}_{n:03}, template: {t}, faction: {f}, hq: axis, at: {{hex: {at}}}, name: {name}}}\n"


def rows_of() -> Iterator[Row]:
    """Yield the rows of the authors' files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        text = large(path)
        spent = min(_clocked(path) for _ in range(3))
        yield Row("check of 120×100 hexes, start-up included", spent, 0.5, "s")
        reading = 1000 * _least(lambda: parse_document(text, "x"))
        yield Row(f"reading {len(text) // 1024} KB of YAML", reading, 30, "ms")
        loading = 1000 * _least(lambda: _loaded(path))
        yield Row("loading the same, its map drawn", loading, 300, "ms")


def large(path: Path, units: int = UNITS) -> str:
    """Write a scenario of 120 × 100 hexes with so many units into a file, and return its text."""
    path.write_text(HEAD + "units: []\n", encoding="utf-8")
    scenario = load_scenario(path)
    text = HEAD + "units:\n" + "".join(_units(scenario, units))
    path.write_text(text, encoding="utf-8")
    return text


def _units(scenario: Scenario, count: int) -> Iterator[str]:
    board, control = scenario.setting.board, scenario.control
    free = [here for here in range(len(board.grid)) if control[here] and _open(board, here)]
    for n, here in enumerate(free[:: len(free) // count][:count]):
        template = "saa_mech" if control[here] == "gov" else "isis_line"
        name = NAME.format(n=n, brigade=4 + n % 17)
        yield UNIT.format(f=control[here], n=n, t=template, at=f'"{board.grid.label(here)}"', name=name)


def _open(board: Board, here: int) -> bool:
    return board.terrain[here].mech is not None


def _clocked(path: Path) -> float:
    """Return the seconds of a check by the clock, in a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, ROOT / "main.py", "check", path], capture_output=True, check=True)
    return time.perf_counter() - began


def _loaded(path: Path) -> None:
    forget()
    load_scenario(path)


def _least(action: Callable[[], object]) -> float:
    """Return how much processor time an action takes, in the best of some tries."""
    adapter()
    tries = []
    for _ in range(5):
        start = time.process_time()
        action()
        tries.append(time.process_time() - start)
    return min(tries)
