"""The insurgency (15.1–15.7) and a garrison let go (5.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.hexgrid.coords import OFF_MAP
from game.model import events as ev
from game.model.affairs import Belt, Cell, Desk
from game.model.facts import Loss
from game.model.kinds import Standing
from game.model.orders import Answer
from game.model.politics import Insurgency, Patron, Politics, Reaction
from game.model.units import Unit
from game.rules.audit import audit
from game.rules.chronicle import tell
from game.rules.desk import actions
from game.rules.dice import roll, roll_two
from tests.support.sketch import Sketch, of, sketch

BOTH = tuple(sorted(Standing))


def rebels(**changes: Any) -> Insurgency:
    """Return a plan of Islamic State's, changed."""
    plan = Insurgency("isis", 8, frozenset({"rough", "desert"}), (), (), 0)
    return replace(plan, **changes)


def politics(**changes: Any) -> dict[str, Any]:
    """Return the setting of a sketch in which Islamic State fights on underground."""
    return {"politics": Politics(insurgencies={"isis": rebels(**changes)})}


def desk(battle: Sketch, **changes: Any) -> None:
    """Change what lies on Islamic State's desk."""
    desks = {**battle.state.desks, "isis": replace(battle.state.desks["isis"], **changes)}
    battle.set(desks=desks)


def die(battle: Sketch, shows: int, purpose: str, subject: object) -> None:
    """Choose a seed with which one die shows a number."""
    seeds = (
        seed for seed in range(10_000) if roll(replace(battle.state, seed=seed), purpose, subject) == shows
    )
    battle.set(seed=next(seeds))


# --- 15.1 remnants -----------------------------------------------------------------------------------


def falling_town(**changes: Any) -> Sketch:
    """Return a town about to be taken, another behind it, and one step already lost about it."""
    return sketch(
        ". a  .  .  .",
        "b +C .  .  .",
        ". .  .  .  .",
        ". .  .  .  +D",
        a="tiger_bn", b="tiger_bn", C=of("isis_garrison", steps=1), D=of("isis_line", steps=2),
        places={"first": "town 0202", "second": "town 0504"}, assets={"first": 2, "second": 2},
        control={"*": "isis", "0201 0102": "gov"},
        setting=politics(shelters=("second",), **changes),
    )  # fmt: skip


def test_15_1_half_the_steps_lost_about_a_place_that_falls_come_back_at_a_shelter() -> None:
    battle = falling_town()
    desk(battle, toll=(("first", 3),))
    battle.order("assault 0202 with a b advance 0202", roll=12)
    assert battle.holder("0202") == "gov"
    assert battle.state.desks["isis"].remnants == ((4, 2),), "3 of old and 1 of today, half of them"
    assert battle.state.desks["isis"].toll == ()
    battle.next_turn(2)
    assert battle.unit("D").steps == 2
    battle.next_turn()
    assert battle.unit("D").steps == 4
    assert battle.state.desks["isis"].remnants == ()


def test_15_1_at_most_twelve_steps_are_on_their_way() -> None:
    battle = falling_town()
    desk(battle, toll=(("first", 30),), remnants=((3, 5),))
    battle.order("assault 0202 with a b advance 0202", roll=12)
    assert sum(steps for _, steps in battle.state.desks["isis"].remnants) == 12


def test_15_1_without_a_shelter_remnants_become_cells() -> None:
    battle = falling_town()
    desk(battle, remnants=((2, 4),))
    battle.set(control=tuple("gov" if here == battle.hex("0504") else who
                             for here, who in enumerate(battle.state.control)))  # fmt: skip
    battle.change("D", at="0404")
    battle.next_turn()
    assert sum(cell.strength for cell in battle.state.cells.values()) == 2
    assert not audit(battle.state)


def test_15_1_a_destroyed_unit_returns_at_a_shelter_with_what_is_left() -> None:
    battle = falling_town()
    battle.change("D", steps=1)
    lost = battle.unit("D")
    battle.set(
        units={key: unit for key, unit in battle.state.units.items() if key != "D"},
        pool={"D": destroyed(lost)},
    )
    desk(battle, remnants=((2, 3),))
    battle.next_turn()
    assert battle.unit("D").steps == 3 and battle.at("D") == "0504"


def destroyed(unit: Unit) -> Loss:
    """Return a unit as it lies in the pool."""
    return Loss(replace(unit, steps=0, at=OFF_MAP), 1)


# --- 15.2 vehicles -----------------------------------------------------------------------------------


