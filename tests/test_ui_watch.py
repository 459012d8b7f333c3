"""Watching machines play each other, and files dropped onto the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.ui.screens.battle import BattleScreen
from game.ui.screens.ending import EndingScreen
from game.ui.screens.menu import MenuScreen
from game.ui.screens.seats import SeatsScreen
from game.ui.watch import DELAYS_MS, Pace
from tests.support.window import SKIRMISH, Driver, driving, session_of

MACHINES = {"gov": "greedy", "isis": "greedy"}
SHIFT = pygame.KMOD_LSHIFT


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as driver:
        yield driver


def watched(driver: Driver) -> BattleScreen:
    """Open a game of machines that stands still."""
    screen = driver.battle(session_of(MACHINES))
    driver.key(pygame.K_SPACE)
    driver.pump(lambda: not screen.turns.busy)
    for _ in range(20):
        driver.window.step(wait=False)
    return screen


def test_a_game_of_machines_stands_still_and_goes_on(driver: Driver) -> None:
    screen = watched(driver)
    given = len(screen.session.written)
    driver.pump(lambda: not screen.turns.busy)
    assert len(screen.session.written) == given and screen.turns.pace.paused
    for _ in DELAYS_MS:
        driver.key(pygame.K_PAGEDOWN)
    driver.key(pygame.K_SPACE)
    driver.pump(lambda: isinstance(driver.window.screen, EndingScreen))


def test_an_order_or_an_impulse_at_a_time(driver: Driver) -> None:
    screen = watched(driver)
    for _ in DELAYS_MS:
        driver.key(pygame.K_PAGEDOWN)
    given = len(screen.session.written)
    driver.key(pygame.K_n)
    driver.pump(lambda: len(screen.session.written) > given and not screen.turns.busy)
    assert len(screen.session.written) == given + 1

    acting = screen.session.active
    driver.key(pygame.K_n, SHIFT)
    driver.pump(lambda: screen.session.active != acting and not screen.turns.busy)
    assert screen.session.written[-1].order == "end"


def test_any_eyes_and_all_of_them_only_after_a_question(driver: Driver) -> None:
    screen = watched(driver)
    assert screen.desk.viewer == "gov"
    driver.key(pygame.K_x)
    assert screen.desk.viewer == "isis"
    hidden = set(screen.session.state.units) - set(screen.desk.view.units)
    assert hidden
    driver.key(pygame.K_x)
    assert not screen.desk.eyes.all_seeing and screen.dialog is not None
    driver.press("See everything")
    assert set(screen.desk.view.units) == set(screen.session.state.units)


def test_nobody_sees_everything_while_a_person_plays(driver: Driver) -> None:
    screen = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    screen.desk.eyes.all_seeing = True
    assert screen.desk.view == screen.session.view("gov")
    assert not screen.turns.watched and not screen.watching.visible


def test_the_pace_stands_still_after_what_was_asked_for() -> None:
    pace = Pace()
    pace.step()
    assert (pace.goes("gov"), pace.goes("gov")) == (True, False)
    pace.step("gov")
    assert (pace.goes("gov"), pace.goes("gov"), pace.goes("isis"), pace.goes("gov")) == (
        True,
        True,
        False,
        False,
    )


def drop(driver: Driver, path: Path) -> None:
    """Drop a file onto the window."""
    pygame.event.post(pygame.Event(pygame.DROPFILE, file=str(path)))
    driver.pump()


def test_a_scenario_that_is_dropped_is_seated(driver: Driver) -> None:
    driver.window.push(MenuScreen(driver.window))
    drop(driver, SKIRMISH)
    driver.pump(lambda: isinstance(driver.window.screen, SeatsScreen))


def test_a_save_that_is_dropped_is_gone_on_with(driver: Driver, tmp_path: Path) -> None:
    session = driver.program.start(session_of().scenario, {"gov": "human", "isis": "pass"}, 7)
    path = driver.program.save(session, "mine")
    driver.window.push(MenuScreen(driver.window))
    drop(driver, path)
    driver.pump(lambda: isinstance(driver.window.screen, BattleScreen))


def test_what_cannot_be_used_is_told(driver: Driver, tmp_path: Path) -> None:
    menu = MenuScreen(driver.window)
    driver.window.push(menu)
    for name in ("bad.yaml", "bad.save"):
        (tmp_path / name).write_text("nonsense", encoding="utf-8")
        drop(driver, tmp_path / name)
        driver.pump(lambda: menu.dialog is not None)
        driver.press("Close")
