"""Chapter 1, the turn and command."""

from __future__ import annotations

from typing import Any

import pytest

from game.model.events import ImpulseBegan, TurnBegan
from game.model.scenario import Gate, Surge
from game.rules.command import group_for, handicaps
from game.rules.desk import desk
from tests.support.sketch import Sketch, of, sketch


def idle(*rows: str, **options: Any) -> Sketch:
    """Return a sketch in which nobody has been activated."""
    return sketch(*rows, active=False, **options)


# --- groups -------------------------------------------------------------------------------------------


def test_1_1_a_command_point_activates_a_group_of_one_hq() -> None:
    battle = idle("ab c .")
    battle.order("activate a b c")
    assert battle.state.command["gov"] == 4
    assert all(battle.unit(id).active for id in "abc")


def test_1_1_a_group_is_at_most_four_units() -> None:
    battle = idle("abc de .", **dict.fromkeys("abcde", of("ndf", steps=1)))
    assert battle.why_not("activate a b c d") is None
    assert battle.refuses("activate a b c d e").rule == "1.1"


def test_1_1_a_group_lies_within_three_hexes_of_its_first_unit() -> None:
    battle = idle("a . . b c")
    assert battle.why_not("activate a b") is None
    assert battle.refuses("activate a c").rule == "1.1"
    assert battle.why_not("activate b a c") is None


def test_1_1_units_of_two_hqs_are_two_groups() -> None:
    battle = idle("ab .", a=of("saa_inf", hq="north"), b=of("saa_inf", hq="south"))
    assert battle.refuses("activate a b").rule == "1.1"


def test_1_1_the_group_proposed_with_a_unit_is_its_hq_s_nearest_and_strongest() -> None:
    units = {id: of("saa_inf", hq="x") for id in "abef"}
    others = {"c": of("tiger_bn", hq="x"), "d": of("saa_inf", hq="y"), "g": of("garrison", hq="x")}
    battle = idle("ag bcd . e . . f", **units, **others)
    group = group_for(battle.view(), battle.unit("a"))
    assert tuple(unit.id for unit in group) == ("a", "c", "b", "e")
    battle.order("activate b")
    assert "b" not in {unit.id for unit in group_for(battle.view(), battle.unit("a"))}
    assert group_for(battle.view(), battle.unit("b")) == ()


def test_1_1_nobody_is_named_twice_or_activated_twice() -> None:
    battle = idle("ab .")
    assert battle.refuses("activate a a").rule == "1.1"
    battle.order("activate a")
    assert battle.refuses("activate a b").rule in {"1.1", "1.2"}


def test_1_1_without_points_nothing_is_activated() -> None:
    battle = idle("a b .", factions={"gov": {"command": ((1, 1),)}})
    battle.order("activate a")
    assert battle.refuses("activate b").rule in {"1.1", "1.2"}


def test_1_1_a_further_attack_needs_a_point() -> None:
    battle = sketch("a B b", " . C .", a="tiger_bn", b="tiger_bn", state={"command": {"gov": 0, "isis": 0}})
    battle.order("assault 0201 with a", roll=2)
    assert "point" in battle.refuses("assault 0202 with b").reason


def test_1_1_each_activated_group_brings_an_attack_of_its_own() -> None:
    battle = idle("a B b", " . C .", a="tiger_bn", b="tiger_bn")
    battle.orders("activate a", "activate b")
    battle.order("assault 0201 with a", roll=2)
    battle.order("assault 0202 with b", roll=2)
    assert battle.state.command["gov"] == 3


def test_1_2_a_unit_that_moved_unactivated_has_acted() -> None:
    battle = idle("a . .")
    battle.order("move a 0201")
    assert battle.refuses("activate a").rule in {"1.1", "1.2"}


# --- the turn -----------------------------------------------------------------------------------------


def test_1_2_factions_act_in_the_fixed_order_in_both_impulses() -> None:
    battle = sketch("a . s", " . B .", s=of("ypg", faction="sdf"), clock={"impulses": 2})
    seen = [battle.state.active]
    for _ in range(6):
        battle.order("end")
        seen.append(battle.state.active)
    assert seen == ["gov", "sdf", "isis", "gov", "sdf", "isis", "gov"]
    assert battle.state.turn == 2


def test_1_2_a_faction_without_units_has_no_impulse() -> None:
    battle = sketch("a .")
    battle.order("end")
    assert (battle.state.active, battle.state.turn) == ("gov", 2)


def test_1_2_at_most_60_percent_of_the_points_in_the_first_of_two_impulses_rounded_down() -> None:
    battle = idle("a b c d", clock={"impulses": 2}, factions={"gov": {"command": ((1, 4),)}})
    battle.orders("activate a", "activate b")
    assert "60" in battle.refuses("activate c").reason
    battle.pass_to("gov")
    assert battle.state.impulse == 1
    battle.orders("activate c", "activate d")
    assert battle.state.command["gov"] == 0


