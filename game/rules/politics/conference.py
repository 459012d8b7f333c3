"""Meetings of the powers on dates (18.1): what each bloc has in hand, and what that is worth to it."""

from __future__ import annotations

from game.model.events import CheckHeld, FavourChanged
from game.model.kinds import FactionId
from game.model.politics import Check
from game.model.state import State
from game.rules.play import Play
from game.rules.politics.areas import areas_in_force
from game.rules.politics.patrons import patrons_of
from game.rules.score import asset_tenths, corridor_tenths, symbol_tenths

ASTANA, GENEVA = "astana", "geneva"


def hold_checks(play: Play) -> None:
    """18.1 The meetings of the turn take place: each bloc's hand is counted and its members are paid by rank;
    nobody scores for it."""
    for check in play.state.setting.politics.conference.checks:
        if check.turn == play.state.turn:
            _hold(play, check)


def _hold(play: Play, check: Check) -> None:
    state, blocs = play.state, play.state.setting.politics.conference.blocs
    hands = {bloc: hand_of(state, bloc, check.track) for bloc in blocs}
    play.enter(CheckHeld(check.id, tuple((bloc[0], hand) for bloc, hand in hands.items())))
    for bloc, hand in hands.items():
        rank = sum(1 for other in hands.values() if other > hand)
        points = favour_of(state, rank) if hand > 0 else 0
        for faction in bloc:
            if points and faction in state.setting.factions:
                play.enter(FavourChanged(faction, points, check.name))


def favour_of(state: State, rank: int) -> int:
    """18.1 Return the political points for the members of the bloc with so many ahead of it."""
    paid = state.setting.rules.conference.check_favour
    return paid[rank] if rank < len(paid) else 0


def hand_of(state: State, bloc: tuple[FactionId, ...], track: str) -> int:
    """18.1 Return what a bloc has in hand, in tenths: assets and corridor; at Geneva symbols count too, at
    Astana the de-escalation areas that its patrons vouch for."""
    members = [faction for faction in bloc if faction in state.setting.factions]
    hand = sum(asset_tenths(state, faction) + corridor_tenths(state, faction) for faction in members)
    if track == GENEVA:
        hand += sum(symbol_tenths(state, faction) for faction in members)
    if track == ASTANA:
        hand += areas_of(state, bloc) * state.setting.rules.conference.area_tenths
    return hand


def areas_of(state: State, bloc: tuple[FactionId, ...]) -> int:
    """18.1 Return how many de-escalation areas in force a bloc's patrons vouch for."""
    backers = {patron.id for faction in bloc for patron in patrons_of(state, faction)}
    return sum(1 for zone in areas_in_force(state) if not backers.isdisjoint(zone.guarantors))
