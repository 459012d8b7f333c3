"""Conditions (17.2): questions about a position that events, cards and bonuses ask.

Each predicate below answers one of them. On a View they answer from what its faction knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from game.hexgrid.coords import Hex
from game.model.affairs import FAIR, Desk, pair_of
from game.model.kinds import FactionId, Leave
from game.model.politics import About, Condition, Every, Never, Predicate, Some
from game.model.state import Position, State
from game.rules.politics.areas import areas_in_force
from game.rules.politics.relations import allied
from game.rules.supply import supply_map


def holds(position: Position, condition: Condition) -> bool:
    """17.2 Whether a condition holds in a position."""
    match condition:
        case Every(parts):
            return all(holds(position, part) for part in parts)
        case Some(parts):
            return any(holds(position, part) for part in parts)
        case Never(part):
            return not holds(position, part)
        case Predicate(kind, about):
            return PREDICATES[kind](position, about)


def word(about: About, name: str) -> str:
    """Return a particular that is a word, empty where it is missing."""
    return str(about.get(name, ""))


def number(about: About, name: str, otherwise: int = 0) -> int:
    """Return a particular that is a number."""
    return cast("int", about.get(name, otherwise))


def pair_in(about: About) -> tuple[FactionId, FactionId]:
    """Return the pair of factions that something is about, in the order that tension is kept under."""
    a, b = cast("tuple[str, str]", about["pair"])
    return pair_of(a, b)


def _within(about: About, value: int) -> bool:
    """Whether a value lies within the bounds given."""
    least, most = about.get("at_least"), about.get("at_most")
    low = least is None or value >= cast("int", least)
    return low and (most is None or value <= cast("int", most))


def _hex(position: Position, about: About) -> Hex:
    return position.setting.board.places[word(about, "place")].at


def _turn(position: Position, about: About) -> bool:
    return _within(about, position.turn)


def _date(position: Position, about: About) -> bool:
    day = position.setting.clock.date_of(position.turn).isoformat()
    return word(about, "since") <= day and ("until" not in about or day <= word(about, "until"))


def _flag(position: Position, about: About) -> bool:
    return word(about, "id") in position.affairs.flags


def _fired(position: Position, about: About) -> bool:
    return isinstance(position, State) and word(about, "id") in position.fired


def _controls(position: Position, about: About) -> bool:
    return allied(position, word(about, "faction"), position.control[_hex(position, about)])


def _supplied(position: Position, about: About) -> bool:
    return _hex(position, about) in supply_map(position, word(about, "faction")).costs


def _districts(position: Position, about: About) -> bool:
    siege = position.cities.get(word(about, "place"))
    return siege is not None and _within(about, siege.holders.get(word(about, "faction"), 0))


def _near(position: Position, about: About) -> bool:
    grid, here = position.setting.board.grid, _hex(position, about)
    within = number(about, "within", 1)
    units = position.units_of(word(about, "faction"))
    return any(grid.distance(unit.at, here) <= within for unit in units)


def _garrisoned(position: Position, about: About) -> bool:
    around = position.setting.board.grid.around
    route = position.setting.politics.routes[word(about, "route")]
    belt = {near for here in route.hexes for near in (here, *around[here])}
    return _within(about, sum(u.steps for u in position.units_of(word(about, "faction")) if u.at in belt))


def _units(position: Position, about: About) -> bool:
    return _within(about, sum(unit.steps for unit in position.units_of(word(about, "faction"))))


def _losses(position: Position, about: About) -> bool:
    return _within(about, position.losses.get(word(about, "faction"), 0))


def _towns(position: Position, about: About) -> bool:
    faction, places = word(about, "faction"), position.setting.board.places
    return _within(
        about, sum(position.control[places[asset].at] == faction for asset in position.setting.assets)
    )


def _harm(position: Position, about: About) -> bool:
    return _within(about, position.harm.get(word(about, "faction"), 0))


def _cells(position: Position, about: About) -> bool:
    faction = word(about, "faction")
    return _within(about, sum(cell.strength for cell in position.cells.values() if cell.faction == faction))


def _favour(position: Position, about: About) -> bool:
    return _within(about, position.desks.get(word(about, "faction"), Desk()).favour)


def _tension(position: Position, about: About) -> bool:
    return _within(about, position.tension.get(pair_in(about), 0))


def _approval(position: Position, about: About) -> bool:
    return _within(about, position.affairs.approval.get(word(about, "patron"), 0))


def _cohesion(position: Position, about: About) -> bool:
    return _within(about, position.affairs.cohesion.get(word(about, "coalition"), 0))


def _infighting(position: Position, about: About) -> bool:
    return word(about, "id") in position.affairs.infighting


def _relation(position: Position, about: About) -> bool:
    return position.relation(word(about, "of"), word(about, "to")) == word(about, "stance")


def _leave(position: Position, about: About) -> bool:
    key = (word(about, "faction"), word(about, "country"))
    return position.affairs.leaves.get(key, Leave.CLOSED) == word(about, "leave")


def _gate(position: Position, about: About) -> bool:
    return position.affairs.gates.get(word(about, "place")) == word(about, "state")


def _weather(position: Position, about: About) -> bool:
    return (position.affairs.weather or FAIR) == word(about, "id")


def _area(position: Position, about: About) -> bool:
    return any(zone.id == word(about, "id") for zone in areas_in_force(position))


PREDICATES: dict[str, Callable[[Position, About], bool]] = {
    "turn": _turn,
    "date": _date,
    "flag": _flag,
    "fired": _fired,
    "controls": _controls,
    "supplied": _supplied,
    "districts": _districts,
    "near": _near,
    "garrisoned": _garrisoned,
    "units": _units,
    "losses": _losses,
    "towns": _towns,
    "harm": _harm,
    "cells": _cells,
    "favour": _favour,
    "tension": _tension,
    "approval": _approval,
    "cohesion": _cohesion,
    "infighting": _infighting,
    "relation": _relation,
    "leave": _leave,
    "gate": _gate,
    "weather": _weather,
    "area": _area,
}
"""17.2 What may be asked, by the word the schema uses; a test holds both lists equal."""
