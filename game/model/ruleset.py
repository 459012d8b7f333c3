"""The figures of the rules. Code holds the shape of a rule; every number below is read from YAML.

Distances and movement points are given for hexes of 7 km and turns of 7 days and scaled when a
scenario is loaded; movement points are whole here and half points everywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from game.model.board import Terrain
from game.model.ruleset_politics import (
    AreaFigures,
    CoalitionFigures,
    ConferenceFigures,
    GateFigures,
    InsurgencyFigures,
    OilFigures,
    PatronFigures,
    PoliticsFigures,
    RingFigures,
)
from game.model.units import UnitType


class Cell(NamedTuple):
    """A result of the combat table: attacker's steps, defender's steps, hexes of retreat."""

    attacker: int
    defender: int
    retreat: int


@dataclass(frozen=True, slots=True)
class CombatTable:
    """The combat results table (4.2). `columns` are odds as (attacker, defender), weakest first;
    `rows[roll - 2][column]` is the result of a 2d6 roll."""

    columns: tuple[tuple[int, int], ...]
    rows: tuple[tuple[Cell, ...], ...]

    def cell(self, roll: int, column: int) -> Cell:
        """Return the result of a roll of 2d6 in a column."""
        return self.rows[roll - 2][column]


@dataclass(frozen=True, slots=True)
class CommandFigures:
    """Command points (1.1)."""

    group_size: int
    group_radius: int
    first_impulse_pct: int
    extra_attack: int
    depot_move: int
    pontoon: int


@dataclass(frozen=True, slots=True)
class MovementFigures:
    """Movement (2.1, 2.2), in half points."""

    paved: int
    track: int
    hostile_ground: int
    enter_zoc: int
    zoc_to_zoc: int
    ferry: int
    interdicted: int
    inactive_pct: int


@dataclass(frozen=True, slots=True)
class StackingFigures:
    """Stacking (3.2); the steps a hex holds stand in the terrain table."""

    manoeuvre: int
    support: int
    march: int


@dataclass(frozen=True, slots=True)
class CombatFigures:
    """Combat (4.1–4.10)."""

    max_attack_steps: int
    max_shift: int
    bridge: int
    pontoon: int
    minor_river: int
    cliff: int
    per_dig_in: int
    air_max: int
    air_max_main_axis: int
    artillery_max: int
    support_max: int
    standing_air_max: int
    combined_arms: int
    armour_alone_in_town: int
    surrounded: int
    surrounded_sides: int
    surprise: int
    surprise_distance: int
    shock: int
    mixed_hq: int
    attacker_out_of_supply: int
    probe: int
    probe_max_loss: int
    unmoved: int
    march_defence_pct: int
    disrupted_attack_pct: int
    disrupting_loss: int
    delay_odds: tuple[int, int]
    delay_hexes: int


@dataclass(frozen=True, slots=True)
class SiegeFigures:
    """Cities of districts (5.1–5.3)."""

    steps_a_side: int
    assaults_a_turn: int
    outmatched: int
    outer_ring: int
    dump_bonus: int
    odds_steps: tuple[int, ...]
    two_progress: int
    one_progress: int
    stalemate: int
    repulse: int
    progress_a_district: int
    starve_up_to: int
    air_points: int
    air_hit: int
    air_harm: int


@dataclass(frozen=True, slots=True)
class AirFigures:
    """Air missions (6.1–6.4)."""

    strike_need: int
    interdict_need: int
    recon_radius: int
    wrong_target: int
    wrong_target_tension: int
    drop_half: int
    drop_full: int


@dataclass(frozen=True, slots=True)
class ArtilleryFigures:
    """Barrage without assault (6.5)."""

    one_step: int
    two_steps: int


@dataclass(frozen=True, slots=True)
class SupplyFigures:
    """Supply (7.1–7.5), distances in half truck points."""

    full: int
    strained: int
    depot_gap: int
    depot_rest: int
    town_range: int
    paved: int
    track: int
    ferry: int
    strained_attack_pct: int
    lent_ground: int
    out_attack_pct: tuple[int, ...]
    out_move_pct: int
    out_move_from: int
    attrition_from: int
    attrition_need: int


@dataclass(frozen=True, slots=True)
class FogFigures:
    """Detection (8.1): the strength of a look at each distance, less concealment."""

    unit: tuple[int, ...]
    recon: tuple[int, ...]
    town: tuple[int, ...]
    air: int
    ghost_turns: int


@dataclass(frozen=True, slots=True)
class ArrivalFigures:
    """Arrivals, withdrawals, replacements (11.1–11.4)."""

    search_radius: int
    patience: int
    lost_step_vp: int
    rebuild_after: int


@dataclass(frozen=True, slots=True)
class ControlFigures:
    """Control of empty ground (10.1)."""

    flip_radius: int
    flip_steps: int
    clear_radius: int


@dataclass(frozen=True, slots=True)
class DemolitionFigures:
    """Blowing and striking bridges (2.5)."""

    blow_need: int
    max_pontoons: int


@dataclass(frozen=True, slots=True)
class ScoreFigures:
    """The score (12.1–12.5), percentages and tenths of a point."""

    link_capital: int
    link_patron: int
    link_isolated: int
    link_besieged: int
    fresh_pct: int
    harm_tenths: int


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All tables and figures that a scenario plays by."""

    terrain: Mapping[str, Terrain]
    types: Mapping[str, UnitType]
    table: CombatTable
    command: CommandFigures
    movement: MovementFigures
    stacking: StackingFigures
    combat: CombatFigures
    siege: SiegeFigures
    air: AirFigures
    artillery: ArtilleryFigures
    supply: SupplyFigures
    fog: FogFigures
    arrivals: ArrivalFigures
    control: ControlFigures
    demolition: DemolitionFigures
    politics: PoliticsFigures
    ring: RingFigures
    areas: AreaFigures
    gates: GateFigures
    patrons: PatronFigures
    oil: OilFigures
    insurgency: InsurgencyFigures
    coalition: CoalitionFigures
    conference: ConferenceFigures
    score: ScoreFigures
