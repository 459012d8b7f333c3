"""Every screen and panel at every size of window and interface: nothing outside, nothing over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from tests.support.window import driving, session_of

import pygame  # isort: skip

from game.ui.keys import BINDINGS, Command
from game.ui.screens.battle import BattleScreen
from game.ui.screens.lessons import LessonsScreen
from game.ui.screens.menu import MenuScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.welcome import WelcomeScreen
from game.ui.window import Window
from tests.support.window import Driver

SIZES = ((1280, 720), (1600, 900), (1920, 1080), (2560, 1440), (3840, 2160))
SCALES = (0.75, 1.0, 1.5, 2.0)
SOME = [
    ((1280, 720), 1.0, "en"),
    ((1280, 720), 2.0, "ar"),
    ((1920, 1080), 1.5, "en"),
    ((2560, 1440), 0.75, "ar"),
]
OPENED = (
    "LOG", "CARD", "AFFAIRS", "LENS", "OBJECTIVES", "UNITS", "FIND", "STAFF", "RULES", "BOOK", "KEYS",
    "SETTINGS", "CANCEL",
)  # fmt: skip
"""Commands of the map that open something."""


def faults(window: Window) -> Iterator[str]:
    """Yield what is wrong with the panels of the screen on top."""
    screen: Any = window.screen
    panels = [one for one in (*getattr(screen, "panels", ()), getattr(screen, "dialog", None)) if one]
    for panel in panels:
        if not panel.visible:
            continue
        name = f"{type(screen).__name__} {type(panel).__name__}"
        if not window.rect.contains(panel.rect):
            yield f"{name} {panel.rect} leaves the window"
        inside = pygame.Rect((0, 0), panel.rect.size)
        shown = [one for one in panel.widgets if one.visible]
        for widget in shown:
            if not inside.contains(widget.rect):
                yield f"{name}: {_named(widget)} leaves its panel"
        for one, two in combinations([one for one in shown if one.focusable], 2):
            if one.rect.colliderect(two.rect):
                yield f"{name}: {_named(one)} and {_named(two)} lie over each other"


def _named(widget: Any) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', '')!s:.30} {tuple(widget.rect)}"


def out_of_game(window: Window) -> Iterator[Any]:
    """Yield the screens that there are without a game."""
    yield MenuScreen(window)
    yield from (SettingsScreen(window, *part) for part in ((), ("play",), ("keys",)))
    yield WelcomeScreen(window)
    yield LessonsScreen(window)


def pressed(driver: Driver, command: Command) -> None:
    """Press the key of a command."""
    binding = next(one for one in BINDINGS if one.command is command)
    driver.key(binding.key, binding.mods)


def in_game(driver: Driver) -> Iterator[str]:
    """Open everything from the map, one after the other, and yield what is wrong."""
    battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    for unit in ("", "gov_1"):
        if unit:
            battle.desk.select(unit)
        yield from faults(driver.window)
        for name in OPENED[:-1] if unit else OPENED:  # with a unit chosen Escape lets it go
            pressed(driver, Command[name])
            yield from (f"{name}: {fault}" for fault in faults(driver.window))
            if not changed(battle, driver.window):
                yield f"{name} opens nothing"
            if name == "LENS":  # it stays until its key is pressed again
                pressed(driver, Command.LENS)
            back_to(driver, battle)


def changed(battle: BattleScreen, window: Window) -> bool:
    """Whether anything but the bare map is shown."""
    bare = ("TopBar", "SideCard", "BottomStrip", "ReplayBar")
    more = [one for one in battle.panels if one.visible and type(one).__name__ not in bare]
    return window.screen is not battle or battle.dialog is not None or bool(more)


def back_to(driver: Driver, battle: BattleScreen) -> None:
    """Close what was opened over the map."""
    for _ in range(6):
        if not changed(battle, driver.window):
            return
        driver.key(pygame.K_ESCAPE)
    raise AssertionError("Escape does not close it")


def found(folder: Path, size: tuple[int, int], scale: float, language: str) -> list[str]:
    """Return everything that is wrong at a size, a scale and in a language."""
    with driving(folder, size) as driver:
        window = driver.window
        window.settings = replace(window.settings, ui_scale=scale, language=language)
        window._speak()
        window._rescale()
        wrong = list[str]()
        for screen in out_of_game(window):
            window.push(screen)
            driver.pump()
            wrong += faults(window)
        wrong += in_game(driver)
        window.settings = replace(window.settings, ui_scale=1.0, language="en")
        window._speak()
        window._rescale()
        return list(dict.fromkeys(wrong))


@pytest.mark.parametrize(("size", "scale", "language"), SOME)
def test_nothing_is_outside_and_nothing_over_another(
    tmp_path: Path, size: tuple[int, int], scale: float, language: str
) -> None:
    assert found(tmp_path, size, scale, language) == []


@pytest.mark.long
@pytest.mark.parametrize(("size", "scale", "language"), list(product(SIZES, SCALES, ("en", "ar"))))
def test_so_it_is_at_every_size_and_scale(
    tmp_path: Path, size: tuple[int, int], scale: float, language: str
) -> None:
    assert found(tmp_path, size, scale, language) == []
