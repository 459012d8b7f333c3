"""The legend of what is asked of the map, and the two factions that the relations lens is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pygame
from pygame import Rect

from game.model.kinds import FactionId
from game.model.state import View
from game.model.tongue import t
from game.rules.politics.tension import is_watched, level_of, pair_between
from game.ui import patterns, theme
from game.ui.answers import Answer, answers
from game.ui.controls import Desk
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button
from game.ui.kit.column import Column
from game.ui.kit.widget import Panel, Widget
from game.ui.panels.words import RELATIONS, faction_name
from game.ui.theme import FactionLook, px
from game.ui.tiles import tile

WIDTH = 300
LEGEND_ROW = 23


class FactionButton(Button):
    """A button with a faction's flag, that goes on to the next when pressed."""

    def __init__(
        self, rect: Rect, name: str, look: FactionLook, action: Callable[[], None], key: str, tip: str
    ) -> None:
        super().__init__(rect, name, action, key, tip)
        self._look = look

    def write(self, surface: pygame.Surface, room: Rect) -> None:
        """Write the name beside the flag."""
        side = room.height - px(12)
        flag = Rect(0, 0, side * 3 // 2, side)
        flag.midleft = room.midleft
        surface.blit(patterns.panel(flag.size, self._look, px(3)), flag)
        pygame.draw.rect(surface, theme.COUNTER_EDGE, flag, 1, border_radius=px(3))
        gap = flag.width + px(theme.GAP)
        super().write(surface, Rect(room.left + gap, room.top, room.width - gap, room.height))


class LegendRow(Widget):
    """An area as it looks on the map, what it means, and the number of its hexes."""

    def __init__(self, rect: Rect, answer: Answer) -> None:
        super().__init__(rect, answer.text)
        self.answer = answer
        self.text = answer.text

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the tile, the words and the number."""
        face = tile(self.answer.look, self.rect.height)
        surface.blit(_on_sand(face), face.get_rect(midleft=self.rect.midleft))
        count = ink.line(str(len(self.answer.hexes)), theme.FONT_SMALL, theme.TEXT_DIM)
        surface.blit(count, count.get_rect(midright=self.rect.midright))
        left = self.rect.left + face.get_width() + px(8)
        room = self.rect.right - left - count.get_width() - px(8)
        words = ink.line(ink.elide(self.text, theme.FONT_SMALL, room), theme.FONT_SMALL)
        surface.blit(words, words.get_rect(midleft=(left, self.rect.centery)))


def _on_sand(face: pygame.Surface) -> pygame.Surface:
    """Return a tile as it looks on the desert."""
    ground = pygame.Surface(face.get_size(), pygame.SRCALPHA, 32)
    ground.fill((*theme.GROUND["desert"], 255))
    solid = pygame.mask.from_surface(face, 20).to_surface(
        setcolor=(255, 255, 255, 255), unsetcolor=(0, 0, 0, 0)
    )
    ground.blit(face, (0, 0))
    ground.blit(solid, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return ground


class LensPanel(Panel):
    """The legend of what is asked of the map; with the lens on, the two factions and how they stand."""

    def __init__(
        self,
        room: Rect,
        looks: Mapping[FactionId, FactionLook],
        desk: Desk,
        acted: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__(_corner(room, 10), border=True)
        self.tabs = False
        self._room, self._looks, self._desk = room, looks, desk
        self._acted, self._close = acted, close
        self._shown: object = None
        self.visible = False

    def show(self) -> None:
        """Bring the panel up to date, as high as it need be; unseen while nothing is asked."""
        desk, layers = self._desk, frozenset(self._desk.layers)
        found = answers(desk, layers)
        self.visible = bool(found)
        shown = desk.view, desk.glass.actor, desk.glass.other, "lens" in layers, found, theme.ui_scale()
        if shown != self._shown and found:
            self._shown = shown
            self.clear()
            self.resize(_corner(self._room, self._fill("lens" in layers, found)))

    def _fill(self, lens: bool, found: Sequence[Answer]) -> int:
        """Add the rows and return how high they are."""
        column = Column(self)
        if lens:
            self._add_choices(column)
        for answer in found:
            column.add(partial(LegendRow, answer=answer), LEGEND_ROW)
            column.gap(2)
        column.gap(2)
        text = t("Rest the pointer on a hex for the reasons, with Alt for all of them.")
        column.text(text, theme.FONT_SMALL, theme.TEXT_FAINT)
        return column.y + px(theme.PAD)

    def _add_choices(self, column: Column) -> None:
        """Add the two factions to choose and how they stand to each other."""
        view, glass = self._desk.view, self._desk.glass
        column.text(t("Who may do what"), theme.FONT_BODY, theme.ACCENT, True, lines=1)
        column.gap(4)
        column.text(t("What may"), theme.FONT_SMALL, theme.TEXT_DIM, lines=1)
        column.row([self._choice(view, glass.actor, glass.next_actor, Command.LENS_ACTOR)])
        column.text(t("do to"), theme.FONT_SMALL, theme.TEXT_DIM, lines=1)
        column.row([self._choice(view, glass.other, glass.next_other, Command.LENS_OTHER)])
        swap, tip = partial(self._do, glass.swap), t("Ask the other way about.")
        column.row(
            [
                partial(Button, text=t("Swap"), action=swap, key=key_for(Command.LENS_SWAP), tip=tip),
                partial(Button, text=t("Close"), action=self._close, key=key_for(Command.LENS)),
            ]
        )
        for line in standing(view, glass.actor, glass.other):
            column.text(line, theme.FONT_SMALL, theme.TEXT_DIM)
        column.gap(6)

    def _choice(
        self, view: View, faction: FactionId, go_on: Callable[[View], None], command: Command
    ) -> Callable[[Rect], Widget]:
        return partial(
            FactionButton, name=faction_name(view, faction), look=self._looks[faction],
            action=partial(self._do, go_on), key=key_for(command), tip=t("Go on to the next faction."),
        )  # fmt: skip

    def _do(self, change: Callable[[View], None]) -> None:
        change(self._desk.view)
        self._acted()


def standing(view: View, actor: FactionId, other: FactionId) -> list[str]:
    """Return how two factions stand to each other: their stances, and the tension if there is a line."""
    there, back = view.relation(actor, other), view.relation(other, actor)
    lines = [t("They are {relations}.", relations=RELATIONS[there])]
    if there is not back:
        lines = [
            t(
                "{relations} on one side, {relations2} on the other.",
                relations=t(RELATIONS[there]).capitalize(),
                relations2=RELATIONS[back],
            )
        ]
    if is_watched(view, *pair_between(view, actor, other)):
        figures = view.setting.rules.politics
        level = level_of(view, *pair_between(view, actor, other))
        lines.append(
            t(
                "Tension {level}: the line is off at {line_off}, a summit is called at {summit}.",
                level=level,
                line_off=figures.line_off,
                summit=figures.summit,
            )
        )
    return lines


def _corner(room: Rect, height: int) -> Rect:
    """Return a rectangle in the upper corner of the map, beside the column."""
    wide = px(WIDTH)
    return Rect(room.right - wide - px(10), room.top + px(10), wide, min(height, room.height - px(20)))
