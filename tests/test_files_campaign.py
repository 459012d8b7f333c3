"""Campaigns: how a file is read and checked, and what goes over from one stage to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.files import ScenarioError, check_file, load_scenario, scenario_from_source
from game.files.campaign import find_campaign, load_stage, stages_of
from game.files.documents import SCENARIOS
from game.files.variants import UnknownVariant
from game.model.kinds import Relation
from game.model.scenario import Scenario
from tests.support.small_campaign import campaign_of, outcome, written_campaign

DEIR_AL_ZOR = SCENARIOS / "deir_al_zor.yaml"
TAKEN = {"al_sukhnah": "gov"}


def second(folder: Path, carry: str, *record: dict[str, object], **sections: str) -> Scenario:
    return load_stage(campaign_of(folder, carry, **sections), 2, record)


def steps(scenario: Scenario) -> dict[str, int]:
    return {unit.unit: unit.steps for unit in scenario.units}


# Reading


def test_the_first_stage_is_what_a_campaign_file_loads_as(tmp_path: Path) -> None:
    first = load_scenario(written_campaign(tmp_path))
    assert first.setting.title == "Two 1: Skirmish at Sukhna"
    assert first.chapter is not None
    assert (first.chapter.campaign, first.chapter.number) == ("two", 1)
    assert first.chapter.stages == ("Skirmish at Sukhna", "Small")
    assert (first.chapter.carried, first.chapter.last) == ((), False)
    with pytest.raises(UnknownVariant):
        load_scenario(tmp_path / "two.yaml", "quick")


def test_a_scenario_by_itself_is_no_stage(tmp_path: Path) -> None:
    written_campaign(tmp_path)
    assert load_scenario(tmp_path / "small.yaml").chapter is None
    assert stages_of(tmp_path / "small.yaml") == ()
    assert [one.setting.title for one in stages_of(tmp_path / "two.yaml")] == ["Skirmish at Sukhna", "Small"]


def test_a_stage_may_be_a_variant_and_have_changes_of_its_own(tmp_path: Path) -> None:
    path = written_campaign(tmp_path, "{}", variants="{quick: {clock: {turns: 5}}}")
    text = path.read_text(encoding="utf-8")
    changes = "scenario: small, variant: quick, changes: {units: {isis_2: null}}"
    path.write_text(text.replace("scenario: small", changes), encoding="utf-8")
    assert check_file(path) == []
    scenario = load_stage(find_campaign("two", [tmp_path]), 2)
    assert (scenario.setting.clock.turns, scenario.setting.variant) == (5, "quick")
    assert "isis_2" not in steps(scenario)
    assert scenario.setting.title == "Two 2: Small (quick)"


def test_a_stage_that_was_saved_needs_no_file(tmp_path: Path) -> None:
    scenario = second(tmp_path, "{ground: [{place: al_sukhnah}]}", outcome(held=TAKEN))
    for path in tmp_path.iterdir():
        path.unlink()
    again = scenario_from_source(scenario.source)
    assert again.chapter == scenario.chapter
    assert again.control == scenario.control
    kept = json.loads(scenario.source)["campaign"]
    assert (kept["id"], kept["number"]) == ("two", 2)
    assert kept["overlay"]["control"]["set"] == [{"place": "al_sukhnah", "radius": "0", "faction": "gov"}]
    with pytest.raises(ScenarioError, match="is not among the scenarios"):
        find_campaign("two", [tmp_path])


# What goes over


def test_ground_goes_over_and_whoever_stands_on_it_gathers_elsewhere(tmp_path: Path) -> None:
    carry = "{ground: [{place: al_sukhnah}], fall_back: {isis: al_kawm}}"
    scenario = second(tmp_path, carry, outcome(held=TAKEN))
    board = scenario.setting.board
    assert scenario.control[board.places["al_sukhnah"].at] == "gov"
    assert "isis_1" not in steps(scenario)
    (driven,) = (one for one in scenario.arrivals if one.id == "driven_isis_first")
    assert (driven.turn, driven.units[0].unit, driven.units[0].dig_in) == (2, "isis_1", 0)
    assert driven.units[0].at == board.places["al_kawm"].at
    assert scenario.depots == (), "stores on lost ground are lost"
    assert scenario.chapter is not None
    assert scenario.chapter.carried == (
        "Government: holds al-Sukhnah.",
        "Islamic State: 1 unit that had to give ground, gathering at al-Kawm.",
    )


def test_ground_that_is_held_as_the_stage_has_it_changes_nothing(tmp_path: Path) -> None:
    for held in ({"al_sukhnah": "isis"}, {"al_sukhnah": ""}, {"al_sukhnah": "us"}, {}):
        scenario = second(tmp_path, "{ground: [{place: al_sukhnah}]}", outcome(held=held))
        assert json.loads(scenario.source)["campaign"]["overlay"] == {}, held
        assert "isis_1" in steps(scenario)


def test_a_faction_may_go_over_under_another_name_and_a_place_to_another(tmp_path: Path) -> None:
    carry = "{factions: {mat: gov}, ground: [{place: somewhere, to: al_kawm, radius: 1}]}"
    scenario = second(tmp_path, carry, outcome(held={"somewhere": "mat"}))
    board = scenario.setting.board
    here = board.places["al_kawm"].at
    assert {scenario.control[one] for one in board.grid.within(here, 1)} == {"gov"}


def test_allies_may_stay_on_ground_that_goes_over(tmp_path: Path) -> None:
    relations = "{pair: [[gov, isis, allied]]}"
    scenario = second(tmp_path, "{ground: [{place: al_sukhnah}]}", outcome(held=TAKEN), relations=relations)
    assert scenario.relations["gov", "isis"] is Relation.ALLIED
    assert {"isis_1", "isis_2"} <= set(steps(scenario))


def test_part_of_the_losses_beyond_the_usual_is_missing_from_the_strongest(tmp_path: Path) -> None:
    whole = steps(second(tmp_path, "{}"))
    carry = "{losses: {gov: {usual: 2, pct: 50, most_pct: 90}}}"
    left = steps(second(tmp_path, carry, outcome(losses={"gov": 8})))
    assert sum(whole.values()) - sum(left.values()) == 3
    assert whole["gov_1"] > left["gov_1"] >= left["gov_2"] - 1
    assert left["isis_1"] == whole["isis_1"]


def test_losses_never_take_more_than_their_share_nor_a_whole_unit(tmp_path: Path) -> None:
    whole = steps(second(tmp_path, "{}"))
    ours = whole["gov_1"] + whole["gov_2"]
    for most in (20, 90):
        carry = f"{{losses: {{gov: {{pct: 100, most_pct: {most}}}}}}}"
        left = steps(second(tmp_path, carry, outcome(losses={"gov": 99})))
        assert ours - left["gov_1"] - left["gov_2"] <= ours * most // 100
        assert min(left["gov_1"], left["gov_2"]) >= 1


def test_losses_may_fall_on_those_who_will_come_or_on_some_hqs_only(tmp_path: Path) -> None:
    carry = "{losses: {gov: {pct: 100, most_pct: 50, arrivals: [veterans]}}}"
    scenario = second(tmp_path, carry, outcome(losses={"gov": 2}))
    (veterans,) = scenario.arrivals
    assert veterans.units[0].steps == scenario.setting.rules.types["tiger_bn"].steps - 2
    assert steps(scenario) == steps(second(tmp_path, "{}"))
    carry = "{losses: {isis: {pct: 100, most_pct: 50, hqs: [furat]}}}"
    assert steps(second(tmp_path, carry, outcome(losses={"isis": 2})))["isis_1"] < steps(scenario)["isis_1"]


def test_forces_come_when_the_milestone_that_frees_them_was_reached_or_not_at_all(tmp_path: Path) -> None:
    carry = "{arrivals: [{arrival: veterans, milestone: sukhna, days: 20}]}"
    reached = outcome(milestones={"sukhna": "2017-08-10"})
    (veterans,) = second(tmp_path, carry, reached).arrivals
    assert (veterans.turn, veterans.early_turn) == (2, None), "30 August lies in the second week"
    assert second(tmp_path, carry, outcome()).arrivals == ()
    late = carry.replace("days: 20", "days: 20, late: 7")
    assert [one.turn for one in second(tmp_path, late, outcome()).arrivals] == [7]


CITIES = "{al_sukhnah: {districts: 8, holders: {isis: 4, gov: 4}}}"
CLOSED = "{deir_al_zor: {districts: 4, holders: {isis: 4, gov: 0}, closed: true, falls: {2: 1, 4: 2, 6: 1}}}"


def test_districts_go_over_in_the_proportion_in_which_they_were_held(tmp_path: Path) -> None:
    carry = "{cities: [{place: far, to: al_sukhnah}]}"
    held = outcome(cities={"far": {"isis": 1, "gov": 3}})
    city = second(tmp_path, carry, held, cities=CITIES).setting.cities["al_sukhnah"]
    assert city.holders == {"isis": 2, "gov": 6}


def test_a_closed_city_falls_at_the_pace_at_which_it_fell_or_holds_out(tmp_path: Path) -> None:
    carry = "{cities: [{place: far, to: deir_al_zor, milestone: fell}]}"
    fallen = outcome(cities={"far": {"gov": 4}}, milestones={"fell": "2017-09-07"})
    city = second(tmp_path, carry, fallen, cities=CLOSED).setting.cities["deir_al_zor"]
    assert city.falls == ((1, 1), (2, 2), (3, 1)), "twice as fast: in the third week instead of the sixth"
    half = outcome(cities={"far": {"isis": 5, "gov": 5}})
    city = second(tmp_path, carry, half, cities=CLOSED).setting.cities["deir_al_zor"]
    assert city.falls == ((2, 1), (4, 1))


def test_tension_approval_and_men_who_got_away_go_over(tmp_path: Path) -> None:
    carry = """{tension: [[gov, isis]], approval: [moscow, nowhere], remnants:
      {isis: {template: isis_line, hq: furat, name: Men, at: al_kawm, turn: 3, pct: 50, most: 6}}}"""
    patrons = "{moscow: {name: Moscow, clients: [gov], start: 65}}"
    facts = outcome(tension={"gov isis": 4}, approval={"moscow": 41, "nowhere": 9}, remnants={"isis": 20})
    scenario = second(tmp_path, carry, facts, patrons=patrons)
    document = json.loads(scenario.source)
    assert document["tension"] == [{"pair": ["gov", "isis"], "start": "4"}]
    assert document["patrons"]["moscow"] == {"name": "Moscow", "clients": ["gov"], "start": "41"}
    away = next(one for one in scenario.arrivals if one.id.startswith("remnants"))
    assert (away.turn, [unit.steps for unit in away.units]) == (3, [4, 2])


def test_a_stage_may_take_over_from_an_earlier_one_than_the_last(tmp_path: Path) -> None:
    carry = "{stage: first, ground: [{place: al_sukhnah}]}"
    later = outcome() | {"stage": "between"}
    scenario = second(tmp_path, carry, outcome(held=TAKEN), later)
    assert "isis_1" not in steps(scenario)


def test_what_does_not_fit_goes_over_not_at_all_and_says_so(tmp_path: Path) -> None:
    carry = "{remnants: {isis: {template: nothing_such, hq: furat, name: x, at: al_kawm}}}"
    scenario = second(tmp_path, carry, outcome(remnants={"isis": 20}))
    assert scenario.chapter is not None
    assert "does not fit" in scenario.chapter.carried[0]
    assert json.loads(scenario.source)["campaign"]["overlay"] == {}


# Checks


@pytest.mark.parametrize(
    ("carry", "code", "word"),
    [
        ("{ground: [{place: al_sukhna}]}", "E524", "did you mean 'al_sukhnah'?"),
        ("{ground: [{place: al_sukhnah, to: atlantis}]}", "E524", ""),
        ("{losses: {gvo: {}}}", "E524", "did you mean 'gov'?"),
        ("{losses: {gov: {arrivals: [veteran]}}}", "E524", "did you mean 'veterans'?"),
        ("{losses: {gov: {hqs: [centrall]}}}", "E524", "did you mean 'central'?"),
        ("{arrivals: [{arrival: veterans, milestone: sukna}]}", "E524", "did you mean 'sukhna'?"),
        ("{cities: [{place: al_sukhnah}]}", "E524", ""),
        ("{stage: second}", "E523", ""),
        ("{stage: nowhere}", "E523", ""),
        ("{grounds: []}", "E401", "did you mean 'ground'?"),
        ("{losses: {gov: {pct: 101}}}", "E403", ""),
    ],
)
def test_a_wrong_name_in_what_goes_over_is_told_where_it_stands(
    tmp_path: Path, carry: str, code: str, word: str
) -> None:
    found = [one for one in check_file(written_campaign(tmp_path, carry)) if one.code == code]
    assert found
    assert all(one.line == 9 and one.file.endswith("two.yaml") for one in found)
    assert any(word in one.help for one in found)


def test_a_campaign_names_stages_that_cannot_be_played(tmp_path: Path) -> None:
    path = written_campaign(tmp_path, "{}", order="[gov]")
    (found,) = check_file(path)
    assert (found.code, found.line) == ("E522", 9)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("scenario: small", "scenario: smal"), encoding="utf-8")
    (found,) = check_file(path)
    assert (found.code, found.help) == ("E521", "did you mean 'small'?")
    path.write_text(text.replace("scenario: small", "scenario: small, variant: quick"), encoding="utf-8")
    assert [one.code for one in check_file(path)] == ["E510"]
    path.write_text(text.replace("id: second", "id: first"), encoding="utf-8")
    assert "E209" in [one.code for one in check_file(path)]


SHIPPED = ("endgame", "endgame_quick")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_campaigns_are_in_order_and_each_stage_takes_over_from_an_earlier_one(name: str) -> None:
    path = SCENARIOS / f"{name}.yaml"
    assert check_file(path) == []
    campaign = find_campaign(name)
    assert [stage.scenario for stage in campaign.spec.stages] == ["al_tanf", "raqqah", "deir_al_zor", "idlib"]
    assert not campaign.spec.stages[0].carry
    assert all(stage.carry and stage.intro for stage in campaign.spec.stages[1:])


def test_what_the_desert_and_raqqah_came_to_is_where_deir_al_zor_begins() -> None:
    """The desert's western track lost, Arak won; Raqqah fallen on 19 September, a month before history."""
    desert = outcome(held={"ard_al_washash": "isis", "arak": "gov", "palmyra": "gov"}) | {"stage": "desert"}
    raqqah = outcome(
        held={"resafa": "gov"},
        cities={"raqqah": {"isis": 0, "sdf": 10}},
        milestones={"city": "2017-09-19"},
        losses={"sdf": 40},
    ) | {"stage": "raqqah"}
    scenario = load_stage(find_campaign("endgame"), 3, [desert, raqqah])
    board, comes = scenario.setting.board, {one.id: one for one in scenario.arrivals}
    held = {place: scenario.control[board.places[place].at] for place in ("ard_al_washash", "arak", "resafa")}
    assert held == {"ard_al_washash": "isis", "arak": "gov", "resafa": "gov"}
    assert {unit.at for unit in comes["driven_gov_desert"].units} == {board.places["palmyra"].at}
    assert comes["raqqah_veterans"].turn == 16
    assert scenario.setting.cities["raqqah"].falls[-1][0] == 15
    bare = {one.id: sum(unit.steps for unit in one.units) for one in load_scenario(DEIR_AL_ZOR).arrivals}
    veterans = sum(
        sum(unit.steps for unit in comes[id].units) for id in ("raqqah_veterans", "kobani_reserve")
    )
    assert veterans == bare["raqqah_veterans"] + bare["kobani_reserve"] - 5
