"""Showing films on the map: a person's own orders quickly, the others' moves as a replay to be steered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from game.hexgrid.coords import Hex
from game.model.events import Event
from game.model.kinds import FactionId
from game.model.state import View
from game.ui.animate import SPEEDS, Projector, film_of, of_others

OWN_SPEED = 4
"""Speed at which a person's own orders are shown: fast, for he knows what he asked."""


class Stage(Protocol):
    """The map as a film needs it."""

    def show(self, here: Hex) -> None:
        """Bring a hex into sight."""
        ...

    def leave(self) -> None:
        """Go back to where the map was before the film."""
        ...


class Cinema:
    """At most one film at a time. `changed` is called when one begins, ends or comes to another shot."""

    def __init__(
        self,
        tell: Callable[[Event], str | None],
        stage: Stage,
        changed: Callable[[], None],
    ) -> None:
        self._tell, self._stage, self._changed = tell, stage, changed
        self.projector: Projector | None = None
        self.replaying = False
        self._speed = SPEEDS[0]

    @property
    def running(self) -> bool:
        """Whether a film moves just now."""
        return self.projector is not None and not self.projector.paused

    def show_own(self, view: View, events: Iterable[Event]) -> None:
        """Show what an own order did."""
        shots = film_of(view, events, self._tell)
        if shots:
            self.projector, self.replaying = Projector(shots, OWN_SPEED), False

    def replay(self, view: View, mine: Collection[FactionId]) -> bool:
        """Show what the others visibly did since the viewer's last impulse; False when that was nothing.

        `mine` are the factions of the person who looks: what he did himself he need not be shown.
        """
        shots = film_of(view, of_others(view.log, mine), self._tell)
        if shots:
            self.projector, self.replaying = Projector(shots, self._speed), True
            self._follow()
        return bool(shots)

    def _follow(self) -> None:
        """Bring the shot of a replay into sight."""
        if self.projector is not None and self.replaying:
            shot = self.projector.shot
            here = shot.path[-1] if shot.path else shot.at
            if here is not None:
                self._stage.show(here)
        self._changed()

    def tick(self, elapsed: int) -> None:
        """Let a film run on."""
        shown = self.projector
        if shown is None or shown.paused:
            return
        if shown.advance(elapsed) and not shown.over:
            self._follow()
        if shown.over:
            self.end()

    def end(self) -> None:
        """Stop showing; the map is then as it is."""
        if self.projector is None:
            return
        if self.replaying:
            self._stage.leave()
        self.projector, self.replaying = None, False
        self._changed()

    def steer(self, what: str) -> None:
        """Pause, step, change the speed, or skip the rest."""
        shown = self.projector
        if shown is None:
            return
        if what == "skip":
            self.end()
            return
        if what == "pause":
            shown.paused = not shown.paused
        elif what in ("back", "forward"):
            shown.jump(shown.index + (1 if what == "forward" else -1))
        elif what == "speed":
            shown.speed = self._speed = SPEEDS[(SPEEDS.index(shown.speed) + 1) % len(SPEEDS)]
        self._follow()
