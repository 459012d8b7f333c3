"""A file of JSON lines that long work is written down in, so that it goes on where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

Record = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
DECISIVE = ("game/hexgrid", "game/model", "game/rules", "game/ai")
"""The code that decides how a game goes."""


def key(*parts: object) -> str:
    """Return what tells one record from another, from parts that JSON can write."""
    return json.dumps(parts, sort_keys=True)


class Ledger:
    """The records of a file: what it holds already, and how more is added. `key_of` tells them apart."""

    def __init__(self, file: Path, key_of: Callable[[Record], str]) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file, self._key_of = file, key_of
        self.known: dict[str, Record] = {}
        raw = file.read_bytes() if file.exists() else b""
        whole = raw[: raw.rfind(b"\n") + 1]
        if len(whole) < len(raw):  # the line that an interrupted run left unfinished
            file.write_bytes(whole)
        for line in whole.splitlines():
            self._enter(line)

    def _enter(self, line: bytes) -> None:
        try:
            record = json.loads(line)
            self.known[self._key_of(record)] = record
        except (ValueError, KeyError, TypeError):
            return  # not a record of ours; it is kept and not counted

    def add(self, records: Iterable[Record]) -> None:
        """Add records at once, so that an interrupted run keeps them."""
        fresh = {self._key_of(record): record for record in records}
        fresh = {at: record for at, record in fresh.items() if at not in self.known}
        with self._file.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in fresh.values())
        self.known |= fresh


@cache
def version() -> str:
    """Return a mark of the code and figures by which games go, so that what others played is not counted."""
    mark = blake2b(digest_size=6)
    code = (file for folder in DECISIVE for file in (ROOT / folder).rglob("*.py"))
    for file in sorted((*code, *(ROOT / "scenarios" / "base").glob("*.yaml"))):
        mark.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return mark.hexdigest()


def text_mark(text: str) -> str:
    """Return a mark of a text."""
    return blake2b(text.encode(), digest_size=6).hexdigest()
