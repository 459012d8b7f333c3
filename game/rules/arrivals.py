"""Arrivals, withdrawals and replacements (11.1–11.4)."""

from __future__ import annotations

from dataclasses import replace

from game.hexgrid.coords import Hex
from game.model.events import ArrivalSettled, Arrived, Disrupted, PointsScored, Recalled, Replaced, Withdrawn
from game.model.kinds import FactionId, SupplyState, Verb
from game.model.scenario import Arrival, Placement, Scenario
from game.model.state import Position, State
from game.model.tongue import say
from game.model.units import Unit
from game.rules.command import from_turn
from game.rules.control import take
from game.rules.ground import NO_WAY, is_closed
from game.rules.play import Play
from game.rules.politics.attention import lateness
from game.rules.politics.gates import men_withheld
from game.rules.politics.oil import men_lost
from game.rules.politics.pockets import cut_off
from game.rules.politics.relations import allied, may, outside_its_countries
from game.rules.refusal import Refusal
from game.rules.stacking import over_stacked
from game.rules.supply import supply_map
from game.rules.zoc import FULL, zoc_against


def placed(scenario: Scenario, placement: Placement, at: Hex) -> Unit:
    """11.1 Return the counter of a placement, standing in a hex."""
    template = scenario.setting.rules.types[placement.type]
    return Unit(
        placement.unit,
        template,
        placement.faction,
        placement.hq,
        placement.name,
        placement.steps,
        at,
        placement.posture,
        placement.dig_in,
        start=at,
    )


def bring_on(play: Play) -> None:
    """11.1 Bring on every arrival that is due, in the order of the scenario."""
    for arrival in play.state.scenario.arrivals:
        turn = play.state.turn - lateness(play.state, arrival.units[0].faction)
        if play.state.late.get(arrival.id, 0) and play.state.late[arrival.id] <= turn:
            _bring(play, arrival)


def _bring(play: Play, arrival: Arrival) -> None:
    """11.1 Units that find no room come a turn later; after three turns they come at a source."""
    waited = play.state.turn - arrival.turn >= play.state.setting.rules.arrivals.patience
    missing = False
    for placement in arrival.units:
        if placement.unit in play.state.units or placement.unit in play.state.pool:
            continue
        unit = placed(play.state.scenario, placement, placement.at)
        here = entry_hex(play.state, unit, at_source=waited)
        if here is None:
            missing = True
        else:
            play.enter(Arrived(replace(unit, at=here, start=here), placement.known))
            take(play, unit.faction, (here,))
    faction = arrival.units[0].faction
    turn = play.state.turn + 1 if missing else 0
    play.enter(ArrivalSettled(arrival.id, faction, turn, arrival.text))


def entry_hex(state: State, unit: Unit, at_source: bool) -> Hex | None:
    """11.1 Return the entry hex, else the nearest friendly hex within three in supply, else a source."""
    if fits(state, unit, unit.at, supplied=False):
        return unit.at
    grid = state.setting.board.grid
    radius = state.setting.rules.arrivals.search_radius
    supplied = supply_map(state, unit.faction)
    near = [
        here
        for here in grid.within(unit.at, radius)
        if here in supplied.costs and fits(state, unit, here, supplied=True)
    ]
    if near:
        return min(near, key=lambda here: (grid.distance(unit.at, here), here))
    if at_source:
        return next((here for here in supplied.sources if fits(state, unit, here, supplied=True)), None)
    return None


def fits(state: State, unit: Unit, here: Hex, supplied: bool) -> bool:
    """11.1, 9.2 Whether a unit may be put into a hex: friendly ground where it may be, with room for it."""
    board = state.setting.board
    friendly = allied(state, unit.faction, state.control[here])
    at_home = friendly and outside_its_countries(state, unit.faction, here) is None
    ground = at_home if supplied else may(state, unit.faction, Verb.ENTER, state.control[here], here) is None
    cost = board.terrain[here].cost(unit.type.mobility)
    strangers = any(not allied(state, unit.faction, other.faction) for other in state.units_at(here))
    return (
        ground
        and not is_closed(state.setting, here)
        and cost is not None
        and cost < NO_WAY
        and not strangers
        and over_stacked(state, unit.faction, here, (unit,)) is None
    )


