"""Attacks as a staff draws them up: who is brought against what, from where, at what odds and what price.

Each plan is priced by the rules' own exact preview on an imagined table, where the attackers already stand
in their jumping-off hexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.combat import Preview
from game.model.kinds import HqId, SupplyState, UnitId
from game.model.orders import Activate, Attack, Move, Order
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import air_limit, air_owner, attack_strength, preview
from game.rules.command import attack_price, may_activate, shut_gate
from game.rules.legal import why_illegal, why_not_attack_with
from game.rules.politics.relations import enemies
from game.rules.siege import siege_preview
from game.rules.stacking import over_limit

Gain = Callable[[Hex], int]
"""What winning a hex is worth, in hundredths of a point."""

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

    @property
    def rate(self) -> int:
        """Worth a command point; free attacks come first."""
        return 2 * self.worth if self.cost == 0 else self.worth // self.cost


Spots = dict[UnitId, tuple[Hex, ...]]
"""Where each unit could stand to take part."""


def best_plan(
    mind: Mind, gain: Gain, but: frozenset[UnitId], spent: set[Hex], purse: int | None = None
) -> Plan | None:
    """Return the attack that is worth most a command point, or None when none is worth it; units in `but`
    stay out of it, hexes in `spent` are not looked at, and `purse` is what may be spent at most."""
    purse = mind.points if purse is None else purse
    if shut_gate(mind.view, mind.faction) is not None:
        return None
    able = tuple(unit for unit in mind.own if unit.id not in but and _able(unit))
    plans = [
        plan
        for target in _targets(mind, gain, able)
        if target not in spent
        for plan in _plans(mind, target, gain(target), able, purse)
        if plan.worth >= mind.weights.least and plan.cost <= purse
    ]
    return max(plans, key=lambda plan: (plan.rate, plan.worth, -plan.target), default=None)


def _able(unit: Unit) -> bool:
    """Whether a unit could yet attack or fire this turn."""
    if unit.type.attack == 0 and unit.type.range == 0:
        return False
    return (unit.active and not unit.attacked and not unit.marched) or may_activate(unit)


def _targets(mind: Mind, gain: Gain, able: tuple[Unit, ...]) -> list[Hex]:
    """Return the hexes worth looking at: near and valuable ones first, as many as the level looks at."""
    view = mind.view
    seen = {at for at, foe in mind.picture.foes.items() if foe.fresh and at not in view.attacked}
    for here, plan in view.setting.city_at.items():
        siege = view.cities[plan.place]
        if plan.closed or not any(siege.holders.get(f, 0) for f in enemies(view, mind.faction)):
            seen.discard(here)
        else:
            seen.add(here)
    near = []
    for there in sorted(seen):
        away = min((mind.distance(unit.at, there) for unit in able), default=99)
        if away <= STRIKING_RANGE:
            near.append((4 * away - gain(there) // 10, there))
    return [there for _, there in sorted(near)[: mind.weights.targets]]


def _plans(mind: Mind, target: Hex, gain: int, able: tuple[Unit, ...], purse: int) -> Iterator[Plan]:
    """Yield plans against one target: what is active already, with one group more, with two."""
    spots = _all_spots(mind, target, able)
    chosen = [unit for unit in able if unit.id in spots]
    ready = tuple(unit for unit in chosen if unit.active)
    if ready:
        yield from _priced(mind, target, gain, ready, (), spots)
    if purse < 1:
        return
    for hq in dict.fromkeys(unit.hq for unit in chosen):
        fresh = [unit for unit in chosen if unit.hq == hq and not unit.active]
        comrades = tuple(unit for unit in ready if unit.hq == hq)
        for first in _groups(mind, fresh):
            yield from _priced(mind, target, gain, (*comrades, *first), (first,), spots)
            if not mind.weights.two_groups or purse < 2:
                continue
            rest = [unit for unit in fresh if unit not in first]
            for second in _groups(mind, rest)[:1]:
                units = (*comrades, *first, *second)
                yield from _priced(mind, target, gain, units, (first, second), spots)


def _all_spots(mind: Mind, target: Hex, able: tuple[Unit, ...]) -> Spots:
    found: Spots = {}
    for unit in able:
        if mind.distance(unit.at, target) <= STRIKING_RANGE:
            hexes = _spots(mind, unit, target)
            if hexes:
                found[unit.id] = hexes
    return found


def _spots(mind: Mind, unit: Unit, target: Hex) -> tuple[Hex, ...]:
    """Return the hexes from which a unit could take part, those it stands in first, then the cheapest."""
    if unit.active and unit.moved:
        costs: Mapping[Hex, int] = {unit.at: 0}
    else:
        costs = mind.reach(unit, active=True).costs
    ring = max(1, unit.type.range)
    near = [
        (cost, here)
        for here in mind.view.setting.board.grid.within(target, ring)
        if (cost := costs.get(here)) is not None and _may_strike(mind, unit, here, target)
    ]
    return tuple(here for _, here in sorted(near))


def _may_strike(mind: Mind, unit: Unit, here: Hex, target: Hex) -> bool:
    if unit.type.range:
        return here != target
    if here != unit.at and mind.supplied(here) is SupplyState.OUT and unit.supply is not SupplyState.OUT:
        return False
    if here == target and here not in mind.view.setting.city_at:
        return False
    return why_not_attack_with(mind.view, replace(unit, at=here, active=True), target) is None


def _groups(mind: Mind, fresh: list[Unit]) -> list[tuple[Unit, ...]]:
    """Return groups that one point activates, about the strongest units first, each with and without a
    battery."""
    figures = mind.view.setting.rules.command
    fresh = sorted(fresh, key=lambda unit: (-_power(mind, unit), unit.id))
    found: dict[frozenset[UnitId], tuple[Unit, ...]] = {}
    for lead in [unit for unit in fresh if unit.type.range == 0][: mind.weights.leads]:
        near = [
            unit
            for unit in fresh
            if unit is not lead and mind.distance(unit.at, lead.at) <= figures.group_radius
        ]
        fighters = [unit for unit in near if unit.type.range == 0]
        guns = [unit for unit in near if unit.type.range > 0]
        for group in (
            (lead, *fighters[: figures.group_size - 1]),
            (lead, *fighters[: figures.group_size - 2], *guns[:1]),
        ):
            found.setdefault(frozenset(unit.id for unit in group), group)
    return list(found.values())


def _power(mind: Mind, unit: Unit) -> int:
    return attack_strength(mind.view, unit)


def _priced(
    mind: Mind,
    target: Hex,
    gain: int,
    units: tuple[Unit, ...],
    groups: tuple[tuple[Unit, ...], ...],
    spots: Spots,
) -> Iterator[Plan]:
    """Yield the plan of an attack by these units if the rules allow it, with its worth."""
    placed = _placed(mind, units, spots)
    if not any(unit.type.range == 0 for unit in units if unit.id in placed):
        return
    hq = next(unit.hq for unit in units if unit.id in placed and unit.type.range == 0)
    view = imagined(mind, placed, hq)
    attack = _attack_of(mind, view, target, placed)
    if attack is None:
        return
    strikers = tuple(view.units[unit] for unit in attack.units)
    price = 0 if groups else attack_price(mind.view, strikers)
    cost = len(groups) + price
    if _refused(view, attack, target):
        return
    shown = siege_preview(view, attack, target) if _in_city(view, target) else preview(view, attack)
    worth = worth_of(mind, shown, gain, strikers) - cost * mind.weights.command_point
    yield Plan(target, tuple(tuple(u.id for u in group) for group in groups), placed, attack, worth, cost)


def _refused(view: View, attack: Attack, target: Hex) -> bool:
    """Whether the judge would refuse an attack, command points and gates apart."""
    rich = replace(view, free_attacks=tuple(unit.hq for unit in view.units.values()))
    return why_illegal(rich, attack) is not None


def _in_city(view: View, target: Hex) -> bool:
    return target in view.setting.city_at


def _placed(mind: Mind, units: tuple[Unit, ...], spots: Spots) -> dict[UnitId, Hex]:
    """Return a hex for each unit that finds room, those that need not move first, spread over the sides."""
    leaving = {unit.id for unit in units}
    placed: dict[UnitId, Hex] = {}
    stacks: dict[Hex, tuple[Unit, ...]] = {}
    steps = mind.view.setting.rules.combat.max_attack_steps
    for unit in sorted(units, key=lambda unit: (unit.at not in spots[unit.id], -_power(mind, unit), unit.id)):
        if unit.type.range == 0 and unit.steps > steps:
            continue
        for here in sorted(spots[unit.id], key=lambda spot: (spot != unit.at, _crowd(stacks, spot))):
            if here not in stacks:
                stacks[here] = tuple(u for u in mind.view.units_at(here) if u.id not in leaving)
            if over_limit(mind.view, here, (*stacks[here], unit)) is None:
                stacks[here] = (*stacks[here], unit)
                placed[unit.id] = here
                steps -= unit.steps if unit.type.range == 0 else 0
                break
    return placed


def _crowd(stacks: dict[Hex, tuple[Unit, ...]], here: Hex) -> int:
    return len(stacks.get(here, ()))


def imagined(mind: Mind, placed: Mapping[UnitId, Hex], hq: HqId) -> View:
    """Return the table as it will be when these units are active and in place."""
    view = mind.view
    units = dict(view.units)
    for unit_id, here in placed.items():
        unit = units[unit_id]
        units[unit_id] = replace(unit, at=here, active=True, moved=unit.moved or here != unit.at)
    axis = view.axis or {mind.faction: hq}
    return replace(view, units=units, axis=axis)


def _attack_of(mind: Mind, view: View, target: Hex, placed: Mapping[UnitId, Hex]) -> Attack | None:
    """Return the attack these units make from their places, with the support there is."""
    units = [view.units[unit] for unit in placed]
    strikers = [unit for unit in units if unit.type.range == 0]
    in_city = _in_city(view, target)
    guns = [] if in_city else [unit.id for unit in units if unit.type.range > 0][:1]
    if not strikers:
        return None
    figures = view.setting.rules.combat
    spare = max(0, view.air.get(air_owner(view, mind.faction), 0) - mind.weights.air_reserve)
    if in_city:
        air = 0
    else:
        air = min(spare, air_limit(view, tuple(strikers)), figures.support_max - len(guns))
    names = tuple(unit.id for unit in strikers)
    advance = () if in_city else (mind.label(target),)
    return Attack(mind.label(target), names, air=air, guns=tuple(guns), advance=advance)


def worth_of(mind: Mind, shown: Preview, gain: int, strikers: tuple[Unit, ...]) -> int:
    """Return what an attack is expected to bring: ground or districts, steps of his for steps of ours."""
    weights = mind.weights
    if shown.falls_back:
        return gain * 8 // 10
    step = weights.own_step
    if any(unit.hungry or mind.cut_off(unit) for unit in strikers):
        step *= 2
    losses = shown.attacker_loss * step
    damage = shown.defender_loss * weights.foe_step
    if shown.city:
        progress = sum(one.ways * one.cell.retreat for one in shown.outcomes)
        return (progress * weights.progress + damage - losses) // 36
    if shown.won < weights.least_won and shown.defender_loss < shown.attacker_loss:
        return -100
    return (shown.won * gain + damage - losses) // 36


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
    if not any(unit in there for unit in plan.attack.units):
        return None
    attack = _attack_of(mind, view, plan.target, there)
    if attack is None or why_illegal(view, attack) is not None:
        return None
    in_city = _in_city(view, plan.target)
    shown = siege_preview(view, attack, plan.target) if in_city else preview(view, attack)
    sane = shown.falls_back or shown.won >= mind.weights.least_won
    return attack if sane or shown.defender_loss >= shown.attacker_loss else None
