"""The log: what the person's side witnessed, over the left of the map; a click jumps to the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, get_args

from pygame import Rect

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.events.politics import PoliticalEvent
from game.model.events.table import TableEvent
from game.model.scenario import Setting
from game.model.tongue import mark, t, told_date
from game.session import Told
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Toggle
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.widget import Panel
from game.ui.scenes import place_of
from game.ui.theme import px

FIGHTS = (ev.Fought, ev.FellBack, ev.StepsLost, ev.Retreated, ev.Advanced, ev.Shelled, ev.CityPressed)
POLITICS = (
    *get_args(PoliticalEvent), *get_args(TableEvent), ev.TensionChanged, ev.PointsScored
)  # fmt: skip
FILTERS: tuple[tuple[str, tuple[type, ...]], ...] = (
    (mark("All"), ()),
    (mark("Fights"), FIGHTS),
    (mark("Moves"), (ev.Moved, ev.Halted, ev.ControlPassed)),
    (mark("Supply"), (ev.SupplyChecked, ev.DumpChanged, ev.DepotMoved, ev.CrossingChanged)),
    (mark("Politics"), POLITICS),
    (mark("Score"), (ev.PointsScored, ev.SymbolTaken, ev.MilestoneReached, ev.TensionChanged, ev.HarmDone)),
)

HEADINGS = (ev.TurnBegan, ev.ImpulseBegan)
MOST = 400


Line: TypeAlias = tuple[str, Hex | None, theme.Colour]
"""A line of the log: what it says, the hex that it is about, its colour."""


class LogPanel(Panel):
    """Entries with the newest at the bottom, filtered by kind."""

    def __init__(self, rect: Rect, setting: Setting, jump: Callable[[Hex], None]) -> None:
        super().__init__(rect, border=True)
        self.tabs = False
        self._setting = setting
        self._jump = jump
        self._filter = 0
        self._told: Sequence[Told] = ()
        self._rows: list[Line] = []

    def show(self, told: Sequence[Told]) -> None:
        """Bring the log up to date."""
        self._told = told
        self.clear()
        pad, x = px(theme.PAD), px(theme.PAD)
        for index, (name, _) in enumerate(FILTERS):
            wide = ink.width(name, theme.FONT_BODY) + px(24)
            self.add(
                Toggle(
                    Rect(x, pad, wide, px(26)),
                    name,
                    lambda _on, i=index: self._sift(i),
                    index == self._filter,
                )
            )
            x += wide + px(4)
        room = Rect(pad, pad + px(34), self.rect.width - 2 * pad, self.rect.height - 2 * pad - px(34))
        self._rows = self._lines(room.width - px(30))
        rows = [Row(text, colour=colour) for text, _, colour in self._rows]
        box = ListBox(room, rows, self._chosen, row_height=21)
        box.top = max(0, len(rows) - box.fits)
        self.add(box)

    def _lines(self, room: int) -> list[Line]:
        """Return the wrapped lines with the place each speaks of; turns get headings of their own, and an
        impulse is named only when something was seen of it."""
        kinds = FILTERS[self._filter][1]
        lines: list[Line] = []
        turn, impulse = 0, ""
        for told in list(self._told)[-MOST:]:
            if isinstance(told.event, HEADINGS):
                impulse = told.text if isinstance(told.event, ev.ImpulseBegan) else ""
            if isinstance(told.event, HEADINGS) or (kinds and not isinstance(told.event, kinds)):
                continue
            if told.turn != turn:
                turn = told.turn
                day = self._setting.clock.date_of(turn)
                lines.append((t("Turn {turn}: {date}", turn=turn, date=told_date(day)), None, theme.ACCENT))
            if impulse and not kinds:
                lines.append((impulse, None, theme.TEXT_DIM))
                impulse = ""
            here = place_of(self._setting.board, told.event)
            first, *rest = ink.wrap(told.text, theme.FONT_BODY, room)
            lines += [(first, here, theme.TEXT), *(("   " + more, here, theme.TEXT) for more in rest)]
        return lines or [(t("Nothing yet."), None, theme.TEXT)]

    def _sift(self, index: int) -> None:
        self._filter = index
        self.show(self._told)

    def _chosen(self, index: int) -> None:
        here = self._rows[index][1]
        if here is not None:
            self._jump(here)
