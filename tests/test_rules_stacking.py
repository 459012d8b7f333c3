"""Chapters 3.2 and 3.3, stacking and merging."""

from __future__ import annotations

import pytest

from tests.support.sketch import of, sketch

STEPS = {"desert": 12, "escarpment": 8, "sabkha": 8, "mountain": 8}


def test_3_2_a_hex_holds_three_manoeuvre_units() -> None:
    small = of("ndf", steps=1)
    battle = sketch("abcd .", a=small, b=small, c=small, d=small)
    battle.orders("move a 0201", "move b 0201", "move c 0201")
    assert battle.refuses("move d 0201").rule == "3.2"


def test_3_2_two_support_units_stack_beside_three_manoeuvre_units() -> None:
    battle = sketch(
        "abcefg .", **dict.fromkeys("abc", of("ndf", steps=1)), **dict.fromkeys("efg", "saa_battery")
    )
    battle.orders(*(f"move {id} 0201" for id in "abcef"))
    assert "support" in battle.refuses("move g 0201").reason


@pytest.mark.parametrize("sign, steps", [(".", 12), ("_", 8), ("*", 8)])
def test_3_2_a_hex_holds_the_steps_of_its_terrain(sign: str, steps: int) -> None:
    battle = sketch(f"abcd {sign}", **dict.fromkeys("abcd", of("saa_inf", steps=4)))
    battle.orders(*(f"move {id} 0201" for id in "abcd"[: steps // 4 - 1]))
    last = "abcd"[steps // 4 - 1]
    battle.order(f"move {last} 0201")
    assert str(steps) in sketch_with_full_hex(sign, steps).refuses("move d 0201").reason


def sketch_with_full_hex(sign: str, steps: int):  # type: ignore[no-untyped-def]
    full = dict.fromkeys("abc"[: steps // 4], of("saa_inf", steps=4))
    return sketch(f"d {sign}{''.join(full)}", d=of("saa_battery"), **full)


def test_3_2_one_may_pass_through_a_full_hex() -> None:
    battle = sketch("d abc .", **dict.fromkeys("abc", of("saa_inf")))
    battle.order("move d 0301")
    assert battle.at("d") == "0301"


def test_3_2_a_city_holds_sixteen_steps_a_side_whatever_the_number_of_units() -> None:
    raqqah = {"raqqah": {"districts": 4, "holders": {"isis": 2, "gov": 2}}}
    battle = sketch(
        "abcde #", places={"raqqah": "city 0201"}, cities=raqqah, **dict.fromkeys("abcde", of("saa_inf"))
    )
    battle.orders(*(f"move {id} 0201" for id in "abcd"))
    assert "16" in battle.refuses("move e 0201").reason


def test_5_1_a_city_with_more_room_holds_more_steps_but_no_more_count() -> None:
    raqqah = {"raqqah": {"districts": 4, "holders": {"isis": 2, "gov": 2}, "room": 20}}
    battle = sketch(
        "abcdef #G", places={"raqqah": "city 0201"}, cities=raqqah, G="isis_line",
        **dict.fromkeys("abcdef", of("saa_inf")),
    )  # fmt: skip
    battle.orders(*(f"move {id} 0201" for id in "abcde"))
    assert "20" in battle.refuses("move f 0201").reason
    assert battle.preview("assault 0201 with a b c d e").odds.attack == 4 * 400


def test_3_2_factions_stack_only_when_they_are_allied() -> None:
    allied = sketch("a p", p=of("pmu_bn", faction="pmu"))
    allied.order("move a 0201")
    assert allied.at("a") == allied.at("p")
    neutral = sketch("a s", s=of("ypg", faction="sdf"))
    assert neutral.refuses("move a 0201").rule in {"2.1", "9.1"}


# --- merging ----------------------------------------------------------------------------------------


def test_3_3_two_worn_units_of_one_template_merge_before_they_act() -> None:
    battle = sketch("ab .", a=of("saa_inf", steps=1, dig_in=1), b=of("saa_inf", steps=3, dig_in=2))
    battle.order("merge a b")
    assert not battle.alive("a")
    assert (battle.unit("b").steps, battle.unit("b").dig_in) == (4, 1)


@pytest.mark.parametrize(
    "a, b",
    [
        (of("saa_inf", steps=2), of("saa_inf", steps=3)),
        (of("saa_inf", steps=1), of("saa_mech", steps=1)),
        (of("saa_inf", steps=1, moved=True), of("saa_inf", steps=1)),
    ],
    ids=["too many steps", "two templates", "one has moved"],
)
def test_3_3_others_do_not_merge(a: object, b: object) -> None:
    assert sketch("ab .", a=a, b=b).refuses("merge a b").rule == "3.3"