def test_15_2_an_insurgent_prepares_one_a_turn_and_one_more_for_two_workshops_up_to_three() -> None:
    places = {"one": "town 0201", "two": "town 0301", "three": "town 0401"}
    battle = sketch("a . . .", "B . . .", places=places, control={"*": "isis"},
                    setting=politics(workshops=("one", "two", "three")))  # fmt: skip
    assert battle.state.desks["isis"].chits == 2
    battle.next_turn()
    assert battle.state.desks["isis"].chits == 3


def test_15_2_a_vehicle_sent_ahead_shifts_an_assault_and_is_spent() -> None:
    battle = sketch("a B", setting=politics())
    battle.pass_to("isis")
    battle.order("activate B")
    plain, sent = "assault 0101 with B", "assault 0101 with B svbied"
    assert battle.preview(sent).odds.final == battle.preview(plain).odds.final + 2
    assert battle.shifts(sent)["vehicle sent ahead"] == 2
    battle.order(sent, roll=7)
    assert battle.state.desks["isis"].chits == 0


def test_15_2_one_vehicle_a_turn_and_only_for_an_assault_by_those_who_have_one() -> None:
    battle = sketch("a B", "c D", setting=politics())
    assert battle.refuses("assault 0201 with a svbied").rule == "15.2"
    battle.pass_to("isis")
    desk(battle, chits=2)
    battle.orders("activate B D")
    assert battle.refuses("probe 0101 with B svbied").rule == "15.2"
    battle.order("assault 0101 with B svbied", roll=7)
    assert "sent this turn" in battle.refuses("assault 0102 with D svbied").reason


def test_15_2_in_covered_ground_a_vehicle_costs_the_attacker_a_step_on_eight() -> None:
    for total, lost in ((8, 1), (7, 0)):
        battle = sketch("a +B", a="tiger_bn", setting=politics())
        desk(battle, standing=BOTH, chits=1)
        both_dice(battle, (8, "combat", "0201"), (total, "vehicle", battle.hex("0201")))
        battle.order("probe 0201 with a")
        steps = sum(one.steps for one in battle.told(ev.StepsLost) if one.unit.id == "a")
        cell = battle.told(ev.Fought)[0].report.cell
        assert steps == cell.attacker + lost
        told = [tell(battle.state.setting, event) or "" for event in battle.events]
        assert any("a vehicle lay in wait" in line for line in told) == bool(lost)
        assert battle.state.desks["isis"].chits == 0


def test_15_2_no_vehicle_waits_in_the_open_or_without_the_order_or_twice_a_turn() -> None:
    for ground, changes in ((".B", {}), ("+B", {"standing": ()}), ("+B", {"sent": 1}), ("+B", {"chits": 0})):
        battle = sketch(f"a {ground}", a="tiger_bn", setting=politics())
        desk(battle, **{"standing": BOTH, "chits": 1, **changes})
        battle.order("probe 0201 with a", roll=8)
        assert not battle.told(ev.ChitsChanged)


def both_dice(battle: Sketch, *wanted: tuple[int, str, object]) -> None:
    """Choose a seed with which several throws of two dice show what is asked."""
    for seed in range(200_000):
        state = replace(battle.state, seed=seed)
        if all(roll_two(state, purpose, subject) == total for total, purpose, subject in wanted):
            battle.state = state
            return
    raise AssertionError("no seed found")


# --- 15.3 mines and ambush ---------------------------------------------------------------------------


def mined(level: int = 3, **changes: Any) -> Sketch:
    """Return a column before a mined hex."""
    battle = sketch("a . . . D", a=of("saa_motor", **changes), control={"*": "gov"}, setting=politics())
    battle.set(belts={battle.hex("0301"): Belt("isis", level)})
    return battle


def test_15_3_who_enters_a_mined_hex_on_its_level_or_less_loses_a_step_and_stops() -> None:
    battle = mined()
    die(battle, 3, "belt", "0301 a")
    battle.order("move a 0401")
    assert battle.at("a") == "0301" and battle.unit("a").steps == 3 and battle.unit("a").moved
    assert battle.state.belts[battle.hex("0301")].level == 2
    assert battle.told(ev.Halted)[0].reason == "ran into mines and an ambush"


def test_15_3_who_throws_more_passes_and_the_order_must_stand() -> None:
    battle = mined()
    die(battle, 4, "belt", "0301 a")
    battle.order("move a 0401")
    assert battle.at("a") == "0401" and battle.unit("a").steps == 4
    battle = mined()
    desk(battle, standing=())
    die(battle, 1, "belt", "0301 a")
    battle.order("move a 0401")
    assert battle.at("a") == "0401"


