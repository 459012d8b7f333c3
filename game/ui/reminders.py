"""What a person may have forgotten before he ends his impulse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.model.kinds import Leave, SupplyState
from game.model.orders import Enforce, PlayCard
from game.model.state import View
from game.model.units import Unit
from game.rules.desk import actions, waiting
from game.rules.politics.abroad import leave_for, plans_of
from game.rules.politics.patrons import patrons_of
from game.rules.politics.ring import is_inside

NAMED = 4


def forgotten(view: View) -> list[str]:
    """Return a sentence for each thing that is left undone or is going wrong."""
    units = view.units_of(view.faction)
    points = view.command.get(view.faction, 0)
    idle = [unit for unit in units if unit.active and not unit.moved and not unit.attacked]
    hungry = [unit for unit in units if unit.supply is SupplyState.OUT]
    lines = []
    if points:
        lines.append(f"{_count(points, 'command point')} unspent; they do not carry over.")
    if idle:
        lines.append(f"{_count(len(idle), 'active unit')} idle: {_names(idle)}.")
    if hungry:
        lines.append(f"{_count(len(hungry), 'unit')} out of supply: {_names(hungry)}.")
    return [*lines, *_political(view)]


def _political(view: View) -> Iterator[str]:
    """Yield what is left undone on the desk."""
    open_ones = waiting(view)
    if open_ones:
        yield f"{_count(open_ones, 'question or offer')} unanswered: the first answer stands, offers lapse."
    ways = actions(view)
    strikes = [way.order for way in ways if isinstance(way.order, Enforce)]
    zones = view.setting.politics.zones
    inside = [one.unit for one in strikes if is_inside(zones[one.zone], view.units[one.unit])]
    if inside:
        names = _names([view.units[unit] for unit in dict.fromkeys(inside)])
        yield f"In your ring, not acted against: {names}."
    cards = dict.fromkeys(way.order.card for way in ways if isinstance(way.order, PlayCard))
    if cards:
        names = ", ".join(view.setting.politics.cards[card].name for card in cards)
        yield f"{_count(len(cards), 'card')} in hand: {names}."
    mine, most = view.desks.get(view.faction), view.setting.rules.patrons.most_favour
    if mine is not None and mine.favour >= most and patrons_of(view, view.faction):
        yield f"Political points are full at {most}: more are lost."
    late = _overdue(view)
    if late:
        yield f"{_count(len(late), 'unit')} abroad for longer than the leave allows: {_names(late)}."


def _overdue(view: View) -> list[Unit]:
    """Return the units whose stay abroad will displease patrons at the end of the turn."""
    found = []
    for plan in plans_of(view.setting, view.faction):
        if leave_for(view, view.faction, plan.country) is not Leave.OPEN:
            country = view.setting.board.country
            units = (unit for unit in view.units_of(view.faction) if country[unit.at] == plan.country)
            found += [unit for unit in units if unit.abroad + 1 > plan.turns]
    return found


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}s are" if number != 1 else f"1 {noun} is"


def _names(units: Sequence[Unit]) -> str:
    return ", ".join(unit.name for unit in units[:NAMED]) + (" …" if len(units) > NAMED else "")
