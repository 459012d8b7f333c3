"""What is true of every sane State; tests, `replay --verify` and debug runs ask it after each order.

Each function below yields a plain sentence for everything it finds wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.hexgrid.coords import Hex
from game.model.kinds import NOBODY, Sight, SupplyState
from game.model.state import State
from game.model.units import Unit
from game.rules import audit_politics
from game.rules.ground import is_closed
from game.rules.politics.abroad import is_abroad, plans_of
from game.rules.politics.relations import allied, allies, hostile
from game.rules.stacking import over_limit


def audit(state: State) -> list[str]:
    """Return everything that is wrong with a state; nothing when it is sane."""
    return [fault for look in _LOOKS for fault in look(state)]


def _units(state: State) -> Iterator[str]:
    """3.2, 4.2 Units are whole, in order, on ground that bears them, and dead or alive but not both."""
    if list(state.units) != sorted(state.units):
        yield "units are out of order"
    for key, unit in state.units.items():
        if key != unit.id:
            yield f"unit {unit.id} is kept as {key}"
        if not 1 <= unit.steps <= unit.type.steps:
            yield f"{unit.id} has {unit.steps} of {unit.type.steps} steps"
        if key in state.pool:
            yield f"{unit.id} is both alive and destroyed"
        if not 0 <= unit.dig_in <= 3:
            yield f"{unit.id} has field works {unit.dig_in}"
        if (unit.hungry > 0) != (unit.supply is SupplyState.OUT):
            yield f"{unit.id} is {unit.supply.value} and {unit.hungry} turns hungry"
        yield from _footing(state, unit)


def _footing(state: State, unit: Unit) -> Iterator[str]:
    """2.1, 9.2 A unit stands on the map, in a country it may be in, on ground that bears its kind."""
    board = state.setting.board
    if not 0 <= unit.at < len(board.grid):
        yield f"{unit.id} stands off the map"
        return
    label = board.grid.label(unit.at)
    if board.terrain[unit.at].cost(unit.type.mobility) is None and unit.at not in board.road_hexes:
        yield f"{unit.id} stands in {label}, which bars it"
    if is_abroad(state, unit.faction, unit.at) and not _may_be_abroad(state, unit):
        yield f"{unit.id} stands in {label}, in a country it has no leave for"
    if is_closed(state.setting, unit.at):
        yield f"{unit.id} stands in {label}, where another battle is fought"


def _may_be_abroad(state: State, unit: Unit) -> bool:
    """9.9 Whether there is any leave for a unit to be where it is, though it may have been withdrawn."""
    country = state.setting.board.country[unit.at]
    return any(plan.country == country for plan in plans_of(state.setting, unit.faction))


def _stacks(state: State) -> Iterator[str]:
    """3.2, 5.1 Only allies share a hex, within its limits; in a city both sides may stand."""
    for here, stack in state.occupants.items():
        label = state.setting.board.grid.label(here)
        for faction in sorted({unit.faction for unit in stack}):
            friends = tuple(unit for unit in stack if allied(state, faction, unit.faction))
            refusal = over_limit(state, here, friends)
            if refusal:
                yield f"too many in {label}: {refusal}"
            if len(friends) < len(stack) and here not in state.setting.city_at:
                yield f"{faction} shares {label} with others than allies"


def _control(state: State) -> Iterator[str]:
    """5.1, 10.1 Units stand on their own or allied ground; a city is its greatest holder's."""
    for here, stack in state.occupants.items():
        if here in state.setting.city_at:
            continue
        owner = state.control[here]
        if owner == NOBODY or any(hostile(state, unit.faction, owner) for unit in stack):
            yield f"{stack[0].id} stands in {state.setting.board.grid.label(here)}, held by {owner!r}"
    for place, siege in state.cities.items():
        plan, here = state.setting.cities[place], state.setting.board.places[place].at
        if sum(siege.holders.values()) != plan.districts or min(siege.holders.values()) < 0:
            yield f"{place} has districts {dict(siege.holders)} of {plan.districts}"
        if state.control[here] != siege.controller:
            yield f"{place} is held by {state.control[here]!r}, not {siege.controller!r}"


def _points(state: State) -> Iterator[str]:
    """1.1, 6.1, 9.3 Nothing that is spent falls below nothing, and tension stays on its track."""
    for name in ("command", "air", "transport", "harm", "losses", "dumps", "surges"):
        for key, value in getattr(state, name).items():
            if value < 0:
                yield f"{name} of {key} is {value}"
    if state.impulse_command < 0:
        yield f"command spent in this impulse is {state.impulse_command}"
    for pair, level in state.tension.items():
        if not 0 <= level <= state.setting.rules.politics.tension_max or pair[0] >= pair[1]:
            yield f"tension of {pair} is {level}"


def _sequence(state: State) -> Iterator[str]:
    """1.2 Somebody is to move until the game is over, in a turn and impulse that exist."""
    clock = state.setting.clock
    if (state.ending is None) != (state.active in state.setting.order):
        yield f"{state.active!r} is to move and the ending is {state.ending}"
    if not (1 <= state.turn <= clock.turns and 0 <= state.impulse < clock.impulses):
        yield f"it is turn {state.turn}, impulse {state.impulse}"
    for unit in state.units.values():
        if unit.active and unit.faction != state.active:
            yield f"{unit.id} is active in another's impulse"
    if state.active and not set(state.free_attacks) <= set(state.setting.factions[state.active].hqs):
        yield f"attacks are left to {state.free_attacks}"


def _tables(state: State) -> Iterator[str]:
    """9.1 Every pair of factions has a relation, every depot ground to stand on."""
    factions = state.setting.factions
    for a in factions:
        for b in factions:
            if a != b and (a, b) not in state.relations:
                yield f"no relation of {a} to {b}"
    for depot in state.depots.values():
        if not 0 <= depot.at < len(state.control):
            yield f"depot {depot.id} is off the map"
        elif hostile(state, depot.faction, state.control[depot.at]):
            yield f"depot {depot.id} lies on ground of {state.control[depot.at]}"


def _knowledge(state: State) -> Iterator[str]:
    """8.1 What a faction sees just now is so; nobody is told where the unseen are."""
    for faction, known in state.knowledge.items():
        friends = allies(state, faction)
        for key, sighting in known.sightings.items():
            unit = state.units.get(key)
            if sighting.unit.faction in friends:
                yield f"{faction} has sighted its friend {key}"
            if _stale(state, known.vision, unit, sighting.at, sighting.turn):
                yield f"{faction} sees {key} where it is not"
        for unit in state.units.values():
            seen = known.vision.get(unit.at, Sight.UNKNOWN)
            if seen and unit.faction not in friends and unit.id not in known.sightings:
                yield f"{faction} overlooks {unit.id} in plain sight"


def _stale(state: State, vision: Mapping[Hex, Sight], unit: Unit | None, at: Hex, turn: int) -> bool:
    """Whether a sighting of this turn in a hex that is seen is of nobody there."""
    fresh = turn == state.turn and at in vision
    return fresh and (unit is None or unit.at != at)


_LOOKS = (_units, _stacks, _control, _points, _sequence, _tables, _knowledge, *audit_politics.LOOKS)
