"""Whether a seat is uphill is measured, written down, and told to whoever takes it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from game.commands.balance_report import EASY, UPHILL
from game.files import load_scenario

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
TABLE = yaml.safe_load((SCENARIOS / "reports" / "seats.yaml").read_text(encoding="utf-8"))["scenarios"]
SEATS = [(name, faction) for name, one in TABLE.items() for faction in one["seats"]]


def test_the_table_holds_every_scenario_and_every_seat() -> None:
    assert set(TABLE) == {path.stem for path in SCENARIOS.glob("*.yaml")} - {"endgame", "endgame_quick"}
    for name, one in TABLE.items():
        assert set(one["seats"]) == set(load_scenario(SCENARIOS / f"{name}.yaml").setting.order)
        assert one["games"] >= 40


@pytest.mark.parametrize(("name", "faction"), SEATS, ids=lambda part: part)
def test_a_briefing_says_that_a_seat_is_uphill_or_easy_and_by_how_much_where_it_is(
    name: str, faction: str
) -> None:
    seat = TABLE[name]["seats"][faction]
    briefing = load_scenario(SCENARIOS / f"{name}.yaml").setting.factions[faction].briefing
    uphill, easy = seat["high"] < UPHILL, seat["low"] > EASY
    assert "An uphill seat" in briefing if uphill else seat["won"] < 50 or "An uphill seat" not in briefing
    assert ("An easy seat" in briefing) == easy
    if uphill or easy:
        assert f"about {max(1, round(abs(seat['margin'])))} points" in briefing
