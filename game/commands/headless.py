"""One game of machine players without a window, and what is written down of it."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from game.ai.players import Player
from game.commands.errors import Failure
from game.commands.failed import failed_game
from game.commands.seats import Seats, players
from game.files.handicap import handicap_of
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.state import State, View
from game.rules import IllegalOrder, apply, digest, setup, view_of

MAX_ORDERS = 5000
"""An impulse with more orders than this will never end."""

Witness = Callable[[Order, State], None]


@dataclass
class Clockwork:
    """How long each faction's player thought, impulse by impulse, in milliseconds of processor time."""

    spent: dict[FactionId, list[float]] = field(default_factory=dict)
    turns: dict[FactionId, list[int]] = field(default_factory=dict)
    """The turn of each impulse."""

    def begin(self, faction: FactionId, turn: int) -> None:
        """Note that an impulse begins."""
        self.spent.setdefault(faction, []).append(0.0)
        self.turns.setdefault(faction, []).append(turn)

    def add(self, faction: FactionId, seconds: float) -> None:
        """Add a decision to the impulse."""
        self.spent[faction][-1] += 1000 * seconds

    def whole_turns(self) -> list[float]:
        """Return what each faction's impulses of each turn took together."""
        found: dict[tuple[FactionId, int], float] = {}
        for faction, values in self.spent.items():
            for turn, value in zip(self.turns[faction], values, strict=True):
                found[faction, turn] = found.get((faction, turn), 0.0) + value
        return list(found.values())

    def summary(self) -> dict[FactionId, dict[str, float]]:
        """Return the median, 95th percentile and greatest of each faction's turns."""
        return {faction: spread(sorted(values)) for faction, values in self.spent.items()}


def spread(ordered: list[float]) -> dict[str, float]:
    """Return median, 95th percentile and maximum of sorted values."""
    last = len(ordered) - 1
    picked = {"p50": last // 2, "p95": -(-95 * last // 100), "max": last}
    return {name: round(ordered[at], 2) for name, at in picked.items()}


@dataclass(frozen=True)
class Played:
    """A finished game: its last state, processor time, and how long its players thought."""

    state: State
    cpu_s: float
    clockwork: Clockwork
    orders: int


def play_out(
    scenario: Scenario,
    seed: int,
    seats: Seats,
    witness: Witness | None = None,
    table: Mapping[FactionId, Player] | None = None,
) -> Played:
    """Play a game to its end. `witness` is told each order and the state after it; `table` are the players
    where somebody made them already. A game that fails ends in FailedGame, which holds its save."""
    began = time.process_time()
    table = table or players(seats, seed)
    state, clockwork, orders = setup(scenario, seed), Clockwork(), list[Order]()
    now: tuple[int, int, FactionId | None] | None = None
    while state.ending is None and state.active is not None:
        faction = state.active
        if now != (state.turn, state.impulse, faction):
            now, given = (state.turn, state.impulse, faction), 0
            clockwork.begin(faction, state.turn)
        try:
            if given >= MAX_ORDERS:
                raise Failure(f"{seats[faction]} gave {faction} {given} orders and did not end its impulse")
            state, order = _decide(state, table[faction], faction, seats, clockwork)
        except Exception as error:
            raise failed_game(error, scenario, seed, seats, orders) from error
        orders.append(order)
        given += 1
        if witness is not None:
            witness(order, state)
    return Played(state, time.process_time() - began, clockwork, len(orders))


def _decide(
    state: State, player: Player, faction: FactionId, seats: Seats, clockwork: Clockwork
) -> tuple[State, Order]:
    view = view_of(state, faction)
    start = time.process_time()
    order = _chosen(player, view, faction, seats)
    clockwork.add(faction, time.process_time() - start)
    try:
        return apply(state, order).state, order
    except IllegalOrder as error:
        raise Failure(f"{seats[faction]} gave {faction} an illegal order: {order}: {error}") from None


def _chosen(player: Player, view: View, faction: FactionId, seats: Seats) -> Order:
    """Return a player's order; the fault of a player from outside is told in one line."""
    try:
        return player.choose(view)
    except Exception as error:
        if ":" not in seats[faction]:
            raise
        fault = f"{type(error).__name__}: {error}"
        raise Failure(f"{seats[faction]} failed as {faction} on turn {view.turn}: {fault}") from None


def record_of(played: Played, seed: int, index: int, seats: Seats) -> dict[str, Any]:
    """Return a game as an object of games.jsonl."""
    state, ending = played.state, played.state.ending
    assert ending is not None
    return {
        "scenario": state.setting.id,
        **_played_as(state.scenario),
        "seed": seed,
        "index": index,
        "seats": dict(seats),
        **({"handicap": given} if (given := handicap_of(state.scenario)) else {}),
        "turns": state.turn,
        "ending": dict(ending.verdicts),
        "winner": ending.winner,
        "margins": dict(ending.margins),
        "scores": dict(ending.scores),
        "milestones": milestone_days(state),
        "losses": {faction: {"steps": state.losses.get(faction, 0)} for faction in state.setting.order},
        "orders": played.orders,
        "digest": digest(state),
        "cpu_s": round(played.cpu_s, 3),
        "ai_turn_ms": played.clockwork.summary(),
        "peak_mb": peak_mb(),
    }


def _played_as(scenario: Scenario) -> dict[str, Any]:
    """Return the variant and the stage of a campaign that a game was, where it was one."""
    variant, chapter = scenario.setting.variant, scenario.chapter
    return ({"variant": variant} if variant else {}) | (
        {"campaign": chapter.campaign, "stage": chapter.number} if chapter else {}
    )


def milestone_days(state: State) -> Mapping[str, str | None]:
    """Return the last day of the turn in which each milestone was reached, None for those that were not."""
    clock = state.setting.clock
    return {
        one.id: (clock.date_of(state.milestones[one.id] + 1) - timedelta(days=1)).isoformat()
        if one.id in state.milestones
        else None
        for one in state.setting.milestones
    }


def peak_mb() -> float | None:
    """Return the most memory that this process has held, None on systems that do not say.

    Linux is asked for the memory of this very program: getrusage also counts what its parent held before.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        if found:
            return round(int(found[1]) / 1024, 1)
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(getrusage(RUSAGE_SELF).ru_maxrss / unit, 1)
