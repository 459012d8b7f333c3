"""The siege of Raqqah and its order of battle, as loaded."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from game.files import check_file, load_scenario
from game.model.facts import Holding
from game.model.orders import Attack, EndImpulse
from game.model.scenario import Placement, Scenario
from game.model.state import State
from game.rules import apply, setup
from game.rules.score import score_of
from game.rules.siege import siege_odds
from game.rules.supply import supply_map
from tests.support.rosters import everyone
from tests.support.sketch import Sketch, sketch

FILE = Path(__file__).parents[1] / "scenarios" / "raqqah.yaml"
CAPS = {"gov": 40, "isis": 40, "sdf": 40}
"""Counters a camp at any one time; the Coalition counts with the SDF."""
WAVES = ("abcde", "fghij")
COLUMN = (("ypg", 4), ("ypg", 3), ("ypg", 3), ("sdf_arab", 3), ("sdf_arab", 3))
"""An assault of 16 steps: what a column of the east or west of the city brought to one week's attack."""
RING = ["= = = =", f" {WAVES[0]} #ABCDEFGHIJK {WAVES[1]} =", "= = = ="]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(str(FILE))


def garrison(scenario: Scenario) -> list[Placement]:
    city = scenario.setting.board.places["raqqah"].at
    return [placed for placed in scenario.units if placed.at == city and placed.faction == "isis"]


# --- the order of battle --------------------------------------------------------------------------------


def test_the_file_has_no_problem_and_no_warning() -> None:
    assert check_file(str(FILE)) == []


def test_no_counter_has_more_than_four_steps_or_more_than_its_template(scenario: Scenario) -> None:
    types = scenario.setting.rules.types
    assert [p.unit for p in everyone(scenario) if p.steps > min(4, types[p.type].steps)] == []


def test_raqqah_is_an_open_city_of_ten_districts_held_by_thirty_eight_steps(scenario: Scenario) -> None:
    plan = scenario.setting.cities["raqqah"]
    assert (plan.districts, plan.holders["isis"], plan.dump, plan.closed) == (10, 10, 6, False)
    assert sum(placed.steps for placed in garrison(scenario)) == 38


