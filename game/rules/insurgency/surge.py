"""What an insurgent adds to an attack: a vehicle sent ahead (15.2), the first blow of a surge (15.7)."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.combat import Shift
from game.model.kinds import FactionId
from game.model.orders import Attack
from game.model.state import Position
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.insurgency.ground import insurgency_of


def surging(position: Position, faction: FactionId) -> bool:
    """15.7 Whether an insurgent has called a surge this turn: its units then slip through everywhere."""
    desk = position.desks.get(faction)
    called = desk is not None and desk.surged == position.turn
    return called and insurgency_of(position, faction) is not None


def uprising(position: Position, attack: Attack, attackers: tuple[Unit, ...]) -> Iterator[Shift]:
    """15.2, 15.7 Yield what an insurgent's vehicle and surge add to an attack."""
    figures = position.setting.rules.insurgency
    if attack.svbied:
        yield Shift(figures.vehicle_shift, mark("vehicle sent ahead"), "15.2")
    faction = attackers[0].faction
    if surging(position, faction) and not _has_attacked(position, faction, attack):
        yield Shift(figures.surge_shift, mark("first attack of a surge"), "15.7")


def _has_attacked(position: Position, faction: FactionId, attack: Attack) -> bool:
    """15.7 Whether any other unit of a faction has attacked this turn."""
    these = {*attack.units, *attack.guns}
    return any(unit.attacked for unit in position.units_of(faction) if unit.id not in these)
