"""Chapter 2, movement and the map; with what the unseen and interdiction do to a move (8.2, 6.2)."""

from __future__ import annotations

import pytest

from game.model.events import Halted, StepsLost
from game.model.kinds import SupplyState
from tests.support.drawing import TERRAIN
from tests.support.sketch import of, sketch

# 2.1 movement points to enter, on foot, by motor and on tracks; None where barred
COSTS = {
    "desert": (1, 1, 1),
    "rough": (1, 2, 2),
    "escarpment": (2, 4, None),
    "sabkha": (1, 3, 3),
    "valley": (1, 2, 3),
    "mountain": (2, 3, 4),
    "town": (1, 1, 1),
    "city": (1, 1, 2),
    "field": (1, 1, 1),
    "lake": (None, None, None),
}
OPPOSED = "a " + ". " * 12


@pytest.mark.parametrize("column, template", list(enumerate(["saa_inf", "saa_motor", "saa_mech"])))
@pytest.mark.parametrize("sign, terrain", list(TERRAIN.items()))
def test_2_1_the_terrain_table_gives_the_cost_to_enter(
    sign: str, terrain: str, column: int, template: str
) -> None:
    points = COSTS[terrain][column]
    cost = sketch(f"a {sign}", a=template).reach("a").get("0201")
    assert cost == (None if points is None else 2 * points)


@pytest.mark.parametrize(
    "template, points",
    [("saa_inf", 5), ("ndf", 10), ("saa_motor", 14), ("saa_mech", 10), ("isis_mobile", 16)],
)
def test_2_1_movement_points_for_seven_days(template: str, points: int) -> None:
    battle = sketch("a " + ". " * 17, a=of(template, faction="gov"))
    assert max(battle.reach("a").values()) == 2 * points


def test_2_1_a_paved_road_costs_half_a_point_and_a_track_one_whatever_the_terrain() -> None:
    paved = sketch("a ~ ~", roads={"0101-0201-0301": "paved"})
    track = sketch("a ~ ~", roads={"0101-0201-0301": "track"})
    assert (paved.reach("a")["0301"], track.reach("a")["0301"]) == (2, 4)


def test_2_1_a_road_must_cross_the_hexside_to_help() -> None:
    battle = sketch("a ~", ". ~", roads={"0101-0201": "paved", "0102-0202": "paved"})
    assert battle.reach("a")["0202"] == 2 + 1, "off the road, then on the other road"


def test_2_1_men_on_foot_gain_nothing_from_a_road() -> None:
    battle = sketch("a . .", a="saa_inf", roads={"0101-0201-0301": "paved"})
    assert battle.reach("a")["0301"] == 4


def test_2_1_a_road_takes_tracks_where_the_terrain_bars_them() -> None:
    assert "0201" not in sketch("a ^", a="saa_mech").reach("a")
    assert "0201" in sketch("a ^", a="saa_mech", roads={"0101-0201": "track"}).reach("a")


def test_2_4_an_escarpment_side_bars_mechanised_units_alone() -> None:
    assert "0201" not in sketch("a .", a="saa_mech", cliffs="0101-0201").reach("a")
    assert "0201" in sketch("a .", a="saa_inf", cliffs="0101-0201").reach("a")


def test_2_4_a_major_river_is_impassable_without_a_crossing_and_a_minor_one_is_not() -> None:
    assert "0201" not in sketch("a .", rivers={"0101-0201": "major"}).reach("a")
    assert "0201" in sketch("a .", rivers={"0101-0201": "minor"}).reach("a")


@pytest.mark.parametrize("kind", ["bridge", "dam", "pontoon"])
def test_2_4_an_open_crossing_carries_everybody_and_a_fallen_one_nobody(kind: str) -> None:
    river, site = {"0101-0201": "major"}, {"site": (kind, "0101-0201")}
    assert "0201" in sketch("a .", a="saa_mech", rivers=river, crossings=site).reach("a")
    assert "0201" not in sketch("a .", a="saa_mech", rivers=river, crossings=site, down="site").reach("a")


@pytest.mark.parametrize(
    "template, cost", [("saa_inf", 10), ("isis_mobile", 10), ("saa_motor", None), ("saa_mech", None)]
)
def test_2_4_a_ferry_costs_four_points_more_and_takes_foot_and_light_units_only(
    template: str, cost: int | None
) -> None:
    battle = sketch(
        "a .",
        a=of(template, faction="gov"),
        rivers={"0101-0201": "major"},
        crossings={"ferry": ("ferry", "0101-0201")},
    )
    assert battle.reach("a").get("0201") == cost


@pytest.mark.parametrize("template, hexes", [("saa_mech", 5), ("saa_motor", 7), ("saa_inf", 2)])
def test_2_2_against_opposition_a_week_is_35_49_or_14_km(template: str, hexes: int) -> None:
    battle = sketch(OPPOSED, a=template, control={"*": "isis"})
    assert len(battle.reach("a")) - 1 == hexes


def test_2_2_hostile_ground_costs_one_more_and_voids_the_paved_road() -> None:
    road = {"0101-0201": "paved"}
    assert sketch("a .", roads=road, control={"0201": "isis"}).reach("a")["0201"] == 4
    assert sketch("a .", roads=road, control={"0201": "gov"}).reach("a")["0201"] == 1


@pytest.mark.parametrize("template", ["isis_mobile", "russian_sof"])
def test_2_2_mobile_groups_and_infiltrators_pay_nothing_for_hostile_ground(template: str) -> None:
    battle = sketch("a . .", a=of(template, faction="gov"), control={"*": "isis"})
    assert battle.reach("a")["0301"] == 4


