"""Orders in the making: an attack whose parts are still being chosen, and orders that want a hex."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.board import Board
from game.model.kinds import Mode, UnitId
from game.model.orders import Attack
from game.model.state import View

Aimed = od.Fly | od.MoveDepot | od.Seize | od.PlacePost | od.Sabotage | od.Enforce
"""Orders whose hex may be chosen on the map."""


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
    vehicle: bool = False
    """Whether a prepared vehicle goes ahead (15.2)."""

    def order(self, label: str) -> Attack:
        """Return the order that this draft stands for."""
        advance = (label,) if self.advance else ()
        return Attack(label, self.chosen, self.mode, self.air, self.guns, advance, self.vehicle)


def toggled(candidates: tuple[UnitId, ...], chosen: tuple[UnitId, ...], unit: UnitId) -> tuple[UnitId, ...]:
    """Return the chosen ones with a unit taken in or left out, in the order of the candidates."""
    return tuple(one for one in candidates if (one in chosen) != (one == unit))


def goal_of(view: View, order: Aimed) -> Hex:
    """Return the hex that an order is aimed at."""
    board = view.setting.board
    match order:
        case od.Seize(place) | od.Sabotage(place):
            return board.places[place].at
        case od.Enforce(_, unit):
            return view.units[unit].at
        case od.PlacePost(label):
            return board.grid.hex_of(label)
        case od.Fly():
            return board.grid.hex_of(order.target)
    return board.grid.hex_of(order.to)


def aimed_at(view: View, order: Aimed, here: Hex) -> Aimed:
    """Return the same order for another hex: its place, or a unit in it."""
    board = view.setting.board
    label = board.grid.label(here)
    match order:
        case od.Seize() | od.Sabotage():
            return replace(order, place=_place_at(board, here))
        case od.Enforce():
            return replace(order, unit=next((unit.id for unit in view.units_at(here)), label))
        case od.PlacePost():
            return replace(order, at=label)
        case od.Fly():
            return replace(order, target=label)
    return replace(order, to=label)


def _place_at(board: Board, here: Hex) -> str:
    return next((place.id for place in board.places_at.get(here, ())), board.grid.label(here))
