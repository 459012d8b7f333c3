"""Entering what happens between factions, with their patrons, underground and at the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from game.model import events as ev
from game.model.affairs import Belt, Cell, Desk
from game.model.kinds import FactionId, OfferKind, Step
from game.model.state import State
from game.rules.evolve.parts import Writer, put, raised, unchanged, with_unit, without

K = TypeVar("K")

TOP_APPROVAL = 100
TOP_COHESION = 10


def _affairs(state: State, **changes: Any) -> State:
    """Return a state with something in the newspapers changed."""
    return replace(state, affairs=replace(state.affairs, **changes))


def _desk(state: State, faction: FactionId, **changes: Any) -> State:
    """Return a state with something on a faction's desk changed."""
    desk = replace(state.desks.get(faction, Desk()), **changes)
    return replace(state, desks=put(state.desks, faction, desk))


def _dated(mapping: Mapping[K, int], key: K, turn: int) -> Mapping[K, int]:
    """Return a mapping of turns with one set, or taken out where it is 0."""
    return put(mapping, key, turn) if turn else without(mapping, key)


def _relation_changed(state: State, event: ev.RelationChanged) -> State:
    return replace(state, relations=put(state.relations, (event.actor, event.target), event.relation))


def _notice_given(state: State, event: ev.NoticeGiven) -> State:
    pair = (event.actor, event.target)
    return _affairs(state, notices=_dated(state.affairs.notices, pair, event.turn))


def _truce_set(state: State, event: ev.TruceSet) -> State:
    return _affairs(state, truces=_dated(state.affairs.truces, event.pair, event.until))


def _done(state: State, what: str) -> State:
    """Return a state in which something that is done once a turn has been."""
    return _affairs(state, done=(*state.affairs.done, what))


def _hotline_called(state: State, event: ev.HotlineCalled) -> State:
    return _done(state, f"hotline {event.actor} {event.target}")


def _fire_opened(state: State, event: ev.FireOpened) -> State:
    key = (event.actor, event.target)
    return _affairs(state, fired_on=put(state.affairs.fired_on, key, state.turn))


def _grounded(state: State, event: ev.Grounded) -> State:
    return _affairs(state, grounded=_dated(state.affairs.grounded, event.faction, event.until))


def _ring_closed(state: State, event: ev.RingClosed) -> State:
    return _affairs(state, pockets=_dated(state.affairs.pockets, event.zone, event.since))


def _leave_asked(state: State, event: ev.LeaveAsked) -> State:
    return _done(state, f"leave {event.country} {event.faction}")


def _rung_climbed(state: State, event: ev.RungClimbed) -> State:
    key = (event.zone, event.intruder)
    return _affairs(state, rungs=_dated(state.affairs.rungs, key, event.rung))


def _enforced(state: State, event: ev.Enforced) -> State:
    """Whoever is met with more than words has been in a fight, and does not rest this turn."""
    key, affairs = (event.zone, event.unit.faction), state.affairs
    struck = put(affairs.struck, key, state.turn) if event.roll else affairs.struck
    if event.step is not Step.WARN:
        state = with_unit(state, event.unit.id, fought=True)
    return _affairs(state, enforced=(*affairs.enforced, key), struck=struck)


def _leave_changed(state: State, event: ev.LeaveChanged) -> State:
    return _affairs(state, leaves=put(state.affairs.leaves, (event.faction, event.country), event.leave))


def _went_abroad(state: State, event: ev.WentAbroad) -> State:
    for unit, turns in event.units:
        state = with_unit(state, unit, abroad=turns)
    return state


def _gate_set(state: State, event: ev.GateSet) -> State:
    state = _done(state, f"gate {event.place}") if event.keeper else state
    return _affairs(state, gates=put(state.affairs.gates, event.place, event.state))


def _place_revalued(state: State, event: ev.PlaceRevalued) -> State:
    return _affairs(state, values=put(state.affairs.values, event.place, event.value))


def _area_changed(state: State, event: ev.AreaChanged) -> State:
    return _affairs(
        state,
        areas=put(state.affairs.areas, event.zone, event.until),
        suspended=_dated(state.affairs.suspended, event.zone, event.suspended),
    )


def _approval_changed(state: State, event: ev.ApprovalChanged) -> State:
    now = max(0, min(TOP_APPROVAL, state.affairs.approval.get(event.patron, 0) + event.by))
    return _affairs(state, approval=put(state.affairs.approval, event.patron, now))


