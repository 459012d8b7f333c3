"""Event → next State. No other module changes a State; each function enters one kind of event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from game.hexgrid.coords import OFF_MAP
from game.model import events as ev
from game.model.events import Event
from game.model.facts import Depot, Loss, Siege
from game.model.state import Knowledge, State
from game.model.units import Unit

K = TypeVar("K")
V = TypeVar("V")


def evolve(state: State, event: Event) -> State:
    """Return the state after an event."""
    return _WRITERS[type(event)](state, event)


def _with(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """Return a mapping with one entry set."""
    return {**mapping, key: value}


def _plus(mapping: Mapping[K, int], key: K, by: int) -> Mapping[K, int]:
    """Return a mapping of numbers with one raised."""
    return {**mapping, key: mapping.get(key, 0) + by}


def _unit(state: State, unit: str, **changes: Any) -> State:
    """Return a state with one unit changed."""
    return replace(state, units={**state.units, unit: replace(state.units[unit], **changes)})


def _units(state: State, changed: Iterable[Unit]) -> Mapping[str, Unit]:
    """Return the units with some of them replaced."""
    return {**state.units, **{unit.id: unit for unit in changed}}


def _turn_began(state: State, event: ev.TurnBegan) -> State:
    fresh = (
        replace(unit, active=False, done=False, moved=False, marched=False, attacked=False, fought=False)
        for unit in state.units.values()
    )
    return replace(
        state,
        turn=event.turn,
        impulse=0,
        active=None,
        units=_units(state, fresh),
        command=event.command,
        air=event.air,
        transport=event.transport,
        impulse_command=0,
        free_attacks=(),
        axis={},
        attacked=(),
        assaulted={},
        interdicted={},
    )


def _impulse_began(state: State, event: ev.ImpulseBegan) -> State:
    starting = (replace(unit, start=unit.at) for unit in state.units_of(event.faction))
    return replace(
        state,
        impulse=event.impulse,
        active=event.faction,
        units=_units(state, starting),
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
        units=_units(state, resting),
        active=None,
        knowledge=_with(state.knowledge, event.faction, known),
    )


def _activated(state: State, event: ev.Activated) -> State:
    group = (replace(state.units[unit], active=True) for unit in event.units)
    return replace(
        state,
        units=_units(state, group),
        command=_plus(state.command, event.faction, -1),
        impulse_command=state.impulse_command + 1,
        free_attacks=(*state.free_attacks, event.hq),
    )


def _command_spent(state: State, event: ev.CommandSpent) -> State:
    return replace(
        state,
        command=_plus(state.command, event.faction, -event.points),
        impulse_command=state.impulse_command + event.points,
    )


def _free_attack_used(state: State, event: ev.FreeAttackUsed) -> State:
    left = list(state.free_attacks)
    left.remove(event.hq)
    return replace(state, free_attacks=tuple(left))


def _surged(state: State, event: ev.Surged) -> State:
    return replace(
        state,
        command=_plus(state.command, event.faction, event.points),
        surges=_plus(state.surges, event.faction, -1),
    )


def _axis_named(state: State, event: ev.AxisNamed) -> State:
    return replace(state, axis=_with(state.axis, event.faction, event.hq))


def _moved(state: State, event: ev.Moved) -> State:
    return _unit(state, event.unit.id, at=event.path[-1], moved=True, marched=event.marched, dig_in=0)


def _halted(state: State, event: ev.Halted) -> State:
    return _unit(state, event.unit.id, moved=True)


def _posture_set(state: State, event: ev.PostureSet) -> State:
    return _unit(state, event.unit.id, posture=event.posture)


def _dug_in(state: State, event: ev.DugIn) -> State:
    return _unit(state, event.unit.id, dig_in=event.level, moved=True, attacked=True)


def _merged(state: State, event: ev.Merged) -> State:
    units = dict(state.units)
    gone = units.pop(event.unit.id)
    into = units[event.into]
    units[into.id] = replace(
        into,
        steps=into.steps + gone.steps,
        dig_in=min(into.dig_in, gone.dig_in),
        disrupted=into.disrupted or gone.disrupted,
    )
    return replace(state, units=units)


def _gone(state: State, event: ev.FellBack | ev.Retreated) -> State:
    return _unit(state, event.unit.id, at=event.path[-1], dig_in=0)


def _advanced(state: State, event: ev.Advanced) -> State:
    return _unit(state, event.unit.id, at=event.path[-1], dig_in=0, moved=True)


def _steps_lost(state: State, event: ev.StepsLost) -> State:
    unit = state.units[event.unit.id]
    losses = _plus(state.losses, unit.faction, min(event.steps, unit.steps))
    left = unit.steps - event.steps
    if left > 0:
        return replace(_unit(state, unit.id, steps=left), losses=losses)
    units = {key: other for key, other in state.units.items() if key != unit.id}
    lost = Loss(replace(unit, steps=0, at=OFF_MAP), state.turn)
    return replace(state, units=units, losses=losses, pool=_with(state.pool, unit.id, lost))


def _disrupted(state: State, event: ev.Disrupted) -> State:
    return _unit(state, event.unit.id, disrupted=event.disrupted)


def _attack_marked(state: State, event: ev.AttackMarked) -> State:
    fighting = [replace(state.units[unit], attacked=True, fought=True) for unit in event.units]
    fighting += [replace(state.units[unit], fought=True) for unit in event.defenders]
    assaulted = _plus(state.assaulted, event.city, 1) if event.city else state.assaulted
    attacked = (*state.attacked, event.target)
    return replace(state, units=_units(state, fighting), attacked=attacked, assaulted=assaulted)


def _control_passed(state: State, event: ev.ControlPassed) -> State:
    control = list(state.control)
    for here in event.hexes:
        control[here] = event.faction
    return replace(state, control=tuple(control))


def _air_spent(state: State, event: ev.AirSpent) -> State:
    if event.transport:
        return replace(state, transport=_plus(state.transport, event.faction, -event.points))
    return replace(state, air=_plus(state.air, event.faction, -event.points))


def _interdicted(state: State, event: ev.Interdicted) -> State:
    return replace(state, interdicted=_with(state.interdicted, event.at, event.faction))


def _shelled(state: State, event: ev.Shelled) -> State:
    return _unit(state, event.unit.id, attacked=True)


def _crossing_changed(state: State, event: ev.CrossingChanged) -> State:
    return replace(state, crossings=_with(state.crossings, event.crossing, event.state))


def _depot_moved(state: State, event: ev.DepotMoved) -> State:
    if event.to == OFF_MAP:
        return replace(
            state, depots={key: depot for key, depot in state.depots.items() if key != event.depot}
        )
    depot: Depot = state.depots[event.depot]
    return replace(
        state,
        depots=_with(state.depots, event.depot, replace(depot, at=event.to, moved=state.turn)),
    )


def _supply_checked(state: State, event: ev.SupplyChecked) -> State:
    changed = (replace(state.units[unit], supply=supply, hungry=turns) for unit, supply, turns in event.units)
    return replace(state, units=_units(state, changed))


def _dump_changed(state: State, event: ev.DumpChanged) -> State:
    return replace(state, dumps=_with(state.dumps, event.place, event.halves))


def _city_pressed(state: State, event: ev.CityPressed) -> State:
    siege = state.cities[event.place]
    holders = dict(siege.holders)
    holders[event.defender] = holders.get(event.defender, 0) - event.won
    holders[event.attacker] = holders.get(event.attacker, 0) + event.won
    after = Siege(holders, _with(siege.progress, event.attacker, event.progress), event.dump)
    return replace(state, cities=_with(state.cities, event.place, after))


def _harm_done(state: State, event: ev.HarmDone) -> State:
    return replace(state, harm=_plus(state.harm, event.faction, event.amount))


def _arrived(state: State, event: ev.Arrived) -> State:
    units = dict(sorted({**state.units, event.unit.id: event.unit}.items()))
    pool = {key: loss for key, loss in state.pool.items() if key != event.unit.id}
    return replace(state, units=units, pool=pool)


def _arrival_settled(state: State, event: ev.ArrivalSettled) -> State:
    if event.turn:
        return replace(state, late=_with(state.late, event.arrival, event.turn))
    return replace(state, late={key: turn for key, turn in state.late.items() if key != event.arrival})


def _recalled(state: State, event: ev.Recalled) -> State:
    late = _with(state.late, event.arrival, event.turn)
    return replace(state, late=late, recalled=(*state.recalled, event.arrival))


def _withdrawn(state: State, event: ev.Withdrawn) -> State:
    units = {key: unit for key, unit in state.units.items() if key != event.unit.id}
    return replace(state, units=units, points=_plus(state.points, event.unit.faction, -event.cost))


def _replaced(state: State, event: ev.Replaced) -> State:
    unit = state.units[event.unit.id]
    return _unit(state, unit.id, steps=unit.steps + event.steps)


def _tension_changed(state: State, event: ev.TensionChanged) -> State:
    top = state.setting.rules.politics.tension_max
    now = max(0, min(top, state.tension.get(event.pair, 0) + event.by))
    return replace(state, tension=_with(state.tension, event.pair, now))


def _points_scored(state: State, event: ev.PointsScored) -> State:
    return replace(state, points=_plus(state.points, event.faction, event.tenths))


def _symbol_taken(state: State, event: ev.SymbolTaken) -> State:
    return replace(state, taken_symbols=_with(state.taken_symbols, event.place, event.faction))


def _assets_checked(state: State, event: ev.AssetsChecked) -> State:
    records = dict(state.records)
    for faction, tenths in event.records:
        records[faction] = (*records.get(faction, ()), tenths)
    return replace(state, held=dict(event.held), records=records, scores=event.scores)


def _milestone(state: State, event: ev.MilestoneReached) -> State:
    return replace(state, milestones=_with(state.milestones, event.id, event.turn))


def _ended(state: State, event: ev.GameEnded) -> State:
    return replace(state, ending=event.ending, active=None)


def _observed(state: State, event: ev.Observed) -> State:
    known = state.knowledge[event.faction]
    after = Knowledge(event.vision, event.sightings, event.control, known.log)
    return replace(state, knowledge=_with(state.knowledge, event.faction, after))


def _witnessed(state: State, event: ev.Witnessed) -> State:
    known = state.knowledge[event.faction]
    after = replace(known, log=(*known.log, *event.events))
    return replace(state, knowledge=_with(state.knowledge, event.faction, after))


def _unchanged(state: State, event: Event) -> State:
    """Events that tell of something without changing the state."""
    return state


_WRITERS: dict[type, Callable[[State, Any], State]] = {
    ev.TurnBegan: _turn_began,
    ev.ImpulseBegan: _impulse_began,
    ev.ImpulseEnded: _impulse_ended,
    ev.Activated: _activated,
    ev.CommandSpent: _command_spent,
    ev.FreeAttackUsed: _free_attack_used,
    ev.Surged: _surged,
    ev.AxisNamed: _axis_named,
    ev.Moved: _moved,
    ev.Halted: _halted,
    ev.PostureSet: _posture_set,
    ev.DugIn: _dug_in,
    ev.Merged: _merged,
    ev.Fought: _unchanged,
    ev.FellBack: _gone,
    ev.StepsLost: _steps_lost,
    ev.Retreated: _gone,
    ev.Advanced: _advanced,
    ev.Disrupted: _disrupted,
    ev.AttackMarked: _attack_marked,
    ev.ControlPassed: _control_passed,
    ev.AirSpent: _air_spent,
    ev.MissionFlown: _unchanged,
    ev.Interdicted: _interdicted,
    ev.Shelled: _shelled,
    ev.CrossingChanged: _crossing_changed,
    ev.DepotMoved: _depot_moved,
    ev.SupplyChecked: _supply_checked,
    ev.DumpChanged: _dump_changed,
    ev.CityPressed: _city_pressed,
    ev.HarmDone: _harm_done,
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
    ev.Observed: _observed,
    ev.Witnessed: _witnessed,
}
"""Which function enters which event; a test holds it complete."""
