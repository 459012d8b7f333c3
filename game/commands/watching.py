"""Reading a scenario again whenever it, or what it is made of, is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.asking import SCENARIOS
from game.files.problems import Problem
from game.ui.proof import Finding, Proof, Sheet

if TYPE_CHECKING:
    from game.files.reading import Reading
    from game.model.scenario import Scenario

LOOK = 0.1
"""Seconds between two looks at the files."""

Stamp = tuple[tuple[str, int, int], ...]


def proof_of(path: Path, variant: str = "") -> Proof:
    """Return what a file comes to now. Nothing that may be in it raises anything."""
    from game.files import check_file, load_scenario
    from game.files.problems import ScenarioError

    sheets: list[Sheet] = []

    def trial(scenario: Scenario, reading: Reading) -> list[Problem]:
        from game.commands.trial import complaints

        sheets.append(_sheet(scenario))
        return list(complaints(scenario, reading))

    try:
        problems = check_file(path, variant, trial)
        if not sheets and all(one.warning for one in problems):  # a campaign: its first stage
            sheets.append(_sheet(load_scenario(path, variant)))
    except ScenarioError as error:
        problems = list(error.problems)
    findings = [_finding(one) for one in sorted(problems, key=lambda one: one.warning)]
    return Proof(path.name, sheets[0] if sheets else None, tuple(findings))


def _finding(one: Problem) -> Finding:
    return Finding(
        f"{Path(one.file).name}:{one.line}:{one.column}", f"{one.code} {one.message}", one.help, one.warning
    )


def _sheet(scenario: Scenario) -> Sheet:
    from game.commands.preview import seen_by
    from game.geo.projection import Projection

    board = scenario.setting.board
    projection = Projection(board.grid, board.frame)
    return Sheet(
        scenario.setting, lambda faction: seen_by(scenario, faction), projection.centre, projection.hex_of
    )


class Watcher:
    """A thread that tells of every change of a file, its folder and the base pack."""

    def __init__(self, path: Path, changed: Callable[[], None]) -> None:
        self._path, self._changed = path, changed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        last = self._stamp()
        while not self._stop.wait(LOOK):
            now = self._stamp()
            if now != last:
                last = now
                self._changed()

    def _stamp(self) -> Stamp:
        """Return when the files were last written, and how long they are."""
        found = []
        for file in (self._path, *self._files()):
            try:
                about = file.stat()
            except OSError:
                continue
            found.append((str(file), about.st_mtime_ns, about.st_size))
        return tuple(sorted(found))

    def _files(self) -> list[Path]:
        near = [*self._path.parent.glob("*.yaml"), *(SCENARIOS / "base").rglob("*.yaml")]
        return near[:500]
