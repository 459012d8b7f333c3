"""What the commanders that a machine plays hold dear: levels, and the doctrine of each faction.

The numbers stand in scenarios/base/ai.yaml; the defaults here are those of the level `normal`, for settings
that bring no levels. A new figure is a field here and a line there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from game.model.kinds import FactionId, ZoneId
from game.model.tongue import mark

USUAL_RISK = 50
"""The risk at which a doctrine changes nothing."""

THINKING = ("targets", "leads", "two_groups", "walks_in", "mends_links", "feeds_fronts")
"""Figures of how much a level looks at. They make its strength, so no doctrine changes them."""

SWITCHES = {
    "counter_stroke": mark("Motorised raiders do not settle in field works, but stay free to strike back."),
    "keeps_to_ring": mark("Where it or an ally has a ring, it fights for nothing outside: it warns."),
    "goes_to_ground": mark(
        "Worn units go to ground as soon as their supply is cut, not only when they starve."
    ),
}
"""What a doctrine may say by a word alone, and what it means."""

RISKED = {"least_won": -1, "least_won_town": -1, "own_step": -1}
"""Figures that risk changes, and which way: who risks more asks for less certainty and minds losses less."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices and thresholds of a planner; worth is in hundredths of a point of the score."""

    own_step: int = 22
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
    least: int = 5
    """An attack is worth at least this, or it is not made."""
    least_idle: int = 5
    """The same, for command points that would be lost."""
    least_won: int = 10
    """Of 36 throws, the least that win, unless the exchange of steps is good."""
    least_won_town: int = 12
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
    walks_in: bool = True
    """Whether single units are sent to prizes that nobody guards."""
    mends_links: bool = True
    """Whether it takes back the hexes that cut its assets off."""
    feeds_fronts: bool = True
    """Whether depots follow the columns and roads are driven open for them."""
    guard_pct: int = 60
    """Of the threat to an asset, how much defence its guard should have."""
    unseen_pct: int = 25
    """Of the attack strength that may stand out of sight, how much threatens."""
    forward_pct: int = 130
    """Of the enemy's strength near its own, what an army needs to go forward as a whole."""
    bold_pct: int = 120
    """Of the enemy's strength about a force, what it needs to go for its aim."""
    patience: int = 3
    """Turns that a force stands before an aim without getting nearer, until it takes another."""
    delay_pct: int = 200
    """Of the defence of a stack in the open, the threat from which it gives way instead of holding."""
    lifeline: int = 60
    """What a hex on a lifeline, of his or one's own, is worth at most."""
    raids: int = 1
    """Raids on roads at a time."""
    raid_worth: int = 24
    """Value of a road hex from which it is worth a raid: two a step fed along it."""
    raid_shy: int = 500
    """Hundredths of hostile attack strength that a raider will sit next to."""
    surge_worth: int = 45
    """An attack that a surge pays for is worth at least this."""
    breach_pct: int = 60
    """Of its worth, what an aim keeps that is won by breaking an area."""
    ring_pct: int = 100
    """Of its usual worth, what an aim keeps in a ring where its taker would be struck."""


@dataclass(frozen=True, slots=True)
class Doctrine:
    """How a faction fights: changes to the figures of any level, in per cent of them, and switches by name.
    `risk` is in per cent, 50 the usual; marches are planned round the zones of `avoid`."""

    name: str = ""
    text: str = ""
    weights_pct: Mapping[str, int] = field(default_factory=dict)
    switches: frozenset[str] = frozenset()
    risk: int = USUAL_RISK
    avoid: tuple[ZoneId, ...] = ()
    desk_pct: Mapping[str, int] = field(default_factory=dict)
    """Of what a political order is worth, by its first word: what it is worth to this faction."""


PLAIN = Doctrine()


@dataclass(frozen=True, slots=True)
class Commanders:
    """The levels by name, and the doctrine of each faction that has one."""

    levels: Mapping[str, Weights] = field(default_factory=dict)
    doctrines: Mapping[FactionId, Doctrine] = field(default_factory=dict)

    def doctrine_of(self, faction: FactionId) -> Doctrine:
        """Return the doctrine of a faction; one that changes nothing where it has none."""
        return self.doctrines.get(faction, PLAIN)


NO_COMMANDERS = Commanders()


def under(weights: Weights, doctrine: Doctrine) -> Weights:
    """Return the figures of a level as a doctrine changes them, half up."""
    pct = {one.name: doctrine.weights_pct.get(one.name, 100) for one in fields(Weights)}
    for name, way in RISKED.items():
        pct[name] = pct[name] * (100 + way * (doctrine.risk - USUAL_RISK)) // 100
    changed = {
        name: (2 * getattr(weights, name) * share + 100) // 200
        for name, share in pct.items()
        if share != 100 and name not in THINKING
    }
    return replace(weights, **changed)
