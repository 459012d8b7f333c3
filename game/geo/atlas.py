"""The atlas: what there is on the ground, in latitude and longitude, before any hex is laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.geo.projection import LatLon
from game.geo.reading import AtlasError, Node
from game.model.kinds import CrossingKind, RiverKind, RoadKind

OTHER = "other"
"""Country of a hex that no country of the atlas covers."""


@dataclass(frozen=True, slots=True)
class AtlasPlace:
    """A named place. `kind` is a word of the atlas: city, town, village, airbase, oilfield, …"""

    id: str
    name: str
    name_ar: str
    at: LatLon
    kind: str
    importance: int
    country: str
    note: str

    @property
    def outside_town(self) -> bool:
        """Whether it is a base that takes a hex of its own beside a city."""
        return self.kind in ("airbase", "base")

    @property
    def on_the_river(self) -> bool:
        """Whether it spans a river, so that it has no bank of its own."""
        return self.kind in ("bridge", "dam")


@dataclass(frozen=True, slots=True)
class River:
    """A river from source to mouth; `into` is the id of the river that it joins, or empty."""

    id: str
    name: str
    kind: RiverKind
    into: str
    path: tuple[LatLon, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A road through places (by id) and points; it crosses major rivers only at the crossings in `over`."""

    id: str
    name: str
    kind: RoadKind
    over: tuple[str, ...]
    path: tuple[str | LatLon, ...]


@dataclass(frozen=True, slots=True)
class AtlasCrossing:
    """A crossing of a major river; `joins` are the places at its ends."""

    id: str
    name: str
    river: str
    at: LatLon
    kind: CrossingKind
    open: bool
    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of ground or water of one terrain."""

    id: str
    name: str
    terrain: str
    ring: tuple[LatLon, ...]
    name_ar: str = ""
    lettered: bool = True
    """Whether a map has its name on it: a belt along a river has the river's."""


