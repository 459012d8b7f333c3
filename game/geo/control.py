"""Who holds each hex: areas in order, then places, which win with the hexes around them."""

from __future__ import annotations

from collections.abc import Mapping

from game.geo.areas import hexes_inside, is_inside
from game.geo.atlas import Atlas, ControlArea
from game.geo.projection import Projection
from game.hexgrid.coords import Hex, side
from game.hexgrid.layout import Point
from game.model.board import Board, Place
from game.model.kinds import NOBODY, FactionId, RiverKind

HOME = "syria"


def control_of(atlas: Atlas, board: Board, codes: Mapping[str, FactionId]) -> tuple[FactionId, ...]:
    """Return the controller of every hex; a code that `codes` does not map is nobody's."""
    return tuple(codes.get(code, NOBODY) for code in codes_of(atlas, board))


def codes_of(atlas: Atlas, board: Board) -> list[str]:
    """Return the control code of every hex, empty where none is known."""
    projection = Projection(board.grid, board.frame)
    rings = {area.id: [projection.point(*at) for at in area.ring] for area in atlas.control}
    found = [""] * len(board.grid)
    for area in atlas.control:
        for here in _hexes_of(area, rings[area.id], board):
            found[here] = area.code
    places = [place for place in board.places.values() if place.id in atlas.holders]
    places.sort(key=lambda place: (place.importance, place.id))
    for place in places:
        code = atlas.holders[place.id]
        if _area_code(atlas, rings, projection, place) != code:
            for here in _surroundings(board, place):
                found[here] = code
    for place in places:
        found[place.at] = atlas.holders[place.id]
    return found


def _hexes_of(area: ControlArea, ring: list[Point], board: Board) -> list[Hex]:
    if area.country:
        return [here for here, name in enumerate(board.country) if name == area.country]
    inside = hexes_inside(board.grid, ring)
    return [here for here in inside if (board.country[here] == HOME) != area.abroad]


def _area_code(atlas: Atlas, rings: Mapping[str, list[Point]], projection: Projection, place: Place) -> str:
    """The code of the last area that a place lies in by its own coordinates."""
    point, country = projection.point(place.lat, place.lon), atlas.places[place.id].country
    for area in reversed(atlas.control):
        if area.country == country:
            return area.code
        if not area.country and (country == HOME) != area.abroad and is_inside(point, rings[area.id]):
            return area.code
    return ""


def _surroundings(board: Board, place: Place) -> list[Hex]:
    """The hexes next to a place, on its bank and in its country, that are not nearer to another place."""
    return [
        near
        for near in board.grid.around[place.at]
        if near not in board.places_at
        and board.country[near] == board.country[place.at]
        and board.rivers.get(side(place.at, near)) is not RiverKind.MAJOR
    ]
