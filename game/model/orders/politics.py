"""Political orders: what a faction says to others, and what it does that is not a movement or an attack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from game.model.kinds import (
    CardId,
    CoalitionId,
    EventId,
    FactionId,
    Fate,
    GateState,
    OfferId,
    PatronId,
    PlaceId,
    Standing,
    UnitId,
    ZoneId,
)
from game.model.orders.words import Label, MalformedOrder, Reader, exactly, named, one, two
from game.model.tongue import say


@dataclass(frozen=True, slots=True)
class Declare:
    """Give notice of a break with a faction (9.4)."""

    on: FactionId

    def __str__(self) -> str:
        return f"declare {self.on}"


@dataclass(frozen=True, slots=True)
class CallHotline:
    """Have a patron call the other side, to bring tension down (9.5)."""

    to: FactionId

    def __str__(self) -> str:
        return f"hotline {self.to}"


@dataclass(frozen=True, slots=True)
class Enforce:
    """Do what the ladder of one's ring says against an intruding unit (9.7)."""

    zone: ZoneId
    unit: UnitId

    def __str__(self) -> str:
        return f"enforce {self.zone} {self.unit}"


@dataclass(frozen=True, slots=True)
class AskLeave:
    """Ask for leave for a faction to enter a country (9.9)."""

    country: str
    faction: FactionId

    def __str__(self) -> str:
        return f"leave {self.country} {self.faction}"


@dataclass(frozen=True, slots=True)
class SetGate:
    """Set what passes through a crossing that one keeps (9.10)."""

    place: PlaceId
    state: GateState

    def __str__(self) -> str:
        return f"gate {self.place} {self.state.value}"


@dataclass(frozen=True, slots=True)
class BuyConsent:
    """Buy a patron's key for this turn (13.4)."""

    patron: PatronId

    def __str__(self) -> str:
        return f"consent {self.patron}"


@dataclass(frozen=True, slots=True)
class Sabotage:
    """Wreck an oil or gas field that one holds (14.3)."""

    place: PlaceId

    def __str__(self) -> str:
        return f"sabotage {self.place}"


@dataclass(frozen=True, slots=True)
class Sweep:
    """Comb the hex where a unit stands for cells, mines and ambushes (15.6)."""

    unit: UnitId

    def __str__(self) -> str:
        return f"sweep {self.unit}"


@dataclass(frozen=True, slots=True)
class LayBelt:
    """Lay mines and an ambush where a unit stands (15.3)."""

    unit: UnitId

    def __str__(self) -> str:
        return f"belt {self.unit}"


@dataclass(frozen=True, slots=True)
class GoToGround:
    """Let a unit go to ground, to live on as cells (15.4)."""

    unit: UnitId

    def __str__(self) -> str:
        return f"hide {self.unit}"


@dataclass(frozen=True, slots=True)
class SetStanding:
    """Give or take back an order that stands (15.2, 15.3)."""

    order: Standing
    on: bool

    def __str__(self) -> str:
        return f"standing {self.order.value} {'on' if self.on else 'off'}"


@dataclass(frozen=True, slots=True)
class BreakCoalition:
    """Try to break with the others of a coalition (16.2)."""

    coalition: CoalitionId

    def __str__(self) -> str:
        return f"break {self.coalition}"


@dataclass(frozen=True, slots=True)
class Seize:
    """Take a place that is shared with a partner, by weight of numbers (16.3)."""

    place: PlaceId

    def __str__(self) -> str:
        return f"seize {self.place}"


@dataclass(frozen=True, slots=True)
class PlacePost:
    """Set up an observation post (16.5)."""

    at: Label

    def __str__(self) -> str:
        return f"post {self.at}"


@dataclass(frozen=True, slots=True)
class SetFate:
    """Decide what becomes of one's foreign fighters (16.6)."""

    fate: Fate

    def __str__(self) -> str:
        return f"fate {self.fate.value}"


@dataclass(frozen=True, slots=True)
class OfferWithdrawal:
    """Offer a besieged garrison a way out of its city (5.5)."""

    place: PlaceId

    def __str__(self) -> str:
        return f"offer {self.place}"


