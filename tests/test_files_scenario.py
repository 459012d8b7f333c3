"""From file to Scenario: figures as the rules give them, scaling, relations, control, and a save's source."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from game.files import ScenarioError, load_scenario, scenario_from_source
from game.files.documents import SCENARIOS
from game.files.figures import scaled
from game.model.kinds import Posture, Relation
from game.model.ruleset import Cell
from game.model.scenario import Scenario
from tests.support.small_scenario import written

DEIR_AL_ZOR = SCENARIOS / "deir_al_zor.yaml"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return load_scenario(written(tmp_path_factory.mktemp("small")))


def test_every_figure_of_the_combat_table_is_that_of_the_rules(small: Scenario) -> None:
    table = small.setting.rules.table
    assert table.columns == (
        (1, 3),
        (1, 2),
        (2, 3),
        (1, 1),
        (3, 2),
        (2, 1),
        (3, 1),
        (4, 1),
        (5, 1),
        (6, 1),
        (8, 1),
    )
    assert table.cell(7, 5) == Cell(1, 1, 1)
    assert table.cell(12, 10) == Cell(0, 4, 3)
    won = [sum(_ways(roll) for roll in range(2, 13) if table.cell(roll, n).retreat) for n in range(11)]
    assert [round(ways / 36, 2) for ways in won] == [0, 0.03, 0.19, 0.42, 0.58, 0.72, 0.83, 0.92, 0.97, 1, 1]


def test_mean_losses_of_the_combat_table_are_those_of_the_rules(small: Scenario) -> None:
    table = small.setting.rules.table
    for column, attacker, defender in ((0, 1.11, 0.28), (4, 0.67, 0.75), (5, 0.61, 0.94), (10, 0.03, 2.14)):
        cells = [(table.cell(roll, column), _ways(roll)) for roll in range(2, 13)]
        assert round(sum(cell.attacker * ways for cell, ways in cells) / 36, 2) == attacker
        assert round(sum(cell.defender * ways for cell, ways in cells) / 36, 2) == defender


def test_the_combat_table_is_monotone_both_ways(small: Scenario) -> None:
    table = small.setting.rules.table
    for roll in range(2, 13):
        for column in range(11):
            here = table.cell(roll, column)
            better = [table.cell(roll, column + 1)] if column < 10 else []
            better += [table.cell(roll + 1, column)] if roll < 12 else []
            for cell in better:
                assert cell.attacker <= here.attacker
                assert cell.defender + cell.retreat >= here.defender + here.retreat


def _ways(roll: int) -> int:
    return 6 - abs(roll - 7)


def test_movement_and_truck_points_are_kept_in_half_points(small: Scenario) -> None:
    rules = small.setting.rules
    assert (rules.movement.paved, rules.movement.ferry, rules.movement.zoc_to_zoc) == (1, 8, 4)
    assert (rules.supply.full, rules.supply.strained, rules.supply.paved) == (24, 36, 1)
    assert (rules.types["tiger_bn"].move, rules.types["isis_mobile"].move, rules.types["saa_inf"].move) == (
        20,
        32,
        10,
    )
    assert (rules.terrain["desert"].motor, rules.terrain["escarpment"].mech) == (2, None)
    assert (rules.terrain["escarpment"].motor, rules.terrain["lake"].leg) == (8, None)


def test_unit_starters_are_those_of_the_rules(small: Scenario) -> None:
    printed = {
        "tiger_bn": (4, 9, 7), "saa_mech": (4, 6, 6), "saa_inf": (4, 4, 5), "ndf": (3, 2, 3),
        "rg_garrison": (4, 6, 8), "hezbollah": (4, 7, 8), "fatemiyoun": (3, 4, 4), "pmu_bn": (3, 4, 4),
        "russian_sof": (2, 6, 5), "isis_inghimasi": (2, 6, 3), "isis_line": (4, 4, 6),
        "isis_garrison": (3, 3, 6), "isis_mobile": (2, 4, 3), "ypg": (4, 5, 5), "sdf_arab": (3, 3, 4),
        "coalition_sof": (1, 3, 4), "mat": (2, 3, 3), "hts_elite": (3, 6, 6), "hts_line": (4, 4, 5),
        "ahrar": (4, 4, 4), "tip": (3, 5, 6), "fsa": (3, 3, 4), "turkish_armour": (4, 8, 8),
        "observation_post": (1, 2, 6), "battery": (2, 1, 2),
    }  # fmt: skip
    types = small.setting.rules.types
    assert {id: (types[id].steps, types[id].attack, types[id].defence) for id in printed} == printed
    assert (types["battery"].barrage, types["battery"].range) == (4, 2)


def test_points_of_the_score_are_kept_in_tenths(small: Scenario) -> None:
    setting = small.setting
    assert (setting.factions["gov"].par, setting.factions["isis"].par) == (37, 100)
    assert (setting.bands.decisive, setting.bands.win, setting.bands.draw) == (100, 40, -10)
    assert (setting.rules.score.harm_tenths, setting.rules.arrivals.lost_step_vp) == (5, 5)


def test_other_hexes_and_turns_scale_half_up_and_never_to_nothing() -> None:
    assert [scaled(value, 7, 8) for value in (20, 24, 36, 1, 0)] == [18, 21, 32, 1, 0]
    assert scaled(20, 7 * 60, 8 * 100) == 11  # 10.5 half points, half up
    assert scaled(1, 7 * 60, 10 * 100) == 1
    assert scaled(20, 7, 5) == 28


def test_a_scenario_of_other_hexes_and_turns_gets_scaled_figures(tmp_path: Path) -> None:
    bounds = "{west: 38.0, south: 34.0, east: 41.3, north: 36.2}"
    clock = "{start: 2017-06-09, turn_days: 3, turns: 16}"
    rules = load_scenario(
        written(tmp_path, map=f"{{bounds: {bounds}, hex_km: 8}}", clock=clock)
    ).setting.rules
    assert rules.types["tiger_bn"].move == 11  # 10 points × 7/8 × 0.6 = 5.25, in half points 10.5
    assert rules.supply.full == 13  # 24 half points × 0.525 = 12.6
    assert rules.command.group_radius == 3  # 3 × 7/8 = 2.6
    assert rules.movement.paved == 1


def test_turns_without_a_factor_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(written(tmp_path, clock="{start: 2017-06-09, turn_days: 6, turns: 16}"))
    assert [found.code for found in caught.value.problems] == ["E321"]


def test_relations_are_laid_down_in_order(tmp_path: Path) -> None:
    relations = """
  default: neutral
  all_against: [isis]
  pair: [[gov, isis, deconflicted]]
  one_way: [[isis, gov, hostile]]"""
    found = load_scenario(written(tmp_path, relations=relations)).relations
    assert found == {("gov", "isis"): Relation.DECONFLICTED, ("isis", "gov"): Relation.HOSTILE}


def test_count_makes_numbered_units(tmp_path: Path) -> None:
    unit = (
        'id: ndf, template: ndf, faction: gov, hq: central, at: palmyra, name: "NDF {n}", count: 3, steps: 2'
    )
    units = f"[{{{unit}}}]"
    withdrawals = "[{turn: 3, units: [ndf]}]"
    scenario = load_scenario(written(tmp_path, units=units, withdrawals=withdrawals))
    assert [(unit.unit, unit.name, unit.steps) for unit in scenario.units] == [
        ("ndf_1", "NDF 1", 2), ("ndf_2", "NDF 2", 2), ("ndf_3", "NDF 3", 2),
    ]  # fmt: skip
    assert scenario.withdrawals[0].units == ("ndf_1", "ndf_2", "ndf_3")


def test_names_are_never_taken_for_format_strings(tmp_path: Path) -> None:
    name = '"{n.__class__} {0} %s {n}"'
    units = f"[{{id: a, template: ndf, faction: gov, hq: central, at: palmyra, name: {name}}}]"
    (unit,) = load_scenario(written(tmp_path, units=units)).units
    assert unit.name == "{n.__class__} {0} %s 1"


def test_units_stand_at_places_points_and_printed_hexes(tmp_path: Path) -> None:
    units = """
  - {id: a, template: ndf, faction: gov, hq: central, at: palmyra, name: A}
  - {id: b, template: ndf, faction: gov, hq: central, at: {lat: 34.5504, lon: 38.2691}, name: B}
  - {id: c, template: ndf, faction: gov, hq: central, at: {hex: "0404"}, name: C, posture: delay}"""
    scenario = load_scenario(written(tmp_path, units=units))
    board, (a, b, c) = scenario.setting.board, scenario.units
    assert a.at == board.places["palmyra"].at
    assert board.grid.distance(a.at, b.at) <= 1
    assert board.grid.label(c.at) == "0404"
    assert (a.posture, c.posture) == (Posture.HOLD, Posture.DELAY)


def test_ground_belongs_to_the_atlas_then_to_corrections_then_to_who_stands_there(tmp_path: Path) -> None:
    control = (
        "{date: 2017-06-10, map: {GOV: gov, ISIS: isis}, set: [{place: al_sukhnah, radius: 1, faction: gov}]}"
    )
    scenario = load_scenario(written(tmp_path, control=control))
    board = scenario.setting.board
    town = board.places["al_sukhnah"].at
    assert scenario.control[town] == "isis"  # its garrison
    assert {scenario.control[near] for near in board.grid.around[town]} == {"gov"}
    assert scenario.control[board.places["raqqah"].at] == "isis"
    assert scenario.control[board.places["tabqa"].at] == ""  # SDF, whom this scenario does not map


def test_arrivals_stand_where_the_arrival_says(tmp_path: Path) -> None:
    arrivals = """
  - {id: relief, turn: 12, early: {turn: 8, vp: 2}, at: palmyra, text: Relief,
     units: [{id: r, template: tiger_bn, faction: gov, hq: central, name: R}]}"""
    (arrival,) = load_scenario(written(tmp_path, arrivals=arrivals)).arrivals
    assert (arrival.turn, arrival.early_turn, arrival.early_vp, arrival.units[0].unit) == (12, 8, 2, "r")


def test_dumps_of_pockets_are_in_half_turns(tmp_path: Path) -> None:
    pockets = "{deir_al_zor: {faction: gov, dump: 4.5, radius: 2}}"
    assert load_scenario(written(tmp_path, pockets=pockets)).setting.pockets["deir_al_zor"].dump == 9


def test_the_scenarios_own_places_and_roads_join_the_atlas(tmp_path: Path) -> None:
    own = """
  bounds: {west: 38.0, south: 34.0, east: 41.3, north: 36.2}
  hex_km: 7
  places: {well: {lat: 34.2, lon: 38.9, name: Desert well, name_ar: بئر, kind: village, note: dry}}
  lines: {way: {name: Way, class: track, path: "palmyra, well"}}"""
    board = load_scenario(written(tmp_path, map=own)).setting.board
    well = board.places["well"]
    assert (well.name, well.name_ar, well.note, well.importance) == ("Desert well", "بئر", "dry", 1)
    assert well.at in board.road_hexes


def test_a_save_s_source_gives_the_same_scenario(small: Scenario) -> None:
    again = scenario_from_source(small.source)
    assert again.source == small.source
    for name in ("units", "arrivals", "withdrawals", "depots", "control", "relations"):
        assert getattr(again, name) == getattr(small, name), name
    for name in ("rules", "clock", "factions", "order", "assets", "cities", "bands", "milestones"):
        assert getattr(again.setting, name) == getattr(small.setting, name), name
    for name in ("terrain", "roads", "rivers", "crossings", "places", "country", "frame"):
        assert getattr(again.setting.board, name) == getattr(small.setting.board, name), name


@pytest.mark.parametrize(
    "text", ["", "[]", "nonsense", "{}", '{"a": NaN}', "[" * 100_000, '{"format": "1"}', '"x"']
)
def test_a_source_that_is_no_scenario_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError):
        scenario_from_source(text)


def test_loading_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path)
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        load_scenario(path)
        with pytest.raises(ScenarioError):
            load_scenario(tmp_path / "none.yaml")
        assert gc.isenabled() is enabled
    gc.enable()


def test_the_same_file_gives_the_same_source_in_every_process(tmp_path: Path, small: Scenario) -> None:
    code = (
        "import sys; from game.files import load_scenario as load; sys.stdout.write(load(sys.argv[1]).source)"
    )
    path = written(tmp_path)
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True, check=True, encoding="utf-8",
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(SCENARIOS.parent), "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert done.stdout == small.source


def test_importing_the_files_loads_neither_pydantic_nor_yaml() -> None:
    code = "import sys, game.files, game.files.saves; print({'pydantic', 'yaml'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True,
        env={"PYTHONPATH": str(SCENARIOS.parent)},
    )  # fmt: skip
    assert done.stdout.strip() == "set()"


def test_deir_al_zor_is_as_the_rules_frame_it() -> None:
    scenario = load_scenario(DEIR_AL_ZOR)
    setting = scenario.setting
    assert (setting.board.grid.cols, setting.board.grid.rows) == (48, 44)
    assert (setting.clock.turns, setting.clock.turn_days, setting.clock.start.isoformat()) == (
        24,
        7,
        "2017-06-09",
    )
    assert set(setting.order) == set(setting.factions)
    assert all(unit.at >= 0 for unit in scenario.units)
