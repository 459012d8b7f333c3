"""Cross-checks: every reference, the ground units stand on, and what can never happen."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.files.documents import SCENARIOS
from tests.support.small_scenario import codes_of, problems_of, refusal_of, text_of, written


def unit(id: str = "a", **keys: str) -> str:
    """Return a unit of the small scenario as one line of a list."""
    whole = {
        "id": id,
        "template": "ndf",
        "faction": "gov",
        "hq": "central",
        "at": "palmyra",
        "name": id,
        **keys,
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in whole.items()) + "}"


def units(*entries: str) -> str:
    """Return a list of units."""
    return "[" + ", ".join(entries) + "]"


SPOILT = {
    "template of a unit": ({"units": units(unit(template="tiger_bm"))}, "E204", "did you mean 'tiger_bn'?"),
    "faction of a unit": ({"units": units(unit(faction="gof"))}, "E203", "did you mean 'gov'?"),
    "HQ of a unit": ({"units": units(unit(hq="centrl"))}, "E208", "did you mean 'central'?"),
    "HQ of another faction": ({"units": units(unit(hq="furat"))}, "E208", "there are central"),
    "place of a unit": ({"units": units(unit(at="palmira"))}, "E210", "did you mean 'palmyra'?"),
    "place outside the map": ({"units": units(unit(at="damascus"))}, "E111", "enlarge the bounds"),
    "point outside the map": ({"units": units(unit(at="{lat: 33.0, lon: 38.6}"))}, "E112", ""),
    "lat and lon swapped": ({"units": units(unit(at="{lat: 38.6, lon: 34.5}"))}, "E112", "swapped?"),
    "hex beyond the edge": ({"units": units(unit(at='{hex: "9901"}'))}, "E113", ""),
    "unit in a lake": ({"units": units(unit(at="{lat: 35.85, lon: 38.44}"))}, "E121", "open ground"),
    "mechanised unit on a jebel": ({"units": units(unit(template="saa_mech", at='{hex: "%s"}'))}, "E121", ""),
    "too many steps": ({"units": units(unit(count="5", template="saa_inf"))}, "E122", "spread"),
    "too many units": ({"units": units(unit(count="4"))}, "E123", "spread"),
    "too many batteries": ({"units": units(unit(template="battery", count="3"))}, "E123", "spread"),
    "strangers in a hex": (
        {"units": units(unit(), unit("b", faction="isis", hq="furat"))}, "E124", "",
    ),
    "another country": ({"units": units(unit(at="{lat: 34.40, lon: 41.15}"))}, "E125", "countries"),
    "more steps than full": ({"units": units(unit(steps="5"))}, "E311", ""),
    "nowhere": ({"units": "[{id: a, template: ndf, faction: gov, hq: central, name: A}]"}, "E402", ""),
    "a unit twice": ({"units": units(unit(), unit())}, "E209", ""),
    "a counted unit twice": ({"units": units(unit(count="2"), unit("a_2"))}, "E209", ""),
    "trait": ({"templates": "{ndf: {traits: [mobil]}}"}, "E206", "did you mean 'mobile'?"),
    "faction in the order": ({"order": "[isis, gov, us]"}, "E203", ""),
    "order incomplete": ({"order": "[isis]"}, "E305", ""),
    "order with a faction twice": ({"order": "[isis, gov, isis]"}, "E305", ""),
    "camps incomplete": ({"camps": "[[gov]]"}, "E306", ""),
    "a faction in two camps": ({"camps": "[[gov, isis], [isis]]"}, "E306", ""),
    "one side": ({"sides": "[[gov, isis]]"}, "E306", ""),
    "relation of nobody": ({"relations": "{pair: [[gov, hts, hostile]]}"}, "E203", ""),
    "relation to itself": ({"relations": "{pair: [[gov, gov, allied]]}"}, "E313", ""),
    "all against nobody": ({"relations": "{all_against: [isiss]}"}, "E203", "did you mean 'isis'?"),
    "control of nobody": ({"control": "{date: 2017-06-10, map: {GOV: government}}"}, "E203", ""),
    "control of another day": ({"control": "{date: 2017-06-11, map: {GOV: gov}}"}, "E133", "2017-06-10"),
    "control of nowhere": ({"control": "{date: 2017-06-10, map: {}, set: [{faction: gov}]}"}, "E402", ""),
    "asset nowhere": ({"assets": "{palmyraa: {value: 5, kind: town}}"}, "E210", "did you mean 'palmyra'?"),
    "asset off the map": ({"assets": "{damascus: {value: 5, kind: town}}"}, "E111", ""),
    "symbol nowhere": ({"symbols": "[{place: rakka, value: 5}]"}, "E210", ""),
    "corridor from nowhere": (
        {"corridors": "[{faction: gov, from: [x], to: palmyra, paved: 10, track: 6}]"}, "E210", "",
    ),
    "corridor of nobody": (
        {"corridors": "[{faction: x, from: [arak], to: palmyra, paved: 10, track: 6}]"}, "E203", "",
    ),
    "mean of a turn too late": ({"means": "[{faction: isis, turns: [8, 25], steps_a_point: 4}]"}, "E303", ""),
    "city with too few holders": ({"cities": "{deir_al_zor: {districts: 8, holders: {gov: 4}}}"}, "E309", ""),
    "falls of an open city": (
        {"cities": "{raqqah: {districts: 4, holders: {isis: 4, gov: 0}, falls: {3: 1}}}"}, "E309", "",
    ),
    "more falls than districts": (
        {"cities": "{raqqah: {districts: 4, holders: {isis: 4, gov: 0}, closed: true, falls: {3: 5}}}"},
        "E309", "",
    ),
    "unit in a closed city": (
        {
            "cities": "{palmyra: {districts: 4, holders: {isis: 4, gov: 0}, closed: true}}",
            "units": units(unit()),
        },
        "E126", "",
    ),
    "arrival after the end": (
        {"arrivals": f"[{{id: r, turn: 25, at: palmyra, units: {units(unit('r1'))}}}]"}, "E301", "",
    ),
    "early arrival too late": (
        {"arrivals": f"[{{id: r, turn: 9, early: {{turn: 9, vp: 1}}, units: {units(unit('r1'))}}}]"},
        "E302", "",
    ),
    "arrival off the map": (
        {"arrivals": f"[{{id: r, turn: 9, at: homs, units: {units(unit('r1'))}}}]"}, "E111", "",
    ),
    "withdrawal of nobody": ({"withdrawals": "[{turn: 5, units: [gov_2]}]"}, "E207", "did you mean 'gov_1'?"),
    "withdrawal after the end": ({"withdrawals": "[{turn: 25, units: [gov_1]}]"}, "E303", ""),
    "withdrawal before arrival": (
        {
            "arrivals": f"[{{id: r, turn: 9, at: palmyra, units: {units(unit('r1'))}}}]",
            "withdrawals": "[{turn: 8, units: [r1]}]",
        },
        "E304", "",
    ),
    "depot of nobody": ({"depots": "[{id: d, name: D, faction: x, at: palmyra}]"}, "E203", ""),
    "depot in a lake": (
        {"depots": "[{id: d, name: D, faction: gov, at: {lat: 35.85, lon: 38.44}}]"}, "E121", "",
    ),
    "milestone nowhere": (
        {
            "history": "[{id: h, text: T, faction: gov, kind: control, places: [x], date: 2017-08-12, "
            "tolerance_days: 3}]"
        },
        "E210", "",
    ),
    "bands upside down": ({"bands": "{decisive: 4, win: 10, draw: -1}"}, "E307", ""),
    "end after the end": (
        {"clock": "{start: 2017-06-09, turns: 24, variable_end: {26: 8}}"}, "E303", "",
    ),
    "west of east": (
        {"map": "{bounds: {west: 41.3, south: 34.0, east: 38.0, north: 36.2}, hex_km: 7}"}, "E130", "",
    ),
    "too large a map": (
        {"map": "{bounds: {west: -180, south: -90, east: 180, north: 90}, hex_km: 2}"}, "E130", "",
    ),
    "own place off the map": (
        {
            "map": "{bounds: {west: 38.0, south: 34.0, east: 41.3, north: 36.2}, hex_km: 7, "
            "places: {well: {lat: 38.9, lon: 34.2, name: Well}}}"
        },
        "E112", "swapped?",
    ),
    "a road to a place that is none": (
        {
            "map": "{bounds: {west: 38.0, south: 34.0, east: 41.3, north: 36.2}, hex_km: 7, "
            "lines: {x: {name: X, class: track, path: 'palmyra, arakk'}}}"
        },
        "E132", "did you mean 'arak'?",
    ),
    "nonsense in the atlas": ({"atlas": "{places: {places: {palmyra: nonsense}}}"}, "E132", ""),
    "terrain the atlas needs": ({"terrain": "{lake: null}"}, "E211", ""),
    "row of the table missing": ({"combat_table": "{rows: {7: null}}"}, "E320", ""),
    "row of the table too short": ({"combat_table": "{rows: {7: 1/0/0 1/0/0}}"}, "E320", ""),
}  # fmt: skip


def jebel(folder: Path) -> str:
    """Return the number of a hex that bars mechanised units."""
    board = load_scenario(written(folder)).setting.board
    here = next(
        n for n, terrain in enumerate(board.terrain) if terrain.mech is None and terrain.leg is not None
    )
    return board.grid.label(here)


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_wrong_is_found_with_its_code_and_remedy(case: str, tmp_path: Path) -> None:
    sections, code, remedy = SPOILT[case]
    if "%s" in sections.get("units", ""):
        sections = {"units": sections["units"] % jebel(tmp_path)}
    found = [one for one in problems_of(tmp_path, **sections) if one.code == code]
    assert found, [str(one) for one in problems_of(tmp_path, **sections)]
    assert remedy in found[0].help
    assert found[0].line > 1 or found[0].file != str(tmp_path / "small.yaml")
    assert code in [one.code for one in refusal_of(tmp_path / "small.yaml")]


def test_the_small_scenario_itself_is_clean(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == []


def test_the_scenarios_of_the_game_have_no_errors() -> None:
    for path in sorted(SCENARIOS.glob("*.yaml")):
        assert [str(found) for found in check_file(path) if not found.warning] == []


def test_a_finding_points_at_the_value_that_is_wrong(tmp_path: Path) -> None:
    lines = f"\n  - {unit()}\n  - {unit('b', template='nothing_like_it')}"
    (found,) = problems_of(tmp_path, units=lines)
    text = (tmp_path / "small.yaml").read_text().splitlines()
    assert text[found.line - 1][found.column - 1 :].startswith("nothing_like_it")


def test_many_mistakes_are_told_together_in_order_of_their_lines(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        order="[isis]",
        units=units(unit(template="x"), unit("b", at="nowhere"), unit("c", faction="y")),
        assets="{atlantis: {value: 5, kind: town}}",
        bands="{decisive: 1, win: 2, draw: 3}",
    )
    assert {"E305", "E204", "E210", "E203", "E307"} <= {found.code for found in problems}
    assert [found.line for found in problems] == sorted(found.line for found in problems)


def test_warnings_do_not_keep_a_scenario_from_being_played(tmp_path: Path) -> None:
    entries = units(unit("g", at="raqqah"), unit("h", at="palmyra", dig_in="3"))
    milestone = (
        "id: h, text: T, faction: gov, kind: control, places: [arak], date: 2017-01-01, tolerance_days: 3"
    )
    history = f"[{{{milestone}}}]"
    problems = problems_of(tmp_path, units=entries, history=history)
    assert {"W120", "W330"} <= {found.code for found in problems}
    assert all(found.warning for found in problems)
    assert load_scenario(tmp_path / "small.yaml").units


def test_two_assets_in_one_hex_are_warned_of(tmp_path: Path) -> None:
    places = "places: {well: {lat: 34.5504, lon: 38.2691, name: Well}}"
    whole = f"{{bounds: {{west: 38.0, south: 34.0, east: 41.3, north: 36.2}}, hex_km: 30, {places}}}"
    assets = "{palmyra: {value: 5, kind: town}, well: {value: 1, kind: well}}"
    assert "W121" in codes_of(tmp_path, map=whole, assets=assets)


def test_a_city_may_hold_both_sides_and_many_steps(tmp_path: Path) -> None:
    entries = units(
        unit("a", template="saa_inf", at="deir_al_zor", count="4"),
        unit("b", template="isis_line", faction="isis", hq="furat", at="deir_al_zor", count="4"),
    )
    cities = "{deir_al_zor: {districts: 8, holders: {isis: 4, gov: 4}}}"
    assert problems_of(tmp_path, units=entries, cities=cities) == []
    assert {"E122", "E123", "E124"} <= codes_of(tmp_path, units=entries)


def test_more_units_than_a_game_can_hold_are_refused(tmp_path: Path) -> None:
    lines = "\n" + "\n".join(f"  - {unit(f'u{n}', count='20')}" for n in range(60))
    assert "E314" in codes_of(tmp_path, units=lines)


def test_the_same_file_gives_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(
        text_of(order="[x, y]", sides="[[z]]", units=units(unit(template="q"), unit(template="q")))
    )
    assert [str(one) for one in check_file(path)] == [str(one) for one in check_file(path)]


def test_lists_beyond_any_scenario_are_refused_as_such(tmp_path: Path) -> None:
    faction = (
        '{name: G, short: G, colour: "#112233", command: {1: 5}, countries: [syria], hqs: {c: C}, par: 1}'
    )
    many = "{" + ", ".join(f"f{n}: {faction}" for n in range(17)) + "}"
    assert "E403" in codes_of(tmp_path, factions=many)
    sources = "[" + ", ".join(f"p{n}" for n in range(51)) + "]"
    assert codes_of(tmp_path, factions=f"{{gov: {faction[:-1]}, sources: {sources}}}}}") >= {"E403"}
