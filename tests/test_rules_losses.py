"""Chapter 4, what a fight costs: losses, probes, disruption, hold and delay, field works."""

from __future__ import annotations

from typing import Any

import pytest

from game.model.events import Disrupted, FellBack, Fought, StepsLost
from game.model.kinds import Posture, SupplyState
from game.model.ruleset import Cell
from tests.support.sketch import Sketch, of, plain, sketch

TABLE = plain().setting.rules.table


def lost(battle: Sketch) -> dict[str, int]:
    found: dict[str, int] = {}
    for event in battle.told(StepsLost):
        found[event.unit.id] = found.get(event.unit.id, 0) + event.steps
    return found


def test_4_6_the_attacker_loses_from_the_strongest_unit_first() -> None:
    battle = sketch("ab B .", a="saa_inf", b="tiger_bn", B="rg_garrison")
    battle.order("assault 0201 with a b", roll=5)
    assert battle.told(Fought)[0].report.cell.attacker == 1
    assert lost(battle).get("b") == 1 and "a" not in lost(battle)


def test_4_6_the_defender_loses_from_the_largest_unit_first_then_by_id() -> None:
    battle = sketch(
        "a BCD .",
        a="tiger_bn",
        B=of("isis_line", steps=2),
        C=of("isis_line", steps=3),
        D=of("isis_line", steps=3),
    )
    battle.order("assault 0201 with a", roll=12)
    cell = battle.told(Fought)[0].report.cell
    assert cell.defender == 1
    assert lost(battle)["C"] >= 1


@pytest.mark.parametrize("roll", range(2, 13))
def test_4_5_a_probe_loses_and_wins_at_most_one(roll: int) -> None:
    battle = sketch("a B . . .", a="tiger_bn", B="isis_local")
    battle.order("probe 0201 with a", roll=roll)
    cell = battle.told(Fought)[0].report.cell
    assert max(cell) <= 1
    full = TABLE.cell(roll, battle.told(Fought)[0].report.odds.final)
    assert cell == Cell(*(min(1, part) for part in full))


def test_4_5_a_probe_is_shifted_by_one() -> None:
    battle = sketch("a B .")
    assert battle.shifts("probe 0201 with a")["probe"] == -1


def test_4_10_two_steps_lost_in_one_fight_disrupt_the_largest_attacker() -> None:
    battle = sketch("ab B .", a="saa_inf", b="saa_inf", B="rg_garrison")
    battle.order("assault 0201 with a b", roll=2)
    assert sum(lost(battle).values()) == 2
    assert [event.unit.faction for event in battle.told(Disrupted)] == ["gov"]


def test_4_10_one_step_lost_disrupts_nobody() -> None:
    battle = sketch("a B .", a="tiger_bn", B="isis_line")
    battle.order("assault 0201 with a", roll=4)
    assert lost(battle).get("a") == 1 and not battle.unit("a").disrupted


def test_4_10_disruption_clears_after_a_supplied_turn_without_fighting() -> None:
    battle = sketch("a . .", a=of("saa_inf", disrupted=True))
    battle.next_turn()
    assert not battle.unit("a").disrupted


def test_4_10_disruption_stays_on_those_who_fought_or_are_out_of_supply() -> None:
    fought = sketch("a . .", a=of("saa_inf", disrupted=True, fought=True))
    fought.next_turn()
    assert fought.unit("a").disrupted
    hungry = sketch("a . .", a=of("saa_inf", disrupted=True), sources={})
    hungry.next_turn()
    assert hungry.unit("a").disrupted


# --- hold and delay -----------------------------------------------------------------------------------


def delaying(rows: str = ". a B . . .", attacker: str = "tiger_bn", **options: Any) -> Sketch:
    mobile = of("isis_mobile", posture=Posture.DELAY, steps=1)
    return sketch(rows, " . . . . . .", a=attacker, B=mobile, **options)


def test_4_7_a_delaying_unit_falls_back_two_hexes_before_the_dice_without_loss() -> None:
    battle = delaying()
    assert battle.preview("assault 0301 with a").falls_back
    battle.order("assault 0301 with a advance 0301")
    assert not battle.told(Fought) and not battle.told(StepsLost)
    assert [len(event.path) - 1 for event in battle.told(FellBack)] == [2]
    assert battle.at("a") == "0301"
    assert battle.grid.distance(battle.unit("B").at, battle.hex("0301")) == 2


def test_4_7_the_attacker_stops_in_the_vacated_hex() -> None:
    battle = delaying()
    battle.order("assault 0301 with a advance 0301 0401")
    assert battle.at("a") == "0301"


def test_4_7_a_unit_told_to_hold_fights() -> None:
    battle = delaying()
    battle.change("B", posture=Posture.HOLD)
    battle.order("assault 0301 with a", roll=2)
    assert battle.told(Fought)


def test_4_7_below_two_to_one_a_delaying_unit_fights() -> None:
    battle = sketch("a B . .", ". . . .", a="saa_inf", B=of("isis_line", posture=Posture.DELAY))
    battle.order("assault 0201 with a", roll=2)
    assert battle.told(Fought) and not battle.told(FellBack)


def test_4_7_in_a_town_a_delaying_unit_fights() -> None:
    battle = delaying(". a +B . . .")
    battle.order("assault 0301 with a", roll=7)
    assert battle.told(Fought)


def test_4_7_without_a_way_free_of_zones_a_delaying_unit_fights() -> None:
    mobile = of("isis_mobile", posture=Posture.DELAY, steps=1)
    battle = sketch("a B . c", a="tiger_bn", B=mobile)
    assert battle.preview("assault 0201 with a").odds.final >= TABLE.columns.index((2, 1))
    battle.order("assault 0201 with a", roll=7)
    assert battle.told(Fought) and not battle.told(FellBack)


def test_4_7_posture_is_changed_once_a_turn() -> None:
    battle = sketch("a . .")
    battle.order("delay a")
    assert "has changed its posture" in battle.refuses("hold a").reason
    battle.next_turn()
    battle.order("hold a")


def test_4_7_the_preview_says_so_only_when_there_is_a_way() -> None:
    mobile = of("isis_mobile", posture=Posture.DELAY, steps=1)
    assert not sketch("a B . c", a="tiger_bn", B=mobile).preview("assault 0201 with a").falls_back


# --- field works --------------------------------------------------------------------------------------


def test_4_11_a_unit_that_does_nothing_else_digs_in_up_to_the_terrain_s_limit() -> None:
    battle = sketch("a . .", "+b . .")
    battle.order("dig a")
    assert battle.unit("a").dig_in == 1
    assert battle.refuses("move a 0201").rule == "1.2"
    battle.next_turn()
    assert battle.refuses("dig a").rule in {"2.1", "4.11"}
    for _ in range(3):
        battle.order("dig b")
        battle.next_turn()
    assert battle.unit("b").dig_in == 3


def test_4_11_moving_loses_field_works() -> None:
    battle = sketch("a .", a=of("saa_inf", dig_in=1))
    battle.order("move a 0201")
    assert battle.unit("a").dig_in == 0


def test_4_11_a_strained_unit_does_not_dig() -> None:
    assert sketch("a .", a=of("saa_inf", supply=SupplyState.STRAINED)).why_not("dig a") is not None
