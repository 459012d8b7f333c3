"""The sequence of play (1.2): what happens between a player's orders, until somebody must decide again."""

from __future__ import annotations

from game.model.events import (
    CityPressed,
    CrossingChanged,
    ImpulseBegan,
    ImpulseEnded,
    TurnBegan,
)
from game.model.kinds import CrossingState, FactionId
from game.model.state import State
from game.model.tongue import mark
from game.rules.arrivals import bring_on, recover, replenish, withdraw
from game.rules.command import dealt, from_turn
from game.rules.control import settle_desert
from game.rules.dice import roll_two
from game.rules.insurgency.withdrawal import lapse
from game.rules.play import Play
from game.rules.politics.attention import air_lent
from game.rules.politics.endings import is_frozen_war
from game.rules.politics.gates import ration
from game.rules.politics.incidents import check_incidents
from game.rules.politics.talks import conclude, hand_on
from game.rules.registry import CHECKS, CLOSE, INCOME, POLITICS, SUPPLY, run
from game.rules.score import check_assets
from game.rules.siege import settle_city
from game.rules.supply import check_supply


def begin_turn(play: Play, turn: int) -> None:
    """1.2 Phases 1 and 2: points, pontoons, departures and arrivals, supply, replacements."""
    recover(play)
    factions = play.state.setting.factions.values()
    play.enter(
        TurnBegan(
            turn,
            {faction.id: dealt(faction, turn) for faction in factions},
            {f.id: air_lent(play.state, f.id, from_turn(f.air, turn)) for f in factions},
            {faction.id: faction.transport for faction in factions},
        )
    )
    _open_pontoons(play)
    _fight_off_stage(play)
    run(play, POLITICS)
    withdraw(play)
    bring_on(play)
    run(play, SUPPLY)
    check_supply(play)
    ration(play)
    replenish(play)
    run(play, INCOME)
    next_impulse(play, after=None)


def _open_pontoons(play: Play) -> None:
    """2.5 A pontoon begun last turn opens."""
    for crossing, state in tuple(play.state.crossings.items()):
        if state is CrossingState.LAYING:
            play.enter(CrossingChanged(crossing, CrossingState.OPEN, "", mark("the pontoon is open")))


def _fight_off_stage(play: Play) -> None:
    """5.4 A city whose battle is fought elsewhere falls by its dated list."""
    for plan in play.state.setting.cities.values():
        lost = sum(count for turn, count in plan.falls if turn == play.state.turn)
        loser, winner = (*plan.holders, "", "")[:2]
        siege = play.state.cities[plan.place]
        lost = min(lost, siege.holders.get(loser, 0))
        if lost and winner:
            play.enter(CityPressed(plan.place, winner, loser, lost, 0, siege.dump))
            settle_city(play, plan.place, loser)


def next_impulse(play: Play, after: FactionId | None) -> None:
    """1.2 Each faction with units acts in the fixed order, once an impulse; then the turn ends."""
    state = play.state
    order = state.setting.order
    impulse, place = state.impulse, 0 if after is None else order.index(after) + 1
    while impulse < state.setting.clock.impulses:
        for faction in order[place:]:
            if play.state.units_of(faction):
                play.enter(ImpulseBegan(impulse, faction))
                return
        impulse, place = impulse + 1, 0
    end_turn(play)


def end_impulse(play: Play, faction: FactionId) -> None:
    """1.2 A faction hands on."""
    lapse(play, faction)
    play.enter(ImpulseEnded(faction))
    if play.state.talks:
        hand_on(play, faction)
    else:
        next_impulse(play, after=faction)


def end_turn(play: Play) -> None:
    """1.2 Phases 5 and 6: incidents, control of empty desert, assets, milestones, the end or a new turn."""
    check_incidents(play)
    run(play, CLOSE)
    settle_desert(play)
    check_assets(play)
    run(play, CHECKS)
    if is_over(play.state):
        conclude(play)
    else:
        begin_turn(play, play.state.turn + 1)


def is_over(state: State) -> bool:
    """12.5, 18.4 The war ends after its last turn, from a turn on if the dice say so, or when it freezes."""
    clock = state.setting.clock
    if state.turn >= clock.turns or is_frozen_war(state):
        return True
    need = clock.variable_end.get(state.turn)
    return need is not None and roll_two(state, "end", state.turn) >= need
