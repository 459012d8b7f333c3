"""The table in words (18.1–18.4): meetings, offers, what was signed over and what stayed frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.affairs import Offer
from game.model.kinds import OfferKind, PlaceId
from game.model.scenario import Setting
from game.model.tongue import joined, listed, t
from game.rules import chronicle_patrons
from game.rules.chronicle_words import faction_name


def _check(setting: Setting, event: ev.CheckHeld) -> str:
    known = {check.id: check.name for check in setting.politics.conference.checks}
    hands = listed(f"{faction_name(setting, faction)} {hand / 10:g}" for faction, hand in event.hands)
    check = known.get(event.check, event.check)
    return t("{check}: in hand {hands}", check=check, hands=hands or t("nothing"))


def _opened(setting: Setting, event: ev.TalksOpened) -> str:
    return t("The war is over. Round {round} of the talks opens", round=event.round)


def _conceded(setting: Setting, event: ev.Conceded) -> str:
    place = setting.board.places[event.place].name
    return t(
        "{giver} signs {place} over to {to}",
        giver=faction_name(setting, event.giver),
        place=place,
        to=faction_name(setting, event.to),
    )


def _partition(setting: Setting, event: ev.PartitionFixed) -> str:
    return t("{index} % of what is at stake stays in dispute", index=event.index)


def terms(setting: Setting, offer: Offer) -> str:
    """18.3 Return what an exchange is about, as its maker puts it."""
    parts = [t("gives {places}", places=_places(setting, offer.gives))] if offer.gives else []
    parts += [t("asks for {places}", places=_places(setting, offer.takes))] if offer.takes else []
    if offer.recognition:
        points = abs(offer.recognition)
        asks = offer.recognition > 0
        parts.append(
            t("asks for recognition worth {points}", points=points)
            if asks
            else t("grants recognition worth {points}", points=points)
        )
    return joined(parts)


def _places(setting: Setting, places: tuple[PlaceId, ...]) -> str:
    return joined(setting.board.places[place].name for place in places)


def _offer(setting: Setting, event: ev.OfferMade) -> str | None:
    offer = event.offer
    if offer.kind is not OfferKind.CONCESSION:
        return chronicle_patrons.TELLERS[ev.OfferMade](setting, event)
    maker, receiver = faction_name(setting, offer.maker), faction_name(setting, offer.receiver)
    return t(
        "{maker} {terms} in an offer to {receiver}",
        maker=maker,
        terms=terms(setting, offer),
        receiver=receiver,
    )


def _settled(setting: Setting, event: ev.OfferSettled) -> str | None:
    offer = event.offer
    if offer.kind is not OfferKind.CONCESSION:
        return chronicle_patrons.TELLERS[ev.OfferSettled](setting, event)
    maker, receiver = faction_name(setting, offer.maker), faction_name(setting, offer.receiver)
    if event.accepted:
        return t("{receiver} accepts the offer of {maker}", receiver=receiver, maker=maker)
    return t("{receiver} does not take up the offer of {maker}", receiver=receiver, maker=maker)


TELLERS: dict[type, Callable[[Setting, Any], str | None]] = {
    ev.CheckHeld: _check,
    ev.TalksOpened: _opened,
    ev.Conceded: _conceded,
    ev.PartitionFixed: _partition,
    ev.OfferMade: _offer,
    ev.OfferSettled: _settled,
}
"""How each event at the table is told."""
