"""A garrison let go (5.5): a besieger offers a way out of an encircled city."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.affairs import Offer
from game.model.events import CityPressed, FellBack, OfferMade, PointsScored, StepsLost
from game.model.kinds import FactionId, OfferKind, PlaceId
from game.model.orders import Order
from game.model.state import Position, State, View
from game.model.tongue import say
from game.model.units import Unit
from game.rules.arrivals import fits
from game.rules.combat import defence_strength
from game.rules.insurgency.remnants import SLIPPED, gather
from game.rules.play import Play
from game.rules.politics import offers
from game.rules.politics.offers import settle_offer
from game.rules.politics.patrons import react
from game.rules.politics.relations import allied, allies, hostile
from game.rules.refusal import Refusal
from game.rules.siege import enemy_holder, settle_city
from game.rules.supply import supply_map


def _why_not_offer(position: Position, faction: FactionId, order: od.OfferWithdrawal) -> Refusal | None:
    """5.5 A city that an enemy holds, encircled, with one's own men at it, not offered of late."""
    plan = position.setting.cities.get(order.place)
    if plan is None or plan.closed:
        return Refusal("there is no siege of such a place", "5.5")
    holder = enemy_holder(position.cities[plan.place], position, faction)
    name = position.setting.board.places[plan.place].name
    if holder is None:
        return Refusal(say("no enemy holds a district of {name}", name=name), "5.5")
    if not encircled(position, plan.place, holder) or not _stands_by(position, plan.place, faction):
        return Refusal(say("{name} is not encircled by you", name=name), "5.5")
    return _why_not_again(position, faction, plan.place)


def encircled(position: Position, place: PlaceId, holder: FactionId) -> bool:
    """5.5 Whether no hex about a city is its holder's or a friend's of his, as far as the position tells."""
    here, friends = position.setting.board.places[place].at, allies(position, holder)
    return not any(position.control[near] in friends for near in position.setting.board.grid.around[here])


def _stands_by(position: Position, place: PlaceId, faction: FactionId) -> bool:
    """5.5 Whether a faction or an ally of it stands in a city or next to it."""
    here = position.setting.board.places[place].at
    near = (here, *position.setting.board.grid.around[here])
    return any(allied(position, faction, unit.faction) for at in near for unit in position.units_at(at))


def _why_not_again(position: Position, faction: FactionId, place: PlaceId) -> Refusal | None:
    """5.5 Another offer may be made some turns after the last."""
    rest = position.setting.rules.insurgency.leave_again
    desk = position.desks.get(faction)
    last = dict(desk.offered).get(place) if desk else None
    if last is not None and position.turn - last < rest:
        return Refusal(say("an offer may be made again {rest} turns after the last", rest=rest), "5.5")
    return None


def _offer(play: Play, view: View, order: od.OfferWithdrawal) -> None:
    maker, turn = view.faction, play.state.turn
    holder = enemy_holder(play.state.cities[order.place], play.state, maker)
    assert holder is not None
    id = f"{maker}_{order.place}_{turn}"
    play.enter(OfferMade(Offer(id, OfferKind.WITHDRAWAL, maker, holder, order.place, turn=turn)))


def lapse(play: Play, faction: FactionId) -> None:
    """5.5 An offer that is not answered by the end of its receiver's impulse is off the table."""
    for offer in play.state.offers:
        if offer.kind is OfferKind.WITHDRAWAL and offer.receiver == faction:
            settle_offer(play, offer, False)


def _scruple(position: Position, faction: FactionId, offer: Offer, accept: bool) -> Refusal | None:
    """5.5 An offer binds only those who still face each other in the city, while the war lasts."""
    siege = position.cities[offer.place]
    if accept and position.talks:
        return Refusal("the war is over", "5.5")
    if accept and not (siege.holders.get(faction, 0) and hostile(position, offer.maker, faction)):
        return Refusal("there is nothing left to withdraw from", "5.5")
    return None


def _settle(play: Play, offer: Offer, accepted: bool) -> None:
    """5.5 The garrison leaves with a few steps, the city falls, and the besieger pays for it."""
    if not accepted:
        return
    state, figures = play.state, play.state.setting.rules.insurgency
    siege = state.cities[offer.place]
    _depart(play, offer)
    won = siege.holders[offer.receiver]
    play.enter(CityPressed(offer.place, offer.maker, offer.receiver, won, 0, siege.dump))
    settle_city(play, offer.place, offer.receiver)
    name = state.setting.board.places[offer.place].name
    play.enter(
        PointsScored(offer.maker, -10 * figures.leave_price, say("a garrison let go from {name}", name=name))
    )
    react(play, "withdrawal_offer", offer.maker, offer.receiver, offer.place)


def _depart(play: Play, offer: Offer) -> None:
    """5.5 A few steps march to the nearest asset of theirs in supply; the rest slip away."""
    here = play.state.setting.board.places[offer.place].at
    room, gone = play.state.setting.rules.insurgency.leave_steps, 0
    garrison = (unit for unit in play.state.units_at(here) if unit.faction == offer.receiver)
    for unit in sorted(garrison, key=lambda unit: (-defence_strength(play.state, unit), unit.id)):
        leaving = replace(unit, steps=min(room, unit.steps))
        there = _refuge(play.state, leaving, here) if room and unit.type.move else None
        stay = unit.steps if there is None else unit.steps - leaving.steps
        if stay:
            play.enter(StepsLost(unit, stay, here, SLIPPED))
            gone += stay
        if there is not None:
            play.enter(FellBack(play.unit(unit.id), (here, there)))
            room -= leaving.steps
    gather(
        play,
        offer.receiver,
        gone,
        say("from {place}", place=play.state.setting.board.places[offer.place].name),
    )


def _refuge(state: State, unit: Unit, here: Hex) -> Hex | None:
    """5.5 Return the nearest asset of a garrison's own in supply that has room for it."""
    board, supplied = state.setting.board, supply_map(state, unit.faction).costs
    hexes = (board.places[place].at for place in state.setting.assets)
    near = [
        (board.grid.distance(here, at), at)
        for at in hexes
        if at != here and at in supplied and at not in state.setting.city_at
        if state.control[at] == unit.faction and fits(state, unit, at, supplied=True)
    ]
    return min(near)[1] if near else None


def candidates(view: View) -> Iterator[Order]:
    """5.5 Yield an offer for each city under siege."""
    for place in view.setting.cities:
        yield od.OfferWithdrawal(place)


offers.SCRUPLES[OfferKind.WITHDRAWAL] = _scruple
offers.SETTLEMENTS[OfferKind.WITHDRAWAL] = _settle

JUDGES = {od.OfferWithdrawal: _why_not_offer}
HANDLERS = {od.OfferWithdrawal: _offer}
