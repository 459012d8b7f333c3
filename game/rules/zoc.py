"""Zones of control (3.1) and of the air (6.2).

Legend: zoc maps each hex to how strongly it is controlled against a faction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, Relation
from game.model.state import Position
from game.rules.ground import is_open, zoc_edges
from game.rules.memo import once_a_position
from game.rules.politics.areas import calm_hexes
from game.rules.politics.relations import allies, hostile

FULL = 2
HINDERING = 1
STRENGTH: dict[Relation, int] = {Relation.HOSTILE: FULL, Relation.DECONFLICTED: HINDERING}
"""9.1 A hostile faction's zone counts in full, a deconflicted one's only slows."""


@once_a_position
def zoc_against(position: Position, faction: FactionId) -> Mapping[Hex, int]:
    """3.1, 9.11 Return the hexes in zones of control against `faction`, with their strength; in an area that
    holds, those it keeps apart only hinder each other."""
    edges, calm = zoc_edges(position.setting), calm_hexes(position, faction)
    strengths = _strengths(position, faction)
    zoc: dict[Hex, int] = {}
    for here, owner in _exerting(position):
        full, quiet = strengths.get(owner, 0), calm.get(owner, ())
        if full:
            for near, crossing in edges[here]:
                strength = min(full, HINDERING) if near in quiet else full
                if zoc.get(near, 0) < strength and (not crossing or is_open(position, crossing)):
                    zoc[near] = strength
    return zoc


@once_a_position
def zones_by_owner(position: Position, faction: FactionId) -> Mapping[FactionId, Mapping[Hex, int]]:
    """3.1, 9.1 Return the zones of control against a faction, by whose they are: the same again, for people
    who ask, so that the many who do not need not wait for it."""
    edges, calm = zoc_edges(position.setting), calm_hexes(position, faction)
    strengths = _strengths(position, faction)
    found: dict[FactionId, dict[Hex, int]] = {}
    for here, owner in _exerting(position):
        full, quiet = strengths.get(owner, 0), calm.get(owner, ())
        for near, crossing in edges[here] if full else ():
            if not crossing or is_open(position, crossing):
                zone = found.setdefault(owner, {})
                zone[near] = max(zone.get(near, 0), min(full, HINDERING) if near in quiet else full)
    return found


def _strengths(position: Position, faction: FactionId) -> dict[FactionId, int]:
    """9.1 Return how strongly the zones of each faction count against one."""
    return {other: STRENGTH.get(position.relation(other, faction), 0) for other in position.setting.factions}


def _exerting(position: Position) -> Iterator[tuple[Hex, FactionId]]:
    """Yield the hex and owner of each unit that exerts a zone; an unidentified one is taken to."""
    for unit in position.units.values():
        if unit.exerts:
            yield unit.at, unit.faction
    yield from position.suspected.items()


def uncontested(position: Position, faction: FactionId) -> frozenset[Hex]:
    """3.1 Return the hexes of full hostile zones where no friendly unit stands: these bar retreat and
    supply."""
    friends = allies(position, faction)
    held = {unit.at for unit in position.units.values() if unit.faction in friends}
    zoc = zoc_against(position, faction)
    return frozenset(here for here, strength in zoc.items() if strength == FULL and here not in held)


def interdicted_against(position: Position, faction: FactionId) -> frozenset[Hex]:
    """6.2 Return the hexes that hostile air makes dear to enter this turn."""
    return frozenset(here for here, by in position.interdicted.items() if hostile(position, by, faction))
