"""Chapter 9, the line between two powers and the ring that one of them draws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.model.affairs import Desk
from game.model.events import PointsScored, StepsLost, TensionChanged, TruceSet
from game.model.politics import Patron, Politics, Reaction
from game.rules.politics.tension import is_off, pair_between
from tests.support.sketch import Sketch, of, sketch

PAIR = ("gov", "us")
MOSCOW = Patron("moscow", "Moscow", ("gov",), 65, (Reaction("summit", 3, {}),))


def watched(*rows: str, tension: int = 0, favour: int = 0, **given: Any) -> Sketch:
    """Return a sketch in which gov and us watch each other; `u` is a Coalition team."""
    plan = given.pop("plan", Politics())
    plan = replace(plan, tension={PAIR: tension}, patrons={"moscow": MOSCOW})
    state = {"desks": {"gov": Desk(favour), "us": Desk(favour)}, **given.pop("state", {})}
    given.setdefault("u", of("coalition_sof", faction="us", steps=1))
    return sketch(*rows, setting={"politics": plan}, state=state, **given)


def level(battle: Sketch) -> int:
    return battle.state.tension[PAIR]


# --- calls --------------------------------------------------------------------------------------------


def test_9_5_a_call_costs_a_point_and_takes_two_off_the_tension() -> None:
    battle = watched("a . . u", tension=4, favour=2)
    battle.order("hotline us")
    assert level(battle) == 2 and battle.state.desks["gov"].favour == 1


def test_9_5_the_two_speak_once_a_turn_whoever_called() -> None:
    battle = watched("a . . u", tension=6, favour=5)
    battle.order("hotline us")
    assert battle.refuses("hotline us").rule == "9.5"
    battle.pass_to("us")
    assert battle.refuses("hotline gov").rule == "9.5"
    battle.next_turn()
    assert battle.why_not("hotline us") is None


@pytest.mark.parametrize("tension, favour, to", [(0, 5, "us"), (4, 0, "us"), (4, 5, "isis"), (4, 5, "gov")])
def test_9_5_no_call_without_need_points_or_a_line(tension: int, favour: int, to: str) -> None:
    battle = watched("a . . u", tension=tension, favour=favour)
    assert battle.refuses(f"hotline {to}").rule == "9.5"


def test_9_5_a_turn_in_which_tension_rose_is_not_quiet() -> None:
    battle = watched("a . . u", tension=2)
    affairs = replace(battle.state.affairs, stirred=(PAIR,))
    battle.set(affairs=affairs)
    battle.next_turn()
    assert level(battle) == 2
    battle.next_turn()
    assert level(battle) == 1


# --- the line is off ----------------------------------------------------------------------------------


def test_9_5_at_six_the_line_is_off() -> None:
    assert not is_off(watched("a . u", tension=5).state, "us", "gov")
    assert is_off(watched("a . u", tension=6).state, "us", "gov")
    unwatched = sketch("a . u", u=of("coalition_sof", faction="us"), state={"tension": {PAIR: 9}})
    assert not is_off(unwatched.state, "us", "gov")


@pytest.mark.parametrize("tension, hit", [(5, False), (6, True)])
def test_9_5_while_the_line_is_off_support_near_the_other_side_risks_an_incident(
    tension: int, hit: bool
) -> None:
    battle = watched("a B . u", tension=tension, state={"air": {"gov": 1}})
    target = battle.hex("0201")
    battle.dice(9, "support", (PAIR, target))
    battle.order("probe 0201 with a air 1")
    assert any(event.unit.id == "u" for event in battle.told(StepsLost)) == hit
    assert level(battle) == tension + 2 * hit


def test_9_5_tension_between_friends_of_theirs_is_theirs() -> None:
    battle = watched("a p u", p=of("pmu_bn", faction="pmu"))
    assert pair_between(battle.state, "us", "pmu") == PAIR
    assert pair_between(battle.state, "isis", "pmu") == ("isis", "pmu")


# --- summits ------------------------------------------------------------------------------------------


def test_9_5_at_ten_there_is_a_summit_at_a_price_to_both() -> None:
    battle = watched("a . u", tension=10)
    battle.set(affairs=replace(battle.state.affairs, stirred=(PAIR,)))
    approval = battle.state.affairs.approval["moscow"]
    battle.next_turn()
    assert {(event.faction, event.tenths) for event in battle.told(PointsScored)} == {
        ("gov", -50),
        ("us", -50),
    }
    assert [(event.pair, event.until) for event in battle.told(TruceSet)] == [(PAIR, 3)]
    assert level(battle) == 4 and battle.state.affairs.approval["moscow"] == approval + 3


def test_9_5_below_ten_and_without_a_line_there_is_no_summit() -> None:
    battle = watched("a . u", tension=9)
    battle.next_turn()
    assert not battle.told(TruceSet)
    other = sketch("a . u", u=of("coalition_sof", faction="us"), state={"tension": {PAIR: 15}})
    other.next_turn()
    assert [event.by for event in other.told(TensionChanged)] == [-1]
