"""Why a machine did what it did: one readable line for each thing it set about."""

from __future__ import annotations

from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, HqId, UnitId


@dataclass(frozen=True, slots=True)
class Reason:
    """What a machine set about with some units, why, and what it expects of it; for people to read.

    `mission` begins with a verb and names the place ("take Sukhna"), `why` and `expected` are short clauses.
    `at` is the hex it is about, -1 where there is none. It is as secret as the plan itself: it is shown after
    the game, and during it to whoever the machine fights for.
    """

    turn: int
    impulse: int
    faction: FactionId
    hq: HqId
    units: tuple[UnitId, ...]
    mission: str
    why: str
    expected: str = ""
    at: Hex = -1

    def __str__(self) -> str:
        """Return it as a line."""
        end = f"; expects {self.expected}" if self.expected else ""
        return f"{self.mission}: {self.why}{end}"
