"""A fingerprint of a State: equal for equal states in every process, on every Python and system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import TypeVar

from game.model.facts import Loss, Sighting
from game.model.kinds import UnitId
from game.model.state import State
from game.model.units import Unit

V = TypeVar("V")

FIELDS: tuple[str, ...] = (
    "turn",
    "impulse",
    "active",
    "control",
    "relations",
    "crossings",
    "cities",
    "dumps",
    "depots",
    "command",
    "impulse_command",
    "free_attacks",
    "air",
    "transport",
    "axis",
    "surges",
    "recalled",
    "attacked",
    "assaulted",
    "interdicted",
    "tension",
    "harm",
    "points",
    "losses",
    "ending",
    "seed",
    "late",
    "held",
    "records",
    "milestones",
    "taken_symbols",
    "scores",
    "affairs",
    "desks",
    "offers",
    "cells",
    "belts",
    "talks",
    "deck",
    "fired",
    "pending",
)
"""The fields of a State that are written as they are; units, the pool and knowledge have their own form."""


def digest(state: State) -> str:
    """Return 32 hex digits that stand for everything that can influence the rest of a game."""
    return digest_of(fields(state))


def digest_of(text: Mapping[str, str]) -> str:
    """Return the digest of a state that is spelled out field by field."""
    return blake2b("\n".join(f"{k}={v}" for k, v in text.items()).encode(), digest_size=16).hexdigest()


def fields(state: State) -> dict[str, str]:
    """Return each field of a state as canonical text, so that two states can be told apart by field."""
    return Speller().fields(state)


class Speller:
    """Spells out the states of one game: what is the same object as in the state before is not spelled
    again."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[object, str]] = {}

    def fields(self, state: State) -> dict[str, str]:
        """Return each field of a state as canonical text."""
        text = {name: self._of(name, getattr(state, name), canonical) for name in FIELDS}
        text["units"] = ";".join(
            self._of(f"units.{key}", unit, unit_text) for key, unit in sorted(state.units.items())
        )
        text["pool"] = self._of("pool", state.pool, _pool_text)
        for faction, known in sorted(state.knowledge.items()):
            name = f"knowledge.{faction}"
            seen = self._of(f"{name}.sightings", known.sightings, _sightings_text)
            control = self._of(f"{name}.control", known.control, hash_of)
            text[name] = f"{seen}|{control}|{self._of(f'{name}.vision', known.vision, canonical)}"
        return text

    def _of(self, name: str, value: V, spell: Callable[[V], str]) -> str:
        """Return a value as text, from the last state when it is the very same object."""
        last = self._last.get(name)
        if last is not None and last[0] is value:
            return last[1]
        text = spell(value)
        self._last[name] = (value, text)
        return text


def _pool_text(pool: Mapping[UnitId, Loss]) -> str:
    return ";".join(f"{unit_text(loss.unit)}@{loss.turn}" for _, loss in sorted(pool.items()))


def _sightings_text(sightings: Mapping[UnitId, Sighting]) -> str:
    return ";".join(sighting_text(one) for _, one in sorted(sightings.items()))


def unit_text(unit: Unit) -> str:
    """Return a unit as text."""
    flags = "".join(
        "01"[flag]
        for flag in (
            unit.disrupted,
            unit.active,
            unit.done,
            unit.moved,
            unit.marched,
            unit.attacked,
            unit.fought,
            unit.posed,
        )
    )
    return (
        f"{unit.id},{unit.type.id},{unit.faction},{unit.hq},{unit.steps},{unit.at},{unit.posture.value},"
        f"{unit.dig_in},{unit.supply.value},{unit.hungry},{flags},{unit.start},{unit.abroad}"
    )


def sighting_text(sighting: Sighting) -> str:
    """Return a sighting as text."""
    return f"{sighting.unit.id},{sighting.unit.steps},{sighting.at},{int(sighting.sight)},{sighting.turn}"


def hash_of(values: tuple[str, ...]) -> str:
    """Return a short hash of many words."""
    return blake2b("\0".join(values).encode(), digest_size=8).hexdigest()


def canonical(value: object) -> str:
    """Return a value as text that depends on nothing but the value: mappings in order of their keys."""
    if isinstance(value, Mapping):
        items = sorted((canonical(key), canonical(item)) for key, item in value.items())
        return "{" + ",".join(f"{key}:{item}" for key, item in items) + "}"
    if isinstance(value, tuple):
        if len(value) > 64:
            return hash_of(tuple(str(item) for item in value))
        return "(" + ",".join(canonical(item) for item in value) + ")"
    if hasattr(value, "__dataclass_fields__"):
        return "[" + ",".join(canonical(getattr(value, name)) for name in value.__dataclass_fields__) + "]"
    return str(value)
