"""Whose turn it is at the window: machines think in threads, persons are handed the computer over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.model.events import Event
from game.model.kinds import FactionId
from game.model.orders import EndImpulse, Order
from game.model.state import View
from game.seating import Leader, Player
from game.session import Outcome, Session, sane_order, staff_order, witnessed
from game.ui.thought import Thought, hold_collector, release_collector
from game.ui.watch import Pace
from game.ui.window import Window

PULSE_MS = 100
PATIENCE_MS = 2000
"""How long a player that was told to stop may take over the order it is at."""

CEILING_PULSES = 80
"""How long one may think in an impulse before it is told to play what it has, if it can."""

Said = tuple[Order | None, str]
"""An order, or None where there is none to give any more, and a note."""

Decided = tuple[Outcome | None, str]


@dataclass(frozen=True)
class Heard:
    """What the battle screen wants to know of: a hand-over to a person, his impulse, a machine's order, that
    one thinks, the end, a failure, and that those who lead fronts have acted."""

    curtain: Callable[[tuple[FactionId, ...], Callable[[], None]], None]
    person: Callable[[FactionId], None]
    machine: Callable[[tuple[Event, ...]], None]
    waiting: Callable[[FactionId], None]
    ended: Callable[[], None]
    failed: Callable[[str], None]
    staffed: Callable[[bool], None]
    veiled: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Acting:
    """A machine at work: for its faction, or for HQs of a person's faction; how it is asked for orders."""

    faction: FactionId
    player: Player | None
    ask: Callable[[View], Said]
    leader: Leader | None = None


