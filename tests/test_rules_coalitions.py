"""Chapter 16, coalitions that may fall out, observation posts, the fate of foreign fighters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.model.affairs import Desk
from game.model.events import Announced, CohesionChanged, InfightingSet, StepsLost, UnitTurned
from game.model.kinds import Relation
from game.model.politics import Coalition, Patron, Politics, Posts, Reaction
from game.rules import apply, legal_orders
from game.rules.audit import audit
from game.rules.play import Play
from game.rules.politics.coalition import break_out
from game.rules.score import score_of
from tests.support.sketch import Sketch, of, sketch

ROWS = (
    "h  +  R  .  .",
    " .  .  .  .  .",
    ".  k  .  +S .",
)
"""HTS stands at h and k, the others at R and S; there is a town between h and R, and one under S."""

PLACES = {"sarmada": "town 0201", "saraqib": "town 0403", "gate": "crossing 0301", "far": "town 0503"}


def north(*rows: str, start: int = 6, gates: tuple[str, ...] = (), **given: Any) -> Sketch:
    """Return a province that hts (lower case) and ahr (upper case) share, hts about to act."""
    units: dict[str, Any] = {
        "h": of("hts_elite", faction="hts"),
        "k": of("hts_line", faction="hts"),
        "R": of("ahrar", faction="ahr", steps=1),
        "S": of("ahrar", faction="ahr"),
    }
    state = {"active": "hts", **given.pop("state", {})}
    plan = Coalition("north", "the north", ("hts", "ahr"), ("hts",), start, frozenset(range(60)), gates)
    options: dict[str, Any] = {
        "control": {"*": "ahr", "0101 0203 0102 0103": "hts"},
        "places": PLACES,
        "relations": {"hts ahr": "cooperating", "gov hts": "hostile", "gov ahr": "hostile"},
        "setting": {"politics": Politics(coalitions={"north": plan})},
        "state": state,
        "active": False,
        **given,
    }
    rows = rows or ROWS
    drawn = {letter for row in rows for letter in row if letter.isalnum()}
    return sketch(*rows, **{key: what for key, what in units.items() if key in drawn}, **options)


def cohesion(battle: Sketch) -> int:
    return battle.state.affairs.cohesion["north"]


def fighting(**given: Any) -> Sketch:
    """Return the province in the middle of infighting."""
    battle = north(**given)
    play = Play(battle.state)
    break_out(play, battle.state.setting.politics.coalitions["north"], "hts", battle.state.turn + 1)
    battle.set(**{name: getattr(play.state, name) for name in ("relations", "affairs")})
    return battle


# --- cohesion -----------------------------------------------------------------------------------------


def test_16_1_a_gate_taken_by_a_breaker_costs_cohesion_once() -> None:
    battle = north(gates=("gate",))
    control = list(battle.state.control)
    control[battle.hex("0301")] = "hts"
    battle.change("R", at="0402")
    battle.set(control=tuple(control))
    battle.next_turn()
    assert cohesion(battle) == 5
    battle.next_turn(2)
    assert cohesion(battle) == 5, "holding on costs nothing more"


def test_16_1_who_holds_a_gate_from_the_start_has_not_taken_it() -> None:
    battle = north(gates=("far",), control={"*": "hts"})
    battle.next_turn(2)
    assert cohesion(battle) == 6


def test_16_1_an_attack_from_outside_draws_them_together_once_a_turn() -> None:
    battle = north("a S .", "b R .", state={"active": "gov", "free_attacks": ("gov",)})
    battle.change("a", active=True)
    battle.change("b", active=True)
    battle.order("assault 0201 with a")
    assert cohesion(battle) == 7
    battle.order("assault 0202 with b")
    assert cohesion(battle) == 7


def test_16_1_ground_won_beside_a_partner_draws_them_together() -> None:
    battle = north("h I .", "S .  .", I=of("isis_garrison", faction="isis", steps=1))
    battle.change("h", active=True, steps=4)
    battle.set(free_attacks=("hts",))
    battle.order("assault 0201 with h advance 0201", roll=12)
    assert cohesion(battle) == 7


def test_16_1_below_a_cohesion_of_three_there_is_no_joint_front_and_no_shared_supply() -> None:
    battle = north(start=2)
    battle.next_turn()
    assert battle.state.relation("hts", "ahr") is Relation.NEUTRAL
    affairs = battle.state.affairs
    battle.set(affairs=type(affairs)(cohesion={"north": 3}))
    battle.next_turn()
    assert battle.state.relation("ahr", "hts") is Relation.COOPERATING


# --- breaking -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("roll, breaks", [(9, False), (10, True)])
def test_16_2_a_break_needs_four_more_than_cohesion(roll: int, breaks: bool) -> None:
    battle = north()
    battle.dice(roll, "break", "north")
    battle.order("break north")
    assert bool(battle.told(InfightingSet)) == breaks
    assert (battle.state.relation("ahr", "hts") is Relation.HOSTILE) == breaks
    assert not audit(battle.state)
    assert battle.refuses("break north").rule == "16.2"


def test_16_2_only_who_has_stated_an_aim_breaks() -> None:
    assert north(state={"active": "ahr"}).refuses("break north").rule == "16.2"
    assert north().refuses("break south").rule == "16.2"


def test_16_2_infighting_is_over_after_at_most_three_turns() -> None:
    battle = north()
    battle.dice(12, "break", "north")
    battle.order("break north")
    until = battle.state.affairs.infighting["north"]
    assert battle.state.turn <= until <= battle.state.turn + 2
    while battle.state.turn <= until:
        assert battle.state.relation("hts", "ahr") is Relation.HOSTILE
        battle.next_turn()
    assert not battle.state.affairs.infighting
    assert battle.state.relation("hts", "ahr") is Relation.COOPERATING


def test_16_2_units_only_probe_each_other() -> None:
    battle = fighting(state={"free_attacks": ("hts",)})
    battle.change("h", active=True)
    battle.change("R", at="0201")
    assert battle.refuses("assault 0201 with h").rule == "16.2"
    battle.order("probe 0201 with h")


def test_16_2_who_stands_on_the_others_ground_holds_it() -> None:
    battle = north(roads={"0101-0201": "paved"})
    battle.order("move h 0201")
    assert battle.holder("0201") == "ahr"
    battle.dice(12, "break", "north")
    battle.order("break north")
    assert battle.holder("0201") == "hts"
    assert not audit(battle.state)


# --- seizing ------------------------------------------------------------------------------------------


def test_16_3_a_town_is_seized_by_two_to_one() -> None:
    battle = north()
    battle.order("seize sarmada")
    assert battle.holder("0201") == "hts"
    assert cohesion(battle) == 5
    assert battle.state.command["hts"] == 4
    assert battle.told(StepsLost) == []


def test_16_3_the_garrison_goes_without_loss() -> None:
    battle = north()
    battle.change("R", at="0201")
    battle.dice(2, "defect", "0201")
    battle.order("seize sarmada")
    assert battle.at("R") != "0201" and battle.unit("R").steps == 1
    assert battle.unit("R").faction == "ahr" and not audit(battle.state)


def test_16_3_a_garrison_with_nowhere_to_go_changes_sides() -> None:
    walls = {"*": "hts", "0201": "ahr"}
    battle = north("h +R .", " .  .  .", control=walls, relations={"hts ahr": "cooperating"})
    battle.order("seize sarmada")
    assert battle.unit("R").faction == "hts" and battle.at("R") == "0201"
    assert not audit(battle.state)


def test_16_3_a_foreign_garrison_with_nowhere_to_go_is_disarmed() -> None:
    walls = {"*": "hts", "0201": "ahr"}
    battle = north("h +R .", " .  .  .", control=walls, relations={"hts ahr": "cooperating"})
    traits = battle.unit("R").type.traits | {"foreign"}
    battle.change("R", type=_with(battle, "R", traits))
    battle.order("seize sarmada")
    assert not battle.alive("R")


def _with(battle: Sketch, id: str, traits: frozenset[str]) -> Any:
    return replace(battle.unit(id).type, traits=traits)


def test_16_3_it_takes_the_numbers_and_the_right() -> None:
    battle = north()
    battle.change("R", steps=3)
    assert battle.refuses("seize sarmada").rule == "16.3"
    assert battle.refuses("seize saraqib").rule == "16.3"
    assert battle.refuses("seize nowhere").rule == "16.3"
    assert north(state={"active": "ahr"}, control={"*": "hts"}).refuses("seize sarmada").rule == "16.3"


NEARSIGHTED = {"fog": {"unit": (1, 1), "town": (0,)}}


def test_16_3_what_had_not_been_seen_makes_it_fail() -> None:
    battle = north(fog=True, figures=NEARSIGHTED)
    battle.change("R", steps=4)
    assert "R" not in battle.view("hts").units
    battle.order("seize sarmada")
    assert battle.holder("0201") == "ahr" and cohesion(battle) == 6
    assert battle.told(Announced)[0].to == "hts"


def test_16_3_an_unidentified_unit_is_taken_for_three_steps() -> None:
    battle = north(fog=True, figures=NEARSIGHTED)
    battle.change("h", steps=3)
    battle.change("R", at="0201")
    assert "R" not in battle.view("hts").units
    assert battle.refuses("seize sarmada").rule == "16.3"


def test_16_3_a_truce_bars_it() -> None:
    battle = north()
    battle.set(affairs=replace(battle.state.affairs, truces={("ahr", "hts"): 2}))
    assert battle.refuses("seize sarmada").rule == "16.3"
    assert battle.refuses("break north").rule == "16.2"


def test_16_3_in_infighting_any_member_seizes() -> None:
    battle = fighting(state={"active": "ahr"}, control={"*": "ahr", "0101 0203 0503": "hts"})
    battle.order("seize far")
    assert battle.holder("0503") == "ahr"
    assert battle.state.command["ahr"] == 5, "and it costs no command"


def test_16_3_of_a_shared_city_one_district_passes() -> None:
    battle = north(
        "h# S", cities={"idlib": {"districts": 6, "holders": {"hts": 3, "ahr": 3}}},
        places={"idlib": "city 0101"},
    )  # fmt: skip
    battle.change("S", steps=1)
    battle.order("seize idlib")
    assert battle.state.cities["idlib"].holders == {"hts": 4, "ahr": 2}
    assert battle.holder("0101") == "hts"


# --- going over ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("roll, turns", [(7, False), (8, True)])
def test_16_4_a_unit_next_to_a_town_that_fell_goes_over(roll: int, turns: bool) -> None:
    battle = north()
    battle.dice(roll, "defect", "0201")
    battle.order("seize sarmada")
    assert bool(battle.told(UnitTurned)) == turns
    assert (battle.unit("R").faction == "hts") == turns
    if turns:
        assert battle.holder("0301") == "hts" and "R" in battle.view("hts").units
    assert not audit(battle.state)


def test_16_4_foreigners_never_go_over() -> None:
    battle = north()
    battle.change("R", type=_with(battle, "R", frozenset({"foreign"})))
    battle.dice(12, "defect", "0201")
    battle.order("seize sarmada")
    assert not battle.told(UnitTurned)


def test_16_4_who_holds_no_town_joins_the_other() -> None:
    battle = north(places={"sarmada": "town 0201"})
    battle.dice(2, "defect", "0201")
    battle.order("seize sarmada")
    battle.next_turn()
    assert {unit.faction for unit in battle.state.units.values()} == {"hts"}
    assert [event.by for event in battle.told(CohesionChanged)] == [-1]
    assert not audit(battle.state)


def test_16_4_a_member_that_never_held_a_town_is_not_absorbed() -> None:
    battle = north(places={"sarmada": "town 0101"})
    battle.next_turn()
    assert {unit.faction for unit in battle.state.units.values()} == {"hts", "ahr"}


# --- observation posts --------------------------------------------------------------------------------


def watched(turn: int = 13, most: int = 2, approval: int = 60, **given: Any) -> Sketch:
    """Return a front with tur about to act, and gov at a, kept out of what a post sees."""
    everywhere = frozenset(range(18))
    politics = Politics(
        posts=(Posts("tur", most, 13, 1, everywhere, ("gov",), ("moscow",)),),
        patrons={
            "moscow": Patron("moscow", "Moscow", ("gov",), 50, (Reaction("post", -1, {"faction": "tur"}),))
        },
    )
    options: dict[str, Any] = {
        "control": {"*": "ahr", "0101 0102": "gov"},
        "relations": {"gov ahr": "hostile", "gov tur": "deconflicted", "tur ahr": "allied"},
        "setting": {"politics": politics},
        "state": {"active": "tur", "turn": turn},
        "clock": {"turns": 30},
        **given,
    }
    rows = ("a  .  R  .  .  t", " .  .  .  .  .  .")
    units = {"R": of("ahrar", faction="ahr"), "t": of("ahrar", faction="tur")}
    battle = sketch(*rows, **units, **options)
    affairs = replace(battle.state.affairs, approval={"moscow": approval})
    battle.set(affairs=affairs, desks={**battle.state.desks, "tur": Desk(favour=1)})
    return battle


def test_16_5_a_post_keeps_out_whom_it_bars() -> None:
    battle = watched()
    battle.order("post 0301")
    assert battle.state.affairs.posts == {battle.hex("0301"): "tur"}
    battle.set(active="gov", free_attacks=("gov",))
    assert {"0201", "0301", "0202"} & set(battle.reach("a")) == set()
    assert battle.refuses("move a 0201").rule == "16.5"
    battle.change("a", at="0102", active=True)
    battle.change("R", at="0202")
    assert battle.refuses("assault 0202 with a").rule == "16.5"
    assert not audit(battle.state)


def test_16_5_it_bars_nobody_else_and_nobody_from_his_own_ground() -> None:
    battle = watched()
    battle.order("post 0201")
    battle.set(active="gov")
    assert "0102" in battle.reach("a")
    battle.set(active="ahr")
    assert "0201" in battle.reach("R")


def test_16_5_posts_have_a_date_a_number_and_a_pace() -> None:
    assert watched(turn=12).refuses("post 0301").rule == "16.5"
    battle = watched(most=2)
    battle.order("post 0301")
    assert "this turn" in battle.refuses("post 0501").reason
    battle.set(turn=14)
    assert "already" in battle.refuses("post 0401").reason
    battle.order("post 0502")
    battle.set(turn=15)
    assert "all 2 posts" in battle.refuses("post 0501").reason


def test_16_5_no_post_on_the_ground_of_those_it_keeps_apart_from() -> None:
    assert watched().refuses("post 0101").rule == "16.5"
    assert watched(state={"active": "ahr", "turn": 13}).refuses("post 0301").rule == "16.5"


@pytest.mark.parametrize("approval, left", [(50, 1), (49, 0)])
def test_16_5_consent_has_a_price_where_the_powers_frown(approval: int, left: int) -> None:
    battle = watched(approval=approval)
    battle.order("post 0301")
    assert battle.state.desks["tur"].favour == left
    assert battle.state.affairs.approval["moscow"] == approval - 1, "and they take note"


def test_16_5_a_post_on_ground_that_an_enemy_takes_is_gone() -> None:
    battle = watched(relations={"gov tur": "hostile", "gov ahr": "hostile", "tur ahr": "allied"})
    battle.order("post 0301")
    control = list(battle.state.control)
    control[battle.hex("0301")] = "isis"
    battle.set(control=tuple(control))
    battle.change("R", at="0601")
    battle.next_turn()
    assert not battle.state.affairs.posts


# --- foreign fighters ---------------------------------------------------------------------------------


def hosting(turn: int = 12, approval: int = 60, **given: Any) -> Sketch:
    """Return hts (h, k) with three steps of foreign fighters at f, in the twelfth turn of 24."""
    battle = north("h k f .", " .  .  .  R", f=of("tip", faction="hts"), **given)
    battle.change("f", type=_with(battle, "f", frozenset({"foreign"})))
    politics = replace(
        battle.state.setting.politics, patrons={"ankara": Patron("ankara", "Ankara", ("ahr",), 55, ())}
    )
    setting = replace(battle.state.setting, politics=politics)
    affairs = replace(battle.state.affairs, approval={"ankara": approval})
    battle.set(turn=turn, setting=setting, affairs=affairs)
    return battle


def test_16_6_each_step_that_is_left_costs_its_host_half_a_point() -> None:
    battle = hosting()
    assert score_of(battle.state, "hts") == -15
    battle.change("f", steps=2)
    assert score_of(battle.state, "hts") == -10
    assert score_of(battle.state, "ahr") == 0


def test_16_6_a_fate_is_decided_once_and_not_before_half_time() -> None:
    assert hosting(turn=11).refuses("fate absorb").rule == "16.6"
    battle = hosting()
    battle.order("fate absorb")
    assert battle.refuses("fate dormant").rule == "16.6"
    assert hosting(state={"active": "ahr"}).refuses("fate absorb").rule == "16.6"


@pytest.mark.parametrize("roll, gone", [(6, False), (7, True)])
def test_16_6_expelling_them_is_a_break_that_costs_both(roll: int, gone: bool) -> None:
    battle = hosting()
    battle.dice(roll, "expel", "hts")
    battle.order("fate expel")
    assert cohesion(battle) == 5
    assert battle.alive("f") != gone
    assert battle.unit("k").steps == (3 if gone else 4)
    assert score_of(battle.state, "hts") == (0 if gone else -15)


def test_16_6_they_leave_through_a_country_whose_capital_approves() -> None:
    assert hosting(approval=49).refuses("fate exit").rule == "16.6"
    battle = hosting(approval=50)
    battle.order("fate exit")
    assert not battle.alive("f") and score_of(battle.state, "hts") == 0
    assert battle.state.affairs.approval["ankara"] == 40


def test_16_6_gone_to_ground_they_cost_half_as_much() -> None:
    battle = hosting()
    battle.order("fate dormant")
    assert not battle.alive("f")
    assert score_of(battle.state, "hts") == -8


def test_16_6_absorbed_they_cost_nothing_but_trust() -> None:
    battle = hosting()
    battle.order("fate absorb")
    assert battle.alive("f") and score_of(battle.state, "hts") == 0
    assert cohesion(battle) == 5


def test_16_2_every_order_on_offer_is_accepted() -> None:
    for battle, words in ((north(), {"break", "seize"}), (fighting(), {"seize"})):
        orders = list(legal_orders(battle.view()))
        assert words <= {str(order).split()[0] for order in orders}
        for order in orders:
            apply(battle.state, order)
