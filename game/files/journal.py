"""Saved games: one append-only file that is the game.

    {"euphrates": "save", "format": 1, "rules": 1, "seed": 7, "seats": {…}, "scenario": {…}, "check": …}
    57 9a3b01cc order 4f…e1 move gov_12 0407
    …

The first line is JSON and holds the resolved scenario, so that a game outlives changes to its file. Each
further line is one order: how many bytes follow the CRC, the CRC-32 of those bytes, the digest of the state
after the order, and the order's own text. A line is flushed to the disk before the game goes on; what a
crash leaves of an unfinished line is dropped with a note. Nothing is ever unpickled or evaluated.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

FORMAT = 1
RULES_VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
MAX_HEADER = 16 * 1024 * 1024
MAX_ORDER = 8192
CHECKPOINT_EVERY = 50


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
    """A save as read. `note` tells of an unfinished end that was dropped; `checkpoints` map a number of
    orders to whatever was stored after them; `good` is the length in bytes of all that is sound."""

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


class SaveFile:
    """A save being written. `durable=False` leaves flushing to the system, for games that may be lost."""

    def __init__(self, path: Path, header: Header, lines: list[bytes], durable: bool) -> None:
        self.path = path
        self.header = header
        self._durable = durable
        self._lines = lines
        self._orders = sum(1 for line in lines if b" order " in line[:40])
        self._file = _opened(path)
        self._good = len(_header_line(header)) + sum(map(len, lines))

    @classmethod
    def create(
        cls, path: Path | str, scenario_source: str, seed: int, seats: Mapping[str, str], durable: bool = True
    ) -> SaveFile:
        """Begin a save, atomically; an older file of that name is replaced whole or not at all."""
        path, header = Path(path), Header(scenario_source, seed, dict(seats))
        write_atomically(path, _header_line(header))
        return cls(path, header, [], durable)

    @classmethod
    def open(cls, path: Path | str, durable: bool = True) -> SaveFile:
        """Go on with a save; an unfinished end is cut off first."""
        path = Path(path)
        raw = _raw(path)
        save = _parsed(raw, path)
        if save.good < len(raw):
            write_atomically(path, raw[: save.good])
        start = raw.index(b"\n") + 1
        return cls(path, save.header, raw[start : save.good].splitlines(keepends=True), durable)

    def __enter__(self) -> SaveFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self._orders

    def append(self, order: str, digest: str) -> None:
        """Add an order and the digest of the state after it; on return it is on the disk."""
        if "\n" in order or len(order) > MAX_ORDER or not digest or set(digest) & set(" \n"):
            raise SaveError("this is not the text of an order and a digest")
        self._write(_record(f"order {digest} {order}"))
        self._orders += 1

    def checkpoint(self, text: str) -> None:
        """Store something of the state after the orders so far; a reader may do without it."""
        self._write(_record(f"checkpoint {self._orders} {json.dumps(text)}"))

    def rewind(self, orders: int) -> None:
        """Forget all but the first `orders` orders, atomically."""
        if not 0 <= orders <= self._orders:
            raise SaveError(f"there are {self._orders} orders to go back over, not {orders}")
        kept, seen = [], 0
        for line in self._lines:
            seen += b" order " in line[:40]
            if seen > orders:
                break
            kept.append(line)
        raw = _header_line(self.header) + b"".join(kept)
        self._file.close()
        write_atomically(self.path, raw)
        self._file = _opened(self.path)
        self._lines, self._orders, self._good = kept, orders, len(raw)

    def copy_to(self, path: Path | str) -> None:
        """Write the game so far to another file, atomically."""
        write_atomically(Path(path), _header_line(self.header) + b"".join(self._lines))

    def close(self) -> None:
        """Close the file; the save is complete as it stands."""
        self._file.close()

    def _write(self, line: bytes) -> None:
        try:
            _write_whole(self._file, line)
            if self._durable:
                os.fsync(self._file.fileno())
        except (OSError, ValueError) as error:
            self._take_back()
            raise SaveError(f"cannot write {self.path.name}: {_reason(error)}") from None
        self._lines.append(line)
        self._good += len(line)

    def _take_back(self) -> None:
        """Leave the file as it was before a write that failed half-way, if the disk lets us."""
        with suppress(OSError):  # where it does not, the reader drops the unfinished line
            os.truncate(self.path, self._good)


def read_save(path: Path | str) -> Save:
    """Return a save; raise SaveError, in one line, where the file is damaged, foreign or too new."""
    return _parsed(_raw(Path(path)), Path(path))


def read_header(path: Path | str) -> Header:
    """Return what a save began with, without reading its orders."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            return _header_of(file.readline(MAX_HEADER + 1), path)
    except (OSError, ValueError) as error:
        raise SaveError(f"cannot read {path.name}: {_reason(error)}") from None


