"""What all planning players have in common: an impulse is an agenda, a generator of orders.

The agenda reads `mind.view`, which is the newest View whenever it goes on after an order, so it sees what
became of the order. It lives for one impulse; a player that wakes in the middle of one (a loaded game)
begins it anew, and what is done already is refused by the judge and skipped.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.desk import desk_orders
from game.model.kinds import FactionId, HqId, UnitId, ZoneId
from game.model.orders import EndImpulse, Order
from game.model.reasons import Reason
from game.model.state import View
from game.model.units import Unit
from game.rules.legal import why_illegal

MAX_ORDERS = 400
"""An impulse never holds more orders than this, whatever a plan says."""


class PlanningPlayer:
    """A player that draws up an agenda when its impulse begins and follows it to the end."""

    def __init__(self, faction: FactionId, seed: int) -> None:
        self.faction = faction
        self.seed = seed
        self.view: View
        self._now: tuple[int, int, int] | None = None
        self._agenda: Iterator[Order] = iter(())
        self._given = 0
        self.fronts: frozenset[HqId] | None = None
        """The HQs it leads, all of the faction's where this is None. Who leads some leaves the desk, the air
        and the depots to the person who leads the others."""
        self.casus: frozenset[ZoneId] = frozenset()
        """The de-escalation areas that it means to break this impulse; no other does it break."""
        self.reasons: list[Reason] = []
        """Why it did what it did, the oldest first."""

    def lead(self, hqs: frozenset[HqId] | None) -> None:
        """Lead these HQs alone from now on, all where this is None; what is to be done is planned anew."""
        self.fronts, self._now = hqs, None

    def leads(self, unit: Unit) -> bool:
        """Whether a unit is among those it gives orders to."""
        return unit.faction == self.faction and (self.fronts is None or unit.hq in self.fronts)

    def agenda(self) -> Iterator[Order]:
        """Yield the orders of one impulse; the end follows by itself."""
        raise NotImplementedError

    def choose(self, view: View) -> Order:
        """Return the next order of the agenda that is legal, or the end of the impulse."""
        self.view = view
        if self._now != now(view):
            self._now = now(view)
            self._agenda = self._begun()
            self._given = 0
        for order in self._agenda:
            if self._given >= MAX_ORDERS:
                break
            if self._may_give(order) and why_illegal(view, order) is None:
                self._given += 1
                return order
        return EndImpulse()

    def _begun(self) -> Iterator[Order]:
        """Return the agenda of an impulse or of a round of the talks."""
        if not self.view.talks:
            return self.agenda()
        return desk_orders(self) if self.fronts is None else iter(())

    def _may_give(self, order: Order) -> bool:
        """Whether an order is its to give: where it leads some fronts, only one to their units."""
        if self.fronts is None:
            return True
        units = [self.view.units[unit] for unit in named_in(order) if unit in self.view.units]
        return bool(units) and all(self.leads(unit) for unit in units)


def named_in(order: Order) -> tuple[UnitId, ...]:
    """Return the units that an order is to."""
    one: UnitId = getattr(order, "unit", "")
    many: tuple[UnitId, ...] = (*getattr(order, "units", ()), *getattr(order, "guns", ()))
    return (one, *many) if one else many


def now(view: View) -> tuple[int, int, int]:
    """Return which impulse a view is of; rounds of the talks count as impulses."""
    return view.turn, view.impulse, view.talks
