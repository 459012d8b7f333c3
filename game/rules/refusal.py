"""Why not: the one sentence and rule number that a refused order is answered with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason that a player can read, the rule it comes from, and what would make the order possible where
    the rules can say so."""

    reason: str
    rule: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.reason} (rule {self.rule})"

    @property
    def told(self) -> str:
        """The reason with its rule as a sentence, and the remedy after it."""
        sentence = f"{self.reason[:1].upper()}{self.reason[1:]} (rule {self.rule})."
        return f"{sentence} {self.remedy}" if self.remedy else sentence


class IllegalOrder(Exception):
    """An order that the rules refuse; the state is unchanged."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
