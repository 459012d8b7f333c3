"""Where the keyboard is: moving it among the widgets of several panels, in order or towards a side."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui.kit.widget import Panel, Widget

Stop = tuple[Panel, Widget]

SIDES = {
    pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1),
}  # fmt: skip
"""Which way the arrow keys go."""


def stops_of(panel: Panel) -> list[Stop]:
    """Return the widgets of a panel that can have the keyboard, in their order."""
    if not panel.visible:
        return []
    return [(panel, w) for w in panel.widgets if w.focusable and w.visible and getattr(w, "enabled", True)]


def focused(panels: Sequence[Panel]) -> Stop | None:
    """Return who has the keyboard; the panel that lies on top where several have it."""
    found = (stop for panel in reversed(panels) for stop in stops_of(panel) if stop[1].focused)
    return next(found, None)


def give(panels: Sequence[Panel], stop: Stop | None) -> None:
    """Give the keyboard to one widget and take it from all others; None only takes it."""
    for panel in panels:
        if stop is not None and panel is stop[0]:
            panel.focus(stop[1])
        else:
            panel.blur()


def along(panels: Sequence[Panel], step: int) -> bool:
    """Move the keyboard to the next widget of the panels that Tab walks through; False when there is none."""
    here = focused(panels)
    if here is not None and here[1].walk(step):
        return True
    ring = [stop for panel in panels if panel.tabs or (here and here[0] is panel) for stop in stops_of(panel)]
    if not ring:
        return False
    at = ring.index(here) + step if here in ring else (0 if step > 0 else -1)
    give(panels, ring[at % len(ring)])
    return True


def towards(panels: Sequence[Panel], side: tuple[int, int]) -> bool:
    """Move the keyboard to the nearest widget on one side of the present one; False when there is none."""
    here = focused(panels)
    stops = [stop for panel in panels for stop in stops_of(panel)]
    if here is None or not stops:
        return bool(stops) and along(panels, 1)
    best = min(((_far(_place(here), _place(stop), side), at) for at, stop in enumerate(stops)), default=None)
    if best is None or best[0] is INFINITE:
        return False
    give(panels, stops[best[1]])
    return True


def to_panel(panels: Sequence[Panel], step: int) -> bool:
    """Move the keyboard to the next panel with anything to use; behind the last back to the screen."""
    shown = [panel for panel in panels if stops_of(panel)]
    here = focused(panels)
    at = shown.index(here[0]) + step if here else (0 if step > 0 else len(shown) - 1)
    stop = stops_of(shown[at])[0] if 0 <= at < len(shown) else None
    give(panels, stop)
    return stop is not None


INFINITE = 1 << 30


def _place(stop: Stop) -> pygame.Rect:
    panel, widget = stop
    return widget.rect.move(panel.rect.topleft)


def _far(here: pygame.Rect, there: pygame.Rect, side: tuple[int, int]) -> int:
    """Return how far a rectangle lies on a side; one that lies aside counts as farther by much."""
    dx, dy = there.centerx - here.centerx, there.centery - here.centery
    ahead = dx * side[0] + dy * side[1]
    if side[0]:
        aside = max(0, max(here.top, there.top) - min(here.bottom, there.bottom)) + abs(dy) // 8
    else:
        aside = max(0, max(here.left, there.left) - min(here.right, there.right)) + abs(dx) // 8
    return ahead + 4 * aside if ahead > 2 else INFINITE
