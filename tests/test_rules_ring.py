"""Chapter 9, the line between two powers and the ring that one of them draws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.hexgrid.coords import Grid
from game.model.affairs import Desk
from game.model.events import (
    Enforced,
    MissionFlown,
    PointsScored,
    RingClosed,
    StepsLost,
    TensionChanged,
    TruceSet,
)
from game.model.kinds import Step, SupplyState, ZoneKind
from game.model.orders import Enforce
from game.model.politics import Patron, Politics, Reaction, Rung, Zone
from game.rules import legal_orders
from game.rules.chronicle import tell
from game.rules.combat import attack_strength
from game.rules.evolve import evolve
from game.rules.politics.pockets import lives_in_ring
from game.rules.politics.ring import rung_of
from game.rules.politics.tension import is_off, pair_between
from game.rules.score import asset_tenths
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


# --- the ring -----------------------------------------------------------------------------------------

LADDER = (
    Rung(Step.WARN),
    Rung(Step.SHOW),
    Rung(Step.STRIKE, points=2, need=8, tension=2, repeat_tension=1),
    Rung(Step.STRIKE, points=4, need=7, hard_need=10, tension=2, repeat_tension=1),
)


def ringed(*rows: str, inside: str, **given: Any) -> Sketch:
    """Return a watched sketch with a ring of the Coalition over some hexes, and aircraft over it."""
    grid = Grid(len(rows[0].split()), len(rows))
    hexes = frozenset(grid.hex_of(label) for label in inside.split())
    zone = Zone("ring", "Ring", ZoneKind.RING, hexes, "us", ladder=LADDER, intruders=("gov", "pmu"))
    state = {"air": {"us": 8, "gov": 2}, **given.pop("state", {})}
    air = {"us": {"air": ((1, 8),)}, "gov": {"air": ((1, 2),)}}
    return watched(*rows, plan=Politics(zones={"ring": zone}), state=state, factions=air, **given)


def rung(battle: Sketch) -> int:
    return battle.state.affairs.rungs.get(("ring", "gov"), 0)


def on_rung(battle: Sketch, rung: int) -> Sketch:
    """Return the sketch with the government on a rung, the Coalition to move."""
    battle.pass_to("us")
    battle.set(affairs=replace(battle.state.affairs, rungs={("ring", "gov"): rung}))
    return battle


def test_9_6_an_intruder_climbs_a_rung_a_turn_and_goes_down_one_when_clear() -> None:
    battle = ringed("a . . . u", inside="0101 0201")
    seen = []
    for _ in range(5):
        battle.next_turn()
        seen.append(rung(battle))
    assert seen == [1, 2, 3, 3, 3]
    battle.change("a", at="0301")
    battle.next_turn()
    assert rung(battle) == 2


def test_9_6_whoever_leaves_the_foot_of_the_ladder_has_been_warned_once() -> None:
    battle = ringed("a . . . u", inside="0101 0201")
    warned = []
    for _ in range(3):
        first, heard = battle.state.turn, 0
        while battle.state.turn == first:
            battle.order("end")
            heard += sum(event.step is Step.WARN for event in battle.told(Enforced))
        warned.append(heard)
    assert warned == [1, 0, 0]
    assert not battle.unit("a").disrupted and level(battle) == 0


def test_9_6_while_the_line_is_off_the_ladder_begins_with_its_first_strike() -> None:
    for tension, rung in ((5, 0), (6, 2)):
        state = ringed("a . . . u", inside="0101", tension=tension).state
        assert rung_of(state, state.setting.politics.zones["ring"], "gov") == rung


# --- enforcing ----------------------------------------------------------------------------------------


def test_9_7_first_comes_a_warning_then_a_show_of_force() -> None:
    battle = on_rung(ringed("a . . . u", inside="0101"), 0)
    battle.order("enforce ring a")
    assert [event.step for event in battle.told(Enforced)] == [Step.WARN]
    assert not battle.unit("a").disrupted and level(battle) == 0
    assert battle.refuses("enforce ring a").rule == "9.7"
    shown = on_rung(ringed("a . . . u", inside="0101"), 1)
    shown.order("enforce ring a")
    assert shown.unit("a").disrupted
    shown.next_turn()
    assert shown.unit("a").disrupted, "through its next turn"
    shown.next_turn()
    assert not shown.unit("a").disrupted


@pytest.mark.parametrize("at, roll, steps, points", [(2, 7, 0, 2), (2, 8, 1, 2), (3, 7, 1, 4), (3, 10, 2, 4)])
def test_9_7_a_strike_costs_air_and_steps_by_the_dice(at: int, roll: int, steps: int, points: int) -> None:
    battle = on_rung(ringed("a . . . u", inside="0101"), at)
    had = battle.unit("a").steps
    battle.dice(roll, "enforce", "a")
    battle.order("enforce ring a")
    assert battle.unit("a").steps == had - steps
    assert battle.state.air["us"] == 8 - points and level(battle) == 2


def test_9_7_a_second_strike_on_the_same_intruder_raises_tension_by_less() -> None:
    battle = on_rung(ringed("a b . . u", inside="0101 0201"), 2)
    battle.orders("enforce ring a", "enforce ring b")
    assert level(battle) == 3 and battle.state.air["us"] == 4


def test_9_7_strikes_end_with_the_air_points() -> None:
    battle = on_rung(ringed("a . . . u", inside="0101"), 3)
    battle.set(air={"us": 3})
    assert battle.refuses("enforce ring a").rule == "9.7"


def test_9_7_a_ring_is_its_owners_to_defend_against_what_he_sees() -> None:
    battle = ringed("a . . . u B", inside="0101")
    assert battle.refuses("enforce ring u").rule == "9.7"
    battle.pass_to("us")
    assert battle.refuses("enforce nowhere a").rule == "9.7"
    assert battle.refuses("enforce ring nobody").rule == "9.7"
    blind = ringed("a . . . . . . . u", inside="0101", fog=True)
    blind.pass_to("us")
    assert blind.refuses("enforce ring a").rule == "9.7"
    battle.set(affairs=replace(battle.state.affairs, truces={PAIR: 9}))
    assert battle.refuses("enforce ring a").rule == "9.15"


def test_9_7_what_is_listed_is_accepted() -> None:
    battle = on_rung(ringed("a b . . u", inside="0101 0201"), 2)
    listed = [str(order) for order in legal_orders(battle.view()) if isinstance(order, Enforce)]
    assert listed == ["enforce ring a", "enforce ring b"]
    battle.orders(*listed)


# --- self-defence and aircraft ------------------------------------------------------------------------


def test_9_8_outside_the_ring_only_those_are_struck_who_have_fired() -> None:
    given = {"m": of("mat", faction="mat"), "relations": {"gov mat": "hostile"}}
    battle = ringed(". . a m u", inside="0101 0201", **given)
    battle.pass_to("us")
    assert battle.refuses("enforce ring a").rule == "9.8"
    fought = ringed(". . a m u", inside="0101 0201", **given)
    fought.order("probe 0401 with a")
    assert fought.state.affairs.fired_on == {("gov", "mat"): 1}
    fought.pass_to("us")
    assert fought.why_not("enforce ring a") is None
    fought.next_turn()
    fought.pass_to("us")
    assert fought.why_not("enforce ring a") is None, "the turn after"
    fought.next_turn()
    fought.pass_to("us")
    assert fought.refuses("enforce ring a").rule == "9.8"


def test_9_8_self_defence_does_not_reach_far() -> None:
    battle = ringed("a . . . . . u", inside="0701")
    battle.set(affairs=replace(battle.state.affairs, fired_on={("gov", "us"): 1}))
    battle.pass_to("us")
    assert battle.refuses("enforce ring a").rule == "9.8"


@pytest.mark.parametrize("roll, lost", [(7, False), (8, True)])
def test_9_8_a_drone_over_the_ring_is_shot_down(roll: int, lost: bool) -> None:
    battle = ringed("a . . . u", inside="0301")
    battle.dice(roll, "intercept", battle.hex("0301"), 1)
    battle.order("recon 0301")
    assert [event.success for event in battle.told(MissionFlown)] == [not lost]
    assert level(battle) == lost and not battle.state.affairs.grounded


def test_9_8_an_aircraft_lost_over_the_ring_is_missed_for_three_turns() -> None:
    battle = ringed("a . . . u", inside="0301", roads={"0201-0301": "track"})
    battle.dice(8, "intercept", battle.hex("0301"), 1)
    battle.order("interdict 0301")
    assert level(battle) == 6 and not battle.state.interdicted
    points = []
    for _ in range(4):
        battle.next_turn()
        points.append(battle.state.air["gov"])
    assert points == [1, 1, 1, 2] and not battle.state.affairs.grounded


def test_9_8_without_aircraft_standing_or_outside_the_ring_missions_pass() -> None:
    for air, at in ((0, "0301"), (8, "0201")):
        battle = ringed("a . . . u", inside="0301", state={"air": {"us": air, "gov": 2}})
        battle.dice(12, "intercept", battle.hex(at), 1)
        battle.order(f"recon {at}")
        assert level(battle) == 0


def test_9_8_a_powers_own_people_are_not_forgotten() -> None:
    battle = ringed("a u", inside="0201", relations={"gov us": "hostile"})
    battle.change("u", steps=1)
    battle.order("assault 0201 with a", roll=12)
    assert not battle.alive("u") and level(battle) == 8


# --- May and June 2017 --------------------------------------------------------------------------------


def test_9_5_the_dated_record_of_may_and_june_2017_gives_the_tension_of_its_days() -> None:
    """Strikes on 18 May, 6 June and 8 June, a drone that day, a call; the aircraft of 18 June, for which
    Moscow declared the line off; a drone on the 20th; under six again by the 24th. Turns of three days.
    What was flown, struck and called is given, and so is the aircraft, which fell outside the ring; what the
    rules owe to it is the tension after each.
    Sources: statements of the coalition of 18 May, 6, 8, 18 and 20 June 2017."""
    battle = ringed("a b . . u", inside="0101 0201", favour=9)
    ends: dict[int, int] = {}
    while battle.state.turn <= 16:
        turn = battle.state.turn
        if turn == 11:
            battle.dice(9, "intercept", battle.hex("0201"), 1)
            battle.order("recon 0201")
        if turn == 15:
            shot = TensionChanged(PAIR, 6, "an aircraft is shot down over Ja'din")
            battle.set(tension=evolve(battle.state, shot).tension, affairs=evolve(battle.state, shot).affairs)
            assert level(battle) == 6 and is_off(battle.state, "us", "gov")
            battle.dice(9, "intercept", battle.hex("0201"), 1)
            battle.order("recon 0201")
        if turn in (12, 16):
            battle.order("hotline us")
        if turn in (4, 11):
            on_rung(battle, 2)
            battle.order("enforce ring a")
        if turn == 11:
            battle.order("enforce ring b")
        battle.change("a", steps=4)
        battle.change("b", steps=4)
        ends[turn] = level(battle)
        battle.next_turn()
    assert [ends[turn] for turn in (4, 5, 6, 10, 11, 12, 15, 16)] == [2, 2, 1, 0, 4, 2, 7, 5]


# --- cut off ------------------------------------------------------------------------------------------

ROWS = (". . . . . . .", " . . . . . . .", "u . . . . . a")


def based(control: dict[str, str], **given: Any) -> Sketch:
    """Return a sketch with the Coalition's base in the west and a ring of two columns round it."""
    inside = "0101 0201 0102 0202 0103 0203"
    given.setdefault("a", of("saa_motor", steps=1))  # too few to win desert of themselves
    battle = ringed(
        *ROWS, inside=inside, control={"*": "isis", **control}, places={"base": "base 0103"},
        assets={"base": 4}, figures={"ring": {"way_out": 3}}, **given,
    )  # fmt: skip
    plan = battle.state.setting.politics
    zone = replace(plan.zones["ring"], core="base")
    us = replace(battle.state.setting.factions["us"], patron_sources=("base",), sources=("base",))
    factions = {**battle.state.setting.factions, "us": us}
    setting = replace(battle.state.setting, factions=factions, politics=replace(plan, zones={"ring": zone}))
    battle.set(setting=setting, scenario=replace(battle.state.scenario, setting=setting))
    return battle


