"""Every number of taste: colours, sizes, fonts, faction looks. Nothing here decides a rule.

Sizes are in pixels at UI scale 1; `px` turns them into pixels on this screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui import palettes
from game.ui.palettes import painted

Colour = tuple[int, int, int]
Alpha = tuple[int, int, int, int]

# Palettes -----------------------------------------------------------------------------------------
PALETTES = tuple(palettes.PALETTES)
_palette = PALETTES[0]


def set_palette(name: str) -> None:
    """Draw everything in the colours of another palette from now on; an unknown name changes nothing."""
    global _palette
    if name not in PALETTES or name == _palette:
        return
    _palette = name
    palettes.replace_colours(name, globals())


def palette() -> str:
    """Return the name of the palette that things are drawn in."""
    return _palette


# The interface ------------------------------------------------------------------------------------
BACKDROP: Colour = (20, 22, 24)
PANEL: Colour = (32, 36, 40)
PANEL_HEAD: Colour = (43, 49, 54)
PANEL_EDGE: Colour = (66, 73, 78)
PANEL_SUNK: Colour = (24, 27, 30)
TEXT: Colour = (236, 230, 216)
TEXT_DIM: Colour = (180, 175, 161)
TEXT_FAINT: Colour = (156, 152, 141)
ACCENT: Colour = (226, 166, 84)
ACCENT_DARK: Colour = (140, 98, 42)
GOOD: Colour = (132, 184, 112)
BAD: Colour = (240, 124, 112)
WARN: Colour = (232, 180, 78)
LINK: Colour = (126, 182, 214)
STAFF: Colour = (120, 214, 236)
"""The sign of fronts that machines lead."""
BUTTON: Colour = (56, 63, 69)
BUTTON_HOVER: Colour = (72, 81, 88)
BUTTON_DOWN: Colour = (42, 47, 52)
SHADE: Alpha = (8, 9, 10, 170)

RADIUS = 5
GAP = 8
PAD = 10
ROW = 24
BUTTON_HEIGHT = 30

FONT_SMALL = 13
FONT_BODY = 15
FONT_LARGE = 18
FONT_HEAD = 22
FONT_TITLE = 34

# The layout of the battle screen, for windows of up to WIDE pixels and above -----------------------
WIDE = 1600
TOP_BAR = (32, 40)
RIGHT_COLUMN = (300, 380)
BOTTOM_STRIP = (28, 36)
MINIMAP = (300, 200)

# UI scale -----------------------------------------------------------------------------------------
SCALES = (0.75, 4.0)
"""The least and the most of all: what the window's size asks for by itself, times what the user wants."""

ROOM = (960, 540)
"""What a screen needs at scale 1; a larger scale than leaves this much is not drawn."""

FONT_FLOOR = 13
"""Pixels below which no text of the interface is written, whatever the scale."""
_scale = 1.0


def set_ui_scale(scale: float) -> None:
    """Set the factor by which everything on the screen is multiplied."""
    global _scale
    _scale = min(max(scale, SCALES[0]), SCALES[-1])


def ui_scale() -> float:
    """Return the factor by which everything on the screen is multiplied."""
    return _scale


def fitting_scale(size: tuple[int, int], wish: float) -> float:
    """Return the scale for a window: the taller, the larger, times the wish, as far as there is room."""
    natural = 1 + max(0, size[1] - 720) / 1440
    most = min(size[0] / ROOM[0], size[1] / ROOM[1])
    return max(SCALES[0], min(natural * wish, most))


def letters(size: float) -> int:
    """Return the height of letters on this screen."""
    return max(FONT_FLOOR, px(size))


def px(size: float) -> int:
    """Return a size on this screen, at least one pixel for anything that has a size."""
    return max(1, round(size * _scale)) if size else 0


# The map ------------------------------------------------------------------------------------------
HEX_WIDTHS = (16, 24, 32, 40, 48, 64)
"""Hex widths of the six zoom levels."""

CHUNK = 256
CACHE_BYTES = 96 * 1024 * 1024
SUPERSAMPLE = 2
TABLE: Colour = (30, 29, 27)
MARGIN: Colour = (233, 222, 196)
MAP_MARGIN = 40

