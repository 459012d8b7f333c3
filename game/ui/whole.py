"""The whole map as one picture, whatever part of it is in the window."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.model.state import View
from game.ui import theme
from game.ui.board_art import sheet_rect
from game.ui.camera import Camera
from game.ui.mapview import MapView
from game.ui.overlay import Overlay

MOST_PIXELS = 24_000_000
"""How large a picture may be: a larger one is drawn at the next smaller zoom level."""


def whole_view(scene: MapView, view: View, level: int, over: Overlay | None = None) -> pygame.Surface:
    """Return a View on the whole map at a zoom level, or at the nearest smaller one that is not too large."""
    while level and _size(scene, level).w * _size(scene, level).h > MOST_PIXELS:
        level -= 1
    sheet = _size(scene, level)
    camera = Camera(scene.setting.board.grid, Rect(0, 0, *sheet.size), level)
    camera.left = camera.top = 0.0
    whole = pygame.Surface(sheet.size, 0, 32)
    scene.finish(whole, camera, view, over or Overlay())
    return whole


def _size(scene: MapView, level: int) -> Rect:
    return sheet_rect(scene.setting.board, theme.px(theme.HEX_WIDTHS[level]))
