"""Field works, mergers, depots, pontoons and demolitions (4.11, 7.3, 3.3, 2.5)."""

from __future__ import annotations

from dataclasses import replace

from game.hexgrid.coords import Hex
from game.hexgrid.paths import reach
from game.model.board import Crossing
from game.model.events import (
    Announced,
    AttackMarked,
    CommandSpent,
    CrossingChanged,
    DepotMoved,
    DugIn,
    Merged,
)
from game.model.kinds import NOBODY, CrossingKind, CrossingState, FactionId, SupplyState, Verb
from game.model.orders import Blow, LayPontoon, Merge, MoveDepot
from game.model.state import Position
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.command import why_not_spend
from game.rules.dice import roll_two
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.relations import allied, may
from game.rules.refusal import Refusal
from game.rules.stacking import over_limit
from game.rules.supply import live_sources, road_steps
from game.rules.zoc import uncontested


def why_not_dig(position: Position, unit: Unit) -> Refusal | None:
    """4.11 A unit in full supply that does nothing else this turn raises its field works by one."""
    limit = position.setting.board.terrain[unit.at].dig_in
    if unit.moved or unit.attacked or unit.done:
        return Refusal(say("{unit} has acted this turn", unit=unit.name), "1.2")
    if unit.supply is not SupplyState.FULL:
        return Refusal(
            say("{unit} is not in full supply", unit=unit.name),
            "4.11",
            "Bring a depot nearer, or open its road.",
        )
    if unit.dig_in >= limit:
        return Refusal(
            say("field works reach level {limit} in this ground, and these do", limit=limit), "4.11"
        )
    return None


def dig(play: Play, unit: Unit) -> None:
    """4.11 Raise a unit's field works by a level."""
    play.enter(DugIn(unit, unit.dig_in + 1))


def why_not_merge(position: Position, unit: Unit, into: Unit) -> Refusal | None:
    """3.3 Two worn units of one template in one hex may merge while both are unmoved."""
    if unit.id == into.id or unit.at != into.at or unit.type != into.type or unit.faction != into.faction:
        return Refusal("only two units of one type in one hex may merge", "3.3")
    if any(one.moved or one.attacked or one.done for one in (unit, into)):
        return Refusal("units merge before they act", "3.3")
    if unit.steps + into.steps > unit.type.steps:
        return Refusal(
            say("together they have more steps than the {steps} of one unit", steps=unit.type.steps), "3.3"
        )
    others = tuple(
        u for u in position.units_at(unit.at) if u.id != unit.id and allied(position, u.faction, unit.faction)
    )
    return over_limit(position, unit.at, others)


def merge(play: Play, order: Merge) -> None:
    """3.3 Join one unit to another."""
    play.enter(Merged(play.unit(order.unit), order.into))


def why_not_depot(position: Position, faction: FactionId, order: MoveDepot) -> Refusal | None:
    """7.3 A depot steps forward along a road once in two turns, for a point, never into hostile zones."""
    depot = position.depots.get(order.depot)
    if depot is None or depot.faction != faction:
        return Refusal("there is no such depot of yours", "7.3")
    figures = position.setting.rules
    if depot.moved and position.turn - depot.moved < figures.supply.depot_rest:
        return Refusal(
            say(
                "{depot} moved less than {depot_rest} turns ago",
                depot=depot.name,
                depot_rest=figures.supply.depot_rest,
            ),
            "7.3",
        )
    if position.setting.board.grid.hex_of(order.to) not in depot_reach(position, faction, depot.at):
        return Refusal(
            "a depot goes along friendly road, within its gap of what feeds it, out of hostile zones", "7.3"
        )
    return why_not_spend(position, faction, figures.command.depot_move)


@once_a_position
def depot_reach(position: Position, faction: FactionId, start: Hex) -> dict[Hex, int]:
    """7.3 Return the hexes a depot may step to and still be fed, with their cost in half truck points."""
    zones = uncontested(position, faction)
    gap, roads = position.setting.rules.supply.depot_gap, road_steps(position, faction)
    costs, _ = reach({start: 0}, roads, gap)
    others = {key: depot for key, depot in position.depots.items() if depot.at != start}
    live = live_sources(replace(position, depots=others), faction, roads)
    fed, _ = reach(dict.fromkeys(live, 0), roads, gap)
    taken = {depot.at for depot in position.depots.values()}
    return {
        here: cost
        for here, cost in costs.items()
        if here in fed
        and allied(position, faction, position.control[here])
        and here not in zones
        and here not in taken
    }


