"""What is seen of a running game: the map, the panels around it and what lies over them."""

from __future__ import annotations

import pygame

from game.coach import Coach
from game.hexgrid.coords import Hex
from game.model.events import Event
from game.model.kinds import UnitId
from game.model.tongue import t
from game.rules.account import Account
from game.session import Session
from game.ui.bookcase import Bookcase
from game.ui.cinema import Cinema
from game.ui.coaching import Coaching
from game.ui.controls import Desk, Tone
from game.ui.cursor import HexCursor
from game.ui.deeds import Deeds
from game.ui.field import Field
from game.ui.frame import battle_frame
from game.ui.handover import Handover
from game.ui.hindsight import Hindsight
from game.ui.inquiry import Inquiry
from game.ui.kit.widget import Panel
from game.ui.panels.affairs import AffairsPanel
from game.ui.panels.attack import AttackPanel
from game.ui.panels.card import SideCard
from game.ui.panels.finder import Finder
from game.ui.panels.fronts import StaffPanel
from game.ui.panels.log import LogPanel
from game.ui.panels.orders import OrdersPanel
from game.ui.panels.replay import FilmCard, ReplayBar
from game.ui.panels.report import ReportCard
from game.ui.panels.strip import BottomStrip
from game.ui.panels.thinking import ThinkingBar
from game.ui.panels.top import TopBar
from game.ui.panels.watch import WatchBar
from game.ui.pointer import MapPointer
from game.ui.recorder import Recorder
from game.ui.reminders import Reminder
from game.ui.screen import Screen
from game.ui.screens.game_menu import GameMenu
from game.ui.sound import Sound
from game.ui.staffroom import Staffroom
from game.ui.turns import Heard, Turns
from game.ui.unfold import Unfolded
from game.ui.window import Window


