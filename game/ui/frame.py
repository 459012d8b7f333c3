"""Where everything lies in the battle screen, for any size of window."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from game.ui import theme
from game.ui.theme import px

WIDE_SCALE = 1.25
"""The natural scale of a window of 1920×1080, for which the wide measures are given."""


@dataclass(frozen=True)
class BattleFrame:
    """The rectangles of the battle screen: bars, map, right column, and what slides over the map."""

    top: Rect
    bottom: Rect
    map: Rect
    column: Rect
    card: Rect
    minimap: Rect
    side: Rect
    orders: Rect
    replay: Rect


def battle_frame(window: Rect) -> BattleFrame:
    """Return the layout for a window: bars above and below, the column at the right, the map between."""
    wide = window.width >= theme.WIDE
    sizes = (theme.TOP_BAR, theme.RIGHT_COLUMN, theme.BOTTOM_STRIP)
    top, right, bottom = (px(size[1] / WIDE_SCALE) if wide else px(size[0]) for size in sizes)
    middle = Rect(0, top, window.width - right, window.height - top - bottom)
    tall = min(right * theme.MINIMAP[1] // theme.MINIMAP[0], middle.height * 3 // 10)
    small = Rect(middle.right, 0, right, tall)
    small.bottom = middle.bottom
    replay = _centred(middle, px(640), px(72))
    replay.bottom = middle.bottom - px(12)
    return BattleFrame(
        top=Rect(0, 0, window.width, top),
        bottom=Rect(0, window.height - bottom, window.width, bottom),
        map=middle,
        column=Rect(middle.right, top, right, middle.height),
        card=Rect(middle.right, top, right, middle.height - small.height),
        minimap=small,
        side=Rect(middle.topleft, (min(px(460), middle.width * 2 // 3), middle.height)),
        orders=_centred(middle, px(560), px(520)),
        replay=replay,
    )


def _centred(room: Rect, width: int, height: int) -> Rect:
    """Return a rectangle in the middle of another, no larger than leaves a margin."""
    margin = px(20)
    rect = Rect(0, 0, min(width, room.width - margin), min(height, room.height - margin))
    rect.center = room.center
    return rect
