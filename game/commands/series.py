"""What a series of paired games says: win rates with their intervals, Elo, and when to stop playing.

A pair is two games with the same seed and the sides swapped. Its outcome is counted in half games that A
won, from none to four: the pentanomial. The games of a pair hang together, pairs do not. The test is that of
Fishtest: the likelihood of the outcomes under one difference in Elo against another, each at its best.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pvariance

Z95 = 1.959964
OUTCOMES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of a pair that A may win."""

UNSEEN = 1e-3
"""How often an outcome counts that has not been seen, so that every expectation is possible."""

CAUTION = 5
"""Pairs whose games agree, believed in before any pair was played."""

DRAWS = 2000
"""Resamplings of the pairs for the interval of a margin."""

HALVINGS = 60
"""Steps in which a root is found to all digits."""


def expected(elo: float) -> float:
    """Return the share of the games that a difference in Elo promises."""
    return 1 / (1 + math.pow(10, -elo / 400))


def elo_of(rate: float) -> float | None:
    """Return the difference in Elo that a win rate stands for, None where it has no bound."""
    return round(-400 * math.log10(1 / rate - 1), 1) + 0.0 if 0 < rate < 1 else None


def wilson(rate: float, count: float) -> tuple[float, float]:
    """Return the Wilson interval at 95 % of a rate that was seen in so many independent trials."""
    centre = rate + Z95**2 / (2 * count)
    spread = Z95 * math.sqrt(rate * (1 - rate) / count + Z95**2 / (4 * count**2))
    scale = 1 + Z95**2 / count
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def interval(shares: Sequence[float]) -> tuple[float, float]:
    """Return the interval at 95 % of a win rate from what A won of each pair.

    Wilson's, for as many independent games as the pairs are worth. A t-interval or a bootstrap over pairs
    shrinks to nothing where nearly all is won, which is where claims are made: of 200 pairs at a true 95 %
    the lower bound by t was too high 6 times in 100 instead of 2.5. Wilson's with pairs for trials is right
    only where both games of a pair always agree, else up to 1.4 times as wide as it need be. This one's lower
    bound was too high at most 2.4 times in 100, for rates from 50 to 98 % in 50 to 400 pairs, their games
    strangers, half alike, alike or one-sided (20,000 series each).
    """
    rate = fmean(shares)
    return wilson(rate, 2 * len(shares) / (1 + agreement(shares)))


def agreement(shares: Sequence[float]) -> float:
    """Return how far both games of a pair go the same way: 0 as two strangers, 1 always.

    Some pairs that agree are believed in beforehand, because few surprises say little.
    """
    rate = fmean(shares)
    usual = 1.0 if rate > 0.5 else 0.0
    telling = sum(1 for share in shares if share != usual)
    whole = rate * (1 - rate)
    seen = min(1.0, 2 * pvariance(shares) / whole - 1) if whole else 1.0
    return max(0.0, (CAUTION + telling * seen) / (CAUTION + telling))


def resampled(values: Sequence[float]) -> tuple[float, float]:
    """Return the interval at 95 % of a mean, from resamplings that are the same every time."""
    from random import Random

    stream = Random(len(values))
    means = sorted(fmean(stream.choices(values, k=len(values))) for _ in range(DRAWS))
    return means[int(0.025 * DRAWS)], means[int(0.975 * DRAWS) - 1]


def pentanomial(shares: Sequence[float]) -> tuple[int, ...]:
    """Return how many pairs came to each outcome."""
    counted = Counter(shares)
    return tuple(counted[outcome] for outcome in OUTCOMES)


def log_likelihood_ratio(counts: Sequence[int], elo0: float, elo1: float) -> float:
    """Return by how much the outcomes speak for `elo1` over `elo0`, each with the odds that suit it best."""
    seen = [max(float(count), UNSEEN) for count in counts]
    whole = sum(seen)
    odds = [count / whole for count in seen]
    nils, ones = (_likeliest(odds, expected(elo)) for elo in (elo0, elo1))
    return whole * sum(p * math.log(one / nil) for p, nil, one in zip(odds, nils, ones, strict=True))


def _likeliest(odds: Sequence[float], mean: float) -> list[float]:
    """Return the odds nearest to those seen under which the outcomes have a given mean.

    By Lagrange each is the one seen over 1 + x (outcome - mean); the x is found by halving.
    """
    low, high = -1 / (1 - mean), 1 / mean
    for _ in range(HALVINGS):
        x = (low + high) / 2
        pull = sum(p * (at - mean) / (1 + x * (at - mean)) for p, at in zip(odds, OUTCOMES, strict=True))
        low, high = (x, high) if pull > 0 else (low, x)
    return [p / (1 + x * (at - mean)) for p, at in zip(odds, OUTCOMES, strict=True)]


@dataclass(frozen=True)
class Sprt:
    """A generalised sequential probability ratio test of one difference in Elo against another."""

    elo0: float
    elo1: float
    alpha: float = 0.05
    beta: float = 0.05

    @property
    def bounds(self) -> tuple[float, float]:
        """The ratios at which the first is accepted, and the second."""
        return math.log(self.beta / (1 - self.alpha)), math.log((1 - self.beta) / self.alpha)

    def ratio(self, counts: Sequence[int]) -> float:
        """Return the logarithm of the likelihood ratio of some outcomes."""
        return log_likelihood_ratio(counts, self.elo0, self.elo1) if sum(counts) else 0.0

    def verdict(self, counts: Sequence[int]) -> str | None:
        """Return which is accepted, H0 or H1, None while neither is."""
        low, high = self.bounds
        ratio = self.ratio(counts)
        return "H0" if ratio <= low else "H1" if ratio >= high else None
