"""`main.py balance`: what a series of games says of a scenario."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from game.cli import run
from game.commands.balance_report import found_in
from game.files import load_scenario

SKIRMISH = str(Path(__file__).parent / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]


def balanced(capsys: Out, *words: str) -> dict[str, Any]:
    """Run the command and return its document."""
    assert run(["balance", SKIRMISH, "--level", "greedy", "--json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_every_seat_is_told_of_with_its_intervals(capsys: Out) -> None:
    found = balanced(capsys, "--games", "4")
    assert [seat["faction"] for seat in found["seats"]] == ["gov", "isis"]
    for seat in found["seats"]:
        assert seat["wins_low_pct"] <= seat["wins_pct"] <= seat["wins_high_pct"]
        assert seat["margin_low"] <= seat["margin"] <= seat["margin_high"]
        assert len(seat["all_margins"]) == 4


def test_the_report_is_written_with_its_table_and_pictures(capsys: Out, tmp_path: Path) -> None:
    balanced(capsys, "--games", "3", "--out", str(tmp_path))
    report = (tmp_path / "balance.md").read_text(encoding="utf-8")
    assert "| gov | greedy |" in report and "![margins.png](margins.png)" in report
    assert (tmp_path / "margins.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.DictReader((tmp_path / "balance.csv").open(encoding="utf-8")))
    assert [row["seed"] for row in rows] == ["1", "2", "3"]


def test_it_goes_on_with_what_the_folder_holds(
    capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = balanced(capsys, "--games", "3", "--out", str(tmp_path))
    monkeypatch.setattr("game.commands.balance.play", lambda trial: pytest.fail("played again"))
    assert balanced(capsys, "--games", "3", "--out", str(tmp_path)) == first


def test_results_do_not_depend_on_the_number_of_processes(capsys: Out) -> None:
    one, two = balanced(capsys, "--games", "3"), balanced(capsys, "--games", "3", "--jobs", "2")
    assert {**one, "cpu_s": 0} == {**two, "cpu_s": 0}


def record(margin: int, verdict: str, **more: Any) -> dict[str, Any]:
    """A game that was written down."""
    both = {"gov": margin, "isis": -margin}
    given = {
        "seats": {"gov": "normal", "isis": "normal"}, "margins": both, "turns": 2, "cpu_s": 1.0,
        "ending": {"gov": verdict, "isis": "defeat"}, "losses": {one: {"steps": 2} for one in both},
        "milestones": {"sukhna": None}, "first_contact": None, "used": [], "fired": [],
    }  # fmt: skip
    return {**given, **more}


def test_a_seat_that_hardly_wins_is_called_uphill_and_one_that_always_wins_easy() -> None:
    seats = found_in(load_scenario(SKIRMISH), [record(120, "decisive victory") for _ in range(20)])["seats"]
    remarks = {seat["faction"]: seat["remark"].split(":")[0] for seat in seats}
    assert remarks == {"gov": "an easy seat", "isis": "an uphill seat"}


def test_a_milestone_is_counted_in_days_from_history() -> None:
    dated = [record(0, "draw", milestones={"sukhna": day}) for day in ("2017-08-10", "2017-08-17", None)]
    [found] = found_in(load_scenario(SKIRMISH), dated)["milestones"]
    assert found["all_days_off"] == [-2, 5]
    assert (found["reached_pct"], found["covered"]) == (66.7, True)


def test_units_and_events_that_are_never_used_are_named() -> None:
    found = found_in(load_scenario(SKIRMISH), [record(0, "draw", used=["gov_1", "gov_2", "isis_2"])])
    assert found["unused_units"] == ["gov_3", "gov_4", "isis_1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--level", "genius"], "genius"), (["--games", "0"], "from 1"), (["--seats", "all=human"], "human")],
)
def test_what_cannot_be_played_is_refused_in_one_line(capsys: Out, words: list[str], said: str) -> None:
    assert run(["balance", SKIRMISH, *words]) == 2
    assert said in capsys.readouterr().err
