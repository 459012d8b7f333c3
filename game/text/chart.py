"""A small map of characters. Each hex is its force and its ground; odd rows are set in by half a hex."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId
from game.model.state import View
from game.model.tongue import listed, t, tell

GROUND = {
    "desert": ".",
    "rough": ",",
    "escarpment": "^",
    "sabkha": "_",
    "valley": '"',
    "mountain": "A",
    "town": "o",
    "city": "#",
    "field": "%",
    "lake": "~",
}
RADIUS = 6


def letters(view: View) -> dict[FactionId, str]:
    """Return a capital letter for each faction, its first that is free."""
    found: dict[FactionId, str] = {}
    for faction in view.setting.factions:
        free = (c for c in f"{faction}xyzw".upper() if c.isalpha() and c not in found.values())
        found[faction] = next(free)
    return found


def whole(view: View) -> Iterator[str]:
    """Yield the whole map, two characters a hex: who stands there, and the ground."""
    grid = view.setting.board.grid
    yield from legend(view)
    yield f"{' ' * (grid.digits + 1)}{''.join(f'{col + 1:02}'[-2:] for col in range(grid.cols))}"
    for row in range(grid.rows):
        hexes = (grid.hex_at(col, row) for col in range(grid.cols))
        cells = "".join(_force(view, here)[-1] + _ground(view, here) for here in hexes)
        yield f"{row + 1:0{grid.digits}} {' ' * (row % 2)}{cells}".rstrip()


def around(view: View, centre: Hex) -> Iterator[str]:
    """Yield the map about a hex, five characters a hex: how many of whom, the ground, who holds it."""
    grid = view.setting.board.grid
    col, row = grid.col_row(centre)
    cols = range(max(0, col - RADIUS), min(grid.cols, col + RADIUS + 1))
    yield from legend(view)
    yield "     " + "".join(f"{at + 1:0{grid.digits}}   "[:5] for at in cols)
    for at in range(max(0, row - RADIUS), min(grid.rows, row + RADIUS + 1)):
        cells = "".join(f"{_cell(view, grid.hex_at(c, at))} " for c in cols)
        yield f"{at + 1:0{grid.digits}}   {'  ' * (at % 2)}{cells}".rstrip()


def legend(view: View) -> Iterator[str]:
    """Yield what the characters mean."""
    named = letters(view)
    factions = listed(f"{letter} {tell(view.setting.factions[f].short)}" for f, letter in named.items())
    yield t(
        "Forces: {factions}; a small letter is a contact not identified or no longer seen.", factions=factions
    )
    yield (
        t(
            'Ground: . desert, , rough, ^ escarpment, _ salt, " valley, A mountain, o town, # city, % field, '
            "~ lake, - road."
        )
    )


def _cell(view: View, here: Hex) -> str:
    if here == OFF_MAP:
        return "    "
    holder = letters(view).get(view.control[here], " ").lower()
    return f"{_force(view, here)}{_ground(view, here)}{holder}"


def _force(view: View, here: Hex) -> str:
    """Return how many of whom stand in a hex, as far as is known, in two characters."""
    named, units = letters(view), view.units_at(here)
    if units:
        count = str(len(units)) if len(units) < 10 else "+"
        return count + named[units[0].faction]
    ghost = next((contact.faction for contact in view.contacts if contact.at == here), None)
    return f" {named[ghost].lower()}" if ghost else "  "


def _ground(view: View, here: Hex) -> str:
    board = view.setting.board
    sign = GROUND.get(board.terrain[here].id, "?")
    return "-" if sign in ".," and here in board.road_hexes else sign
