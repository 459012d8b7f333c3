"""A row of the page of settings: what is set, what it does, and what it can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Label, Toggle
from game.ui.kit.widget import Panel
from game.ui.options import Option
from game.ui.theme import px

WIDEST = 150
"""Width that the button of a choice has at most."""


def row_height() -> int:
    """Return the height of a row: a title, two lines about it and some air."""
    return ink.line_height(theme.FONT_BODY) + 2 * ink.line_height(theme.FONT_SMALL) + px(8)


def add_option(
    panel: Panel, row: Rect, option: Option, now: object, choose: Callable[[object], None]
) -> None:
    """Put the title and what it does at the left, what it can be at the right."""
    left = min(px(330), row.width * 2 // 5)
    high, small = ink.line_height(theme.FONT_BODY), ink.line_height(theme.FONT_SMALL)
    panel.add(Label(Rect(row.left, row.top, left, high), option.title, bold=True))
    told = Rect(row.left, row.top + high, left, row.height - high)
    lines = ink.wrap(option.tip, theme.FONT_SMALL, left)
    text = option.tip if len(lines) * small <= told.height else ink.elide(option.tip, theme.FONT_SMALL, left)
    panel.add(Label(told, text, theme.FONT_SMALL, theme.TEXT_DIM, tip=option.tip))
    gap, x = px(5), row.left + left + px(14)
    wide = min(px(WIDEST), (row.right - x + gap) // len(option.picks) - gap)
    for pick in option.picks:
        go = partial(choose, pick.value)
        spot = Rect(x, row.top + px(4), wide, px(theme.BUTTON_HEIGHT))
        panel.add(Toggle(spot, pick.text, lambda _on, go=go: go(), on=pick.value == now))
        x += wide + gap
