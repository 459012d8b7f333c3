"""Variants: changes with a name, merged as `extends` merges; what is checked of them and where it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.files import check_file, load_scenario, scenario_from_source, variants_of
from game.files.documents import SCENARIOS, merged, plain
from game.files.json_schema import schema_json
from game.files.variants import UnknownVariant
from game.files.yaml_reader import Map, parse_document
from game.rules import setup
from tests.support.small_scenario import problems_of, written

DEIR_AL_ZOR = SCENARIOS / "deir_al_zor.yaml"
LATE = """
  - {id: late, turn: 12, at: palmyra, units: [{id: h, template: ndf, faction: gov, hq: central, name: L}]}
  - {id: soon, turn: 3, at: palmyra, units: [{id: g, template: ndf, faction: gov, hq: central, name: S}]}"""
CLOCK = "{start: 2017-06-09, turn_days: 7, turns: 24, variable_end: {22: 10, 4: 11}}"


def doc(text: str) -> Map:
    document, problems = parse_document(text, "x")
    assert document is not None and not problems
    return document


def test_a_variant_is_merged_over_the_scenario_and_named_in_its_title(tmp_path: Path) -> None:
    path = written(tmp_path, variants="{quick: {clock: {turns: 10}}, far: {title: far away}}")
    quick = load_scenario(path, "quick")
    assert (quick.setting.title, quick.setting.variant) == ("Small (quick)", "quick")
    assert (quick.setting.clock.turns, quick.setting.clock.turn_days) == (10, 7)
    base = load_scenario(written(tmp_path, variants="{quick: {clock: {turns: 10}}}"))
    assert (base.setting.title, base.setting.variant, base.setting.clock.turns) == ("Small", "", 24)


def test_a_variant_has_a_title_and_a_summary_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, variants="{no_ring: {summary: Less of it.}, b: {title: ten weeks}}")
    assert [tuple(one) for one in variants_of(path)] == [
        ("no_ring", "no ring", "Less of it."),
        ("b", "ten weeks", ""),
    ]
    assert load_scenario(path, "no_ring").setting.summary == "Less of it."
    assert load_scenario(path, "b").setting.title == "Small (ten weeks)"


def test_null_takes_out_of_a_map_and_of_a_list_of_things_with_ids(tmp_path: Path) -> None:
    changes = "{bare: {rules: {command: {group_size: 2}}, units: {gov_1: null}}}"
    scenario = load_scenario(written(tmp_path, variants=changes), "bare")
    assert [unit.unit for unit in scenario.units] == ["isis_1"]
    assert scenario.setting.rules.command.group_size == 2


def test_a_map_over_a_list_changes_its_things_by_id_and_adds_others() -> None:
    under = doc("units: [{id: a, n: 1}, {id: b, n: 2}, {id: c}]")
    over = doc("units: {c: null, b: {m: 4}, d: {n: 5}}")
    assert plain(merged(under, over)) == {
        "units": [{"id": "a", "n": "1"}, {"id": "b", "n": "2", "m": "4"}, {"id": "d", "n": "5"}]
    }


def test_a_shorter_clock_cuts_off_what_was_to_come_after_it(tmp_path: Path) -> None:
    withdrawals = "[{turn: 20, units: [gov_1]}, {turn: 4, units: [gov_1]}]"
    path = written(
        tmp_path,
        arrivals=LATE,
        withdrawals=withdrawals,
        clock=CLOCK,
        variants="{quick: {clock: {turns: 10}}, other: {bands: {win: 5}}}",
    )
    assert check_file(path) == []
    quick, other = load_scenario(path, "quick"), load_scenario(path, "other")
    assert [one.id for one in quick.arrivals] == ["soon"]
    assert [one.turn for one in quick.withdrawals] == [4]
    assert quick.setting.clock.variable_end == {4: 11}
    assert (len(other.arrivals), other.setting.clock.variable_end) == (2, {4: 11, 22: 10})


def test_the_source_of_a_save_is_merged_and_needs_no_file(tmp_path: Path) -> None:
    path = written(tmp_path, variants="{quick: {clock: {turns: 10}, units: {isis_1: null}}}")
    quick = load_scenario(path, "quick")
    path.unlink()
    again = scenario_from_source(quick.source)
    assert (again.setting.title, again.setting.variant) == ("Small (quick)", "quick")
    assert "variants" not in json.loads(quick.source)
    assert setup(again, 3).units == setup(quick, 3).units


def test_an_unknown_variant_names_those_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, variants="{quick: {}, no_ring: {}}")
    with pytest.raises(UnknownVariant) as caught:
        load_scenario(path, "quik")
    (found,) = caught.value.problems
    assert "there are quick, no_ring" in found.message
    assert found.help == "did you mean 'quick'?"
    with pytest.raises(UnknownVariant, match="it has none"):
        load_scenario(written(tmp_path), "quick")


def test_every_variant_is_checked_and_a_problem_told_once_with_its_place(tmp_path: Path) -> None:
    variants = """
  one: {clock: {turns: 9}, factions: {gov: {parr: 3}}}
  two: {order: [gov]}
  three: {order: [gov]}"""
    found = problems_of(tmp_path, bands="{win: many}", variants=variants)
    told = [(one.line, one.code) for one in found]
    line = 1 + next(
        n for n, text in enumerate((tmp_path / "small.yaml").read_text().splitlines()) if "one:" in text
    )
    assert told.count((line, "E401")) == 1
    assert [code for _, code in told].count("E403") == 1, "a problem of the scenario is not told again"
    (unordered,) = (one for one in found if one.line == line + 1 and one.code == "E305")
    (again,) = (one for one in found if one.line == line + 2 and one.code == "E305")
    assert (unordered.message[-13:], again.message[-15:]) == ("(variant two)", "(variant three)")


def test_a_problem_that_a_variant_makes_elsewhere_names_the_variants(tmp_path: Path) -> None:
    means = "[{faction: isis, turns: [8, 16], steps_a_point: 4}]"
    variants = "{quick: {clock: {turns: 10}}, short: {clock: {turns: 10}}, long: {clock: {turns: 30}}}"
    (found,) = problems_of(tmp_path, means=means, variants=variants)
    assert found.code == "E303"
    assert found.message.endswith("(variant quick, short)")


def test_only_the_named_variant_is_checked(tmp_path: Path) -> None:
    path = written(tmp_path, variants="{good: {}, bad: {order: [gov]}, worse: {id: x}, 7: [x]}")
    assert check_file(path, "good") == []
    assert [one.code for one in check_file(path, "bad")] == ["E305"]
    assert [one.code for one in check_file(path, "worse")] == ["E511"]
    assert load_scenario(path, "good"), "the others' faults are no reason not to play it"


def test_what_is_not_there_cannot_be_taken_out(tmp_path: Path) -> None:
    variants = "{a: {units: {gov_11: null}, map: {hex_km: null}, zonez: null}}"
    found = [one for one in problems_of(tmp_path, variants=variants) if one.code == "E512"]
    assert [one.help for one in found] == ["did you mean 'gov_1'?", "name something that is there"]


@pytest.mark.parametrize(
    ("variants", "code"),
    [
        ("[quick]", "E403"),
        ("{Quick: {}}", "E403"),
        ("{quick: 10}", "E403"),
        ("{quick: {id: other}}", "E511"),
        ("{quick: {extends: base/other}}", "E511"),
        ("{quick: {variants: {}}}", "E511"),
        ("{quick: {clock: {turn: 10}}}", "E401"),
    ],
)
def test_what_cannot_be_a_variant_is_refused(tmp_path: Path, variants: str, code: str) -> None:
    found = problems_of(tmp_path, variants=variants)
    assert code in {one.code for one in found}
    assert all(one.line > 1 for one in found)


def test_the_key_that_names_the_variant_in_a_save_is_not_an_authors(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, variant="quick")
    assert (found.code, found.help) == ("E401", "did you mean 'variants'?")


def test_a_scenario_takes_over_the_variants_of_the_one_it_extends(tmp_path: Path) -> None:
    written(tmp_path, variants="{quick: {clock: {turns: 10}}}")
    (tmp_path / "child.yaml").write_text("format: 1\nextends: small\nid: child\ntitle: Child\n")
    assert load_scenario(tmp_path / "child.yaml", "quick").setting.title == "Child (quick)"


def test_the_json_schema_knows_variants_and_lists_by_id() -> None:
    properties = json.loads(schema_json())["properties"]
    (either,) = properties["variants"]["patternProperties"].values()
    variant = next(one for one in either["anyOf"] if "properties" in one)
    assert {"title", "summary", "clock", "units"} <= set(variant["properties"])
    assert not {"id", "format", "extends", "variants", "variant"} & set(variant["properties"])
    assert "variant" not in properties
    assert {one.get("type") for one in properties["units"]["anyOf"]} == {"array", "object", "null"}


def test_the_quick_deir_al_zor_ends_after_ten_weeks_and_the_ablations_take_out_what_they_say() -> None:
    base, quick = load_scenario(DEIR_AL_ZOR), load_scenario(DEIR_AL_ZOR, "quick")
    assert quick.setting.clock.start == base.setting.clock.start
    assert quick.setting.clock.turns == 10
    assert max(turn for mean in quick.setting.means for turn in mean.turns) == 10
    free = load_scenario(DEIR_AL_ZOR, "free_sdf").setting.factions
    assert base.setting.factions["sdf"].gates and not free["sdf"].gates and not free["us"].gates
    assert base.setting.factions["gov"].transport == 1
    assert load_scenario(DEIR_AL_ZOR, "no_pocket_air").setting.factions["gov"].transport == 0
