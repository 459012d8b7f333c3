"""How the factions stand at the end: scores against par, and how they ran turn by turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pygame
from pygame import Rect

from game.model.facts import Ending
from game.model.kinds import FactionId
from game.model.scenario import Setting
from game.model.tongue import t
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Label
from game.ui.theme import px


class Scores(Label):
    """Each faction's score, par, margin and verdict, the best margin first, with a bar from par."""

    def __init__(self, rect: Rect, setting: Setting, ending: Ending) -> None:
        super().__init__(rect, "")
        self._setting, self._ending = setting, ending

    def draw(self, surface: pygame.Surface) -> None:
        """Draw one row a faction."""
        heads = (t("Score"), t("Par"), t("Margin"))
        for index, head in enumerate(heads):
            self._cell(surface, head, index, self.rect.top, theme.TEXT_DIM)
        margins = self._ending.margins
        largest = max((abs(margin) for margin in margins.values()), default=1) or 1
        ranked = sorted(margins, key=lambda faction: -margins[faction])
        step = min(px(50), (self.rect.height - px(30)) // max(1, len(ranked)))
        for index, faction in enumerate(ranked):
            self._row(surface, faction, self.rect.top + px(30) + index * step, largest)

    def _row(self, surface: pygame.Surface, faction: FactionId, y: int, largest: int) -> None:
        described, margin = self._setting.factions[faction], self._ending.margins[faction]
        swatch = Rect(self.rect.left, y + px(4), px(14), px(14))
        pygame.draw.rect(surface, theme.look(described.colour, "plain").colour, swatch, border_radius=px(3))
        pygame.draw.rect(surface, theme.TEXT_FAINT, swatch, 1, border_radius=px(3))
        room = self.rect.width - 3 * px(76) - px(24)
        surface.blit(
            ink.line(ink.elide(described.name, theme.FONT_BODY, room, True), theme.FONT_BODY, bold=True),
            (swatch.right + px(8), y),
        )
        score = self._ending.scores.get(faction, 0)
        for index, value in enumerate((f"{score / 10:g}", f"{described.par / 10:g}", f"{margin / 10:+g}")):
            self._cell(
                surface,
                value,
                index,
                y,
                theme.GOOD if margin >= 0 else theme.BAD if index == 2 else theme.TEXT,
            )
        verdict = self._ending.verdicts.get(faction, "")
        surface.blit(ink.line(verdict, theme.FONT_SMALL, theme.TEXT_DIM), (swatch.right + px(8), y + px(19)))
        self._bar(surface, y + px(39), margin, largest)

    def _cell(self, surface: pygame.Surface, text: str, column: int, y: int, colour: theme.Colour) -> None:
        drawn = ink.line(text, theme.FONT_BODY, colour)
        surface.blit(drawn, drawn.get_rect(topright=(self.rect.right - (2 - column) * px(76), y)))

    def _bar(self, surface: pygame.Surface, y: int, margin: int, largest: int) -> None:
        """Show the margin as a bar to the right or left of par."""
        middle, half = self.rect.centerx, self.rect.width // 2 - px(20)
        pygame.draw.line(surface, theme.PANEL_EDGE, (middle - half, y + px(3)), (middle + half, y + px(3)))
        length = half * abs(margin) // largest
        bar = Rect(middle if margin >= 0 else middle - length, y, max(1, length), px(7))
        pygame.draw.rect(surface, theme.GOOD if margin >= 0 else theme.BAD, bar, border_radius=px(2))


class Course(Label):
    """How each faction's score ran, turn by turn, with its par as a dotted line."""

    def __init__(
        self, rect: Rect, setting: Setting, scores: Sequence[tuple[int, Mapping[FactionId, int]]]
    ) -> None:
        super().__init__(rect, "")
        self._setting, self._scores = setting, list(scores)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the axes and a line a faction."""
        surface.blit(
            ink.line(t("Score by turn; dotted: par"), theme.FONT_SMALL, theme.TEXT_DIM), self.rect.topleft
        )
        plot = Rect(
            self.rect.left + px(34),
            self.rect.top + px(24),
            self.rect.width - px(40),
            self.rect.height - px(46),
        )
        pygame.draw.rect(surface, theme.PANEL_SUNK, plot)
        values = [value for _, scores in self._scores for value in scores.values()]
        pars = [self._setting.factions[faction].par for faction in self._shown()]
        low, high = min([0, *values, *pars]), max([10, *values, *pars])
        turns = max((turn for turn, _ in self._scores), default=1)
        self._axes(surface, plot, low, high, turns)

        def at(turn: int, value: int) -> tuple[int, int]:
            right = plot.left + plot.width * (turn - 1) // max(1, turns - 1)
            return right, plot.bottom - plot.height * (value - low) // (high - low)

        for faction in self._shown():
            described = self._setting.factions[faction]
            colour = ink.legible(theme.look(described.colour, "plain").colour)
            height = at(1, described.par)[1]
            for left in range(plot.left, plot.right, px(8)):
                surface.fill(colour, Rect(left, height, px(2), 1))
            points = [at(turn, scores.get(faction, 0)) for turn, scores in self._scores]
            if len(points) > 1:
                pygame.draw.lines(surface, colour, False, points, px(2))
            for point in points:
                pygame.draw.circle(surface, colour, point, px(2))

    def _shown(self) -> list[FactionId]:
        """Return the factions that had something to win."""
        everyone = self._setting.factions
        return [f for f in everyone if everyone[f].par or any(scores.get(f) for _, scores in self._scores)]

    def _axes(self, surface: pygame.Surface, plot: Rect, low: int, high: int, turns: int) -> None:
        for text, right, middle in (
            (f"{high // 10}", plot.left, plot.top),
            (f"{low // 10}", plot.left, plot.bottom),
        ):
            drawn = ink.line(text, theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(drawn, drawn.get_rect(midright=(right - px(6), middle)))
        for turn, left in ((1, plot.left), (turns, plot.right)):
            drawn = ink.line(f"{turn}", theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(drawn, drawn.get_rect(midtop=(left, plot.bottom + px(2))))
