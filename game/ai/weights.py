"""What a commander holds dear: numbers of taste, in hundredths of a point of the score.

Levels differ here and in how much they look at; none sees more or rolls better.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices and thresholds of a planner."""

    own_step: int = 30
    """The price of a step lost; doubled for men who are cut off."""
    foe_step: int = 25
    command_point: int = 12
    """What a command point could bring elsewhere."""
    idle_point: int = 2
    """What it could bring when nothing better is left to do."""
    ground: int = 40
    """A hex won on the way to an aim."""
    chase_pct: int = 60
    """Of the value of a hex, what it is worth when its defenders only fall back."""
    asset: int = 35
    """A point of an asset's value, for taking its hex."""
    detour: int = 1
    """A half point of way towards its aim that a unit gives up for an attack."""
    progress: int = 75
    """Half a district."""
    relief_aim: int = 5
    """What the relief of a pocket is worth, in points."""
    ring_aim: int = 2
    """What a hex about a contested city is worth, in points."""
    least: int = 8
    """An attack is worth at least this, or it is not made."""
    least_idle: int = 5
    """The same, for command points that would be lost."""
    least_won: int = 13
    """Of 36 throws, the least that win, unless the exchange of steps is good."""
    least_won_town: int = 16
    """The same against a town, where a repulse costs most and there is time."""
    targets: int = 10
    """Targets looked at in full, the nearest first."""
    leads: int = 3
    """Groups tried about each target for each HQ."""
    two_groups: bool = True
    """Whether two groups may be brought together against one target."""
    air_reserve: int = 1
    """Air points left standing at the end of the turn."""
    decay_pct: int = 84
    """What an aim is worth a week later."""
    pace: int = 5
    """Half points of road that a front moves in a week."""
    persistence_pct: int = 125
    """What the aim of last week is worth beside others."""
    crowding_pct: int = 65
    """What an aim is still worth to a second HQ."""
    guard_pct: int = 60
    """Of the threat to an asset, how much defence its guard should have."""


NORMAL = Weights()
EASY = replace(
    NORMAL, two_groups=False, targets=6, leads=1, least=4, least_idle=2, least_won=9, least_won_town=9
)
RECRUIT = replace(
    EASY, targets=3, least=0, least_idle=0, least_won=6, least_won_town=6, air_reserve=0, guard_pct=0
)
GREEDY = replace(NORMAL, two_groups=False, targets=5, leads=1, least=1, air_reserve=0)
