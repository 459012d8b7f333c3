"""What happens between factions, with their patrons and underground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.affairs import Pair
from game.model.kinds import (
    CoalitionId,
    FactionId,
    Fate,
    GateState,
    Leave,
    PatronId,
    PlaceId,
    Relation,
    RouteId,
    Standing,
    Step,
    UnitId,
    ZoneId,
)
from game.model.units import Unit


@dataclass(frozen=True, slots=True)
class RelationChanged:
    """A faction's stance towards another changed."""

    actor: FactionId
    target: FactionId
    relation: Relation
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """A faction declared that it breaks with another; `turn` is when, 0 when that is done or withdrawn."""

    actor: FactionId
    target: FactionId
    turn: int


@dataclass(frozen=True, slots=True)
class TruceSet:
    """Two factions may not fight until the end of a turn; 0 ends a truce."""

    pair: Pair
    until: int
    reason: str


@dataclass(frozen=True, slots=True)
class HotlineCalled:
    """A patron called the other side."""

    actor: FactionId
    target: FactionId


@dataclass(frozen=True, slots=True)
class FireOpened:
    """A faction attacked another of its own will."""

    actor: FactionId
    target: FactionId


@dataclass(frozen=True, slots=True)
class Grounded:
    """A faction lost an aircraft and flies less until the end of a turn."""

    faction: FactionId
    until: int


@dataclass(frozen=True, slots=True)
class RungClimbed:
    """An intruder stands on a rung of a zone's ladder."""

    zone: ZoneId
    intruder: FactionId
    rung: int


@dataclass(frozen=True, slots=True)
class Enforced:
    """The owner of a ring acted against an intruding unit, striking it or not; `roll` is 0 where none
    was needed."""

    zone: ZoneId
    owner: FactionId
    step: Step
    unit: Unit
    at: Hex
    roll: int
    steps: int


@dataclass(frozen=True, slots=True)
class RingClosed:
    """A ring has been cut off since a turn; 0 when it is open again."""

    zone: ZoneId
    since: int


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """Leave to enter a country was asked for a faction, and granted or not."""

    asker: FactionId
    faction: FactionId
    country: str
    roll: int
    granted: bool


@dataclass(frozen=True, slots=True)
class LeaveChanged:
    """A faction's leave to enter a country changed."""

    faction: FactionId
    country: str
    leave: Leave
    reason: str


@dataclass(frozen=True, slots=True)
class WentAbroad:
    """Units have now been so many turns in a country not their own."""

    faction: FactionId
    units: tuple[tuple[UnitId, int], ...]


@dataclass(frozen=True, slots=True)
class GateSet:
    """What passes through a crossing changed, by order of its `keeper` if it names one."""

    place: PlaceId
    state: GateState
    reason: str
    keeper: FactionId = ""


@dataclass(frozen=True, slots=True)
class PlaceRevalued:
    """An asset is worth something else from now on."""

    place: PlaceId
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class AreaChanged:
    """A de-escalation area is agreed until a turn, and open to attack until another (0: it is not)."""

    zone: ZoneId
    until: int
    suspended: int
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalChanged:
    """A patron thinks better or worse of its clients."""

    patron: PatronId
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class FavourChanged:
    """A faction gained or spent political points."""

    faction: FactionId
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class KeyGiven:
    """A patron gave its key for this turn."""

    faction: FactionId
    patron: PatronId


@dataclass(frozen=True, slots=True)
class FieldChanged:
    """A field was damaged or repaired; it pays its holder from turn `ready` on."""

    place: PlaceId
    damage: int
    ready: int
    reason: str


@dataclass(frozen=True, slots=True)
class CorridorChanged:
    """What a faction's road to the sea is worth from now on, 0 while it is cut."""

    faction: FactionId
    value: int


@dataclass(frozen=True, slots=True)
class RouteCut:
    """Raiders cut a road for the turn."""

    route: RouteId
    faction: FactionId
    at: Hex
    raider: FactionId


@dataclass(frozen=True, slots=True)
class CellsChanged:
    """Men went to ground, rose or were found."""

    faction: FactionId
    at: Hex
    strength: int
    reason: str


@dataclass(frozen=True, slots=True)
class BeltChanged:
    """Mines and an ambush were laid, met or lifted."""

    faction: FactionId
    at: Hex
    level: int
    reason: str


@dataclass(frozen=True, slots=True)
class ChitsChanged:
    """Prepared vehicles were gained or used."""

    faction: FactionId
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class StandingSet:
    """An order that stands was given or taken back."""

    faction: FactionId
    order: Standing
    on: bool


@dataclass(frozen=True, slots=True)
class RemnantsChanged:
    """Men are on their way to those still fighting; `toll` is what was lost about each asset, None where
    that stays as it was."""

    faction: FactionId
    remnants: tuple[tuple[int, int], ...]
    reason: str
    toll: tuple[tuple[PlaceId, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class CohesionChanged:
    """A coalition drew together or apart."""

    coalition: CoalitionId
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class InfightingSet:
    """A coalition fights within itself until a turn; 0 ends it."""

    coalition: CoalitionId
    breaker: FactionId
    until: int


@dataclass(frozen=True, slots=True)
class UnitTurned:
    """A unit went over to another faction."""

    unit: Unit
    to: FactionId
    reason: str


@dataclass(frozen=True, slots=True)
class PostPlaced:
    """An observation post was set up, or is gone (`faction` empty)."""

    at: Hex
    faction: FactionId


@dataclass(frozen=True, slots=True)
class FateSet:
    """It was decided what becomes of a faction's foreign fighters."""

    faction: FactionId
    fate: Fate


PoliticalEvent: TypeAlias = (
    RelationChanged
    | NoticeGiven
    | TruceSet
    | HotlineCalled
    | FireOpened
    | Grounded
    | RungClimbed
    | Enforced
    | RingClosed
    | LeaveAsked
    | LeaveChanged
    | WentAbroad
    | GateSet
    | PlaceRevalued
    | AreaChanged
    | ApprovalChanged
    | FavourChanged
    | KeyGiven
    | FieldChanged
    | CorridorChanged
    | RouteCut
    | CellsChanged
    | BeltChanged
    | ChitsChanged
    | StandingSet
    | RemnantsChanged
    | CohesionChanged
    | InfightingSet
    | UnitTurned
    | PostPlaced
    | FateSet
)
