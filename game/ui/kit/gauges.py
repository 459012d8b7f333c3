"""Levels as pictures: a bar with bands, pips with marks, a ladder of named steps."""

from __future__ import annotations

import pygame

from game.rules.desk_parts import Meter, Scale
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.widget import Widget
from game.ui.theme import Colour, px

BAR, PIP, STEP = 12, 11, 22
"""Heights of the picture itself; the words of its marks stand below."""


class Gauge(Widget):
    """A meter of a desk's entry."""

    def __init__(self, rect: pygame.Rect, meter: Meter, tip: str = "") -> None:
        super().__init__(rect, tip)
        self.meter = meter

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the level on its scale."""
        {Scale.BAR: self._bar, Scale.PIPS: self._pips, Scale.STEPS: self._steps}[self.meter.scale](surface)

    def _bar(self, surface: pygame.Surface) -> None:
        """A long track, filled to the level, with a line and a word where each band begins."""
        track = pygame.Rect(self.rect.topleft, (self.rect.width, px(BAR)))
        pygame.draw.rect(surface, theme.PANEL_SUNK, track, border_radius=px(3))
        full = pygame.Rect(track.topleft, (self._x(self.meter.level), track.height))
        pygame.draw.rect(surface, band_colour(self.meter), full, border_radius=px(3))
        pygame.draw.rect(surface, theme.PANEL_EDGE, track, 1, border_radius=px(3))
        for level, name in self.meter.marks:
            x = track.left + self._x(level)
            pygame.draw.line(surface, theme.TEXT, (x, track.top), (x, track.bottom + px(2)))
            word = ink.line(f"{name} {level}", theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(word, (x + px(3), track.bottom))

    def _x(self, level: int) -> int:
        return self.rect.width * level // max(1, self.meter.most)

    def _pips(self, surface: pygame.Surface) -> None:
        """A box a level; those from a mark on are outlined in its colour, with its word below."""
        step = min(px(PIP + 8), self.rect.width // max(1, self.meter.most))
        for at in range(self.meter.most):
            box = pygame.Rect(self.rect.left + at * step, self.rect.top, step - px(3), px(PIP))
            colour = self._pip_colour(at + 1)
            pygame.draw.rect(surface, colour if at < self.meter.level else theme.PANEL_SUNK, box)
            pygame.draw.rect(surface, colour, box, 1)
        for level, name in self.meter.marks:
            x = self.rect.left + (level - 1) * step
            word = ink.line(f"{name} {level}", theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(word, (x, self.rect.top + px(PIP + 1)))

    def _pip_colour(self, level: int) -> Colour:
        if self.meter.welcome:
            return band_colour(self.meter)
        passed = sum(1 for mark, _ in self.meter.marks if level >= mark)
        return (theme.LINK, theme.WARN, theme.BAD)[min(passed, 2)]

    def _steps(self, surface: pygame.Surface) -> None:
        """The rungs of a ladder side by side, climbing to the right; the one stood on is filled."""
        count = max(1, self.meter.most)
        wide, rise = self.rect.width // count, px(3)
        for at, name in self.meter.marks:
            top = self.rect.top + rise * (count - 1 - at)
            box = pygame.Rect(self.rect.left + at * wide, top, wide - px(4), px(STEP))
            here = at == self.meter.level
            pygame.draw.rect(surface, theme.ACCENT if here else theme.PANEL_SUNK, box, border_radius=px(3))
            pygame.draw.rect(surface, theme.PANEL_EDGE, box, 1, border_radius=px(3))
            colour = theme.TEXT_ON_ACCENT if here else theme.TEXT_DIM
            short = ink.elide(name, theme.FONT_SMALL, box.width - px(6))
            ink.centred(surface, short, box, theme.FONT_SMALL, colour, bold=here)


def band_colour(meter: Meter) -> Colour:
    """Return the colour of the band that a level falls in: the higher, the better."""
    passed = sum(1 for mark, _ in meter.marks if meter.level >= mark)
    return (theme.BAD, theme.WARN, theme.LINK, theme.GOOD)[min(passed + max(0, 2 - len(meter.marks)), 3)]


def height_of(meter: Meter) -> int:
    """Return how high a meter's picture is, in pixels on this screen."""
    words = ink.line_height(theme.FONT_SMALL) if meter.marks else 0
    if meter.scale is Scale.STEPS:
        return px(STEP) + px(3) * max(0, meter.most - 1) + px(3)
    return px(BAR if meter.scale is Scale.BAR else PIP) + words + px(3)
