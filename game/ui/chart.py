"""Charts by turn: lines, or columns of shares, with history beside them.

Pattern, dash and marker tell factions apart where colour does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pygame
from pygame import Rect

from game.model.tongue import t
from game.ui import patterns, theme
from game.ui.kit import ink
from game.ui.kit.widget import At, Widget
from game.ui.theme import FactionLook, px

STEPS = (1, 2, 5)
MARKERS = 6
COLUMN = 64
DASHES = (0, 9, 5, 14, 3, 7)
"""How long the dashes of each line are; 0 is a whole line."""


@dataclass(frozen=True)
class Series:
    """What is counted of one faction: a value a turn from turn 0 on, None where it is not known. `par` and
    `history` are drawn fainter beside it."""

    name: str
    look: FactionLook
    values: tuple[int | None, ...]
    par: int | None = None
    history: tuple[int, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something that history had in a turn."""

    turn: int
    text: str
    colour: theme.Colour = theme.LINK


@dataclass(frozen=True)
class Chart:
    """A chart: `whole` values are divided by `unit` when written; `shares` are drawn as columns."""

    title: str
    series: tuple[Series, ...]
    turns: int
    notes: tuple[Note, ...] = ()
    unit: int = 1
    shares: bool = False
    remark: str = ""
    days: tuple[str, ...] = field(default=())
    """The date of each turn's end, for the readout."""

    def value(self, number: int) -> str:
        """Return a value as it is written."""
        return f"{number / self.unit:g}"

    def span(self) -> tuple[int, int]:
        """Return the least and the greatest value drawn, zero among them."""
        if self.shares:
            return 0, max([1, *(sum(column) for column in self._columns())])
        values = [value for one in self.series for value in one.values if value is not None]
        values += [one.par for one in self.series if one.par is not None]
        values += [value for one in self.series for value in one.history]
        return min([0, *values]), max([self.unit, *values])

    def _columns(self) -> Iterator[list[int]]:
        for turn in range(self.turns + 1):
            yield [_at(one.values, turn) or 0 for one in self.series]
            yield [_at(one.history, turn) or 0 for one in self.series]


def _at(values: Sequence[int | None], turn: int) -> int | None:
    return values[turn] if 0 <= turn < len(values) else None