WALL = {"0301 0302 0303": "gov"}


def test_9_13_a_ring_is_cut_off_when_intruders_hold_every_way_out() -> None:
    battle = based({"0301 0302": "gov"})
    battle.next_turn()
    assert not battle.told(RingClosed)
    walled = based(WALL)
    walled.next_turn()
    assert [event.since for event in walled.told(RingClosed)] == [1]
    walled.set(control=tuple("isis" if who == "gov" else who for who in walled.state.control))
    walled.next_turn()
    assert [event.since for event in walled.told(RingClosed)] == [0]
    assert not walled.state.affairs.pockets


def test_9_13_what_lies_in_it_counts_half() -> None:
    free, walled = based({}), based(WALL)
    worth = []
    for battle in (free, walled):
        battle.next_turn(2)
        worth.append(asset_tenths(battle.state, "us"))
    assert worth == [32, 20], "4 × 0.8 and 4 × 0.5"


def test_9_13_its_units_get_no_replacements_and_attack_at_half_after_two_turns() -> None:
    men = {"replacements": ((1, 9),)}
    for control, steps, pct in (({}, 2, 100), (WALL, 1, 50)):
        battle = based(control, u=of("mat", faction="us", steps=1))
        us = replace(battle.state.setting.factions["us"], **men)
        setting = replace(battle.state.setting, factions={**battle.state.setting.factions, "us": us})
        battle.set(setting=setting)
        battle.change("u", steps=1)
        battle.next_turn()
        battle.change("u", steps=1)
        battle.next_turn()
        assert battle.unit("u").steps == steps
        full = battle.unit("u").type.attack * steps * 100 // battle.unit("u").type.steps
        assert attack_strength(battle.state, battle.unit("u")) == full, "not yet"
        battle.next_turn()
        unit = replace(battle.unit("u"), steps=steps)
        assert attack_strength(battle.state, unit) == unit.type.attack * steps * pct // unit.type.steps


