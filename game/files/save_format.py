"""How a saved game stands in its file: values to bytes and back.

    {"euphrates": "save", "format": 2, "rules": 1, "seed": 7, "seats": {…}, "scenario": {…}, "check": …}
    57 9a3b01cc order 4f…e1 move gov_12 0407
    …

The first line is JSON and holds the resolved scenario, so that a game outlives changes to its file. Each
further line is a record: how many bytes follow the CRC, the CRC-32 of all that the file holds in its lines so
far, and an order with the digest of the state after it, or a checkpoint with something more about that state.
So no line can be changed, moved, left out or brought in from another game unnoticed. In format 1 the CRC was
that of the line alone; such saves are read, and written as format 2 when the game goes on. Nothing is ever
unpickled or evaluated.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 2
RULES_VERSION = 1
MAX_HEADER = 16 * 1024 * 1024
MAX_ORDER = 8192


class SaveError(Exception):
    """A save that cannot be read or written; the message is one line for the player."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An order as it was given, and the digest of the state after it."""

    order: str
    digest: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a game began with. `source` is the resolved scenario as JSON."""

    source: str
    seed: int
    seats: Mapping[str, str]
    rules: int = RULES_VERSION
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Save:
    """A save as read. `note` tells of an unfinished end that was dropped; `checkpoints` map the number of an
    order to whatever was stored with it; `good` is the length in bytes of all that is sound."""

    header: Header
    entries: tuple[Entry, ...]
    note: str
    checkpoints: Mapping[int, str]
    good: int

    @property
    def scenario(self) -> str:
        """The resolved scenario as JSON, for `scenario_from_source`."""
        return self.header.source

    @property
    def seed(self) -> int:
        """The seed of the game."""
        return self.header.seed

    @property
    def seats(self) -> Mapping[str, str]:
        """Who plays each faction."""
        return self.header.seats


# Writing


def header_line(header: Header) -> bytes:
    """Return the first line; `check` is the CRC of the line without it."""
    fields = {
        "euphrates": "save",
        "format": header.format,
        "rules": header.rules,
        "seed": header.seed,
        "seats": dict(header.seats),
        "scenario": json.loads(header.source),
    }
    check = zlib.crc32(_json(fields))
    return _json({**fields, "check": check}) + b"\n"


def record_of(number: int, order: str, digest: str, checkpoint: str, before: bytes) -> bytes:
    """Return what stands in the file of the order of this number, after the line or record `before`: a line,
    and one more with a checkpoint."""
    if "\n" in order or len(order) > MAX_ORDER or not digest or set(digest) & set(" \n"):
        raise SaveError("this is not the text of an order and a digest")
    line = _record(f"order {digest} {order}", _seal(before))
    if not checkpoint:
        return line
    return line + _record(f"checkpoint {number} {json.dumps(checkpoint)}", _seal(line))


def lines_of(header: Header, orders: Iterable[tuple[str, str, str]]) -> list[bytes]:
    """Return the first line of a save and a record for each order with its digest and its checkpoint."""
    lines = [header_line(header)]
    for number, (order, digest, checkpoint) in enumerate(orders, start=1):
        lines.append(record_of(number, order, digest, checkpoint, lines[-1]))
    return lines


def _record(body: str, seal: int) -> bytes:
    raw = body.encode("utf-8")
    return b"%d %08x %s\n" % (len(raw), zlib.crc32(raw, seal), raw)


def _seal(line: bytes) -> int:
    """Return the CRC that the next record goes on from: of the first line, or the last in a record."""
    if line.startswith(b"{"):
        return zlib.crc32(line)
    return int(line.rstrip(b"\n").rpartition(b"\n")[2].split(b" ", 2)[1], 16)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


# Reading


def parsed(raw: bytes, path: Path) -> Save:
    """Return the save in some bytes. Only its end may be unsound, as a crash leaves it."""
    end = raw.find(b"\n", 0, MAX_HEADER) + 1
    header = _header_of(raw[:end] if end else raw[:MAX_HEADER], path)
    entries: list[Entry] = []
    checkpoints: dict[int, str] = {}
    lines = raw[end:].split(b"\n")
    last = lines.pop()  # empty when the file ends with a whole line
    good, note, seal = end, "", zlib.crc32(raw[:end])
    for number, line in enumerate(lines):
        body = _body(line, seal if header.format > 1 else 0)
        if body is None or not _entered(body, entries, checkpoints):
            if any(_sized(later) for later in lines[number + 1 :]):
                raise SaveError(f"{path.name} is damaged: line {number + 2} is not what was written there")
            note = "the unfinished end of the file was dropped"
            break
        good, seal = good + len(line) + 1, _seal(line)
    if last and not note:
        note = "the unfinished end of the file was dropped"
    return Save(header, tuple(entries), note, checkpoints, good)


def _entered(body: str, entries: list[Entry], checkpoints: dict[int, str]) -> bool:
    """Enter a record; False when it says nothing that this format knows."""
    kind, _, rest = body.partition(" ")
    head, _, text = rest.partition(" ")
    if kind == "order" and head:
        entries.append(Entry(text, head))
        return True
    if kind == "checkpoint" and head == str(len(entries)):
        with suppress(ValueError, RecursionError):
            checkpoints[len(entries)] = str(json.loads(text))
            return True
    return False


def _body(line: bytes, seal: int) -> str | None:
    """Return what a line records that goes on from a CRC, or None when it is not what was written there."""
    if not _sized(line):
        return None
    _, crc, raw = line.split(b" ", 2)
    if b"%08x" % zlib.crc32(raw, seal) != crc:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _sized(line: bytes) -> bool:
    """Whether a line has the shape of a record, and as many bytes as it says."""
    size, _, rest = line.partition(b" ")
    crc, _, raw = rest.partition(b" ")
    return size.isdigit() and len(size) < 10 and len(crc) == 8 and len(raw) == int(size)


def _header_of(line: bytes, path: Path) -> Header:
    """Return the header in a first line, or say what is wrong with it."""
    if not line.startswith(b'{"euphrates":"save"'):
        raise SaveError(f"{path.name} is not a saved game of Race to the Euphrates")
    try:
        fields = json.loads(line)
        check = fields.pop("check", None)
        sound = zlib.crc32(_json(fields)) == check
    except (ValueError, RecursionError):
        raise SaveError(f"{path.name} is damaged: its first line cannot be read") from None
    version = fields.get("format")
    if isinstance(version, int) and version > FORMAT:
        newer = f"{path.name} was saved by a newer version of the game"
        raise SaveError(f"{newer} (save format {version}; this one reads {FORMAT})")
    if version not in range(1, FORMAT + 1) or not sound:
        raise SaveError(f"{path.name} is damaged: its first line is not what was written there")
    return _typed_header(fields, path)


def _typed_header(fields: dict[str, Any], path: Path) -> Header:
    seed, seats, rules = fields.get("seed"), fields.get("seats"), fields.get("rules")
    if not (isinstance(seed, int) and isinstance(rules, int) and isinstance(seats, dict)):
        raise SaveError(f"{path.name} is damaged: seed, seats or rules are missing")
    if rules > RULES_VERSION:
        newer = f"{path.name} was saved by a newer version of the game"
        raise SaveError(f"{newer} (rules {rules}; this one plays {RULES_VERSION})")
    if not all(isinstance(seat, str) for seat in seats.values()) or not isinstance(
        fields.get("scenario"), dict
    ):
        raise SaveError(f"{path.name} is damaged: its seats or its scenario are missing")
    return Header(_json(fields["scenario"]).decode("utf-8"), seed, seats, rules, fields["format"])
