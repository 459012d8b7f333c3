"""What the calendar makes of prices: men and command that are spared for a morrow which does not come are
worth nothing at the table."""

from __future__ import annotations

from dataclasses import replace

from game.ai.weights import Weights
from game.model.kinds import FactionId
from game.model.scenario import Setting

LAST_PART = 3
"""Of how many parts of the game the last is the one in which prices fall."""
LEAST_PCT = 25
"""Per cent of its price that a step keeps on the last turn."""


def dated(weights: Weights, setting: Setting, faction: FactionId, turn: int) -> Weights:
    """Return the figures of a turn: towards the end a step and a command point are held less dear, but by
    those who are scored for the men they have left."""
    left, part = setting.clock.turns - turn, setting.clock.turns // LAST_PART
    if left >= part or any(mean.faction == faction for mean in setting.means):
        return weights
    return replace(
        weights,
        own_step=weights.own_step * max(LEAST_PCT, 100 * left // part) // 100,
        command_point=max(weights.idle_point, weights.command_point * left // part),
        least=max(weights.least_idle, weights.least * left // part),
    )
