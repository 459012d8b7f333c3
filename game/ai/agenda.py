"""What all planning players have in common: an impulse is an agenda, a generator of orders.

The agenda reads `mind.view`, which is the newest View whenever it goes on after an order, so it sees what
became of the order. It lives for one impulse; a player that wakes in the middle of one (a loaded game)
begins it anew, and what is done already is refused by the judge and skipped.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.desk import desk_orders
from game.model.kinds import FactionId
from game.model.orders import EndImpulse, Order
from game.model.state import View
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

    def agenda(self) -> Iterator[Order]:
        """Yield the orders of one impulse; the end follows by itself."""
        raise NotImplementedError

    def choose(self, view: View) -> Order:
        """Return the next order of the agenda that is legal, or the end of the impulse."""
        self.view = view
        if self._now != now(view):
            self._now = now(view)
            self._agenda = desk_orders(self) if view.talks else self.agenda()
            self._given = 0
        for order in self._agenda:
            if self._given >= MAX_ORDERS:
                break
            if why_illegal(view, order) is None:
                self._given += 1
                return order
        return EndImpulse()


def now(view: View) -> tuple[int, int, int]:
    """Return which impulse a view is of; rounds of the talks count as impulses."""
    return view.turn, view.impulse, view.talks
