"""A machine's decision, made in a thread so that the window never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from game.model.orders import Order
from game.model.state import View
from game.seating import Player


class Thought:
    """A decision under way; `done` is called from its thread when there is one, or the player failed."""

    def __init__(self, player: Player, view: View, done: Callable[[Thought], None]) -> None:
        self.cancelled = False
        self._decision: Order | Exception | None = None
        self._player, self._view, self._done = player, view, done
        self._thread = threading.Thread(target=self._think, name="thought", daemon=True)
        self._thread.start()

    def _think(self) -> None:
        try:
            self._decision = self._player.choose(self._view)
        except Exception as error:
            self._decision = error
        if not self.cancelled:
            self._done(self)

    def decision(self) -> Order:
        """Return the order, or raise what stopped the player."""
        if isinstance(self._decision, Exception):
            raise self._decision
        assert self._decision is not None
        return self._decision

    def cancel(self) -> None:
        """Let the thought run out unheard; a player with a `cancel` of its own is told to stop."""
        self.cancelled = True
        stop = getattr(self._player, "cancel", None)
        if callable(stop):
            stop()
