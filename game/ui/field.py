"""The map in the battle screen: camera, map drawing, marks of the desk, films and the minimap.

This is the only place where the battle screen and the drawing of maps meet.
"""

from __future__ import annotations

from dataclasses import replace

import pygame
from pygame import Rect

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.scenario import Setting
from game.model.state import View
from game.model.units import Unit
from game.rules.desk_hex import cut_hexes
from game.rules.score import worth_of
from game.ui import counters, fx, theme
from game.ui.animate import Projector
from game.ui.answers import with_answers, with_fall
from game.ui.controls import Desk
from game.ui.kit import ink
from game.ui.mapview import MapOptions, MapView
from game.ui.minimap import Minimap
from game.ui.overlay import Overlay
from game.ui.stage import FilmStage
from game.ui.theme import px
from game.ui.zones import draw_damage, lifelines, outlines

Point = tuple[int, int]
PORTRAIT = 52
BAKE_MS = 2.0
"""Milliseconds of a frame that may go into baking parts of the map."""


class Field:
    """The map of one game."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.map = MapView(setting)
        self.minimap: Minimap | None = None
        self.camera = self.map.camera(Rect(0, 0, 640, 480))
        self.stage = FilmStage(self.camera)
        self.over = Overlay()
        self.pending = False
        self._settled = False
        self._values = False
        self._minimap_at = Rect(0, 0, 0, 0)

    def place(self, port: Rect, minimap: Rect) -> None:
        """Put the map and the minimap where the layout wants them."""
        self.camera.resize(port)
        if self.minimap is None or minimap.size != self._minimap_at.size:
            self.minimap = Minimap(self.map, minimap.size)
        self._minimap_at = minimap

    # What is marked

    def mark(self, desk: Desk) -> None:
        """Take over what the desk wants marked on the map."""
        over = Overlay(selected=OFF_MAP if desk.hex is None else desk.hex, hover=self.over.hover)
        over = with_answers(over, desk, desk.layers)
        view, led = desk.view, desk.session.seating.led(desk.viewer)
        if led:
            over = replace(over, led=frozenset(one.id for one in view.units_of(desk.viewer) if one.hq in led))
        if "zones" in desk.layers:
            over = replace(over, zones=outlines(view), routes=lifelines(view), cut=cut_hexes(view))
        if desk.aims:
            aims = frozenset(desk.aims)
            over = replace(over, reach_move=aims, selected=min(aims) if len(aims) == 1 else over.selected)
        elif desk.selected is not None and desk.commanding:
            over = _with_attack(over, desk) if desk.draft is not None else _with_moves(over, desk)
        self.over = over

    def show_layers(self, layers: set[str]) -> None:
        """Show exactly these layers."""
        self._values = "values" in layers
        self.map.switch(
            MapOptions(
                grid="grid" in layers,
                labels="labels" in layers,
                control="control" in layers,
                fog="fog" in layers,
                arabic="arabic" in layers,
            )
        )

    # Drawing

    def draw(self, surface: pygame.Surface, view: View) -> None:
        """Draw the map as it stands."""
        self._settled = False
        self.pending = not self.map.draw(surface, self.camera, view, self.over, BAKE_MS)
        if self._values:
            self._draw_values(surface, view)

    def bake_ahead(self) -> bool:
        """Bake a little beyond the edges, for the next scroll; True when more is to be baked."""
        if not self._settled:
            self._settled = self.map.bake_ahead(self.camera)
        return not self._settled

    def draw_film(self, surface: pygame.Surface, shown: Projector, calm: bool = False) -> None:
        """Draw the map as it is in a film, and what moves on it; `calm` is without motion."""
        shot = shown.shot
        over = Overlay(lifted=fx.lifted(shot), zones=self.over.zones, routes=self.over.routes)
        self.pending = not self.map.draw(surface, self.camera, shot.view, over, BAKE_MS)
        fx.draw(surface, self.camera, shown, self.map.looks, calm)

    def _draw_values(self, surface: pygame.Surface, view: View) -> None:
        """Print what each asset is worth now, in the colour of its holder, with the damage of fields."""
        keep = surface.get_clip()
        surface.set_clip(self.camera.port)
        for here, asset in self.setting.asset_hexes.items():
            if self.camera.sees(here):
                x, y = self.camera.point_of(here)
                look = self.map.looks[view.control[here]]
                drawn = ink.line(f"{worth_of(view, asset)}", theme.FONT_BODY, look.ink, bold=True)
                box = drawn.get_rect().inflate(px(10), px(2))
                box.center = round(x), round(y - self.camera.hex_width * 0.42)
                pygame.draw.rect(surface, look.colour, box, border_radius=px(6))
                pygame.draw.rect(surface, look.ink, box, 1, border_radius=px(6))
                surface.blit(drawn, drawn.get_rect(center=box.center))
                draw_damage(surface, view, asset.place, box)
        surface.set_clip(keep)

    def draw_minimap(self, surface: pygame.Surface, view: View) -> None:
        """Draw the minimap with the viewport."""
        if self.minimap is not None:
            surface.fill(theme.PANEL_SUNK, self._minimap_at)
            surface.blit(self.minimap.picture(view, self.camera), self._minimap_picture())

    def _minimap_picture(self) -> Rect:
        """Return where the small map lies in its corner."""
        assert self.minimap is not None
        return Rect((0, 0), self.minimap.size).move_to(center=self._minimap_at.center)

    def portrait(self, unit: Unit) -> pygame.Surface:
        """Return a large picture of a unit's counter."""
        return counters.picture(counters.counter_look(unit, self.map.looks[unit.faction]), px(PORTRAIT))

    # The camera

    def hex_under(self, at: Point) -> Hex:
        """Return the hex under a point of the window."""
        return self.camera.hex_under(at)

    def hover(self, at: Point) -> bool:
        """Follow the pointer; True when it came to another hex."""
        here = self.camera.hex_under(at)
        changed = here != self.over.hover
        if changed:
            self.over = replace(self.over, hover=here)
        return changed

    def mark_fall(self, desk: Desk) -> None:
        """Ring who would suffer if the hex under the pointer fell, while supply is shown."""
        self.over = with_fall(self.over, desk, desk.layers)

    def pan(self, dx: float, dy: float) -> None:
        """Move over the map."""
        self.camera.pan(dx, dy)

    def zoom(self, steps: int, at: Point | None = None) -> None:
        """Go closer or away, keeping what lies under the pointer in its place."""
        inside = at is not None and self.camera.port.collidepoint(at)
        self.camera.zoom(steps, at if inside else None)

    def centre_on(self, here: Hex) -> None:
        """Bring a hex to the middle."""
        self.camera.centre_on(here)

    def reveal(self, here: Hex) -> None:
        """Bring a hex into sight if it is not."""
        self.camera.reveal(here)

    def on_minimap(self, at: Point) -> bool:
        """Return whether a point lies on the minimap."""
        return self._minimap_at.collidepoint(at)

    def minimap_to(self, at: Point) -> None:
        """Centre the map on a point of the minimap."""
        if self.minimap is None:
            return
        box = self._minimap_picture()
        here = self.minimap.hex_under((at[0] - box.left, at[1] - box.top))
        if here != OFF_MAP:
            self.camera.centre_on(here)


def _with_moves(over: Overlay, desk: Desk) -> Overlay:
    """Mark the reach, path, group and targets of the selected unit."""
    reached = desk.reachable()
    striking = frozenset(here for here in reached if desk.can_strike_from(here))
    over = replace(
        over,
        front=desk.unit or "",
        reach_attack=striking,
        reach_move=frozenset(reached) - striking,
        targets=desk.targets(),
        group=frozenset(desk.view.units[one].at for one in desk.group()),
    )
    if desk.plan is None or desk.unit is None:
        return over
    reach = desk.session.reach(desk.unit, desk.gait)
    path = reach.path(desk.plan)
    return replace(over, path=path, costs=tuple(reach.costs[here] for here in path))


def _with_attack(over: Overlay, desk: Desk) -> Overlay:
    """Mark the drafted attack: its target, and an arrow from every hex that takes part."""
    draft = desk.draft
    if draft is None:
        return over
    arms = {desk.view.units[one].at for one in (*draft.chosen, *draft.guns)} - {draft.target}
    arrows = tuple((here, draft.target) for here in sorted(arms))
    return replace(over, front=desk.unit or "", targets=frozenset((draft.target,)), attacks=arrows)
