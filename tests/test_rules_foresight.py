"""Questions before an order: what falls with a hex, when one could be where, who sees and who threatens."""

from __future__ import annotations

from pathlib import Path

from game.files import load_scenario
from game.hexgrid.coords import OFF_MAP
from game.model.kinds import Gait, SupplyState
from game.rules import setup, view_of
from game.rules.foresight import eyes_on, shows_new, threats, turns_to
from game.rules.movement import destinations
from game.rules.supply import supply_map
from game.rules.supply_cut import PHANTOM, bottleneck, if_falls, supply_after, traffic
from game.rules.zoc import FULL, HINDERING, zoc_against, zones_by_owner
from tests.support.sketch import Sketch, of, sketch

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"


def gully(*rows: str, **given: object) -> Sketch:
    """A sketch in which gov is fed from 0101 alone."""
    fed = {"places": {"base": "town 0101"}, "sources": {"gov": "base"}}
    return sketch(*rows, control="gov", **fed, **given)  # type: ignore[arg-type]


def test_7_1_a_hex_that_everything_passes_through_is_the_bottleneck_and_its_fall_cuts_all_beyond() -> None:
    battle = gully(". . . b a", "= = = = =", ". . . . B")
    cut = if_falls(battle.view("gov"), "gov", battle.hex("0301"))
    assert cut.foe == "isis" and set(cut.out) == {"a"} | {"b"} and not cut.strained
    assert bottleneck(battle.view("gov"), "gov", battle.hex("0501")) in map(
        battle.hex, ("0101", "0201", "0301")
    )


def test_7_1_a_hex_beside_the_way_that_its_zone_does_not_reach_cuts_nobody() -> None:
    battle = gully(". . a .", ". . . .", ". . . .", ". . . .", ". . . B")
    assert not if_falls(battle.view("gov"), "gov", battle.hex("0105")).matters


def test_3_1_a_friend_in_the_way_keeps_the_road_open_against_the_zone_of_whoever_falls_in_beside_it() -> None:
    rows = (". . . a", ". . . .", ". . . B")
    bare = gully(*rows)
    assert if_falls(bare.view("gov"), "gov", bare.hex("0202")).out == ("a",)
    held = gully(". b c a", ". . . .", ". . . B")
    assert "a" not in if_falls(held.view("gov"), "gov", held.hex("0202")).out


def test_7_1_the_source_itself_may_fall() -> None:
    battle = gully(". . a .", ". . . B")
    cut = if_falls(battle.view("gov"), "gov", battle.hex("0101"))
    assert cut.sources == 1 and cut.out == ("a",)


def test_if_a_hex_falls_is_answered_by_the_rules_of_supply_and_leaves_the_position_alone() -> None:
    """7.1 Nothing of the table that is imagined is left behind."""
    battle = gully(". . a .", ". . . B")
    view = battle.view("gov")
    before = supply_map(view, "gov")
    if_falls(view, "gov", battle.hex("0201"))
    assert PHANTOM not in view.units and supply_map(view, "gov") is before
    assert before.state_at(battle.hex("0301")) is SupplyState.FULL


def test_8_2_an_enemy_unseen_is_not_betrayed_by_what_would_fall() -> None:
    with_foe = gully("a . . . . . . . . . B", fog=True)
    without = gully("a . . . . . . . . . .", fog=True)
    one, other = (
        [if_falls(one.view("gov"), "gov", here) for here in range(11)] for one in (with_foe, without)
    )
    assert one == other


def test_10_1_a_unit_that_goes_onto_enemy_ground_brings_its_supply_along() -> None:
    """7.1 The way that it takes is its own afterwards."""
    battle = gully(". a . . .", ". . . . .")
    battle.set(control=tuple("isis" if here in (2, 3, 4) else "gov" for here in range(10)))
    view, unit = battle.view("gov"), battle.unit("a")
    there = battle.hex("0301")
    assert supply_map(view, "gov").state_at(there) is SupplyState.OUT
    after = supply_after(view, unit, (unit.at, there))
    assert after.state_at(there) is SupplyState.FULL
    assert view.units["a"].at == unit.at and view.control[there] == "isis"


