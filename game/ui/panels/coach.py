"""The coach's panel over the map, and the ring around what it points at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pygame
from pygame import Rect

from game.model.tongue import t
from game.ui import theme
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button
from game.ui.kit.column import Column
from game.ui.kit.widget import Panel
from game.ui.theme import px

KEY = re.compile(r"\{(\w+)\}")
WIDTH, BUTTON = 392, 28
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER)


def with_keys(text: str) -> str:
    """Return a text with the names of commands in braces as the keys that give them now."""
    return KEY.sub(lambda found: key_for(Command[found[1].upper()]) or found[1], text)


@dataclass(frozen=True)
class CoachPage:
    """What the panel shows: a step, what was just done, what is said to who is stuck or has gone astray."""

    counted: str
    title: str
    text: str
    praise: str = ""
    hint: str = ""
    remark: str = ""
    first: bool = False
    to_do: bool = False
    last: bool = False
    again: bool = False
    enter: bool = False
    """Whether Enter turns the page: it does nothing else now."""


@dataclass(frozen=True)
class CoachDeeds:
    """What the buttons of the panel do."""

    next: Callable[[], None]
    back: Callable[[], None]
    again: Callable[[], None]
    close: Callable[[], None]
    onward: Callable[[], None]
    home: Callable[[], None]


class CoachPanel(Panel):
    """A step of a lesson, as high as its text."""

    def __init__(self, deeds: CoachDeeds, may_enter: Callable[[], bool]) -> None:
        super().__init__(Rect(0, 0, px(WIDTH), px(120)), ground=theme.PANEL_HEAD)
        self.tabs = False
        self.page: CoachPage | None = None
        self._deeds, self._may_enter = deeds, may_enter

    def show(self, page: CoachPage, corners: Sequence[tuple[str, int, int]], avoid: Sequence[Rect]) -> None:
        """Bring the panel up to date, in the first corner where it covers nothing that is to be seen."""
        if page != self.page or self.rect.width != px(WIDTH):
            self.page = page
            self._fill(page)
        self.rect = self._spot(corners, avoid)

    def _spot(self, corners: Sequence[tuple[str, int, int]], avoid: Sequence[Rect]) -> Rect:
        """Return where the panel covers least; where it stands now is as good as any other place."""
        spots = [self._in_corner(*corner) for corner in corners]
        if self.rect in spots:
            spots.insert(0, self.rect)

        def covered(spot: Rect) -> int:
            return sum(cut.w * cut.h for one in avoid for cut in (spot.clip(one),))

        return min(spots, key=covered).copy()

    def _in_corner(self, corner: str, x: int, y: int) -> Rect:
        rect = self.rect.copy()
        setattr(rect, corner, (x, y))
        return rect

    def _fill(self, page: CoachPage) -> None:
        """Write the page and make the panel as high as it needs."""
        self.clear()
        pad, wide = px(theme.PAD), px(WIDTH)
        column = Column(self, Rect(pad, pad, wide - 2 * pad, px(600)))
        if page.praise:
            column.text(page.praise, theme.FONT_SMALL, theme.GOOD, bold=True, lines=1)
        close = px(26)
        column.pair(page.counted, "", theme.TEXT_DIM)
        top = column.y - ink.line_height(theme.FONT_SMALL)
        self.add(
            Button(
                Rect(wide - pad - close, top - px(3), close, px(24)), "×", self._deeds.close,
                tip=t("Put the coach away; {key} brings it back.", key=key_for(Command.COACH)),
            )
        )  # fmt: skip
        column.text(page.title, theme.FONT_LARGE, theme.ACCENT, bold=True)
        column.gap(4)
        for paragraph in page.text.split("\n"):
            if paragraph.strip():
                column.text(paragraph)
                column.gap(4)
        for words, colour in ((page.hint, theme.LINK), (page.remark, theme.WARN)):
            if words:
                column.text(words, colour=colour)
                column.gap(4)
        column.gap(4)
        self._buttons(page, column)
        self.resize(Rect(self.rect.topleft, (wide, column.y + pad - px(5))))

    def _buttons(self, page: CoachPage, column: Column) -> None:
        """Put the ways on and back below the text."""
        deeds, forward = self._deeds, key_for(Command.COACH_NEXT)
        backward = key_for(Command.COACH_BACK)
        if page.last:
            column.row([
                partial(Button, text=t("Next lesson"), action=deeds.onward, primary=True),
                partial(Button, text=t("Lessons"), action=deeds.home),
                partial(Button, text=t("Play on"), action=deeds.close),
            ], high=BUTTON)  # fmt: skip
            return
        on = t("Skip") if page.to_do else t("Next")
        key = t("Enter") if page.enter and not page.to_do else forward
        tip = t("Also {key}.", key=forward) if not page.to_do else t("Go on without doing it.")
        again = t("Begin this step again, with everything as it was then.")
        column.row([
            partial(
                Button, text=t("Back"), action=deeds.back, tip=t("Also {key}.", key=backward),
                enabled=not page.first,
            ),
            partial(Button, text=t("Try again"), action=deeds.again, tip=again, enabled=page.again),
            partial(Button, text=on, action=deeds.next, key=key, tip=tip, primary=not page.to_do),
        ], high=BUTTON)  # fmt: skip

    def paint(self, surface: pygame.Surface) -> None:
        """Draw the edge that tells the coach from other panels."""
        pygame.draw.rect(surface, theme.ACCENT, surface.get_rect(), px(2))

    def take(self, event: pygame.Event) -> bool:
        """Enter turns a page that only wants to be read."""
        if not self.visible or self.page is None:
            return False
        plain = event.type == pygame.KEYDOWN and event.key in ENTER and not event.mod & pygame.KMOD_CTRL
        if plain and not self.page.to_do and self._may_enter():
            (self._deeds.onward if self.page.last else self._deeds.next)()
            return True
        return super().take(event)


class Halo(Panel):
    """Rings around what the coach points at; they grow and shrink for a while, then stay."""

    def __init__(self, spots: Callable[[], list[Rect]]) -> None:
        super().__init__(Rect(0, 0, 1, 1))
        self.tabs = False
        self.wide = False
        self.spots = spots

    def beat(self) -> None:
        """Draw the rings the other way."""
        self.wide = not self.wide
        self.invalidate()

    def draw(self, target: pygame.Surface) -> None:
        """Draw a ring around each spot."""
        self.dirty = False
        if not self.visible:
            return
        for spot in self.spots():
            rect = spot.inflate(px(14), px(14)) if self.wide else spot.inflate(px(4), px(4))
            rect = rect.clip(target.get_rect())
            radius = px(theme.RADIUS + 3)
            pygame.draw.rect(target, (20, 16, 8), rect.inflate(px(4), px(4)), px(5), border_radius=radius)
            pygame.draw.rect(target, theme.ACCENT, rect, px(3), border_radius=radius)

    def take(self, event: pygame.Event) -> bool:
        """Take nothing: rings are only looked at."""
        return False

    def tip_at(self, pos: tuple[int, int]) -> str:
        """Say nothing."""
        return ""
