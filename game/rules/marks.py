"""Marks of what an order changed, so that a replay can name the field at which it leaves the record.

Beside each order a save keeps a short hash of every field of the State that the order changed. A field that
is the same object as before has the same text, so that most of a State is never spelled out again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b

from game.model.state import State
from game.rules.digest import Speller, digest_of, fields


class Marker:
    """Marks the states of one game, quickly while it is handed them one after the other."""

    def __init__(self) -> None:
        self._speller = Speller()

    def marked(self, before: State, after: State) -> tuple[str, str]:
        """Return the digest of the state after an order, and the marks of what the order changed."""
        was, now = self._speller.fields(before), self._speller.fields(after)
        changed = {name: text for name, text in now.items() if was.get(name) != text}
        return digest_of(now), json.dumps(_marks_of(changed), separators=(",", ":"))


def first_difference(marks: str, before: State, after: State) -> str:
    """Return the first field that is not as the marks of an order say, empty when there are no such marks.

    What the marks do not list, the order left as it was.
    """
    try:
        recorded = json.loads(marks)
    except ValueError:
        return ""
    if not isinstance(recorded, dict):
        return ""
    was, now = _marks_of(fields(before)), _marks_of(fields(after))
    return next((name for name, mark in now.items() if recorded.get(name, was.get(name)) != mark), "")


def _marks_of(text: Mapping[str, str]) -> dict[str, str]:
    """Return a short hash of each field of a state that is spelled out."""
    return {name: blake2b(value.encode(), digest_size=4).hexdigest() for name, value in text.items()}
