"""What one may ask: every order the active faction may give as far as it knows, in a stable order.

Of attacks it lists, per target and mode, each single attacker, the best prefixes up to six, and all;
`game.rules.legal.why_illegal` judges any other set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from game.hexgrid.coords import Hex
from game.model.kinds import AirMission, CrossingKind, CrossingState, Gait, Mode, Posture
from game.model.orders import (
    Activate,
    Attack,
    Barrage,
    Blow,
    CallSurge,
    DigIn,
    EndImpulse,
    Fly,
    LayPontoon,
    Merge,
    Move,
    MoveDepot,
    NameAxis,
    Order,
    Recall,
    SetPosture,
)
from game.model.state import Position, View
from game.model.units import Unit
from game.rules.airpower import strike_targets
from game.rules.combat import air_limit, air_owner, attack_strength, defenders_at
from game.rules.command import group_for, points_left
from game.rules.insurgency.chits import may_send
from game.rules.legal import why_illegal, why_not_attack_with
from game.rules.movement import destinations
from game.rules.politics.relations import hostile
from game.rules.registry import candidates
from game.rules.works import depot_reach

MAX_PREFIX = 6


def legal_orders(view: View) -> Iterator[Order]:
    """Yield every order the view's faction may give now; each is accepted by `apply`."""
    faction = view.active
    if view.ending is not None or faction is None or faction != view.faction:
        return
    own = view.units_of(faction)
    for order in _all(view, own):
        if isinstance(order, Move | EndImpulse) or why_illegal(view, order) is None:
            yield order


def all_orders(view: View) -> tuple[Order, ...]:
    """Return every order that the view's faction may give now, listed once a View."""
    key = (all_orders,)
    if key not in view.memo:
        view.memo[key] = tuple(legal_orders(view))
    return cast("tuple[Order, ...]", view.memo[key])


def _all(view: View, own: tuple[Unit, ...]) -> Iterator[Order]:
    """Yield candidate orders; moves are legal as they come, the others are judged."""
    if view.talks:
        yield from candidates(view)
        yield EndImpulse()
        return
    yield from faction_orders(view)
    yield from candidates(view)
    yield from activations(view, own)
    for unit in own:
        yield from moves(view, unit)
    yield from attacks(view, own)
    for unit in own:
        yield from unit_orders(view, unit)
    yield EndImpulse()


def faction_orders(view: View) -> Iterator[Order]:
    """Yield candidate orders that concern no single unit."""
    setting, faction = view.setting, view.faction
    yield CallSurge()
    for hq in setting.factions[faction].hqs:
        yield NameAxis(hq)
    for arrival in view.recallable:
        yield Recall(arrival)
    for depot in view.depots.values():
        if depot.faction == faction and points_left(view, faction):
            for there in sorted(depot_reach(view, faction, depot.at)):
                yield MoveDepot(depot.id, setting.board.grid.label(there))
    for crossing in setting.board.crossings.values():
        if crossing.kind is CrossingKind.PONTOON:
            yield LayPontoon(crossing.id)
        if view.crossings[crossing.id] is CrossingState.OPEN:
            yield Blow(crossing.id)
    yield from _missions(view)


def _missions(view: View) -> Iterator[Order]:
    """Yield candidate air missions: drops, strikes, and roads near known enemies to interdict."""
    grid = view.setting.board.grid
    for pocket in view.setting.pockets.values():
        if pocket.faction == view.faction:
            yield Fly(AirMission.DROP, grid.label(view.setting.board.places[pocket.place].at))
    if not view.air.get(air_owner(view, view.faction), 0):
        return
    for here in range(len(grid)):
        yield Fly(AirMission.RECON, grid.label(here))
        if here in view.setting.board.road_hexes:
            yield Fly(AirMission.INTERDICT, grid.label(here))
            if strike_targets(view, view.faction, here):
                yield Fly(AirMission.STRIKE, grid.label(here))


def activations(view: View, own: tuple[Unit, ...]) -> Iterator[Order]:
    """1.1 Yield each unit alone and the group about it."""
    if points_left(view, view.faction) < 1:
        return
    for unit in own:
        group = group_for(view, unit)
        if group:
            yield Activate((unit.id,))
        if len(group) > 1:
            yield Activate(tuple(member.id for member in group))


