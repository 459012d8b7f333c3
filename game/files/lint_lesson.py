"""Cross-checks of a lesson: everything it points at, waits for and recommends is there (`main.py check`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from game.files.build import names_of
from game.files.lint_politics import known_names, names_below
from game.files.problems import Problem, did_you_mean, problem, quoted
from game.files.reading import Reading
from game.files.schema_lesson import KeyWord, LessonSpec, LessonStepSpec, PointerSpec
from game.files.schema_types import HexLabel, Point
from game.hexgrid.coords import OFF_MAP
from game.model.orders import MalformedOrder, parse_order

Path = tuple[int | str, ...]
KEY_IN_TEXT = re.compile(r"\{(\w*)\}")
UNITS = frozenset({"unit", "active", "gone"})


def lesson_complaints(reading: Reading) -> Iterator[Problem]:
    """Yield what a lesson speaks of and is not there."""
    lesson = reading.spec.lesson
    if lesson is None:
        return
    yield from _names(reading, lesson)
    yield from _seats(reading, lesson)
    first: dict[str, int] = {}
    for index, step in enumerate(lesson.steps):
        path: Path = ("lesson", "steps", index)
        if first.setdefault(step.id, index) != index:
            at = reading.at(*path, "id")
            yield problem(at, "E209", f"the step {quoted(step.id)} is given twice")
        yield from _keys(reading, step, path)
        yield from _points(reading, step, path)
        yield from _way(reading, step, path)


def _names(reading: Reading, lesson: LessonSpec) -> Iterator[Problem]:
    """Yield factions, places, units and the like that stand for nothing."""
    known = known_names(reading.spec)
    known["units"] = {id for unit, _ in _all_units(reading) for id, _ in names_of(unit)}
    if reading.geography is not None:
        known["places"] = set(reading.geography.board.places)
    found = [*names_below(lesson, "lesson", ("lesson",)), *_units_below(lesson, ("lesson",))]
    found += [(name, "places", path) for name, path in _planned_below(lesson, ("lesson",))]
    for name, kind, path in found:
        if kind in known and name not in known[kind]:
            code = "E221" if kind == "places" else "E207" if kind == "units" else "E220"
            text = f"unknown {kind.removesuffix('s')} {quoted(name)}"
            yield problem(reading.at(*path), code, text, did_you_mean(name, known[kind]))


def _all_units(reading: Reading) -> Iterator[tuple[Any, None]]:
    spec = reading.spec
    for unit in (*spec.units, *(unit for arrival in spec.arrivals for unit in arrival.units)):
        yield unit, None


def _units_below(value: Any, path: Path) -> Iterator[tuple[str, str, Path]]:
    yield from ((name, "units", where) for key, name, where in _words(value, path) if key in UNITS)


def _planned_below(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    yield from ((name, where) for key, name, where in _words(value, path) if key == "planned")


def _words(value: Any, path: Path, key: str = "") -> Iterator[tuple[str, str, Path]]:
    """Yield each word in the typed values with its key and where it stands."""
    if isinstance(value, str):
        yield key, value, path
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _words(item, (*path, index), key)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            word = one.name.rstrip("_")
            yield from _words(getattr(value, one.name), (*path, word), word)


def _seats(reading: Reading, lesson: LessonSpec) -> Iterator[Problem]:
    for name in lesson.seats:
        if name not in reading.spec.factions:
            at = reading.at("lesson", "seats", name, key=True)
            remedy = did_you_mean(name, reading.spec.factions)
            yield problem(at, "E203", f"unknown faction {quoted(name)}", remedy)


def _keys(reading: Reading, step: LessonStepSpec, path: Path) -> Iterator[Problem]:
    """Yield keys in a text that no command has, and a text with keys that has no other for the terminal."""
    known = get_args(KeyWord)
    texts = [("text", step.text), ("hint", step.hint)]
    for where, text in texts:
        for name in KEY_IN_TEXT.findall(text):
            if name not in known:
                at = reading.at(*path, where)
                yield problem(at, "E230", f"unknown key {quoted(name)} in a text", did_you_mean(name, known))
    if KEY_IN_TEXT.search(step.text) and not step.typed:
        remedy = "say in `typed` what to type instead"
        yield problem(
            reading.at(*path, "text"), "E231", "a text with keys says nothing at a terminal", remedy
        )


def _points(reading: Reading, step: LessonStepSpec, path: Path) -> Iterator[Problem]:
    for index, point in enumerate(step.point):
        at = reading.at(*path, "point", index)
        if sum(getattr(point, one.name) is not None for one in fields(point)) != 1:
            yield problem(at, "E232", "a pointer has one of `unit`, `at`, `panel`, `key`")
        elif point.at is not None and not _on_map(reading, point):
            yield problem(at, "E233", "it points at nothing on this map")


def _on_map(reading: Reading, point: PointerSpec) -> bool:
    if reading.geography is None or point.at is None:
        return True
    if isinstance(point.at, str) and point.at not in reading.geography.board.places:
        return False
    assert isinstance(point.at, str | Point | HexLabel)
    return reading.geography.hex_of(point.at) != OFF_MAP


def _way(reading: Reading, step: LessonStepSpec, path: Path) -> Iterator[Problem]:
    """Yield recommended orders that are none; a question to the text game begins with a question mark."""
    for index, text in enumerate(step.way):
        try:
            if not text.startswith("?"):
                parse_order(text)
        except MalformedOrder as error:
            yield problem(reading.at(*path, "way", index), "E234", str(error))
