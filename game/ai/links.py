"""The roads home that the score asks for (12.1): which hexes in other hands cut an asset off from its capital
and patron, and what it is worth to be there again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.ai.mind import Mind, once_a_view
from game.hexgrid.coords import Hex
from game.hexgrid.paths import path_to, reach
from game.rules.politics.relations import allies

LONGEST = 3
"""Hexes in other hands beyond which a cut is a front, not a cut."""
FRIENDLY = 1
STRANGE = 100
"""What a hex costs on the way to be mended: those in other hands are to be few."""


@once_a_view
def cuts(mind: Mind) -> Mapping[Hex, int]:
    """Return the hexes in other hands that cut own assets off, with what is lost by each, in hundredths."""
    view = mind.view
    if not (mind.me.capital or mind.me.patron_sources):
        return {}
    links = mind.links
    network = links.capital | links.patron
    found: dict[Hex, int] = {}
    for at, asset in view.setting.asset_hexes.items():
        lost = asset.value * (links.figures.link_capital - links.pct(at))
        if lost > 0 and view.control[at] == mind.faction and at not in network:
            stretch = _stretch(mind, at, network)
            for here in stretch:
                found[here] = found.get(here, 0) + lost // len(stretch)
    return found


def _stretch(mind: Mind, at: Hex, network: frozenset[Hex]) -> tuple[Hex, ...]:
    """Return the hexes in other hands on the way from an asset to the network that has fewest of them, or
    nothing when there are too many."""
    view, board = mind.view, mind.view.setting.board
    control, country, around = view.control, board.country, board.grid.around
    friends, open_to = allies(view, mind.faction), mind.me.countries

    def edges(here: Hex, spent: int) -> Iterable[tuple[Hex, int]]:
        for near in around[here]:
            if country[near] in open_to:
                yield near, FRIENDLY if control[near] in friends else STRANGE

    costs, came = reach({at: 0}, edges, STRANGE * (LONGEST + 1) - 1)
    end = min((here for here in costs if here in network), key=lambda here: (costs[here], here), default=None)
    if end is None:
        return ()
    return tuple(here for here in path_to(end, came) if control[here] not in friends)
