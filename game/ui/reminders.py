"""What a person may have forgotten before he ends his impulse, and where to go for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from game.model.kinds import Leave, SupplyState, UnitId
from game.model.orders import Enforce, PlayCard
from game.model.state import View
from game.model.tongue import listed, mark, t, tell, tn
from game.model.units import Unit
from game.rules.desk import actions, waiting
from game.rules.politics.abroad import leave_for, plans_of
from game.rules.politics.patrons import patrons_of
from game.rules.politics.ring import is_inside

NAMED = 4
KINDS = {
    "command": mark("unspent command points"),
    "idle": mark("active units that did nothing"),
    "supply": mark("units out of supply"),
    "arrivals": mark("arrivals that could not come on"),
    "offers": mark("questions and offers"),
    "ring": mark("intruders in one's ring"),
    "cards": mark("cards in hand"),
    "favour": mark("political points that are full"),
    "abroad": mark("units abroad for too long"),
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
    if points:
        text = tn(
            "{count} command point is unspent; they do not carry over.",
            "{count} command points are unspent; they do not carry over.",
            points,
        )
        yield Reminder("command", text, _ids(unit for unit in units if not (unit.active or unit.done)))
    if idle:
        yield Reminder(
            "idle",
            tn(
                "{count} active unit is idle: {units}.",
                "{count} active units are idle: {units}.",
                len(idle),
                units=_names(idle),
            ),
            _ids(idle),
        )
    if hungry:
        text = tn(
            "{count} unit is out of supply: {units}.",
            "{count} units are out of supply: {units}.",
            len(hungry),
            units=_names(hungry),
        )
        yield Reminder("supply", text, _ids(hungry))
    yield from _awaited(view)


def _awaited(view: View) -> Iterator[Reminder]:
    """Yield whose arrival nobody has made room for."""
    due = [text for turn, _, text in view.schedule if turn <= view.turn]
    if due:
        yield Reminder(
            "arrivals",
            tn(
                "{count} arrival is waiting for a free way on: {arrivals}.",
                "{count} arrivals are waiting for a free way on: {arrivals}.",
                len(due),
                arrivals=t("; ").join(tell(one) for one in due),
            ),
        )


def _political(view: View) -> Iterator[Reminder]:
    """Yield what is left undone on the desk."""
    open_ones = waiting(view)
    if open_ones:
        text = tn(
            "{count} question or offer is unanswered: the first answer stands, offers lapse.",
            "{count} question or offers are unanswered: the first answer stands, offers lapse.",
            open_ones,
        )
        yield Reminder("offers", text, (), "affairs")
    ways = actions(view)
    strikes = [way.order for way in ways if isinstance(way.order, Enforce)]
    zones = view.setting.politics.zones
    inside = [one.unit for one in strikes if is_inside(zones[one.zone], view.units[one.unit])]
    if inside:
        units = [view.units[unit] for unit in dict.fromkeys(inside)]
        yield Reminder(
            "ring",
            t("In your ring, not acted against: {names}.", names=_names(units)),
            _ids(units),
            "affairs",
        )
    cards = dict.fromkeys(way.order.card for way in ways if isinstance(way.order, PlayCard))
    if cards:
        names = listed(view.setting.politics.cards[card].name for card in cards)
        yield Reminder(
            "cards",
            tn(
                "{count} card is in hand: {cards}.",
                "{count} cards are in hand: {cards}.",
                len(cards),
                cards=names,
            ),
            (),
            "affairs",
        )
    yield from _patronage(view)


def _patronage(view: View) -> Iterator[Reminder]:
    """Yield what patrons give or hold against one."""
    mine, most = view.desks.get(view.faction), view.setting.rules.patrons.most_favour
    if mine is not None and mine.favour >= most and patrons_of(view, view.faction):
        yield Reminder(
            "favour", t("Political points are full at {most}: more are lost.", most=most), (), "affairs"
        )
    late = _overdue(view)
    if late:
        text = tn(
            "{count} unit is abroad for longer than the leave allows: {units}.",
            "{count} units are abroad for longer than the leave allows: {units}.",
            len(late),
            units=_names(late),
        )
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


def _names(units: Sequence[Unit]) -> str:
    return listed(unit.name for unit in units[:NAMED]) + (" …" if len(units) > NAMED else "")
