"""Where one looks at the map: one of six zoom levels and a corner. Points are pixels of the window.

Legend: a *map point* is in pixels of the whole map at the present zoom, a *point* in pixels of the window.
"""

from __future__ import annotations

import pygame

from game.hexgrid.coords import Grid, Hex
from game.hexgrid.layout import Layout
from game.ui import theme

Point = tuple[float, float]


def layout_at(grid: Grid, level: int) -> Layout:
    """Return the whole map at a zoom level, its upper left corner at 0, 0."""
    width = theme.px(theme.HEX_WIDTHS[level])
    bare = Layout(grid, width)
    return Layout(grid, width, width / 2, bare.radius)


class Camera:
    """A view of the map through the rectangle `port` of the window."""

    def __init__(self, grid: Grid, port: pygame.Rect, level: int = 3) -> None:
        self.grid = grid
        self.port = pygame.Rect(port)
        self.level = level
        self.layout = layout_at(grid, level)
        self.left = 0.0
        self.top = 0.0
        self.centre_on(grid.hex_at(grid.cols // 2, grid.rows // 2))

    @property
    def hex_width(self) -> int:
        """Width of a hex in pixels."""
        return round(self.layout.width)

    @property
    def window(self) -> pygame.Rect:
        """The part of the map that is seen, in map points."""
        return pygame.Rect(round(self.left), round(self.top), self.port.w, self.port.h)

    def map_point(self, point: Point) -> Point:
        """Return the map point under a point of the window."""
        return point[0] - self.port.x + round(self.left), point[1] - self.port.y + round(self.top)

    def hex_under(self, point: Point) -> Hex:
        """Return the hex under a point of the window, `OFF_MAP` beyond the map or outside the port."""
        if not self.port.collidepoint(point):
            return -1
        return self.layout.hex_under(*self.map_point(point))

    def point_of(self, here: Hex) -> Point:
        """Return the point of the window where a hex has its centre, seen or not."""
        x, y = self.layout.centre(here)
        return x - round(self.left) + self.port.x, y - round(self.top) + self.port.y

    @property
    def middle(self) -> Hex:
        """The hex in the middle of the port."""
        return self.hex_under(self.port.center)

    def sees(self, here: Hex) -> bool:
        """Return whether any part of a hex lies in the port."""
        reach, port = round(self.layout.radius), self.port
        x, y = self.point_of(here)
        return port.left - reach <= x < port.right + reach and port.top - reach <= y < port.bottom + reach

    def pan(self, dx: float, dy: float) -> None:
        """Move the map under the port; positive `dx` looks farther east."""
        self.left += dx
        self.top += dy
        self._clamp()

    def centre_on(self, here: Hex) -> None:
        """Bring a hex to the middle of the port."""
        x, y = self.layout.centre(here)
        self.left, self.top = x - self.port.w / 2, y - self.port.h / 2
        self._clamp()

    def reveal(self, here: Hex) -> bool:
        """Bring a hex to the middle unless it lies well inside the port; say whether the map moved."""
        inner = self.port.inflate(-3 * self.hex_width, -3 * self.hex_width)
        if inner.collidepoint(self.point_of(here)):
            return False
        self.centre_on(here)
        return True

    def zoom(self, steps: int, anchor: Point | None = None) -> bool:
        """Go some levels closer (or away), the map under `anchor` staying put; say whether it changed."""
        level = min(max(self.level + steps, 0), len(theme.HEX_WIDTHS) - 1)
        if level == self.level:
            return False
        fixed = anchor or self.port.center
        x, y = self.map_point(fixed)
        old, self.level = self.layout.width, level
        self.layout = layout_at(self.grid, level)
        grown = self.layout.width / old
        self.left = x * grown - (fixed[0] - self.port.x)
        self.top = y * grown - (fixed[1] - self.port.y)
        self._clamp()
        return True

    def fit(self) -> None:
        """Choose the closest level at which the whole map is seen, or the farthest there is."""
        middle = self.grid.hex_at(self.grid.cols // 2, self.grid.rows // 2)
        for level in reversed(range(len(theme.HEX_WIDTHS))):
            width, height = layout_at(self.grid, level).size()
            if (width <= self.port.w and height <= self.port.h) or level == 0:
                self.level, self.layout = level, layout_at(self.grid, level)
                break
        self.centre_on(middle)

    def resize(self, port: pygame.Rect) -> None:
        """Look through another rectangle, or at another UI scale, at the same middle."""
        x, y = self.map_point(self.port.center)
        old, self.port = self.layout.width, pygame.Rect(port)
        self.layout = layout_at(self.grid, self.level)
        grown = self.layout.width / old
        self.left, self.top = x * grown - port.w / 2, y * grown - port.h / 2
        self._clamp()

    def _clamp(self) -> None:
        """Keep the map in sight: a map smaller than the port is centred."""
        width, height = self.layout.size()
        self.left = _held(self.left, width, self.port.w)
        self.top = _held(self.top, height, self.port.h)


def _held(start: float, length: float, room: int) -> float:
    margin = theme.px(theme.MAP_MARGIN)
    if length + 2 * margin <= room:
        return (length - room) / 2
    return min(max(start, -margin), length + margin - room)