def test_15_3_an_advance_after_a_fight_meets_mines_too() -> None:
    for shows, level in ((1, 1), (3, 2)):
        battle = sketch("a B . .", a="tiger_bn", B=of("isis_garrison", steps=1), setting=politics())
        desk(battle, standing=(Standing.AMBUSH,))
        battle.set(belts={battle.hex("0201"): Belt("isis", 2)})
        throws(battle, shows, (12, "combat", "0201"))
        battle.order("assault 0201 with a advance 0201")
        assert battle.at("a") == "0201"
        assert battle.state.belts[battle.hex("0201")].level == level
        lost = [event for event in battle.told(ev.StepsLost) if event.reason == "mines and ambush"]
        assert len(lost) == 2 - level


def throws(battle: Sketch, mine: int, fight: tuple[int, str, object]) -> None:
    """Choose a seed with which the die for mines and the dice of a fight show what is asked."""
    states = (replace(battle.state, seed=seed) for seed in range(50_000))
    total, purpose, subject = fight
    battle.state = next(
        state
        for state in states
        if roll(state, "belt", "0201 a") == mine and roll_two(state, purpose, subject) == total
    )


def test_15_3_markers_are_hidden_from_others() -> None:
    battle = mined()
    assert not battle.view("gov").belts and battle.view("isis").belts


def test_15_3_a_unit_that_does_nothing_else_lays_a_level_clear_of_enemy_zones() -> None:
    battle = sketch("a . . B C . .", setting=politics())
    battle.pass_to("isis")
    battle.order("belt B")
    assert battle.state.belts[battle.hex("0401")] == Belt("isis", 1)
    assert battle.refuses("belt B").rule == "15.3" and battle.refuses("move B 0301").rule == "1.2"
    battle.change("C", at="0201")
    assert "zone" in battle.refuses("belt C").reason
    battle.change("C", at="0501")
    battle.set(belts={here: Belt("isis", 1) for here in (*range(4), 5, 6)})
    assert "no more can be" in battle.refuses("belt C").reason


def test_15_3_engineers_lift_a_level_a_turn() -> None:
    battle = sketch("e . . D", e="engineer_co", setting=politics())
    battle.set(belts={battle.hex("0101"): Belt("isis", 2)})
    battle.next_turn()
    assert battle.state.belts[battle.hex("0101")].level == 1


def test_15_3_an_order_that_stands_is_changed_once_a_turn_by_insurgents_alone() -> None:
    battle = sketch("a . . B", setting=politics())
    assert battle.refuses("standing ambush on").rule == "15.3"
    battle.pass_to("isis")
    assert battle.refuses("standing ambush on").reason == "that order is on already"
    battle.order("standing ambush off")
    assert battle.state.desks["isis"].standing == (Standing.SVBIED,)
    assert "once a turn" in battle.refuses("standing ambush on").reason


# --- 15.4 going to ground ----------------------------------------------------------------------------


def test_15_4_two_steps_go_to_ground_as_one_cell() -> None:
    battle = sketch("a . . :B +C", B=of("isis_line", steps=2), C=of("isis_line", steps=2), setting=politics())
    battle.pass_to("isis")
    assert "hides no cells" in battle.refuses("hide C").reason
    battle.order("hide B")
    assert not battle.alive("B")
    assert battle.state.cells == {battle.hex("0401"): Cell("isis", 1)}
    assert not audit(battle.state)


def test_15_4_large_units_stay_and_there_is_room_for_so_many_cells() -> None:
    battle = sketch("a . . :B :C", C=of("isis_line", steps=1), setting=politics(cells_max=1))
    battle.pass_to("isis")
    assert battle.refuses("hide B").rule == "15.4"
    battle.set(cells={0: Cell("isis", 1)})
    assert "room" in battle.refuses("hide C").reason


def test_15_4_a_small_unit_that_a_retreat_would_destroy_goes_to_ground() -> None:
    rows = ("a :B", "c =")
    for plan, cells in ((politics(), 1), ({}, 0)):
        battle = sketch(*rows, a="tiger_bn", c="tiger_bn", B=of("isis_garrison", steps=2), setting=plan)
        battle.order("assault 0201 with a c", roll=7)
        assert not battle.alive("B")
        assert len(battle.state.cells) == cells


