"""A cursor on the map that keys move, for those who play without a pointer."""

from __future__ import annotations

from collections.abc import Callable

from game.hexgrid.coords import Hex
from game.ui.field import Field

Point = tuple[int, int]


class HexCursor:
    """Goes from hex to hex as the pointer would; `rest` puts the pointer's place there, so that strip and
    tooltips speak of the hex. It is out until it is moved, and in again after it has been used."""

    def __init__(self, field: Field, rest: Callable[[Point], None]) -> None:
        self._field, self._rest = field, rest
        self.at: Hex | None = None

    def move(self, step: tuple[int, int], start: Hex | None) -> None:
        """Go a column or a row on; the first step starts from a hex, or the middle of what is seen."""
        grid, camera = self._field.setting.board.grid, self._field.camera
        here = self.at
        if here is None:
            here = start if start is not None and camera.sees(start) else camera.hex_under(camera.port.center)
        if here < 0:
            here = len(grid) // 2
        col, row = grid.col_row(here)
        col, row = col + step[0], row + step[1]
        if not (0 <= col < grid.cols and 0 <= row < grid.rows):
            return
        self.at = grid.hex_at(col, row)
        self._field.reveal(self.at)
        x, y = camera.point_of(self.at)
        self._rest((round(x), round(y)))

    def take_in(self) -> Hex | None:
        """Return the hex that the cursor is in, and forget it: Enter was pressed, or the pointer moved."""
        here, self.at = self.at, None
        return here
