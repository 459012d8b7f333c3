"""A wrong scenario made checkable: what the schema refused is cut away, so that the rest can be linted.

An author wants every problem at once, so a mistyped key must not hide a unit in a lake. Nothing made
here is ever played.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from game.files.schema import ScenarioSpec, adapter
from game.files.yaml_reader import Map, Node, Seq

ROUNDS = 12
STAND_INS: dict[str, Any] = {
    "id": "x",
    "title": "x",
    "clock": {"start": "2017-06-09", "turns": "24"},
    "order": ["x"],
    "sides": [],
    "camps": [],
    "control": {"date": "2017-06-10", "map": {}},
    "bands": {"decisive": "10", "win": "4", "draw": "-1"},
    "units": [],
}


def partial(document: Map, errors: Sequence[Any]) -> tuple[ScenarioSpec, Map, frozenset[str]] | None:
    """Return as much as fits the schema, its document, and the sections lost; None if too little is left."""
    kept = _copied(document)
    for _ in range(ROUNDS):
        for path in sorted((error["loc"] for error in errors), key=_from_the_end):
            _cut(kept, path)
        lost = frozenset(key for key in STAND_INS if key not in kept)
        try:
            return adapter().validate_python({**{key: STAND_INS[key] for key in lost}, **kept}), kept, lost
        except ValidationError as error:
            errors = error.errors(include_url=False, include_context=False)
    return None


def _from_the_end(path: tuple[int | str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Order paths so that cutting one leaves the numbers in the others right."""
    return tuple((0, -step, "") if isinstance(step, int) else (1, 0, step) for step in path)


def _copied(node: Any) -> Any:
    if isinstance(node, Map):
        return _copied_map(node)
    if isinstance(node, Seq):
        items = Seq(node.mark)
        for item, mark in zip(node, node.marks, strict=True):
            items.put(_copied(item), mark)
        return items
    return node


def _copied_map(node: Map) -> Map:
    whole = Map(node.mark)
    for key, value in node.items():
        whole.put(key, _copied(value), node.keys_at[key], node.marks[key])
    return whole


def _cut(document: Map, path: tuple[int | str, ...]) -> None:
    """Take out the innermost thing on a path that is there."""
    here: Node = document
    holder: tuple[Map | Seq, int | str] | None = None
    for step in path:
        if isinstance(here, Map) and str(step) in here:
            holder, here = (here, str(step)), here[str(step)]
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            holder, here = (here, step), here[step]
    if holder is not None:
        container, key = holder
        del container[key]  # type: ignore[arg-type]
        if isinstance(container, Seq) and isinstance(key, int):
            del container.marks[key]
