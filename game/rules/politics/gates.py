"""Crossings to other states (9.10): what passes, who is fed through them, and what closing one costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.model import orders as od
from game.model.events import GateSet, HarmDone, SupplyChecked
from game.model.kinds import FactionId, GateState, PlaceId, SupplyState
from game.model.orders import Order
from game.model.politics import GatePlan
from game.model.state import Position, State, View
from game.model.tongue import say
from game.model.units import Unit
from game.rules.play import Play
from game.rules.politics.relations import name
from game.rules.refusal import Refusal
from game.rules.supply import fed_from, supply_map


def state_of(position: Position, place: str) -> GateState:
    """9.10 Return what passes through a crossing."""
    return position.affairs.gates.get(place, GateState.OPEN)


def why_not_set(position: Position, faction: FactionId, order: od.SetGate) -> Refusal | None:
    """9.10 Return why a faction may not set a crossing, or None."""
    plan = position.setting.politics.gates.get(order.place)
    if plan is None or faction not in plan.keepers:
        return Refusal(say("{faction} keeps no such crossing", faction=name(position, faction)), "9.10")
    crossing = position.setting.board.places[order.place].name
    if state_of(position, order.place) is order.state:
        return Refusal(
            say("{crossing} is {state} already", crossing=crossing, state=order.state.value), "9.10"
        )
    if f"gate {order.place}" in position.affairs.done:
        return Refusal(say("{crossing} has been set this turn", crossing=crossing), "9.10")
    return None


def set_gate(play: Play, view: View, order: od.SetGate) -> None:
    """9.10 What passes changes at once."""
    reason = say("by order of {faction}", faction=name(play.state, view.faction))
    play.enter(GateSet(order.place, order.state, reason, view.faction))


def flow(position: Position, plan: GatePlan) -> int:
    """9.10 Return how many steps a crossing feeds: by its state and by who holds it."""
    state, here = state_of(position, plan.place), position.setting.board.places[plan.place].at
    if state is GateState.CLOSED:
        return 0
    pct = plan.aid_pct if state is GateState.AID else 100
    return plan.steps * pct * plan.by_holder.get(position.control[here], 100) // 10_000


def ration(play: Play) -> None:
    """9.10 After supply is traced: whom no crossing can feed in full is strained, the farthest first."""
    state = play.state
    plans = tuple(plan for plan in state.setting.politics.gates.values() if plan.steps)
    room: dict[PlaceId, int] = {}
    short: list[Unit] = []
    for plan in plans:
        room[plan.place], left_out = _served(state, plan)
        short += left_out
    for unit in short:
        other = _other_gate(state, plans, room, unit)
        if other:
            room[other] -= unit.steps
        else:
            play.enter(SupplyChecked(unit.faction, ((unit.id, SupplyState.STRAINED, 0),)))


def _served(state: State, plan: GatePlan) -> tuple[int, tuple[Unit, ...]]:
    """9.10 Return the room that a crossing has left, and those nearest to it whom it has no room for."""
    room, short = flow(state, plan), list[Unit]()
    for _, unit in sorted(_fed(state, plan), key=lambda one: (one[0], one[1].id)):
        if unit.steps <= room:
            room -= unit.steps
        else:
            short.append(unit)
    return room, tuple(short)


def _other_gate(
    state: State, plans: tuple[GatePlan, ...], room: Mapping[PlaceId, int], unit: Unit
) -> PlaceId | None:
    """9.10 Return a crossing with room left from which a unit is fed in full, or None."""
    full = state.setting.rules.supply.full
    for plan in plans:
        here = state.setting.board.places[plan.place].at
        able = unit.faction in plan.clients and unit.steps <= room[plan.place]
        if able and fed_from(state, unit.faction, here).get(unit.at, full + 1) <= full:
            return plan.place
    return None


def _fed(state: State, plan: GatePlan) -> Iterator[tuple[int, Unit]]:
    """9.10 Yield each unit that a crossing feeds in full, with its distance in truck points."""
    here = state.setting.board.places[plan.place].at
    for faction in plan.clients:
        if faction in state.setting.factions:
            supply = supply_map(state, faction)
            for unit in state.units_of(faction):
                known = unit.supply is SupplyState.FULL and unit.at in supply.costs
                if known and supply.path(unit.at)[0] == here:
                    yield supply.costs[unit.at], unit


def feeds(state: State, plan: GatePlan) -> bool:
    """9.10 Whether a crossing is a source of supply for any of its clients."""
    known = (state.setting.factions[one] for one in plan.clients if one in state.setting.factions)
    return any(plan.place in (*one.sources, *one.patron_sources) for one in known)


def men_withheld(state: State, faction: FactionId) -> int:
    """9.10 Return how many replacements a faction misses that a crossing feeds worse than others, while one
    lets only aid pass."""
    wary = (
        plan
        for plan in state.setting.politics.gates.values()
        if faction in plan.clients and plan.by_holder.get(faction, 100) < 100
    )
    aid = any(state_of(state, plan.place) is GateState.AID for plan in wary)
    return state.setting.rules.gates.aid_men if aid else 0


def starve(play: Play) -> None:
    """9.10 Each turn that a keeper has a lifeline closed does civilians harm."""
    harmed = set()
    for plan in play.state.setting.politics.gates.values():
        if state_of(play.state, plan.place) is GateState.CLOSED and feeds(play.state, plan):
            for keeper in plan.keepers:
                if keeper not in harmed:
                    here = play.state.setting.board.places[plan.place].at
                    play.enter(HarmDone(keeper, play.state.setting.rules.gates.harm, here))
                    harmed.add(keeper)


def candidates(view: View) -> Iterator[Order]:
    """9.10 Propose every state of the crossings that one keeps."""
    for plan in view.setting.politics.gates.values():
        if view.faction in plan.keepers:
            for state in GateState:
                yield od.SetGate(plan.place, state)


JUDGES = {od.SetGate: why_not_set}
HANDLERS = {od.SetGate: set_gate}
