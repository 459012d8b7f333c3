"""Chapter 8, fog of war."""

from __future__ import annotations

from typing import Any

import pytest

from game.model.events import Moved, StepsLost, Witnessed
from game.model.kinds import Sight
from tests.support.sketch import Sketch, of, sketch


def foggy(*rows: str, **options: Any) -> Sketch:
    return sketch(*rows, fog=True, **options)


def seen(battle: Sketch, label: str, faction: str = "gov") -> Sight:
    return Sight(battle.state.knowledge[faction].vision.get(battle.hex(label), 0))


@pytest.mark.parametrize("template, sights", [("saa_inf", [2, 2, 1, 0, 0]), ("russian_sof", [2, 2, 2, 1, 0])])
def test_8_1_a_look_weakens_with_distance(template: str, sights: list[int]) -> None:
    battle = foggy("a . . . .", a=template)
    assert [seen(battle, f"{col:02}01") for col in range(1, 6)] == sights


@pytest.mark.parametrize("sign, sight", [(".", 2), ("+", 1), (":", 0), ("~", 0), ("*", 0), ("$", 2)])
def test_8_1_concealing_terrain_weakens_a_look(sign: str, sight: int) -> None:
    assert seen(foggy(f"a . {sign}", a="russian_sof"), "0301") == sight


@pytest.mark.parametrize("sign", [":", "^", "~", "*"])
def test_8_1_a_unit_always_notices_that_something_is_next_to_it(sign: str) -> None:
    battle = foggy(f"a {sign}B .", a="saa_inf")
    assert seen(battle, "0201") == Sight.PRESENCE
    assert battle.view().suspected == {battle.hex("0201"): "isis"}
    battle.order("assault 0201 with a", roll=7)


def test_8_1_two_identifies_one_shows_that_something_is_there() -> None:
    battle = foggy("a B . .", " . C . .")
    view = battle.view()
    assert "B" in view.units
    assert "C" not in view.units
    contact = next(one for one in view.contacts if one.at == battle.hex("0202"))
    assert (contact.faction, contact.unit, contact.age) == ("isis", None, 0)
    assert view.suspected == {battle.hex("0202"): "isis"}


def test_8_1_what_goes_out_of_sight_stays_as_a_ghost_for_two_turns() -> None:
    battle = foggy("a B . . . . . . .")
    battle.change("B", at="0901")
    assert "B" not in battle.view().units
    assert not battle.view().contacts, "the hex is in sight and empty"
    ghost = foggy("a B . . . . . . .")
    ghost.pass_to("isis")
    ghost.change("a", at="0901")
    ages = []
    for _ in range(4):
        contacts = [one for one in ghost.view("gov").contacts if one.at == ghost.hex("0201")]
        ages.append(contacts[0].age if contacts else None)
        ghost.next_turn()
    assert ages[0] == 1 and ages[-1] is None
    assert [age for age in ages if age] == sorted(age for age in ages if age)


def test_8_1_the_ghost_of_a_destroyed_unit_fades_like_any_other() -> None:
    battle = foggy("a B . . . . . . .")
    battle.pass_to("isis")
    battle.change("a", at="0901")
    battle.set(units={"a": battle.unit("a")})
    assert [contact.age for contact in battle.view("gov").contacts] == [1]
    battle.next_turn(4)
    assert not battle.view("gov").contacts


def test_8_1_an_empty_hex_in_sight_disproves_a_ghost() -> None:
    battle = foggy("a . . B . . . . . .", a="russian_sof")
    battle.set(turn=2)
    battle.change("B", at="1001")
    battle.change("a", at="0301")
    assert not battle.view().contacts


def test_8_1_one_s_towns_see_their_neighbourhood() -> None:
    battle = foggy("a . . . . +", places={"town": "town 0601"}, assets={"town": 2}, control={"0601": "gov"})
    assert seen(battle, "0501") == Sight.PRESENCE
    assert seen(battle, "0401") == Sight.UNKNOWN


def test_8_1_control_is_remembered_as_last_seen() -> None:
    battle = foggy("a . . . . . B")
    control = list(battle.state.control)
    control[4], control[1] = "isis", "isis"
    battle.set(control=tuple(control))
    view = battle.view()
    assert view.control[1] == "isis"
    assert view.control[4] == ""


def test_8_2_a_view_holds_nobody_else_s_command_points_supply_or_flags() -> None:
    battle = foggy("a B", B=of("isis_line", supply="out", hungry=3, moved=True))
    view = battle.view()
    assert set(view.command) == {"gov"} and set(view.points) == {"gov"} and set(view.surges) <= {"gov"}
    enemy = view.units["B"]
    assert (enemy.supply, enemy.hungry, enemy.moved) == ("full", 0, False)


def test_8_2_depots_of_others_are_known_when_they_are_seen_clearly() -> None:
    depots = {"near": ("isis", "0201"), "far": ("isis", "0601")}
    assert set(foggy("a . . . . .", depots=depots).view().depots) == {"near"}


def test_8_2_what_is_done_out_of_sight_is_not_told() -> None:
    battle = foggy("a . . . . . B .")
    battle.pass_to("isis")
    battle.order("move B 0801")
    assert not [event for told in battle.told(Witnessed) if told.faction == "gov" for event in told.events]


def test_8_2_of_a_move_only_the_part_in_sight_is_told() -> None:
    battle = foggy("a . . . B", B="isis_mobile")
    battle.pass_to("isis")
    battle.change("B", active=True)
    battle.order("move B 0201")
    told = [event for told in battle.told(Witnessed) if told.faction == "gov" for event in told.events]
    move = next(event for event in told if isinstance(event, Moved))
    assert battle.hex("0501") not in move.path
    assert move.path[-1] == battle.hex("0201")
    assert move.unit.at != battle.hex("0501"), "nor where it came from"


def test_8_2_a_fight_shows_both_sides_for_what_they_are() -> None:
    battle = foggy("a B", a="tiger_bn")
    battle.order("assault 0201 with a", roll=7)
    for faction in ("gov", "isis"):
        told = [event for told in battle.told(Witnessed) if told.faction == faction for event in told.events]
        assert any(isinstance(event, StepsLost) for event in told)


def test_8_2_an_attack_on_something_unidentified_is_an_estimate() -> None:
    assert foggy("a B", a="tiger_bn").preview("assault 0201 with a").sure
    battle = foggy("a +B", a="tiger_bn")
    assert battle.view().suspected
    assert not battle.preview("assault 0201 with a").sure
    battle.order("assault 0201 with a", roll=7)
