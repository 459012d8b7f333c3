"""Remnants (15.1): of those who are lost about a place that falls, some fight on elsewhere."""

from __future__ import annotations

from dataclasses import replace

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.events import Event
from game.model.kinds import FactionId, PlaceId
from game.model.politics import Insurgency
from game.model.state import State
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.arrivals import fits
from game.rules.insurgency.ground import HIDDEN, insurgency_of, lives_here, room_for
from game.rules.play import Play
from game.rules.politics.relations import hostile
from game.rules.stacking import over_stacked

SLIPPED = mark("slipped away")
UNCOUNTED = (HIDDEN, SLIPPED)
"""Steps that are not lost but gone elsewhere."""


def on_their_way(state: State, faction: FactionId) -> int:
    """15.1 Return how many steps of a faction are on their way."""
    return sum(steps for _, steps in state.desks[faction].remnants)


def gather(play: Play, faction: FactionId, steps: int, reason: str) -> None:
    """15.1 Let steps make their way to the shelters, as many as may be on their way."""
    figures = play.state.setting.rules.insurgency
    steps = min(steps, figures.remnants_max - on_their_way(play.state, faction))
    if steps > 0 and insurgency_of(play.state, faction) is not None:
        due = play.state.turn + figures.remnant_wait
        coming = (*play.state.desks[faction].remnants, (due, steps))
        play.enter(ev.RemnantsChanged(faction, tuple(sorted(coming)), reason))


def heed(play: Play, events: tuple[Event, ...]) -> None:
    """15.1 Count what an insurgent loses about each place, and what of it fights on when the place falls."""
    if not play.state.setting.politics.insurgencies:
        return
    for event in events:
        if isinstance(event, ev.StepsLost) and event.reason not in UNCOUNTED:
            _count(play, event)
        elif isinstance(event, ev.ControlPassed):
            for here in event.hexes:
                _fall(play, here, play.before.control[here])


def _count(play: Play, event: ev.StepsLost) -> None:
    faction = event.unit.faction
    place = _about(play.state, faction, event.at) if insurgency_of(play.state, faction) else None
    if place is not None:
        desk = play.state.desks[faction]
        toll = dict(desk.toll)
        toll[place] = toll.get(place, 0) + min(event.steps, event.unit.steps)
        play.enter(ev.RemnantsChanged(faction, desk.remnants, "", tuple(sorted(toll.items()))))


def _about(state: State, faction: FactionId, here: Hex) -> PlaceId | None:
    """15.1 Return the place of value in a hex or next to it, the hex's own first."""
    reach, board = state.setting.rules.insurgency.remnant_reach, state.setting.board
    near = [
        (board.grid.distance(here, board.places[place].at), place)
        for place in {**state.setting.assets, **state.setting.cities}
        if board.grid.distance(here, board.places[place].at) <= reach
    ]
    return min(near)[1] if near else None


def _fall(play: Play, here: Hex, loser: FactionId) -> None:
    """15.1 A share of the steps lost about a place that falls fights on."""
    if insurgency_of(play.state, loser) is None or play.state.control[here] == loser:
        return
    desk, board = play.state.desks[loser], play.state.setting.board
    fallen = [(place, steps) for place, steps in desk.toll if board.places[place].at == here]
    if fallen:
        rest = tuple(entry for entry in desk.toll if entry not in fallen)
        play.enter(ev.RemnantsChanged(loser, desk.remnants, "", rest))
        lost = sum(steps for _, steps in fallen)
        pct = play.state.setting.rules.insurgency.remnant_pct
        gather(play, loser, lost * pct // 100, say("from {place}", place=board.places[fallen[0][0]].name))


def come_in(play: Play) -> None:
    """15.1 Remnants that are due fill up units at the shelters still held, then form one anew; without a
    shelter they go to ground."""
    for plan in play.state.setting.politics.insurgencies.values():
        coming = play.state.desks[plan.faction].remnants
        due = sum(steps for turn, steps in coming if turn <= play.state.turn)
        if due:
            later = tuple(one for one in coming if one[0] > play.state.turn)
            left = (
                _at_shelters(play, plan, due) if _shelters(play.state, plan) else _as_cells(play, plan, due)
            )
            waiting = ((play.state.turn + 1, left), *later) if left else later
            play.enter(ev.RemnantsChanged(plan.faction, tuple(sorted(waiting)), mark("came in")))


def _shelters(state: State, plan: Insurgency) -> tuple[Hex, ...]:
    """15.1 Return the shelters that a faction holds."""
    hexes = (state.setting.board.places[place].at for place in plan.shelters)
    return tuple(here for here in hexes if state.control[here] == plan.faction)


def _at_shelters(play: Play, plan: Insurgency, steps: int) -> int:
    """15.1 Return what is left of remnants after units at the shelters have been filled up."""
    for here in _shelters(play.state, plan):
        for unit in play.state.units_at(here):
            while steps and unit.faction == plan.faction and _fits_more(play.state, unit):
                play.enter(ev.Replaced(unit, 1))
                unit, steps = play.unit(unit.id), steps - 1
    return steps - _form(play, plan, steps) if steps else 0


def _fits_more(state: State, unit: Unit) -> bool:
    more = replace(unit, steps=unit.steps + 1)
    worn = unit.steps < unit.type.steps
    return worn and over_stacked(state, unit.faction, unit.at, (more,)) is None


def _form(play: Play, plan: Insurgency, steps: int) -> int:
    """15.1 Let a destroyed unit return at a shelter; return the steps it takes."""
    state = play.state
    for loss in state.pool.values():
        lost = loss.unit
        if lost.faction == plan.faction and lost.type.move:
            unit = reborn(lost, min(steps, lost.type.steps))
            for here in _shelters(state, plan):
                if fits(state, replace(unit, at=here), here, supplied=True):
                    play.enter(ev.Arrived(replace(unit, at=here, start=here)))
                    return unit.steps
    return 0


def reborn(lost: Unit, steps: int) -> Unit:
    """15.1 Return a destroyed unit as it returns: new but for its name."""
    return Unit(lost.id, lost.type, lost.faction, lost.hq, lost.name, steps, posture=lost.posture)


def _as_cells(play: Play, plan: Insurgency, steps: int) -> int:
    """15.1 Men without a shelter go to ground near where the shelters were; whoever finds no room is lost."""
    state = play.state
    each, here = state.setting.rules.insurgency.steps_a_cell, _haven(state, plan)
    more = min((steps + each - 1) // each, room_for(state, plan))
    if here is not None and more:
        had = state.cells.get(here)
        strength = more + (had.strength if had else 0)
        play.enter(ev.CellsChanged(plan.faction, here, strength, mark("remnants gone to ground")))
    return 0


def _haven(state: State, plan: Insurgency) -> Hex | None:
    """15.1 Return the hex nearest to a shelter, within its search radius, where cells may live unseen."""
    grid, radius = state.setting.board.grid, state.setting.rules.arrivals.search_radius
    for place in plan.shelters:
        centre = state.setting.board.places[place].at
        for here in sorted(grid.within(centre, radius), key=lambda h: (grid.distance(centre, h), h)):
            if lives_here(state, plan, here) and _free(state, plan.faction, here):
                return here
    return None


def _free(state: State, faction: FactionId, here: Hex) -> bool:
    cell = state.cells.get(here)
    others = any(hostile(state, faction, unit.faction) for unit in state.units_at(here))
    return not others and (cell is None or cell.faction == faction)
