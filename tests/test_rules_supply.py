"""Chapter 7, supply: the trace, depots, pockets, hunger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.model.events import Announced, DumpChanged, StepsLost
from game.model.kinds import SupplyState
from game.rules.audit import audit
from game.rules.supply import supply_map
from tests.support.sketch import Sketch, of, sketch

FULL, STRAINED, OUT = SupplyState.FULL, SupplyState.STRAINED, SupplyState.OUT
BASE = {"places": {"base": "town 0101"}, "sources": {"gov": "base"}}


def row(length: int, unit_at: int, sign: str = ".") -> str:
    """Return a row of hexes with gov's unit `a` in the one at `unit_at`, counted from 1."""
    return " ".join(sign + "a" * (col == unit_at) for col in range(1, length + 1))


def line(length: int) -> str:
    """Return the road along the first row."""
    return "-".join(f"{col:02}01" for col in range(1, length + 1))


def supply(battle: Sketch, id: str = "a") -> SupplyState:
    return battle.unit(id).supply


@pytest.mark.parametrize("points, state", [(12, FULL), (13, STRAINED), (18, STRAINED), (19, OUT)])
def test_7_2_up_to_12_points_full_to_18_strained_beyond_out(points: int, state: SupplyState) -> None:
    battle = sketch(row(21, points + 1), control="gov", **BASE)
    assert supply(battle) is state


@pytest.mark.parametrize("kind, hexes", [("paved", 24), ("track", 12)])
def test_7_1_a_paved_road_costs_half_a_point_a_hex_and_a_track_one(kind: str, hexes: int) -> None:
    reach = sketch(row(40, 40, ":"), control="gov", roads={line(40): kind}, **BASE)
    costs = supply_map(reach.state, "gov").costs
    assert max(col for col in range(40) if costs.get(col, 99) <= 24) == hexes


@pytest.mark.parametrize(
    "sign, cost", [(".", 2), (":", 4), ("_", 6), ("~", 2), ("*", 4), ("^", None), ("=", None)]
)
def test_7_1_columns_pay_the_truck_cost_of_the_terrain(sign: str, cost: int | None) -> None:
    battle = sketch(f". {sign} .a", control="gov", **BASE)
    assert supply_map(battle.state, "gov").costs.get(1) == cost


def test_7_1_columns_go_over_friendly_ground_alone() -> None:
    battle = sketch(". . a", control={"*": "isis", "0101": "gov"}, roads={line(3): "paved"}, **BASE)
    assert 1 not in supply_map(battle.state, "gov").costs, "0201 is hostile, though nobody stands there"
    ours = sketch(". . a", control={"*": "", "0101": "gov"}, roads={line(3): "paved"}, **BASE)
    assert 1 in supply_map(ours.state, "gov").costs, "nobody's ground is no obstacle"


def test_7_1_a_hostile_unit_cuts_and_so_does_its_zone_unless_a_friend_stands_in_it() -> None:
    assert supply(sketch(". B a", control="gov", **BASE)) is OUT
    zone = (". . a", " B = =")
    assert supply(sketch(*zone, control="gov", **BASE)) is OUT, "0201 lies in B's zone"
    assert supply(sketch(". c a", " B = =", control="gov", c=of("ndf", steps=1), **BASE)) is FULL


def test_7_1_a_river_without_a_bridge_cuts() -> None:
    river = {"0101-0201": "major"}
    assert supply(sketch(". a", control="gov", rivers=river, **BASE)) is OUT
    bridge = {"bridge": ("bridge", "0101-0201")}
    assert supply(sketch(". a", control="gov", rivers=river, crossings=bridge, **BASE)) is FULL
    assert supply(sketch(". a", control="gov", rivers=river, crossings=bridge, down="bridge", **BASE)) is OUT


def test_7_1_supply_goes_through_allies_and_not_through_neutrals() -> None:
    assert (
        supply(sketch(". . a", control={"*": "gov", "0201": "pmu"}, relations={"gov pmu": "allied"}, **BASE))
        is FULL
    )
    assert (
        supply(sketch(". . a", control={"*": "gov", "0201": "sdf"}, relations={"gov sdf": "neutral"}, **BASE))
        is OUT
    )


