"""Places to hexes: each in the hex that holds it, or in the next one where that hex is on the wrong bank
or in the wrong country.

The more important place has its way. The first place in a hex claims it: rivers and borders are then bent
around it, so that it keeps its bank and its country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.geo.atlas import Atlas, AtlasPlace, River
from game.geo.lattice import Cell, Line, cell_under, nearest, pieces_near, runs_within
from game.geo.projection import Projection
from game.hexgrid.coords import OFF_MAP, Hex
from game.hexgrid.layout import Point

REACH = 1.3
"""How near a river, in hex widths, a place must be for its bank to matter."""
BRIM = 0.6
"""How far a place may lie from the nearest centre of a hex, in hex widths, to be on the map."""

Banks = dict[str, int]


@dataclass(frozen=True)
class Course:
    """A river over the map: its runs inside the frame and, for each, which pieces are near a cell."""

    river: River
    runs: tuple[Line, ...]
    near: tuple[Mapping[Cell, list[int]], ...]

    def bank(self, point: Point) -> int | None:
        """Return the side of the river that a point near it lies on, or None when it is far."""
        cell = cell_under(*point)
        found = [
            nearest(point, run, near[cell])
            for run, near in zip(self.runs, self.near, strict=True)
            if cell in near
        ]
        apart, side = min(found, default=(REACH + 1, 0))
        return side if apart <= REACH else None

    def is_beyond(self, point: Point, end: int) -> bool:
        """Return whether a point is nearer to the first (0) or last (-1) point than to any other."""
        run, near = self.runs[end], self.near[end]
        pieces = near.get(cell_under(*point), [])
        return bool(pieces) and _apart(point, run[end]) <= nearest(point, run, pieces)[0] + 1e-6


@dataclass
class Sites:
    """Where the places lie, and what the hexes with places in them are bound to."""

    at: dict[str, Hex] = field(default_factory=dict)
    banks: dict[str, Banks] = field(default_factory=dict)
    country: dict[Hex, str] = field(default_factory=dict)
    claims: dict[Hex, Banks] = field(default_factory=dict)
    cities: set[Hex] = field(default_factory=set)
    bases: set[Hex] = field(default_factory=set)

    def put(self, place: AtlasPlace, here: Hex) -> None:
        """Settle a place in a hex and bind the hex."""
        self.at[place.id] = here
        self.country.setdefault(here, place.country)
        self.claims[here] = {**self.banks[place.id], **self.claims.get(here, {})}
        if place.kind == "city":
            self.cities.add(here)
        if place.outside_town:
            self.bases.add(here)

    def suits(self, place: AtlasPlace, here: Hex) -> bool:
        """Return whether a place may join those that are in a hex already."""
        claim = self.claims.get(here, {})
        if (here in self.cities and place.outside_town) or (here in self.bases and place.kind == "city"):
            return False
        agreed = all(claim.get(river, side) == side for river, side in self.banks[place.id].items())
        return agreed and self.country.get(here, place.country) == place.country


def courses_on(projection: Projection, rivers: Sequence[River]) -> list[Course]:
    """Return the courses of the rivers that touch the map."""
    grid = projection.grid
    low, high = (-1.2, -1.2), (grid.cols + 0.7, grid.rows + 0.2)
    found = []
    for river in rivers:
        line = tuple(projection.point(*at) for at in river.path)
        runs = tuple(runs_within(line, low, high))
        if runs:
            found.append(Course(river, runs, tuple(pieces_near(run, 2.0) for run in runs)))
    return found


def settle(projection: Projection, atlas: Atlas, courses: Sequence[Course], country: Sequence[str]) -> Sites:
    """Settle every place of the atlas that lies on the map, the more important first."""
    sites = Sites()
    for place in sorted(atlas.places.values(), key=lambda place: (-place.importance, place.id)):
        point = projection.point(*place.at)
        options = hexes_about(projection, point)
        if not options:
            continue
        sites.banks[place.id] = _banks_of(place, point, courses)
        suited = [here for here in options if sites.suits(place, here)]
        free = [
            here
            for here in suited
            if here == options[0] or _natural(projection, courses, sites, place, here, country)
        ]
        sites.put(place, (free or suited or options)[0])
    return sites


def hexes_about(projection: Projection, point: Point) -> list[Hex]:
    """Return the hexes whose centre lies within one hex of a point, the nearest first."""
    grid, layout = projection.grid, projection.layout
    col, row = cell_under(*point)
    centre = grid.hex_at(min(max(col, 0), grid.cols - 1), min(max(row, 0), grid.rows - 1))
    if _apart(layout.centre(centre), point) > BRIM:
        return []
    about = [
        (_apart(layout.centre(here), point), here)
        for here in (centre, *grid.neighbours[centre])
        if here != OFF_MAP
    ]
    return [here for apart, here in sorted(about) if apart <= 1.0]


def _banks_of(place: AtlasPlace, point: Point, courses: Sequence[Course]) -> Banks:
    """The bank of a place on each river near it. Above a source there is none, and below a mouth only
    on that side of the main river that the tributary comes from."""
    found: Banks = {}
    if place.on_the_river:
        return found
    by_id = {course.river.id: course for course in courses}
    for course in courses:
        side = course.bank(point)
        if side is None or course.is_beyond(point, 0):
            continue
        main = by_id.get(course.river.into)
        if course.is_beyond(point, -1) and (
            main is None or main.bank(course.runs[-1][-2]) != main.bank(point)
        ):
            continue
        found[course.river.id] = side
    return found


def _natural(
    projection: Projection,
    courses: Sequence[Course],
    sites: Sites,
    place: AtlasPlace,
    here: Hex,
    country: Sequence[str],
) -> bool:
    """Whether a hex agrees with a place already, without bending a river or a border."""
    centre = projection.layout.centre(here)
    wanted = sites.banks[place.id]
    agreed = all(
        course.bank(centre) in (None, wanted[course.river.id])
        for course in courses
        if course.river.id in wanted
    )
    return agreed and sites.country.get(here, country[here]) == place.country


def _apart(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)
