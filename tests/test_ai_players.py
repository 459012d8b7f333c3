"""Machine players: whole games without an illegal order, and the same orders from the same view."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from game.ai.normal import NormalPlayer
from game.ai.players import MAKERS, Player, load_player, make_player
from game.ai.stream import Stream
from game.files import load_scenario
from game.model.kinds import Sight
from game.model.orders import EndImpulse, parse_order
from game.model.scenario import Scenario
from game.model.state import State, View
from game.rules import apply, digest, setup, view_of
from tests.support.crossroads import crossroads

CAMPAIGN = Path(__file__).resolve().parents[1] / "scenarios" / "deir_al_zor.yaml"
NAMES = tuple(MAKERS)
LEADERS = ("greedy", "normal")


@cache
def campaign() -> Scenario:
    return load_scenario(CAMPAIGN)


def play(state: State, name: str, seed: int, until: int = 99) -> tuple[State, list[str]]:
    """Return the state after the last turn but `until`, and every order given on the way there."""
    players = {faction: make_player(name, faction, seed) for faction in state.setting.factions}
    orders: list[str] = []
    while state.active is not None and state.turn <= until:
        order = players[state.active].choose(view_of(state, state.active))
        orders.append(str(order))
        state, _ = apply(state, order)
    return state, orders


@pytest.mark.parametrize("impulses", (1, 2))
@pytest.mark.parametrize("name", NAMES)
def test_every_player_finishes_a_small_game_without_an_illegal_order(name: str, impulses: int) -> None:
    for seed in (1, 2):
        state, _ = play(crossroads(seed, impulses=impulses), name, seed)
        assert state.ending is not None


@pytest.mark.parametrize("name", LEADERS)
def test_a_whole_campaign_is_played_to_its_end(name: str) -> None:
    state, orders = play(setup(campaign(), 5), name, 5)
    assert state.ending is not None and state.turn >= 22
    assert sum(order.startswith("assault") for order in orders) > 20


@pytest.mark.long
@pytest.mark.parametrize("name", LEADERS)
@pytest.mark.parametrize("seed", range(20))
def test_twenty_campaigns_are_played_without_an_illegal_order(name: str, seed: int) -> None:
    state, _ = play(setup(campaign(), seed), name, seed)
    assert state.ending is not None


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_orders_and_the_same_end(name: str) -> None:
    first, orders = play(crossroads(3), name, 3)
    again, repeated = play(crossroads(3), name, 3)
    assert orders == repeated
    assert digest(first) == digest(again)


def test_normal_plays_the_same_campaign_twice() -> None:
    _, orders = play(setup(campaign(), 4), "normal", 4, until=3)
    _, repeated = play(setup(campaign(), 4), "normal", 4, until=3)
    assert orders == repeated and len(orders) > 100


def test_random_players_of_different_seeds_play_differently() -> None:
    assert play(crossroads(1), "random", 1)[1] != play(crossroads(1), "random", 2)[1]


def impulse_of(player: Player, state: State) -> list[str]:
    """Return the orders of the active faction's impulse."""
    faction, orders = state.active, []
    while state.active == faction:
        view = view_of(state, faction)
        order = player.choose(view)
        orders.append(str(order))
        state, _ = apply(state, order)
        if isinstance(order, EndImpulse):
            break
    return orders


def leaders(state: State, name: str) -> State:
    """Return the state after half a game of a player against itself."""
    return play(state, name, 7, until=3)[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_player_made_anew_in_the_middle_of_an_impulse_comes_to_an_end(name: str) -> None:
    state = leaders(crossroads(2), "normal")
    faction = state.active
    assert faction is not None
    for _ in range(3):
        if state.active != faction:
            break
        state, _ = apply(state, make_player(name, faction, 7).choose(view_of(state, faction)))
    if state.active == faction:
        assert impulse_of(make_player(name, faction, 7), state)[-1] == "end"


@pytest.mark.parametrize("name", LEADERS)
def test_a_plan_is_made_from_the_view_alone(name: str) -> None:
    state = setup(campaign(), 2)
    assert state.active is not None
    view = view_of(state, state.active)
    assert isinstance(view, View) and not isinstance(view, State)
    first = make_player(name, state.active, 1).choose(view)
    assert make_player(name, state.active, 1).choose(replace(view)) == first


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="pass, random, greedy, recruit, easy, normal, hard"):
        make_player("genius", "gov", 1)


def test_a_class_of_ones_own_may_take_a_seat() -> None:
    player = load_player("game.ai.baselines:PassPlayer", "gov", 1)
    assert isinstance(player.choose(view_of(crossroads(1), "gov")), EndImpulse)
    assert isinstance(load_player("normal", "gov", 1), NormalPlayer)


@pytest.mark.parametrize("spec", ("nowhere:Class", "game.ai.baselines:Nobody", "game.ai.stream:Stream"))
def test_a_class_that_is_no_player_is_refused_in_words(spec: str) -> None:
    with pytest.raises(ValueError, match="player"):
        load_player(spec, "gov", 1)


def test_a_stream_depends_on_its_key_and_nothing_else() -> None:
    numbers = [Stream("a", 1).below(1000) for _ in range(3)]
    assert numbers == [numbers[0]] * 3
    stream, other = Stream("a", 1), Stream("a", 2)
    assert [stream.below(1000) for _ in range(8)] != [other.below(1000) for _ in range(8)]


def test_every_order_of_a_plan_has_a_text_that_reads_back() -> None:
    _, orders = play(crossroads(6), "normal", 6)
    assert all(str(parse_order(text)) == text for text in orders)


def test_a_player_keeps_no_sight_of_what_it_was_not_shown() -> None:
    state = setup(campaign(), 3)
    while state.active != "gov":
        state, _ = apply(state, EndImpulse())
    player = NormalPlayer("gov", 1)
    player.choose(view_of(state, "gov"))
    seen = {unit.at for unit in state.units.values() if unit.faction != "isis"}
    seen |= {contact.at for contact in view_of(state, "gov").contacts}
    seen |= {here for here, sight in view_of(state, "gov").vision.items() if sight >= Sight.PRESENCE}
    assert set(player.picture.foes) <= seen
