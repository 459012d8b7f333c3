"""Chapter 9, between factions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.model.events import StepsLost, TensionChanged
from game.model.kinds import Relation, Verb
from game.rules.politics.relations import may
from game.rules.supply import supply_map
from game.rules.zoc import zoc_against
from tests.support.sketch import of, sketch

# 9.1 what a stance towards another lets a faction do
PERMITS = {
    "allied": {"enter", "stack", "supply", "see"},
    "cooperating": {"see", "supply"},
    "neutral": set(),
    "deconflicted": set(),
    "hostile": {"enter", "attack"},
}


@pytest.mark.parametrize("stance", list(Relation))
@pytest.mark.parametrize("verb", list(Verb))
def test_9_1_the_table_of_relations(stance: Relation, verb: Verb) -> None:
    battle = sketch("a .", relations={"gov sdf": stance.value})
    refusal = may(battle.state, "gov", verb, "sdf")
    assert (refusal is None) == (verb.value in PERMITS[stance.value])
    if refusal:
        assert refusal.rule == "9.1" and "SDF" in refusal.reason


def test_9_1_a_stance_need_not_be_returned() -> None:
    battle = sketch("a .", relations={"gov>sdf": "hostile", "sdf>gov": "neutral"})
    assert may(battle.state, "gov", Verb.ATTACK, "sdf") is None
    assert may(battle.state, "sdf", Verb.ATTACK, "gov") is not None


@pytest.mark.parametrize("stance", ["neutral", "deconflicted", "cooperating", "allied"])
def test_9_1_only_the_hostile_are_attacked(stance: str) -> None:
    battle = sketch("a s", s=of("ypg", faction="sdf"), relations={"gov sdf": stance})
    rule = "4.1" if stance == "allied" else "9.1"
    assert battle.refuses("assault 0201 with a").rule == rule


@pytest.mark.parametrize("stance", ["neutral", "deconflicted"])
def test_9_1_ground_of_the_neutral_and_deconflicted_is_not_entered(stance: str) -> None:
    battle = sketch("a . .", control={"0201 0301": "sdf"}, relations={"gov sdf": stance})
    assert battle.refuses("move a 0201").rule == "9.1"


def test_9_1_the_shared_enemy_does_not_make_friends() -> None:
    """Washington's strikes and Moscow's never count together."""
    battle = sketch("a B u", u=of("coalition_sof", faction="us"), relations={"gov us": "deconflicted"})
    assert battle.refuses("assault 0201 with a u").rule == "1.2"


def test_9_1_allies_share_sight() -> None:
    battle = sketch("a . . . . . pB", fog=True, p=of("pmu_bn", faction="pmu"))
    assert "B" in battle.view("gov").units
    neutral = sketch("a . . . . . s B", fog=True, s=of("ypg", faction="sdf"))
    assert "B" not in neutral.view("gov").units


def test_9_1_roads_of_those_one_cooperates_with_are_open_and_nothing_else_of_theirs() -> None:
    stance, road = {"gov sdf": "cooperating"}, {"0101-0201-0301-0401": "track"}
    ypg = of("ypg", faction="sdf")
    battle = sketch("a . . s", " . . . .", control={"*": "sdf"}, roads=road, relations=stance, s=ypg)
    assert {"0201", "0301"} <= set(battle.reach("a"))
    assert not {"0102", "0202", "0401"} & set(battle.reach("a")), "off the road, or where they stand"
    assert battle.refuses("move a 0102").rule == "9.1"
    battle.order("move a 0301")
    assert battle.holder("0301") == "sdf", "whoever passes by takes nothing"


def test_9_1_supply_passes_over_ground_of_those_one_cooperates_with_at_a_price() -> None:
    def cost(stance: str) -> int | None:
        battle = sketch("a . .", control={"*": "sdf"}, relations={"gov sdf": stance})
        return supply_map(battle.state, "gov").costs.get(battle.hex("0301"))

    lent, own = cost("cooperating"), cost("allied")
    assert lent is not None and own is not None
    assert lent == 2 * own
    assert cost("neutral") is None


# --- truces -------------------------------------------------------------------------------------------


def test_9_15_while_a_truce_lasts_enemies_neither_attack_nor_enter() -> None:
    battle = sketch("a B .", control={"0301": "isis"})
    battle.set(affairs=replace(battle.state.affairs, truces={("gov", "isis"): 1}))
    assert battle.refuses("assault 0201 with a").rule == "9.15"
    assert may(battle.state, "isis", Verb.ENTER, "gov") is not None
    assert "turn 1" in str(may(battle.state, "gov", Verb.ATTACK, "isis"))
    assert zoc_against(battle.state, "gov") == {}
    battle.set(turn=2)
    assert may(battle.state, "gov", Verb.ATTACK, "isis") is None


# --- borders ------------------------------------------------------------------------------------------


def test_9_2_a_faction_stays_in_the_countries_it_has_leave_for() -> None:
    battle = sketch("a . .", countries={"0201": "iraq"})
    assert battle.refuses("move a 0201").rule == "9.2"
    assert "0301" not in battle.reach("a")


def test_9_2_leave_opens_the_border() -> None:
    both = {"gov": {"countries": frozenset({"syria", "iraq"})}}
    battle = sketch("a .", countries={"0201": "iraq"}, factions=both)
    battle.order("move a 0201")
    assert battle.at("a") == "0201"


def test_9_2_nobody_attacks_over_a_border_he_may_not_cross() -> None:
    everywhere = {"isis": {"countries": frozenset({"syria", "iraq"})}}
    battle = sketch("a B", countries={"0201": "iraq"}, factions=everywhere)
    assert battle.refuses("assault 0201 with a").rule == "9.2"


# --- tension ------------------------------------------------------------------------------------------

PAIR = ("gov", "us")


@pytest.mark.parametrize(
    "tension, roll, shots", [(0, 10, False), (0, 11, True), (3, 10, True), (2, 10, False)]
)
def test_9_3_deconflicted_units_that_end_adjacent_may_fire_on_each_other(
    tension: int, roll: int, shots: bool
) -> None:
    battle = sketch("a u", u=of("coalition_sof", faction="us", steps=1), state={"tension": {PAIR: tension}})
    battle.pass_to("us")
    battle.dice(roll, "incident", PAIR, active=None)
    battle.order("end")
    assert bool(battle.told(StepsLost)) == shots
    if shots:
        assert sorted(event.unit.id for event in battle.told(StepsLost)) == ["a", "u"]
        assert battle.state.tension[PAIR] == tension + 2


def test_9_3_tension_falls_in_a_quiet_turn() -> None:
    battle = sketch("a . u", u=of("coalition_sof", faction="us"), state={"tension": {PAIR: 2}})
    battle.next_turn()
    assert battle.state.tension[PAIR] == 1
    battle.next_turn(2)
    assert battle.state.tension[PAIR] == 0


def test_9_3_apart_there_are_no_incidents() -> None:
    battle = sketch("a . u", u=of("coalition_sof", faction="us"), state={"tension": {PAIR: 20}})
    battle.next_turn()
    assert not battle.told(StepsLost)
    assert [event.by for event in battle.told(TensionChanged)] == [-1]


def test_9_3_tension_stays_on_its_track() -> None:
    battle = sketch("a u", u=of("coalition_sof", faction="us", steps=1), state={"tension": {PAIR: 20}})
    battle.pass_to("us")
    battle.dice(12, "incident", PAIR, active=None)
    battle.order("end")
    assert battle.state.tension[PAIR] == 20
