"""The page of keys: every command with its keys, choosing another, settling whom a key belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.model.tongue import mark, t
from game.ui import theme
from game.ui.keycard import key_card, keys_of
from game.ui.keys import KEYMAP, Binding, Command
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.theme import px

ORDER = tuple(Command)
HINT = mark(
    "Choose a command, press Enter, then the key it shall have. In dialogs and lists Enter, Esc, Tab and the "
    "arrows always mean the same. The mouse: left selects and acts, right cancels, the wheel zooms, dragging "
    "with the middle or right button moves the map, Shift and left moves onto an own stack."
)


class KeyTable:
    """The list of commands and what is done with the chosen one."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.at = 0
        self.waiting: Command | None = None
        """The command that the next key is for."""
        self.said = ""

    @property
    def command(self) -> Command:
        """The command that is chosen in the list."""
        return ORDER[self.at]

    def fill(self, panel: Panel, room: Rect) -> None:
        """Put the list and its buttons into a panel."""
        high, gap = px(32), px(6)
        lines = len(ink.wrap(self._told(), theme.FONT_SMALL, room.width))
        tall = max(2, lines) * ink.line_height(theme.FONT_SMALL)
        told = Rect(room.left, room.bottom - high - px(10) - tall, room.width, tall)
        table = KeyList(
            Rect(room.left, room.top, room.width, told.top - px(8) - room.top),
            self._rows(),
            self._choose,
            self.at,
            self.ask,
        )
        panel.add(table)
        panel.focus(table)
        colour = theme.ACCENT if self.waiting or self.said else theme.TEXT_DIM
        panel.add(Label(told, self._told(), theme.FONT_SMALL, colour))
        x = room.left
        for text, action, primary in (
            (t("Change the key"), self.ask, True), (t("Usual key"), self.reset, False),
            (t("All keys as usual"), self.reset_all, False), (t("Print card"), self.print_card, False),
        ):  # fmt: skip
            wide = ink.width(text, theme.FONT_BODY, primary) + px(32)
            panel.add(Button(Rect(x, room.bottom - high, wide, high), text, action, primary=primary))
            x += wide + gap

    def _rows(self) -> list[Row]:
        return [
            Row(
                t(command.value).capitalize(),
                t("press a key …") if command is self.waiting else keys_of(command) or t("no key"),
                theme.TEXT if KEYMAP.is_usual(command) else theme.ACCENT,
            )
            for command in ORDER
        ]

    def _told(self) -> str:
        if self.waiting:
            return t("Press the key for: {command}. Esc keeps the present one.", command=self.waiting.value)
        return self.said or t(HINT)

    def _choose(self, index: int) -> None:
        self.at, self.said = index, ""
        self.drop()

    def ask(self) -> None:
        """Let the next key be the one of the chosen command."""
        self.waiting, self.said = self.command, ""
        self._screen.relaid()

    def drop(self) -> None:
        """Do not wait for a key any more."""
        if self.waiting is not None:
            self.waiting = None
            self._screen.relaid()

    def chosen(self, key: int, mods: int) -> None:
        """Take a key: a free one at once, another's after a question, Esc not at all."""
        command, self.waiting = self.waiting, None
        if command is None or (key == pygame.K_ESCAPE and not mods):
            self._screen.relaid()
            return
        holder = KEYMAP.holder(key, mods)
        if holder in (None, command):
            KEYMAP.bind(command, key, mods)
            self._keep(f"{Binding(key, command, mods).text()}: {command.value}.")
        else:
            self._ask_whose(command, holder, key, mods)

    def _ask_whose(self, command: Command, holder: Command, key: int, mods: int) -> None:
        name = Binding(key, command, mods).text()
        old = KEYMAP.of(command)
        gets = t("It gets {text} for it.", text=old[0].text()) if old else t("It is then without this key.")
        text = t(
            "{name} is the key of: {holder}.\nShall it be the one of: {command}?\n{gets}",
            name=name,
            holder=holder.value,
            command=command.value,
            gets=gets,
        )

        def swap() -> None:
            self._screen.answer()
            KEYMAP.swap(command, key, mods)
            self._keep(f"{name}: {command.value}.")

        def leave() -> None:
            self._screen.answer()
            self._screen.relaid()

        choices = [Choice(t("Swap"), swap), Choice(t("Leave as it is"), leave)]
        self._screen.relaid()
        self._screen.ask(Dialog(self._screen.rect, t("This key is taken"), text, choices))

    def reset(self) -> None:
        """Give the chosen command its usual keys."""
        KEYMAP.reset(self.command)
        self._keep(
            t(
                "{command}: {keys}, as usual.",
                command=t(self.command.value).capitalize(),
                keys=keys_of(self.command),
            )
        )

    def reset_all(self) -> None:
        """Give every command its usual keys."""
        KEYMAP.reset()
        self._keep(t("All keys are as usual."))

    def _keep(self, said: str) -> None:
        self.said = said
        self._screen.window.prefer(keys=KEYMAP.changes())
        self._screen.relaid()

    def print_card(self) -> None:
        """Write the card of all keys and say where it lies."""
        try:
            path = self._screen.window.house.write_card(key_card())
            self.said = t("The key card lies here, to be printed from a browser: {path}", path=path)
        except OSError as error:
            self.said = t("The key card could not be written: {error}", error=error)
        self._screen.relaid()


class KeyList(ListBox):
    """A list whose rows Enter acts on."""

    def __init__(
        self, rect: Rect, rows: list[Row], choose: Callable[[int], None], chosen: int, act: Callable[[], None]
    ) -> None:
        super().__init__(rect, rows, choose, chosen)
        self._act = act

    def _keyed(self, key: int) -> bool:
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self._act()
            return True
        return super()._keyed(key)
