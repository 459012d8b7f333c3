"""The table in words (18.1–18.4): meetings, offers, what was signed over and what stayed frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.affairs import Offer
from game.model.kinds import OfferKind, PlaceId
from game.model.scenario import Setting
from game.rules import chronicle_patrons
from game.rules.chronicle_words import faction_name


def _check(setting: Setting, event: ev.CheckHeld) -> str:
    known = {check.id: check.name for check in setting.politics.conference.checks}
    hands = ", ".join(f"{faction_name(setting, faction)} {hand / 10:g}" for faction, hand in event.hands)
    return f"{known.get(event.check, event.check)}: in hand {hands or 'nothing'}"


def _opened(setting: Setting, event: ev.TalksOpened) -> str:
    return f"The war is over. Round {event.round} of the talks opens"


def _conceded(setting: Setting, event: ev.Conceded) -> str:
    place = setting.board.places[event.place].name
    return f"{faction_name(setting, event.giver)} signs {place} over to {faction_name(setting, event.to)}"


def _partition(setting: Setting, event: ev.PartitionFixed) -> str:
    return f"{event.index} % of what is at stake stays in dispute"


def terms(setting: Setting, offer: Offer) -> str:
    """18.3 Return what an exchange is about, as its maker puts it."""
    parts = [f"gives {_places(setting, offer.gives)}"] if offer.gives else []
    parts += [f"asks for {_places(setting, offer.takes)}"] if offer.takes else []
    if offer.recognition:
        verb = "asks for" if offer.recognition > 0 else "grants"
        parts.append(f"{verb} recognition worth {abs(offer.recognition)}")
    return " and ".join(parts)


def _places(setting: Setting, places: tuple[PlaceId, ...]) -> str:
    return " and ".join(setting.board.places[place].name for place in places)


def _offer(setting: Setting, event: ev.OfferMade) -> str | None:
    offer = event.offer
    if offer.kind is not OfferKind.CONCESSION:
        return chronicle_patrons.TELLERS[ev.OfferMade](setting, event)
    maker, receiver = faction_name(setting, offer.maker), faction_name(setting, offer.receiver)
    return f"{maker} {terms(setting, offer)} in an offer to {receiver}"


def _settled(setting: Setting, event: ev.OfferSettled) -> str | None:
    offer = event.offer
    if offer.kind is not OfferKind.CONCESSION:
        return chronicle_patrons.TELLERS[ev.OfferSettled](setting, event)
    maker, receiver = faction_name(setting, offer.maker), faction_name(setting, offer.receiver)
    return f"{receiver} {'accepts' if event.accepted else 'does not take up'} the offer of {maker}"


TELLERS: dict[type, Callable[[Setting, Any], str | None]] = {
    ev.CheckHeld: _check,
    ev.TalksOpened: _opened,
    ev.Conceded: _conceded,
    ev.PartitionFixed: _partition,
    ev.OfferMade: _offer,
    ev.OfferSettled: _settled,
}
"""How each event at the table is told."""
