"""The annals of a game: what is written down at the end of each turn, for whom, what history had (12.1)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.ai.players import make_player
from game.model.annals import ALL_KNOWING
from game.model.kinds import NOBODY
from game.model.orders import EndImpulse, parse_order
from game.rules import apply, setup
from game.rules.annals import Annals, in_history, moments_of, recorded
from game.rules.views import view_of
from game.session import Session
from tests.support.crossroads import crossroads

TURNS = 3


def session() -> Session:
    first = crossroads(3)
    order = first.setting.order
    players = {faction: make_player("greedy", faction, 3) for faction in order}
    return Session(first.scenario, 3, dict.fromkeys(order, "greedy"), players)


@cache
def played() -> Session:
    """Return a small war of machines, some turns old."""
    game = session()
    while not game.over and game.state.turn <= TURNS:
        player = game.player()
        assert player is not None and game.active is not None
        game.submit(player.choose(game.view(game.active)))
    return game


def test_every_turn_has_a_record_and_the_beginning_has_one() -> None:
    assert [one.turn for one in played().annals.of(ALL_KNOWING).turns] == list(range(TURNS + 1))


def test_a_record_counts_ground_places_supply_and_losses() -> None:
    game = played()
    last = game.annals.of(ALL_KNOWING).turns[-1]
    for faction in game.setting.factions:
        assert last.hexes_of(faction) == sum(1 for holder in last.control if holder == faction)
        assert sum(last.fed[faction]) == len(game.state.units_of(faction))
    everybody = (*game.setting.factions, NOBODY)
    assert sum(last.places_of(faction) for faction in everybody) == len(game.setting.assets)
    then, now = (
        sum(unit.steps for unit in state.units.values()) for state in (setup(game.scenario, 3), game.state)
    )
    assert sum(last.lost.values()) >= then - now > 0


def test_a_faction_reads_in_its_annals_what_its_view_held_then() -> None:
    state = crossroads(3)
    annals = Annals(state)
    while state.turn <= 1:
        after, events = apply(state, EndImpulse())
        annals.enter(state, after, events)
        state = after
    for faction in state.setting.factions:
        known = annals.of(faction).turns[-1]
        assert known == recorded(view_of(state, faction), 1, annals.of(faction).lost)
        assert tuple(known.fed) == (faction,), "the supply of others is not known"


def test_losses_that_nobody_saw_are_in_no_annals_but_those_that_know_all() -> None:
    truth = played().annals.of(ALL_KNOWING).lost
    for reader in played().setting.order:
        known = played().annals.of(reader).lost
        assert all(known[faction] <= truth[faction] for faction in truth)
        assert known[reader] == truth[reader], "of one's own losses one knows all"


def test_an_order_taken_back_is_struck_out() -> None:
    game = session()
    entries = {
        reader: (list(game.annals.of(reader).moments), dict(game.annals.of(reader).lost))
        for reader in game.setting.order
    }
    for text in played().orders:
        game.submit(parse_order(text))
        if not game.why_no_undo():
            break
    else:
        raise AssertionError("no order of this game can be taken back")
    assert game.undo()
    again = {
        reader: (list(game.annals.of(reader).moments), dict(+game.annals.of(reader).lost))
        for reader in game.setting.order
    }
    if len(game.written) == 0:
        assert again == entries
    assert game.redo()


def test_a_game_played_again_from_its_orders_has_the_same_annals() -> None:
    again = session()
    for written in played().written:
        again.resume(parse_order(written.order), written.digest, written.marks)
    for reader in (ALL_KNOWING, *again.setting.order):
        assert again.annals.of(reader).turns == played().annals.of(reader).turns
        assert again.annals.of(reader).moments == played().annals.of(reader).moments


def test_history_holds_what_its_milestones_say_from_their_day_on() -> None:
    from game.files import load_scenario

    path = Path(__file__).parents[1] / "scenarios" / "deir_al_zor.yaml"
    scenario = load_scenario(path)
    annals = Annals(setup(scenario, 1))
    start = annals.of(ALL_KNOWING).turns[0]
    assert in_history(scenario.setting, start, 0) == dict(start.places)
    last = in_history(scenario.setting, start, scenario.setting.clock.turns)
    for milestone in scenario.setting.milestones:
        later = [one for one in scenario.setting.milestones if one.day > milestone.day]
        for place in milestone.places:
            if milestone.kind == "control" and not any(place in one.places for one in later):
                assert last[place] == milestone.faction


def test_the_moments_that_weigh_most_come_in_order() -> None:
    all_of_them = played().annals.of(ALL_KNOWING).moments
    chosen = moments_of(all_of_them, 3)
    assert len(chosen) == 3 and [one.order for one in chosen] == sorted(one.order for one in chosen)
    left = [one.weight for one in all_of_them if one not in chosen]
    assert min(one.weight for one in chosen) >= max(left, default=0)
