"""The order of battle of Idlib, as loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.model.orders import EndImpulse
from game.model.scenario import Placement, Scenario
from game.rules import apply, setup

FILE = Path(__file__).parents[1] / "scenarios" / "idlib.yaml"
CAPS = {"gov": 48, "hts": 34, "ahr": 48, "sdf": 12, "isis": 4}
"""Counters a camp at any one time that are still easy to oversee; Turkey counts with the Opposition."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(FILE))


def everyone(scenario: Scenario) -> Iterator[Placement]:
    yield from scenario.units
    for arrival in scenario.arrivals:
        yield from arrival.units


def test_the_file_has_no_problem_and_no_warning() -> None:
    assert check_file(str(FILE)) == []


def test_no_counter_has_more_than_four_steps_or_more_than_its_template(scenario: Scenario) -> None:
    types = scenario.setting.rules.types
    assert [p.unit for p in everyone(scenario) if p.steps > min(4, types[p.type].steps)] == []


def test_camps_stay_within_their_counters_on_every_turn(scenario: Scenario) -> None:
    camp = {"tur": "ahr"}
    faction = {p.unit: camp.get(p.faction, p.faction) for p in everyone(scenario)}
    here = Counter(faction[p.unit] for p in scenario.units)
    for turn in range(1, scenario.setting.clock.turns + 1):
        here.update(faction[p.unit] for a in scenario.arrivals if a.turn == turn for p in a.units)
        here.subtract(faction[unit] for w in scenario.withdrawals if w.turn == turn for unit in w.units)
        assert all(here[name] <= cap for name, cap in CAPS.items()), (turn, here)


def test_the_movements_start_side_by_side_and_share_the_city_of_idlib(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    assert state.relation("hts", "ahr").value == state.relation("ahr", "hts").value == "cooperating"
    assert dict(state.cities["idlib"].holders) == {"hts": 4, "ahr": 2}
    assert {unit.faction for unit in state.units_at(state.setting.board.places["idlib"].at)} == {"hts", "ahr"}


def test_only_the_two_besieged_towns_lack_full_supply_at_the_start(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    short = {unit.hq for unit in state.units.values() if unit.supply.value != "full"}
    assert short == {"fuah"}


def test_history_has_reached_nothing_at_the_start_and_every_arrival_comes(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    seen = set(state.units)
    while state.ending is None:
        state, _ = apply(state, EndImpulse())
        assert state.turn > 1 or not state.milestones
        seen |= set(state.units)
    late = {p.unit for a in scenario.arrivals if 0 < a.turn <= state.turn for p in a.units}
    assert late <= seen
