"""Handing the window from one person to the next: curtains, the veil over machines, files for friends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from game.model.kinds import FactionId
from game.session import Session
from game.ui.kit.modal import Tooltip
from game.ui.screens.curtain import CurtainScreen, Ways
from game.ui.staffroom import Staffroom
from game.ui.turns import Turns
from game.ui.window import Window

Person = tuple[FactionId, ...]


class Battle(Protocol):
    """The battle screen as the hand-over needs it."""

    window: Window
    session: Session
    turns: Turns
    staff: Staffroom
    tooltip: Tooltip


class Handover:
    """Covers the window before anybody else may look at it."""

    def __init__(self, screen: Battle) -> None:
        self._screen = screen

    def curtain(self, person: Person, ready: Callable[[], None]) -> None:
        """Cover the window until a person sits before it."""
        send = partial(self._send, person) if len(self._screen.session.persons()) > 1 else None
        self._hang(person, ready, Ways(send))

    def veil(self) -> None:
        """Cover the window while machines move; a faction that is lent to one may be taken back."""
        window, lent = self._screen.window, self._screen.session.seating.lent
        if window.screen.sealed:
            return
        name = self._screen.session.setting.factions[lent[0]].name if lent else ""
        recall = partial(self._recall, lent[0]) if lent else None
        self._hang((), lambda: None, Ways(None, recall, name))

    def lift(self) -> None:
        """Take the veil away."""
        if self._screen.window.screen.sealed:
            self._screen.window.pop()

    def put_away(self) -> None:
        """Cover the window that is minimised, if the user wants that."""
        window, person = self._screen.window, self._screen.turns.seated
        if person and not window.screen.sealed and window.house.wish("curtain_on_return", 0):
            self._hang(person, lambda: None, Ways())

    def _hang(self, person: Person, ready: Callable[[], None], ways: Ways) -> None:
        screen = self._screen
        session, window = screen.session, screen.window
        screen.tooltip.show("", (0, 0))
        lock = session.seating.lock_of(person)
        curtain = CurtainScreen(window, session.setting, person, session.state.turn, ready, lock, ways)
        if window.screen.sealed:
            window.replace(curtain)
        else:
            window.push(curtain)

    def _send(self, person: Person) -> str:
        """Write a file for the person who is to move, and return where."""
        return str(self._screen.window.house.send(self._screen.session, person))

    def _recall(self, faction: FactionId) -> None:
        """Take a lent faction back: its person is called."""
        self._screen.staff.take_back(faction)
