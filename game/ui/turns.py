"""Whose turn it is at the window: machines think in threads, persons are handed the computer over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.model.events import Event
from game.model.kinds import FactionId
from game.session import Session, sane_order, witnessed
from game.ui.thought import Thought
from game.ui.window import Window

PULSE_MS = 400


@dataclass(frozen=True)
class Heard:
    """What the battle screen wants to know of: a hand-over to a person, his impulse, a machine's order, the
    end."""

    curtain: Callable[[tuple[FactionId, ...], Callable[[], None]], None]
    person: Callable[[FactionId], None]
    machine: Callable[[tuple[Event, ...]], None]
    waiting: Callable[[FactionId], None]
    ended: Callable[[], None]
    failed: Callable[[str], None]


class Turns:
    """Hands the game from one faction to the next until a person must decide."""

    def __init__(self, window: Window, session: Session, viewer: FactionId, heard: Heard) -> None:
        self._window = window
        self._session = session
        self._heard = heard
        self.viewer = viewer
        self.thought: Thought | None = None
        self._pulsing = False
        self.given = 0
        # With several persons nobody has sat down yet, so the first sees a curtain too.
        self.seated = session.person_of(viewer) if len(session.persons()) < 2 else ()

    def advance(self) -> None:
        """Go on with whoever is to move."""
        session, active = self._session, self._session.active
        if session.over or active is None:
            self._heard.ended()
        elif not session.is_human(active):
            self._think(active)
        elif session.person_of(active) == self.seated:
            self._seat(active)
        else:
            self._heard.curtain(session.person_of(active), lambda: self._seat(active))

    def _seat(self, faction: FactionId) -> None:
        """A person takes the seat of a faction."""
        self.seated = self._session.person_of(faction)
        self.viewer = faction
        self._heard.person(faction)

    def _think(self, faction: FactionId) -> None:
        player = self._session.player()
        assert player is not None
        self._heard.waiting(faction)
        self._pulse(faction)
        view = self._session.view(faction)
        self.thought = Thought(
            player, view, lambda thought: self._window.call(lambda: self._decided(thought))
        )

    def _pulse(self, faction: FactionId) -> None:
        """While a machine thinks, show every now and then that it still does."""
        if self._pulsing:
            return
        self._pulsing = True

        def beat() -> None:
            self._pulsing = False
            if self.thought is not None:
                self._heard.waiting(self._session.active or faction)
                self._pulse(faction)

        self._window.later(PULSE_MS, beat)

    def _decided(self, thought: Thought) -> None:
        """Carry out what a machine decided, unless nobody waits for it any more."""
        if thought is not self.thought or thought.cancelled:
            return
        self.thought = None
        order, note = sane_order(self._session, thought.decision)
        if note:
            self._heard.failed(note)
        self._session.submit(order)
        self.given += 1
        self._heard.machine(witnessed(self._session.last_events(), self.viewer))
        self.advance()

    def stop(self) -> None:
        """Forget what a machine is thinking about."""
        if self.thought is not None:
            self.thought.cancel()
            self.thought = None
