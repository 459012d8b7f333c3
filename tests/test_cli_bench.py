"""The benchmark's table, and the probes it starts. Nothing here asserts how fast anything is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli import run
from game.commands import bench, bench_files, bench_saves
from game.commands.bench import Row, machine, probe
from game.files import load_scenario

SKIRMISH = Path(__file__).parent / "data" / "skirmish.yaml"
Out = pytest.CaptureFixture[str]


def two_rows(path: Path, part: str | None) -> Iterator[Row]:
    yield Row("quick", 1.0, 2.0, "ms")
    yield Row("slow", 3.0, 2.0, "s")


def test_a_row_is_in_order_up_to_its_target() -> None:
    assert Row("a", 2.0, 2.0, "s").ok
    assert not Row("a", 2.1, 2.0, "s").ok


def test_the_table_marks_what_is_over_its_target(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setattr(bench, "measured", two_rows)
    assert run(["bench"]) == 0
    quick, slow, last = capsys.readouterr().out.splitlines()
    assert quick.split() == ["quick", "1", "2", "ms", "ok"]
    assert slow.split()[-1] == "over"
    assert last == machine()


def test_json_holds_row_figure_target_unit_and_ok(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setattr(bench, "measured", two_rows)
    assert run(["bench", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rows"][1] == {"row": "slow", "figure": 3.0, "target": 2.0, "unit": "s", "ok": False}
    assert found["machine"].startswith("Python 3.")


def test_a_part_is_measured_by_itself(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    def one_row(path: Path) -> Iterator[Row]:
        yield Row("thinking", 1.0, 2.0, "s")

    def nothing(path: Path) -> Iterator[Row]:
        raise AssertionError("this part was not asked for")

    monkeypatch.setattr(bench, "PARTS", {"rules": nothing, "window": nothing, "ai": one_row})
    assert run(["bench", "--part", "ai"]) == 0
    assert capsys.readouterr().out.split()[0] == "thinking"


def test_the_large_file_that_is_measured_is_in_order(tmp_path: Path) -> None:
    text = bench_files.large(tmp_path / "large.yaml")
    assert 45_000 < len(text) < 60_000
    scenario = load_scenario(tmp_path / "large.yaml")
    assert len(scenario.units) == bench_files.UNITS
    grid = scenario.setting.board.grid
    assert (abs(grid.cols - 120) <= 2, abs(grid.rows - 100) <= 2) == (True, True)


def test_the_large_map_of_the_window_has_as_many_counters_as_its_rows_say(tmp_path: Path) -> None:
    bench_files.large(tmp_path / "large.yaml", bench.COUNTERS)
    assert len(load_scenario(tmp_path / "large.yaml").units) == bench.COUNTERS == 400


def test_a_game_of_machines_is_measured_by_impulse_and_by_turn() -> None:
    _, found = probe("game", SKIRMISH, words=("greedy", ""))
    assert found["cpu_s"] > 0
    assert 0 < found["impulse_s"]["p50"] <= found["impulse_s"]["p95"] <= found["impulse_s"]["max"]
    assert found["turn_s"]["max"] >= found["impulse_s"]["max"]


def test_the_rules_are_measured_on_any_scenario() -> None:
    from game.files import load_scenario

    rows = list(bench._rules(load_scenario(SKIRMISH)))
    assert [row.unit for row in rows] == ["ms"] * len(rows)
    assert all(row.figure > 0 for row in rows)
    assert {"supply of all factions", "apply of a move", "view of a faction"} <= {row.row for row in rows}


def test_what_a_save_costs_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_saves, "scenario_file", lambda name: SKIRMISH)
    order, load = bench_saves.rows_of()
    assert order.unit == "ms" and order.figure > 0
    assert load.unit == "s" and load.figure > 0 and "turns" in load.row


def test_the_first_order_of_a_headless_game_comes_without_pygame() -> None:
    seconds, found = probe("first-order", SKIRMISH)
    assert seconds > 0
    assert found["pygame"] is False
    assert found["mb"] is None or found["mb"] < 110


@pytest.mark.long
def test_the_window_is_measured_in_memory() -> None:
    assert probe("menu", SKIRMISH)[0] > 0
    assert probe("map", SKIRMISH)[1]["frame_ms"] > 0
    shown = probe("large", SKIRMISH)[1]
    assert shown["counters"] > 0 and shown["pan_p95_ms"] > 0 and shown["zoom_p95_ms"] > 0


@pytest.mark.long
def test_every_click_and_key_that_is_measured_is_answered() -> None:
    asked = probe("answers", SKIRMISH)[1]
    assert asked["acts"] > 40
    assert 0 < asked["p95_ms"] <= asked["worst_ms"]
    shown = probe("film", SKIRMISH)[1]
    assert shown["shots"] > 0 and 0 < shown["p99_ms"] <= shown["worst_ms"]
