"""Air missions and artillery alone (6.1–6.5, 7.4)."""

from __future__ import annotations

from collections.abc import Callable

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.events import (
    AirSpent,
    CrossingChanged,
    DepotMoved,
    DumpChanged,
    Interdicted,
    MissionFlown,
    Shelled,
    StepsLost,
)
from game.model.kinds import AirMission, CrossingKind, CrossingState, FactionId
from game.model.orders import Barrage, Fly
from game.model.scenario import PocketPlan
from game.model.state import Position
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.combat import air_owner, defenders_at
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.keeping import fire_inside
from game.rules.politics.overflight import shot_down
from game.rules.politics.relations import hostile
from game.rules.refusal import Refusal


def why_not_fly(position: Position, faction: FactionId, order: Fly) -> Refusal | None:
    """6.2 Return why a mission may not be flown, or None."""
    at = position.setting.board.grid.hex_of(order.target)
    if order.mission is AirMission.DROP:
        return _why_not_drop(position, faction, at)
    owner = air_owner(position, faction)
    if position.air.get(owner, 0) < 1:
        return Refusal("no air point is left this turn", "6.1", "Air points return with the next turn.")
    if order.mission is AirMission.INTERDICT and at not in position.setting.board.road_hexes:
        return Refusal(say("there is no road to interdict in hex {target}", target=order.target), "6.2")
    if order.mission is AirMission.INTERDICT and at in position.interdicted:
        return Refusal(say("hex {target} is already interdicted", target=order.target), "6.2")
    if order.mission is AirMission.STRIKE and not strike_targets(position, owner, at):
        return Refusal(say("no bridge or hostile depot is known in hex {target}", target=order.target), "6.2")
    return None


def _why_not_drop(position: Position, faction: FactionId, at: Hex) -> Refusal | None:
    """7.4 Supply is dropped on a pocket of one's own, one transport point at a time."""
    if pocket_at(position, faction, at) is None:
        return Refusal("supply is dropped on a besieged pocket of one's own", "7.4")
    if position.transport.get(faction, 0) < 1:
        return Refusal("no transport point is left this turn", "7.4", "They return with the next turn.")
    return None


def pocket_at(position: Position, faction: FactionId, at: Hex) -> PocketPlan | None:
    """7.4 Return the pocket of a faction that lies in a hex, or None."""
    for pocket in position.setting.pockets.values():
        if pocket.faction == faction and position.setting.board.places[pocket.place].at == at:
            return pocket
    return None


def strike_targets(position: Position, faction: FactionId, at: Hex) -> tuple[str, ...]:
    """6.2 Return the ids of known hostile depots in a hex and of open bridges on its sides."""
    depots = [
        depot.id
        for depot in position.depots.values()
        if depot.at == at and hostile(position, faction, depot.faction)
    ]
    bridges = [
        crossing.id
        for crossing in position.setting.board.crossings.values()
        if at in crossing.side
        and crossing.kind in (CrossingKind.BRIDGE, CrossingKind.PONTOON)
        and position.crossings[crossing.id] is CrossingState.OPEN
        and not all(position.control[end] == faction for end in crossing.side)
    ]
    return (*depots, *bridges)


def fly(play: Play, faction: FactionId, order: Fly) -> None:
    """6.2 Fly a mission of its own; an ally's aircraft strike and interdict only the ally's enemies (6.1)."""
    at = play.state.setting.board.grid.hex_of(order.target)
    owner = air_owner(play.state, faction)
    if order.mission is not AirMission.DROP:
        play.enter(AirSpent(owner, 1))
        lost = shot_down(play, owner, at, manned=order.mission is not AirMission.RECON)
        if lost:
            play.enter(MissionFlown(faction, order.mission, at, lost, False))
            return
    strikes = order.mission in (AirMission.INTERDICT, AirMission.STRIKE)
    _MISSIONS[order.mission](play, owner if strikes else faction, at)


def _recon(play: Play, faction: FactionId, at: Hex) -> None:
    play.enter(MissionFlown(faction, AirMission.RECON, at, 0, True))


def _interdict(play: Play, faction: FactionId, at: Hex) -> None:
    play.enter(Interdicted(faction, at), MissionFlown(faction, AirMission.INTERDICT, at, 0, True))


