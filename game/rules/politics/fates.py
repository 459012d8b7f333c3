"""What becomes of a faction's foreign fighters (16.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.model import orders as od
from game.model.events import (
    ApprovalChanged,
    CellsChanged,
    CohesionChanged,
    FateSet,
    PointsScored,
    StepsLost,
    Withdrawn,
)
from game.model.kinds import FactionId, Fate
from game.model.orders import Order
from game.model.politics import Patron
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.dice import roll_two
from game.rules.insurgency.ground import insurgency_of, room_for
from game.rules.play import Play
from game.rules.politics.patrons import approval, patrons_of
from game.rules.politics.relations import name
from game.rules.refusal import Refusal

FOREIGN = "foreign"
HIDDEN = mark("gone to ground")


def foreigners(position: Position, faction: FactionId) -> tuple[Unit, ...]:
    """16.6 Return a faction's units of foreign fighters."""
    return tuple(unit for unit in position.units_of(faction) if FOREIGN in unit.type.traits)


def foreign_tenths(position: Position, faction: FactionId) -> int:
    """16.6 Return what foreign fighters cost their host in the score: so much a step that is left, unless
    they have become his own."""
    if position.affairs.fates.get(faction) is Fate.ABSORB:
        return 0
    steps = sum(unit.steps for unit in foreigners(position, faction))
    return steps * position.setting.rules.coalition.foreign_tenths


def way_out(position: Position, faction: FactionId) -> Patron | None:
    """16.6 Return the capital that can let foreigners leave: one that backs a fellow member of the host's
    coalition, else one that backs the host itself."""
    fellows = (
        member
        for coalition in position.setting.politics.coalitions.values()
        if faction in coalition.members
        for member in coalition.members
    )
    for one in (*fellows, faction):
        for patron in patrons_of(position, one):
            return patron
    return None


# --- deciding ----------------------------------------------------------------------------------------


def _fate(position: Position, faction: FactionId, order: od.SetFate) -> Refusal | None:
    """16.6 A fate is decided once, at the table or from the middle of the war on."""
    figures, clock = position.setting.rules.coalition, position.setting.clock
    if faction in position.affairs.fates:
        return Refusal("the fate of the foreign fighters is decided", "16.6")
    if not foreigners(position, faction):
        return Refusal(say("{faction} has no foreign fighters", faction=name(position, faction)), "16.6")
    if not position.talks and 100 * position.turn < figures.fate_pct * clock.turns:
        return Refusal(
            say("that is decided when {fate_pct} % of the turns are over", fate_pct=figures.fate_pct), "16.6"
        )
    return _why_no_exit(position, faction) if order.fate is Fate.EXIT else None


def _why_no_exit(position: Position, faction: FactionId) -> Refusal | None:
    """16.6 Foreigners leave through a country whose capital approves."""
    patron, need = way_out(position, faction), position.setting.rules.coalition.exit_approval
    if patron is None:
        return Refusal("no capital lets them through", "16.6")
    if approval(position, patron.id) < need:
        return Refusal(
            say("{patron} lets them through at an approval of {need}", patron=patron.name, need=need), "16.6"
        )
    return None


def _handle_fate(play: Play, view: View, order: od.SetFate) -> None:
    units = foreigners(play.state, view.faction)
    play.enter(FateSet(view.faction, order.fate))
    _FATES[order.fate](play, view.faction, units)


def _expel(play: Play, faction: FactionId, units: tuple[Unit, ...]) -> None:
    """16.6 Expelling them is a break: it costs cohesion, and on a high throw they are destroyed,
    each unit at the price of a step of the host's largest; else they stay, and still cost."""
    _cost_cohesion(play, faction, 1, mark("the foreign fighters are to be expelled"))
    if roll_two(play.state, "expel", faction) < play.state.setting.rules.coalition.expel_need:
        return
    for unit in units:
        play.enter(StepsLost(unit, unit.steps, unit.at, "expelled"))
        own = [one for one in play.state.units_of(faction) if one not in units]
        if own:
            largest = min(own, key=lambda one: (-one.steps, one.id))
            play.enter(StepsLost(largest, 1, largest.at, mark("expelling foreign fighters")))


def _exit(play: Play, faction: FactionId, units: tuple[Unit, ...]) -> None:
    """16.6 They leave, and the capital that lets them through thinks less of its clients."""
    patron = way_out(play.state, faction)
    assert patron is not None
    play.enter(*(Withdrawn(unit, 0) for unit in units))
    cost = play.state.setting.rules.coalition.exit_cost
    play.enter(ApprovalChanged(patron.id, -cost, mark("foreign fighters let through")))


def _sleep(play: Play, faction: FactionId, units: tuple[Unit, ...]) -> None:
    """16.6 They go to ground: cells where the host is known to have any, and a share of what they cost."""
    figures = play.state.setting.rules.coalition
    steps = sum(unit.steps for unit in units)
    for unit in units:
        play.enter(StepsLost(unit, unit.steps, unit.at, HIDDEN))
        plan, cell = insurgency_of(play.state, faction), play.state.cells.get(unit.at)
        more = min((unit.steps + 1) // 2, room_for(play.state, plan)) if plan else 0
        if more and (cell is None or cell.faction == faction):
            play.enter(CellsChanged(faction, unit.at, more + (cell.strength if cell else 0), HIDDEN))
    cost = (steps * figures.foreign_tenths * figures.dormant_pct + 50) // 100
    play.enter(PointsScored(faction, -cost, mark("foreign fighters gone to ground")))


def _absorb(play: Play, faction: FactionId, units: tuple[Unit, ...]) -> None:
    """16.6 They become the host's own men; his partners like it little."""
    each, steps = play.state.setting.rules.coalition.absorb_steps, sum(unit.steps for unit in units)
    _cost_cohesion(play, faction, steps // each, mark("foreign fighters absorbed"))


def _cost_cohesion(play: Play, faction: FactionId, by: int, reason: str) -> None:
    """16.6 Let the host's coalitions fall apart by so much."""
    for coalition in play.state.setting.politics.coalitions.values():
        if by and faction in coalition.members:
            play.enter(CohesionChanged(coalition.id, -by, reason))


_FATES: dict[Fate, Callable[[Play, FactionId, tuple[Unit, ...]], None]] = {
    Fate.EXPEL: _expel,
    Fate.EXIT: _exit,
    Fate.DORMANT: _sleep,
    Fate.ABSORB: _absorb,
}
"""What each fate brings."""


def candidates(view: View) -> Iterator[Order]:
    """Yield the fates that a faction may choose from."""
    if view.faction not in view.affairs.fates and foreigners(view, view.faction):
        yield from (od.SetFate(fate) for fate in Fate)


JUDGES = {od.SetFate: _fate}
HANDLERS = {od.SetFate: _handle_fate}
