"""Write the NATO symbols of the counters as SVG files beside this script: `python assets/build_symbols.py`.

Needs `pip install milsymbol`; the game itself only reads the files. All use the friendly frame, since a
counter says by colour and pattern whose it is. The SVG reader drops <text>, so letters are drawn as strokes.
"""

from __future__ import annotations

import re
from pathlib import Path

from milsymbol import Symbol

FOLDER = Path(__file__).parent / "symbols"
FRIENDLY_LAND_UNIT = "1003100000"
CODES = {
    "infantry": "1211000000",
    "motorised": "1211040000",
    "mechanised": "1211020000",
    "combined": "1210000000",
    "armour": "1205000000",
    "airborne": "1211000001",
    "air_assault": "1201000000",
    "naval_infantry": "1212000000",
    "recon": "1213000000",
    "anti_tank": "1204000000",
    "artillery": "1303000000",
    "sp_artillery": "1303010000",
    "rocket_artillery": "1303004100",
    "mortar": "1308000000",
    "air_defence": "1301000000",
    "engineer": "1407000000",
    "uav": "1219000000",
    "aviation": "1206000000",
    "supply": "1634000000",
    "transport": "1636000000",
}
LETTERED = {
    "sof": ("", "M96,84 H76 V100 H92 V116 H72 M108,118 V84 H128 M108,100 H122"),
    "hq": ("", "M72,84 V116 M72,100 H92 M92,84 V116 M108,84 H128 V116 H108 Z M120,108 L132,120"),
    "police": ("", "M68,116 V84 L82,104 L96,84 V116 M112,116 V84 H130 V100 H112"),
    "militia": ("1211000000", "M88,142 V124 L100,136 L112,124 V142"),
}
INK_WIDTH = 5


def symbol_svg(code: str) -> str:
    """Return the symbol of an entity code, its fill and ink left to the game as FILL and INK."""
    svg = str(Symbol(FRIENDLY_LAND_UNIT + (code or "0000000000"), size=100).as_svg())
    svg = re.sub(r"<text.*?</text>", "", svg)
    svg = svg.replace("rgb(128,224,255)", "FILL").replace("black", "INK")
    return svg.replace('stroke-width="3"', f'stroke-width="{INK_WIDTH}"')


def with_letters(svg: str, strokes: str) -> str:
    """Return the symbol with letters drawn over it."""
    path = f'<path d="{strokes}" stroke-width="{INK_WIDTH}" stroke="INK" fill="none"></path>'
    return svg.replace("</svg>", path + "</svg>")


def main() -> None:
    """Write every symbol."""
    FOLDER.mkdir(exist_ok=True)
    for name, code in CODES.items():
        (FOLDER / f"{name}.svg").write_text(symbol_svg(code) + "\n", encoding="utf-8")
    for name, (code, strokes) in LETTERED.items():
        (FOLDER / f"{name}.svg").write_text(with_letters(symbol_svg(code), strokes) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
