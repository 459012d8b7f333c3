"""Fights, from the ground and from the air, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.combat import FightReport
from game.model.kinds import AirMission, FactionId, PlaceId, UnitId
from game.model.units import Unit


@dataclass(frozen=True, slots=True)
class Fought:
    """A fight was rolled for; losses and retreats follow as events of their own."""

    report: FightReport


@dataclass(frozen=True, slots=True)
class FellBack:
    """A delaying unit left before the dice."""

    unit: Unit
    path: tuple[Hex, ...]


@dataclass(frozen=True, slots=True)
class StepsLost:
    """A unit lost steps; at zero it is destroyed."""

    unit: Unit
    steps: int
    at: Hex
    reason: str


@dataclass(frozen=True, slots=True)
class Retreated:
    """A unit retreated along a path."""

    unit: Unit
    path: tuple[Hex, ...]


@dataclass(frozen=True, slots=True)
class Advanced:
    """A unit advanced after combat along a path."""

    unit: Unit
    path: tuple[Hex, ...]


@dataclass(frozen=True, slots=True)
class Disrupted:
    """A unit was disrupted, or recovered."""

    unit: Unit
    disrupted: bool


@dataclass(frozen=True, slots=True)
class AttackMarked:
    """Units have used their attack of this turn against a hex."""

    units: tuple[UnitId, ...]
    defenders: tuple[UnitId, ...]
    target: Hex
    city: PlaceId | None


@dataclass(frozen=True, slots=True)
class AirSpent:
    """Air points were used."""

    faction: FactionId
    points: int
    transport: bool = False


@dataclass(frozen=True, slots=True)
class MissionFlown:
    """An air mission was flown against a hex; `roll` is 0 where none was needed."""

    faction: FactionId
    mission: AirMission
    at: Hex
    roll: int
    success: bool


@dataclass(frozen=True, slots=True)
class Interdicted:
    """A hex is interdicted for the rest of the turn."""

    faction: FactionId
    at: Hex


@dataclass(frozen=True, slots=True)
class Shelled:
    """A barrage was fired at a hex."""

    unit: Unit
    at: Hex
    roll: int
    steps: int


@dataclass(frozen=True, slots=True)
class CityPressed:
    """A siege assault made progress: `won` districts changed hands, `progress` is what is half won."""

    place: PlaceId
    attacker: FactionId
    defender: FactionId
    won: int
    progress: int
    dump: int


@dataclass(frozen=True, slots=True)
class HarmDone:
    """Heavy fire on a built-up area did harm to civilians, a cost to the side that fired."""

    faction: FactionId
    amount: int
    at: Hex


FightEvent: TypeAlias = (
    Fought
    | FellBack
    | StepsLost
    | Retreated
    | Advanced
    | Disrupted
    | AttackMarked
    | AirSpent
    | MissionFlown
    | Interdicted
    | Shelled
    | CityPressed
    | HarmDone
)
