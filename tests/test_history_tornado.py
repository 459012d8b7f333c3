"""`main.py history --tornado`: what a fifth more or less of each main constant moves."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.cli import run
from game.commands.history_tornado import constants, told_tornado, tornado_csv
from game.files import load_scenario, scenario_from_source
from game.files.adjusted import Change, adjusted, figures_in
from game.files.documents import SCENARIOS

SKIRMISH = Path(__file__).parent / "data" / "skirmish.yaml"
TWO = """constants:
  - {id: command, text: Command points, figures: ["factions.*.command.*"]}
  - {id: zones, text: From zone to zone, figures: [rules.movement.zoc_to_zoc], step: 0.5}
"""
Out = pytest.CaptureFixture[str]


def test_a_figure_moves_by_a_fifth_and_by_one_step_at_least() -> None:
    scenario = load_scenario(SCENARIOS / "deir_al_zor.yaml")
    reach, zone = ("rules.supply.full",), ("rules.movement.zoc_to_zoc",)
    assert [figures_in(adjusted(scenario, Change(reach, pct, "0.5")), reach) for pct in (-20, 20)] == [
        ["9.5"],
        ["14.5"],
    ]
    assert [figures_in(adjusted(scenario, Change(zone, pct, "0.5")), zone) for pct in (-20, 20)] == [
        ["1.5"],
        ["2.5"],
    ]
    assert adjusted(scenario, Change(zone, 20, "0.5")).setting.rules.movement.zoc_to_zoc == 5


def test_nothing_becomes_nought_and_nought_stays() -> None:
    scenario = load_scenario(SCENARIOS / "deir_al_zor.yaml")
    command = ("factions.us.command.*",)
    assert figures_in(adjusted(scenario, Change(command, -20)), command) == ["1"]
    assert figures_in(adjusted(scenario, Change(command, 20)), command) == ["2"]
    shift = ("rules.combat.attacker_out_of_supply",)
    fed = load_scenario(SCENARIOS / "deir_al_zor.yaml", "no_supply")
    assert figures_in(adjusted(fed, Change(shift, 20)), shift) == ["0"]
    assert figures_in(adjusted(scenario, Change(shift, 20)), shift) == ["-3"]


def test_a_change_is_part_of_what_a_save_keeps_and_of_nothing_else() -> None:
    scenario = load_scenario(SKIRMISH)
    changed = adjusted(scenario, Change(("rules.combat.max_shift",), 20))
    assert scenario_from_source(changed.source).setting.rules.combat.max_shift == 5
    assert replace(changed.setting.rules.combat, max_shift=4) == scenario.setting.rules.combat
    assert changed.setting.rules.supply == scenario.setting.rules.supply
    assert changed.setting.factions == scenario.setting.factions and changed.units == scenario.units


@pytest.mark.parametrize("name", ["deir_al_zor", "raqqah", "al_tanf"])
def test_every_constant_is_there_and_can_be_moved(name: str) -> None:
    scenario = load_scenario(SCENARIOS / f"{name}.yaml")
    named = constants()
    assert len(named) == len({one.id for one in named}) >= 15
    for one in named:
        usual = figures_in(scenario, one.figures)
        assert usual, one.id
        assert figures_in(adjusted(scenario, one.change(20)), one.figures) != usual, one.id


def test_the_tornado_is_written_as_table_page_and_picture(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "two.yaml").write_text(TWO, encoding="utf-8")
    monkeypatch.setattr("game.commands.history_tornado.CONSTANTS", tmp_path / "two.yaml")
    words = ["history", str(SKIRMISH), "--games", "1", "--tornado", "1", "--level", "greedy"]
    assert run([*words, "--json", "--out", str(tmp_path)]) == 0
    [found] = json.loads(capsys.readouterr().out)["scenarios"]
    assert {row["id"] for row in found["tornado"]} == {"command", "zones"}
    assert [one["pct"] for one in found["tornado"][0]["changes"]] == [-20, 20]
    folder = tmp_path / "skirmish"
    rows = list(csv.DictReader((folder / "tornado.csv").open(encoding="utf-8")))
    assert len(rows) == 4 and "sukhna" in rows[0]
    assert (folder / "tornado.png").read_bytes().startswith(b"\x89PNG")
    assert "| From zone to zone | 1.5 ← 2 → 2.5 |" in (folder / "tornado.md").read_text(encoding="utf-8")
    games = [json.loads(line) for line in (folder / "balance.jsonl").read_text("utf-8").splitlines()]
    assert [game.get("change", {}).get("pct") for game in games] == [None, -20, 20, -20, 20]
    monkeypatch.setattr("game.commands.balance.play", lambda trial: pytest.fail("played again"))
    assert run([*words, "--json", "--out", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["scenarios"] == [found]


def test_the_weightiest_constant_comes_first_and_says_what_it_moves() -> None:
    def row(id: str, less: float, more: float) -> dict[str, Any]:
        changes = [
            {
                "pct": pct,
                "figures": ["1"],
                "shifts": {"a": turns, "b": 0.0},
                "mean": dict.fromkeys(("is", "low", "high"), turns),
            }
            for pct, turns in ((-20, less), (20, more))
        ]
        return {"id": id, "text": id, "games": 1, "usual": ["2"], "changes": changes}

    rows = [row("wide", -2.0, 1.0), row("narrow", 0.0, 0.5)]
    assert list(told_tornado(rows)) == [
        "wide: -20 % -2.0 (-2.0 to -2.0), a -2; +20 % +1.0 (+1.0 to +1.0), a +1",
        "narrow: -20 % +0.0 (+0.0 to +0.0), none by itself; +20 % +0.5 (+0.5 to +0.5), a +0.5",
    ]
    assert tornado_csv(rows).splitlines()[1] == "wide,-20,2,1,1,-2.0,-2.0,-2.0,-2.0,0.0"
