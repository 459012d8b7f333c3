"""Chapter 4, combat: the table, odds, shifts, support, losses."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from game.model.events import AirSpent, Fought
from game.model.kinds import SupplyState
from tests.support.sketch import Sketch, of, plain, sketch

TABLE = plain().setting.rules.table
ODDS = ("1:3", "1:2", "2:3", "1:1", "3:2", "2:1", "3:1", "4:1", "5:1", "6:1", "8:1")
WAYS = {total: 6 - abs(total - 7) for total in range(2, 13)}
GROUND_WON = (0, 0.03, 0.19, 0.42, 0.58, 0.72, 0.83, 0.92, 0.97, 1, 1)
ATTACKER_LOSS = (1.11, 1.0, 0.81, 0.81, 0.67, 0.61, 0.44, 0.28, 0.17, 0.08, 0.03)
DEFENDER_LOSS = (0.28, 0.39, 0.42, 0.47, 0.75, 0.94, 1.17, 1.31, 1.5, 1.75, 2.14)


def column(text: str) -> int:
    return ODDS.index(text)


def weighed(at: int, value: Any) -> float:
    """Return the mean of something over the 36 throws in a column."""
    return sum(ways * value(TABLE.cell(roll, at)) for roll, ways in WAYS.items()) / 36


# --- the table --------------------------------------------------------------------------------------


def test_4_2_the_columns_run_from_one_to_three_to_eight_to_one() -> None:
    assert tuple(f"{a}:{d}" for a, d in TABLE.columns) == ODDS
    assert len(TABLE.rows) == 11


@pytest.mark.parametrize("roll", range(2, 13))
def test_4_2_a_better_column_never_costs_more_and_never_does_less(roll: int) -> None:
    cells = [TABLE.cell(roll, at) for at in range(len(ODDS))]
    for worse, better in pairwise(cells):
        assert better.attacker <= worse.attacker
        assert better.defender + better.retreat >= worse.defender + worse.retreat


@pytest.mark.parametrize("at", range(len(ODDS)), ids=ODDS)
def test_4_2_a_higher_roll_never_costs_more_and_never_does_less(at: int) -> None:
    cells = [TABLE.cell(roll, at) for roll in range(2, 13)]
    for worse, better in pairwise(cells):
        assert better.attacker <= worse.attacker
        assert better.defender + better.retreat >= worse.defender + worse.retreat


@pytest.mark.parametrize("at", range(len(ODDS)), ids=ODDS)
def test_4_2_published_chances_and_mean_losses(at: int) -> None:
    assert weighed(at, lambda cell: cell.retreat > 0) == pytest.approx(GROUND_WON[at], abs=0.006)
    assert weighed(at, lambda cell: cell.attacker) == pytest.approx(ATTACKER_LOSS[at], abs=0.006)
    assert weighed(at, lambda cell: cell.defender) == pytest.approx(DEFENDER_LOSS[at], abs=0.006)


def test_4_2_a_preview_counts_the_36_throws() -> None:
    seen = sketch("a B", a="tiger_bn").preview("assault 0201 with a")
    assert sum(one.ways for one in seen.outcomes) == 36
    assert seen.won == sum(ways for roll, ways in WAYS.items() if TABLE.cell(roll, seen.odds.final).retreat)


# --- odds -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attacker, strength",
    [
        (of("saa_mech"), 600),
        (of("saa_mech", steps=3), 450),
        (of("saa_mech", steps=1), 150),
        (of("saa_mech", disrupted=True), 300),
        (of("saa_mech", supply=SupplyState.STRAINED), 450),
        (of("saa_mech", supply=SupplyState.OUT, hungry=1), 450),
        (of("saa_mech", supply=SupplyState.OUT, hungry=2), 300),
        (of("saa_mech", supply=SupplyState.OUT, hungry=5), 300),
        (of("saa_inf", steps=3, supply=SupplyState.STRAINED), 225),
    ],
)
def test_4_2_strength_goes_by_steps_supply_and_order(attacker: object, strength: int) -> None:
    assert (
        sketch("a B", a=attacker, B=of("isis_line", steps=1)).preview("assault 0201 with a").odds.attack
        == strength
    )


@pytest.mark.parametrize(
    "attack, defence, odds",
    [
        (6, 6, "1:1"),
        (8, 6, "1:1"),
        (9, 6, "3:2"),
        (12, 6, "2:1"),
        (11, 6, "3:2"),
        (4, 6, "2:3"),
        (60, 6, "8:1"),
    ],
)
def test_4_2_odds_go_down_to_the_highest_column_not_above_them(attack: int, defence: int, odds: str) -> None:
    battle = fresh(attack, defence)
    assert battle.preview("assault 0201 with a").odds.raw == column(odds)


def fresh(attack: int, defence: int, **units: Any) -> Sketch:
    """Return a fight of these strengths in the open, where nothing shifts but that nobody moved."""
    battle = sketch("a B .", **units)
    for id, values in (("a", {"attack": attack}), ("B", {"defence": defence})):
        kind = battle.unit(id).type
        battle.change(
            id, type=type(kind)(**{**{k: getattr(kind, k) for k in kind.__dataclass_fields__}, **values})
        )
    return battle


@pytest.mark.parametrize("steps", [2, 3, 4])
def test_4_2_more_attackers_and_fewer_defenders_never_make_it_worse(steps: int) -> None:
    def odds(attackers: int, defenders: int) -> int:
        battle = sketch("a B .", a=of("tiger_bn", steps=attackers), B=of("isis_line", steps=defenders))
        return battle.preview("assault 0201 with a").odds.final

    assert odds(steps, 2) >= odds(steps - 1, 2)
    assert odds(2, steps) <= odds(2, steps - 1)


def test_4_1_an_attack_below_one_to_three_is_refused_before_any_shift() -> None:
    assert fresh(1, 4).refuses("assault 0201 with a").rule == "4.1"
    assert fresh(2, 6).why_not("assault 0201 with a") is None


def test_4_2_the_defence_is_never_below_one() -> None:
    weak = sketch("a B", B=of("isis_mobile", steps=1, marched=True))
    assert weak.preview("assault 0201 with a").odds.defence == 100


# --- what may be attacked -----------------------------------------------------------------------------


def test_4_1_a_hex_is_attacked_once_an_impulse_and_a_unit_attacks_once() -> None:
    battle = sketch("a B b", ". C .", a="tiger_bn", b="tiger_bn", B="rg_garrison", C="isis_local")
    battle.order("assault 0201 with a", roll=2)
    assert battle.refuses("assault 0201 with b").rule == "4.1"
    assert "attacked" in battle.refuses("assault 0202 with a").reason


def test_4_1_at_most_24_steps_attack_together() -> None:
    ring = dict.fromkeys("abcdefg", of("saa_inf"))
    battle = sketch("abc Z def", " g . .", Z="rg_garrison", **ring)
    assert battle.why_not("assault 0201 with a b c d e f") is None
    assert "24" in battle.refuses("assault 0201 with a b c d e f g").reason


def test_4_1_attackers_stand_next_to_the_target() -> None:
    battle = sketch("a b B", a="tiger_bn")
    assert battle.refuses("assault 0301 with a").rule == "4.1"
    assert battle.why_not("assault 0301 with b") is None


def test_1_1_one_attack_is_included_and_each_further_one_costs_a_point() -> None:
    battle = sketch("a B b", " . C .", a="tiger_bn", b="tiger_bn")
    before = battle.state.command["gov"]
    battle.order("assault 0201 with a", roll=2)
    assert battle.state.command["gov"] == before
    battle.order("assault 0202 with b", roll=2)
    assert battle.state.command["gov"] == before - 1


def test_4_1_nobody_attacks_over_what_bars_his_way() -> None:
    river = {"rivers": {"0101-0201": "major"}}
    assert sketch("a B", **river).refuses("assault 0201 with a").rule == "2.4"
    bridge = {"crossings": {"bridge": ("bridge", "0101-0201")}}
    assert sketch("a B", **river, **bridge).why_not("assault 0201 with a") is None
    assert sketch("a B", **river, **bridge, down="bridge").refuses("assault 0201 with a").rule == "2.4"
    ferry = {"crossings": {"ferry": ("ferry", "0101-0201")}}
    assert sketch("a B", a="saa_mech", **river, **ferry).refuses("assault 0201 with a").rule == "2.4"
    assert sketch("a B", a="saa_inf", **river, **ferry).why_not("assault 0201 with a") is None
    assert sketch("a B", a="saa_mech", cliffs="0101-0201").refuses("assault 0201 with a").rule == "2.4"
    assert sketch("a B", a="saa_inf", cliffs="0101-0201").why_not("assault 0201 with a") is None
    assert sketch("a ^B", a="saa_mech").refuses("assault 0201 with a").rule in {"2.1", "2.4"}
    assert sketch("a ^B", a="saa_mech", roads={"0101-0201": "track"}).why_not("assault 0201 with a") is None


# --- shifts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign, by", [(":", -1), ("^", -2), ("_", 0), ("~", -1), ("*", -2), ("+", -1), ("$", 0), (".", 0)]
)
def test_4_3_terrain_shifts(sign: str, by: int) -> None:
    battle = sketch(f"a {sign}B .", a="saa_inf")
    assert sum(battle.shifts("assault 0201 with a").values()) - 1 == by, "and one for not moving"


@pytest.mark.parametrize("kind, by", [("bridge", -2), ("dam", -2), ("pontoon", -3), ("ferry", -3)])
def test_4_3_crossings_shift_when_every_attacker_crosses(kind: str, by: int) -> None:
    river, site = {"0101-0201": "major"}, {"site": (kind, "0101-0201")}
    battle = sketch("a B", " b .", a="saa_inf", b="saa_inf", rivers=river, crossings=site)
    assert by in battle.shifts("assault 0201 with a").values()
    assert by not in battle.shifts("assault 0201 with a b").values()


def test_4_3_minor_rivers_and_escarpment_sides_cost_one() -> None:
    assert sketch("a B", rivers={"0101-0201": "minor"}).shifts("assault 0201 with a")["across a river"] == -1
    assert (
        sketch("a B", a="saa_inf", cliffs="0101-0201").shifts("assault 0201 with a")["up an escarpment"] == -1
    )


def test_4_3_each_level_of_field_works_costs_one() -> None:
    battle = sketch("a B", B=of("isis_line", dig_in=2))
    assert battle.shifts("assault 0201 with a")["field works 2"] == -2


def test_4_3_combined_arms_helps_in_the_open_alone() -> None:
    both = {"a": "saa_mech", "b": "saa_inf"}
    assert sketch("ab B", **both).shifts("assault 0201 with a b")["combined arms"] == 1
    assert "combined arms" not in sketch("ab +B", **both).shifts("assault 0201 with a b")
    assert "combined arms" not in sketch("ab B", **both).shifts("assault 0201 with a")


def test_4_3_armour_alone_in_a_town_suffers() -> None:
    battle = sketch("ab +B", a="saa_armour", b="saa_inf")
    assert battle.shifts("assault 0201 with a")["armour alone in a town"] == -1
    assert "armour alone in a town" not in battle.shifts("assault 0201 with a b")


def test_4_3_three_sides_or_no_way_out_is_worth_one() -> None:
    ring = sketch("a b .", ". B c", ". . .")
    assert ring.grid.distance(ring.hex("0202"), ring.hex("0302")) == 1
    assert "surrounded or cornered" in sketch("a b . .", " d B . .", ". . . .").shifts(
        "assault 0202 with a b d"
    )
    assert "surrounded or cornered" not in sketch("a b . .", " . B . .", ". . . .").shifts(
        "assault 0202 with a b"
    )
    assert "surrounded or cornered" in sketch("a B").shifts("assault 0201 with a"), "nowhere to go"


def test_4_3_a_raider_from_afar_surprises() -> None:
    raider = of("isis_mobile", faction="gov", start=0)
    assert "surprise" not in sketch("a B .", a=raider).shifts("assault 0201 with a")
    assert sketch(". a B .", a=raider).shifts("assault 0301 with a")["surprise"] == 1


def test_4_3_an_assault_detachment_is_worth_one() -> None:
    battle = sketch("a B .", a=of("isis_inghimasi", faction="gov"))
    assert battle.shifts("assault 0201 with a")["assault detachment"] == 1


def test_4_3_different_hqs_cost_one() -> None:
    battle = sketch("ab B .", a=of("saa_inf", hq="north"), b=of("saa_inf", hq="south"))
    assert battle.shifts("assault 0201 with a b")["different HQs"] == -1


def test_4_3_an_attacker_out_of_supply_costs_two() -> None:
    battle = sketch("a B .", a=of("tiger_bn", supply=SupplyState.OUT, hungry=1))
    assert battle.shifts("assault 0201 with a")["attacker out of supply"] == -2


def test_4_3_not_having_moved_is_worth_one() -> None:
    assert sketch("a B .").shifts("assault 0201 with a")["did not move"] == 1
    battle = sketch("a . B .")
    battle.order("move a 0201")
    assert "did not move" not in battle.shifts("assault 0301 with a")


def test_4_3_the_sum_of_shifts_is_capped_at_four() -> None:
    battle = sketch("a ^B .", a="tiger_bn", B=of("isis_line", dig_in=2, steps=1), cliffs="0101-0201",
                    roads={"0101-0201": "track"})  # fmt: skip
    odds = battle.preview("assault 0201 with a").odds
    assert sum(shift.by for shift in odds.shifts) == -4
    deeper = sketch("a ^B .", a=of("tiger_bn", moved=True), B=of("isis_line", dig_in=2, steps=1),
                    cliffs="0101-0201", roads={"0101-0201": "track"})  # fmt: skip
    odds = deeper.preview("assault 0201 with a").odds
    assert sum(shift.by for shift in odds.shifts) == -5
    assert odds.final == odds.raw - 4


# --- support ------------------------------------------------------------------------------------------


def with_support(**options: Any) -> Sketch:
    return sketch(
        "agh B .", g="saa_battery", h="saa_battery", factions={"gov": {"air": ((1, 6),)}}, **options
    )


def test_4_4_air_gives_one_and_two_on_the_main_axis() -> None:
    battle = with_support()
    assert battle.refuses("assault 0201 with a air 2").rule == "4.4"
    battle.order("axis gov")
    assert battle.shifts("assault 0201 with a air 2")["air support"] == 2
    assert battle.refuses("assault 0201 with a air 3").rule == "4.4"


def test_4_4_only_one_hq_is_the_main_axis_in_a_turn() -> None:
    battle = with_support()
    battle.order("axis gov")
    assert battle.refuses("axis gov").rule == "4.4"


def test_4_4_artillery_gives_one_and_both_together_two() -> None:
    battle = with_support()
    assert battle.shifts("assault 0201 with a guns g")["artillery"] == 1
    assert battle.shifts("assault 0201 with a guns g h")["artillery"] == 1
    battle.order("axis gov")
    together = battle.shifts("assault 0201 with a air 2 guns g")
    assert together.get("air support", 0) + together.get("artillery", 0) == 2


def test_4_4_support_adds_shifts_and_never_strength() -> None:
    battle = with_support()
    alone, helped = (battle.preview(f"assault 0201 with a{more}").odds for more in ("", " air 1 guns g"))
    assert alone.attack == helped.attack and helped.final == alone.final + 2


def test_4_4_guns_fire_from_within_their_range_once_a_turn() -> None:
    battle = sketch("g . . a B .", g="saa_battery")
    assert battle.refuses("assault 0501 with a guns g").rule == "4.4"
    edge = sketch("g a B .", g="saa_battery")
    assert edge.why_not("assault 0301 with a guns g") is None, "two hexes off, its range"
    near = sketch("a B b", " g C .", g="saa_battery", a="tiger_bn", b="tiger_bn")
    near.order("assault 0201 with a guns g", roll=2)
    assert near.unit("g").attacked


def test_6_1_air_points_spent_are_gone_for_the_turn() -> None:
    battle = with_support()
    battle.order("assault 0201 with a air 1", roll=2)
    assert battle.state.air["gov"] == 5
    assert [event.points for event in battle.told(AirSpent)] == [1]


def test_6_3_points_left_standing_defend_by_themselves_one_a_fight() -> None:
    battle = sketch("a B .", factions={"isis": {"air": ((1, 2),)}})
    assert battle.shifts("assault 0201 with a")["defender's standing air"] == -1
    battle.order("assault 0201 with a", roll=2)
    assert battle.state.air["isis"] == 1


def test_6_3_the_last_standing_point_counts_in_the_fight_it_is_spent_on() -> None:
    battle = sketch("a B .", factions={"isis": {"air": ((1, 1),)}})
    promised = battle.preview("assault 0201 with a").odds
    battle.order("assault 0201 with a", roll=2)
    assert battle.told(Fought)[0].report.odds == promised
    assert battle.state.air["isis"] == 0
