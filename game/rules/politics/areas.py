"""De-escalation areas (9.11): where they hold, between whom, and what they shut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, ZoneKind
from game.model.politics import Zone
from game.model.state import Position
from game.model.tongue import say
from game.rules.memo import once_a_position
from game.rules.politics.relations import allied, name
from game.rules.refusal import Refusal


def in_force(position: Position, zone: Zone) -> bool:
    """9.11 Whether an area has begun, has not lapsed, and is not open to attack after a breach."""
    affairs, turn = position.affairs, position.turn
    until = affairs.areas.get(zone.id, 0)
    return zone.since <= turn and (not until or turn <= until) and affairs.suspended.get(zone.id, -1) < turn


@once_a_position
def areas_in_force(position: Position) -> tuple[Zone, ...]:
    """9.11 Return the areas that hold at present."""
    zones = position.setting.politics.zones.values()
    return tuple(zone for zone in zones if zone.kind is ZoneKind.AREA and in_force(position, zone))


def counterparts(zone: Zone, faction: FactionId) -> tuple[FactionId, ...]:
    """9.11 Return whom an area keeps a faction apart from: the bound and the signatories each other."""
    if faction in zone.bound:
        return zone.signatories
    return zone.bound if faction in zone.signatories else ()


@once_a_position
def calm_hexes(position: Position, faction: FactionId) -> Mapping[FactionId, frozenset[Hex]]:
    """9.11 Return the hexes in which a faction and each of its counterparts are at peace."""
    found: dict[FactionId, frozenset[Hex]] = {}
    for zone in areas_in_force(position):
        for other in counterparts(zone, faction):
            found[other] = found.get(other, frozenset()) | zone.hexes
    return found


def area_between(position: Position, faction: FactionId, other: FactionId, here: Hex) -> Zone | None:
    """9.11 Return the area that keeps two factions apart in a hex, or None."""
    for zone in areas_in_force(position):
        if here in zone.hexes and other in counterparts(zone, faction):
            return zone
    return None


@once_a_position
def kept_apart(position: Position, faction: FactionId) -> frozenset[Hex]:
    """9.11 Return the hexes of a faction's counterparts that areas close to it."""
    control = position.control
    return frozenset(
        here
        for other, hexes in calm_hexes(position, faction).items()
        if not allied(position, faction, other)
        for here in hexes
        if control[here] == other
    )


def why_kept_apart(position: Position, faction: FactionId, here: Hex) -> Refusal | None:
    """9.11 Return the area that closes a hex to a faction, as a refusal, or None."""
    zone = area_between(position, faction, position.control[here], here)
    if zone is None:
        return None
    return Refusal(
        say("{zone} holds: the ground of its signatories is entered by breaking it", zone=zone.name), "9.11"
    )


def why_sheltered(
    position: Position, faction: FactionId, others: Iterable[FactionId], here: Hex
) -> Refusal | None:
    """9.11 Return why a signatory may not attack the bound inside an area, or None; the bound may attack,
    at a price."""
    for other in others:
        zone = area_between(position, faction, other, here)
        if zone is not None and faction not in zone.bound:
            return Refusal(
                say(
                    "{zone} holds, and {faction} has signed it",
                    zone=zone.name,
                    faction=name(position, faction),
                ),
                "9.11",
            )
    return None


def breach_by(position: Position, faction: FactionId, here: Hex) -> Zone | None:
    """9.11 Return the area that a faction would break by attacking a hex, or None."""
    others = {unit.faction for unit in position.units_at(here)} | {position.control[here]}
    zones = (area_between(position, faction, other, here) for other in sorted(others))
    return next((zone for zone in zones if zone is not None and faction in zone.bound), None)
