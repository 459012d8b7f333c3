"""Points on a border (9.14): who controls them, and which face each other in friendly hands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from game.model.kinds import FactionId, PlaceId
from game.model.scenario import Setting
from game.model.state import State
from game.rules.politics.relations import allied


@lru_cache(maxsize=16)
def facing(setting: Setting) -> tuple[tuple[PlaceId, PlaceId], ...]:
    """9.14 Return the pairs of assets that face each other over a border."""
    board, reach = setting.board, setting.rules.ring.facing
    hexes = [(place, board.places[place].at) for place in setting.assets]
    return tuple(
        (a, b)
        for (a, here), (b, there) in combinations(hexes, 2)
        if board.country[here] != board.country[there] and board.grid.distance(here, there) <= reach
    )


def marker(state: State, place: PlaceId) -> FactionId:
    """9.14 Return who controls a point of the border: whoever has held it in supply for a full turn."""
    holding = state.held.get(place)
    return holding.faction if holding is not None and holding.since < state.turn else ""


def links(state: State, faction: FactionId) -> Iterator[tuple[PlaceId, PlaceId]]:
    """9.14 Yield the pairs of facing points that a faction and its allies control, one of them its own."""
    if not state.setting.politics.leaves:
        return
    for a, b in facing(state.setting):
        holders = marker(state, a), marker(state, b)
        if faction in holders and all(holder and allied(state, faction, holder) for holder in holders):
            yield a, b


def link_tenths(state: State, faction: FactionId) -> int:
    """9.14 Return what a faction's links over a border are worth."""
    return state.setting.rules.ring.link_tenths * sum(1 for _ in links(state, faction))
