"""Affairs in the window and in the text game: what lies on the desk, and answers by a click."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import SKIRMISH, Driver, driving

import pygame  # isort: skip

from game.files import load_scenario
from game.model.scenario import Scenario
from game.session import Session
from game.table import players
from game.text.loop import TextGame
from game.ui.kit.basic import Button, Label
from game.ui.screens.battle import BattleScreen


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(SKIRMISH.with_name("affairs.yaml"))


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def session_of(scenario: Scenario) -> Session:
    seats = {"gov": "human", "isis": "pass"}
    return Session(scenario, 7, seats, players(seats, 7))


def labels(battle: BattleScreen) -> str:
    """Everything that stands written in the open panel of affairs."""
    widgets = battle.affairs.widgets
    return "\n".join(one.text for one in widgets if isinstance(one, Label | Button))


def test_a_question_is_read_and_answered_in_the_window(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_l)
    assert battle.affairs.visible and "Shall we?" in labels(battle)
    driver.press("We shall")
    assert "yes_please" in battle.session.state.affairs.flags
    assert "Shall we?" not in labels(battle)
    assert "choose question 1" in battle.session.orders


def test_affairs_are_turned_page_by_page(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_l)
    for page, told in (("Patrons", "Moscow"), ("Relations", "hostile")):
        driver.press(page)
        assert told in labels(battle)
    driver.key(pygame.K_ESCAPE)
    assert not battle.affairs.visible


def test_zones_lie_on_the_map_until_they_are_turned_off(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    circle = scenario.setting.politics.zones["circle"].hexes
    assert [hexes for hexes, _, _ in battle.field.over.zones] == [circle]
    driver.key(pygame.K_k)
    assert battle.field.over.zones == ()


def test_a_hex_tells_which_zones_it_lies_in(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    here = min(scenario.setting.politics.zones["circle"].hexes)
    battle.field.centre_on(here)
    x, y = battle.field.camera.point_of(here)
    assert "A circle" in battle.tip_at((round(x), round(y)))


def test_affairs_are_read_and_settled_in_words(scenario: Scenario) -> None:
    out = io.StringIO()
    source = io.StringIO("affairs\nchoose question 2\ncard call\naffairs\nquit\n")
    game = TextGame(session_of(scenario), source, out, lambda name: "")
    game.run()
    told = out.getvalue()
    first, last = told.split("For decision", 1)[1], told.rsplit("Patrons", 1)[1]
    assert "Shall we?" in first and "> choose question 1   (We shall)" in first
    assert "> card call   (Play A call)" in first
    assert "Moscow (ours): approval 65" in last
    assert "called" in game.session.state.affairs.flags
