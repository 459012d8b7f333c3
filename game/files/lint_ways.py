"""Cross-checks of ways: arrivals without ground, roads into a zone, milestones that nobody can reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from game.files.geography import Geography
from game.files.politics import zone_hexes
from game.files.problems import Problem, problem, quoted
from game.files.reading import Reading
from game.files.schema import UnitSpec
from game.geo.zones import road_along
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import Mobility

Path = tuple[int | str, ...]
STEPS = 4
"""How often a line is looked at on the way through a hex."""


def way_complaints(reading: Reading) -> Iterator[Problem]:
    """Yield what is wrong with arrivals, roads through zones, and milestones."""
    if reading.geography is not None:
        yield from _arrivals(reading, reading.geography)
        yield from _roads(reading, reading.geography)
    for index, milestone in enumerate(reading.spec.history):
        for n, place in enumerate(milestone.places):
            if milestone.kind == "city" and place not in reading.spec.cities:
                at = reading.at("history", index, "places", n)
                text = f"{quoted(place)} is none of the `cities`, so that the milestone cannot be judged"
                yield problem(at, "E315", text)


# --- arrivals --------------------------------------------------------------------------------------


def _arrivals(reading: Reading, geography: Geography) -> Iterator[Problem]:
    for number, arrival in enumerate(reading.spec.arrivals):
        for index, unit in enumerate(arrival.units):
            own = unit.at is not None
            spot, path = (unit.at if own else arrival.at), ("arrivals", number)
            here = OFF_MAP if spot is None else geography.hex_of(spot)
            where: Path = (*path, "units", index, "at") if own else (*path, "at")
            if here != OFF_MAP and unit.template in reading.spec.templates:
                yield from _ground(reading, geography, unit, here, where)


def _ground(
    reading: Reading, geography: Geography, unit: UnitSpec, here: Hex, path: Path
) -> Iterator[Problem]:
    """Yield that a unit may not stand where it comes, or cannot leave."""
    board, template = geography.board, reading.spec.templates[unit.template]
    mobility, where, at = Mobility(template.mobility), board.name_of(here), reading.at(*path)
    faction = reading.spec.factions.get(unit.faction)
    if board.terrain[here].cost(mobility) is None:
        ground = board.terrain[here].name.lower()
        text = f"{unit.id} cannot come to {where}: {ground} bars {template.mobility} units"
        yield problem(at, "E121", text, "let it come on open ground")
    elif faction and board.country[here] not in faction.countries:
        text = f"{unit.id} comes to {board.country[here]} ({where}), which {unit.faction} may not enter"
        yield problem(at, "E125", text, "see `countries` of the faction")
    elif not any(_leads(geography, here, near, mobility) for near in board.grid.around[here]):
        yield problem(at, "W127", f"{unit.id} comes to {where} and cannot leave it")


def _leads(geography: Geography, here: Hex, near: Hex, mobility: Mobility) -> bool:
    board = geography.board
    return bool(board.road(here, near)) or board.terrain[near].cost(mobility) is not None


# --- roads -----------------------------------------------------------------------------------------


def _roads(reading: Reading, geography: Geography) -> Iterator[Problem]:
    """Yield routes and lines of the scenario's own that run through a ring."""
    spec, rings = reading.spec, _rings(reading, geography)
    for id, route in spec.routes.items():
        stops = [geography.hex_of(place) for place in route.along]
        hexes = road_along(geography.board, stops) if OFF_MAP not in stops else ()
        kept_out = {zone: ring for zone, ring in rings.items() if route.faction in spec.zones[zone].intruders}
        yield from _through(reading, geography, f"the route {quoted(id)}", hexes, kept_out, ("routes", id))
    for road in geography.atlas.roads:
        if road.id in spec.map.lines:
            hexes = tuple(_along(geography, road.path))
            path: Path = ("map", "lines", road.id)
            yield from _through(reading, geography, f"the road {quoted(road.id)}", hexes, rings, path)


def _rings(reading: Reading, geography: Geography) -> dict[str, frozenset[Hex]]:
    zones = reading.spec.zones.items()
    return {id: zone_hexes(zone, geography) for id, zone in zones if zone.kind == "deconfliction"}


def _through(
    reading: Reading,
    geography: Geography,
    what: str,
    hexes: Sequence[Hex],
    rings: dict[str, frozenset[Hex]],
    path: Path,
) -> Iterator[Problem]:
    for zone, ring in rings.items():
        inside = next((here for here in hexes if here in ring), OFF_MAP)
        if inside != OFF_MAP:
            label, (lat, lon) = geography.board.grid.label(inside), geography.projection.centre(inside)
            text = f"{what} enters the zone {quoted(zone)} in hex {label} ({lat:.2f} N, {lon:.2f} E)"
            yield problem(reading.at(*path, key=True), "W122", text)


def _along(geography: Geography, path: Sequence[str | tuple[float, float]]) -> Iterator[Hex]:
    """Yield the hexes under a line, end to end; what lies off the map is left out."""
    places, projection = geography.atlas.places, geography.projection
    points = [projection.point(*(places[stop].at if isinstance(stop, str) else stop)) for stop in path]
    for (x, y), (u, v) in pairwise(points):
        parts = max(1, round(STEPS * max(abs(u - x), abs(v - y))))
        for n in range(parts + 1):
            here = projection.layout.hex_under(x + (u - x) * n / parts, y + (v - y) * n / parts)
            if here != OFF_MAP:
                yield here
