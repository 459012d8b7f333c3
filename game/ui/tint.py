"""Who holds the ground and what is seen of it: the second layer of chunks, redrawn where a View changes.

One colour is mixed for each hex, control under fog; fronts between factions are drawn on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping

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
        canvas = Canvas(spot.rect.topleft, spot.rect.size, width, alpha=True)
        layout = unit_layout(self.board.grid)
        drawn = False
        for here in board_art.hexes_in(self.board, canvas.box):
            colour = self.colour_of(here)
            if colour:
                canvas.fill(layout.corners(here), colour)
                drawn = True
        if self.control:
            drawn = self._draw_fronts(canvas) or drawn
        return canvas.finished() if drawn else None

    def colour_of(self, here: Hex) -> theme.Alpha | None:
        """Return the tint of a hex: its holder's colour under the fog."""
        layers: list[theme.Alpha] = []
        holder = self._held[here] if self.control else ""
        if holder and self.board.terrain[here].id != "lake":
            layers.append(_held_colour(self.looks[holder]))
        sight = self._seen.get(here, Sight.UNKNOWN) if self.fog else Sight.KNOWN
        if sight is not Sight.KNOWN:
            layers.append(theme.FOG if sight is Sight.UNKNOWN else theme.PRESENCE)
        return theme.layered(layers)

    def _draw_fronts(self, canvas: Canvas) -> bool:
        """Draw a band on either side of every hexside between two holders."""
        drawn = False
        grid = self.board.grid
        for here in board_art.hexes_in(self.board, canvas.box):
            holder = self._held[here]
            if not holder:
                continue
            for near in grid.around[here]:
                if self._held[near] != holder:
                    strip = _strip(self.board, here, near)
                    canvas.fill(strip, (*self.looks[holder].colour, theme.FRONT_ALPHA))
                    drawn = True
        return drawn


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


def _strip(board: Board, here: Hex, near: Hex) -> list[Point]:
    """Return the band along a hexside, inside `here`."""
    pair = (here, near) if here < near else (near, here)
    first, second = map(lines.corner_point, lines.corners_of(board.grid, pair))
    centre = unit_layout(board.grid).centre(here)
    near_edge = 0.06 if board.rivers.get(pair) is RiverKind.MAJOR else 0.012
    far_edge = near_edge + theme.FRONT_WIDTH
    ends = (first, near_edge), (second, near_edge), (second, far_edge), (first, far_edge)
    return [_inward(point, centre, share) for point, share in ends]


def _inward(point: Point, centre: Point, share: float) -> Point:
    return point[0] + (centre[0] - point[0]) * share * 2, point[1] + (centre[1] - point[1]) * share * 2
