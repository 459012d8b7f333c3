"""Saved games: where they lie, what a menu lists of them, and the rotating autosaves.

How one is written and read is in journal.py.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from game.files.journal import earlier, read_save
from game.files.save_format import Save, SaveError

FOLDER_VARIABLE = "EUPHRATES_SAVES"
AUTOSAVES = 10
ENDING = ".save"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A save as a menu lists it; `problem` says why it cannot be loaded, when it cannot."""

    path: Path
    title: str
    scenario: str
    turn: int
    orders: int
    saved: datetime
    auto: bool
    note: str = ""
    problem: str = ""


def save_folder() -> Path:
    """Return the player's folder of saves; the variable EUPHRATES_SAVES names another."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("euphrates", appauthor=False) / "saves"


def settings_folder(saves: Path | None = None) -> Path:
    """Return the platform's folder for settings; beside the saves where a folder is named for these."""
    named = saves or (save_folder() if os.environ.get(FOLDER_VARIABLE) else None)
    if named:
        return named.parent
    from platformdirs import user_config_path

    return user_config_path("euphrates", appauthor=False)


def list_saves(folder: Path | None = None) -> list[Shelved]:
    """Return every save of a folder, the latest first; damaged ones are listed with their problem."""
    folder = save_folder() if folder is None else folder
    found = [_shelved(path) for path in sorted(folder.glob(f"*{ENDING}")) if path.is_file()]
    return sorted(found, key=lambda one: one.saved, reverse=True)


def autosave_path(scenario: str, folder: Path | None = None, keep: int = AUTOSAVES) -> Path:
    """Return the path for the next autosave, and delete the oldest beyond those to keep."""
    folder = save_folder() if folder is None else folder
    numbered = sorted((_number(path), path) for path in folder.glob(f"autosave-*{ENDING}"))
    numbered = [(number, path) for number, path in numbered if number > 0]
    for _, path in numbered[: max(0, len(numbered) - keep + 1)]:
        for old in (path, *earlier(path)):
            old.unlink(missing_ok=True)
    latest = numbered[-1][0] if numbered else 0
    return folder / f"autosave-{latest + 1:04}-{scenario}{ENDING}"


def turn_of(save: Save) -> int:
    """Return the turn that a save has reached, counted from the impulses that were ended."""
    return _turn(json.loads(save.scenario), save)


def _number(path: Path) -> int:
    """Return the number of an autosave, 0 for any other file."""
    found = re.fullmatch(r"autosave-(\d{4,9})-\w+\.save", path.name, re.ASCII)
    return int(found.group(1)) if found else 0


def _shelved(path: Path) -> Shelved:
    changed = datetime.fromtimestamp(path.stat().st_mtime)
    auto = _number(path) > 0
    try:
        save = read_save(path)
    except SaveError as error:
        return Shelved(path, path.stem, "", 0, 0, changed, auto, problem=str(error))
    document = json.loads(save.scenario)
    title, scenario = str(document.get("title", path.stem)), str(document.get("id", ""))
    return Shelved(path, title, scenario, _turn(document, save), len(save.entries), changed, auto, save.note)


def _turn(document: dict[str, Any], save: Save) -> int:
    """Return the turn reached: each turn has an impulse for every faction that has come on by then."""
    clock = document.get("clock")
    clock = clock if isinstance(clock, dict) else {}
    impulses, last = int(clock.get("impulses", 1)), int(clock.get("turns", 1))
    first = _first_turns(document)
    ended = sum(1 for entry in save.entries if entry.order == "end")
    turn = 1
    while turn < last:
        acting = impulses * sum(1 for begins in first.values() if begins <= turn)
        if ended < max(1, acting):
            break
        ended -= max(1, acting)
        turn += 1
    return turn


def _first_turns(document: dict[str, Any]) -> dict[str, int]:
    """Return the turn on which each faction first has a unit on the map."""
    first = {str(unit.get("faction")): 1 for unit in document.get("units", ())}
    for arrival in document.get("arrivals", ()):
        for unit in arrival.get("units", ()):
            faction, turn = str(unit.get("faction")), int(arrival.get("turn", 1))
            first[faction] = min(first.get(faction, turn), turn)
    return first
