"""Who holds the ground and what is seen of it: the second layer of chunks, redrawn where a View changes.

Held ground is hatched lightly over the fog, so that terrain stays legible; fronts between factions glow on
both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pygame

from game.hexgrid.coords import Hex
from game.model.board import Board
from game.model.kinds import FactionId, RiverKind, Sight
from game.model.scenario import Setting
from game.model.state import View
from game.ui import board_art, lines, theme
from game.ui.canvas import Canvas, Point
from game.ui.chunks import ChunkCache, Spot
from game.ui.lines import unit_layout

LAYER = "tint"


class TintArt:
    """Draws control and fog of the View last given to `show`."""

    def __init__(self, setting: Setting, cache: ChunkCache, control: bool = True, fog: bool = True) -> None:
        self.board: Board = setting.board
        self.looks = faction_looks(setting)
        self.cache = cache
        self.control = control
        self.fog = fog
        self._held: tuple[FactionId, ...] = ()
        self._seen: Mapping[Hex, Sight] = {}

    def show(self, view: View, control: bool, fog: bool) -> None:
        """Take over what a View holds, and throw out the chunks in which that differs."""
        if (control, fog) != (self.control, self.fog) or not self._held:
            self.cache.drop_layer(LAYER)
        elif view.control is not self._held or view.vision is not self._seen:
            self._drop_changed(view)
        self.control, self.fog = control, fog
        self._held, self._seen = view.control, view.vision

    def _drop_changed(self, view: View) -> None:
        old, new = self._seen, view.vision
        changed = [
            here
            for here in range(len(self.board.grid))
            if self._held[here] != view.control[here] or old.get(here) != new.get(here)
        ]
        if len(changed) > len(self.board.grid) // 4:
            self.cache.drop_layer(LAYER)
            return
        for here in changed:
            self.cache.drop_touching(LAYER, lambda level, at=here: hex_box(self.board, at, level))  # type: ignore[misc]

    def bake(self, spot: Spot) -> pygame.Surface | None:
        """Return the tint of a chunk, None where there is none."""
        width = theme.px(theme.HEX_WIDTHS[spot.level])
        held, fog = self._draw_held(spot, width), self._draw_fog(spot, width)
        if fog is None or held is None:
            return fog or held
        fog.blit(held, (0, 0))
        return fog

    def _draw_held(self, spot: Spot, width: int) -> pygame.Surface | None:
        """Draw who holds the ground: a light hatch, and a band that fades inwards from every front."""
        if not self.control:
            return None
        canvas = Canvas(spot.rect.topleft, spot.rect.size, width, alpha=True)
        layout = unit_layout(self.board.grid)
        around = list(board_art.hexes_in(self.board, canvas.box))
        held = [here for here in around if self._held[here] and self.board.terrain[here].id != "lake"]
        for here in held:
            canvas.fill(layout.corners(here), _held_colour(self.looks[self._held[here]]))
        if held:
            canvas.surface.blit(_hatch(width), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        return canvas.finished() if self._draw_fronts(canvas, around) or held else None

    def _draw_fog(self, spot: Spot, width: int) -> pygame.Surface | None:
        """Draw what is not seen; edges in so thin a veil need no smoothing."""
        if not self.fog:
            return None
        canvas = Canvas(spot.rect.topleft, spot.rect.size, width, alpha=True, fold=1)
        layout = unit_layout(self.board.grid)
        drawn = False
        for here in board_art.hexes_in(self.board, canvas.box):
            sight = self._seen.get(here, Sight.UNKNOWN)
            if sight is not Sight.KNOWN:
                canvas.fill(layout.corners(here), theme.FOG if sight is Sight.UNKNOWN else theme.PRESENCE)
                drawn = True
        return canvas.surface if drawn else None

    def _draw_fronts(self, canvas: Canvas, around: list[Hex]) -> bool:
        """Draw a band on either side of every hexside between two holders, the faint parts first."""
        fronts = [
            (here, near)
            for here in around
            if self._held[here]
            for near in self.board.grid.around[here]
            if self._held[near] != self._held[here]
        ]
        for reach, alpha in theme.FRONT_BANDS:
            for here, near in fronts:
                strip = _strip(self.board, here, near, reach)
                canvas.fill(strip, (*self.looks[self._held[here]].colour, alpha))
        return bool(fronts)


@lru_cache(maxsize=8)
def _hatch(width: int) -> pygame.Surface:
    """Return stripes that thin out a tint; their pitch divides a chunk, so that they run on into the next."""
    side = theme.CHUNK * theme.SUPERSAMPLE
    pitch = theme.SUPERSAMPLE * (8 if width < 30 else 16 if width < 100 else 32)
    tile = pygame.Surface((side, side), pygame.SRCALPHA, 32)
    tile.fill((255, 255, 255, theme.HATCH_BETWEEN))
    for at in range(0, 2 * side + pitch, pitch):
        ends = (at + 2, -2), (at - side - 2, side + 2)
        pygame.draw.line(tile, (255, 255, 255, 255), *ends, max(2, round(pitch * 0.24)))
    return tile


def faction_looks(setting: Setting) -> dict[FactionId, theme.FactionLook]:
    """Return how each faction of a scenario looks, and one look for nobody."""
    looks = {one.id: theme.look(one.colour, one.pattern) for one in setting.factions.values()}
    return {**looks, "": theme.look(*theme.NEUTRAL)}


def _held_colour(look: theme.FactionLook) -> theme.Alpha:
    """Return the tint of held ground; dark colours need less, or they would look like fog."""
    dark = theme.luminance(look.colour) < 0.03
    return (*look.colour, theme.CONTROL_ALPHA_DARK if dark else theme.CONTROL_ALPHA)


def hex_box(board: Board, here: Hex, level: int) -> pygame.Rect:
    """Return the box around a hex and a little more, in map points of a level."""
    width = theme.px(theme.HEX_WIDTHS[level])
    x, y = unit_layout(board.grid).centre(here)
    return pygame.Rect(
        round((x - 0.7) * width), round((y - 0.8) * width), round(1.4 * width), round(1.6 * width)
    )


def _strip(board: Board, here: Hex, near: Hex, reach: float) -> list[Point]:
    """Return the band along a hexside, inside `here`, as broad as `reach`."""
    pair = (here, near) if here < near else (near, here)
    first, second = map(lines.corner_point, lines.corners_of(board.grid, pair))
    centre = unit_layout(board.grid).centre(here)
    near_edge = 0.06 if board.rivers.get(pair) is RiverKind.MAJOR else 0.012
    far_edge = near_edge + reach
    ends = (first, near_edge), (second, near_edge), (second, far_edge), (first, far_edge)
    return [_inward(point, centre, share) for point, share in ends]


def _inward(point: Point, centre: Point, share: float) -> Point:
    return point[0] + (centre[0] - point[0]) * share * 2, point[1] + (centre[1] - point[1]) * share * 2
