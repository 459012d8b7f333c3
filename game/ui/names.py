"""Names on the map: places without collisions, rivers along their course, countries and regions spread out.

Placed once for each zoom level; places are drawn over counters, the rest under them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import atan2, degrees, dist

import pygame

from game.hexgrid.coords import Hex
from game.model.board import Board, Place
from game.model.kinds import RiverKind
from game.ui import lines, text, theme
from game.ui.lines import Curve, Point, unit_layout
from game.ui.regions import Lettering

Label = tuple[pygame.Surface, pygame.Rect]
LEAST_IMPORTANT = (5, 4, 3, 2, 1, 0)
SIZES = {5: 0.31, 4: 0.27, 3: 0.25, 2: 0.23, 1: 0.22, 0: 0.22}
SMALLEST, LARGEST = 10, 19
COUNTRIES = {
    "syria": ("SYRIA", "سوريا"), "iraq": ("IRAQ", "العراق"), "turkey": ("TURKEY", "تركيا"),
    "jordan": ("JORDAN", "الأردن"), "lebanon": ("LEBANON", "لبنان"), "israel": ("ISRAEL", "إسرائيل"),
}  # fmt: skip
SURPLUS = re.compile(r" (Oil Field|Gas Field|Gas Plant)$| \(.*\)$")
"""What the map's signs say already, or its neighbours."""
APART = 12.0
REMEMBERED = 24
COUNTRY_INK: theme.Colour = (122, 74, 92)


