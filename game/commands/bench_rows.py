"""A row of the benchmark, and the probes that it is measured by in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.commands.errors import Failure

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Row:
    """A measured figure; it is kept at or below its target."""

    row: str
    figure: float
    target: float
    unit: str

    @property
    def ok(self) -> bool:
        """Whether the target is met."""
        return self.figure <= self.target


def best(name: str, path: Path) -> tuple[float, dict[str, Any]]:
    """Return the quickest of three runs of a probe: the others had to wait for the machine."""
    return min((probe(name, path) for _ in range(3)), key=lambda found: found[0])


def probe(
    name: str, path: Path, more: Mapping[str, str] | None = None, words: Sequence[str] = ()
) -> tuple[float, dict[str, Any]]:
    """Run a probe in its own process; return the seconds from its birth to its moment, and all it found."""
    with tempfile.TemporaryDirectory() as saves:
        environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "EUPHRATES_SAVES": saves, **(more or {})}
        began = time.time()
        child = subprocess.run(
            [sys.executable, "-m", "game.commands.probe", name, str(path.resolve()), *words],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment,
        )
    if child.returncode:
        lines = child.stderr.strip().splitlines() or ["no word"]
        raise Failure(f"the probe {name!r} failed: {lines[-1]}")
    found: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return found["at"] - began, found
