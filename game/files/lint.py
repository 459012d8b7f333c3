"""Cross-checks of a scenario: what each key allows by itself but the whole does not (`main.py check`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from game.files.build import ids_of, names_of
from game.files.commanders import commander_complaints
from game.files.figures import time_pct
from game.files.lint_lesson import lesson_complaints
from game.files.lint_map import map_complaints
from game.files.lint_politics import political_complaints
from game.files.lint_story import story_complaints
from game.files.lint_ways import way_complaints
from game.files.problems import Problem, did_you_mean, problem, quoted
from game.files.reading import Reading
from game.files.schema import ArrivalSpec, UnitSpec
from game.model.units import TRAITS

MAX_UNITS = 1000


def complaints(reading: Reading, raw: Any) -> list[Problem]:
    """Return what is wrong between the parts of a scenario.

    `raw` is the document before anything was cut from it: a name that stands there is not unknown,
    even where the schema refused what it names.
    """
    names = _names(raw)
    found = [*_references(reading, names), *_rules(reading), *_logic(reading), *_repeats(reading)]
    found += political_complaints(reading)
    found += story_complaints(reading)
    found += commander_complaints(reading)
    found += lesson_complaints(reading)
    if reading.geography is not None and len(all_units(reading)) <= MAX_UNITS:
        found += map_complaints(reading, names["factions"])
        found += way_complaints(reading)
    return found


def all_units(reading: Reading) -> list[tuple[UnitSpec, tuple[int | str, ...]]]:
    """Return every entry of the order of battle, arrivals included, and where it stands."""
    spec = reading.spec
    found: list[tuple[UnitSpec, tuple[int | str, ...]]] = [
        (unit, ("units", index)) for index, unit in enumerate(spec.units)
    ]
    for number, arrival in enumerate(spec.arrivals):
        found += [(unit, ("arrivals", number, "units", index)) for index, unit in enumerate(arrival.units)]
    return found


def _names(raw: Any) -> dict[str, set[str]]:
    """Return the ids that a document gives, whether or not the schema accepted what they name."""
    units = [
        *_items(raw.get("units")),
        *(unit for one in _items(raw.get("arrivals")) for unit in _items(one.get("units"))),
    ]
    return {
        "factions": _keys(raw.get("factions")),
        "templates": _keys(raw.get("templates")),
        "cities": _keys(raw.get("cities")),
        "units": {str(unit.get("id")) for unit in units},
    }


def _keys(node: Any) -> set[str]:
    return set(node) if isinstance(node, Mapping) else set()


def _items(node: Any) -> list[Any]:
    return [item for item in node if isinstance(item, Mapping)] if isinstance(node, list) else []


# --- references ------------------------------------------------------------------------------------


def _references(reading: Reading, names: dict[str, set[str]]) -> Iterator[Problem]:
    for name, path in _faction_names(reading):
        if name not in names["factions"]:
            yield _unknown(reading, "E203", "faction", name, names["factions"], path)
    for unit, path in all_units(reading):
        yield from _unit_references(reading, unit, path, names)
    for id, template in reading.spec.templates.items():
        for index, trait in enumerate(template.traits):
            if trait not in TRAITS:
                yield _unknown(reading, "E206", "trait", trait, TRAITS, ("templates", id, "traits", index))
    for number, plan in enumerate(reading.spec.withdrawals):
        for index, id in enumerate(plan.units):
            if id not in names["units"] and id not in _made(reading):
                yield _unknown(
                    reading, "E207", "unit", id, names["units"], ("withdrawals", number, "units", index)
                )
    for id, faction in reading.spec.factions.items():
        for index, gate in enumerate(faction.gates):
            city = gate.unless_half_fallen
            if city is not None and city not in names["cities"]:
                path = ("factions", id, "gates", index, "unless_half_fallen")
                yield _unknown(reading, "E212", "city", city, names["cities"], path)


def _unit_references(
    reading: Reading, unit: UnitSpec, path: tuple[int | str, ...], names: dict[str, set[str]]
) -> Iterator[Problem]:
    if unit.template not in names["templates"]:
        yield _unknown(reading, "E204", "template", unit.template, names["templates"], (*path, "template"))
    faction = reading.spec.factions.get(unit.faction)
    if faction and unit.hq not in faction.hqs:
        yield _unknown(reading, "E208", f"HQ of {unit.faction}", unit.hq, faction.hqs, (*path, "hq"))


def _faction_names(reading: Reading) -> Iterator[tuple[str, tuple[int | str, ...]]]:
    """Yield every mention of a faction and where it stands."""
    spec = reading.spec
    if "order" not in reading.lost:
        yield from ((name, ("order", index)) for index, name in enumerate(spec.order))
    for key in ("sides", "camps"):
        for number, group in enumerate(getattr(spec, key)):
            yield from ((name, (key, number, index)) for index, name in enumerate(group))
    for unit, path in all_units(reading):
        yield unit.faction, (*path, "faction")
    yield from _faction_names_of_relations(reading)
    yield from ((name, ("control", "map", code)) for code, name in spec.control.map.items())
    for index, correction in enumerate(spec.control.set):
        if correction.faction is not None:
            yield correction.faction, ("control", "set", index, "faction")
    yield from _faction_names_of_scoring(reading)


def _faction_names_of_relations(reading: Reading) -> Iterator[tuple[str, tuple[int | str, ...]]]:
    relations = reading.spec.relations
    for key in ("pair", "one_way"):
        for number, (a, b, _) in enumerate(getattr(relations, key)):
            yield a, ("relations", key, number, 0)
            yield b, ("relations", key, number, 1)
    yield from (
        (name, ("relations", "all_against", index)) for index, name in enumerate(relations.all_against)
    )


def _faction_names_of_scoring(reading: Reading) -> Iterator[tuple[str, tuple[int | str, ...]]]:
    spec = reading.spec
    for key in ("corridors", "means", "depots", "history"):
        yield from ((one.faction, (key, index, "faction")) for index, one in enumerate(getattr(spec, key)))
    for index, corridor in enumerate(spec.corridors):
        yield from ((name, ("corridors", index, "denied_to", name)) for name in corridor.denied_to)
    for index, symbol in enumerate(spec.symbols):
        yield from ((name, ("symbols", index, "excluded", n)) for n, name in enumerate(symbol.excluded))
    for id, city in spec.cities.items():
        yield from ((name, ("cities", id, "holders", name)) for name in city.holders)
    for id, pocket in spec.pockets.items():
        yield pocket.faction, ("pockets", id, "faction")


def _unknown(
    reading: Reading, code: str, what: str, name: str, known: Iterable[str], path: tuple[int | str, ...]
) -> Problem:
    known = sorted(known)
    remedy = did_you_mean(name, known) or (f"there are {', '.join(known[:12])}" if known else "")
    return problem(reading.at(*path), code, f"unknown {what} {quoted(name)}", remedy)


def _made(reading: Reading) -> set[str]:
    """Return the ids of all units, with those that entries with `count` make."""
    return {id for unit, _ in all_units(reading) for id, _ in names_of(unit)}


# --- rules and logic -------------------------------------------------------------------------------


def _rules(reading: Reading) -> Iterator[Problem]:
    spec = reading.spec
    table = spec.combat_table
    missing = [roll for roll in range(2, 13) if roll not in table.rows]
    if missing:
        rolls = ", ".join(map(str, missing))
        yield problem(reading.at("combat_table", "rows", key=True), "E320", f"no row for a roll of {rolls}")
    for roll, row in table.rows.items():
        if len(row) != len(table.columns):
            text = f"{len(row)} cells for {len(table.columns)} columns"
            yield problem(reading.at("combat_table", "rows", str(roll)), "E320", text)
    if "clock" not in reading.lost and time_pct(spec) is None:
        known = ", ".join(str(days) for days in sorted(spec.rules.scale.time_pct))
        remedy = f"turns may be of {known} days"
        yield problem(
            reading.at("clock", "turn_days"), "E321", "the rules have no scale for such turns", remedy
        )


def _logic(reading: Reading) -> Iterator[Problem]:
    if "clock" not in reading.lost:
        yield from _clock(reading)
    yield from _order(reading)
    yield from _groups(reading)
    yield from _cities(reading)
    yield from _factions(reading)
    bands = reading.spec.bands
    if not bands.decisive >= bands.win >= bands.draw:
        yield problem(reading.at("bands", key=True), "E307", "bands must fall: decisive, win, draw")
    for index, (a, b, _) in enumerate((*reading.spec.relations.pair, *reading.spec.relations.one_way)):
        if a == b:
            key = "pair" if index < len(reading.spec.relations.pair) else "one_way"
            number = index if key == "pair" else index - len(reading.spec.relations.pair)
            yield problem(
                reading.at("relations", key, number), "E313", f"{quoted(a)} has no stance towards itself"
            )
    if len(_made(reading)) > MAX_UNITS:
        yield problem(reading.at("units", key=True), "E314", f"more than {MAX_UNITS} units")


def _clock(reading: Reading) -> Iterator[Problem]:
    """Return what lies outside the game's turns."""
    spec, turns = reading.spec, reading.spec.clock.turns
    for number, arrival in enumerate(spec.arrivals):
        yield from _arrival(reading, arrival, number)
    for number, plan in enumerate(spec.withdrawals):
        if plan.turn > turns:
            at = reading.at("withdrawals", number, "turn")
            yield problem(at, "E303", f"turn {plan.turn} is after the last turn, {turns}")
        yield from _too_early(reading, number)
    for turn in spec.clock.variable_end:
        if turn > turns:
            at = reading.at("clock", "variable_end", str(turn), key=True)
            yield problem(at, "E303", f"turn {turn} is after the last turn, {turns}")
    for number, mean in enumerate(spec.means):
        for index, turn in enumerate(mean.turns):
            if turn > turns:
                at = reading.at("means", number, "turns", index)
                yield problem(at, "E303", f"turn {turn} is after the last turn, {turns}")
    ends = spec.clock.start + timedelta(days=turns * spec.clock.turn_days)
    for number, milestone in enumerate(spec.history):
        if milestone.date < spec.clock.start:
            at = reading.at("history", number, "date")
            yield problem(at, "W330", f"{milestone.date} is before the game starts")
        elif milestone.date - timedelta(days=milestone.tolerance_days) >= ends and not spec.variant:
            at = reading.at("history", number, "date")
            yield problem(at, "W330", f"{milestone.date} is after the game ends")


