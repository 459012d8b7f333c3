"""Articles about unit types and their traits."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.model.board import Terrain
from game.model.kinds import Mobility, RoadKind
from game.model.state import View
from game.model.tongue import mark, t, tn
from game.model.units import TRAITS, UnitType

MOBILITY = {
    Mobility.LEG: mark("on foot"),
    Mobility.MOTOR: mark("motorised"),
    Mobility.MECH: mark("mechanised"),
}
TRAIT_RULES = {
    "static": ("2.1", "3.1"),
    "mobile": ("2.2", "3.1"),
    "infiltrate": ("2.2",),
    "light": ("2.4",),
    "shock": ("4.3",),
    "surprise": ("4.3",),
    "recon": ("8.1",),
    "engineer": ("2.5", "15.3"),
    "artillery": ("4.4", "6.5"),
    "armour": ("4.3",),
    "airlift": ("11.1",),
    "foreign": ("16.4", "16.6"),
}
"""The rules that each trait is about."""


def types_of(view: View) -> dict[str, UnitType]:
    """Return every unit type of the scenario by name: what counters there are is no secret, whose they are
    and where is."""
    return dict(sorted(view.setting.rules.types.items(), key=lambda pair: pair[1].name))


def unit_article(view: View, id: str) -> Article | None:
    """Return the article about a unit type."""
    kind = view.setting.rules.types.get(id)
    if kind is None:
        return None
    blocks = (*_figures(kind), *_traits(kind), *_ways(view, kind), *_in_sight(view, kind))
    return Article(f"unit {id}", kind.name, t("Unit"), blocks)


def _figures(kind: UnitType) -> Iterator[Block]:
    way = MOBILITY[kind.mobility]
    yield Para(
        tn(
            "A {size}, {way}, of {count} step.",
            "A {size}, {way}, of {count} steps.",
            kind.steps,
            size=kind.size,
            way=way,
        )
    )
    rows = [
        (t("Attack"), str(kind.attack), link("4.2", "rule 4.2")),
        (t("Defence"), str(kind.defence), link("4.2", "rule 4.2")),
        (t("Steps"), str(kind.steps), link("4.6", "rule 4.6")),
        (t("Movement points"), names.halves(kind.move), link("2.1", "rule 2.1")),
    ]
    if kind.barrage:
        rows.append((t("Barrage"), str(kind.barrage), link("6.5", "rule 6.5")))
        rows.append((t("Range in hexes"), str(kind.range), link("4.4", "rule 4.4")))
    yield Table(tuple(rows), ("", "", t("Rule")))
    as_support, as_other = t("It stacks as a support unit (3.2)."), t("It stacks as a manoeuvre unit (3.2).")
    yield Para(as_support if kind.support else as_other)


def _traits(kind: UnitType) -> Iterator[Block]:
    if kind.traits:
        yield Head(t("Traits"))
    for trait in sorted(kind.traits):
        rules = ", ".join(TRAIT_RULES[trait])
        words = link(trait.capitalize(), f"trait {trait}")
        yield Item(t("{trait}: {words} ({rules})", trait=words, words=TRAITS[trait], rules=rules))


def _ways(view: View, kind: UnitType) -> Iterator[Block]:
    """Yield what each kind of ground costs it, and how much of a turn that is."""
    yield Head(t("Movement points to enter"))
    rows = [
        (link(ground.name, f"terrain {ground.id}"), cost_of(ground.cost(kind.mobility)))
        for ground in view.setting.rules.terrain.values()
        if ground.stack_steps
    ]
    if kind.mobility is not Mobility.LEG:
        figures = view.setting.rules.movement
        rows.append((link(t("Paved road"), f"road {RoadKind.PAVED.value}"), cost_of(figures.paved)))
        rows.append((link(t("Track"), f"road {RoadKind.TRACK.value}"), cost_of(figures.track)))
    yield Table(tuple(rows))


def cost_of(cost: int | None) -> str:
    """Return a cost in half points, or that the way is barred."""
    return t("barred") if cost is None else names.halves(cost)


def _in_sight(view: View, kind: UnitType) -> Iterator[Block]:
    """Yield the units of the type that the viewer knows of: his own and those he sees."""
    known = [unit for unit in view.units.values() if unit.type.id == kind.id]
    if not known:
        return
    yield Head(t("On the map, as far as you know"))
    rows = tuple(
        (
            unit.name,
            names.faction(view, unit.faction),
            names.hex_of(view, unit.at),
            f"{unit.steps}/{kind.steps}",
        )
        for unit in sorted(known, key=lambda unit: (unit.faction, unit.name))
    )
    yield Table(rows, (t("Unit"), t("Side"), t("Where"), t("Steps")))


def trait_article(view: View, id: str) -> Article | None:
    """Return the article about a trait of units."""
    if id not in TRAITS:
        return None
    rules = ", ".join(TRAIT_RULES[id])
    having = [kind for kind in types_of(view).values() if id in kind.traits]
    blocks: list[Block] = [
        Para(t("{trait}: {words} ({rules}).", trait=id.capitalize(), words=TRAITS[id], rules=rules))
    ]
    if having:
        blocks += [Head(t("Who has it")), *(Item(names.unit_type(kind)) for kind in having)]
    return Article(f"trait {id}", id.capitalize(), t("Trait"), tuple(blocks))


def ground_costs(ground: Terrain) -> tuple[tuple[str, str], ...]:
    """Return what a terrain costs each kind of unit, and supply columns."""
    costs = [(t(way).capitalize(), cost_of(ground.cost(mobility))) for mobility, way in MOBILITY.items()]
    return (*costs, (t("Supply columns"), cost_of(ground.truck)))
