"""Chapter 2.5, crossings: bridges, demolitions, pontoons."""

from __future__ import annotations

from typing import Any

import pytest

from game.model.kinds import CrossingState
from tests.support.sketch import Sketch, of, sketch

RIVER = {"rivers": {"0101-0201": "major"}}


def bridge(rows: str = "a . .", **options: Any) -> Sketch:
    return sketch(
        rows, crossings={"bridge": ("bridge", "0101-0201")}, **{**RIVER, "control": "gov", **options}
    )


@pytest.mark.parametrize("roll, state", [(6, CrossingState.OPEN), (7, CrossingState.DOWN)])
def test_2_5_the_holder_of_both_ends_may_blow_a_bridge_on_seven(roll: int, state: CrossingState) -> None:
    battle = bridge()
    battle.order("blow bridge", roll=roll)
    assert battle.state.crossings["bridge"] is state
    assert battle.unit("a").attacked


def test_2_5_nobody_blows_what_he_does_not_hold_or_stand_at() -> None:
    assert bridge(control={"0201": "isis"}).refuses("blow bridge").rule == "2.5"
    assert bridge(". . a").refuses("blow bridge").rule == "2.5"
    assert bridge(active=False).refuses("blow bridge").rule == "2.5"
    assert bridge(down="bridge").refuses("blow bridge").rule == "2.5"


@pytest.mark.parametrize("kind", ["dam", "ferry"])
def test_2_5_dams_and_ferries_are_not_blown(kind: str) -> None:
    battle = sketch("a .", crossings={"site": (kind, "0101-0201")}, control="gov", **RIVER)
    assert battle.refuses("blow site").rule == "2.5"


def test_2_5_a_contested_bridge_is_not_used_into_a_hostile_zone() -> None:
    contested = bridge("a . B", control={"0201": "isis"})
    assert "0201" not in contested.reach("a")
    held = bridge("a . B", control={"0201": "gov"})
    assert "0201" in held.reach("a")
    quiet = bridge("a . .", control={"0201": "isis"})
    assert "0201" in quiet.reach("a")


def site(rows: str = "a . .", **options: Any) -> Sketch:
    given: dict[str, Any] = {"a": "saa_engineers", "control": "gov", "down": "site", **RIVER, **options}
    return sketch(rows, crossings={"site": ("pontoon", "0101-0201")}, **given)


def test_2_5_a_pontoon_is_begun_by_an_engineer_for_a_point_and_opens_next_turn() -> None:
    battle = site()
    battle.order("pontoon site")
    assert battle.state.command["gov"] == 4
    assert battle.state.crossings["site"] is CrossingState.LAYING
    assert "0201" not in battle.reach("a")
    battle.next_turn()
    assert battle.state.crossings["site"] is CrossingState.OPEN
    assert "0201" in battle.reach("a")


def test_2_5_a_pontoon_needs_an_engineer_at_its_site() -> None:
    assert site(a="saa_mech").refuses("pontoon site").rule == "2.5"
    assert site(". . a").refuses("pontoon site").rule == "2.5"
    assert site().refuses("pontoon nowhere").rule == "2.5"


def test_2_5_there_are_two_pontoons_and_no_more() -> None:
    rows = ("abc .", " d . .", ". . .", " . . .")
    sides = {"one": "0101-0201", "two": "0102-0202", "three": "0101-0102"}
    rivers = {" ".join(sides.values()): "major"}
    battle = sketch(*rows, rivers=rivers, crossings={id: ("pontoon", at) for id, at in sides.items()},
                    down="one two three", **dict.fromkeys("abcd", "saa_engineers"))  # fmt: skip
    battle.orders("pontoon one", "pontoon two")
    assert "no more pontoons" in battle.refuses("pontoon three").reason


def test_2_5_an_order_to_lay_what_lies_is_refused() -> None:
    battle = site()
    battle.order("pontoon site")
    assert battle.refuses("pontoon site").rule == "2.5"


def test_4_11_artillery_and_static_units_may_dig_too() -> None:
    battle = sketch("ab .", a="saa_battery", b=of("garrison"))
    battle.orders("dig a", "dig b")
    assert battle.unit("a").dig_in == battle.unit("b").dig_in == 1
