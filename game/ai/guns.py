"""Batteries that fire by themselves: at whom, and whether it is worth a command point."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import UnitId
from game.model.orders import Activate, Barrage, Order
from game.model.units import Unit
from game.rules.command import may_activate
from game.rules.dice import WAYS
from game.rules.politics.relations import hostile


def barrages(mind: Mind) -> Iterator[Order]:
    """Fire the batteries that are active and unused, then those for which a point of command is worth it."""
    for unit in mind.led:
        if unit.active and not unit.attacked and unit.type.range:
            yield from _shots(mind, (unit,))
    tried: set[UnitId] = set()
    while mind.points > 0:
        group, worth = _best_group(mind, tried)
        if worth < mind.weights.command_point:
            return
        tried.update(unit.id for unit in group)
        yield Activate(tuple(unit.id for unit in group))
        yield from _shots(mind, group)


def _shots(mind: Mind, group: tuple[Unit, ...]) -> Iterator[Order]:
    for unit in group:
        worth, at = _target(mind, unit)
        if worth:
            yield Barrage(unit.id, mind.label(at))


def _best_group(mind: Mind, tried: set[UnitId]) -> tuple[tuple[Unit, ...], int]:
    """Return the batteries of one HQ that one point would let fire, and what they are expected to do."""
    figures = mind.view.setting.rules.command
    idle = [unit for unit in mind.led if unit.type.range and may_activate(unit) and unit.id not in tried]
    found: tuple[tuple[Unit, ...], int] = (), 0
    for lead in idle:
        near = [
            unit
            for unit in idle
            if unit.hq == lead.hq and mind.distance(lead.at, unit.at) <= figures.group_radius
        ]
        group = tuple(near[: figures.group_size])
        worth = sum(_target(mind, unit)[0] for unit in group)
        if lead in group and worth > found[1]:
            found = group, worth
    return found


def _target(mind: Mind, battery: Unit) -> tuple[int, Hex]:
    """Return the expected worth of a barrage on the best target in range, and the target."""
    view = mind.view
    seen = {
        unit.at
        for unit in view.units.values()
        if hostile(view, mind.faction, unit.faction)
        and mind.distance(battery.at, unit.at) <= battery.type.range
    }
    choices = ((_expected(mind, battery, at), -at) for at in sorted(seen))
    worth, at = max(choices, default=(0, 0))
    return worth, -at


def _expected(mind: Mind, battery: Unit, at: Hex) -> int:
    """Return the steps that a barrage is expected to cost, at their price."""
    figures = mind.view.setting.rules.artillery
    built_up = mind.view.setting.board.terrain[at].built_up
    force = battery.type.barrage // 2 if built_up else battery.type.barrage
    steps = sum(
        ways * ((thrown + force >= figures.one_step) + (thrown + force >= figures.two_steps))
        for thrown, ways in WAYS
    )
    return steps * mind.weights.foe_step // 36