def test_15_4_the_last_step_of_a_hungry_unit_goes_to_ground() -> None:
    battle = sketch("a . . . :B", B=of("isis_line", steps=1, hungry=3), sources={"gov": ""},
                    setting=politics())  # fmt: skip
    battle.dice(9, "attrition", "B", turn=2, impulse=0, active=None)
    battle.next_turn()
    assert not battle.alive("B") and len(battle.state.cells) == 1


# --- 15.5 cells --------------------------------------------------------------------------------------


def cell_at(total: int, *rows: str, **given: Any) -> Sketch:
    """Return the morning after a cell in 0301 has thrown `total` in turn 2."""
    watch = of("isis_line", steps=1)
    battle = sketch(*rows, **{"control": {"*": "gov"}, "setting": politics(), "D": watch, **given})
    battle.set(cells={battle.hex("0301"): Cell("isis", 2)})
    battle.dice(total, "cell", battle.hex("0301"), turn=2, impulse=0, active=None)
    battle.next_turn()
    return battle


ROAD = {"roads": {"0101-0201-0301-0401-0501": "paved"}}


def test_15_5_on_eight_a_cell_lays_a_marker_and_on_less_nothing() -> None:
    quiet = cell_at(7, ". . . . . . . a", "D . . . . . . .", **ROAD)
    assert not quiet.state.belts and not quiet.state.interdicted
    laid = cell_at(8, ". . . . . . . a", "D . . . . . . .", **ROAD)
    assert laid.state.belts == {laid.hex("0301"): Belt("isis", 1)}


def test_15_5_on_ten_a_cell_cuts_a_road_for_the_turn() -> None:
    battle = cell_at(10, ". . . . . . . a", "D . . . . . . .", **ROAD)
    assert battle.state.interdicted == {battle.hex("0301"): "isis"}
    assert any("cut the road" in one.text for one in battle.told(ev.Announced))


def test_15_5_on_twelve_a_destroyed_unit_rises_with_one_step() -> None:
    battle = sketch(". . :E . . . . a", "D . . . . . . .", control={"*": "gov"}, setting=politics())
    battle.set(
        units={key: unit for key, unit in battle.state.units.items() if key != "E"},
        pool={"E": destroyed(battle.unit("E"))},
        cells={battle.hex("0301"): Cell("isis", 2)},
    )
    battle.dice(12, "cell", battle.hex("0301"), turn=2, impulse=0, active=None)
    battle.next_turn()
    assert battle.unit("E").steps == 1 and battle.at("E") == "0301" and battle.holder("0301") == "isis"
    assert battle.state.cells[battle.hex("0301")].strength == 1
    assert not audit(battle.state)


def test_15_5_full_battalions_near_a_cell_hinder_it() -> None:
    battle = cell_at(8, ". a . . . . . .", "D . . . . . . .", a="saa_motor", **ROAD)
    assert not battle.state.belts


# --- 15.6 sweeps -------------------------------------------------------------------------------------


def swept(total: int, **changes: Any) -> Sketch:
    battle = sketch("a . . D", a=of("saa_motor", **changes), setting=politics())
    battle.set(cells={battle.hex("0101"): Cell("isis", 1)}, belts={battle.hex("0101"): Belt("isis", 1)})
    battle.dice(total, "sweep", "a")
    return battle


def test_15_6_nine_finds_a_cell_and_a_sweep_is_the_attack_of_the_turn() -> None:
    battle = swept(9)
    battle.order("sweep a")
    assert not battle.state.cells and battle.state.belts and battle.unit("a").attacked
    assert battle.refuses("sweep a").rule == "15.6"
    missed = swept(8)
    missed.order("sweep a")
    assert missed.state.cells


def test_15_6_it_takes_two_steps_and_something_noticed() -> None:
    assert swept(9, steps=1).refuses("sweep a").rule == "15.6"
    battle = sketch("a . . D", setting=politics())
    assert "nothing is noticed" in battle.refuses("sweep a").reason


def test_15_6_cells_are_noticed_only_by_those_who_stand_on_them() -> None:
    battle = sketch("a . . D", setting=politics())
    battle.set(cells={battle.hex("0101"): Cell("isis", 1), battle.hex("0201"): Cell("isis", 1)})
    assert tuple(battle.view("gov").cells) == (battle.hex("0101"),)


# --- 15.7 a surge ------------------------------------------------------------------------------------


