"""The cheapest way over a hex map: one bounded search serves movement, supply and road building, one flood
the plans of marches.

Costs are small non-negative integers (half points), so the frontier is a row of buckets, one a cost,
which is the fastest exact search in plain Python and has no ties left to chance: hexes leave a bucket
in the order in which they entered it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache

from game.hexgrid.coords import Hex

Edges = Callable[[Hex, int], Iterable[tuple[Hex, int]]]
"""Given a hex and the cost so far, the (neighbour, cost of the step) pairs that may be entered."""


def reach(starts: Mapping[Hex, int], edges: Edges, limit: int) -> tuple[dict[Hex, int], dict[Hex, Hex]]:
    """Return the cheapest cost, at most `limit`, to every hex, and the hex each was entered from.

    `starts` maps hexes to their cost before the first step. A start is entered from itself.
    """
    buckets: defaultdict[int, list[Hex]] = defaultdict(list)
    costs: dict[Hex, int] = {}
    came: dict[Hex, Hex] = {}
    for start, cost in starts.items():
        if cost <= limit:
            costs[start] = cost
            came[start] = start
            buckets[cost].append(start)
    for cost in range(limit + 1):
        for here in buckets.get(cost, ()):
            if costs[here] != cost:
                continue
            for near, step in edges(here, cost):
                total = cost + step
                if total <= limit and total < costs.get(near, limit + 1):
                    costs[near] = total
                    came[near] = here
                    buckets[total].append(near)
    return costs, came


Steps = tuple[tuple[tuple[Hex, int], ...], ...]
"""For each hex the (neighbour, cost of the step) pairs."""


def flood(
    start: Hex, steps: Steps, far: int, barred: Container[Hex], dear: Container[Hex], toll: int
) -> tuple[int, ...]:
    """Return the cheapest cost from a start to every hex, `far` where it is that or more. Nothing goes on
    from a `barred` hex but from the start; whatever goes on from a `dear` one pays a toll."""
    costs = [far] * len(steps)
    buckets: defaultdict[int, list[Hex]] = defaultdict(list)
    costs[start] = 0
    buckets[0].append(start)
    for cost in range(far):
        for here in buckets.get(cost, ()):
            if costs[here] != cost or (here in barred and here != start):
                continue
            paid = cost + toll if here in dear else cost
            for near, step in steps[here]:
                total = paid + step
                if total < costs[near]:
                    costs[near] = total
                    buckets[total].append(near)
    numbers = _numbers(far + 1)
    return tuple([numbers[cost] for cost in costs])


@cache
def _numbers(length: int) -> tuple[int, ...]:
    """Return the numbers from 0: all floods share them, which keeps many of them small."""
    return tuple(range(length))


def path_to(there: Hex, came: Mapping[Hex, Hex]) -> tuple[Hex, ...]:
    """Return the hexes from a start of the search to `there`, both included."""
    path = [there]
    while came[path[-1]] != path[-1]:
        path.append(came[path[-1]])
    return tuple(reversed(path))
