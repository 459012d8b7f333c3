"""A game of machines that came to no end: what is kept of it, so that it can be played again up to there."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from game.commands.errors import Failure
from game.commands.seats import Seats
from game.files.journal import save_bytes, write_atomically
from game.model.orders import Order
from game.model.scenario import Scenario
from game.rules import apply, digest, setup


class FailedGame(Failure):
    """A game that failed, with the name and content of its save; it travels between processes."""

    def __init__(self, message: str, name: str, save: bytes) -> None:
        super().__init__(message, name, save)
        self.name, self.save = name, save

    def __str__(self) -> str:
        return str(self.args[0])


def failed_game(
    error: Exception, scenario: Scenario, seed: int, seats: Seats, orders: Sequence[Order]
) -> FailedGame:
    """Return a game that failed after some orders; an error that nobody expected says where it arose."""
    state, written = setup(scenario, seed), []
    for order in orders:
        state = apply(state, order).state
        written.append((str(order), digest(state), ""))
    told = str(error) if isinstance(error, Failure) else _where(error)
    setting = scenario.setting
    name = "-".join(filter(None, ("failed", setting.id, setting.variant, str(seed))))
    return FailedGame(told, f"{name}.save", save_bytes(scenario.source, seed, seats, written))


@contextmanager
def keeping_failed(folder: str | Path | None) -> Iterator[None]:
    """Write the save of a game that fails into a folder, the present one where none is named, and say how to
    play it again."""
    try:
        yield
    except FailedGame as failed:
        path = Path(folder or ".") / failed.name
        write_atomically(path, failed.save)
        raise Failure(f"{failed}; the game so far: main.py replay {path}") from failed


def _where(error: Exception) -> str:
    """Return an unexpected error with the line it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"the game failed: {type(error).__name__}: {error}{at}"
