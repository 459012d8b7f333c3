"""The window in another tongue: it changes at once, everywhere, and back again to the same pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.files import tongues
from game.model.tongue import direction, speak
from game.ui import fonts
from game.ui.kit.basic import Button
from game.ui.screens.menu import MenuScreen
from tests.support.window import Driver, driving, session_of


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as driver:
        yield driver
    speak(None)


def frame(driver: Driver) -> bytes:
    driver.pump()
    driver.window.screen.refresh()
    driver.window.draw()
    return pygame.image.tobytes(pygame.display.get_surface(), "RGB")


def labels(driver: Driver) -> list[str]:
    """Return the texts of the menu's own buttons; those of a scenario come when it has been read."""
    side = driver.window.screen.panels[0]
    return [one.text for one in side.widgets if isinstance(one, Button)]


def test_the_language_of_the_settings_holds_at_once_and_back_again(driver: Driver) -> None:
    driver.window.push(MenuScreen(driver.window))
    driver.pump(lambda: bool(driver.window.screen.panels))
    english, words = frame(driver), labels(driver)
    driver.window.prefer(language="ar")
    assert direction() == "rtl"
    assert frame(driver) != english
    assert not set(words) & set(labels(driver))
    driver.window.prefer(language="en")
    assert direction() == "ltr" and labels(driver) == words


def test_a_battle_is_told_anew_with_its_log(driver: Driver) -> None:
    battle = driver.battle(session_of())
    driver.key(pygame.K_RETURN)
    battle.desk.end_impulse()
    driver.pump()
    before = [one.text for one in battle.session.records["gov"]]
    driver.window.prefer(language="ar")
    told = [one.text for one in battle.session.records["gov"]]
    assert before and all(any(map(fonts.is_arabic, text)) for text in told)
    for key in (pygame.K_F4, pygame.K_h, pygame.K_w, pygame.K_l, pygame.K_s, pygame.K_F1, pygame.K_ESCAPE):
        driver.key(key)
        frame(driver)
    driver.window.prefer(language="en")
    assert [one.text for one in battle.session.records["gov"]] == before


def test_every_language_that_there_is_can_be_chosen(driver: Driver) -> None:
    assert dict(driver.program.languages()) == tongues.tongues()
    assert tongues.tongues()["ar"] == "العربية"
