"""Mines and ambushes (15.3): one marker for both, hidden in a hex."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import BeltChanged, Halted, StepsLost
from game.model.kinds import FactionId, Standing, SupplyState, UnitId
from game.model.orders import Order
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.dice import roll
from game.rules.insurgency.ground import insurgency_of
from game.rules.play import Play
from game.rules.politics.relations import hostile
from game.rules.refusal import Refusal
from game.rules.zoc import FULL, zoc_against


def level_at(position: Position, faction: FactionId, here: Hex) -> int:
    """15.3 Return the level of a faction's own marker in a hex, as far as the position knows of it."""
    belt = position.belts.get(here)
    return belt.level if belt is not None and belt.faction == faction else 0


def why_no_belt(position: Position, faction: FactionId, here: Hex) -> Refusal | None:
    """15.3 A marker grows to its highest level, and a faction has only so many."""
    figures, level = position.setting.rules.insurgency, level_at(position, faction, here)
    if level >= figures.belt_level:
        return Refusal(
            say("hex {hex} is mined throughout", hex=position.setting.board.grid.label(here)), "15.3"
        )
    own = sum(belt.faction == faction for belt in position.belts.values())
    if not level and own >= figures.belts_max:
        return Refusal(
            say("{belts_max} hexes are mined and watched, and no more can be", belts_max=figures.belts_max),
            "15.3",
        )
    return None


def lay(play: Play, faction: FactionId, here: Hex, reason: str) -> None:
    """15.3 Lay a marker, or add a level to one."""
    play.enter(BeltChanged(faction, here, level_at(play.state, faction, here) + 1, reason))


def trap_on(play: Play, unit: Unit, path: tuple[Hex, ...]) -> int:
    """15.3 Return how far along a path a unit comes before a marker stops it: an index, 0 for none."""
    state = play.state
    for index, here in enumerate(path[1:], start=1):
        belt = state.belts.get(here)
        if belt is None or not hostile(state, belt.faction, unit.faction):
            continue
        set_to = Standing.AMBUSH in state.desks[belt.faction].standing
        where = f"{state.setting.board.grid.label(here)} {unit.id}"
        if set_to and roll(state, "belt", where) <= belt.level:
            return index
    return 0


def spring(play: Play, id: UnitId, here: Hex) -> None:
    """15.3 Mines and fire cost the one who came a step; the marker loses a level."""
    belt = play.state.belts[here]
    play.enter(BeltChanged(belt.faction, here, belt.level - 1, "sprung"))
    if id in play.state.units:
        unit = play.unit(id)
        play.enter(Halted(unit, unit.at, mark("ran into mines and an ambush")))
        play.enter(StepsLost(unit, 1, unit.at, mark("mines and ambush")))


def clear(play: Play) -> None:
    """15.3 Engineers who end a turn in a hex lift a level of what an enemy has laid there."""
    for here, belt in tuple(play.state.belts.items()):
        for unit in play.state.units_at(here):
            if "engineer" in unit.type.traits and hostile(play.state, unit.faction, belt.faction):
                play.enter(BeltChanged(belt.faction, here, belt.level - 1, mark("lifted by engineers")))
                break


def _judge(position: Position, faction: FactionId, order: od.LayBelt) -> Refusal | None:
    """15.3 A supplied unit that has done nothing else lays mines, clear of enemy zones."""
    unit = position.units[order.unit]
    if insurgency_of(position, faction) is None:
        return Refusal(say("{unit} knows nothing of that trade", unit=unit.name), "15.3")
    if unit.moved or unit.done or unit.attacked:
        return Refusal(say("{unit} has acted this turn", unit=unit.name), "15.3")
    if unit.supply is SupplyState.OUT:
        return Refusal(say("{unit} is out of supply", unit=unit.name), "15.3")
    if zoc_against(position, faction).get(unit.at, 0) >= FULL:
        return Refusal(say("{unit} stands in an enemy zone of control", unit=unit.name), "15.3")
    return why_no_belt(position, faction, unit.at)


def _handle(play: Play, view: View, order: od.LayBelt) -> None:
    unit = play.unit(order.unit)
    lay(play, unit.faction, unit.at, "laid")
    play.enter(Halted(play.unit(unit.id), unit.at, mark("lays mines and an ambush")))


def candidates(view: View) -> Iterator[Order]:
    """15.3 Yield each unit that has not acted."""
    if insurgency_of(view, view.faction) is not None:
        for unit in view.units_of(view.faction):
            if not (unit.moved or unit.done or unit.attacked):
                yield od.LayBelt(unit.id)


JUDGES = {od.LayBelt: _judge}
HANDLERS = {od.LayBelt: _handle}
