"""Vehicles prepared as weapons (15.2) and the orders that stand for an insurgent (15.2, 15.3)."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import ChitsChanged, StandingSet
from game.model.kinds import FactionId, Mode, Standing
from game.model.orders import Attack, Order
from game.model.state import Position, State, View
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.dice import roll_two
from game.rules.insurgency.ground import insurgency_of
from game.rules.play import Play
from game.rules.refusal import Refusal

COVER = {"town", "city", "valley", "rough"}
"""Ground in which a vehicle can be hidden until the attacker is near."""


def prepare(play: Play) -> None:
    """15.2 Each turn an insurgent prepares vehicles, more of them by the workshops it holds, as far as
    it has room for them."""
    figures = play.state.setting.rules.insurgency
    for plan in play.state.setting.politics.insurgencies.values():
        state = play.state
        held = sum(state.control[state.setting.board.places[p].at] == plan.faction for p in plan.workshops)
        made = figures.vehicle_every + held // figures.workshops_a_vehicle
        room = figures.vehicles_max - state.desks[plan.faction].chits
        if state.units_of(plan.faction) and min(made, room) > 0:
            play.enter(ChitsChanged(plan.faction, min(made, room), "prepared"))


def may_send(position: Position, faction: FactionId) -> bool:
    """15.2 Whether a faction has a vehicle to send, one a turn."""
    desk = position.desks.get(faction)
    return desk is not None and desk.chits > 0 and desk.sent != position.turn


def why_not_send(position: Position, faction: FactionId, order: Attack, in_city: bool) -> Refusal | None:
    """15.2 Return why no vehicle may be sent ahead of an attack, or None."""
    if insurgency_of(position, faction) is None:
        return Refusal("this faction prepares no vehicles", "15.2")
    if order.mode is not Mode.ASSAULT or in_city:
        return Refusal("a vehicle is sent ahead of an assault outside the cities", "15.2")
    desk = position.desks.get(faction)
    if desk is None or not desk.chits:
        return Refusal("no vehicle is prepared", "15.2")
    if desk.sent == position.turn:
        return Refusal("a vehicle has been sent this turn", "15.2")
    return None


def send(play: Play, faction: FactionId) -> None:
    """15.2 Use up a vehicle."""
    play.enter(ChitsChanged(faction, -1, "sent"))


def lies_in_wait(play: Play, defender: FactionId, attackers: tuple[Unit, ...], target: Hex, air: int) -> bool:
    """15.2 Send a vehicle against an attacker where the ground hides one and the order stands; return
    whether it costs him a step."""
    state, figures = play.state, play.state.setting.rules.insurgency
    ground = state.setting.board.terrain[target].id
    ready = defender in state.setting.politics.insurgencies and may_send(state, defender)
    if not ready or ground not in COVER or Standing.SVBIED not in state.desks[defender].standing:
        return False
    send(play, defender)
    watched = figures.vehicle_watched if _watched(state, attackers, air) else 0
    return roll_two(play.state, "vehicle", target) + watched >= figures.vehicle_need


def _watched(state: State, attackers: tuple[Unit, ...], air: int) -> bool:
    """15.2 Whether the attacker sees a vehicle coming: from the air, or by his reconnaissance."""
    return air > 0 or any("recon" in unit.type.traits for unit in attackers)


def _why_not_stand(position: Position, faction: FactionId, order: od.SetStanding) -> Refusal | None:
    """15.2 An order that stands is changed once a turn."""
    rule = "15.2" if order.order is Standing.SVBIED else "15.3"
    desk = position.desks.get(faction)
    if insurgency_of(position, faction) is None or desk is None:
        return Refusal("only insurgents have orders that stand", rule)
    if (order.order in desk.standing) == order.on:
        words = mark("that order is on already") if order.on else mark("that order is off already")
        return Refusal(words, rule)
    if order.order in desk.changed:
        return Refusal("an order that stands is changed once a turn", rule)
    return None


def _stand(play: Play, view: View, order: od.SetStanding) -> None:
    play.enter(StandingSet(view.faction, order.order, order.on))


def candidates(view: View) -> Iterator[Order]:
    """15.2 Yield the orders that stand, given or taken back."""
    if insurgency_of(view, view.faction) is not None:
        for order in Standing:
            yield od.SetStanding(order, order not in view.desks[view.faction].standing)


JUDGES = {od.SetStanding: _why_not_stand}
HANDLERS = {od.SetStanding: _stand}
