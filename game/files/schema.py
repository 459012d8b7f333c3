"""The schema of a scenario file: which keys there are, and what each may hold.

Every part refuses unknown keys. The kinds of values stand in schema_types, the tables in schema_tables.
"""

from dataclasses import field
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter, WithJsonSchema

from game.files.schema_ai import CommandersSpec, FactionAiSpec
from game.files.schema_lesson import LessonSpec
from game.files.schema_politics import PoliticsSpec
from game.files.schema_tables import RULES, TableSpec, TemplateSpec, TerrainSpec
from game.files.schema_types import (
    ByTurn,
    Count,
    Day,
    Half,
    HexLabel,
    Id,
    Lat,
    Line,
    Lon,
    Model,
    Point,
    Prose,
    Small,
    Spot,
    Tenths,
    Truth,
    Turn,
)

__all__ = [
    "RULES", "Half", "HexLabel", "Id", "Model", "Point", "ScenarioSpec", "Spot", "TableSpec", "TemplateSpec",
    "TerrainSpec", "adapter",
]  # fmt: skip


# Caps far above any scenario, so that a file from a stranger costs no more than a second.
MOST_FACTIONS = 16
MANY = Field(max_length=1000)
SOME = Field(max_length=50)
Groups: TypeAlias = Annotated[
    list[Annotated[list[Id], Field(max_length=MOST_FACTIONS)]], Field(max_length=MOST_FACTIONS)
]


class ClockSpec(Model):
    """When the game is played."""

    start: Day
    turn_days: Annotated[int, Field(ge=1, le=31)] = 7
    turns: Turn
    impulses: Annotated[Literal["1", "2"], WithJsonSchema({"enum": [1, 2]})] = "1"
    variable_end: dict[Turn, Annotated[int, Field(ge=2, le=12)]] = field(default_factory=dict)


class Bounds(Model):
    """The box of the map, in degrees."""

    west: Lon
    south: Lat
    east: Lon
    north: Lat


class PlaceSpec(Model):
    """A named place of the scenario's own."""

    lat: Lat
    lon: Lon
    name: Annotated[str, Field(max_length=80, pattern=r"^[^|\n]+$")]
    name_ar: Annotated[str, Field(max_length=80, pattern=r"^[^|\n]*$")] = ""
    kind: Id = "village"
    importance: Annotated[int, Field(ge=1, le=5)] = 1
    country: Id = "syria"
    note: Annotated[str, Field(max_length=400, pattern=r"^[^|\n]*$")] = ""


class MapSpec(Model):
    """The part of the world the game is played on, and what the scenario adds to the atlas."""

    bounds: Bounds
    hex_km: Annotated[int, Field(ge=2, le=30)]
    places: Annotated[dict[Id, PlaceSpec], MANY] = field(default_factory=dict)
    areas: Annotated[dict[Id, dict[str, Any]], MANY] = field(default_factory=dict)
    lines: Annotated[dict[Id, dict[str, Any]], MANY] = field(default_factory=dict)
    crossings: Annotated[dict[Id, dict[str, Any]], MANY] = field(default_factory=dict)


class SurgeSpec(Model):
    """Extra command points, a few times a game."""

    count: Small
    command: Small
    first: Turn
    last: Turn


class GateSpec(Model):
    """What a faction may not do before a turn."""

    until_turn: Turn
    unless_half_fallen: Id | None = None
    attacks: Truth = True
    reason: Line


class FactionSpec(Model):
    """One faction."""

    name: Line
    short: Annotated[str, Field(min_length=1, max_length=8)]
    colour: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
    pattern: Literal["plain", "dots", "bars", "cross", "check", "hatch", "rings"] = "plain"
    command: ByTurn
    air: ByTurn = field(default_factory=dict)
    transport: Small = 0
    replacements: ByTurn = field(default_factory=dict)
    countries: Annotated[list[Id], Field(min_length=1, max_length=50)]
    capital: Id | None = None
    sources: Annotated[list[Id], SOME] = field(default_factory=list)
    patron_sources: Annotated[list[Id], SOME] = field(default_factory=list)
    town_supply: Truth = False
    surge: SurgeSpec | None = None
    gates: Annotated[list[GateSpec], SOME] = field(default_factory=list)
    hqs: Annotated[dict[Id, Line], Field(min_length=1, max_length=50)]
    par: Tenths
    handicap: Annotated[int, Field(ge=-50, le=50, multiple_of=10)] = 0
    briefing: Prose = ""


