"""The public yardstick: everybody goes for the nearest objective and takes the fight with the best odds."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.aims import Aim, field_forces, prizes
from game.ai.assault import Drafting, orders_of
from game.ai.desk import desk_orders
from game.ai.fields import FAR
from game.ai.mind import Mind
from game.ai.weights import Weights, level_of
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.orders import Activate, Move, Order
from game.model.state import View
from game.model.units import Unit
from game.rules.command import group_for
from game.rules.movement import destinations

MOVERS = 12
"""Units that move in a turn beside the activated, the nearest to an objective first."""


class GreedyPlayer(Mind):
    """Looks no further than this turn."""

    minds_neighbours = False

    def __init__(self, faction: FactionId, seed: int) -> None:
        super().__init__(faction, seed, "greedy")

    def _figures(self, view: View) -> Weights:
        """A yardstick is the same for everybody: no doctrine changes it."""
        return level_of(view.setting, "greedy")

    def agenda(self) -> Iterator[Order]:
        """Yield the best attacks that can be paid for, then moves towards the nearest objectives."""
        yield from desk_orders(self)
        aims = prizes(self)
        spent: set[Hex] = set()
        while True:
            plan = Drafting(self, self._gain, frozenset(), self.points, 0, self.weights.least).best(spent)
            if plan is None:
                break
            spent.add(plan.target)
            yield from orders_of(self, plan)
        yield from self._advance(aims)

    def _gain(self, there: Hex) -> int:
        return self.weights.ground

    def _advance(self, aims: tuple[Aim, ...]) -> Iterator[Order]:
        movers = sorted(
            (self._way(aims, unit), unit.id) for units in field_forces(self).values() for unit in units
        )
        for way, unit_id in movers[:MOVERS]:
            unit = self.view.units.get(unit_id)
            if unit is None or unit.moved or unit.attacked or not 0 < way < FAR:
                continue
            if self.points and not unit.active:
                yield Activate(tuple(member.id for member in group_for(self.view, unit)))
            yield from self._step(aims, unit_id)

    def _way(self, aims: tuple[Aim, ...], unit: Unit) -> int:
        return min((self.field(aim.at)[unit.at] for aim in aims), default=FAR)

    def _step(self, aims: tuple[Aim, ...], unit_id: str) -> Iterator[Order]:
        unit = self.view.units[unit_id]
        goal = min(aims, key=lambda aim: (self.field(aim.at)[unit.at], aim.at)).at
        field = self.field(goal)
        options = destinations(self.view, unit)
        there = min(options, key=lambda here: (field[here], here), default=unit.at)
        if field[there] < field[unit.at]:
            yield Move(unit_id, self.label(there))
