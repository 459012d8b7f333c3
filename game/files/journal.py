"""Saved games on the disk: one append-only file that is the game (how it reads is in save_format.py).

A record is flushed to the disk before the game goes on; what a crash leaves of an unfinished one is dropped
with a note when the file is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from game.files.lock import SaveLock
from game.files.save_format import Header, Save, SaveError, header_line, parsed, record_of

MAX_BYTES = 64 * 1024 * 1024


class SaveFile:
    """A save being written."""

    def __init__(self, path: Path, header: Header, records: list[bytes], good: int) -> None:
        self.path = path
        self.header = header
        self._records = records
        self._lock = SaveLock(path)
        self._file = _opened(path)
        self._good = good

    @classmethod
    def open(cls, path: Path | str) -> SaveFile:
        """Go on with a save; an unfinished end is cut off first."""
        path = Path(path)
        raw = _raw(path)
        save = parsed(raw, path)
        if save.good < len(raw):
            write_atomically(path, raw[: save.good])
        return cls(path, save.header, _records_in(save), save.good)

    def __enter__(self) -> SaveFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._records)

    def append(self, order: str, digest: str, checkpoint: str = "") -> None:
        """Add an order, the digest of the state after it, and something more about that state, which a reader
        may do without; on return it is on the disk."""
        self._write(record_of(len(self) + 1, order, digest, checkpoint))

    def rewind(self, orders: int) -> None:
        """Forget all but the first `orders` orders, atomically."""
        if not 0 <= orders <= len(self):
            raise SaveError(f"there are {len(self)} orders to go back over, not {orders}")
        kept = self._records[:orders]
        raw = header_line(self.header) + b"".join(kept)
        self._file.close()
        write_atomically(self.path, raw)
        self._file = _opened(self.path)
        self._records, self._good = kept, len(raw)

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
        self._records.append(record)
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
    """Write a whole game, atomically: each order with its digest and its checkpoint."""
    write_atomically(Path(path), save_bytes(scenario_source, seed, seats, orders))


def save_bytes(
    scenario_source: str, seed: int, seats: Mapping[str, str], orders: Iterable[tuple[str, str, str]]
) -> bytes:
    """Return what the file of a whole game holds: each order with its digest and its checkpoint."""
    records = (record_of(number, *order) for number, order in enumerate(orders, start=1))
    return b"".join((header_line(Header(scenario_source, seed, dict(seats))), *records))


def _records_in(save: Save) -> list[bytes]:
    """Return the records of a save as they stand in its file."""
    return [
        record_of(number, entry.order, entry.digest, save.checkpoints.get(number, ""))
        for number, entry in enumerate(save.entries, start=1)
    ]


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
