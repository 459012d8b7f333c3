"""Events of patrons, oil, roads and the insurgency in words, one line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.kinds import OfferKind
from game.model.scenario import Setting
from game.rules.chronicle_words import faction_name, place_name


def _approval(setting: Setting, event: ev.ApprovalChanged) -> str:
    return f"{setting.politics.patrons[event.patron].name}'s approval {event.by:+d}: {event.reason}"


def _favour(setting: Setting, event: ev.FavourChanged) -> str:
    points = f"{abs(event.by)} political point{'s' * (abs(event.by) != 1)}"
    verb = "receives" if event.by > 0 else "spends"
    return f"{faction_name(setting, event.faction)} {verb} {points}: {event.reason}"


def _key(setting: Setting, event: ev.KeyGiven) -> str:
    patron = setting.politics.patrons[event.patron].name
    return f"{patron} gives {faction_name(setting, event.faction)} its consent for this turn"


def _field(setting: Setting, event: ev.FieldChanged) -> str:
    state = f"damage {event.damage}" if event.damage else "whole"
    return f"{place_name(setting, event.place)}: {state}, {event.reason}"


def _corridor(setting: Setting, event: ev.CorridorChanged) -> str:
    who = faction_name(setting, event.faction)
    return f"The corridor of {who} is {f'open, worth {event.value}' if event.value else 'cut'}"


def _route(setting: Setting, event: ev.RouteCut) -> str:
    road = setting.politics.routes[event.route].name
    where = setting.board.name_of(event.at)
    return f"{faction_name(setting, event.raider)} cuts the {road} at {where} for the turn"


def _cells(setting: Setting, event: ev.CellsChanged) -> str:
    where, state = (
        setting.board.name_of(event.at),
        f"are {event.strength} strong" if event.strength else "gone",
    )
    return f"Cells of {faction_name(setting, event.faction)} at {where} {state}: {event.reason}"


def _belt(setting: Setting, event: ev.BeltChanged) -> str:
    where, state = setting.board.name_of(event.at), f"level {event.level}" if event.level else "gone"
    return f"Mines and ambush at {where}, {state}: {event.reason}"


def _chits(setting: Setting, event: ev.ChitsChanged) -> str:
    return f"{faction_name(setting, event.faction)}: prepared vehicles {event.by:+d}, {event.reason}"


def _standing(setting: Setting, event: ev.StandingSet) -> str:
    return f"The standing order {event.order.value} is {'on' if event.on else 'off'}"


def _remnants(setting: Setting, event: ev.RemnantsChanged) -> str | None:
    if not event.reason:
        return None
    steps = sum(count for _, count in event.remnants)
    coming = f"{steps} step{'s' * (steps != 1)} on their way" if steps else "nobody is on the way"
    return f"Remnants of {faction_name(setting, event.faction)} ({event.reason}): {coming}"


def _offer(setting: Setting, event: ev.OfferMade) -> str | None:
    if event.offer.kind is not OfferKind.WITHDRAWAL:
        return None
    maker, receiver = faction_name(setting, event.offer.maker), faction_name(setting, event.offer.receiver)
    return f"{maker} offers {receiver} a way out of {place_name(setting, event.offer.place)}"


def _settled(setting: Setting, event: ev.OfferSettled) -> str | None:
    if event.offer.kind is not OfferKind.WITHDRAWAL:
        return None
    answer = "is accepted" if event.accepted else "comes to nothing"
    return f"The offer of a way out of {place_name(setting, event.offer.place)} {answer}"


TELLERS: dict[type, Callable[[Setting, Any], str | None]] = {
    ev.ApprovalChanged: _approval,
    ev.FavourChanged: _favour,
    ev.KeyGiven: _key,
    ev.FieldChanged: _field,
    ev.CorridorChanged: _corridor,
    ev.RouteCut: _route,
    ev.CellsChanged: _cells,
    ev.BeltChanged: _belt,
    ev.ChitsChanged: _chits,
    ev.StandingSet: _standing,
    ev.RemnantsChanged: _remnants,
    ev.OfferMade: _offer,
    ev.OfferSettled: _settled,
}
"""How each event of these wings is told."""
