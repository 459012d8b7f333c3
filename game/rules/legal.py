"""The judge: `why_illegal` is the only answer to "may I?".

It reads a Position; players, screens and AIs hand in their View, so that no refusal can leak what its
asker does not know.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from game.hexgrid.coords import OFF_MAP, Hex, side
from game.model import orders as od
from game.model.kinds import CrossingKind, FactionId, Posture, RiverKind, Verb
from game.model.orders import Order
from game.model.state import Position, View
from game.model.tongue import say
from game.model.units import Unit
from game.rules.airpower import why_not_barrage, why_not_fly
from game.rules.arrivals import why_not_recall
from game.rules.combat import (
    air_limit,
    air_owner,
    attack_strength,
    column_of,
    defenders_at,
    total_defence,
)
from game.rules.command import (
    attack_price,
    shut_gate,
    why_not_activate,
    why_not_spend,
)
from game.rules.ground import bars, is_open
from game.rules.insurgency.chits import why_not_send
from game.rules.movement import why_not_move
from game.rules.politics.areas import why_sheltered
from game.rules.politics.coalition import why_not_press
from game.rules.politics.consent import why_no_consent
from game.rules.politics.posts import why_kept_out
from game.rules.politics.relations import allied, hostile, may
from game.rules.politics.talks import why_not_now
from game.rules.refusal import Refusal
from game.rules.registry import judges
from game.rules.siege import why_not_assault
from game.rules.works import (
    why_not_blow,
    why_not_depot,
    why_not_dig,
    why_not_lay,
    why_not_merge,
)


def why_illegal(position: Position, order: Order) -> Refusal | None:
    """Return why the active faction may not give an order, or None when it may."""
    faction = position.active
    if position.ending is not None or faction is None:
        return Refusal("the game is over", "1.2")
    if isinstance(position, View) and position.faction != faction:
        name = position.setting.factions[faction].name
        return Refusal(say("it is the turn of {name}", name=name), "1.2")
    judge = _JUDGES.get(type(order))
    if judge is None:  # what a player from outside may come up with
        return Refusal(say("{order} is no order", order=f"{order!r}"), "1.2")
    refusal = why_not_now(position, order) or _malformed(position, faction, order)
    return refusal or judge(position, faction, order)


def _malformed(position: Position, faction: FactionId, order: Order) -> Refusal | None:
    """Return why an order names units or hexes that it cannot, or None."""
    for label in _labels(order):
        if position.setting.board.grid.hex_of(label) == OFF_MAP:
            return Refusal(say("there is no hex {label} on this map", label=label), "2.1")
    for unit_id in _units(order):
        unit = position.units.get(unit_id)
        if unit is None or unit.faction != faction:
            return Refusal("there is no such unit of yours on the map", "1.2")
    return None


def _labels(order: Order) -> tuple[str, ...]:
    """Return the hexes an order names."""
    match order:
        case od.Move(to=to) | od.MoveDepot(to=to):
            return (to,)
        case od.Attack(target=target, advance=advance):
            return (target, *advance)
        case od.Barrage(target=target) | od.Fly(target=target) | od.PlacePost(at=target):
            return (target,)
    return ()


def _units(order: Order) -> tuple[str, ...]:
    """Return the own units an order names."""
    match order:
        case od.Activate(units=units):
            return units
        case od.Attack(units=units, guns=guns):
            return (*units, *guns)
        case od.Merge(unit=unit, into=into):
            return (unit, into)
        case od.Move(unit=unit) | od.Barrage(unit=unit) | od.SetPosture(unit=unit) | od.DigIn(unit=unit):
            return (unit,)
        case od.Sweep(unit=unit) | od.LayBelt(unit=unit) | od.GoToGround(unit=unit):
            return (unit,)
    return ()


def _activate(position: Position, faction: FactionId, order: od.Activate) -> Refusal | None:
    if not order.units:
        return Refusal("a group has at least one unit", "1.1")
    return why_not_activate(position, tuple(position.units[unit] for unit in order.units))


def _move(position: Position, faction: FactionId, order: od.Move) -> Refusal | None:
    there = position.setting.board.grid.hex_of(order.to)
    return why_not_move(position, position.units[order.unit], there, order.gait)


def _attack(position: Position, faction: FactionId, order: od.Attack) -> Refusal | None:
    target = position.setting.board.grid.hex_of(order.target)
    units = tuple(position.units[unit] for unit in order.units)
    in_city = target in position.setting.city_at
    return (
        _why_not_begin(position, faction, units, target)
        or why_not_press(position, faction, target, order.mode)
        or why_no_consent(position, faction, (unit.hq for unit in units), target)
        or _why_not_these(position, units, target)
        or _why_not_guns(position, order, target)
        or _why_not_air(position, faction, order, units, in_city)
        or _why_not_afford(position, faction, units)
        or (why_not_assault(position, order, target) if in_city else None)
        or (why_not_send(position, faction, order, in_city) if order.svbied else None)
        or _why_not_advance(position, order, target)
        or (None if in_city else _hopeless(position, units, target))
    )


def _why_not_begin(
    position: Position, faction: FactionId, units: tuple[Unit, ...], target: Hex
) -> Refusal | None:
    """1.4, 4.1, 9.1 Return why a hex may not be attacked at all, or None."""
    label = position.setting.board.grid.label(target)
    if not units or len(set(units)) < len(units):
        return Refusal("an attack needs attackers, each named once", "4.1")
    gate = shut_gate(position, faction)
    if gate is not None:
        return Refusal(gate.reason, "1.4")
    refusal = may(position, faction, Verb.ENTER, "", target) or why_kept_out(position, faction, target)
    if refusal:
        return refusal
    others = {unit.faction for unit in position.units_at(target)} | set(
        filter(None, [position.suspected.get(target)])
    )
    for other in sorted(others):
        if not hostile(position, faction, other) and not allied(position, faction, other):
            return may(position, faction, Verb.ATTACK, other)
    enemies = sorted(other for other in others if hostile(position, faction, other))
    refusal = why_sheltered(position, faction, enemies or (position.control[target],), target)
    if refusal:
        return refusal
    city = position.setting.city_at.get(target)
    if not enemies and city is None:
        return Refusal(
            say("no enemy is seen in hex {label}", label=label),
            "4.1",
            "Reconnaissance may show who is there.",
        )
    if city is None and target in position.attacked:
        return Refusal(say("hex {label} has been attacked this impulse", label=label), "4.1")
    return None


def _why_not_these(position: Position, units: tuple[Unit, ...], target: Hex) -> Refusal | None:
    """4.1 Whether these units may attack the hex."""
    figures = position.setting.rules.combat
    in_city = target in position.setting.city_at
    if not in_city and sum(unit.steps for unit in units) > figures.max_attack_steps:
        return Refusal(say("at most {most} steps attack together", most=figures.max_attack_steps), "4.1")
    for unit in units:
        refusal = why_not_attack_with(position, unit, target)
        if refusal:
            return refusal
    return None


def why_not_attack_with(position: Position, unit: Unit, target: Hex) -> Refusal | None:
    """4.1 Return why a unit may not take part in an attack on a hex, or None."""
    if not unit.active:
        return Refusal(say("{unit} is not activated", unit=unit.name), "1.2", "Activate its group first.")
    if unit.attacked:
        return Refusal(say("{unit} has attacked this turn", unit=unit.name), "4.1")
    if unit.marched:
        return Refusal(say("{unit} has marched this turn and cannot attack", unit=unit.name), "2.3")
    if unit.type.attack == 0:
        return Refusal(say("{unit} has no attack strength", unit=unit.name), "4.1")
    if unit.at == target and target in position.setting.city_at:
        return None
    if target not in position.setting.board.grid.around[unit.at]:
        return Refusal(
            say("{unit} is not next to the target", unit=unit.name), "4.1", "Move it beside the target first."
        )
    return _why_not_across(position, unit, target)


def _why_not_across(position: Position, unit: Unit, target: Hex) -> Refusal | None:
    """2.4 A major river is attacked over only at an open crossing; a barred terrain not at all."""
    board = position.setting.board
    between = side(unit.at, target)
    if board.rivers.get(between) is RiverKind.MAJOR:
        crossing = board.crossing_at.get(between)
        if crossing is None or not is_open(position, crossing.id):
            river = board.river_names.get(between, "river")
            return Refusal(
                say("the {river} lies between", river=river),
                "2.4",
                "An open crossing lets one attack over it.",
            )
        if crossing.kind is CrossingKind.FERRY and not (
            "light" in unit.type.traits or unit.type.mobility == "leg"
        ):
            return Refusal(
                say(
                    "{unit} cannot use the ferry, which carries units on foot and light ones", unit=unit.name
                ),
                "2.4",
            )
    if board.terrain[target].cost(unit.type.mobility) is None and board.road(unit.at, target) is None:
        return bars(board.terrain[target], unit)
    if between in board.cliffs and unit.type.mobility == "mech" and board.road(unit.at, target) is None:
        return Refusal("an escarpment bars mechanised units off the road", "2.4")
    return None


def _why_not_guns(position: Position, order: od.Attack, target: Hex) -> Refusal | None:
    """4.4 Artillery supports from within its range, once a turn."""
    for gun in order.guns:
        unit = position.units[gun]
        if gun in order.units or unit.type.range == 0:
            return Refusal(
                say("{unit} is no artillery that could support this attack", unit=unit.name), "4.4"
            )
        if not unit.active or unit.attacked or unit.marched:
            return Refusal(
                say("{unit} must be active and not have fired or marched", unit=unit.name),
                "4.4",
                "Activate its group first.",
            )
        if position.setting.board.grid.distance(unit.at, target) > unit.type.range:
            return Refusal(say("{unit} is out of range", unit=unit.name), "4.4")
    if len(set(order.guns)) < len(order.guns):
        return Refusal("each battery is named once", "4.4")
    return None


def _why_not_air(
    position: Position, faction: FactionId, order: od.Attack, units: tuple[Unit, ...], in_city: bool
) -> Refusal | None:
    """4.4 Air points support one fight up to the ceiling."""
    target = position.setting.board.grid.hex_of(order.target)
    owner = air_owner(position, faction, defenders_at(position, faction, target), target)
    if order.air > position.air.get(owner, 0):
        return Refusal("there are not so many air points left", "6.1")
    if not in_city and order.air > air_limit(position, units):
        return Refusal(
            "one air point supports a fight, two that of the main axis", "4.4", "Name the HQ as main axis."
        )
    return None


def _why_not_afford(position: Position, faction: FactionId, units: tuple[Unit, ...]) -> Refusal | None:
    price = attack_price(position, units)
    return why_not_spend(position, faction, price) if price else None


def _why_not_advance(position: Position, order: od.Attack, target: Hex) -> Refusal | None:
    """4.9 An advance goes into the target and from there on, hex by hex."""
    grid = position.setting.board.grid
    way = tuple(grid.hex_of(label) for label in order.advance)
    if way and way[0] != target:
        return Refusal("an advance begins with the hex attacked", "4.9")
    if len(way) > 3:
        return Refusal("an advance is at most three hexes long", "4.9")
    if any(b not in grid.around[a] for a, b in pairwise(way)):
        return Refusal("an advance goes from hex to hex", "4.9")
    return None


def _hopeless(position: Position, units: tuple[Unit, ...], target: Hex) -> Refusal | None:
    """4.1 Below 1:3 before shifts an attack is refused."""
    faction = units[0].faction
    strength = sum(attack_strength(position, unit) for unit in units)
    defence = total_defence(position, defenders_at(position, faction, target), target)
    if column_of(position.setting.rules.table, strength, defence) < 0:
        return Refusal("the odds are below 1:3 before any shift", "4.1", "Bring more or fresher units.")
    return None


def _barrage(position: Position, faction: FactionId, order: od.Barrage) -> Refusal | None:
    target = position.setting.board.grid.hex_of(order.target)
    return (
        may(position, faction, Verb.ENTER, "", target)
        or why_kept_out(position, faction, target)
        or why_sheltered(position, faction, (position.control[target],), target)
        or why_not_barrage(position, position.units[order.unit], order)
    )


def _posture(position: Position, faction: FactionId, order: od.SetPosture) -> Refusal | None:
    unit = position.units[order.unit]
    if unit.posture is order.posture:
        return Refusal(
            say("{unit} is set to {posture} already", unit=unit.name, posture=order.posture.value), "4.7"
        )
    if unit.posed:
        return Refusal(say("{unit} has changed its posture this turn", unit=unit.name), "4.7")
    if order.posture is Posture.DELAY and unit.type.move == 0:
        return Refusal(say("{unit} is static and cannot fall back", unit=unit.name), "4.7")
    return None


def _dig(position: Position, faction: FactionId, order: od.DigIn) -> Refusal | None:
    return why_not_dig(position, position.units[order.unit])


def _merge(position: Position, faction: FactionId, order: od.Merge) -> Refusal | None:
    return why_not_merge(position, position.units[order.unit], position.units[order.into])


def _fly(position: Position, faction: FactionId, order: od.Fly) -> Refusal | None:
    return why_not_fly(position, faction, order)


def _axis(position: Position, faction: FactionId, order: od.NameAxis) -> Refusal | None:
    if order.hq not in position.setting.factions[faction].hqs:
        return Refusal("there is no such HQ of yours", "4.4")
    if faction in position.axis:
        return Refusal("the main axis is named once a turn", "4.4")
    return None


def _surge(position: Position, faction: FactionId, order: od.CallSurge) -> Refusal | None:
    surge = position.setting.factions[faction].surge
    if surge is None or not position.surges.get(faction, 0):
        return Refusal("no surge is left", "1.3")
    if not surge.first <= position.turn <= surge.last:
        return Refusal(
            say("a surge may be called on turns {first}–{last}", first=surge.first, last=surge.last), "1.3"
        )
    return None


def _recall(position: Position, faction: FactionId, order: od.Recall) -> Refusal | None:
    arrival = position.recallable.get(order.arrival)
    return why_not_recall(position, faction, arrival)


def _depot(position: Position, faction: FactionId, order: od.MoveDepot) -> Refusal | None:
    return why_not_depot(position, faction, order)


def _pontoon(position: Position, faction: FactionId, order: od.LayPontoon) -> Refusal | None:
    return why_not_lay(position, faction, order)


def _blow(position: Position, faction: FactionId, order: od.Blow) -> Refusal | None:
    return why_not_blow(position, faction, order)


def _end(position: Position, faction: FactionId, order: od.EndImpulse) -> Refusal | None:
    return None


_JUDGES: dict[type, Callable[[Position, FactionId, Any], Refusal | None]] = {
    od.Activate: _activate,
    od.Move: _move,
    od.Attack: _attack,
    od.Barrage: _barrage,
    od.SetPosture: _posture,
    od.DigIn: _dig,
    od.Merge: _merge,
    od.Fly: _fly,
    od.NameAxis: _axis,
    od.CallSurge: _surge,
    od.Recall: _recall,
    od.MoveDepot: _depot,
    od.LayPontoon: _pontoon,
    od.Blow: _blow,
    od.EndImpulse: _end,
    **judges(),
}
