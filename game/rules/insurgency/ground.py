"""Going to ground (15.4): small units of an insurgent live on as cells."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import CellsChanged, StepsLost
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.politics import Insurgency
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.play import Play
from game.rules.refusal import Refusal

HIDDEN = mark("gone to ground")


def insurgency_of(position: Position, faction: FactionId) -> Insurgency | None:
    """15.1 Return how a faction fights on without ground, or None where it does not."""
    return position.setting.politics.insurgencies.get(faction)


def cells_of(position: Position, faction: FactionId) -> int:
    """15.4 Return the strength of all of a faction's cells, as far as the position knows of them."""
    return sum(cell.strength for cell in position.cells.values() if cell.faction == faction)


def room_for(position: Position, plan: Insurgency) -> int:
    """15.4 Return by how much a faction's cells may still grow."""
    return max(0, plan.cells_max - cells_of(position, plan.faction))


def lives_here(position: Position, plan: Insurgency, here: Hex) -> bool:
    """15.4 Whether the ground of a hex hides a faction's cells."""
    return position.setting.board.terrain[here].id in plan.terrain


def may_hide(position: Position, unit: Unit) -> bool:
    """15.4 Whether a unit can go to ground where it stands."""
    return _why_not_hide(position, unit) is None


def _why_not_hide(position: Position, unit: Unit) -> Refusal | None:
    """15.4 A small unit of an insurgent, on ground that hides it, while there is room."""
    plan, figures = insurgency_of(position, unit.faction), position.setting.rules.insurgency
    if plan is None:
        return Refusal(say("{unit} has no people to hide among", unit=unit.name), "15.4")
    if unit.steps > figures.hide_steps:
        return Refusal(
            say("only {hide_steps} steps or fewer go to ground", hide_steps=figures.hide_steps), "15.4"
        )
    if not lives_here(position, plan, unit.at):
        terrain = position.setting.board.terrain[unit.at].name.lower()
        return Refusal(say("{terrain} hides no cells", terrain=terrain), "15.4")
    if not room_for(position, plan):
        return Refusal(
            say("there is room for {cells_max} cells and no more", cells_max=plan.cells_max), "15.4"
        )
    return None


def hide(play: Play, unit: Unit) -> None:
    """15.4 A unit goes to ground, so many of its steps to a cell."""
    state, plan = play.state, insurgency_of(play.state, unit.faction)
    assert plan is not None
    each = state.setting.rules.insurgency.steps_a_cell
    more = min((unit.steps + each - 1) // each, room_for(state, plan))
    had = state.cells.get(unit.at)
    strength = more + (had.strength if had and had.faction == unit.faction else 0)
    play.enter(StepsLost(unit, unit.steps, unit.at, HIDDEN))
    play.enter(CellsChanged(unit.faction, unit.at, strength, HIDDEN))


def _judge(position: Position, faction: FactionId, order: od.GoToGround) -> Refusal | None:
    unit = position.units[order.unit]
    if unit.attacked:
        return Refusal(say("{unit} has attacked this turn", unit=unit.name), "15.4")
    return _why_not_hide(position, unit)


def _handle(play: Play, view: View, order: od.GoToGround) -> None:
    hide(play, play.unit(order.unit))


def candidates(view: View) -> Iterator[Order]:
    """15.4 Yield each small unit on ground that hides it."""
    if insurgency_of(view, view.faction) is not None:
        for unit in view.units_of(view.faction):
            if may_hide(view, unit):
                yield od.GoToGround(unit.id)


JUDGES = {od.GoToGround: _judge}
HANDLERS = {od.GoToGround: _handle}
