"""The list of saved games, and saving under a name."""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import Rect

from game.model.tongue import t
from game.session import Session
from game.ui import theme
from game.ui.house import SaveEntry
from game.ui.kit.basic import Button, Label
from game.ui.kit.entry import TextEntry
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.theme import px
from game.ui.window import Window


class SavesScreen(Screen):
    """Load a game; with a session given, also save it under a name."""

    def __init__(
        self, window: Window, opened: Callable[[Session], None], session: Session | None = None
    ) -> None:
        super().__init__(window)
        self._opened = opened
        self._session = session
        self.entries: list[SaveEntry] = window.house.saves()
        self.chosen = 0 if self.entries else -1
        self.loading = False

    def layout(self) -> None:
        """Put the list in the middle of the window."""
        rect = Rect(0, 0, min(self.rect.width - px(40), px(900)), min(self.rect.height - px(40), px(660)))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        pad, high = 2 * px(theme.PAD), px(34)
        inner = rect.width - 2 * pad
        title = t("Save and load") if self._session else t("Load a game")
        panel.add(Label(Rect(pad, pad, inner, px(34)), title, theme.FONT_HEAD, theme.ACCENT, bold=True))
        top = pad + px(44)
        if self._session is not None:
            self._add_saving(panel, Rect(pad, top, inner, high))
            top += high + px(14)
        bottom = rect.height - pad - high
        if not self.entries:
            empty = t("There is no saved game yet. Every game is also saved by itself after each order.")
            panel.add(Label(Rect(pad, top, inner, px(60)), empty, colour=theme.TEXT_DIM))
        self._list = ListBox(
            Rect(pad, top, inner, bottom - top - px(14)), self._rows(), self._choose, self.chosen, 34
        )
        if self.entries:
            panel.add(self._list)
            panel.focus(self._list)
        panel.add(Button(Rect(pad, bottom, px(140), high), t("Back"), self.window.pop, t("Esc")))
        self._load_button = Button(
            Rect(rect.width - pad - px(200), bottom, px(200), high),
            t("Load"),
            self.load,
            t("Enter"),
            primary=True,
            enabled=bool(self.entries),
        )
        panel.add(self._load_button)
        self.panels = [panel]

    def _add_saving(self, panel: Panel, row: Rect) -> None:
        self._name = TextEntry(
            Rect(row.left, row.top, row.width - px(180), row.height),
            "My game",
            accept=_fit_for_a_name,
            done=lambda text: self.save(),
        )
        panel.add(self._name)
        panel.add(
            Button(
                Rect(row.right - px(170), row.top, px(170), row.height),
                t("Save under this name"),
                self.save,
            )
        )

    def _rows(self) -> list[Row]:
        return [
            Row(
                t("{title} · saved by itself", title=entry.title) if entry.auto else entry.title,
                entry.problem or entry.detail,
                theme.BAD if entry.problem else theme.TEXT,
            )
            for entry in self.entries
        ]

    def _choose(self, index: int) -> None:
        self.chosen = index

    def save(self) -> None:
        """Save the running game under the typed name."""
        assert self._session is not None
        try:
            self.window.house.save(self._session, self._name.text.strip() or "My game")
        except (OSError, ValueError) as error:
            self._tell(t("The game could not be saved"), str(error))
            return
        self.entries = self.window.house.saves()
        self.chosen = 0
        self.layout()
        self.refresh()

    def load(self) -> None:
        """Play the chosen save again in a thread, and show it."""
        if self.loading or not 0 <= self.chosen < len(self.entries):
            return
        entry = self.entries[self.chosen]
        self.loading = True
        self._load_button.set(t("Loading…"), enabled=False)
        self.window.work(lambda: self.window.house.load(entry.path, self._progress), self._loaded)

    def _progress(self, done: int, whole: int) -> None:
        if whole and done % max(1, whole // 20) == 0:
            self.window.call(lambda: self._load_button.set(t("Loading… {what} %", what=100 * done // whole)))

    def _loaded(self, result: tuple[Session, str] | Exception) -> None:
        self.loading = False
        self._load_button.set(t("Load"), enabled=True)
        if isinstance(result, Exception):
            self._tell(t("This save cannot be loaded"), str(result))
            return
        session, note = result
        self._opened(session)
        if note:
            self.window.screen.notice(note)

    def _tell(self, title: str, text: str) -> None:
        self.ask(Dialog(self.rect, title, text, [Choice(t("Close"), self.answer)]))

    def keyed(self, event: pygame.Event) -> None:
        """Enter loads, Esc goes back."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.load()
        elif event.key == pygame.K_ESCAPE:
            self.window.pop()


def _fit_for_a_name(char: str) -> bool:
    """A save's name becomes a file's name: letters, digits, space, dash and underscore do everywhere."""
    return char.isalnum() or char in " -_"