def test_7_1_a_source_that_is_lost_feeds_nobody() -> None:
    assert supply(sketch(". a", control={"*": "gov", "0101": "isis"}, **BASE)) is OUT


def test_7_1_an_interdicted_hex_costs_double() -> None:
    plain = sketch(". . a", control="gov", **BASE)
    hit = sketch(". . a", control="gov", state={"interdicted": {1: "isis"}}, **BASE)
    cost = [supply_map(battle.state, "gov").costs[2] for battle in (plain, hit)]
    assert cost[1] - cost[0] == 2


def test_7_1_supply_is_full_in_the_source_itself_whoever_is_near() -> None:
    assert supply(sketch("a B", places={"base": "town 0101"}, sources={"gov": "base"})) is FULL


# --- living off the land ------------------------------------------------------------------------------

TOWN = {"places": {"sukhna": "town 0101"}, "sources": {}, "factions": {"isis": {"town_supply": True}}}


@pytest.mark.parametrize("hexes, state", [(6, FULL), (7, OUT)])
def test_7_5_a_town_feeds_within_six_points_those_who_live_off_the_land(
    hexes: int, state: SupplyState
) -> None:
    rows = " ".join("." + "B" * (col == hexes) for col in range(9))
    battle = sketch(rows, control="isis", **TOWN)
    assert supply(battle, "B") is state


def test_7_5_a_source_in_a_town_still_feeds_as_far_as_a_source() -> None:
    rows = " ".join("." + "B" * (col == 12) for col in range(14))
    battle = sketch(rows, control="isis", **{**TOWN, "sources": {"isis": "sukhna"}})
    assert supply(battle, "B") is FULL


# --- depots -------------------------------------------------------------------------------------------


def chain(first: int, unit_at: int, **more: Any) -> Sketch:
    """Return a source, a road of 50 hexes, a depot on it and a unit."""
    depots = {"depot": ("gov", f"{first:02}01")}
    return sketch(row(50, unit_at), control="gov", roads={line(50): "paved"}, depots=depots, **BASE, **more)


def test_7_3_a_depot_on_the_road_carries_supply_on() -> None:
    assert supply(chain(25, 49)) is FULL, "24 hexes are 12 points, twice"
    assert supply(sketch(row(50, 49), control="gov", roads={line(50): "paved"}, **BASE)) is OUT


def test_7_3_a_depot_more_than_twelve_points_away_is_idle() -> None:
    assert supply(chain(26, 49)) is OUT


def test_7_3_a_depot_off_the_road_is_idle() -> None:
    depots = {"depot": ("gov", "0601")}
    battle = sketch(row(20, 18), control="gov", depots=depots, **BASE)
    assert supply_map(battle.state, "gov").sources == (0,)


def test_7_3_worked_check_palmyra_to_the_city_is_strained_without_a_depot_at_sukhna() -> None:
    """27 hexes by road are 13.5 points; from Sukhna, 65 km on, nine."""
    without = sketch(row(50, 28), control="gov", roads={line(50): "paved"}, **BASE)
    assert supply(without) is STRAINED
    assert supply(chain(10, 28)) is FULL


def test_7_3_a_depot_steps_forward_for_a_command_point_once_in_two_turns() -> None:
    battle = chain(10, 2)
    battle.order("depot depot 2001")
    assert battle.state.command["gov"] == 4
    assert battle.state.depots["depot"].at == battle.hex("2001")
    assert battle.refuses("depot depot 2101").rule == "7.3"
    battle.next_turn()
    assert battle.refuses("depot depot 2101").rule == "7.3"
    battle.next_turn()
    assert battle.why_not("depot depot 2101") is None


def test_7_3_a_depot_that_finds_an_enemy_where_it_was_sent_turns_back() -> None:
    battle = chain(10, 2)
    control = list(battle.state.control)
    control[battle.hex("2001")] = "isis"
    battle.state = replace(battle.state, control=tuple(control))
    battle.order("depot depot 2001")
    assert battle.state.depots["depot"].at == battle.hex("1001")
    assert "turn back" in battle.told(Announced)[0].text and not audit(battle.state)


