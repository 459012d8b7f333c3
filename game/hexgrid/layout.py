"""Hexes in the plane: centres, corners, and the hex under a point. A camera is just a Layout."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from game.hexgrid.coords import Axial, Grid, Hex, offset

ROOT3 = sqrt(3.0)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """A grid drawn with hexes `width` wide (flat to flat), the centre of hex 0 at (`left`, `top`)."""

    grid: Grid
    width: float
    left: float = 0.0
    top: float = 0.0

    @property
    def radius(self) -> float:
        """Distance from a centre to a corner."""
        return self.width / ROOT3

    @property
    def row_height(self) -> float:
        """Distance between the centre lines of two rows."""
        return self.width * ROOT3 / 2

    def centre(self, here: Hex) -> Point:
        """Return the centre of a hex."""
        row, col = divmod(here, self.grid.cols)
        return self.left + self.width * (col + (row & 1) / 2), self.top + self.row_height * row

    def corners(self, here: Hex) -> tuple[Point, ...]:
        """Return the six corners; corner i and i + 1 bound the hexside in direction i (E, SE, …)."""
        x, y = self.centre(here)
        half, tall = self.width / 2, self.radius
        return (
            (x + half, y - tall / 2),
            (x + half, y + tall / 2),
            (x, y + tall),
            (x - half, y + tall / 2),
            (x - half, y - tall / 2),
            (x, y - tall),
        )

    def hex_under(self, x: float, y: float) -> Hex:
        """Return the hex that holds the point, or `OFF_MAP`."""
        r = (y - self.top) / self.row_height
        q = (x - self.left) / self.width - r / 2
        col, row = offset(_rounded(q, r))
        return self.grid.hex_at(col, row)

    def size(self) -> Point:
        """Return the width and height of the whole map, edges included."""
        return (
            self.width * (self.grid.cols + 0.5),
            self.row_height * (self.grid.rows - 1) + 2 * self.radius,
        )


def _rounded(q: float, r: float) -> Axial:
    """Round fractional axial coordinates to the nearest hex."""
    s = -q - r
    rq, rr, rs = round(q), round(r), round(s)
    dq, dr, ds = abs(rq - q), abs(rr - r), abs(rs - s)
    if dq > dr and dq > ds:
        rq = -rr - rs
    elif dr > ds:
        rr = -rq - rs
    return Axial(rq, rr)
