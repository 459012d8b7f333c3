"""The battle screen: the map, the panels around it, and what clicks and keys do there."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.hexgrid.coords import Hex
from game.model.events import Event
from game.model.kinds import FactionId, UnitId
from game.session import Session
from game.ui.cinema import Cinema
from game.ui.controls import Desk, Tone
from game.ui.deeds import Deeds, deeds_at, game_deeds, layer_deeds, panel_deeds
from game.ui.field import Field
from game.ui.frame import battle_frame
from game.ui.keys import REPLAY_KEYS, SCROLLS, Command, command_of
from game.ui.panels import words
from game.ui.panels.affairs import AffairsPanel
from game.ui.panels.attack import AttackPanel
from game.ui.panels.card import SideCard
from game.ui.panels.finder import Finder
from game.ui.panels.fronts import StaffPanel
from game.ui.panels.log import LogPanel
from game.ui.panels.orders import OrdersPanel
from game.ui.panels.replay import ReplayBar
from game.ui.panels.report import ReportCard, report_of
from game.ui.panels.strip import BottomStrip
from game.ui.panels.thinking import ThinkingBar
from game.ui.panels.top import TopBar
from game.ui.pointer import MapPointer
from game.ui.screen import Screen
from game.ui.screens.curtain import CurtainScreen
from game.ui.screens.ending import EndingScreen
from game.ui.screens.game_menu import GameMenu
from game.ui.staffroom import Staffroom
from game.ui.theme import px
from game.ui.turns import Heard, Turns
from game.ui.unfold import Unfolded
from game.ui.window import Window

SCROLL = 96


class BattleScreen(Screen):
    """A running game as one person sees it."""

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
        self.cinema = Cinema(session.tell, self.field.stage, self.update)
        self.pointer = MapPointer(self.field, self._clicked, self._dropped, self.refresh)
        heard = Heard(
            self._curtain, self._person, self._machine, self._waiting, self._ended, self._failed,
            lambda done: self.staff.acted(done),
        )  # fmt: skip
        self.turns = Turns(window, session, first, heard)
        self.staff = Staffroom(self.desk, self.turns, window.house.levels, self.update)
        self.game_menu = GameMenu(self, self.staff, self._switch)
        self._open = ""
        """Which panel lies over the map: log, orders, or one of the finder's lists."""
        self._told: tuple[str, ...] = ()
        self._started = False
        self._ending_shown = False

    # Layout

    def layout(self) -> None:
        """Make the panels for the window's present size."""
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
        self.bar = ReplayBar(frame.replay, self.cinema.steer)
        self.report = ReportCard(frame.replay)
        over = [self.log, self.finder, self.orders, self.affairs, self.fronts]
        over += [self.report, self.bar, self.thinking]
        self.panels = [self.top, self.card, self.strip, self.attack, *over]
        if self._open:
            self.unfolded.open(self._open, self.desk.view, self.staff.fronts)
        self.update()

    def update(self) -> None:
        """Bring every panel up to date with the game and the desk."""
        desk, view, replaying = self.desk, self.desk.view, self.cinema.replaying
        self.top.show(view, self.session.active, desk.commanding, self.session.why_no_undo())
        self.strip.show(desk.message, desk.tone.value, desk.layers | {self._open})
        self.attack.visible = desk.draft is not None
        self.card.visible = not self.attack.visible
        self._minimap_seen = not self.attack.visible or self.attack.show(
            self.frame.column, self.frame.card.height
        )
        if self.card.visible:
            self.card.show()
        self.unfolded.show(self._open, self.session.records[desk.viewer])
        self.report.visible, self.bar.visible = bool(self._told) and not replaying, replaying
        self._show_thinking()
        self.report.show(self._told)
        if replaying and self.cinema.projector is not None:
            self.bar.show(self.cinema.projector)
        self.field.mark(desk)
        self.refresh()

    def _show_thinking(self) -> None:
        """Show how far a machine is that takes its time."""
        shown = self.staff.thinking and not self.cinema.replaying
        if shown != self.thinking.visible:
            self.thinking.visible = shown
            self.refresh()
        if shown:
            self.report.visible = False
            self.thinking.show(self.staff.progress(), self.staff.warned, self.staff.pulses)

    def opened(self) -> None:
        """Begin, or come back from another screen."""
        if not self._started:
            self._started = True
            self._go_home()
            self.turns.advance()
        self.update()

    def closed(self) -> None:
        """The game is left: nobody waits for a machine's thought."""
        self.turns.stop()

    # Drawing

    def background(self, surface: pygame.Surface) -> None:
        """Draw the map, or a film on it, and the minimap."""
        shown = self.cinema.projector
        if shown is not None and not shown.over:
            self.field.draw_film(surface, shown)
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

    # Turns

    def _ordered(self, events: tuple[Event, ...]) -> None:
        """A person's order was carried out: show it, or go on when his impulse has ended."""
        if self.desk.commanding:
            self._told = report_of(events, self.session.tell)
            self.cinema.show_own(self.desk.view, events)
            self.update()
        else:
            self.desk.select(None)
            self.open("")
            self.turns.advance()

    def _curtain(self, person: tuple[FactionId, ...], ready: Callable[[], None]) -> None:
        """Nobody sees what is another person's: the screen is covered until that person sits before it."""
        turn = self.session.state.turn
        self.window.push(CurtainScreen(self.window, self.session.setting, person, turn, ready))

    def _person(self, faction: FactionId) -> None:
        """A person's impulse begins: he is shown what the others did since his last one."""
        self.desk.viewer = faction
        self.desk.select(None)
        self.desk.done.clear()
        self.cinema.end()
        name = self.session.setting.factions[faction].name
        self.desk.say(f"{name}, turn {self.session.state.turn}: your impulse.", Tone.GOOD)
        self._go_home()
        self.cinema.replay(self.desk.view, self.turns.seated)
        if self.desk.view.talks and self._open != "affairs":
            self.open("affairs")
        self.update()

    def _machine(self, events: tuple[Event, ...]) -> None:
        """A machine gave an order: the map is drawn anew if the person saw anything of it."""
        if events:
            self.update()

    def _waiting(self, faction: FactionId) -> None:
        name = f"{self.session.setting.factions[faction].name} moves "
        dots = self.desk.message.count("·") % 5 + 1 if self.desk.message.startswith(name) else 1
        self.desk.say(name + "·" * dots, Tone.WARN)
        if dots == 1:
            self.update()
        self.strip.show(self.desk.message, self.desk.tone.value, self.desk.layers | {self._open})
        self._show_thinking()

    def _failed(self, note: str) -> None:
        self.desk.say(note, Tone.BAD)

    def _ended(self) -> None:
        self.desk.say("The game is over.", Tone.GOOD)
        self.update()
        if not self._ending_shown:
            self._ending_shown = True
            self.window.push(EndingScreen(self.window, self.session, self._reasons))

    def _reasons(self) -> None:
        """Come back from the ending to what the machines said of their moves."""
        self.window.pop()
        self.staff.page = "reasons"
        if self._open != "staff":
            self.open("staff")
        self.update()

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
        self.unfolded.open(self._open, self.desk.view, self.staff.fronts)
        self.update()

    def _jump(self, here: Hex) -> None:
        self.field.centre_on(here)
        self.refresh()

    def _go(self, here: Hex, unit: UnitId | None) -> None:
        self.desk.select(unit, here)
        self.field.centre_on(here)
        self.update()

    def _undo(self) -> None:
        self.cinema.end()
        self.desk.undo()
        self.update()

    def _go_home(self) -> None:
        here = self.desk.home()
        if here is not None:
            self.field.centre_on(here)

    # Events

    def keyed(self, event: pygame.Event) -> None:
        """Carry out the command of a key."""
        command = command_of(event)
        if command is None:
            return
        self._told = ()
        if self.cinema.replaying and command in REPLAY_KEYS:
            self.cinema.steer(REPLAY_KEYS[command])
        elif command in SCROLLS:
            dx, dy = SCROLLS[command]
            self.field.pan(px(SCROLL) * dx, px(SCROLL) * dy)
            self.refresh()
        else:
            self._command(command)

    def _command(self, command: Command) -> None:
        """Carry out a command that is not about scrolling; a replay gives way to it."""
        if self.cinema.replaying:
            self.cinema.end()
        actions = self._anytime() | (self._own_turn() if self.desk.commanding else {})
        action = actions.get(command)
        if action is not None:
            action()
            self.update()

    def _anytime(self) -> Deeds:
        """Return what can be done at any time."""
        return {
            **layer_deeds(self.turn_layer),
            **panel_deeds(self.open),
            **game_deeds(self.game_menu),
            Command.STACK: self.desk.cycle_stack,
            Command.CANCEL: self._cancel,
            Command.HOME: self._go_home,
            Command.ZOOM_IN: lambda: self.field.zoom(1),
            Command.ZOOM_OUT: lambda: self.field.zoom(-1),
            Command.REPLAY: self.replay,
            Command.FRONT: self.staff.toggle_selected,
        }

    def _own_turn(self) -> Deeds:
        """Return what can be done in one's own impulse."""
        desk = self.desk
        return {
            **deeds_at(desk),
            Command.NEXT: lambda: self._show_unit(desk.next_unit()),
            Command.PREVIOUS: lambda: self._show_unit(desk.next_unit(-1)),
            Command.DONE: lambda: self._show_unit(desk.finish_unit()),
            Command.UNDO: self._undo,
            Command.END: self.game_menu.ask_end,
            Command.CARD: lambda: self.open("orders"),
            Command.ACT: self.staff.act_now,
        }

    def _show_unit(self, unit: object) -> None:
        selected = self.desk.selected
        if unit is not None and selected is not None:
            self.field.reveal(selected.at)

    def _cancel(self) -> None:
        """Drop the innermost thing there is to drop; with nothing left, the menu."""
        if self._open:
            self.open("")
        elif not self.desk.cancel() and not self.staff.escape():
            self.menu()

    def pointed(self, event: pygame.Event) -> None:
        """Take a pointer event on the map or the minimap."""
        self.pointer.take(event)

    def _clicked(self, here: Hex) -> None:
        self._told = ()
        if self.cinema.replaying:
            self.cinema.end()
        self.desk.click(here, follow=self.window.shift)
        self.update()

    def _dropped(self) -> None:
        self.desk.cancel()
        self.update()

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what is known of the hex under the pointer, for the selected unit."""
        here = self.field.hex_under(at)
        if here < 0:
            return ""
        unit = self.desk.selected
        own = unit if unit is not None and unit.faction == self.desk.viewer else None
        return words.hex_tip(self.desk.view, here, own, self.desk.reachable().get(here))

    # Menu, saves

    def replay(self) -> None:
        """Show again what the others visibly did since this faction's last impulse."""
        if not self.cinema.replay(self.desk.view, self.turns.seated):
            self.desk.say("Nothing of the others' moves was seen.")
            self.update()

    def menu(self) -> None:
        """Open the game menu."""
        arabic = "Latin names" if "arabic" in self.desk.layers else "Arabic names"
        self.game_menu.open(
            [
                ("Replay the others' moves", self.replay),
                ("Staff: fronts and reasons", lambda: self.open("staff")),
                (f"{arabic} on the map", lambda: self.turn_layer("arabic")),
                ("Numbers of the hexes", lambda: self.turn_layer("labels")),
            ]
        )

    def _switch(self, session: Session) -> None:
        self.window.home()
        self.window.push(BattleScreen(self.window, session))

    def notice(self, text: str) -> None:
        """Say something on the strip."""
        self.desk.say(text)
        self.update()