def test_1_2_a_unit_that_is_not_activated_moves_half_and_does_not_attack() -> None:
    battle = sketch("a " + ". " * 8 + " B", a="saa_mech", active=False)
    assert max(battle.reach("a").values()) == 10
    near = sketch("a B", active=False)
    assert near.refuses("assault 0201 with a").rule == "1.2"


def test_1_2_a_unit_moves_once_a_turn() -> None:
    battle = sketch("a . .")
    battle.order("move a 0201")
    assert battle.refuses("move a 0301").rule == "1.2"
    battle.next_turn()
    battle.order("move a 0301")
    assert battle.at("a") == "0301"


def test_2_1_static_units_never_move() -> None:
    assert "static" in sketch("a .", a="garrison").refuses("move a 0201").reason


def test_7_2_from_the_second_turn_out_of_supply_a_unit_moves_half() -> None:
    starved = of("saa_mech", supply=SupplyState.OUT, hungry=2)
    just_cut = of("saa_mech", supply=SupplyState.OUT, hungry=1)
    assert max(sketch("a " + ". " * 12, a=starved).reach("a").values()) == 10
    assert max(sketch("a " + ". " * 12, a=just_cut).reach("a").values()) == 20


def test_2_1_staying_is_not_a_move_and_there_is_no_hex_beyond_the_edge() -> None:
    battle = sketch("a .")
    assert battle.refuses("move a 0101").rule == "2.1"
    assert "no hex 0909" in battle.refuses("move a 0909").reason


def test_2_1_a_unit_does_not_enter_a_hex_held_by_hostile_units() -> None:
    assert "attack it" in sketch("a B").refuses("move a 0201").reason


# --- march ----------------------------------------------------------------------------------------

ROAD = {"0101-0201-0301-0401": "paved"}


def test_2_3_a_march_goes_by_road_on_friendly_ground_with_twice_the_points() -> None:
    battle = sketch("a . . .", ". . . .", a=of("saa_mech"), roads=ROAD, control="gov")
    assert battle.stops("a", "march") == {"0201", "0301", "0401"}
    road = {"-".join(f"{col:02}01" for col in range(1, 43)): "paved"}
    far = sketch("a " + "~ " * 41, a="saa_mech", roads=road, control="gov")
    assert max(far.reach("a").values()) == 20
    assert max(far.reach("a", "march").values()) == 40


def test_2_3_a_march_stops_before_ground_that_is_not_friendly() -> None:
    battle = sketch("a . . .", roads=ROAD, control={"*": "gov", "0301": "isis"})
    assert battle.stops("a", "march") == {"0201"}


def test_2_3_a_march_enters_no_hostile_zone_of_control() -> None:
    battle = sketch("a . . .", " . . B .", roads=ROAD, control="gov")
    assert battle.stops("a", "march") == {"0201"}, "0301 and 0401 lie next to B"


def test_3_2_a_march_ends_where_fewer_than_two_units_stand() -> None:
    battle = sketch("a bc de .", roads=ROAD, control="gov", b=of("ndf", steps=1), e=of("ndf", steps=1))
    assert battle.refuses("march a 0201").rule == "3.2"


def test_2_3_a_unit_that_marched_may_not_attack_and_defends_at_half() -> None:
    battle = sketch("a . . .", " . . B .", roads=ROAD, control="gov")
    battle.order("march a 0201")
    assert battle.refuses("assault 0302 with a").rule == "2.3"
    shock = sketch("a B", a="tiger_bn", B=of("isis_line", marched=True))
    assert shock.preview("assault 0201 with a").odds.defence == 300


# --- the unseen -----------------------------------------------------------------------------------


def test_8_2_a_march_into_the_unseen_is_accepted_and_ends_where_it_is_met() -> None:
    """A refusal that knew of the hidden unit would be a leak."""
    battle = sketch("a . . :B . . .", fog=True, B=of("isis_line"))
    assert not battle.view().units.keys() & {"B"}
    battle.order("move a 0701")
    assert battle.at("a") == "0301"
    assert [event.at for event in battle.told(Halted)] == [battle.hex("0301")]
    assert battle.why_not("assault 0401 with a") is None, "what was met may be attacked"


def test_8_2_contact_with_an_unseen_zone_of_control_ends_the_movement() -> None:
    battle = sketch("a . . . . . .", " . . . :B . . .", fog=True)
    battle.order("move a 0701")
    assert battle.at("a") == "0401"
    assert battle.refuses("move a 0501").rule == "1.2"


def test_8_2_a_move_that_ends_where_it_was_bound_is_not_halted() -> None:
    battle = sketch("a . . . . . .", " . . . :B . . .", fog=True)
    battle.order("move a 0401")
    assert battle.at("a") == "0401" and not battle.told(Halted)


def test_8_2_what_is_seen_is_gone_around() -> None:
    battle = sketch(". . . . .", "a . B . .", ". . . . .", control="gov")
    battle.order("move a 0502")
    assert battle.at("a") == "0502" and not battle.told(Halted)


# --- interdiction -----------------------------------------------------------------------------------


def test_6_2_an_interdicted_hex_costs_double() -> None:
    battle = sketch("a .", "B .", state={"interdicted": {1: "isis"}}, B="isis_local")
    free = sketch("a .", "B .", B="isis_local")
    assert battle.reach("a")["0201"] - free.reach("a")["0201"] == 2


@pytest.mark.parametrize("roll, lost", [(8, 0), (9, 1)])
def test_6_2_a_mover_through_interdiction_loses_a_step_on_nine(roll: int, lost: int) -> None:
    battle = sketch("a . .", state={"interdicted": {1: "isis"}})
    battle.dice(roll, "interdiction", "a")
    battle.order("move a 0301")
    assert sum(event.steps for event in battle.told(StepsLost)) == lost