class Turns:
    """Hands the game from one faction to the next until a person must decide."""

    def __init__(self, window: Window, session: Session, viewer: FactionId, heard: Heard) -> None:
        self._window = window
        self._session = session
        self._heard = heard
        self.viewer = viewer
        self.thought: Thought[Decided] | None = None
        self.acting: Acting | None = None
        self._queue: list[Leader] = []
        self._stray: dict[int, Thought[Decided]] = {}
        """The last thought of each player: a cancelled one runs out before he thinks again."""
        self._hurried = False
        self._began = 0
        """At which pulse the machine at work began."""
        self._pulsing = False
        self.given = 0
        """Orders that machines gave since a person, or another faction, last did."""
        self.pulses = 0
        """How long machines have been thinking, in pulses."""
        self.pace = Pace()
        self._due: object = None
        """The next order that is waited for while machines are watched."""
        # Where a curtain hangs nobody has sat down yet, so the first sees it too.
        guarded = len(session.persons()) > 1 or bool(session.seating.locks)
        self.seated = () if guarded else session.person_of(viewer)

    def advance(self) -> None:
        """Go on with whoever is to move."""
        session, active = self._session, self._session.active
        if session.over or active is None:
            self._rest()
            self._heard.ended()
        elif not session.is_human(active):
            self._leave_seat()
            if session.persons():
                self._think(active)
            else:
                self._watched(active)
        elif session.person_of(active) == self.seated:
            self._seat(active)
        else:
            self._rest()
            self._heard.curtain(session.person_of(active), lambda: self._seat(active))

    def _watched(self, active: FactionId) -> None:
        """Nobody sits before the window: the next order comes when the pace of whoever watches lets it."""
        self._due = due = object()
        if not self.pace.goes(active):
            self._rest()
            self._heard.waiting(active)
            return
        go = lambda: self._think(active) if due is self._due else None  # noqa: E731
        if self.pace.delay_ms:
            self._window.later(self.pace.delay_ms, go)
        else:
            go()

    @property
    def watched(self) -> bool:
        """Whether machines play each other."""
        return not self._session.persons()

    def again(self) -> None:
        """The pace has changed: go on where the game stands still."""
        if self.watched and not self.busy and not self._session.over:
            self.advance()

    def _leave_seat(self) -> None:
        """With several persons nobody sits before the window while machines move: it is covered at once."""
        persons = self._session.persons()
        if len(persons) > 1:
            self.seated = ()
        if persons and not self.seated:
            self._heard.veiled()

    def _seat(self, faction: FactionId) -> None:
        """A person takes the seat of a faction."""
        self._rest()
        self.seated = self._session.person_of(faction)
        self.viewer = faction
        self._heard.person(faction)

    def _rest(self) -> None:
        """No machine is at work any more."""
        self.acting, self.given, self.pulses, self._hurried = None, 0, 0, False
        release_collector()

    # Machines

    def _think(self, faction: FactionId) -> None:
        """Let a faction's machine give its next order."""
        session, player = self._session, self._session.player()
        assert player is not None
        if self.acting is None or self.acting.faction != faction:
            self.given, self._hurried, self._began = 0, False, self.pulses
            self.acting = Acting(
                faction, player, lambda view: sane_order(session, lambda: player.choose(view))
            )
        self._begin(self.acting)

    def staff(self, again: bool) -> bool:
        """Let those who lead fronts of the active faction act; False when there is nobody who would."""
        self._queue = list(self._session.staff(again))
        return self._next_leader()

    def _next_leader(self) -> bool:
        if not self._queue or self._session.active is None:
            return False
        leader, session = self._queue.pop(0), self._session
        ask: Callable[[View], Said] = lambda view: staff_order(session, leader, view)  # noqa: E731
        self.acting = Acting(self._session.active, leader.player, ask, leader)
        self.given, self._hurried, self._began = 0, False, self.pulses
        self._begin(self.acting)
        return True

    def _begin(self, acting: Acting) -> None:
        """Ask a machine for an order in a thread; the View is taken now, when it is its faction's turn."""
        hold_collector()
        view = self._session.view(acting.faction)
        stray = self._stray.pop(id(acting.player), None)
        after = stray if stray is not None and stray.running else None
        self.thought = Thought(
            lambda: self._worked_out(acting, view),
            lambda thought: self._window.call(lambda: self._decided(thought)),
            after,
        )
        self._heard.waiting(acting.faction)
        self._pulse()

    def _worked_out(self, acting: Acting, view: View) -> Decided:
        """Ask a machine for an order and work out what comes of it; this is done in a thread."""
        order, note = acting.ask(view)
        return (None if order is None else self._session.foresee(order)), note

    def _decided(self, thought: Thought[Decided]) -> None:
        """Carry out what a machine decided, unless nobody waits for it any more."""
        acting = self.acting
        if thought is not self.thought or thought.cancelled or acting is None:
            return
        self.thought = None
        outcome, note = thought.result()
        if acting.player is not None:
            self._session.note_reasons(acting.player)
        if note:
            self._heard.failed(note)
        if outcome is not None:
            self._session.take(outcome)
            self.given += 1
            if isinstance(outcome.step.order, EndImpulse):
                self.acting = None
            self._heard.machine(witnessed(self._session.last_events(), self.viewer))
        self._go_on(acting, outcome is not None)

    def _go_on(self, acting: Acting, gave: bool) -> None:
        """Ask for the next order: of the same leader, of the next one, or of whoever is to move."""
        if acting.leader is None or self._session.over:
            self.advance()
        elif gave:
            self._begin(acting)
        elif not self._next_leader():
            self._rest()
            self._heard.staffed(True)

    def _pulse(self) -> None:
        """While a machine thinks, show every now and then that it still does."""
        if self._pulsing:
            return
        self._pulsing = True

        def beat() -> None:
            self._pulsing = False
            if self.thought is not None and self.acting is not None:
                self.pulses += 1
                self._keep_to_time()
                self._heard.waiting(self.acting.faction)
                self._pulse()

        self._window.later(PULSE_MS, beat)

    # Stopping

    @property
    def busy(self) -> bool:
        """Whether a machine is at work."""
        return self.thought is not None

    def halt(self) -> None:
        """Stop the machine that thinks: its impulse ends, or those who lead fronts have acted. One that has a
        `cancel` plays what it has first, unless it takes too long or is stopped again."""
        acting = self.acting
        if not self.busy or acting is None:
            return
        stop = getattr(acting.player, "cancel", None)
        if callable(stop) and not self._hurried:
            self._hurried = True
            stop()
            thought = self.thought
            self._window.later(PATIENCE_MS, lambda: self._lose_patience(acting, thought))
            return
        self._cut_short(acting)

    def _lose_patience(self, acting: Acting, thought: Thought[Decided] | None) -> None:
        """End what a machine does that is still at the thought at which it was told to stop."""
        if thought is self.thought:
            self._cut_short(acting)

    def _keep_to_time(self) -> None:
        """Have a machine play what it has that has thought for long."""
        stop = getattr(self.acting.player if self.acting else None, "cancel", None)
        if self.pulses - self._began >= CEILING_PULSES and callable(stop) and not self._hurried:
            self._hurried = True
            stop()

    def _cut_short(self, acting: Acting) -> None:
        """End what a machine does, if it is still at it."""
        if self.acting is not acting or not self.busy:
            return
        self.stop()
        if acting.leader is not None:
            self._queue = []
            self._rest()
            self._heard.staffed(False)
        else:
            self.acting = Acting(acting.faction, None, lambda view: (EndImpulse(), ""))
            self._begin(self.acting)

    def stop(self) -> None:
        """Forget what a machine is thinking about."""
        release_collector()
        self._due = None
        if self.thought is None:
            return
        self.thought.cancel()
        player = self.acting.player if self.acting is not None else None
        if player is not None:
            self._stray[id(player)] = self.thought
            stop = getattr(player, "cancel", None)
            if callable(stop):
                stop()
        self.thought = None
