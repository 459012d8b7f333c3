"""What every widget can do, and the panel that holds widgets on one cached surface."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import pygame

from game.ui import theme
from game.ui.theme import Colour, px

At = tuple[int, int] | None
"""Where the pointer is in the panel's coordinates; None for events that have no place."""

POINTER = (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL)


class Widget:
    """Something in a panel. `tip` is what the pointer resting on it shows."""

    focusable = False
    writes = False
    """Whether it takes letters while it has the keyboard."""

    def __init__(self, rect: pygame.Rect, tip: str = "") -> None:
        self.rect = rect
        self.tip = tip
        self.hovered = False
        self.focused = False
        self.visible = True
        self.home: Panel | None = None
        """The panel that holds it."""
        self.changed: Callable[[], None] = lambda: None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw onto the panel's surface."""

    def take(self, event: pygame.Event, at: At) -> bool:
        """Take an event; True when nobody else should have it."""
        return False

    def hover(self, inside: bool) -> None:
        """Learn whether the pointer is over the widget."""
        if inside != self.hovered:
            self.hovered = inside
            self.changed()

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what the pointer resting at a point should show."""
        return self.tip

    def walk(self, by: int) -> bool:
        """Move the keyboard on inside the widget; False when it should go on to the next one."""
        return False


class Panel:
    """Widgets on one surface that is drawn again only when dirty."""

    def __init__(
        self,
        rect: pygame.Rect,
        widgets: Sequence[Widget] = (),
        ground: Colour | Literal["panel"] | None = "panel",
        border: bool = False,
    ) -> None:
        self.rect = rect
        self.ground = ground
        self.border = border
        self.dirty = True
        self.visible = True
        self.tabs = True
        self.refer: Callable[[str], None] | None = None
        """Opens the book at an article; without it rule numbers lead nowhere."""
        self.drawings = 0
        self.widgets: list[Widget] = []
        self._lost: tuple[str, int] | None = None
        """What had the keyboard when the panel was emptied: its name, and its place among such."""
        self._surface = _canvas(rect.size, ground)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: Widget) -> Widget:
        """Put a widget into the panel and return it."""
        widget.changed, widget.home = self.invalidate, self
        self.widgets.append(widget)
        self.dirty = True
        return widget

    def resize(self, rect: pygame.Rect) -> None:
        """Give the panel another place and size."""
        if rect.size != self.rect.size:
            self._surface = _canvas(rect.size, self.ground)
        self.rect = rect.copy()
        self.dirty = True

    def clear(self) -> None:
        """Take all widgets out; what is put in next may get the keyboard that one of them had."""
        stops = [w for w in self.widgets if w.focusable]
        held = next((at for at, widget in enumerate(stops) if widget.focused), None)
        if held is not None:
            self._lost = name_of(stops[held]), held
        self.widgets.clear()
        self.dirty = True

    def invalidate(self) -> None:
        """Have the panel drawn again before the next frame."""
        self.dirty = True

    def draw(self, target: pygame.Surface) -> None:
        """Copy the panel to the window, drawing it first if it changed."""
        if not self.visible:
            return
        if self.dirty:
            self._render()
        target.blit(self._surface, self.rect)

    def _regain(self) -> None:
        """Give the keyboard back to what had it before the panel was filled anew."""
        lost, self._lost = self._lost, None
        stops = [w for w in self.widgets if w.focusable and w.visible]
        if lost is None or not stops or any(widget.focused for widget in stops):
            return
        again = next((w for w in stops if name_of(w) == lost[0]), stops[min(lost[1], len(stops) - 1)])
        self.focus(again)

    def _render(self) -> None:
        self._regain()
        ground = theme.PANEL if self.ground == "panel" else self.ground
        self._surface.fill((0, 0, 0, 0) if ground is None else ground)
        if self.border:
            pygame.draw.rect(self._surface, theme.PANEL_EDGE, self._surface.get_rect(), 1)
        self.paint(self._surface)
        for widget in self.widgets:
            if widget.visible:
                widget.draw(self._surface)
        self.dirty = False
        self.drawings += 1

    def paint(self, surface: pygame.Surface) -> None:
        """Draw what lies under the widgets; panels of their own kind override this."""

    def local(self, event: pygame.Event) -> At:
        """Return where an event happened, in the panel's coordinates."""
        if not hasattr(event, "pos"):
            return None
        return event.pos[0] - self.rect.left, event.pos[1] - self.rect.top

    def take(self, event: pygame.Event) -> bool:
        """Offer an event to the widgets; a panel also swallows presses on its own ground."""
        if not self.visible:
            return False
        at = self.local(event)
        self._regain()
        if event.type == pygame.MOUSEMOTION:
            self._hover(at)
        if event.type == pygame.KEYDOWN and self.tabs and self._focus_key(event):
            return True
        taken = any(w.take(event, at) for w in reversed(self.widgets) if w.visible)
        inside = at is not None and self._surface.get_rect().collidepoint(at)
        return taken or (inside and event.type in POINTER)

    def tip_at(self, pos: tuple[int, int]) -> str:
        """Return the tooltip for a point of the window, empty when there is none."""
        if not (self.visible and self.rect.collidepoint(pos)):
            return ""
        at = pos[0] - self.rect.left, pos[1] - self.rect.top
        under = (w for w in reversed(self.widgets) if w.visible and w.rect.collidepoint(at))
        return next((tip for w in under if (tip := w.tip_at(at))), "")

    def _hover(self, at: At) -> None:
        for widget in self.widgets:
            widget.hover(at is not None and widget.visible and widget.rect.collidepoint(at))

    def _focus_key(self, event: pygame.Event) -> bool:
        stops = [w for w in self.widgets if w.focusable and w.visible]
        if event.key != pygame.K_TAB or not stops:
            return False
        step = -1 if event.mod & pygame.KMOD_SHIFT else 1
        if any(w.focused and w.walk(step) for w in stops):
            return True
        here = next((i for i, w in enumerate(stops) if w.focused), -1 if step == 1 else 0)
        self.focus(stops[(here + step) % len(stops)])
        return True

    def focus(self, chosen: Widget) -> None:
        """Give a widget the keyboard."""
        for widget in self.widgets:
            widget.focused = widget is chosen
        self.dirty = True

    def blur(self) -> None:
        """Take the keyboard from whichever widget has it."""
        self._lost = None
        for widget in self.widgets:
            self.dirty = self.dirty or widget.focused
            widget.focused = False


def name_of(widget: Widget) -> str:
    """Return what a widget is known by when its panel is filled anew."""
    return str(getattr(widget, "name", "") or getattr(widget, "text", ""))


def _canvas(size: tuple[int, int], ground: Colour | str | None) -> pygame.Surface:
    """Return a surface that blits fast where it can be opaque."""
    if ground is None:
        return pygame.Surface(size, pygame.SRCALPHA)
    surface = pygame.Surface(size)
    return surface.convert() if pygame.display.get_surface() else surface


def padded(rect: pygame.Rect) -> pygame.Rect:
    """Return a rectangle less the customary padding."""
    return rect.inflate(-2 * px(theme.PAD), -2 * px(theme.PAD))
