"""The atlas drawn onto hexes: one call makes the Board of any frame at any scale."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.geo.areas import hexes_inside, hexes_mostly_inside
from game.geo.atlas import OTHER, Atlas, AtlasPlace
from game.geo.fords import crossings_on
from game.geo.lattice import nearest, pieces_near
from game.geo.projection import Bounds, LatLon, Projection, frame_for
from game.geo.rivers import Chain, bank_along, chains_of, edge_chain, sides_of
from game.geo.roads import Ground, roads_on
from game.geo.sites import Course, Sites, courses_on, hexes_about, settle
from game.hexgrid.coords import Grid, Hex, Side, side
from game.hexgrid.layout import Point
from game.model.board import Board, Crossing, Place, Region, Terrain
from game.model.kinds import RiverKind

WADI_REACH = 0.22
"""How near its line, in hex widths, a wadi makes the ground rough: less than half of the hexes it meets."""

Chains = Mapping[str, tuple[Chain, ...]]


@dataclass(frozen=True)
class Drawing:
    """A board, and in words what could not be drawn as the atlas has it."""

    board: Board
    problems: tuple[str, ...]


def draw_board(atlas: Atlas, bounds: Bounds, hex_km: float, terrain: Mapping[str, Terrain]) -> Board:
    """Return the printed map of a box at a scale; `terrain` is the terrain table by id."""
    return draw(atlas, bounds, hex_km, terrain).board


def draw(atlas: Atlas, bounds: Bounds, hex_km: float, terrain: Mapping[str, Terrain]) -> Drawing:
    """Return the printed map of a box at a scale, and what could not be drawn."""
    grid, frame = frame_for(bounds, hex_km)
    projection = Projection(grid, frame)
    country = _countries(projection, atlas)
    courses = courses_on(projection, atlas.rivers)
    sites = settle(projection, atlas, courses, country)
    chains = chains_of(projection, courses, sites)
    problems = _mend_banks(projection, atlas, sites, chains)
    for here, name in sites.country.items():
        country[here] = name
    sides = {river: [s for chain in runs for s in sides_of(grid, chain)] for river, runs in chains.items()}
    crossings = crossings_on(projection, atlas, sides, sites.at)
    ground = _terrain(projection, atlas, sites, crossings)
    wet = frozenset(here for here, word in enumerate(ground) if word == atlas.water_terrain)
    rivers, river_names = _rivers(courses, sides)
    barred = frozenset(pair for pair, kind in rivers.items() if kind is RiverKind.MAJOR)
    roads, lost = roads_on(Ground(projection, sites.at, barred, wet, crossings), atlas)
    board = Board(
        grid=grid,
        frame=frame,
        terrain=tuple(terrain[word] for word in ground),
        country=tuple(country),
        roads=roads,
        rivers=rivers,
        river_names=river_names,
        cliffs=_cliffs(projection, atlas),
        borders=_borders(grid, country, wet),
        crossings=crossings,
        places={id: _place(atlas.places[id], here) for id, here in sorted(sites.at.items())},
        regions=tuple(_regions(projection, atlas, ground)),
    )
    return Drawing(board, (*problems, *lost))


def _place(place: AtlasPlace, here: Hex) -> Place:
    lat, lon = place.at
    return Place(
        place.id, place.name, place.name_ar, place.kind, here, lat, lon, place.importance, place.note
    )


def _points(projection: Projection, line: Sequence[LatLon]) -> list[Point]:
    return [projection.point(*at) for at in line]


def _countries(projection: Projection, atlas: Atlas) -> list[str]:
    """The country of every hex by its centre."""
    found = [OTHER] * len(projection.grid)
    for name, ring in atlas.countries:
        for here in hexes_inside(projection.grid, _points(projection, ring)):
            found[here] = name
    return found


def _mend_banks(projection: Projection, atlas: Atlas, sites: Sites, chains: Chains) -> list[str]:
    """Move each place that a river was drawn on the wrong side of to the nearest hex on its bank."""
    problems = []
    for id, here in sorted(sites.at.items()):
        if _on_its_banks(projection, sites.banks[id], chains, here):
            continue
        place = atlas.places[id]
        options = hexes_about(projection, projection.point(*place.at))
        suited = [
            there
            for there in options
            if sites.country.get(there, place.country) == place.country
            and not (place.outside_town and there in sites.cities)
            and _on_its_banks(projection, sites.banks[id], chains, there)
        ]
        if suited:
            sites.put(place, suited[0])
        else:
            problems.append(f"place {id}: no hex on its bank within one hex")
    return problems


def _on_its_banks(projection: Projection, banks: Mapping[str, int], chains: Chains, here: Hex) -> bool:
    centre = projection.layout.centre(here)
    return all(bank_along(chains[river], centre) == bank for river, bank in banks.items())


def _rivers(
    courses: Iterable[Course], sides: Mapping[str, Sequence[Side]]
) -> tuple[dict[Side, RiverKind], dict[Side, str]]:
    """Kind and name of the river on each hexside; the first river of the atlas keeps a shared one."""
    kinds: dict[Side, RiverKind] = {}
    names: dict[Side, str] = {}
    for course in courses:
        for pair in sides[course.river.id]:
            kinds.setdefault(pair, course.river.kind)
            names.setdefault(pair, course.river.name)
    return kinds, names


def _terrain(
    projection: Projection, atlas: Atlas, sites: Sites, crossings: Mapping[str, Crossing]
) -> list[str]:
    """The terrain id of every hex: ground, areas, wadis, water, then what places make of it."""
    grid = projection.grid
    found = [atlas.ground] * len(grid)
    for area in atlas.areas:
        ring = _points(projection, area.ring)
        narrow = area.terrain in atlas.narrow
        for here in hexes_mostly_inside(grid, ring, 2) if narrow else hexes_inside(grid, ring):
            found[here] = area.terrain
    for here in _wadi_hexes(projection, atlas):
        if found[here] == atlas.ground:
            found[here] = atlas.wadi_terrain
    dry = {*sites.at.values(), *(end for crossing in crossings.values() for end in crossing.side)}
    for water in atlas.waters:
        for here in hexes_mostly_inside(grid, _points(projection, water.ring)):
            if here not in dry:
                found[here] = atlas.water_terrain
    for here, word in _built(atlas, sites).items():
        found[here] = word
    return found


def _regions(projection: Projection, atlas: Atlas, ground: Sequence[str]) -> Iterator[Region]:
    """Yield the named areas, each with the hexes inside it that are of its terrain."""
    for area in (*atlas.areas, *atlas.waters):
        inside = hexes_inside(projection.grid, _points(projection, area.ring))
        hexes = tuple(sorted(here for here in inside if ground[here] == area.terrain))
        if hexes and area.lettered:
            yield Region(area.name, area.name_ar, area.terrain, hexes)


def _built(atlas: Atlas, sites: Sites) -> dict[Hex, str]:
    """What places make of their hexes; the first row of the table that fits any place of a hex counts."""
    found: dict[Hex, str] = {}
    for row in atlas.place_terrain:
        for id, here in sites.at.items():
            place = atlas.places[id]
            if place.kind == row.kind and place.importance >= row.importance:
                found.setdefault(here, row.terrain)
    return found


def _wadi_hexes(projection: Projection, atlas: Atlas) -> list[Hex]:
    """The hexes whose centre a wadi passes closely."""
    found = []
    for wadi in atlas.wadis:
        line = tuple(_points(projection, wadi.path))
        for (col, row), pieces in pieces_near(line, WADI_REACH).items():
            here = projection.grid.hex_at(col, row)
            if here >= 0 and nearest(projection.layout.centre(here), line, pieces)[0] <= WADI_REACH:
                found.append(here)
    return found


def _cliffs(projection: Projection, atlas: Atlas) -> frozenset[Side]:
    chains = (edge_chain(tuple(_points(projection, cliff.path))) for cliff in atlas.cliffs)
    return frozenset(pair for chain in chains for pair in sides_of(projection.grid, chain))


def _borders(grid: Grid, country: Sequence[str], wet: Container[Hex]) -> frozenset[Side]:
    """The hexsides between two countries on land; a shore is no border."""
    return frozenset(
        side(here, near)
        for here in range(len(grid))
        for near in grid.around[here]
        if country[here] < country[near] and here not in wet and near not in wet
    )


__all__ = ["Drawing", "draw", "draw_board"]
