"""Showing the game so far again: recalling it in a thread, turn by turn, and then its films."""

from __future__ import annotations

from collections.abc import Callable

from game.model.kinds import FactionId
from game.model.tongue import t
from game.session import Session
from game.ui.cinema import Cinema
from game.ui.reels import Memory, Reel
from game.ui.window import Window


class Hindsight:
    """Remembers for one viewer at a time; whoever sits down next has his own memory."""

    def __init__(self, window: Window, session: Session, cinema: Cinema, say: Callable[[str], None]) -> None:
        self._window, self._session = window, session
        self._cinema, self._say = cinema, say
        self._memory: Memory | None = None
        self.busy = False

    def show(self, viewer: FactionId) -> None:
        """Show the game so far as a faction saw it, from its first turn on, once it is recalled."""
        if self.busy:
            return
        if self._memory is None or self._memory.faction != viewer:
            self.forget()
            self._memory = Memory(self._session.scenario, self._session.seed, viewer)
        memory, orders = self._memory, tuple(self._session.orders)
        self.busy = True
        self._say(t("Recalling the game so far …"))
        self._window.work(lambda: memory.recall(orders, self._passed), lambda done: self._play(memory, done))

    def _passed(self, turn: int) -> None:
        last = self._session.state.turn
        self._window.call(
            lambda: self._say(t("Recalling the game so far: turn {turn} of {last} …", turn=turn, last=last))
        )

    def _play(self, memory: Memory, done: object) -> None:
        """Play what was recalled, unless nobody waits for it any more."""
        self.busy = False
        if memory is not self._memory or done is not True:
            return
        reel = Reel(memory.chapters, self._session.tell)
        shown = bool(reel.turns) and self._cinema.play_reel(reel, reel.turns[0])
        self._say("" if shown else t("Nothing has been seen yet that could be shown."))

    def seat(self, viewer: FactionId) -> None:
        """Somebody sits down: what another faction saw is forgotten."""
        if self._memory is not None and self._memory.faction != viewer:
            self.forget()

    def forget(self) -> None:
        """Forget everything: another person sits down, or the game is left."""
        if self._memory is not None:
            self._memory.stop = True
        self._memory, self.busy = None, False
