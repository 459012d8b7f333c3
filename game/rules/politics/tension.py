"""Tension between two factions that watch each other (9.3, 9.5): which pair a clash weighs on, and whether
the line between them is off."""

from __future__ import annotations

from game.model.affairs import Pair, pair_of
from game.model.events import TensionChanged
from game.model.kinds import FactionId
from game.model.state import Position
from game.rules.play import Play
from game.rules.politics.relations import allies


def is_watched(position: Position, a: FactionId, b: FactionId) -> bool:
    """9.5 Whether a scenario has a line between two factions."""
    return pair_of(a, b) in position.setting.politics.tension


def level_of(position: Position, a: FactionId, b: FactionId) -> int:
    """9.3 Return the tension between two factions."""
    return position.tension.get(pair_of(a, b), 0)


def is_off(position: Position, a: FactionId, b: FactionId) -> bool:
    """9.5 Whether the line between two factions that watch each other is off."""
    return is_watched(position, a, b) and level_of(position, a, b) >= position.setting.rules.politics.line_off


def pair_between(position: Position, a: FactionId, b: FactionId) -> Pair:
    """9.5 Return the pair that answers for a clash: the two themselves, or allies of theirs that watch
    each other."""
    for one in (a, *allies(position, a)):
        for other in (b, *allies(position, b)):
            if is_watched(position, one, other):
                return pair_of(one, other)
    return pair_of(a, b)


def strain(play: Play, a: FactionId, b: FactionId, by: int, reason: str) -> None:
    """9.3 Let tension rise between two factions, or between the allies of theirs that watch each other."""
    if by:
        play.enter(TensionChanged(pair_between(play.state, a, b), by, reason))
