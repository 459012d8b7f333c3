"""Position files: a bare hexagon of open ground with a few units, for counts that a rule must keep.

They extend the base pack, so the figures are those of the game but for what the file changes. Hexes are
written `[q, r]` from the centre. Ground beyond the hexagon, and `abroad` within it, is another country,
which nobody may enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from functools import cache
from itertools import pairwise, permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from game.files import ScenarioError
from game.files.documents import resolve
from game.files.figures import ruleset
from game.files.findings import findings
from game.files.schema import RULES, Half, Header, Id, Model, TableSpec, TemplateSpec, TerrainSpec
from game.hexgrid.coords import Axial, Grid, Hex, axial, axial_distance, offset, side
from game.model.board import Board, Crossing, Frame, Terrain
from game.model.kinds import CrossingKind, Posture, Relation, RiverKind, RoadKind
from game.model.ruleset import Ruleset
from game.model.scenario import Bands, Clock, Faction, Placement, Scenario, Setting

Spot = Annotated[list[Annotated[int, Field(ge=-40, le=40)]], Field(min_length=2, max_length=2)]
Pair = Annotated[list[Spot], Field(min_length=2, max_length=2)]


class PieceSpec(Model):
    """A unit of a position."""

    faction: Id
    at: Spot
    template: Id = "saa_mech"
    steps: Annotated[int, Field(ge=1, le=4)] = 4


class StanceSpec(Model):
    """How two factions of a position stand to each other, where they are not hostile."""

    between: Annotated[list[Id], Field(min_length=2, max_length=2)]
    are: Literal["allied", "cooperating", "neutral", "deconflicted"]


class PositionSpec(Header):
    """A position: what stands where, what ground differs, and which orders are counted."""

    position: Literal["1"]
    radius: Annotated[int, Field(ge=1, le=40)]
    factions: Annotated[list[Id], Field(min_length=1)]
    units: dict[Id, PieceSpec]
    orders: Literal["moves", "all"] = "moves"
    move: Half | None = None
    ground: dict[Id, list[Spot]] = field(default_factory=dict)
    roads: list[list[Spot]] = field(default_factory=list)
    rivers: list[Pair] = field(default_factory=list)
    bridges: list[Pair] = field(default_factory=list)
    cliffs: list[Pair] = field(default_factory=list)
    abroad: list[Spot] = field(default_factory=list)
    stances: list[StanceSpec] = field(default_factory=list)
    impulses: Annotated[int, Field(ge=1, le=4)] = 1
    templates: dict[Id, TemplateSpec]
    terrain: dict[Id, TerrainSpec]
    combat_table: TableSpec
    rules: RULES


class Task(NamedTuple):
    """A position ready to be counted: `moves_only` leaves out every order but moves and the end."""

    scenario: Scenario
    moves_only: bool


@cache
def adapter() -> TypeAdapter[PositionSpec]:
    """Return the reader of a position."""
    return TypeAdapter(PositionSpec)


def load_position(path: Path) -> Task:
    """Return the position in a file; raise ScenarioError with every problem."""
    document, problems = resolve(path)
    if document is None or problems:
        raise ScenarioError(problems)
    for unused in ("atlas", "commanders", "relations", "bands"):
        document.pop(unused, None)
    try:
        spec = adapter().validate_python(document)
    except ValidationError as error:
        raise ScenarioError(findings(error.errors(include_url=False), document, PositionSpec)) from None
    return Task(_scenario(spec), spec.orders == "moves")


class _Field:
    """The hexagon on its rectangular grid."""

    def __init__(self, radius: int) -> None:
        self.radius = radius
        self.grid = Grid(2 * radius + 1, 2 * radius + 1)
        self.centre = axial(radius, radius)

    def at(self, spot: list[int]) -> Hex:
        """Return the hex at `[q, r]` from the centre."""
        return self.grid.hex_at(*offset(Axial(self.centre.q + spot[0], self.centre.r + spot[1])))

    def side(self, pair: list[list[int]]) -> tuple[Hex, Hex]:
        """Return the hexside between two spots."""
        return side(self.at(pair[0]), self.at(pair[1]))

    def inside(self, here: Hex) -> bool:
        """Whether a hex belongs to the hexagon."""
        return axial_distance(self.grid.axials[here], self.centre) <= self.radius


def _scenario(spec: PositionSpec) -> Scenario:
    place = _Field(spec.radius)
    units = tuple(
        Placement(id, one.template, one.faction, "hq", id, place.at(one.at), Posture.HOLD, 0, one.steps, True)
        for id, one in spec.units.items()
    )
    pairs = ((a, b) for a in spec.factions for b in spec.factions if a != b)
    stances = {pair: Relation(one.are) for one in spec.stances for pair in permutations(one.between)}
    return Scenario(
        setting=_setting(spec, place),
        units=units,
        arrivals=(),
        withdrawals=(),
        depots=(),
        control=("",) * len(place.grid),
        relations=dict.fromkeys(pairs, Relation.HOSTILE) | stances,  # type: ignore[operator]
        source="",
    )


def _setting(spec: PositionSpec, place: _Field) -> Setting:
    rules = _rules(spec)
    return Setting(
        id=spec.id,
        title=spec.title,
        summary=spec.summary,
        board=_board(spec, place, rules.terrain),
        rules=rules,
        clock=Clock(_DAY, 7, 99, spec.impulses, {}),
        factions={id: _faction(id) for id in spec.factions},
        order=tuple(spec.factions),
        sides=(),
        camps=(),
        assets={},
        symbols=(),
        corridors=(),
        means=(),
        cities={},
        pockets={},
        bands=Bands(0, 0, 0),
        milestones=(),
    )


_DAY = date(2017, 6, 9)
_OPEN, _BEYOND = "open", "beyond"


def _rules(spec: PositionSpec) -> Ruleset:
    """Return the game's figures with the position's changes, every unit moving as it says."""
    scale = SimpleNamespace(map=SimpleNamespace(hex_km=7), clock=SimpleNamespace(turn_days=7))
    parts = {name: getattr(spec, name) for name in ("rules", "terrain", "templates", "combat_table")}
    rules = ruleset(SimpleNamespace(**vars(scale), **parts))  # type: ignore[arg-type]
    if spec.move is None:
        return rules
    return replace(rules, types={id: replace(one, move=spec.move) for id, one in rules.types.items()})


def _board(spec: PositionSpec, place: _Field, terrain: Mapping[str, Terrain]) -> Board:
    grid = place.grid
    ground = {place.at(spot): kind for kind, spots in spec.ground.items() for spot in spots}
    abroad = {place.at(spot) for spot in spec.abroad}
    roads = (pair for road in spec.roads for pair in pairwise(road))
    crossings = (
        Crossing(f"bridge_{n}", f"Bridge {n}", CrossingKind.BRIDGE, place.side(pair), True)
        for n, pair in enumerate(spec.bridges, start=1)
    )
    return Board(
        grid=grid,
        frame=Frame(35.0, 40.0, 7000, 0, 0),
        terrain=tuple(terrain[ground.get(here, "desert")] for here in range(len(grid))),
        country=tuple(
            _OPEN if place.inside(here) and here not in abroad else _BEYOND for here in range(len(grid))
        ),
        roads={place.side(list(pair)): RoadKind.PAVED for pair in roads},
        rivers={place.side(pair): RiverKind.MAJOR for pair in spec.rivers},
        river_names={},
        cliffs=frozenset(place.side(pair) for pair in spec.cliffs),
        borders=frozenset(),
        crossings={one.id: one for one in crossings},
        places={},
    )


def _faction(id: str) -> Faction:
    return Faction(
        id=id,
        name=id.upper(),
        short=id.upper(),
        colour="#808080",
        pattern="plain",
        briefing="",
        command=((1, 0),),
        air=(),
        transport=0,
        replacements=(),
        countries=frozenset((_OPEN,)),
        capital=None,
        sources=(),
        patron_sources=(),
        town_supply=False,
        par=0,
        surge=None,
        gates=(),
        hqs={"hq": "HQ"},
    )
