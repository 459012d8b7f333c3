"""Sentries: units that the next-unit key passes over until they are woken, or an enemy comes near."""

from __future__ import annotations

from game.model.tongue import t
from game.model.units import Unit
from game.ui.controls import Desk

WATCH = 2
"""Hexes within which an enemy wakes a sentry."""


def turn_sentry(desk: Desk) -> Unit | None:
    """Let the selected unit stand sentry and go to the next, or wake it; return who is selected then."""
    unit = desk.selected
    if unit is None or unit.faction != desk.viewer:
        return None
    if unit.id in desk.sentries:
        desk.sentries.discard(unit.id)
        desk.say(t("{unit} is awake.", unit=unit.name))
        return unit
    desk.sentries.add(unit.id)
    following = desk.next_unit()
    desk.say(t("{unit} stands sentry until an enemy comes near.", unit=unit.name))
    return following


def wake_sentries(desk: Desk) -> None:
    """Wake those who are known to have an enemy near them; the fallen are forgotten."""
    units, within = desk.view.units, desk.view.setting.board.grid.within
    for sentry in sorted(desk.sentries):
        unit = units.get(sentry)
        if unit is None or any(desk.foes_at(near) for near in within(unit.at, WATCH)):
            desk.sentries.discard(sentry)
