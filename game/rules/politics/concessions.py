"""Concessions (18.3): what may be put to others at the table, what it is worth, and what an answer brings."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.affairs import Offer
from game.model.events import Conceded, OfferMade, PointsScored
from game.model.kinds import FactionId, OfferKind, PlaceId
from game.model.orders import Order
from game.model.state import Position, View
from game.model.tongue import say
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.offers import SCRUPLES, SETTLEMENTS
from game.rules.politics.patrons import approval, patrons_of
from game.rules.politics.relations import allied, name
from game.rules.politics.settlement import disputed, holder_of
from game.rules.politics.talks import at_the_table
from game.rules.refusal import Refusal
from game.rules.score import Links, worth_of

# --- offers ------------------------------------------------------------------------------------------


def _concede(position: Position, faction: FactionId, order: od.Concede) -> Refusal | None:
    """18.3 An offer goes to one other at the table and names few places and little recognition."""
    if not position.talks:
        return Refusal("concessions are made at the table, when the war is over", "18.3")
    if order.to not in position.setting.factions or allied(position, faction, order.to):
        return Refusal("an offer is made to another faction, not to an ally", "18.3")
    for who in (faction, order.to):
        if not has_a_seat(position, who) or not at_the_table(position, who):
            return Refusal(say("{who} is not at the table", who=name(position, who)), "18.3")
    if not (order.gives or order.takes or order.recognition):
        return Refusal("an offer gives or takes something", "18.3")
    return _why_too_much(position, order) or _why_not_theirs(position, faction, order)


def _why_too_much(position: Position, order: od.Concede) -> Refusal | None:
    """18.3 Few places either way, recognition within its bounds, one open offer a pair."""
    figures, names = position.setting.rules.conference, (*order.gives, *order.takes)
    if max(len(order.gives), len(order.takes)) > figures.most_places or len(set(names)) < len(names):
        return Refusal(
            say("an offer names at most {most_places} places either way", most_places=figures.most_places),
            "18.3",
        )
    if abs(order.recognition) > figures.most_recognition:
        return Refusal(
            say(
                "recognition is worth at most {most_recognition} points",
                most_recognition=figures.most_recognition,
            ),
            "18.3",
        )
    me = position.active
    if any({offer.maker, offer.receiver} == {me, order.to} for offer in position.offers):
        return Refusal(say("an offer between you and {to} is open", to=name(position, order.to)), "18.3")
    return None


def _why_not_theirs(position: Position, faction: FactionId, order: od.Concede) -> Refusal | None:
    """18.3 One gives what one holds and asks for what the other is known to hold."""
    for places, owner in ((order.gives, faction), (order.takes, order.to)):
        for place in places:
            if place not in position.setting.assets:
                return Refusal("only places that count may be exchanged", "18.3")
            if holder_of(position, place) != owner:
                label = position.setting.board.places[place].name
                return Refusal(
                    say("{label} is not {owner}'s to give", label=label, owner=name(position, owner)), "18.3"
                )
    return None


def _handle_concede(play: Play, view: View, order: od.Concede) -> None:
    maker, state = view.faction, play.state
    id = f"{maker}_{order.to}_{state.talks}"
    play.enter(OfferMade(offer_from(view, order, id)))


def offer_from(view: View, order: od.Concede, id: str = "") -> Offer:
    """18.3 Return the offer that an order makes."""
    return Offer(
        id,
        OfferKind.CONCESSION,
        view.faction,
        order.to,
        gives=order.gives,
        takes=order.takes,
        recognition=order.recognition,
        turn=view.turn,
    )


def has_a_seat(position: Position, faction: FactionId) -> bool:
    """18.3 Whether a faction trades with the others: where there are blocs, whoever sits in one."""
    blocs = position.setting.politics.conference.blocs
    return not blocs or any(faction in bloc for bloc in blocs)


def _scruple(position: Position, faction: FactionId, offer: Offer, accept: bool) -> Refusal | None:
    """18.3 Nobody accepts what the two can no longer exchange."""
    if accept and not _stands(position, offer):
        return Refusal("that is no longer theirs or yours to exchange", "18.3")
    return None


def _stands(position: Position, offer: Offer) -> bool:
    """18.3 Whether each still holds what an offer says that he gives."""
    ours = all(holder_of(position, place) == offer.maker for place in offer.gives)
    return ours and all(holder_of(position, place) == offer.receiver for place in offer.takes)


def _settle(play: Play, offer: Offer, accepted: bool) -> None:
    """18.3 What was agreed is signed over, all of it or nothing; recognition is points from one to the
    other."""
    if not accepted or not _stands(play.state, offer):
        return
    for places, giver, to in (
        (offer.gives, offer.maker, offer.receiver),
        (offer.takes, offer.receiver, offer.maker),
    ):
        for place in places:
            play.enter(Conceded(place, giver, to))
    if offer.recognition:
        points = 10 * offer.recognition
        play.enter(PointsScored(offer.maker, points, "recognition"))
        play.enter(PointsScored(offer.receiver, -points, "recognition"))


SCRUPLES[OfferKind.CONCESSION] = _scruple
SETTLEMENTS[OfferKind.CONCESSION] = _settle


# --- what an offer is worth --------------------------------------------------------------------------


@once_a_position
def _links(position: Position, faction: FactionId) -> Links:
    return Links(position, position.setting.factions[faction])


@once_a_position
def stake(position: Position, faction: FactionId, place: PlaceId) -> int:
    """18.3 Return in tenths what holding a place at the end, rather than not, is worth to a faction: in full
    when it would be signed over, by its link when it is held, less where it is in dispute anyway."""
    tenths = 10 * worth_of(position, position.setting.assets[place])
    if holder_of(position, place) == faction and isinstance(position, View) and position.faction == faction:
        tenths = tenths * _links(position, faction).pct(position.setting.board.places[place].at) // 100
    claims = disputed(position).get(place, ())
    in_dispute = faction in claims or (claims and holder_of(position, place) == faction)
    return tenths * position.setting.rules.conference.disputed_pct // 100 if in_dispute else tenths


def pressure(position: Position, faction: FactionId) -> int:
    """18.3 Return how hard its patrons press a faction to settle: the less they approve, the harder."""
    levels = [approval(position, patron.id) for patron in patrons_of(position, faction)]
    if not levels:
        return 0
    bands, mean = position.setting.rules.patrons, sum(levels) // len(levels)
    sunk = sum(mean < bound for bound in (bands.strong, bands.normal, bands.weak))
    return position.setting.rules.conference.pressure[sunk]


def leverage(view: View, maker: FactionId, receiver: FactionId) -> int:
    """18.3 Return in tenths the weight of one who offers: a share of his lead in score, and pressure."""
    lead = view.scores.get(maker, 0) - view.scores.get(receiver, 0)
    return lead // view.setting.rules.conference.leverage_divisor + 10 * pressure(view, receiver)


def gain_and_loss(view: View, offer: Offer, faction: FactionId) -> tuple[int, int]:
    """18.3 Return in tenths what a faction would get and give up by an offer, as the maker or receiver."""
    mine = faction == offer.maker
    coming, going = (offer.takes, offer.gives) if mine else (offer.gives, offer.takes)
    points = 10 * (offer.recognition if mine else -offer.recognition)
    gain = sum(stake(view, faction, place) for place in coming) + max(0, points)
    loss = sum(stake(view, faction, place) for place in going) + max(0, -points)
    return gain, loss


def worth_accepting(view: View, offer: Offer) -> bool:
    """18.3 Whether an offer is good enough for its receiver: the gain is at least what is lost, and
    something more, less the other's leverage."""
    gain, loss = gain_and_loss(view, offer, offer.receiver)
    return _suits(view, gain, loss, leverage(view, offer.maker, offer.receiver))


