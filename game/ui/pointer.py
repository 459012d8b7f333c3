"""What the pointer does on the map and the minimap: click, drag, wheel, hover."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.hexgrid.coords import Hex
from game.ui.field import Field

SLACK = 3
"""Pixels that a right click may move before it counts as dragging the map."""


class MapPointer:
    """Left acts, right cancels, middle or right dragging moves the map, the wheel zooms."""

    def __init__(
        self,
        field: Field,
        clicked: Callable[[Hex], None],
        cancelled: Callable[[], None],
        moved: Callable[[], None],
    ) -> None:
        self._field = field
        self._clicked, self._cancelled, self._moved = clicked, cancelled, moved
        self._travel = 0
        self._at = (0, 0)

    def take(self, event: pygame.Event) -> None:
        """Take a pointer event that no panel wanted."""
        if event.type == pygame.MOUSEWHEEL:
            self._field.zoom(1 if event.y > 0 else -1, self._at)
            self._moved()
        elif event.type == pygame.MOUSEMOTION:
            self._motion(event)
        elif event.type == pygame.MOUSEBUTTONDOWN:
            self._down(event)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 3 and self._travel <= SLACK:
            self._cancelled()

    def _motion(self, event: pygame.Event) -> None:
        self._at = event.pos
        if event.buttons[1] or event.buttons[2]:
            self._travel += abs(event.rel[0]) + abs(event.rel[1])
            if self._travel > SLACK:
                self._field.pan(-event.rel[0], -event.rel[1])
                self._moved()
        elif event.buttons[0] and self._field.on_minimap(event.pos):
            self._field.minimap_to(event.pos)
            self._moved()
        elif self._field.hover(event.pos):
            self._moved()

    def _down(self, event: pygame.Event) -> None:
        self._travel = 0
        if event.button != 1:
            return
        if self._field.on_minimap(event.pos):
            self._field.minimap_to(event.pos)
            self._moved()
            return
        here = self._field.hex_under(event.pos)
        if here >= 0:
            self._clicked(here)
