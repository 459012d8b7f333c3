"""Small signs that change during a game: crossings, districts of a city, depots, interdicted hexes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import atan2, cos, pi, sin

import pygame

from game.hexgrid.coords import Hex
from game.model.board import Crossing
from game.model.kinds import CrossingKind, CrossingState
from game.model.scenario import CityPlan
from game.model.state import View
from game.ui import lines, theme
from game.ui.camera import Camera
from game.ui.lines import unit_layout
from game.ui.palettes import painted
from game.ui.theme import Colour, FactionLook

FOLD = 3
Sketch = Callable[[pygame.Surface, float], None]


def draw_crossings(surface: pygame.Surface, camera: Camera, view: View) -> None:
    """Draw every crossing of the map in its present state."""
    for crossing in view.setting.board.crossings.values():
        if camera.sees(crossing.side[0]):
            state = view.crossings.get(
                crossing.id, CrossingState.OPEN if crossing.open else CrossingState.DOWN
            )
            _draw_crossing(surface, camera, crossing, state)


def _draw_crossing(surface: pygame.Surface, camera: Camera, crossing: Crossing, state: CrossingState) -> None:
    grid = camera.grid
    (ax, ay), (bx, by) = (unit_layout(grid).centre(here) for here in crossing.side)
    turn = round(atan2(by - ay, bx - ax) / (pi / 3)) % 3
    picture = crossing_sign(crossing.kind, state, turn, camera.hex_width)
    x, y = lines.middle_of(grid, crossing.side)
    surface.blit(picture, picture.get_rect(center=place_point(camera, (x, y))))


def place_point(camera: Camera, point: tuple[float, float]) -> tuple[int, int]:
    """Return the point of the window of a point in hex widths."""
    width = camera.layout.width
    left, top = camera.window.topleft
    return round(point[0] * width - left + camera.port.x), round(point[1] * width - top + camera.port.y)


@painted(256)
def crossing_sign(kind: CrossingKind, state: CrossingState, turn: int, width: int) -> pygame.Surface:
    """Return the sign of a crossing that runs in direction `turn` × 60°."""
    side = max(10, round(width * 0.54))
    big = pygame.Surface((side * FOLD, side * FOLD), pygame.SRCALPHA, 32)
    CROSSINGS[kind](big, turn * pi / 3)
    if state is CrossingState.DOWN:
        _strike_out(big)
    sign = pygame.transform.smoothscale(big, (side, side))
    if kind is CrossingKind.PONTOON and state is not CrossingState.OPEN:
        sign.set_alpha(190 if state is CrossingState.LAYING else 130)
    return sign


def _turned(big: pygame.Surface, turn: float, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points given in shares of the sign, along and across its direction, as pixels."""
    half, cosine, sine = big.get_width() / 2, cos(turn), sin(turn)
    return [
        (half + (x * cosine - y * sine) * half * 2, half + (x * sine + y * cosine) * half * 2)
        for x, y in points
    ]


def _stroke(big: pygame.Surface, turn: float, a: tuple[float, float], b: tuple[float, float], thick: float,
            colour: Colour) -> None:  # fmt: skip
    start, end = _turned(big, turn, [a, b])
    pygame.draw.line(big, colour, start, end, max(2, round(thick * big.get_width())))


def _bridge(big: pygame.Surface, turn: float) -> None:
    deck = _turned(big, turn, [(-0.34, -0.13), (0.34, -0.13), (0.34, 0.13), (-0.34, 0.13)])
    pygame.draw.polygon(big, theme.BRIDGE_DECK, deck)
    for side in (-1, 1):
        _stroke(big, turn, (-0.36, 0.15 * side), (0.36, 0.15 * side), 0.075, theme.BRIDGE)
        for end in (-1, 1):
            _stroke(big, turn, (0.36 * end, 0.15 * side), (0.45 * end, 0.24 * side), 0.075, theme.BRIDGE)


