"""How the game went: charts by turn, maps beside history's, what decided it; during the game for one's own
knowledge, after it for everything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import Rect

from game.model.annals import ALL_KNOWING, Moment
from game.model.kinds import FactionId
from game.model.tongue import mark, t, told_date
from game.rules.annals import moments_of
from game.rules.annals_words import csv_of, markdown_of, moment_line
from game.session import Session
from game.ui import theme
from game.ui.annals_charts import charts_of
from game.ui.chart import Chart, ChartView
from game.ui.kit.basic import Button, Label
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.widget import Panel
from game.ui.map_pair import MapPair
from game.ui.mapview import MapView
from game.ui.screen import Screen
from game.ui.slider import Slider
from game.ui.theme import px
from game.ui.window import Window

MAPS, MOMENTS = mark("Map and history"), mark("Decisive moments")
MOST_MOMENTS = 30
EMPTY = mark("Nothing has been written down yet: the first page is written at the end of the first turn.")


class AnnalsScreen(Screen):
    """Pages on the left, the chosen one on the right. `show` takes a moment to the map."""

    def __init__(
        self, window: Window, session: Session, viewer: FactionId, scene: MapView,
        show: Callable[[Moment], None] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.session, self.viewer, self.scene, self._show_moment = session, viewer, scene, show
        self.reader = ALL_KNOWING if session.over else viewer
        self.ledger = session.annals.of(self.reader)
        self.charts = charts_of(session.setting, self.ledger, scene.looks)
        self.moments = moments_of(self.ledger.moments, MOST_MOMENTS)
        self.pages = (*self.charts, MAPS, MOMENTS)
        self.page = 0
        self.turn = len(self.ledger.turns) - 1
        self.chosen = 0
        self._said = ""

    @property
    def last(self) -> int:
        """The last turn that is written down."""
        return len(self.ledger.turns) - 1

    # Layout

    def layout(self) -> None:
        """Put the head, the list of pages, the page and the buttons."""
        pad, head = px(20), px(64)
        panel = Panel(self.rect.copy(), ground=theme.BACKDROP)
        title = t("How the game went: {title}", title=self.session.setting.title)
        width = self.rect.width - 2 * pad
        panel.add(Label(Rect(pad, px(12), width, px(30)), title, theme.FONT_HEAD, theme.ACCENT, bold=True))
        panel.add(Label(Rect(pad, px(42), width, px(20)), self._about(), theme.FONT_SMALL, theme.TEXT_DIM))
        side = Rect(pad, head + px(6), px(190), self.rect.height - head - px(70))
        rows = [Row(f"{at}  {name}") for at, name in enumerate(self.pages, start=1)]
        self._list = ListBox(side, rows, self.turn_page, self.page, 32)
        panel.add(self._list)
        self.room = Rect(side.right + pad, side.top, self.rect.width - side.right - 2 * pad, side.height)
        self._fill(panel)
        self._add_buttons(panel, pad)
        self.panels = [panel]

    def _about(self) -> str:
        """Say whose knowledge this is."""
        if self.session.over:
            return t("The game is over: everything is shown.")
        name = self.session.setting.factions[self.viewer].name
        return t("What {name} knows; everything is shown when the game is over.", name=name)

    def _fill(self, panel: Panel) -> None:
        name = self.pages[self.page]
        if name == MOMENTS:
            self._add_moments(panel)
        elif name == MAPS:
            self._add_maps(panel)
        else:
            self._add_charts(panel, self.charts[name])

    def _add_charts(self, panel: Panel, charts: tuple[Chart, ...]) -> None:
        across = 1 if len(charts) < 3 else 2
        down = -(-len(charts) // across)
        gap = px(18)
        wide, tall = (
            (self.room.width - gap * (across - 1)) // across,
            (self.room.height - gap * (down - 1)) // down,
        )
        for at, chart in enumerate(charts):
            row, col = divmod(at, across)
            rect = Rect(self.room.left + col * (wide + gap), self.room.top + row * (tall + gap), wide, tall)
            view = ChartView(rect, chart, self.turn, self.to_turn)
            panel.add(view)

    def _add_maps(self, panel: Panel) -> None:
        foot = px(44)
        room = Rect(self.room.left, self.room.top, self.room.width, self.room.height - foot)
        panel.add(MapPair(room, self.scene, self.session.view(self.viewer), self.ledger, self.turn))
        track = Rect(self.room.left, self.room.bottom - px(36), self.room.width, px(36))
        panel.add(Slider(track, self.last, self.turn, self.to_turn, self._named))

    def _named(self, turn: int) -> str:
        """Return the end of a turn in words."""
        day = self.session.setting.clock.date_of(turn + 1)
        return (
            t("End of turn {turn}, {date}", turn=turn, date=told_date(day))
            if turn
            else t("Beginning, {date}", date=told_date(day))
        )

    def _add_moments(self, panel: Panel) -> None:
        if not self.moments:
            panel.add(Label(self.room, EMPTY, colour=theme.TEXT_DIM))
            return
        rows = [self._row(moment) for moment in self.moments]
        room = Rect(self.room.left, self.room.top, self.room.width, self.room.height - px(46))
        self._told = ListBox(room, rows, self._choose, min(self.chosen, len(rows) - 1), 30)
        panel.add(self._told)
        panel.focus(self._told)
        spot = Rect(self.room.left, self.room.bottom - px(34), px(240), px(34))
        panel.add(
            Button(spot, t("Show on the map"), self.jump, t("Enter"), enabled=self._show_moment is not None)
        )

    def _row(self, moment: Moment) -> Row:
        setting = self.session.setting
        acting = setting.factions.get(moment.active)
        swatch = self.scene.looks[moment.active].colour if acting else None
        text = t("Turn {turn}: {moment}", turn=moment.turn, moment=moment_line(setting, moment))
        return Row(text, acting.short if acting else "", theme.TEXT, swatch, moment_line(setting, moment))

    def _choose(self, index: int) -> None:
        self.chosen = index

    def _add_buttons(self, panel: Panel, pad: int) -> None:
        top, high = self.rect.height - px(48), px(34)
        buttons = [
            (t("Back"), self.window.pop, t("Esc")),
            (t("Export: pictures, text, table"), self.export, "E"),
        ]
        left = pad
        for (text, action, key), wide in zip(buttons, (px(140), px(300)), strict=True):
            panel.add(Button(Rect(left, top, wide, high), text, action, key))
            left += wide + px(10)
        said = Rect(left, top + px(8), self.rect.width - left - pad, px(22))
        panel.add(Label(said, self._said, theme.FONT_SMALL, theme.GOOD))

    # What can be done

    def turn_page(self, page: int) -> None:
        """Go to a page."""
        if 0 <= page < len(self.pages) and page != self.page:
            self.page = page
            self.layout()
            self.refresh()

    def to_turn(self, turn: int) -> None:
        """Put all cursors on a turn."""
        self.turn = max(0, min(turn, self.last))
        for widget in self.panels[0].widgets:
            if isinstance(widget, ChartView):
                widget.point(self.turn)
            elif isinstance(widget, MapPair | Slider):
                widget.show(self.turn)

    def jump(self) -> None:
        """Take the chosen moment to the map."""
        if self._show_moment is not None and self.chosen < len(self.moments):
            self._show_moment(self.moments[self.chosen])

    def export(self) -> None:
        """Write the report as text, the figures as a table, and a picture of every page."""
        house, setting = self.window.house, self.session.setting
        try:
            path = house.export_report(
                setting.id,
                markdown_of(setting, self.ledger, self.reader, self.session.over),
                csv_of(setting, self.ledger),
                {name: partial(self.picture, at) for at, name in enumerate(self.pages)},
            )
            self._said = t("Written: {path}", path=path)
        except OSError as error:
            self._said = t("Not written: {error}", error=error)
        self.layout()
        self.refresh()

    def picture(self, page: int) -> pygame.Surface:
        """Return a page as a picture."""
        was, said = self.page, self._said
        self.page, self._said = page, ""
        self.layout()
        sheet = pygame.Surface(self.rect.size)
        self.panels[0].draw(sheet)
        self.page, self._said = was, said
        self.layout()
        return sheet

    def keyed(self, event: pygame.Event) -> None:
        """Arrows turn pages and turns, digits pages; E exports, Enter shows, Esc goes back."""
        actions: dict[int, Callable[[], None]] = {
            pygame.K_ESCAPE: self.window.pop,
            pygame.K_e: self.export,
            pygame.K_RETURN: self.jump if self.pages[self.page] == MOMENTS else lambda: None,
            pygame.K_LEFT: lambda: self.to_turn(self.turn - 1),
            pygame.K_RIGHT: lambda: self.to_turn(self.turn + 1),
            pygame.K_HOME: lambda: self.to_turn(0),
            pygame.K_END: lambda: self.to_turn(self.last),
            pygame.K_UP: lambda: self.turn_page(self.page - 1),
            pygame.K_DOWN: lambda: self.turn_page(self.page + 1),
            pygame.K_PAGEUP: lambda: self.turn_page(self.page - 1),
            pygame.K_PAGEDOWN: lambda: self.turn_page(self.page + 1),
        }
        if pygame.K_1 <= event.key <= pygame.K_9:
            self.turn_page(event.key - pygame.K_1)
        else:
            actions.get(event.key, lambda: None)()

    def notice(self, text: str) -> None:
        """Say something at the foot."""
        self._said = text
        self.layout()
        self.refresh()
