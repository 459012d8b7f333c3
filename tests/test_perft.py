"""Counts that the rules of movement and zones of control must keep (2.3, 2.4).

The reference numbers were found by two independent generators before the rules were written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from game.commands.perft import count, start
from game.rules import view_of
from game.rules.movement import reach_of
from tests.support import brute

P0 = Path(__file__).parent / "data" / "perft" / "p0.yaml"
PLAIN = """
position: 1
format: 1
id: plain
extends: base/syria_2017
title: A plain
radius: 13
factions: [a, b]
rules: {movement: {hostile_ground: 0, inactive_pct: 100}, fog: {unit: [9, 9, 9, 9, 9]}}
"""
ROAD = f"roads: [[{', '.join(f'[{q}, 0]' for q in range(-13, 14))}]]\n"
RIVER = [
    pair for r in range(-12, 13) for pair in (f"[[1, {r}], [2, {r}]]", f"[[1, {r}], [2, {r - 1}]]")
    if r - 1 >= -12
]  # fmt: skip
RIVER_ROW = f"rivers: [{', '.join(RIVER)}]\n"


def reached(tmp_path: Path, move: int, more: str = "", enemy: str = "") -> int:
    """Return how many hexes a unit in the middle reaches, its own included."""
    units = "units: {a1: {faction: a, at: [0, 0]}" + (f", b1: {{faction: b, at: {enemy}}}" if enemy else "")
    file = tmp_path / "position.yaml"
    file.write_text(f"{PLAIN}move: {move}\n{more}{units}}}\n", encoding="utf-8")
    state, _ = start(file)
    return len(reach_of(view_of(state, "a"), state.units["a1"]).costs)


@pytest.mark.parametrize(("depth", "expected"), [(1, 25), (2, 338), (3, 651), (4, 5237)])
def test_position_p0_has_as_many_sequences_of_orders_as_published(depth: int, expected: int) -> None:
    state, moves_only = start(P0)
    assert count(state, depth, moves_only) == expected


POSITIONS = {
    "p0": (25, 338, 651),
    "road": (43, 949, 1_884),
    "river": (25, 335, 599),
    "bridge": (35, 635),
    "escarpment": (36, 672, 1_281),
    "rough": (32, 540, 1_096),
    "neutral": (28, 420),
    "deconflicted": (38, 754),
    "stack": (27, 378, 719),
    "border": (24, 308, 544),
    "pocket": (16, 82, 4_198),
    "impulses": (13, 89, 173, 811, 1_807),
}
"""The sequences of one, two, three … orders in each position, as deep as they do not hang on who holds the
ground. Whoever changes a rule of movement restates them."""


@pytest.mark.parametrize("name", POSITIONS)
def test_two_generators_count_the_same_sequences(name: str) -> None:
    path = P0.with_name(f"{name}.yaml")
    state, moves_only = start(path)
    plain, now = brute.read(path)
    for depth, expected in enumerate(POSITIONS[name], start=1):
        assert count(state, depth, moves_only) == expected, f"the rules, {depth} orders"
        assert brute.sequences(plain, now, depth) == expected, f"the second generator, {depth} orders"


@pytest.mark.parametrize(("depth", "expected"), [(1, 25), (2, 338), (3, 651), (4, 5237)])
def test_the_second_generator_counts_p0_as_published(depth: int, expected: int) -> None:
    assert brute.sequences(*brute.read(P0), depth) == expected


@pytest.mark.long
def test_position_p0_has_30627_sequences_of_five_orders() -> None:
    state, moves_only = start(P0)
    assert count(state, 5, moves_only) == 30_627


@pytest.mark.parametrize(("move", "expected"), [(2, 19), (4, 61), (6, 127), (8, 217)])
def test_2_4_an_open_plain_is_reached_in_rings(tmp_path: Path, move: int, expected: int) -> None:
    assert reached(tmp_path, move) == expected


@pytest.mark.parametrize(("move", "expected"), [(4, 93), (6, 199)])
def test_2_3_a_paved_road_halves_the_cost(tmp_path: Path, move: int, expected: int) -> None:
    assert reached(tmp_path, move, ROAD) == expected


@pytest.mark.parametrize(("distance", "expected"), [(1, 45), (2, 54), (3, 57)])
def test_2_4_one_enemy_costs_reach_the_more_the_nearer_he_is(
    tmp_path: Path, distance: int, expected: int
) -> None:
    assert reached(tmp_path, 4, enemy=f"[{distance}, 0]") == expected


def test_2_3_a_river_without_a_bridge_stops_and_one_with_a_bridge_narrows(tmp_path: Path) -> None:
    assert reached(tmp_path, 4, RIVER_ROW) == 43
    assert reached(tmp_path, 4, f"{RIVER_ROW}bridges: [[[1, 0], [2, 0]]]\n") == 55
