"""A scenario as loaded from its file. `Setting` is what everybody knows, `Scenario` adds the secrets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from game.hexgrid.coords import Hex
from game.model.affairs import Cell
from game.model.board import Board
from game.model.campaign import Chapter
from game.model.doctrine import NO_COMMANDERS, Commanders
from game.model.kinds import DepotId, FactionId, HqId, PlaceId, Posture, Relation, UnitId
from game.model.lesson import Lesson
from game.model.politics import NO_POLITICS, Politics
from game.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Clock:
    """When the game is played. `variable_end` maps a turn to the 2d6 roll that ends the game after it."""

    start: date
    turn_days: int
    turns: int
    impulses: int
    variable_end: Mapping[int, int]

    def date_of(self, turn: int) -> date:
        """Return the first day of a turn."""
        return self.start + timedelta(days=(turn - 1) * self.turn_days)


@dataclass(frozen=True, slots=True)
class Surge:
    """Extra command points, `count` times in the turns `first` to `last`."""

    count: int
    command: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A bar on attacks and on entering hostile ground before a turn, or until a city has lost half its
    districts."""

    until_turn: int
    unless_half_fallen: PlaceId | None
    attacks: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Faction:
    """One faction. Values with a turn take effect from that turn on; `par` is in tenths of a point."""

    id: FactionId
    name: str
    short: str
    colour: str
    pattern: str
    briefing: str
    command: tuple[tuple[int, int], ...]
    air: tuple[tuple[int, int], ...]
    transport: int
    replacements: tuple[tuple[int, int], ...]
    countries: frozenset[str]
    capital: PlaceId | None
    sources: tuple[PlaceId, ...]
    patron_sources: tuple[PlaceId, ...]
    town_supply: bool
    par: int
    surge: Surge | None
    gates: tuple[Gate, ...]
    hqs: Mapping[HqId, str]
    handicap: int = 0
    """Per cent more or less of command than its schedule says, known to everybody (1.5)."""


@dataclass(frozen=True, slots=True)
class Asset:
    """Something worth having at the table (12.1): `value` in points, and a word for the log."""

    place: PlaceId
    value: int
    kind: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """Points for whoever takes a place first, beside its value; until the end of a turn, 0 for ever. A place
    may have several, one after the other. Each `harm_each` marks of harm of the taker's cost it a point."""

    place: PlaceId
    value: int
    excluded: frozenset[FactionId]
    until: int = 0
    harm_each: int = 0


@dataclass(frozen=True, slots=True)
class Corridor:
    """A road link that scores for `faction` while it runs unbroken from one of `sources` to `to` (12.3)."""

    faction: FactionId
    sources: tuple[PlaceId, ...]
    to: PlaceId
    paved: int
    track: int
    denied_to: Mapping[FactionId, int]


@dataclass(frozen=True, slots=True)
class MeanOfTurns:
    """Score a faction by the mean of its assets at some turns, plus 1 a number of steps alive
    (12.4)."""

    faction: FactionId
    turns: tuple[int, ...]
    steps_a_point: int


@dataclass(frozen=True, slots=True)
class CityPlan:
    """A city that is fought for by districts (5.1). `closed` cities are fought over off stage:
    `falls` lists (turn, districts lost by the first holder to the second). `room` is how many steps a side
    may stand in it, zero for the rules' figure."""

    place: PlaceId
    districts: int
    holders: Mapping[FactionId, int]
    dump: int
    closed: bool
    falls: tuple[tuple[int, int], ...]
    room: int = 0


@dataclass(frozen=True, slots=True)
class PocketPlan:
    """A besieged pocket that lives on a dump, in half turns of supply (7.4)."""

    place: PlaceId
    faction: FactionId
    dump: int
    radius: int


@dataclass(frozen=True, slots=True)
class Bands:
    """Margins, in tenths of a point, from which a result is a decisive win, a win, a draw."""

    decisive: int
    win: int
    draw: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that history reached on a date; it is reported, and never read by a rule."""

    id: str
    text: str
    faction: FactionId
    places: tuple[PlaceId, ...]
    kind: str
    day: date
    tolerance_days: int


@dataclass(frozen=True, eq=False)
class Setting:
    """What every player knows of a scenario."""

    id: str
    title: str
    summary: str
    board: Board
    rules: Ruleset
    clock: Clock
    factions: Mapping[FactionId, Faction]
    order: tuple[FactionId, ...]
    sides: tuple[tuple[FactionId, ...], ...]
    camps: tuple[tuple[FactionId, ...], ...]
    assets: Mapping[PlaceId, Asset]
    symbols: tuple[Symbol, ...]
    corridors: tuple[Corridor, ...]
    means: tuple[MeanOfTurns, ...]
    cities: Mapping[PlaceId, CityPlan]
    pockets: Mapping[PlaceId, PocketPlan]
    bands: Bands
    milestones: tuple[Milestone, ...]
    politics: Politics = NO_POLITICS
    commanders: Commanders = NO_COMMANDERS
    variant: str = ""
    """The name of the variant that is played, empty for the scenario itself."""

    lesson: Lesson | None = None
    """What the scenario teaches, where it is a lesson."""

    @cached_property
    def camp_of(self) -> Mapping[FactionId, tuple[FactionId, ...]]:
        """The factions that play on one seat by default, for each faction."""
        return {faction: camp for camp in self.camps for faction in camp}

    @cached_property
    def asset_hexes(self) -> Mapping[Hex, Asset]:
        """Return the assets by the hex they lie in."""
        return {self.board.places[asset.place].at: asset for asset in self.assets.values()}

    @cached_property
    def city_at(self) -> Mapping[Hex, CityPlan]:
        """Cities of districts by their hex."""
        return {self.board.places[city.place].at: city for city in self.cities.values()}


@dataclass(frozen=True, slots=True)
class Placement:
    """A unit of the order of battle: where and when it appears."""

    unit: UnitId
    type: str
    faction: FactionId
    hq: HqId
    name: str
    at: Hex
    posture: Posture
    dig_in: int
    steps: int
    known: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """Units that come on a turn, those of turn 0 when an event brings them. `early_turn` is when they may be
    recalled, at `early_vp` points each."""

    id: str
    text: str
    turn: int
    units: tuple[Placement, ...]
    early_turn: int | None
    early_vp: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Units that must leave on a turn."""

    turn: int
    units: tuple[UnitId, ...]
    text: str


@dataclass(frozen=True, slots=True)
class DepotPlan:
    """A depot at the start."""

    id: DepotId
    name: str
    faction: FactionId
    at: Hex


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario whole. The rules read `setting`; only setup, arrivals and the file layer read the rest."""

    setting: Setting
    units: tuple[Placement, ...]
    arrivals: tuple[Arrival, ...]
    withdrawals: tuple[Withdrawal, ...]
    depots: tuple[DepotPlan, ...]
    control: tuple[FactionId, ...]
    relations: Mapping[tuple[FactionId, FactionId], Relation]
    source: str
    """The resolved scenario as one YAML or JSON document, for saves; empty for sketches in tests."""

    chapter: Chapter | None = None
    """The stage of a campaign that this is, if it is one."""

    cells: Mapping[Hex, Cell] = field(default_factory=dict)
    """What lies hidden in the ground at the start."""
