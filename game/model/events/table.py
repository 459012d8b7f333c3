"""Stories and the table: weather, cards, events of the scenario, offers, the conference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.model.affairs import Offer
from game.model.kinds import CardId, EventId, FactionId, PlaceId


@dataclass(frozen=True, slots=True)
class WeatherTurned:
    """The weather of the turn."""

    weather: str


@dataclass(frozen=True, slots=True)
class CardDrawn:
    """A faction drew a card."""

    faction: FactionId
    card: CardId


@dataclass(frozen=True, slots=True)
class CardPlayed:
    """A faction played a card."""

    faction: FactionId
    card: CardId
    target: str


@dataclass(frozen=True, slots=True)
class MeansGranted:
    """A faction has points of command or air more, or less, for this turn."""

    faction: FactionId
    command: int
    air: int
    reason: str


@dataclass(frozen=True, slots=True)
class FlagSet:
    """A flag of the scenario's own was raised or lowered."""

    flag: str
    on: bool


@dataclass(frozen=True, slots=True)
class EventFired:
    """An event of the scenario came about, or will when its delay is over (`due`)."""

    event: EventId
    due: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A faction is asked a question, or has answered it (`option`, 0 while it waits)."""

    faction: FactionId
    event: EventId
    option: int


@dataclass(frozen=True, slots=True)
class Announced:
    """News, for one faction or for all."""

    text: str
    to: FactionId | None = None


@dataclass(frozen=True, slots=True)
class OfferMade:
    """An offer lies with its receiver."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class OfferSettled:
    """An offer was accepted, refused or has lapsed."""

    offer: Offer
    accepted: bool


@dataclass(frozen=True, slots=True)
class Conceded:
    """A place was signed over to a faction."""

    place: PlaceId
    giver: FactionId
    to: FactionId


@dataclass(frozen=True, slots=True)
class CheckHeld:
    """The powers met: what each bloc had in hand, in tenths, named by its first faction."""

    check: str
    hands: tuple[tuple[FactionId, int], ...]


@dataclass(frozen=True, slots=True)
class TalksOpened:
    """A round of concessions begins, after the last turn of the war."""

    round: int


@dataclass(frozen=True, slots=True)
class PartitionFixed:
    """What was left unsettled is frozen: its share of the whole, in per cent."""

    index: int


TableEvent: TypeAlias = (
    WeatherTurned
    | CardDrawn
    | CardPlayed
    | MeansGranted
    | FlagSet
    | EventFired
    | Asked
    | Announced
    | OfferMade
    | OfferSettled
    | Conceded
    | CheckHeld
    | TalksOpened
    | PartitionFixed
)
