"""Yardsticks: a player that passes, and one that does anything legal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.ai.agenda import PlanningPlayer
from game.ai.stream import Stream
from game.model.kinds import FactionId
from game.model.orders import EndImpulse, Fly, Order
from game.model.state import View
from game.model.units import Unit
from game.rules.legal import why_illegal
from game.rules.listing import activations, attacks, faction_orders, moves, unit_orders
from game.rules.registry import candidates


class PassPlayer:
    """Ends every impulse at once."""

    def __init__(self, faction: FactionId, seed: int) -> None:
        self.faction = faction

    def choose(self, view: View) -> Order:
        """Return the end of the impulse."""
        return EndImpulse()


class RandomPlayer(PlanningPlayer):
    """Asks for something legal: first what kind of order, then which one, so that the thousand hexes that
    could be reconnoitred do not drown the few fights."""

    def agenda(self) -> Iterator[Order]:
        """Yield random legal orders, about as many as there are units."""
        stream = Stream("random", self.seed, self.faction, self.view.turn, self.view.impulse)
        for _ in range(4 + 2 * len(self.view.units_of(self.faction))):
            order = _anything(self.view, stream)
            if order is not None:
                yield order


Kind = Callable[[View, Stream], list[Order]]


def _anything(view: View, stream: Stream) -> Order | None:
    """Return a random legal order of a random kind, or None when the kind drawn has none."""
    options = stream.pick(_KINDS)(view, stream)
    for _ in range(min(6, len(options))):
        order = options.pop(stream.below(len(options)))
        if why_illegal(view, order) is None:
            return order
    return None


def _someone(view: View, stream: Stream) -> tuple[Unit, ...]:
    """One of the faction's units at random, none when all have gone to ground or are lost."""
    units = view.units_of(view.faction)
    return (stream.pick(units),) if units else ()


def _activation(view: View, stream: Stream) -> list[Order]:
    return list(activations(view, view.units_of(view.faction)))


def _move(view: View, stream: Stream) -> list[Order]:
    return [order for unit in _someone(view, stream) for order in moves(view, unit)]


def _attack(view: View, stream: Stream) -> list[Order]:
    return list(attacks(view, view.units_of(view.faction)))


def _unit(view: View, stream: Stream) -> list[Order]:
    return [order for unit in _someone(view, stream) for order in unit_orders(view, unit)]


def _ground(view: View, stream: Stream) -> list[Order]:
    return [order for order in faction_orders(view) if not isinstance(order, Fly)]


def _air(view: View, stream: Stream) -> list[Order]:
    return [order for order in faction_orders(view) if isinstance(order, Fly)]


def _politics(view: View, stream: Stream) -> list[Order]:
    return list(candidates(view))


_KINDS: tuple[Kind, ...] = (
    *(_activation,) * 2,
    *(_move,) * 8,
    *(_attack,) * 6,
    *(_unit,) * 3,
    _ground,
    _air,
    *(_politics,) * 3,
)
"""How often each kind is drawn."""
