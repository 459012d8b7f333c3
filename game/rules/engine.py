"""Set up, apply: the two doors through which a State comes into being."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import (
    Activated,
    AxisNamed,
    Event,
    Halted,
    Moved,
    PostureSet,
    Surged,
)
from game.model.kinds import FactionId, Gait
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.state import Knowledge, State, View
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.airpower import ambush_from_the_air, barrage, fly
from game.rules.arrivals import recall
from game.rules.combat import air_at_hand
from game.rules.control import stand_fast, take
from game.rules.fight import fight
from game.rules.fog import control_seen, observe, reported, vision_of
from game.rules.insurgency.belts import spring, trap_on
from game.rules.layout import laid_out
from game.rules.legal import why_illegal
from game.rules.movement import occupied_by_others, reach_of
from game.rules.play import Play
from game.rules.politics.aftermath import settle
from game.rules.politics.seizing import change_sides
from game.rules.refusal import IllegalOrder
from game.rules.registry import handlers
from game.rules.score import score_of
from game.rules.siege import assault_city
from game.rules.stacking import over_stacked
from game.rules.turn import begin_turn, end_impulse
from game.rules.views import view_of
from game.rules.works import blow, dig, lay_pontoon, merge, move_depot
from game.rules.zoc import FULL, zoc_against


class Outcome(NamedTuple):
    """What an order led to."""

    state: State
    events: tuple[Event, ...]


def apply(state: State, order: Order) -> Outcome:
    """Return the state after an order of the active faction, and the events that led there.

    Raises IllegalOrder with the reason; the state handed in is never changed.
    """
    faction = state.active
    view = view_of(state, faction) if faction else None
    refusal = why_illegal(view if view else state, order)
    if refusal or view is None or faction is None:
        raise IllegalOrder(refusal)  # type: ignore[arg-type]
    play = Play(state)
    _HANDLERS[type(order)](play, view, order)
    stand_fast(play)
    if state.setting.politics.coalitions:
        change_sides(play)
    settle(play)
    observe(play)
    return Outcome(play.state, tuple(play.events))


def setup(scenario: Scenario, seed: int) -> State:
    """Return the state at the first decision of a game; equal scenarios and seeds give equal games."""
    state = laid_out(scenario, seed)
    state = replace(state, scores={faction: score_of(state, faction) for faction in state.setting.factions})
    for faction in scenario.setting.factions:
        state = _informed(state, faction)
    play = Play(state)
    begin_turn(play, 1)
    observe(play)
    return play.state


def _informed(state: State, faction: FactionId) -> State:
    """Return the state with what a faction knows at the start: public garrisons and what it sees."""
    public = {placement.unit for placement in state.scenario.units if placement.known}
    garrisons = (unit for unit in state.units.values() if unit.id in public)
    vision = vision_of(state, faction)
    control = control_seen(state, state.scenario.control, vision)
    known = Knowledge(vision, reported(state, faction, garrisons), control, ())
    return replace(state, knowledge={**state.knowledge, faction: known})


def _activate(play: Play, view: View, order: od.Activate) -> None:
    lead = play.unit(order.units[0])
    play.enter(Activated(lead.faction, order.units, lead.hq))


def _move(play: Play, view: View, order: od.Move) -> None:
    """2.1 Go along the way the mover knows; the unseen ends the movement where it is met."""
    unit = play.unit(order.unit)
    there = view.setting.board.grid.hex_of(order.to)
    path = reach_of(view, unit, order.gait).path(there)
    gone, reason = _met(play, view, unit, path)
    trap = trap_on(play, unit, gone)
    sprung = gone[trap]
    gone = _room(play, unit, gone[: trap + 1] if trap else gone)
    if len(gone) > 1:
        play.enter(Moved(unit, gone, order.gait is Gait.MARCH))
        take(play, unit.faction, gone[1:])
    if reason and not trap:
        play.enter(Halted(play.unit(unit.id), gone[-1], reason))
    ambush_from_the_air(play, play.unit(unit.id), gone)
    if trap:
        spring(play, unit.id, sprung)


def _met(play: Play, view: View, unit: Unit, path: tuple[Hex, ...]) -> tuple[tuple[Hex, ...], str]:
    """2.1 Return the part of a path up to the first unseen enemy or zone, and what was met."""
    truly_shut = occupied_by_others(play.state, unit.faction)
    true_zoc, known_zoc = zoc_against(play.state, unit.faction), zoc_against(view, unit.faction)
    for index, here in enumerate(path[1:], start=1):
        if here in truly_shut:
            return path[:index], mark("met a force it had not seen")
        unseen = true_zoc.get(here, 0) == FULL and known_zoc.get(here, 0) < FULL
        if unseen and index < len(path) - 1:
            return path[: index + 1], mark("made contact with a force it had not seen")
    return path, ""


def _room(play: Play, unit: Unit, path: tuple[Hex, ...]) -> tuple[Hex, ...]:
    """3.2 A unit halted on the way steps back to the last hex with room for it."""
    while len(path) > 1 and over_stacked(play.state, unit.faction, path[-1], (unit,)):
        path = path[:-1]
    return path


def _attack(play: Play, view: View, order: od.Attack) -> None:
    """4.1, 6.1 Aircraft that turn out not to fly against those who are there stay away."""
    target = view.setting.board.grid.hex_of(order.target)
    order = replace(order, air=min(order.air, air_at_hand(play.state, view.faction, target)))
    if target in view.setting.city_at:
        assault_city(play, order, target)
    else:
        fight(play, order)


def _barrage(play: Play, view: View, order: od.Barrage) -> None:
    barrage(play, order)


def _posture(play: Play, view: View, order: od.SetPosture) -> None:
    play.enter(PostureSet(play.unit(order.unit), order.posture))


def _dig(play: Play, view: View, order: od.DigIn) -> None:
    dig(play, play.unit(order.unit))


def _merge(play: Play, view: View, order: od.Merge) -> None:
    merge(play, order)


def _fly(play: Play, view: View, order: od.Fly) -> None:
    fly(play, view.faction, order)


def _axis(play: Play, view: View, order: od.NameAxis) -> None:
    play.enter(AxisNamed(view.faction, order.hq))


def _surge(play: Play, view: View, order: od.CallSurge) -> None:
    surge = view.setting.factions[view.faction].surge
    assert surge is not None
    play.enter(Surged(view.faction, surge.command))


def _recall(play: Play, view: View, order: od.Recall) -> None:
    recall(play, view.recallable[order.arrival])


def _depot(play: Play, view: View, order: od.MoveDepot) -> None:
    move_depot(play, view.faction, order)


def _pontoon(play: Play, view: View, order: od.LayPontoon) -> None:
    lay_pontoon(play, view.faction, order)


def _blow(play: Play, view: View, order: od.Blow) -> None:
    blow(play, view.faction, order)


def _end(play: Play, view: View, order: od.EndImpulse) -> None:
    end_impulse(play, view.faction)


_HANDLERS: dict[type, Callable[[Play, View, Any], None]] = {
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
    **handlers(),
}
