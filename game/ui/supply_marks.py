"""The ways of supply on the map: thicker where more units are fed, with what each hex costs on the way of the
selected unit, and the hex whose fall would do the most harm."""

from __future__ import annotations

from dataclasses import dataclass

from game.hexgrid.coords import OFF_MAP, Grid, Hex
from game.ui import theme
from game.ui.canvas import Canvas, Point
from game.ui.lines import unit_layout

MOST_TELLING = 12
"""Units over one step from which a way is drawn no thicker."""


@dataclass(frozen=True, slots=True)
class SupplyWays:
    """What is drawn of supply: the steps with the number of units fed over each, the way of one unit from its
    source with the cost of each hex, and the bottleneck of that way."""

    steps: tuple[tuple[Hex, Hex, int], ...] = ()
    line: tuple[Hex, ...] = ()
    costs: tuple[int, ...] = ()
    bottleneck: Hex = OFF_MAP

    def touched(self) -> set[Hex]:
        """Return the hexes on which something is drawn."""
        return {here for step in self.steps for here in step[:2]} | {*self.line, self.bottleneck} - {OFF_MAP}


def draw(canvas: Canvas, grid: Grid, ways: SupplyWays) -> None:
    """Draw the ways of supply, the selected unit's on top."""
    layout = unit_layout(grid)
    for start, end, units in ways.steps:
        thick = 0.03 + 0.07 * min(units, MOST_TELLING) / MOST_TELLING
        ends = [layout.centre(start), layout.centre(end)]
        canvas.line(ends, thick + 0.035, theme.PATH_EDGE)
        canvas.line(ends, thick, theme.SUPPLY_LINE)
    _draw_line(canvas, [layout.centre(here) for here in ways.line])
    if ways.bottleneck != OFF_MAP:
        _draw_hourglass(canvas, layout.centre(ways.bottleneck))


def _draw_line(canvas: Canvas, points: list[Point]) -> None:
    if len(points) > 1:
        canvas.line(points, 0.15, theme.PATH_EDGE)
        canvas.line(points, 0.1, theme.SUPPLY_WAY)
    for point in points:
        canvas.dot(point, 0.08, theme.SUPPLY_WAY)


def _draw_hourglass(canvas: Canvas, centre: Point) -> None:
    """Draw the sign of a bottleneck: an hourglass on a disc."""
    x, y = centre
    canvas.dot(centre, 0.34, theme.PATH_EDGE)
    canvas.dot(centre, 0.3, theme.BOTTLENECK)
    wide, tall = 0.15, 0.19
    for up in (-1, 1):
        canvas.fill([(x - wide, y + up * tall), (x + wide, y + up * tall), (x, y)], theme.PATH_EDGE)
