"""The battle screen: what clicks, keys and other people's turns do there."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.hexgrid.coords import Hex
from game.model.events import Event
from game.model.kinds import FactionId
from game.model.tongue import t
from game.rules.account import account_of
from game.session import Session
from game.ui.controls import Tone
from game.ui.deeds import Deeds, deeds_at, game_deeds, layer_deeds, panel_deeds
from game.ui.keys import REPLAY_KEYS, SCROLLS, STEPS, Command, command_of
from game.ui.kit import focus
from game.ui.kit.modal import Choice, Dialog
from game.ui.screens.battle_view import BattleView
from game.ui.screens.ending import EndingScreen
from game.ui.screens.pin import PinScreen
from game.ui.sentry import turn_sentry, wake_sentries
from game.ui.theme import px
from game.ui.thought import give_collector_all, spare_collector
from game.ui.turns import Heard
from game.ui.watch import FILMED_MS
from game.ui.window import Window

SCROLL = 96


class BattleScreen(BattleView):
    """A running game as one person sees it."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window, session)
        self._started = False
        self._ending_shown = False

    def _heard(self) -> Heard:
        return Heard(
            self._curtain, self._person, self._machine, self._waiting, self._ended, self._failed,
            lambda done: self.staff.acted(done), lambda: self.handover.veil(),
        )  # fmt: skip

    def opened(self) -> None:
        """Begin, or come back from another screen."""
        if not self._started:
            self._started = True
            spare_collector()
            self._go_home()
            self.turns.advance()
        self.update()

    def closed(self) -> None:
        """The game is left: nobody waits for a machine's thought, and the save is let go."""
        self.turns.stop()
        if self.session.journal is not None:
            self.session.journal.close()
        self.hindsight.forget()
        give_collector_all()

    # Turns

    def _ordered(self, events: tuple[Event, ...]) -> None:
        """A person's order was carried out: show it, or go on when his impulse has ended."""
        if self.desk.commanding:
            self._told = account_of(self.desk.view, events)
            self.cinema.show_own(self.desk.view, events)
            self.update()
        else:
            self.cinema.parted(self.desk.view)
            self.desk.select(None)
            self.open("")
            self.turns.advance()

    def _curtain(self, person: tuple[FactionId, ...], ready: Callable[[], None]) -> None:
        """Nobody sees what is another person's: the screen is covered until that person sits before it."""
        self.handover.curtain(person, ready)

    def _person(self, faction: FactionId) -> None:
        """A person's impulse begins: he is shown what the others did since his last one."""
        if faction != self.desk.viewer:
            self._clear_desk()
        self.desk.viewer = faction
        self.hindsight.seat(faction)
        self.desk.select(None)
        self.desk.done.clear()
        wake_sentries(self.desk)
        self.cinema.end()
        name = self.session.setting.factions[faction].name
        self.desk.say(
            t("{name}, turn {turn}: your impulse.", name=name, turn=self.session.state.turn), Tone.GOOD
        )
        self._go_home()
        self.sound.play("bell")
        if not self.desk.view.talks:
            self.cinema.open_turn(self.desk.view, self.turns.seated)
        elif self._open != "affairs":
            self.open("affairs")
        self.update()

    def _clear_desk(self) -> None:
        """Leave nothing on the screen of what another person did there."""
        self._told, self._open, self.dialog = None, "", None
        self.field.centre_on(len(self.session.setting.board.grid) // 2)
        self.layout()

    def _machine(self, events: tuple[Event, ...]) -> None:
        """A machine gave an order: the map is drawn anew if the person saw anything of it; one who watches is
        shown it as it is carried out, where he has the time."""
        if not events:
            return
        if self.turns.watched and self.turns.pace.delay_ms >= FILMED_MS:
            self.cinema.show_own(self.desk.view, events)
        self.update()

    def _waiting(self, faction: FactionId) -> None:
        name = t("{faction} moves ", faction=self.session.setting.factions[faction].name)
        dots = self.desk.message.count("·") % 5 + 1 if self.desk.message.startswith(name) else 1
        self.desk.say(name + "·" * dots, Tone.WARN)
        if dots == 1:
            self.update()
        self.strip.show(self.desk.message, self.desk.tone.value, self.desk.layers | {self._open})
        self._show_thinking()

    def _failed(self, note: str) -> None:
        self.desk.say(note, Tone.BAD)

    def _ended(self) -> None:
        self.handover.lift()
        self.desk.say(t("The game is over."), Tone.GOOD)
        self.update()
        if not self._ending_shown:
            self._ending_shown = True
            self.window.push(EndingScreen(self.window, self.session, self._reasons, self.recorder.annals))

    def _reasons(self) -> None:
        """Come back from the ending to what the machines said of their moves."""
        self.window.pop()
        self.staff.page = "reasons"
        if self._open != "staff":
            self.open("staff")
        self.update()

    def _undo(self) -> None:
        self.cinema.end()
        self.desk.undo()
        self.update()

    # Events

    def keyed(self, event: pygame.Event) -> None:
        """Carry out the command of a key."""
        command = command_of(event)
        if command is None:
            return
        self._go_on()
        if self.cinema.replaying and command in REPLAY_KEYS:
            self.cinema.steer(REPLAY_KEYS[command])
        elif command in SCROLLS:
            dx, dy = SCROLLS[command]
            self.field.pan(px(SCROLL) * dx, px(SCROLL) * dy)
            self.refresh()
        elif command in STEPS:
            self.cursor.move(STEPS[command], self.desk.hex)
        else:
            self._command(command)

    def _go_on(self) -> None:
        """Skip the film of an own order; without one, take the card of what it brought away."""
        if not self.cinema.skip_own():
            self._told = None

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
            **self.inquiry.deeds(),
            Command.STACK: self.desk.cycle_stack,
            Command.CANCEL: self._cancel,
            Command.CONFIRM: self._confirm,
            Command.HOME: self._home,
            Command.ZOOM_IN: lambda: self.field.zoom(1),
            Command.ZOOM_OUT: lambda: self.field.zoom(-1),
            Command.REPLAY: self.replay,
            Command.HINDSIGHT: lambda: self.hindsight.show(self.desk.viewer),
            Command.SOUND: self._turn_sound,
            Command.FRONT: self.staff.toggle_selected,
            **self.coaching.deeds(),
            **(self._watch_deeds() if self.turns.watched else {}),
        }

    def _watch_deeds(self) -> Deeds:
        """Return what the one who watches machines may do."""
        pace, again = self.turns.pace, self.turns.again

        def after(change: Callable[[], object]) -> Callable[[], None]:
            def act() -> None:
                change()
                again()
                self.update()

            return act

        return {
            Command.DONE: after(pace.turn),
            Command.NEXT: after(pace.step),
            Command.PREVIOUS: after(lambda: pace.step(self.session.active)),
            Command.TURN_BEFORE: after(lambda: pace.faster(-1)),
            Command.TURN_AFTER: after(lambda: pace.faster(1)),
            Command.FRONT: after(self._other_eyes),
        }

    def _other_eyes(self) -> None:
        """Watch through the eyes of the next faction; behind the last through all, after a question."""
        order, eyes = self.session.setting.order, self.desk.eyes
        at = order.index(self.desk.viewer)
        if eyes.all_seeing:
            eyes.all_seeing, self.desk.viewer = False, order[0]
        elif at + 1 < len(order):
            self.desk.viewer = order[at + 1]
        else:
            self._ask_to_see_all()

    def _ask_to_see_all(self) -> None:
        """Nothing is hidden any more from one who says so."""

        def see() -> None:
            self.answer()
            self.desk.eyes.all_seeing = True
            self.update()

        def first() -> None:
            self.answer()
            self.desk.viewer = self.session.setting.order[0]
            self.update()

        text = t("Nothing will be hidden from you any more: units, depots and ground of every faction.")
        choices = [Choice(t("See everything"), see), Choice(t("The first faction's eyes"), first)]
        self.ask(Dialog(self.rect, t("All eyes"), text, choices))

    def _turn_sound(self) -> None:
        """Turn the sound off, or on as loud as it was."""
        kept = self.window.settings
        self.window.prefer(volume=0 if kept.volume else kept.loud)
        self.desk.say(self.sound.turned())

    def _own_turn(self) -> Deeds:
        """Return what can be done in one's own impulse."""
        desk = self.desk
        return {
            **deeds_at(desk),
            Command.NEXT: lambda: self._show_unit(desk.next_unit()),
            Command.PREVIOUS: lambda: self._show_unit(desk.next_unit(-1)),
            Command.DONE: lambda: self._show_unit(desk.finish_unit()),
            Command.SENTRY: lambda: self._show_unit(turn_sentry(desk)),
            Command.UNDO: self._undo,
            Command.END: self.game_menu.ask_end,
            Command.CARD: lambda: self.open("orders"),
            Command.ACT: self.staff.act_now,
        }

    def _show_unit(self, unit: object) -> None:
        selected = self.desk.selected
        if unit is not None and selected is not None:
            self.field.reveal(selected.at)

    def _confirm(self) -> None:
        """Click where the cursor is; else carry out what is planned."""
        here = self.cursor.take_in()
        if here is not None:
            self._clicked(here)
        elif self.desk.commanding:
            self.desk.confirm()

    def _home(self) -> None:
        """Go to the headquarters, and from there to what happened last."""
        home, middle = self.desk.home(), self.field.camera.middle
        last = self.desk.last_scene()
        self.field.centre_on(last if middle == home and last is not None else home or middle)

    def _cancel(self) -> None:
        """Drop the innermost thing there is to drop; with nothing left, the menu."""
        if focus.focused(self.panels) is not None:
            focus.give(self.panels, None)
        elif self._open:
            self.open("")
        elif "lens" in self.desk.layers and not (
            self.desk.aims or self.desk.draft or self.desk.plan is not None
        ):
            self.turn_layer("lens")
        elif not self.desk.cancel() and not self.staff.escape():
            self.menu()

    def pointed(self, event: pygame.Event) -> None:
        """Take a pointer event on the map or the minimap; the cursor of the keys is in again."""
        self.cursor.take_in()
        self.pointer.take(event)

    def _clicked(self, here: Hex) -> None:
        self._go_on()
        self.cinema.end()
        self.desk.click(here, follow=self.window.shift)
        self.update()

    def _dropped(self) -> None:
        self.desk.cancel()
        self.update()

    # Menu, saves

    def replay(self) -> None:
        """Show again what the others visibly did since this faction's last impulse."""
        if not self.cinema.replay(self.desk.view, self.turns.seated):
            self.desk.say(t("Nothing of the others' moves was seen."))
            self.update()

    def menu(self) -> None:
        """Open the game menu."""
        arabic = self.window.settings.arabic_names
        names = t("Latin names on the map") if arabic else t("Arabic names on the map")
        self.game_menu.open(
            [
                (t("Replay the others' moves"), self.replay),
                (t("Replay the game so far"), lambda: self.hindsight.show(self.desk.viewer)),
                (t("How the game has gone"), self.recorder.annals),
                (t("Export the map (F12)"), self.recorder.export),
                (t("PIN of my curtain"), self._set_pin),
                (t("Staff: fronts and reasons"), lambda: self.open("staff")),
                (names, lambda: self.window.prefer(arabic_names=not arabic)),
                (t("Numbers of the hexes"), lambda: self.turn_layer("labels")),
            ]
        )

    def _set_pin(self) -> None:
        person = self.turns.seated or self.session.person_of(self.desk.viewer)
        self.window.push(PinScreen(self.window, self.session.seating, person))

    def _switch(self, session: Session) -> None:
        self.window.home()
        self.window.push(BattleScreen(self.window, session))
