"""The search for better figures: what it asks, that it goes on where it was stopped, what it reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.ai.weights import NORMAL
from game.cli import run
from game.commands.pairs import Pair, Result
from game.commands.tune import Figure, drawn_in, named

pytest.importorskip("cmaes")

SKIRMISH = str(Path(__file__).parent / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]
FIGURES = ("least=0..40", "least_won=0..20")


def tuned(capsys: Out, out: Path, steps: int = 2, *words: str) -> dict[str, Any]:
    """Return what a small search found."""
    few = ("--scenario", SKIRMISH, "--pool", "pass", "--sets", "4", "--steps", str(steps))
    assert run(["tune", *FIGURES, *few, "--out", str(out), "--json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_search_reports_its_steps_and_a_player_that_can_be_measured(tmp_path: Path, capsys: Out) -> None:
    found = tuned(capsys, tmp_path)
    assert found["start"] == {"least": NORMAL.least, "least_won": NORMAL.least_won}
    assert len(found["steps"]) == 2
    assert 0 <= found["found"]["least"] <= 40
    assert found["player"] == named("normal", found["found"])
    words = ["match", found["player"], "normal", "--scenario", SKIRMISH, "--pairs", "1"]
    assert run(words) == 0


def test_a_search_goes_on_where_it_was_stopped(tmp_path: Path, capsys: Out) -> None:
    whole = tuned(capsys, tmp_path / "whole", 3)
    tuned(capsys, tmp_path / "parts", 2)
    log = tmp_path / "parts" / "tune.jsonl"
    first = log.read_bytes().splitlines()[0]
    log.write_bytes(log.read_bytes()[:-9])  # the second step was not finished
    assert tuned(capsys, tmp_path / "parts", 3) == whole
    lines = log.read_bytes().splitlines()
    assert len(lines) == 3
    assert lines[0] == first


def test_a_folder_holds_one_search(tmp_path: Path, capsys: Out) -> None:
    tuned(capsys, tmp_path, 1)
    words = ["--scenario", SKIRMISH, "--pool", "pass", "--out", str(tmp_path), "--sets", "4"]
    assert run(["tune", "least=0..20", *words]) == 2
    assert "begun otherwise" in capsys.readouterr().err


def test_a_step_is_logged_with_all_it_tried(tmp_path: Path, capsys: Out) -> None:
    tuned(capsys, tmp_path, 1)
    (line,) = (tmp_path / "tune.jsonl").read_text(encoding="utf-8").splitlines()
    step = json.loads(line)
    assert len(step["sets"]) == len(step["worth"]) == 4
    assert set(step["mean"]) == {"least", "least_won"}
    games = (tmp_path / "match.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(games) == 2 * len({json.dumps(one, sort_keys=True) for one in step["sets"]})


@pytest.mark.parametrize("figure", ["least", "least=5", "least=9..3", "lest=0..9", "least=a..b"])
def test_a_figure_wants_a_name_that_is_known_and_bounds(figure: str, tmp_path: Path, capsys: Out) -> None:
    assert run(["tune", figure, "--scenario", SKIRMISH, "--out", str(tmp_path)]) == 2
    assert "least_won=6..18" in capsys.readouterr().err


def test_only_a_level_can_be_tuned(tmp_path: Path, capsys: Out) -> None:
    assert run(["tune", "least=0..9", "--level", "pass", "--scenario", SKIRMISH, "--out", str(tmp_path)]) == 2
    assert "without figures" in capsys.readouterr().err


def test_shares_of_a_range_are_values_and_back() -> None:
    figure = Figure("least", 10, 30)
    assert [figure.at(share) for share in (-1, 0, 0.5, 1, 2)] == [10, 10, 20, 30, 30]
    assert figure.share(25) == 0.75


def test_a_rout_is_worth_less_than_two_narrow_wins() -> None:
    rout, narrow = (
        drawn_in(Pair(Result("s", (), True, (by, 0), "", 0), Result("s", (), False, (0, by), "", 0)))
        for by in (500, 40)
    )
    assert narrow == 0.5
    assert rout < 2 * narrow


def test_a_search_is_told_with_the_match_that_would_confirm_it(tmp_path: Path, capsys: Out) -> None:
    few = ["--scenario", SKIRMISH, "--pool", "pass", "--sets", "4", "--steps", "1", "--out", str(tmp_path)]
    assert run(["tune", *FIGURES, *few]) == 0
    out = capsys.readouterr().out
    assert f"least: {NORMAL.least} →" in out
    assert "main.py match normal+least=" in out
    assert f"--scenario {SKIRMISH} --pairs" in out