def test_9_13_nobody_starves_in_it_while_the_base_is_held() -> None:
    battle = based(WALL)
    hungry = {"supply": SupplyState.OUT, "hungry": 5, "at": battle.hex("0202")}
    battle.change("u", **hungry)
    assert lives_in_ring(battle.state, battle.unit("u"))
    battle.set(control=tuple("gov" if who == "us" else who for who in battle.state.control))
    assert not lives_in_ring(battle.state, battle.unit("u"))


# --- in words -----------------------------------------------------------------------------------------


def test_9_6_what_happens_at_the_ring_is_told_in_words() -> None:
    battle = on_rung(ringed("a . . . u", inside="0101"), 2)
    battle.dice(9, "enforce", "a")
    battle.order("enforce ring a")
    told = [line for event in battle.events if (line := tell(battle.state.setting, event))]
    assert "Ring: US strikes a, rolling 9, 1 step lost" in told
    assert "Tension between GOV and US +2: a strike" in told
    battle.order("end")
    told = [line for event in battle.events if (line := tell(battle.state.setting, event))]
    assert "Ring: next for GOV there is a strike" in told


def test_9_5_a_summit_and_a_call_are_told_in_words() -> None:
    battle = watched("a . . u", tension=12, favour=2)
    battle.order("hotline us")
    told = [line for event in battle.events if (line := tell(battle.state.setting, event))]
    assert "GOV has its patron call the side of US" in told
    battle.set(tension={PAIR: 12})
    battle.next_turn()
    told = [line for event in battle.events if (line := tell(battle.state.setting, event))]
    assert "A truce between GOV and US until the end of turn 3: a summit" in told