GROUND: dict[str, Colour] = {
    "desert": (229, 212, 170),
    "rough": (212, 189, 144),
    "escarpment": (197, 169, 123),
    "sabkha": (236, 230, 212),
    "valley": (170, 190, 122),
    "mountain": (182, 166, 126),
    "town": (219, 203, 168),
    "city": (208, 192, 164),
    "field": (221, 203, 160),
    "lake": (126, 174, 196),
}
GROUND_OTHER: Colour = (220, 206, 170)
GRAVEL: Colour = (206, 190, 158)
WASH: Colour = (240, 228, 196)
STRAND: Colour = (240, 228, 192)
RELIEF: dict[str, float] = {
    "mountain": 1.0, "escarpment": 0.8, "rough": 0.5, "desert": 0.06, "field": 0.06, "town": 0.04,
    "city": 0.03, "sabkha": 0.0, "valley": 0.0, "lake": 0.0,
}  # fmt: skip
RELIEF_OTHER = 0.06
SHORE: Colour = (72, 122, 150)
DEEP: Colour = (98, 150, 180)
RIVER: Colour = (84, 142, 178)
RIVER_EDGE: Colour = (50, 98, 132)
STREAM: Colour = (104, 158, 188)
GRID_INK: Colour = (150, 130, 94)
GRID_INK_FAR: Colour = (180, 162, 126)
LABEL_INK: Colour = (128, 106, 70)
HACHURE: Colour = (142, 112, 70)
CLIFF: Colour = (112, 78, 46)
SALT: Colour = (190, 182, 164)
PEAK_LIT: Colour = (214, 192, 154)
PEAK_SHADE: Colour = (118, 92, 68)
CROPS: tuple[Colour, ...] = (
    (150, 176, 100),
    (172, 190, 116),
    (134, 162, 92),
    (196, 190, 124),
    (160, 180, 112),
)
PALM: Colour = (88, 122, 62)
PALM_SHADE: Colour = (74, 92, 52)
BLOCK: Colour = (120, 100, 84)
BLOCK_EDGE: Colour = (84, 68, 58)
BLOCK_SHADE: Colour = (92, 76, 62)
ROOFS: tuple[Colour, ...] = (
    (196, 172, 146),
    (176, 146, 120),
    (160, 128, 106),
    (206, 188, 164),
    (148, 116, 98),
)
RUNWAY: Colour = (122, 118, 112)
RUNWAY_EDGE: Colour = (240, 236, 224)
TANK: Colour = (200, 202, 200)
TANK_LIT: Colour = (246, 246, 242)
PAVED: Colour = (198, 70, 46)
PAVED_EDGE: Colour = (84, 36, 26)
TRACK: Colour = (104, 76, 50)
TRACK_EDGE: Colour = (238, 224, 190)
BANK: Colour = (196, 198, 142)
BORDER: Colour = (122, 62, 92)
BORDER_BAND: Alpha = (150, 84, 118, 46)
BRIDGE: Colour = (40, 36, 32)
BRIDGE_DECK: Colour = (244, 238, 224)
CROSSING_DOWN: Colour = (196, 40, 32)
DERRICK: Colour = (52, 44, 36)
FLAME: Colour = (226, 108, 36)
FLAME_CORE: Colour = (252, 214, 120)
NAME: Colour = (38, 28, 20)
NAME_MINOR: Colour = (74, 58, 40)
NAME_LAND: Colour = (104, 70, 38)
NAME_WATER: Colour = (44, 92, 128)
NAME_HALO: Colour = (248, 240, 220)
REGION: dict[str, Colour] = {
    "desert": (116, 78, 36), "lake": (30, 74, 108), "valley": (44, 78, 30), "sabkha": (96, 96, 96),
}  # fmt: skip
REGION_OTHER: Colour = (64, 36, 12)
REGION_ALPHA = 165
"""The letters of deserts, ranges and lakes."""

# River widths, road widths and the like are shares of a hex's width.
RIVER_WIDTH = 0.13
STREAM_WIDTH = 0.05
PAVED_WIDTH = 0.055
TRACK_WIDTH = 0.035
BORDER_WIDTH = 0.04

FOG: Alpha = (62, 64, 74, 48)
PRESENCE: Alpha = (62, 64, 74, 22)
CONTROL_ALPHA = 80
CONTROL_ALPHA_DARK = 54
HATCH_BETWEEN = 52
"""How much of a tint is left between the lines of its hatch, of 255."""
FRONT_BANDS = ((0.26, 46), (0.16, 92), (0.075, 225))
"""Breadth and strength of the bands along a front, from the outermost to the line itself."""

