"""The small war of the crossroads as a scenario that a window can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from game.model.kinds import FactionId
from game.model.scenario import Scenario
from game.session import Session
from game.table import players
from tests.support.crossroads import crossroads


def small_war(seed: int = 3) -> Scenario:
    """Return the scenario without rivers and roads between hexes that do not touch: none can be drawn."""
    scenario = crossroads(seed).scenario
    board = scenario.setting.board
    around = board.grid.around
    rivers = {pair: kind for pair, kind in board.rivers.items() if pair[1] in around[pair[0]]}
    roads = {pair: kind for pair, kind in board.roads.items() if pair[1] in around[pair[0]]}
    setting = replace(scenario.setting, board=replace(board, rivers=rivers, roads=roads))
    return replace(scenario, setting=setting)


def small_game(seats: Mapping[FactionId, str], seed: int = 3, one_person: bool = False) -> Session:
    """Return a game of it."""
    return Session(small_war(seed), seed, seats, players(seats, seed), None, one_person)
