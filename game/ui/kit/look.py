"""Colours and measures of panels, buttons and text, all multiplied by one interface scale."""

from __future__ import annotations

Colour = tuple[int, int, int]

PANEL: Colour = (34, 32, 29)
PANEL_RAISED: Colour = (46, 43, 38)
PANEL_SUNK: Colour = (25, 23, 21)
EDGE: Colour = (78, 71, 60)
TEXT: Colour = (238, 230, 214)
TEXT_DIM: Colour = (176, 166, 148)
TEXT_FAINT: Colour = (128, 120, 106)
TEXT_DARK: Colour = (28, 25, 21)
ACCENT: Colour = (224, 172, 78)
ACCENT_DEEP: Colour = (140, 100, 40)
GOOD: Colour = (132, 186, 108)
WARN: Colour = (232, 176, 64)
BAD: Colour = (226, 102, 80)
HOVER: Colour = (62, 57, 49)
PRESSED: Colour = (90, 76, 50)
SHADE = (12, 11, 10, 170)

FONT_FLOOR = 13
SMALL, BODY, HEAD, TITLE, HERO = 13, 14, 17, 24, 40
PAD, GAP, ROW, RADIUS = 10, 6, 28, 5
TOP, RIGHT, BOTTOM = 32, 300, 28
TOOLTIP_MS = 250
TOOLTIP_WIDTH = 300
SCROLL_LINES = 3

SCALE_STEPS = (0.75, 0.9, 1.0, 1.15, 1.25, 1.5, 1.75, 2.0)


class Scale:
    """The interface scale: 1.0 at 720 lines, more on taller windows, and the user's own factor."""

    def __init__(self) -> None:
        self.factor = 1.0

    def fit(self, height: int, wish: float = 1.0) -> None:
        """Set the scale that suits a window of this height, times the user's wish."""
        natural = 1 + max(0, height - 720) / 1440
        self.factor = max(0.75, min(2.5, natural * wish))

    def __call__(self, length: float) -> int:
        return round(length * self.factor)


px = Scale()
