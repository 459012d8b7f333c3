"""What is laid over the map for the moment: reach, path, attacks, zones of control, supply, selection.

An `Overlay` is plain data that a screen makes; its areas and its marks are two more layers of chunks,
baked only when they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, pi, sin

import pygame

from game.hexgrid.coords import OFF_MAP, Grid, Hex
from game.model.kinds import UnitId
from game.ui import board_art, fonts, supply_marks, theme
from game.ui.canvas import Canvas, Point
from game.ui.chunks import Spot
from game.ui.lines import unit_layout
from game.ui.supply_marks import SupplyWays
from game.ui.tiles import Patterned

NONE: frozenset[Hex] = frozenset()
NO_WAYS = SupplyWays()
Area = tuple[frozenset[Hex], theme.Alpha, theme.Alpha | None]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What to show over the map. `costs` are the half points spent on arriving in each hex of `path`;
    `patterned` areas lie over the plain ones, `supply_ways` are those that supply takes, `cut` hexes where a
    road is. Units in `would_starve` and `would_strain` would suffer if the hex looked at fell. `lifted` units
    are not drawn (something else draws them), `front` lies on top of its stack, `led` are led by machines;
    `zones` are those of the map, `routes` the roads that somebody lives by."""

    selected: Hex = OFF_MAP
    hover: Hex = OFF_MAP
    reach_attack: frozenset[Hex] = NONE
    reach_move: frozenset[Hex] = NONE
    targets: frozenset[Hex] = NONE
    group: frozenset[Hex] = NONE
    supply_ways: SupplyWays = NO_WAYS
    would_starve: frozenset[Hex] = NONE
    would_strain: frozenset[Hex] = NONE
    patterned: tuple[Patterned, ...] = ()
    cut: frozenset[Hex] = NONE
    path: tuple[Hex, ...] = ()
    costs: tuple[int, ...] = ()
    attacks: tuple[tuple[Hex, Hex], ...] = ()
    flash: frozenset[Hex] = NONE
    lifted: frozenset[UnitId] = frozenset()
    front: UnitId = ""
    led: frozenset[UnitId] = frozenset()
    zones: tuple[Area, ...] = ()
    routes: tuple[tuple[Hex, ...], ...] = ()

    def areas(self) -> tuple[Area, ...]:
        """Return the sets of hexes to fill, with fill and edge colours, from the bottom up."""
        return (
            *self.zones,
            (self.reach_move, theme.REACH_MOVE, theme.REACH_MOVE_EDGE),
            (self.reach_attack, theme.REACH_ATTACK, theme.REACH_ATTACK_EDGE),
            (self.targets, theme.TARGET, theme.TARGET_EDGE),
            (self.flash, theme.FLASH, None),
        )

    def marks(self) -> tuple[object, ...]:
        """Return what decides the lines and arrows."""
        return self.path, self.costs, self.attacks, self.supply_ways, self.cut


def bake_areas(overlay: Overlay, grid: Grid, spot: Spot) -> pygame.Surface | None:
    """Return the filled areas of a chunk, None where there are none."""
    areas = [area for area in overlay.areas() if area[0]]
    if not areas and not overlay.routes:
        return None
    width = theme.px(theme.HEX_WIDTHS[spot.level])
    canvas = Canvas(spot.rect.topleft, spot.rect.size, width, alpha=True)
    around = list(_near(grid, canvas))
    drawn = [_fill(canvas, grid, here, areas) for here in around]
    lifelines = [route for route in overlay.routes if not set(route).isdisjoint(around)]
    if not any(drawn) and not lifelines:
        return None
    for area, _, edge in areas:
        if edge:
            _edge(canvas, grid, area.intersection(around), area, edge)
    for route in lifelines:
        _draw_route(canvas, [unit_layout(grid).centre(here) for here in route])
    return canvas.finished()


def _draw_route(canvas: Canvas, points: list[Point]) -> None:
    """Draw a road that one lives by as a thin line with a bead in each hex."""
    for grow, colour in ((0.03, theme.ROUTE_EDGE), (0.0, theme.ROUTE)):
        if len(points) > 1:
            canvas.line(points, 0.045 + grow, colour)
        for point in points:
            canvas.dot(point, 0.055 + grow / 2, colour)


def _fill(canvas: Canvas, grid: Grid, here: Hex, areas: list[Area]) -> bool:
    """Fill a hex with the areas it lies in; return whether there were any."""
    colour = theme.layered([fill for area, fill, _ in areas if here in area])
    if colour:
        canvas.fill(unit_layout(grid).corners(here), colour)
    return colour is not None


def _edge(
    canvas: Canvas, grid: Grid, hexes: frozenset[Hex], area: frozenset[Hex], colour: theme.Alpha
) -> None:
    """Draw the outline of an area, not the hexsides within it."""
    layout = unit_layout(grid)
    for here in hexes:
        ring = layout.corners(here)
        for at, near in enumerate(grid.neighbours[here]):
            if near not in area:
                canvas.line([ring[at], ring[(at + 1) % 6]], 0.05, colour)


def bake_marks(overlay: Overlay, grid: Grid, spot: Spot) -> pygame.Surface | None:
    """Return path, arrows and supply lines of a chunk, None where there are none."""
    touched = _touched(overlay)
    if not touched:
        return None
    width = theme.px(theme.HEX_WIDTHS[spot.level])
    canvas = Canvas(spot.rect.topleft, spot.rect.size, width, alpha=True)
    if touched.isdisjoint(_near(grid, canvas)):
        return None
    supply_marks.draw(canvas, grid, overlay.supply_ways)
    for here in sorted(overlay.cut):
        _cross_out(canvas, unit_layout(grid).centre(here))
    if len(overlay.path) > 1:
        _draw_path(canvas, grid, overlay.path)
    for start, target in overlay.attacks:
        _draw_arrow(canvas, unit_layout(grid).centre(start), unit_layout(grid).centre(target))
    picture = canvas.finished()
    ways = overlay.supply_ways
    _print_costs(picture, spot, grid, zip(ways.line, ways.costs, strict=False), width)
    _print_costs(picture, spot, grid, list(zip(overlay.path, overlay.costs, strict=False))[1:], width)
    return picture


