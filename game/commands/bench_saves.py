"""What a save costs: an order put on the disk, a long game taken up again."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from game.commands.asking import scenario_file
from game.commands.bench_rows import Row
from game.commands.headless import play_out
from game.files import load_scenario
from game.files.journal import SaveFile, write_save
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import setup
from game.rules.marks import Marker
from game.table import resumed

LONGEST = "race_to_geneva"
ORDERS = 300


def rows_of() -> Iterator[Row]:
    """Yield the rows of saves; both are by the clock, for a disk is waited for."""
    scenario = load_scenario(scenario_file(LONGEST))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.save"
        write_save(path, scenario.source, 1, {}, ())
        spent = sorted(_appended(path))
        yield Row("an order on the disk, 95 %", 1000 * spent[95 * ORDERS // 100], 3, "ms")
        turns = _played(scenario, Path(folder) / "long.save")
        began = time.perf_counter()
        _, keeper, _ = resumed(Path(folder) / "long.save", Path(folder))
        yield Row(f"taking up a game of {turns} turns", time.perf_counter() - began, 1, "s")
        keeper.close()


def _appended(path: Path) -> Iterator[float]:
    """Yield the seconds that each of some orders takes."""
    with SaveFile.open(path) as file:
        for number in range(ORDERS):
            began = time.perf_counter()
            file.append("move gov_tiger 1207", f"{number:032x}", '{"units":"3f21a0bc"}')
            yield time.perf_counter() - began


def _played(scenario: Scenario, path: Path) -> int:
    """Write the save of a whole game of the quickest machines, and return its turns."""
    marker, now, written = Marker(), setup(scenario, 1), list[tuple[str, str, str]]()

    def note(order: Order, after: State) -> None:
        nonlocal now
        written.append((str(order), *marker.marked(now, after)))
        now = after

    seats = dict.fromkeys(scenario.setting.order, "greedy")
    last = play_out(scenario, 1, seats, note).state
    write_save(path, scenario.source, 1, seats, written)
    return last.turn
