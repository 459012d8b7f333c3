"""Chapter 6, air missions, interdiction, mistakes and barrages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.model.events import MissionFlown, Shelled, StepsLost
from game.model.kinds import CrossingState, Relation, ZoneKind
from game.model.politics import Politics, Zone
from game.rules.combat import air_at_hand
from tests.support.sketch import Sketch, of, sketch

AIR = {"gov": {"air": ((1, 3),)}}


def test_6_1_points_are_dated_and_return_each_turn() -> None:
    battle = sketch("a .", roads={"0101-0201": "paved"}, factions={"gov": {"air": ((1, 1), (3, 2))}})
    battle.order("recon 0201")
    assert battle.state.air["gov"] == 0
    assert battle.refuses("recon 0201").rule == "6.1"
    battle.next_turn()
    assert battle.state.air["gov"] == 1
    battle.next_turn()
    assert battle.state.air["gov"] == 2


def test_6_1_who_has_no_air_is_supported_by_an_ally() -> None:
    battle = sketch("s B .", " . u .", s=of("ypg", faction="sdf"), u=of("coalition_sof", faction="us"),
                    factions={"us": {"air": ((1, 1),)}})  # fmt: skip
    battle.pass_to("sdf")
    battle.change("s", active=True)
    battle.set(free_attacks=("sdf",))
    battle.order("assault 0201 with s air 1", roll=7)
    assert battle.state.air["us"] == 0


def test_6_1_an_ally_flies_against_its_own_enemies_and_over_its_own_ring_against_anybody() -> None:
    def fought(zones: dict[str, Zone]) -> Sketch:
        battle = sketch("m A .", " . u .", m=of("mat", faction="mat"), u=of("coalition_sof", faction="us"),
                        A=of("saa_inf", faction="gov"), factions={"us": {"air": ((1, 1),)}},
                        relations={"gov mat": "hostile", "us mat": "allied"})  # fmt: skip
        battle.set(setting=replace(battle.state.setting, politics=Politics(zones=zones)))
        battle.pass_to("gov")
        battle.change("A", active=True)
        battle.set(free_attacks=("gov",))
        battle.order("assault 0101 with A", roll=2)
        return battle

    assert fought({}).state.air["us"] == 1
    ring = Zone("ring", "Ring", ZoneKind.RING, frozenset({0}), owner="us")
    assert fought({"ring": ring}).state.air["us"] == 0


def test_6_2_reconnaissance_shows_two_hexes_about_its_target() -> None:
    battle = sketch("a . . . . . . B . D", fog=True, factions=AIR)
    assert not battle.view().units.keys() & {"B", "D"}
    battle.order("recon 0601")
    assert "B" in battle.view().units
    assert "D" not in battle.view().units


def test_6_2_interdiction_needs_a_road_and_is_flown_once_a_hex() -> None:
    battle = sketch("a . . .", roads={"0101-0201": "paved"}, factions=AIR)
    assert battle.refuses("interdict 0401").rule == "6.2"
    battle.order("interdict 0201")
    assert battle.state.interdicted == {1: "gov"}
    assert battle.refuses("interdict 0201").rule == "6.2"
    battle.next_turn()
    assert not battle.state.interdicted


def test_6_2_a_march_through_interdiction_pays_double_too() -> None:
    road = {"roads": {"0101-0201-0301": "paved"}, "control": "gov"}
    free, hit = sketch("a . .", **road), sketch("a . .", state={"interdicted": {1: "isis"}}, **road)
    assert hit.reach("a", "march")["0301"] - free.reach("a", "march")["0301"] == 1


def test_6_2_interdiction_does_not_hinder_one_s_own() -> None:
    battle = sketch("a . .", roads={"0101-0201-0301": "paved"}, factions=AIR, control="gov")
    before = battle.reach("a")
    battle.order("interdict 0201")
    assert battle.reach("a") == before


@pytest.mark.parametrize("roll, state", [(9, CrossingState.OPEN), (10, CrossingState.DOWN)])
def test_6_2_a_strike_drops_a_bridge_on_ten(roll: int, state: CrossingState) -> None:
    battle = sketch(
        "a . .", rivers={"0201-0301": "major"}, crossings={"bridge": ("bridge", "0201-0301")}, factions=AIR
    )
    battle.dice(roll, "strike", battle.hex("0201"), 2)
    battle.order("strike 0201")
    assert battle.told(MissionFlown)[0].roll == roll
    assert battle.state.crossings["bridge"] is state


@pytest.mark.parametrize("roll, left", [(9, True), (10, False)])
def test_6_2_a_strike_destroys_a_known_depot_on_ten(roll: int, left: bool) -> None:
    battle = sketch("a . B", depots={"dump": ("isis", "0301")}, factions=AIR)
    battle.dice(roll, "strike", battle.hex("0301"), 2)
    battle.order("strike 0301")
    assert ("dump" in battle.state.depots) == left


def test_6_2_a_fallen_bridge_and_one_s_own_are_not_struck() -> None:
    site = {
        "rivers": {"0201-0301": "major"},
        "crossings": {"bridge": ("bridge", "0201-0301")},
        "factions": AIR,
    }
    assert sketch("a . .", **site).refuses("strike 0101").rule == "6.2", "the bridge is elsewhere"
    assert sketch("a . .", down="bridge", **site).refuses("strike 0201").rule == "6.2"
    assert sketch("a . .", control="gov", **site).refuses("strike 0201").rule == "6.2"


def test_6_2_a_strike_needs_something_to_strike_and_dams_stand() -> None:
    battle = sketch(
        "a . .", rivers={"0201-0301": "major"}, crossings={"dam": ("dam", "0201-0301")}, factions=AIR
    )
    assert battle.refuses("strike 0201").rule == "6.2"
    assert battle.refuses("strike 0101").rule == "6.2"


@pytest.mark.parametrize("roll, struck", [(3, True), (4, False)])
def test_6_4_support_beside_a_deconflicted_unit_may_strike_it(roll: int, struck: bool) -> None:
    battle = sketch("a B u", u=of("coalition_sof", faction="us", steps=2), factions=AIR)
    battle.dice(roll, "mistake", battle.hex("0201"))
    battle.order("assault 0201 with a air 1")
    assert battle.state.tension.get(("gov", "us"), 0) == (3 if struck else 0)
    assert battle.unit("u").steps == (1 if struck else 2)


def test_6_4_support_far_from_them_endangers_nobody() -> None:
    battle = sketch("a B . u", u=of("coalition_sof", faction="us"), factions=AIR)
    battle.dice(2, "mistake", battle.hex("0201"))
    battle.order("assault 0201 with a air 1")
    assert battle.unit("u").steps == 1 and not battle.state.tension


# --- barrage ------------------------------------------------------------------------------------------


def guns(target: str = "B", **options: Any) -> Sketch:
    return sketch(f"a . {target} .", a="saa_battery", **options)


@pytest.mark.parametrize("roll, steps", [(7, 0), (8, 1), (9, 1), (10, 2), (12, 2)])
def test_6_5_two_dice_and_the_barrage_cost_a_step_on_twelve_and_two_on_fourteen(
    roll: int, steps: int
) -> None:
    battle = guns()
    battle.order("barrage a 0301", roll=roll)
    assert battle.told(Shelled)[0].steps == steps
    assert sum(event.steps for event in battle.told(StepsLost)) == steps
    assert battle.unit("B").steps == 4 - steps


@pytest.mark.parametrize("roll, steps", [(9, 0), (10, 1), (11, 1), (12, 2)])
def test_6_5_in_a_town_the_barrage_counts_half(roll: int, steps: int) -> None:
    battle = guns("+B")
    battle.order("barrage a 0301", roll=roll)
    assert battle.unit("B").steps == 4 - steps


def test_6_5_a_battery_fires_once_at_an_identified_enemy_in_range() -> None:
    assert sketch("a . . B", a="saa_battery").refuses("barrage a 0401").rule == "6.5"
    assert guns().refuses("barrage a 0201").rule == "6.5"
    assert sketch("a . B").refuses("barrage a 0301").rule == "6.5", "not artillery"
    battle = guns()
    battle.order("barrage a 0301", roll=2)
    assert battle.refuses("barrage a 0301").rule == "6.5"


def test_6_1_aircraft_that_would_not_fly_against_those_who_are_there_stay_away() -> None:
    """An ally's aircraft were counted on against a force that turns out to be none of the ally's enemies."""
    battle = sketch("m B u", m=of("mat", faction="mat"), u=of("coalition_sof", faction="us"), fog=True)
    battle.set(air={"us": 2}, relations={**battle.state.relations, ("us", "isis"): Relation.NEUTRAL})
    assert air_at_hand(battle.state, "mat", battle.hex("0201")) == 0
    battle.set(relations={**battle.state.relations, ("us", "isis"): Relation.HOSTILE})
    assert air_at_hand(battle.state, "mat", battle.hex("0201")) == 2