def _touched(overlay: Overlay) -> set[Hex]:
    found = overlay.supply_ways.touched()
    found.update(overlay.path, overlay.cut, *overlay.attacks)
    return found


def _near(grid: Grid, canvas: Canvas) -> Iterator[Hex]:
    left, top, right, bottom = canvas.box
    layout = unit_layout(grid)
    for here in board_art.hexes_of_box(grid, canvas.box):
        x, y = layout.centre(here)
        if left - 0.8 < x < right + 0.8 and top - 0.8 < y < bottom + 0.8:
            yield here


def _cross_out(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    for width, colour in ((0.14, theme.PATH_EDGE), (0.09, theme.SUPPLY_CUT)):
        canvas.line([(x - 0.2, y - 0.2), (x + 0.2, y + 0.2)], width, colour)
        canvas.line([(x + 0.2, y - 0.2), (x - 0.2, y + 0.2)], width, colour)


def _draw_path(canvas: Canvas, grid: Grid, path: tuple[Hex, ...]) -> None:
    """Draw the way of a march with an arrow at its end and a dot in each hex."""
    points = [unit_layout(grid).centre(here) for here in path]
    for width, head, colour in ((0.18, 0.33, theme.PATH_EDGE), (0.12, 0.27, theme.PATH)):
        canvas.line(points, width, colour)
        for point in points[1:-1]:
            canvas.dot(point, width * 0.9, colour)
        canvas.fill(_head(points[-2], points[-1], head), colour)


def _draw_arrow(canvas: Canvas, start: Point, target: Point) -> None:
    """Draw a broad arrow from an attacker's hex into the one attacked."""
    for grow, colour in ((0.035, theme.ARROW_EDGE), (0.0, theme.ARROW)):
        canvas.fill(_arrow(start, target, grow), colour)


def _arrow(start: Point, target: Point, grow: float) -> list[Point]:
    turn = atan2(target[1] - start[1], target[0] - start[0])
    reach = ((target[0] - start[0]) ** 2 + (target[1] - start[1]) ** 2) ** 0.5
    tail, tip, neck = 0.2 - grow, reach - 0.16 + grow * 2, reach - 0.46 - grow
    shape = [(tail, 0.07), (neck, 0.11), (neck - 0.03, 0.24), (tip, 0.0)]
    half = [(along, across + (grow if across else 0)) for along, across in shape]
    ring = half + [(along, -across) for along, across in reversed(half[:-1])]
    return [
        (start[0] + along * cos(turn) - across * sin(turn), start[1] + along * sin(turn) + across * cos(turn))
        for along, across in ring
    ]


def _head(before: Point, end: Point, size: float) -> list[Point]:
    turn = atan2(end[1] - before[1], end[0] - before[0])
    return [
        (end[0] + cos(turn + lean) * size * far, end[1] + sin(turn + lean) * size * far)
        for lean, far in ((0.0, 1.0), (pi * 0.72, 0.95), (-pi * 0.72, 0.95))
    ]


def _print_costs(
    picture: pygame.Surface, spot: Spot, grid: Grid, costs: Iterable[tuple[Hex, int]], width: int
) -> None:
    """Print the points spent beside the hexes of a way."""
    if width < 28:
        return
    for here, cost in costs:
        x, y = unit_layout(grid).centre(here)
        tag = cost_tag(cost, width)
        spot_at = x * width - spot.rect.x + width * 0.22, y * width - spot.rect.y - width * 0.24
        picture.blit(tag, tag.get_rect(center=(round(spot_at[0]), round(spot_at[1]))))


@lru_cache(maxsize=512)
def cost_tag(cost: int, width: int) -> pygame.Surface:
    """Return a small round tag with movement points, given in half points."""
    words = f"{cost // 2 or ''}{'½' if cost % 2 else ''}" or "0"
    font = fonts.face(fonts.LATIN, max(9, round(width * 0.2)), True)
    ink = font.render(words, True, theme.PATH_EDGE)
    inked = ink.get_bounding_rect()
    tag = pygame.Surface((max(inked.w, inked.h) + 8, inked.h + 7), pygame.SRCALPHA, 32)
    pygame.draw.rect(tag, theme.PATH_EDGE, tag.get_rect(), 0, tag.get_height() // 2)
    pygame.draw.rect(tag, theme.PATH, tag.get_rect().inflate(-2, -2), 0, tag.get_height() // 2)
    tag.blit(ink, (tag.get_width() / 2 - inked.centerx, tag.get_height() / 2 - inked.centery))
    return tag


@lru_cache(maxsize=64)
def ring(width: int, colour: theme.Colour | theme.Alpha, thick: float) -> pygame.Surface:
    """Return the outline of a hex to blit centred on one."""
    side = round(width * 1.3)
    canvas = Canvas((0, 0), (side, side), width, alpha=True)
    middle = side / width / 2
    points = [
        (middle + cos(pi / 6 + at * pi / 3) * 0.55, middle + sin(pi / 6 + at * pi / 3) * 0.55)
        for at in range(6)
    ]
    for start, end in pairwise([*points, points[0]]):
        canvas.line([start, end], thick, colour)
    return canvas.finished()