Stance: TypeAlias = Literal["allied", "cooperating", "neutral", "deconflicted", "hostile"]


class RelationsSpec(Model):
    """Who stands how to whom at the start."""

    default: Stance = "neutral"
    pair: Annotated[list[tuple[Id, Id, Stance]], MANY] = field(default_factory=list)
    one_way: Annotated[list[tuple[Id, Id, Stance]], MANY] = field(default_factory=list)
    all_against: Annotated[list[Id], Field(max_length=MOST_FACTIONS)] = field(default_factory=list)


class ControlSet(Model):
    """Ground given to a faction whatever the atlas says, with the hexes within `radius`."""

    place: Id | None = None
    at: Spot | None = None
    radius: Annotated[int, Field(ge=0, le=20)] = 0
    faction: Id | None = None


class ControlSpec(Model):
    """Who holds the ground at the start: codes of the atlas to factions, then single corrections."""

    date: Day
    map: Annotated[dict[Annotated[str, Field(pattern=r"^[A-Z0-9_]{1,16}$")], Id], SOME]
    set: Annotated[list[ControlSet], MANY] = field(default_factory=list)


class AssetSpec(Model):
    """Something worth points at the table."""

    value: Small
    kind: Line


class SymbolSpec(Model):
    """Points for whoever takes a place first, by a day; less a point for so many marks of harm done."""

    place: Id
    value: Small
    excluded: Annotated[list[Id], SOME] = field(default_factory=list)
    until: Day | None = None
    harm_each: Small = 0


class CorridorSpec(Model):
    """A road link that scores for a faction."""

    faction: Id
    from_: Annotated[list[Id], Field(alias="from", min_length=1, max_length=50)]
    to: Id
    paved: Small
    track: Small
    denied_to: Annotated[dict[Id, Small], SOME] = field(default_factory=dict)


class MeanSpec(Model):
    """A faction scored by the mean of its assets at some turns."""

    faction: Id
    turns: Annotated[list[Turn], Field(min_length=1, max_length=50)]
    steps_a_point: Count


class CitySpec(Model):
    """A city fought for by districts."""

    districts: Annotated[int, Field(ge=1, le=20)]
    holders: Annotated[dict[Id, Small], Field(min_length=1, max_length=2)]
    dump: Small = 0
    closed: Truth = False
    falls: dict[Turn, Small] = field(default_factory=dict)
    room: Small = 0


class PocketSpec(Model):
    """A besieged pocket that lives on a dump, in turns of supply."""

    faction: Id
    dump: Half
    radius: Annotated[int, Field(ge=0, le=20)]


class BandsSpec(Model):
    """Margins from which a result is a decisive win, a win, a draw."""

    decisive: Tenths
    win: Tenths
    draw: Tenths


class UnitSpec(Model):
    """A unit of the order of battle; with `count`, several of a kind."""

    id: Id
    template: Id
    faction: Id
    hq: Id
    name: Line
    at: Spot | None = None
    count: Annotated[int, Field(ge=1, le=20)] = 1
    steps: Annotated[int, Field(ge=1, le=12)] | None = None
    posture: Literal["hold", "delay"] = "hold"
    dig_in: Annotated[int, Field(ge=0, le=3)] = 0
    known: Truth = False


class EarlySpec(Model):
    """From which turn an arrival may be recalled, and at how many points."""

    turn: Turn
    vp: Small