def move_depot(play: Play, faction: FactionId, order: MoveDepot) -> None:
    """7.3 Step a depot along the road; lorries that find an enemy there turn back."""
    state = play.state
    there = state.setting.board.grid.hex_of(order.to)
    play.enter(CommandSpent(faction, state.setting.rules.command.depot_move, mark("moving a depot")))
    if may(state, faction, Verb.STACK, state.control[there]) and state.control[there] != NOBODY:
        play.enter(Announced(say("The lorries meet the enemy near {to} and turn back", to=order.to), faction))
        there = state.depots[order.depot].at
    play.enter(DepotMoved(order.depot, faction, there))


def why_not_lay(position: Position, faction: FactionId, order: LayPontoon) -> Refusal | None:
    """2.5 A pontoon is laid at its site by an adjacent engineer, two at most, usable next turn."""
    crossing = position.setting.board.crossings.get(order.crossing)
    if crossing is None or crossing.kind is not CrossingKind.PONTOON:
        return Refusal("that is no pontoon site", "2.5")
    if position.crossings[crossing.id] is not CrossingState.DOWN:
        return Refusal("the pontoon is already there", "2.5")
    engineers = [
        unit
        for unit in position.units_of(faction)
        if "engineer" in unit.type.traits and unit.at in crossing.side and not unit.attacked
    ]
    if not engineers:
        return Refusal("an engineer that has not attacked must stand at the site", "2.5")
    laid = sum(
        1
        for other in position.setting.board.crossings.values()
        if other.kind is CrossingKind.PONTOON and position.crossings[other.id] is not CrossingState.DOWN
    )
    if laid >= position.setting.rules.demolition.max_pontoons:
        return Refusal("there are no more pontoons: all are laid", "2.5")
    return why_not_spend(position, faction, position.setting.rules.command.pontoon)


def lay_pontoon(play: Play, faction: FactionId, order: LayPontoon) -> None:
    """2.5 Begin a pontoon."""
    play.enter(CommandSpent(faction, play.state.setting.rules.command.pontoon, mark("a pontoon")))
    play.enter(CrossingChanged(order.crossing, CrossingState.LAYING, faction, mark("a pontoon is begun")))


def why_not_blow(position: Position, faction: FactionId, order: Blow) -> Refusal | None:
    """2.5 The holder of both ends may blow a bridge at which one of his units stands."""
    crossing = position.setting.board.crossings.get(order.crossing)
    if crossing is None or crossing.kind in (CrossingKind.FERRY, CrossingKind.DAM):
        return Refusal("that is no bridge", "2.5")
    if position.crossings[crossing.id] is not CrossingState.OPEN:
        return Refusal("the bridge is down already", "2.5")
    if not sappers_at(position, faction, crossing):
        return Refusal("an active unit that has not attacked must stand at the bridge", "2.5")
    if not all(allied(position, faction, position.control[end]) for end in crossing.side):
        return Refusal("only the holder of both ends may blow a bridge", "2.5")
    return None


def sappers_at(position: Position, faction: FactionId, crossing: Crossing) -> tuple[Unit, ...]:
    """2.5 Return the active units at a crossing that have not attacked."""
    return tuple(
        unit
        for unit in position.units_of(faction)
        if unit.at in crossing.side and unit.active and not unit.attacked
    )


def blow(play: Play, faction: FactionId, order: Blow) -> None:
    """2.5 A charge goes off on 7 or more; the unit that tries has used its attack."""
    state = play.state
    unit = sappers_at(state, faction, state.setting.board.crossings[order.crossing])[0]
    play.enter(AttackMarked((unit.id,), (), unit.at, None))
    if roll_two(state, "blow", order.crossing) >= state.setting.rules.demolition.blow_need:
        play.enter(CrossingChanged(order.crossing, CrossingState.DOWN, faction, mark("blown up")))
    else:
        play.enter(CrossingChanged(order.crossing, CrossingState.OPEN, faction, mark("the charges failed")))
