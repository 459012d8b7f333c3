"""Orders in the making: an attack whose parts are still being chosen, and orders that want a hex."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.hexgrid.coords import Hex
from game.model.kinds import Mode, UnitId
from game.model.orders import Attack, Fly, MoveDepot


@dataclass(frozen=True)
class Draft:
    """An attack being planned: who could take part, and who shall."""

    target: Hex
    candidates: tuple[UnitId, ...]
    chosen: tuple[UnitId, ...]
    batteries: tuple[UnitId, ...] = ()
    guns: tuple[UnitId, ...] = ()
    mode: Mode = Mode.ASSAULT
    air: int = 0
    advance: bool = True

    def order(self, label: str) -> Attack:
        """Return the order that this draft stands for."""
        advance = (label,) if self.advance else ()
        return Attack(label, self.chosen, self.mode, self.air, self.guns, advance)


def toggled(candidates: tuple[UnitId, ...], chosen: tuple[UnitId, ...], unit: UnitId) -> tuple[UnitId, ...]:
    """Return the chosen ones with a unit taken in or left out, in the order of the candidates."""
    return tuple(one for one in candidates if (one in chosen) != (one == unit))


def goal_of(order: Fly | MoveDepot) -> str:
    """Return the number of the hex that an order is aimed at."""
    return order.target if isinstance(order, Fly) else order.to


def aimed_at(order: Fly | MoveDepot, label: str) -> Fly | MoveDepot:
    """Return the same order for another hex."""
    return replace(order, target=label) if isinstance(order, Fly) else replace(order, to=label)