def test_15_7_the_first_attack_of_an_insurgents_surge_has_a_shift_and_the_next_has_none() -> None:
    battle = sketch("a B", "c D", setting=politics())
    battle.pass_to("isis")
    battle.orders("activate B", "activate D")
    assert "first attack of a surge" not in battle.shifts("assault 0101 with B")
    desk(battle, surged=1)
    assert battle.shifts("assault 0101 with B")["first attack of a surge"] == 1
    battle.order("assault 0101 with B", roll=3)
    assert "first attack of a surge" not in battle.shifts("assault 0102 with D")


def test_15_7_in_a_surge_every_unit_passes_hostile_ground_like_a_raider() -> None:
    battle = sketch(". . . . a", "B . . . .", B="isis_line", control={"*": "gov"}, setting=politics())
    battle.pass_to("isis")
    before = battle.reach("B")
    desk(battle, surged=1)
    after = battle.reach("B")
    assert after["0202"] < before["0202"] and set(before) < set(after)


# --- 5.5 a garrison let go -------------------------------------------------------------------------


DISPLEASED = Reaction("withdrawal_offer", -3, {"faction": "gov"})


def siege(**changes: Any) -> Sketch:
    """Return an encircled city, a besieger beside it and a town of the garrison's far away."""
    given: dict[str, Any] = {
        "places": {"rock": "city 0201", "far": "town 0601"},
        "cities": {"rock": {"districts": 4, "holders": {"isis": 4}}},
        "assets": {"far": 2, "rock": 5},
        "control": {"*": "gov", "0601 0602 0501": "isis"},
        "setting": {
            "politics": Politics(
                insurgencies={"isis": rebels(shelters=("far",))},
                patrons={
                    "moscow": Patron(
                        "moscow",
                        "Moscow",
                        ("gov",),
                        60,
                        (Reaction("withdrawal_offer", -3, {"faction": "gov"}),),
                    )
                },
            )
        },
        **changes,
    }
    return sketch("a #BC . . . +", ". .  . . . D", B="isis_line", C="isis_line", D="isis_line", **given)


def test_5_5_an_encircled_garrison_that_accepts_leaves_with_three_steps_and_the_city_falls() -> None:
    battle = siege()
    battle.order("offer rock")
    (offer,) = battle.view("isis").offers
    battle.pass_to("isis")
    battle.order(f"accept {offer.id}")
    assert battle.holder("0201") == "gov" and battle.state.cities["rock"].holders == {"isis": 0, "gov": 4}
    assert battle.at("B") == "0601" and battle.unit("B").steps == 3 and not battle.alive("C")
    assert battle.state.desks["isis"].remnants == ((4, 5),)
    assert battle.state.points["gov"] == -30
    assert battle.state.affairs.approval["moscow"] == 57
    assert not battle.state.offers and not audit(battle.state)


def test_5_5_an_offer_lapses_with_the_receivers_impulse_and_is_made_again_after_two_turns() -> None:
    battle = siege()
    battle.order("offer rock")
    assert "2 turns" in battle.refuses("offer rock").reason
    battle.pass_to("isis")
    assert battle.state.offers
    battle.order("end")
    assert not battle.state.offers and battle.state.active == "gov" and battle.state.turn == 2
    assert battle.refuses("offer rock").rule == "5.5"
    battle.next_turn()
    battle.order("offer rock")


def test_5_5_a_refusal_changes_nothing_and_only_the_receiver_answers() -> None:
    battle = siege()
    battle.order("offer rock")
    (offer,) = battle.state.offers
    assert battle.refuses(f"accept {offer.id}").rule == "5.5"
    battle.pass_to("isis")
    answers = [way for way in actions(battle.view("isis")) if isinstance(way.order, Answer)]
    assert [way.rule for way in answers] == ["5.5", "5.5"]
    battle.order(f"refuse {offer.id}")
    assert not battle.state.offers and battle.holder("0201") == "isis" and battle.state.points["gov"] == 0


def test_5_5_when_the_war_is_over_nobody_is_let_go() -> None:
    battle = siege()
    battle.order("offer rock")
    battle.pass_to("isis")
    (offer,) = battle.state.offers
    battle.set(talks=1)
    assert battle.refuses(f"accept {offer.id}").rule == "5.5"


def test_5_5_a_city_that_is_not_encircled_is_not_bargained_for() -> None:
    battle = siege(control={"*": "gov", "0301 0601 0602": "isis"})
    assert "not encircled" in battle.refuses("offer rock").reason
    assert battle.refuses("offer far").rule == "5.5"


def test_15_2_desks_start_with_orders_that_stand_for_insurgents_alone() -> None:
    battle = sketch("a . . B", setting=politics())
    assert battle.state.desks["gov"] == Desk() and battle.state.desks["isis"].standing == BOTH
