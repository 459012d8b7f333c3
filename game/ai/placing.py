"""Who stands where: the moves of units in touch with the enemy, improved one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.fields import FAR
from game.ai.mind import Mind
from game.ai.moves import CANDIDATES, Goals, approach
from game.ai.window import Window
from game.hexgrid.coords import Hex
from game.model.kinds import Gait, UnitId
from game.model.orders import Move, Order
from game.model.units import Unit
from game.rules.movement import why_not_stop
from game.rules.stacking import over_limit

TOUCH = 4
"""Hexes from a foe within which a unit's place is searched for."""
CHOICES = 7
"""Places that are weighed for each unit, the best on its way."""
SWEEPS = 2
"""Times that everybody is looked at."""


def placed(mind: Mind, window: Window, goals: Goals, budget: int) -> Iterator[Order]:
    """Yield the moves of the units in touch to the places where all of them together stand best."""
    choices = {
        unit.id: found for unit in _in_touch(mind, goals) if len(found := _choices(mind, unit, goals)) > 1
    }
    stand = {unit: mind.view.units[unit].at for unit in choices}
    _improve(mind, window, choices, stand, budget)
    for unit in sorted(stand, key=lambda unit: (mind.field(goals[unit])[stand[unit]], unit)):
        now = mind.view.units.get(unit)
        if now is not None and not now.moved and now.at != stand[unit]:
            yield Move(unit, mind.label(stand[unit]))
            if unit in mind.view.units and mind.view.units[unit].at == now.at:
                mind.blocked.add((unit, now.at, stand[unit]))


def _improve(
    mind: Mind, window: Window, choices: dict[UnitId, dict[Hex, int]], stand: dict[UnitId, Hex], budget: int
) -> None:
    """Move one unit after the other to where the whole is worth most, until nothing gets better."""
    best = window.value(stand) + sum(choices[unit][here] for unit, here in stand.items())
    for _ in range(SWEEPS):
        before = best
        for unit, places in choices.items():
            for here in places:
                if here == stand[unit] or window.evaluations >= budget:
                    continue
                tried = {**stand, unit: here}
                if not _fits(mind, tried, unit, here):
                    continue
                worth = window.value(tried) + sum(choices[one][at] for one, at in tried.items())
                if worth > best:
                    best, stand[unit] = worth, here
        if best == before:
            return


def _fits(mind: Mind, stand: dict[UnitId, Hex], unit: UnitId, here: Hex) -> bool:
    """Whether a unit finds room in a hex when everybody stands where he would."""
    view = mind.view
    there = [one for one in view.units_at(here) if stand.get(one.id, here) == here and one.id != unit]
    coming = [
        view.units[one]
        for one, at in stand.items()
        if at == here and view.units[one].at != here and one != unit
    ]
    return over_limit(view, here, (*there, *coming, view.units[unit])) is None


def _in_touch(mind: Mind, goals: Goals) -> list[Unit]:
    """Return the units that may still move and have foes about them, the nearest to their goals first."""
    found = []
    for unit_id in sorted(goals, key=lambda unit: (mind.field(goals[unit])[mind.view.units[unit].at], unit)):
        unit = mind.view.units[unit_id]
        idle = not (unit.moved or unit.attacked or unit.done) and unit.type.move > 0
        away = 0 < mind.field(goals[unit_id])[unit.at] < FAR
        if idle and away and any(mind.distance(unit.at, at) <= TOUCH for at in mind.picture.foes):
            found.append(unit)
    return found


def _choices(mind: Mind, unit: Unit, goals: Goals) -> dict[Hex, int]:
    """Return the best places for a unit by itself, the one where it is among them, with what each is worth on
    its way and in supply."""
    field = mind.field(goals[unit.id])
    if field[unit.at] >= FAR:
        return {}
    costs = mind.reach(unit, unit.active).costs
    near = sorted(costs, key=lambda here: (field[here], here))[:CANDIDATES]
    rated = {
        here: approach(mind, unit, field, here)
        for here in near
        if here != unit.at
        and (unit.id, unit.at, here) not in mind.blocked
        and why_not_stop(mind.view, unit, here, Gait.NORMAL) is None
    }
    best = sorted(rated, key=lambda here: (-rated[here], here))[: CHOICES - 1]
    return {unit.at: approach(mind, unit, field, unit.at), **{here: rated[here] for here in best}}
