"""A handicap on command points (1.5), from the option and the window to the save and the next stage."""

from __future__ import annotations

import json
from pathlib import Path

import pygame
import pytest

from game.cli import run
from game.files import load_scenario, scenario_from_source
from game.files.handicap import handicap_of, handicapped
from game.files.journal import read_save
from game.model.orders import EndImpulse
from game.rules import setup
from game.table import begun, concluded, resumed
from game.text import sheet
from game.ui.screens.battle import BattleScreen
from game.ui.screens.seats import SeatsScreen
from tests.support.small_campaign import written_campaign
from tests.support.window import SKIRMISH, driving, skirmish

Out = pytest.CaptureFixture[str]
IDLE = {"gov": "pass", "isis": "pass"}


def simulated(capsys: Out, *more: str) -> list[dict[str, object]]:
    assert run(["simulate", str(SKIRMISH), "--seats", "all=pass", "--json", *more]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["games"]
    return found


def test_a_handicap_is_part_of_the_scenario_and_of_what_a_save_keeps_of_it() -> None:
    scenario = handicapped(skirmish(), {"gov": 20, "isis": 0, "nobody": 50})
    assert handicap_of(scenario) == {"gov": 20}
    again = scenario_from_source(scenario.source)
    assert handicap_of(again) == {"gov": 20}
    assert setup(again, 1).command == setup(scenario, 1).command != setup(skirmish(), 1).command
    assert handicapped(scenario, {"gov": 20}) is scenario


def test_a_loaded_game_has_the_handicap_it_began_with(tmp_path: Path) -> None:
    session, keeper = begun(handicapped(skirmish(), {"gov": -50}), IDLE, 7, tmp_path)
    session.submit(EndImpulse())
    assert keeper.path is not None
    again, *_ = resumed(keeper.path, tmp_path)
    assert again.setting.factions["gov"].handicap == -50
    assert again.state.command == session.state.command


def test_games_are_recorded_with_their_handicap_and_not_mixed_up(tmp_path: Path, capsys: Out) -> None:
    words = ["--out", str(tmp_path)]
    plain = simulated(capsys, *words)
    changed = simulated(capsys, *words, "--handicap", "gov=+20,isis=-10")
    assert "handicap" not in plain[0]
    assert changed[0]["handicap"] == {"gov": 20, "isis": -10}
    assert simulated(capsys, *words, "--handicap", "gov=20,isis=-10") == changed
    assert len((tmp_path / "games.jsonl").read_text("utf-8").splitlines()) == 2
    for save in (tmp_path / "saves").iterdir():
        assert run(["replay", str(save), "--verify"]) == 0
    saves = [json.loads(read_save(path).scenario) for path in sorted((tmp_path / "saves").iterdir())]
    assert sorted("handicap" in one["factions"]["gov"] for one in saves) == [False, True]


@pytest.mark.parametrize(
    "wish", ["gov=15", "gov=+60", "gov", "gov=", "tur=10", "gov=lots", "gov=1_0", "gov=٢0"]
)
def test_a_handicap_that_is_none_is_refused(wish: str, capsys: Out) -> None:
    assert run(["simulate", str(SKIRMISH), "--seats", "all=pass", "--handicap", wish]) == 2
    assert wish.partition("=")[0] in capsys.readouterr().err


def test_all_have_it_where_all_are_named(capsys: Out) -> None:
    assert simulated(capsys, "--handicap", "all=-20,gov=0")[0]["handicap"] == {"isis": -20}


def test_both_sides_read_of_it_in_the_text_game(tmp_path: Path) -> None:
    session, _ = begun(handicapped(skirmish(), {"gov": 30}), {"gov": "human", "isis": "human"}, 7, tmp_path)
    for faction in ("gov", "isis"):
        assert any("+30 % command points" in line for line in sheet.summary(session.view(faction)))


def test_a_saved_game_takes_no_handicap(tmp_path: Path, capsys: Out) -> None:
    _, keeper = begun(skirmish(), IDLE, 7, tmp_path)
    assert run(["play", "--text", "--load", str(keeper.path), "--handicap", "gov=10"]) == 2
    assert "keeps" in capsys.readouterr().err


def test_the_menu_of_seats_sets_it_and_the_game_has_it(tmp_path: Path) -> None:
    with driving(tmp_path) as driver:
        driver.window.push(SeatsScreen(driver.window, skirmish()))
        seats = driver.window.screen
        assert isinstance(seats, SeatsScreen)
        for _ in range(5):
            driver.press("+")
        buttons = [one for one in seats.panels[0].widgets if getattr(one, "text", "") == "+"]
        assert not buttons[0].enabled and buttons[1].enabled, "it ends at half more"  # type: ignore[attr-defined]
        first = seats.scenario.setting.order[0]
        assert seats.handicap[first] == 50
        driver.key(pygame.K_RETURN)
        driver.pump(lambda: isinstance(driver.window.screen, BattleScreen))
        assert driver.window.screen.session.setting.factions[first].handicap == 50  # type: ignore[attr-defined]


def test_the_next_stage_of_a_campaign_has_it_too(tmp_path: Path) -> None:
    path = written_campaign(tmp_path)
    session, _ = begun(
        handicapped(load_scenario(path), {"gov": -20, "isis": 10}), IDLE, 7, tmp_path / "saves"
    )
    while not session.over:
        session.submit(EndImpulse())
    following = concluded(session, [tmp_path])[1]
    assert following is not None and following.chapter is not None
    assert (following.chapter.number, handicap_of(following)) == (2, {"gov": -20, "isis": 10})
