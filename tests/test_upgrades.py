"""Earlier formats: steps from version to version, for files and what they extend, variants, saves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import run
from game.files import check_file, load_scenario
from game.files.json_schema import schema_json
from game.files.scenario_file import scenario_from_source
from game.files.upgrades import FORMAT, STEPS, renamed, upgraded
from game.files.yaml_reader import Map, locate, parse_document
from tests.support.small_scenario import refusal_of

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SHORTEST = (SCENARIOS / "examples" / "shortest.yaml").read_text(encoding="utf-8")
GUIDE = (SCENARIOS / "README.md").read_text(encoding="utf-8")


def doc(text: str) -> Map:
    document, problems = parse_document(text, "x")
    assert document is not None and not problems
    return document


def calendar_is_clock(document: Map) -> Map:
    """A step as a later version may need one: `calendar` is called `clock`, its `length` is `turns`."""
    renamed(document, "calendar", "clock")
    renamed(document.get("clock"), "length", "turns")
    return document


def title_needed(document: Map) -> Map:
    if "title" not in document and "id" in document:
        document.put("title", document["id"], document.mark, document.mark)
    return document


@pytest.fixture
def an_older_format(monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of a playable scenario in a format before the first."""
    monkeypatch.setitem(STEPS, 0, calendar_is_clock)
    old = (
        SHORTEST.replace("format: 1", "format: 0")
        .replace("clock:", "calendar:")
        .replace("turns: 6", "length: 6")
    )
    assert "calendar: {start: 2017-08-04, length: 6}" in old
    return old


def test_there_is_a_step_from_every_earlier_version() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))


def test_the_schema_and_the_guide_name_the_version_that_is_written() -> None:
    assert json.loads(schema_json())["properties"]["format"]["const"] == FORMAT
    versions = GUIDE.partition("## Format versions\n")[2]
    assert f"\n{FORMAT}. " in f"\n{versions}" and f"\n{FORMAT + 1}. " not in versions


def test_steps_are_taken_one_after_the_other() -> None:
    steps = {1: calendar_is_clock, 2: title_needed}
    found = upgraded(doc("format: 1\nid: x\ncalendar: {length: 4}"), steps)
    assert found == {"format": "3", "id": "x", "clock": {"turns": "4"}, "title": "x"}


def test_a_document_starts_at_its_own_step() -> None:
    steps = {1: calendar_is_clock, 2: title_needed}
    found = upgraded(doc("format: 2\nid: x\ncalendar: {length: 4}"), steps)
    assert found == {"format": "3", "id": "x", "calendar": {"length": "4"}, "title": "x"}


@pytest.mark.parametrize("text", ["a: 1", "format: 7", "format: soon", "format: 99999999", "format: [1]"])
def test_a_document_of_no_known_version_is_left_alone(text: str) -> None:
    assert upgraded(doc(text), {1: title_needed}) == doc(text)


def test_a_renamed_key_keeps_its_place_and_its_line() -> None:
    found = doc("a: 1\nb: 2\nc: 3")
    renamed(found, "b", "z")
    assert list(found) == ["a", "z", "c"]
    mark = locate(found, ("z",), True)
    assert mark is not None and mark.line == 2


def test_a_key_that_is_already_there_is_not_written_over() -> None:
    found = doc("a: 1\nb: 2")
    renamed(found, "a", "b")
    assert found == {"a": "1", "b": "2"}


def test_an_older_file_is_read_and_played_as_if_written_today(tmp_path: Path, an_older_format: str) -> None:
    path = tmp_path / "shortest.yaml"
    path.write_text(an_older_format, encoding="utf-8")
    assert check_file(path) == []
    assert load_scenario(path).source == load_scenario(SCENARIOS / "examples" / "shortest.yaml").source
    assert run(["simulate", str(path), "--seats", "all=pass", "--seed", "1"]) == 0


def test_a_new_file_may_extend_an_older_one(tmp_path: Path, an_older_format: str) -> None:
    (tmp_path / "older.yaml").write_text(an_older_format, encoding="utf-8")
    path = tmp_path / "newer.yaml"
    path.write_text("format: 1\nid: newer\nextends: older\nclock: {turns: 4}\n", encoding="utf-8")
    assert load_scenario(path).setting.clock.turns == 4


def test_variants_take_the_same_steps(tmp_path: Path, an_older_format: str) -> None:
    path = tmp_path / "old.yaml"
    path.write_text(f"{an_older_format}variants:\n  brief: {{calendar: {{length: 3}}}}\n", encoding="utf-8")
    assert check_file(path) == []
    assert load_scenario(path, "brief").setting.clock.turns == 3


def test_the_scenario_in_an_older_save_is_read(an_older_format: str) -> None:
    today = load_scenario(SCENARIOS / "examples" / "shortest.yaml")
    source = json.loads(today.source)
    source["format"], source["calendar"] = "0", source.pop("clock")
    source["calendar"]["length"] = source["calendar"].pop("turns")
    assert json.loads(scenario_from_source(json.dumps(source)).source) == json.loads(today.source)


def test_a_mistake_in_an_older_file_is_named_at_its_own_line(tmp_path: Path, an_older_format: str) -> None:
    path = tmp_path / "old.yaml"
    path.write_text(an_older_format.replace("length: 6", "length: six"), encoding="utf-8")
    line = an_older_format.splitlines().index("calendar: {start: 2017-08-04, length: 6}") + 1
    assert [(one.code, one.line) for one in refusal_of(path)] == [("E403", line)]


@pytest.mark.parametrize("named", ["the file itself", "what it extends"])
def test_a_newer_format_is_refused_with_one_clear_line(tmp_path: Path, named: str) -> None:
    path = tmp_path / "newer.yaml"
    path.write_text(SHORTEST.replace("format: 1", f"format: {FORMAT + 1}"), encoding="utf-8")
    if named == "what it extends":
        path = tmp_path / "child.yaml"
        path.write_text("format: 1\nid: child\nextends: newer\n", encoding="utf-8")
    (found,) = refusal_of(path)
    assert found.code == "E405" and Path(found.file).name == "newer.yaml"