def test_7_3_a_depot_goes_by_friendly_road_and_never_into_hostile_zones() -> None:
    off = sketch("a . .", " . . .", control="gov", depots={"depot": ("gov", "0101")}, **BASE)
    assert off.refuses("depot depot 0201").rule == "7.3"
    roads = {line(4): "paved"}
    zone = sketch(
        "a . . .", " = = = B", control="gov", roads=roads, depots={"depot": ("gov", "0101")}, **BASE
    )
    assert zone.why_not("depot depot 0301") is None
    assert zone.refuses("depot depot 0401").rule == "7.3"
    hostile = sketch(
        "a . . .",
        control={"*": "gov", "0301": "isis"},
        roads=roads,
        depots={"depot": ("gov", "0101")},
        **BASE,
    )
    assert hostile.refuses("depot depot 0301").rule == "7.3"


def test_10_1_who_enters_a_depot_s_hex_overruns_it() -> None:
    battle = sketch("a .", depots={"dump": ("isis", "0201")}, control={"0201": "isis"})
    battle.order("move a 0201")
    assert "dump" not in battle.state.depots


# --- pockets ------------------------------------------------------------------------------------------


def pocket(rows: str = "a B . . . .", dump: int = 4, **options: Any) -> Sketch:
    """Return a pocket about 0101 with stores for two turns, cut off by B."""
    return sketch(rows, places={"deir": "city 0101", "rear": "town 0601"}, sources={"gov": "rear"},
                  control={"0601": "gov"}, pockets={"deir": ("gov", dump, 1)}, **options)  # fmt: skip


def test_7_4_a_pocket_lives_strained_on_its_dump_and_eats_a_turn_of_it_each_turn() -> None:
    battle = pocket()
    assert supply(battle) is STRAINED
    assert battle.state.dumps["deir"] == 4, "the stores of the first turn are in the dump's count"
    battle.next_turn()
    assert battle.state.dumps["deir"] == 2, "one turn is two halves"
    battle.next_turn()
    assert battle.state.dumps["deir"] == 0
    assert supply(battle) is OUT


def test_7_4_a_pocket_that_is_linked_up_fills_again() -> None:
    battle = pocket(B=of("isis_line", steps=1))
    battle.change("B", at="0501")
    battle.change("B", steps=1)
    battle.set(control=("gov",) * 6)
    battle.change("B", at="0301")
    assert supply(battle) is STRAINED
    battle.set(units={"a": battle.unit("a")})
    battle.next_turn()
    assert battle.state.dumps["deir"] == 4
    assert supply(battle) is FULL


@pytest.mark.parametrize("roll, halves", [(4, 0), (5, 1), (6, 1), (7, 2), (12, 2)])
def test_7_4_a_transport_point_drops_nothing_half_a_turn_or_a_turn(roll: int, halves: int) -> None:
    battle = pocket(factions={"gov": {"transport": 1}})
    battle.dice(roll, "drop", "deir", 1)
    before = battle.state.dumps["deir"]
    battle.order("drop 0101")
    assert battle.state.dumps["deir"] - before == halves
    assert bool(battle.told(DumpChanged)) == (halves > 0)
    assert battle.refuses("drop 0101").rule in {"6.1", "7.4"}


def test_7_4_supply_is_dropped_on_a_pocket_of_one_s_own() -> None:
    battle = pocket(factions={"gov": {"transport": 1}})
    assert battle.refuses("drop 0401").rule == "7.4"


# --- hunger -------------------------------------------------------------------------------------------


def test_7_2_turns_out_of_supply_are_counted_and_forgotten_when_fed() -> None:
    battle = sketch("a .", sources={})
    assert battle.unit("a").hungry == 1
    battle.next_turn()
    assert battle.unit("a").hungry == 2


@pytest.mark.parametrize("hungry, roll, lost", [(2, 7, 0), (2, 8, 1), (1, 12, 0), (5, 12, 1)])
def test_7_5_from_its_third_turn_out_a_unit_loses_a_step_on_eight(hungry: int, roll: int, lost: int) -> None:
    battle = sketch("a .", sources={})
    battle.change("a", hungry=hungry)
    battle.dice(roll, "attrition", "a", turn=2, impulse=0, active=None)
    battle.next_turn()
    assert battle.unit("a").hungry == hungry + 1
    assert sum(event.steps for event in battle.told(StepsLost)) == lost
