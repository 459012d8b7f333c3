"""What a person may have forgotten before he ends his impulse."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.kinds import SupplyState
from game.model.state import View
from game.model.units import Unit

NAMED = 4


def forgotten(view: View) -> list[str]:
    """Return a sentence for each thing that is left undone or is going wrong."""
    units = view.units_of(view.faction)
    points = view.command.get(view.faction, 0)
    idle = [unit for unit in units if unit.active and not unit.moved and not unit.attacked]
    hungry = [unit for unit in units if unit.supply is SupplyState.OUT]
    lines = []
    if points:
        lines.append(f"{_count(points, 'command point')} unspent; they do not carry over.")
    if idle:
        lines.append(f"{_count(len(idle), 'active unit')} idle: {_names(idle)}.")
    if hungry:
        lines.append(f"{_count(len(hungry), 'unit')} out of supply: {_names(hungry)}.")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}s are" if number != 1 else f"1 {noun} is"


def _names(units: Sequence[Unit]) -> str:
    return ", ".join(unit.name for unit in units[:NAMED]) + (" …" if len(units) > NAMED else "")
