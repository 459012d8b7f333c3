"""Rings that are cut off (9.13): no way out over ground that no intruder holds, and what follows."""

from __future__ import annotations

from functools import lru_cache

from game.hexgrid.coords import Hex
from game.hexgrid.paths import reach
from game.model.events import RingClosed
from game.model.kinds import FactionId, ZoneKind
from game.model.politics import Zone
from game.model.scenario import Setting
from game.model.state import Position
from game.model.units import Unit
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.relations import allied, allies

FAR = 9_999


@lru_cache(maxsize=16)
def beyond(setting: Setting, zone: Zone, hexes: int) -> frozenset[Hex]:
    """9.13 Return the hexes of the core's country that lie more than so many hexes outside a ring."""
    board = setting.board
    country = board.country[board.places[zone.core].at]
    starts = dict.fromkeys(sorted(zone.hexes), 0)
    costs, _ = reach(starts, lambda here, spent: ((near, 1) for near in board.grid.around[here]), FAR)
    return frozenset(here for here, far in costs.items() if far > hexes and board.country[here] == country)


def has_way_out(position: Position, zone: Zone) -> bool:
    """9.13 Whether one can leave a ring by its own side of the border over ground that no intruder and no
    ally of one holds."""
    board = position.setting.board
    core = board.places[zone.core].at
    foes = {friend for intruder in zone.intruders for friend in allies(position, intruder)}
    out = beyond(position.setting, zone, position.setting.rules.ring.way_out)
    country, control = board.country[core], position.control
    seen, row = {core}, [core]
    while row:
        here = row.pop()
        if here in out:
            return True
        for near in board.grid.around[here]:
            if near not in seen and board.country[near] == country and control[near] not in foes:
                seen.add(near)
                row.append(near)
    return not out


def watch_rings(play: Play) -> None:
    """9.13 At the end of a turn a ring with a core is found cut off, or open again."""
    for zone in play.state.setting.politics.zones.values():
        if zone.kind is ZoneKind.RING and zone.core:
            closed, was = not has_way_out(play.state, zone), zone.id in play.state.affairs.pockets
            if closed != was:
                play.enter(RingClosed(zone.id, play.state.turn if closed else 0))


@once_a_position
def cut_off(position: Position, faction: FactionId) -> frozenset[Hex]:
    """9.13 Return the hexes of rings of a faction or its allies that are cut off."""
    zones = position.setting.politics.zones
    rings = (zones[zone] for zone in position.affairs.pockets if zone in zones)
    return frozenset(here for zone in rings if allied(position, faction, zone.owner) for here in zone.hexes)


def attack_pct(position: Position, unit: Unit) -> int:
    """9.13 Return what is left of a unit's attack after some turns in a ring that is cut off, in per cent."""
    zones, figures = position.setting.politics.zones, position.setting.rules.ring
    for id, since in position.affairs.pockets.items():
        zone = zones[id]
        long = position.turn - since > figures.cut_turns
        if long and unit.at in zone.hexes and allied(position, unit.faction, zone.owner):
            return figures.cut_attack_pct
    return 100


def lives_in_ring(position: Position, unit: Unit) -> bool:
    """9.13 Whether a unit stands in a ring of its side whose base is held: it never starves there."""
    for zone in position.setting.politics.zones.values():
        if zone.kind is ZoneKind.RING and zone.core and unit.at in zone.hexes:
            holder = position.control[position.setting.board.places[zone.core].at]
            if allied(position, unit.faction, zone.owner) and allied(position, unit.faction, holder):
                return True
    return False
