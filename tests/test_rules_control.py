"""Chapter 10, control of ground."""

from __future__ import annotations

from game.model.kinds import Posture, SupplyState
from tests.support.sketch import of, sketch

PLAIN = ("a . . . . . .", " . . . . . . .", ". . . . . . .")


def test_10_1_a_hex_is_the_last_faction_s_to_enter_it() -> None:
    battle = sketch("a . .", control={"0201 0301": "isis"})
    battle.order("move a 0301")
    assert [battle.holder(label) for label in ("0101", "0201", "0301")] == ["gov", "gov", "gov"]


def test_10_1_whoever_leaves_keeps_it() -> None:
    battle = sketch("a . .")
    battle.order("move a 0301")
    assert battle.holder("0101") == "gov"


def test_10_1_entering_an_ally_s_ground_does_not_take_it() -> None:
    battle = sketch("a . .", control={"0201": "pmu"}, relations={"gov pmu": "allied"})
    battle.order("move a 0201")
    assert battle.holder("0201") == "pmu"


def test_10_1_who_retreats_onto_enemy_ground_takes_it() -> None:
    battle = sketch("a B . .", a="tiger_bn", control={"0301 0401": "gov"})
    battle.order("assault 0201 with a", roll=8)
    assert battle.holder(battle.at("B")) == "isis"


def test_10_1_so_does_who_falls_back_onto_it() -> None:
    mobile = of("isis_mobile", posture=Posture.DELAY, steps=1)
    battle = sketch("a B . . .", a="tiger_bn", B=mobile, control={"0301 0401 0501": "gov"})
    battle.order("assault 0201 with a")
    assert [battle.holder(label) for label in ("0301", "0401", "0501")] == ["isis", "isis", "gov"]


def test_10_1_at_the_end_of_a_turn_empty_desert_within_two_hexes_passes() -> None:
    battle = sketch(*PLAIN, control={"*": "isis"})
    battle.next_turn()
    near = {"0201", "0301", "0102", "0202", "0103", "0203"}
    assert all(battle.holder(label) == "gov" for label in near)
    assert battle.holder("0401") == battle.holder("0302") == "isis"


def test_10_1_not_with_an_enemy_within_two() -> None:
    battle = sketch("a . . B . . .", control={"*": "isis"})
    battle.next_turn()
    assert battle.holder("0201") == battle.holder("0301") == "isis"
    farther = sketch("a . . . B . .", control={"*": "isis"})
    farther.next_turn()
    assert farther.holder("0201") == "gov"


def test_10_1_not_to_a_single_step_or_a_unit_out_of_supply() -> None:
    weak = sketch(*PLAIN, a=of("saa_inf", steps=1), control={"*": "isis"})
    weak.next_turn()
    assert weak.holder("0201") == "isis"
    hungry = sketch(*PLAIN, sources={}, control={"*": "isis"})
    assert hungry.unit("a").supply is SupplyState.OUT
    hungry.next_turn()
    assert hungry.holder("0201") == "isis"


def test_10_1_towns_assets_crossings_and_depots_never_pass_without_entry() -> None:
    battle = sketch(
        "a + $ .",
        " . . . .",
        places={"wells": "oilfield 0301", "border": "crossing 0102"},
        assets={"wells": 3},
        depots={"dump": ("isis", "0202")},
        control={"*": "isis"},
    )
    battle.next_turn()
    assert [battle.holder(label) for label in ("0201", "0301", "0102", "0202")] == ["isis"] * 4


def test_10_1_nobody_s_or_a_neutral_s_desert_does_not_pass() -> None:
    battle = sketch("a . .", control={"0201": "sdf"}, relations={"gov sdf": "neutral"})
    battle.next_turn()
    assert battle.holder("0201") == "sdf"


def test_5_1_a_city_does_not_fall_to_who_walks_in() -> None:
    plan = {"raqqah": {"districts": 10, "holders": {"isis": 6, "gov": 4}}}
    battle = sketch("a # .", places={"raqqah": "city 0201"}, cities=plan)
    battle.order("move a 0201")
    assert battle.holder("0201") == "isis"
