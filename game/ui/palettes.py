"""The palettes as data: what each changes of the theme, and the colours that it gives the factions.

Scenarios name a faction's colour; a palette may show it otherwise, so that no two factions look alike, also
to those who see fewer colours. `tests/test_ui_palettes.py` measures how far apart they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
_usual: dict[str, object] = {}
_painted: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Palette:
    """`factions` shows the colours written in scenarios; `theme` replaces constants of the theme by name."""

    factions: Mapping[str, str]
    theme: Mapping[str, object] = field(default_factory=dict)


STANDARD = Palette(factions={"#B08B57": "#8F836A", "#6A1B4D": "#68265A", "#EC95A6": "#EC95A6"})

SOFT = Palette(
    factions={
        "#D55E00": "#CC7432", "#1A1A1A": "#2B2B2E", "#F0E442": "#EDD571", "#0072B2": "#4881AA",
        "#0B5D3B": "#225E3B", "#56B4E9": "#7AB1EE", "#F5F5F5": "#EFEBE0", "#6A1B4D": "#7D3669",
        "#B08B57": "#8C7C67", "#EC95A6": "#D398AC",
    },
    theme={
        "GROUND": {
            "desert": (233, 224, 200), "rough": (220, 206, 178), "escarpment": (208, 190, 160),
            "sabkha": (240, 236, 226), "valley": (190, 203, 160), "mountain": (198, 188, 162),
            "town": (227, 217, 194), "city": (220, 210, 190), "field": (227, 217, 192),
            "lake": (160, 192, 206),
        },
        "GRAVEL": (217, 208, 186), "WASH": (242, 235, 214), "STRAND": (242, 236, 214),
        "SHORE": (112, 148, 168), "DEEP": (136, 174, 194), "RIVER": (118, 162, 188),
        "RIVER_EDGE": (88, 126, 152), "BANK": (208, 210, 172), "PAVED": (190, 106, 86),
        "PAVED_EDGE": (120, 84, 72), "CONTROL_ALPHA": 66, "CONTROL_ALPHA_DARK": 50,
    },
)  # fmt: skip

CONTRAST = Palette(
    factions={
        "#D55E00": "#F36D17", "#1A1A1A": "#000000", "#F0E442": "#FFF02A", "#0072B2": "#0050C8",
        "#0B5D3B": "#10583C", "#56B4E9": "#44DDFA", "#F5F5F5": "#FFFFFF", "#6A1B4D": "#7A0A5A",
        "#B08B57": "#786525", "#EC95A6": "#F793B8",
    },
    theme={
        "BACKDROP": (0, 0, 0), "PANEL": (10, 11, 13), "PANEL_HEAD": (24, 27, 31),
        "PANEL_EDGE": (150, 152, 154), "PANEL_SUNK": (0, 0, 0), "TEXT": (255, 255, 255),
        "TEXT_DIM": (222, 220, 214),
        "TEXT_FAINT": (190, 188, 182), "ACCENT": (255, 190, 84), "GOOD": (150, 222, 122),
        "BAD": (255, 128, 116), "WARN": (255, 206, 86), "LINK": (140, 206, 250), "BUTTON": (40, 45, 51),
        "BUTTON_HOVER": (70, 78, 86), "BUTTON_DOWN": (20, 23, 26), "ROW_CHOSEN": (96, 70, 24),
        "GROUND": {
            "desert": (246, 238, 214), "rough": (224, 200, 156), "escarpment": (206, 172, 120),
            "sabkha": (255, 255, 255), "valley": (160, 196, 110), "mountain": (186, 160, 116),
            "town": (240, 230, 206), "city": (232, 222, 200), "field": (240, 230, 200),
            "lake": (116, 178, 214),
        },
        "GRAVEL": (236, 226, 200), "GRID_INK": (112, 94, 62), "GRID_INK_FAR": (140, 122, 88),
        "RIVER": (42, 116, 180), "RIVER_EDGE": (12, 62, 112), "PAVED": (206, 30, 20),
        "PAVED_EDGE": (60, 10, 6), "NAME": (0, 0, 0), "NAME_MINOR": (0, 0, 0), "NAME_HALO": (255, 255, 255),
        "CONTROL_ALPHA": 100, "CONTROL_ALPHA_DARK": 84,
    },
)  # fmt: skip

PALETTES: dict[str, Palette] = {"standard": STANDARD, "soft": SOFT, "contrast": CONTRAST}


def replace_colours(name: str, theme: dict[str, object]) -> None:
    """Put the colours of a palette in the place of another's, and forget every picture in the old ones."""
    theme.update(_usual)
    changed = PALETTES[name].theme
    _usual.update({one: theme[one] for one in changed if one not in _usual})
    theme.update(changed)
    for forget in _painted:
        forget()


def painted(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that remembers pictures like `lru_cache`, until the palette changes."""

    def remembering(paint: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=maxsize)(paint)
        _painted.append(kept.cache_clear)
        return cast(Callable[P, T], kept)

    return remembering