def _arrival(reading: Reading, arrival: ArrivalSpec, number: int) -> Iterator[Problem]:
    turns = reading.spec.clock.turns
    if arrival.turn > turns:
        at = reading.at("arrivals", number, "turn")
        yield problem(at, "E301", f"it arrives in turn {arrival.turn}, after the last turn, {turns}")
    if arrival.early and arrival.early.turn >= arrival.turn:
        at = reading.at("arrivals", number, "early", "turn")
        yield problem(at, "E302", f"the early turn must be before turn {arrival.turn}")
    if arrival.at is None:
        for index, unit in enumerate(arrival.units):
            if unit.at is None:
                at = reading.at("arrivals", number, "units", index)
                yield problem(at, "E402", "the key 'at' is missing, here or in the arrival")


def _too_early(reading: Reading, number: int) -> Iterator[Problem]:
    """Return units that are to leave before they have come."""
    spec, plan = reading.spec, reading.spec.withdrawals[number]
    comes = {
        id: arrival.turn for arrival in spec.arrivals for unit in arrival.units for id, _ in names_of(unit)
    }
    for index, name in enumerate(plan.units):
        late = [id for id in ids_of(spec, name) if comes.get(id, 0) >= plan.turn]
        if late:
            at = reading.at("withdrawals", number, "units", index)
            yield problem(
                at, "E304", f"{late[0]} leaves in turn {plan.turn} but comes in turn {comes[late[0]]}"
            )


