"""The state of a game. `Position` is what a State and a View have in common, and what the judge reads.

Everything here is frozen. Derived facts (who stands where, zones of control, supply ranges) are
computed, never stored; `game.rules.evolve` is the only writer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from game.hexgrid.coords import Hex
from game.model.affairs import Affairs, Belt, Cell, Desk, Offer, pair_of
from game.model.events import Event
from game.model.facts import Contact, Depot, Ending, Holding, Loss, Siege, Sighting
from game.model.kinds import (
    CardId,
    CrossingId,
    CrossingState,
    DepotId,
    EventId,
    FactionId,
    HqId,
    PlaceId,
    Relation,
    Sight,
    UnitId,
)
from game.model.scenario import Arrival, Scenario, Setting
from game.model.units import Unit


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one faction has seen: its present vision, sightings old and new, control as last seen,
    and the events it witnessed since its own last impulse ended."""

    vision: Mapping[Hex, Sight]
    sightings: Mapping[UnitId, Sighting]
    control: tuple[FactionId, ...]
    log: tuple[Event, ...]


@dataclass(frozen=True)
class Position:
    """The table as a State knows it whole and a View in part.

    In a View `units` holds its faction's own units and the identified ones of others, and the
    mappings of command, air, surges, dumps and depots hold only what the faction may know.
    Command points and air points are what is left; `free_attacks` lists the HQs whose included
    attack is unspent; `attacked` the hexes attacked this impulse, `assaulted` assaults on a city this
    turn by each faction.
    `affairs` is public, a desk is its faction's own; `cells` and `belts` are what lies hidden in the ground;
    `talks` is the round of concessions after the war, 0 before.
    """

    setting: Setting
    turn: int
    impulse: int
    active: FactionId | None
    units: Mapping[UnitId, Unit]
    control: tuple[FactionId, ...]
    relations: Mapping[tuple[FactionId, FactionId], Relation]
    crossings: Mapping[CrossingId, CrossingState]
    cities: Mapping[PlaceId, Siege]
    dumps: Mapping[PlaceId, int]
    depots: Mapping[DepotId, Depot]
    command: Mapping[FactionId, int]
    impulse_command: int
    free_attacks: tuple[HqId, ...]
    air: Mapping[FactionId, int]
    transport: Mapping[FactionId, int]
    axis: Mapping[FactionId, HqId]
    surges: Mapping[FactionId, int]
    recalled: tuple[str, ...]
    attacked: tuple[Hex, ...]
    assaulted: Mapping[tuple[PlaceId, FactionId], int]
    interdicted: Mapping[Hex, FactionId]
    tension: Mapping[tuple[FactionId, FactionId], int]
    harm: Mapping[FactionId, int]
    points: Mapping[FactionId, int]
    losses: Mapping[FactionId, int]
    affairs: Affairs
    desks: Mapping[FactionId, Desk]
    offers: tuple[Offer, ...]
    cells: Mapping[Hex, Cell]
    belts: Mapping[Hex, Belt]
    talks: int
    ending: Ending | None

    @cached_property
    def memo(self) -> dict[tuple[object, ...], object]:
        """Facts that rules have derived from this very position, so that no rule derives them twice."""
        return {}

    @cached_property
    def occupants(self) -> Mapping[Hex, tuple[Unit, ...]]:
        """The units in each occupied hex, in order of id."""
        found: dict[Hex, tuple[Unit, ...]] = {}
        for unit in self.units.values():
            found[unit.at] = (*found.get(unit.at, ()), unit)
        return found

    def units_at(self, here: Hex) -> tuple[Unit, ...]:
        """Return the units in a hex."""
        return self.occupants.get(here, ())

    def units_of(self, faction: FactionId) -> tuple[Unit, ...]:
        """Return a faction's units on the map, in order of id."""
        return tuple(unit for unit in self.units.values() if unit.faction == faction)

    def relation(self, actor: FactionId, target: FactionId) -> Relation:
        """Return `actor`'s stance towards `target`; everybody is allied with himself, and while a truce
        lasts enemies are as neutrals."""
        if actor == target:
            return Relation.ALLIED
        stance = self.relations.get((actor, target), Relation.NEUTRAL)
        if stance is Relation.HOSTILE and self.affairs.truces and self.in_truce(actor, target):
            return Relation.NEUTRAL
        return stance

    def in_truce(self, a: FactionId, b: FactionId) -> bool:
        """Whether a truce between two factions lasts."""
        return self.affairs.truces.get(pair_of(a, b), -1) >= self.turn

    @property
    def suspected(self) -> Mapping[Hex, FactionId]:
        """Hexes where an unidentified unit is seen just now, and whose; empty in a State."""
        return {}

    def strangers(self, here: Hex) -> int:
        """Return how many unidentified units are seen in a hex just now; none in a State."""
        return 0

    @property
    def recallable(self) -> Mapping[str, Arrival]:
        """Arrivals that may be called early: all of them in a State, the faction's own in a View."""
        return {}


@dataclass(frozen=True)
class State(Position):
    """Everything. `pool` holds destroyed units, `late` arrivals still to come (by id, the turn due),
    `records` the asset values in tenths at the end of the turns that a mean is taken of, `scores` the
    public estimate at the end of the last turn, `deck` the copies left of each card,
    `fired` the turn in which an event last came about, `pending` those that are due later, by turn."""

    scenario: Scenario
    seed: int
    knowledge: Mapping[FactionId, Knowledge]
    pool: Mapping[UnitId, Loss]
    late: Mapping[str, int]
    held: Mapping[PlaceId, Holding]
    records: Mapping[FactionId, tuple[int, ...]]
    milestones: Mapping[str, int]
    taken_symbols: Mapping[PlaceId, FactionId]
    scores: Mapping[FactionId, int]
    deck: Mapping[CardId, int]
    fired: Mapping[EventId, int]
    pending: tuple[tuple[int, EventId], ...]

    @property
    def recallable(self) -> Mapping[str, Arrival]:
        """Every arrival of the scenario that may be called early and has not come."""
        return {
            arrival.id: arrival
            for arrival in self.scenario.arrivals
            if arrival.early_turn is not None and arrival.id in self.late
        }


@dataclass(frozen=True)
class View(Position):
    """The game as one faction knows it; all that a player, a screen or an AI is given.

    `schedule` lists the faction's own arrivals as (turn, id, text), `reserves` those of them that may be
    called early; `scores` is the public estimate.
    """

    faction: FactionId
    contacts: tuple[Contact, ...]
    vision: Mapping[Hex, Sight]
    log: tuple[Event, ...]
    schedule: tuple[tuple[int, str, str], ...]
    reserves: Mapping[str, Arrival]
    scores: Mapping[FactionId, int]

    @cached_property
    def _suspected(self) -> Mapping[Hex, FactionId]:
        return {contact.at: contact.faction for contact in self.contacts if contact.age == 0}

    @property
    def suspected(self) -> Mapping[Hex, FactionId]:
        """Hexes where an unidentified unit is seen just now, and whose."""
        return self._suspected

    def strangers(self, here: Hex) -> int:
        """Return how many unidentified units are seen in a hex just now."""
        return sum(1 for contact in self.contacts if contact.at == here and contact.age == 0)

    @property
    def recallable(self) -> Mapping[str, Arrival]:
        """The faction's own arrivals that may be called early."""
        return self.reserves
