"""What a fight will bring and what it brought: named shifts, exact chances, the report for the log."""

from __future__ import annotations

from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, Mode, UnitId
from game.model.ruleset import Cell


@dataclass(frozen=True, slots=True)
class Shift:
    """One term of the sum that moves the odds column: `rule` is the number it is explained under."""

    by: int
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Odds:
    """The odds of a fight, term by term. Strengths are in hundredths; columns index the combat table.

    `raw` is the column before shifts, `final` the column rolled on.
    """

    attack: int
    defence: int
    raw: int
    final: int
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Outcome36:
    """One distinct result of the 36 rolls and how many of them give it."""

    cell: Cell
    ways: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what an attack may bring, from what the attacker knows.

    `won` is the number of the 36 rolls that win the ground; losses are in steps per 36 fights.
    `falls_back` says that the defender is expected to leave before the dice (4.7);
    `sure` is False when an unidentified defender makes this an estimate.
    For a city the cells read (attacker's steps, defender's steps, progress).
    """

    odds: Odds
    outcomes: tuple[Outcome36, ...]
    won: int
    attacker_loss: int
    defender_loss: int
    falls_back: bool
    sure: bool
    city: bool = False


@dataclass(frozen=True, slots=True)
class FightReport:
    """A fight as it was fought."""

    target: Hex
    attacker: FactionId
    defender: FactionId
    attackers: tuple[UnitId, ...]
    defenders: tuple[UnitId, ...]
    mode: Mode
    odds: Odds
    roll: int
    cell: Cell
    city: bool = False
