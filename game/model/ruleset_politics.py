"""The figures of politics and of the insurgency, beside those of the field in `game.model.ruleset`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PoliticsFigures:
    """Tension between deconflicted factions (9.3, 9.5); `summit_cost` is in tenths of a point."""

    incident_need: int
    incident_tension: int
    tension_divisor: int
    tension_max: int
    decay: int
    notice: int
    call_price: int
    call_relief: int
    line_off: int
    off_radius: int
    summit: int
    summit_cost: int
    summit_truce: int
    summit_leaves: int
    shared_towns: int
    shared_price: int
    shared_price_less: int
    shared_tension: int


@dataclass(frozen=True, slots=True)
class RingFigures:
    """Rings, what is flown over them, and what becomes of them when cut off (9.8, 9.13); borders (9.14)."""

    defence_reach: int
    drone_need: int
    drone_tension: int
    aircraft_need: int
    aircraft_tension: int
    aircraft_turns: int
    killed_tension: int
    way_out: int
    cut_turns: int
    cut_attack_pct: int
    facing: int
    link_tenths: int


@dataclass(frozen=True, slots=True)
class GateFigures:
    """Crossings to other states (9.10)."""

    aid_men: int
    harm: int


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """De-escalation areas (9.11)."""

    open_turns: int
    stray: int
    renewal_need: int
    approval_divisor: int


@dataclass(frozen=True, slots=True)
class PatronFigures:
    """Patrons and political points (13.1–13.4)."""

    strong: int
    normal: int
    weak: int
    income_divisor: int
    most_favour: int
    strong_air: int
    strong_cards: int
    weak_air_pct: int
    weak_delay: int
    key_price: int


@dataclass(frozen=True, slots=True)
class OilFigures:
    """Fields, roads and the corridor (14.1–14.5)."""

    max_damage: int
    revenue_a_man: int
    repair: int
    long_repair: int
    long_repair_from: int
    mend: int
    quiet: int
    sabotage_reach: int
    wreck_need: int
    dash: int
    guard: int
    corridor_break: int


@dataclass(frozen=True, slots=True)
class InsurgencyFigures:
    """Remnants, prepared vehicles, mines and ambush, cells (15.1–15.7), and a garrison let go (5.5)."""

    remnant_pct: int
    remnant_wait: int
    remnants_max: int
    remnant_reach: int
    vehicle_every: int
    workshops_a_vehicle: int
    vehicles_max: int
    vehicle_shift: int
    vehicle_need: int
    vehicle_watched: int
    belts_max: int
    belt_level: int
    hide_steps: int
    steps_a_cell: int
    cell_marker: int
    cell_cut: int
    cell_rise: int
    cell_watch: int
    cell_watched: int
    cell_near_cut: int
    cell_road: int
    sweep_steps: int
    sweep_need: int
    sweep_recon: int
    surge_shift: int
    leave_steps: int
    leave_price: int
    leave_again: int


@dataclass(frozen=True, slots=True)
class CoalitionFigures:
    """Factions that share a region and may fall out (16.1–16.6)."""

    joint: int
    break_over: int
    seize_command: int
    seize_odds: int
    seize_guess: int
    defect_need: int
    post_approval: int
    post_price: int
    posts_a_turn: int
    fate_pct: int
    expel_need: int
    exit_approval: int
    exit_cost: int
    absorb_steps: int
    foreign_tenths: int
    dormant_pct: int


@dataclass(frozen=True, slots=True)
class ConferenceFigures:
    """Checks and concessions (18.1–18.4); percentages, and points of the score in tenths."""

    check_favour: tuple[int, ...]
    area_tenths: int
    most_places: int
    most_recognition: int
    loss_pct: int
    leverage_divisor: int
    pressure: tuple[int, ...]
    disputed_pct: int
    cells_a_point: int
