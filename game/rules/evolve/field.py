"""Entering what units do on the map short of fighting."""

from __future__ import annotations

from dataclasses import replace

from game.hexgrid.coords import OFF_MAP
from game.model import events as ev
from game.model.state import State
from game.rules.evolve.parts import Writer, put, with_unit, without


def _moved(state: State, event: ev.Moved) -> State:
    return with_unit(state, event.unit.id, at=event.path[-1], moved=True, marched=event.marched, dig_in=0)


def _halted(state: State, event: ev.Halted) -> State:
    return with_unit(state, event.unit.id, moved=True)


def _posture_set(state: State, event: ev.PostureSet) -> State:
    return with_unit(state, event.unit.id, posture=event.posture, posed=True)


def _dug_in(state: State, event: ev.DugIn) -> State:
    return with_unit(state, event.unit.id, dig_in=event.level, moved=True, attacked=True)


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


def _control_passed(state: State, event: ev.ControlPassed) -> State:
    control = list(state.control)
    for here in event.hexes:
        control[here] = event.faction
    return replace(state, control=tuple(control))


def _crossing_changed(state: State, event: ev.CrossingChanged) -> State:
    return replace(state, crossings=put(state.crossings, event.crossing, event.state))


def _depot_moved(state: State, event: ev.DepotMoved) -> State:
    if event.to == OFF_MAP:
        return replace(state, depots=without(state.depots, event.depot))
    depot = replace(state.depots[event.depot], at=event.to, moved=state.turn)
    return replace(state, depots=put(state.depots, event.depot, depot))


WRITERS: dict[type, Writer] = {
    ev.Moved: _moved,
    ev.Halted: _halted,
    ev.PostureSet: _posture_set,
    ev.DugIn: _dug_in,
    ev.Merged: _merged,
    ev.ControlPassed: _control_passed,
    ev.CrossingChanged: _crossing_changed,
    ev.DepotMoved: _depot_moved,
}
