"""Stacking (3.2, 5.1): how many units a hex holds."""

from __future__ import annotations

from collections.abc import Iterable

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.state import Position
from game.model.tongue import say
from game.model.units import Unit
from game.rules.politics.relations import allied
from game.rules.refusal import Refusal


def friends_at(position: Position, faction: FactionId, here: Hex) -> tuple[Unit, ...]:
    """3.2 Return the units in a hex that count towards a faction's stack."""
    return tuple(unit for unit in position.units_at(here) if allied(position, faction, unit.faction))


def over_stacked(position: Position, faction: FactionId, here: Hex, coming: Iterable[Unit]) -> Refusal | None:
    """3.2 A hex holds its terrain's steps and three manoeuvre and two support units; a city 16 steps
    a side, or what the scenario has room for."""
    coming = tuple(coming)
    already = tuple(unit for unit in friends_at(position, faction, here) if unit not in coming)
    return over_limit(position, here, (*already, *coming))


def over_limit(position: Position, here: Hex, stack: tuple[Unit, ...]) -> Refusal | None:
    """3.2 Return why these units may not share the hex, or None."""
    figures = position.setting.rules.stacking
    city = position.setting.city_at.get(here)
    in_city = city is not None
    limit = (
        city.room or position.setting.rules.siege.steps_a_side
        if city is not None
        else position.setting.board.terrain[here].stack_steps
    )
    label = position.setting.board.grid.label(here)
    if sum(unit.steps for unit in stack) > limit:
        return Refusal(say("hex {label} holds {limit} steps", label=label, limit=limit), "3.2")
    support = sum(1 for unit in stack if unit.type.support)
    if not in_city and len(stack) - support > figures.manoeuvre:
        return Refusal(
            say("hex {label} holds {manoeuvre} manoeuvre units", label=label, manoeuvre=figures.manoeuvre),
            "3.2",
        )
    if support > figures.support:
        return Refusal(
            say("hex {label} holds {support} support units", label=label, support=figures.support), "3.2"
        )
    return None
