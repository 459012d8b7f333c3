"""A scenario with a few of its figures moved by so many per cent, to see what they matter.

A figure is named by its way through the document, as in the YAML: `rules.supply.full`; `*` is every key
there is, as in `factions.*.command.*`, every turn of every faction. The change becomes part of what a save
keeps of the scenario.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from game.files.scenario_file import scenario_from_source
from game.model.scenario import Scenario


@dataclass(frozen=True)
class Change:
    """Figures that are moved together by so many per cent, to the nearest step and by one step at least."""

    figures: tuple[str, ...]
    pct: int
    step: str = "1"


def adjusted(scenario: Scenario, change: Change) -> Scenario:
    """Return a scenario with some figures moved; ScenarioError where it cannot be played like that."""
    document = json.loads(scenario.source)
    for figure in change.figures:
        for holder, at in _found(document, figure.split(".")):
            holder[at] = _moved(holder[at], change)
    return scenario_from_source(json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def figures_in(scenario: Scenario, figures: tuple[str, ...]) -> list[str]:
    """Return the values of some figures in a scenario, as they are written."""
    document = json.loads(scenario.source)
    return [str(holder[at]) for one in figures for holder, at in _found(document, one.split("."))]


def _found(node: Any, way: list[str]) -> Iterator[tuple[Any, Any]]:
    """Yield each place that a way leads to: what holds the value, and its key or number there."""
    first, *rest = way
    keys = list(node) if first == "*" else [first]
    for name in keys:
        if isinstance(node, dict) and node.get(name) is not None:
            yield from _beneath(node, name, rest)


def _beneath(node: Any, name: Any, rest: list[str]) -> Iterator[tuple[Any, Any]]:
    value = node[name]
    if rest:
        yield from _found(value, rest)
    elif isinstance(value, list):
        yield from ((value, number) for number in range(len(value)))
    else:
        yield node, name


def _moved(text: str, change: Change) -> str:
    """Return a figure moved away from nought or towards it; it never becomes nought, and nought stays."""
    value, step = Fraction(text), Fraction(change.step)
    size = abs(value)
    wanted = max(1, round(size * abs(change.pct) / 100 / step)) * step
    moved = max(min(size, step), size + (wanted if change.pct > 0 else -wanted))
    return text if not size else f"{float(moved if value > 0 else -moved):g}"