class BattleView(Screen):
    """The parts of the battle screen and how they are shown; what happens in them is the battle screen's."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self.session = session
        owned = [faction for faction in session.setting.order if session.seating.is_owned(faction)]
        humans = [faction for faction in owned if session.is_human(faction)]
        first = (
            session.active
            if session.is_human(session.active)
            else (humans or owned or session.setting.order)[0]
        )
        assert first is not None
        self.desk = Desk(session, first, self._ordered)
        self.field = Field(session.setting)
        self.sound = Sound(lambda: window.settings.volume)
        self.cinema = Cinema(session.tell, self.field.stage, self.update, window.house.wish, self.sound.shot)
        self.inquiry = Inquiry(self.desk, self.field, self.turn_layer, self.update)
        self.pointer = MapPointer(self.field, self._clicked, self._dropped, self._looked)
        self.cursor = HexCursor(self.field, self._rested)
        self.turns = Turns(window, session, first, self._heard())
        self.hindsight = Hindsight(window, session, self.cinema, self.notice)
        self.staff = Staffroom(self.desk, self.turns, window.house.levels, self.update)
        self.book = Bookcase(self, self.desk, self._pointed, self._jump, lambda: self._open)
        self.game_menu = GameMenu(self, self.staff, self._switch, self.book, self._see_to)
        self._open = ""
        """Which panel lies over the map: log, orders, or one of the finder's lists."""
        self._told: Account | None = None
        self.coaching = Coaching(self)
        self.recorder = Recorder(self)
        self.handover = Handover(self)

    # What the battle screen does about it

    def _heard(self) -> Heard:
        """Return what is done when turns go on."""
        raise NotImplementedError

    def _ordered(self, events: tuple[Event, ...]) -> None:
        """A person's order was carried out."""

    def _clicked(self, here: Hex) -> None:
        """A hex was clicked."""

    def _dropped(self) -> None:
        """The right button cancels."""

    def _undo(self) -> None:
        """The last order is to be taken back."""

    def _switch(self, session: Session) -> None:
        """Another game is to be gone on with."""

    def menu(self) -> None:
        """The game menu is to be opened."""

    # Layout

    def layout(self) -> None:
        """Make the panels for the window's present size and the user's settings."""
        self.desk.layers -= {"arabic"}
        self.desk.layers |= {"arabic"} if self.window.settings.arabic_names else set()
        self.field.show_layers(self.desk.layers)
        self.frame = frame = battle_frame(self.rect)
        self.field.place(frame.map, frame.minimap)
        to_affairs = lambda: self.open("affairs")  # noqa: E731
        self.top = TopBar(frame.top, self.menu, self._undo, self.game_menu.ask_end, to_affairs)
        self.strip = BottomStrip(frame.bottom, self.turn_layer)
        self.card = SideCard(frame.card, self.desk, self.staff, self.field.portrait, self.update, self.open)
        self.attack = AttackPanel(frame.column, self.desk, self.update)
        self.log = LogPanel(frame.side, self.session.setting, self._jump)
        self.finder = Finder(frame.side, self._go, lambda: self.open(""))
        self.orders = OrdersPanel(frame.orders, self.desk, lambda: self.open(""), self.field.reveal)
        self.affairs = AffairsPanel(frame.side, self.desk, self.update, lambda: self.open(""))
        self.fronts = StaffPanel(frame.side, self.staff, self._jump, self.update)
        self.unfolded = Unfolded(self.log, self.finder, self.orders, self.affairs, self.fronts)
        self.thinking = ThinkingBar(frame.replay, self.staff.stop)
        self.watching = WatchBar(frame.replay, self._watch_deeds())
        self.bar = ReplayBar(frame.replay, self.cinema, self._jump)
        self.film_card = FilmCard(frame.map)
        self.report = ReportCard(frame.map, self.session.setting, self.field.camera.point_of)
        over = [self.log, self.finder, self.orders, self.affairs, self.fronts]
        over += [self.report, self.bar, self.film_card, self.thinking, self.watching]
        over.insert(0, self.inquiry.panel(frame.map))
        self.panels = [self.top, self.card, self.strip, self.attack, *over, *self.coaching.panels()]
        for panel in self.panels:
            panel.refer = self.book.refer
        if self._open:
            self.unfolded.open(self._open, self.desk.view, self.staff.fronts)
        self.update()

    def update(self) -> None:
        """Bring every panel up to date with the game and the desk."""
        if self.desk.draft is not None and self.cinema.replaying:
            self.cinema.end()
        desk, view, replaying = self.desk, self.desk.view, self.cinema.replaying
        self.top.show(view, self.session.active, desk.commanding, self.session.why_no_undo())
        self._show_strip(None if desk.message else self.inquiry.looked())
        self.attack.visible = desk.draft is not None
        self.card.visible = not self.attack.visible
        self._minimap_seen = not self.attack.visible or self.attack.show(
            self.frame.column, self.frame.card.height
        )
        if self.card.visible:
            self.card.show()
        self.unfolded.show(self._open, self.session.records[desk.viewer])
        self.report.visible, self.bar.visible = self._told is not None and not self.cinema.busy, replaying
        self._show_thinking()
        self.report.show(self._told)
        if replaying and self.cinema.projector is not None:
            self.bar.show(self.cinema.projector)
        self.film_card.show(self.cinema.projector if replaying else None)
        self.field.mark(desk)
        self.inquiry.show()
        self.coaching.look()
        self.cinema.saw(view)
        self.sound.answer(desk.message, desk.tone is Tone.BAD)
        self.refresh()

    def _watch_deeds(self) -> Deeds:
        """Return what the one who watches machines may do."""
        return {}

    def _show_watch(self) -> None:
        """Show the bar of the one who watches machines play."""
        active = self.session.active
        shown = self.turns.watched and active is not None and not self.cinema.replaying
        self.watching.visible = shown
        if shown and active is not None:
            factions = self.session.setting.factions
            said = t("{faction} to move", faction=factions[active].name)
            eyes = t("all") if self.desk.eyes.all_seeing else factions[self.desk.viewer].short
            self.watching.show(said, self.turns.pace, eyes)

    def _show_thinking(self) -> None:
        """Show how far a machine is that takes its time."""
        self._show_watch()
        shown = self.staff.thinking and not self.cinema.replaying and not self.turns.watched
        if shown != self.thinking.visible:
            self.thinking.visible = shown
            self.refresh()
        if shown:
            self.report.visible = False
            self.thinking.show(self.staff.progress(), self.staff.warned, self.staff.pulses)

    # Drawing

    def background(self, surface: pygame.Surface) -> None:
        """Draw the map, or a film on it, and the minimap."""
        shown = self.cinema.projector
        if shown is not None and not shown.over:
            self.field.draw_film(surface, shown, self.cinema.calm)
        else:
            self.field.draw(surface, self.desk.view)
        if self._minimap_seen:
            self.field.draw_minimap(surface, self.desk.view)

    @property
    def animating(self) -> bool:
        """Frames are needed while a film runs, or the map is still being baked."""
        return self.cinema.running or self.field.pending

    def tick(self, elapsed: int) -> None:
        """Let a film run on."""
        self.cinema.tick(elapsed)
        self.refresh()

    def idle(self) -> bool:
        """Bake what lies just beyond the edges of the map's view."""
        return self.field.bake_ahead()

    # Layers and panels over the map

    def turn_layer(self, layer: str) -> None:
        """Show or hide a layer of the map, or the log."""
        if layer == "log":
            self.open("log")
            return
        self.desk.layers ^= {layer}
        self.field.show_layers(self.desk.layers)
        self.update()

    def open(self, panel: str) -> None:
        """Open a panel over the map in the place of any other; the same again closes it."""
        self._open = "" if panel == self._open else panel
        self.sound.play("page" if self._open else "")
        self.unfolded.open(self._open, self.desk.view, self.staff.fronts)
        self.update()

    # What the coach asks

    @property
    def unfolded_name(self) -> str:
        """The name of the panel that lies over the map, empty when none does."""
        return self._open

    def panel_named(self, name: str) -> Panel:
        """Return a panel of this screen by the name that lessons call it."""
        named = {"staff": self.fronts, "log": self.log, "orders": self.orders, "affairs": self.affairs}
        bars = {"top": self.top, "card": self.card, "strip": self.strip, "attack": self.attack}
        return {**named, **bars}[name]

    def begin_again(self, session: Session, coach: Coach) -> None:
        """Put another game in the place of this one, at the step of a lesson that its coach stands at."""
        screen = type(self)(self.window, session)
        screen.coaching.take_over(coach)
        self.window.replace(screen)

    def _looked(self) -> None:
        """The pointer came to another hex, or the map moved under it."""
        self._show_strip(self.inquiry.looked())
        self.refresh()

    def _rested(self, at: tuple[int, int]) -> None:
        """The cursor came to a hex: it is looked at, and a tooltip comes as it would under the pointer."""
        self.field.hover(at)
        self._looked()
        self.window.rest(at)

    def _show_strip(self, asked: tuple[str, str] | None) -> None:
        """Show what is asked of the map, else what was last said."""
        text, tone = asked or (self.desk.message, self.desk.tone.value)
        self.strip.show(text, tone, self.desk.layers | {self._open})

    def _pointed(self) -> Hex | None:
        """Return the hex under the pointer, None where panels lie over the map."""
        at = self.pointer_at
        if any(panel.visible and panel.rect.collidepoint(at) for panel in self.panels):
            return None
        here = self.field.hex_under(at)
        return here if here >= 0 else None

    def _jump(self, here: Hex) -> None:
        self.field.centre_on(here)
        self.refresh()

    def _go(self, here: Hex, unit: UnitId | None) -> None:
        self.desk.select(unit, here)
        self.field.centre_on(here)
        self.update()

    def _see_to(self, one: Reminder) -> None:
        """Go to what was forgotten: its first unit, or the panel that it stands in."""
        unit = next((self.desk.view.units[unit] for unit in one.units), None)
        if unit is not None:
            self._go(unit.at, unit.id)
        if one.panel and self._open != one.panel:
            self.open(one.panel)

    def _go_home(self) -> None:
        here = self.desk.home()
        if here is not None:
            self.field.centre_on(here)

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what is known of the hex under the pointer, for the selected unit."""
        return self.inquiry.tip(self.field.hex_under(at), self.window.alt)

    def export(self) -> None:
        """Write the whole view, as a picture and as GeoJSON."""
        self.recorder.export()

    def put_away(self) -> None:
        """The window is being minimised."""
        self.handover.put_away()

    def notice(self, text: str) -> None:
        """Say something on the strip."""
        self.desk.say(text)
        self.update()
