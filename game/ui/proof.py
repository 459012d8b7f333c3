"""What an author's file came to: its start to look at, and what is wrong with it. The command provides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.model.state import View


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where, what, the remedy; a warning keeps nobody from playing."""

    where: str
    text: str
    remedy: str
    warning: bool


@dataclass(frozen=True)
class Sheet:
    """A scenario that can be shown: its start as a faction sees it, or everything; hexes on the earth."""

    setting: Setting
    view_for: Callable[[FactionId | None], View]
    point_of: Callable[[Hex], tuple[float, float]]
    hex_of: Callable[[float, float], Hex]


@dataclass(frozen=True)
class Proof:
    """A file as it was last read: a sheet where it can be played, and every finding, errors first."""

    file: str
    sheet: Sheet | None
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings keep the file from being played."""
        return sum(not one.warning for one in self.findings)