def _strike(play: Play, faction: FactionId, at: Hex) -> None:
    """6.2 A strike on a depot or bridge succeeds on 10 or more."""
    state = play.state
    n = state.air.get(faction, 0)
    thrown = roll_two(state, "strike", at, n)
    hit = thrown >= state.setting.rules.air.strike_need
    play.enter(MissionFlown(faction, AirMission.STRIKE, at, thrown, hit))
    if hit:
        target = strike_targets(state, faction, at)[0]
        if target in state.depots:
            play.enter(DepotMoved(target, state.depots[target].faction, OFF_MAP))
        else:
            play.enter(CrossingChanged(target, CrossingState.DOWN, faction, mark("struck from the air")))


def _drop(play: Play, faction: FactionId, at: Hex) -> None:
    """7.4 An air-drop brings nothing on 4 or less, half a turn on 5–6, a turn on 7 or more."""
    state, figures = play.state, play.state.setting.rules.air
    pocket = pocket_at(state, faction, at)
    assert pocket is not None
    thrown = roll_two(state, "drop", pocket.place, state.transport[faction])
    halves = 2 if thrown >= figures.drop_full else 1 if thrown >= figures.drop_half else 0
    play.enter(AirSpent(faction, 1, transport=True))
    play.enter(MissionFlown(faction, AirMission.DROP, at, thrown, halves > 0))
    if halves:
        play.enter(DumpChanged(pocket.place, faction, state.dumps[pocket.place] + halves, "air-drop"))


_MISSIONS: dict[AirMission, Callable[[Play, FactionId, Hex], None]] = {
    AirMission.RECON: _recon,
    AirMission.INTERDICT: _interdict,
    AirMission.STRIKE: _strike,
    AirMission.DROP: _drop,
}


def ambush_from_the_air(play: Play, unit: Unit, path: tuple[Hex, ...]) -> None:
    """6.2 A unit that enters an interdicted hex loses a step on 9 or more, once a move."""
    for here in path[1:]:
        by = play.state.interdicted.get(here)
        if by is not None and hostile(play.state, by, unit.faction):
            thrown = roll_two(play.state, "interdiction", unit.id)
            if thrown >= play.state.setting.rules.air.interdict_need:
                raided = by in play.state.setting.politics.insurgencies
                cause = mark("raiders") if raided else mark("air attack")
                play.enter(StepsLost(play.unit(unit.id), 1, here, cause))
            return


def why_not_barrage(position: Position, unit: Unit, order: Barrage) -> Refusal | None:
    """6.5 Return why a battery may not shell a hex, or None."""
    board = position.setting.board
    at = board.grid.hex_of(order.target)
    if unit.type.range == 0:
        return Refusal(say("{unit} is not artillery", unit=unit.name), "6.5")
    if unit.attacked or unit.done or not unit.active:
        return Refusal(
            say("{unit} must be active and not have fired", unit=unit.name),
            "6.5",
            "Activate its group first.",
        )
    if board.grid.distance(unit.at, at) > unit.type.range:
        return Refusal(
            say("hex {target} is out of its range of {range}", target=order.target, range=unit.type.range),
            "6.5",
        )
    if not defenders_at(position, unit.faction, at):
        return Refusal(
            say("no enemy is identified in hex {target}", target=order.target),
            "6.5",
            "Reconnaissance may identify him.",
        )
    return None


def barrage(play: Play, order: Barrage) -> None:
    """6.5 2d6 + barrage: 12 costs the target a step, 14 two; halved in towns and cities."""
    state, figures = play.state, play.state.setting.rules.artillery
    unit, at = state.units[order.unit], state.setting.board.grid.hex_of(order.target)
    force = unit.type.barrage // 2 if state.setting.board.terrain[at].built_up else unit.type.barrage
    thrown = roll_two(state, "barrage", unit.id)
    total = thrown + force
    steps = 2 if total >= figures.two_steps else 1 if total >= figures.one_step else 0
    play.enter(Shelled(unit, at, thrown, steps))
    fire_inside(play, unit.faction, tuple(foe.faction for foe in defenders_at(state, unit.faction, at)), at)
    for _ in range(steps):
        targets = defenders_at(play.state, unit.faction, at)
        if targets:
            largest = min(targets, key=lambda other: (-other.steps, other.id))
            play.enter(StepsLost(largest, 1, at, "barrage"))
