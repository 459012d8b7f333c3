"""A player who does a bit of everything, for tests that ask for many different positions.

It is eager rather than clever: it activates, closes in, attacks whatever it may, and now and then does
something else. The same seed plays the same game.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from game.model.events import Event
from game.model.orders import (
    Activate,
    Attack,
    Blow,
    EndImpulse,
    LayPontoon,
    Merge,
    Move,
    MoveDepot,
    Order,
    Recall,
)
from game.model.state import State, View
from game.rules import apply, legal_orders, view_of

RARE = Blow | LayPontoon | Merge | MoveDepot | Recall
"""Orders that seldom come up, and are given when they do."""


class Step(NamedTuple):
    """An order of a game, the states before and after it, and the events between."""

    before: State
    order: Order
    after: State
    events: tuple[Event, ...]


class Fuzz:
    """A player made of a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def choose(self, view: View) -> Order:
        """Return an order: attacks first, then a mixture."""
        orders = list(legal_orders(view))
        rare = [order for order in orders if isinstance(order, RARE)]
        if rare and self.random.random() < 0.15:
            return self.random.choice(rare)
        for kind, chance in ((Attack, 0.8), (Activate, 0.7), (Move, 0.6)):
            some = [order for order in orders if isinstance(order, kind)]
            if some and self.random.random() < chance:
                return self._best(view, some) if kind is Move else self.random.choice(some)
        if self.random.random() < 0.4:
            return EndImpulse()
        verbs = sorted({str(order).split()[0] for order in orders})
        verb = self.random.choice(verbs)
        return self.random.choice([order for order in orders if str(order).split()[0] == verb])

    def _best(self, view: View, moves: list[Order]) -> Order:
        """Return the move out of a few that ends nearest to somebody else."""
        grid, few = view.setting.board.grid, self.random.sample(moves, min(12, len(moves)))
        others = [unit.at for unit in view.units.values() if unit.faction != view.faction]
        others += [contact.at for contact in view.contacts]
        if not others:
            return few[0]
        few.sort(key=lambda move: (min(grid.distance(grid.hex_of(move.to), at) for at in others), str(move)))  # type: ignore[union-attr]
        return few[0]


def played(state: State, seed: int, orders: int) -> Iterator[Step]:
    """Yield the steps of a game between fuzzing players, at most so many."""
    player = Fuzz(seed)
    for _ in range(orders):
        if state.active is None:
            return
        order = player.choose(view_of(state, state.active))
        after, events = apply(state, order)
        yield Step(state, order, after, events)
        state = after
