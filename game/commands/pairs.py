"""A pair of games with sides swapped: how each is played, and what both come to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any

from game.commands.headless import play_out, record_of
from game.commands.ledger import Record, key, text_mark, version
from game.commands.seats import Seats
from game.commands.simulate import loaded
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.scenario import Setting
from game.model.state import State


@dataclass(frozen=True)
class Leg:
    """One game of a pair; `first` tells whether A plays the first side."""

    name: str
    path: str
    variant: str
    seed: int
    first: bool
    seats: tuple[tuple[FactionId, str], ...]

    def key(self) -> str:
        """Return what tells the game from others in a folder. A module:Class is known by its name alone."""
        mark = _mark_of(self.path, self.variant)
        return key(version(), mark, self.name, self.seed, self.first, dict(self.seats))


@cache
def _mark_of(path: str, variant: str) -> str:
    return text_mark(loaded(path, variant).source)


@dataclass(frozen=True)
class Result:
    """A game: the margins of both sides in tenths of a point, and what tells it from any other."""

    name: str
    sides: tuple[tuple[FactionId, ...], ...]
    first: bool
    sums: tuple[int, int]
    trail: str
    cpu_s: float

    @property
    def margin(self) -> int:
        """By how much A is ahead."""
        return self.of(True) - self.of(False)

    def of(self, a: bool) -> int:
        """Return the margin of A, or of B."""
        return self.sums[0 if a == self.first else 1]

    @property
    def share(self) -> float:
        """What A won of it."""
        return share_of(self.margin)


@dataclass(frozen=True)
class Pair:
    """Both games of a seed, the one in which A plays the first side first."""

    one: Result
    two: Result

    @cached_property
    def share(self) -> float:
        """What A won of its games."""
        return (self.one.share + self.two.share) / 2

    @cached_property
    def whole(self) -> float:
        """What A won of the pair, by the margins of both games together."""
        return share_of(self.one.margin + self.two.margin)

    @property
    def margin(self) -> float:
        """By how many points A is ahead, in the mean of both games."""
        return (self.one.margin + self.two.margin) / 20

    @property
    def diverging(self) -> bool:
        """Whether it made any difference who played which side."""
        return self.one.trail != self.two.trail

    def count(self, by: str) -> float:
        """Return what A won, counted by `games` or by `pairs`."""
        return self.share if by == "games" else self.whole


def share_of(margin: int) -> float:
    """Return what a margin wins: all, half or nothing."""
    return 0.5 if margin == 0 else float(margin > 0)


def seating(setting: Setting, a: str, b: str, others: str, first: bool) -> Seats:
    """Return the seats when A plays the first side, or the second."""
    names = (a, b) if first else (b, a)
    by_side = {faction: name for side, name in zip(setting.sides, names, strict=True) for faction in side}
    return {faction: by_side.get(faction, others) for faction in setting.order}


def play(leg: Leg) -> Record:
    """Play one game and return its record."""
    scenario, orders = loaded(leg.path, leg.variant), blake2b(digest_size=8)

    def note(order: Order, _: State) -> None:
        orders.update(f"{order}\n".encode())

    played = play_out(scenario, leg.seed, dict(leg.seats), note)
    record = record_of(played, leg.seed, 0 if leg.first else 1, dict(leg.seats))
    return record | {
        "name": leg.name,
        "first": leg.first,
        "sides": [list(side) for side in scenario.setting.sides],
        "trail": f"{orders.hexdigest()}{record['digest']}",
        "version": [version(), text_mark(scenario.source)],
    }


def key_of(record: Record) -> str:
    """Return the key of a game that was written down."""
    return key(*record["version"], record["name"], record["seed"], record["first"], record["seats"])


def result_of(record: Record) -> Result:
    """Return what a game came to."""
    sides: Any = tuple(tuple(side) for side in record["sides"])
    one, two = (sum(record["margins"][faction] for faction in side) for side in sides)
    return Result(record["name"], sides, record["first"], (one, two), record["trail"], record["cpu_s"])
