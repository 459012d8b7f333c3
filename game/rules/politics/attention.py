"""What patrons watch (13.3): each event that may please or displease one, and what comes in every turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.events import Event
from game.model.kinds import FactionId
from game.model.state import State
from game.model.tongue import mark
from game.rules.play import Play
from game.rules.politics.patrons import NORMAL, STRONG, WEAK, WITHDRAWN, backing, patrons_of, react


def lend(play: Play) -> None:
    """13.2 Each turn patrons give their clients political points by what they think of them."""
    divisor = play.state.setting.rules.patrons.income_divisor
    for faction in play.state.setting.factions:
        levels = [play.state.affairs.approval[one.id] for one in patrons_of(play.state, faction)]
        points = sum((2 * level + divisor) // (2 * divisor) for level in levels)
        if points:
            play.enter(ev.FavourChanged(faction, points, mark("from its patrons")))


def air_lent(state: State, faction: FactionId, points: int) -> int:
    """13.3 Return the air points of a turn as patrons let them fly: more with strong backing, else less."""
    figures, band = state.setting.rules.patrons, backing(state, faction)
    if not points or band == NORMAL:
        return points
    if band == STRONG:
        return points + figures.strong_air
    return (points * figures.weak_air_pct + 50) // 100 if band == WEAK else 0


def lateness(state: State, faction: FactionId) -> int:
    """13.3 Return by how many turns arrivals are late for want of backing."""
    weak = backing(state, faction) in (WEAK, WITHDRAWN)
    return state.setting.rules.patrons.weak_delay if weak else 0


def cards_lent(state: State, faction: FactionId) -> int:
    """13.3 Return how many cards more than others a faction may hold for its strong backing."""
    return state.setting.rules.patrons.strong_cards if backing(state, faction) == STRONG else 0


def watch_gates(play: Play) -> None:
    """13.3 Patrons see at the end of each turn who holds a gate."""
    for place in play.state.setting.politics.gates:
        holder = play.state.control[play.state.setting.board.places[place].at]
        react(play, "gate_held", faction=holder, place=place)


def heed(play: Play, events: tuple[Event, ...]) -> None:
    """13.3 Let patrons respond to what has just happened."""
    if not play.state.setting.politics.patrons:
        return
    for event in events:
        watcher = WATCHED.get(type(event))
        if watcher:
            watcher(play, event)
    _count_losses(play, events)


def _ground(play: Play, event: ev.ControlPassed) -> None:
    """13.3 An asset taken is an asset lost."""
    for here in event.hexes:
        asset, loser = play.state.setting.asset_hexes.get(here), play.before.control[here]
        if asset is not None and loser != event.faction:
            react(play, "takes", event.faction, loser, asset.place)
            react(play, "loses", loser, event.faction, asset.place)


def _districts(play: Play, event: ev.CityPressed) -> None:
    """13.3 Districts won, counted from the first."""
    if event.won:
        had = play.state.cities[event.place].holders.get(event.attacker, 0) - event.won
        react(play, "district", event.attacker, event.defender, event.place, event.won, max(0, had))


def _harm(play: Play, event: ev.HarmDone) -> None:
    """13.3 Harm done to civilians, counted over the game."""
    had = play.state.harm.get(event.faction, 0) - event.amount
    react(play, "harm", event.faction, count=event.amount, before=max(0, had))


def _attack(play: Play, event: ev.AttackMarked) -> None:
    """13.3 A fight is a clash between the two sides, whichever of them attacked."""
    known = {**play.state.units, **play.before.units}
    ours = {known[unit].faction for unit in event.units if unit in known}
    theirs = {known[unit].faction for unit in event.defenders if unit in known}
    for one in sorted(ours):
        for other in sorted(theirs - ours):
            _clash(play, one, other)


def _strike(play: Play, event: ev.Enforced) -> None:
    """13.3 A strike that costs a step is a clash."""
    if event.steps:
        _clash(play, event.owner, event.unit.faction)


def _clash(play: Play, one: FactionId, other: FactionId) -> None:
    react(play, "clash", one, other)
    react(play, "clash", other, one)


def _count_losses(play: Play, events: tuple[Event, ...]) -> None:
    """13.3 Steps lost, counted over the game, so that no remainder is forgotten."""
    lost: dict[FactionId, int] = {}
    for event in events:
        if isinstance(event, ev.StepsLost):
            who = event.unit.faction
            lost[who] = lost.get(who, 0) + min(event.steps, event.unit.steps)
    for faction, steps in sorted(lost.items()):
        had = max(0, play.state.losses.get(faction, 0) - steps)
        react(play, "steps_lost", faction, count=steps, before=had)


WATCHED: dict[type, Callable[[Play, Any], None]] = {
    ev.ControlPassed: _ground,
    ev.CityPressed: _districts,
    ev.HarmDone: _harm,
    ev.AttackMarked: _attack,
    ev.Enforced: _strike,
}
"""What patrons watch event by event."""
