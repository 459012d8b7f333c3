"""The schema of the tables and figures: templates, terrain, combat table, rules.

Figures of the rules are not listed again: their schema is made from the dataclasses of game/model.
"""

import re
from dataclasses import field, fields, make_dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from game.files.schema_types import (
    FORBID,
    Cost,
    Count,
    Half,
    Id,
    Line,
    Model,
    Odds,
    Small,
    Tenths,
    Truth,
    Turn,
    Value,
    odds,
)
from game.model import ruleset


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
    traits: Annotated[list[Id], Field(max_length=20)] = field(default_factory=list)


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
    return [odds(word) for word in str(value).split()]


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
    "supply": ("full", "strained", "depot_gap", "town_range", "paved", "track", "ferry"),
}
TENTHS = {
    "ring": ("link_tenths",),
    "politics": ("summit_cost",),
    "arrivals": ("lost_step_vp",),
    "score": ("harm_tenths",),
    "coalition": ("foreign_tenths",),
    "conference": ("area_tenths",),
}
RENAMED = {
    ("ring", "link_tenths"): "link",
    ("score", "harm_tenths"): "harm",
    ("coalition", "foreign_tenths"): "foreign",
    ("conference", "area_tenths"): "area",
}
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
