"""The schema of the political layer: zones, borders, patrons, fields, roads, insurgents, the conference."""

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field

from game.files.schema_events import CardsSpec, ConditionSpec, EventSpec, GateWord, LeaveWord, Pair
from game.files.schema_types import Day, Half, Id, Line, Model, Point, Small, Spot, Truth, Turn, Value

SOME = Field(max_length=50)
MANY = Field(max_length=500)
Ids = Annotated[list[Id], SOME]
Roll = Annotated[int, Field(ge=2, le=13)]
Pct = Annotated[int, Field(ge=0, le=100)]


class RungSpec(Model):
    """One rung of a ladder; a strike costs a step on `need` and a second on `hard_need` of 2d6."""

    do: Literal["warn", "show_of_force", "strike"]
    points: Small = 0
    need: Roll = 2
    hard_need: Roll = 13
    tension: Small = 0
    repeat_tension: Small = 0


class ZoneSpec(Model):
    """A zone: `at` with `radius_km`, a zone of the `atlas`, or a `polygon`."""

    name: Line
    kind: Literal["deconfliction", "deescalation", "consent"]
    at: Spot | None = None
    radius_km: Annotated[int, Field(ge=1, le=500)] | None = None
    atlas: Id | None = None
    polygon: Annotated[list[Point], Field(min_length=3, max_length=200)] | None = None
    owner: Id | None = None
    core: Id | None = None
    ladder: Id | None = None
    intruders: Ids = field(default_factory=list)
    signatories: Ids = field(default_factory=list)
    bound: Ids = field(default_factory=list)
    excluded: Ids = field(default_factory=list)
    guarantors: Ids = field(default_factory=list)
    since: Turn = 1
    until: Annotated[int, Field(ge=0, le=400)] = 0
    renewal: Annotated[int, Field(ge=0, le=400)] = 0
    keys: Ids = field(default_factory=list)
    need: Annotated[int, Field(ge=0, le=9)] = 0


class TensionSpec(Model):
    """Two factions that watch each other, and how tense it is at the start."""

    pair: Pair
    start: Small = 0


class BreakSpec(Model):
    """A relation that may be broken by declaration, and what each patron thinks of it."""

    who: Id
    whom: Id
    approval: Value


class BonusSpec(Model):
    """Something that helps or hinders a throw."""

    when: ConditionSpec
    by: Annotated[int, Field(ge=-12, le=12)]
    reason: Line


class LeaveSpec(Model):
    """Leave for a faction to enter a country, a patron's to give."""

    faction: Id
    country: Id
    start: LeaveWord = "closed"
    patron: Id
    askers: Ids
    price: Small = 3
    need: Roll = 7
    bonuses: Annotated[list[BonusSpec], SOME] = field(default_factory=list)
    depth: Small = 2
    turns: Small = 2
    hunted: Ids = field(default_factory=list)


class BorderGateSpec(Model):
    """A crossing to another state: who may set it, whom it feeds, and how many steps of them."""

    start: GateWord = "open"
    keepers: Ids = field(default_factory=list)
    patron: Id | None = None
    clients: Ids = field(default_factory=list)
    steps: Small = 0
    by_holder: Annotated[dict[Id, Pct], SOME] = field(default_factory=dict)
    aid_pct: Pct = 50
    closed_value: Small = 1


class ReactionSpec(Model):
    """What pleases or displeases a patron."""

    on: Literal[
        "takes", "loses", "corridor", "corridor_cut", "steps_lost", "district", "harm", "clash",
        "area_broken", "area_kept", "gate_held", "abroad", "break", "summit", "withdrawal_offer", "post",
    ]  # fmt: skip
    by: Value
    faction: Id | None = None
    against: Id | None = None
    place: Id | None = None
    each: Annotated[int, Field(ge=1, le=50)] = 1


class PatronSpec(Model):
    """A capital that backs factions."""

    name: Line
    clients: Annotated[list[Id], Field(min_length=1, max_length=16)]
    start: Pct
    reactions: Annotated[list[ReactionSpec], SOME] = field(default_factory=list)


class FieldSpec(Model):
    """An oil or gas field: political points a turn, and damage at the start."""

    revenue: Half
    damage: Annotated[int, Field(ge=0, le=3)] = 0


