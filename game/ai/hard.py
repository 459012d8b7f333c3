"""The opponent that thinks ahead: the plan of `normal`, weighed against what the enemy would do next.

Attacks are ranked by what they bring and by what the ground is worth afterwards; whoever moves in touch with
the enemy is placed so that his best replies cost least and one's own follow-up promises most. Both begin with
what `normal` would do and change one thing at a time for the better, as long as the budget lasts; it is
counted in evaluations, so that a quicker machine plays no better.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.assault import Drafting, Plan
from game.ai.moves import Goals
from game.ai.normal import NormalPlayer
from game.ai.placing import placed
from game.ai.window import Window
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, UnitId
from game.model.orders import Order

BUDGET = 500
"""Evaluations in an impulse."""
CONSIDERED = 8
"""Attacks of which the consequences are weighed, the best by themselves."""
BELOW = 10
"""Hundredths of a point by which an attack may fall short when what comes after speaks for it."""
ATTACKS_PCT = 40
"""Per cent of the budget that the attacks may use."""
AFTER_PCT = 30
"""Per cent of the change in what the ground is worth that counts beside the attack's own worth."""


class HardPlayer(NormalPlayer):
    """Plans as `normal` does and searches about the plan."""

    def __init__(self, faction: FactionId, seed: int, budget: int = BUDGET) -> None:
        super().__init__(faction, seed, "hard")
        self.budget = budget
        self.left = 0
        self._stopped = False

    def cancel(self) -> None:
        """Search no further in this impulse, and play what is there."""
        self._stopped = True

    def agenda(self) -> Iterator[Order]:
        """Yield the orders of an impulse."""
        self.left, self._stopped = self.budget, False
        yield from super().agenda()

    def pick(self, drafting: Drafting, spent: set[Hex]) -> Plan | None:
        """Return the attack after which one stands best, of those that are good by themselves."""
        floor = self.budget * (100 - ATTACKS_PCT) // 100
        if self.left <= floor or self._stopped:
            return super().pick(drafting, spent)
        plans = drafting.ranked(spent, BELOW)
        if not plans:
            return None
        window = Window(self)
        before = window.value({})
        rated = []
        for plan in _one_a_way(plans)[:CONSIDERED]:
            worth = plan.worth + (self._after(window, plan) - before) * AFTER_PCT // 100
            rated.append((worth if plan.cost == 0 else worth // plan.cost, worth, -plan.target, plan))
        self.left -= window.evaluations
        *_, worth, _, best = max(rated, key=lambda one: one[:3])
        return best if worth >= drafting.least else None

    def _after(self, window: Window, plan: Plan) -> int:
        """Return what the ground is expected to be worth after an attack, won and lost."""
        won = plan.chance // 2 if plan.outlook.city else plan.chance
        forward = {unit: plan.spots[unit] for unit in plan.attack.units}
        guns = {unit: plan.spots[unit] for unit in plan.attack.guns}
        stays = window.value({**guns, **forward})
        if plan.attack.advance:
            forward = dict.fromkeys(forward, plan.target)
        gains = window.value({**guns, **forward}, gone=(plan.target,))
        return (won * gains + (36 - won) * stays) // 36

    def moves(self, goals: Goals) -> Iterator[Order]:
        """Yield the moves of everybody who has somewhere to go, those in touch where they stand best."""
        if self.left > 0 and not self._stopped:
            window = Window(self)
            yield from placed(self, window, goals, self.left)
            self.left -= window.evaluations
        alive = {unit: goal for unit, goal in goals.items() if unit in self.view.units}
        yield from super().moves(alive)


def _one_a_way(plans: list[Plan]) -> list[Plan]:
    """Return the plans without those that differ in nothing that is weighed here."""
    found: dict[tuple[Hex, tuple[tuple[UnitId, Hex], ...]], Plan] = {}
    for plan in plans:
        found.setdefault((plan.target, tuple(sorted(plan.spots.items()))), plan)
    return list(found.values())
