"""Why not: the one sentence and rule number that a refused order is answered with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason that a player can read, and the rule it comes from."""

    reason: str
    rule: str

    def __str__(self) -> str:
        return f"{self.reason} (rule {self.rule})"


class IllegalOrder(Exception):
    """An order that the rules refuse; the state is unchanged."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
