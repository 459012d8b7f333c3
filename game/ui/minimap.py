"""The whole map in a corner: ground, who holds what in the viewer's fog, units as dots, the viewport."""

from __future__ import annotations

import numpy as np
import pygame

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.board import Board
from game.model.kinds import Sight
from game.model.state import View
from game.ui import lines, theme
from game.ui.board_art import sheet_rect
from game.ui.camera import Camera
from game.ui.lines import unit_layout
from game.ui.mapview import MapView

DARKER = 34


class Minimap:
    """A small map of one game. Draw it where it is wanted; ask `hex_under` what a click meant."""

    def __init__(self, scene: MapView, size: tuple[int, int]) -> None:
        self.scene = scene
        self.board: Board = scene.setting.board
        sheet = sheet_rect(self.board, 100)
        share = min(size[0] / sheet.w, size[1] / sheet.h)
        self.size = max(1, round(sheet.w * share)), max(1, round(sheet.h * share))
        self.width = 100 * share
        self._ground = self._paint()
        self._hex_at = self._hexes()
        self._tinted_for: tuple[object, object] = (None, None)
        self._tinted = self._ground
        self._shown: tuple[object, ...] = ()
        self._palette = theme.palette()
        self._picture = self._ground

    def picture(self, view: View, camera: Camera | None = None) -> pygame.Surface:
        """Return the small map of a View with the camera's window on it; do not draw on the result."""
        if theme.palette() != self._palette:
            self._palette = theme.palette()
            self._ground, self._tinted_for, self._shown = self._paint(), (None, None), ()
        state = view.control, view.vision, view.units, view.contacts
        if len(self._shown) != len(state) or any(a is not b for a, b in zip(state, self._shown, strict=True)):
            self._shown, self._picture = state, self._drawn(view)
        if camera is None:
            return self._picture
        framed = self._picture.copy()
        pygame.draw.rect(framed, theme.COUNTER_EDGE, self.frame(camera).inflate(2, 2), 1)
        pygame.draw.rect(framed, theme.SELECTED, self.frame(camera), 1)
        return framed

    def frame(self, camera: Camera) -> pygame.Rect:
        """Return the camera's window on the small map."""
        share = self.width / camera.layout.width
        left, top, wide, tall = camera.window
        frame = pygame.Rect(left * share, top * share, wide * share, tall * share)
        return frame.clip(pygame.Rect((0, 0), self.size))

    def hex_under(self, point: tuple[float, float]) -> Hex:
        """Return the hex under a point of the small map, `OFF_MAP` beyond it."""
        if not pygame.Rect((0, 0), self.size).collidepoint(point):
            return OFF_MAP
        return unit_layout(self.board.grid).hex_under(point[0] / self.width, point[1] / self.width)

    def _paint(self) -> pygame.Surface:
        """Draw ground, great rivers and paved roads once."""
        picture = pygame.transform.smoothscale(self.scene.art.ground, self.size)
        for piece in self.scene.art.water:
            self._line(picture, piece.points, theme.RIVER_EDGE)
        for piece in self.scene.art.roads:
            if piece.kind == "paved":
                self._line(picture, piece.points, theme.PAVED)
        return picture

    def _line(self, picture: pygame.Surface, points: lines.Curve, colour: theme.Colour) -> None:
        pygame.draw.aalines(picture, colour, False, [(x * self.width, y * self.width) for x, y in points])

    def _hexes(self) -> np.ndarray:
        """Return the hex that each pixel of the small map lies in, as far as one does, else one too many."""
        grid, layout = self.board.grid, unit_layout(self.board.grid)
        numbers = pygame.Surface(self.size, 0, 32)
        numbers.fill(len(grid))
        for here in range(len(grid)):
            ring = [(x * self.width, y * self.width) for x, y in layout.corners(here)]
            pygame.draw.polygon(numbers, (here >> 16, here >> 8 & 255, here & 255), ring)
        parts = pygame.surfarray.array3d(numbers).astype(np.int32)
        found: np.ndarray = parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2]
        return found

    def _drawn(self, view: View) -> pygame.Surface:
        if self._tinted_for[0] is not view.control or self._tinted_for[1] is not view.vision:
            self._tinted_for = view.control, view.vision
            self._tinted = self._ground.copy()
            self._tinted.blit(self._tint(view), (0, 0))
        picture = self._tinted.copy()
        self._dot_units(picture, view)
        return picture

    def _tint(self, view: View) -> pygame.Surface:
        """Return who holds what, and what is seen, as a picture to lay over the ground."""
        clear = (0, 0, 0, 0)
        colours = [self._tint_of(view, here) or clear for here in range(len(self.board.grid))]
        pixels = np.array([*colours, clear], dtype=np.uint8)[self._hex_at]
        tint = pygame.Surface(self.size, pygame.SRCALPHA, 32)
        pygame.surfarray.blit_array(tint, pixels[..., :3])
        pygame.surfarray.pixels_alpha(tint)[:] = pixels[..., 3]
        return tint

    def _tint_of(self, view: View, here: Hex) -> theme.Alpha | None:
        holder = view.control[here]
        dim = 0 if view.vision.get(here, Sight.UNKNOWN) is Sight.KNOWN else DARKER
        if not holder:
            return (30, 30, 34, dim) if dim else None
        red, green, blue = self.scene.looks[holder].colour
        return red, green, blue, 92 + dim

    def _dot_units(self, picture: pygame.Surface, view: View) -> None:
        spots = {contact.at: contact.faction for contact in view.contacts if contact.age == 0}
        spots.update({unit.at: unit.faction for unit in view.units.values() if unit.at >= 0})
        layout, side = unit_layout(self.board.grid), max(3, round(self.width * 0.75))
        for here, faction in spots.items():
            x, y = layout.centre(here)
            box = pygame.Rect(0, 0, side, side)
            box.center = round(x * self.width), round(y * self.width)
            picture.fill(theme.PIP, box.inflate(2, 2))
            picture.fill(self.scene.looks[faction].colour, box)
