"""Which rules matter here: of a hex, of a unit, of what was just refused, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, link, told
from game.book.forces import TRAIT_RULES
from game.book.library import Library
from game.hexgrid.coords import Hex
from game.model.kinds import NOBODY, RiverKind, SupplyState, ZoneKind
from game.model.state import View
from game.model.tongue import mark, t, tell, tn
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
    return told(Article(HERE, title, t("Rules that matter here"), tuple(blocks)))


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
            inside = t("The hex lies in {zone}.", zone=link(zone.name, f"zone {zone.id}"))
            numbers = {ZoneKind.RING: ("9.6", "9.7"), ZoneKind.AREA: ("9.11",), ZoneKind.CONSENT: ("13.4",)}
            yield from (Matter(inside, number) for number in numbers[zone.kind])
    if here in watched(view):
        yield Matter(t("An observation post watches this hex."), "16.5")
    country = view.setting.board.country[here]
    if country and country not in view.setting.factions[view.faction].countries:
        leaves = any(plan.country == country for plan in view.setting.politics.leaves)
        yield Matter(
            t("It lies in {country}, which is not your country.", country=country.capitalize()),
            "9.9" if leaves else "9.2",
        )


def _of_places(view: View, here: Hex) -> Iterator[Matter]:
    plan = view.setting.politics
    for place in view.setting.board.places_at.get(here, ()):
        name = names.place(view, place.id)
        if place.id in view.setting.cities:
            yield from (
                Matter(t("{name} is a city of districts.", name=name), number)
                for number in ("5.1", "5.2", "5.3")
            )
        if place.id in plan.gates:
            yield Matter(t("{name} is a crossing to another state.", name=name), "9.10")
        if place.id in plan.fields:
            yield Matter(t("{name} is a field that pays its holder.", name=name), "14.1")
        if place.id in view.setting.pockets:
            yield Matter(t("{name} is a besieged pocket.", name=name), "7.4")
        if place.id in view.setting.assets:
            yield Matter(t("{name} counts at the end.", name=name), "12.1")
    for route in plan.routes.values():
        if here in route.hexes:
            road = link(route.name, f"route {route.id}")
            yield Matter(t("{road} leads through the hex.", road=road), "14.4")


def _of_hidden(view: View, here: Hex) -> Iterator[Matter]:
    if here in view.belts:
        yield Matter(t("There are mines here."), "15.3")
    if here in view.cells:
        yield Matter(t("There are cells here."), "15.5")
    if here in view.belts or here in view.cells:
        yield Matter(t("What lies hidden can be swept."), "15.6")


def _of_others(view: View, here: Hex) -> Iterator[Matter]:
    if view.strangers(here):
        yield Matter(t("Who stands there is not identified."), "8.1")
    others = {unit.faction for unit in view.units_at(here)} - {view.faction}
    for other in sorted(others):
        if hostile(view, view.faction, other):
            yield Matter(t("An enemy stands there: {faction}.", faction=names.faction(view, other)), "4.1")
        else:
            stance = _stance(view, other)
            yield Matter(t("{who} is {stance} to you.", who=names.faction(view, other), stance=stance), "9.1")
    if here in zoc_against(view, view.faction):
        yield Matter(t("The hex lies in an enemy's zone of control."), "3.1")
    holder = view.control[here]
    if holder not in (NOBODY, view.faction) and not others:
        number = "2.2" if hostile(view, view.faction, holder) else "9.1"
        who, stance = names.faction(view, holder), _stance(view, holder)
        yield Matter(t("The ground is {who}'s, {stance} to you.", who=who, stance=stance), number)


def _stance(view: View, other: str) -> str:
    stance = view.relation(view.faction, other).value
    return link(stance, f"term {stance}")


def _of_ground(view: View, here: Hex) -> Iterator[Matter]:
    board = view.setting.board
    between = [
        (near, board.rivers.get((min(here, near), max(here, near)))) for near in board.grid.around[here]
    ]
    if any(kind is RiverKind.MAJOR for _, kind in between):
        crossings = link(t("crossings"), "river rivers")
        yield Matter(t("A major river runs along it: see {crossings}.", crossings=crossings), "2.4")
    ground = board.terrain[here]
    name = link(tell(ground.name).lower(), f"terrain {ground.id}")
    yield Matter(t("The ground is {terrain}.", terrain=name), "2.1")


def of_unit(view: View, unit: Unit) -> Iterator[Matter]:
    """Yield what matters about a unit, its troubles first."""
    name = link(unit.name, f"unit {unit.type.id}")
    if unit.faction == view.faction:
        yield from _of_state(unit, name)
    if unit.disrupted:
        yield Matter(t("{name} is disrupted.", name=name), "4.10")
    if unit.dig_in:
        yield Matter(t("{name} has field works of level {dig_in}.", name=name, dig_in=unit.dig_in), "4.11")
    for trait in sorted(unit.type.traits):
        words = t("{name} is {trait}.", name=name, trait=link(trait, f"trait {trait}"))
        told = words if trait in TRAIT_RULES else ""
        yield from (Matter(told, number) for number in TRAIT_RULES.get(trait, ()))


def _of_state(unit: Unit, name: str) -> Iterator[Matter]:
    if unit.supply is not SupplyState.FULL:
        out = unit.supply is SupplyState.OUT
        words = mark("{name} is out of supply.") if out else mark("{name} is in strained supply.")
        yield Matter(t(words, name=name), "7.2")
    if unit.hungry:
        words = tn(
            "{name} has been out of supply for {count} turn.",
            "{name} has been out of supply for {count} turns.",
            unit.hungry,
            name=name,
        )
        yield Matter(words, "7.5")
    if not (unit.active or unit.done or unit.moved):
        yield Matter(t("{name} is not activated.", name=name), "1.1")
    if unit.active and not unit.attacked:
        yield Matter(t("{name} may move and attack.", name=name), "1.2")


def here_article(library: Library, view: View, here: Hex, unit: Unit | None) -> Article:
    """Return the page about a hex, and about the selected unit where there is one."""
    label = view.setting.board.grid.label(here)
    name = view.setting.board.name_of(here)
    title = name if here in view.setting.board.places_at else t("Hex {label}", label=label)
    near = unit is not None and unit.at == here
    about_unit = list(of_unit(view, unit)) if unit is not None else []
    about_hex = list(of_hex(view, here))
    found = [*about_unit, *about_hex] if near else [*about_hex, *about_unit]
    known = Para(t("All that is known of {place}.", place=link(name, f"hex {label}")))
    return replace(matters_article(library, title, found, (known,)), at=here)
