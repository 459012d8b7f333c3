"""Raiders (14.4, 14.5): who can strike at a road, and where they are held off."""

from __future__ import annotations

from collections.abc import Iterable

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.state import Position
from game.rules.memo import once_a_position
from game.rules.politics.relations import allied, hostile

RAIDING = frozenset({"mobile", "infiltrate"})


def raiders_of(position: Position, factions: Iterable[FactionId]) -> tuple[tuple[Hex, FactionId], ...]:
    """14.4 Return where mobile groups and cells of some factions are, and whose they are."""
    wanted = tuple(factions)
    units = (
        unit for unit in position.units.values() if unit.faction in wanted and unit.type.traits & RAIDING
    )
    found = {(unit.at, unit.faction): None for unit in units}
    found |= {(at, cell.faction): None for at, cell in position.cells.items() if cell.faction in wanted}
    return tuple(sorted(found))


@once_a_position
def guarded(position: Position, faction: FactionId) -> frozenset[Hex]:
    """14.4 Return the hexes that a unit of a faction or its allies guards."""
    reach, grid = position.setting.rules.oil.guard, position.setting.board.grid
    units = (unit for unit in position.units.values() if allied(position, faction, unit.faction))
    return frozenset(near for unit in units for near in grid.within(unit.at, reach))


@once_a_position
def raided(position: Position, faction: FactionId) -> frozenset[Hex]:
    """14.5 Return the hexes of a road that raiders of hostile insurgents stand at, and nobody guards."""
    plans = position.setting.politics.insurgencies
    foes = tuple(other for other in plans if hostile(position, faction, other))
    if not foes:
        return frozenset()
    grid = position.setting.board.grid
    near = frozenset(here for at, _ in raiders_of(position, foes) for here in grid.within(at, 1))
    return near - guarded(position, faction)
