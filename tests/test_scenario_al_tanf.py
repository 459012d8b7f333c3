"""The ground, the circle and the order of battle of al-Tanf, as loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.geo.zones import road_along
from game.model.orders import Choose, EndImpulse
from game.model.scenario import Scenario
from game.rules import apply, setup
from game.rules.story.conditions import holds
from tests.support.rosters import everyone

FILE = Path(__file__).parents[1] / "scenarios" / "al_tanf.yaml"
CAPS = {"gov": 25, "mat": 15, "isis": 14, "iraq": 5}
"""Counters a side that are still easy to oversee."""
CAMPS = {"us": "mat", "pmu": "iraq"}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(FILE))


def test_the_file_has_no_problem_and_no_warning_nor_has_any_variant() -> None:
    assert check_file(str(FILE)) == []


def test_no_counter_has_more_than_four_steps_or_more_than_its_template(scenario: Scenario) -> None:
    types = scenario.setting.rules.types
    assert [p.unit for p in everyone(scenario) if p.steps > min(4, types[p.type].steps)] == []


def test_camps_stay_within_their_counters(scenario: Scenario) -> None:
    count = Counter(CAMPS.get(p.faction, p.faction) for p in everyone(scenario))
    assert all(count[name] <= cap for name, cap in CAPS.items()), count


def test_the_circle_has_its_163_hexes_on_both_sides_of_both_borders(scenario: Scenario) -> None:
    ring, board = scenario.setting.politics.zones["ring55"], scenario.setting.board
    assert len(ring.hexes) == 163
    assert {board.country[here] for here in ring.hexes} == {"syria", "iraq", "jordan"}


def test_the_track_round_the_circle_stays_outside_it_and_the_highway_does_not(scenario: Scenario) -> None:
    board, ring = scenario.setting.board, scenario.setting.politics.zones["ring55"].hexes
    at = {id: place.at for id, place in board.places.items()}
    track = ("al_sawwanah_mines", "ulayaniyah", "track_bend", "ard_al_washash", "border_point_9_june")
    stops = [at["al_sawwanah_mines"], at["track_bend"], at["ard_al_washash"], at["border_point_9_june"]]
    assert not ring & set(road_along(board, stops))
    assert not ring & {at[place] for place in track}
    assert at["jlighem"] in ring and at["shahmi"] in ring and at["zaza_junction"] not in ring


def test_what_the_timeline_dates_after_the_start_has_not_happened(scenario: Scenario) -> None:
    board, control = scenario.setting.board, scenario.control
    held = {id: control[board.places[id].at] for id in board.places}
    assert {held[p] for p in ("sab_biyar", "zaza_junction", "jlighem", "zuluf_dam")} == {"mat"}
    assert {held[p] for p in ("khunayfis_mines", "al_sawwanah_mines", "zakf_base")} == {"isis"}
    assert {held[p] for p in ("border_point_9_june", "ard_al_washash", "al_walid")} == {"isis"}


def test_history_has_reached_nothing_at_the_start_and_what_events_bring_waits(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    assert all(unit.supply.value == "full" for unit in state.units.values())
    while state.ending is None:
        state, _ = apply(state, EndImpulse())
        assert "gov_52" in state.units and not state.milestones
    assert state.turn == 16 and "axis_14" in state.units
    assert "tribes_1" not in state.units


def test_the_tribes_come_only_when_the_coalition_raises_them(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    while "tribes_offer" not in state.desks["us"].asks or state.active != "us":
        state, _ = apply(state, EndImpulse())
    state, _ = apply(state, Choose("tribes_offer", 2))
    turn = state.turn
    while state.turn == turn:
        state, _ = apply(state, EndImpulse())
    assert {"tribes_1", "tribes_2"} <= set(state.units)


def test_the_crossing_is_sealed_in_the_middle_of_june_when_somebody_is_behind_it(
    scenario: Scenario,
) -> None:
    seal = scenario.setting.politics.events["crossing_sealed"]
    state = setup(scenario, seed=1)
    board = scenario.setting.board
    later = replace(state, turn=14)
    assert not holds(later, seal.when)
    walid = board.places["al_walid"].at
    control = tuple("iraq" if here == walid else owner for here, owner in enumerate(state.control))
    assert holds(replace(later, control=control), seal.when)
    assert not holds(replace(state, turn=13, control=control), seal.when)
