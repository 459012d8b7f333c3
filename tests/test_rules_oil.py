"""Oil and gas, roads that one lives by, the corridor (14.1–14.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.model import events as ev
from game.model.affairs import Cell
from game.model.kinds import SupplyState
from game.model.politics import Field, Insurgency, Patron, Politics, Reaction, Route
from game.model.scenario import Corridor
from game.rules.audit import audit
from game.rules.dice import roll
from game.rules.politics.oil import men_lost
from tests.support.sketch import Sketch, of, sketch

MOSCOW = Patron("moscow", "Moscow", ("gov",), 0, ())
REBELS = Insurgency("isis", 8, frozenset({"rough"}), (), (), 0)


def oil(*rows: str, revenue: int = 4, damage: int = 0, rebels: bool = False, **given: Any) -> Sketch:
    """Return a sketch with a field in 0301."""
    plan = Politics(
        patrons={"moscow": MOSCOW},
        fields={"field": Field("field", revenue, damage)},
        insurgencies={"isis": REBELS} if rebels else {},
    )
    places = {"field": "oilfield 0301"}
    return sketch(*(rows or ("a . $ . . B",)), places=places, setting={"politics": plan}, **given)


def affairs(battle: Sketch, **changes: Any) -> None:
    """Change what the newspapers say."""
    battle.set(affairs=replace(battle.state.affairs, **changes))


# --- 14.1 revenue ------------------------------------------------------------------------------------


def test_14_1_a_field_in_supply_pays_its_holder_less_by_its_damage() -> None:
    for damage, points in ((0, 3), (1, 2), (2, 1), (3, 0)):
        battle = oil(revenue=6, damage=damage, control={"*": "gov", "0601": "isis"})
        assert battle.state.desks["gov"].favour == points


def test_14_1_a_field_out_of_supply_or_not_yet_repaired_pays_nothing() -> None:
    cut = oil(control={"*": "gov", "0201 0401 0601": "isis"})
    assert cut.state.desks["gov"].favour == 0
    battle = oil(control={"*": "gov", "0601": "isis"})
    affairs(battle, ready={"field": 3})
    before = battle.state.desks["gov"].favour
    battle.next_turn()
    assert battle.state.desks["gov"].favour == before
    battle.next_turn()
    assert battle.state.desks["gov"].favour == before + 2


def test_14_1_a_faction_without_patrons_misses_men_for_revenue_it_has_lost() -> None:
    battle = oil(revenue=8, control={"*": "isis", "0101": "gov"})
    assert men_lost(battle.state, "isis") == 0
    control = list(battle.state.control)
    control[2] = "gov"
    battle.set(control=tuple(control))
    assert men_lost(battle.state, "isis") == 2 and men_lost(battle.state, "gov") == 0


def test_14_1_replacements_are_fewer_by_that_many() -> None:
    for revenue, grown in ((0, 2), (4, 1), (8, 0)):
        battle = oil(revenue=revenue, control={"*": "isis", "0101": "gov"}, B=of("isis_line", steps=1),
                     factions={"isis": {"replacements": ((1, 0), (2, 2))}})  # fmt: skip
        control = list(battle.state.control)
        control[2] = "gov"
        battle.set(control=tuple(control))
        battle.change("B", steps=1)
        battle.next_turn()
        given = sum(one.steps for one in battle.told(ev.Replaced))
        assert given == min(1, grown), "a step a unit a turn"


# --- 14.2 repair -------------------------------------------------------------------------------------


def test_14_2_a_field_that_is_taken_pays_after_two_turns_a_wreck_after_four() -> None:
    for damage, ready in ((0, 3), (1, 3), (2, 5), (3, 5)):
        battle = oil(damage=damage, control={"*": "isis", "0101": "gov"})
        battle.order("move a 0301")
        assert battle.state.affairs.ready == {"field": ready}


def test_14_2_a_level_is_mended_every_second_turn_in_supply_and_peace() -> None:
    battle = oil(damage=2, control={"*": "gov", "0601": "isis"})
    battle.next_turn()
    assert battle.state.affairs.damage["field"] == 1
    battle.next_turn()
    assert battle.state.affairs.damage["field"] == 1
    near = oil("a . $ . B", damage=2, control={"*": "gov", "0501": "isis"})
    near.next_turn()
    assert near.state.affairs.damage["field"] == 2


# --- 14.3 sabotage -----------------------------------------------------------------------------------


def test_14_3_a_holder_at_the_field_wrecks_it_once_a_turn_when_an_enemy_is_near() -> None:
    battle = oil("a . $B . . .", control={"*": "isis", "0101": "gov"})
    assert battle.refuses("sabotage field").rule == "14.3"
    battle.pass_to("isis")
    battle.order("sabotage field")
    assert (
        battle.state.affairs.damage["field"] == 1 and "this turn" in battle.refuses("sabotage field").reason
    )
    far = oil("a . $B . . .", control={"*": "isis", "0101": "gov"})
    far.change("a", at="0601")
    far.pass_to("isis")
    assert "no enemy is known" in far.refuses("sabotage field").reason
    wreck = oil("a . $B . . .", damage=3, control={"*": "isis", "0101": "gov"})
    wreck.pass_to("isis")
    assert "throughout" in wreck.refuses("sabotage field").reason


def wreck_die(battle: Sketch, shows: int) -> None:
    """Choose a seed with which the die for wrecking shows a number."""
    seeds = (replace(battle.state, seed=seed) for seed in range(1000))
    battle.state = next(state for state in seeds if roll(state, "wreck", "field") == shows)


def test_14_3_an_insurgent_wrecks_a_field_as_it_falls_on_four_or_more() -> None:
    for shows, damage in ((4, 1), (3, 0)):
        battle = oil(". a $ . . B", rebels=True, control={"*": "isis", "0201": "gov"})
        wreck_die(battle, shows)
        battle.order("move a 0301")
        assert battle.state.affairs.damage.get("field", 0) == damage


def test_14_3_a_motorised_unit_from_afar_takes_a_field_unawares() -> None:
    battle = oil("a . $ . . B", rebels=True, control={"*": "isis", "0101": "gov"})
    wreck_die(battle, 6)
    battle.order("move a 0301")
    assert battle.state.affairs.damage.get("field", 0) == 0
    foot = oil("a . $ . . B", a="leg_bn", rebels=True, control={"*": "isis", "0101": "gov"})
    wreck_die(foot, 6)
    foot.order("move a 0301")
    assert foot.state.affairs.damage["field"] == 1


def test_14_3_an_insurgents_field_suffers_each_turn_an_enemy_stands_at_it_from_beginning_to_end() -> None:
    battle = oil(". a $B . . .", rebels=True, control={"*": "isis", "0201": "gov"})
    battle.next_turn()
    assert battle.state.affairs.damage == {"field": 1}
    came = oil("a . $B . . .", rebels=True, control={"*": "isis", "0101 0201": "gov"})
    came.order("move a 0201")
    came.next_turn()
    assert came.state.affairs.damage.get("field", 0) == 0


# --- 14.4 roads that one lives by --------------------------------------------------------------------


def road(total: int, *rows: str, **given: Any) -> Sketch:
    """Return the second turn of a road from 0101 to 0801, on which raiders threw `total`."""
    belt = given.pop("belt", 1)
    route = Route("life", "Khanasir road", "gov", tuple(range(8)), ("isis",), 3, belt, 8)
    plan = Politics(routes={"life": route}, insurgencies={"isis": REBELS})
    ground = {
        "roads": {"0101-0201-0301-0401-0501-0601-0701-0801": "paved"},
        "places": {"home": "town 0101"},
        "sources": {"gov": "home"},
        "control": {"*": "gov", "0402": "isis"},
        "setting": {"politics": plan},
        **given,
    }
    battle = sketch(*rows, **ground)
    battle.dice(total, "route", "life", turn=2, impulse=0, active=None)
    battle.next_turn()
    return battle


ROWS = ("a . . . . . . c", ". . . D . . . .", ". . . . . . . .")
MOBILE = of("isis_mobile", steps=1)


def test_14_4_raiders_near_an_unguarded_road_cut_it_and_nothing_passes() -> None:
    battle = road(8, *ROWS, D=MOBILE)
    assert battle.told(ev.RouteCut)[0].raider == "isis"
    assert list(battle.state.interdicted) == [battle.hex("0401")]
    quiet = road(7, *ROWS, D=MOBILE)
    assert not quiet.told(ev.RouteCut) and not quiet.state.interdicted


def test_14_4_supply_does_not_pass_where_the_road_is_cut() -> None:
    only = {"control": {"*": "isis", "0101 0201 0301 0401 0501 0601 0701 0801": "gov"}}
    cut, whole = road(8, *ROWS, D=MOBILE, **only), road(7, *ROWS, D=MOBILE, **only)
    assert cut.unit("c").supply is SupplyState.OUT and whole.unit("c").supply is SupplyState.FULL
    cut.dice(2, "route", "life", turn=3, impulse=0, active=None)
    cut.next_turn()
    assert cut.unit("c").supply is SupplyState.FULL, "for one turn"


def test_14_4_a_guard_within_one_hex_keeps_raiders_off() -> None:
    rows = ("a b . c . e . f", ". . . D . . . .", ". . . . . . . .")
    battle = road(12, *rows, D=MOBILE)
    assert not battle.told(ev.RouteCut)


def test_14_4_only_one_s_own_stretch_of_a_road_is_cut() -> None:
    battle = road(12, *ROWS, D=MOBILE, control={"*": "isis", "0101 0801": "gov"})
    assert not battle.told(ev.RouteCut), "nobody lives by what the enemy holds"


def test_14_4_a_cell_raids_too_and_slow_units_do_not() -> None:
    battle = road(12, *ROWS, D=of("isis_line", steps=1))
    assert not battle.told(ev.RouteCut)


def test_14_4_a_road_whose_belt_is_clear_is_safe() -> None:
    battle = road(12, *ROWS, D=MOBILE, belt=0)
    assert not battle.told(ev.RouteCut)
    assert not audit(battle.state)


# --- 14.5 the corridor -------------------------------------------------------------------------------


def corridor(*rows: str, **given: Any) -> Sketch:
    """Return a sketch with a corridor from 0101 to 0501."""
    likes = (Reaction("corridor", 5, {"faction": "gov"}), Reaction("corridor_cut", -8, {"faction": "gov"}))
    plan = Politics(
        patrons={"tehran": Patron("tehran", "Tehran", ("gov",), 50, likes)}, insurgencies={"isis": REBELS}
    )
    link = Corridor("gov", ("gate",), "port", 10, 6, {})
    return sketch(
        *rows,
        **{
            "roads": {"0101-0201-0301-0401-0501": "paved"},
            "places": {"gate": "crossing 0101", "port": "city 0501"},
            "control": {"*": "gov"},
            "setting": {"politics": plan, "corridors": (link,)},
            **given,
        },
    )


def test_14_5_the_first_opening_pleases_and_each_break_costs_two_points() -> None:
    battle = corridor("a . . . .", ". . . . .", ". . . . .", ". . . . D", D=of("isis_line", steps=1))
    battle.next_turn()
    assert battle.state.affairs.corridors == {"gov": 10} and battle.state.affairs.approval["tehran"] == 55
    control = list(battle.state.control)
    control[2] = "isis"
    battle.set(control=tuple(control))
    battle.change("a", steps=1)
    battle.next_turn()
    assert battle.state.points["gov"] == -20 and battle.state.affairs.approval["tehran"] == 47
    control[2] = "gov"
    battle.set(control=tuple(control))
    battle.next_turn()
    assert battle.state.affairs.corridors == {"gov": 10} and battle.state.affairs.approval["tehran"] == 47


def test_14_5_raiders_and_cells_at_an_unguarded_road_shut_it_for_the_turn() -> None:
    rows = ("a . . . .", ". . . . .", ". . . . .", ". . . . D")
    battle = corridor(*rows, D=of("isis_line", steps=1))
    battle.next_turn()
    battle.set(cells={battle.hex("0302"): Cell("isis", 1)})
    battle.next_turn()
    assert battle.state.affairs.corridors == {"gov": 0}
    guarded = corridor("a . b . .", ". . . . .", ". . . . .", ". . . . D", D=of("isis_line", steps=1))
    guarded.set(cells={guarded.hex("0302"): Cell("isis", 1)})
    guarded.next_turn()
    assert guarded.state.affairs.corridors == {"gov": 10}


def test_14_5_a_scenario_without_patrons_or_insurgents_counts_no_breaks() -> None:
    link = Corridor("gov", ("gate",), "port", 10, 6, {})
    battle = corridor("a . . . .", setting={"corridors": (link,)})
    battle.next_turn()
    assert battle.state.affairs.corridors == {} and battle.state.points["gov"] == 0
