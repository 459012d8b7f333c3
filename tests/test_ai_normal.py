"""What the standing opponent is meant to do, each in a situation or a few weeks of the campaign."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.ai.fields import FAR, doors, field_to, way_down
from game.ai.players import make_player
from game.files import load_scenario
from game.model.events import Fought
from game.model.orders import Attack, Barrage, EndImpulse, Fly, Move, MoveDepot, NameAxis, Order, SetPosture
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import apply, setup, view_of
from game.rules.supply import supply_map
from tests.support.sketch import Sketch, of, sketch

CAMPAIGN = Path(__file__).resolve().parents[1] / "scenarios" / "deir_al_zor.yaml"
WEEKS = 10
CUT_OFF = 6
"""Weeks for which the pocket is besieged in any case."""


@cache
def scenario() -> Scenario:
    return load_scenario(CAMPAIGN)


Given = tuple[State, Order]


@cache
def weeks() -> tuple[list[Given], list[Fought]]:
    """Return every order of the first weeks with the state before it, and the fights that came of them."""
    state = setup(scenario(), 9)
    players = {faction: make_player("normal", faction, 9) for faction in state.setting.factions}
    given: list[Given] = []
    fights: list[Fought] = []
    while state.active is not None and state.turn <= WEEKS:
        order = players[state.active].choose(view_of(state, state.active))
        given.append((state, order))
        state, events = apply(state, order)
        fights += [event for event in events if isinstance(event, Fought)]
    return given, fights


def orders_of(faction: str) -> list[Given]:
    return [(state, order) for state, order in weeks()[0] if state.active == faction]


def impulse(battle: Sketch, name: str = "normal") -> list[Order]:
    """Return the orders a player gives in the active faction's impulse."""
    state, orders = battle.state, []
    faction = state.active
    assert faction is not None
    player = make_player(name, faction, 1)
    while state.active == faction:
        orders.append(player.choose(view_of(state, faction)))
        state, _ = apply(state, orders[-1])
        if isinstance(orders[-1], EndImpulse):
            break
    return orders


def test_the_pocket_is_fed_from_the_air_every_week() -> None:
    dropped = {
        state.turn for state, order in orders_of("gov") if isinstance(order, Fly) and order.mission == "drop"
    }
    assert dropped >= set(range(1, CUT_OFF + 1))


def test_a_column_of_the_government_fights_every_week_or_two() -> None:
    attacks = [state.turn for state, order in orders_of("gov") if isinstance(order, Attack)]
    assert len(attacks) >= WEEKS
    assert len(set(attacks)) >= WEEKS // 2


def test_the_main_effort_has_all_the_support_there_is() -> None:
    named = [order for _, order in orders_of("gov") if isinstance(order, NameAxis)]
    attacks = [order for _, order in orders_of("gov") if isinstance(order, Attack)]
    assert named and any(order.air + len(order.guns) >= 2 for order in attacks)


def test_nobody_attacks_against_the_odds() -> None:
    columns = [report.report.odds.final for report in weeks()[1] if not report.report.city]
    weak = [column for column in columns if column < 3]
    assert len(columns) >= 6 and len(weak) <= len(columns) // 4


def test_a_depot_stays_in_touch_with_its_source() -> None:
    steps = [(state, order) for state, order in orders_of("gov") if isinstance(order, MoveDepot)]
    for state, order in steps:
        after, _ = apply(state, order)
        assert after.depots[order.depot].at in supply_map(after, "gov").sources


def test_garrisons_stay_in_their_towns() -> None:
    first = setup(scenario(), 9)
    homes = {
        unit.id: unit.at
        for unit in first.units_of("isis")
        if unit.dig_in >= 2 and unit.type.mobility == "leg"
    }
    moves = [(state, order) for state, order in orders_of("isis") if isinstance(order, Move)]
    assert len(homes) > 8
    assert not any(homes.get(order.unit) == state.units[order.unit].at for state, order in moves)


def test_who_may_not_attack_yet_stays_at_home() -> None:
    assert not any(isinstance(order, Attack) for _, order in orders_of("sdf"))


def test_two_are_brought_together_against_one() -> None:
    battle = sketch(
        "a  .  .  .  .",
        " b  .  .  C  .",
        ".  .  .  .  .",
        active=False,
        a="saa_mech",
        b="saa_mech",
        C="isis_line",
    )
    attacks = [order for order in impulse(battle) if isinstance(order, Attack)]
    assert attacks and set(attacks[0].units) == {"a", "b"}


def test_batteries_with_nothing_else_to_do_fire_at_who_is_seen() -> None:
    battle = sketch(
        "a . B", a=of("coalition_rockets", active=False), B="isis_line", places={"post": "town 0101"}
    )
    shots = [order for order in impulse(battle) if isinstance(order, Barrage)]
    assert [(shot.unit, shot.target) for shot in shots] == [("a", "0301")]


def test_one_does_not_run_against_many() -> None:
    battle = sketch(
        "a  CDE .  .", " .  .  .  .", active=False, a="ndf", C="isis_line", D="isis_line", E="isis_line"
    )
    assert not any(isinstance(order, Attack) for order in impulse(battle))


def test_a_weak_unit_in_the_open_gives_way_before_a_strong_enemy() -> None:
    battle = sketch(
        "a  .  CDE .", " .  .  .  .", active=False, a="ndf", C="isis_line", D="isis_line", E="isis_line"
    )
    assert any(isinstance(order, SetPosture) and order.posture == "delay" for order in impulse(battle))


def test_a_field_leads_downhill_to_its_goal_and_not_through_rivers() -> None:
    state = setup(scenario(), 1)
    board = state.setting.board
    goal, start = board.places["deir_al_zor"].at, board.places["palmyra"].at
    field = field_to(state, frozenset({"syria"}), goal)
    way = way_down(state, field, start, 60)
    assert way[-1] == goal and field[start] < FAR
    for here, there in zip((start, *way), way, strict=False):
        assert there in doors(state, frozenset({"syria"}), here)