def _suits(view: View, gain: int, loss: int, weight: int) -> bool:
    return 100 * gain >= view.setting.rules.conference.loss_pct * loss - 100 * weight


def rivals(view: View) -> tuple[FactionId, ...]:
    """18.3 Return those at the table with whom no offer is open."""
    return tuple(
        other
        for other in view.setting.order
        if not allied(view, view.faction, other) and has_a_seat(view, other) and at_the_table(view, other)
        if not any({offer.maker, offer.receiver} == {view.faction, other} for offer in view.offers)
    )


def best_offer_to(view: View, rival: FactionId) -> od.Concede | None:
    """18.3 Return the most profitable offer of at most a place each way that a rival would likely accept."""
    ours = [("", 0, 0), *_stakes(view, view.faction, rival)]
    weight, best, most = leverage(view, view.faction, rival), None, 0
    for take, hers, mine in _stakes(view, rival, view.faction):
        for give, loss, gain in ours:
            if mine - loss > most and _suits(view, gain, hers, weight):
                best, most = od.Concede(rival, (give,) if give else (), (take,)), mine - loss
    return best


def _stakes(view: View, holder: FactionId, other: FactionId) -> list[tuple[PlaceId, int, int]]:
    """18.3 Return each asset that a faction holds, with what it is worth to it and to another."""
    held = (place for place in view.setting.assets if holder_of(view, place) == holder)
    return [(place, stake(view, holder, place), stake(view, other, place)) for place in held]


def candidates(view: View) -> Iterator[Order]:
    """Yield, for each rival, the best offer, each claim on what he holds, and a point of recognition."""
    if not view.talks or not has_a_seat(view, view.faction):
        return
    claims = view.setting.politics.conference.claims.get(view.faction, ())
    for rival in rivals(view):
        best = best_offer_to(view, rival)
        asked = [od.Concede(rival, takes=(one,)) for one in claims if holder_of(view, one) == rival]
        more = [od.Concede(rival, recognition=1), od.Concede(rival, recognition=-1)]
        yield from dict.fromkeys((*((best,) if best else ()), *asked, *more))


JUDGES = {od.Concede: _concede}
HANDLERS = {od.Concede: _handle_concede}
