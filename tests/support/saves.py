"""A save to be written order by order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.files.journal import SaveFile, write_save


def new_save(path: Path, source: str, seed: int, seats: Mapping[str, str]) -> SaveFile:
    """Return a save of a game in which nothing has been ordered yet."""
    write_save(path, source, seed, seats, ())
    return SaveFile.open(path)
