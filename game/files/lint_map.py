"""Cross-checks of a scenario with its map: what stands off it, in the water, on top of too much else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from game.files.build import relations
from game.files.geography import Geography, bounds_of, off_the_map, unknown_place
from game.files.problems import Mark, Problem, problem, quoted
from game.files.reading import Reading
from game.files.schema import HexLabel, Point, Spot, TemplateSpec, UnitSpec
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.board import Terrain
from game.model.kinds import Mobility, Relation

Path: TypeAlias = tuple[int | str, ...]
SUPPORT = frozenset({"artillery", "engineer"})


@dataclass(frozen=True)
class Stand:
    """A unit of the start on its hex."""

    unit: UnitSpec
    template: TemplateSpec
    here: Hex
    at: Mark

    @property
    def steps(self) -> int:
        """Steps of all the counters that the entry stands for."""
        return (self.unit.steps or self.template.steps) * self.unit.count


def map_complaints(reading: Reading, factions: set[str]) -> list[Problem]:
    """Return what is wrong between a scenario and its map."""
    geography = reading.geography
    assert geography is not None
    stands, found = _stands(reading, geography)
    found += _places(reading, geography)
    found += _ground(reading, geography, stands)
    found += _stacks(reading, geography, stands)
    found += _company(reading, geography, stands, factions)
    found += _shared_assets(reading, geography)
    return found


def _stands(reading: Reading, geography: Geography) -> tuple[list[Stand], list[Problem]]:
    """Return the units of the start where they stand, and what cannot be found on the map."""
    spec = reading.spec
    stands: list[Stand] = []
    found: list[Problem] = []
    for index, unit in enumerate(spec.units):
        at = reading.at("units", index, "at")
        if unit.at is None:
            found.append(problem(at, "E402", "the key 'at' is missing"))
            continue
        here = _hex(reading, geography, unit.at, at, found)
        if here != OFF_MAP and unit.template in spec.templates:
            stands.append(Stand(unit, spec.templates[unit.template], here, at))
    spots: list[tuple[Spot | None, Path]] = []
    for number, arrival in enumerate(spec.arrivals):
        spots.append((arrival.at, ("arrivals", number, "at")))
        spots += [(unit.at, ("arrivals", number, "units", n, "at")) for n, unit in enumerate(arrival.units)]
    spots += [(depot.at, ("depots", index, "at")) for index, depot in enumerate(spec.depots)]
    for index, correction in enumerate(spec.control.set):
        if correction.place is None and correction.at is None:
            found.append(
                problem(reading.at("control", "set", index), "E402", "the key 'place' or 'at' is missing")
            )
        elif not isinstance(correction.at, str):
            spots.append((correction.at, ("control", "set", index, "at")))
    for spot, path in spots:
        if spot is not None:
            _hex(reading, geography, spot, reading.at(*path), found)
    return stands, found


def _hex(reading: Reading, geography: Geography, spot: Spot, at: Mark, found: list[Problem]) -> Hex:
    """Return the hex of a spot; note when it is not on the map."""
    here = geography.hex_of(spot)
    if here != OFF_MAP:
        return here
    if isinstance(spot, Point):
        found.append(off_the_map(spot.lat, spot.lon, bounds_of(reading.spec), at))
    elif isinstance(spot, HexLabel):
        grid = geography.board.grid
        text = f"this map has no hex {quoted(spot.hex)}: {grid.cols} columns, {grid.rows} rows"
        found.append(problem(at, "E113", text))
    else:
        found.append(unknown_place(spot, geography, at))
    return OFF_MAP


def _places(reading: Reading, geography: Geography) -> Iterator[Problem]:
    """Return the places that other sections name and the map does not have."""
    for id, path, of_key in _place_names(reading):
        if id not in geography.board.places:
            yield unknown_place(id, geography, reading.at(*path, key=of_key))


def _place_names(reading: Reading) -> Iterator[tuple[str, Path, bool]]:
    """Yield every mention of a place outside units, where it stands, and whether it is a key."""
    spec = reading.spec
    for id, faction in spec.factions.items():
        if faction.capital is not None:
            yield faction.capital, ("factions", id, "capital"), False
        for key in ("sources", "patron_sources"):
            for index, place in enumerate(getattr(faction, key)):
                yield place, ("factions", id, key, index), False
    for key in ("assets", "cities", "pockets"):
        yield from ((place, (key, place), True) for place in getattr(spec, key))
    for index, symbol in enumerate(spec.symbols):
        yield symbol.place, ("symbols", index, "place"), False
    for index, corridor in enumerate(spec.corridors):
        yield corridor.to, ("corridors", index, "to"), False
        yield from ((place, ("corridors", index, "from", n), False) for n, place in enumerate(corridor.from_))
    for index, milestone in enumerate(spec.history):
        yield from (
            (place, ("history", index, "places", n), False) for n, place in enumerate(milestone.places)
        )
    yield from _control_places(reading)


def _control_places(reading: Reading) -> Iterator[tuple[str, Path, bool]]:
    for index, correction in enumerate(reading.spec.control.set):
        if correction.place is not None:
            yield correction.place, ("control", "set", index, "place"), False
        elif isinstance(correction.at, str):
            yield correction.at, ("control", "set", index, "at"), False


def _cost(terrain: Terrain, template: TemplateSpec) -> int | None:
    return terrain.cost(Mobility(template.mobility))


def _ground(reading: Reading, geography: Geography, stands: list[Stand]) -> Iterator[Problem]:
    """Return units where such units may not stand."""
    board, spec = geography.board, reading.spec
    for stand in stands:
        unit, terrain = stand.unit, board.terrain[stand.here]
        where = board.name_of(stand.here)
        if _cost(terrain, stand.template) is None:
            mobility = stand.template.mobility
            text = f"{unit.id} may not stand in {where}: {terrain.name.lower()} bars {mobility} units"
            yield problem(stand.at, "E121", text, "move it to open ground")
        faction = spec.factions.get(unit.faction)
        country = board.country[stand.here]
        if faction and country not in faction.countries:
            text = f"{unit.id} stands in {country} ({where}), which {unit.faction} may not enter"
            yield problem(stand.at, "E125", text, "see `countries` of the faction")
        if unit.steps and unit.steps > stand.template.steps:
            text = f"{unit.id} has {unit.steps} steps; {quoted(unit.template)} has {stand.template.steps}"
            yield problem(stand.at, "E311", text)
        if unit.dig_in > terrain.dig_in:
            text = (
                f"{unit.id} is dug in to {unit.dig_in} where {terrain.name.lower()} allows {terrain.dig_in}"
            )
            yield problem(stand.at, "W312", text)
    yield from _depots(reading, geography)


def _depots(reading: Reading, geography: Geography) -> Iterator[Problem]:
    for index, depot in enumerate(reading.spec.depots):
        here = geography.hex_of(depot.at)
        if here != OFF_MAP and geography.board.terrain[here].truck is None:
            where = geography.board.name_of(here)
            at = reading.at("depots", index, "at")
            yield problem(at, "E121", f"{depot.id} may not stand in {where}: no lorry gets there")


def _stacks(reading: Reading, geography: Geography, stands: list[Stand]) -> Iterator[Problem]:
    """2.4 Return hexes that hold more than they may; the last unit of the stack is named."""
    spec, board = reading.spec, geography.board
    cities = {geography.hex_of(place): plan for place, plan in spec.cities.items()}
    stacks: dict[tuple[Hex, str], list[Stand]] = {}
    for stand in stands:
        # In a city each faction fills its own districts; elsewhere whoever stands there shares the hex.
        owner = stand.unit.faction if stand.here in cities else ""
        stacks.setdefault((stand.here, owner), []).append(stand)
    for (here, _), stack in stacks.items():
        in_city = here in cities
        room = cities[here].room or spec.rules.siege.steps_a_side if in_city else 0
        limit = room or board.terrain[here].stack_steps
        last, where = stack[-1], board.name_of(here)
        steps = sum(stand.steps for stand in stack)
        support = sum(stand.unit.count for stand in stack if SUPPORT & set(stand.template.traits))
        others = sum(stand.unit.count for stand in stack) - support
        if steps > limit and board.terrain[here].stack_steps:
            yield problem(
                last.at, "E122", f"{steps} steps stand in {where}, which holds {limit}", "spread them"
            )
        if others > spec.rules.stacking.manoeuvre and not in_city:
            text = f"{others} manoeuvre units stand in {where}, which holds {spec.rules.stacking.manoeuvre}"
            yield problem(last.at, "E123", text, "spread them")
        if support > spec.rules.stacking.support:
            text = f"{support} support units stand in {where}, which holds {spec.rules.stacking.support}"
            yield problem(last.at, "E123", text, "spread them")


def _company(
    reading: Reading, geography: Geography, stands: list[Stand], factions: set[str]
) -> Iterator[Problem]:
    """Return units that stand with strangers, or on the ground of an enemy."""
    spec, board = reading.spec, geography.board
    stance = relations(spec.relations, sorted(factions | {name for pair in _pairs(reading) for name in pair}))
    cities = {geography.hex_of(place): plan for place, plan in spec.cities.items()}
    held = geography.control
    corrected = _corrected(reading, geography)
    first: dict[Hex, Stand] = {}
    for stand in stands:
        other = first.setdefault(stand.here, stand)
        mine, theirs, where = stand.unit.faction, other.unit.faction, board.name_of(stand.here)
        if stand.here in cities:
            if cities[stand.here].closed:
                text = f"{stand.unit.id} stands in {where}, a city that is fought over off stage"
                yield problem(stand.at, "E126", text, "place it beside the city")
            continue
        if mine != theirs and stance.get((mine, theirs)) is not Relation.ALLIED:
            text = (
                f"{stand.unit.id} of {mine} and {other.unit.id} of {theirs} both stand in {where}, no allies"
            )
            yield problem(stand.at, "E124", text)
        owner = corrected.get(stand.here, held[stand.here])
        if owner and stance.get((mine, owner)) is Relation.HOSTILE:
            text = f"{stand.unit.id} of {mine} stands in {where}, held by {owner}; the hex becomes {mine}'s"
            yield problem(stand.at, "W120", text, "say so in `control: set`, or move it")


def _pairs(reading: Reading) -> list[tuple[str, str]]:
    return [(a, b) for a, b, _ in (*reading.spec.relations.pair, *reading.spec.relations.one_way)]


def _corrected(reading: Reading, geography: Geography) -> dict[Hex, str]:
    """Return the hexes that the scenario gives to somebody itself."""
    found: dict[Hex, str] = {}
    for correction in reading.spec.control.set:
        spot = correction.place if correction.place is not None else correction.at
        here = OFF_MAP if spot is None else geography.hex_of(spot)
        if here != OFF_MAP:
            for near in geography.board.grid.within(here, correction.radius):
                found[near] = correction.faction or ""
    return found


def _shared_assets(reading: Reading, geography: Geography) -> Iterator[Problem]:
    """Return assets that share a hex, where only one of them can count."""
    first: dict[Hex, str] = {}
    for id in reading.spec.assets:
        here = geography.hex_of(id)
        if here != OFF_MAP and here in first:
            text = (
                f"{quoted(id)} and {quoted(first[here])} lie in one hex, {geography.board.grid.label(here)}"
            )
            yield problem(reading.at("assets", id, key=True), "W121", text, "keep one, with both values")
        first.setdefault(here, id)
