"""Chapters 4.8 and 4.9, retreat and advance."""

from __future__ import annotations

from typing import Any

import pytest

from game.model.events import Advanced, Fought, Retreated, StepsLost
from game.model.kinds import Posture
from game.rules.retreat import candidates, retreat_path
from tests.support.sketch import Sketch, of, sketch


def way(battle: Sketch, id: str, length: int, *attackers: str) -> tuple[str, ...]:
    """Return the hexes a unit would retreat through, its own left out."""
    hexes = tuple(battle.hex(label) for label in attackers)
    path = retreat_path(battle.state, battle.unit(id), hexes, length)
    return tuple(battle.grid.label(here) for here in path[1:])


def test_4_8_a_unit_retreats_away_from_its_attackers() -> None:
    battle = sketch(". a B . .")
    assert way(battle, "B", 2, "0201") == ("0401", "0501")


def test_4_8_hostile_zones_are_shunned_before_distance_counts() -> None:
    battle = sketch(". . . c", " a B . .", ". . . .", a="ndf", c="saa_inf")
    first = way(battle, "B", 1, "0102")[0]
    assert battle.hex(first) not in battle.grid.around[battle.unit("c").at]


def test_4_8_a_zone_does_not_count_where_a_friend_stands() -> None:
    lone = sketch("a B .", " c . .", a="saa_inf", c="saa_inf")
    lone.order("assault 0201 with a", roll=12)
    friend = sketch("a B D .", a="saa_inf")
    friend.order("assault 0201 with a", roll=11)
    assert not [event for event in friend.told(StepsLost) if event.reason == "retreat"]


def test_4_8_each_missing_hex_costs_a_step() -> None:
    battle = sketch("a B", a="tiger_bn")
    battle.order("assault 0201 with a", roll=8)
    wanted = battle.told(Fought)[0].report.cell.retreat
    assert wanted == 1 and not battle.told(Retreated)
    assert sum(event.steps for event in battle.told(StepsLost) if event.reason == "retreat") == wanted


def test_4_8_each_hostile_zone_entered_costs_a_step() -> None:
    battle = sketch("a B .", "= c =", a="tiger_bn", c="saa_inf")
    battle.order("assault 0201 with a", roll=9)
    gone = battle.told(Retreated)[0]
    assert [battle.grid.label(here) for here in gone.path] == ["0201", "0301"]
    assert sum(event.steps for event in battle.told(StepsLost) if event.reason == "retreat") == 1


def test_4_8_one_survivor_always_retreats() -> None:
    battle = sketch("a B . .", a="tiger_bn", B=of("isis_line", steps=2))
    battle.order("assault 0201 with a", roll=8)
    assert battle.alive("B") and battle.at("B") != "0201"


@pytest.mark.parametrize(
    "options",
    [
        {"rivers": {"0201-0301": "major"}},
        {"rows": ("a B =",)},
        {"rows": ("a B CDE",), "C": "rg_garrison", "D": "rg_garrison", "E": "rg_garrison"},
        {"rows": ("a B c",)},
        {"countries": {"0301": "iraq"}},
    ],
    ids=["a river", "a lake", "a full hex", "an enemy", "a border"],
)
def test_4_8_a_hex_that_is_barred_full_or_hostile_is_no_way_out(options: dict[str, Any]) -> None:
    rows = options.pop("rows", ("a B .",))
    battle = sketch(*rows, **options)
    out = candidates(battle.state, battle.unit("B"), battle.unit("B").at)
    assert out == ()


FLANKS = (". . . .", " a B . .", ". . . .")
"""From 0202 the ways east, north-east and south-east are equally far from an attacker in 0102."""


@pytest.mark.parametrize("home, first", [("0101", "0301"), ("0103", "0303")])
def test_4_8_of_equals_a_unit_takes_the_one_nearer_its_source(home: str, first: str) -> None:
    battle = sketch(*FLANKS, places={"home": f"town {home}"}, sources={"isis": "home"})
    assert way(battle, "B", 1, "0102") == (first,)


def test_4_8_then_the_friendly_then_the_easy_then_the_lowest_number() -> None:
    friendly = sketch(*FLANKS, sources={}, control={"0303": "isis"})
    assert way(friendly, "B", 1, "0102") == ("0303",)
    easy = sketch(". . : .", " a B : .", ". . . .", B="isis_mobile", sources={})
    assert way(easy, "B", 1, "0102") == ("0303",)
    assert way(sketch(*FLANKS, sources={}), "B", 1, "0102") == ("0301",)


def test_4_8_a_retreat_loses_field_works_and_order() -> None:
    battle = sketch("a B . .", a="tiger_bn", B=of("isis_line", dig_in=1))
    battle.order("assault 0201 with a", roll=11)
    assert battle.told(Retreated)
    assert battle.unit("B").dig_in == 0 and battle.unit("B").disrupted


# --- advance ------------------------------------------------------------------------------------------


def won(attacker: object, order: str = "assault 0201 with a advance 0201 0301", **units: Any) -> Sketch:
    battle = sketch("a B . . .", a=attacker, B=of("isis_local", steps=1), **units)
    battle.order(order, roll=12)
    assert battle.holder("0101") == "gov"
    return battle


def test_4_9_attackers_follow_only_when_they_were_told_to() -> None:
    assert won("tiger_bn", "assault 0201 with a").at("a") == "0101"
    assert won("tiger_bn", "assault 0201 with a advance 0201").at("a") == "0201"


def test_4_9_beyond_one_hex_only_motor_and_mech_go() -> None:
    assert won("tiger_bn").at("a") == "0301"
    assert won("saa_motor").at("a") == "0301"
    assert won("saa_inf").at("a") == "0201"


def test_4_9_an_advance_is_no_longer_than_the_retreat() -> None:
    battle = sketch("a B . . .", a="saa_motor")
    battle.order("assault 0201 with a advance 0201 0301", roll=10)
    retreat = battle.told(Fought)[0].report.cell.retreat
    assert retreat == 1
    assert battle.at("a") == "0201"


def test_4_9_nobody_advances_while_a_defender_stands() -> None:
    battle = sketch("a B . .", a="saa_motor")
    battle.order("assault 0201 with a advance 0201", roll=2)
    assert not battle.told(Advanced) and battle.at("a") == "0101"


def test_4_9_disrupted_units_do_not_advance() -> None:
    battle = sketch("ab B . .", a=of("tiger_bn", disrupted=True), b="saa_motor", B=of("isis_local", steps=1))
    battle.order("assault 0201 with a b advance 0201", roll=12)
    assert (battle.at("a"), battle.at("b")) == ("0101", "0201")


def test_4_9_the_advance_takes_the_ground() -> None:
    battle = won("tiger_bn")
    assert battle.holder("0201") == battle.holder("0301") == "gov"


def test_4_9_an_advance_begins_with_the_target_and_goes_from_hex_to_hex() -> None:
    battle = sketch("a B . . . .")
    assert battle.refuses("assault 0201 with a advance 0301").rule == "4.9"
    assert battle.refuses("assault 0201 with a advance 0201 0401").rule == "4.9"


def test_4_9_a_unit_that_fell_back_is_followed_one_hex() -> None:
    mobile = of("isis_mobile", posture=Posture.DELAY, steps=1)
    battle = sketch("a B . . .", ". . . . .", a="tiger_bn", B=mobile)
    battle.order("assault 0201 with a advance 0201 0301")
    assert battle.at("a") == "0201"
