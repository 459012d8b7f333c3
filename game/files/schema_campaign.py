"""The schema of a campaign file: its stages, and what each takes over from those before it."""

from dataclasses import field
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, WithJsonSchema

from game.files.schema_types import Count, Id, Line, Model, Prose, Small, Turn

SOME = Field(max_length=100)
Pct = Annotated[int, Field(ge=0, le=100)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]{1,48}$")]


class GroundSpec(Model):
    """A place whose holder goes over: to the same place, or to `to`, with the hexes within `radius`."""

    place: Id
    to: Id | None = None
    radius: Annotated[int, Field(ge=0, le=20)] = 0


class LossSpec(Model):
    """How many of the steps lost are missing at the next start: `pct` of those beyond the `usual`, which the
    next order of battle reckons with already, and never more than `most_pct` of those who bear it. These are
    the units on the map at the start, or those of some arrivals; of some HQs only, where these are named."""

    usual: Small = 0
    pct: Pct = 50
    most_pct: Pct = 25
    arrivals: Annotated[list[Id], SOME] = field(default_factory=list)
    hqs: Annotated[list[Id], SOME] = field(default_factory=list)


class ArrivalSpec(Model):
    """Forces that come some days after a milestone of the stage before. Where it was not reached, they come
    in the turn `late`, or not at all."""

    arrival: Id
    milestone: Id
    days: Small = 0
    late: Turn | None = None


class CitySpec(Model):
    """A city whose districts go over; where it is closed in the next stage, it falls as it fell here."""

    place: Id
    to: Id | None = None
    milestone: Id | None = None


class RemnantSpec(Model):
    """Men who got away, as units that gather at a place of the next stage."""

    template: Id
    hq: Id
    name: Line
    at: Id
    turn: Turn = 4
    pct: Pct = 50
    most: Count = 12


class CarrySpec(Model):
    """What goes over from one earlier stage, the one before unless it is named.

    `factions` renames factions; `fall_back` says where units gather that stand on ground now lost.
    """

    stage: Id | None = None
    factions: Annotated[dict[Id, Id], SOME] = field(default_factory=dict)
    ground: Annotated[list[GroundSpec], SOME] = field(default_factory=list)
    fall_back: Annotated[dict[Id, Id], SOME] = field(default_factory=dict)
    losses: Annotated[dict[Id, LossSpec], SOME] = field(default_factory=dict)
    arrivals: Annotated[list[ArrivalSpec], SOME] = field(default_factory=list)
    cities: Annotated[list[CitySpec], SOME] = field(default_factory=list)
    tension: Annotated[list[tuple[Id, Id]], SOME] = field(default_factory=list)
    approval: Annotated[list[Id], SOME] = field(default_factory=list)
    remnants: Annotated[dict[Id, RemnantSpec], SOME] = field(default_factory=dict)


class StageSpec(Model):
    """A scenario, or a variant of it, as one stage; `changes` are merged over it like a variant."""

    id: Id
    scenario: Name
    variant: Annotated[str, Field(pattern=r"^[a-z0-9_]{0,48}$")] = ""
    intro: Prose = ""
    changes: dict[str, Any] = field(default_factory=dict)
    carry: Annotated[list[CarrySpec], Field(max_length=12)] = field(default_factory=list)


class CampaignSpec(Model):
    """Scenarios played one after the other, each beginning where those before it ended."""

    format: Annotated[Literal["1"], WithJsonSchema({"const": 1})]
    kind: Literal["campaign"]
    id: Id
    title: Line
    summary: Prose = ""
    stages: Annotated[list[StageSpec], Field(min_length=1, max_length=12)]


@cache
def adapter() -> TypeAdapter[CampaignSpec]:
    """Return the reader of a campaign file."""
    return TypeAdapter(CampaignSpec)
