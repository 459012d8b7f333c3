"""Relief: mountains, ranges and broken ground as heights, and the light of a low sun in the north-west.

Legend: a *field* is an array of one number a pixel, rows first; *fine* is pixels a hex.
"""

from __future__ import annotations

from math import cos, sin

import numpy as np
import pygame

from game.ui import noise
from game.ui.noise import Field, Ints

STRIKE = 0.55
"""The direction in which ranges run, in radians from east to north: that of the Palmyrides."""
STRETCH = 1.9
OCTAVES = ((2.0, 1.0), (0.95, 0.62), (0.45, 0.34), (0.22, 0.18))
"""Cell in hexes and weight of each layer of ridges."""
LOWEST = 0.09
SHADOW = (0.94, 1.0, 0.9)
"""How much light and shadow change red, green and blue: shadows are a little blue."""


def light(amount: Field, fine: float) -> Field:
    """Return what the light multiplies every pixel's colour with, given how high its terrain stands."""
    height, width = amount.shape
    steep = _spread(amount, fine)
    land = noise.rolling(height, width, fine * 2.3, 24) * 0.16
    land += noise.rolling(height, width, fine * 0.6, 22) * 0.03
    rows, cols = np.nonzero(steep > LOWEST)
    mass = np.minimum(1, (steep[rows, cols] - LOWEST) * 1.3)
    land[rows, cols] += mass * (0.2 + 1.05 * _ridges(_hexes(cols, fine), _hexes(rows, fine)))
    slope = np.zeros_like(land)
    slope[1:, 1:] = land[1:, 1:] - land[:-1, :-1]
    slope[1:] += (land[1:] - land[:-1]) * 0.4
    lit: Field = np.clip(slope * np.float32(fine * 0.17), -0.42, 0.17)
    shaded: Field = 1 + lit[..., None] * np.array(SHADOW, dtype=np.float32)
    return shaded


def _hexes(pixels: Ints, fine: float) -> Field:
    return pixels.astype(np.float32) / np.float32(fine)


def _spread(amount: Field, fine: float) -> Field:
    """Return how high the land stands without steps between hexes, its edges gnawed by noise."""
    height, width = amount.shape
    grey = np.repeat((amount * 255)[..., None], 3, axis=2).swapaxes(0, 1).astype(np.uint8)
    picture = pygame.surfarray.make_surface(grey)
    for share in (0.4, 0.3):
        picture = pygame.transform.box_blur(picture, max(1, round(fine * share)))
    soft = pygame.surfarray.pixels_red(picture).swapaxes(0, 1).astype(np.float32) / np.float32(255)
    gnawed: Field = soft * (0.72 + 0.56 * noise.smooth(height, width, fine * 0.7, 26))
    return gnawed


def _ridges(x: Field, y: Field) -> Field:
    """Return the height of ridges at points in hex widths, 0 to 1 and a little more: long crests along
    the strike, spurs and gullies on their flanks."""
    along = _scaled(x * np.float32(cos(STRIKE)) - y * np.float32(sin(STRIKE)), STRETCH)
    across: Field = x * np.float32(sin(STRIKE)) + y * np.float32(cos(STRIKE))
    bend = noise.gradient(_scaled(along, 2.7), _scaled(across, 2.7), 20) * np.float32(1.1)
    across = across + bend
    land = np.zeros(len(x), dtype=np.float32)
    carry = np.ones(len(x), dtype=np.float32)
    for at, (cell, weight) in enumerate(OCTAVES):
        bumps = noise.gradient(_scaled(along, cell), _scaled(across, cell), 50 + at)
        sharp: Field = np.square(np.clip(1 - np.abs(bumps) * np.float32(1.9), 0, 1))
        land += weight * sharp * carry
        carry = np.clip(0.3 + sharp, 0, 1)
        if at == 0:
            along = _scaled(along, 1 / (STRETCH * 0.8))
    return land


def _scaled(values: Field, cell: float) -> Field:
    return values / np.float32(cell)
