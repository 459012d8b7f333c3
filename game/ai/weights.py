"""What a commander holds dear: the figures of his level, as his faction's doctrine changes them.

Levels differ in them and in how much they look at; none sees more or rolls better. The numbers stand in
scenarios/base/ai.yaml, their meaning in game/model/doctrine.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from re import ASCII, fullmatch

from game.model.doctrine import Weights, under
from game.model.kinds import FactionId
from game.model.scenario import Setting

__all__ = ["NORMAL", "Weights", "changes_of", "level_of", "weights_for"]

NORMAL = Weights()
"""The figures of `normal`, and of every level in a setting that brings none."""


def level_of(setting: Setting, level: str) -> Weights:
    """Return the figures of a level in a setting, whatever faction plays it."""
    return setting.commanders.levels.get(level, NORMAL)


def weights_for(
    setting: Setting, level: str, faction: FactionId, changes: Mapping[str, int] | None = None
) -> Weights:
    """Return the figures of a level, with some of them changed, for a faction by its doctrine."""
    figures = replace(level_of(setting, level), **(changes or {}))
    return under(figures, setting.commanders.doctrine_of(faction))


def changes_of(words: Iterable[str]) -> dict[str, int]:
    """Return the figures that words such as `least=10` give; ValueError where one gives none."""
    known = {one.name: type(one.default) for one in fields(Weights)}
    found = {}
    for word in words:
        name, _, number = word.partition("=")
        if name not in known or not fullmatch(r"-?\d{1,6}", number, ASCII):
            raise ValueError(f"a changed player wants figures, such as least=10; not {word[:40]!r}")
        found[name] = known[name](int(number))
    return found
