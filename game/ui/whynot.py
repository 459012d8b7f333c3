"""Why a button cannot be pressed just now: the rules' own answer, for its tooltip."""

from __future__ import annotations

from game.model.kinds import AirMission
from game.model.orders import Activate, DigIn, Fly, Order
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.movement import why_not_stir
from game.rules.refusal import Refusal
from game.ui.controls import Desk

NO_TARGET = {
    AirMission.RECON: mark("There is nothing to look for (rule 6.2)."),
    AirMission.INTERDICT: mark("There is no road left to interdict (rule 6.2)."),
    AirMission.STRIKE: mark("No bridge and no hostile depot is known (rule 6.2)."),
    AirMission.DROP: mark("No pocket of yours is besieged (rule 7.4)."),
}
"""What is said where a mission has no target at all."""


def with_reason(tip: str, refusal: Refusal | None) -> str:
    """Return a tooltip, with the reason below it where something is refused."""
    return f"{tip}\n{refusal.told}" if refusal and tip else refusal.told if refusal else tip


def why_not(desk: Desk, order: Order) -> Refusal | None:
    """Return why the person at the desk may not give an order now, None when he may or is not asked."""
    return desk.session.why_not(order) if desk.commanding else None


def why_no_march(desk: Desk, unit: Unit) -> Refusal | None:
    """2.3 Return why a unit may not march, or None."""
    return why_not_stir(unit) if desk.commanding else None


def why_no_digging(desk: Desk, unit: Unit) -> Refusal | None:
    """4.11 Return why a unit may not dig in, or None."""
    return why_not(desk, DigIn(unit.id))


def why_no_activation(desk: Desk, unit: Unit) -> Refusal | None:
    """1.1 Return why a unit may not be activated, or None."""
    return why_not(desk, Activate((unit.id,)))


def why_no_mission(desk: Desk, mission: AirMission) -> str:
    """6.1, 6.2 Return why a mission may not be flown anywhere, empty when it may."""
    if not desk.commanding or mission in desk.session.flights():
        return ""
    refusal = desk.session.why_not(Fly(mission, desk.label(0)))
    return refusal.told if refusal is not None and refusal.rule == "6.1" else NO_TARGET[mission]
