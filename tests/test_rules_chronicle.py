"""What the log says of events: whole sentences that name who, where and what came of it."""

from __future__ import annotations

import pytest

from game.model.combat import Cell, FightReport, Odds
from game.model.events import Fought
from game.model.kinds import Mode
from game.rules.chronicle import tell
from tests.support.sketch import sketch

BATTLE = sketch("a . A", control="gov")


def told(text: str) -> str:
    """Return what is told of an order in a small battle."""
    battle = sketch(
        "a . A", crossings={"site": ("bridge", "0101-0201")}, rivers={"0101-0201": "major"}, control="gov"
    )
    events = battle.order(text, roll=2)
    return "\n".join(line for event in events if (line := tell(battle.state.setting, event)))


@pytest.mark.parametrize(
    "cell, result",
    [
        (Cell(0, 0, 0), "nobody loses"),
        (Cell(1, 0, 0), "GOV loses 1 step"),
        (Cell(0, 0, 1), "ISIS is driven back 1 hex"),
        (Cell(1, 2, 2), "GOV loses 1 step, ISIS loses 2 steps and is driven back 2 hexes"),
    ],
)
def test_a_fight_is_told_with_the_losers_by_name(cell: Cell, result: str) -> None:
    setting = BATTLE.state.setting
    target = setting.board.grid.hex_of("0301")
    column = setting.rules.table.columns.index((2, 1))
    report = FightReport(
        target, "gov", "isis", (), (), Mode.ASSAULT, Odds(600, 300, column, column, ()), 7, cell
    )
    assert tell(setting, Fought(report)) == f"GOV attacks ISIS at Home_a (0301), odds 2:1, dice 7: {result}"


def test_empty_districts_are_stormed_from_nobody_by_name() -> None:
    setting = BATTLE.state.setting
    target = setting.board.grid.hex_of("0301")
    report = FightReport(
        target, "gov", "", (), (), Mode.ASSAULT, Odds(600, 0, 0, 3, ()), 6, Cell(0, 1, 1), city=True
    )
    assert tell(setting, Fought(report)) == (
        "GOV storms empty districts at Home_a (0301), dice 6+3: progress 1"
    )


def test_a_charge_that_fails_is_told() -> None:
    assert "site is open: the charges failed" in told("blow site")
