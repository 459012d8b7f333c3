"""Entering fights and what they cost."""

from __future__ import annotations

from dataclasses import replace

from game.hexgrid.coords import OFF_MAP
from game.model import events as ev
from game.model.facts import Loss, Siege
from game.model.state import State
from game.rules.evolve.parts import Writer, put, raised, unchanged, units_with, with_unit, without


def _gone(state: State, event: ev.FellBack | ev.Retreated) -> State:
    return with_unit(state, event.unit.id, at=event.path[-1], dig_in=0)


def _steps_lost(state: State, event: ev.StepsLost) -> State:
    unit = state.units[event.unit.id]
    losses = raised(state.losses, unit.faction, min(event.steps, unit.steps))
    left = unit.steps - event.steps
    if left > 0:
        return replace(with_unit(state, unit.id, steps=left), losses=losses)
    units = without(state.units, unit.id)
    lost = Loss(replace(unit, steps=0, at=OFF_MAP), state.turn)
    return replace(state, units=units, losses=losses, pool=put(state.pool, unit.id, lost))


def _advanced(state: State, event: ev.Advanced) -> State:
    return with_unit(state, event.unit.id, at=event.path[-1], dig_in=0, moved=True)


def _disrupted(state: State, event: ev.Disrupted) -> State:
    return with_unit(state, event.unit.id, disrupted=event.disrupted)


def _attack_marked(state: State, event: ev.AttackMarked) -> State:
    fighting = [replace(state.units[unit], attacked=True, fought=True) for unit in event.units]
    fighting += [replace(state.units[unit], fought=True) for unit in event.defenders]
    city = (event.city, state.units[event.units[0]].faction) if event.city else None
    assaulted = raised(state.assaulted, city, 1) if city else state.assaulted
    attacked = (*state.attacked, event.target)
    return replace(state, units=units_with(state, fighting), attacked=attacked, assaulted=assaulted)


def _air_spent(state: State, event: ev.AirSpent) -> State:
    if event.transport:
        return replace(state, transport=raised(state.transport, event.faction, -event.points))
    return replace(state, air=raised(state.air, event.faction, -event.points))


def _interdicted(state: State, event: ev.Interdicted) -> State:
    return replace(state, interdicted=put(state.interdicted, event.at, event.faction))


def _shelled(state: State, event: ev.Shelled) -> State:
    return with_unit(state, event.unit.id, attacked=True)


def _city_pressed(state: State, event: ev.CityPressed) -> State:
    siege = state.cities[event.place]
    holders = dict(siege.holders)
    holders[event.defender] = holders.get(event.defender, 0) - event.won
    holders[event.attacker] = holders.get(event.attacker, 0) + event.won
    after = Siege(holders, put(siege.progress, event.attacker, event.progress), event.dump)
    return replace(state, cities=put(state.cities, event.place, after))


def _harm_done(state: State, event: ev.HarmDone) -> State:
    return replace(state, harm=raised(state.harm, event.faction, event.amount))


WRITERS: dict[type, Writer] = {
    ev.Fought: unchanged,
    ev.FellBack: _gone,
    ev.StepsLost: _steps_lost,
    ev.Retreated: _gone,
    ev.Advanced: _advanced,
    ev.Disrupted: _disrupted,
    ev.AttackMarked: _attack_marked,
    ev.AirSpent: _air_spent,
    ev.MissionFlown: unchanged,
    ev.Interdicted: _interdicted,
    ev.Shelled: _shelled,
    ev.CityPressed: _city_pressed,
    ev.HarmDone: _harm_done,
}
