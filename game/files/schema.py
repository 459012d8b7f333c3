"""The schema of a scenario file: which keys there are, and what each may hold.

Values arrive as text (see yaml_reader), so types are given here; every model refuses unknown keys.
Figures of the rules are not listed again: their models are made from the dataclasses of game/model.
"""

import re
from dataclasses import dataclass, field, fields, make_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, dataclass_transform

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    WithJsonSchema,
)

from game.model import ruleset

FORMAT = 1


FORBID = ConfigDict(extra="forbid")


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Model:
    """What every part of a scenario has in common: a plain dataclass with no key but those it names.

    Dataclasses under one adapter, rather than pydantic models: half the time to start.
    """

    __pydantic_config__ = FORBID

    def __init_subclass__(cls) -> None:
        dataclass(kw_only=True, repr=False, eq=False)(cls)


def _times(factor: int, what: str) -> Any:
    """Return a reader of decimal text that keeps an integer of `factor` to the unit."""

    def read(value: Any) -> int:
        text = value if isinstance(value, str) else str(value) if type(value) is int else ""
        if not re.fullmatch(r"-?\d{1,5}(\.\d{1,3})?", text, re.ASCII):
            raise ValueError(f"{what} was expected")
        number = Decimal(text) * factor
        if number != number.to_integral_value():
            raise ValueError(f"{what} was expected")
        return int(number)

    return read


def _day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    raise ValueError("a date such as 2017-06-09 was expected")


def _truth(value: Any) -> bool:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("true or false was expected")


def _odds(value: Any) -> tuple[int, int]:
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d?:[1-9]\d?", value):
        left, right = value.split(":")
        return int(left), int(right)
    raise ValueError("odds such as 2:1 were expected")


def _cost(value: Any) -> int | None:
    return None if value == "barred" else int(_times(2, "a cost in points, or `barred`,")(value))


