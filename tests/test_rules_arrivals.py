"""Chapter 11, coming and going."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.model.events import Arrived, Replaced
from game.model.facts import Loss
from game.model.kinds import Posture, SupplyState
from game.model.scenario import Arrival, Placement, Withdrawal
from tests.support.sketch import Sketch, of, plain, sketch

BASE = {"places": {"base": "town 0101"}, "sources": {"gov": "base"}}


def coming(
    at: int = 4, turn: int = 2, steps: int = 4, early: int | None = None, vp: int = 0
) -> dict[str, Any]:
    """Return the scenario of one battalion `z` that enters the map in hex number `at`."""
    placement = Placement("z", "saa_inf", "gov", "gov", "Relief", at, Posture.HOLD, 0, steps, False)
    return {"arrivals": (Arrival("relief", "Relief", turn, (placement,), early, vp),)}


def test_11_1_an_arrival_comes_at_its_hex_on_its_turn() -> None:
    battle = sketch("a . . . . .", control="gov", scenario=coming())
    assert not battle.alive("z")
    battle.next_turn()
    assert battle.at("z") == "0501"
    assert not battle.state.late


def test_11_1_an_arrival_of_turn_nought_waits_for_an_event_and_is_announced_to_nobody() -> None:
    battle = sketch("a . . . . .", control="gov", scenario=coming(turn=0))
    for _ in range(3):
        assert not battle.alive("z") and not battle.state.late and not battle.view("gov").schedule
        battle.next_turn()


def test_11_1_it_takes_the_hostile_ground_it_enters() -> None:
    battle = sketch("a . . . . .", control={"0501": "isis"}, scenario=coming())
    battle.next_turn()
    assert battle.at("z") == "0501" and battle.holder("0501") == "gov"


def test_11_1_held_by_an_enemy_it_comes_at_the_nearest_friendly_hex_in_supply_within_three() -> None:
    battle = sketch("a . . . B .", control={"*": "gov"}, scenario=coming())
    battle.next_turn()
    assert battle.alive("z")
    assert 1 <= battle.grid.distance(battle.unit("z").at, battle.hex("0501")) <= 3
    assert battle.holder(battle.at("z")) == "gov"


def test_11_1_without_one_it_comes_a_turn_later_and_after_three_turns_at_a_source() -> None:
    battle = sketch(
        "a . . . . . . B", control={"0101 0201": "gov", "*": "isis"}, scenario=coming(at=7), **BASE
    )
    for turn in (2, 3, 4):
        battle.next_turn()
        assert not battle.alive("z") and battle.state.late == {"relief": turn + 1}
    battle.next_turn()
    assert battle.at("z") == "0101"


def test_3_1_a_unit_that_arrives_in_a_zone_pays_nothing_for_it() -> None:
    battle = sketch("a . . . . B", control={"*": "gov"}, scenario=coming())
    battle.next_turn()
    assert battle.at("z") == "0501" and battle.reach("z")["0501"] == 0


# --- withdrawals, recall ------------------------------------------------------------------------------


def leaving(turn: int = 2) -> dict[str, Any]:
    return {"withdrawals": (Withdrawal(turn, ("a",), "Called away"),)}


def test_11_2_a_withdrawal_leaves_on_its_date_and_costs_nothing_in_supply() -> None:
    battle = sketch("ab .", scenario=leaving())
    battle.next_turn()
    assert not battle.alive("a") and battle.state.points["gov"] == 0
    assert not battle.state.pool


def test_11_2_out_of_supply_each_step_costs_half_a_point() -> None:
    battle = sketch("ab .", a=of("saa_inf", steps=3), sources={}, scenario=leaving())
    battle.next_turn()
    assert battle.state.points["gov"] == -15, "tenths of a point"


def test_11_3_a_force_may_be_called_early_at_its_price() -> None:
    battle = sketch("a . . . . .", control="gov", scenario=coming(turn=6, early=2, vp=2))
    assert battle.refuses("recall relief").rule == "11.3"
    battle.next_turn()
    battle.order("recall relief")
    assert battle.state.points["gov"] == -20
    assert battle.refuses("recall relief").rule == "11.3"
    battle.next_turn()
    assert battle.alive("z")


def test_11_3_not_when_it_would_come_anyway_nor_by_others() -> None:
    battle = sketch("a . . . . B", control="gov", scenario=coming(turn=3, early=2, vp=2))
    battle.next_turn()
    assert battle.refuses("recall relief").rule == "11.3"
    other = sketch("a . . . . B", control="gov", scenario=coming(turn=6, early=1, vp=2))
    other.pass_to("isis")
    assert other.refuses("recall relief").rule == "11.3"


# --- replacements -------------------------------------------------------------------------------------


def worn(*rows: str, points: int = 1, **units: Any) -> Sketch:
    return sketch(*rows, factions={"gov": {"replacements": ((2, points),)}}, **units)


def test_11_4_replacements_go_to_the_most_worn_a_step_each() -> None:
    battle = worn("a b c", a=of("saa_inf", steps=3), b=of("saa_inf", steps=1), points=1)
    battle.next_turn()
    assert [battle.unit(id).steps for id in "abc"] == [3, 2, 4]
    many = worn("a b c", a=of("saa_inf", steps=3), b=of("saa_inf", steps=1), points=5)
    many.next_turn()
    assert [many.unit(id).steps for id in "abc"] == [4, 2, 4]


def test_11_4_not_out_of_supply_nor_in_a_hostile_zone() -> None:
    hungry = worn("a .", a=of("saa_inf", steps=1), sources={})
    hungry.next_turn()
    assert not hungry.told(Replaced) and hungry.unit("a").supply is SupplyState.OUT
    near = worn("a B", a=of("saa_inf", steps=1))
    near.next_turn()
    assert not near.told(Replaced)


def test_11_4_not_over_the_stacking_limit() -> None:
    battle = worn(
        "_abc .", a=of("saa_inf", steps=2), b=of("saa_inf", steps=3), c=of("saa_inf", steps=3), points=9
    )
    battle.next_turn()
    assert sum(battle.unit(id).steps for id in "abc") == 8


def destroyed(turn: int) -> Sketch:
    """Return a battle in which `b` was destroyed in the first turn, at the beginning of a later turn."""
    battle = sketch("+ a B b", factions={"gov": {"replacements": ((1, 1),)}}, control="gov", a="tiger_bn",
                    b="tiger_bn", B="isis_line", **BASE)  # fmt: skip
    battle.change("b", steps=2)
    battle.order("assault 0301 with b", roll=2)
    assert not battle.alive("b")
    while battle.state.turn < turn:
        battle.order("end")
    return battle


def test_11_4_a_destroyed_unit_waits_four_turns_in_the_pool() -> None:
    assert not destroyed(4).alive("b")
    back = destroyed(5)
    assert back.alive("b") and back.unit("b").steps == 1
    assert back.at("b") == "0101"
    assert "b" not in back.state.pool


def test_11_4_static_units_do_not_return() -> None:
    battle = sketch("a .", factions={"gov": {"replacements": ((1, 1),)}})
    lost = replace(battle.unit("a"), id="b", type=plain().setting.rules.types["garrison"], steps=0, at=-1)
    battle.set(pool={"b": Loss(lost, 1)}, turn=9)
    battle.next_turn()
    assert not battle.alive("b")


def test_11_4_it_comes_back_at_no_source_of_an_ally_across_the_border() -> None:
    def rebuilt(**countries: str) -> bool:
        battle = sketch("a . . +p .", p=of("saa_inf", faction="pmu"), places={"base": "town 0401"},
                        sources={"pmu": "base"}, control="pmu", countries=countries,
                        factions={"gov": {"replacements": ((1, 1),)}})  # fmt: skip
        lost = replace(battle.unit("a"), id="b", steps=0, at=-1)
        battle.set(pool={"b": Loss(lost, 1)}, turn=9)
        battle.next_turn()
        return battle.alive("b")

    assert rebuilt() and not rebuilt(**{"0401 0501": "iraq"})


def test_11_4_it_comes_back_as_one_that_has_not_acted() -> None:
    unit = destroyed(5).unit("b")
    assert not (unit.active or unit.done or unit.moved or unit.attacked or unit.fought or unit.disrupted)


def test_11_1_whoever_arrives_is_announced() -> None:
    battle = sketch("a . . . . .", control="gov", scenario=coming())
    battle.next_turn()
    assert [event.unit.id for event in battle.told(Arrived)] == ["z"]
