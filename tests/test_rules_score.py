"""Chapter 12, the score, and how a game ends (12.5)."""

from __future__ import annotations

from typing import Any

import pytest

from game.model.events import GameEnded, SymbolTaken
from game.model.facts import Holding
from game.model.scenario import Bands, Corridor, MeanOfTurns, Symbol
from game.rules.play import Play
from game.rules.score import asset_tenths, check_assets, corridor_tenths, score_of, verdict
from tests.support.sketch import Sketch, of, sketch

SETTLED = Holding("gov", 0)


def board(row: str = "a . + . .", **options: Any) -> Sketch:
    """Return a capital in 0101 and a town worth 4 in 0301."""
    given: dict[str, Any] = {
        "places": {"capital": "city 0101", "tadmor": "town 0301"},
        "assets": {"tadmor": 4},
        "control": "gov",
        "factions": {"gov": {"capital": "capital"}},
        "state": {"turn": 3, "held": {"tadmor": SETTLED}},
    }
    return sketch(row, **{**given, **options})


def gov(battle: Sketch) -> int:
    return asset_tenths(battle.state, "gov")


def test_12_1_an_asset_linked_to_the_capital_counts_in_full() -> None:
    assert gov(board()) == 40


def test_12_1_one_linked_to_a_patron_counts_80_percent_isolated_50() -> None:
    patron = {"gov": {"patron_sources": ("capital",)}}
    assert gov(board(factions=patron)) == 32
    assert gov(board(factions={"gov": {}})) == 20
    assert gov(board("a B + . .", control={"*": "gov"})) == 20, "cut from the capital"


def test_12_1_a_besieged_one_counts_30_percent() -> None:
    battle = board("a B + . .", control={"*": "gov"}, pockets={"tadmor": ("gov", 8, 0)})
    assert gov(battle) == 12


def test_12_1_districts_held_give_a_share() -> None:
    plan = {"tadmor": {"districts": 4, "holders": {"gov": 3, "isis": 1}}}
    assert gov(board("a . # . .", cities=plan)) == 30


def test_12_1_others_assets_are_theirs() -> None:
    assert gov(board(control={"*": "gov", "0301": "isis"})) == 0


def test_12_2_an_asset_counts_in_full_after_two_turns_in_supply_else_half() -> None:
    assert gov(board(state={"turn": 3, "held": {"tadmor": Holding("gov", 3)}})) == 20
    assert gov(board(state={"turn": 3, "held": {"tadmor": Holding("gov", 2)}})) == 40
    assert gov(board(state={"turn": 3, "held": {}})) == 20


def test_12_2_the_two_turns_are_counted_at_the_ends_of_turns() -> None:
    battle = board(control={"0101 0201": "gov", "0301": "isis"}, state={})
    battle.order("move a 0301")
    battle.next_turn()
    assert battle.state.held["tadmor"] == Holding("gov", 1)
    assert battle.state.scores["gov"] == 20
    battle.next_turn()
    assert battle.state.held["tadmor"] == Holding("gov", 1)
    assert battle.state.scores["gov"] == 40


def test_12_2_a_pocket_holds_its_assets_while_its_stores_last() -> None:
    battle = board(sources={}, state={}, pockets={"tadmor": ("gov", 6, 0)})
    battle.next_turn()
    assert battle.state.held["tadmor"].faction == "gov"
    battle.next_turn(3)
    assert "tadmor" not in battle.state.held


def test_12_2_a_mark_at_the_end_of_a_turn_reckons_with_the_supply_of_that_turn() -> None:
    battle = board("a . + . .", control={"0101 0201 0301": "gov"}, state={}, sources={"gov": "capital"})
    battle.next_turn()
    assert battle.state.scores["gov"] == 40
    control = list(battle.state.control)
    control[0] = "isis"
    battle.set(control=tuple(control), units={})
    play = Play(battle.state)
    check_assets(play)
    assert play.state.scores["gov"] == 10, "isolated, and no longer held in supply"


def test_12_2_out_of_supply_the_holding_is_interrupted() -> None:
    battle = board(sources={}, state={})
    battle.next_turn()
    assert "tadmor" not in battle.state.held


def test_12_1_harm_and_points_count() -> None:
    battle = board()
    battle.set(harm={"gov": 3, "isis": 0}, points={"gov": -20, "isis": 0})
    assert score_of(battle.state, "gov") == 40 - 20 - 15


ROAD = {"0101-0201-0301-0401-0501": "paved"}


def corridor(roads: dict[str, str], **options: Any) -> Sketch:
    plan = Corridor("gov", ("border",), "capital", 10, 6, {"us": 5})
    places = {"capital": "city 0101", "tadmor": "town 0301", "border": "crossing 0501"}
    return board(
        places=places,
        roads=roads,
        setting={"corridors": (plan,)},
        relations={"gov us": "deconflicted"},
        **options,
    )


