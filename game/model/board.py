"""The printed map: terrain, roads, rivers, crossings, places. It never changes during a game."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from game.hexgrid.coords import Grid, Hex, Side, side
from game.model.kinds import CrossingId, CrossingKind, Mobility, PlaceId, RiverKind, RoadKind
from game.model.tongue import say


@dataclass(frozen=True, slots=True)
class Terrain:
    """One row of the terrain table (2.1). Costs are in half movement points, None where barred."""

    id: str
    name: str
    leg: int | None
    motor: int | None
    mech: int | None
    truck: int | None
    shift: int
    stack_steps: int
    dig_in: int
    conceal: int
    built_up: bool = False

    def cost(self, mobility: Mobility) -> int | None:
        """Return the cost to enter, in half points, or None where such units may not go."""
        match mobility:
            case Mobility.LEG:
                return self.leg
            case Mobility.MOTOR:
                return self.motor
            case Mobility.MECH:
                return self.mech


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `kind` is the atlas's word (city, town, village, airbase, oilfield, crossing, …)."""

    id: PlaceId
    name: str
    name_ar: str
    kind: str
    at: Hex
    lat: float
    lon: float
    importance: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A bridge, dam, ferry or pontoon site on a hexside of a major river."""

    id: CrossingId
    name: str
    kind: CrossingKind
    side: Side
    open: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the map lies on the earth: the local equirectangular projection about (`lat`, `lon`).

    `hex_m` is the distance between hex centres in metres; `left_m`, `top_m` place the centre of hex 0
    in metres east and *south* of the projection's centre.
    """

    lat: float
    lon: float
    hex_m: int
    left_m: int
    top_m: int


@dataclass(frozen=True, slots=True)
class Region:
    """Ground or water that has a name on the map: a desert, a range, a lake. No rule asks for it."""

    name: str
    name_ar: str
    terrain: str
    hexes: tuple[Hex, ...]


@dataclass(frozen=True, eq=False)
class Board:
    """The map of one scenario. All tuples are indexed by hex."""

    grid: Grid
    frame: Frame
    terrain: tuple[Terrain, ...]
    country: tuple[str, ...]
    roads: Mapping[Side, RoadKind]
    rivers: Mapping[Side, RiverKind]
    river_names: Mapping[Side, str]
    cliffs: frozenset[Side]
    borders: frozenset[Side]
    crossings: Mapping[CrossingId, Crossing]
    places: Mapping[PlaceId, Place]
    regions: tuple[Region, ...] = ()

    @cached_property
    def crossing_at(self) -> Mapping[Side, Crossing]:
        """The crossing on each hexside that has one."""
        return {crossing.side: crossing for crossing in self.crossings.values()}

    @cached_property
    def places_at(self) -> Mapping[Hex, tuple[Place, ...]]:
        """The places in each hex that has any, the most important first."""
        found: dict[Hex, list[Place]] = {}
        for place in sorted(self.places.values(), key=lambda place: (-place.importance, place.id)):
            found.setdefault(place.at, []).append(place)
        return {here: tuple(places) for here, places in found.items()}

    @cached_property
    def road_hexes(self) -> frozenset[Hex]:
        """Every hex that a road touches."""
        return frozenset(end for pair in self.roads for end in pair)

    def road(self, a: Hex, b: Hex) -> RoadKind | None:
        """Return the road across a hexside, or None."""
        return self.roads.get(side(a, b))

    def name_of(self, here: Hex) -> str:
        """Return the most important place of a hex and its label, or the label alone."""
        label = self.grid.label(here)
        places = self.places_at.get(here)
        return say("{place} ({hex})", place=places[0].name, hex=label) if places else label
