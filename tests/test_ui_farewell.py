"""The question before an impulse ends: what was forgotten, the way there, and what one need not hear of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.ui.panels.farewell import Farewell
from game.ui.reminders import KINDS, reminders
from game.ui.screens.battle import BattleScreen
from tests.support.small_war import small_game
from tests.support.window import Driver, driving

SEATS = {"gov": "human", "isis": "pass", "sdf": "pass", "us": "pass"}


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as made:
        yield made


def asked(screen: BattleScreen) -> Farewell:
    screen.game_menu.ask_end()
    assert isinstance(screen.dialog, Farewell)
    return screen.dialog


def test_a_reminder_leads_to_what_was_forgotten(driver: Driver) -> None:
    screen = driver.battle(small_game(SEATS))
    first = asked(screen).reminders[0]
    assert first.units and first.kind in KINDS
    driver.key(pygame.K_1)
    assert screen.dialog is None and screen.desk.unit == first.units[0]


def test_a_kind_that_was_hidden_is_not_heard_of_until_it_is_wanted_again(driver: Driver) -> None:
    screen = driver.battle(small_game(SEATS))
    kind = asked(screen).reminders[0].kind
    driver.press("Hide")
    assert kind not in [one.kind for one in asked(screen).reminders]
    driver.press("Show the kinds of reminders that are hidden")
    assert [one.kind for one in asked(screen).reminders] == [one.kind for one in reminders(screen.desk.view)]


def test_enter_ends_the_impulse_and_escape_goes_back(driver: Driver) -> None:
    session = small_game(SEATS)
    screen = driver.battle(session)
    asked(screen)
    driver.key(pygame.K_ESCAPE)
    assert screen.dialog is None and not session.orders
    asked(screen)
    driver.key(pygame.K_RETURN)
    assert session.orders[0] == "end"
