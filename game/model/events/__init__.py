"""Events: what the rules decided, in the past tense. A State is the sum of its events.

`game.rules.evolve` enters them, `game.rules.witness` says who learns of each and how much, and
`game.rules.chronicle` puts them into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.events.course import (
    Activated,
    ArrivalSettled,
    Arrived,
    AssetsChecked,
    AxisNamed,
    CommandSpent,
    CourseEvent,
    DumpChanged,
    FreeAttackUsed,
    GameEnded,
    ImpulseBegan,
    ImpulseEnded,
    MilestoneReached,
    PointsScored,
    Recalled,
    Replaced,
    SupplyChecked,
    Surged,
    SymbolTaken,
    TensionChanged,
    TurnBegan,
    Withdrawn,
)
from game.model.events.field import (
    ControlPassed,
    CrossingChanged,
    DepotMoved,
    DugIn,
    FieldEvent,
    Halted,
    Merged,
    Moved,
    PostureSet,
)
from game.model.events.fights import (
    Advanced,
    AirSpent,
    AttackMarked,
    CityPressed,
    Disrupted,
    FellBack,
    FightEvent,
    Fought,
    HarmDone,
    Interdicted,
    MissionFlown,
    Retreated,
    Shelled,
    StepsLost,
)
from game.model.facts import Sighting
from game.model.kinds import FactionId, Sight, UnitId

__all__ = [
    "Activated", "Advanced", "AirSpent", "ArrivalSettled", "Arrived", "AssetsChecked", "AttackMarked",
    "AxisNamed", "CityPressed", "CommandSpent", "ControlPassed", "CrossingChanged", "DepotMoved",
    "Disrupted", "DugIn", "DumpChanged", "Event", "FellBack", "Fought", "FreeAttackUsed", "GameEnded",
    "Halted", "HarmDone", "ImpulseBegan", "ImpulseEnded", "Interdicted", "Merged", "MilestoneReached",
    "MissionFlown", "Moved", "Observed", "PointsScored", "PostureSet", "Recalled", "Replaced", "Retreated",
    "Shelled", "StepsLost", "SupplyChecked", "Surged", "SymbolTaken", "TensionChanged", "TurnBegan",
    "Withdrawn", "Witnessed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Observed:
    """What a faction sees was brought up to date. Never shown."""

    faction: FactionId
    vision: Mapping[Hex, Sight]
    sightings: Mapping[UnitId, Sighting]
    control: tuple[FactionId, ...]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A faction witnessed events, as far as it saw them. Never shown itself."""

    faction: FactionId
    events: tuple[Event, ...]


Event: TypeAlias = CourseEvent | FieldEvent | FightEvent | Observed | Witnessed
