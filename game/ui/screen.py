"""What every screen can do: panels, one dialog over them, a tooltip, a notice that passes."""

from __future__ import annotations

import pygame

from game.model.tongue import t
from game.ui import theme
from game.ui.keys import Command, command_of
from game.ui.kit import focus
from game.ui.kit.modal import Dialog, Tooltip
from game.ui.kit.widget import Panel, name_of
from game.ui.window import Window


class Screen:
    """One full-window picture and what can be done in it. A `sealed` one takes every key itself."""

    sealed = False

    arrows = False
    """Whether the arrow keys move the keyboard from widget to widget."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.panels: list[Panel] = []
        self.dialog: Dialog | None = None
        self.tooltip = Tooltip()
        self.pointer_at = (0, 0)
        self.last_tip = ""
        """The tooltip that was shown when a key was pressed, for whoever is asked about it."""
        self._stale = True

    @property
    def rect(self) -> pygame.Rect:
        """The window's rectangle."""
        return self.window.rect

    # To be overridden

    def layout(self) -> None:
        """Build the panels for the window's present size and scale."""

    def opened(self) -> None:
        """The screen came to the top."""

    def closed(self) -> None:
        """The screen was taken away."""

    def keyed(self, event: pygame.Event) -> None:
        """Take a key that no widget wanted."""

    def background(self, surface: pygame.Surface) -> None:
        """Draw what lies behind the panels."""
        surface.fill(theme.BACKDROP)

    def pointed(self, event: pygame.Event) -> None:
        """Take a pointer event that no panel wanted."""

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return the tooltip for a point outside the panels."""
        return ""

    def tick(self, elapsed: int) -> None:
        """Advance what moves by some milliseconds."""

    def idle(self) -> bool:
        """Do a little work ahead while nothing happens; True when there is more of it."""
        return False

    @property
    def animating(self) -> bool:
        """Whether frames must be drawn although nothing happens."""
        return False

    def ask_quit(self) -> None:
        """The user wants to close the window."""
        self.window.quit()

    def notice(self, text: str) -> None:
        """Tell the user something in passing."""

    def export(self) -> None:
        """Write a picture of what is on the screen."""
        try:
            path = self.window.house.export(self.window.surface.copy())
            self.notice(t("Picture saved: {path}", path=path))
        except OSError as error:
            self.notice(t("Not saved: {error}", error=error))

    def put_away(self) -> None:
        """The window is being minimised."""

    def dropped(self, path: str) -> None:
        """A file was dropped onto the window."""

    # Shared

    @property
    def stale(self) -> bool:
        """Whether a new frame would look different."""
        dialog = self.dialog is not None and self.dialog.dirty
        return self._stale or dialog or any(panel.dirty and panel.visible for panel in self.panels)

    def refresh(self) -> None:
        """Have a new frame drawn."""
        self._stale = True

    def paint(self, surface: pygame.Surface) -> None:
        """Draw the whole screen."""
        self.background(surface)
        for panel in self.panels:
            panel.draw(surface)
        if self.dialog is not None:
            self.dialog.draw(surface)
        self.tooltip.draw(surface)
        self._stale = False

    def take(self, event: pygame.Event) -> None:
        """Give an event to the dialog, else to the panels from the top, else to the screen."""
        if event.type == pygame.KEYDOWN:
            self.last_tip = self.tooltip.text
        if event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN) and self.tooltip.show("", (0, 0)):
            self.refresh()
        if self.dialog is not None:
            self.dialog.take(event)
            return
        if self._walked(event) or self._panels_take(event):
            return
        if event.type == pygame.KEYDOWN:
            if not (self.arrows and event.key in focus.SIDES and self._stepped(event.key)):
                self.keyed(event)
        elif event.type in (
            pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL,
        ):  # fmt: skip
            self.pointed(event)

    def _walked(self, event: pygame.Event) -> bool:
        """Tab moves the keyboard through the panels that it walks, F6 from panel to panel."""
        if event.type != pygame.KEYDOWN:
            return False
        command = command_of(event)
        if command in (Command.PANEL, Command.PANEL_BACK):
            focus.to_panel(self.panels, 1 if command is Command.PANEL else -1)
            self.refresh()
            return True
        plain = event.key == pygame.K_TAB and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT)
        return plain and focus.along(self.panels, -1 if event.mod & pygame.KMOD_SHIFT else 1)

    def _stepped(self, key: int) -> bool:
        """Move the keyboard to the next widget on the side of an arrow key."""
        self.refresh()
        return focus.towards(self.panels, focus.SIDES[key])

    def relaid(self) -> None:
        """Lay the screen out anew; the keyboard stays where it was."""
        held = focus.focused(self.panels)
        name, at = (name_of(held[1]), focus.stops_of(held[0]).index(held)) if held else ("", 0)
        index = self.panels.index(held[0]) if held else -1
        self.layout()
        if 0 <= index < len(self.panels):
            stops = focus.stops_of(self.panels[index])
            same = [stop for stop in stops if name_of(stop[1]) == name]
            near = stops[at] if at < len(stops) else None
            focus.give(self.panels, near if near in same or not same else same[0])
        self.refresh()

    def _panels_take(self, event: pygame.Event) -> bool:
        """Every panel learns where the pointer is; other events stop at the first that wants them."""
        over = list(reversed(self.panels))
        if event.type == pygame.MOUSEMOTION:
            return sum(panel.take(event) for panel in over) > 0
        return any(panel.take(event) for panel in over)

    def ask(self, dialog: Dialog) -> None:
        """Open a dialog."""
        self.dialog = dialog
        self.tooltip.show("", (0, 0))
        self.refresh()

    def answer(self) -> None:
        """Close the dialog."""
        self.dialog = None
        self.refresh()

    def typing(self, event: pygame.Event) -> bool:
        """Whether a key event is part of a text, or of a key that is being chosen, and no command."""
        panels = [self.dialog] if self.dialog is not None else self.panels
        fields = (w for panel in panels if panel.visible for w in panel.widgets if w.focused)
        letter = len(pygame.key.name(event.key)) == 1 and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT)
        return letter and any(widget.writes for widget in fields)

    def pointer_moved(self, at: tuple[int, int]) -> None:
        """Follow the pointer; a tooltip goes when it moves."""
        self.pointer_at = at
        if self.tooltip.show("", at):
            self.refresh()

    def show_tip(self) -> None:
        """Show the tooltip for what the pointer rests on."""
        at = self.pointer_at
        if self.dialog is not None:
            return
        over = next(
            (panel for panel in reversed(self.panels) if panel.visible and panel.rect.collidepoint(at)), None
        )
        text = over.tip_at(at) if over else self.tip_at(at)
        if text and self.tooltip.show(text, at):
            self.refresh()
