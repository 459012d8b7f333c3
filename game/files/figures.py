"""The tables and figures of a scenario, scaled from hexes of 7 km and turns of 7 days to its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.files.schema import ScenarioSpec
from game.files.schema_tables import RENAMED, TableSpec, TemplateSpec, TerrainSpec, sections
from game.model.board import Terrain
from game.model.kinds import Mobility
from game.model.ruleset import Cell, CombatTable, Ruleset
from game.model.units import UnitType

# What grows with finer hexes and longer turns, and what with finer hexes alone.
POINTS = {"supply": ("full", "strained", "depot_gap", "town_range")}
REACHES = {
    "command": ("group_radius",),
    "combat": ("surprise_distance",),
    "air": ("recon_radius",),
    "ring": ("defence_reach", "way_out", "facing"),
    "arrivals": ("search_radius",),
    "control": ("flip_radius", "clear_radius"),
    "oil": ("quiet", "sabotage_reach", "dash"),
    "insurgency": ("cell_watch", "cell_road"),
}


def scaled(value: int, times: int, by: int) -> int:
    """Return value × times / by, half up, at least 1; nothing stays nothing."""
    return max(1, (2 * value * times + by) // (2 * by)) if value else 0


def time_pct(spec: ScenarioSpec) -> int | None:
    """2.1 Return what a turn of this length is worth against one of a week, in per cent; None if unsaid."""
    found: int | None = spec.rules.scale.time_pct.get(spec.clock.turn_days)
    return found


def ruleset(spec: ScenarioSpec) -> Ruleset:
    """Return all tables and figures that a scenario plays by."""
    km, pct = (spec.rules.scale.hex_km, spec.map.hex_km), time_pct(spec) or 100
    found = {name: _section(name, shape, spec.rules, km, pct) for name, shape in sections().items()}
    return Ruleset(
        terrain=terrain_table(spec.terrain),
        types={id: _unit_type(id, template, km, pct) for id, template in spec.templates.items()},
        table=_table(spec.combat_table),
        **found,
    )


def _section(name: str, shape: type, rules: Any, km: tuple[int, int], pct: int) -> Any:
    written = getattr(rules, name)
    values = {
        field: getattr(written, RENAMED.get((name, field), field))
        for field in shape.__dataclass_fields__  # type: ignore[attr-defined]
    }
    figures = shape(
        **{field: tuple(value) if isinstance(value, list) else value for field, value in values.items()}
    )
    changes = {field: scaled(values[field], km[0] * pct, km[1] * 100) for field in POINTS.get(name, ())}
    changes |= {field: scaled(values[field], *km) for field in REACHES.get(name, ())}
    return replace(figures, **changes)


def terrain_table(rows: Mapping[str, TerrainSpec]) -> dict[str, Terrain]:
    """Return the terrain table."""
    return {
        id: Terrain(
            id,
            row.name,
            row.leg,
            row.motor,
            row.mech,
            row.truck,
            row.shift,
            row.stack_steps,
            row.dig_in,
            row.conceal,
            row.built_up,
        )
        for id, row in rows.items()
    }


def _unit_type(id: str, template: TemplateSpec, km: tuple[int, int], pct: int) -> UnitType:
    return UnitType(
        id=id,
        name=template.name,
        symbol=template.symbol,
        size=template.size,
        mobility=Mobility(template.mobility),
        attack=template.attack,
        defence=template.defence,
        steps=template.steps,
        move=scaled(template.move, km[0] * pct, km[1] * 100),
        barrage=template.barrage,
        range=scaled(template.range, *km),
        traits=frozenset(template.traits),
    )


def _table(spec: TableSpec) -> CombatTable:
    rows = tuple(tuple(Cell(*cell) for cell in spec.rows[roll]) for roll in sorted(spec.rows))
    return CombatTable(tuple(spec.columns), rows)
