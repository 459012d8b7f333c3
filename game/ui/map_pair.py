"""Two small maps side by side: who held what at the end of a turn, here and in history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pygame
from pygame import Rect

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, PlaceId, Sight
from game.model.state import View
from game.model.tongue import mark, t, tell
from game.rules.annals import Ledger, in_history
from game.ui import patterns, theme
from game.ui.kit import ink
from game.ui.kit.widget import At, Widget
from game.ui.lines import unit_layout
from game.ui.mapview import MapView
from game.ui.minimap import Minimap
from game.ui.theme import px

HERE = mark("In this game")
THEN = mark("In history")
DIFFERS = mark("Ringed: held by another in history at that time")
LEGEND_ROW = 22
REMARK = mark("Ground as on the first day; places as their dates are known.")


class MapPair(Widget):
    """Both maps and what differs between them. `show` puts them at a turn."""

    def __init__(self, rect: Rect, scene: MapView, view: View, ledger: Ledger, turn: int) -> None:
        super().__init__(rect)
        self._scene, self._ledger, self.turn = scene, ledger, turn
        self._board = view.setting.board
        self._seen = dict.fromkeys(range(len(self._board.grid)), Sight.KNOWN)
        self._bare = replace(view, units={}, contacts=(), vision=self._seen)
        half = (rect.width - px(16)) // 2
        head = 2 * ink.line_height(theme.FONT_BODY)
        foot = 2 * px(LEGEND_ROW) + px(12)
        self.maps = [Minimap(scene, (half, max(px(60), rect.height - head - px(8) - foot))) for _ in range(2)]
        wide, tall = self.maps[0].size
        top = rect.top + head
        self.boxes = [Rect(rect.left + at * (half + px(16)), top, wide, tall) for at in range(2)]
        self._past = self._shown(then=True)

    def show(self, turn: int) -> None:
        """Put both maps at the end of a turn."""
        if turn != self.turn:
            self.turn = turn
            self._past = self._shown(then=True)
            self.changed()

    def _held(self, then: bool) -> dict[PlaceId, FactionId]:
        """Return who holds each place, here or in history."""
        setting, turns = self._scene.setting, self._ledger.turns
        history = in_history(setting, turns[0], self.turn)
        if then:
            return history
        control, places = turns[self.turn].control, turns[self.turn].places
        return {place: places.get(place, control[self._board.places[place].at]) for place in history}

    def _shown(self, then: bool) -> View:
        turns = self._ledger.turns
        if not then:
            return replace(self._bare, control=turns[self.turn].control)
        control = list(turns[0].control)
        for place, faction in self._held(then=True).items():
            control[self._board.places[place].at] = faction
        return replace(self._bare, control=tuple(control))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw both maps with their places, ringed where the two differ."""
        held = [self._held(then=False), self._held(then=True)]
        views = [self._shown(then=False), self._past]
        for at, (small, box, view) in enumerate(zip(self.maps, self.boxes, views, strict=True)):
            self._draw_head(surface, box, t((HERE, THEN)[at]), t(REMARK) if at else "")
            surface.blit(small.picture(view), box)
            pygame.draw.rect(surface, theme.PANEL_EDGE, box.inflate(2, 2), 1)
            self._draw_places(surface, box, small.width, held[at], held[1 - at])
        self._draw_legend(surface)

    def legend(self) -> list[tuple[str, FactionId]]:
        """Return what the colours on the maps mean, and last, for nobody, what a ring does."""
        views, factions = (self._shown(then=False), self._past), self._scene.setting.factions
        shown = [one for one in factions if any(one in view.control for view in views)]
        return [*((factions[one].name, one) for one in shown), (t(DIFFERS), "")]

    def _draw_legend(self, surface: pygame.Surface) -> None:
        """Say under the maps whose each colour is, and what a ring means."""
        x, y = self.rect.left, self.boxes[0].bottom + px(10)
        for name, faction in self.legend():
            words = ink.line(name, theme.FONT_SMALL, theme.TEXT)
            if x + px(26) + words.get_width() > self.rect.right and x > self.rect.left:
                x, y = self.rect.left, y + px(LEGEND_ROW)
            self._draw_sample(surface, Rect(x, y + px(3), px(20), px(14)), faction)
            surface.blit(words, words.get_rect(midleft=(x + px(27), y + px(10))))
            x += px(27) + words.get_width() + px(20)

    def _draw_sample(self, surface: pygame.Surface, box: Rect, faction: FactionId) -> None:
        """Draw a faction's colour and pattern, or for nobody a place that another held in history."""
        if faction:
            surface.blit(patterns.panel(box.size, self._scene.looks[faction], px(2)), box)
            pygame.draw.rect(surface, theme.TEXT_FAINT, box, 1, border_radius=px(2))
            return
        pygame.draw.circle(surface, theme.ACCENT, box.center, px(8))
        pygame.draw.circle(surface, theme.SELECTED, box.center, px(5))
        pygame.draw.circle(surface, theme.PANEL_SUNK, box.center, px(4))

    def _draw_head(self, surface: pygame.Surface, box: Rect, title: str, remark: str) -> None:
        line = ink.line_height(theme.FONT_BODY)
        surface.blit(ink.line(title, theme.FONT_BODY, theme.TEXT, bold=True), (box.left, box.top - 2 * line))
        words = ink.elide(remark, theme.FONT_SMALL, box.width)
        surface.blit(ink.line(words, theme.FONT_SMALL, theme.TEXT_DIM), (box.left, box.top - line))

    def _draw_places(
        self,
        surface: pygame.Surface,
        box: Rect,
        width: float,
        held: Mapping[PlaceId, FactionId],
        other: Mapping[PlaceId, FactionId],
    ) -> None:
        for place, faction in held.items():
            at = self._spot(self._board.places[place].at, box, width)
            if faction != other[place]:
                pygame.draw.circle(surface, theme.COUNTER_EDGE, at, px(9))
                pygame.draw.circle(surface, theme.ACCENT, at, px(8))
            pygame.draw.circle(surface, theme.SELECTED, at, px(5))
            pygame.draw.circle(surface, self._scene.looks[faction].colour, at, px(4))

    def _spot(self, here: Hex, box: Rect, width: float) -> tuple[int, int]:
        x, y = unit_layout(self._board.grid).centre(here)
        return box.left + round(x * width), box.top + round(y * width)

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return who held the place under the pointer, here and in history."""
        for small, box in zip(self.maps, self.boxes, strict=True):
            here = small.hex_under((at[0] - box.left, at[1] - box.top))
            if here != OFF_MAP:
                return self._told(here)
        return ""

    def _told(self, here: Hex) -> str:
        held = [self._held(then=False), self._held(then=True)]
        board, near = self._board, {here, *self._board.grid.around[here]}
        place = next((place for place in held[1] if board.places[place].at in near), None)
        if place is None:
            return f"{tell(board.name_of(here))}: {self._name(self._ledger.turns[self.turn].control[here])}"
        now, then = (self._name(one[place]) for one in held)
        return t(
            "{place}\nIn this game: {now}\nIn history: {then}",
            place=board.places[place].name,
            now=now,
            then=then,
        )

    def _name(self, faction: FactionId) -> str:
        factions = self._scene.setting.factions
        return factions[faction].name if faction in factions else t("nobody")

    def take(self, event: pygame.Event, at: At) -> bool:
        """The maps are to look at."""
        return False