def test_12_3_a_road_held_throughout_scores_ten_paved_and_six_by_track() -> None:
    assert corridor_tenths(corridor(ROAD).state, "gov") == 100
    mixed = {"0101-0201-0301": "paved", "0301-0401-0501": "track"}
    assert corridor_tenths(corridor(mixed).state, "gov") == 60


@pytest.mark.parametrize("broken", ["0201", "0501"])
def test_12_3_a_broken_corridor_scores_nothing_and_its_denial_five(broken: str) -> None:
    battle = corridor(ROAD, control={"*": "gov", broken: "isis"})
    assert corridor_tenths(battle.state, "gov") == 0
    assert corridor_tenths(battle.state, "us") == 50
    assert corridor_tenths(corridor(ROAD).state, "us") == 0


def test_12_3_a_symbol_goes_to_the_first_who_takes_its_place() -> None:
    symbols = {"symbols": (Symbol("tadmor", 5, frozenset()),)}
    battle = board(control={"0101 0201": "gov", "0301": "isis"}, setting=symbols, state={})
    battle.order("move a 0301")
    battle.next_turn()
    assert battle.told(SymbolTaken)
    assert battle.state.taken_symbols == {"tadmor": "gov"}
    assert battle.state.scores["gov"] == 20 + 50
    battle.next_turn()
    assert not battle.told(SymbolTaken)
    assert battle.state.scores["gov"] == 40 + 50, "the town has settled; the symbol counts once"


def test_12_3_who_holds_it_from_the_start_takes_no_symbol() -> None:
    battle = board(setting={"symbols": (Symbol("tadmor", 5, frozenset()),)}, state={})
    battle.next_turn()
    assert not battle.state.taken_symbols


def test_12_4_a_mean_of_turns_and_a_point_for_four_steps_alive() -> None:
    means = {"means": (MeanOfTurns("gov", (1, 2), 4),)}
    battle = board(
        setting=means, state={"records": {"gov": (40, 20)}, "turn": 3, "held": {"tadmor": SETTLED}}
    )
    assert score_of(battle.state, "gov") == 30 + 10


def test_12_4_the_assets_are_recorded_at_the_ends_of_those_turns() -> None:
    battle = board(setting={"means": (MeanOfTurns("gov", (1, 3), 4),)}, state={})
    battle.next_turn(3)
    assert len(battle.state.records["gov"]) == 2


# --- the end ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "margin, word",
    [
        (100, "decisive victory"),
        (99, "victory"),
        (40, "victory"),
        (39, "draw"),
        (-10, "draw"),
        (-11, "defeat"),
        (-99, "defeat"),
        (-100, "decisive defeat"),
    ],
)
def test_12_5_the_bands_put_the_margin_into_words(margin: int, word: str) -> None:
    assert verdict(board(setting={"bands": Bands(100, 40, -10)}).state, margin) == word


def test_12_5_the_game_ends_after_its_last_turn_with_score_less_par() -> None:
    battle = board(
        clock={"turns": 2}, state={}, factions={"gov": {"capital": "capital", "par": 15}, "isis": {"par": 0}}
    )
    battle.next_turn(2)
    ending = battle.told(GameEnded)[0].ending
    assert battle.state.ending == ending and battle.state.active is None
    assert ending.margins["gov"] == ending.scores["gov"] - 15
    assert ending.winner == "gov"


def test_12_5_a_tie_has_no_winner() -> None:
    battle = sketch("a . B", clock={"turns": 1})
    battle.next_turn()
    assert battle.state.ending is not None and battle.state.ending.winner is None


@pytest.mark.parametrize("roll, over", [(9, False), (10, True)])
def test_12_5_some_scenarios_may_end_early_by_the_dice(roll: int, over: bool) -> None:
    battle = sketch("a .", clock={"turns": 9, "variable_end": {1: 10}})
    battle.dice(roll, "end", 1, active=None)
    battle.order("end")
    assert (battle.state.ending is not None) == over


def test_12_5_after_the_end_nothing_is_accepted() -> None:
    battle = sketch("a .", clock={"turns": 1})
    battle.order("end")
    assert battle.state.ending is not None
    assert battle.why_not("end") is not None


def test_1_1_alive_units_alone_count_as_steps() -> None:
    means = {"means": (MeanOfTurns("isis", (1,), 4),)}
    battle = sketch("a . B", B=of("isis_line", steps=4), setting=means, state={"records": {"isis": (0,)}})
    assert score_of(battle.state, "isis") == 10