def moves(view: Position, unit: Unit) -> Iterator[Move]:
    """2.1 Yield every move and march of a unit."""
    label = view.setting.board.grid.label
    for gait in (Gait.NORMAL, Gait.MARCH):
        for there in destinations(view, unit, gait):
            yield Move(unit.id, label(there), gait)


def attacks(view: View, own: tuple[Unit, ...]) -> Iterator[Attack]:
    """4.1 Yield candidate attacks on every hex with a seen enemy next to an able unit."""
    able = tuple(unit for unit in own if unit.active and not unit.attacked)
    for target in targets(view, able):
        strikers = tuple(unit for unit in able if why_not_attack_with(view, unit, target) is None)
        if strikers:
            yield from _attacks_on(view, target, strikers)


def targets(view: View, able: tuple[Unit, ...]) -> tuple[Hex, ...]:
    """4.1 Return the hexes with seen enemies, and contested cities, at or next to these units."""
    around = view.setting.board.grid.around
    near = {there for unit in able for there in (unit.at, *around[unit.at])}
    seen = {unit.at for unit in view.units.values() if hostile(view, view.faction, unit.faction)}
    seen.update(at for at, owner in view.suspected.items() if hostile(view, view.faction, owner))
    seen.update(here for here, plan in view.setting.city_at.items() if not plan.closed)
    return tuple(sorted(near & seen))


def _attacks_on(view: View, target: Hex, strikers: tuple[Unit, ...]) -> Iterator[Attack]:
    label = view.setting.board.grid.label(target)
    in_city = target in view.setting.city_at
    guns = () if in_city else guns_for(view, target, strikers)
    owner = air_owner(view, view.faction, defenders_at(view, view.faction, target), target)
    for group in attack_sets(view, strikers):
        names = tuple(unit.id for unit in group)
        most = 2 if in_city else air_limit(view, group)
        air = min(most, view.air.get(owner, 0))
        for mode in (Mode.ASSAULT,) if in_city else (Mode.ASSAULT, Mode.PROBE):
            for support, battery in dict.fromkeys(((0, ()), (air, guns))):
                yield Attack(label, names, mode, support, battery)
                if not in_city:
                    yield Attack(label, names, mode, support, battery, (label,))
        if not in_city and may_send(view, view.faction):
            yield Attack(label, names, Mode.ASSAULT, air, guns, (label,), svbied=True)


def guns_for(view: Position, target: Hex, strikers: tuple[Unit, ...]) -> tuple[str, ...]:
    """4.4 Return the best battery that can support an attack on a hex, or nothing."""
    distance = view.setting.board.grid.distance
    able = [
        unit
        for unit in view.units_of(strikers[0].faction)
        if unit.type.range
        and unit.active
        and not unit.attacked
        and not unit.marched
        and unit not in strikers
        and distance(unit.at, target) <= unit.type.range
    ]
    return tuple(unit.id for unit in sorted(able, key=lambda unit: (-unit.type.barrage, unit.id))[:1])


def attack_sets(view: Position, strikers: tuple[Unit, ...]) -> Iterator[tuple[Unit, ...]]:
    """4.1 Yield each attacker alone, the strongest two to six, and all, without repeats."""
    ordered = tuple(sorted(strikers, key=lambda unit: (-attack_strength(view, unit), unit.id)))
    for unit in ordered:
        yield (unit,)
    for size in range(2, min(len(ordered), MAX_PREFIX) + 1):
        yield ordered[:size]
    if len(ordered) > MAX_PREFIX:
        yield ordered


def unit_orders(view: View, unit: Unit) -> Iterator[Order]:
    """Yield candidate orders of one unit that are neither moves nor attacks."""
    yield SetPosture(unit.id, Posture.DELAY if unit.posture is Posture.HOLD else Posture.HOLD)
    yield DigIn(unit.id)
    for other in view.units_at(unit.at):
        if other.id != unit.id and other.type == unit.type:
            yield Merge(unit.id, other.id)
    if unit.type.range and unit.active and not unit.attacked:
        grid = view.setting.board.grid
        enemies = {other.at for other in view.units.values() if hostile(view, unit.faction, other.faction)}
        for there in sorted(enemies):
            if grid.distance(unit.at, there) <= unit.type.range:
                yield Barrage(unit.id, grid.label(there))
