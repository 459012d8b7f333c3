"""Entering the course of a game: turns and command, supply, comings and goings, politics, points."""

from __future__ import annotations

from dataclasses import replace

from game.model import events as ev
from game.model.state import State
from game.rules.evolve.parts import Writer, put, raised, units_with, with_unit, without


def _turn_began(state: State, event: ev.TurnBegan) -> State:
    fresh = (
        replace(
            unit,
            active=False,
            done=False,
            moved=False,
            marched=False,
            attacked=False,
            fought=False,
            posed=False,
        )
        for unit in state.units.values()
    )
    return replace(
        state,
        turn=event.turn,
        impulse=0,
        active=None,
        units=units_with(state, fresh),
        command=event.command,
        air=event.air,
        transport=event.transport,
        impulse_command=0,
        free_attacks=(),
        axis={},
        attacked=(),
        assaulted={},
        interdicted={},
        affairs=replace(state.affairs, enforced=(), stirred=(), done=()),
        desks={faction: replace(desk, keys=(), changed=()) for faction, desk in state.desks.items()},
    )


def _impulse_began(state: State, event: ev.ImpulseBegan) -> State:
    starting = (replace(unit, start=unit.at) for unit in state.units_of(event.faction))
    return replace(
        state,
        impulse=event.impulse,
        active=event.faction,
        units=units_with(state, starting),
        impulse_command=0,
        free_attacks=(),
        attacked=(),
    )


def _impulse_ended(state: State, event: ev.ImpulseEnded) -> State:
    resting = (
        replace(unit, active=False, done=True)
        for unit in state.units_of(event.faction)
        if unit.active or unit.moved or unit.attacked
    )
    known = replace(state.knowledge[event.faction], log=())
    return replace(
        state,
        units=units_with(state, resting),
        active=None,
        knowledge=put(state.knowledge, event.faction, known),
    )


def _activated(state: State, event: ev.Activated) -> State:
    group = (replace(state.units[unit], active=True) for unit in event.units)
    return replace(
        state,
        units=units_with(state, group),
        command=raised(state.command, event.faction, -1),
        impulse_command=state.impulse_command + 1,
        free_attacks=(*state.free_attacks, event.hq),
    )


def _command_spent(state: State, event: ev.CommandSpent) -> State:
    return replace(
        state,
        command=raised(state.command, event.faction, -event.points),
        impulse_command=state.impulse_command + event.points,
    )


def _free_attack_used(state: State, event: ev.FreeAttackUsed) -> State:
    left = list(state.free_attacks)
    left.remove(event.hq)
    return replace(state, free_attacks=tuple(left))


def _surged(state: State, event: ev.Surged) -> State:
    return replace(
        state,
        command=raised(state.command, event.faction, event.points),
        surges=raised(state.surges, event.faction, -1),
        desks=put(state.desks, event.faction, replace(state.desks[event.faction], surged=state.turn)),
    )


def _axis_named(state: State, event: ev.AxisNamed) -> State:
    return replace(state, axis=put(state.axis, event.faction, event.hq))


def _supply_checked(state: State, event: ev.SupplyChecked) -> State:
    changed = (replace(state.units[unit], supply=supply, hungry=turns) for unit, supply, turns in event.units)
    return replace(state, units=units_with(state, changed))


def _dump_changed(state: State, event: ev.DumpChanged) -> State:
    return replace(state, dumps=put(state.dumps, event.place, event.halves))


def _arrived(state: State, event: ev.Arrived) -> State:
    units = dict(sorted({**state.units, event.unit.id: event.unit}.items()))
    return replace(state, units=units, pool=without(state.pool, event.unit.id))


def _arrival_settled(state: State, event: ev.ArrivalSettled) -> State:
    if event.turn:
        return replace(state, late=put(state.late, event.arrival, event.turn))
    return replace(state, late=without(state.late, event.arrival))


def _recalled(state: State, event: ev.Recalled) -> State:
    late = put(state.late, event.arrival, event.turn)
    return replace(state, late=late, recalled=(*state.recalled, event.arrival))


def _withdrawn(state: State, event: ev.Withdrawn) -> State:
    units = without(state.units, event.unit.id)
    return replace(state, units=units, points=raised(state.points, event.unit.faction, -event.cost))


def _replaced(state: State, event: ev.Replaced) -> State:
    unit = state.units[event.unit.id]
    return with_unit(state, unit.id, steps=unit.steps + event.steps)


def _tension_changed(state: State, event: ev.TensionChanged) -> State:
    top = state.setting.rules.politics.tension_max
    now = max(0, min(top, state.tension.get(event.pair, 0) + event.by))
    state = replace(state, tension=put(state.tension, event.pair, now))
    if event.by <= 0 or event.pair in state.affairs.stirred:
        return state
    return replace(state, affairs=replace(state.affairs, stirred=(*state.affairs.stirred, event.pair)))


def _points_scored(state: State, event: ev.PointsScored) -> State:
    return replace(state, points=raised(state.points, event.faction, event.tenths))


def _symbol_taken(state: State, event: ev.SymbolTaken) -> State:
    return replace(state, taken_symbols=put(state.taken_symbols, event.place, event.faction))


def _assets_checked(state: State, event: ev.AssetsChecked) -> State:
    records = dict(state.records)
    for faction, tenths in event.records:
        records[faction] = (*records.get(faction, ()), tenths)
    return replace(state, held=dict(event.held), records=records, scores=event.scores)


def _milestone(state: State, event: ev.MilestoneReached) -> State:
    return replace(state, milestones=put(state.milestones, event.id, event.turn))


def _ended(state: State, event: ev.GameEnded) -> State:
    return replace(state, ending=event.ending, active=None)


WRITERS: dict[type, Writer] = {
    ev.TurnBegan: _turn_began,
    ev.ImpulseBegan: _impulse_began,
    ev.ImpulseEnded: _impulse_ended,
    ev.Activated: _activated,
    ev.CommandSpent: _command_spent,
    ev.FreeAttackUsed: _free_attack_used,
    ev.Surged: _surged,
    ev.AxisNamed: _axis_named,
    ev.SupplyChecked: _supply_checked,
    ev.DumpChanged: _dump_changed,
    ev.Arrived: _arrived,
    ev.ArrivalSettled: _arrival_settled,
    ev.Recalled: _recalled,
    ev.Withdrawn: _withdrawn,
    ev.Replaced: _replaced,
    ev.TensionChanged: _tension_changed,
    ev.PointsScored: _points_scored,
    ev.SymbolTaken: _symbol_taken,
    ev.AssetsChecked: _assets_checked,
    ev.MilestoneReached: _milestone,
    ev.GameEnded: _ended,
}
