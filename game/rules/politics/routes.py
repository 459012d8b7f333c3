"""Roads that a faction lives by (14.4)."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.events import RouteCut
from game.model.kinds import FactionId
from game.model.politics import Route
from game.model.state import Position, State
from game.rules.dice import roll_two
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.raiders import guarded, raiders_of
from game.rules.politics.relations import allied, hostile


def raid(play: Play) -> None:
    """14.4 Once a turn, before supply is traced, raiders near an unguarded hex of a road may cut it there."""
    for route in play.state.setting.politics.routes.values():
        struck = None if widened(play.state, route) else exposed(play.state, route)
        if struck is not None and roll_two(play.state, "route", route.id) >= route.need:
            at, raider = struck
            play.enter(RouteCut(route.id, route.faction, at, raider))


def widened(position: Position, route: Route) -> bool:
    """14.4 Whether no enemy holds a hex of the belt along a road, so that it is out of danger."""
    grid, control = position.setting.board.grid, position.control
    belt = {near for here in route.hexes for near in grid.within(here, route.belt)}
    return not any(hostile(position, route.faction, control[near]) for near in sorted(belt))


def exposed(state: State, route: Route) -> tuple[Hex, FactionId] | None:
    """14.4 Return the unguarded hex of one's own stretch of a road that raiders are nearest to and within
    reach of, and whose they are."""
    grid, safe = state.setting.board.grid, guarded(state, route.faction)
    foes = tuple(faction for faction in route.raiders if hostile(state, faction, route.faction))
    held = {here for here in route.hexes if allied(state, route.faction, state.control[here])}
    found = [
        (grid.distance(at, here), here, faction)
        for at, faction in raiders_of(state, foes)
        for here in route.hexes
        if here not in safe and here in held and grid.distance(at, here) <= route.reach
    ]
    return min(found)[1:] if found else None


@once_a_position
def cut_for(position: Position, faction: FactionId) -> frozenset[Hex]:
    """14.4 Return the hexes where a road of a faction or an ally is cut this turn: nothing passes there."""
    return frozenset(
        here
        for route in position.setting.politics.routes.values()
        if allied(position, faction, route.faction) and position.affairs.cuts.get(route.id) == position.turn
        for here in route.hexes
        if position.interdicted.get(here) in route.raiders
    )
