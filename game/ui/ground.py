"""The painted ground: terrain colours with ragged edges, relief shaded from the north-west, fields, shores.

One picture of the whole map is painted when a map is opened, at a modest size; every zoom level is
scaled from it and sharpened with fine grain. Rivers, roads and signs are drawn over it by `board_art`.

Legend: a *field* is an array of one number a pixel, rows first; *fine* is pixels a hex in this picture.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt
import pygame

from game.hexgrid.layout import ROOT3
from game.model.board import Board
from game.ui import noise, theme
from game.ui.noise import Field, Ints

MAX_PIXELS = 640_000
KINDS = (*theme.GROUND, "")


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
    colours = _softened(_palette()[kinds], round(fine * 0.1))
    colours *= _relief(kinds, fine)[..., None]
    colours[..., 2] += noise.rolling(height, width, fine * 3.6, 41) * 15
    colours[..., 0] += noise.rolling(height, width, fine * 5.3, 42) * 12
    _plant(colours, kinds, fine)
    _flood(colours, kinds == _kind("lake"), fine)
    return _surface(np.clip(colours, 0, 255))


def _kind(terrain: str) -> int:
    return KINDS.index(terrain) if terrain in KINDS else len(KINDS) - 1


def _palette() -> Field:
    return np.array([*theme.GROUND.values(), theme.GROUND_OTHER], dtype=np.float32)


def _hex_under(board: Board, height: int, width: int, fine: float) -> Ints:
    """Return the hex of every pixel, its edges pushed about by noise so that terrain looks grown."""
    push = (noise.smooth(height, width, fine * 0.8, 1) - 0.5) * 0.34
    push += (noise.smooth(height, width, fine * 0.25, 2) - 0.5) * 0.12
    shove = (noise.smooth(height, width, fine * 0.8, 3) - 0.5) * 0.34
    shove += (noise.smooth(height, width, fine * 0.25, 4) - 0.5) * 0.12
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


def _relief(kinds: Ints, fine: float) -> Field:
    """Return the light on every pixel: ridges where the terrain is high, a breath of it elsewhere."""
    height, width = kinds.shape
    amount = np.array([*(theme.RELIEF.get(kind, theme.RELIEF_OTHER) for kind in KINDS)], dtype=np.float32)
    steep = _softened_field(amount[kinds], round(fine * 0.45))
    ridges = 0.9 - np.abs(noise.rolling(height, width, fine * 1.5, 21)) * 2.2
    ridges += (
        noise.rolling(height, width, fine * 0.55, 22) * 0.75
        + noise.smooth(height, width, fine * 0.2, 23) * 0.2
    )
    land = steep * ridges + noise.rolling(height, width, fine * 2.3, 24) * 0.16
    light = np.zeros_like(land)
    light[1:, 1:] = land[1:, 1:] - land[:-1, :-1]
    drift = noise.rolling(height, width, fine * 4.3, 25) * 0.08
    shaded: Field = np.clip(1 + light * fine * 0.15 + drift, 0.6, 1.18)
    return shaded


def _plant(colours: Field, kinds: Ints, fine: float) -> None:
    """Divide the irrigated valley into parcels of differing green, and streak the salt flats."""
    height, width = kinds.shape
    rows, cols = np.nonzero(kinds == _kind("valley"))
    along = ((cols * 0.86 + rows * 0.5) / (fine * 0.16)).astype(np.int64)
    across = ((rows * 0.86 - cols * 0.5) / (fine * 0.1)).astype(np.int64)
    crop = noise.scatter(along, across, 31)
    colours[rows, cols] *= (0.9 + 0.18 * crop)[:, None]
    colours[rows, cols, 0] += (noise.scatter(along, across, 32) > 0.72) * 20
    salt = (kinds == _kind("sabkha")) * (noise.smooth(height, width, fine * 0.5, 33) - 0.5) * 26
    colours += salt[..., None]


def _flood(colours: Field, lake: npt.NDArray[np.bool_], fine: float) -> None:
    """Fill lakes with water that grows deeper from a dark shore."""
    if not lake.any():
        return
    rows, cols = (_span(np.any(lake, axis=axis), round(fine)) for axis in (1, 0))
    basin, land = lake[rows, cols].astype(np.float32), colours[rows, cols]
    near = _softened_field(basin, max(1, round(fine * 0.06)))
    deep = _softened_field(basin, round(fine * 0.6))[..., None]
    shallow, bottom = (np.array(colour, dtype=np.float32) for colour in (theme.GROUND["lake"], theme.DEEP))
    water = shallow + (bottom - shallow) * np.clip(deep * 2 - 1, 0, 1)
    rim = (np.clip(1 - np.abs(near - 0.5) * 3.2, 0, 1) * 0.75)[..., None]
    land += (water - land) * np.clip((near - 0.4) * 5, 0, 1)[..., None]
    land += (np.array(theme.SHORE, dtype=np.float32) - land) * rim


def _span(present: npt.ArrayLike, margin: int) -> slice:
    """Return the stretch of a line that holds everything present, and a margin."""
    at = np.flatnonzero(present)
    return slice(max(0, int(at[0]) - margin), int(at[-1]) + margin)


def _softened(colours: Field, radius: int) -> Field:
    """Blur a picture a little, so that colours run into each other."""
    blurred = pygame.transform.box_blur(_surface(colours), max(1, radius))
    return pygame.surfarray.array3d(blurred).swapaxes(0, 1).astype(np.float32)


def _softened_field(values: Field, radius: int) -> Field:
    grey = np.repeat((np.clip(values, 0, 1) * 255)[..., None], 3, axis=2)
    return _softened(_softened(grey, max(1, radius // 2)), max(1, radius // 2))[..., 0] / np.float32(255)


def _surface(colours: Field) -> pygame.Surface:
    surface = pygame.Surface((colours.shape[1], colours.shape[0]), 0, 32)
    pygame.surfarray.blit_array(surface, colours.swapaxes(0, 1).astype(np.uint8))
    return surface
