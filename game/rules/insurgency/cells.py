"""Cells (15.5) and how they are found (15.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.affairs import Cell
from game.model.events import (
    Announced,
    Arrived,
    AttackMarked,
    BeltChanged,
    CellsChanged,
    Interdicted,
)
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.state import Position, State, View
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.control import take
from game.rules.dice import roll_two
from game.rules.ground import is_closed
from game.rules.insurgency.belts import lay, why_no_belt
from game.rules.insurgency.remnants import reborn
from game.rules.play import Play
from game.rules.politics.relations import hostile
from game.rules.refusal import Refusal
from game.rules.stacking import over_stacked


def stir(play: Play) -> None:
    """15.5 From the second turn on each cell may do something before supply is traced: two dice, less for
    full battalions near it, more where a road near it is cut. A faction's cells cut one road a turn."""
    cut: list[FactionId] = []
    for here, cell in tuple(play.state.cells.items()):
        if play.state.turn > 1:
            _act(play, here, cell, _throw(play.state, here, cell), cut)


def _throw(state: State, here: Hex, cell: Cell) -> int:
    """15.5 Return a cell's throw of two dice with what helps and hinders it."""
    figures, grid = state.setting.rules.insurgency, state.setting.board.grid
    near = set(grid.within(here, figures.cell_watch))
    watching = sum(
        _full(unit) for unit in state.units.values() if unit.at in near and _foe(state, unit, cell)
    )
    cut = sum(by == cell.faction for at, by in state.interdicted.items() if at in near)
    watched = figures.cell_watched * watching + figures.cell_near_cut * cut
    return roll_two(state, "cell", here) + watched


def _foe(state: State, unit: Unit, cell: Cell) -> bool:
    return hostile(state, unit.faction, cell.faction)


def _full(unit: Unit) -> bool:
    return unit.type.size != "company" and unit.steps == unit.type.steps


def _act(play: Play, here: Hex, cell: Cell, total: int, cut: list[FactionId]) -> None:
    """15.5 Do what the throw says; a cell that cannot does the next smaller thing."""
    figures = play.state.setting.rules.insurgency
    if total >= figures.cell_rise and _rise(play, here, cell):
        return
    if total >= figures.cell_cut and cell.faction not in cut and _cut(play, here, cell.faction):
        cut.append(cell.faction)
    elif total >= figures.cell_marker and why_no_belt(play.state, cell.faction, here) is None:
        lay(play, cell.faction, here, mark("laid by a cell"))


def _cut(play: Play, here: Hex, faction: FactionId) -> bool:
    """15.5 Cut the nearest road hex of an enemy's that nobody guards; whether there is one."""
    state, board = play.state, play.state.setting.board
    reach = state.setting.rules.insurgency.cell_road
    found = [
        (board.grid.distance(here, at), at)
        for at in board.grid.within(here, reach)
        if at in board.road_hexes
        and at not in state.interdicted
        and hostile(state, faction, state.control[at])
        and not state.units_at(at)
    ]
    if not found:
        return False
    at = min(found)[1]
    who = state.setting.factions[faction].short
    play.enter(
        Interdicted(faction, at),
        Announced(say("Raiders of {who} cut the road at {place}", who=who, place=board.name_of(at))),
    )
    return True


def _rise(play: Play, here: Hex, cell: Cell) -> bool:
    """15.5 Form a group of one step from a unit that was destroyed; whether there is one and room for it."""
    state = play.state
    lost = [loss.unit for loss in state.pool.values() if loss.unit.faction == cell.faction]
    able = sorted(
        (unit for unit in lost if unit.type.move and _stands(state, unit, here)),
        key=lambda unit: ("mobile" not in unit.type.traits, unit.id),
    )
    if not able:
        return False
    unit = replace(reborn(able[0], 1), at=here, start=here)
    play.enter(CellsChanged(cell.faction, here, cell.strength - 1, "risen"), Arrived(unit))
    take(play, unit.faction, (here,))
    return True


