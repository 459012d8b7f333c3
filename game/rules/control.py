"""Control of ground (10.1): a hex is the last faction's to enter it."""

from __future__ import annotations

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.events import ControlPassed, DepotMoved, RelationChanged
from game.model.kinds import NOBODY, FactionId, SupplyState
from game.model.state import Position, State
from game.rules.play import Play
from game.rules.politics.areas import kept_apart
from game.rules.politics.relations import hostile


def take(play: Play, faction: FactionId, hexes: tuple[Hex, ...]) -> None:
    """10.1 A faction that enters hostile or nobody's ground controls it, and overruns depots there."""
    state = play.state
    won = tuple(here for here in hexes if falls_to(state, faction, here))
    if won:
        play.enter(ControlPassed(won, faction))
        overrun(play, faction, won)


def overrun(play: Play, faction: FactionId, hexes: tuple[Hex, ...]) -> None:
    """10.1 Depots of an enemy are lost with their hex."""
    for depot in tuple(play.state.depots.values()):
        if depot.at in hexes and hostile(play.state, faction, depot.faction):
            play.enter(DepotMoved(depot.id, depot.faction, OFF_MAP))


def stand_fast(play: Play) -> None:
    """10.1 When factions have become enemies, or a truce between them is over, the units of each hold the
    other's ground that they stand on, but for cities; stores on an enemy's ground are lost."""
    if not (play.before.affairs.truces or any(isinstance(event, RelationChanged) for event in play.events)):
        return
    for faction in play.state.setting.factions:
        stood = {unit.at for unit in play.state.units_of(faction)} - set(play.state.setting.city_at)
        won = tuple(here for here in sorted(stood) if hostile(play.state, faction, play.state.control[here]))
        if won:
            play.enter(ControlPassed(won, faction))
    for depot in tuple(play.state.depots.values()):
        if hostile(play.state, depot.faction, play.state.control[depot.at]):
            play.enter(DepotMoved(depot.id, depot.faction, OFF_MAP))


def falls_to(position: Position, faction: FactionId, here: Hex) -> bool:
    """10.1 Whether entering a hex gives control of it; a city of districts does not fall so."""
    owner = position.control[here]
    if owner == faction or here in position.setting.city_at:
        return False
    return owner == NOBODY or hostile(position, faction, owner)


def settle_desert(play: Play) -> None:
    """10.1 At the end of a turn empty desert near a supplied unit, with no enemy near, passes to it."""
    for faction in play.state.setting.factions:
        won = desert_won(play.state, faction)
        if won:
            play.enter(ControlPassed(won, faction))


def desert_won(state: State, faction: FactionId) -> tuple[Hex, ...]:
    """10.1 Return the empty desert hexes that pass to a faction."""
    figures, board = state.setting.rules.control, state.setting.board
    never = {place.at for place in board.places.values() if place.kind not in {"junction", "village"}}
    never.update(state.setting.asset_hexes)
    never.update(depot.at for depot in state.depots.values())
    enemies = [unit.at for unit in state.units.values() if hostile(state, faction, unit.faction)]
    near_enemy = {here for at in enemies for here in board.grid.within(at, figures.clear_radius)}
    never.update(kept_apart(state, faction))
    countries = state.setting.factions[faction].countries
    won: set[Hex] = set()
    for unit in state.units_of(faction):
        if unit.steps >= figures.flip_steps and unit.supply is not SupplyState.OUT:
            won.update(board.grid.within(unit.at, figures.flip_radius))
    return tuple(
        here
        for here in sorted(won)
        if hostile(state, faction, state.control[here])
        and here not in never
        and here not in near_enemy
        and not board.terrain[here].built_up
        and board.country[here] in countries
    )
