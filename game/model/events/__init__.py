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
from game.model.events.politics import (
    ApprovalChanged,
    AreaChanged,
    BeltChanged,
    CellsChanged,
    ChitsChanged,
    CohesionChanged,
    CorridorChanged,
    Enforced,
    FateSet,
    FavourChanged,
    FieldChanged,
    FireOpened,
    GateSet,
    Grounded,
    HotlineCalled,
    InfightingSet,
    KeyGiven,
    LeaveAsked,
    LeaveChanged,
    NoticeGiven,
    PlaceRevalued,
    PoliticalEvent,
    PostPlaced,
    RelationChanged,
    RemnantsChanged,
    RingClosed,
    RouteCut,
    RungClimbed,
    StandingSet,
    TruceSet,
    UnitTurned,
    WentAbroad,
)
from game.model.events.table import (
    Announced,
    Asked,
    CardDrawn,
    CardPlayed,
    CheckHeld,
    Conceded,
    EventFired,
    FlagSet,
    MeansGranted,
    OfferMade,
    OfferSettled,
    PartitionFixed,
    TableEvent,
    TalksOpened,
    WeatherTurned,
)
from game.model.facts import Sighting
from game.model.kinds import FactionId, Sight, UnitId

__all__ = [
    "Activated",
    "Advanced",
    "AirSpent",
    "Announced",
    "ApprovalChanged",
    "AreaChanged",
    "ArrivalSettled",
    "Arrived",
    "Asked",
    "AssetsChecked",
    "AttackMarked",
    "AxisNamed",
    "BeltChanged",
    "CardDrawn",
    "CardPlayed",
    "CellsChanged",
    "CheckHeld",
    "ChitsChanged",
    "CityPressed",
    "CohesionChanged",
    "CommandSpent",
    "Conceded",
    "ControlPassed",
    "CorridorChanged",
    "CrossingChanged",
    "DepotMoved",
    "Disrupted",
    "DugIn",
    "DumpChanged",
    "Enforced",
    "Event",
    "EventFired",
    "FateSet",
    "FavourChanged",
    "FellBack",
    "FieldChanged",
    "FireOpened",
    "FlagSet",
    "Fought",
    "FreeAttackUsed",
    "GameEnded",
    "GateSet",
    "Grounded",
    "Halted",
    "HarmDone",
    "HotlineCalled",
    "ImpulseBegan",
    "ImpulseEnded",
    "InfightingSet",
    "Interdicted",
    "KeyGiven",
    "LeaveAsked",
    "LeaveChanged",
    "MeansGranted",
    "Merged",
    "MilestoneReached",
    "MissionFlown",
    "Moved",
    "NoticeGiven",
    "Observed",
    "OfferMade",
    "OfferSettled",
    "PartitionFixed",
    "PlaceRevalued",
    "PointsScored",
    "PostPlaced",
    "PostureSet",
    "Recalled",
    "RelationChanged",
    "RemnantsChanged",
    "Replaced",
    "Retreated",
    "RingClosed",
    "RouteCut",
    "RungClimbed",
    "Shelled",
    "StandingSet",
    "StepsLost",
    "SupplyChecked",
    "Surged",
    "SymbolTaken",
    "TalksOpened",
    "TensionChanged",
    "TruceSet",
    "TurnBegan",
    "UnitTurned",
    "WeatherTurned",
    "WentAbroad",
    "Withdrawn",
    "Witnessed",
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


Event: TypeAlias = CourseEvent | FieldEvent | FightEvent | PoliticalEvent | TableEvent | Observed | Witnessed
