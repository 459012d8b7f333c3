"""Where the book is opened from: a key, a link anywhere on the screen, or what matters under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from game.book.article import Article, rules_in
from game.book.library import Library
from game.book.matters import HERE, Matter, here_article, matters_article
from game.book.odds import odds_article
from game.hexgrid.coords import Hex
from game.model.state import View
from game.model.tongue import t
from game.ui.controls import Desk
from game.ui.kit.widget import Panel, Widget
from game.ui.screen import Screen
from game.ui.screens.library import LibraryScreen
from game.ui.screens.settings import SettingsScreen

PANEL_RULES = {
    "orders": ("6.2", "6.1", "7.3", "4.4", "2.5", "1.3"),
    "objectives": ("12.1", "12.2", "12.5"),
    "units": ("1.1", "7.2"),
    "find": ("8.1",),
    "staff": ("1.1",),
    "log": ("8.2",),
}
"""What matters in the panels that quote no rule of their own."""


class Bookcase:
    """The book of a running game. `pointed` is the hex under the pointer, `unfolded` the panel that is
    open over the map."""

    def __init__(
        self, screen: Screen, desk: Desk, pointed: Callable[[], Hex | None], show: Callable[[Hex], None],
        unfolded: Callable[[], str],
    ) -> None:  # fmt: skip
        self._screen, self._desk = screen, desk
        self._pointed, self._show, self._unfolded = pointed, show, unfolded
        self._library: tuple[View, Library] | None = None
        self._last = "course"

    @property
    def library(self) -> Library:
        """The book as the person at the desk may read it just now."""
        view = self._desk.view
        if self._library is None or self._library[0] is not view:
            text = self._screen.window.house.rulebook(view.setting)
            self._library = view, Library(text, view)
        return self._library[1]

    def refer(self, key: str) -> None:
        """Open the book at an article, where there is one."""
        if self.library.article(key) is not None:
            self._open(key)

    def browse(self) -> None:
        """Open the encyclopaedia where it was last left."""
        self._open(self._last)

    def keys(self) -> None:
        """Open the page of keys."""
        self._screen.window.push(SettingsScreen(self._screen.window, "keys"))

    def here(self) -> None:
        """Open the rules that matter for what is under the pointer, selected or open."""
        page = self._page()
        if page is None:
            self._open("short")
        else:
            self._open(HERE, page)

    def _open(self, key: str, page: Article | None = None) -> None:
        window = self._screen.window
        pages = {HERE: page} if page else {}
        screen = LibraryScreen(window, self.library, key, pages, self._show, self.keys, self._left)
        window.push(screen)

    def _left(self, key: str) -> None:
        """Remember where the book was left."""
        self._last = key if key != HERE else self._last

    # What matters

    def _page(self) -> Article | None:
        """Return the page about what is being looked at, None when that is nothing in particular."""
        said = self._said()
        if said:
            return matters_article(self.library, t("The rules behind it"), said)
        if self._desk.draft is not None:
            return self._attack()
        panel = self._of_panel()
        if panel:
            return matters_article(self.library, t("The rules of this page"), panel)
        here = self._pointed()
        here = self._desk.hex if here is None else here
        if here is None:
            return None
        return here_article(self.library, self._desk.view, here, self._desk.selected)

    def _said(self) -> list[Matter]:
        """Return the rules that are quoted by the strip, by the tooltip, and by what has the keyboard."""
        texts = [self._desk.message if self._desk.tone.value in ("bad", "warn") else "", *self._tips()]
        return [Matter(text, number) for text in texts if text for number in rules_in(text)]

    def _tips(self) -> Iterator[str]:
        """Yield what is under the pointer or focused, where that is no part of the map."""
        at = self._screen.pointer_at
        over = next((one for one in _upwards(self._screen.panels) if one.rect.collidepoint(at)), None)
        if over is not None:
            yield self._screen.last_tip
        focused = (one for panel in _upwards(self._screen.panels) for one in panel.widgets if one.focused)
        yield next((one.tip for one in focused if one.tip), "")

    def _attack(self) -> Article | None:
        draft, preview = self._desk.draft, self._desk.odds()
        if draft is None or preview is None:
            return None
        return odds_article(self._desk.view, draft.order(self._desk.label(draft.target)), preview)

    def _of_panel(self) -> list[Matter]:
        """Return the rules that the panel over the map quotes, else those that it is about."""
        name = self._unfolded()
        if not name:
            return []
        over = [panel for panel in _upwards(self._screen.panels) if panel.tabs]
        found = [Matter("", number) for panel in over[:1] for number in rules_in(_words(panel.widgets))]
        return found or [Matter("", number) for number in PANEL_RULES.get(name, ())]


def _upwards(panels: Sequence[Panel]) -> Iterator[Panel]:
    """Yield the visible panels, the one on top first."""
    return (panel for panel in reversed(panels) if panel.visible)


def _words(widgets: Sequence[Widget]) -> str:
    """Return what some widgets say, tips included."""
    return "\n".join(f"{getattr(one, 'text', '')}\n{one.tip}" for one in widgets)
