"""What is done on and under the ground that is no fight (14.3, 15.2–15.6)."""

from __future__ import annotations

from game.model import orders as od
from game.model.kinds import SupplyState
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import attack_strength, defence_strength
from game.rules.politics.relations import hostile

CLOSE = 3
"""Hexes within which an enemy is about to arrive."""
MINES = 4
"""Belts that are enough."""
WRECK, COMB, MINE, HIDE, STAND = 80, 45, 30, 70, 20


def sabotage(view: View, order: od.Sabotage) -> int:
    """14.3 A field is wrecked when those next to it are too strong for whoever holds it."""
    board = view.setting.board
    about = board.grid.within(board.places[order.place].at, 1)
    units = [unit for near in about for unit in view.units_at(near)]
    coming = sum(attack_strength(view, unit) for unit in units if hostile(view, view.faction, unit.faction))
    holding = sum(defence_strength(view, unit) for unit in units if unit.faction == view.faction)
    return WRECK if coming > 2 * holding else 0


def sweep(view: View, order: od.Sweep) -> int:
    """15.6 Comb where something is known to lie."""
    unit = view.units[order.unit]
    there = view.cells.get(unit.at) or view.belts.get(unit.at)
    return COMB if there and there.faction != view.faction else 0


def belt(view: View, order: od.LayBelt) -> int:
    """15.3 Mines are laid where an enemy is about to come."""
    unit = view.units[order.unit]
    laid = sum(1 for one in view.belts.values() if one.faction == view.faction)
    return MINE if laid < MINES and unit.at not in view.belts and _threatened(view, unit) else 0


def _threatened(view: View, unit: Unit) -> bool:
    distance = view.setting.board.grid.distance
    return any(
        distance(other.at, unit.at) <= CLOSE
        for other in view.units.values()
        if hostile(view, unit.faction, other.faction)
    )


def hide(view: View, order: od.GoToGround) -> int:
    """15.4 Worn units that are cut off go to ground."""
    unit = view.units[order.unit]
    patience = 0 if "goes_to_ground" in view.setting.commanders.doctrine_of(view.faction).switches else 2
    lost = unit.supply is SupplyState.OUT and unit.hungry >= patience
    return HIDE if lost and 2 * unit.steps <= unit.type.steps else 0


def standing(view: View, order: od.SetStanding) -> int:
    """15.2, 15.3 Vehicles and ambushes are held ready."""
    return STAND if order.on else 0