# Overlays -----------------------------------------------------------------------------------------
REACH_ATTACK: Alpha = (255, 248, 190, 96)
REACH_ATTACK_EDGE: Alpha = (255, 250, 214, 220)
REACH_MOVE: Alpha = (168, 206, 232, 76)
REACH_MOVE_EDGE: Alpha = (198, 226, 244, 190)
TARGET: Alpha = (206, 44, 36, 90)
TARGET_EDGE: Alpha = (214, 40, 32, 240)
SELECTED: Colour = (255, 255, 255)
HOVER: Alpha = (255, 255, 255, 150)
PATH: Colour = (30, 70, 132)
PATH_EDGE: Colour = (250, 248, 240)
ARROW: Colour = (196, 30, 24)
ARROW_EDGE: Colour = (255, 244, 232)
ZOC: Alpha = (188, 60, 44, 70)
RING: Alpha = (70, 130, 220, 26)
RING_EDGE: Alpha = (60, 120, 216, 235)
AREA: Alpha = (90, 170, 110, 22)
AREA_EDGE: Alpha = (54, 140, 84, 225)
CONSENT: Alpha = (190, 140, 220, 20)
CONSENT_EDGE: Alpha = (150, 96, 190, 215)
POST_REACH: Alpha = (86, 180, 233, 40)
POST_EDGE: Alpha = (40, 140, 210, 225)
ROUTE: Colour = (255, 208, 72)
ROUTE_EDGE: Colour = (72, 50, 20)
GATE_OPEN: Colour = (60, 150, 84)
GATE_AID: Colour = (222, 156, 38)
GATE_CLOSED: Colour = (196, 40, 32)
GATE_INK: Colour = (255, 252, 244)
THREAT: Alpha = (150, 40, 120, 70)
SUPPLY_FULL: Alpha = (70, 148, 84, 72)
SUPPLY_STRAINED: Alpha = (228, 166, 40, 84)
SUPPLY_LINE: Colour = (38, 110, 60)
SUPPLY_CUT: Colour = (196, 40, 32)
GROUP: Alpha = (255, 214, 92, 230)
FLASH: Alpha = (255, 255, 255, 150)

# Films --------------------------------------------------------------------------------------------
SMOKE: Colour = (74, 68, 62)
SPARK: Colour = (255, 244, 196)
SHELL: Colour = (38, 30, 24)
AIRFRAME: Colour = (96, 102, 104)
TRAIL_BACK: Colour = (178, 66, 44)
TRAIL_ON: Colour = (52, 124, 70)
SCRUB = {"fight": BAD, "capture": ACCENT, "event": LINK}
"""Colours of the marks on the scrub bar."""


@dataclass(frozen=True, slots=True)
class AreaLook:
    """How an area of hexes is filled: a colour, how solid, and a pattern drawn in `ink`."""

    colour: Colour
    alpha: int
    pattern: str
    ink: Colour


LENS: dict[str, AreaLook] = {
    "strike": AreaLook((206, 62, 44), 38, "rising", (140, 16, 12)),
    "price": AreaLook((232, 146, 24), 64, "lattice", (146, 66, 0)),
    "fire": AreaLook((214, 96, 130), 45, "falling", (136, 22, 66)),
    "meet": AreaLook((124, 72, 176), 62, "rings", (72, 24, 124)),
    "risk": AreaLook((222, 152, 60), 60, "dots", (140, 70, 0)),
    "shadow": AreaLook((70, 132, 196), 37, "level", (18, 70, 140)),
    "shelter": AreaLook((64, 154, 104), 62, "plus", (8, 84, 46)),
    "pass": AreaLook((236, 208, 70), 74, "upright", (136, 104, 0)),
    "share": AreaLook((60, 186, 176), 46, "plain", (10, 110, 104)),
    "closed": AreaLook((58, 58, 64), 57, "saltire", (20, 20, 24)),
}
"""How the relations lens paints what one faction may do to another, by the names of `rules.lens.Deed`."""