def ticks(low: int, high: int, most: int) -> list[int]:
    """Return round numbers from the least to the greatest value, at most so many."""
    size = 1
    while True:
        for step in (size * one for one in STEPS):
            first = -(-low // step) * step
            if (high - first) // step + 1 <= max(2, most):
                return list(range(first, high + 1, step))
        size *= 10


class ChartView(Widget):
    """A chart with a cursor that follows the pointer and the arrows, and a readout of the values there."""

    focusable = True

    def __init__(self, rect: Rect, chart: Chart, turn: int = -1, chosen: object = None) -> None:
        super().__init__(rect)
        self.chart = chart
        self.turn = chart.turns if turn < 0 else min(turn, chart.turns)
        self._tell = chosen if callable(chosen) else lambda turn: None
        self.plot = self._room()

    def _room(self) -> Rect:
        """Return where the values are drawn: below the title, right of the numbers, left of the names."""
        low, high = self.chart.span()
        numbers = max(ink.width(self.chart.value(one), theme.FONT_SMALL) for one in (low, high, -high))
        names = max((ink.width(one.name, theme.FONT_SMALL) for one in self.chart.series), default=0)
        line = ink.line_height(theme.FONT_SMALL)
        top = self.rect.top + ink.line_height(theme.FONT_BODY) + line + px(6)
        left = self.rect.left + numbers + px(10)
        wide = self.rect.right - left - names - px(26)
        return Rect(left, top, max(px(40), wide), max(px(30), self.rect.bottom - top - line - px(8)))

    # Where things lie

    def x_of(self, turn: int) -> int:
        """Return where a turn lies."""
        room, turns = self.plot, max(1, self.chart.turns)
        if self.chart.shares:
            return room.left + room.width * (2 * turn + 1) // (2 * turns + 2)
        return room.left + room.width * turn // turns

    def y_of(self, value: int) -> int:
        """Return where a value lies."""
        low, high = self.chart.span()
        return self.plot.bottom - self.plot.height * (value - low) // max(1, high - low)

    def turn_at(self, x: int) -> int:
        """Return the turn nearest to a point."""
        return min(range(self.chart.turns + 1), key=lambda turn: abs(self.x_of(turn) - x))

    # Events

    def take(self, event: pygame.Event, at: At) -> bool:
        """Move the cursor by pointer or arrows."""
        if event.type == pygame.MOUSEMOTION and at and self.plot.inflate(px(8), px(8)).collidepoint(at):
            self.point(self.turn_at(at[0]))
        steps = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
        if event.type == pygame.KEYDOWN and self.focused and event.key in steps:
            self.point(self.turn + steps[event.key])
            return True
        return False

    def point(self, turn: int) -> None:
        """Put the cursor on a turn."""
        turn = max(0, min(turn, self.chart.turns))
        if turn != self.turn:
            self.turn = turn
            self._tell(turn)
            self.changed()

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what history had about the turn under the pointer."""
        if not self.plot.collidepoint(at):
            return ""
        turn = self.turn_at(at[0])
        told = [note.text for note in self.chart.notes if note.turn == turn]
        return "\n".join(told)

    # Drawing

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the chart, its cursor and the readout."""
        self._draw_head(surface)
        pygame.draw.rect(surface, theme.PANEL_SUNK, self.plot)
        self._draw_grid(surface)
        keep = surface.get_clip()
        if self.chart.shares:
            self._draw_columns(surface)
        else:
            surface.set_clip(self.plot.inflate(px(12), px(12)).clip(keep))
            self._draw_lines(surface)
            surface.set_clip(keep)
        self._draw_notes(surface)
        x = self.x_of(self.turn)
        pygame.draw.line(surface, theme.ACCENT, (x, self.plot.top), (x, self.plot.bottom))
        if self.focused:
            pygame.draw.rect(surface, theme.ACCENT_DARK, self.plot, 1)
        self._draw_names(surface)

    def _draw_head(self, surface: pygame.Surface) -> None:
        title = ink.line(self.chart.title, theme.FONT_BODY, theme.TEXT, bold=True)
        surface.blit(title, self.rect.topleft)
        remark = self.chart.remark
        room = self.rect.width - title.get_width() - px(20)
        if remark and room > px(60):
            drawn = ink.line(ink.elide(remark, theme.FONT_SMALL, room), theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(
                drawn, drawn.get_rect(bottomright=(self.rect.right, self.rect.top + title.get_height()))
            )
        y = self.rect.top + ink.line_height(theme.FONT_BODY)
        words = ink.elide(self.readout(), theme.FONT_SMALL, self.rect.width)
        surface.blit(ink.line(words, theme.FONT_SMALL, theme.ACCENT), (self.rect.left, y))

    def readout(self) -> str:
        """Return the values at the cursor in words."""
        values = [
            f"{one.name} {self.chart.value(value)}{self._then(one)}"
            for one in self.chart.series
            if (value := _at(one.values, self.turn)) is not None
        ]
        day = self.chart.days[self.turn] if self.turn < len(self.chart.days) else ""
        when = t("Turn {turn}, {day}", turn=self.turn, day=day) if day else t("Turn {turn}", turn=self.turn)
        return " · ".join((when, *values))

    def _then(self, one: Series) -> str:
        """Return what history had, in brackets."""
        then = _at(one.history, self.turn)
        return "" if then is None else f" ({self.chart.value(then)})"

    def _draw_grid(self, surface: pygame.Surface) -> None:
        low, high = self.chart.span()
        for value in ticks(low, high, max(2, self.plot.height // px(34))):
            y = self.y_of(value)
            colour = theme.TEXT_FAINT if value == 0 else theme.PANEL_HEAD
            pygame.draw.line(surface, colour, (self.plot.left, y), (self.plot.right, y))
            drawn = ink.line(self.chart.value(value), theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(drawn, drawn.get_rect(midright=(self.plot.left - px(6), y)))
        for turn in ticks(0, self.chart.turns, max(2, self.plot.width // px(40))):
            drawn = ink.line(f"{turn}", theme.FONT_SMALL, theme.TEXT_DIM)
            surface.blit(drawn, drawn.get_rect(midtop=(self.x_of(turn), self.plot.bottom + px(3))))

    def _draw_columns(self, surface: pygame.Surface) -> None:
        """Draw a column a turn, and history's as a narrower one to its right."""
        pitch = min(px(COLUMN), self.plot.width // (self.chart.turns + 1))
        with_history = any(one.history for one in self.chart.series)
        wide = max(2, pitch * (6 if with_history else 8) // 10)
        thin = max(1, pitch * 2 // 10) if with_history else 0
        for turn in range(self.chart.turns + 1):
            left = self.x_of(turn) - (wide + thin) // 2
            self._draw_column(
                surface, Rect(left, 0, wide, 0), [_at(one.values, turn) for one in self.chart.series]
            )
            if with_history:
                then = [_at(one.history, turn) for one in self.chart.series]
                self._draw_column(surface, Rect(left + wide + 1, 0, thin, 0), then)

    def _draw_column(self, surface: pygame.Surface, box: Rect, values: Sequence[int | None]) -> None:
        foot = 0
        for one, value in zip(self.chart.series, values, strict=True):
            if value:
                top, bottom = self.y_of(foot + value), self.y_of(foot)
                part = Rect(box.left, top, box.width, bottom - top)
                _fill(surface, part, one.look)
                foot += value

    def _draw_lines(self, surface: pygame.Surface) -> None:
        for index, one in enumerate(self.chart.series):
            colour = ink.legible(one.look.colour)
            if one.par is not None:
                y = self.y_of(one.par)
                _dotted(
                    surface,
                    theme.mix(colour, theme.PANEL_SUNK, 0.35),
                    [(self.plot.left, y), (self.plot.right, y)],
                )
            _dotted(surface, colour, [(self.x_of(at), self.y_of(v)) for at, v in enumerate(one.history)])
            known = [(self.x_of(at), self.y_of(v)) for at, v in enumerate(one.values) if v is not None]
            _dashed(surface, colour, known, px(DASHES[index % len(DASHES)]))
            for point in known[:: max(1, len(known) * px(14) // max(1, self.plot.width))]:
                marker(surface, point, index, colour)

    def _draw_notes(self, surface: pygame.Surface) -> None:
        """Mark at the foot the turns in which history had something."""
        for note in self.chart.notes:
            if 0 <= note.turn <= self.chart.turns:
                x, y = self.x_of(note.turn), self.plot.bottom
                points = [(x, y - px(8)), (x - px(4), y), (x + px(4), y)]
                pygame.draw.polygon(surface, note.colour, points)

    def _draw_names(self, surface: pygame.Surface) -> None:
        """Write each name beside the end of its line or column, moved apart where they would overlap."""
        line, spots = ink.line_height(theme.FONT_SMALL), self._ends()
        spots.sort(key=lambda spot: spot[0])
        floor = self.plot.top - line // 2
        for at, (y, index) in enumerate(spots):
            floor = max(floor, min(y - line // 2, self.plot.bottom - line * (len(spots) - at)))
            self._draw_name(surface, index, floor)
            floor += line

    def _draw_name(self, surface: pygame.Surface, index: int, top: int) -> None:
        one, left = self.chart.series[index], self.plot.right + px(8)
        middle = top + ink.line_height(theme.FONT_SMALL) // 2
        if self.chart.shares:
            swatch = Rect(left, middle - px(5), px(10), px(10))
            _fill(surface, swatch, one.look)
        else:
            marker(surface, (left + px(5), middle), index, ink.legible(one.look.colour))
        surface.blit(ink.line(one.name, theme.FONT_SMALL, theme.TEXT), (left + px(15), top))

    def _ends(self) -> list[tuple[int, int]]:
        """Return where each series ends and its number."""
        found, foot = [], 0
        for index, one in enumerate(self.chart.series):
            value = next((value for value in reversed(one.values) if value is not None), None)
            if value is None:
                continue
            found.append((self.y_of(foot + value // 2) if self.chart.shares else self.y_of(value), index))
            foot += value if self.chart.shares else 0
        return found


def _fill(surface: pygame.Surface, box: Rect, look: FactionLook) -> None:
    """Fill a box in a faction's colour and pattern, with an edge that tells it from its neighbours."""
    if box.width <= 0 or box.height <= 0:
        return
    surface.fill(look.colour, box)
    if box.width >= px(6) and box.height >= px(4):
        face = surface.subsurface(box.clip(surface.get_rect()))
        patterns.PATTERNS.get(look.pattern, patterns.PATTERNS["plain"])(face, look.tint, px(8))
        pygame.draw.rect(surface, theme.mix(look.colour, look.ink, 0.4), box, 1)


def _dashed(
    surface: pygame.Surface, colour: theme.Colour, points: Sequence[tuple[int, int]], dash: int
) -> None:
    """Draw a line through points, whole or in dashes."""
    if len(points) > 1 and not dash:
        pygame.draw.lines(surface, colour, False, points, px(2))
    elif len(points) > 1:
        for start, end in _pieces(points, dash, dash * 2 // 3 + px(2)):
            pygame.draw.line(surface, colour, start, end, px(2))


def _dotted(surface: pygame.Surface, colour: theme.Colour, points: Sequence[tuple[int, int]]) -> None:
    for start, _ in _pieces(points, px(2), px(5)):
        surface.fill(colour, Rect(start, (px(2), max(1, px(1)))))


def _pieces(
    points: Sequence[tuple[int, int]], dash: int, gap: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the dashes along a way."""
    left = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        long = max(1e-6, ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
        at = left
        while at < long:
            end = min(at + dash, long)
            yield (
                (round(ax + (bx - ax) * at / long), round(ay + (by - ay) * at / long)),
                (round(ax + (bx - ax) * end / long), round(ay + (by - ay) * end / long)),
            )
            at += dash + gap
        left = at - long


def marker(surface: pygame.Surface, at: tuple[int, int], index: int, colour: theme.Colour) -> None:
    """Draw the marker of a line: a disc, a square, a triangle, a diamond, a ring or a cross."""
    x, y = at
    r = px(4)
    kind = index % MARKERS
    if kind == 0:
        pygame.draw.circle(surface, colour, at, r)
    elif kind == 1:
        pygame.draw.rect(surface, colour, Rect(x - r, y - r, 2 * r, 2 * r))
    elif kind == 2:
        pygame.draw.polygon(surface, colour, [(x, y - r), (x - r, y + r), (x + r, y + r)])
    elif kind == 3:
        pygame.draw.polygon(surface, colour, [(x, y - r), (x + r, y), (x, y + r), (x - r, y)])
    elif kind == 4:
        pygame.draw.circle(surface, colour, at, r, px(2))
    else:
        pygame.draw.line(surface, colour, (x - r, y - r), (x + r, y + r), px(2))
        pygame.draw.line(surface, colour, (x - r, y + r), (x + r, y - r), px(2))
