"""Cross-checks of events and cards: what can never come about, and who contradicts whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.files import load_scenario
from tests.support.small_scenario import codes_of, problems_of, written

NEWS = "then: [{message: News.}]"


def events(*lines: str) -> str:
    """Return a list of events, a line each."""
    return "".join(f"\n  - {{{line}}}" for line in lines)


NEVER = {
    "after the last turn": (f"id: e, when: {{turn: {{at_least: 25}}}}, {NEWS}", "turns 1 to 24"),
    "after the last day": (f"id: e, when: {{date: {{since: 2018-01-01}}}}, {NEWS}", "lasts from 2017-06-09"),
    "between two turns": (
        f"id: e, when: {{date: {{since: 2017-06-10, until: 2017-06-12}}}}, {NEWS}", "no turn begins then",
    ),
    "a flag that nobody sets": (f"id: e, when: {{flag: x}}, {NEWS}", "the flag 'x' is never set"),
    "turns that never meet": (
        f"id: e, when: {{all: [{{turn: {{at_most: 3}}}}, {{turn: {{at_least: 5}}}}]}}, {NEWS}",
        "never hold in the same turn",
    ),
    "what waits for itself": (f"id: e, when: {{fired: e}}, {NEWS}", "'e' can never come about before"),
    "the denial of what is always so": (
        f"id: e, when: {{not: {{turn: {{at_least: 1}}}}}}, {NEWS}", "what it denies always holds",
    ),
    "a crossing that is none": (f"id: e, when: {{gate: {{place: arak, state: open}}}}, {NEWS}", "`gates`"),
    "a city that is none": (
        f"id: e, when: {{districts: {{faction: gov, place: arak, at_least: 1}}}}, {NEWS}", "`cities`",
    ),
    "bounds upside down": (
        f"id: e, when: {{units: {{faction: gov, at_least: 9, at_most: 3}}}}, {NEWS}", "bounds",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NEVER)
def test_an_event_that_can_never_come_about_is_warned_of_with_the_reason(case: str, tmp_path: Path) -> None:
    line, reason = NEVER[case]
    found = [one for one in problems_of(tmp_path, events=events(line)) if one.code == "W310"]
    assert len(found) == 1
    assert reason in found[0].message
    assert found[0].help


POSSIBLE = (
    f"id: e, when: {{turn: {{at_least: 24}}}}, {NEWS}",
    "id: e, when: {not: {flag: x}}, then: [{set_flag: x}]",
    f"id: e, when: {{any: [{{turn: {{at_least: 3}}}}, {{controls: {{faction: gov, place: arak}}}}]}}, {NEWS}",
    f"id: e, when: {{not: {{turn: {{at_most: 3}}}}}}, {NEWS}",
    f"id: e, when: {{date: {{since: 2017-11-17}}}}, {NEWS}",
)


@pytest.mark.parametrize("line", POSSIBLE)
def test_an_event_that_may_come_about_is_not_warned_of(line: str, tmp_path: Path) -> None:
    assert "W310" not in codes_of(tmp_path, events=events(line))


def test_a_flag_set_too_late_for_what_asks_for_it_is_never_set_before(tmp_path: Path) -> None:
    late = events(
        "id: a, when: {turn: {at_least: 9}}, then: [{set_flag: x}]",
        f"id: b, when: {{all: [{{flag: x}}, {{turn: {{at_most: 8}}}}]}}, {NEWS}",
    )
    (found,) = (one for one in problems_of(tmp_path, events=late) if one.code == "W310")
    assert "'b'" in found.message


def test_events_that_only_bring_each_other_about_never_come(tmp_path: Path) -> None:
    ring = events(f"id: a, when: {{fired: b}}, {NEWS}", f"id: b, when: {{fired: a}}, {NEWS}")
    assert [one.code for one in problems_of(tmp_path, events=ring)] == ["W310", "W310"]


def test_a_dead_branch_is_told_where_it_stands(tmp_path: Path) -> None:
    line = f"id: e, when: {{any: [{{turn: {{at_least: 2}}}}, {{turn: {{at_least: 99}}}}]}}, {NEWS}"
    (found,) = problems_of(tmp_path, events=events(line))
    text = (tmp_path / "small.yaml").read_text().splitlines()[found.line - 1]
    assert (found.code, text[found.column - 1 :][:22]) == ("W343", "{turn: {at_least: 99}}")


def test_two_events_that_set_one_value_differently_in_a_turn_are_warned_of(tmp_path: Path) -> None:
    first = "id: a, when: {turn: {at_least: 3}}, then: [{set_place: {place: arak, value: 1}}]"
    for second, told in (
        ("id: b, when: {turn: {at_least: 4}}, then: [{set_place: {place: arak, value: 2}}]", True),
        ("id: b, when: {turn: {at_least: 4}}, then: [{set_place: {place: arak, value: 1}}]", False),
        ("id: b, when: {turn: {at_most: 2}}, then: [{set_place: {place: arak, value: 2}}]", False),
        ("id: b, when: {not: {turn: {at_least: 3}}}, then: [{set_place: {place: arak, value: 2}}]", False),
        ("id: b, when: {fired: a}, then: [{set_place: {place: arak, value: 2}}]", False),
        ("id: b, when: {turn: {at_least: 4}}, then: [{set_place: {place: palmyra, value: 2}}]", False),
    ):
        assert ("W344" in codes_of(tmp_path, events=events(first, second))) is told, second


def test_a_variant_that_cuts_the_clock_is_not_warned_of_what_no_longer_comes(tmp_path: Path) -> None:
    late = events(f"id: e, when: {{turn: {{at_least: 20}}}}, {NEWS}")
    assert problems_of(tmp_path, events=late, variants="{quick: {clock: {turns: 5}}}") == []


def test_a_story_that_is_warned_of_can_be_played(tmp_path: Path) -> None:
    path = written(tmp_path, events=events("id: e, when: {flag: x}, then: [{set_flag: y}]"))
    assert list(load_scenario(path).setting.politics.events) == ["e"]
