"""A lesson: what a scenario teaches, a step at a time. The coach reads it; no rule does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId
from game.model.politics import Condition


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a step points at: a `unit`, a hex (`at`), a `panel` of the window, or the button of a `key`."""

    kind: str
    name: str
    at: Hex = OFF_MAP


@dataclass(frozen=True, slots=True)
class Astray:
    """What is said to a learner for whom a condition holds."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One thing to learn. Without `done` it is only read; `typed` is the text at a terminal, `way` the
    commands there that are the recommended way."""

    id: str
    title: str
    text: str
    typed: str
    points: tuple[Pointer, ...]
    done: Condition | None
    hint: str
    astray: tuple[Astray, ...]
    way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The steps of a lesson, the faction that the learner plays, who plays the others, and the dice."""

    number: int
    minutes: int
    teaches: str
    faction: FactionId
    seats: Mapping[FactionId, str]
    seed: int
    steps: tuple[LessonStep, ...]