def _order(reading: Reading) -> Iterator[Problem]:
    spec = reading.spec
    if "order" in reading.lost:
        return
    for id in spec.factions:
        if spec.order.count(id) != 1:
            text = "is missing from" if id not in spec.order else "is more than once in"
            yield problem(reading.at("order"), "E305", f"{quoted(id)} {text} the order of play")


def _groups(reading: Reading) -> Iterator[Problem]:
    """Camps hold every faction once; sides hold a faction at most once, and there are two of them."""
    spec = reading.spec
    for key, groups in (("camps", spec.camps), ("sides", spec.sides)):
        if key in reading.lost:
            continue
        members = [name for group in groups for name in group]
        for id in spec.factions:
            if members.count(id) > 1:
                yield problem(reading.at(key), "E306", f"{quoted(id)} is more than once in {key}")
            elif key == "camps" and id not in members:
                yield problem(reading.at(key), "E306", f"{quoted(id)} is in no camp")
    if "sides" not in reading.lost and len(spec.sides) != 2:
        yield problem(reading.at("sides"), "E306", "two sides were expected, for matches")


def _cities(reading: Reading) -> Iterator[Problem]:
    for id, city in reading.spec.cities.items():
        held = sum(city.holders.values())
        if held != city.districts:
            at = reading.at("cities", id, "holders")
            yield problem(at, "E309", f"{held} districts are held, of {city.districts}")
        first = next(iter(city.holders.values()))
        if sum(city.falls.values()) > first:
            at = reading.at("cities", id, "falls")
            yield problem(at, "E309", f"{sum(city.falls.values())} districts fall, of {first}")
        if city.falls and (not city.closed or len(city.holders) < 2):
            text = "`falls` needs a closed city with two holders: who loses, who takes"
            yield problem(reading.at("cities", id, "falls", key=True), "E309", text)


