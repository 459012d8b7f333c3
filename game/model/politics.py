"""The political plan of a scenario: what everybody knows of zones, patrons, gates, cards and the conference.

Nothing here changes during a game; `game.model.affairs` holds what does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.hexgrid.coords import Hex
from game.model.kinds import (
    CardId,
    CoalitionId,
    EventId,
    FactionId,
    GateState,
    Leave,
    PatronId,
    PlaceId,
    RouteId,
    Step,
    ZoneId,
    ZoneKind,
)

Value: TypeAlias = str | int | tuple[str, ...]
About: TypeAlias = Mapping[str, Value]
"""The named particulars of a test, an effect or a reaction; the schema says which each kind has."""


# --------------------------------------------------------------------------- conditions and effects


@dataclass(frozen=True, slots=True)
class Predicate:
    """One question about the game, such as `controls` of a faction and a place (17.2)."""

    kind: str
    about: About


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; true of none."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """This does not hold."""

    part: Condition


Condition: TypeAlias = Predicate | Every | Some | Never

ALWAYS: Condition = Every(())
"""The condition of what has none."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One change that an event or a card makes (17.3)."""

    kind: str
    about: About


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a choice, and what it brings. `weight` is what an AI makes of it."""

    label: str
    effects: tuple[Effect, ...]
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A question put to a faction; the first option stands where no answer comes."""

    faction: FactionId
    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """Something that may happen (17.1): when its condition holds and 2d6 reach `need`, `delay` turns on."""

    id: EventId
    when: Condition
    once: bool
    need: int
    delay: int
    effects: tuple[Effect, ...]
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class Card:
    """A card (17.4). `target` says what its player must name: nothing, "hex", "place" or "faction"."""

    id: CardId
    name: str
    text: str
    factions: tuple[FactionId, ...]
    copies: int
    when: Condition
    target: str
    effects: tuple[Effect, ...]


