"""A surface on which one draws in hex widths; twice as large as needed and shrunk, for smooth edges."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui import theme

Point = tuple[float, float]
Ink = theme.Colour | theme.Alpha


class Canvas:
    """Part of the map from map point `corner` on, `size` pixels, hexes `width` pixels wide."""

    def __init__(
        self,
        corner: tuple[int, int],
        size: tuple[int, int],
        width: float,
        alpha: bool,
        fold: int = theme.SUPERSAMPLE,
    ) -> None:
        self.fold = fold
        self.scale = width * self.fold
        self.corner = corner[0] * self.fold, corner[1] * self.fold
        self.size = size
        wide = size[0] * self.fold, size[1] * self.fold
        self.surface = pygame.Surface(wide, pygame.SRCALPHA, 32) if alpha else pygame.Surface(wide, 0, 32)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in hex widths."""
        left, top = self.corner[0] / self.scale, self.corner[1] / self.scale
        return (
            left, top, left + self.surface.get_width() / self.scale,
            top + self.surface.get_height() / self.scale,
        )  # fmt: skip

    def at(self, point: Point) -> Point:
        """Return the pixel of a point."""
        return point[0] * self.scale - self.corner[0], point[1] * self.scale - self.corner[1]

    def thick(self, width: float) -> int:
        """Return a width in pixels, at least one."""
        return max(1, round(width * self.scale))

    def line(self, points: Sequence[Point], width: float, colour: Ink) -> None:
        """Draw a line with round joints."""
        pixels, thick = [self.at(point) for point in points], self.thick(width)
        pygame.draw.lines(self.surface, colour, False, pixels, thick)
        if thick > 2:
            for pixel in pixels:
                pygame.draw.circle(self.surface, colour, pixel, thick / 2)

    def fill(self, points: Sequence[Point], colour: Ink) -> None:
        """Fill a polygon."""
        pygame.draw.polygon(self.surface, colour, [self.at(point) for point in points])

    def outline(self, points: Sequence[Point], width: float, colour: Ink) -> None:
        """Draw the edge of a polygon."""
        self.line([*points, points[0]], width, colour)

    def dot(self, point: Point, radius: float, colour: Ink) -> None:
        """Draw a filled circle."""
        pygame.draw.circle(self.surface, colour, self.at(point), max(1.0, radius * self.scale))

    def box_at(self, centre: Point, width: float, height: float, turn: tuple[float, float]) -> list[Point]:
        """Return the corners of a rectangle turned by the direction (cosine, sine)."""
        cos, sin = turn[0] / 2, turn[1] / 2
        return [
            (
                centre[0] + sx * width * cos - sy * height * sin,
                centre[1] + sx * width * sin + sy * height * cos,
            )
            for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]

    def finished(self) -> pygame.Surface:
        """Return the picture at its proper size."""
        return pygame.transform.smoothscale(self.surface, self.size)
