"""What the schema refuses, at which line, in which words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.files.documents import SCENARIOS
from game.files.json_schema import campaign_schema_json, schema_json
from game.files.key_words import told_keys, words_of
from tests.support.small_scenario import problems_of, refusal_of, text_of, written

FACTION = (
    '{name: G, short: G, colour: "#112233", command: {1: 5}, countries: [syria], hqs: {central: C}, par: 1}'
)


def test_unknown_keys_are_named_where_they_stand_with_a_suggestion(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, clock="{start: 2017-06-09, turn_dys: 7, turns: 24}")
    assert (found.code, found.line, found.column) == ("E401", 5, 28)
    assert (found.message, found.help) == ("unknown key 'turn_dys'", "did you mean 'turn_days'?")


def test_unknown_sections_are_refused(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, unts="[]")
    assert (found.code, found.help) == ("E401", "did you mean 'units'?")


def test_missing_keys_are_told_at_what_lacks_them(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, clock="{start: 2017-06-09}")
    assert (found.code, found.line, found.message) == ("E402", 5, "the key 'turns' is missing")


def test_words_outside_a_vocabulary_get_the_nearest(tmp_path: Path) -> None:
    factions = f"\n  gov: {FACTION}\n  isis: {FACTION[:-1]}, pattern: barz}}"
    (found,) = (one for one in problems_of(tmp_path, factions=factions) if one.code == "E404")
    assert (found.line, found.help) == (9, "did you mean 'bars'?")


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    units = """
  - {id: A-1, template: tiger_bn, faction: gov, hq: central, at: palmyra, name: x, steps: many}
  - {id: a, template: tiger_bn, faction: gov, hq: central, at: {lat: 34.5, lng: 38.2}, name: x}
  - {id: b, template: tiger_bn, faction: gov, hq: central, at: {hex: 407}, name: x, posture: holdd}
  - nonsense"""
    problems = problems_of(tmp_path, units=units, clock="{start: 2017-13-01, turns: 9}", bands="{win: 4.25}")
    told = [(found.line, found.code) for found in problems if found.code.startswith("E4")]
    assert told == [
        (5, "E403"), (20, "E403"), (20, "E403"), (21, "E402"), (21, "E401"), (22, "E403"), (22, "E404"),
        (23, "E403"), (24, "E403"),
    ]  # fmt: skip


def test_a_wrong_key_does_not_hide_a_unit_in_a_lake(tmp_path: Path) -> None:
    units = """
  - {id: a, template: tiger_bn, faction: gov, hq: central, at: {lat: 35.85, lon: 38.44}, name: x, stepps: 1}
  - {id: b, template: tiger_bm, faction: gov, hq: central, at: palmyra, name: x}
  - {id: c, template: tiger_bn, faction: gov, hq: central, at: {lat: 30.0, lon: 38.0}, name: x}"""
    clock = "{start: soon, turns: never}"
    codes = [found.code for found in problems_of(tmp_path, units=units, clock=clock)]
    assert {"E401", "E403", "E121", "E204", "E112"} <= set(codes)


def test_nothing_is_reported_of_what_a_refused_line_would_have_given(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text_of().replace("id: small\n", "id: &a small\nid: other\n"))
    assert {found.code for found in refusal_of(path)} == {"E011", "E017"}


def test_dates_numbers_and_truths_are_taken_literally(tmp_path: Path) -> None:
    for clock in (
        "{start: 20170609, turns: 24}",
        "{start: 1496966400, turns: 24}",
        "{start: 2017-06-31, turns: 24}",
    ):
        assert [found.code for found in problems_of(tmp_path, clock=clock)] == ["E403"], clock
    for bounds in ("west: nan", "west: .inf", "west: 1e400", "west: 3_8x"):
        whole = f"{{bounds: {{{bounds}, south: 34, east: 41, north: 36}}, hex_km: 7}}"
        assert [found.code for found in problems_of(tmp_path, map=whole)] == ["E403"], bounds
    for known in ("yes", "no", "1", "True"):
        unit = f"{{id: a, template: ndf, faction: gov, hq: central, at: palmyra, name: x, known: {known}}}"
        assert [found.code for found in problems_of(tmp_path, units=f"[{unit}]")] == ["E403"], known


def test_enormous_numbers_are_refused_without_being_computed(tmp_path: Path) -> None:
    for number in ("9" * 100_000, "1e999999999", "0x" + "f" * 1000):
        for clock in (f"{{start: 2017-06-09, turns: {number}}}",):
            assert [found.code for found in problems_of(tmp_path, clock=clock)] == ["E403"]
        bands = f"{{win: {number}}}"
        assert [found.code for found in problems_of(tmp_path, bands=bands)] == ["E403"]


def test_what_the_author_wrote_is_quoted_short_and_harmless(tmp_path: Path) -> None:
    factions = f'\n  gov: {FACTION}\n  isis: {FACTION[:-1]}, pattern: "{"%s{0}" * 5000}"}}'
    found = next(one for one in problems_of(tmp_path, factions=factions) if one.code == "E404")
    assert len(found.message) < 120
    assert "%s{0}%s{0}" in found.message


def test_another_format_is_refused_before_anything_else(tmp_path: Path) -> None:
    (found,) = refusal_of(written(tmp_path, format="2", unts="[]"))
    assert (found.code, found.line) == ("E405", 1)
    assert "newer game" in found.help


def test_the_committed_json_schema_is_current() -> None:
    committed = (SCENARIOS / "base" / "scenario.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(schema_json()), "run: main.py schema > that file"


def test_the_committed_json_schema_of_a_campaign_is_current() -> None:
    committed = (SCENARIOS / "base" / "campaign.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(campaign_schema_json()), (
        "run: main.py schema --campaign > that file"
    )
    properties = json.loads(committed)["properties"]
    assert {"stages", "kind", "summary"} <= set(properties)


def test_the_json_schema_knows_what_only_a_file_has() -> None:
    schema = json.loads(schema_json())
    assert {"extends", "parts", "units", "factions"} <= set(schema["properties"])
    assert "extends" in schema["$defs"]["TemplateSpec"]["properties"]
    assert schema["required"] == ["format", "id"]
    assert schema["properties"]["format"]["const"] == 1


def keys_of(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key of a JSON Schema with what it says of it."""
    if isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)
    elif isinstance(schema, dict):
        properties = schema.get("properties", {})
        yield from ((key, found) for key, found in properties.items() if isinstance(found, dict))
        for part in schema.values():
            yield from keys_of(part)


