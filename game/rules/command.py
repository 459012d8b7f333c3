"""Command points (1.1–1.5): who may act, and at what price."""

from __future__ import annotations

from game.model.kinds import FactionId
from game.model.scenario import Faction, Gate, Setting
from game.model.state import Position
from game.model.tongue import mark, say, t
from game.model.units import Unit
from game.rules.refusal import Refusal


def from_turn(schedule: tuple[tuple[int, int], ...], turn: int) -> int:
    """Return the value of a dated schedule in a turn, 0 before its first date."""
    return max(((since, value) for since, value in schedule if since <= turn), default=(0, 0))[1]


def dealt(faction: Faction, turn: int) -> int:
    """1.5 Return the command points that a faction is dealt in a turn: its schedule's, with its handicap."""
    points = from_turn(faction.command, turn)
    return max(1, (points * (100 + faction.handicap) + 50) // 100) if points else 0


def handicaps(setting: Setting) -> tuple[str, ...]:
    """Return a line for each faction that plays with a handicap, which everybody knows."""
    return tuple(
        t("{one}: {handicap} % command points (handicap, 1.5)", one=one.name, handicap=f"{one.handicap:+d}")
        for one in setting.factions.values()
        if one.handicap
    )


def points_left(position: Position, faction: FactionId) -> int:
    """1.2 Return the command points a faction may still spend in this impulse."""
    left = position.command.get(faction, 0)
    if position.setting.clock.impulses == 1 or position.impulse > 0:
        return left
    whole = left + position.impulse_command
    cap = whole * position.setting.rules.command.first_impulse_pct // 100
    return max(0, min(left, cap - position.impulse_command))


def why_not_spend(position: Position, faction: FactionId, points: int) -> Refusal | None:
    """1.2 Return why a faction may not spend command points, or None."""
    left = points_left(position, faction)
    if points <= left:
        return None
    if points <= position.command.get(faction, 0):
        share = position.setting.rules.command.first_impulse_pct
        return Refusal(
            say("at most {share} % of the command points in the first impulse", share=share), "1.2"
        )
    words = mark("this costs {points} command points and {left} are left")
    if points == 1:
        words = mark("this costs {points} command point and {left} are left")
    return Refusal(say(words, points=points, left=left), "1.2")


def may_activate(unit: Unit) -> bool:
    """1.2 A unit acts once a turn; one that has moved unactivated has acted."""
    return not (unit.active or unit.done or unit.moved or unit.attacked)


def why_not_activate(position: Position, units: tuple[Unit, ...]) -> Refusal | None:
    """1.1 One point activates one HQ group of at most four units within three hexes."""
    figures = position.setting.rules.command
    lead = units[0]
    for unit in units:
        if unit.hq != lead.hq:
            return Refusal(
                say("{unit} and {lead} belong to different HQs", unit=unit.name, lead=lead.name), "1.1"
            )
        if not may_activate(unit):
            return Refusal(say("{unit} is active already, or has acted this turn", unit=unit.name), "1.2")
        if position.setting.board.grid.distance(lead.at, unit.at) > figures.group_radius:
            return Refusal(
                say(
                    "{unit} is more than {group_radius} hexes from {lead}",
                    unit=unit.name,
                    group_radius=figures.group_radius,
                    lead=lead.name,
                ),
                "1.1",
            )
    if len(units) > figures.group_size or len(set(units)) < len(units):
        return Refusal(
            say("a group is at most {group_size} different units", group_size=figures.group_size), "1.1"
        )
    return why_not_spend(position, lead.faction, 1)


def group_for(position: Position, lead: Unit) -> tuple[Unit, ...]:
    """1.1 Return the group a player most likely wants with a unit: its HQ's nearest, strongest
    units; empty when it cannot be activated."""
    if not may_activate(lead):
        return ()
    figures = position.setting.rules.command
    distance = position.setting.board.grid.distance
    near = [
        unit
        for unit in position.units_of(lead.faction)
        if unit.id != lead.id
        and unit.hq == lead.hq
        and may_activate(unit)
        and unit.type.move > 0
        and distance(lead.at, unit.at) <= figures.group_radius
    ]
    near.sort(key=lambda unit: (distance(lead.at, unit.at), -unit.type.attack * unit.steps, unit.id))
    return (lead, *near[: figures.group_size - 1])


def attack_price(position: Position, attackers: tuple[Unit, ...]) -> int:
    """1.1 One attack is included in a group's activation; each further one costs a point."""
    free = any(unit.hq in position.free_attacks for unit in attackers)
    return 0 if free else position.setting.rules.command.extra_attack


def shut_gate(position: Position, faction: FactionId) -> Gate | None:
    """1.4 Return the gate that still keeps a faction from attacking, or None."""
    for gate in position.setting.factions[faction].gates:
        if gate.attacks and position.turn < gate.until_turn and not _half_fallen(position, gate):
            return gate
    return None


def _half_fallen(position: Position, gate: Gate) -> bool:
    place = gate.unless_half_fallen
    if place is None or place not in position.cities:
        return False
    plan = position.setting.cities[place]
    first = next(iter(plan.holders))
    return 2 * position.cities[place].holders.get(first, 0) <= plan.districts
