"""The printed map as chunks: ground, water, hex grid, roads, borders, towns; no units and no View."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, cos, floor, pi, sin

import pygame

from game.hexgrid.coords import Grid, Hex
from game.hexgrid.layout import ROOT3
from game.model.board import Board
from game.model.kinds import RiverKind, RoadKind
from game.ui import fonts, glyphs, ground, lines, noise, theme
from game.ui.canvas import Canvas
from game.ui.chunks import Spot
from game.ui.lines import Piece, unit_layout

REACH = 0.3
HEXAGON = tuple((cos(pi / 6 + at * pi / 3) / ROOT3, sin(pi / 6 + at * pi / 3) / ROOT3) for at in range(6))
GRAIN_DEPTH = 20
SPECKS_FROM = 28
"""From which width of a hex on desert has its specks."""


class BoardArt:
    """Draws the chunks of one board. `grid` and `labels` may be switched; chunks must then be baked anew.
    `painted` is its ground, where it has been painted before."""

    def __init__(
        self, board: Board, grid: bool = True, labels: bool = False, painted: pygame.Surface | None = None
    ) -> None:
        self.board = board
        self.grid = grid
        self.labels = labels
        self.layout = unit_layout(board.grid)
        self.fine = ground.fineness(board)
        self.ground = painted or ground.paint(board)
        self.water = list(_water(board))
        self.roads = list(_roads(board))
        self.borders = list(_borders(board))
        self.grain = _grain()

    def repaint(self) -> None:
        """Paint the ground again, in the colours that the theme has now."""
        self.ground = ground.paint(self.board)

    def bake(self, spot: Spot) -> pygame.Surface:
        """Return a chunk of the map."""
        width = theme.px(theme.HEX_WIDTHS[spot.level])
        canvas = Canvas(spot.rect.topleft, spot.rect.size, width, alpha=False)
        self._lay_ground(canvas)
        self._leave_margin(canvas)
        hexes = list(hexes_in(self.board, canvas.box))
        if width >= 22:
            self._draw_signs(canvas, hexes)
        self._draw_lines(canvas, hexes)
        self._draw_places(canvas, hexes)
        picture = canvas.finished()
        picture.blit(self.grain, (0, 0), special_flags=pygame.BLEND_MULT)
        if self.labels and width >= 28:
            self._print_labels(picture, spot, hexes, width)
        self._trim(picture, spot, width)
        return picture

    def blank(self, spot: Spot) -> pygame.Surface:
        """Return the bare ground of a chunk, quickly, to show until the chunk is baked."""
        width = theme.px(theme.HEX_WIDTHS[spot.level])
        zoom = self.fine / width
        source = pygame.Rect(
            spot.rect.x * zoom, spot.rect.y * zoom, ceil(spot.rect.w * zoom), ceil(spot.rect.h * zoom)
        )
        picture = pygame.Surface(spot.rect.size, 0, 32)
        picture.fill(theme.TABLE)
        inside = source.clip(self.ground.get_rect())
        if inside.w and inside.h:
            size = round(inside.w / zoom), round(inside.h / zoom)
            picture.blit(pygame.transform.scale(self.ground.subsurface(inside), size), (0, 0))
        return picture

    def _lay_ground(self, canvas: Canvas) -> None:
        """Scale the painted ground under a chunk."""
        zoom = canvas.scale / self.fine
        left, top, right, bottom = (edge * self.fine for edge in canvas.box)
        box = pygame.Rect(
            floor(left) - 2, floor(top) - 2, ceil(right) - floor(left) + 4, ceil(bottom) - floor(top) + 4
        )
        inside = box.clip(self.ground.get_rect())
        if not (inside.w and inside.h):
            return
        size = round(inside.w * zoom), round(inside.h * zoom)
        picture = pygame.transform.smoothscale(self.ground.subsurface(inside), size)
        corner = inside.x * zoom - canvas.corner[0], inside.y * zoom - canvas.corner[1]
        canvas.surface.blit(picture, (round(corner[0]), round(corner[1])))

    def _leave_margin(self, canvas: Canvas) -> None:
        """Leave the half hexes around the map blank, as printed sheets do."""
        grid = self.board.grid
        left, top, right, bottom = canvas.box
        if left > 1 and top > 1 and right < grid.cols - 1 and bottom < (grid.rows - 2) * ROOT3 / 2:
            return
        cols = range(max(-1, floor(left) - 2), min(grid.cols, ceil(right) + 1) + 1)
        for row in range(
            max(-1, floor(top / (ROOT3 / 2)) - 2), min(grid.rows, ceil(bottom * 2 / ROOT3) + 1) + 1
        ):
            for col in cols:
                if row in (-1, grid.rows) or col in (-1, grid.cols):
                    x, y = col + 0.5 + (row & 1) / 2, 1 / ROOT3 + row * ROOT3 / 2
                    canvas.fill([(x + dx, y + dy) for dx, dy in HEXAGON], theme.MARGIN)

    def _draw_signs(self, canvas: Canvas, hexes: list[Hex]) -> None:
        for here in hexes:
            kind = self.board.terrain[here].id
            bare = kind == "desert" and canvas.scale < SPECKS_FROM * canvas.fold
            if not bare and kind not in ("town", "city", "field"):
                glyphs.draw_terrain(canvas, self.board, here)
        grid = self.board.grid
        for pair in sorted(self.board.cliffs & {(a, b) for a in hexes for b in grid.around[a] if a < b}):
            high = glyphs.high_side(self.board, pair)
            first, second = map(lines.corner_point, lines.corners_of(grid, pair))
            glyphs.draw_cliff(canvas, (first, second), self.layout.centre(high))

    def _draw_lines(self, canvas: Canvas, hexes: list[Hex]) -> None:
        draw_water(canvas, list(near(self.water, canvas)))
        if self.grid:
            draw_grid(canvas, self.board, hexes)
        draw_border(canvas, list(near(self.borders, canvas)))
        draw_roads(canvas, list(near(self.roads, canvas)))

    def _draw_places(self, canvas: Canvas, hexes: list[Hex]) -> None:
        for here in hexes:
            terrain = self.board.terrain[here]
            if terrain.id in ("town", "city", "field") and (canvas.scale > 40 or terrain.id != "field"):
                glyphs.draw_terrain(canvas, self.board, here)
            for place in self.board.places_at.get(here, ())[:1]:
                glyphs.draw_place(canvas, self.board, place, terrain.id in ("town", "city", "field"))

    def _print_labels(self, picture: pygame.Surface, spot: Spot, hexes: list[Hex], width: int) -> None:
        font = fonts.face(fonts.LATIN, max(8, round(width * 0.2)))
        for here in hexes:
            x, y = self.layout.centre(here)
            text = font.render(self.board.grid.label(here), True, theme.LABEL_INK)
            top = y * width - spot.rect.y - width * 0.48
            picture.blit(text, (x * width - spot.rect.x - text.get_width() / 2, top))

    def _trim(self, picture: pygame.Surface, spot: Spot, width: int) -> None:
        """Cover what lies beyond the sheet, and edge the sheet."""
        sheet = sheet_rect(self.board, width).move(-spot.rect.x, -spot.rect.y)
        for beyond in (
            pygame.Rect(sheet.right, 0, theme.CHUNK * 2, theme.CHUNK),
            pygame.Rect(0, sheet.bottom, theme.CHUNK, theme.CHUNK * 2),
        ):
            picture.fill(theme.TABLE, beyond)
        pygame.draw.rect(picture, theme.BLOCK_EDGE, sheet, 2)


def sheet_rect(board: Board, width: int) -> pygame.Rect:
    """Return the printed sheet in map points."""
    grid = board.grid
    tall = width * (ROOT3 / 2 * (grid.rows - 1) + 2 / ROOT3)
    return pygame.Rect(0, 0, round(width * (grid.cols + 0.5)), round(tall))


def hexes_in(board: Board, box: tuple[float, float, float, float]) -> Iterator[Hex]:
    """Yield every hex of a board that may reach into a box given in hex widths."""
    return hexes_of_box(board.grid, box)


def hexes_of_box(grid: Grid, box: tuple[float, float, float, float]) -> Iterator[Hex]:
    """Yield every hex of a grid that may reach into a box given in hex widths."""
    left, top, right, bottom = box
    for row in range(max(0, floor(top / (ROOT3 / 2)) - 1), min(grid.rows, ceil(bottom / (ROOT3 / 2)) + 1)):
        for col in range(max(0, floor(left) - 1), min(grid.cols, ceil(right) + 1)):
            yield grid.hex_at(col, row)


def near(pieces: Iterable[Piece], canvas: Canvas) -> Iterator[Piece]:
    """Yield the pieces of line that may be seen on a canvas."""
    left, top, right, bottom = canvas.box
    for piece in pieces:
        west, north, east, south = piece.box
        if west < right + REACH and east > left - REACH and north < bottom + REACH and south > top - REACH:
            yield piece


def draw_water(canvas: Canvas, pieces: list[Piece]) -> None:
    """Draw streams, then great rivers with dark banks and a light middle."""
    for piece in pieces:
        if piece.kind == RiverKind.MINOR:
            canvas.line(piece.points, theme.STREAM_WIDTH, theme.STREAM)
    great = [piece for piece in pieces if piece.kind == RiverKind.MAJOR]
    for width, colour in (
        (theme.RIVER_WIDTH * 1.9, theme.BANK),
        (theme.RIVER_WIDTH * 1.32, theme.RIVER_EDGE),
        (theme.RIVER_WIDTH, theme.RIVER),
        (theme.RIVER_WIDTH * 0.35, theme.mix(theme.RIVER, (255, 255, 255), 0.22)),
    ):
        for piece in great:
            canvas.line(piece.points, width, colour)


def draw_roads(canvas: Canvas, pieces: list[Piece]) -> None:
    """Draw tracks as dashes on a pale ground, then paved roads with a casing."""
    tracks = [piece for piece in pieces if piece.kind == RoadKind.TRACK]
    if canvas.scale >= 28 * canvas.fold:
        for piece in tracks:
            canvas.line(piece.points, theme.TRACK_WIDTH * 2, theme.TRACK_EDGE)
    for piece in tracks:
        for dash in lines.dashes(piece.points, 0.13, 0.08):
            canvas.line(dash, theme.TRACK_WIDTH, theme.TRACK)
    paved = [piece for piece in pieces if piece.kind == RoadKind.PAVED]
    for width, colour in ((theme.PAVED_WIDTH * 1.9, theme.PAVED_EDGE), (theme.PAVED_WIDTH, theme.PAVED)):
        for piece in paved:
            canvas.line(piece.points, width, colour)


def draw_border(canvas: Canvas, pieces: list[Piece]) -> None:
    """Draw an international border: a broad pale band under a chain of dashes and dots."""
    if not pieces:
        return
    band = pygame.Surface(canvas.surface.get_size(), pygame.SRCALPHA, 32)
    under = Canvas((0, 0), canvas.size, canvas.scale / canvas.fold, alpha=False)
    under.surface, under.corner = band, canvas.corner
    for piece in pieces:
        under.line(piece.points, 0.3, theme.BORDER_BAND)
    canvas.surface.blit(band, (0, 0))
    for piece in pieces:
        for dash in lines.dashes(piece.points, 0.24, 0.12):
            canvas.line(dash, theme.BORDER_WIDTH, theme.BORDER)


def draw_grid(canvas: Canvas, board: Board, hexes: Iterable[Hex]) -> None:
    """Draw the hex grid in thin lines, each hexside once."""
    layout = unit_layout(board.grid)
    ink = theme.GRID_INK if canvas.scale >= 28 * canvas.fold else theme.GRID_INK_FAR
    for here in hexes:
        ring = [canvas.at(corner) for corner in layout.corners(here)]
        pygame.draw.lines(canvas.surface, ink, False, ring[:4])
        if min(board.grid.neighbours[here]) < 0:
            pygame.draw.lines(canvas.surface, ink, True, ring)


def _water(board: Board) -> Iterator[Piece]:
    for kind, _, sides in lines.rivers(board):
        for curve in lines.along_sides(board.grid, sides):
            yield from lines.pieces(kind, curve)


def _roads(board: Board) -> Iterator[Piece]:
    towns = frozenset(board.places_at)
    for kind in RoadKind:
        sides = [pair for pair, road in board.roads.items() if road is kind]
        for curve in lines.along_hexes(board.grid, sides, towns):
            yield from lines.pieces(kind, curve)


def _borders(board: Board) -> Iterator[Piece]:
    for curve in lines.along_sides(board.grid, sorted(board.borders), 0.0):
        yield from lines.pieces("border", curve)


def _grain() -> pygame.Surface:
    tile = pygame.Surface((theme.CHUNK, theme.CHUNK), 0, 32)
    grey = noise.grain(theme.CHUNK, GRAIN_DEPTH)
    pygame.surfarray.blit_array(tile, grey[..., None].repeat(3, axis=2))
    return tile
