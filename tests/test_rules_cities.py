"""Chapter 5, cities of districts under siege."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.model.events import CityPressed, Fought, HarmDone, StepsLost
from game.model.facts import Siege
from game.model.ruleset import Cell
from game.rules.siege import siege_cell
from tests.support.sketch import Sketch, of, plain, sketch

PLACE = {"raqqah": "city 0201"}


def siege(
    attacker: object = "tiger_bn",
    defender: object = "isis_line",
    holders: dict[str, int] | None = None,
    dump: int = 0,
    **options: Any,
) -> Sketch:
    """Return an attacker beside a city of ten districts and its garrison."""
    plan = {"districts": 10, "holders": holders or {"isis": 10, "gov": 0}, "dump": dump}
    given = {"a": attacker, "B": defender, **options}
    return sketch("a #B .", places=PLACE, cities={"raqqah": plan}, **given)


ASSAULT = "assault 0201 with a"


@pytest.mark.parametrize(
    "total, cell",
    [
        (1, Cell(2, 0, 0)),
        (2, Cell(2, 0, 0)),
        (3, Cell(1, 0, 0)),
        (6, Cell(1, 0, 0)),
        (7, Cell(1, 1, 0)),
        (8, Cell(1, 1, 0)),
        (9, Cell(0, 1, 1)),
        (11, Cell(0, 1, 1)),
        (12, Cell(0, 2, 2)),
        (16, Cell(0, 2, 2)),
    ],
)
def test_5_2_dice_and_index_read_losses_and_progress(total: int, cell: Cell) -> None:
    assert siege_cell(siege().state, total) == cell


@pytest.mark.parametrize("defence_steps, index", [(4, 0), (3, 1), (2, 2), (1, 3)])
def test_5_2_odds_of_two_three_and_five_to_one_add_one_each(defence_steps: int, index: int) -> None:
    """Nine against six, four and a half, three and one and a half."""
    expected = {4: 0, 3: 1, 2: 2, 1: 3}[defence_steps]
    battle = siege(defender=of("isis_line", steps=defence_steps), holders={"isis": 5, "gov": 5})
    assert battle.preview(ASSAULT).odds.final == expected == index


def test_5_2_the_outer_ring_adds_two_while_more_than_half_the_districts_stand() -> None:
    assert siege(holders={"isis": 6, "gov": 4}).shifts(ASSAULT)["outer ring"] == 2
    assert "outer ring" not in siege(holders={"isis": 5, "gov": 5}).shifts(ASSAULT)


def test_5_2_a_side_that_began_with_no_more_than_half_has_no_outer_ring() -> None:
    battle = siege(holders={"isis": 5, "gov": 5})
    battle.set(cities={"raqqah": replace(battle.state.cities["raqqah"], holders={"isis": 7, "gov": 3})})
    assert "outer ring" not in battle.shifts(ASSAULT)


def test_5_2_less_than_half_the_defence_takes_off_two() -> None:
    """Two against six, and three against six."""
    weak = siege(attacker=of("saa_inf", steps=2))
    assert weak.preview(ASSAULT).odds.final == 2 - 2
    assert siege(attacker=of("saa_inf", steps=3)).preview(ASSAULT).odds.final == 2


def test_5_2_a_garrison_with_stores_takes_off_one() -> None:
    assert siege(dump=1).shifts(ASSAULT)["garrison still has stores"] == -1
    assert "garrison still has stores" not in siege().shifts(ASSAULT)


def test_5_2_two_progress_win_a_district() -> None:
    battle = siege(holders={"isis": 5, "gov": 5})
    battle.order(ASSAULT, roll=9)
    assert battle.state.cities["raqqah"].progress["gov"] == 1
    assert battle.state.cities["raqqah"].holders["gov"] == 5
    battle.next_turn()
    battle.change("a", active=True)
    battle.set(free_attacks=("gov",))
    battle.order(ASSAULT, roll=9)
    assert battle.state.cities["raqqah"].holders == {"isis": 4, "gov": 6}
    assert battle.state.cities["raqqah"].progress["gov"] == 0


def test_5_2_twelve_wins_a_district_and_costs_the_garrison_two_steps() -> None:
    battle = siege(holders={"isis": 5, "gov": 5})
    battle.order(ASSAULT, roll=12)
    assert battle.state.cities["raqqah"].holders == {"isis": 4, "gov": 6}
    assert battle.unit("B").steps == 2


def test_5_2_each_side_has_its_two_assaults() -> None:
    battle = siege(holders={"isis": 5, "gov": 5})
    battle.set(assaulted={("raqqah", "isis"): 2})
    assert battle.why_not(ASSAULT) is None
    battle.set(assaulted={("raqqah", "gov"): 2})
    assert battle.refuses(ASSAULT).rule == "5.2"


def test_5_2_at_most_two_assaults_a_turn() -> None:
    battle = sketch("a #B c", "d . .", places=PLACE, a="tiger_bn", c="tiger_bn", d="tiger_bn",
                    cities={"raqqah": {"districts": 10, "holders": {"isis": 10, "gov": 0}}})  # fmt: skip
    battle.order("assault 0201 with a", roll=7)
    battle.order("assault 0201 with c", roll=7)
    assert battle.refuses("assault 0201 with d").rule == "5.2"


def test_5_2_at_most_sixteen_steps_a_side_count() -> None:
    many = dict.fromkeys("bcdef", of("saa_inf"))
    battle = sketch("abcdef #B .", places=PLACE, a="saa_inf", **many,
                    cities={"raqqah": {"districts": 10, "holders": {"isis": 10, "gov": 0}}})  # fmt: skip
    assert battle.preview("assault 0201 with a b c d e f").odds.attack == 4 * 400


def test_5_2_what_is_promised_is_what_is_rolled() -> None:
    battle = siege(dump=3)
    promised = battle.preview(ASSAULT).odds
    battle.order(ASSAULT, roll=8)
    assert battle.told(Fought)[0].report.odds == promised


@pytest.mark.parametrize("roll, hit, harm", [(9, 0, 0), (10, 0, 1), (11, 0, 1), (12, 1, 1)])
def test_5_2_air_costs_the_garrison_on_twelve_and_does_harm_on_ten(roll: int, hit: int, harm: int) -> None:
    battle = siege(factions={"gov": {"air": ((1, 2),)}})
    battle.dice(roll, "bomb", battle.hex("0201"), 0)
    before = battle.unit("B").steps
    battle.order(ASSAULT + " air 1")
    bombs = [event for event in battle.told(StepsLost) if event.unit.id == "B"]
    cell = battle.told(Fought)[0].report.cell
    assert len(bombs) - cell.defender == hit
    assert sum(event.amount for event in battle.told(HarmDone)) == harm == battle.state.harm["gov"]
    assert before - battle.unit("B").steps == hit + cell.defender


def test_5_2_at_most_two_air_points_fly_over_a_city() -> None:
    battle = siege(factions={"gov": {"air": ((1, 5),)}})
    assert battle.why_not(ASSAULT + " air 2") is None
    assert battle.refuses(ASSAULT + " air 3").rule == "5.2"


def test_6_3_standing_air_is_not_spent_over_a_city_where_it_does_nothing() -> None:
    battle = siege(factions={"isis": {"air": ((1, 2),)}})
    battle.order(ASSAULT, roll=7)
    assert battle.state.air["isis"] == 2


def test_5_1_a_city_is_entered_by_taking_a_district() -> None:
    battle = siege(holders={"isis": 6, "gov": 4}, defender="isis_line")
    battle.order("move a 0201")
    assert battle.at("a") == "0201"
    plan = {"raqqah": {"districts": 10, "holders": {"isis": 10, "gov": 0}}}
    assert sketch("a # .", places=PLACE, cities=plan).refuses("move a 0201").rule == "5.1"


def test_5_1_an_ally_in_the_city_does_not_stop_an_assault() -> None:
    plan = {"raqqah": {"districts": 10, "holders": {"isis": 6, "gov": 4}}}
    battle = sketch("a #Bp .", places=PLACE, cities=plan, a="tiger_bn", B="isis_line",
                    p=of("pmu_bn", faction="pmu"))  # fmt: skip
    assert battle.why_not(ASSAULT) is None


def test_5_1_whoever_wins_a_first_district_moves_in() -> None:
    battle = siege()
    battle.order(ASSAULT, roll=7)
    assert battle.at("a") == "0101"
    battle = siege()
    battle.order(ASSAULT, roll=12)
    assert battle.state.cities["raqqah"].holders["gov"] == 1
    assert battle.at("a") == "0201"


def test_5_1_who_has_a_district_already_stays_where_it_is() -> None:
    battle = siege(holders={"isis": 9, "gov": 1})
    battle.order(ASSAULT, roll=12)
    assert battle.at("a") == "0101"


def test_5_1_both_sides_may_stand_in_it_and_the_attack_goes_on_from_inside() -> None:
    battle = siege(holders={"isis": 6, "gov": 4})
    battle.change("a", at="0201")
    battle.order(ASSAULT, roll=12)
    assert battle.told(CityPressed)


def test_5_1_the_holder_of_most_districts_controls_the_city() -> None:
    battle = siege(holders={"isis": 5, "gov": 5})
    assert battle.holder("0201") == "isis"
    battle.order(ASSAULT, roll=12)
    assert battle.holder("0201") == "gov"


def test_5_1_the_side_that_loses_its_last_district_leaves() -> None:
    battle = siege(holders={"isis": 1, "gov": 9})
    battle.order(ASSAULT, roll=12)
    assert battle.state.cities["raqqah"].holders == {"isis": 0, "gov": 10}
    assert not battle.alive("B") or battle.at("B") != "0201"


def test_5_1_who_is_driven_out_is_disrupted() -> None:
    battle = siege(holders={"isis": 1, "gov": 9})
    battle.order(ASSAULT, roll=12)
    assert battle.alive("B") and battle.unit("B").disrupted


def test_5_1_a_garrison_with_nowhere_to_go_is_lost_with_its_city() -> None:
    battle = sketch("a #B", places=PLACE, a="tiger_bn",
                    cities={"raqqah": {"districts": 10, "holders": {"isis": 1, "gov": 9}}})  # fmt: skip
    battle.order(ASSAULT, roll=12)
    assert not battle.alive("B")


def test_5_1_supply_is_for_the_side_with_a_supplied_neighbouring_hex() -> None:
    plan = {"raqqah": {"districts": 10, "holders": {"isis": 6, "gov": 4}}}
    base = {"depot": "town 0101", "raqqah": "city 0301"}
    battle = sketch(
        ". b #aB . .", places=base, cities=plan, sources={"gov": "depot"}, control={"0101": "gov"}
    )
    assert battle.unit("a").supply == "full", "b keeps the way open"
    assert battle.unit("B").supply == "out"


def test_5_3_an_encircled_garrison_eats_its_stores_and_then_starves() -> None:
    plan = {"raqqah": {"districts": 10, "holders": {"isis": 10, "gov": 0}, "dump": 3}}
    places = PLACE | {"home": "town 0101"}
    battle = sketch("a #B c", places=places, cities=plan, sources={"gov": "home"})
    dumps, steps = [battle.state.cities["raqqah"].dump], [battle.unit("B").steps]
    while battle.alive("B"):
        battle.next_turn()
        dumps.append(battle.state.cities["raqqah"].dump)
        steps.append(battle.unit("B").steps if battle.alive("B") else 0)
    assert dumps[:3] == [2, 1, 0]
    assert steps[:2] == [4, 4]
    assert steps[-1] == 0 and len(steps) > 6, "a step on one throw in three"


def test_5_4_a_closed_city_falls_by_dates_and_is_neither_entered_nor_assaulted() -> None:
    plan = {"districts": 10, "holders": {"isis": 10, "gov": 0}, "closed": True, "falls": ((2, 4), (3, 6))}
    battle = sketch("a # .", places=PLACE, cities={"raqqah": plan})
    assert battle.refuses("move a 0201") and battle.refuses(ASSAULT).rule in {"5.4", "5.2"}
    battle.next_turn()
    assert battle.state.cities["raqqah"] == Siege({"isis": 6, "gov": 4}, {"gov": 0}, 0)
    assert battle.holder("0201") == "isis"
    battle.next_turn()
    assert battle.holder("0201") == "gov"


def weeks_of_siege(seed: int) -> int:
    """Return how long eight districts, half of them held, stand against two assaults of 16 steps a week."""
    plan = {"districts": 8, "holders": {"gov": 4, "isis": 4}}
    units = dict.fromkeys(STORM, "saa_mech") | dict.fromkeys("CDEF", "isis_line")
    battle = sketch(
        f"= {STORM} . =",
        " . #CDEF . .",
        ". . . .",
        seed=seed,
        control={"*": "gov"},
        sources={"gov": "base"},
        places={"deir": "city 0202", "base": "town 0201"},
        cities={"deir": plan},
        **units,
    )
    while battle.state.cities["deir"].holders["isis"] and battle.state.ending is None:
        inside = {
            id: replace(battle.unit(id), active=True, at=battle.hex("0202"))
            for id in battle.state.units
            if id in STORM
        }
        battle.set(units={**battle.state.units, **inside}, free_attacks=("gov", "gov"))
        for wave in ([*inside][: len(inside) // 2], [*inside][len(inside) // 2 :]):
            if wave and battle.state.cities["deir"].holders["isis"]:
                battle.order(f"assault 0202 with {' '.join(wave)}")
        battle.next_turn()
    return battle.state.turn - 1


STORM = "abcdefgh"


@pytest.mark.long
def test_5_2_deir_al_zor_takes_six_to_nine_weeks_once_encircled() -> None:
    weeks = sorted(weeks_of_siege(seed) for seed in range(1, 61))
    assert 6 <= weeks[30] <= 9, weeks
    assert weeks[6] >= 4 and weeks[54] <= 12, weeks


def test_5_2_the_figures_are_the_published_ones() -> None:
    figures = plain().setting.rules.siege
    assert (figures.steps_a_side, figures.assaults_a_turn, figures.odds_steps) == (16, 2, (2, 3, 5))