def _favour_changed(state: State, event: ev.FavourChanged) -> State:
    """13.2 Political points stay between none and what a faction can put by."""
    top = state.setting.rules.patrons.most_favour
    had = state.desks.get(event.faction, Desk()).favour
    return _desk(state, event.faction, favour=max(0, min(top, had + event.by)))


def _key_given(state: State, event: ev.KeyGiven) -> State:
    return _desk(state, event.faction, keys=(*state.desks[event.faction].keys, event.patron))


def _field_changed(state: State, event: ev.FieldChanged) -> State:
    affairs = state.affairs
    damage, ready = (
        put(affairs.damage, event.place, event.damage),
        put(affairs.ready, event.place, event.ready),
    )
    worse = event.damage > affairs.damage.get(event.place, 0)
    wrecked = put(affairs.wrecked, event.place, state.turn) if worse else affairs.wrecked
    return _affairs(state, damage=damage, ready=ready, wrecked=wrecked)


def _corridor_changed(state: State, event: ev.CorridorChanged) -> State:
    return _affairs(state, corridors=put(state.affairs.corridors, event.faction, event.value))


def _route_cut(state: State, event: ev.RouteCut) -> State:
    state = _affairs(state, cuts=put(state.affairs.cuts, event.route, state.turn))
    return replace(state, interdicted=put(state.interdicted, event.at, event.raider))


def _cells_changed(state: State, event: ev.CellsChanged) -> State:
    cells = {here: cell for here, cell in state.cells.items() if here != event.at}
    if event.strength:
        cells[event.at] = Cell(event.faction, event.strength)
    return replace(state, cells=dict(sorted(cells.items())))


def _belt_changed(state: State, event: ev.BeltChanged) -> State:
    belts = {here: belt for here, belt in state.belts.items() if here != event.at}
    if event.level:
        belts[event.at] = Belt(event.faction, event.level)
    return replace(state, belts=dict(sorted(belts.items())))


def _chits_changed(state: State, event: ev.ChitsChanged) -> State:
    desk = state.desks[event.faction]
    sent = state.turn if event.by < 0 else desk.sent
    return _desk(state, event.faction, chits=desk.chits + event.by, sent=sent)


def _standing_set(state: State, event: ev.StandingSet) -> State:
    desk = state.desks[event.faction]
    rest = tuple(order for order in desk.standing if order is not event.order)
    standing = tuple(sorted((*rest, event.order))) if event.on else rest
    return _desk(state, event.faction, standing=standing, changed=(*desk.changed, event.order))


def _remnants_changed(state: State, event: ev.RemnantsChanged) -> State:
    state = _desk(state, event.faction, remnants=event.remnants)
    return state if event.toll is None else _desk(state, event.faction, toll=event.toll)


def _cohesion_changed(state: State, event: ev.CohesionChanged) -> State:
    now = max(0, min(TOP_COHESION, state.affairs.cohesion.get(event.coalition, 0) + event.by))
    return _affairs(state, cohesion=put(state.affairs.cohesion, event.coalition, now))


def _infighting_set(state: State, event: ev.InfightingSet) -> State:
    return _affairs(state, infighting=_dated(state.affairs.infighting, event.coalition, event.until))


def _unit_turned(state: State, event: ev.UnitTurned) -> State:
    hq = next(iter(state.setting.factions[event.to].hqs))
    return with_unit(state, event.unit.id, faction=event.to, hq=hq, active=False, done=True)


def _post_placed(state: State, event: ev.PostPlaced) -> State:
    posts = {here: faction for here, faction in state.affairs.posts.items() if here != event.at}
    if event.faction:
        posts[event.at] = event.faction
    return _affairs(state, posts=dict(sorted(posts.items())))


def _fate_set(state: State, event: ev.FateSet) -> State:
    return _affairs(state, fates=put(state.affairs.fates, event.faction, event.fate))


def _weather_turned(state: State, event: ev.WeatherTurned) -> State:
    return _affairs(state, weather=event.weather)


def _card_drawn(state: State, event: ev.CardDrawn) -> State:
    hand = (*state.desks[event.faction].hand, event.card)
    state = _desk(state, event.faction, hand=tuple(sorted(hand)))
    return replace(state, deck=raised(state.deck, event.card, -1))


