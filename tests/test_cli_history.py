"""`main.py history`: how near the games of a scenario come to history."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.cli import run
from game.commands.history_figures import (
    ORDER,
    breaks,
    crps,
    held_in_history,
    history_of,
    median_game,
    overlap,
    shifts,
    shifts_within,
)
from game.commands.history_maps import OFF, PAD, draw_maps
from game.files import load_scenario
from game.files.variants import Variant
from game.files.yaml_reader import read_document
from game.model.scenario import Scenario
from tests.test_cli_balance import record

SKIRMISH = str(Path(__file__).parent / "data" / "skirmish.yaml")
SHIPPED = Path(__file__).resolve().parents[1] / "scenarios"
Out = pytest.CaptureFixture[str]


def test_a_milestone_that_is_never_reached_counts_as_late() -> None:
    scenario = load_scenario(SHIPPED / "uqayribat.yaml")
    mark = scenario.setting.milestones[0].id
    one = dict.fromkeys((each.id for each in scenario.setting.milestones), None)
    games = [record(0, "draw", milestones=one, scores={"gov": 10, "isis": 10})] * 2
    found = next(each for each in history_of(scenario, games)["milestones"] if each["id"] == mark)
    assert found["late_turns"] > 0 and found["reached_pct"] == 0 and not found["late_covered"]


def test_a_sure_forecast_scores_its_error_and_a_wide_one_less() -> None:
    assert crps([7, 7, 7]) == 7
    assert crps([0]) == 0 and crps([-7, 7]) == 3.5


def test_an_order_breaks_only_where_the_second_came() -> None:
    assert breaks("2017-09-05", "2017-09-01") and breaks(None, "2017-09-01")
    assert not breaks("2017-09-05", None) and not breaks("2017-09-05", "2017-09-05")


def test_the_overlap_weighs_places_by_their_value() -> None:
    then, values = {"a": "gov", "b": "isis"}, {"a": 3, "b": 1}
    assert overlap(then, then, values) == 1
    assert overlap({"a": "gov", "b": "gov"}, then, values) == 3 / 5
    assert overlap({"a": "isis", "b": "gov"}, then, values) == 0


def test_what_no_milestone_tells_of_is_held_from_its_turn() -> None:
    scenario = load_scenario(SHIPPED / "deir_al_zor.yaml")
    assert set(held_in_history(scenario, 24)) >= set(scenario.setting.assets)
    at = [held_in_history(scenario, turn)["al_jafra_oil_field"] for turn in (8, 16)]
    assert at == ["isis", "sdf"] and held_in_history(scenario, 24)["akkas_gas_field"] == "iraq"
    tanf = load_scenario(SHIPPED / "al_tanf.yaml")
    assert [held_in_history(tanf, turn)["ard_al_washash"] for turn in (10, 11)] == ["isis", "gov"]


def test_a_shift_is_how_much_later_a_milestone_comes_and_has_an_interval() -> None:
    scenario = load_scenario(SKIRMISH)
    days = ("2017-08-10", "2017-08-10", "2017-08-31")
    pairs = [
        (
            record(0, "draw", milestones={"sukhna": "2017-08-10"}),
            record(0, "draw", milestones={"sukhna": day}),
        )
        for day in days
    ]
    turn = scenario.setting.clock.turn_days
    assert shifts(scenario, pairs) == {"sukhna": 0.0}
    assert shifts(scenario, pairs[2:]) == {"sukhna": round(21 / turn, 1)}
    found = shifts_within(scenario, pairs)["sukhna"]
    assert found == {"is": 0.0, "low": 0.0, "high": round(21 / turn, 1)}


def test_the_orders_of_cause_name_milestones_of_their_scenario() -> None:
    document, problems = read_document(ORDER)
    assert document is not None and not problems
    for name, pairs in document.items():
        known = {one.id: one.day for one in load_scenario(SHIPPED / f"{name}.yaml").setting.milestones}
        for first, second in pairs:
            assert known[str(first)] < known[str(second)], (name, first, second)


def test_the_report_is_written_with_its_table(capsys: Out, tmp_path: Path) -> None:
    words = ["--games", "2", "--level", "greedy", "--out", str(tmp_path), "--json"]
    assert run(["history", "uqayribat", *words]) == 0
    found = json.loads(capsys.readouterr().out)["scenarios"][0]
    folder = tmp_path / "uqayribat"
    assert f"{found['title']} beside history" in (folder / "history.md").read_text(encoding="utf-8")
    assert len((folder / "history.csv").read_text(encoding="utf-8").splitlines()) == 1 + len(
        found["milestones"]
    )
    assert 0 <= found["overlap"]["end"]["is"] <= 1


def test_the_maps_stand_side_by_side_and_show_the_game_in_the_middle(tmp_path: Path) -> None:
    scenario = load_scenario(SHIPPED / "uqayribat.yaml")
    then = {
        place: held_in_history(scenario, scenario.setting.clock.turns)[place]
        for place in scenario.setting.assets
    }
    first = next(iter(then))
    other = {"gov": "isis", "isis": "gov"}
    off = [then, then | {first: other[then[first]]}, {place: other[one] for place, one in then.items()}]
    games = [record(0, "draw", held={"end": held}) for held in (off[2], off[0], off[1])]
    assert median_game(scenario, games, "end") == off[1]
    assert draw_maps(tmp_path, scenario, games) == ["control_end.png"]
    picture = pygame.image.load(tmp_path / "control_end.png")
    half = (picture.get_width() - 3 * PAD) // 2
    width, height = picture.get_size()
    red = [x for x in range(width) for y in range(height) if picture.get_at((x, y))[:3] == OFF]
    assert red and min(red) > half


def test_a_scenario_without_history_is_refused(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load_scenario(SKIRMISH)
    bare = replace(scenario, setting=replace(scenario.setting, milestones=()))
    monkeypatch.setattr("game.commands.history.opened", lambda path, variant="": bare)
    assert run(["history", SKIRMISH, "--games", "1"]) == 1
    assert "milestones" in capsys.readouterr().err


def test_an_ablation_plays_the_variants_that_take_something_out(
    capsys: Out, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    played: list[str] = []
    mark = {"held": {}, "scores": {"gov": 0, "isis": 0}}

    def series(path: Path, scenario: Scenario, args: object, folder: Path | None) -> list[dict[str, Any]]:
        played.append(scenario.setting.variant)
        day = "2017-08-24" if scenario.setting.variant else "2017-08-10"
        return [record(0, "draw", milestones={"sukhna": day}, **mark)]

    bare = load_scenario(SKIRMISH)
    other = replace(bare, setting=replace(bare.setting, variant="no_ring"))
    monkeypatch.setattr("game.commands.history.opened", lambda path, name="": other if name else bare)
    names = [Variant("no_ring", "", ""), Variant("quick", "", "")]
    monkeypatch.setattr("game.commands.history.variants_of", lambda path: names)
    monkeypatch.setattr("game.commands.history.series", series)
    (tmp_path / "skirmish").mkdir()
    assert run(["history", SKIRMISH, "--ablations", "--json", "--out", str(tmp_path)]) == 0
    [found] = json.loads(capsys.readouterr().out)["scenarios"]
    [without] = found["ablations"]
    assert played == ["", "no_ring"] and without["variant"] == "no_ring"
    assert without["shifts"]["sukhna"]["is"] == round(14 / found["turn_days"], 1)
    rows = (tmp_path / "skirmish" / "ablations.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2 and rows[1].startswith("no_ring,sukhna,")
