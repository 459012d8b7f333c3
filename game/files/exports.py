"""Where exported pictures, maps and reports go, and how they are written."""

from __future__ import annotations

import re
import time
from pathlib import Path


def export_folder(saves: Path) -> Path:
    """Return the folder of exports, beside that of the saves."""
    return saves.parent / "exports"


def fresh_path(folder: Path, name: str, ending: str = "") -> Path:
    """Return a path that nothing lies at yet: name, time, and a number where that is not enough."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{safe(name)}-{time.strftime('%Y%m%d-%H%M%S')}"
    path, number = folder / f"{stem}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def safe(name: str) -> str:
    """Return a name that does for a file everywhere."""
    return re.sub(r"[^\w\-]+", "_", name, flags=re.ASCII).strip("_") or "game"


def write_text(path: Path, text: str) -> Path:
    """Write a text as UTF-8 and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def export_view(folder: Path, name: str, geojson: str) -> Path:
    """Write a View as GeoJSON; the path without its ending also serves for a picture."""
    return write_text(fresh_path(folder, name, ".geojson"), geojson)


def export_report(folder: Path, name: str, text: str, table: str) -> Path:
    """Write a report and its table of figures into a folder of their own, and return that."""
    where = fresh_path(folder, f"{name}-report")
    write_text(where / "report.md", text)
    write_text(where / "turns.csv", table)
    return where
