"""What is written down of a game at the end of each turn, by the truth and by what each faction knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from game.model.events import Event
from game.model.kinds import FactionId, PlaceId
from game.model.state import State

ALL_KNOWING: FactionId = ""
"""Who reads the annals that hold everything: nobody, until the game is over."""


class Fed(NamedTuple):
    """How many units are in full supply, strained and out of it."""

    full: int
    strained: int
    out: int


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """How things stood at the end of a turn, 0 for the beginning, as far as its reader knows.

    `worth` are the values of the places held, `lost` the steps lost so far, `fed` the units whose supply the
    reader knows; scores are in tenths.
    """

    turn: int
    control: tuple[FactionId, ...]
    places: Mapping[PlaceId, FactionId]
    worth: Mapping[FactionId, int]
    lost: Mapping[FactionId, int]
    fed: Mapping[FactionId, Fed]
    scores: Mapping[FactionId, int]
    tension: Mapping[tuple[FactionId, FactionId], int]

    def hexes_of(self, faction: FactionId) -> int:
        """Return how many hexes a faction holds."""
        return self.control.count(faction)

    def places_of(self, faction: FactionId) -> int:
        """Return how many of the places that count a faction holds."""
        return sum(1 for holder in self.places.values() if holder == faction)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reader was told of an order, and the State that it led to, to show it again as he saw it."""

    told: tuple[Event, ...]
    after: State


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that decided a game: the event that says what it was, the turn, whose impulse it was, after
    how many orders, and how much it weighs against others. Only great ones have a scene."""

    turn: int
    active: FactionId
    order: int
    event: Event
    weight: int
    scene: Scene | None = field(default=None, compare=False, repr=False)
