"""What a commander holds dear: the figures of his level, as his faction's doctrine changes them.

Levels differ in them and in how much they look at; none sees more or rolls better. The numbers stand in
scenarios/base/ai.yaml, their meaning in game/model/doctrine.py.
"""

from __future__ import annotations

from game.model.doctrine import Weights, under
from game.model.kinds import FactionId
from game.model.scenario import Setting

__all__ = ["NORMAL", "Weights", "level_of", "weights_for"]

NORMAL = Weights()
"""The figures of `normal`, and of every level in a setting that brings none."""


def level_of(setting: Setting, level: str) -> Weights:
    """Return the figures of a level in a setting, whatever faction plays it."""
    return setting.commanders.levels.get(level, NORMAL)


def weights_for(setting: Setting, level: str, faction: FactionId) -> Weights:
    """Return the figures of a level for a faction, by its doctrine."""
    return under(level_of(setting, level), setting.commanders.doctrine_of(faction))
