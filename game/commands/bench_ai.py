"""What the machine players cost: their turns on the largest maps, and whole games.

A turn is what one faction thinks in one impulse; where a turn has two, both together are a row of their own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from game.commands.asking import scenario_file, skirmishes
from game.commands.bench_rows import Row, probe
from game.commands.headless import peak_mb, play_out, spread
from game.commands.proving import scenario_text

LARGEST = "race_to_geneva"
TARGETS = {"recruit": 0.5, "easy": 0.5, "normal": 0.5, "hard": 2.0}
"""Seconds of one core that a turn of each level takes at most on the largest shipped map."""


def rows_of() -> Iterator[Row]:
    """Yield the rows of the machine players, each game in a process of its own."""
    yield from _proving_ground()
    yield from _levels()
    found = _played(scenario_file("deir_al_zor"), "normal")
    yield Row("normal, whole game of Deir al-Zor, CPU", found["cpu_s"], 20, "s")
    fights = [_played(path, "normal")["cpu_s"] for path in skirmishes()]
    if fights:
        yield Row("normal, a skirmish, CPU, the longest", max(fights), 0.5, "s")


def _played(path: Path, player: str, variant: str = "") -> dict[str, Any]:
    return probe("game", path, words=(player, variant))[1]


def _proving_ground() -> Iterator[Row]:
    with proving_ground() as path:
        found = _played(path, "normal")
    for name, turns in (("one impulse", found["impulse_s"]), ("whole turn", found["turn_s"])):
        yield Row(f"normal on 64×64, 4×50 units, {name}, 50 %", turns["p50"], 0.8, "s")
        yield Row(f"normal on 64×64, 4×50 units, {name}, 95 %", turns["p95"], 0.8, "s")
        yield Row(f"normal on 64×64, 4×50 units, {name}, max", turns["max"], 1.5, "s")
    yield Row("normal on 64×64, 4×50 units, memory", found["mb"] or 0, 250, "MB")


def _levels() -> Iterator[Row]:
    for level, target in TARGETS.items():
        found = _played(scenario_file(LARGEST), level, "quick")
        for name, share in (("p50", "50 %"), ("p95", "95 %"), ("max", "max")):
            yield Row(f"{level} on the largest map, a turn, {share}", found["impulse_s"][name], target, "s")


@contextmanager
def proving_ground() -> Iterator[Path]:
    """Lend the file of the generated map."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proving_ground.yaml"
        path.write_text(scenario_text(), encoding="utf-8")
        yield path


def game_of(path: Path, player: str, variant: str) -> dict[str, Any]:
    """Play a game, one kind of player at every seat, and return how long its turns took in seconds."""
    from game.files import load_scenario

    scenario = load_scenario(path, variant)
    played = play_out(scenario, 1, dict.fromkeys(scenario.setting.order, player))
    return {
        "cpu_s": played.cpu_s,
        "impulse_s": _seconds([one for spent in played.clockwork.spent.values() for one in spent]),
        "turn_s": _seconds(played.clockwork.whole_turns()),
        "mb": peak_mb(),
    }


def _seconds(milliseconds: list[float]) -> dict[str, float]:
    return {name: value / 1000 for name, value in spread(sorted(milliseconds)).items()}
