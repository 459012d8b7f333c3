"""If this hex falls: what a faction's supply would be with an enemy in a hex, found by the rules of supply
themselves on a table on which he stands there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import DepotId, FactionId, PlaceId, SupplyState, UnitId
from game.model.state import Position
from game.model.units import Unit
from game.rules.control import falls_to
from game.rules.memo import once_a_position
from game.rules.politics.relations import enemies, hostile
from game.rules.supply import SupplyMap, supply_map

PHANTOM: UnitId = "the enemy who is imagined"
WORSE = {SupplyState.FULL: 0, SupplyState.STRAINED: 1, SupplyState.OUT: 2}


@dataclass(frozen=True, slots=True)
class Cut:
    """What falls with a hex: the units that would be out of supply and those that would be strained, the
    places that supply would no longer reach, and the depots and sources that would be dead. `foe` is whose
    unit is imagined there, empty where nobody is hostile."""

    here: Hex
    foe: FactionId = ""
    out: tuple[UnitId, ...] = ()
    strained: tuple[UnitId, ...] = ()
    places: tuple[PlaceId, ...] = ()
    depots: tuple[DepotId, ...] = ()
    sources: int = 0

    @property
    def matters(self) -> bool:
        """Whether anything at all would be worse off."""
        return bool(self.out or self.strained or self.places or self.depots or self.sources)


@once_a_position
def if_falls(position: Position, faction: FactionId, here: Hex) -> Cut:
    """7.1, 3.1 Return what a faction would lose of its supply with an enemy unit and its zone in a hex."""
    foe = likely_foe(position, faction, here)
    if not foe:
        return Cut(here)
    now, then = supply_map(position, faction), supply_map(_fallen(position, here, foe), faction)
    worse = {SupplyState.OUT: [], SupplyState.STRAINED: []}  # type: dict[SupplyState, list[UnitId]]
    for unit in position.units_of(faction):
        after = then.state_at(unit.at)
        if unit.at != here and WORSE[after] > WORSE[now.state_at(unit.at)]:
            worse[after].append(unit.id)
    depots = _dead_depots(position, now, then)
    dead = {position.depots[depot].at for depot in depots}
    sources = sum(1 for at in dict.fromkeys(now.sources) if at not in then.sources and at not in dead)
    return Cut(
        here, foe, tuple(worse[SupplyState.OUT]), tuple(worse[SupplyState.STRAINED]),
        _cut_places(position, faction, here, now, then), depots, sources,
    )  # fmt: skip


def likely_foe(position: Position, faction: FactionId, here: Hex) -> FactionId:
    """9.1 Return whose unit would take a hex: the enemy known to stand nearest, else the first one."""
    distance = position.setting.board.grid.distance
    foes = [(unit.at, unit.faction) for unit in position.units.values()] + [*position.suspected.items()]
    near = [(distance(here, at), foe) for at, foe in foes if hostile(position, faction, foe)]
    return min(near)[1] if near else next(iter(enemies(position, faction)), "")


def _fallen(position: Position, here: Hex, foe: FactionId) -> Position:
    """Return the position with an enemy unit in a hex, and nobody of others."""
    units = {key: unit for key, unit in position.units.items() if unit.at != here}
    kind = next((unit.type for unit in position.units.values() if unit.exerts), None)
    if kind is not None:
        units[PHANTOM] = Unit(PHANTOM, kind, foe, "", "", steps=2, at=here)
    control = (*position.control[:here], foe, *position.control[here + 1 :])
    return replace(position, units=units, control=control)


def _dead_depots(position: Position, now: SupplyMap, then: SupplyMap) -> tuple[DepotId, ...]:
    return tuple(
        key
        for key, depot in position.depots.items()
        if depot.at in now.sources and depot.at not in then.sources
    )


def _cut_places(
    position: Position, faction: FactionId, here: Hex, now: SupplyMap, then: SupplyMap
) -> tuple[PlaceId, ...]:
    """12.1 Return the places of value that a faction holds in supply and would hold without."""
    return tuple(
        asset.place
        for at, asset in position.setting.asset_hexes.items()
        if at != here and position.control[at] == faction
        if now.state_at(at) is not SupplyState.OUT and then.state_at(at) is SupplyState.OUT
    )


@once_a_position
def supply_after(position: Position, unit: Unit, way: tuple[Hex, ...]) -> SupplyMap:
    """7.1, 10.1 Return a faction's supply as it would be with a unit at the end of a way, the ground of which
    it has taken."""
    control = list(position.control)
    for here in way:
        if falls_to(position, unit.faction, here):
            control[here] = unit.faction
    units = {**position.units, unit.id: replace(unit, at=way[-1])}
    return supply_map(replace(position, units=units, control=tuple(control)), unit.faction)


# --- the way supply takes -----------------------------------------------------------------------------


@once_a_position
def traffic(position: Position, faction: FactionId) -> dict[tuple[Hex, Hex], int]:
    """7.1 Return the steps that supply takes to a faction's units, each from a source outwards, and how many
    units are fed over it."""
    supplied, found = supply_map(position, faction), {}  # type: SupplyMap, dict[tuple[Hex, Hex], int]
    for unit in position.units_of(faction):
        here = unit.at
        while here in supplied.costs and supplied.came[here] != here:
            step = supplied.came[here], here
            found[step] = found.get(step, 0) + 1
            here = step[0]
    return found


@once_a_position
def bottleneck(position: Position, faction: FactionId, there: Hex) -> Hex:
    """7.1 Return the hex on the way to a supplied hex whose fall would do the most harm: to whoever stands
    there first, then to the most units; `OFF_MAP` where no single hex does any."""
    supplied = supply_map(position, faction)
    if there not in supplied.costs:
        return OFF_MAP
    best, most = OFF_MAP, (0, 0, 0)
    fed = {unit.id for unit in position.units_at(there) if unit.faction == faction}
    for here in supplied.path(there)[:-1]:
        cut = if_falls(position, faction, here)
        own = 2 * len(fed.intersection(cut.out)) + len(fed.intersection(cut.strained))
        harm = own, len(cut.out), len(cut.strained)
        if harm > most:
            best, most = here, harm
    return best
