"""Rings and the line between the powers: warnings, strikes, calls (9.5–9.8)."""

from __future__ import annotations

from game.ai.desk.purse import WATCH, tension_of, to_spare
from game.model import orders as od
from game.model.kinds import Step
from game.model.politics import Rung, Zone
from game.model.state import View
from game.model.units import Unit
from game.rules.politics.ring import answer_to, is_inside
from game.rules.politics.tension import level_of, pair_between

TENSE = 4
"""Tension from which a machine calls the other side, and strikes no more than it must."""
CLOSE = 3
"""Hexes from the core of a ring within which an intruder is struck whatever the tension."""
A_CALL, AN_EASY_CALL = 200, 110
"""A call while it is tense; one while there are points to spare and something to talk about."""
MET = 150
"""An intruder that is met with what the ladder says."""


def call(view: View, order: od.CallHotline) -> int:
    """9.5 Call while it is tense, before the line goes off; sooner where points are plenty."""
    level = tension_of(view).get(order.to, 0)
    if level >= TENSE:
        return A_CALL
    return AN_EASY_CALL if level >= WATCH and to_spare(view, view.setting.rules.politics.call_price) else 0


def enforce(view: View, order: od.Enforce) -> int:
    """9.7 Warn and show force always, the nearest to the core first; strike while it is calm or the
    core is in danger, and never into a summit."""
    zone, unit = view.setting.politics.zones[order.zone], view.units[order.unit]
    rung = answer_to(view, zone, unit)
    if rung is None:
        return 0
    worth = MET + unit.steps - _from_core(view, zone, unit)
    if rung.step is not Step.STRIKE:
        return worth
    close = is_inside(zone, unit) and _from_core(view, zone, unit) <= CLOSE
    if close:
        return worth
    return worth if _tension(view, zone, unit) < TENSE and not _too_far(view, zone, unit, rung) else 0


def _tension(view: View, zone: Zone, unit: Unit) -> int:
    return level_of(view, *pair_between(view, zone.owner, unit.faction))


def _too_far(view: View, zone: Zone, unit: Unit, rung: Rung) -> bool:
    """9.5 Whether one more strike would bring on a summit."""
    return _tension(view, zone, unit) + rung.tension >= view.setting.rules.politics.summit


def _from_core(view: View, zone: Zone, unit: Unit) -> int:
    if not zone.core:
        return CLOSE + 1
    return view.setting.board.grid.distance(view.setting.board.places[zone.core].at, unit.at)