@pytest.mark.parametrize("text", [schema_json, campaign_schema_json])
def test_every_key_says_what_it_is_for(text: Callable[[], str]) -> None:
    for key, found in keys_of(json.loads(text())):
        assert found.get("description", "").strip(), key
        assert len(found["description"]) < 160, key


def test_the_words_of_figures_are_those_of_the_base_pack() -> None:
    assert words_of("CombatFiguresSpec", "minor_river") == "minor river (rule 4.3)"
    assert words_of("CombatFiguresSpec", "bridge").startswith("bridge: all attackers cross a major river")
    assert words_of("LevelSpec", "own_step").startswith("a step lost")


def test_no_words_are_left_of_keys_that_are_gone() -> None:
    known = {
        (part, key)
        for text, top in ((schema_json(), "ScenarioSpec"), (campaign_schema_json(), "CampaignSpec"))
        for part, keys in parts_of(json.loads(text), top)
        for key in keys
    }
    every = {key for _, key in known} | {"variant", "campaign", "atlas"}
    for part, key in told_keys():
        assert (part, key) in known or key in ("variant", "campaign") or (not part and key in every), (
            part,
            key,
        )


def parts_of(schema: Any, top: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each part of a schema by name with its keys."""
    yield top, set(schema["properties"])
    for name, part in schema["$defs"].items():
        yield name, set(part.get("properties", {}))
