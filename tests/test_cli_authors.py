"""What authors ask: an event in words, two scenarios compared, a start exported."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.book.telling import EFFECTS, QUESTIONS, chance_words, condition_lines, effect_words
from game.cli import run
from game.files import load_scenario
from game.files.differences import differences
from game.files.yaml_reader import parse_document
from game.rules.story.conditions import PREDICATES
from game.rules.story.effects import EFFECTS as BRINGERS
from tests.support.small_scenario import text_of, written

ROOT = Path(__file__).parents[1]
SKIRMISH = str(ROOT / "tests" / "data" / "skirmish.yaml")
Out = pytest.CaptureFixture[str]

EVENTS = """
  - id: tigers_needed
    when:
      any:
        - {turn: {at_least: 8}}
        - {all: [{controls: {faction: gov, place: arak}}, {not: {flag: stays}}]}
    need: 8
    delay: 2
    choice:
      faction: gov
      ask: The coast asks for the Tigers back.
      options:
        - {label: Send them, then: [{points: {faction: gov, add: 1.5}}]}
        - {label: Refuse, weight: 2, then: [{set_flag: stays}]}
  - {id: never_more, when: {turn: {at_least: 30}}, then: [{message: News.}]}"""
CARDS = """
  hand: 2
  deck:
    leaflets:
      {name: Leaflets, text: They fall., factions: [gov], copies: 3, then: [{favour: {faction: gov, add: 1}}]}
    storm: {name: Storm, text: Dust., copies: 1, target: hex, then: [{reveal: target}]}"""


def explained(folder: Path, capsys: Out, *words: str) -> str:
    path = written(folder, events=EVENTS, cards=CARDS)
    assert run(["explain", str(path), *words]) == 0
    return capsys.readouterr().out


def test_an_event_is_told_with_when_how_likely_what_and_who(tmp_path: Path, capsys: Out) -> None:
    told = explained(tmp_path, capsys, "tigers_needed")
    assert re.match(r"tigers_needed \(.*small\.yaml:\d+\)\n", told)
    for line in (
        "- at least one of these:",
        "- it is turn 8 or later",
        "- Government or an ally holds Arak",
        "- not so that the flag stays is set",
        "Possible: from turn 1 (9 June 2017) to turn 24 (17 November 2017)",
        "8 or more of two dice (42 %)",
        "How often: once a game",
        "2 turns later",
        "Who chooses: Government, asked: “The coast asks for the Tigers back.”",
        "1. Send them (also where no answer comes); to a machine it weighs 0",
        "- points of Government: +1.5",
        "- the flag stays is set",
    ):
        assert line in told, line


def test_what_can_never_come_about_is_told_so(tmp_path: Path, capsys: Out) -> None:
    assert "Possible: never" in explained(tmp_path, capsys, "never_more")


def test_a_card_is_told_with_its_place_in_the_deck(tmp_path: Path, capsys: Out) -> None:
    told = explained(tmp_path, capsys, "leaflets")
    assert "3 of 4 cards of the deck" in told
    assert "Who may draw it: Government" in told
    assert "Whoever plays it names a hex." in explained(tmp_path, capsys, "storm")


def test_without_a_name_every_event_and_card_is_listed(tmp_path: Path, capsys: Out) -> None:
    lines = explained(tmp_path, capsys).splitlines()
    assert [line.split(":")[0] for line in lines] == ["tigers_needed", "never_more", "leaflets", "storm"]


def test_an_event_that_is_not_there_is_suggested(tmp_path: Path, capsys: Out) -> None:
    path = written(tmp_path, events=EVENTS)
    assert run(["explain", str(path), "tiger_needed"]) == 2
    assert "did you mean 'tigers_needed'?" in capsys.readouterr().err
    assert run(["explain", str(path), "--variant", "x"]) == 2
    assert run(["explain", SKIRMISH]) == 0


def test_a_campaign_is_not_explained_but_its_stages_are(capsys: Out) -> None:
    assert run(["explain", "endgame"]) == 1
    assert "this is a campaign" in capsys.readouterr().err


def test_there_are_words_for_everything_that_may_be_asked_and_brought_about() -> None:
    assert set(QUESTIONS) == set(PREDICATES)
    assert set(EFFECTS) == set(BRINGERS)


def test_every_event_and_card_of_the_game_can_be_told() -> None:
    for path in sorted((ROOT / "scenarios").glob("*.yaml")):
        setting = load_scenario(path).setting
        for event in setting.politics.events.values():
            options = event.choice.options if event.choice else ()
            effects = [*event.effects, *(effect for option in options for effect in option.effects)]
            told = [*condition_lines(setting, event.when), *(effect_words(setting, one) for one in effects)]
            assert all("None" not in line and "{" not in line for line in told), told


def test_the_chance_of_a_throw_is_told_in_per_cent() -> None:
    assert chance_words(2) == ""
    assert [chance_words(need)[-6:-1] for need in (3, 7, 12)] == ["(97 %", "(58 %", " (3 %"]


# --- diff ----------------------------------------------------------------------------------------------


def told(a: str, b: str) -> list[str]:
    left, right = parse_document(a, "a")[0], parse_document(b, "b")[0]
    return [str(change) for change in differences(left, right)]


def test_a_difference_is_told_by_meaning() -> None:
    a = """
