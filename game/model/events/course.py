"""The course of a game: turns and command, supply, comings and goings, politics, points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from game.model.facts import Ending, Holding
from game.model.kinds import FactionId, HqId, PlaceId, SupplyState, UnitId
from game.model.units import Unit


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """A turn begins with these points of command and air."""

    turn: int
    command: Mapping[FactionId, int]
    air: Mapping[FactionId, int]
    transport: Mapping[FactionId, int]


@dataclass(frozen=True, slots=True)
class ImpulseBegan:
    """A faction's impulse begins."""

    impulse: int
    faction: FactionId


@dataclass(frozen=True, slots=True)
class ImpulseEnded:
    """A faction's impulse is over."""

    faction: FactionId


@dataclass(frozen=True, slots=True)
class Activated:
    """A group was activated."""

    faction: FactionId
    units: tuple[UnitId, ...]
    hq: HqId


@dataclass(frozen=True, slots=True)
class CommandSpent:
    """Command points were spent on something other than an activation."""

    faction: FactionId
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class FreeAttackUsed:
    """An activated group used the attack that its activation included."""

    faction: FactionId
    hq: HqId


@dataclass(frozen=True, slots=True)
class Surged:
    """A surge of command points was called."""

    faction: FactionId
    points: int


@dataclass(frozen=True, slots=True)
class AxisNamed:
    """An HQ became the main axis."""

    faction: FactionId
    hq: HqId


@dataclass(frozen=True, slots=True)
class SupplyChecked:
    """The supply of a faction's units was traced; only the units that change are listed."""

    faction: FactionId
    units: tuple[tuple[UnitId, SupplyState, int], ...]


@dataclass(frozen=True, slots=True)
class DumpChanged:
    """A pocket's dump changed, in half turns."""

    place: PlaceId
    faction: FactionId
    halves: int
    reason: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A unit came on."""

    unit: Unit
    known: bool = False


@dataclass(frozen=True, slots=True)
class ArrivalSettled:
    """An arrival was delayed to a turn, or is over (0)."""

    arrival: str
    faction: FactionId
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """An arrival was called early."""

    faction: FactionId
    arrival: str
    turn: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A unit left for another front."""

    unit: Unit
    cost: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """A unit received replacements."""

    unit: Unit
    steps: int


@dataclass(frozen=True, slots=True)
class TensionChanged:
    """Tension between two factions rose or fell."""

    pair: tuple[FactionId, FactionId]
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class PointsScored:
    """A faction gained or lost points outright, in tenths."""

    faction: FactionId
    tenths: int
    reason: str


@dataclass(frozen=True, slots=True)
class SymbolTaken:
    """A symbol went to its first taker."""

    place: PlaceId
    faction: FactionId


@dataclass(frozen=True, slots=True)
class AssetsChecked:
    """At the end of a turn: who holds which asset since when, and values recorded for a mean."""

    held: tuple[tuple[PlaceId, Holding], ...]
    records: tuple[tuple[FactionId, int], ...]
    scores: Mapping[FactionId, int]


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """Something that history knows happened in this game."""

    id: str
    turn: int


@dataclass(frozen=True, slots=True)
class GameEnded:
    """The game is over."""

    ending: Ending


CourseEvent: TypeAlias = (
    TurnBegan
    | ImpulseBegan
    | ImpulseEnded
    | Activated
    | CommandSpent
    | FreeAttackUsed
    | Surged
    | AxisNamed
    | SupplyChecked
    | DumpChanged
    | Arrived
    | ArrivalSettled
    | Recalled
    | Withdrawn
    | Replaced
    | TensionChanged
    | PointsScored
    | SymbolTaken
    | AssetsChecked
    | MilestoneReached
    | GameEnded
)
