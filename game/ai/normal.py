"""The standing opponent: a main effort with air and guns behind it, guards where they are needed, depots
that follow, and everybody else closing up.

The order of an impulse: drops and depots → attacks, the best a command point first → pontoons → marches →
everybody else moves → reconnaissance → postures and field works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.ai.aims import Aim, aims_of, centre_of, field_forces, power_of
from game.ai.assault import Plan, best_plan, orders_of
from game.ai.fields import FAR
from game.ai.lifelines import lifelines, raid
from game.ai.mind import Mind
from game.ai.moves import advances, marches
from game.ai.posts import Post, fill, posts_of
from game.ai.staff import depots, drops, mergers, pontoons, postures, recon, works
from game.hexgrid.coords import Hex
from game.model.kinds import HqId, UnitId
from game.model.orders import CallSurge, NameAxis, Order
from game.model.units import Unit
from game.rules.politics.relations import hostile

SURGE_WORTH = 30
"""An attack that a surge pays for is worth at least this."""
NEAR = 6
"""Hexes about a force in which the enemy's strength decides whether it goes forward."""


class NormalPlayer(Mind):
    """Plans a turn: aims, posts, attacks, moves."""

    def agenda(self) -> Iterator[Order]:
        """Yield the orders of an impulse."""
        forces = field_forces(self)
        aims = {hq: aim for hq, aim in aims_of(self, forces).items() if self._bold(forces[hq])}
        held = fill(self, posts_of(self), tuple(unit for units in forces.values() for unit in units))
        self._lines = lifelines(self)
        yield from drops(self)
        yield from depots(self, {hq: forces[hq] for hq in aims})
        yield from self._attacks(aims, forces, held)
        yield from pontoons(self)
        goals = self._goals(aims, forces, held)
        yield from marches(self, goals)
        yield from advances(self, goals)
        yield from recon(self, aims, forces)
        yield from mergers(self)
        yield from postures(self)
        yield from works(self)

    def _bold(self, units: tuple[Unit, ...]) -> bool:
        """Whether a force is strong enough for what is about it to go forward."""
        centre = centre_of(self, units)
        about = sum(foe.attack for foe in self.picture.foes.values() if self.distance(foe.at, centre) <= NEAR)
        return 10 * power_of(self, units) >= 12 * about

    def _attacks(
        self, aims: Mapping[HqId, Aim], forces: Mapping[HqId, tuple[Unit, ...]], held: Mapping[UnitId, Post]
    ) -> Iterator[Order]:
        """Yield attacks while there are good ones, calling a surge when command runs out before they do."""
        prices: dict[Hex, int] = {}

        def gain(there: Hex) -> int:
            if there not in prices:
                prices[there] = self._gain(there, aims, forces)
            return prices[there]

        but = frozenset(unit for unit, post in held.items() if not post.screen) | self._besieged()
        spent: set[Hex] = set()
        while True:
            plan = best_plan(self, gain, but, spent)
            if plan is None and self._may_surge():
                plan = best_plan(self, gain, but, spent, purse=3)
                if plan is None or plan.worth < SURGE_WORTH:
                    return
                yield CallSurge()
                continue
            if plan is None:
                return
            spent.add(plan.target)
            yield from self._named(plan)
            yield from orders_of(self, plan)

    def _may_surge(self) -> bool:
        surge = self.me.surge
        if surge is None or not self.view.surges.get(self.faction, 0):
            return False
        return self.points == 0 and surge.first <= self.view.turn <= surge.last

    def _besieged(self) -> frozenset[UnitId]:
        """The men of a pocket hold their lines; only those in a contested city press on in it."""
        return frozenset(
            unit.id for unit in self.own if self.cut_off(unit) and unit.at not in self.view.setting.city_at
        )

    def _named(self, plan: Plan) -> Iterator[Order]:
        """Name the HQ of the first attack the main axis, if its air support makes use of it."""
        if not self.view.axis and plan.attack.air:
            yield NameAxis(self.view.units[plan.attack.units[0]].hq)

    def _gain(self, there: Hex, aims: Mapping[HqId, Aim], forces: Mapping[HqId, tuple[Unit, ...]]) -> int:
        """Return what a hex is worth: an asset, ground on the way to an aim, a lifeline of his or ours."""
        weights, view = self.weights, self.view
        worth = weights.ground // 3
        asset = view.setting.asset_hexes.get(there)
        if asset is not None and hostile(self.view, self.faction, view.control[there]):
            worth += weights.asset * asset.value
        for hq, aim in aims.items():
            field = self.field(aim.at)
            near = [unit for unit in forces[hq] if self.distance(unit.at, there) <= NEAR]
            if near and field[there] < min(field[unit.at] for unit in near) + 6:
                worth += weights.ground
                break
        worth += min(60, self._lines.get(there, 0))
        return worth

    def _goals(
        self, aims: Mapping[HqId, Aim], forces: Mapping[HqId, tuple[Unit, ...]], held: Mapping[UnitId, Post]
    ) -> dict[UnitId, Hex]:
        """Return where each unit is bound: its post, its raid, or its HQ's aim."""
        goals: dict[UnitId, Hex] = {}
        raiders = raid(self, tuple(u for units in forces.values() for u in units), self._lines)
        for hq, units in forces.items():
            for unit in units:
                if unit.id not in self.view.units:
                    continue
                if unit.id in raiders:
                    goals[unit.id] = raiders[unit.id]
                elif unit.id in held:
                    goals[unit.id] = held[unit.id].at
                elif hq in aims and self.field(aims[hq].at)[unit.at] < FAR:
                    goals[unit.id] = aims[hq].at
        return goals
