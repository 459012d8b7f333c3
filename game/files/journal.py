"""Saved games on the disk: one append-only file that is the game (how it reads is in save_format.py).

A record is flushed to the disk before the game goes on; what a crash leaves of an unfinished one is dropped
with a note when the file is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from game.files.lock import SaveLock
from game.files.save_format import FORMAT, Header, Save, SaveError, lines_of, parsed, record_of

MAX_BYTES = 64 * 1024 * 1024
EARLIER = 2
"""So many earlier states of a save that is written over stay beside it."""


class SaveFile:
    """A save being written."""

    def __init__(self, path: Path, lines: list[bytes]) -> None:
        self.path = path
        self._lines = lines  # the first line, and a record for each order
        self._lock = SaveLock(path)
        self._file = _opened(path)
        self._good = sum(map(len, lines))

    @classmethod
    def open(cls, path: Path | str) -> SaveFile:
        """Go on with a save; an unfinished end is cut off first, and an older format brought up to date."""
        path = Path(path)
        raw = _raw(path)
        lines = _lines_in(parsed(raw, path))
        whole = b"".join(lines)
        if whole != raw:
            write_atomically(path, whole)
        return cls(path, lines)

    def __enter__(self) -> SaveFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._lines) - 1

    def append(self, order: str, digest: str, checkpoint: str = "") -> None:
        """Add an order, the digest of the state after it, and something more about that state, which a reader
        may do without; on return it is on the disk."""
        self._write(record_of(len(self) + 1, order, digest, checkpoint, self._lines[-1]))

    def rewind(self, orders: int) -> None:
        """Forget all but the first `orders` orders, atomically."""
        if not 0 <= orders <= len(self):
            raise SaveError(f"there are {len(self)} orders to go back over, not {orders}")
        kept = self._lines[: orders + 1]
        raw = b"".join(kept)
        self._file.close()
        write_atomically(self.path, raw)
        self._file = _opened(self.path)
        self._lines, self._good = kept, len(raw)

    def close(self) -> None:
        """Close the file; the save is complete as it stands."""
        self._file.close()
        self._lock.release()

    def _write(self, record: bytes) -> None:
        try:
            _write_whole(self._file, record)
            os.fsync(self._file.fileno())
        except (OSError, ValueError) as error:
            self._take_back()
            raise SaveError(f"cannot write {self.path.name}: {_reason(error)}") from None
        self._lines.append(record)
        self._good += len(record)

    def _take_back(self) -> None:
        """Leave the file as it was before a write that failed half-way, if the disk lets us."""
        with suppress(OSError):  # where it does not, the reader drops the unfinished line
            os.truncate(self.path, self._good)


def write_save(
    path: Path | str,
    scenario_source: str,
    seed: int,
    seats: Mapping[str, str],
    orders: Iterable[tuple[str, str, str]],
) -> None:
    """Write a whole game, atomically: each order with its digest and its checkpoint. What the file held
    before is kept beside it, and what it held before that."""
    path, raw = Path(path), save_bytes(scenario_source, seed, seats, orders)
    set_aside(path, raw)
    write_atomically(path, raw)


def set_aside(path: Path, raw: bytes) -> None:
    """Keep what a save holds before it is written over with something else."""
    with suppress(OSError):
        held = path.read_bytes() if path.is_file() else raw
        if held != raw:
            latest, *older = earlier(path)
            for one in reversed(older):
                if latest.is_file():
                    os.replace(latest, one)
            write_atomically(latest, held)


def earlier(path: Path) -> list[Path]:
    """Return where the earlier states of a save stand, the latest first: `name.save.1`, `name.save.2`."""
    return [path.with_name(f"{path.name}.{number}") for number in range(1, EARLIER + 1)]


def save_bytes(
    scenario_source: str, seed: int, seats: Mapping[str, str], orders: Iterable[tuple[str, str, str]]
) -> bytes:
    """Return what the file of a whole game holds: each order with its digest and its checkpoint."""
    return b"".join(lines_of(Header(scenario_source, seed, dict(seats)), orders))


def _lines_in(save: Save) -> list[bytes]:
    """Return the first line and the records of a save as they stand in its file today."""
    orders = [
        (entry.order, entry.digest, save.checkpoints.get(number, ""))
        for number, entry in enumerate(save.entries, start=1)
    ]
    return lines_of(replace(save.header, format=FORMAT), orders)


def read_save(path: Path | str) -> Save:
    """Return a save; raise SaveError, in one line, where the file is damaged, foreign or too new."""
    return parsed(_raw(Path(path)), Path(path))


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
