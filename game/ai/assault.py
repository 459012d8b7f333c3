"""Attacks as a staff draws them up: who is brought against what, from where, at what odds and what price.

Each plan is priced by the rules' own exact preview on an imagined table, where the attackers already stand
in their jumping-off hexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from game.ai.mind import Mind
from game.ai.suspicion import suspecting
from game.ai.weights import Weights
from game.hexgrid.coords import Hex
from game.model.combat import Preview
from game.model.kinds import FactionId, HqId, SupplyState, UnitId
from game.model.orders import Activate, Attack, Move, Order
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import air_limit, air_owner, attack_strength, defenders_at, preview
from game.rules.command import attack_price, may_activate, shut_gate
from game.rules.legal import why_illegal, why_not_attack_with
from game.rules.politics.relations import enemies
from game.rules.siege import siege_preview
from game.rules.stacking import over_limit

Gain = Callable[[Hex], int]
"""What winning a hex is worth, in hundredths of a point."""
Stray = Callable[[Unit, Hex], int]
"""How many half points farther from where it is bound a hex would put a unit."""
Spots = dict[UnitId, tuple[Hex, ...]]
"""Where each unit could stand to take part."""
Group = tuple[Unit, ...]

STRIKING_RANGE = 6
"""Hexes from a target beyond which no unit is considered for an attack."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An attack with what must happen before it: groups to activate, hexes to go to."""

    target: Hex
    groups: tuple[tuple[UnitId, ...], ...]
    spots: Mapping[UnitId, Hex]
    attack: Attack
    worth: int
    cost: int
    outlook: Preview

    @property
    def chance(self) -> int:
        """How many of 36 throws win it; of a fight for a city, those that make way."""
        if self.outlook.city:
            return sum(one.ways for one in self.outlook.outcomes if one.cell.retreat)
        return 36 if self.outlook.falls_back else self.outlook.won

    @property
    def rate(self) -> int:
        """Worth a command point; free attacks come first."""
        return 2 * self.worth if self.cost == 0 else self.worth // self.cost