def _factions(reading: Reading) -> Iterator[Problem]:
    for id, faction in reading.spec.factions.items():
        surge = faction.surge
        if surge and surge.first > surge.last:
            at = reading.at("factions", id, "surge", "last")
            yield problem(at, "E308", f"the surge ends in turn {surge.last}, before turn {surge.first}")
        if not (faction.town_supply or faction.capital or faction.sources or faction.patron_sources):
            at = reading.at("factions", id, key=True)
            yield problem(
                at, "W331", f"{quoted(id)} has no source of supply", "give `sources` or `town_supply: true`"
            )


def _repeats(reading: Reading) -> Iterator[Problem]:
    """Return ids that are given twice."""
    spec = reading.spec
    lists: dict[str, list[tuple[str, tuple[int | str, ...]]]] = {
        "unit": [(id, path) for unit, path in all_units(reading) for id, _ in names_of(unit)],
        "arrival": [(one.id, ("arrivals", index)) for index, one in enumerate(spec.arrivals)],
        "depot": [(one.id, ("depots", index)) for index, one in enumerate(spec.depots)],
        "milestone": [(one.id, ("history", index)) for index, one in enumerate(spec.history)],
        "event": [(one.id, ("events", index)) for index, one in enumerate(spec.events)],
    }
    for what, given in lists.items():
        first: dict[str, tuple[int | str, ...]] = {}
        for id, path in given:
            if id in first:
                line = reading.at(*first[id], "id").line
                at = reading.at(*path, "id")
                yield problem(at, "E209", f"the {what} {quoted(id)} is given twice (first on line {line})")
            first.setdefault(id, path)