@dataclass(frozen=True, slots=True)
class Concede:
    """Propose an exchange at the conference table (18.3)."""

    to: FactionId
    gives: tuple[PlaceId, ...] = ()
    takes: tuple[PlaceId, ...] = ()
    recognition: int = 0

    def __str__(self) -> str:
        words = ["concede", self.to]
        if self.gives:
            words += ["give", *self.gives]
        if self.takes:
            words += ["take", *self.takes]
        if self.recognition:
            words += ["recognition", str(self.recognition)]
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Answer:
    """Accept or refuse an offer."""

    offer: OfferId
    accept: bool

    def __str__(self) -> str:
        return f"{'accept' if self.accept else 'refuse'} {self.offer}"


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer the question of an event; options count from 1 (17.1)."""

    event: EventId
    option: int

    def __str__(self) -> str:
        return f"choose {self.event} {self.option}"


@dataclass(frozen=True, slots=True)
class PlayCard:
    """Play a card from one's hand, at what it names (17.4)."""

    card: CardId
    target: str = ""

    def __str__(self) -> str:
        return f"card {self.card} {self.target}".rstrip()


PoliticalOrder: TypeAlias = (
    Declare
    | CallHotline
    | Enforce
    | AskLeave
    | SetGate
    | BuyConsent
    | Sabotage
    | Sweep
    | LayBelt
    | GoToGround
    | SetStanding
    | BreakCoalition
    | Seize
    | PlacePost
    | SetFate
    | OfferWithdrawal
    | Concede
    | Answer
    | Choose
    | PlayCard
)


def _gate(verb: str, rest: list[str]) -> SetGate:
    usage = "gate PLACE STATE"
    place, state = exactly(usage, rest)
    return SetGate(place, named(GateState, state, usage))


def _standing(verb: str, rest: list[str]) -> SetStanding:
    usage = "standing ORDER on|off"
    order, switch = exactly(usage, rest)
    if switch not in ("on", "off"):
        raise MalformedOrder(say("expected: {usage}", usage=usage))
    return SetStanding(named(Standing, order, usage), switch == "on")


def _fate(verb: str, rest: list[str]) -> SetFate:
    (fate,) = exactly("fate CHOICE", rest)
    return SetFate(named(Fate, fate, "fate CHOICE"))


def _concede(verb: str, rest: list[str]) -> Concede:
    usage = say("expected: {usage}", usage="concede FACTION [give PLACE…] [take PLACE…] [recognition N]")
    if not rest:
        raise MalformedOrder(usage)
    clauses: dict[str, list[str]] = {}
    current: list[str] | None = None
    for word in rest[1:]:
        if word in ("give", "take", "recognition") and word not in clauses:
            current = clauses[word] = []
        elif current is None:
            raise MalformedOrder(usage)
        else:
            current.append(word)
    asked = clauses.get("recognition", ["0"])
    if len(asked) != 1 or not re.fullmatch("-?[0-9]{1,2}", asked[0]):
        raise MalformedOrder(usage)
    return Concede(rest[0], tuple(clauses.get("give", ())), tuple(clauses.get("take", ())), int(asked[0]))


def _answer(verb: str, rest: list[str]) -> Answer:
    (offer,) = exactly(f"{verb} OFFER", rest)
    return Answer(offer, verb == "accept")


def _choose(verb: str, rest: list[str]) -> Choose:
    event, option = exactly("choose EVENT N", rest)
    if not re.fullmatch("[0-9]{1,2}", option):
        raise MalformedOrder(say("expected: {usage}, a number", usage="choose EVENT N"))
    return Choose(event, int(option))


def _card(verb: str, rest: list[str]) -> PlayCard:
    if len(rest) not in (1, 2):
        raise MalformedOrder(say("expected: {usage}", usage="card CARD [TARGET]"))
    return PlayCard(*rest)


READERS: dict[str, Reader] = {
    "declare": one(Declare, "declare FACTION"),
    "hotline": one(CallHotline, "hotline FACTION"),
    "enforce": two(Enforce, "enforce ZONE UNIT"),
    "leave": two(AskLeave, "leave COUNTRY FACTION"),
    "gate": _gate,
    "consent": one(BuyConsent, "consent PATRON"),
    "sabotage": one(Sabotage, "sabotage PLACE"),
    "sweep": one(Sweep, "sweep UNIT"),
    "belt": one(LayBelt, "belt UNIT"),
    "hide": one(GoToGround, "hide UNIT"),
    "standing": _standing,
    "break": one(BreakCoalition, "break COALITION"),
    "seize": one(Seize, "seize PLACE"),
    "post": one(PlacePost, "post HEX"),
    "fate": _fate,
    "offer": one(OfferWithdrawal, "offer CITY"),
    "concede": _concede,
    "accept": _answer,
    "refuse": _answer,
    "choose": _choose,
    "card": _card,
}
