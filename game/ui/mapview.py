"""The map on the screen: all layers put together from a View, a camera and an Overlay.

Drawing looks, never touches: nothing here changes a View, and the same View drawn twice is the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.scenario import Setting
from game.model.state import View
from game.ui import marks, overlay, stacks, theme, tiles, zones
from game.ui.board_art import BoardArt, sheet_rect
from game.ui.camera import Camera
from game.ui.chunks import Budget, ChunkCache, ChunkLayer, Spot, spots
from game.ui.names import Label, Names
from game.ui.overlay import Overlay
from game.ui.tint import LAYER, TintArt, faction_looks

NOTHING = Overlay()


@dataclass(frozen=True, slots=True)
class MapOptions:
    """What the player has switched on or off."""

    grid: bool = True
    labels: bool = False
    control: bool = True
    fog: bool = True
    names: bool = True
    arabic: bool = False
    units: bool = True


class MapView:
    """Draws the map of one Setting. Keep one for a game; it holds the caches."""

    def __init__(
        self, setting: Setting, options: MapOptions = MapOptions(), painted: pygame.Surface | None = None
    ) -> None:
        self.setting = setting
        self.options = options
        self.looks = faction_looks(setting)
        self.cache = ChunkCache()
        self.art = BoardArt(setting.board, options.grid, options.labels, painted)
        self.tint = TintArt(setting, self.cache)
        cities = frozenset(setting.city_at)
        self.names = {arabic: Names(setting.board, arabic, cities) for arabic in (False, True)}
        self.pieces = stacks.Pieces()
        self._manned: frozenset[Hex] = frozenset()
        self._overlay = NOTHING
        self._scale, self._palette = theme.ui_scale(), theme.palette()
        self.layers = {
            "ground": ChunkLayer("ground", self.cache, self.art.bake, self.art.blank),
            "tint": ChunkLayer(LAYER, self.cache, self.tint.bake),
            "areas": ChunkLayer("areas", self.cache, self._bake_areas),
            "patterns": ChunkLayer("patterns", self.cache, self._bake_patterns),
            "marks": ChunkLayer("marks", self.cache, self._bake_marks),
        }

    def camera(self, port: pygame.Rect, level: int = 3) -> Camera:
        """Return a camera on this map."""
        return Camera(self.setting.board.grid, port, level)

    def switch(self, options: MapOptions) -> None:
        """Change what is shown."""
        if (options.grid, options.labels) != (self.options.grid, self.options.labels):
            self.art.grid, self.art.labels = options.grid, options.labels
            self.cache.drop_layer("ground")
        self.options = options

    def draw(
        self,
        surface: pygame.Surface,
        camera: Camera,
        view: View,
        over: Overlay = NOTHING,
        budget_ms: float = 3.0,
    ) -> bool:
        """Draw the map into the camera's port. False asks for another frame: something is not baked yet."""
        self._take(view, over)
        keep, origin = surface.get_clip(), _origin(camera)
        surface.set_clip(camera.port.clip(keep))
        surface.fill(theme.TABLE, camera.port)
        wanted = spots(camera.level, camera.window, camera.layout)
        budget = Budget(budget_ms)
        ready = self.layers["ground"].draw(surface, origin, wanted, budget)
        ready = self.layers["tint"].draw(surface, origin, wanted, budget) and ready
        self.layers["areas"].draw(surface, origin, wanted, Budget(1000))
        self.layers["patterns"].draw(surface, origin, wanted, Budget(1000))
        self._draw_pieces(surface, camera, view, over)
        self.layers["marks"].draw(surface, origin, wanted, Budget(1000))
        self._draw_rings(surface, camera, over)
        surface.set_clip(keep)
        return ready

    def finish(self, surface: pygame.Surface, camera: Camera, view: View, over: Overlay = NOTHING) -> None:
        """Draw the map complete, however long it takes."""
        while not self.draw(surface, camera, view, over, 60_000):
            pass

    def bake_ahead(self, camera: Camera, budget_ms: float = 2.0) -> bool:
        """Bake chunks just outside the port, in idle time. False when there are more to bake."""
        ring = camera.window.inflate(2 * theme.CHUNK, 2 * theme.CHUNK)
        budget = Budget(budget_ms)
        for spot in spots(camera.level, ring, camera.layout):
            for name in ("ground", "tint"):
                if (name, spot) not in self.cache:
                    if not budget.allows():
                        return False
                    self.cache.put((name, spot), self.layers[name].bake(spot))
        return not self._placed_ahead(camera)

    def _placed_ahead(self, camera: Camera) -> bool:
        """Place the names of the next zoom level that may be wanted; False when all have their places."""
        names = self.names[self.options.arabic]
        levels = {camera.level + 1, camera.level - 1}.intersection(range(len(theme.HEX_WIDTHS)))
        return self.options.names and any(
            names.prepare(level, theme.px(theme.HEX_WIDTHS[level]), self._manned) for level in sorted(levels)
        )

    def _take(self, view: View, over: Overlay) -> None:
        """Throw out the chunks that no longer hold."""
        if theme.palette() != self._palette:
            self._repaint()
        if theme.ui_scale() != self._scale:
            self._scale = theme.ui_scale()
            for name in self.layers:
                self.cache.drop_layer(name)
        self.tint.show(view, self.options.control, self.options.fog)
        if (over.areas(), over.routes) != (self._overlay.areas(), self._overlay.routes):
            self.cache.drop_layer("areas")
        if over.patterned != self._overlay.patterned:
            self.cache.drop_layer("patterns")
        if over.marks() != self._overlay.marks():
            self.cache.drop_layer("marks")
        self._overlay = over

    def _repaint(self) -> None:
        """Draw everything anew in the colours of another palette."""
        self._palette = theme.palette()
        self.looks = self.tint.looks = faction_looks(self.setting)
        self.art.repaint()
        cities = frozenset(self.setting.city_at)
        self.names = {arabic: Names(self.setting.board, arabic, cities) for arabic in self.names}
        for name in self.layers:
            self.cache.drop_layer(name)

    def _bake_areas(self, spot: Spot) -> pygame.Surface | None:
        return overlay.bake_areas(self._overlay, self.setting.board.grid, spot)

    def _bake_patterns(self, spot: Spot) -> pygame.Surface | None:
        return tiles.bake(self._overlay.patterned, self.setting.board.grid, spot)

    def _bake_marks(self, spot: Spot) -> pygame.Surface | None:
        return overlay.bake_marks(self._overlay, self.setting.board.grid, spot)

    def _draw_pieces(self, surface: pygame.Surface, camera: Camera, view: View, over: Overlay) -> None:
        names = self.names[self.options.arabic]
        level, width = camera.level, camera.hex_width
        if self.options.names:
            _blit_labels(surface, camera, names.under(level, width))
        marks.draw_crossings(surface, camera, view)
        marks.draw_interdicted(surface, camera, view.interdicted)
        marks.draw_cities(surface, camera, view, self.looks)
        if self.options.units:
            self.pieces.draw(surface, camera, view, self.looks, over.lifted, over.front, over.led)
        marks.draw_depots(surface, camera, view, self.looks)
        zones.draw_signs(surface, camera, view, self.looks)
        if self.options.names:
            self._manned = stacks.manned(view) if self.options.units else frozenset()
            _blit_labels(surface, camera, names.over(level, width, self._manned))

    def _draw_rings(self, surface: pygame.Surface, camera: Camera, over: Overlay) -> None:
        for here in sorted(over.group):
            _blit_ring(surface, camera, here, theme.GROUP, 0.07)
        for here in sorted(over.would_strain):
            _blit_ring(surface, camera, here, theme.COUNTER_EDGE, 0.1)
            _blit_ring(surface, camera, here, theme.WOULD_STRAIN, 0.06)
        for here in sorted(over.would_starve):
            _blit_ring(surface, camera, here, theme.COUNTER_EDGE, 0.15)
            _blit_ring(surface, camera, here, theme.WOULD_STARVE, 0.11)
        _blit_ring(surface, camera, over.hover, theme.HOVER, 0.035)
        _blit_ring(surface, camera, over.selected, theme.COUNTER_EDGE, 0.1)
        _blit_ring(surface, camera, over.selected, theme.SELECTED, 0.055)


