"""Cross-checks of the political layer: every name in it stands for something (`main.py check`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from game.files.politics import zone_hexes
from game.files.problems import Problem, did_you_mean, problem, quoted
from game.files.reading import Reading
from game.files.schema import ScenarioSpec
from game.files.schema_events import MessageSpec
from game.files.schema_politics import PoliticsSpec
from game.geo.zones import road_along
from game.hexgrid.coords import OFF_MAP

Path = tuple[int | str, ...]

FACTIONS = frozenset({
    "faction", "factions", "owner", "intruders", "signatories", "bound", "excluded", "pair", "who", "whom",
    "askers", "hunted", "keepers", "clients", "by_holder", "against", "raiders", "members", "breakers",
    "bars", "of", "to", "breaker", "shared_enemy", "insurgency", "blocs", "claims",
})  # fmt: skip
PLACES = frozenset({"place", "core", "along", "shelters", "workshops", "gates", "fields", "set_place"})
OTHERS = {
    "guarantors": "patrons", "keys": "patrons", "patron": "patrons", "patrons": "patrons",
    "ladder": "ladders", "zone": "zones", "route": "routes", "coalition": "coalitions",
    "infighting": "coalitions",
    "area": "zones", "fired": "events", "arrive": "arrivals", "weather": "weather",
}  # fmt: skip
"""What the value of a key names. A key of one of the sections that declares ids names nothing."""

KEYED_BY = {
    "gates": "place", "fields": "place", "insurgency": "faction", "by_holder": "faction", "claims": "faction",
}  # fmt: skip
"""Maps of which the keys are names of something else."""


def political_complaints(reading: Reading) -> Iterator[Problem]:
    """Yield names that stand for nothing, zones without a place, routes without a road."""
    known = known_names(reading.spec)
    for name, kind, path in names_in(reading.spec):
        if kind in known and name not in known[kind]:
            remedy = did_you_mean(name, known[kind])
            yield problem(
                reading.at(*path), "E220", f"unknown {kind.removesuffix('s')} {quoted(name)}", remedy
            )
    if reading.geography is not None:
        yield from _places(reading)


def known_names(spec: ScenarioSpec) -> dict[str, set[str]]:
    """Return the ids that the political keys of a scenario give, by kind."""
    named = {"factions", "patrons", "ladders", "zones", "routes", "coalitions", "weather"}
    known = {kind: set(getattr(spec, kind)) for kind in named}
    known["events"] = {event.id for event in spec.events}
    known["arrivals"] = {arrival.id for arrival in spec.arrivals}
    known["weather"] |= {"fair"}
    return known


def names_in(spec: ScenarioSpec) -> Iterator[tuple[str, str, Path]]:
    """Yield every name in the political keys, what it should name, and where it stands."""
    for one in fields(PoliticsSpec):
        yield from names_below(getattr(spec, one.name), one.name, (one.name,))


def names_below(value: Any, key: str, path: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield every name in typed values, what it should name, and where it stands."""
    if isinstance(value, str):
        kind = "" if path[0] == "weather" else _kind(key)  # `bars` of a weather names terrain
        if kind:
            yield value, kind, path
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if key in KEYED_BY:
                yield str(name), _kind(KEYED_BY[key]), (*path, str(name))
            yield from names_below(item, "" if key in KEYED_BY else key, (*path, str(name)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from names_below(item, key, (*path, index))
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            word = one.name.rstrip("_")
            if not (isinstance(value, MessageSpec) and word == "text"):
                yield from names_below(getattr(value, one.name), word, (*path, word))


def _kind(key: str) -> str:
    if key in FACTIONS:
        return "factions"
    return "places" if key in PLACES else OTHERS.get(key, "")


def _places(reading: Reading) -> Iterator[Problem]:
    assert reading.geography is not None
    spec, places = reading.spec, reading.geography.board.places
    for name, kind, path in names_in(spec):
        if kind == "places" and name not in places:
            text = f"there is no place {quoted(name)} on this map"
            yield problem(reading.at(*path), "E221", text, did_you_mean(name, places))
    for id, zone in spec.zones.items():
        if not zone_hexes(zone, reading.geography):
            text = f"the zone {quoted(id)} covers no hex of this map"
            remedy = "give `at` with `radius_km`, a zone of the `atlas`, or a `polygon`"
            yield problem(reading.at("zones", id, key=True), "E222", text, remedy)
    for id, route in spec.routes.items():
        stops = [reading.geography.hex_of(place) for place in route.along]
        if OFF_MAP not in stops and not road_along(reading.geography.board, stops):
            at = reading.at("routes", id, "along")
            yield problem(at, "E223", f"no road of this map joins the places of {quoted(id)}")