# ------------------------------------------------------------------------------ zones and borders


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder (9.7): a strike spends `points` of air, costs a step on `need` and a second on
    `hard_need` or more of 2d6."""

    step: Step
    points: int = 0
    need: int = 0
    hard_need: int = 13
    tension: int = 0
    repeat_tension: int = 0


@dataclass(frozen=True, eq=False)
class Zone:
    """A zone on the map. `owner`, `ladder`, `core` and `intruders` make a ring; `signatories`, `bound`,
    `excluded`, `guarantors`, `until` and `renewal` a de-escalation area; `bound`, `keys` and `need` a zone
    of consent. `since` and `until` are turns; `until` 0 has no end."""

    id: ZoneId
    name: str
    kind: ZoneKind
    hexes: frozenset[Hex]
    owner: FactionId = ""
    core: PlaceId = ""
    ladder: tuple[Rung, ...] = ()
    intruders: tuple[FactionId, ...] = ()
    signatories: tuple[FactionId, ...] = ()
    bound: tuple[FactionId, ...] = ()
    excluded: tuple[FactionId, ...] = ()
    guarantors: tuple[PatronId, ...] = ()
    since: int = 1
    until: int = 0
    renewal: int = 0
    keys: tuple[PatronId, ...] = ()
    need: int = 0


@dataclass(frozen=True, slots=True)
class Bonus:
    """Something that helps or hinders a throw while a condition holds."""

    when: Condition
    by: int
    reason: str


@dataclass(frozen=True, slots=True)
class LeavePlan:
    """Leave for a faction to enter a country (9.9), `patron`'s to give and an ally's to ask for at `price`
    political points: `depth` hexes from its own side, `turns` away from home, next to a hunted faction."""

    faction: FactionId
    country: str
    start: Leave
    patron: PatronId
    askers: tuple[FactionId, ...]
    price: int
    need: int
    bonuses: tuple[Bonus, ...]
    depth: int
    turns: int
    hunted: tuple[FactionId, ...]


@dataclass(frozen=True, slots=True)
class GatePlan:
    """A crossing to another state (9.10). `keepers` may set it, for a `patron`; it feeds so many `steps`
    of `clients` while open, in per cent by who holds it; `aid_pct` and `closed_value` are what is left of its
    flow as an aid crossing, and of its worth as an asset when closed."""

    place: PlaceId
    start: GateState
    keepers: tuple[FactionId, ...]
    patron: PatronId
    clients: tuple[FactionId, ...]
    steps: int
    by_holder: Mapping[FactionId, int]
    aid_pct: int
    closed_value: int


# ---------------------------------------------------------------------------- patrons, oil, roads


@dataclass(frozen=True, slots=True)
class Reaction:
    """What pleases or displeases a patron (13.3): `by` points of approval whenever `on` happens."""

    on: str
    by: int
    about: About


@dataclass(frozen=True, slots=True)
class Patron:
    """A capital that backs factions (13.1)."""

    id: PatronId
    name: str
    clients: tuple[FactionId, ...]
    start: int
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """An oil or gas field (14.1): `revenue` in half points a turn while whole and repaired."""

    place: PlaceId
    revenue: int
    damage: int


@dataclass(frozen=True, slots=True)
class Route:
    """A road that its faction lives by (14.4): raiders within `reach` hexes may cut it where no guard
    stands within one hex, on `need` or more, until a belt of `belt` hexes either side is clear."""

    id: RouteId
    name: str
    faction: FactionId
    hexes: tuple[Hex, ...]
    raiders: tuple[FactionId, ...]
    reach: int
    belt: int
    need: int


# -------------------------------------------------------------------------- insurgents, coalitions


@dataclass(frozen=True, slots=True)
class Insurgency:
    """What a faction's men do when its ground is lost (15.1–15.6). `shelters` are where remnants gather,
    `workshops` where vehicles are prepared, `terrain` where cells live."""

    faction: FactionId
    cells_max: int
    terrain: frozenset[str]
    shelters: tuple[PlaceId, ...]
    workshops: tuple[PlaceId, ...]
    chits: int


@dataclass(frozen=True, eq=False)
class Coalition:
    """Factions that share a region and may fall out (16.1): `breakers` have stated an aim."""

    id: CoalitionId
    name: str
    members: tuple[FactionId, ...]
    breakers: tuple[FactionId, ...]
    start: int
    hexes: frozenset[Hex]
    gates: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class Posts:
    """Observation posts of a faction (16.5): how many, from which turn, where, and whom they keep out."""

    faction: FactionId
    most: int
    since: int
    radius: int
    hexes: frozenset[Hex]
    bars: tuple[FactionId, ...]
    patrons: tuple[PatronId, ...]


# ------------------------------------------------------------------------------ weather, conference


@dataclass(frozen=True, slots=True)
class Weather:
    """A kind of weather (2.6) and the 2d6 throw, by month, from which it comes."""

    id: str
    name: str
    months: Mapping[int, int]
    grounds_air: bool
    bars: frozenset[str]
    leg_pct: int


@dataclass(frozen=True, slots=True)
class Check:
    """A meeting of the powers (18.1)."""

    id: str
    name: str
    turn: int
    track: str


@dataclass(frozen=True, slots=True)
class EndingText:
    """The closing words from a partition index on, in per cent (18.5)."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Conference:
    """The negotiations: dated checks, the blocs that sit together, rounds of concessions after the war."""

    checks: tuple[Check, ...] = ()
    blocs: tuple[tuple[FactionId, ...], ...] = ()
    rounds: int = 0
    frozen_turns: int = 0
    claims: Mapping[FactionId, tuple[PlaceId, ...]] = field(default_factory=dict)
    endings: tuple[EndingText, ...] = ()


@dataclass(frozen=True, eq=False)
class Politics:
    """The whole political plan; empty where a scenario has none."""

    zones: Mapping[ZoneId, Zone] = field(default_factory=dict)
    tension: Mapping[tuple[FactionId, FactionId], int] = field(default_factory=dict)
    shared_enemy: FactionId = ""
    breakable: Mapping[tuple[FactionId, FactionId], int] = field(default_factory=dict)
    leaves: tuple[LeavePlan, ...] = ()
    gates: Mapping[PlaceId, GatePlan] = field(default_factory=dict)
    patrons: Mapping[PatronId, Patron] = field(default_factory=dict)
    fields: Mapping[PlaceId, Field] = field(default_factory=dict)
    routes: Mapping[RouteId, Route] = field(default_factory=dict)
    insurgencies: Mapping[FactionId, Insurgency] = field(default_factory=dict)
    coalitions: Mapping[CoalitionId, Coalition] = field(default_factory=dict)
    posts: tuple[Posts, ...] = ()
    weather: tuple[Weather, ...] = ()
    hand: int = 0
    cards: Mapping[CardId, Card] = field(default_factory=dict)
    events: Mapping[EventId, StoryEvent] = field(default_factory=dict)
    conference: Conference = field(default_factory=Conference)


NO_POLITICS = Politics()
