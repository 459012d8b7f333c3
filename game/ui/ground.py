"""The painted ground: terrain colours with grown edges, relief shaded from the north-west, fields, shores.

One picture of the whole map is painted when a map is opened, at a modest size; every zoom level is
scaled from it and sharpened with fine grain. Rivers, roads and signs are drawn over it by `board_art`.

Legend: a *field* is an array of one number a pixel, rows first; *fine* is pixels a hex in this picture.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import pygame

from game.hexgrid.layout import ROOT3
from game.model.board import Board
from game.ui import noise, relief, theme
from game.ui.noise import Field, Ints

MAX_PIXELS = 640_000
KINDS = (*theme.GROUND, "")
PATCHES = ("valley", "lake", "sabkha")
"""Terrain laid over the land with an edge of its own; the rest runs into its neighbours."""


def fineness(board: Board) -> float:
    """Return the pixels a hex gets in the painted ground: fewer on large maps."""
    return min(22.0, max(6.0, sqrt(MAX_PIXELS / (len(board.grid) * ROOT3 / 2))))


def paint(board: Board) -> pygame.Surface:
    """Return the ground of a whole map, `fineness` pixels a hex, nothing else drawn on it."""
    fine = fineness(board)
    width = round(fine * (board.grid.cols + 0.5))
    height = round(fine * (ROOT3 / 2 * (board.grid.rows - 1) + 2 / ROOT3))
    hexes = _hex_under(board, height, width, fine)
    kinds = np.array([_kind(terrain.id) for terrain in board.terrain])[hexes]
    colours = softened(_palette()[kinds], round(fine * 0.3))
    _weather(colours, kinds, fine)
    colours *= relief.light(_amounts()[kinds], fine)
    _lay_patches(colours, kinds, fine)
    return to_surface(np.clip(colours, 0, 255))


def _kind(terrain: str) -> int:
    return KINDS.index(terrain) if terrain in KINDS else len(KINDS) - 1


def _palette() -> Field:
    """Return the colour of every kind of land; what is laid over it later is desert for now."""
    land = {kind: theme.GROUND["desert" if kind in PATCHES else kind] for kind in theme.GROUND}
    return np.array([*land.values(), theme.GROUND_OTHER], dtype=np.float32)


def _amounts() -> Field:
    """Return how high every kind of terrain stands."""
    return np.array([*(theme.RELIEF.get(kind, theme.RELIEF_OTHER) for kind in KINDS)], dtype=np.float32)


def _hex_under(board: Board, height: int, width: int, fine: float) -> Ints:
    """Return the hex of every pixel, its edges pushed about by noise so that terrain looks grown."""
    push = (noise.smooth(height, width, fine * 1.1, 1) - 0.5) * 0.56
    push += (noise.smooth(height, width, fine * 0.3, 2) - 0.5) * 0.2
    shove = (noise.smooth(height, width, fine * 1.1, 3) - 0.5) * 0.56
    shove += (noise.smooth(height, width, fine * 0.3, 4) - 0.5) * 0.2
    x = np.arange(width, dtype=np.float32)[None, :] / fine - 0.5 + push
    y = np.arange(height, dtype=np.float32)[:, None] / fine - 1 / ROOT3 + shove
    return _rounded(x, y, board.grid.cols, board.grid.rows)


def _rounded(x: Field, y: Field, cols: int, rows: int) -> Ints:
    """Round points in hex widths to the nearest hex, those beyond the edge to the hex at the edge.

    The nearest centre lies in one of the two rows around the point; each row is rounded by itself.
    """
    tall = ROOT3 / 2
    upper = np.clip(np.floor(y / tall), 0, rows - 1)
    lower = np.minimum(upper + 1, rows - 1)
    at, best = _in_row(x, y, upper, cols, tall)
    other, farther = _in_row(x, y, lower, cols, tall)
    return np.where(best <= farther, at, other).astype(np.int64)


def _in_row(x: Field, y: Field, row: Field, cols: int, tall: float) -> tuple[Field, Field]:
    shift = (row % 2) / np.float32(2)
    col: Field = np.clip(np.round(x - shift), 0, cols - 1)
    away: Field = (x - shift - col) ** 2 + (y - row * tall) ** 2
    return row * cols + col, away


def _weather(colours: Field, kinds: Ints, fine: float) -> None:
    """Let plains of gravel and of sand run into each other, and dry washes cross them."""
    height, width = kinds.shape
    gravel = np.clip(noise.rolling(height, width, fine * 5.3, 41) * 1.5 + 0.42, 0, 1)
    specks = noise.smooth(height, width, 1.7, 43)
    gravel *= 0.75 + 0.5 * specks
    gravel[kinds == _kind("mountain")] *= 0.3
    colours += (np.array(theme.GRAVEL, dtype=np.float32) - colours) * (gravel * 0.62)[..., None]
    wash = noise.rolling(height, width, fine * 3.1, 42) + (specks - 0.5) * 0.02
    dry = np.clip(1 - np.abs(wash) * 26, 0, 1) * np.clip(gravel * 2 - 0.3, 0, 1)
    colours += dry[..., None] * (np.array(theme.WASH, dtype=np.float32) - colours) * 0.4


def _lay_patches(colours: Field, kinds: Ints, fine: float) -> None:
    """Lay salt flats, the irrigated valley and water over the land."""
    for kind, lay in (("sabkha", _salt), ("valley", _plant), ("lake", _flood)):
        present = kinds == _kind(kind)
        if present.any():
            rows, cols = (_span(np.any(present, axis=axis), round(fine)) for axis in (1, 0))
            lay(colours[rows, cols], present[rows, cols].astype(np.float32), fine, rows.start, cols.start)


def _salt(land: Field, mask: Field, fine: float, top: int, left: int) -> None:
    """Cover land with a pale crust, whiter towards its middle."""
    cover = softened_field(mask, round(fine * 0.3))
    height, width = cover.shape
    crust = 0.8 + 0.3 * noise.smooth(height, width, fine * 0.3, 33)
    land += (np.array(theme.GROUND["sabkha"], dtype=np.float32) - land) * (cover * crust)[..., None]


def _plant(land: Field, mask: Field, fine: float, top: int, left: int) -> None:
    """Divide the irrigated valley into parcels of differing green, here and there fallow."""
    rows, cols = np.nonzero(mask)
    along = ((cols + left) * 0.86 + (rows + top) * 0.5) / (fine * 0.2)
    across = ((rows + top) * 0.86 - (cols + left) * 0.5) / (fine * 0.13)
    parcel = along.astype(np.int64), across.astype(np.int64)
    crop = noise.scatter(*parcel, 31)
    green = np.zeros((*mask.shape, 3), dtype=np.float32)
    green[:] = theme.GROUND["valley"]
    green[rows, cols] *= (0.84 + 0.28 * crop)[:, None]
    fallow = noise.scatter(*parcel, 32) > 0.8
    green[rows[fallow], cols[fallow]] += np.array((26, 6, -6), dtype=np.float32)
    cover = np.clip(softened_field(mask, max(2, round(fine * 0.2))) * 1.6 - 0.3, 0, 1)
    land += (green - land) * cover[..., None]


def _flood(land: Field, mask: Field, fine: float, top: int, left: int) -> None:
    """Fill lakes and the sea with water: a pale strand, a dark shore, lines of depth, the deep."""
    near = softened_field(mask, max(2, round(fine * 0.24)))
    deep = softened_field(mask, round(fine * 0.9))
    shallow, bottom = (np.array(colour, dtype=np.float32) for colour in (theme.GROUND["lake"], theme.DEEP))
    water = shallow + (bottom - shallow) * np.clip(deep * 2.2 - 1.1, 0, 1)[..., None]
    for depth in (0.6, 0.75, 0.9):
        water += (np.clip(1 - np.abs(deep - depth) * 40, 0, 1) * 12)[..., None]
    strand = np.clip(1 - np.abs(near - 0.34) * 6, 0, 1) * 0.5
    land += (np.array(theme.STRAND, dtype=np.float32) - land) * strand[..., None]
    land += (water - land) * np.clip((near - 0.42) * 7, 0, 1)[..., None]
    rim = np.clip(1 - np.abs(near - 0.5) * 7, 0, 1) * 0.7
    land += (np.array(theme.SHORE, dtype=np.float32) - land) * rim[..., None]


def _span(present: Field, margin: int) -> slice:
    """Return the stretch of a line that holds everything present, and a margin."""
    at = np.flatnonzero(present)
    return slice(max(0, int(at[0]) - margin), int(at[-1]) + margin)


def softened(colours: Field, radius: int) -> Field:
    """Blur a picture a little, so that colours run into each other."""
    blurred = pygame.transform.box_blur(to_surface(colours), max(1, radius))
    return pygame.surfarray.array3d(blurred).swapaxes(0, 1).astype(np.float32)


def softened_field(values: Field, radius: int) -> Field:
    """Blur a field of shares twice, so that no box is seen in it."""
    grey = to_surface(np.repeat((np.clip(values, 0, 1) * 255)[..., None], 3, axis=2))
    half = max(1, radius // 2)
    blurred = pygame.transform.box_blur(pygame.transform.box_blur(grey, half), half)
    return pygame.surfarray.pixels_red(blurred).swapaxes(0, 1).astype(np.float32) / np.float32(255)


def to_surface(colours: Field) -> pygame.Surface:
    """Return a picture of an array of colours, rows first."""
    surface = pygame.Surface((colours.shape[1], colours.shape[0]), 0, 32)
    pygame.surfarray.blit_array(surface, colours.swapaxes(0, 1).astype(np.uint8))
    return surface
