"""Why not: the one sentence and rule number that a refused order is answered with."""

from __future__ import annotations

from dataclasses import dataclass

from game.model.tongue import t, tell


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason that a player can read, the rule it comes from, and what would make the order possible where
    the rules can say so."""

    reason: str
    rule: str
    remedy: str = ""

    def __str__(self) -> str:
        return t("{reason} (rule {rule})", reason=self.reason, rule=self.rule)

    @property
    def told(self) -> str:
        """The reason with its rule as a sentence, and the remedy after it."""
        reason = tell(self.reason)
        told = t("{reason} (rule {rule}).", reason=reason[:1].upper() + reason[1:], rule=self.rule)
        return t("{reason} {remedy}", reason=told, remedy=self.remedy) if self.remedy else told


class IllegalOrder(Exception):
    """An order that the rules refuse; the state is unchanged."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
