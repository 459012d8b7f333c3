"""Chapter 3.1, zones of control, with reference counts that were worked out by two independent programs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.sketch import Sketch, of, sketch

CENTRE = "1010"


def plain_with(points: int, extra: str = "", **options: object) -> Sketch:
    """Return a plain of 19 × 19 with a walker in its middle, and perhaps an enemy in another hex."""
    rows = [["."] * 19 for _ in range(19)]
    rows[9][9] = "a"
    if extra:
        rows[int(extra[2:]) - 1][int(extra[:2]) - 1] = "B"
    battle = sketch(*(" ".join(row) for row in rows), **options)
    battle.change("a", type=replace(battle.unit("a").type, move=2 * points))
    return battle


@pytest.mark.parametrize("points, hexes", [(2, 19), (4, 61), (6, 127), (8, 217)])
def test_3_1_reach_on_an_open_plain(points: int, hexes: int) -> None:
    assert len(plain_with(points).reach("a")) == hexes


@pytest.mark.parametrize("points, hexes", [(4, 93), (6, 199)])
def test_3_1_reach_along_a_road(points: int, hexes: int) -> None:
    rows = [". " * 31] * 31
    rows[15] = ". " * 15 + "a " + ". " * 15
    battle = sketch(*rows, roads={"-".join(f"{col:02}16" for col in range(1, 32)): "paved"})
    battle.change("a", type=replace(battle.unit("a").type, move=2 * points))
    assert len(battle.reach("a")) == hexes


@pytest.mark.parametrize("enemy, hexes", [("1110", 45), ("1210", 54), ("1310", 57)])
def test_3_1_reach_with_one_enemy_at_distance_1_2_3(enemy: str, hexes: int) -> None:
    assert len(plain_with(4, enemy).reach("a")) == hexes


@pytest.mark.parametrize("bridges, hexes", [(0, 43), (1, 55)])
def test_3_1_reach_behind_a_river_past_the_next_column(bridges: int, hexes: int) -> None:
    grid = plain_with(4).grid
    q0, _ = grid.axials[grid.hex_of(CENTRE)]
    banks = [
        (here, near)
        for here in range(len(grid))
        for near in grid.around[here]
        if grid.axials[here].q - q0 == 1 and grid.axials[near].q - q0 == 2
    ]
    river = {" ".join(f"{grid.label(a)}-{grid.label(b)}" for a, b in banks): "major"}
    site = {"bridge": ("bridge", "1110-1210")} if bridges else {}
    assert len(plain_with(4, rivers=river, crossings=site).reach("a")) == hexes


def test_3_1_entering_a_zone_costs_one_more_and_going_on_in_it_two_more_still() -> None:
    battle = sketch("a . .", " . B .")
    costs = battle.reach("a")
    assert costs["0201"] == 2 + 2
    assert costs["0301"] == 4 + (2 + 2 + 4)


def test_3_1_leaving_a_zone_costs_nothing() -> None:
    battle = sketch(". a .", " . . B")
    assert battle.reach("a")["0101"] == 2


@pytest.mark.parametrize("what", [of("isis_line", steps=1), of("garrison", faction="isis")])
def test_3_1_a_unit_of_one_step_or_a_static_one_exerts_no_zone(what: object) -> None:
    assert sketch("a . .", " . B .", B=what).reach("a")["0201"] == 2


def test_3_1_a_zone_does_not_cross_a_river_without_a_bridge_or_an_escarpment_side_or_enter_a_city() -> None:
    assert sketch("a . B", rivers={"0201-0301": "major"}).reach("a")["0201"] == 2
    bridge = {"bridge": ("bridge", "0201-0301")}
    assert sketch("a . B", rivers={"0201-0301": "major"}, crossings=bridge).reach("a")["0201"] == 4
    fallen = sketch("a . B", rivers={"0201-0301": "major"}, crossings=bridge, down="bridge")
    assert fallen.reach("a")["0201"] == 2
    assert sketch("a . B", cliffs="0201-0301").reach("a")["0201"] == 2
    raqqah = {"raqqah": {"districts": 2, "holders": {"gov": 1, "isis": 1}}}
    assert sketch("a # B", places={"raqqah": "city 0201"}, cities=raqqah).reach("a")["0201"] == 2


def test_3_1_friendly_units_do_not_cancel_a_zone_for_movement() -> None:
    assert sketch("a b .", " . B .", b=of("ndf", steps=1)).reach("a")["0201"] == 4


def test_3_1_mobile_groups_pay_nothing_to_enter_and_one_to_go_on_in_open_desert() -> None:
    battle = sketch("a . .", " . B .", a=of("isis_mobile", faction="gov"))
    assert battle.reach("a")["0201"] == 2
    assert battle.reach("a")["0301"] == 4 + 2
    valley = sketch("a ~ .", " . B .", a=of("isis_mobile", faction="gov"))
    assert valley.reach("a")["0201"] == 4 + 2, "off the desert they pay like everybody"


def test_3_1_a_deconflicted_faction_imposes_the_one_point_only() -> None:
    battle = sketch("a . .", " . u .", u=of("coalition_sof", faction="us", steps=2))
    assert battle.reach("a")["0201"] == 4
    assert battle.reach("a")["0301"] == 4 + 4


def test_3_1_neutral_and_allied_factions_impose_no_zone() -> None:
    assert sketch("a . .", " . s .", s=of("ypg", faction="sdf")).reach("a")["0201"] == 2
    assert sketch("a . .", " . p .", p=of("pmu_bn", faction="pmu")).reach("a")["0201"] == 2


def test_3_1_a_zone_follows_its_owner_s_stance() -> None:
    """HTS may be hostile to Ahrar while Ahrar is still neutral to HTS."""
    battle = sketch("a . h", h=of("hts_line", faction="hts"), relations={"hts>gov": "hostile"})
    assert battle.reach("a")["0201"] == 4


def test_3_1_a_unit_placed_in_a_zone_pays_nothing_until_it_moves() -> None:
    battle = sketch("a B", " . .")
    assert battle.reach("a")["0101"] == 0
