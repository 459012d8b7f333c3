"""Measures one machine player against another: pairs of games with sides swapped and the same seed.

A plays one side of the scenario and B the other, then the other way round; all further factions are played
by --others in both games. A game is won by the greater sum of margins. What is uncertain is the pair, so
the interval is over pairs.
"""

from __future__ import annotations

import json
import math
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from game.commands.asking import a_seed, a_whole_number, add_variant, opened, scenario_file
from game.commands.errors import Failure, UsageError
from game.commands.headless import play_out
from game.commands.pool import in_processes
from game.commands.progress import Progress
from game.commands.seats import Seats, players
from game.commands.simulate import loaded
from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.seating import HUMAN

DRAWS = 2000
"""Resamplings of the pairs for the interval of the margin."""

Z95 = 1.959964


@dataclass(frozen=True)
class Leg:
    """One game of a pair; `first` tells whether A plays the first side."""

    path: str
    seed: int
    first: bool
    seats: tuple[tuple[FactionId, str], ...]
    variant: str = ""


@dataclass(frozen=True)
class Result:
    """A leg from the side of A: his share of the win, and by how much, in tenths of a point."""

    share: float
    margin: int


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("a", metavar="A", help="a machine player: greedy, normal, module:Class, …")
    parser.add_argument("b", metavar="B", help="the other")
    parser.add_argument("--scenario", default="deir_al_zor", metavar="FILE", help="(default deir_al_zor)")
    add_variant(parser)
    parser.add_argument("--pairs", type=a_whole_number, default=10, metavar="N", help="(default 10)")
    parser.add_argument("--seed", type=a_seed, default=1, metavar="S", help="seed of the first pair")
    parser.add_argument("--others", default="normal", metavar="PLAYER", help="of no side (default normal)")
    parser.add_argument("--jobs", type=a_whole_number, default=1, metavar="J", help="processes (default 1)")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(args: Namespace) -> int:
    """Play the pairs and report what they say."""
    legs = tuple(_legs(args))
    results: dict[Leg, Result] = {}
    progress = Progress("games", len(legs))
    try:
        for leg, result in in_processes(play, legs, args.jobs):
            results[leg] = result
            progress.show(len(results))
    finally:
        progress.close()
    ordered = [results[leg] for leg in legs]
    found = reckoned(args.a, args.b, list(zip(ordered[::2], ordered[1::2], strict=True)))
    print(json.dumps(found) if args.json else "\n".join(told(found)))
    return 0


def _legs(args: Namespace) -> Iterator[Leg]:
    """Yield both games of each pair; the players are proved before anything is played."""
    path = scenario_file(args.scenario)
    setting = opened(path, args.variant).setting
    if len(setting.sides) != 2:
        raise Failure(f"{setting.title} has no two sides to swap")
    if HUMAN in (args.a, args.b, args.others):
        raise UsageError("a match is between machine players")
    for pair in range(args.pairs):
        for first in (True, False):
            seats = seating(setting, *((args.a, args.b) if first else (args.b, args.a)), args.others)
            if pair == 0:
                players(seats, args.seed)
            yield Leg(str(path), args.seed + pair, first, tuple(seats.items()), args.variant)


def seating(setting: Setting, one: str, two: str, others: str) -> Seats:
    """Return the seats when `one` plays the first side and `two` the second."""
    by_side = {
        faction: name for side, name in zip(setting.sides, (one, two), strict=True) for faction in side
    }
    return {faction: by_side.get(faction, others) for faction in setting.order}


def play(leg: Leg) -> Result:
    """Play one game."""
    scenario = loaded(leg.path, leg.variant)
    ending = play_out(scenario, leg.seed, dict(leg.seats)).state.ending
    assert ending is not None
    sums = [sum(ending.margins[faction] for faction in side) for side in scenario.setting.sides]
    margin = sums[0] - sums[1] if leg.first else sums[1] - sums[0]
    return Result(0.5 if margin == 0 else float(margin > 0), margin)


def reckoned(a: str, b: str, pairs: Sequence[tuple[Result, Result]]) -> dict[str, Any]:
    """Return the win rate of A with its interval, his mean margin, and the Elo difference."""
    shares = [(one.share + two.share) / 2 for one, two in pairs]
    margins = [(one.margin + two.margin) / 20 for one, two in pairs]
    rate = fmean(shares)
    low, high = interval(shares)
    margin_low, margin_high = resampled(margins)
    return {
        "a": a,
        "b": b,
        "pairs": len(pairs),
        "win_rate": round(rate, 4),
        "win_rate_low": round(low, 4),
        "win_rate_high": round(high, 4),
        "margin": round(fmean(margins), 2),
        "margin_low": round(margin_low, 2),
        "margin_high": round(margin_high, 2),
        "elo": elo(rate),
        "elo_low": elo(low),
        "elo_high": elo(high),
    }


def interval(shares: Sequence[float]) -> tuple[float, float]:
    """Return the Wilson interval at 95 % of a mean of shares, one a pair.

    A pair's share has at most the variance of a coin, so for split pairs the interval errs on the safe side.
    """
    count, rate = len(shares), fmean(shares)
    centre = rate + Z95**2 / (2 * count)
    spread = Z95 * math.sqrt(rate * (1 - rate) / count + Z95**2 / (4 * count**2))
    scale = 1 + Z95**2 / count
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def resampled(values: Sequence[float]) -> tuple[float, float]:
    """Return the interval at 95 % of a mean, from resamplings that are the same every time."""
    from random import Random

    stream = Random(len(values))
    means = sorted(fmean(stream.choices(values, k=len(values))) for _ in range(DRAWS))
    return means[int(0.025 * DRAWS)], means[int(0.975 * DRAWS) - 1]


def elo(rate: float) -> float | None:
    """Return the Elo difference that a win rate stands for, None where it has no bound."""
    return round(-400 * math.log10(1 / rate - 1), 1) + 0.0 if 0 < rate < 1 else None


def told(found: dict[str, Any]) -> Iterator[str]:
    """Yield a match in words."""
    low, high = found["win_rate_low"], found["win_rate_high"]
    yield f"{found['a']} against {found['b']}, {found['pairs']} pairs with sides swapped:"
    yield f"win rate {found['win_rate']:.1%} (95 %: {low:.1%} to {high:.1%})"
    low, high = found["margin_low"], found["margin_high"]
    yield f"margin {found['margin']:+.2f} points a game (95 %: {low:+.2f} to {high:+.2f})"
    one, low, high = (_bound(found[key]) for key in ("elo", "elo_low", "elo_high"))
    yield f"Elo {one} (95 %: {low} to {high})"


def _bound(value: float | None) -> str:
    return "without bound" if value is None else f"{value:+.0f}"