@dataclass(frozen=True)
class Drafting:
    """The drawing up of attacks in one impulse. `rooted` units strike from where they stand and go nowhere;
    `purse` is what may be spent at most, `price` what a command point is worth elsewhere, and
    an attack is worth at least `least`."""

    mind: Mind
    gain: Gain
    rooted: frozenset[UnitId]
    purse: int
    price: int
    least: int
    stray: Stray = lambda unit, here: 0

    @property
    def view(self) -> View:
        """The present View."""
        return self.mind.view

    @property
    def weights(self) -> Weights:
        """What the commander holds dear."""
        return self.mind.weights

    def best(self, but: set[Hex]) -> Plan | None:
        """Return the attack that is worth most a command point, or None when none is worth it; hexes in
        `but` are not looked at."""
        return next(iter(self.ranked(but)), None)

    def ranked(self, but: set[Hex], below: int = 0) -> list[Plan]:
        """Return the attacks that are worth it, the best a command point first; `below` says how much less
        than that will do."""
        if shut_gate(self.view, self.mind.faction) is not None:
            return []
        able = tuple(unit for unit in self.mind.led if _able(unit))
        plans = [
            plan
            for target in self._targets(able)
            if target not in but
            for plan in self._plans(target, able)
            if plan.worth >= self.least - below and plan.cost <= self.purse
        ]
        return sorted(plans, key=lambda plan: (-plan.rate, -plan.worth, plan.target))

    def _targets(self, able: Group) -> list[Hex]:
        """Return the hexes worth looking at: near and valuable ones first, as many as the level looks at."""
        view, mind = self.view, self.mind
        seen = {at for at in mind.picture.foes if at not in view.attacked and _there(mind, at)}
        seen = (seen - set(view.setting.city_at)) | set(contested_cities(view, mind.faction))
        near = []
        for there in sorted(seen):
            away = min((mind.distance(unit.at, there) for unit in able), default=99)
            if away <= STRIKING_RANGE and self.gain(there) > 0:
                near.append((4 * away - self.gain(there) // 10, there))
        return [there for _, there in sorted(near)[: self.weights.targets]]

    def _plans(self, target: Hex, able: Group) -> Iterator[Plan]:
        """Yield plans against one target: what is active already, with one group more, with two."""
        spots = self._all_spots(target, able)
        chosen = [unit for unit in able if unit.id in spots]
        ready = tuple(unit for unit in chosen if unit.active)
        if ready:
            yield from self._priced(target, ready, (), spots)
        for hq in dict.fromkeys(unit.hq for unit in chosen) if self.purse else ():
            fresh = [unit for unit in chosen if unit.hq == hq and not unit.active]
            comrades = tuple(unit for unit in ready if unit.hq == hq)
            for first in self._groups(fresh):
                yield from self._priced(target, (*comrades, *first), (first,), spots)
                rest = [unit for unit in fresh if unit not in first]
                for second in self._groups(rest)[:1] if self._may_double() else ():
                    yield from self._priced(target, (*comrades, *first, *second), (first, second), spots)

    def _may_double(self) -> bool:
        return self.weights.two_groups and self.purse > 1

    def _all_spots(self, target: Hex, able: Group) -> Spots:
        found: Spots = {}
        for unit in able:
            if self.mind.distance(unit.at, target) <= STRIKING_RANGE:
                hexes = self._spots(unit, target)
                if hexes:
                    found[unit.id] = hexes
        return found

    def _spots(self, unit: Unit, target: Hex) -> tuple[Hex, ...]:
        """Return the hexes from which a unit could take part, the cheapest first."""
        if unit.id in self.rooted or (unit.active and unit.moved):
            costs: Mapping[Hex, int] = {unit.at: 0}
        else:
            costs = self.mind.reach(unit, active=True).costs
        near = [
            (cost, here)
            for here in self.view.setting.board.grid.within(target, max(1, unit.type.range))
            if (cost := costs.get(here)) is not None and self._may_strike(unit, here, target)
        ]
        return tuple(here for _, here in sorted(near))

    def _may_strike(self, unit: Unit, here: Hex, target: Hex) -> bool:
        if unit.type.range:
            return here != target
        starving = self.mind.supplied(here) is SupplyState.OUT and unit.supply is not SupplyState.OUT
        if here != unit.at and starving:
            return False
        if here == target and here not in self.view.setting.city_at:
            return False
        return why_not_attack_with(self.view, replace(unit, at=here, active=True), target) is None

    def _groups(self, fresh: list[Unit]) -> list[Group]:
        """Return groups that one point activates, about the strongest units first, each with and without
        a battery."""
        figures = self.view.setting.rules.command
        fresh = sorted(fresh, key=lambda unit: (-attack_strength(self.view, unit), unit.id))
        found: dict[frozenset[UnitId], Group] = {}
        for lead in [unit for unit in fresh if unit.type.range == 0][: self.weights.leads]:
            near = [
                unit
                for unit in fresh
                if unit is not lead and self.mind.distance(unit.at, lead.at) <= figures.group_radius
            ]
            fighters = [unit for unit in near if unit.type.range == 0]
            guns = [unit for unit in near if unit.type.range > 0]
            for group in (
                (lead, *fighters[: figures.group_size - 1]),
                (lead, *fighters[: figures.group_size - 2], *guns[:1]),
            ):
                found.setdefault(frozenset(unit.id for unit in group), group)
        return list(found.values())

    def _priced(self, target: Hex, units: Group, groups: tuple[Group, ...], spots: Spots) -> Iterator[Plan]:
        """Yield the plan of an attack by these units if the rules allow it, with its worth."""
        placed = self._placed(units, spots)
        fighters = [unit for unit in units if unit.id in placed and unit.type.range == 0]
        if not fighters:
            return
        view = imagined(self.mind, placed, fighters[0].hq)
        attack = attack_of(self.mind, view, target, placed, self.rooted)
        if attack is None:
            return
        staged = suspecting(view, target)
        if _refused(staged, attack):
            return
        strikers = tuple(view.units[unit] for unit in attack.units)
        cost = len(groups) + (0 if groups else attack_price(self.view, strikers))
        town = view.setting.board.terrain[target].built_up
        outlook = shown(staged, attack, target)
        worth = self._worth(outlook, self.gain(target), strikers, town)
        worth -= cost * self.price + self._detour(attack, placed, target)
        named = tuple(tuple(unit.id for unit in group) for group in groups)
        yield Plan(target, named, placed, attack, worth, cost, outlook)

    def _detour(self, attack: Attack, placed: Mapping[UnitId, Hex], target: Hex) -> int:
        """Return what the way is worth that the strikers lose towards their aims for nothing but ground."""
        if self.gain(target) > self.weights.ground // 2:
            return 0
        units = [self.view.units[unit] for unit in attack.units]
        lost = sum(self.stray(unit, target if attack.advance else placed[unit.id]) for unit in units)
        return self.weights.detour * lost

    def _placed(self, units: Group, spots: Spots) -> dict[UnitId, Hex]:
        """Return a hex for each unit that finds room, those that need not move first, spread over the
        sides."""
        leaving = {unit.id for unit in units}
        placed: dict[UnitId, Hex] = {}
        stacks: dict[Hex, Group] = {}
        steps = self.view.setting.rules.combat.max_attack_steps
        for unit in sorted(
            units, key=lambda u: (u.at not in spots[u.id], -attack_strength(self.view, u), u.id)
        ):
            counted = 0 if unit.type.range else unit.steps
            for here in sorted(spots[unit.id], key=lambda h: (h != unit.at, len(stacks.get(h, ())))):
                stack = stacks.get(here) or tuple(u for u in self.view.units_at(here) if u.id not in leaving)
                if counted <= steps and over_limit(self.view, here, (*stack, unit)) is None:
                    stacks[here] = (*stack, unit)
                    placed[unit.id] = here
                    steps -= counted
                    break
        return placed

    def _worth(self, preview: Preview, gain: int, strikers: Group, town: bool) -> int:
        """Return what an attack is expected to bring: ground or districts, steps of his for ours."""
        weights = self.weights
        if preview.falls_back:
            return gain * weights.chase_pct // 100
        hard_pressed = any(unit.hungry or self.mind.cut_off(unit) for unit in strikers)
        losses = preview.attacker_loss * weights.own_step * (2 if hard_pressed else 1)
        damage = preview.defender_loss * weights.foe_step
        if preview.city:
            progress = sum(one.ways * one.cell.retreat for one in preview.outcomes)
            district = weights.progress if self.mind.forward else weights.progress * 2 // 3
            return (progress * district + damage - losses) // 36
        if not sane(weights, preview, town):
            return -100
        return (preview.won * gain + damage - losses) // 36


def _there(mind: Mind, at: Hex) -> bool:
    """Whether a foe is seen in a hex, or was and will hardly have left it: a town, an asset, field works."""
    if mind.picture.foes[at].fresh:
        return True
    ghosts = [contact for contact in mind.view.contacts if contact.at == at]
    held = at in mind.view.setting.asset_hexes or mind.view.setting.board.terrain[at].built_up
    return any(held or (contact.unit is not None and contact.unit.dig_in) for contact in ghosts)


def contested_cities(view: View, faction: FactionId) -> tuple[Hex, ...]:
    """Return the hexes of cities that are fought over here and in which an enemy holds a district."""
    foes = enemies(view, faction)
    return tuple(
        here
        for here, plan in view.setting.city_at.items()
        if not plan.closed and any(view.cities[plan.place].holders.get(foe, 0) for foe in foes)
    )


def sane(weights: Weights, preview: Preview, town: bool) -> bool:
    """Whether an attack has a fair chance or at least costs the enemy more."""
    if preview.falls_back or preview.city:
        return True
    least = weights.least_won_town if town else weights.least_won
    return preview.won >= least or preview.defender_loss >= preview.attacker_loss


def shown(view: View, attack: Attack, target: Hex) -> Preview:
    """Return the preview of an attack on a hex or a city."""
    if target in view.setting.city_at:
        return siege_preview(view, attack, target)
    return preview(view, attack)


def _able(unit: Unit) -> bool:
    """Whether a unit could yet attack or fire this turn."""
    if unit.type.attack == 0 and unit.type.range == 0:
        return False
    return (unit.active and not unit.attacked and not unit.marched) or may_activate(unit)


def _refused(view: View, attack: Attack) -> bool:
    """Whether the judge would refuse an attack for anything but its price."""
    rich = replace(view, free_attacks=tuple(unit.hq for unit in view.units.values()))
    return why_illegal(rich, attack) is not None


def imagined(mind: Mind, placed: Mapping[UnitId, Hex], hq: HqId) -> View:
    """Return the table as it will be when these units are active and in place."""
    view = mind.view
    units = dict(view.units)
    for unit_id, here in placed.items():
        unit = units[unit_id]
        units[unit_id] = replace(unit, at=here, active=True, moved=unit.moved or here != unit.at)
    axis = view.axis or {mind.faction: hq}
    return replace(view, units=units, axis=axis)


def attack_of(
    mind: Mind, view: View, target: Hex, placed: Mapping[UnitId, Hex], rooted: frozenset[UnitId]
) -> Attack | None:
    """Return the attack these units make from their places, with the support there is."""
    units = [view.units[unit] for unit in placed]
    strikers = [unit for unit in units if unit.type.range == 0]
    if not strikers:
        return None
    in_city = target in view.setting.city_at
    names = tuple(unit.id for unit in strikers)
    if in_city:
        return Attack(mind.label(target), names)
    guns = [unit.id for unit in units if unit.type.range > 0][:1]
    owner = air_owner(view, mind.faction, defenders_at(view, mind.faction, target), target)
    spare = max(0, view.air.get(owner, 0) - mind.weights.air_reserve)
    limit = view.setting.rules.combat.support_max - len(guns)
    air = min(spare, air_limit(view, tuple(strikers)), limit)
    prize = target in view.setting.asset_hexes and view.control[target] != mind.faction
    stays = not prize and not rooted.isdisjoint(names)
    advance = () if stays else (mind.label(target),)
    return Attack(mind.label(target), names, air=air, guns=tuple(guns), advance=advance)


def orders_of(mind: Mind, plan: Plan) -> Iterator[Order]:
    """Yield the orders that carry a plan out; the attack is judged again before it is made."""
    for group in plan.groups:
        yield Activate(group)
    for unit, here in plan.spots.items():
        if unit in mind.view.units and mind.view.units[unit].at != here:
            yield Move(unit, mind.label(here))
    attack = _revised(mind, plan)
    if attack is not None:
        yield attack
        mind.forget_ways()


def _revised(mind: Mind, plan: Plan) -> Attack | None:
    """Return the attack with those who really got into place, or None when it is no longer wise."""
    view = mind.view
    units = [view.units[unit] for unit in (*plan.attack.units, *plan.attack.guns) if unit in view.units]
    there = {unit.id: unit.at for unit in units if unit.at == plan.spots[unit.id] and unit.active}
    rooted = frozenset() if plan.attack.advance else frozenset(there)
    attack = attack_of(mind, view, plan.target, there, rooted)
    if attack is None or why_illegal(view, attack) is not None:
        return None
    preview = shown(suspecting(view, plan.target), attack, plan.target)
    town = view.setting.board.terrain[plan.target].built_up
    return attack if sane(mind.weights, preview, town) else None
