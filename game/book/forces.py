"""Articles about unit types and their traits."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.model.board import Terrain
from game.model.kinds import Mobility, RoadKind
from game.model.state import View
from game.model.units import TRAITS, UnitType

MOBILITY = {
    Mobility.LEG: "on foot",
    Mobility.MOTOR: "motorised",
    Mobility.MECH: "mechanised",
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
    return Article(f"unit {id}", kind.name, "Unit", blocks)


def _figures(kind: UnitType) -> Iterator[Block]:
    way = MOBILITY[kind.mobility]
    yield Para(f"A {kind.size}, {way}, of {names.counted(kind.steps, 'step')}.")
    rows = [
        ("Attack", str(kind.attack), link("4.2", "rule 4.2")),
        ("Defence", str(kind.defence), link("4.2", "rule 4.2")),
        ("Steps", str(kind.steps), link("4.6", "rule 4.6")),
        ("Movement points", names.halves(kind.move), link("2.1", "rule 2.1")),
    ]
    if kind.barrage:
        rows.append(("Barrage", str(kind.barrage), link("6.5", "rule 6.5")))
        rows.append(("Range in hexes", str(kind.range), link("4.4", "rule 4.4")))
    yield Table(tuple(rows), ("", "", "Rule"))
    stacks = "as a support unit" if kind.support else "as a manoeuvre unit"
    yield Para(f"It stacks {stacks} (3.2).")


def _traits(kind: UnitType) -> Iterator[Block]:
    if kind.traits:
        yield Head("Traits")
    for trait in sorted(kind.traits):
        rules = ", ".join(TRAIT_RULES[trait])
        yield Item(f"{link(trait.capitalize(), f'trait {trait}')}: {TRAITS[trait]} ({rules})")


def _ways(view: View, kind: UnitType) -> Iterator[Block]:
    """Yield what each kind of ground costs it, and how much of a turn that is."""
    yield Head("Movement points to enter")
    rows = [
        (link(ground.name, f"terrain {ground.id}"), cost_of(ground.cost(kind.mobility)))
        for ground in view.setting.rules.terrain.values()
        if ground.stack_steps
    ]
    if kind.mobility is not Mobility.LEG:
        figures = view.setting.rules.movement
        rows.append((link("Paved road", f"road {RoadKind.PAVED.value}"), cost_of(figures.paved)))
        rows.append((link("Track", f"road {RoadKind.TRACK.value}"), cost_of(figures.track)))
    yield Table(tuple(rows))


def cost_of(cost: int | None) -> str:
    """Return a cost in half points, or that the way is barred."""
    return "barred" if cost is None else names.halves(cost)


def _in_sight(view: View, kind: UnitType) -> Iterator[Block]:
    """Yield the units of the type that the viewer knows of: his own and those he sees."""
    known = [unit for unit in view.units.values() if unit.type.id == kind.id]
    if not known:
        return
    yield Head("On the map, as far as you know")
    rows = tuple(
        (
            unit.name,
            names.faction(view, unit.faction),
            names.hex_of(view, unit.at),
            f"{unit.steps}/{kind.steps}",
        )
        for unit in sorted(known, key=lambda unit: (unit.faction, unit.name))
    )
    yield Table(rows, ("Unit", "Side", "Where", "Steps"))


def trait_article(view: View, id: str) -> Article | None:
    """Return the article about a trait of units."""
    if id not in TRAITS:
        return None
    rules = ", ".join(TRAIT_RULES[id])
    having = [kind for kind in types_of(view).values() if id in kind.traits]
    blocks: list[Block] = [Para(f"{id.capitalize()}: {TRAITS[id]} ({rules}).")]
    if having:
        blocks += [Head("Who has it"), *(Item(names.unit_type(kind)) for kind in having)]
    return Article(f"trait {id}", id.capitalize(), "Trait", tuple(blocks))


def ground_costs(ground: Terrain) -> tuple[tuple[str, str], ...]:
    """Return what a terrain costs each kind of unit, and supply columns."""
    costs = [(way.capitalize(), cost_of(ground.cost(mobility))) for mobility, way in MOBILITY.items()]
    return (*costs, ("Supply columns", cost_of(ground.truck)))
