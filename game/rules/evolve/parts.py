"""What the writers of a State share: mappings and units with something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeAlias, TypeVar

from game.model.events import Event
from game.model.kinds import FactionId
from game.model.state import Knowledge, State
from game.model.units import Unit

K = TypeVar("K")
V = TypeVar("V")

Writer: TypeAlias = Callable[[State, Any], State]
"""A function that enters one kind of event."""


def put(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """Return a mapping with one entry set."""
    return {**mapping, key: value}


def without(mapping: Mapping[K, V], key: K) -> Mapping[K, V]:
    """Return a mapping without an entry."""
    return {name: value for name, value in mapping.items() if name != key}


def raised(mapping: Mapping[K, int], key: K, by: int) -> Mapping[K, int]:
    """Return a mapping of numbers with one raised."""
    return {**mapping, key: mapping.get(key, 0) + by}


def with_unit(state: State, unit: str, **changes: Any) -> State:
    """Return a state with one unit changed."""
    return replace(state, units={**state.units, unit: replace(state.units[unit], **changes)})


def units_with(state: State, changed: Iterable[Unit]) -> Mapping[str, Unit]:
    """Return the units with some of them replaced."""
    return {**state.units, **{unit.id: unit for unit in changed}}


FIELDS = tuple(field.name for field in fields(State))


def knowing(state: State, faction: FactionId, known: Knowledge) -> State:
    """Return a state in which a faction knows other things than before. Most events are of this kind, several
    for each order, so the fields are taken over in one go: `replace` does the same in five times as long."""
    after = object.__new__(State)
    before = vars(state)
    vars(after).update(
        {name: before[name] for name in FIELDS}, knowledge=put(state.knowledge, faction, known)
    )
    return after


def unchanged(state: State, event: Event) -> State:
    """Events that tell of something without changing the state."""
    return state