def _card_played(state: State, event: ev.CardPlayed) -> State:
    hand = list(state.desks[event.faction].hand)
    hand.remove(event.card)
    return _desk(state, event.faction, hand=tuple(hand))


def _means_granted(state: State, event: ev.MeansGranted) -> State:
    command = max(0, state.command.get(event.faction, 0) + event.command)
    air = max(0, state.air.get(event.faction, 0) + event.air)
    return replace(
        state, command=put(state.command, event.faction, command), air=put(state.air, event.faction, air)
    )


def _flag_set(state: State, event: ev.FlagSet) -> State:
    return _affairs(state, flags=_dated(state.affairs.flags, event.flag, state.turn if event.on else 0))


def _event_fired(state: State, event: ev.EventFired) -> State:
    fired = put(state.fired, event.event, state.turn)
    pending = tuple(one for one in state.pending if one[1] != event.event)
    if event.due > state.turn:
        pending = tuple(sorted((*pending, (event.due, event.event))))
    return replace(state, fired=fired, pending=pending)


def _asked(state: State, event: ev.Asked) -> State:
    rest = tuple(one for one in state.desks[event.faction].asks if one != event.event)
    return _desk(state, event.faction, asks=rest if event.option else (*rest, event.event))


def _offer_made(state: State, event: ev.OfferMade) -> State:
    offer = event.offer
    state = replace(state, offers=(*state.offers, offer))
    if offer.kind is not OfferKind.WITHDRAWAL:
        return state
    others = tuple(one for one in state.desks[offer.maker].offered if one[0] != offer.place)
    return _desk(state, offer.maker, offered=(*others, (offer.place, offer.turn)))


def _offer_settled(state: State, event: ev.OfferSettled) -> State:
    return replace(state, offers=tuple(one for one in state.offers if one.id != event.offer.id))


def _conceded(state: State, event: ev.Conceded) -> State:
    return _affairs(state, conceded=put(state.affairs.conceded, event.place, event.to))


def _talks_opened(state: State, event: ev.TalksOpened) -> State:
    return replace(state, talks=event.round)


def _partition_fixed(state: State, event: ev.PartitionFixed) -> State:
    return _affairs(state, frozen=event.index)


WRITERS: dict[type, Writer] = {
    ev.RelationChanged: _relation_changed,
    ev.NoticeGiven: _notice_given,
    ev.TruceSet: _truce_set,
    ev.HotlineCalled: _hotline_called,
    ev.FireOpened: _fire_opened,
    ev.Grounded: _grounded,
    ev.RingClosed: _ring_closed,
    ev.LeaveAsked: _leave_asked,
    ev.RungClimbed: _rung_climbed,
    ev.Enforced: _enforced,
    ev.LeaveChanged: _leave_changed,
    ev.WentAbroad: _went_abroad,
    ev.GateSet: _gate_set,
    ev.PlaceRevalued: _place_revalued,
    ev.AreaChanged: _area_changed,
    ev.ApprovalChanged: _approval_changed,
    ev.FavourChanged: _favour_changed,
    ev.KeyGiven: _key_given,
    ev.FieldChanged: _field_changed,
    ev.CorridorChanged: _corridor_changed,
    ev.RouteCut: _route_cut,
    ev.CellsChanged: _cells_changed,
    ev.BeltChanged: _belt_changed,
    ev.ChitsChanged: _chits_changed,
    ev.StandingSet: _standing_set,
    ev.RemnantsChanged: _remnants_changed,
    ev.CohesionChanged: _cohesion_changed,
    ev.InfightingSet: _infighting_set,
    ev.UnitTurned: _unit_turned,
    ev.PostPlaced: _post_placed,
    ev.FateSet: _fate_set,
    ev.WeatherTurned: _weather_turned,
    ev.CardDrawn: _card_drawn,
    ev.CardPlayed: _card_played,
    ev.MeansGranted: _means_granted,
    ev.FlagSet: _flag_set,
    ev.EventFired: _event_fired,
    ev.Asked: _asked,
    ev.Announced: unchanged,
    ev.OfferMade: _offer_made,
    ev.OfferSettled: _offer_settled,
    ev.Conceded: _conceded,
    ev.CheckHeld: unchanged,
    ev.TalksOpened: _talks_opened,
    ev.PartitionFixed: _partition_fixed,
}
