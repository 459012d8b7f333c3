"""The political part of a position: what the newspapers know, and what lies on each faction's desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.kinds import (
    CardId,
    CoalitionId,
    EventId,
    FactionId,
    Fate,
    GateState,
    Leave,
    OfferId,
    OfferKind,
    PatronId,
    PlaceId,
    RouteId,
    Standing,
    ZoneId,
)

Pair: TypeAlias = tuple[FactionId, FactionId]


def pair_of(a: FactionId, b: FactionId) -> Pair:
    """Return two factions in the order that tension and truces are kept under."""
    return (a, b) if a < b else (b, a)


FAIR = "fair"
"""Ordinary weather."""


@dataclass(frozen=True, slots=True)
class Affairs:
    """What everybody reads in the newspapers. Numbers that name a turn say which.

    `notices`: (who, whom) → the turn in which a declared break takes effect. `truces`: pairs in order of
    id → the last turn of a truce. `rungs`: how far an intruder has climbed a zone's ladder; `enforced`
    those met with force this turn, `struck` the turn in which an intruder was last struck. `stirred`: pairs
    whose tension rose this turn; `fired_on`: (who, at whom) → the turn of his last attack. `done`: what is
    done once a turn and has been. `grounded`: factions → the last turn in which they miss an aircraft.
    `pockets`: rings → the turn since which they are cut off. `areas`: de-escalation areas → the last
    turn they are agreed for; `suspended` → the last turn in which one is open to attack. `infighting`:
    coalitions → its last turn. `ready`: fields → the turn from which they pay; `wrecked` → the turn they
    were last damaged. `corridors`: factions → what theirs was worth at the last count. `cuts`: routes → the
    turn they were last cut. `flags` → the turn they were set. `conceded`: places signed over at the table.
    """

    weather: str = FAIR
    approval: Mapping[PatronId, int] = field(default_factory=dict)
    notices: Mapping[Pair, int] = field(default_factory=dict)
    truces: Mapping[Pair, int] = field(default_factory=dict)
    rungs: Mapping[tuple[ZoneId, FactionId], int] = field(default_factory=dict)
    enforced: tuple[tuple[ZoneId, FactionId], ...] = ()
    struck: Mapping[tuple[ZoneId, FactionId], int] = field(default_factory=dict)
    stirred: tuple[Pair, ...] = ()
    fired_on: Mapping[Pair, int] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    grounded: Mapping[FactionId, int] = field(default_factory=dict)
    pockets: Mapping[ZoneId, int] = field(default_factory=dict)
    leaves: Mapping[tuple[FactionId, str], Leave] = field(default_factory=dict)
    gates: Mapping[PlaceId, GateState] = field(default_factory=dict)
    values: Mapping[PlaceId, int] = field(default_factory=dict)
    areas: Mapping[ZoneId, int] = field(default_factory=dict)
    suspended: Mapping[ZoneId, int] = field(default_factory=dict)
    damage: Mapping[PlaceId, int] = field(default_factory=dict)
    ready: Mapping[PlaceId, int] = field(default_factory=dict)
    wrecked: Mapping[PlaceId, int] = field(default_factory=dict)
    corridors: Mapping[FactionId, int] = field(default_factory=dict)
    cuts: Mapping[RouteId, int] = field(default_factory=dict)
    cohesion: Mapping[CoalitionId, int] = field(default_factory=dict)
    infighting: Mapping[CoalitionId, int] = field(default_factory=dict)
    posts: Mapping[Hex, FactionId] = field(default_factory=dict)
    fates: Mapping[FactionId, Fate] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    conceded: Mapping[PlaceId, FactionId] = field(default_factory=dict)
    frozen: int = 0
    """Per cent of the disputed value that was left unsettled at the table, once the talks are over."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on one faction's desk: political points, patrons' keys bought for this turn, cards, vehicles
    prepared, orders that stand (`changed`: those given or taken back this turn), questions to answer, men on
    their way as (turn due, steps), steps lost about each asset still held (`toll`), the turns in which
    withdrawals were last offered. `sent` is the turn a vehicle was last sent, `surged` the last surge's.
    """

    favour: int = 0
    keys: tuple[PatronId, ...] = ()
    hand: tuple[CardId, ...] = ()
    chits: int = 0
    standing: tuple[Standing, ...] = ()
    asks: tuple[EventId, ...] = ()
    remnants: tuple[tuple[int, int], ...] = ()
    toll: tuple[tuple[PlaceId, int], ...] = ()
    offered: tuple[tuple[PlaceId, int], ...] = ()
    changed: tuple[Standing, ...] = ()
    sent: int = 0
    surged: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """Something put to a faction for an answer. `gives` and `takes` are places, from the maker's side;
    `recognition` is what the maker asks (+) or grants (−) beside them."""

    id: OfferId
    kind: OfferKind
    maker: FactionId
    receiver: FactionId
    place: PlaceId = ""
    gives: tuple[PlaceId, ...] = ()
    takes: tuple[PlaceId, ...] = ()
    recognition: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Men gone to ground in a hex (15.5)."""

    faction: FactionId
    strength: int


@dataclass(frozen=True, slots=True)
class Belt:
    """A marker of mines and ambush in a hex (15.3)."""

    faction: FactionId
    level: int
