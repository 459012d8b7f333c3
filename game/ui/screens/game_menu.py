"""The menu of a running game: saves, help, replay, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.model.tongue import t
from game.session import Session
from game.ui.bookcase import Bookcase
from game.ui.controls import Tone
from game.ui.kit.modal import menu_dialog
from game.ui.panels.farewell import Farewell
from game.ui.reminders import KINDS, Reminder, reminders
from game.ui.screen import Screen
from game.ui.screens.saves import SavesScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.staffroom import Staffroom

Entry = tuple[str, Callable[[], object]]


class GameMenu:
    """What can be done about a game as a whole. `switch` goes on with another session, `go` leads to
    what was forgotten."""

    def __init__(
        self,
        screen: Screen,
        staff: Staffroom,
        switch: Callable[[Session], None],
        book: Bookcase,
        go: Callable[[Reminder], None] = lambda one: None,
    ) -> None:
        self.book, self._go = book, go
        self._screen, self._desk, self._staff, self._switch = screen, staff.desk, staff, switch

    def open(self, more: Sequence[Entry]) -> None:
        """Open the menu, with some entries of the screen's own in its middle."""
        window, session = self._screen.window, self._desk.session
        entries: list[Entry] = [
            (t("Go on"), lambda: None),
            (t("Save or load"), self.open_saves),
            *more,
            (t("Encyclopaedia and rules"), self.book.browse),
            (t("Keys"), self.book.keys),
            (t("Settings"), self.open_settings),
            (t("Leave the game (it is saved)"), window.home),
            (t("Quit (the game is saved)"), window.quit),
        ]
        self._screen.ask(menu_dialog(self._screen.rect, session.setting.title, entries, self._screen.answer))

    def ask_end(self) -> None:
        """End the impulse, after one question with what may have been forgotten."""
        if not self._desk.commanding:
            return
        window = self._screen.window
        found = reminders(self._desk.view)
        shown = [one for one in found if window.house.wish(f"remind_{one.kind}", 1)]
        show_all = self._show_all if len(shown) < len(found) else None
        answer, rect = self._screen.answer, self._screen.rect
        notes = self._staff.waiting()
        self._screen.ask(Farewell(rect, notes, shown, self._end, answer, self._see_to, self._hide, show_all))

    def _see_to(self, one: Reminder) -> None:
        """Go where something was forgotten."""
        self._screen.answer()
        self._go(one)

    def _hide(self, one: Reminder) -> None:
        """Remind of a kind no more."""
        self._screen.window.house.remember(f"remind_{one.kind}", 0)
        self.ask_end()

    def _show_all(self) -> None:
        for kind in KINDS:
            self._screen.window.house.remember(f"remind_{kind}", 1)
        self.ask_end()

    def _end(self) -> None:
        self._screen.answer()
        self._staff.end()

    def quick_save(self) -> None:
        """Save under the customary name."""
        try:
            path = self._screen.window.house.save(self._desk.session, "Quick save")
            self._desk.say(t("Saved: {path}", path=path.name), Tone.GOOD)
        except (OSError, ValueError) as error:
            self._desk.say(t("Not saved: {error}", error=error), Tone.BAD)

    def open_settings(self) -> None:
        """Open the page of settings."""
        self._screen.window.push(SettingsScreen(self._screen.window))

    def open_saves(self) -> None:
        """Open the list of saves."""
        window = self._screen.window
        window.push(SavesScreen(window, self._switch, self._desk.session))
