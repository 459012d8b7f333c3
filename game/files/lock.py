"""A lock beside a save that is being played: no second program writes it, and a crash leaves a trace.

The lock is the operating system's, so it ends with the program however that ends. Its file stays behind only
after a crash; a game whose lock file nobody holds was not left by its player.
"""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.files.save_format import SaveError

_held: set[SaveLock] = set()


class SaveLock:
    """The lock of one save, held until it is let go or the program ends."""

    def __init__(self, save: Path) -> None:
        self._path = lock_path(save)
        self._file: Any = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab")
        except OSError:
            return  # a folder that cannot be written to: the save itself will say so
        if not _taken(self._file):
            self._file.close()
            raise SaveError(f"{save.name} is being played in another window")
        _held.add(self)

    def release(self) -> None:
        """Let the save go; the game was left in good order, unless traces are to be kept."""
        if self._file is not None:
            with suppress(OSError):
                if self in _held:
                    self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None
        _held.discard(self)


def lock_path(save: Path) -> Path:
    """Return the file of a save's lock."""
    return save.with_name(f".{save.name}.lock")


def left_behind(folder: Path) -> list[Path]:
    """Return the saves of a folder that a crash has left, the latest first; they are told of once."""
    found = []
    for lock in folder.glob(".*.save.lock"):
        save = lock.with_name(lock.name[1 : -len(".lock")])
        with suppress(OSError), lock.open("ab") as file:
            if _taken(file):
                lock.unlink(missing_ok=True)
                found += [save] if save.is_file() else []
    return sorted(found, key=lambda save: save.stat().st_mtime, reverse=True)


def keep_traces() -> None:
    """Leave the traces of a crash: what is being played is offered again at the next start."""
    for lock in tuple(_held):
        _held.discard(lock)
        lock.release()


def _taken(file: Any) -> bool:
    """Take the system's lock on a file if nobody else holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@atexit.register
def _release_all() -> None:
    for lock in tuple(_held):
        lock.release()
