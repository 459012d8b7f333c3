"""Events: what the rules decided, in the past tense. A State is the sum of its events.

Each event says in which hexes it could be seen (`places`) and which faction it concerns (`faction`);
`game.rules.fog` decides from that who witnesses it, and `game.rules.chronicle` puts it into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.combat import FightReport
from game.model.facts import Ending, Holding, Sighting
from game.model.kinds import (
    AirMission,
    CrossingId,
    CrossingState,
    DepotId,
    FactionId,
    HqId,
    PlaceId,
    Posture,
    Sight,
    SupplyState,
    UnitId,
)
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
class ControlPassed:
    """Hexes came under a faction's control."""

    hexes: tuple[Hex, ...]
    faction: FactionId


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


Event: TypeAlias = (
    TurnBegan
    | ImpulseBegan
    | ImpulseEnded
    | Activated
    | CommandSpent
    | FreeAttackUsed
    | Surged
    | AxisNamed
    | Moved
    | Halted
    | PostureSet
    | DugIn
    | Merged
    | Fought
    | FellBack
    | StepsLost
    | Retreated
    | Advanced
    | Disrupted
    | AttackMarked
    | ControlPassed
    | AirSpent
    | MissionFlown
    | Interdicted
    | Shelled
    | CrossingChanged
    | DepotMoved
    | SupplyChecked
    | DumpChanged
    | CityPressed
    | HarmDone
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
    | Observed
    | Witnessed
)
