"""Square pieces of drawn map, kept by layer, zoom level and place, the least used thrown out first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import NamedTuple

import pygame

from game.hexgrid.layout import Layout
from game.ui import theme

BLANK = "blank"
"""The layer under which is kept what stands in for chunks that are not baked yet."""


class Spot(NamedTuple):
    """A chunk's place: zoom level, column, row."""

    level: int
    col: int
    row: int

    @property
    def rect(self) -> pygame.Rect:
        """The part of the map that it shows, in map points."""
        return pygame.Rect(self.col * theme.CHUNK, self.row * theme.CHUNK, theme.CHUNK, theme.CHUNK)


Bake = Callable[[Spot], pygame.Surface | None]


class ChunkCache:
    """All chunks of all layers, at most so many bytes of them."""

    def __init__(self, limit: int = theme.CACHE_BYTES) -> None:
        self.limit = limit
        self.bytes = 0
        self._kept: OrderedDict[tuple[str, Spot], pygame.Surface | None] = OrderedDict()

    def __contains__(self, key: tuple[str, Spot]) -> bool:
        return key in self._kept

    def get(self, key: tuple[str, Spot]) -> pygame.Surface | None:
        """Return a chunk that is kept; None also stands for a chunk with nothing on it."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def put(self, key: tuple[str, Spot], picture: pygame.Surface | None) -> None:
        """Keep a chunk, and throw out the least used beyond the limit."""
        self.drop(key)
        self._kept[key] = picture
        self.bytes += _size(picture)
        while self.bytes > self.limit and len(self._kept) > 1:
            self.bytes -= _size(self._kept.popitem(last=False)[1])

    def drop(self, key: tuple[str, Spot]) -> None:
        """Throw out one chunk."""
        self.bytes -= _size(self._kept.pop(key, None))

    def drop_layer(self, layer: str) -> None:
        """Throw out every chunk of a layer, and what stands in for chunks."""
        for key in [key for key in self._kept if key[0] in (layer, BLANK)]:
            self.drop(key)

    def drop_touching(self, layer: str, box_at: Callable[[int], pygame.Rect]) -> None:
        """Throw out the chunks of a layer that meet `box_at(level)`."""
        for key in [key for key in self._kept if key[0] == layer]:
            if key[1].rect.colliderect(box_at(key[1].level)):
                self.drop(key)


def _size(picture: pygame.Surface | None) -> int:
    return picture.get_width() * picture.get_height() * 4 if picture else 0


def spots(level: int, window: pygame.Rect, layout: Layout) -> list[Spot]:
    """Return the chunks of the map that a window in map points meets, the nearest to its middle first."""
    width, height = layout.size()
    size = theme.CHUNK
    cols = range(max(0, window.left // size), min(-(-window.right // size), -(-int(width) // size)))
    rows = range(max(0, window.top // size), min(-(-window.bottom // size), -(-int(height) // size)))
    middle = pygame.Vector2(window.center)
    found = [Spot(level, col, row) for row in rows for col in cols]
    return sorted(found, key=lambda spot: middle.distance_squared_to(spot.rect.center))


class Budget:
    """Time that a frame may still spend on baking. The first piece of work is always allowed."""

    def __init__(self, milliseconds: float) -> None:
        self.until = perf_counter() + milliseconds / 1000
        self.refused = False
        self._begun = False

    def allows(self) -> bool:
        """Return whether another piece of work may start, and note when it may not."""
        if self._begun and perf_counter() >= self.until:
            self.refused = True
            return False
        self._begun = True
        return True


class ChunkLayer:
    """One layer of the map: draws its chunks and bakes those that are missing."""

    def __init__(self, name: str, cache: ChunkCache, bake: Bake, blank: Bake | None = None) -> None:
        self.name = name
        self.cache = cache
        self.bake = bake
        self.blank = blank

    def draw(
        self, surface: pygame.Surface, origin: tuple[int, int], wanted: Iterable[Spot], budget: Budget
    ) -> bool:
        """Blit the wanted chunks, map point 0, 0 at `origin`; return whether all were there."""
        ready = True
        for spot, picture in self._pictures(wanted, budget):
            ready = ready and (self.name, spot) in self.cache
            if picture:
                surface.blit(picture, spot.rect.move(origin))
        return ready

    def _pictures(
        self, wanted: Iterable[Spot], budget: Budget
    ) -> Iterator[tuple[Spot, pygame.Surface | None]]:
        for spot in wanted:
            key = (self.name, spot)
            if key not in self.cache and budget.allows():
                self.cache.drop((BLANK, spot))
                self.cache.put(key, self.bake(spot))
            yield spot, self.cache.get(key) if key in self.cache else self._bare(spot)

    def _bare(self, spot: Spot) -> pygame.Surface | None:
        """Return what stands in for a chunk until it is baked, kept for as long."""
        if self.blank is None:
            return None
        if (BLANK, spot) not in self.cache:
            self.cache.put((BLANK, spot), self.blank(spot))
        return self.cache.get((BLANK, spot))
