"""Typed values of `lesson` to the lesson that a coach reads. Everything has been checked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.files.politics import condition
from game.files.schema_lesson import LessonStepSpec, PointerSpec
from game.hexgrid.coords import OFF_MAP
from game.model.lesson import Astray, Lesson, LessonStep, Pointer

if TYPE_CHECKING:
    from game.files.geography import Geography
    from game.files.schema import ScenarioSpec


def lesson(spec: ScenarioSpec, geography: Geography) -> Lesson | None:
    """Return the lesson of a scenario, None where it has none; all but the learner are idle unless said."""
    given = spec.lesson
    if given is None:
        return None
    seats = {faction: given.seats.get(faction, "pass") for faction in spec.factions}
    seats[given.faction] = "human"
    steps = tuple(_step(one, geography) for one in given.steps)
    teaches = given.teaches.strip()
    return Lesson(given.number, given.minutes, teaches, given.faction, seats, given.seed, steps)


def _step(spec: LessonStepSpec, geography: Geography) -> LessonStep:
    return LessonStep(
        id=spec.id,
        title=spec.title,
        text=spec.text.strip(),
        typed=spec.typed.strip(),
        points=tuple(_pointer(one, geography) for one in spec.point),
        done=None if spec.done is None else condition(spec.done),
        hint=spec.hint.strip(),
        astray=tuple(Astray(condition(one.when), one.text.strip()) for one in spec.astray),
        way=tuple(spec.way),
    )


def _pointer(spec: PointerSpec, geography: Geography) -> Pointer:
    if spec.at is not None:
        return Pointer("at", "", geography.hex_of(spec.at))
    named = {"unit": spec.unit, "panel": spec.panel, "key": spec.key}
    kind, name = next((kind, name) for kind, name in named.items() if name is not None)
    return Pointer(kind, name, OFF_MAP)
