"""Typed values of a scenario file to the Scenario that the rules play. Everything has been checked before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from game.files.commanders import commanders
from game.files.figures import ruleset
from game.files.geography import Geography
from game.files.lessons import lesson
from game.files.politics import calendar, hidden_cells, politics
from game.files.schema import (
    ArrivalSpec,
    CitySpec,
    FactionSpec,
    RelationsSpec,
    ScenarioSpec,
    Spot,
    SymbolSpec,
    UnitSpec,
)
from game.hexgrid.coords import Hex
from game.model.campaign import Chapter
from game.model.kinds import NOBODY, FactionId, Posture, Relation
from game.model.scenario import (
    Arrival,
    Asset,
    Bands,
    CityPlan,
    Clock,
    Corridor,
    DepotPlan,
    Faction,
    Gate,
    MeanOfTurns,
    Milestone,
    Placement,
    PocketPlan,
    Scenario,
    Setting,
    Surge,
    Symbol,
    Withdrawal,
)


def scenario(spec: ScenarioSpec, geography: Geography, source: str) -> Scenario:
    """Return the scenario whole."""
    units = tuple(_placements(spec, geography, spec.units, None))
    return Scenario(
        setting=_setting(spec, geography),
        units=units,
        arrivals=tuple(_arrival(spec, geography, arrival) for arrival in spec.arrivals),
        withdrawals=tuple(
            Withdrawal(plan.turn, tuple(one for id in plan.units for one in ids_of(spec, id)), plan.text)
            for plan in spec.withdrawals
        ),
        depots=tuple(
            DepotPlan(depot.id, depot.name, depot.faction, geography.hex_of(depot.at))
            for depot in spec.depots
        ),
        control=_control(spec, geography, units),
        relations=relations(spec.relations, list(spec.factions)),
        source=source,
        chapter=_chapter(spec),
        cells=hidden_cells(spec, geography),
    )


def _chapter(spec: ScenarioSpec) -> Chapter | None:
    one = spec.campaign
    if one is None:
        return None
    record = json.dumps(one.record, ensure_ascii=False)
    return Chapter(
        one.id, one.title, one.summary, one.number, tuple(one.stages), one.intro, tuple(one.carried), record
    )


def _setting(spec: ScenarioSpec, geography: Geography) -> Setting:
    return Setting(
        id=spec.id,
        title=spec.title,
        summary=spec.summary.strip(),
        board=geography.board,
        rules=ruleset(spec),
        clock=_clock(spec),
        factions={id: _faction(id, faction) for id, faction in spec.factions.items()},
        order=tuple(spec.order),
        sides=tuple(tuple(side) for side in spec.sides),
        camps=tuple(tuple(camp) for camp in spec.camps),
        assets={id: Asset(id, asset.value, asset.kind) for id, asset in spec.assets.items()},
        symbols=tuple(_symbol(one, _clock(spec)) for one in spec.symbols),
        corridors=tuple(
            Corridor(one.faction, tuple(one.from_), one.to, one.paved, one.track, dict(one.denied_to))
            for one in spec.corridors
        ),
        means=tuple(
            MeanOfTurns(one.faction, tuple(sorted(one.turns)), one.steps_a_point) for one in spec.means
        ),
        cities={id: _city(id, city) for id, city in spec.cities.items()},
        pockets={id: PocketPlan(id, one.faction, one.dump, one.radius) for id, one in spec.pockets.items()},
        bands=Bands(spec.bands.decisive, spec.bands.win, spec.bands.draw),
        milestones=tuple(
            Milestone(
                one.id, one.text, one.faction, tuple(one.places), one.kind, one.date, one.tolerance_days
            )
            for one in spec.history
        ),
        variant=spec.variant,
        politics=politics(spec, geography, _clock(spec)),
        commanders=commanders(spec),
        lesson=lesson(spec, geography),
    )


def _symbol(spec: SymbolSpec, clock: Clock) -> Symbol:
    until = calendar(clock)(spec.until) if spec.until else 0
    return Symbol(spec.place, spec.value, frozenset(spec.excluded), until, spec.harm_each)


def _clock(spec: ScenarioSpec) -> Clock:
    clock = spec.clock
    return Clock(clock.start, clock.turn_days, clock.turns, int(clock.impulses), _sorted(clock.variable_end))


def _sorted(by_turn: Mapping[int, int]) -> dict[int, int]:
    return dict(sorted(by_turn.items()))


def _steps(by_turn: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(by_turn.items()))


def _faction(id: FactionId, spec: FactionSpec) -> Faction:
    surge = spec.surge
    return Faction(
        id=id,
        name=spec.name,
        short=spec.short,
        colour=spec.colour,
        pattern=spec.pattern,
        briefing=spec.briefing.strip(),
        command=_steps(spec.command),
        air=_steps(spec.air),
        transport=spec.transport,
        replacements=_steps(spec.replacements),
        countries=frozenset(spec.countries),
        capital=spec.capital,
        sources=tuple(spec.sources),
        patron_sources=tuple(spec.patron_sources),
        town_supply=spec.town_supply,
        par=spec.par,
        surge=Surge(surge.count, surge.command, surge.first, surge.last) if surge else None,
        gates=tuple(
            Gate(gate.until_turn, gate.unless_half_fallen, gate.attacks, gate.reason) for gate in spec.gates
        ),
        hqs=dict(spec.hqs),
        handicap=spec.handicap,
    )


def _city(id: str, spec: CitySpec) -> CityPlan:
    falls = _steps(spec.falls)
    return CityPlan(id, spec.districts, dict(spec.holders), spec.dump, spec.closed, falls, spec.room)


def names_of(unit: UnitSpec) -> list[tuple[str, str]]:
    """Return the id and name of each unit that an entry stands for; `{n}` in the name counts from 1."""
    if unit.count == 1:
        return [(unit.id, unit.name.replace("{n}", "1"))]
    return [(f"{unit.id}_{n}", unit.name.replace("{n}", str(n))) for n in range(1, unit.count + 1)]


def ids_of(spec: ScenarioSpec, id: str) -> list[str]:
    """Return the units that an id in a list names: an entry with `count` stands for all it makes."""
    entries = (*spec.units, *(unit for arrival in spec.arrivals for unit in arrival.units))
    counted = next((unit for unit in entries if unit.id == id and unit.count > 1), None)
    return [one for one, _ in names_of(counted)] if counted else [id]


def _placements(
    spec: ScenarioSpec, geography: Geography, units: Iterable[UnitSpec], at: Spot | None
) -> Iterable[Placement]:
    """Yield the units of some entries; those that do not say where stand at `at`."""
    for unit in units:
        spot = unit.at if unit.at is not None else at
        assert spot is not None
        here = geography.hex_of(spot)
        steps = unit.steps or spec.templates[unit.template].steps
        posture = Posture(unit.posture)
        for id, name in names_of(unit):
            yield Placement(
                id, unit.template, unit.faction, unit.hq, name, here, posture, unit.dig_in, steps, unit.known
            )


def _arrival(spec: ScenarioSpec, geography: Geography, arrival: ArrivalSpec) -> Arrival:
    early = arrival.early
    units = tuple(_placements(spec, geography, arrival.units, arrival.at))
    return Arrival(
        arrival.id, arrival.text, arrival.turn, units, early.turn if early else None, early.vp if early else 0
    )


def relations(spec: RelationsSpec, factions: list[FactionId]) -> dict[tuple[FactionId, FactionId], Relation]:
    """Return every faction's stance towards every other: the default, then all_against, pair, one_way."""
    found = {(a, b): Relation(spec.default) for a in factions for b in factions if a != b}
    for a in spec.all_against:
        found |= {pair: Relation.HOSTILE for pair in found if a in pair}
    for a, b, stance in spec.pair:
        found[a, b] = found[b, a] = Relation(stance)
    for a, b, stance in spec.one_way:
        found[a, b] = Relation(stance)
    return found


def _control(spec: ScenarioSpec, geography: Geography, units: Iterable[Placement]) -> tuple[FactionId, ...]:
    """Return who holds each hex: the atlas, the scenario's corrections, and whoever alone stands in it."""
    held = list(geography.control)
    for correction in spec.control.set:
        spot = correction.place if correction.place is not None else correction.at
        assert spot is not None
        for here in geography.board.grid.within(geography.hex_of(spot), correction.radius):
            held[here] = correction.faction or NOBODY
    cities = {geography.hex_of(place): city for place, city in spec.cities.items()}
    for here, factions in standing(units).items():
        if here not in cities and held[here] not in factions:
            held[here] = factions[0]
    for here, city in cities.items():
        held[here] = max(city.holders, key=lambda faction: city.holders[faction])
    return tuple(held)


def standing(units: Iterable[Placement]) -> dict[Hex, list[FactionId]]:
    """Return the factions in each occupied hex, in order of their units."""
    found: dict[Hex, list[FactionId]] = {}
    for unit in units:
        factions = found.setdefault(unit.at, [])
        if unit.faction not in factions:
            factions.append(unit.faction)
    return found
