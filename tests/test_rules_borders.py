"""Chapter 9, what factions declare, and what they may do beyond their borders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.model.affairs import Desk
from game.model.events import (
    Event,
    GateSet,
    Grounded,
    LeaveAsked,
    LeaveChanged,
    NoticeGiven,
    PlaceRevalued,
    RelationChanged,
    TruceSet,
    WentAbroad,
)
from game.model.facts import Holding
from game.model.kinds import GateState, Leave, Relation
from game.model.politics import ALWAYS, Bonus, GatePlan, LeavePlan, Never, Patron, Politics, Reaction
from game.rules.chronicle import tell
from game.rules.politics.frontier import facing, link_tenths
from game.rules.politics.shared import price_of_firing
from game.rules.supply import supply_map
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
    whole = replace(plan, patrons={**PATRONS, **plan.patrons})
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


# --- leave abroad -------------------------------------------------------------------------------------

EAST = "0401 0501 0601 0701 0801"


def hunting(*rows: str, start: Leave = Leave.CLOSED, favour: int = 9, **given: Any) -> Sketch:
    """Return a sketch in which Popular Mobilisation, at home in Iraq, may get leave for Syria."""
    plan = LeavePlan(
        faction="pmu", country="syria", start=start, patron="baghdad", askers=("gov", "pmu"), price=3,
        need=7, bonuses=(Bonus(Never(ALWAYS), 5, "never"), Bonus(ALWAYS, 1, "always")), depth=2, turns=2,
        hunted=("isis",),
    )  # fmt: skip
    homes = {"pmu": {"countries": frozenset({"iraq"})}, **given.pop("factions", {})}
    given.setdefault("p", of("pmu_bn", faction="pmu", active=True))
    given.setdefault("countries", {EAST: "iraq"})
    reaction = Reaction("abroad", -5, {"faction": "pmu"})
    baghdad = Patron("baghdad", "Baghdad", ("pmu",), 60, (reaction,))
    politics = Politics(leaves=(plan,), patrons={"baghdad": baghdad})
    return planned(*rows, plan=politics, favour=favour, factions=homes, **given)


def test_9_9_without_leave_the_border_is_shut() -> None:
    battle = hunting("a . B p . . . .", control="pmu")
    battle.pass_to("pmu")
    battle.change("p", active=True)
    assert battle.refuses("move p 0201").rule == "9.2"
    assert battle.refuses("assault 0301 with p").rule == "9.2"


@pytest.mark.parametrize("roll, granted", [(5, False), (6, True)])
def test_9_9_leave_is_asked_at_a_price_and_rises_by_one(roll: int, granted: bool) -> None:
    battle = hunting("a . . p")
    battle.dice(roll, "leave", ("pmu", "syria"))
    battle.order("leave syria pmu")
    assert battle.state.affairs.leaves["pmu", "syria"] is (Leave.PURSUIT if granted else Leave.CLOSED)
    assert battle.state.desks["gov"].favour == 6
    assert battle.told(LeaveAsked)[0].roll == roll + 1, "with what helps"
    assert battle.refuses("leave syria pmu").rule == "9.9", "once a turn"


def test_9_9_who_may_not_ask_or_cannot_pay_is_refused() -> None:
    assert hunting("a . . p", favour=2).refuses("leave syria pmu").rule == "9.9"
    assert hunting("a . . p", start=Leave.OPEN).refuses("leave syria pmu").rule == "9.9"
    assert hunting("a . . p").refuses("leave iraq pmu").rule == "9.9"
    battle = hunting("a . . p B")
    battle.pass_to("isis")
    assert battle.refuses("leave syria pmu").rule == "9.9"


def test_9_9_in_pursuit_one_stops_next_to_whom_one_hunts_and_no_deeper_than_leave_reaches() -> None:
    rows = (". . . . p . . .", " . . . . . . . .", "B . . . . . . .")
    home = " ".join(f"{col:02}{row:02}" for col in range(5, 9) for row in range(1, 4))
    battle = hunting(*rows, start=Leave.PURSUIT, control={"*": "pmu"}, countries={home: "iraq"})
    battle.change("B", at="0202")
    battle.change("p", active=True)
    abroad = {label for label in battle.stops("p") if label[:2] in ("01", "02", "03", "04")}
    assert "0302" in abroad and "0402" not in abroad, "next to B and not next to it"
    assert not {label for label in battle.reach("p") if label[:2] in ("01", "02")}, "two hexes deep"
    assert battle.refuses("move p 0401").rule == "9.9"


def test_9_9_without_leave_whoever_is_abroad_goes_home() -> None:
    battle = hunting("p . . . . . . .", start=Leave.CLOSED, control="pmu")
    battle.change("p", active=True, at="0201")
    assert battle.refuses("move p 0101").rule == "9.9"
    assert {"0301", "0401"} <= battle.stops("p")


def test_9_9_with_open_leave_a_faction_moves_freely_and_is_fed() -> None:
    battle = hunting("B . . . p . . .", start=Leave.OPEN, control={"*": "pmu"})
    battle.change("p", active=True)
    assert "0301" in battle.stops("p")
    assert battle.hex("0301") in supply_map(battle.state, "pmu").costs
    shut = hunting("B . . . p . . .", control={"*": "pmu"})
    assert shut.hex("0301") not in supply_map(shut.state, "pmu").costs


def test_9_9_too_long_a_stay_displeases_patrons_each_turn() -> None:
    battle = hunting("a p . . . . . .", start=Leave.PURSUIT, control={"*": "pmu"})
    seen = []
    for _ in range(4):
        battle.next_turn()
        seen.append((battle.unit("p").abroad, battle.state.affairs.approval["baghdad"]))
    assert seen == [(1, 60), (2, 60), (3, 55), (4, 50)]
    battle.change("p", at="0501")
    battle.next_turn()
    assert battle.unit("p").abroad == 0 and battle.state.affairs.approval["baghdad"] == 50


# --- crossings ----------------------------------------------------------------------------------------


def gated(*rows: str, steps: int = 8, start: GateState = GateState.OPEN, **given: Any) -> Sketch:
    """Return a sketch in which Turkey keeps a crossing in 0101 that feeds ahr and hts."""
    gate = GatePlan("gate", start, ("tur",), "", ("ahr", "hts"), steps, {"hts": 50}, 50, 1)
    given = {
        "places": {"gate": "crossing 0101"}, "sources": {"ahr": "gate", "hts": "gate"},
        "relations": {"ahr hts": "cooperating"}, "control": {"*": "ahr"},
        "t": of("isis_line", faction="tur"), "r": of("ahrar", faction="ahr"), "s": of("ahrar", faction="ahr"),
        "h": of("hts_line", faction="hts"), **given,
    }  # fmt: skip
    return planned(*rows, plan=Politics(gates={"gate": gate}), **given)


def states(battle: Sketch, *units: str) -> list[str]:
    battle.next_turn()
    return [battle.unit(unit).supply.value for unit in units]


def test_9_10_a_keeper_sets_a_crossing_once_a_turn() -> None:
    battle = gated("r . . . t")
    battle.pass_to("tur")
    assert battle.refuses("gate gate open").rule == "9.10"
    assert battle.refuses("gate nowhere closed").rule == "9.10"
    battle.order("gate gate aid")
    assert battle.state.affairs.gates["gate"] is GateState.AID
    assert battle.refuses("gate gate closed").rule == "9.10"
    battle.pass_to("ahr")
    assert battle.refuses("gate gate closed").rule == "9.10", "no keeper"


@pytest.mark.parametrize("start, far", [(GateState.OPEN, "full"), (GateState.AID, "strained")])
def test_9_10_whom_it_has_no_room_for_is_strained_the_farthest_first(start: GateState, far: str) -> None:
    battle = gated("r s . . t", start=start)
    assert states(battle, "r", "s") == ["full", far]


@pytest.mark.parametrize("steps, far", [(4, "full"), (3, "strained")])
def test_9_10_another_crossing_with_room_feeds_them(steps: int, far: str) -> None:
    battle = gated(
        "r s . . . . t",
        steps=4,
        places={"gate": "crossing 0101", "other": "crossing 0601"},
        sources={"ahr": "gate other"},
    )
    plan = battle.state.setting.politics
    other = GatePlan("other", GateState.OPEN, ("tur",), "", ("ahr",), steps, {}, 50, 1)
    politics = replace(plan, gates={**plan.gates, "other": other})
    battle.set(setting=replace(battle.state.setting, politics=politics))
    assert states(battle, "r", "s") == ["full", far]


def test_9_10_who_holds_it_decides_how_much_passes() -> None:
    battle = gated("h r . . t", control={"*": "ahr"})
    assert battle.holder("0101") == "hts"
    assert states(battle, "h", "r") == ["full", "strained"]


def test_9_10_clients_are_fed_through_each_other_until_they_are_enemies() -> None:
    battle = gated("h r . . t", steps=99)
    assert states(battle, "r") == ["full"]
    foes = gated("h . r . t", steps=99, relations={"ahr hts": "hostile"})
    assert states(foes, "r") == ["out"]


def test_9_10_closed_it_feeds_nobody_and_harms_civilians_each_turn() -> None:
    battle = gated("r . . . t")
    battle.pass_to("tur")
    battle.order("gate gate closed")
    assert states(battle, "r") == ["out"] and battle.state.harm["tur"] == 1
    battle.next_turn()
    assert battle.state.harm["tur"] == 2


def test_9_10_while_only_aid_passes_a_replacement_does_not_come() -> None:
    def steps(start: GateState) -> int:
        men = {"hts": {"replacements": ((1, 1),)}}
        weak = of("hts_line", faction="hts", steps=2)
        battle = gated("h . . . t", start=start, steps=99, factions=men, h=weak)
        battle.change("h", steps=2)
        battle.next_turn()
        return battle.unit("h").steps

    assert steps(GateState.OPEN) == 3 and steps(GateState.AID) == 2


# --- the shared enemy ---------------------------------------------------------------------------------


@pytest.mark.parametrize("towns, by", [("0401 0501 0601", 10), ("0401 0501", 3)])
def test_9_12_who_fires_on_a_rival_pays_while_the_shared_enemy_lives(towns: str, by: int) -> None:
    labels = towns.split()
    battle = planned(
        "a s . . . . B",
        plan=Politics(shared_enemy="isis", breakable={("gov", "sdf"): 0}, tension={("gov", "sdf"): 0}),
        s=of("ypg", faction="sdf"),
        relations={"gov sdf": "neutral"},
        control={towns: "isis"},
        places={f"town_{label}": f"town {label}" for label in labels},
        assets={f"town_{label}": 3 for label in labels},
    )
    battle.set(relations={**battle.state.relations, ("gov", "sdf"): Relation.HOSTILE})
    battle.order("probe 0201 with a")
    assert dict(battle.state.affairs.approval) == {"moscow": 65 - by, "washington": 60 - by}
    assert battle.state.tension["gov", "sdf"] == 3
    assert price_of_firing(battle.view()) == by
    battle.change("a", attacked=False)
    battle.set(attacked=(), free_attacks=("gov",))
    battle.order("probe 0201 with a")
    assert battle.state.tension["gov", "sdf"] == 3, "once a turn"


def test_9_12_old_enemies_pay_nothing() -> None:
    plan = Politics(shared_enemy="isis", tension={("gov", "sdf"): 0})
    battle = planned("a s . B", plan=plan, s=of("ypg", faction="sdf"), relations={"gov sdf": "hostile"})
    battle.order("probe 0201 with a")
    assert dict(battle.state.affairs.approval) == {"moscow": 65, "washington": 60}
    battle = planned("a B", plan=plan)
    battle.order("probe 0201 with a")
    assert dict(battle.state.affairs.approval) == {"moscow": 65, "washington": 60}


# --- the frontier -------------------------------------------------------------------------------------


def test_9_14_facing_points_in_friendly_hands_for_a_full_turn_are_a_link() -> None:
    battle = hunting(
        "a . . p . . . .",
        places={"west": "town 0301", "east": "town 0401", "far": "town 0801"},
        assets={"west": 3, "east": 3, "far": 3},
        control={"*": "pmu", "0301": "gov"},
        sources={"gov": "west", "pmu": "east far"},
    )
    battle.next_turn()
    fresh = {**battle.state.held, "west": Holding("gov", battle.state.turn)}
    battle.set(held=fresh)
    assert not link_tenths(battle.state, "gov"), "not yet for a full turn"
    battle.next_turn()
    assert facing(battle.state.setting) == (("west", "east"),)
    assert link_tenths(battle.state, "gov") == link_tenths(battle.state, "pmu") == 10
    assert link_tenths(battle.state, "isis") == 0
    plain = battle.state.setting
    battle.set(setting=replace(plain, politics=replace(plain.politics, leaves=())))
    assert link_tenths(battle.state, "gov") == 0, "where leave is no part of the scenario"


# --- in words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event, words",
    [
        (
            LeaveAsked("gov", "pmu", "syria", 8, True),
            "GOV asks Baghdad for leave for PMU in Syria, rolling 8: granted",
        ),
        (LeaveChanged("pmu", "syria", Leave.PURSUIT, "granted"), "PMU may pursue into Syria: granted"),
        (WentAbroad("pmu", (("p", 2), ("q", 0))), "PMU has 1 unit abroad"),
        (WentAbroad("pmu", (("p", 0),)), None),
        (NoticeGiven("gov", "isis", 3), "GOV declares that it breaks with ISIS from turn 3"),
        (NoticeGiven("gov", "isis", 0), None),
        (GateSet("gate", GateState.AID, "by order"), "Gate lets only aid pass: by order"),
        (PlaceRevalued("gate", 1, "closed"), "Gate is now worth 1: closed"),
        (TruceSet(("gov", "isis"), 0, ""), "The truce between GOV and ISIS is over"),
        (Grounded("gov", 4), "GOV has lost an aircraft and flies less until turn 4"),
        (
            RelationChanged("gov", "isis", Relation.NEUTRAL, "a deal"),
            "GOV is now neutral towards ISIS: a deal",
        ),
    ],
)
def test_9_9_what_happens_on_borders_is_told_in_words(event: Event, words: str | None) -> None:
    setting = hunting("a . . p", places={"gate": "crossing 0101"}).state.setting
    assert tell(setting, event) == words