def _dam(big: pygame.Surface, turn: float) -> None:
    wall = _turned(big, turn, [(-0.46, -0.12), (0.46, -0.12), (0.46, 0.06), (-0.46, 0.06)])
    pygame.draw.polygon(big, (176, 172, 164), wall)
    pygame.draw.polygon(big, theme.BRIDGE, wall, max(2, big.get_width() // 22))
    for at in range(5):
        x = -0.36 + at * 0.18
        _stroke(big, turn, (x, 0.06), (x, 0.22), 0.06, theme.BRIDGE)


def _ferry(big: pygame.Surface, turn: float) -> None:
    for at in range(4):
        x = -0.46 + at * 0.26
        _stroke(big, turn, (x, 0), (x + 0.13, 0), 0.06, theme.BRIDGE)
    half = big.get_width() / 2
    hull = [(-0.26, -0.04), (0.26, -0.04), (0.16, 0.14), (-0.16, 0.14)]
    points = [(half + x * half * 2, half + y * half * 2) for x, y in hull]
    pygame.draw.polygon(big, theme.BRIDGE_DECK, points)
    pygame.draw.polygon(big, theme.BRIDGE, points, max(2, big.get_width() // 20))


def _pontoon(big: pygame.Surface, turn: float) -> None:
    for at in range(4):
        x = -0.33 + at * 0.22
        boat = _turned(big, turn, [(x - 0.07, -0.2), (x + 0.07, -0.2), (x + 0.07, 0.2), (x - 0.07, 0.2)])
        pygame.draw.polygon(big, theme.BRIDGE, boat)
    _stroke(big, turn, (-0.46, 0), (0.46, 0), 0.13, theme.BRIDGE_DECK)


def _strike_out(big: pygame.Surface) -> None:
    side, thick = big.get_width(), max(3, big.get_width() // 9)
    for colour, width in ((theme.NAME_HALO, thick + 2 * FOLD), (theme.CROSSING_DOWN, thick)):
        pygame.draw.line(big, colour, (side * 0.24, side * 0.24), (side * 0.76, side * 0.76), width)
        pygame.draw.line(big, colour, (side * 0.76, side * 0.24), (side * 0.24, side * 0.76), width)


CROSSINGS: Mapping[CrossingKind, Callable[[pygame.Surface, float], None]] = {
    CrossingKind.BRIDGE: _bridge,
    CrossingKind.DAM: _dam,
    CrossingKind.FERRY: _ferry,
    CrossingKind.PONTOON: _pontoon,
}


def draw_cities(
    surface: pygame.Surface, camera: Camera, view: View, looks: Mapping[str, FactionLook]
) -> None:
    """Draw the districts of every city as a ring around its hex in their holders' colours."""
    for here, plan in view.setting.city_at.items():
        siege = view.cities.get(plan.place)
        if siege and camera.sees(here):
            held = tuple(
                (looks[faction], siege.holders[faction]) for faction in plan_order(plan, siege.holders)
            )
            picture = districts(held, camera.hex_width)
            x, y = camera.point_of(here)
            surface.blit(picture, picture.get_rect(center=(round(x), round(y))))


def plan_order(plan: CityPlan, holders: Mapping[str, int]) -> list[str]:
    """Return a city's holders in the order of its plan, newcomers last."""
    return [*plan.holders, *sorted(set(holders) - set(plan.holders))]


@painted(128)
def districts(held: tuple[tuple[FactionLook, int], ...], width: int) -> pygame.Surface:
    """Return a ring in the shape of a hex, cut into one piece a district, from the top clockwise."""
    side = round(width * 1.2)
    big = pygame.Surface((side * FOLD, side * FOLD), pygame.SRCALPHA, 32)
    holders = [look for look, number in held for _ in range(number)]
    thick = max(3 * FOLD, round(width * FOLD * 0.09))
    for colour, grow in ((theme.COUNTER_EDGE, 2 * FOLD), (theme.SYMBOL_FILL, FOLD)):
        _stretch(big, width, 0.0, 6.0, colour, thick + grow)
    for at, look in enumerate(holders):
        share = 6 / max(1, len(holders))
        _stretch(big, width, (at + 0.08) * share, (at + 0.92) * share, look.colour, thick - FOLD)
    return pygame.transform.smoothscale(big, (side, side))


def _stretch(big: pygame.Surface, width: int, start: float, end: float, colour: Colour, thick: int) -> None:
    """Draw part of a hex's outline; positions count its sides from the top clockwise."""
    marks = [start, *(float(corner) for corner in range(7) if start < corner < end), end]
    points = [_on_ring(big.get_width() / 2, width * FOLD * 0.525, mark) for mark in marks]
    for a, b in pairwise(points):
        pygame.draw.line(big, colour, a, b, thick)
    for point in points[1:-1]:
        pygame.draw.circle(big, colour, point, thick / 2)


def _on_ring(middle: float, radius: float, mark: float) -> tuple[float, float]:
    """Return a point of a hex's outline: on side `int(mark)`, so far along it."""
    first, second = (((int(mark) + step) * pi / 3 - pi / 2) for step in (0, 1))
    share = mark - int(mark)
    x = cos(first) + (cos(second) - cos(first)) * share
    y = sin(first) + (sin(second) - sin(first)) * share
    return middle + x * radius, middle + y * radius


def draw_depots(
    surface: pygame.Surface, camera: Camera, view: View, looks: Mapping[str, FactionLook]
) -> None:
    """Draw the depots that the View knows of, at the left of their hexes, clear of the factors of units."""
    for depot in view.depots.values():
        if depot.at >= 0 and camera.sees(depot.at):
            x, y = camera.point_of(depot.at)
            manned = bool(view.units_at(depot.at))
            picture = depot_sign(looks[depot.faction], round(camera.hex_width * (0.8 if manned else 1.0)))
            down = -0.36 if manned else 0.26
            spot = round(x - camera.hex_width * 0.38), round(y + camera.hex_width * down)
            surface.blit(picture, picture.get_rect(center=spot))


@painted(64)
def depot_sign(look: FactionLook, width: int) -> pygame.Surface:
    """Return the sign of a depot: a crate in its faction's colour."""
    side = max(8, round(width * 0.3))
    big = pygame.Surface((side * FOLD, side * FOLD), pygame.SRCALPHA, 32)
    box = big.get_rect().inflate(-2 * FOLD, -2 * FOLD)
    pygame.draw.rect(big, theme.COUNTER_EDGE, box)
    face = box.inflate(-box.w // 6, -box.w // 6)
    pygame.draw.rect(big, look.colour, face)
    thick = max(2, box.w // 10)
    pygame.draw.line(big, look.ink, face.topleft, (face.right - 1, face.bottom - 1), thick)
    pygame.draw.line(big, look.ink, (face.right - 1, face.top), (face.left, face.bottom - 1), thick)
    return pygame.transform.smoothscale(big, (side, side))


def draw_interdicted(surface: pygame.Surface, camera: Camera, hexes: Mapping[Hex, str]) -> None:
    """Mark the hexes whose roads are under air attack."""
    for here in hexes:
        if camera.sees(here):
            picture = bolt_sign(camera.hex_width)
            x, y = camera.point_of(here)
            spot = round(x + camera.hex_width * 0.38), round(y + camera.hex_width * 0.26)
            surface.blit(picture, picture.get_rect(center=spot))


@painted(8)
def bolt_sign(width: int) -> pygame.Surface:
    """Return the sign of an interdicted hex: a falling bomb burst."""
    side = max(8, round(width * 0.3))
    big = pygame.Surface((side * FOLD, side * FOLD), pygame.SRCALPHA, 32)
    middle, points = side * FOLD / 2, []
    for at in range(16):
        reach = middle * (0.95 if at % 2 == 0 else 0.5)
        points.append((middle + cos(at * pi / 8) * reach, middle + sin(at * pi / 8) * reach))
    pygame.draw.polygon(big, theme.FLAME, points)
    pygame.draw.polygon(big, theme.COUNTER_EDGE, points, FOLD)
    return pygame.transform.smoothscale(big, (side, side))
