"""Chapter 9, what factions declare, and what they may do beyond their borders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.model.affairs import Desk
from game.model.events import NoticeGiven
from game.model.kinds import Relation
from game.model.politics import Patron, Politics, Reaction
from tests.support.sketch import Sketch, of, sketch

WASHINGTON = Patron("washington", "Washington", ("us", "sdf"), 60, ())
MOSCOW = Patron("moscow", "Moscow", ("gov",), 65, (Reaction("break", -3, {"against": "sdf"}),))
PATRONS = {"moscow": MOSCOW, "washington": WASHINGTON}


def planned(*rows: str, plan: Politics, favour: int = 0, **given: Any) -> Sketch:
    """Return a sketch with a political plan, the two patrons, and points on every desk."""
    state = {
        "desks": dict.fromkeys(("gov", "us", "sdf", "pmu", "isis"), Desk(favour)),
        **given.pop("state", {}),
    }
    whole = replace(plan, patrons=PATRONS)
    battle = sketch(*rows, setting={"politics": whole, **given.pop("setting", {})}, state=state, **given)
    desks = {faction: state["desks"].get(faction, Desk()) for faction in battle.state.setting.factions}
    battle.set(desks=desks)
    return battle


# --- breaks -------------------------------------------------------------------------------------------

BREAK = Politics(breakable={("gov", "sdf"): -15})


def test_9_4_a_break_makes_enemies_of_both_a_turn_later() -> None:
    ypg = of("ypg", faction="sdf")
    battle = planned("a s", plan=BREAK, s=ypg, relations={"gov sdf": "neutral"})
    battle.order("declare sdf")
    assert [(event.actor, event.turn) for event in battle.told(NoticeGiven)] == [("gov", 2)]
    assert battle.refuses("assault 0201 with a").rule == "9.1"
    assert battle.refuses("declare sdf").rule == "9.4", "notice is given once"
    battle.next_turn()
    assert battle.state.relation("gov", "sdf") is battle.state.relation("sdf", "gov") is Relation.HOSTILE
    assert not battle.state.affairs.notices
    assert battle.refuses("declare sdf").rule == "9.4", "an enemy already"


def test_9_4_ones_own_patrons_respond_at_once() -> None:
    battle = planned("a . s", plan=BREAK, s=of("ypg", faction="sdf"), relations={"gov sdf": "deconflicted"})
    battle.order("declare sdf")
    assert dict(battle.state.affairs.approval) == {"moscow": 65 - 15 - 3, "washington": 60}


def test_9_4_only_what_the_scenario_allows_is_broken() -> None:
    battle = planned("a . s", plan=BREAK, s=of("ypg", faction="sdf"), relations={"gov sdf": "allied"})
    assert battle.refuses("declare sdf").rule == "9.4"
    assert battle.refuses("declare isis").rule == "9.4"
    assert battle.refuses("declare nobody").rule == "9.4"


def test_9_4_whoever_stands_on_the_others_ground_then_holds_it() -> None:
    road = {"0101-0201-0301": "track"}
    battle = planned(
        "a . . s",
        plan=BREAK,
        s=of("ypg", faction="sdf"),
        relations={"gov sdf": "cooperating"},
        control={"0201 0301": "sdf"},
        roads=road,
    )
    battle.order("move a 0301")
    assert battle.holder("0301") == "sdf"
    battle.order("declare sdf")
    battle.next_turn()
    assert battle.holder("0301") == "gov" and battle.holder("0201") == "sdf"
