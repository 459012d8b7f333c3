"""Between the earth and the hexes: local equirectangular about the centre of the box, in integer metres.

Legend: a *point* is (x, y) in hex widths east and *south* of the centre of hex 0, so that a map of any
scale looks the same to the code that draws on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sqrt
from typing import NamedTuple

from game.hexgrid.coords import Grid, Hex
from game.hexgrid.layout import Layout, Point
from game.model.board import Frame

METRES_A_DEGREE = 111_195
ROW = sqrt(3.0) / 2
"""Distance between two rows of hexes, in hex widths."""

LatLon = tuple[float, float]


class Bounds(NamedTuple):
    """A box of the earth in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class Projection:
    """Latitude and longitude to points and hexes of one map, and back."""

    grid: Grid
    frame: Frame

    @cached_property
    def layout(self) -> Layout:
        """The grid in points: hexes one unit wide, hex 0 at the origin."""
        return Layout(self.grid, 1.0)

    @cached_property
    def _east(self) -> float:
        return METRES_A_DEGREE * cos(radians(self.frame.lat))

    def metres(self, lat: float, lon: float) -> tuple[int, int]:
        """Return metres east and south of the centre of the projection."""
        east = round((lon - self.frame.lon) * self._east)
        return east, round((self.frame.lat - lat) * METRES_A_DEGREE)

    def point(self, lat: float, lon: float) -> Point:
        """Return the point of a latitude and longitude."""
        east, south = self.metres(lat, lon)
        return (east - self.frame.left_m) / self.frame.hex_m, (south - self.frame.top_m) / self.frame.hex_m

    def lat_lon(self, x: float, y: float) -> LatLon:
        """Return the latitude and longitude of a point."""
        east = x * self.frame.hex_m + self.frame.left_m
        south = y * self.frame.hex_m + self.frame.top_m
        return self.frame.lat - south / METRES_A_DEGREE, self.frame.lon + east / self._east

    def hex_of(self, lat: float, lon: float) -> Hex:
        """Return the hex that holds a latitude and longitude, or `OFF_MAP`."""
        return self.layout.hex_under(*self.point(lat, lon))

    def centre(self, here: Hex) -> LatLon:
        """Return the latitude and longitude of the centre of a hex."""
        return self.lat_lon(*self.layout.centre(here))


def frame_for(bounds: Bounds, hex_km: float) -> tuple[Grid, Frame]:
    """Return the grid that fills the box with hexes of `hex_km`, and where it lies on the earth."""
    lat, lon = (bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2
    hex_m = round(hex_km * 1000)
    width = (bounds.east - bounds.west) * METRES_A_DEGREE * cos(radians(lat))
    height = (bounds.north - bounds.south) * METRES_A_DEGREE
    grid = Grid(max(1, round(width / hex_m)), max(1, round(height / (hex_m * ROW))))
    left = round(-(grid.cols - 0.5) * hex_m / 2)
    top = round(-(grid.rows - 1) * hex_m * ROW / 2)
    return grid, Frame(lat, lon, hex_m, left, top)
