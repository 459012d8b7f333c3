"""Event → next State. No other module changes a State; each function enters one kind of event."""

from __future__ import annotations

from dataclasses import replace

from game.model.events import Event, Observed, Witnessed
from game.model.state import Knowledge, State
from game.rules.evolve import course, field, fights, politics
from game.rules.evolve.parts import Writer, knowing


def evolve(state: State, event: Event) -> State:
    """Return the state after an event."""
    return WRITERS[type(event)](state, event)


def _observed(state: State, event: Observed) -> State:
    known = state.knowledge[event.faction]
    after = Knowledge(event.vision, event.sightings, event.control, known.log)
    return knowing(state, event.faction, after)


def _witnessed(state: State, event: Witnessed) -> State:
    known = state.knowledge[event.faction]
    return knowing(state, event.faction, replace(known, log=(*known.log, *event.events)))


WRITERS: dict[type, Writer] = {
    **course.WRITERS,
    **field.WRITERS,
    **fights.WRITERS,
    **politics.WRITERS,
    Observed: _observed,
    Witnessed: _witnessed,
}
"""Which function enters which event; a test holds it complete."""