units:
  - {id: x, template: ndf, faction: gov, at: palmyra, steps: 3}
  - {id: y, template: ndf, faction: gov, at: arak}
bands: {win: 4, draw: -1}
order: [gov, isis]
"""
    b = """
# said otherwise
bands: {draw: -1.0, win: 5}
order: [isis, gov]
units:
  - {at: palmyra, id: x, template: ndf, faction: gov, steps: 4}
  - {id: z, template: tiger_bn, faction: gov, at: {lat: 34.5, lon: 38}, count: 2}
  - {id: y, template: ndf, faction: gov, at: sukhna}
"""
    assert told(a, b) == [
        "~ bands win: 4 → 5",
        "~ order: [gov, isis] → [isis, gov]",
        "~ units x steps: 3 → 4",
        "+ units z: 2 × tiger_bn of gov at {lat: 34.5, lon: 38}",
        "~ units y moved: arak → sukhna",
    ]
    assert "- units z: 2 × tiger_bn of gov at {lat: 34.5, lon: 38}" in told(b, a)
    assert told(a, a) == []


def test_diff_compares_files_and_variants(tmp_path: Path, capsys: Out) -> None:
    path = written(tmp_path, variants="{quick: {clock: {turns: 5}, units: {isis_1: {at: arak}}}}")
    same = tmp_path / "same.yaml"
    same.write_text("# again\n" + text_of().replace("turn_days: 7,", "turn_days: 7.0,"), encoding="utf-8")
    assert run(["diff", str(path), str(same)]) == 0
    assert capsys.readouterr().out == "no difference in meaning\n"
    assert run(["diff", str(path), f"{path}:quick"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "~ title: Small → Small (quick)",
        "~ clock turns: 24 → 5",
        "~ units isis_1 moved: al_sukhnah → arak (37 km)",
    ]
    assert run(["diff", str(path), f"{path}:quick", "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)
    assert changes[1] == {"path": ["clock", "turns"], "kind": "changed", "old": "24", "new": "5"}
    assert run(["diff", str(path), f"{path}:quik"]) == 2
    assert run(["diff", str(path), "nowhere"]) == 1


def test_a_unit_that_is_only_said_to_stand_otherwise_has_not_moved(tmp_path: Path, capsys: Out) -> None:
    here = tmp_path / "here.yaml"
    here.write_text(text_of().replace("at: palmyra", "at: {lat: 34.5624, lon: 38.284}"), encoding="utf-8")
    assert run(["diff", str(written(tmp_path)), str(here)]) == 0
    assert capsys.readouterr().out == "no difference in meaning\n"


# --- export --------------------------------------------------------------------------------------------


def test_export_writes_a_picture_and_geojson_of_what_a_faction_sees(tmp_path: Path, capsys: Out) -> None:
    picture, places = tmp_path / "map.png", tmp_path / "map.geojson"
    words = ["--png", str(picture), "--size", "300x200", "--geojson", str(places)]
    assert run(["export", SKIRMISH, *words]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    everything = units_in(places)
    assert run(["export", SKIRMISH, "--seat", "gov", "--geojson", str(places)]) == 0
    assert 0 < len(units_in(places)) < len(everything)
    assert run(["export", SKIRMISH]) == 2
    assert run(["export", SKIRMISH, "--seat", "nobody", "--png", str(picture)]) == 2
    assert run(["export", SKIRMISH, "--geojson", "/no/such/folder/x"]) == 1


def units_in(path: Path) -> list[dict[str, object]]:
    """Return the units of a GeoJSON file."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [one for one in features if one["properties"]["kind"] == "unit"]
