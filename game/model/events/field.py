"""What units do on the map short of fighting, and what becomes of ground, bridges and depots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.kinds import CrossingId, CrossingState, DepotId, FactionId, Posture, UnitId
from game.model.units import Unit


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit went along a path, both ends included."""

    unit: Unit
    path: tuple[Hex, ...]
    marched: bool


@dataclass(frozen=True, slots=True)
class Halted:
    """A movement ended early, for a reason the mover now knows."""

    unit: Unit
    at: Hex
    reason: str


@dataclass(frozen=True, slots=True)
class PostureSet:
    """A unit changed its posture."""

    unit: Unit
    posture: Posture


@dataclass(frozen=True, slots=True)
class DugIn:
    """A unit improved its field works."""

    unit: Unit
    level: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A unit joined another."""

    unit: Unit
    into: UnitId


@dataclass(frozen=True, slots=True)
class ControlPassed:
    """Hexes came under a faction's control."""

    hexes: tuple[Hex, ...]
    faction: FactionId


@dataclass(frozen=True, slots=True)
class CrossingChanged:
    """A bridge fell, or a pontoon was begun or opened."""

    crossing: CrossingId
    state: CrossingState
    faction: FactionId
    reason: str


@dataclass(frozen=True, slots=True)
class DepotMoved:
    """A depot stepped along the road, or was lost (`to` is off the map)."""

    depot: DepotId
    faction: FactionId
    to: Hex


FieldEvent: TypeAlias = (
    Moved | Halted | PostureSet | DugIn | Merged | ControlPassed | CrossingChanged | DepotMoved
)
