"""The proving ground: a generated scenario of one size for all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from game.cli import run
from game.commands.headless import play_out
from game.commands.proving import scenario_text
from game.files import check_file, load_scenario
from game.model.kinds import Relation
from game.rules import setup
from game.rules.audit import audit


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proving") / "proving_ground.yaml"
    path.write_text(scenario_text(1), encoding="utf-8")
    return path


def test_the_command_prints_the_same_file_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert run(["proving", "--turns", "3"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] == scenario_text(3) + "\n"


def test_nothing_is_wrong_with_it(ground: Path) -> None:
    assert check_file(ground) == []


def test_it_has_64_by_64_hexes_and_four_armies_of_fifty(ground: Path) -> None:
    scenario = load_scenario(ground)
    grid = scenario.setting.board.grid
    assert (grid.cols, grid.rows) == (64, 64)
    assert set(Counter(unit.faction for unit in scenario.units).values()) == {50}
    assert set(Counter(scenario.control).values()) == {32 * 32}


def test_every_army_is_as_strong_and_holds_as_much_as_the_others(ground: Path) -> None:
    setting = load_scenario(ground).setting
    assert (
        len({(army.command, army.air, army.replacements, army.par) for army in setting.factions.values()})
        == 1
    )
    assert all(len(army.hqs) == 10 for army in setting.factions.values())


def test_all_are_enemies_and_in_a_variant_two_stand_against_two(ground: Path) -> None:
    assert set(load_scenario(ground).relations.values()) == {Relation.HOSTILE}
    two = load_scenario(ground, "two").relations
    assert Counter(two.values()) == {Relation.HOSTILE: 8, Relation.ALLIED: 4}
    assert two["nw", "se"] is two["ne", "sw"] is Relation.ALLIED


def test_everybody_is_supplied_at_the_start_and_it_can_be_played_to_the_end(ground: Path) -> None:
    scenario = load_scenario(ground)
    assert "out" not in {unit.supply.value for unit in setup(scenario, 1).units.values()}
    state = play_out(scenario, 1, dict.fromkeys(scenario.setting.order, "greedy")).state
    assert state.ending is not None
    assert audit(state) == []