class ArrivalSpec(Model):
    """Units that come on a turn; in turn 0, that is never by themselves, those that an event brings."""

    id: Id
    turn: Annotated[int, Field(ge=0, le=400)]
    at: Spot | None = None
    early: EarlySpec | None = None
    text: Line = ""
    units: Annotated[list[UnitSpec], Field(min_length=1, max_length=200)]


class WithdrawalSpec(Model):
    """Units that leave on a turn."""

    turn: Turn
    units: Annotated[list[Id], Field(min_length=1, max_length=200)]
    text: Line = ""


class DepotSpec(Model):
    """A depot at the start."""

    id: Id
    name: Line
    faction: Id
    at: Spot


class MilestoneSpec(Model):
    """What history reached on a date; read by reports, never by a rule."""

    id: Id
    text: Line
    faction: Id
    kind: Literal["control", "link", "cross", "city"]
    places: Annotated[list[Id], Field(min_length=1, max_length=50)]
    date: Day
    tolerance_days: Annotated[int, Field(ge=0, le=400)]


class ChapterSpec(Model):
    """Of which campaign a game is a stage; stands in saves only."""

    id: Id
    title: Line
    summary: Prose = ""
    number: Turn
    stages: Annotated[list[Line], SOME]
    intro: Prose = ""
    carried: Annotated[list[Prose], MANY] = field(default_factory=list)
    record: Annotated[list[dict[str, Any]], SOME] = field(default_factory=list)
    overlay: dict[str, Any] = field(default_factory=dict)


class Header(Model):
    """What a menu shows of a scenario."""

    format: Annotated[Literal["1"], WithJsonSchema({"const": 1})]
    id: Id
    title: Line
    summary: Prose = ""
    variant: Annotated[str, Field(pattern=r"^[a-z0-9_]{0,48}$")] = ""
    campaign: ChapterSpec | None = None


class ScenarioSpec(Header, PoliticsSpec):
    """A scenario with all that it extends."""

    clock: ClockSpec
    map: MapSpec
    factions: Annotated[dict[Id, FactionSpec], Field(min_length=1, max_length=MOST_FACTIONS)]
    order: Annotated[list[Id], Field(min_length=1, max_length=MOST_FACTIONS)]
    sides: Groups
    camps: Groups
    relations: RelationsSpec = field(default_factory=RelationsSpec)
    control: ControlSpec
    assets: Annotated[dict[Id, AssetSpec], MANY] = field(default_factory=dict)
    symbols: Annotated[list[SymbolSpec], MANY] = field(default_factory=list)
    corridors: Annotated[list[CorridorSpec], MANY] = field(default_factory=list)
    means: Annotated[list[MeanSpec], MANY] = field(default_factory=list)
    cities: Annotated[dict[Id, CitySpec], MANY] = field(default_factory=dict)
    pockets: Annotated[dict[Id, PocketSpec], MANY] = field(default_factory=dict)
    bands: BandsSpec
    units: Annotated[list[UnitSpec], MANY]
    arrivals: Annotated[list[ArrivalSpec], MANY] = field(default_factory=list)
    withdrawals: Annotated[list[WithdrawalSpec], MANY] = field(default_factory=list)
    depots: Annotated[list[DepotSpec], MANY] = field(default_factory=list)
    history: Annotated[list[MilestoneSpec], MANY] = field(default_factory=list)
    lesson: LessonSpec | None = None
    templates: Annotated[dict[Id, TemplateSpec], MANY]
    terrain: Annotated[dict[Id, TerrainSpec], MANY]
    combat_table: TableSpec
    atlas: dict[str, dict[str, Any]]
    rules: RULES
    commanders: CommandersSpec = field(default_factory=CommandersSpec)
    ai: Annotated[dict[Id, FactionAiSpec], Field(max_length=MOST_FACTIONS)] = field(default_factory=dict)


@cache
def adapter() -> TypeAdapter[ScenarioSpec]:
    """Return the reader of a resolved scenario."""
    return TypeAdapter(ScenarioSpec)
