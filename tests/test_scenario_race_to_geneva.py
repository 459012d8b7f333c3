"""The whole country, its camps and its political plan in the race to Geneva, as loaded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.model.kinds import ZoneKind
from game.model.scenario import Scenario
from game.rules import setup
from tests.support.rosters import everyone

FILE = Path(__file__).parents[1] / "scenarios" / "race_to_geneva.yaml"
CAPS = {"damascus": 48, "baghdad": 15, "washington": 36, "ankara": 40, "hts": 16, "isis": 44}
"""Counters a camp, those still to come included, that are easy to oversee."""
CAMPS = {
    "gov": "damascus", "iraq": "baghdad", "pmu": "baghdad", "sdf": "washington", "us": "washington",
    "mat": "washington", "tur": "ankara", "ahr": "ankara", "hts": "hts", "isis": "isis",
}  # fmt: skip
CAPITALS = (
    "damascus", "aleppo", "homs", "hama", "latakia", "tartus", "daraa", "suwayda", "quneitra", "idlib",
    "raqqah", "deir_al_zor", "hasakah",
)  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(FILE))


def test_the_file_has_no_problem_and_no_warning_nor_has_any_variant() -> None:
    assert check_file(str(FILE)) == []


def test_the_game_lasts_from_june_2017_to_the_end_of_march_2018(scenario: Scenario) -> None:
    clock = scenario.setting.clock
    first, last = clock.date_of(1).isoformat(), clock.date_of(clock.turns).isoformat()
    assert (clock.turns, first, last) == (42, "2017-06-10", "2018-03-24")


def test_camps_stay_within_their_counters(scenario: Scenario) -> None:
    count = Counter(CAMPS[p.faction] for p in everyone(scenario))
    assert all(count[name] <= cap for name, cap in CAPS.items()), count


def test_every_province_capital_scores_and_most_belong_to_the_government(scenario: Scenario) -> None:
    places, assets = scenario.setting.board.places, scenario.setting.assets
    assert all(place in assets for place in CAPITALS)
    held = Counter(scenario.control[places[place].at] for place in CAPITALS)
    assert held["gov"] == 8


def test_only_the_besieged_lack_full_supply_at_the_start(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    places = scenario.setting.board.places
    besieged = {places[name].at for name in ("deir_al_zor", "raqqah", *scenario.setting.pockets)}
    besieged |= {
        places[name].at for name in ("137th_brigade_base", "deir_al_zor_airbase", "duma", "al_nashabiyah")
    }
    short = [unit.id for unit in state.units.values() if unit.supply.value != "full"]
    assert [unit for unit in short if state.units[unit].at not in besieged] == []


def test_history_has_reached_nothing_at_the_start(scenario: Scenario) -> None:
    assert not setup(scenario, seed=1).milestones


def test_every_kind_of_zone_has_its_place(scenario: Scenario) -> None:
    zones = scenario.setting.politics.zones.values()
    assert {zone.kind for zone in zones} == set(ZoneKind)
    damascus = scenario.setting.board.places["duma"].at
    assert any(damascus in zone.hexes and zone.kind is ZoneKind.AREA for zone in zones)


def test_what_only_events_bring_is_brought_by_an_event(scenario: Scenario) -> None:
    events = scenario.setting.politics.events.values()
    effects = [effect for event in events for effect in event.effects]
    effects += [
        e for event in events if event.choice for option in event.choice.options for e in option.effects
    ]
    brought = {effect.about["id"] for effect in effects if effect.kind == "arrive"}
    assert {arrival.id for arrival in scenario.arrivals if arrival.turn == 0} <= brought
