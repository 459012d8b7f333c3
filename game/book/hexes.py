"""What is known of one hex, as an article: its ground, who is in it, and the rules that matter there."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, link
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.state import View
from game.rules.desk_hex import words_of


def hex_article(view: View, label: str) -> Article | None:
    """Return the article about a hex by its printed number."""
    grid = view.setting.board.grid
    here = grid.hex_of(label)
    if here == OFF_MAP:
        return None
    name = view.setting.board.name_of(here)
    title = name if here in view.setting.board.places_at else f"Hex {label}"
    blocks = (*_ground(view, here), *_politics(view, here), *_units(view, here))
    return Article(f"hex {label}", title, "Hex", blocks, here)


def _ground(view: View, here: Hex) -> Iterator[Block]:
    ground = view.setting.board.terrain[here]
    holder = names.faction(view, view.control[here])
    yield Para(f"{link(ground.name, f'terrain {ground.id}')}, held by {holder}, as far as you know (10.1).")
    for place in view.setting.board.places_at.get(here, ()):
        yield Item(f"{names.place(view, place.id)}, {place.kind.replace('_', ' ')}")


def _politics(view: View, here: Hex) -> Iterator[Block]:
    yield from (Item(words) for words in words_of(view, here))


def _units(view: View, here: Hex) -> Iterator[Block]:
    units = view.units_at(here)
    unknown = view.strangers(here)
    if units or unknown:
        yield Head("Who is there, as far as you see")
    for unit in units:
        yield Item(f"{unit.name}, {names.unit_type(unit.type)} of {names.faction(view, unit.faction)}, "
                   f"{unit.steps} of {unit.type.steps} steps")  # fmt: skip
    if unknown:
        yield Item(f"{names.counted(unknown, 'unit')} that is not identified (8.1)")
