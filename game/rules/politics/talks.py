"""The talks (18.3): after the war each faction is heard once a round, the strongest first; then it ends."""

from __future__ import annotations

from game.model import orders as od
from game.model.events import ImpulseBegan, TalksOpened
from game.model.kinds import FactionId, OfferKind
from game.model.orders import Order
from game.model.state import Position, State
from game.rules.play import Play
from game.rules.politics.endings import fix_partition
from game.rules.politics.offers import settle_offer
from game.rules.politics.settlement import holder_of
from game.rules.refusal import Refusal
from game.rules.score import end_game

AT_THE_TABLE = od.Concede | od.Answer | od.SetFate | od.Choose | od.EndImpulse
"""The orders that may still be given when the war is over."""


def conclude(play: Play) -> None:
    """18.3 The war is over: what it left unanswered lapses, and the talks open where there are any, else the
    game ends."""
    for offer in play.state.offers:
        settle_offer(play, offer, False)
    if play.state.setting.politics.conference.rounds:
        _open_round(play, 1)
    else:
        _finish(play)


def _open_round(play: Play, number: int) -> None:
    play.enter(TalksOpened(number))
    next_speaker(play, after=None)


def next_speaker(play: Play, after: FactionId | None) -> None:
    """18.3 The next faction at the table is heard; after the last a new round begins, or the game ends."""
    state = play.state
    order = speakers(state)
    rest = order if after is None else order[order.index(after) + 1 :]
    for faction in rest:
        if at_the_table(state, faction):
            play.enter(ImpulseBegan(state.impulse, faction))
            return
    if state.talks < state.setting.politics.conference.rounds:
        _open_round(play, state.talks + 1)
    else:
        _finish(play)


def speakers(state: State) -> tuple[FactionId, ...]:
    """18.3 Return all factions in the order of their scores at the end of the war, the greatest first."""
    order = state.setting.order
    return tuple(sorted(order, key=lambda one: (-state.scores.get(one, 0), order.index(one))))


def at_the_table(position: Position, faction: FactionId) -> bool:
    """18.3 Whether a faction has units or assets left to speak for, as far as the position tells."""
    assets = position.setting.assets
    return bool(position.units_of(faction)) or any(holder_of(position, one) == faction for one in assets)


def hand_on(play: Play, faction: FactionId) -> None:
    """18.3 What a faction leaves unanswered when it has been heard is off the table."""
    for offer in play.state.offers:
        if offer.kind is OfferKind.CONCESSION and offer.receiver == faction:
            settle_offer(play, offer, False)
    next_speaker(play, after=faction)


def _finish(play: Play) -> None:
    """18.3 Offers that nobody answered lapse, the rest is frozen, and the game is over."""
    for offer in play.state.offers:
        settle_offer(play, offer, False)
    fix_partition(play)
    end_game(play)


def why_not_now(position: Position, order: Order) -> Refusal | None:
    """18.3 Once the talks are open only words are left."""
    if not position.talks or isinstance(order, AT_THE_TABLE):
        return None
    return Refusal("the war is over: there is only the table", "18.3")
