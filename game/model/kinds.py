"""The small vocabularies of the game. Each value is the word that YAML files and orders use."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TypeAlias

FactionId: TypeAlias = str
UnitId: TypeAlias = str
PlaceId: TypeAlias = str
CrossingId: TypeAlias = str
DepotId: TypeAlias = str
HqId: TypeAlias = str
PatronId: TypeAlias = str
ZoneId: TypeAlias = str
RouteId: TypeAlias = str
CoalitionId: TypeAlias = str
CardId: TypeAlias = str
EventId: TypeAlias = str
OfferId: TypeAlias = str

NOBODY: FactionId = ""
"""Controller of neutral ground."""


class Mobility(StrEnum):
    """How a unit moves, the column of the terrain table."""

    LEG = "leg"
    MOTOR = "motor"
    MECH = "mech"


class Relation(StrEnum):
    """A faction's stance towards another (9.1); it need not be returned."""

    ALLIED = "allied"
    COOPERATING = "cooperating"
    NEUTRAL = "neutral"
    DECONFLICTED = "deconflicted"
    HOSTILE = "hostile"


class Verb(StrEnum):
    """What one faction may ask to do to another."""

    ENTER = "enter"
    STACK = "stack"
    ATTACK = "attack"
    SUPPLY = "supply"
    SEE = "see"


class Posture(StrEnum):
    """What a unit does when attacked (4.7)."""

    HOLD = "hold"
    DELAY = "delay"


class SupplyState(StrEnum):
    """A unit's supply (7.2)."""

    FULL = "full"
    STRAINED = "strained"
    OUT = "out"


class Mode(StrEnum):
    """How an attack is pressed (4.5)."""

    ASSAULT = "assault"
    PROBE = "probe"


class Gait(StrEnum):
    """How a unit moves this turn (2.3)."""

    NORMAL = "normal"
    MARCH = "march"


class Sight(IntEnum):
    """How well a hex is seen (8.1)."""

    UNKNOWN = 0
    PRESENCE = 1
    KNOWN = 2


class RoadKind(StrEnum):
    """Class of a road."""

    PAVED = "paved"
    TRACK = "track"


class RiverKind(StrEnum):
    """A major river bars the way except at crossings; a minor one only hampers an attack."""

    MAJOR = "major"
    MINOR = "minor"


class CrossingKind(StrEnum):
    """What lets one cross a major river."""

    BRIDGE = "bridge"
    DAM = "dam"
    FERRY = "ferry"
    PONTOON = "pontoon"


class CrossingState(StrEnum):
    """Condition of a crossing. A pontoon is absent, being laid (usable the next turn), or open."""

    OPEN = "open"
    LAYING = "laying"
    DOWN = "down"


class AirMission(StrEnum):
    """Missions flown on an order of their own; support of an attack is part of that attack."""

    RECON = "recon"
    INTERDICT = "interdict"
    STRIKE = "strike"
    DROP = "drop"


class ZoneKind(StrEnum):
    """What a zone on the map is for."""

    RING = "deconfliction"
    """Its owner's deconfliction ring, defended by a ladder (9.6)."""
    AREA = "deescalation"
    """A de-escalation area under guarantors (9.11)."""
    CONSENT = "consent"
    """Ground on which a faction needs the keys of its patrons to attack (13.4)."""


class Leave(StrEnum):
    """What a faction may do in a country not its own (9.9)."""

    CLOSED = "closed"
    PURSUIT = "pursuit"
    OPEN = "open"


class GateState(StrEnum):
    """What passes through a crossing to another state (9.10)."""

    OPEN = "open"
    AID = "aid"
    CLOSED = "closed"


class Step(StrEnum):
    """What the owner of a ring does at a rung of its ladder (9.7)."""

    WARN = "warn"
    SHOW = "show_of_force"
    STRIKE = "strike"


class Fate(StrEnum):
    """What becomes of a faction's foreign fighters (16.6)."""

    EXPEL = "expel"
    EXIT = "exit"
    DORMANT = "dormant"
    ABSORB = "absorb"


class OfferKind(StrEnum):
    """What one faction may put to another for an answer in its own impulse."""

    WITHDRAWAL = "withdrawal"
    """A besieged garrison may leave its city (5.5)."""
    CONCESSION = "concession"
    """An exchange at the conference table (18.3)."""


class Standing(StrEnum):
    """Orders that stand until they are changed (15.2, 15.3)."""

    AMBUSH = "ambush"
    SVBIED = "svbied"