def _origin(camera: Camera) -> tuple[int, int]:
    """Return the point of the window where map point 0, 0 lies."""
    left, top = camera.window.topleft
    return camera.port.x - left, camera.port.y - top


def _blit_labels(surface: pygame.Surface, camera: Camera, labels: list[Label]) -> None:
    left, top = _origin(camera)
    window = camera.window
    for picture, box in labels:
        if window.colliderect(box):
            surface.blit(picture, box.move(left, top))


def _blit_ring(
    surface: pygame.Surface, camera: Camera, here: Hex, colour: theme.Colour | theme.Alpha, thick: float
) -> None:
    if here != OFF_MAP and camera.sees(here):
        picture = overlay.ring(camera.hex_width, colour, thick)
        x, y = camera.point_of(here)
        surface.blit(picture, picture.get_rect(center=(round(x), round(y))))


def render_preview(
    setting: Setting,
    size: tuple[int, int],
    view: View | None = None,
    options: MapOptions | None = None,
    painted: pygame.Surface | None = None,
) -> pygame.Surface:
    """Return a picture of a scenario's map, at most `size`, with the units of a View if one is given; on
    ground that was `painted` before, if it was."""
    chosen = options or MapOptions()
    scene = MapView(setting, chosen, painted)
    camera = Camera(setting.board.grid, pygame.Rect(0, 0, *size))
    level = _level_for(setting, size)
    camera.zoom(level - camera.level)
    sheet = sheet_rect(setting.board, camera.hex_width)
    camera.port = pygame.Rect(0, 0, sheet.w, sheet.h)
    camera.left = camera.top = 0.0
    whole = pygame.Surface(sheet.size, 0, 32)
    if view is None:
        _draw_bare(whole, scene, camera)
    else:
        scene.finish(whole, camera, view)
    share = min(size[0] / sheet.w, size[1] / sheet.h, 1.0)
    fitted = max(1, round(sheet.w * share)), max(1, round(sheet.h * share))
    return pygame.transform.smoothscale(whole, fitted)


def _level_for(setting: Setting, size: tuple[int, int]) -> int:
    """Return the first zoom level at which the map fills the size, so that a preview is only ever shrunk."""
    for level, width in enumerate(theme.HEX_WIDTHS):
        sheet = sheet_rect(setting.board, theme.px(width))
        if sheet.w >= size[0] and sheet.h >= size[1]:
            return level
    return len(theme.HEX_WIDTHS) - 1


def _draw_bare(whole: pygame.Surface, scene: MapView, camera: Camera) -> None:
    """Draw the printed map without a game on it."""
    wanted = spots(camera.level, camera.window, camera.layout)
    scene.layers["ground"].draw(whole, (0, 0), wanted, Budget(60_000))
    names = scene.names[scene.options.arabic]
    _blit_labels(whole, camera, names.under(camera.level, camera.hex_width))
    _blit_labels(whole, camera, names.over(camera.level, camera.hex_width))
