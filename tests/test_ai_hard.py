"""The opponent that thinks ahead: what a stand is worth, what the budget buys, and that it can be stopped."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from game.ai.hard import HardPlayer
from game.ai.normal import NormalPlayer
from game.ai.players import make_player
from game.ai.window import Window, expectations
from game.model.orders import EndImpulse, Order
from game.model.state import State
from game.rules import apply, view_of
from tests.support.crossroads import crossroads
from tests.support.sketch import Sketch, sketch


def window(battle: Sketch) -> Window:
    """Return what gov makes of a battle."""
    mind = NormalPlayer("gov", 1)
    mind.view = battle.view("gov")
    return Window(mind)


def facing(**given: Any) -> Sketch:
    """Return a battalion in the open before two strong enemies, with a town and a comrade behind it."""
    kinds = {"a": "ndf", "b": "ndf", "C": "saa_mech", "D": "saa_mech"}
    return sketch(".  b  .  a  .  CD", " .  +  .  .  .  .", **{**kinds, "active": False, **given})


def test_a_stand_out_of_his_reach_costs_nothing_and_one_before_him_does() -> None:
    battle = facing()
    seen = window(battle)
    here, away = seen.value({"a": battle.hex("0501")}), seen.value({"a": battle.hex("0101")})
    assert here < away
    assert seen.evaluations == 2


def test_a_foe_who_is_beaten_strikes_no_more() -> None:
    battle = facing()
    seen = window(battle)
    stand = {"a": battle.hex("0501")}
    assert seen.value(stand, gone=(battle.hex("0601"),)) > seen.value(stand)


def test_two_who_stand_together_are_a_harder_target_than_each_alone() -> None:
    battle = facing()
    seen = window(battle)
    together = seen.value({"a": battle.hex("0401"), "b": battle.hex("0401")})
    apart = seen.value({"a": battle.hex("0401"), "b": battle.hex("0501")})
    assert together > apart


def test_a_town_of_ones_own_that_a_foe_can_walk_into_is_a_loss() -> None:
    battle = facing(b="saa_mech", places={"town": "town 0302"}, assets={"town": 10}, control={"*": "gov"})
    seen = window(battle)
    inside = seen.value({"a": battle.hex("0101"), "b": battle.hex("0302")})
    empty = seen.value({"a": battle.hex("0101"), "b": battle.hex("0101")})
    assert inside > empty


def test_what_a_column_brings_is_the_tables_own_mean() -> None:
    table = sketch("a  B").state.setting.rules.table
    found = expectations(table)
    assert len(found) == len(table.columns)
    for worse, better in pairwise(found):
        assert better.attacker <= worse.attacker and better.won >= worse.won


def orders(player: HardPlayer, state: State) -> list[Order]:
    """Return a player's orders of one impulse."""
    given: list[Order] = []
    faction = player.faction
    while not given or not isinstance(given[-1], EndImpulse):
        given.append(player.choose(view_of(state, faction)))
        state, _ = apply(state, given[-1])
    return given


def test_the_budget_is_kept_and_the_same_budget_gives_the_same_orders() -> None:
    state = crossroads(3)
    assert state.active is not None
    for budget in (0, 50, 500):
        players = [HardPlayer(state.active, 3, budget) for _ in range(2)]
        one, two = (orders(player, state) for player in players)
        assert one == two
        assert players[0].left >= -budget - 20


def test_a_budget_of_nothing_is_no_search_at_all() -> None:
    state = crossroads(3)
    assert state.active is not None
    plain = NormalPlayer(state.active, 3, "hard")
    assert orders(HardPlayer(state.active, 3, 0), state) == orders(plain, state)


def test_who_is_told_to_stop_plays_what_he_has() -> None:
    state = crossroads(3)
    assert state.active is not None
    player = HardPlayer(state.active, 3)
    first = player.choose(view_of(state, state.active))
    player.cancel()
    after, _ = apply(state, first)
    assert isinstance(orders(player, after)[-1], EndImpulse)


def test_a_budget_is_part_of_the_name() -> None:
    player = make_player("hard-150", "gov", 1)
    assert isinstance(player, HardPlayer) and player.budget == 150
