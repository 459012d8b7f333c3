"""What a person may have forgotten before he ends his impulse, and where to go for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from game.model.kinds import Leave, SupplyState, UnitId
from game.model.orders import Enforce, PlayCard
from game.model.state import View
from game.model.units import Unit
from game.rules.desk import actions, waiting
from game.rules.politics.abroad import leave_for, plans_of
from game.rules.politics.patrons import patrons_of
from game.rules.politics.ring import is_inside

NAMED = 4
KINDS = {
    "command": "unspent command points",
    "idle": "active units that did nothing",
    "supply": "units out of supply",
    "arrivals": "arrivals that could not come on",
    "offers": "questions and offers",
    "ring": "intruders in one's ring",
    "cards": "cards in hand",
    "favour": "political points that are full",
    "abroad": "units abroad for too long",
}
"""The kinds of reminders, each with what it is about."""


@dataclass(frozen=True)
class Reminder:
    """Something left undone: its kind, a sentence, and where to see to it: units, or a panel."""

    kind: str
    text: str
    units: tuple[UnitId, ...] = ()
    panel: str = ""


def forgotten(view: View) -> list[str]:
    """Return a sentence for each thing that is left undone or is going wrong."""
    return [one.text for one in reminders(view)]


def reminders(view: View) -> list[Reminder]:
    """Return what is left undone or is going wrong, of all kinds."""
    return [*_military(view), *_political(view)]


def _military(view: View) -> Iterator[Reminder]:
    """Yield what is left undone in the field."""
    units = view.units_of(view.faction)
    points = view.command.get(view.faction, 0)
    idle = [unit for unit in units if unit.active and not unit.moved and not unit.attacked]
    hungry = [unit for unit in units if unit.supply is SupplyState.OUT]
    due = [text for turn, _, text in view.schedule if turn <= view.turn]
    if points:
        text = f"{_count(points, 'command point')} unspent; they do not carry over."
        yield Reminder("command", text, _ids(unit for unit in units if not (unit.active or unit.done)))
    if idle:
        yield Reminder("idle", f"{_count(len(idle), 'active unit')} idle: {_names(idle)}.", _ids(idle))
    if hungry:
        text = f"{_count(len(hungry), 'unit')} out of supply: {_names(hungry)}."
        yield Reminder("supply", text, _ids(hungry))
    if due:
        yield Reminder(
            "arrivals", f"{_count(len(due), 'arrival')} waiting for a free way on: {'; '.join(due)}."
        )


def _political(view: View) -> Iterator[Reminder]:
    """Yield what is left undone on the desk."""
    open_ones = waiting(view)
    if open_ones:
        text = f"{_count(open_ones, 'question or offer')} unanswered: the first answer stands, offers lapse."
        yield Reminder("offers", text, (), "affairs")
    ways = actions(view)
    strikes = [way.order for way in ways if isinstance(way.order, Enforce)]
    zones = view.setting.politics.zones
    inside = [one.unit for one in strikes if is_inside(zones[one.zone], view.units[one.unit])]
    if inside:
        units = [view.units[unit] for unit in dict.fromkeys(inside)]
        yield Reminder("ring", f"In your ring, not acted against: {_names(units)}.", _ids(units), "affairs")
    cards = dict.fromkeys(way.order.card for way in ways if isinstance(way.order, PlayCard))
    if cards:
        names = ", ".join(view.setting.politics.cards[card].name for card in cards)
        yield Reminder("cards", f"{_count(len(cards), 'card')} in hand: {names}.", (), "affairs")
    yield from _patronage(view)


def _patronage(view: View) -> Iterator[Reminder]:
    """Yield what patrons give or hold against one."""
    mine, most = view.desks.get(view.faction), view.setting.rules.patrons.most_favour
    if mine is not None and mine.favour >= most and patrons_of(view, view.faction):
        yield Reminder("favour", f"Political points are full at {most}: more are lost.", (), "affairs")
    late = _overdue(view)
    if late:
        text = f"{_count(len(late), 'unit')} abroad for longer than the leave allows: {_names(late)}."
        yield Reminder("abroad", text, _ids(late))


def _ids(units: Iterable[Unit]) -> tuple[UnitId, ...]:
    return tuple(unit.id for unit in units)


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
