"""Scenario files of earlier formats, read as if they were written today: one step for each version.

A step takes a document of its version and returns it as the next version has it. It sees one file at a time,
before anything is merged, and then each of its variants, so it must live with keys that are not there. The
scenario in a save goes the same way, whole. Marks stay, so that findings still name the author's line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from game.files.problems import Problem, problem, quoted
from game.files.yaml_reader import Map

Step: TypeAlias = Callable[[Map], Map]

FORMAT = 1
"""The version that this game writes and its schema describes."""

STEPS: dict[int, Step] = {}
"""The step from each earlier version to the next. None is needed yet: the format is still at its first."""


def upgraded(document: Map, steps: Mapping[int, Step] = STEPS) -> Map:
    """Return a document as today's format has it; one of an unknown version, or of none, is left as it is."""
    while (version := version_of(document)) is not None and version in steps:
        key_at, at = document.keys_at["format"], document.marks["format"]
        document = _stepped(document, steps[version])
        document.put("format", str(version + 1), key_at, at)
    return document


def version_of(document: Mapping[str, object]) -> int | None:
    """Return the version of the format that a document names; None where it names no number."""
    text = document.get("format")
    return (
        int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 6 else None
    )


def too_new(document: Map) -> list[Problem]:
    """Return the complaint of something extended that this game is too old for."""
    if (version_of(document) or 0) <= FORMAT:
        return []
    what = f"scenario format {quoted(str(document['format']))} is not known"
    return [
        problem(document.marks["format"], "E405", what, f"this game reads format {FORMAT}; update the game")
    ]


def renamed(section: object, old: str, new: str) -> None:
    """Give a key of a map another name where it stands, for steps to use; what is no map is left alone."""
    if not isinstance(section, Map) or old not in section or new in section:
        return
    entries = [(key, section[key], section.keys_at[key], section.marks[key]) for key in section]
    section.clear()
    for key, value, key_at, at in entries:
        section.put(new if key == old else key, value, key_at, at)


def _stepped(document: Map, step: Step) -> Map:
    """Return a document after one step, its variants with it."""
    document = step(document)
    variants = document.get("variants")
    if isinstance(variants, Map):
        for name, changes in list(variants.items()):
            if isinstance(changes, Map):
                variants.put(name, step(changes), variants.keys_at[name], variants.marks[name])
    return document
