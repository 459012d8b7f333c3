"""Why a machine did what it did: one readable line for each thing it set about."""

from __future__ import annotations

from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, HqId, UnitId
from game.model.tongue import mark, t


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
        if not self.expected:
            return t("{mission}: {why}", mission=self.mission, why=self.why)
        words = mark("{mission}: {why}; expects {expected}")
        return t(words, mission=self.mission, why=self.why, expected=self.expected)
