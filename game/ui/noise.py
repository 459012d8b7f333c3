"""Noise for textures that is the same on every machine: a hash of coordinates, never a generator."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Field: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]

_WRAP = 63
"""Noise at single points repeats after so many cells and one."""
_M1, _M2, _M3 = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35), np.uint32(0x9E3779B1)


def scatter(x: Ints, y: Ints, salt: int = 0) -> Field:
    """Return a number from 0 to 1 for each pair of integers."""
    with np.errstate(over="ignore"):
        mixed = x.astype(np.uint32) * _M3 ^ (y.astype(np.uint32) + np.uint32(salt)) * _M1
        mixed ^= mixed >> np.uint32(15)
        mixed *= _M2
        mixed ^= mixed >> np.uint32(13)
        mixed *= _M1
        mixed ^= mixed >> np.uint32(16)
    return (mixed >> np.uint32(8)).astype(np.float32) / np.float32(1 << 24)


def chance(here: int, at: int, salt: int = 0) -> float:
    """Return a number from 0 to 1 for a hex and a running index."""
    mixed = (here * 0x9E3779B1 ^ (at + salt * 7919) * 0x85EBCA6B) & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 15) * 0xC2B2AE35 & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 13) * 0x85EBCA6B & 0xFFFFFFFF
    return (mixed ^ mixed >> 16) / 0x100000000


def smooth(height: int, width: int, cell: float, salt: int) -> Field:
    """Return a field of value noise, its bumps about `cell` pixels wide."""
    rows, row_share = _steps(height, cell)
    cols, col_share = _steps(width, cell)
    lattice = scatter(*np.meshgrid(np.arange(cols[-1] + 2), np.arange(rows[-1] + 2)), salt)
    tall = lattice[rows] + (lattice[rows + 1] - lattice[rows]) * row_share[:, None]
    left = tall[:, cols]
    result: Field = left + (tall[:, cols + 1] - left) * col_share
    return result


def rolling(height: int, width: int, cell: float, salt: int) -> Field:
    """Return gradient noise, about -0.7 to 0.7, without the boxes that value noise shows in relief."""
    rows, row_share = _parts(height, cell)
    cols, col_share = _parts(width, cell)
    turn = scatter(*np.meshgrid(np.arange(cols[-1] + 2), np.arange(rows[-1] + 2)), salt) * np.float32(
        2 * np.pi
    )
    east, south = np.cos(turn), np.sin(turn)
    corners = [
        east[rows + dy][:, cols + dx] * (col_share - dx)[None, :]
        + south[rows + dy][:, cols + dx] * (row_share - dy)[:, None]
        for dy in (0, 1)
        for dx in (0, 1)
    ]
    across, down = _eased(col_share)[None, :], _eased(row_share)[:, None]
    upper = corners[0] + (corners[1] - corners[0]) * across
    lower = corners[2] + (corners[3] - corners[2]) * across
    result: Field = upper + (lower - upper) * down
    return result


def gradient(x: Field, y: Field, salt: int) -> Field:
    """Return gradient noise at single points, given in cells, about -0.7 to 0.7."""
    cols, rows = np.floor(x), np.floor(y)
    dx, dy = (x - cols).astype(np.float32), (y - rows).astype(np.float32)
    at, line = cols.astype(np.int64) & _WRAP, rows.astype(np.int64) & _WRAP
    lattice = np.arange(_WRAP + 1)
    turn = scatter(*np.meshgrid(lattice, lattice), salt).ravel() * np.float32(2 * np.pi)
    east, south = np.cos(turn), np.sin(turn)
    across, down = _eased(dx), _eased(dy)

    def corner(right: int, below: int) -> Field:
        index = ((line + below) & _WRAP) * (_WRAP + 1) + ((at + right) & _WRAP)
        result: Field = east[index] * (dx - right) + south[index] * (dy - below)
        return result

    upper = corner(0, 0)
    upper += (corner(1, 0) - upper) * across
    lower = corner(0, 1)
    lower += (corner(1, 1) - lower) * across
    result: Field = upper + (lower - upper) * down
    return result


def _steps(length: int, cell: float) -> tuple[Ints, Field]:
    """Return the lattice index of every pixel and its eased share of the way to the next."""
    index, share = _parts(length, cell)
    return index, _eased(share)


def _parts(length: int, cell: float) -> tuple[Ints, Field]:
    along = np.arange(length, dtype=np.float32) / np.float32(cell)
    index = along.astype(np.int64)
    return index, along - index.astype(np.float32)


def _eased(share: Field) -> Field:
    return share * share * (3 - 2 * share)


def grain(size: int, depth: int) -> npt.NDArray[np.uint8]:
    """Return a square tile of fine grain that repeats without a seam, from 255 - depth to 255."""
    at = np.arange(size)
    fine = scatter(*np.meshgrid(at, at), 11)
    soft = fine
    for step in (1, 2, 4):
        shifted = (np.roll(soft, shift, (0, 1)) for shift in ((step, 0), (0, step), (step, step)))
        soft = sum(shifted, soft) / np.float32(4)
    mixed = 0.45 * fine + 0.55 * np.clip((soft - 0.5) * 4 + 0.5, 0, 1)
    tile: npt.NDArray[np.uint8] = (255 - depth * mixed).astype(np.uint8)
    return tile