class Names:
    """The names of one board, in Latin or in Arabic letters."""

    def __init__(self, board: Board, arabic: bool = False, cities: frozenset[Hex] = frozenset()) -> None:
        self.board = board
        self.cities = cities
        self.arabic = arabic
        self._layout = unit_layout(board.grid)
        self._placed: dict[tuple[int, int, frozenset[Hex]], list[Label]] = {}
        self._spread: dict[tuple[int, int], list[Label]] = {}

    def name(self, place: Place) -> str:
        """Return a place's name in the letters chosen."""
        if self.arabic and place.name_ar:
            return place.name_ar
        return SURPLUS.sub("", place.name)

    def over(self, level: int, width: int, manned: frozenset[Hex] = frozenset()) -> list[Label]:
        """Return the names of places, kept clear of counters on the `manned` hexes where they can be."""
        key = level, width, manned
        if key not in self._placed:
            if len(self._placed) >= REMEMBERED:
                self._placed.clear()
            self._placed[key] = self._place_all(level, width, manned)
        return self._placed[key]

    def under(self, level: int, width: int) -> list[Label]:
        """Return the names of countries and rivers."""
        if (level, width) not in self._spread:
            self._spread[level, width] = self._spread_all(width)
        return self._spread[level, width]

    def prepare(self, level: int, width: int, manned: frozenset[Hex]) -> bool:
        """Place some of the names of a zoom level ahead; False when all have their places."""
        if (level, width) not in self._spread:
            self.under(level, width)
        elif (level, width, manned) not in self._placed:
            self.over(level, width, manned)
        else:
            return False
        return True

    def _place_all(self, level: int, width: int, manned: frozenset[Hex]) -> list[Label]:
        """Place names from the most important down; a lesser one that fits nowhere is left out."""
        counters = [self._counter_box(here, width) for here in sorted(manned | self.cities)]
        taken: list[pygame.Rect] = []
        labels: list[Label] = []
        places = sorted(self.board.places.values(), key=lambda place: (-place.importance, place.id))
        for place in places:
            if place.importance < LEAST_IMPORTANT[level]:
                continue
            label = self._fit(place, width, taken + counters)
            if label is None and place.importance >= 3:
                label = self._fit(place, width, taken)
            if label:
                labels.append(label)
                taken.append(label[1].inflate(2, -round(label[1].h * 0.3)))
        return labels

    def _counter_box(self, here: Hex, width: int) -> pygame.Rect:
        x, y = self._layout.centre(here)
        top = 0.55 if here in self.cities else 0.33
        return pygame.Rect(
            round((x - 0.35) * width),
            round((y - top) * width),
            round(width * 0.7),
            round(width * (top + 0.33)),
        )

    def _fit(self, place: Place, width: int, taken: list[pygame.Rect]) -> Label | None:
        pixels = round(width * SIZES.get(place.importance, 0.22))
        pixels = min(max(pixels, theme.px(SMALLEST)), theme.px(LARGEST))
        picture = text.haloed(
            self.name(place), pixels, theme.NAME, theme.NAME_HALO, place.importance >= 4, max(1, pixels // 9)
        )
        x, y = (part * width for part in self._layout.centre(place.at))
        box, sheet = picture.get_rect(), self._sheet(width)
        aside = box.w / 2 + width * 0.4
        for dx, dy in ((0, 0.57), (0, -0.57), (aside, 0), (-aside, 0), (aside, 0.3), (-aside, 0.3),
                       (aside, -0.3), (-aside, -0.3)):  # fmt: skip
            box.center = round(x + dx), round(y + dy * width)
            if not dx:
                box.clamp_ip(sheet)
            inked = box.inflate(0, -round(box.h * 0.36))
            if sheet.contains(inked) and inked.collidelist(taken) < 0:
                return picture, box.copy()
        return None

    def _sheet(self, width: int) -> pygame.Rect:
        """Return the whole map, in pixels at a width of a hex."""
        wide, tall = self._layout.size()
        return pygame.Rect(0, 0, int(wide * width), int(tall * width))

    def _spread_all(self, width: int) -> list[Label]:
        labels = list(self._country_names(width))
        labels += self._regions.labels(width, [box for _, box in labels])
        if width >= 30:
            labels += self._river_names(width)
        return labels

    def _country_names(self, width: int) -> Iterator[Label]:
        for country, at in self._middles:
            latin, arabic = COUNTRIES[country]
            pixels = round(min(max(width * 0.8, 16), 56))
            name = arabic if self.arabic else "   ".join(latin)
            picture = text.line(name, pixels, COUNTRY_INK, True).copy()
            picture.set_alpha(96)
            x, y = self._layout.centre(at)
            yield picture, picture.get_rect(center=(round(x * width), round(y * width)))

    @cached_property
    def _regions(self) -> Lettering:
        return Lettering(self.board, self.arabic)

    @cached_property
    def _middles(self) -> list[tuple[str, Hex]]:
        return list(_middles(self.board))

    @cached_property
    def _courses(self) -> list[tuple[str, bool, _Walk]]:
        """The rivers that have a name, whether they are great, and where their names may stand."""
        return [
            (name, kind is RiverKind.MAJOR, _Walk(_beside(_Walk(curve))))
            for kind, name, sides in lines.rivers(self.board)
            if name
            for curve in lines.along_sides(self.board.grid, sides)
        ]

    def _river_names(self, width: int) -> Iterator[Label]:
        taken = [self._layout.centre(here) for here in self.board.places_at]
        for name, great, walk in self._courses:
            yield from _along(name, walk, width, great, taken)


def _middles(board: Board) -> Iterator[tuple[str, Hex]]:
    """Yield each country with room for its name, and the hex farthest from its edges."""
    for country in sorted(set(board.country) & set(COUNTRIES)):
        inside = {here for here in range(len(board.grid)) if board.country[here] == country}
        if len(inside) >= 24:
            clear = (
                (here in board.places_at or here in board.road_hexes, here) for here in _core(board, inside)
            )
            yield country, min(clear)[1]


def _core(board: Board, inside: set[Hex]) -> set[Hex]:
    """Return the hexes of an area that are farthest from its edges."""
    around = board.grid.around
    ring = {here for here in inside if len(around[here]) < 6 or not inside.issuperset(around[here])}
    left = inside - ring
    while left:
        ring = {near for here in ring for near in around[here] if near in left}
        if not ring:
            return left
        left = left - ring
    return ring


def _along(name: str, walk: _Walk, width: int, great: bool, taken: Sequence[Point]) -> Iterator[Label]:
    """Yield the letters of a river's name, each turned as its river flows, again after some hexes."""
    pixels = round(min(max(width * (0.34 if great else 0.27), 10), 20))
    letters = [text.haloed(letter, pixels, theme.NAME_WATER, theme.NAME_HALO, False, 1) for letter in name]
    pitch = [(letter.get_width() - 2 + pixels * 0.12) / width for letter in letters]
    start = 1.0
    while start + sum(pitch) < walk.length:
        spots = [walk.at(start + sum(pitch[:at])) for at in range(len(letters))]
        if any(dist(spot, other) < 0.75 for spot in spots for other in taken):
            start += 0.5
            continue
        yield from _letters(walk, start, letters, pitch, width)
        start += APART


def _beside(walk: _Walk) -> Curve:
    """Return the course of a river without its bends, moved to its upper side."""
    steps = max(2, int(walk.length * 3))
    points = [walk.at(walk.length * at / steps) for at in range(steps + 1)]
    for _ in range(2):
        points = [_mean(points[max(0, at - 5) : at + 6]) for at in range(len(points))]
    ends = [(points[max(0, at - 1)], points[min(len(points) - 1, at + 1)]) for at in range(len(points))]
    return tuple(_aside(point, a, b) for point, (a, b) in zip(points, ends, strict=True))


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _aside(point: Point, a: Point, b: Point) -> Point:
    step = max(1e-6, dist(a, b)) / 0.34
    return point[0] + (b[1] - a[1]) / step, point[1] - (b[0] - a[0]) / step


class _Walk:
    """A curve from west to east by the distance walked along it."""

    def __init__(self, curve: Curve) -> None:
        self.curve = curve if curve[0][0] <= curve[-1][0] else curve[::-1]
        self.marks = [0.0]
        for a, b in pairwise(self.curve):
            self.marks.append(self.marks[-1] + dist(a, b))
        self.length = self.marks[-1]

    def at(self, along: float) -> Point:
        """Return the point at a distance from the start."""
        index = min(max(bisect(self.marks, along) - 1, 0), len(self.curve) - 2)
        share = (along - self.marks[index]) / max(1e-6, self.marks[index + 1] - self.marks[index])
        (ax, ay), (bx, by) = self.curve[index], self.curve[index + 1]
        return ax + (bx - ax) * share, ay + (by - ay) * share


def _letters(
    walk: _Walk, start: float, letters: Sequence[pygame.Surface], pitch: Sequence[float], width: int
) -> Iterator[Label]:
    along = start
    for letter, room in zip(letters, pitch, strict=True):
        (ax, ay), (x, y), (bx, by) = (walk.at(along + room / 2 + reach) for reach in (-0.4, 0.0, 0.4))
        picture = pygame.transform.rotozoom(letter, -degrees(atan2(by - ay, bx - ax)), 1.0)
        yield picture, picture.get_rect(center=(round(x * width), round(y * width)))
        along += room
