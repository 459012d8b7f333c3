"""Offers and answers: a way out for a garrison, and exchanges at the table (5.5, 18.3)."""

from __future__ import annotations

from game.model import orders as od
from game.model.kinds import OfferKind
from game.model.state import View
from game.rules.politics.concessions import best_offer_to, worth_accepting
from game.rules.politics.relations import hostile

ANSWERED, A_WAY_OUT, AN_EXCHANGE = 300, 40, 50


def answer(view: View, order: od.Answer) -> int:
    """5.5, 18.3 A garrison leaves when it is nearly done for; an exchange is accepted for what it brings."""
    offer = next(one for one in view.offers if one.id == order.offer)
    if offer.kind is OfferKind.CONCESSION:
        return ANSWERED if order.accept is worth_accepting(view, offer) else 0
    siege, plan = view.cities[offer.place], view.setting.cities[offer.place]
    done_for = 4 * siege.holders.get(view.faction, 0) <= plan.districts and siege.dump == 0
    return ANSWERED if order.accept is done_for else 0


def offer_withdrawal(view: View, order: od.OfferWithdrawal) -> int:
    """5.5 A way out is offered when most districts are won and the calendar presses."""
    siege, plan = view.cities[order.place], view.setting.cities[order.place]
    left = max((n for who, n in siege.holders.items() if hostile(view, view.faction, who)), default=0)
    late = 4 * view.turn >= 3 * view.setting.clock.turns
    return A_WAY_OUT if late and 3 * left <= plan.districts else 0


def concede(view: View, order: od.Concede) -> int:
    """18.3 What pays and is likely to be taken is put to each in turn."""
    return AN_EXCHANGE if order == best_offer_to(view, order.to) else 0
