"""The battle screen: the map, the panels around it, and what clicks and keys do there."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.hexgrid.coords import Hex
from game.model.events import Event
from game.model.kinds import FactionId, Mode, SupplyState
from game.session import Session
from game.ui import theme
from game.ui.animate import Projector, film_of
from game.ui.controls import Desk, Tone
from game.ui.field import Field
from game.ui.keys import Command, command_of
from game.ui.kit.modal import Choice, Dialog
from game.ui.panels import words
from game.ui.panels.attack import AttackPanel
from game.ui.panels.card import SideCard
from game.ui.panels.log import LogPanel
from game.ui.panels.orders import OrdersPanel
from game.ui.panels.replay import ReplayBar
from game.ui.panels.strip import LAYERS, BottomStrip
from game.ui.panels.top import TopBar
from game.ui.screen import Screen
from game.ui.screens.ending import EndingScreen
from game.ui.screens.help import HelpScreen
from game.ui.screens.saves import SavesScreen
from game.ui.theme import px
from game.ui.turns import Heard, Turns
from game.ui.window import Window

OWN_SPEED = 4
"""Speed at which a person's own orders are shown: fast, for he knows what he asked."""

SCROLL = 96


class BattleScreen(Screen):
    """A running game as one person sees it."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self.session = session
        humans = [faction for faction in session.setting.order if session.is_human(faction)]
        first = session.active if session.is_human(session.active) else (humans or session.setting.order)[0]
        assert first is not None
        self.desk = Desk(session, first, self._ordered)
        self.field = Field(session.setting)
        heard = Heard(self._person, self._machine, self._waiting, self._ended, self._failed)
        self.turns = Turns(window, session, first, heard)
        self.projector: Projector | None = None
        self._replaying = False
        self._started = False
        self._asked_end = False
        self._dragging = False
        self._minimap_shown = True
        self._log_open = False
        self._orders_open = False
        self._shown_ending = False

    # Life of the screen

    def layout(self) -> None:
        """Put the bars and columns around the map (interface 4.3)."""
        wide = self.rect.width >= theme.WIDE
        top, right, bottom = (size[wide] for size in (theme.TOP_BAR, theme.RIGHT_COLUMN, theme.BOTTOM_STRIP))
        if not wide:
            top, right, bottom = px(top), px(right), px(bottom)
        middle = Rect(0, top, self.rect.width - right, self.rect.height - top - bottom)
        column = Rect(middle.right, top, right, middle.height)
        mini = Rect(column.left, 0, right, right * theme.MINIMAP[1] // theme.MINIMAP[0])
        mini.bottom = column.bottom
        self.field.place(middle, mini)
        self.top = TopBar(Rect(0, 0, self.rect.width, top), self.menu, self._undo, self.ask_end)
        self.strip = BottomStrip(Rect(0, self.rect.height - bottom, self.rect.width, bottom), self.turn_layer)
        card = Rect(column.left, column.top, right, column.height - mini.height)
        self.card = SideCard(card, self.desk, self.field.portrait, self.update)
        self._column = column
        self.attack = AttackPanel(column, self.desk, self.update)
        self.log = LogPanel(
            Rect(middle.left, middle.top, min(px(460), middle.width * 2 // 3), middle.height),
            self.session.setting.board,
            self._jump,
        )
        orders = Rect(0, 0, min(px(560), middle.width - px(20)), min(px(520), middle.height - px(20)))
        orders.center = middle.center
        self.orders = OrdersPanel(orders, self.desk, self._close_orders)
        bar = Rect(0, 0, min(px(640), middle.width - px(20)), px(72))
        bar.midbottom = middle.centerx, middle.bottom - px(12)
        self.bar = ReplayBar(bar, self._steer)
        self.panels = [self.top, self.card, self.strip, self.log, self.attack, self.orders, self.bar]
        self.update()

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

    def update(self) -> None:
        """Bring every panel up to date with the game and the desk."""
        desk, view = self.desk, self.desk.view
        self.top.show(view, self.session.active, desk.commanding, self.session.why_no_undo())
        self.strip.show(desk.message, desk.tone.value, desk.layers | ({"log"} if self._log_open else set()))
        self.attack.visible = desk.draft is not None
        self.card.visible = not self.attack.visible
        self._minimap_shown = True
        if self.attack.visible:
            self._minimap_shown = self.attack.show(self._column, self.card.rect.height)
        else:
            self.card.show()
        self.log.visible = self._log_open
        if self._log_open:
            self.log.show(self.session.records[desk.viewer])
        self.orders.visible = self._orders_open
        self.bar.visible = self._replaying and self.projector is not None
        self.field.mark(desk)
        self.refresh()

    # Drawing

    def background(self, surface: pygame.Surface) -> None:
        """Draw the map, or a film on it, and the minimap."""
        shown = self.projector
        if shown is not None and not shown.over:
            self.field.draw_film(surface, shown)
        else:
            self.field.draw(surface, self.desk.view)
        if self._minimap_shown:
            self.field.draw_minimap(surface, self.desk.view)

    @property
    def animating(self) -> bool:
        """Frames are needed while a film runs, or the map is still being baked."""
        running = self.projector is not None and not self.projector.paused
        return running or self.field.pending

    def tick(self, elapsed: int) -> None:
        """Let a film run on."""
        shown = self.projector
        if shown is not None and not shown.paused:
            if shown.advance(elapsed) and not shown.over:
                self._next_shot()
            if shown.over:
                self._end_film()
        self.refresh()

    # Films

    def _ordered(self, events: tuple[Event, ...]) -> None:
        """A person's order was carried out: show it, then go on if the impulse ended."""
        self.update()
        shots = film_of(self.desk.view, events, self.session.tell) if self.desk.commanding else ()
        if shots:
            self.projector, self._replaying = Projector(shots, OWN_SPEED), False
        if not self.desk.commanding:
            self.desk.select(None)
            self.turns.advance()

    def replay(self) -> None:
        """Show what the others visibly did since this faction's last impulse."""
        shots = film_of(self.desk.view, self.desk.view.log, self.session.tell)
        if shots:
            self.projector, self._replaying = Projector(shots), True
            self._next_shot()
            self.update()
        else:
            self.desk.say("Nothing of the others' moves was seen.")
            self.update()

    def _next_shot(self) -> None:
        if self.projector is None or not self._replaying:
            return
        shot = self.projector.shot
        here = shot.path[-1] if shot.path else shot.at
        if here is not None:
            self.field.reveal(here)
        self.bar.show(self.projector)

    def _end_film(self) -> None:
        self.projector = None
        self._replaying = False
        self.update()

    def _steer(self, what: str) -> None:
        """Take a button of the replay bar."""
        shown = self.projector
        if shown is None:
            return
        if what == "skip":
            self._end_film()
            return
        if what == "pause":
            shown.paused = not shown.paused
        elif what in ("back", "forward"):
            shown.jump(shown.index + (1 if what == "forward" else -1))
        elif what == "speed":
            shown.speed = {1: 2, 2: 4, 4: 8, 8: 1}[shown.speed]
        self._next_shot()
        self.refresh()

    # Turns

    def _person(self, faction: FactionId) -> None:
        """A person's impulse begins."""
        self.desk.viewer = faction
        self.desk.select(None)
        self.desk.done.clear()
        self._asked_end = False
        self._end_film()
        name = self.session.setting.factions[faction].name
        self.desk.say(f"{name}, turn {self.session.state.turn}: your impulse.", Tone.GOOD)
        self._go_home()
        if film_of(self.desk.view, self.desk.view.log, self.session.tell):
            self.replay()
        self.update()

    def _machine(self, events: tuple[Event, ...]) -> None:
        """A machine gave an order: the map is drawn anew if the person saw anything of it."""
        if events:
            self.update()

    def _waiting(self, faction: FactionId) -> None:
        name = self.session.setting.factions[faction].name
        text = f"{name} moves…"
        if text != self.desk.message:
            self.desk.say(text, Tone.WARN)
            self.update()

    def _failed(self, note: str) -> None:
        self.desk.say(note, Tone.BAD)

    def _ended(self) -> None:
        self.desk.say("The game is over.", Tone.GOOD)
        self.update()
        if not self._shown_ending:
            self._shown_ending = True
            self.window.push(EndingScreen(self.window, self.session))

    def ask_end(self) -> None:
        """End the impulse, after one question with what may have been forgotten."""
        if not self.desk.commanding:
            return
        lines = self.warnings()
        text = "\n".join(f"• {line}" for line in lines) or "Everything has been done that could be."
        self.ask(
            Dialog(
                self.rect,
                "End the impulse?",
                text,
                [
                    Choice("End impulse", self._end),
                    Choice("Go back", self.answer),
                ],
            )
        )

    def warnings(self) -> list[str]:
        """Return what a person may have forgotten."""
        desk, view = self.desk, self.desk.view
        points = view.command.get(desk.viewer, 0)
        idle = [
            unit
            for unit in view.units_of(desk.viewer)
            if unit.active and not unit.moved and not unit.attacked
        ]
        hungry = [unit for unit in view.units_of(desk.viewer) if unit.supply is SupplyState.OUT]
        lines = []
        if points:
            lines.append(
                f"{points} command point{'s are' if points > 1 else ' is'} unspent; they do not carry over."
            )
        if idle:
            lines.append(
                f"{len(idle)} active unit{'s have' if len(idle) > 1 else ' has'} done nothing: {_names(idle)}."
            )
        if hungry:
            lines.append(
                f"{len(hungry)} unit{'s are' if len(hungry) > 1 else ' is'} out of supply: {_names(hungry)}."
            )
        return lines

    def _end(self) -> None:
        self.answer()
        self.desk.end_impulse()
        self.update()

    # Layers and panels

    def turn_layer(self, layer: str) -> None:
        """Show or hide a layer of the map, or the log."""
        if layer == "log":
            self._log_open = not self._log_open
        else:
            self.desk.layers ^= {layer}
            self.field.show_layers(self.desk.layers)
        self.update()

    def _close_orders(self) -> None:
        self._orders_open = False
        self.update()

    def open_orders(self) -> None:
        """Open the list of missions and other orders."""
        if self.desk.commanding:
            self._orders_open = not self._orders_open
            if self._orders_open:
                self.orders.show()
            self.update()

    def _jump(self, here: Hex) -> None:
        self.field.centre_on(here)
        self.refresh()

    def _undo(self) -> None:
        self.projector = None
        self.desk.undo()
        self.update()

    def _go_home(self) -> None:
        """Centre on the faction's strongest group, or its capital."""
        view = self.desk.view
        capital = view.setting.board.places.get(view.setting.factions[self.desk.viewer].capital or "")
        units = sorted(view.units_of(self.desk.viewer), key=lambda unit: -unit.type.attack * unit.steps)
        if units or capital:
            self.field.centre_on(units[0].at if units else capital.at)

    # Events

    def keyed(self, event: pygame.Event) -> None:
        """Carry out the command of a key."""
        command = command_of(event)
        if self._replaying and command in REPLAY_KEYS:
            self._steer(REPLAY_KEYS[command])
            return
        if command in SCROLLS:
            dx, dy = SCROLLS[command]
            self.field.pan(px(SCROLL) * dx, px(SCROLL) * dy)
            self.refresh()
        elif command is not None:
            self._command(command)

    def _command(self, command: Command) -> None:
        """Carry out a command that is not about scrolling."""
        if self._replaying:
            self._end_film()
        actions = self._actions()
        action = actions.get(command)
        if action is not None:
            action()
            self.update()

    def _actions(self) -> dict[Command, Callable[[], object]]:
        desk = self.desk
        always: dict[Command, Callable[[], object]] = {
            Command.STACK: desk.cycle_stack,
            Command.CANCEL: self._cancel,
            Command.HOME: self._go_home,
            Command.ZOOM_IN: lambda: self.field.zoom(1),
            Command.ZOOM_OUT: lambda: self.field.zoom(-1),
            Command.REPLAY: self.replay,
            Command.SAVE: self.quick_save,
            Command.LOAD: self.open_saves,
            Command.RULES: lambda: self.window.push(HelpScreen(self.window)),
            Command.KEYS: lambda: self.window.push(HelpScreen(self.window, "keys")),
            **{command: lambda layer=layer: self.turn_layer(layer) for layer, _, command, _ in LAYERS},
        }
        if not desk.commanding:
            return always
        return always | {
            Command.NEXT: lambda: self._show_unit(desk.next_unit()),
            Command.PREVIOUS: lambda: self._show_unit(desk.next_unit(-1)),
            Command.DONE: lambda: self._show_unit(desk.finish_unit()),
            Command.CONFIRM: desk.confirm,
            Command.ACTIVATE: desk.activate,
            Command.DIG: desk.dig,
            Command.MARCH: desk.turn_gait,
            Command.POSTURE: desk.turn_posture,
            Command.ASSAULT: lambda: desk.press(Mode.ASSAULT),
            Command.PROBE: lambda: desk.press(Mode.PROBE),
            Command.UNDO: self._undo,
            Command.REDO: desk.redo,
            Command.END: self.ask_end,
            Command.CARD: self.open_orders,
        }

    def _show_unit(self, unit: object) -> None:
        selected = self.desk.selected
        if unit is not None and selected is not None:
            self.field.reveal(selected.at)

    def _cancel(self) -> None:
        """Drop the innermost thing there is to drop; with nothing left, the menu."""
        if self._orders_open:
            self._close_orders()
        elif not self.desk.cancel():
            self.menu()

    def pointed(self, event: pygame.Event) -> None:
        """Take a pointer event on the map or the minimap."""
        if event.type == pygame.MOUSEWHEEL:
            self.field.zoom(1 if event.y > 0 else -1, self._pointer)
            self.refresh()
        elif event.type == pygame.MOUSEMOTION:
            self._moved(event)
        elif event.type == pygame.MOUSEBUTTONDOWN:
            self._pressed(event)
        elif event.type == pygame.MOUSEBUTTONUP:
            self._released(event)

    def _moved(self, event: pygame.Event) -> None:
        if event.buttons[1] or event.buttons[2]:
            self._dragging = self._dragging or abs(event.rel[0]) + abs(event.rel[1]) > 2
            self.field.pan(-event.rel[0], -event.rel[1])
            self.refresh()
        elif event.buttons[0] and self.field.on_minimap(event.pos):
            self.field.minimap_to(event.pos)
            self.refresh()
        elif self.field.hover(event.pos):
            self.refresh()

    def _pressed(self, event: pygame.Event) -> None:
        self._dragging = False
        if event.button == 1 and self.field.on_minimap(event.pos):
            self.field.minimap_to(event.pos)
            self.refresh()
        elif event.button == 1:
            self._clicked(event)

    def _clicked(self, event: pygame.Event) -> None:
        here = self.field.hex_under(event.pos)
        if here < 0:
            return
        if self._replaying:
            self._end_film()
        self.desk.click(here, follow=self.window.shift)
        self.update()

    def _released(self, event: pygame.Event) -> None:
        """The right button cancels, unless it moved the map."""
        if event.button == 3 and not self._dragging:
            self.desk.cancel()
            self.update()
        self._dragging = False

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what is known of the hex under the pointer, for the selected unit."""
        here = self.field.hex_under(at)
        if here < 0 or self.field.on_minimap(at):
            return ""
        view, unit = self.desk.view, self.desk.selected
        lines = [words.where(view, here), *words.ground_lines(view, here)[:2]]
        if unit is not None and unit.faction == self.desk.viewer:
            lines.append(words.move_line(view, unit, here))
            cost = self.desk.reachable().get(here)
            if cost is not None:
                lines.append(f"Reached for {words.half_points(cost)} points")
        lines += [
            f"{one.name} ({one.type.attack}-{one.type.defence}, {one.steps}/{one.type.steps})"
            for one in view.units_at(here)
        ]
        return "\n".join(lines)

    # Menu, saves

    def menu(self) -> None:
        """Open the game menu."""
        self.ask(
            Dialog(
                self.rect,
                self.session.setting.title,
                "",
                [
                    Choice("Go on", self.answer),
                    Choice("Save or load", lambda: (self.answer(), self.open_saves())),
                    Choice("Replay the others' moves", lambda: (self.answer(), self.replay())),
                    Choice(
                        "Rules and keys", lambda: (self.answer(), self.window.push(HelpScreen(self.window)))
                    ),
                    Choice("Leave the game (it is saved)", lambda: (self.answer(), self.window.home())),
                    Choice("Quit (the game is saved)", self.window.quit),
                ],
                width=340,
                column=True,
                escape=self.answer,
            )
        )

    def quick_save(self) -> None:
        """Save under the customary name."""
        try:
            path = self.window.house.save(self.session, "Quick save")
            self.desk.say(f"Saved: {path.name}", Tone.GOOD)
        except (OSError, ValueError) as error:
            self.desk.say(f"Not saved: {error}", Tone.BAD)

    def open_saves(self) -> None:
        """Open the list of saves."""
        self.window.push(SavesScreen(self.window, self._switch, self.session))

    def _switch(self, session: Session) -> None:
        self.window.home()
        self.window.push(BattleScreen(self.window, session))

    def notice(self, text: str) -> None:
        """Say something on the strip."""
        self.desk.say(text)
        self.update()

    def ask_quit(self) -> None:
        """Every order has been written to the journal, so closing loses nothing."""
        self.window.quit()


SCROLLS = {
    Command.LEFT: (-1, 0),
    Command.RIGHT: (1, 0),
    Command.UP: (0, -1),
    Command.DOWN: (0, 1),
}
REPLAY_KEYS = {
    Command.CANCEL: "skip",
    Command.CONFIRM: "skip",
    Command.DONE: "pause",
    Command.LEFT: "back",
    Command.RIGHT: "forward",
    Command.UP: "speed",
}


def _names(units: list) -> str:
    names = ", ".join(unit.name for unit in units[:4])
    return names + (" …" if len(units) > 4 else "")
