"""Events of patrons, oil, roads and the insurgency in words, one line each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.kinds import OfferKind
from game.model.scenario import Setting
from game.model.tongue import t, tn
from game.rules.chronicle_words import faction_name, place_name


def _approval(setting: Setting, event: ev.ApprovalChanged) -> str:
    return t(
        "{patron}'s approval {by}: {reason}",
        patron=setting.politics.patrons[event.patron].name,
        by=f"{event.by:+d}",
        reason=event.reason,
    )


def _favour(setting: Setting, event: ev.FavourChanged) -> str:
    who = faction_name(setting, event.faction)
    if event.by > 0:
        return tn(
            "{who} receives {count} political point: {reason}",
            "{who} receives {count} political points: {reason}",
            event.by,
            who=who,
            reason=event.reason,
        )
    return tn(
        "{who} spends {count} political point: {reason}",
        "{who} spends {count} political points: {reason}",
        -event.by,
        who=who,
        reason=event.reason,
    )


def _key(setting: Setting, event: ev.KeyGiven) -> str:
    patron = setting.politics.patrons[event.patron].name
    return t(
        "{patron} gives {faction} its consent for this turn",
        patron=patron,
        faction=faction_name(setting, event.faction),
    )


def _field(setting: Setting, event: ev.FieldChanged) -> str:
    place = place_name(setting, event.place)
    if not event.damage:
        return t("{place}: whole, {reason}", place=place, reason=event.reason)
    return t("{place}: damage {damage}, {reason}", place=place, damage=event.damage, reason=event.reason)


def _corridor(setting: Setting, event: ev.CorridorChanged) -> str:
    who = faction_name(setting, event.faction)
    if not event.value:
        return t("The corridor of {who} is cut", who=who)
    return t("The corridor of {who} is open, worth {value}", who=who, value=event.value)


def _route(setting: Setting, event: ev.RouteCut) -> str:
    road = setting.politics.routes[event.route].name
    where = setting.board.name_of(event.at)
    return t(
        "{raider} cuts the {road} at {where} for the turn",
        raider=faction_name(setting, event.raider),
        road=road,
        where=where,
    )


def _cells(setting: Setting, event: ev.CellsChanged) -> str:
    who, where = faction_name(setting, event.faction), setting.board.name_of(event.at)
    if not event.strength:
        return t("Cells of {who} at {where} gone: {reason}", who=who, where=where, reason=event.reason)
    return t(
        "Cells of {who} at {where} are {strength} strong: {reason}",
        who=who,
        where=where,
        strength=event.strength,
        reason=event.reason,
    )


def _belt(setting: Setting, event: ev.BeltChanged) -> str:
    where = setting.board.name_of(event.at)
    state = t("level {level}", level=event.level) if event.level else t("gone")
    return t("Mines and ambush at {where}, {state}: {reason}", where=where, state=state, reason=event.reason)


def _chits(setting: Setting, event: ev.ChitsChanged) -> str:
    return t(
        "{faction}: prepared vehicles {by}, {reason}",
        faction=faction_name(setting, event.faction),
        by=f"{event.by:+d}",
        reason=event.reason,
    )


def _standing(setting: Setting, event: ev.StandingSet) -> str:
    order = event.order.value
    if event.on:
        return t("The standing order {order} is on", order=order)
    return t("The standing order {order} is off", order=order)


def _remnants(setting: Setting, event: ev.RemnantsChanged) -> str | None:
    if not event.reason:
        return None
    steps = sum(count for _, count in event.remnants)
    coming = t("nobody is on the way")
    if steps:
        coming = tn("{count} step on their way", "{count} steps on their way", steps)
    return t(
        "Remnants of {faction} ({reason}): {coming}",
        faction=faction_name(setting, event.faction),
        reason=event.reason,
        coming=coming,
    )


def _offer(setting: Setting, event: ev.OfferMade) -> str | None:
    if event.offer.kind is not OfferKind.WITHDRAWAL:
        return None
    maker, receiver = faction_name(setting, event.offer.maker), faction_name(setting, event.offer.receiver)
    return t(
        "{maker} offers {receiver} a way out of {place}",
        maker=maker,
        receiver=receiver,
        place=place_name(setting, event.offer.place),
    )


def _settled(setting: Setting, event: ev.OfferSettled) -> str | None:
    if event.offer.kind is not OfferKind.WITHDRAWAL:
        return None
    place = place_name(setting, event.offer.place)
    if event.accepted:
        return t("The offer of a way out of {place} is accepted", place=place)
    return t("The offer of a way out of {place} comes to nothing", place=place)


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