NUMBER = {"type": "number"}
Half: TypeAlias = Annotated[
    int,
    BeforeValidator(_times(2, "a number of whole or half points")),
    Field(ge=0, le=400),
    WithJsonSchema(NUMBER),
]
Tenths: TypeAlias = Annotated[
    int, BeforeValidator(_times(10, "a number with at most one decimal")), WithJsonSchema(NUMBER)
]
Cost: TypeAlias = Annotated[
    int | None,
    BeforeValidator(_cost),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"const": "barred"}]}),
]
Odds: TypeAlias = Annotated[
    tuple[int, int], BeforeValidator(_odds), WithJsonSchema({"type": "string", "pattern": "^[0-9]+:[0-9]+$"})
]
Day: TypeAlias = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]

Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,48}$")]
Line: TypeAlias = Annotated[str, Field(max_length=200)]
Prose: TypeAlias = Annotated[str, Field(max_length=8000)]
Small: TypeAlias = Annotated[int, Field(ge=0, le=1000)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
Turn: TypeAlias = Annotated[int, Field(ge=1, le=400)]
Value: TypeAlias = Annotated[int, Field(ge=-100, le=100)]
ByTurn: TypeAlias = dict[Turn, Small]
Lat: TypeAlias = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Lon: TypeAlias = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Point(Model):
    """A point on the earth."""

    lat: Lat
    lon: Lon


class HexLabel(Model):
    """A hex by its printed number. Quote it: 0407 is a number to some editors."""

    hex: Annotated[str, Field(pattern=r"^(\d{4}|\d{6})$")]


def _kind_of_spot(value: Any) -> str:
    if isinstance(value, dict):
        return "hex" if "hex" in value else "point"
    return "hex" if isinstance(value, HexLabel) else "point" if isinstance(value, Point) else "place"


Spot: TypeAlias = Annotated[
    Annotated[Id, Tag("place")] | Annotated[Point, Tag("point")] | Annotated[HexLabel, Tag("hex")],
    Discriminator(_kind_of_spot),
]
"""Where something stands: the id of a place, `{lat, lon}`, or `{hex: "0407"}`."""


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
    places: dict[Id, PlaceSpec] = field(default_factory=dict)
    areas: dict[Id, dict[str, Any]] = field(default_factory=dict)
    lines: dict[Id, dict[str, Any]] = field(default_factory=dict)
    crossings: dict[Id, dict[str, Any]] = field(default_factory=dict)


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
    countries: Annotated[list[Id], Field(min_length=1)]
    capital: Id | None = None
    sources: list[Id] = field(default_factory=list)
    patron_sources: list[Id] = field(default_factory=list)
    town_supply: Truth = False
    surge: SurgeSpec | None = None
    gates: list[GateSpec] = field(default_factory=list)
    hqs: Annotated[dict[Id, Line], Field(min_length=1)]
    par: Tenths
    briefing: Prose = ""


Stance: TypeAlias = Literal["allied", "cooperating", "neutral", "deconflicted", "hostile"]


class RelationsSpec(Model):
    """Who stands how to whom at the start."""

    default: Stance = "neutral"
    pair: list[tuple[Id, Id, Stance]] = field(default_factory=list)
    one_way: list[tuple[Id, Id, Stance]] = field(default_factory=list)
    all_against: list[Id] = field(default_factory=list)


class ControlSet(Model):
    """Ground given to a faction whatever the atlas says, with the hexes within `radius`."""

    place: Id | None = None
    at: Spot | None = None
    radius: Annotated[int, Field(ge=0, le=20)] = 0
    faction: Id | None = None


class ControlSpec(Model):
    """Who holds the ground at the start: codes of the atlas to factions, then single corrections."""

    date: Day
    map: dict[Annotated[str, Field(pattern=r"^[A-Z0-9_]{1,16}$")], Id]
    set: list[ControlSet] = field(default_factory=list)


class AssetSpec(Model):
    """Something worth points at the table."""

    value: Small
    kind: Line


class SymbolSpec(Model):
    """Points for whoever takes a place first."""

    place: Id
    value: Small
    excluded: list[Id] = field(default_factory=list)


class CorridorSpec(Model):
    """A road link that scores for a faction."""

    faction: Id
    from_: Annotated[list[Id], Field(alias="from", min_length=1)]
    to: Id
    paved: Small
    track: Small
    denied_to: dict[Id, Small] = field(default_factory=dict)


class MeanSpec(Model):
    """A faction scored by the mean of its assets at some turns."""

    faction: Id
    turns: Annotated[list[Turn], Field(min_length=1)]
    steps_a_point: Count


class CitySpec(Model):
    """A city fought for by districts."""

    districts: Annotated[int, Field(ge=1, le=20)]
    holders: Annotated[dict[Id, Small], Field(min_length=1, max_length=2)]
    dump: Small = 0
    closed: Truth = False
    falls: dict[Turn, Small] = field(default_factory=dict)


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


class TemplateSpec(Model):
    """What is printed on a counter."""

    name: Line
    symbol: Id
    size: Literal["team", "platoon", "company", "battalion", "brigade"]
    mobility: Literal["leg", "motor", "mech"]
    attack: Annotated[int, Field(ge=0, le=30)]
    defence: Annotated[int, Field(ge=0, le=30)]
    steps: Annotated[int, Field(ge=1, le=12)]
    move: Half
    barrage: Annotated[int, Field(ge=0, le=12)] = 0
    range: Annotated[int, Field(ge=0, le=12)] = 0
    traits: list[Id] = field(default_factory=list)


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
    """Units that come on a turn."""

    id: Id
    turn: Turn
    at: Spot | None = None
    early: EarlySpec | None = None
    text: Line = ""
    units: Annotated[list[UnitSpec], Field(min_length=1)]


class WithdrawalSpec(Model):
    """Units that leave on a turn."""

    turn: Turn
    units: Annotated[list[Id], Field(min_length=1)]
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
    places: Annotated[list[Id], Field(min_length=1)]
    date: Day
    tolerance_days: Annotated[int, Field(ge=0, le=400)]


class TerrainSpec(Model):
    """A row of the terrain table, in points."""

    name: Line
    leg: Cost
    motor: Cost
    mech: Cost
    truck: Cost
    shift: Value
    stack_steps: Small
    dig_in: Annotated[int, Field(ge=0, le=3)]
    conceal: Annotated[int, Field(ge=0, le=9)]
    built_up: Truth = False


def _columns(value: Any) -> list[tuple[int, int]]:
    return [_odds(word) for word in str(value).split()]


def _row(value: Any) -> list[tuple[int, ...]]:
    cells = str(value).split()
    if not all(re.fullmatch(r"\d/\d/\d", cell) for cell in cells):
        raise ValueError("cells such as 1/0/2 were expected: attacker's steps, defender's steps, retreat")
    return [tuple(int(digit) for digit in cell.split("/")) for cell in cells]


class TableSpec(Model):
    """The combat results table."""

    columns: Annotated[
        list[tuple[int, int]],
        BeforeValidator(_columns),
        Field(min_length=1),
        WithJsonSchema({"type": "string"}),
    ]
    rows: dict[
        Annotated[int, Field(ge=2, le=12)],
        Annotated[list[tuple[int, int, int]], BeforeValidator(_row), WithJsonSchema({"type": "string"})],
    ]


class ScaleSpec(Model):
    """Hex size and turn length that the figures are given for, and factors for other turns in per cent."""

    hex_km: Count
    turn_days: Count
    time_pct: dict[Turn, Annotated[int, Field(ge=1, le=1000)]]


HALVES = {
    "movement": ("paved", "track", "hostile_ground", "enter_zoc", "zoc_to_zoc", "ferry"),
    "supply": ("full", "strained", "depot_gap", "town_range", "paved", "track", "hostile_ground", "ferry"),
}
TENTHS = {"arrivals": ("lost_step_vp",), "score": ("harm_tenths",)}
RENAMED = {("score", "harm_tenths"): "harm"}
SIGNED: TypeAlias = Annotated[int, Field(ge=-1000, le=1000)]


def sections() -> dict[str, type]:
    """Return the dataclass of each section of the figures, by the section's name."""
    plain = {"terrain", "types", "table"}
    hints = {field.name: field.type for field in fields(ruleset.Ruleset) if field.name not in plain}
    return {name: getattr(ruleset, str(kind)) for name, kind in hints.items()}


def _figure_type(section: str, name: str, annotation: str) -> Any:
    if name in HALVES.get(section, ()):
        return Half
    if name in TENTHS.get(section, ()):
        return Tenths
    if annotation == "tuple[int, int]":
        return Odds
    return list[SIGNED] if annotation.startswith("tuple") else SIGNED


def _section_model(section: str, shape: type) -> Any:
    """Return the schema of one section of the figures, made from its dataclass."""
    found = {
        RENAMED.get((section, one.name), one.name): _figure_type(section, one.name, str(one.type))
        for one in fields(shape)
    }
    return _table(f"{shape.__name__}Spec", found)


def _table(name: str, found: dict[str, Any]) -> Any:
    config = {"__pydantic_config__": FORBID}
    return make_dataclass(name, list(found.items()), kw_only=True, repr=False, eq=False, namespace=config)


@cache
def rules_model() -> Any:
    """Return the schema of rules.yaml."""
    found = {name: _section_model(name, shape) for name, shape in sections().items()}
    return _table("RulesSpec", {"scale": ScaleSpec, **found})


RULES: Any = rules_model()


class Header(Model):
    """What a menu shows of a scenario."""

    format: Annotated[Literal["1"], WithJsonSchema({"const": 1})]
    id: Id
    title: Line
    summary: Prose = ""


class ScenarioSpec(Header):
    """A scenario with all that it extends."""

    clock: ClockSpec
    map: MapSpec
    factions: Annotated[dict[Id, FactionSpec], Field(min_length=1)]
    order: Annotated[list[Id], Field(min_length=1)]
    sides: list[list[Id]]
    camps: list[list[Id]]
    relations: RelationsSpec = field(default_factory=RelationsSpec)
    control: ControlSpec
    assets: dict[Id, AssetSpec] = field(default_factory=dict)
    symbols: list[SymbolSpec] = field(default_factory=list)
    corridors: list[CorridorSpec] = field(default_factory=list)
    means: list[MeanSpec] = field(default_factory=list)
    cities: dict[Id, CitySpec] = field(default_factory=dict)
    pockets: dict[Id, PocketSpec] = field(default_factory=dict)
    bands: BandsSpec
    units: list[UnitSpec]
    arrivals: list[ArrivalSpec] = field(default_factory=list)
    withdrawals: list[WithdrawalSpec] = field(default_factory=list)
    depots: list[DepotSpec] = field(default_factory=list)
    history: list[MilestoneSpec] = field(default_factory=list)
    templates: dict[Id, TemplateSpec]
    terrain: dict[Id, TerrainSpec]
    combat_table: TableSpec
    atlas: dict[str, dict[str, Any]]
    rules: RULES


@cache
def adapter() -> TypeAdapter[ScenarioSpec]:
    """Return the reader of a resolved scenario."""
    return TypeAdapter(ScenarioSpec)