def test_1_2_with_one_impulse_all_points_may_be_spent() -> None:
    battle = idle("a b c d", factions={"gov": {"command": ((1, 4),)}})
    battle.orders(*(f"activate {id}" for id in "abcd"))


def test_1_2_a_unit_acts_once_a_turn_not_once_an_impulse() -> None:
    battle = idle("a . .", clock={"impulses": 2})
    battle.orders("activate a", "move a 0201")
    battle.pass_to("gov")
    assert battle.refuses("move a 0301").rule == "1.2"
    assert battle.refuses("activate a").rule in {"1.1", "1.2"}


def test_1_2_points_do_not_carry_over_and_follow_their_dates() -> None:
    battle = idle("a .", factions={"gov": {"command": ((1, 2), (3, 5))}})
    battle.next_turn()
    assert battle.state.command["gov"] == 2
    battle.next_turn()
    assert battle.state.command["gov"] == 5


def test_1_2_a_new_turn_begins_after_the_last_faction() -> None:
    battle = sketch("a B")
    battle.order("end")
    assert not battle.told(TurnBegan) and battle.told(ImpulseBegan)
    battle.order("end")
    assert [event.turn for event in battle.told(TurnBegan)] == [2]


def test_1_2_nobody_commands_another_s_units() -> None:
    battle = sketch("a B .")
    assert battle.refuses("move B 0301").rule == "1.2"
    assert battle.refuses("activate B").rule == "1.2"


# --- surges, gates ------------------------------------------------------------------------------------


def test_1_3_a_surge_adds_points_in_its_turns_as_often_as_it_may() -> None:
    battle = idle("a .", factions={"gov": {"surge": Surge(1, 3, 2, 3)}})
    assert battle.refuses("surge").rule == "1.3"
    battle.next_turn()
    battle.order("surge")
    assert battle.state.command["gov"] == 8
    assert battle.refuses("surge").rule == "1.3"
    battle.next_turn()
    assert battle.state.command["gov"] == 5
    assert battle.refuses("surge").rule == "1.3"


GATE = Gate(3, None, True, "no attacks before turn 3")


def test_1_4_a_gate_bars_attacks_until_its_turn() -> None:
    battle = sketch("a B .", factions={"gov": {"gates": (GATE,)}})
    assert battle.refuses("assault 0201 with a").rule == "1.4"
    battle.next_turn(2)
    battle.change("a", active=True)
    battle.set(free_attacks=("gov",))
    assert battle.why_not("assault 0201 with a") is None


@pytest.mark.parametrize("left, barred", [(6, True), (5, False)])
def test_1_4_a_gate_opens_when_half_a_city_s_districts_have_fallen(left: int, barred: bool) -> None:
    plan = {"districts": 10, "holders": {"isis": left, "gov": 10 - left}}
    gate = Gate(9, "raqqah", True, "not yet")
    battle = sketch("a B . #", places={"raqqah": "city 0401"}, cities={"raqqah": plan},
                    factions={"gov": {"gates": (gate,)}})  # fmt: skip
    assert (battle.why_not("assault 0201 with a") is not None) == barred


# --- handicap -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pct, points", [(0, 5), (10, 6), (-10, 5), (-20, 4), (50, 8), (-50, 3)])
def test_1_5_a_handicap_changes_what_is_dealt_half_up(pct: int, points: int) -> None:
    battle = idle("a .", factions={"gov": {"handicap": pct}})
    battle.next_turn()
    assert battle.state.command["gov"] == points
    assert battle.state.command["isis"] == 5


def test_1_5_a_handicap_never_takes_the_last_point_nor_gives_a_first() -> None:
    battle = idle("a .", factions={"gov": {"handicap": -50, "command": ((1, 1),)},
                                   "isis": {"handicap": 50, "command": ((1, 0),)}})  # fmt: skip
    battle.next_turn()
    assert (battle.state.command["gov"], battle.state.command["isis"]) == (1, 0)


def test_1_5_a_surge_is_what_it_is() -> None:
    battle = idle("a .", factions={"gov": {"handicap": 50, "surge": Surge(1, 3, 1, 9)}})
    battle.next_turn()
    battle.order("surge")
    assert battle.state.command["gov"] == 8 + 3


def test_1_5_everybody_is_told_of_a_handicap() -> None:
    battle = idle("a B", factions={"gov": {"handicap": -20}})
    for faction in ("gov", "isis"):
        assert handicaps(battle.view(faction).setting) == ("GOV: -20 % command points (handicap, 1.5)",)
        (section,) = (one for one in desk(battle.view(faction)) if one.title == "Handicap")
        (entry,) = section.entries
        assert (entry.line, entry.rule) == ("GOV: -20 % command points", "1.5")