def write_atomically(path: Path, raw: bytes) -> None:
    """Put a file in place whole: written beside it, flushed, renamed, and the folder flushed too."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        _flush_folder(path.parent)
    except (OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        raise SaveError(f"cannot write {path.name}: {_reason(error)}") from None


def _flush_folder(folder: Path) -> None:
    """Make a rename last; some systems do not open folders, and need no flush."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(path: Path) -> Any:
    try:
        return path.open("ab", buffering=0)  # nothing stays in a buffer after a write that failed
    except OSError as error:
        raise SaveError(f"cannot write {path.name}: {_reason(error)}") from None


def _write_whole(file: Any, line: bytes) -> None:
    """Write all of a line, however little the system takes at a time."""
    while line:
        line = line[file.write(line) :]


def _reason(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or "not possible").lower()


def _raw(path: Path) -> bytes:
    """Return the bytes of a file that may be anything, within the cap."""
    try:
        if not path.is_file():
            what = "a folder" if path.is_dir() else "no such file" if not path.exists() else "not a file"
            raise SaveError(f"cannot read {path.name}: {what}")
        if path.stat().st_size > MAX_BYTES:
            raise SaveError(f"{path.name} is too large for a saved game")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise SaveError(f"cannot read {path.name}: {_reason(error)}") from None


def _record(body: str) -> bytes:
    raw = body.encode("utf-8")
    return b"%d %08x %s\n" % (len(raw), zlib.crc32(raw), raw)


def _body(line: bytes) -> str | None:
    """Return what a line records, or None when it is not whole."""
    size, _, rest = line.partition(b" ")
    crc, _, raw = rest.partition(b" ")
    if not line.endswith(b"\n") or not size.isdigit() or len(size) > 9 or len(crc) != 8:
        return None
    raw = raw[:-1]
    if len(raw) != int(size) or b"%08x" % zlib.crc32(raw) != crc:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _parsed(raw: bytes, path: Path) -> Save:
    """Return the save in some bytes. Only its end may be unsound, as a crash leaves it."""
    end = raw.find(b"\n", 0, MAX_HEADER) + 1
    header = _header_of(raw[:end] if end else raw[:MAX_HEADER], path)
    entries: list[Entry] = []
    checkpoints: dict[int, str] = {}
    lines = raw[end:].split(b"\n")
    last = lines.pop()  # empty when the file ends with a whole line
    good, note = end, ""
    for number, line in enumerate(lines):
        body = _body(line + b"\n")
        if body is None or not _entered(body, entries, checkpoints):
            if any(_body(later + b"\n") for later in lines[number + 1 :]):
                raise SaveError(f"{path.name} is damaged: line {number + 2} is not what was written there")
            note = "the unfinished end of the file was dropped"
            break
        good += len(line) + 1
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
        checkpoints[len(entries)] = text
        return True
    return False


def _header_line(header: Header) -> bytes:
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


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


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
    if version != FORMAT or not sound:
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
    return Header(_json(fields["scenario"]).decode("utf-8"), seed, seats, rules)
