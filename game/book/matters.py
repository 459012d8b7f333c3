"""Which rules matter here: of a hex, of a unit, of what was just refused, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, link
from game.book.forces import TRAIT_RULES
from game.book.library import Library
from game.hexgrid.coords import Hex
from game.model.kinds import NOBODY, RiverKind, SupplyState, ZoneKind
from game.model.state import View
from game.model.units import Unit
from game.rules.desk_hex import is_drawn, watched
from game.rules.politics.relations import hostile
from game.rules.zoc import zoc_against

HERE = "here"
"""The key of the page that is made on the spot."""
MOST = 8


class Matter(NamedTuple):
    """A rule that matters, and why."""

    why: str
    rule: str


def matters_article(
    library: Library, title: str, matters: Iterable[Matter], before: tuple[Block, ...] = ()
) -> Article:
    """Return a page of rules, each under the reason why it matters, none of them twice."""
    reasons: dict[str, list[str]] = {}
    for matter in matters:
        if matter.rule in library.rulebook.rules:
            reasons.setdefault(matter.rule, []).append(matter.why)
    blocks: list[Block] = list(before)
    for number, why in list(reasons.items())[:MOST]:
        rule = library.rulebook.rules[number]
        blocks += [Head(link(f"{number} {rule.title}", f"rule {number}"))]
        blocks += [Item(one) for one in dict.fromkeys(why) if one]
        blocks += [Para(rule.text)]
    return Article(HERE, title, "Rules that matter here", tuple(blocks))


def of_hex(view: View, here: Hex) -> Iterator[Matter]:
    """Yield what matters in a hex: politics first, then who is there, then the ground."""
    yield from _of_zones(view, here)
    yield from _of_places(view, here)
    yield from _of_hidden(view, here)
    yield from _of_others(view, here)
    yield from _of_ground(view, here)


def _of_zones(view: View, here: Hex) -> Iterator[Matter]:
    for zone in view.setting.politics.zones.values():
        if here in zone.hexes and is_drawn(view, zone.id):
            inside = f"The hex lies in {link(zone.name, f'zone {zone.id}')}."
            numbers = {ZoneKind.RING: ("9.6", "9.7"), ZoneKind.AREA: ("9.11",), ZoneKind.CONSENT: ("13.4",)}
            yield from (Matter(inside, number) for number in numbers[zone.kind])
    if here in watched(view):
        yield Matter("An observation post watches this hex.", "16.5")
    country = view.setting.board.country[here]
    if country and country not in view.setting.factions[view.faction].countries:
        leaves = any(plan.country == country for plan in view.setting.politics.leaves)
        yield Matter(
            f"It lies in {country.capitalize()}, which is not your country.", "9.9" if leaves else "9.2"
        )


def _of_places(view: View, here: Hex) -> Iterator[Matter]:
    plan = view.setting.politics
    for place in view.setting.board.places_at.get(here, ()):
        name = names.place(view, place.id)
        if place.id in view.setting.cities:
            yield from (Matter(f"{name} is a city of districts.", number) for number in ("5.1", "5.2", "5.3"))
        if place.id in plan.gates:
            yield Matter(f"{name} is a crossing to another state.", "9.10")
        if place.id in plan.fields:
            yield Matter(f"{name} is a field that pays its holder.", "14.1")
        if place.id in view.setting.pockets:
            yield Matter(f"{name} is a besieged pocket.", "7.4")
        if place.id in view.setting.assets:
            yield Matter(f"{name} counts at the end.", "12.1")
    for route in plan.routes.values():
        if here in route.hexes:
            yield Matter(f"{link(route.name, f'route {route.id}')} leads through the hex.", "14.4")


def _of_hidden(view: View, here: Hex) -> Iterator[Matter]:
    if here in view.belts:
        yield Matter("There are mines here.", "15.3")
    if here in view.cells:
        yield Matter("There are cells here.", "15.5")
    if here in view.belts or here in view.cells:
        yield Matter("What lies hidden can be swept.", "15.6")


def _of_others(view: View, here: Hex) -> Iterator[Matter]:
    if view.strangers(here):
        yield Matter("Who stands there is not identified.", "8.1")
    others = {unit.faction for unit in view.units_at(here)} - {view.faction}
    for other in sorted(others):
        if hostile(view, view.faction, other):
            yield Matter(f"An enemy stands there: {names.faction(view, other)}.", "4.1")
        else:
            stance = view.relation(view.faction, other).value
            yield Matter(f"{names.faction(view, other)} is {link(stance, f'term {stance}')} to you.", "9.1")
    if here in zoc_against(view, view.faction):
        yield Matter("The hex lies in an enemy's zone of control.", "3.1")
    holder = view.control[here]
    if holder not in (NOBODY, view.faction) and not others:
        stance = view.relation(view.faction, holder).value
        number = "2.2" if hostile(view, view.faction, holder) else "9.1"
        yield Matter(
            f"The ground is {names.faction(view, holder)}'s, {link(stance, f'term {stance}')} to you.", number
        )


def _of_ground(view: View, here: Hex) -> Iterator[Matter]:
    board = view.setting.board
    between = [
        (near, board.rivers.get((min(here, near), max(here, near)))) for near in board.grid.around[here]
    ]
    if any(kind is RiverKind.MAJOR for _, kind in between):
        yield Matter(f"A major river runs along it: see {link('crossings', 'river rivers')}.", "2.4")
    ground = board.terrain[here]
    yield Matter(f"The ground is {link(ground.name.lower(), f'terrain {ground.id}')}.", "2.1")


def of_unit(view: View, unit: Unit) -> Iterator[Matter]:
    """Yield what matters about a unit, its troubles first."""
    name = link(unit.name, f"unit {unit.type.id}")
    if unit.faction == view.faction:
        yield from _of_state(unit, name)
    if unit.disrupted:
        yield Matter(f"{name} is disrupted.", "4.10")
    if unit.dig_in:
        yield Matter(f"{name} has field works of level {unit.dig_in}.", "4.11")
    for trait in sorted(unit.type.traits):
        told = f"{name} is {link(trait, f'trait {trait}')}." if trait in TRAIT_RULES else ""
        yield from (Matter(told, number) for number in TRAIT_RULES.get(trait, ()))


def _of_state(unit: Unit, name: str) -> Iterator[Matter]:
    if unit.supply is not SupplyState.FULL:
        words = {SupplyState.STRAINED: "in strained supply", SupplyState.OUT: "out of supply"}[unit.supply]
        yield Matter(f"{name} is {words}.", "7.2")
    if unit.hungry:
        yield Matter(f"{name} has been out of supply for {names.counted(unit.hungry, 'turn')}.", "7.5")
    if not (unit.active or unit.done or unit.moved):
        yield Matter(f"{name} is not activated.", "1.1")
    if unit.active and not unit.attacked:
        yield Matter(f"{name} may move and attack.", "1.2")


def here_article(library: Library, view: View, here: Hex, unit: Unit | None) -> Article:
    """Return the page about a hex, and about the selected unit where there is one."""
    label = view.setting.board.grid.label(here)
    name = view.setting.board.name_of(here)
    title = name if here in view.setting.board.places_at else f"Hex {label}"
    near = unit is not None and unit.at == here
    about_unit = list(of_unit(view, unit)) if unit is not None else []
    about_hex = list(of_hex(view, here))
    found = [*about_unit, *about_hex] if near else [*about_hex, *about_unit]
    known = Para(f"All that is known of {link(name, f'hex {label}')}.")
    return Article(
        HERE, title, "Rules that matter here", matters_article(library, title, found, (known,)).blocks, here
    )
