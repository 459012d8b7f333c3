"""Draws up the proving ground, four armies of fifty units on a map of 64 × 64 hexes, as a scenario file.

It is nowhere on earth and nobody's war: a field of one size, supply and order of battle for all, on which the
speed of the machine players is measured, and which can be played like any other scenario.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from game.commands.asking import a_whole_number
from game.geo.projection import Bounds, Projection, frame_for

HEX_KM = 7
BOUNDS = Bounds(-2.0145, -1.7445, 2.0145, 1.7445)
"""A box on the equator that holds 64 × 64 hexes and no place of the atlas."""
BLOCK, BLOCKS = 8, 8
"""The map is made of so many blocks each way, each so many hexes wide, with a place in its middle."""
ARMIES = {
    "nw": ("North-West", "#0072B2", "plain"),
    "ne": ("North-East", "#D55E00", "bars"),
    "sw": ("South-West", "#009E73", "dots"),
    "se": ("South-East", "#CC79A7", "cross"),
}
GROUP = (("saa_mech", 0), ("saa_motor", 0), ("saa_motor", 1), ("saa_armour", 1), ("saa_battery", -1))
"""The units of one HQ, and in which column they stand, counted from its place."""
HQS = 10
GROUND = {0: "hills", 1: "mountain", 2: "irrigated", 3: "hills"}
"""What lies beside the place of a block, by its lot of seven; the rest is desert."""
Cell = tuple[int, int]


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--turns", type=a_whole_number, default=10, metavar="N", help="(default 10)")


def run(args: Namespace) -> int:
    """Print the scenario; `main.py proving > FILE` makes a file that `main.py play FILE` opens."""
    print(scenario_text(args.turns))
    return 0


def scenario_text(turns: int = 10) -> str:
    """Return the scenario file as text: JSON, which is YAML as well."""
    return json.dumps(_document(turns), indent=1)


def _document(turns: int) -> dict[str, Any]:
    return {
        "format": 1,
        "id": "proving_ground",
        "extends": "base/syria_2017",
        "title": "The proving ground",
        "summary": "Four armies of fifty units on a generated map; in the variant `two`, two against two.",
        "clock": {"start": "2017-06-10", "turn_days": 7, "turns": turns, "impulses": 2},
        "map": {"bounds": BOUNDS._asdict(), "hex_km": HEX_KM, "places": _places()},
        "atlas": _atlas(),
        "factions": {army: _faction(army) for army in ARMIES},
        "order": list(ARMIES),
        "sides": [["nw", "se"], ["ne", "sw"]],
        "camps": [[army] for army in ARMIES],
        "relations": {"default": "hostile"},
        "control": {"date": "2017-06-10", "map": {army.upper(): army for army in ARMIES}},
        "assets": {_id(cell): {"value": _value(cell), "kind": _kind(cell)} for cell in _towns()},
        "units": [unit for army in ARMIES for unit in _units(army)],
        "depots": [depot for army in ARMIES for depot in _depots(army)],
        "variants": {
            "two": {
                "title": "The proving ground, two against two",
                "relations": {"pair": [["nw", "se", "allied"], ["ne", "sw", "allied"]]},
            }
        },
    }


# --- ground ---------------------------------------------------------------------------------------


def _cells() -> Iterator[Cell]:
    """Yield the blocks, row by row."""
    return ((east, south) for south in range(BLOCKS) for east in range(BLOCKS))


def _lot(purpose: str, cell: Cell, sides: int) -> int:
    """Return a number below `sides` that is always the same for a purpose and a block."""
    return blake2b(f"{purpose}|{cell}".encode(), digest_size=4).digest()[0] % sides


def _hex(cell: Cell) -> Cell:
    """Return the column and row, from 0, of a block's place: near its middle, with room beside it."""
    east, south = cell
    return BLOCK * east + 2 + _lot("east", cell, 4), BLOCK * south + 2 + _lot("south", cell, 4)


def _label(at: Cell, beside: int) -> str:
    return f"{at[0] + beside + 1:02}{at[1] + 1:02}"


def _map() -> Projection:
    grid, frame = frame_for(BOUNDS, HEX_KM)
    return Projection(grid, frame)


def _army_of(cell: Cell) -> str:
    half = BLOCKS // 2
    return ("n" if cell[1] < half else "s") + ("w" if cell[0] < half else "e")


def _depth(cell: Cell) -> int:
    """Return how many blocks it is to the corner of the map."""
    return sum(min(n, BLOCKS - 1 - n) for n in cell)


def _id(cell: Cell) -> str:
    return f"place_{cell[0] + 1}{cell[1] + 1}"


def _is_capital(cell: Cell) -> bool:
    return _depth(cell) == 0


def _kind(cell: Cell) -> str:
    """Return what stands in a block: a city in the corners of the map, else a town or a village by turns."""
    return "city" if _is_capital(cell) else "town" if _depth(cell) % 2 == 0 else "village"


def _value(cell: Cell) -> int:
    return 5 if _is_capital(cell) else 2


def _towns() -> list[Cell]:
    return [cell for cell in _cells() if _kind(cell) != "village"]


