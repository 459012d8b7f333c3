"""The order of battle of Idlib, as loaded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.model.orders import EndImpulse, Seize
from game.model.scenario import Scenario
from game.rules import apply, setup, view_of, why_illegal
from tests.support.rosters import everyone

FILE = Path(__file__).parents[1] / "scenarios" / "idlib.yaml"
CAPS = {"gov": 48, "hts": 34, "ahr": 48, "sdf": 12, "isis": 4}
"""Counters a camp at any one time that are still easy to oversee; Turkey counts with the Opposition."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(FILE))


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


HELD = {
    "hts": (
        "idlib bab_al_hawa khirbat_al_joz saraqib maarrat_al_numan jisr_al_shughur khan_shaykhun al_dana "
        "sarmada harim salqin darkush maarrat_misrin taftanaz binnish sarmin jarjanaz al_tamanah al_eis"
    ),
    "ahr": (
        "atmeh ariha murak kafr_takharim kafr_nabl ihsim kafr_zita al_lataminah qalat_al_madiq darat_izza "
        "al_atarib khan_al_asal anadan al_bab"
    ),
    "gov": (
        "aleppo hama khanasir abu_al_duhur_airbase sinjar_idlib abu_dali nubl al_hadir suran_hama maharda "
        "al_suqaylabiyah al_rahjan uqayribat fuah"
    ),
    "sdf": "jindayris tall_rifaat",
}
"""Who held what in the second week of February 2018."""
LESS = {"al_bab": 6, "fuah": 7}
"""Tenths of the points of a place that its link takes off: its patron's, besieged."""


def test_par_is_what_history_held_on_the_last_day(scenario: Scenario) -> None:
    setting = scenario.setting
    value = {place: 10 * asset.value for place, asset in setting.assets.items()}
    assert sorted(" ".join(HELD.values()).split()) == sorted(value)
    par = {
        faction: sum(value[place] - LESS.get(place, 0) for place in places.split())
        for faction, places in HELD.items()
    }
    par["hts"] -= 5 * 17  # foreign fighters left
    for claimant, places in setting.politics.conference.claims.items():
        holders = {place: next(f for f, held in HELD.items() if place in held.split()) for place in places}
        for place, holder in holders.items():
            par[claimant] += value[place] // 2
            par[holder] -= value[place] // 2
    assert par == {faction: setting.factions[faction].par for faction in HELD}


def test_foreign_fighters_are_nineteen_steps_of_hts(scenario: Scenario) -> None:
    types = scenario.setting.rules.types
    foreign = [p for p in scenario.units if "foreign" in types[p.type].traits]
    assert {p.faction for p in foreign} == {"hts"}
    assert sum(p.steps for p in foreign) == 19


def test_three_gates_feed_the_province_eight_to_two_to_two(scenario: Scenario) -> None:
    gates = scenario.setting.politics.gates
    feeds = {place: plan.steps for place, plan in gates.items()}
    assert feeds["bab_al_hawa"] == 4 * feeds["atmeh"] == 4 * feeds["khirbat_al_joz"]
    assert {plan.by_holder["hts"] for plan in gates.values()} == {60}
    assert {plan.keepers for plan in gates.values()} == {("tur",)}


def test_in_july_hts_may_seize_the_gate_saraqib_and_a_district_of_idlib(scenario: Scenario) -> None:
    view = view_of(setup(scenario, seed=1), "hts")
    assert [why_illegal(view, Seize(place)) for place in ("bab_al_hawa", "saraqib", "idlib")] == [None] * 3


def test_posts_are_agreed_in_syria_west_of_the_railway_from_the_week_of_the_first_convoy(
    scenario: Scenario,
) -> None:
    board, (posts,) = scenario.setting.board, scenario.setting.politics.posts
    assert (posts.most, posts.since, posts.bars) == (12, 13, ("gov",))
    assert {board.country[here] for here in posts.hexes} == {"syria"}
    at = {place: board.places[place].at in posts.hexes for place in board.places}
    assert at["jabal_siman"] and at["tell_tuqan"] and at["al_eis"]
    assert not at["abu_al_duhur_airbase"] and not at["sinjar_idlib"]


def test_the_summer_ends_after_ten_weeks_and_the_ablations_take_out_what_they_say() -> None:
    quick, posts, area, gates = (
        load_scenario(str(FILE), variant=name) for name in ("quick", "no_posts", "no_area", "open_gates")
    )
    assert quick.setting.clock.turns == 10
    assert posts.setting.politics.posts == ()
    assert area.setting.politics.zones["idlib_area"].bound == ()
    assert not any(plan.keepers or plan.by_holder for plan in gates.setting.politics.gates.values())
