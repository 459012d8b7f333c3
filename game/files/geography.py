"""Where things are: the atlas with what a scenario adds to it, drawn as its board, and spots as hexes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.files.figures import terrain_table
from game.files.problems import Mark, Problem, did_you_mean, problem, quoted
from game.files.schema import HexLabel, PlaceSpec, Point, ScenarioSpec
from game.files.yaml_reader import locate
from game.geo.atlas import Atlas
from game.geo.control import control_of
from game.geo.projection import Bounds, Projection
from game.geo.raster import draw_board
from game.geo.reading import AtlasError
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.board import Board
from game.model.kinds import FactionId

MAX_HEXES = 40_000
ADDED = (("areas", "terrain", "areas"), ("lines", "roads", "roads"), ("crossings", "crossings", "crossings"))
"""Key of `map`, document of the atlas, key in that document."""

MISSED = re.compile(r"no place '(\w+)'")
DRAWN_FROM = ("map", "atlas", "terrain", "control")
"""The sections that a geography is made of."""


@dataclass(frozen=True)
class Geography:
    """The board of a scenario, the atlas it was drawn from, and who holds each hex by it."""

    atlas: Atlas
    board: Board
    projection: Projection
    control: tuple[FactionId, ...]

    def hex_of(self, spot: str | Point | HexLabel) -> Hex:
        """Return the hex of a spot, or `OFF_MAP`."""
        if isinstance(spot, HexLabel):
            return self.board.grid.hex_of(spot.hex)
        if isinstance(spot, Point):
            return self.projection.hex_of(spot.lat, spot.lon)
        place = self.board.places.get(spot)
        return OFF_MAP if place is None else place.at


def geography(spec: ScenarioSpec, document: Any) -> tuple[Geography | None, list[Problem]]:
    """Return the geography of a scenario, and what is wrong with its map or atlas.

    The last one without a fault is kept: variants and a file that is read again mostly have the same.
    """
    parts = tuple(document.get(key) for key in DRAWN_FROM)
    if _last and parts == _last[0][0]:
        return _last[0][1], []
    found, problems = _drawn(spec, document)
    if found is not None and not problems and None not in parts:
        _last[:] = [(parts, found)]
    return found, problems


def _drawn(spec: ScenarioSpec, document: Any) -> tuple[Geography | None, list[Problem]]:
    top = locate(document, ("map",)) or Mark("scenario", 1, 1)
    bounds = bounds_of(spec)
    wrong = _wrong_bounds(bounds, spec.map.hex_km)
    if wrong:
        return None, [problem(locate(document, ("map", "bounds")) or top, "E130", wrong)]
    found: list[Problem] = []
    try:
        atlas = Atlas.from_documents(_documents(spec))
    except AtlasError as error:
        trail = _trail(error.where, spec)
        at = locate(document, trail) or top
        return None, [problem(at, "E132", f"{'.'.join(trail)}: {error.problem}"[:300], _near(error, spec))]
    if control_name(spec) not in spec.atlas:
        dates = ", ".join(
            sorted(name[8:].replace("_", "-") for name in spec.atlas if name.startswith("control_"))
        )
        at = locate(document, ("control", "date")) or top
        text = f"the atlas does not know who held what on {spec.control.date}"
        found = [problem(at, "E133", text, f"it knows {dates}" if dates else "")]
    missing = sorted(_words(atlas) - set(spec.terrain))
    if missing:
        at = locate(document, ("terrain",)) or top
        return None, [problem(at, "E211", f"the atlas uses terrain {quoted(word)}") for word in missing]
    found += _misplaced(spec, document, bounds)
    board = draw_board(atlas, bounds, spec.map.hex_km, terrain_table(spec.terrain))
    control = control_of(atlas, board, spec.control.map)
    return Geography(atlas, board, Projection(board.grid, board.frame), control), found


_last: list[tuple[tuple[Any, ...], Geography]] = []


def _near(error: AtlasError, spec: ScenarioSpec) -> str:
    """Return the place that was perhaps meant, where the atlas misses one."""
    missed = MISSED.match(error.problem)
    known = spec.atlas.get("places", {}).get("places", {})
    return did_you_mean(missed[1], [*spec.map.places, *known]) if missed else ""


def forget() -> None:
    """Keep no geography any longer."""
    _last.clear()


def bounds_of(spec: ScenarioSpec) -> Bounds:
    """Return the box of a scenario's map."""
    box = spec.map.bounds
    return Bounds(box.west, box.south, box.east, box.north)


