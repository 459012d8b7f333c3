"""Facts that a State is made of and that events carry: sieges, depots, sightings, holdings, endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model.kinds import DepotId, FactionId, Sight
from game.model.units import Unit


@dataclass(frozen=True, slots=True)
class Siege:
    """A city's districts by holder, half-won districts by attacker, and the besieged side's dump."""

    holders: Mapping[FactionId, int]
    progress: Mapping[FactionId, int]
    dump: int

    @property
    def controller(self) -> FactionId:
        """The holder of most districts; of equals the first in the plan."""
        return max(self.holders, key=lambda faction: self.holders[faction])


@dataclass(frozen=True, slots=True)
class Depot:
    """A supply depot. `moved` is the turn of its last step, 0 before the first."""

    id: DepotId
    name: str
    faction: FactionId
    at: Hex
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds an asset in supply, and since the end of which turn."""

    faction: FactionId
    since: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A unit that was destroyed, and when."""

    unit: Unit
    turn: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something seen of another faction: how well, where and when. At `PRESENCE` the unit's identity
    is not known and never leaves the State; a View shows it as a nameless Contact."""

    unit: Unit
    at: Hex
    sight: Sight
    turn: int


@dataclass(frozen=True, slots=True)
class Contact:
    """An unidentified unit, or the ghost of one seen `age` turns ago. `unit` is what it was known to be."""

    faction: FactionId
    at: Hex
    age: int
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Ending:
    """How the game ended: margins and scores in tenths of a point, a word for each faction, and the
    scenario's closing words."""

    turn: int
    winner: FactionId | None
    scores: Mapping[FactionId, int]
    margins: Mapping[FactionId, int]
    verdicts: Mapping[FactionId, str]
    words: str = ""