@dataclass(frozen=True, slots=True)
class Wadi:
    """A dry bed: rough ground along a line, or, of kind `cliff`, an edge along hexsides."""

    id: str
    name: str
    path: tuple[LatLon, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone named by the scenarios."""

    id: str
    name: str
    kind: str
    ring: tuple[LatLon, ...]


@dataclass(frozen=True, slots=True)
class ControlArea:
    """An area under one code: a ring, or a whole country. `abroad` areas lie outside Syria."""

    id: str
    code: str
    country: str
    abroad: bool
    ring: tuple[LatLon, ...]


@dataclass(frozen=True, slots=True)
class PlaceTerrain:
    """Places of a kind and at least an importance make their hex this terrain."""

    kind: str
    importance: int
    terrain: str


@dataclass(frozen=True)
class Atlas:
    """Everything the atlas knows. Areas and control are painted in order, later ones over earlier ones.

    Terrain in `narrow` takes a hex of which it covers a part, other terrain the hexes whose centre it covers.
    """

    places: Mapping[str, AtlasPlace]
    rivers: tuple[River, ...]
    wadis: tuple[Wadi, ...]
    cliffs: tuple[Wadi, ...]
    roads: tuple[Road, ...]
    crossings: tuple[AtlasCrossing, ...]
    ground: str
    wadi_terrain: str
    narrow: tuple[str, ...]
    areas: tuple[Area, ...]
    waters: tuple[Area, ...]
    water_terrain: str
    place_terrain: tuple[PlaceTerrain, ...]
    countries: tuple[tuple[str, tuple[LatLon, ...]], ...]
    zones: Mapping[str, Zone]
    control: tuple[ControlArea, ...]
    holders: Mapping[str, str]

    @staticmethod
    def from_documents(documents: Mapping[str, object]) -> Atlas:
        """Build an atlas of parsed documents by name: places, rivers, lakes, roads, crossings, terrain,
        borders, zones, control. Scalars may all be text. Raises AtlasError at the first thing wrong."""
        docs = {name: Node(documents.get(name), (name,)) for name in DOCUMENTS}
        for node in docs.values():
            _check_order(node)
        _check_links(docs)
        places = {id: _place(id, node) for id, node in docs["places"].at("places").items()}
        terrain = docs["terrain"]
        kinds = {kind: node.text() for kind, node in terrain.at("terrain_kinds").items()}
        areas = [_area(id, node, kinds) for id, node in terrain.at("areas").items()]
        lakes = [_area(id, node, kinds) for id, node in docs["lakes"].at("lakes").items()]
        water = kinds.get("lake", "lake")
        lines = docs["rivers"].at("rivers").items()
        paved = terrain.at("paved").words()
        return Atlas(
            places=places,
            rivers=tuple(_river(id, node) for id, node in lines if _river_kind(node) in RIVER_KINDS),
            wadis=tuple(_wadi(id, node) for id, node in lines if _river_kind(node) == "wadi"),
            cliffs=tuple(_wadi(id, node) for id, node in lines if _river_kind(node) == "cliff"),
            roads=tuple(_road(id, node, paved, places) for id, node in docs["roads"].at("roads").items()),
            crossings=tuple(
                _crossing(id, node, places) for id, node in docs["crossings"].at("crossings").items()
            ),
            ground=terrain.at("ground").text("desert"),
            wadi_terrain=kinds.get("wadi", "rough"),
            narrow=terrain.at("narrow").words(),
            areas=(*areas, *(area for area in lakes if area.terrain != water)),
            waters=tuple(area for area in lakes if area.terrain == water),
            water_terrain=water,
            place_terrain=tuple(_place_terrain(terrain.at("place_terrain"))),
            countries=tuple(
                (id, node.at("ring").points(3)) for id, node in docs["borders"].at("countries").items()
            ),
            zones={id: _zone(id, node) for id, node in docs["zones"].at("zones").items()},
            control=tuple(_control(id, node) for id, node in docs["control"].at("areas").items()),
            holders=_holders(docs["control"].at("places"), places),
        )


DOCUMENTS = (
    "places",
    "rivers",
    "lakes",
    "roads",
    "crossings",
    "terrain",
    "borders",
    "zones",
    "control",
)
RIVER_KINDS = {"major": RiverKind.MAJOR, "minor": RiverKind.MINOR}
PLACE_COLUMNS = ("name", "Arabic name", "lat lon", "kind", "importance", "country", "source", "note")


def _check_order(node: Node) -> None:
    order = node.at("order").text("lat_lon")
    if order != "lat_lon":
        raise node.at("order").fail(f"{order!r}: the atlas writes latitude first, order: lat_lon")


def _check_links(docs: Mapping[str, Node]) -> None:
    """Refuse a river, road or crossing that names a river or crossing which the atlas does not have."""
    rivers = {id for id, _ in docs["rivers"].at("rivers").items()}
    crossings = {id for id, _ in docs["crossings"].at("crossings").items()}
    named = [
        *((node.at("into"), rivers) for _, node in docs["rivers"].at("rivers").items()),
        *((node.at("river"), rivers) for _, node in docs["crossings"].at("crossings").items()),
        *((node.at("over"), crossings) for _, node in docs["roads"].at("roads").items()),
    ]
    for node, known in named:
        for word in node.words():
            if word not in known:
                raise node.fail(f"no {word!r} in the atlas")


def _place(id: str, node: Node) -> AtlasPlace:
    cells = [cell.strip() for cell in node.text().split("|", len(PLACE_COLUMNS) - 1)]
    if len(cells) != len(PLACE_COLUMNS):
        raise node.fail(f"expected {' | '.join(PLACE_COLUMNS)}")
    name, name_ar, at, kind, importance, country, _source, note = cells
    if importance not in ("1", "2", "3", "4", "5"):
        raise node.fail(f"importance {importance!r} is not 1 to 5")
    return AtlasPlace(id, name, name_ar, node.parse_point(at), kind, int(importance), country, note)


def _river_kind(node: Node) -> str:
    kinds = (*RIVER_KINDS, "wadi", "cliff")
    return node.at("kind").choice({kind: kind for kind in kinds})


def _river(id: str, node: Node) -> River:
    kind = node.at("kind").choice(RIVER_KINDS)
    return River(id, node.at("name").text(), kind, node.at("into").text(""), node.at("path").points())


def _wadi(id: str, node: Node) -> Wadi:
    return Wadi(id, node.at("name").text(), node.at("path").points())


def _road(id: str, node: Node, paved: tuple[str, ...], places: Mapping[str, AtlasPlace]) -> Road:
    kind = RoadKind.PAVED if node.at("class").text() in paved else RoadKind.TRACK
    path = node.at("path")
    stops = tuple(_stop(stop, places) for stop in path.stops())
    if len(stops) < 2:
        raise path.fail("needs at least 2 stops")
    return Road(id, node.at("name").text(), kind, node.at("over").words(), stops)


def _stop(stop: Node, places: Mapping[str, AtlasPlace]) -> str | LatLon:
    """A place of a road by its id, or a point by its numbers."""
    if not isinstance(stop.value, str) or " " in stop.value.strip():
        return stop.point()
    if stop.value not in places:
        raise stop.fail(f"no place {stop.value!r} in the atlas")
    return stop.value


def _crossing(id: str, node: Node, places: Mapping[str, AtlasPlace]) -> AtlasCrossing:
    joins = node.at("joins")
    for place in joins.words():
        if place not in places:
            raise joins.fail(f"no place {place!r} in the atlas")
    kind = node.at("kind").choice({kind.value: kind for kind in CrossingKind})
    name, river = node.at("name").text(), node.at("river").text()
    return AtlasCrossing(id, name, river, node.at("at").point(), kind, node.at("open").flag(), joins.words())


def _area(id: str, node: Node, kinds: Mapping[str, str]) -> Area:
    name, name_ar = node.at("name").text(), node.at("name_ar").text("")
    return Area(
        id,
        name,
        node.at("kind").choice(kinds),
        node.at("ring").points(3),
        name_ar,
        not node.at("unlettered").flag(),
    )


def _zone(id: str, node: Node) -> Zone:
    return Zone(id, node.at("name").text(), node.at("kind").text(), node.at("ring").points(3))


def _place_terrain(node: Node) -> list[PlaceTerrain]:
    try:
        cells = [word.split() for word in node.words()]
        return [PlaceTerrain(kind, int(importance), terrain) for kind, importance, terrain in cells]
    except ValueError:
        raise node.fail("expected `kind importance terrain`, separated by commas") from None


def _control(id: str, node: Node) -> ControlArea:
    country = node.at("country").text("")
    ring = () if country else node.at("ring").points(3)
    return ControlArea(id, node.at("code").text(), country, node.at("abroad").flag(), ring)


def _holders(node: Node, places: Mapping[str, AtlasPlace]) -> dict[str, str]:
    """The control code of each place."""
    found: dict[str, str] = {}
    for code, row in node.items():
        for place in row.words():
            if place not in places:
                raise row.fail(f"no place {place!r} in the atlas")
            found[place] = code
    return found


__all__ = ["Atlas", "AtlasError"]