def _wrong_bounds(bounds: Bounds, hex_km: int) -> str:
    if bounds.west >= bounds.east or bounds.south >= bounds.north:
        return "west must be less than east, and south less than north"
    if _about_hexes(bounds, hex_km) > MAX_HEXES:
        return f"the map has more than {MAX_HEXES:,} hexes; take larger hexes or a smaller box"
    return ""


def _about_hexes(bounds: Bounds, hex_km: int) -> float:
    """Return at least the number of hexes in a box, without building a grid that may be enormous."""
    wide = (bounds.east - bounds.west) * 111.2 / hex_km
    tall = (bounds.north - bounds.south) * 111.2 / (hex_km * 0.866)
    return wide * tall


def control_name(spec: ScenarioSpec) -> str:
    """Return the name of the atlas file that holds control on the scenario's date."""
    return f"control_{spec.control.date:%Y_%m_%d}"


def _documents(spec: ScenarioSpec) -> dict[str, Any]:
    """Return the atlas's documents with the scenario's own features added by id."""
    found: dict[str, Any] = {
        name: document for name, document in spec.atlas.items() if "control_" not in name
    }
    found["control"] = spec.atlas.get(control_name(spec), {})
    rows = {id: _row(place) for id, place in spec.map.places.items()}
    found["places"] = _with(found.get("places", {}), "places", rows)
    for key, name, under in ADDED:
        found[name] = _with(found.get(name, {}), under, getattr(spec.map, key))
    return found


def _with(document: Mapping[str, Any], key: str, more: Mapping[str, Any]) -> dict[str, Any]:
    under = document.get(key)
    return (
        {**document, key: {**(under if isinstance(under, Mapping) else {}), **more}}
        if more
        else dict(document)
    )


def _row(place: PlaceSpec) -> str:
    """Return a place as the atlas writes it."""
    at = f"{place.lat} {place.lon}"
    cells = (
        place.name,
        place.name_ar,
        at,
        place.kind,
        str(place.importance),
        place.country,
        "scenario",
        place.note,
    )
    return " | ".join(cells)


def _trail(where: tuple[str, ...], spec: ScenarioSpec) -> tuple[str, ...]:
    """Return where in a scenario stands what the atlas found wrong: its own features stand under `map`."""
    for key, name, under in ADDED:
        if where[:2] == (name, under) and len(where) > 2 and where[2] in getattr(spec.map, key):
            return ("map", key, *where[2:])
    if where[0] == "places" and len(where) > 2 and where[2] in spec.map.places:
        return ("map", *where[1:])
    return ("atlas", control_name(spec), *where[1:]) if where[0] == "control" else ("atlas", *where)


def _words(atlas: Atlas) -> set[str]:
    areas = {area.terrain for area in (*atlas.areas, *atlas.waters)}
    rows = {row.terrain for row in atlas.place_terrain}
    return areas | rows | {atlas.ground, atlas.wadi_terrain, atlas.water_terrain}


def _misplaced(spec: ScenarioSpec, document: Any, bounds: Bounds) -> list[Problem]:
    """Return the scenario's own places that lie off its map."""
    return [
        off_the_map(place.lat, place.lon, bounds, locate(document, ("map", "places", id)))
        for id, place in spec.map.places.items()
        if not _within(place.lat, place.lon, bounds)
    ]


def _within(lat: float, lon: float, bounds: Bounds) -> bool:
    return bounds.south <= lat <= bounds.north and bounds.west <= lon <= bounds.east


def off_the_map(lat: float, lon: float, bounds: Bounds, at: Mark | None) -> Problem:
    """Return the finding about a point outside the map; the classic cause is named."""
    swapped = "latitude and longitude swapped?" if _within(lon, lat, bounds) else ""
    return problem(
        at or Mark("scenario", 1, 1), "E112", f"{lat:g} N, {lon:g} E lies outside the map", swapped
    )


def unknown_place(id: str, geography: Geography, at: Mark) -> Problem:
    """Return the finding about a place that is not on the board: elsewhere in the atlas, or nowhere."""
    if id in geography.atlas.places:
        name = geography.atlas.places[id].name
        return problem(
            at, "E111", f"{name} ({id}) lies outside the map", "enlarge the bounds or name another place"
        )
    known = [*geography.board.places, *geography.atlas.places]
    return problem(at, "E210", f"unknown place {quoted(id)}", did_you_mean(id, known))
