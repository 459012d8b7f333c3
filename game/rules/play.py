"""A play in progress: the state so far and the events that led to it. Handlers enter events, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from game.model.events import Event
from game.model.kinds import UnitId
from game.model.state import State
from game.model.units import Unit
from game.rules.evolve import evolve


class Play:
    """The record that one order writes."""

    def __init__(self, state: State) -> None:
        self.before = state
        self.state = state
        self.events: list[Event] = []
        self.settled = 0
        """How many of the events have had their consequences."""

    def enter(self, *events: Event) -> None:
        """Enter events in the record, and let the state follow."""
        for event in events:
            self.state = evolve(self.state, event)
            self.events.append(event)

    def unit(self, unit: UnitId) -> Unit:
        """Return a unit as it now is."""
        return self.state.units[unit]

    def alive(self, units: Iterable[Unit]) -> tuple[Unit, ...]:
        """Return those of these units that still exist, as they now are."""
        return tuple(self.state.units[unit.id] for unit in units if unit.id in self.state.units)
