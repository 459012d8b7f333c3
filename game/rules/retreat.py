"""Retreat and falling back (4.7, 4.8): nobody decides, a stated rule does."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.kinds import Verb
from game.model.state import Position
from game.model.units import Unit
from game.rules.ground import is_open
from game.rules.movement import edges_for, shut_to
from game.rules.politics.relations import allied, may
from game.rules.stacking import over_stacked
from game.rules.zoc import uncontested


def retreat_path(position: Position, unit: Unit, attackers: tuple[Hex, ...], length: int) -> tuple[Hex, ...]:
    """4.8 Return the hexes a unit retreats through, its own first; shorter than `length` where it is
    blocked."""
    danger = uncontested(position, unit.faction)
    path = [unit.at]
    while len(path) <= length:
        options = candidates(position, unit, path[-1], tuple(path))
        if not options:
            break
        path.append(min(options, key=lambda near: _preference(position, unit, near, attackers, danger)))
    return tuple(path)


def candidates(position: Position, unit: Unit, here: Hex, behind: tuple[Hex, ...] = ()) -> tuple[Hex, ...]:
    """4.8 Return the neighbours a unit may retreat into: passable, not hostile, under the stack limit."""
    shut = shut_to(position, unit)
    return tuple(
        step.near
        for step in edges_for(position, unit)[here]
        if step.near not in shut
        and step.near not in behind
        and not (step.crossing and not is_open(position, step.crossing))
        and may(position, unit.faction, Verb.ENTER, position.control[step.near]) is None
        and over_stacked(position, unit.faction, step.near, (unit,)) is None
    )


def _preference(
    position: Position, unit: Unit, near: Hex, attackers: tuple[Hex, ...], danger: frozenset[Hex]
) -> tuple[int, ...]:
    """4.8 Order candidates: clear of zones, far from attackers, near a source, friendly, easy, lowest."""
    distance = position.setting.board.grid.distance
    terrain = position.setting.board.terrain[near]
    return (
        int(near in danger),
        -sum(distance(near, attacker) for attacker in attackers),
        nearest_source(position, unit, near),
        int(not allied(position, unit.faction, position.control[near])),
        terrain.cost(unit.type.mobility) or 99,
        near,
    )


def nearest_source(position: Position, unit: Unit, here: Hex) -> int:
    """4.8 Return the distance to the faction's nearest source or friendly town, as the crow flies."""
    board = position.setting.board
    faction = position.setting.factions[unit.faction]
    ids = faction.sources or tuple(
        place for place in position.setting.assets if position.control[board.places[place].at] == unit.faction
    )
    hexes = [board.places[place].at for place in ids if place in board.places]
    return min((board.grid.distance(here, there) for there in hexes), default=0)


def fall_back_path(position: Position, unit: Unit, attackers: tuple[Hex, ...]) -> tuple[Hex, ...]:
    """4.7 Return the way a delaying unit leaves before the dice, free of hostile zones and whole, or ()."""
    length = position.setting.rules.combat.delay_hexes
    danger = uncontested(position, unit.faction)
    path = retreat_path(position, unit, attackers, length)
    if len(path) == length + 1 and not danger.intersection(path[1:]) and unit.type.move > 0:
        return path
    return ()


def cornered(position: Position, units: tuple[Unit, ...]) -> bool:
    """4.3 Whether no defender has a hex to retreat to."""
    return not any(candidates(position, unit, unit.at) for unit in units)
