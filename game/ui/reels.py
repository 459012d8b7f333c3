"""The game so far as one faction saw it, turn by turn, worked out anew from the orders that were given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from game.model.events import Event, TurnBegan
from game.model.kinds import FactionId
from game.model.orders import parse_order
from game.model.scenario import Scenario
from game.model.state import State, View
from game.rules import apply, setup, view_of
from game.session import witnessed
from game.ui.shots import Shot, Tell, film_of


@dataclass
class Chapter:
    """A turn as a faction saw it: what it knew at its beginning and its end, and what it witnessed."""

    start: View
    end: View
    events: list[Event] = field(default_factory=list)


class Memory:
    """Plays the orders of a game again, and keeps of every turn what a faction knew. Only its own Views and
    what it witnessed are kept. `stop` may be set from another thread."""

    def __init__(self, scenario: Scenario, seed: int, faction: FactionId) -> None:
        self._scenario, self._seed = scenario, seed
        self.faction = faction
        self.stop = False
        self.chapters: dict[int, Chapter] = {}
        self._state: State | None = None
        self._orders: list[str] = []

    def recall(self, orders: Sequence[str], progress: Callable[[int], None] = lambda turn: None) -> bool:
        """Bring the memory up to date with the orders of the game; False when it was stopped before."""
        if self._state is None or list(orders[: len(self._orders)]) != self._orders:
            self._begin_anew()
        state = self._state
        assert state is not None
        for text in orders[len(self._orders) :]:
            if self.stop:
                break
            turn = state.turn
            state, events = apply(state, parse_order(text))
            self._state = state
            self._orders.append(text)
            self._keep(turn, witnessed(tuple(events), self.faction))
            if state.turn != turn:
                progress(state.turn)
        return not self.stop

    def _begin_anew(self) -> None:
        self._state = setup(self._scenario, self._seed)
        self._orders = []
        first = view_of(self._state, self.faction)
        self.chapters = {self._state.turn: Chapter(first, first)}

    def _keep(self, turn: int, events: Iterable[Event]) -> None:
        """Add to the chapter of a turn; an order may end one and begin the next."""
        assert self._state is not None
        view = view_of(self._state, self.faction)
        for event in events:
            if isinstance(event, TurnBegan):
                turn = event.turn
                self.chapters.setdefault(turn, Chapter(view, view))
            self.chapters[turn].events.append(event)
        self.chapters[turn].end = view


class Reel:
    """The films of all turns of which there is something to be seen."""

    def __init__(self, chapters: Mapping[int, Chapter], tell: Tell) -> None:
        self._chapters = {turn: one for turn, one in sorted(chapters.items()) if one.events}
        self._tell = tell
        self.turns = tuple(self._chapters)
        self.turn = 0

    def film(self, turn: int) -> tuple[Shot, ...]:
        """Return the film of a turn, and make it the present one."""
        self.turn = turn
        chapter = self._chapters[turn]
        return film_of(chapter.end, chapter.events, self._tell, chapter.start, cards=True)

    def from_turn(self, turn: int, step: int = 1) -> tuple[Shot, ...]:
        """Return the film of a turn or of the next that has one, going on (or back); empty at the end."""
        later = [one for one in self.turns if (one - turn) * step >= 0]
        for one in sorted(later, reverse=step < 0):
            shots = self.film(one)
            if shots:
                return shots
        return ()
