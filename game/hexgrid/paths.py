"""The cheapest way over a hex map: one bounded search serves movement, supply and road building.

Costs are small non-negative integers (half points), so the frontier is a row of buckets, one a cost,
which is the fastest exact search in plain Python and has no ties left to chance: hexes leave a bucket
in the order in which they entered it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

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


def path_to(there: Hex, came: Mapping[Hex, Hex]) -> tuple[Hex, ...]:
    """Return the hexes from a start of the search to `there`, both included."""
    path = [there]
    while came[path[-1]] != path[-1]:
        path.append(came[path[-1]])
    return tuple(reversed(path))
