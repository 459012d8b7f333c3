"""Writing a game down so that a replay can name the order and the field at which it leaves the record.

After each order a checkpoint holds a short hash of every field of the State that the order changed. A field
that is the same object as before has the same text, so that most of a State is never spelled out again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b

from game.files.journal import SaveFile
from game.model.state import State
from game.rules.digest import Speller, digest_of, fields


def marks_of(text: Mapping[str, str]) -> dict[str, str]:
    """Return a short hash of each field of a state that is spelled out."""
    return {name: blake2b(value.encode(), digest_size=4).hexdigest() for name, value in text.items()}


class Recorder:
    """A journal that keeps the marks of changed fields beside each order."""

    def __init__(self, file: SaveFile, state_of: Callable[[], State]) -> None:
        self.file = file
        self._state_of = state_of
        self._speller = Speller()
        self._text = self._speller.fields(state_of())

    def append(self, order_text: str, state_digest: str = "") -> None:
        """Write one order, the digest of the state after it, and what changed."""
        after = self._speller.fields(self._state_of())
        changed = {name: text for name, text in after.items() if self._text.get(name) != text}
        self._text = after
        self.file.append(order_text, state_digest or digest_of(after))
        self.file.checkpoint(json.dumps(marks_of(changed), separators=(",", ":")))

    def rewind(self, count: int) -> None:
        """Keep only the first `count` orders."""
        self.file.rewind(count)
        self._text = self._speller.fields(self._state_of())


def first_field(recorded: str, before: State, after: State) -> str:
    """Return the first field that is not as the record of an order says, empty when there is no such record.

    What the record does not list, the order left as it was.
    """
    try:
        marks = json.loads(json.loads(recorded))
    except (ValueError, TypeError):
        return ""
    if not isinstance(marks, dict):
        return ""
    was, now = marks_of(fields(before)), marks_of(fields(after))
    return next((name for name, mark in now.items() if marks.get(name, was.get(name)) != mark), "")