def _stands(state: State, unit: Unit, here: Hex) -> bool:
    """15.5 Whether a group may come into being in a hex."""
    board = state.setting.board
    country = board.country[here] in state.setting.factions[unit.faction].countries
    free = all(other.faction == unit.faction for other in state.units_at(here))
    passable = board.terrain[here].cost(unit.type.mobility) is not None and not is_closed(state.setting, here)
    owner = state.control[here]
    ground = here not in state.setting.city_at and (
        owner in ("", unit.faction) or hostile(state, unit.faction, owner)
    )
    one = replace(unit, steps=1, at=here)
    return (
        country and free and passable and ground and over_stacked(state, unit.faction, here, (one,)) is None
    )


# --- sweeping ----------------------------------------------------------------------------------------


def _found(position: Position, faction: FactionId, here: Hex) -> bool:
    """15.6 Whether an enemy's cell or marker is noticed in a hex."""
    cell, belt = position.cells.get(here), position.belts.get(here)
    return any(one is not None and hostile(position, faction, one.faction) for one in (cell, belt))


def _judge(position: Position, faction: FactionId, order: od.Sweep) -> Refusal | None:
    """15.6 An active unit may sweep its hex, with steps enough in it, instead of attacking."""
    unit, figures = position.units[order.unit], position.setting.rules.insurgency
    if not unit.active or unit.attacked or unit.marched:
        return Refusal(say("{unit} must be active and not have attacked or marched", unit=unit.name), "15.6")
    if sum(other.steps for other in _sweepers(position, unit)) < figures.sweep_steps:
        return Refusal(
            say("it takes {sweep_steps} steps to sweep a hex", sweep_steps=figures.sweep_steps), "15.6"
        )
    if unit.at in position.attacked:
        return Refusal("this hex has been swept or attacked this impulse", "15.6")
    if not _found(position, faction, unit.at):
        return Refusal("nothing is noticed here to sweep for", "15.6")
    return None


def _sweepers(position: Position, unit: Unit) -> tuple[Unit, ...]:
    return tuple(other for other in position.units_at(unit.at) if other.faction == unit.faction)


def _handle(play: Play, view: View, order: od.Sweep) -> None:
    """15.6 Two dice, more with reconnaissance: on a high throw a cell weakens, else mines are lifted."""
    unit, figures = play.unit(order.unit), play.state.setting.rules.insurgency
    here = unit.at
    recon = any("recon" in other.type.traits for other in _sweepers(play.state, unit))
    play.enter(AttackMarked((unit.id,), (), here, None))
    thrown = roll_two(play.state, "sweep", unit.id) + figures.sweep_recon * recon
    name = play.state.setting.board.name_of(here)
    if thrown < figures.sweep_need:
        play.enter(
            Announced(say("{unit} sweeps {name} and finds nobody", unit=unit.name, name=name), unit.faction)
        )
        return
    _lift(play, unit.faction, here)
    play.enter(
        Announced(
            say("{unit} sweeps {name} and finds what was hidden", unit=unit.name, name=name), unit.faction
        )
    )


def _lift(play: Play, faction: FactionId, here: Hex) -> None:
    cell, belt = play.state.cells.get(here), play.state.belts.get(here)
    if cell is not None and hostile(play.state, faction, cell.faction):
        play.enter(CellsChanged(cell.faction, here, cell.strength - 1, "found"))
    elif belt is not None and hostile(play.state, faction, belt.faction):
        play.enter(BeltChanged(belt.faction, here, belt.level - 1, "lifted"))


def candidates(view: View) -> Iterator[Order]:
    """15.6 Yield each unit that stands where something is noticed."""
    for here in (*view.cells, *(here for here in view.belts if here not in view.cells)):
        if _found(view, view.faction, here):
            for unit in view.units_at(here):
                if unit.faction == view.faction:
                    yield od.Sweep(unit.id)


JUDGES = {od.Sweep: _judge}
HANDLERS = {od.Sweep: _handle}
