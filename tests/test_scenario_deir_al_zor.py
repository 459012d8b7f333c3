"""The order of battle of Deir al-Zor, as loaded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.model.orders import EndImpulse
from game.model.scenario import Scenario
from game.rules import apply, setup
from tests.support.rosters import everyone

FILE = Path(__file__).parents[1] / "scenarios" / "deir_al_zor.yaml"
CAPS = {"gov": 48, "isis": 39, "sdf": 20, "iraq": 9, "pmu": 6}
"""Counters a camp at any one time that are still easy to oversee; the Coalition counts with the SDF."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(FILE))


def test_the_file_has_no_problem_and_no_warning() -> None:
    assert check_file(str(FILE)) == []


def test_no_counter_has_more_than_four_steps_or_more_than_its_template(scenario: Scenario) -> None:
    types = scenario.setting.rules.types
    assert [p.unit for p in everyone(scenario) if p.steps > min(4, types[p.type].steps)] == []


def test_camps_stay_within_their_counters_on_every_turn(scenario: Scenario) -> None:
    camp = {"us": "sdf"}
    faction = {p.unit: camp.get(p.faction, p.faction) for p in everyone(scenario)}
    here = Counter(faction[p.unit] for p in scenario.units)
    for turn in range(1, scenario.setting.clock.turns + 1):
        here.update(faction[p.unit] for a in scenario.arrivals if a.turn == turn for p in a.units)
        here.subtract(faction[unit] for w in scenario.withdrawals if w.turn == turn for unit in w.units)
        assert all(here[name] <= cap for name, cap in CAPS.items()), (turn, here)


def test_the_city_of_deir_al_zor_starts_with_sixteen_steps_of_islamic_state(scenario: Scenario) -> None:
    city = scenario.setting.board.places["deir_al_zor"].at
    assert sum(p.steps for p in scenario.units if p.at == city and p.faction == "isis") == 16


def test_twenty_government_steps_wait_east_of_hama_until_turn_twelve(scenario: Scenario) -> None:
    force = next(arrival for arrival in scenario.arrivals if arrival.id == "east_hama")
    assert (force.turn, force.early_turn, force.early_vp) == (12, 8, 2)
    assert sum(p.steps for p in force.units) == 20


def test_only_the_pocket_lacks_full_supply_at_the_start(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    short = {unit.hq for unit in state.units.values() if unit.supply.value != "full"}
    assert short == {"dez"}


def test_history_has_reached_nothing_at_the_start_and_every_arrival_comes(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    seen = set(state.units)
    while state.ending is None:
        state, _ = apply(state, EndImpulse())
        assert state.turn > 1 or not state.milestones
        seen |= set(state.units)
    late = {p.unit for a in scenario.arrivals if a.turn <= state.turn for p in a.units}
    assert late <= seen
    assert not state.milestones