def test_7_1_traffic_counts_the_units_that_are_fed_over_each_step() -> None:
    battle = gully(". . b a", "= = = =", ". . . B")
    loads = traffic(battle.view("gov"), "gov")
    step = tuple(map(battle.hex, ("0101", "0201")))
    last = tuple(map(battle.hex, ("0301", "0401")))
    assert loads[step] == 2 and loads[last] == 1  # type: ignore[index]


def test_2_1_this_turn_is_what_may_be_ordered_and_each_later_one_adds_to_it() -> None:
    battle = sketch("a" + 39 * " ." + " B")
    view, unit = battle.view("gov"), battle.unit("a")
    ever = {turns: turns_to(view, unit, turns) for turns in (1, 2, 3)}
    now = {here for gait in Gait for here in destinations(view, unit, gait)}
    assert set(ever[1]) == now | {unit.at}
    assert set(ever[1]) < set(ever[2]) < set(ever[3])
    assert all(ever[3][here] == turn for here, turn in ever[2].items())


def test_2_1_a_unit_that_never_moves_reaches_nothing_in_any_turn() -> None:
    battle = sketch("a . .", a="ndf_static") if False else sketch("a . . B")
    still = next(kind for kind in (battle.unit("a"),))
    assert turns_to(battle.view("gov"), still, 0) == {still.at: 0}


def test_3_1_the_zones_by_owner_are_together_the_zones_against_a_faction() -> None:
    view = view_of(setup(load_scenario(SCENARIOS / "race_to_geneva.yaml"), 7), "gov")
    owned = zones_by_owner(view, "gov")
    together: dict[int, int] = {}
    for zone in owned.values():
        for here, strength in zone.items():
            together[here] = max(strength, together.get(here, 0))
    assert together == zoc_against(view, "gov") and "isis" in owned


def test_9_1_a_deconflicted_zone_hinders_and_a_hostile_one_binds_in_full() -> None:
    battle = sketch("a . u . . B", u=of("saa_motor", faction="us"), relations={"gov us": "deconflicted"})
    zones = zones_by_owner(battle.view("gov"), "gov")
    assert set(zones["us"].values()) == {HINDERING} and set(zones["isis"].values()) == {FULL}


def test_8_1_ground_seen_well_shows_nothing_new_and_ground_in_the_dark_does() -> None:
    battle = sketch("a . . . . . . . . . B", fog=True)
    view, unit = battle.view("gov"), battle.unit("a")
    assert not shows_new(view, unit, unit.at)
    assert shows_new(view, unit, battle.hex("0501"))


def test_8_1_who_sees_a_hex_is_told_of_friends_and_of_foes_that_are_known() -> None:
    near, far = sketch("a B .", fog=True), sketch("a . . . . . . . . B", fog=True)
    assert [unit.id for unit in eyes_on(near.view("gov"), near.hex("0301"))] == ["a", "B"]
    assert [unit.id for unit in eyes_on(far.view("gov"), far.hex("0201"))] == ["a"]
    assert not eyes_on(far.view("gov"), far.hex("0901")), "who is not seen is not told of"


def test_8_2_only_enemies_in_sight_threaten() -> None:
    seen = sketch("a . . B")
    hidden = sketch("a . . . . . . . . . B", fog=True)
    assert threats(seen.view("gov"), "gov")[seen.hex("0201")] == ("B",)
    assert threats(hidden.view("gov"), "gov") == {}


def test_7_1_the_answers_of_a_whole_map_hold_together() -> None:
    """Whoever would be out or strained is a unit of the faction that is not so already."""
    view = view_of(setup(load_scenario(SCENARIOS / "raqqah.yaml"), 7), "sdf")
    now = supply_map(view, "sdf")
    for here in range(0, len(view.control), 31):
        cut = if_falls(view, "sdf", here)
        for id in (*cut.out, *cut.strained):
            assert view.units[id].faction == "sdf" and now.state_at(view.units[id].at) is not SupplyState.OUT
    unit = max(view.units_of("sdf"), key=lambda unit: now.costs.get(unit.at, 0))
    found = bottleneck(view, "sdf", unit.at)
    assert found == OFF_MAP or found in now.path(unit.at)