class RouteSpec(Model):
    """A road that a faction lives by, from place to place."""

    name: Line
    faction: Id
    along: Annotated[list[Id], Field(min_length=2, max_length=50)]
    raiders: Ids
    reach: Annotated[int, Field(ge=1, le=10)] = 3
    belt: Annotated[int, Field(ge=0, le=10)] = 4
    need: Roll = 8


class InsurgencySpec(Model):
    """What a faction's men do when its ground is lost."""

    cells_max: Small = 8
    cells: Annotated[dict[Id, Annotated[int, Field(ge=1, le=9)]], SOME] = field(default_factory=dict)
    terrain: Ids
    shelters: Ids = field(default_factory=list)
    workshops: Ids = field(default_factory=list)
    chits: Small = 0


class CoalitionSpec(Model):
    """Factions that share a region and may fall out; `zone` says where."""

    name: Line
    members: Annotated[list[Id], Field(min_length=2, max_length=8)]
    breakers: Ids = field(default_factory=list)
    start: Annotated[int, Field(ge=0, le=10)] = 6
    zone: Id
    gates: Ids = field(default_factory=list)


class PostsSpec(Model):
    """Observation posts that a faction may set up in a zone."""

    faction: Id
    most: Annotated[int, Field(ge=1, le=30)] = 12
    since: Turn = 1
    radius: Annotated[int, Field(ge=0, le=5)] = 2
    zone: Id
    bars: Ids
    patrons: Ids = field(default_factory=list)


class WeatherSpec(Model):
    """A kind of weather and the 2d6 throw, by month, from which it comes."""

    name: Line
    months: dict[Annotated[int, Field(ge=1, le=12)], Roll]
    grounds_air: Truth = False
    bars: Ids = field(default_factory=list)
    leg_pct: Pct = 100


class CheckSpec(Model):
    """A meeting of the powers."""

    id: Id
    name: Line
    date: Day
    track: Literal["geneva", "astana", "sochi"] = "geneva"


class EndingSpec(Model):
    """The closing words from a partition index on."""

    index: Pct
    text: Line


class ConferenceSpec(Model):
    """The negotiations."""

    checks: Annotated[list[CheckSpec], SOME] = field(default_factory=list)
    blocs: Annotated[list[Annotated[list[Id], Field(min_length=1, max_length=16)]], SOME] = field(
        default_factory=list
    )
    rounds: Annotated[int, Field(ge=0, le=4)] = 0
    frozen_turns: Annotated[int, Field(ge=0, le=50)] = 0
    claims: Annotated[dict[Id, Ids], SOME] = field(default_factory=dict)
    endings: Annotated[list[EndingSpec], SOME] = field(default_factory=list)


class PoliticsSpec(Model):
    """The keys of the political layer; a scenario may leave out any of them."""

    zones: Annotated[dict[Id, ZoneSpec], SOME] = field(default_factory=dict)
    ladders: Annotated[dict[Id, Annotated[list[RungSpec], Field(min_length=1, max_length=12)]], SOME] = field(
        default_factory=dict
    )
    tension: Annotated[list[TensionSpec], SOME] = field(default_factory=list)
    shared_enemy: Id | None = None
    breaks: Annotated[list[BreakSpec], SOME] = field(default_factory=list)
    leaves: Annotated[list[LeaveSpec], SOME] = field(default_factory=list)
    gates: Annotated[dict[Id, BorderGateSpec], SOME] = field(default_factory=dict)
    patrons: Annotated[dict[Id, PatronSpec], SOME] = field(default_factory=dict)
    fields: Annotated[dict[Id, FieldSpec], SOME] = field(default_factory=dict)
    routes: Annotated[dict[Id, RouteSpec], SOME] = field(default_factory=dict)
    insurgency: Annotated[dict[Id, InsurgencySpec], SOME] = field(default_factory=dict)
    coalitions: Annotated[dict[Id, CoalitionSpec], SOME] = field(default_factory=dict)
    posts: Annotated[list[PostsSpec], SOME] = field(default_factory=list)
    weather: Annotated[dict[Id, WeatherSpec], SOME] = field(default_factory=dict)
    cards: CardsSpec = field(default_factory=CardsSpec)
    events: Annotated[list[EventSpec], MANY] = field(default_factory=list)
    conference: ConferenceSpec = field(default_factory=ConferenceSpec)
