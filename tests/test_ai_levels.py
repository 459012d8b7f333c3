"""Every level plays every faction of every scenario, by the rules, and by its own figures and doctrine."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from game.ai.aims import prizes
from game.ai.desk import worth
from game.ai.normal import NormalPlayer
from game.ai.players import MAKERS, make_player
from game.ai.posts import settled
from game.ai.weights import level_of, weights_for
from game.commands.headless import play_out
from game.files import load_scenario
from game.files.documents import SCENARIOS
from game.files.variants import variants_of
from game.model.doctrine import Commanders, Doctrine
from game.model.kinds import SupplyState
from game.model.orders import EndImpulse, GoToGround
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import apply, setup, view_of
from tests.support.sketch import of, sketch

LEVELS = ("recruit", "easy", "normal", "hard")
PLAYED = sorted(
    path.stem for path in SCENARIOS.glob("*.yaml") if "kind: campaign" not in path.read_text("utf-8")
)
TURNS = 2


@lru_cache(maxsize=2)
def quick(name: str) -> Scenario:
    path = SCENARIOS / f"{name}.yaml"
    names = [one.name for one in variants_of(path)]
    return load_scenario(path, "quick" if "quick" in names else "")


def played(scenario: Scenario, level: str, turns: int, seed: int = 5) -> tuple[State, int]:
    """Return the state after some turns in which a level plays everybody, and how many orders it gave."""
    state, given = setup(scenario, seed), 0
    players = {faction: make_player(level, faction, seed) for faction in scenario.setting.order}
    while state.ending is None and state.turn <= turns:
        faction = state.active
        assert faction is not None
        order = players[faction].choose(view_of(state, faction))
        state = apply(state, order)[0]  # it raises where an order is illegal
        given += not isinstance(order, EndImpulse)
    return state, given


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PLAYED)
def test_a_level_plays_every_faction_of_a_scenario(name: str, level: str) -> None:
    state, given = played(quick(name), level, TURNS)
    assert state.turn == TURNS + 1 and given > 0


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PLAYED)
def test_a_level_plays_a_whole_game_of_a_scenario(name: str, level: str) -> None:
    scenario = quick(name)
    assert play_out(scenario, 5, dict.fromkeys(scenario.setting.order, level)).state.ending is not None


def test_there_is_a_player_for_every_level() -> None:
    assert set(LEVELS) <= set(MAKERS)


def test_a_player_has_the_figures_of_its_level_and_doctrine_from_its_first_look() -> None:
    scenario = quick("al_tanf")
    changed = {"gov": Doctrine(weights_pct={"own_step": 200})}
    setting = replace(scenario.setting, commanders=Commanders(scenario.setting.commanders.levels, changed))
    state = setup(replace(scenario, setting=setting), 1)
    for level in LEVELS:
        player = make_player(level, "gov", 1)
        assert isinstance(player, NormalPlayer)
        player.choose(view_of(state, "gov"))
        assert player.weights == weights_for(setting, level, "gov")
        assert player.weights.own_step == 2 * level_of(setting, level).own_step


def test_the_yardstick_is_the_same_under_every_doctrine() -> None:
    scenario = quick("al_tanf")
    changed = {"gov": Doctrine(weights_pct={"least": 0}, risk=100)}
    setting = replace(scenario.setting, commanders=Commanders(scenario.setting.commanders.levels, changed))
    player = make_player("greedy", "gov", 1)
    player.choose(view_of(setup(replace(scenario, setting=setting), 1), "gov"))
    assert player.weights == level_of(setting, "greedy")  # type: ignore[attr-defined]


# --- switches -----------------------------------------------------------------------------------------


def under(faction: str, *switches: str, **more: object) -> dict[str, object]:
    """Return the part of a sketch's setting in which a faction has a doctrine."""
    doctrine = Doctrine("x", switches=frozenset(switches), **more)  # type: ignore[arg-type]
    return {"commanders": Commanders({}, {faction: doctrine})}


def test_raiders_of_a_counter_stroke_do_not_settle_in_their_works() -> None:
    units = {"a": of("isis_mobile", faction="isis", dig_in=2)}
    home = {"isis": {"town_supply": True}}
    for switches, expected in (((), {"a"}), (("counter_stroke",), set())):
        battle = sketch("a . . +", **units, factions=home, setting=under("isis", *switches))
        mind = NormalPlayer("isis", 1)
        mind.view = battle.view("isis")
        assert set(settled(mind)) == expected, switches


def test_worn_units_that_are_cut_off_go_to_ground_sooner_where_that_is_the_doctrine() -> None:
    order = GoToGround("a")
    for switches, wanted in (((), False), (("goes_to_ground",), True)):
        unit = of("isis_line", faction="isis", steps=1, supply=SupplyState.OUT, hungry=0)
        battle = sketch("a . .", a=unit, setting=under("isis", *switches))
        assert (worth(battle.view("isis"), order) > 0) == wanted, switches


def test_what_the_desk_wants_is_by_the_doctrine_s_per_cent() -> None:
    unit = of("isis_line", faction="isis", steps=1, supply=SupplyState.OUT, hungry=3)
    found = [
        worth(sketch("a .", a=unit, setting=under("isis", desk_pct=pct)).view("isis"), GoToGround("a"))
        for pct in ({}, {"hide": 50}, {"hide": 0})
    ]
    assert found[0] > 0 and found[1:] == [found[0] // 2, 0]


def test_who_keeps_to_a_ring_fights_for_nothing_outside_it() -> None:
    scenario = load_scenario(SCENARIOS / "al_tanf.yaml")
    for switches in ((), ("keeps_to_ring",)):
        doctrines = {"mat": Doctrine(switches=frozenset(switches))}
        setting = replace(scenario.setting, commanders=Commanders({}, doctrines))
        mind = NormalPlayer("mat", 1)
        mind.view = view_of(setup(replace(scenario, setting=setting), 1), "mat")
        ring = next(zone for zone in setting.politics.zones.values() if zone.owner == "us")
        wanted = {aim.at for aim in prizes(mind)}
        assert bool(wanted - ring.hexes) == (not switches)


def test_marches_are_planned_round_the_zones_that_a_doctrine_avoids() -> None:
    scenario = load_scenario(SCENARIOS / "al_tanf.yaml")
    found = []
    for avoid in ((), ("ring55",)):
        setting = replace(scenario.setting, commanders=Commanders({}, {"gov": Doctrine(avoid=avoid)}))
        mind = NormalPlayer("gov", 1)
        mind.choose(view_of(setup(replace(scenario, setting=setting), 1), "gov"))
        goal = setting.board.places["al_tanf_garrison"].at
        found.append(sum(mind.field(goal)))
    assert found[1] > found[0], "each hex of the ring is dearer to cross"
