"""Hex coordinates on a rectangular map of pointy-top hexes.

Legend: a *hex* is its number on the grid, `row * cols + col`, so that a map is a flat tuple.
`q, r` are axial coordinates; row 0 lies in the north and odd rows are shifted half a hex to the right.
Directions count clockwise from east: E, SE, SW, W, NW, NE. A *hexside* is the ordered pair of its hexes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

Hex: TypeAlias = int
Side: TypeAlias = tuple[Hex, Hex]

OFF_MAP: Hex = -1
STEPS: tuple[tuple[int, int], ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
DIRECTION_NAMES: tuple[str, ...] = ("E", "SE", "SW", "W", "NW", "NE")


class Axial(NamedTuple):
    """Axial coordinates: `q` grows to the east, `r` to the south-east."""

    q: int
    r: int


def axial(col: int, row: int) -> Axial:
    """Return the axial coordinates of a column and row counted from 0."""
    return Axial(col - (row - (row & 1)) // 2, row)


def offset(at: Axial) -> tuple[int, int]:
    """Return (column, row) counted from 0 of axial coordinates."""
    return at.q + (at.r - (at.r & 1)) // 2, at.r


SHIFTS: tuple[tuple[tuple[int, int], ...], ...] = tuple(
    tuple((col, row - odd) for col, row in (offset(Axial(dq, odd + dr)) for dq, dr in STEPS))
    for odd in (0, 1)
)
"""The steps in columns and rows, from an even row and from an odd one."""


def axial_distance(a: Axial, b: Axial) -> int:
    """Return the number of hexes between two axial coordinates."""
    dq, dr = a.q - b.q, a.r - b.r
    return max(abs(dq), abs(dr), abs(dq + dr))


def side(a: Hex, b: Hex) -> Side:
    """Return the hexside between two adjacent hexes, the same for both orders."""
    return (a, b) if a < b else (b, a)


@dataclass(frozen=True)
class Grid:
    """A rectangle of `cols` × `rows` hexes, with its neighbour table."""

    cols: int
    rows: int
    neighbours: tuple[tuple[Hex, ...], ...] = field(init=False, repr=False, compare=False)
    """Six hexes for each hex, one a direction, `OFF_MAP` beyond the edge."""

    def __post_init__(self) -> None:
        table = tuple(near for row in range(self.rows) for near in self._row_of_neighbours(row))
        object.__setattr__(self, "neighbours", table)

    def _row_of_neighbours(self, row: int) -> Iterator[tuple[Hex, ...]]:
        """Yield the neighbours of each hex of a row; only at the edges must each be asked for."""
        start, shifts = row * self.cols, SHIFTS[row & 1]
        steps = [down * self.cols + right for right, down in shifts]
        inner = range(1, self.cols - 1) if 0 < row < self.rows - 1 else range(0)
        for col in range(self.cols):
            if col in inner:
                here = start + col
                yield tuple([here + step for step in steps])
            else:
                yield tuple(self.hex_at(col + right, row + down) for right, down in shifts)

    def __len__(self) -> int:
        return self.cols * self.rows

    def hex_at(self, col: int, row: int) -> Hex:
        """Return the hex at a column and row counted from 0, or `OFF_MAP`."""
        if 0 <= col < self.cols and 0 <= row < self.rows:
            return row * self.cols + col
        return OFF_MAP

    def col_row(self, here: Hex) -> tuple[int, int]:
        """Return (column, row) of a hex, counted from 0."""
        row, col = divmod(here, self.cols)
        return col, row

    @cached_property
    def axials(self) -> tuple[Axial, ...]:
        """Axial coordinates of every hex."""
        return tuple(axial(*self.col_row(here)) for here in range(len(self)))

    @cached_property
    def around(self) -> tuple[tuple[Hex, ...], ...]:
        """The neighbours on the map of every hex, without the blanks of `neighbours`."""
        return tuple(
            row if OFF_MAP not in row else tuple(near for near in row if near >= 0) for row in self.neighbours
        )

    def distance(self, a: Hex, b: Hex) -> int:
        """Return the number of hexes from `a` to `b`."""
        (aq, ar), (bq, br) = self.axials[a], self.axials[b]
        dq, dr = aq - bq, ar - br
        return max(abs(dq), abs(dr), abs(dq + dr))

    def direction(self, a: Hex, b: Hex) -> int:
        """Return the direction 0–5 from `a` to its neighbour `b`; ValueError when they do not touch."""
        return self.neighbours[a].index(b)

    def within(self, centre: Hex, radius: int) -> Iterator[Hex]:
        """Yield every hex at most `radius` from `centre`, in order of number."""
        q0, r0 = self.axials[centre]
        for r in range(max(0, r0 - radius), min(self.rows, r0 + radius + 1)):
            shift, dr = (r - (r & 1)) // 2, r - r0
            low = q0 + max(-radius, -dr - radius) + shift
            high = q0 + min(radius, -dr + radius) + shift
            base = r * self.cols
            yield from range(base + max(0, low), base + min(self.cols - 1, high) + 1)

    @property
    def digits(self) -> int:
        """Digits of each half of a label: two, or three on maps over 99."""
        return 2 if max(self.cols, self.rows) <= 99 else 3

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The printed number `CCRR` of every hex, counted from 1."""
        width = self.digits
        return tuple(
            f"{col + 1:0{width}}{row + 1:0{width}}" for row in range(self.rows) for col in range(self.cols)
        )

    @cached_property
    def _by_label(self) -> dict[str, Hex]:
        return {label: here for here, label in enumerate(self.labels)}

    def label(self, here: Hex) -> str:
        """Return the printed number of a hex."""
        return self.labels[here]

    def hex_of(self, label: str) -> Hex:
        """Return the hex of a printed number, or `OFF_MAP` when this map has none such."""
        return self._by_label.get(label, OFF_MAP)
