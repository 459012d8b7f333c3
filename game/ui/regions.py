"""The lettering of deserts, ranges and lakes: spaced along the lie of the land, where it covers least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, pi, sin

import pygame

from game.model.board import Board, Region
from game.ui import text, theme
from game.ui.lines import Point, unit_layout

Label = tuple[pygame.Surface, pygame.Rect]
Letter = tuple[pygame.Surface, float]
"""A letter and its distance from the middle of the name."""

LEAST = 5
"""Smaller regions, in hexes, go without a name."""

WIDE = {"desert": 0.62, "lake": 0.46}
USUAL_SIZE = 0.5
SMALLEST, LARGEST = 11, 28
AIR, MOST_AIR = 1.15, 2.0
"""How far letters are apart, as a share of their own width, at least and at most."""

FILLED = 0.8
"""How much of a region's length its name takes at most."""

SLANTED, PLAIN_SLANTED = 1.35, 2.2
"""A region so many times as long as broad has its name along its length; open ground needs more."""

STEPS = (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0)
SHIFTS = sorted(((a, b) for a in STEPS for b in STEPS), key=lambda shift: abs(shift[0]) + abs(shift[1]))
"""How far a name may be moved, along its region and across it, the shortest ways first."""


@dataclass(frozen=True)
class Lie:
    """How a region lies, in hex widths: its middle, its length, and in which direction that is."""

    middle: Point
    length: float
    turn: float

    def at(self, along: float, across: float) -> Point:
        """Return a point by its distance from the middle along the region and across it."""
        x, y = self.middle
        east, south = cos(self.turn), sin(self.turn)
        return x + along * east - across * south, y + along * south + across * east


def lie_of(points: Sequence[Point], least: float = SLANTED) -> Lie:
    """Return how the hexes with these centres lie together; a round region lies level."""
    count = len(points)
    mx, my = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    xx = sum((x - mx) ** 2 for x, _ in points) / count
    yy = sum((y - my) ** 2 for _, y in points) / count
    xy = sum((x - mx) * (y - my) for x, y in points) / count
    swing = hypot(xx - yy, 2 * xy)
    long, broad = (xx + yy + swing) / 2, (xx + yy - swing) / 2
    slanted = long > least**2 * max(broad, 0.05)
    turn = atan2(2 * xy, xx - yy) / 2 if slanted else 0.0
    if turn <= -pi / 2 + 0.01:
        turn += pi
    spread = long if slanted else xx
    return Lie((mx, my), (12 * spread) ** 0.5 + 1, turn)


def short(name: str) -> str:
    """Return a name as a map prints it: without what stands in brackets, and of several ranges the first."""
    first = name.split(" (")[0].split(" - ")[0]
    return first if " " in first or first == name.split(" (")[0] else name.split(" (")[0]


class Lettering:
    """The names of a board's regions."""

    def __init__(self, board: Board, arabic: bool) -> None:
        self._layout = unit_layout(board.grid)
        below = (board.grid.neighbours[here][side] for here in board.places_at for side in (0, 1, 2, 3))
        self._places = frozenset((*board.places_at, *below))
        """Where places lie, and their own names beside and below them."""
        self._arabic = arabic
        self._regions = [
            (one, self._lie(one), frozenset(one.hexes))
            for one in sorted(board.regions, key=lambda one: -len(one.hexes))
            if len(one.hexes) >= LEAST
        ]

    def _lie(self, region: Region) -> Lie:
        least = PLAIN_SLANTED if region.terrain == "desert" else SLANTED
        return lie_of([self._layout.centre(here) for here in region.hexes], least)

    def labels(self, width: int, taken: Sequence[pygame.Rect] = ()) -> list[Label]:
        """Return the letters of all names for hexes of a width, clear of each other and of what is taken."""
        found: list[Label] = []
        full = list(taken)
        for region, lie, inside in self._regions:
            letters = self._letters(region, lie, width)
            if letters is not None:
                placed = self._placed(lie, inside, letters, width, full)
                found += placed
                full += [box for _, box in placed]
        return found

    def _name(self, region: Region) -> str:
        return region.name_ar if self._arabic and region.name_ar else short(region.name)

    def _letters(self, region: Region, lie: Lie, width: int) -> list[Letter] | None:
        """Return the letters of a name, joined to one picture if Arabic; None where they do not fit."""
        name, colour = self._name(region), theme.REGION.get(region.terrain, theme.REGION_OTHER)
        size = round(width * WIDE.get(region.terrain, USUAL_SIZE))
        size = min(max(size, theme.px(SMALLEST)), theme.px(LARGEST))
        whole = lie.length * width * FILLED
        parts = [name] if self._arabic else list(name.upper())
        drawn = [text.line(part, size, colour, True) for part in parts]
        wide = sum(one.get_width() for one in drawn)
        if wide * (AIR if len(drawn) > 1 else 1) > whole:
            return None
        air = min(max(whole / wide, AIR), MOST_AIR) if len(drawn) > 1 else 1.0
        at, found = -wide * air / 2, list[Letter]()
        for one in drawn:
            room = one.get_width() * air
            found.append((one, (at + room / 2) / width))
            at += room
        return found

    def _placed(
        self,
        lie: Lie,
        inside: frozenset[int],
        letters: Sequence[Letter],
        width: int,
        taken: list[pygame.Rect],
    ) -> list[Label]:
        """Return the letters where they cover least; nothing where they would cover other names."""
        least, best = len(letters) * 0.75, list[Point]()
        for along, across in SHIFTS:
            moved = (abs(along) + abs(across)) * 0.3
            if moved >= least:
                break
            spots = [lie.at(along + at, across) for _, at in letters]
            cost = moved + self._cost(spots, inside)
            if cost < least and not any(
                _box(letter, spot, width).collidelist(taken) >= 0
                for (letter, _), spot in zip(letters, spots, strict=True)
            ):
                least, best = cost, spots
        return list(_turned(best, letters, lie.turn, width)) if best else []

    def _cost(self, spots: Sequence[Point], inside: frozenset[int]) -> float:
        under = [self._layout.hex_under(*spot) for spot in spots]
        outside = sum(here not in inside for here in under)
        return outside * 1.5 + sum(here in self._places for here in under) * 2.0


def _box(letter: pygame.Surface, spot: Point, width: int) -> pygame.Rect:
    return letter.get_rect(center=(round(spot[0] * width), round(spot[1] * width)))


def _turned(spots: Sequence[Point], letters: Sequence[Letter], turn: float, width: int) -> Iterator[Label]:
    for (letter, _), (x, y) in zip(letters, spots, strict=True):
        picture = pygame.transform.rotozoom(letter, -degrees(turn), 1.0) if turn else letter.copy()
        picture.fill((255, 255, 255, theme.REGION_ALPHA), special_flags=pygame.BLEND_RGBA_MULT)
        yield picture, picture.get_rect(center=(round(x * width), round(y * width)))