ZOC_FULL = AreaLook((196, 48, 36), 62, "falling", (150, 24, 18))
ZOC_HINDERING = AreaLook((222, 160, 40), 62, "dots", (140, 88, 0))
SUPPLY_GOOD = AreaLook(SUPPLY_FULL[:3], SUPPLY_FULL[3], "plain", (20, 80, 30))
SUPPLY_WEAK = AreaLook(SUPPLY_STRAINED[:3], SUPPLY_STRAINED[3], "dots", (150, 90, 0))
THREAT_ONE = AreaLook((150, 60, 140), 64, "upright", (112, 22, 104))
THREAT_MANY = AreaLook((130, 30, 120), 104, "lattice", (84, 6, 78))
IN_TURNS = (
    AreaLook((255, 250, 190), 116, "plain", (60, 60, 30)),
    AreaLook((168, 214, 120), 104, "plain", (40, 80, 20)),
    AreaLook((86, 190, 176), 104, "plain", (10, 84, 76)),
    AreaLook((70, 128, 200), 104, "plain", (14, 52, 110)),
    AreaLook((98, 70, 170), 104, "plain", (40, 18, 96)),
)
"""Reach in one to five turns."""

BOTTLENECK: Colour = (206, 52, 12)
SUPPLY_WAY: Colour = (16, 92, 150)
"""The way of supply to the selected unit."""
WOULD_STARVE: Alpha = (226, 28, 24, 255)
WOULD_STRAIN: Alpha = (255, 176, 28, 255)

# Counters -----------------------------------------------------------------------------------------
COUNTER_SIZE = {16: 12, 24: 18, 32: 25, 40: 31, 48: 37, 64: 50}
"""Edge of a counter at each zoom level."""

SYMBOL_FILL: Colour = (250, 246, 234)
SYMBOL_INK: Colour = (22, 20, 18)
COUNTER_EDGE: Colour = (24, 22, 20)
PIP: Colour = (255, 255, 255)
STRAINED: Colour = (255, 186, 38)
OUT_OF_SUPPLY: Colour = (226, 28, 24)
DISRUPTED: Colour = (255, 214, 0)
DIG_IN: Colour = (86, 58, 30)
DONE_VEIL: Alpha = (60, 58, 54, 120)
ACTIVE_RING: Colour = (255, 236, 150)
STACK_SHIFT = 0.045
SHARED = 0.7
"""The size of counters in a hex that two factions share."""
GHOST_ALPHA = (235, 165, 115, 80)
"""How solid a contact seen 0, 1, 2, … turns ago is drawn."""


@dataclass(frozen=True, slots=True)
class FactionLook:
    """How a faction's counters and ground are drawn: `ink` is legible on `colour`, `tint` for patterns."""

    colour: Colour
    pattern: str
    ink: Colour
    tint: Colour


NEUTRAL = ("#9E9178", "plain")
"""Colour and pattern of what nobody holds."""


@painted(128)
def look(colour: str, pattern: str) -> FactionLook:
    """Return the look of a colour written #RRGGBB and a pattern's name, as the palette shows it."""
    colour = palettes.PALETTES[_palette].factions.get(colour.upper(), colour)
    red, green, blue = (int(colour.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4))
    light = luminance((red, green, blue)) > 0.26
    ink: Colour = (20, 18, 16) if light else (255, 252, 244)
    tint = mix((red, green, blue), (0, 0, 0) if light else (255, 255, 255), 0.17 if light else 0.2)
    return FactionLook((red, green, blue), pattern, ink, tint)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    red, green, blue = (float((part / 255) ** 2.2) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour `share` of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


# Widgets and screens ------------------------------------------------------------------------------
ROW_CHOSEN: Colour = (92, 74, 44)
TEXT_ON_ACCENT: Colour = (28, 24, 18)
LIST_ROW = 28
TOOLTIP_WIDTH = 320
TOOLTIP_MS = 250
SCROLL_LINES = 3
"""Rows that one notch of the wheel scrolls."""


def layered(layers: Sequence[Alpha]) -> Alpha | None:
    """Return the one colour that covers as the layers would, the last one on top; None for no layers."""
    if not layers:
        return None
    red, green, blue, alpha = (part / 1 for part in layers[0])
    for layer in layers[1:]:
        top, under = layer[3] / 255, alpha / 255
        cover = top + under * (1 - top)
        keep = under * (1 - top) / cover
        red, green, blue = (
            a * (1 - keep) + b * keep for a, b in zip(layer[:3], (red, green, blue), strict=True)
        )
        alpha = cover * 255
    return round(red), round(green), round(blue), round(alpha)