def withdraw(play: Play) -> None:
    """11.2 Units ordered away leave; out of supply each step lost on the way costs half a point."""
    for withdrawal in play.state.scenario.withdrawals:
        if withdrawal.turn != play.state.turn:
            continue
        for unit_id in withdrawal.units:
            unit = play.state.units.get(unit_id)
            if unit is not None:
                stranded = unit.supply is SupplyState.OUT
                half = play.state.setting.rules.arrivals.lost_step_vp
                play.enter(Withdrawn(unit, unit.steps * half if stranded else 0))


def why_not_recall(position: Position, faction: FactionId, arrival: Arrival | None) -> Refusal | None:
    """11.3 Return why an arrival may not be called early, or None."""
    if arrival is None or arrival.units[0].faction != faction or arrival.early_turn is None:
        return Refusal("there is no such force to recall", "11.3")
    if arrival.id in position.recalled:
        return Refusal(say("{text} has been recalled", text=arrival.text), "11.3")
    if not arrival.early_turn <= position.turn < arrival.turn - 1:
        return Refusal(
            say(
                "{text} may be recalled on turns {early_turn}–{turn}",
                text=arrival.text,
                early_turn=arrival.early_turn,
                turn=arrival.turn - 2,
            ),
            "11.3",
        )
    return None


def recall(play: Play, arrival: Arrival) -> None:
    """11.3 Call an arrival for the next turn, at its price."""
    faction = arrival.units[0].faction
    play.enter(Recalled(faction, arrival.id, play.state.turn + 1))
    play.enter(PointsScored(faction, -10 * arrival.early_vp, say("recall of {text}", text=arrival.text)))


def replenish(play: Play) -> None:
    """11.4 Replacements go to the most worn units first, one step each; then one destroyed unit is
    rebuilt."""
    for faction in play.state.setting.factions.values():
        due = from_turn(faction.replacements, play.state.turn) - men_lost(play.state, faction.id)
        due -= men_withheld(play.state, faction.id)
        reinforce(play, faction.id, max(0, due))


def reinforce(play: Play, faction: FactionId, left: int) -> None:
    """11.4 Give a faction so many steps of replacements."""
    for unit in worn(play.state, faction):
        grown = (replace(unit, steps=unit.steps + 1),)
        if left and over_stacked(play.state, faction, unit.at, grown) is None:
            play.enter(Replaced(unit, 1))
            left -= 1
    if left > 0:
        _rebuild(play, faction)


def worn(state: State, faction: FactionId) -> tuple[Unit, ...]:
    """11.4, 9.13 Return the units that may take replacements: worn, in full supply, out of hostile zones and
    not cut off."""
    zoc, cut = zoc_against(state, faction), cut_off(state, faction)
    able = [
        unit
        for unit in state.units_of(faction)
        if unit.steps < unit.type.steps and unit.supply is SupplyState.FULL and zoc.get(unit.at, 0) < FULL
    ]
    able = [unit for unit in able if unit.at not in cut]
    return tuple(sorted(able, key=lambda unit: (unit.steps * 100 // unit.type.steps, unit.id)))


def _rebuild(play: Play, faction: FactionId) -> None:
    """11.4 A destroyed unit returns after four turns with one step at a source."""
    state = play.state
    wait = state.setting.rules.arrivals.rebuild_after
    for loss in state.pool.values():
        if loss.unit.faction == faction and state.turn - loss.turn >= wait and loss.unit.type.move:
            unit = _reborn(loss.unit)
            sources = supply_map(state, faction).sources or _own_towns(state, faction)
            cut = cut_off(state, faction)
            room = (at for at in sources if at not in cut and fits(state, unit, at, supplied=True))
            here = next(room, None)
            if here is not None:
                play.enter(Arrived(replace(unit, at=here, start=here)))
            return


def _reborn(lost: Unit) -> Unit:
    """11.4 A rebuilt unit is new but for its name: it has neither acted nor fought."""
    return Unit(lost.id, lost.type, lost.faction, lost.hq, lost.name, 1, posture=lost.posture)


def _own_towns(state: State, faction: FactionId) -> tuple[Hex, ...]:
    """11.4 Remnants gather at the most valued assets that a faction still holds."""
    assets = sorted(state.setting.assets.values(), key=lambda asset: (-asset.value, asset.place))
    hexes = (state.setting.board.places[asset.place].at for asset in assets)
    return tuple(at for at in hexes if state.control[at] == faction)


def recover(play: Play) -> None:
    """4.10 Disruption clears after a supplied turn without fighting; called before flags are reset."""
    for unit in tuple(play.state.units.values()):
        if unit.disrupted and not unit.fought and unit.supply is not SupplyState.OUT:
            play.enter(Disrupted(unit, False))
