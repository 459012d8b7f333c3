"""Showing films on the map: a person's own orders quickly, the others' moves as a replay to be steered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from game.hexgrid.coords import Hex
from game.model.events import Event
from game.model.kinds import FactionId
from game.model.state import View
from game.ui.animate import SPEEDS, Projector
from game.ui.reels import Reel
from game.ui.shots import Kind, Shot, film_of, of_others

OWN_FASTER = 2
"""How much faster a person's own orders are shown: he knows what he asked."""

Wish = Callable[[str, float], float]


class Stage(Protocol):
    """The map as a film needs it."""

    free: bool

    def show(self, hexes: Sequence[Hex], calm: bool = False) -> None:
        """Bring hexes into sight."""
        ...

    def tick(self, elapsed: int) -> bool:
        """Move on; whether the camera is still on its way."""
        ...

    def follow(self) -> None:
        """Follow what is shown again."""
        ...

    def release(self) -> None:
        """Follow no longer."""
        ...

    def leave(self) -> None:
        """Go back to where the map was before the film."""
        ...


class Cinema:
    """At most one film at a time. `changed` is called when one begins, ends or comes to another shot, and
    `began` with every shot that is shown; `wish` says what the user has set."""

    def __init__(
        self,
        tell: Callable[[Event], str | None],
        stage: Stage,
        changed: Callable[[], None],
        wish: Wish = lambda name, usual: usual,
        began: Callable[[Shot], None] = lambda shot: None,
    ) -> None:
        self._tell, self._stage, self._changed = tell, stage, changed
        self._wish, self._began = wish, began
        self.projector: Projector | None = None
        self.replaying = False
        self.reel: Reel | None = None
        """The films of other turns, while the game so far is shown."""
        self._speed = 0
        """The speed last chosen for replays, 0 before one was."""
        self._parted: dict[FactionId, View] = {}
        """What each faction knew when its person last ended its impulse."""
        self._seen: View | None = None

    @property
    def running(self) -> bool:
        """Whether a film moves just now."""
        return self.projector is not None and not self.projector.paused

    @property
    def calm(self) -> bool:
        """Whether nothing is to fly about."""
        return self._wish("reduced_motion", 0) != 0

    @property
    def free(self) -> bool:
        """Whether the camera was taken out of the film's hands."""
        return self._stage.free

    # Beginning

    def saw(self, view: View) -> None:
        """Keep what a person has before him, as the beginning of a film of what comes next."""
        self._seen = view

    def parted(self, view: View) -> None:
        """Keep what a faction knows at the end of its impulse, as the beginning of its next replay."""
        self._parted[view.faction] = view

    def show_own(self, view: View, events: Iterable[Event]) -> None:
        """Show what an own order did, unless films are turned off."""
        speed = round(self._wish("film_speed", 1))
        seen = self._seen if self._seen is not None and self._seen.faction == view.faction else None
        shots = film_of(view, events, self._tell, seen) if speed else ()
        if shots:
            self._play(Projector(shots, min(SPEEDS[-1], speed * OWN_FASTER)), False)

    def open_turn(self, view: View, mine: Collection[FactionId]) -> bool:
        """At the beginning of an impulse, show what the others did, unless the user wants none of it; the
        news of the first turn alone are no film: the briefing has just been read."""
        wanted = self._wish("show_replay", 1) and self._wish("film_speed", 1)
        shots = self._of_others(view, mine) if wanted else ()
        news = view.turn == 1 and all(shot.kind is Kind.CARD for shot in shots)
        return not news and self.play(shots)

    def replay(self, view: View, mine: Collection[FactionId]) -> bool:
        """Show what the others visibly did since the viewer's last impulse; False when that was nothing.

        `mine` are the factions of the person who looks: what he did himself he need not be shown.
        """
        return self.play(self._of_others(view, mine))

    def _of_others(self, view: View, mine: Collection[FactionId]) -> tuple[Shot, ...]:
        start = self._parted.get(view.faction)
        return film_of(view, of_others(view.log, mine), self._tell, start, cards=True)

    def play_reel(self, reel: Reel, turn: int) -> bool:
        """Show the game so far from a turn on; False when there is nothing to show."""
        self.end()
        shots = reel.from_turn(turn)
        self.reel = reel if shots else None
        return self.play(shots)

    def to_turn(self, turn: int, step: int = 1) -> bool:
        """Show another turn of the game so far, or the next with something to see."""
        shots = self.reel.from_turn(turn, step) if self.reel is not None else ()
        paused = self.projector is not None and self.projector.paused
        self.play(shots)
        if self.projector is not None:
            self.projector.paused = paused and bool(shots)
        return bool(shots)

    def play(self, shots: tuple[Shot, ...]) -> bool:
        """Show a film to be steered; False when there is nothing on it."""
        if shots:
            speed = self._speed or round(self._wish("film_speed", 1)) or 1
            self._play(Projector(shots, min(SPEEDS, key=lambda one: abs(one - speed))), True)
        return bool(shots)

    def _play(self, projector: Projector, steered: bool) -> None:
        self.projector, self.replaying = projector, steered
        self._begin_shot()

    def _begin_shot(self) -> None:
        """Bring the shot of a replay into sight, and let it be heard."""
        if self.projector is None:
            return
        shot = self.projector.shot
        if self.replaying:
            around = shot.path or (() if shot.at is None else (shot.at,))
            self._stage.show(around, self.calm)
        if not self.projector.paused:
            self._began(shot)
        self._changed()

    # Running

    def tick(self, elapsed: int) -> None:
        """Let a film run on; it waits for the camera."""
        shown = self.projector
        if shown is None or shown.paused or (self.replaying and self._stage.tick(elapsed)):
            return
        begun = shown.advance(elapsed)
        if shown.over:
            if self.reel is None or not self.to_turn(self.reel.turn + 1):
                self.end()
        elif begun:
            self._begin_shot()

    def end(self) -> None:
        """Stop showing; the map is then as it is."""
        if self.projector is None:
            return
        if self.replaying:
            self._stage.leave()
        self.projector, self.replaying, self.reel = None, False, None
        self._changed()

    def skip_own(self) -> bool:
        """Stop showing what a person did himself, for he goes on; False when nothing of that was shown."""
        shown = self.projector is not None and not self.replaying
        if shown:
            self.end()
        return shown

    @property
    def busy(self) -> bool:
        """Whether there is a film, moving or not."""
        return self.projector is not None

    def jump(self, index: int) -> None:
        """Go to a shot of the film."""
        if self.projector is not None:
            self.projector.jump(index)
            self._begin_shot()

    def steer(self, what: str) -> None:
        """Pause, step, change the speed, follow, or skip the rest."""
        shown = self.projector
        if shown is None:
            return
        if what == "skip":
            self.end()
        elif what in ("back", "forward"):
            self.jump(shown.index + (1 if what == "forward" else -1))
        elif what in ("last mark", "next mark"):
            self.jump(shown.next_mark(1 if what == "next mark" else -1))
        elif what in ("last turn", "next turn"):
            step = 1 if what == "next turn" else -1
            self.to_turn((self.reel.turn if self.reel else 0) + step, step)
        else:
            self._adjust(shown, what)
            self._changed()

    def _adjust(self, shown: Projector, what: str) -> None:
        if what == "pause":
            shown.paused = not shown.paused
        elif what == "follow":
            self._stage.follow()
            self._begin_shot()
        elif what == "let go":
            self._stage.release()
        elif what in ("speed", "slower"):
            step = 1 if what == "speed" else -1
            at = SPEEDS.index(shown.speed) if shown.speed in SPEEDS else 0
            shown.speed = self._speed = SPEEDS[(at + step) % len(SPEEDS)]
