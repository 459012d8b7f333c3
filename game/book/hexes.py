"""What is known of one hex, as an article: its ground, who is in it, and the rules that matter there."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, link
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.state import View
from game.model.tongue import t, tn
from game.rules.desk_hex import words_of


def hex_article(view: View, label: str) -> Article | None:
    """Return the article about a hex by its printed number."""
    grid = view.setting.board.grid
    here = grid.hex_of(label)
    if here == OFF_MAP:
        return None
    name = view.setting.board.name_of(here)
    title = name if here in view.setting.board.places_at else t("Hex {label}", label=label)
    blocks = (*_ground(view, here), *_politics(view, here), *_units(view, here))
    return Article(f"hex {label}", title, t("Hex"), blocks, here)


def _ground(view: View, here: Hex) -> Iterator[Block]:
    ground = view.setting.board.terrain[here]
    holder = names.faction(view, view.control[here])
    terrain = link(ground.name, f"terrain {ground.id}")
    yield Para(t("{terrain}, held by {holder}, as far as you know (10.1).", terrain=terrain, holder=holder))
    for place in view.setting.board.places_at.get(here, ()):
        kind = place.kind.replace("_", " ")
        yield Item(t("{place}, {kind}", place=names.place(view, place.id), kind=kind))


def _politics(view: View, here: Hex) -> Iterator[Block]:
    yield from (Item(words) for words in words_of(view, here))


def _units(view: View, here: Hex) -> Iterator[Block]:
    units = view.units_at(here)
    unknown = view.strangers(here)
    if units or unknown:
        yield Head(t("Who is there, as far as you see"))
    for unit in units:
        yield Item(
            t(
                "{unit}, {kind} of {faction}, {steps} of {most} steps",
                unit=unit.name,
                kind=names.unit_type(unit.type),
                faction=names.faction(view, unit.faction),
                steps=unit.steps,
                most=unit.type.steps,
            )
        )
    if unknown:
        yield Item(
            tn(
                "{count} unit that is not identified (8.1)",
                "{count} units that is not identified (8.1)",
                unknown,
            )
        )
