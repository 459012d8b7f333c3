"""Offers between factions and the answers to them: each kind has a wing that knows what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from game.model import orders as od
from game.model.affairs import Offer
from game.model.events import OfferSettled
from game.model.kinds import FactionId, OfferId, OfferKind
from game.model.orders import Order
from game.model.state import Position, View
from game.rules.play import Play
from game.rules.refusal import Refusal

Scruple: TypeAlias = Callable[[Position, FactionId, Offer, bool], Refusal | None]
Settlement: TypeAlias = Callable[[Play, Offer, bool], None]

SCRUPLES: dict[OfferKind, Scruple] = {}
"""Why an offer of a kind may not be answered in a way; the wing of each kind enters its own."""

SETTLEMENTS: dict[OfferKind, Settlement] = {}
"""What an answer leads to; the offer is off the table by then. The wing of each kind enters its own."""


def offer_of(position: Position, id: OfferId) -> Offer | None:
    """5.5 Return an offer that lies on the table, as far as the position knows of it."""
    return next((offer for offer in position.offers if offer.id == id), None)


def _why_not_answer(position: Position, faction: FactionId, order: od.Answer) -> Refusal | None:
    """5.5 An offer is answered by the one to whom it was made."""
    offer = offer_of(position, order.offer)
    if offer is None or offer.receiver != faction:
        return Refusal("no such offer was made to you", "5.5")
    scruple = SCRUPLES.get(offer.kind)
    return scruple(position, faction, offer, order.accept) if scruple else None


def _answer(play: Play, view: View, order: od.Answer) -> None:
    offer = offer_of(play.state, order.offer)
    assert offer is not None
    settle_offer(play, offer, order.accept)


def settle_offer(play: Play, offer: Offer, accepted: bool) -> None:
    """5.5 Take an offer off the table, and let what was agreed come about."""
    play.enter(OfferSettled(offer, accepted))
    if offer.kind in SETTLEMENTS:
        SETTLEMENTS[offer.kind](play, offer, accepted)


def candidates(view: View) -> Iterator[Order]:
    """Yield the answers that a faction may give."""
    for offer in view.offers:
        if offer.receiver == view.faction:
            yield od.Answer(offer.id, True)
            yield od.Answer(offer.id, False)


JUDGES = {od.Answer: _why_not_answer}
HANDLERS = {od.Answer: _answer}
