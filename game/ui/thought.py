"""Long work of a machine, done in a thread so that the window never waits for it.

A thread that reckons holds the interpreter for as long as `sys.getswitchinterval` says before the window gets
its turn again. While anybody thinks it is kept short, so that a frame is drawn almost as if nobody did. And
the collector's search through all that is old, which stops every thread, waits until machines have acted;
what a game is made of is taken out of that search when it is opened, for it stays as long as the game.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

SWITCH_S = 0.0005
"""How long a thinking thread keeps the window waiting each time, in seconds."""

NEVER = 1_000_000
"""How many collections of younger things before the old are searched, while machines act."""

T = TypeVar("T")
_usual: list[float] = []
_thinking: list[object] = []
_thresholds: list[tuple[int, int, int]] = []


class Thought(Generic[T]):
    """A piece of work under way; `done` is called from its thread when there is a result, or it failed.

    `after` is an earlier thought of the same player that nobody waits for any more: it runs out first.
    """

    def __init__(
        self, work: Callable[[], T], done: Callable[[Thought[T]], None], after: Thought[T] | None = None
    ) -> None:
        self.cancelled = False
        self._result: T | None = None
        self._error: Exception | None = None
        self._work, self._done, self._after = work, done, after
        _begin(self)
        self._thread = threading.Thread(target=self._think, name="thought", daemon=True)
        self._thread.start()

    def _think(self) -> None:
        try:
            if self._after is not None:
                self._after.wait()
                self._after = None
            if not self.cancelled:
                self._result = self._work()
        except Exception as error:
            self._error = error
        finally:
            _end(self)
        if not self.cancelled:
            self._done(self)

    def result(self) -> T:
        """Return what came of it, or raise what stopped it."""
        if self._error is not None:
            raise self._error
        assert self._result is not None
        return self._result

    def wait(self) -> None:
        """Wait until it has run out."""
        self._thread.join()

    @property
    def running(self) -> bool:
        """Whether its thread is still at work."""
        return self._thread.is_alive()

    def cancel(self) -> None:
        """Let the thought run out unheard."""
        self.cancelled = True


def _begin(thought: object) -> None:
    """Keep the turns of threads short while anybody thinks."""
    if not _thinking:
        _usual[:] = [sys.getswitchinterval()]
        sys.setswitchinterval(min(SWITCH_S, _usual[0]))
    _thinking.append(thought)


def _end(thought: object) -> None:
    _thinking.remove(thought)
    if not _thinking:
        sys.setswitchinterval(_usual[0])


def hold_collector() -> None:
    """Put the search for old garbage off; the young is collected as ever."""
    if not _thresholds:
        _thresholds.append(gc.get_threshold())
        gc.set_threshold(*_thresholds[0][:2], NEVER)


def release_collector() -> None:
    """Collect what was put off, and leave what has stayed out of later searches."""
    if _thresholds:
        gc.set_threshold(*_thresholds.pop())
        gc.collect()
        gc.freeze()


def spare_collector() -> None:
    """Leave all that is there out of later searches: a game has begun, and its board and scenario stay."""
    gc.freeze()


def give_collector_all() -> None:
    """Have everything searched again: a game was left."""
    gc.unfreeze()