def _places() -> dict[str, Any]:
    """Return the places: the name says which column and row of blocks they lie in."""
    ground, found = _map(), {}
    for cell in _cells():
        col, row = _hex(cell)
        lat, lon = ground.centre(ground.grid.hex_at(col, row))
        kind = _kind(cell)
        found[_id(cell)] = {
            "lat": round(lat, 4),
            "lon": round(lon, 4),
            "name": f"{kind.capitalize()} {cell[0] + 1}-{cell[1] + 1}",
            "kind": kind,
            "importance": {"city": 5, "town": 3, "village": 1}[kind],
            "country": _army_of(cell),
        }
    return found


def _atlas() -> dict[str, Any]:
    """Return what is drawn: a country a quarter, held by its army, roads, and patches of ground."""
    return {
        "borders": {"countries": {army: {"ring": _ring(*_quarter(army))} for army in ARMIES}},
        "control_2017_06_10": {"areas": {army: _held(army) for army in ARMIES}},
        "roads": {"roads": dict(_roads())},
        "terrain": {"areas": {f"ground_{_id(cell)}": area for cell, area in _patches()}},
    }


def _held(army: str) -> dict[str, str]:
    return {"code": army.upper(), "country": army}


def _quarter(army: str) -> tuple[float, float, float, float]:
    """Return south, west, north and east of an army's quarter of the map."""
    south, north = (0.0, BOUNDS.north) if army[0] == "n" else (BOUNDS.south, 0.0)
    west, east = (BOUNDS.west, 0.0) if army[1] == "w" else (0.0, BOUNDS.east)
    return south, west, north, east


def _ring(south: float, west: float, north: float, east: float) -> str:
    corners = ((south, west), (south, east), (north, east), (north, west), (south, west))
    return ", ".join(f"{lat:.4f} {lon:.4f}" for lat, lon in corners)


def _roads() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a road along each row and column of blocks, every other one from the edge paved."""
    for n in range(BLOCKS):
        row, column = [(m, n) for m in range(BLOCKS)], [(n, m) for m in range(BLOCKS)]
        for name, cells in (("row", row), ("column", column)):
            kind = "primary" if min(n, BLOCKS - 1 - n) % 2 == 0 else "track"
            stops = ", ".join(_id(cell) for cell in cells)
            yield f"{name}_{n + 1}", {"name": f"{name.capitalize()} {n + 1}", "class": kind, "path": stops}


def _patches() -> Iterator[tuple[Cell, dict[str, str]]]:
    """Yield a patch of rough, high or green ground for some of the blocks."""
    ground = _map()
    for cell in _cells():
        kind = GROUND.get(_lot("ground", cell, 7))
        if kind is not None:
            corner = BLOCK * cell[0] + _lot("left", cell, 4), BLOCK * cell[1] + _lot("top", cell, 4)
            north, west = ground.centre(ground.grid.hex_at(*corner))
            south, east = ground.centre(ground.grid.hex_at(corner[0] + 4, corner[1] + 4))
            yield cell, {"name": f"Patch {_id(cell)}", "kind": kind, "ring": _ring(south, west, north, east)}


# --- armies ---------------------------------------------------------------------------------------


def _faction(army: str) -> dict[str, Any]:
    name, colour, pattern = ARMIES[army]
    home = _id(_capital(army))
    held = sum(_value(cell) for cell in _towns() if _army_of(cell) == army)
    return {
        "name": name,
        "short": army.upper(),
        "colour": colour,
        "pattern": pattern,
        "command": {1: HQS},
        "air": {1: 4},
        "replacements": {1: 2},
        "countries": list(ARMIES),
        "capital": home,
        "sources": [home],
        "hqs": {f"{army}_{n}": f"{name} {n}" for n in range(1, HQS + 1)},
        "par": held,
    }


def _capital(army: str) -> Cell:
    return next(cell for cell in _cells() if _is_capital(cell) and _army_of(cell) == army)


def _inner(army: str) -> list[Cell]:
    """Return an army's blocks, those nearest its neighbours first."""

    def depth(cell: Cell) -> tuple[int, Cell]:
        half = BLOCKS // 2
        return min(max(half - 1 - n, n - half) for n in cell), cell

    return sorted((cell for cell in _cells() if _army_of(cell) == army), key=depth)


def _units(army: str) -> Iterator[dict[str, Any]]:
    """Yield an army: a group in each of the blocks nearest the enemy."""
    for n, cell in enumerate(_inner(army)[:HQS], 1):
        for m, (template, beside) in enumerate(GROUP, 1):
            yield {
                "id": f"{army}_{n}_{m}",
                "template": template,
                "faction": army,
                "hq": f"{army}_{n}",
                "name": f"{ARMIES[army][0]} {n}/{m}",
                "at": {"hex": _label(_hex(cell), beside)},
            }


def _depots(army: str) -> Iterator[dict[str, Any]]:
    """Yield the depots of an army: two blocks from its capital, along either road and across."""
    east, south = _capital(army)
    step = (2 if east == 0 else -2), (2 if south == 0 else -2)
    for n, (right, down) in enumerate(((1, 0), (0, 1), (1, 1)), 1):
        cell = east + right * step[0], south + down * step[1]
        yield {"id": f"{army}_depot_{n}", "name": f"Depot {n}", "faction": army, "at": _id(cell)}