def test_everybody_but_nobody_else_is_in_full_supply_at_the_start(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    assert {unit.id for unit in state.units.values() if unit.supply.value != "full"} == set()


def test_camps_stay_within_their_counters_and_nothing_happens_while_everybody_waits(
    scenario: Scenario,
) -> None:
    camp = {"us": "sdf"}
    state = setup(scenario, seed=1)
    seen = set(state.units)
    while state.ending is None:
        counts = dict.fromkeys(CAPS, 0)
        for unit in state.units.values():
            counts[camp.get(unit.faction, unit.faction)] += 1
        assert all(CAPS[name] >= 20 and counts[name] <= CAPS[name] for name in CAPS), (state.turn, counts)
        state, _ = apply(state, EndImpulse())
        assert state.turn > 1 or not state.milestones
        seen |= set(state.units)
    due = {p.unit for a in scenario.arrivals if 0 < a.turn <= state.turn for p in a.units}
    assert due <= seen
    assert "city" not in state.milestones


HELD = {
    "gov": "resafa sufyan_oil_field al_thawrah_oil_field wadi_ubayd_oil_field dbeisan_oil_field al_kadir "
    "jabal_bishri_summit al_dalhah al_sabkhah maadan al_tibni zakiyah_crossroads",
    "sdf": "raqqah al_suwar al_kasrah kisrat_faraj",
}
"""What Islamic State had lost by 16 October 2017, and to whom."""


def in_history(scenario: Scenario) -> State:
    """Return the table as history left it: the empty ground of each bank with whoever took its towns."""
    state = setup(scenario, seed=1)
    board = scenario.setting.board
    lost = {board.places[place].at: faction for faction, names in HELD.items() for place in names.split()}
    grid = board.grid
    control = [
        held if held != "isis" else lost[min(lost, key=lambda to: (grid.distance(at, to), to))]
        for at, held in enumerate(state.control)
    ]
    control[board.places["markadah"].at] = "isis"
    held = {place: Holding(control[board.places[place].at], 1) for place in scenario.setting.assets}
    siege = replace(state.cities["raqqah"], holders={"isis": 0, "sdf": 10})
    return replace(
        state, turn=19, control=tuple(control), held=held, cities={"raqqah": siege}, units={},
        taken_symbols={"raqqah": "sdf"},
    )  # fmt: skip


def test_12_1_par_is_what_history_held_by_the_games_own_reckoning(scenario: Scenario) -> None:
    end, par = in_history(scenario), {id: one.par for id, one in scenario.setting.factions.items()}
    assert score_of(end, "gov") == par["gov"] == 440
    assert score_of(end, "sdf") - 30 == par["sdf"], "less four marks of harm and the buses"
    assert score_of(end, "us") + 20 + 10 - 5 == par["us"], "the speech, the line, the breach of the wall"


def test_resafa_lies_outside_the_arc_and_the_ring_of_raqqah_needs_nobodys_word(scenario: Scenario) -> None:
    board, zones = scenario.setting.board, scenario.setting.politics.zones
    at = {
        name: board.places[name].at
        for name in ("resafa", "tabqa_airbase", "kisrat_faraj", "maadan", "raqqah")
    }
    assert at["tabqa_airbase"] in zones["tabqa_arc"].hexes
    assert at["resafa"] not in zones["tabqa_arc"].hexes
    assert {at["resafa"], at["maadan"]} <= zones["right_bank"].hexes
    assert not {at["kisrat_faraj"], at["raqqah"]} & zones["right_bank"].hexes


def test_aleppo_hangs_on_the_khanasir_road(scenario: Scenario) -> None:
    state = setup(scenario, seed=1)
    road = scenario.setting.board.places["khanasir_road"].at
    north = [unit for unit in state.units.values() if unit.hq in ("tiger", "maskanah")]
    assert all(unit.at in supply_map(state, "gov").costs for unit in north)
    control = tuple("isis" if at == road else held for at, held in enumerate(state.control))
    raider = replace(state.units["isis_42"], at=road)
    units = {id: unit for id, unit in state.units.items() if unit.at != road} | {raider.id: raider}
    cut = supply_map(replace(state, control=control, units=units), "gov")
    assert not any(unit.at in cut.costs for unit in north)


def test_no_event_gives_ground_and_every_question_has_two_answers(scenario: Scenario) -> None:
    for event in scenario.setting.politics.events.values():
        assert event.effects or event.choice
        assert event.choice is None or len(event.choice.options) >= 2


# --- the siege ------------------------------------------------------------------------------------------


def besieged(scenario: Scenario, seed: int) -> Sketch:
    """Return the garrison of the scenario in a closed ring, under the scenario's own figures."""
    inside = garrison(scenario)
    battle = sketch(
        RING[0], RING[1], RING[2],
        seed=seed,
        control={"*": "gov"},
        places={"raqqah": "city 0202", "base": "town 0102"},
        sources={"gov": "base"},
        cities={"raqqah": {"districts": 10, "holders": {"isis": 10, "gov": 0}, "dump": 6, "room": 40}},
        factions={"gov": {"air": ((1, 4),)}},
        figures={"siege": asdict(scenario.setting.rules.siege)},
        clock={"turns": 60},
    )  # fmt: skip
    types = scenario.setting.rules.types
    units = dict(battle.state.units)
    for letter, placed in zip("ABCDEFGHIJK", inside, strict=True):
        units[letter] = replace(units[letter], type=types[placed.type], steps=placed.steps)
    battle.set(units=units)
    return battle


def relieve(battle: Sketch, scenario: Scenario) -> None:
    """Bring both columns to strength again, outside the city and ready."""
    units = dict(battle.state.units)
    for wave, at in zip(WAVES, ("0102", "0302"), strict=True):
        for letter, (type_, steps) in zip(wave, COLUMN, strict=True):
            old = units.get(letter) or battle.state.pool[letter].unit
            fresh = {"active": True, "attacked": False, "moved": False, "disrupted": False}
            kind = scenario.setting.rules.types[type_]
            units[letter] = replace(old, type=kind, steps=steps, at=battle.hex(at), **fresh)
    pool = {letter: lost for letter, lost in battle.state.pool.items() if letter not in units}
    battle.set(units=units, pool=pool, free_attacks=("gov", "gov"))


def weeks_of_siege(scenario: Scenario, seed: int) -> list[tuple[int, int]]:
    """Return districts and steps left after each week of two assaults."""
    battle = besieged(scenario, seed)
    weeks: list[tuple[int, int]] = []
    while battle.state.cities["raqqah"].holders["isis"]:
        relieve(battle, scenario)
        for wave in WAVES:
            if battle.state.cities["raqqah"].holders["isis"]:
                battle.order(f"assault 0202 with {' '.join(wave)} air 2")
        steps = sum(unit.steps for unit in battle.state.units.values() if unit.faction == "isis")
        weeks.append((battle.state.cities["raqqah"].holders["isis"], steps))
        battle.next_turn()
        assert len(weeks) < 50
    return weeks


def test_5_2_an_assault_has_the_published_strength_and_the_first_meets_the_published_garrison(
    scenario: Scenario,
) -> None:
    battle = besieged(scenario, 1)
    relieve(battle, scenario)
    attack = Attack("0202", tuple("abcde"))
    odds = siege_odds(battle.state, attack, "raqqah", battle.hex("0202"))
    assert (odds.attack, odds.defence, odds.final) == (1850, 2600, 1)


def test_5_2_a_siege_of_raqqah_is_neither_an_assault_nor_a_blockade(scenario: Scenario) -> None:
    lasted = sorted(len(weeks_of_siege(scenario, seed)) for seed in (1, 2, 3))
    assert lasted[0] >= 12 and lasted[-1] <= 24, lasted


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_5_2_raqqah_holds_seventeen_to_nineteen_weeks(scenario: Scenario) -> None:
    """300 sieges: the median, the tenth and the ninetieth per cent, and the course up to the ninth week."""
    sieges = [weeks_of_siege(scenario, seed) for seed in range(1, 301)]
    lasted = sorted(len(weeks) for weeks in sieges)
    assert 17 <= lasted[150] <= 19, lasted
    assert lasted[30] >= 13 and lasted[270] <= 22, (lasted[30], lasted[270])
    eighth = sum(10 - weeks[7][0] for weeks in sieges if len(weeks) > 7) / len(sieges)
    assert 3.5 <= eighth <= 5.5, eighth
    ninth = [weeks[8] for weeks in sieges if len(weeks) > 8]
    assert 4.0 <= sum(10 - held for held, _ in ninth) / len(ninth) <= 6.0
    assert 13 <= sum(steps for _, steps in ninth) / len(ninth) <= 23
