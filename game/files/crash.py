"""The report of an error that nobody expected: what was running, where it failed, the last orders."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAST = 20
"""Orders that a report holds."""
LIBRARIES = ("euphrates", "pygame-ce", "numpy", "pydantic", "PyYAML")


def write_report(folder: Path, error: BaseException, game: str, orders: Sequence[str]) -> Path | None:
    """Write a report into a folder and return its path, None where that cannot be written to."""
    path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report(error, game, orders), encoding="utf-8")
    except OSError:
        return None
    return path


def report(error: BaseException, game: str, orders: Sequence[str]) -> str:
    """Return the text of a report; paths of the user's are not in it."""
    lines = [
        "Race to the Euphrates ended unexpectedly.",
        "",
        f"System: {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"Versions: {', '.join(_versions())}",
        f"Game: {game or 'none'}",
        "",
        "".join(traceback.format_exception(error)).rstrip(),
        "",
        f"The last {min(LAST, len(orders))} orders:",
        *orders[-LAST:],
    ]
    return impersonal("\n".join(lines)) + "\n"


def _versions() -> list[str]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return found


def impersonal(text: str) -> str:
    """Return a text without the folders of this machine: the game's, Python's and the user's."""
    ours = [str(place) + os.sep for place in (ROOT, sys.prefix, sys.base_prefix)]
    places = {**dict.fromkeys(ours, ""), str(Path.home()): "~"}
    for place, instead in places.items():
        text = text.replace(place, instead)
    return text
