"""Driving the window from tests: a program with its own folders, posted events, frames on demand."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.app import Program
from game.files import load_scenario
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.scenario import Scenario
from game.session import Session
from game.table import players
from game.ui.screens.battle import BattleScreen
from game.ui.screens.menu import MenuScreen
from game.ui.window import Window

SKIRMISH = Path(__file__).parents[1] / "data" / "skirmish.yaml"
_LOADED: list[Scenario] = []


def skirmish() -> Scenario:
    """Return the small scenario of the window's tests, loaded once."""
    if not _LOADED:
        _LOADED.append(load_scenario(SKIRMISH))
    return _LOADED[0]


def session_of(
    seats: Mapping[FactionId, str] | None = None, seed: int = 7, journal: object = None, one: bool = False
) -> Session:
    """Return a session of the small scenario; persons play both sides unless said otherwise."""
    seats = seats or {"gov": "human", "isis": "human"}
    return Session(skirmish(), seed, seats, players(seats, seed), journal, one)  # type: ignore[arg-type]


class Driver:
    """A window and somebody before it."""

    def __init__(
        self, folder: Path, size: tuple[int, int] = (1280, 720), scenarios: Path | None = None
    ) -> None:
        self.program = Program((scenarios or SKIRMISH.parent,), folder / "saves")
        self.window = Window(self.program, size)

    def pump(self, until: Callable[[], bool] | None = None, steps: int = 400) -> None:
        """Let the window run until something holds; fail when it never does."""
        for _ in range(steps if until else 3):
            self.window.step(wait=False)
            if until and until():
                return
            if until:
                time.sleep(0.005)
        assert until is None, "the window never came to the expected state"

    def key(self, key: int, mod: int = 0) -> None:
        """Press and let go a key."""
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.Event(kind, key=key, mod=mod, unicode="", scancode=0))
        self.pump()

    def type(self, text: str) -> None:
        """Type a text."""
        for char in text:
            pygame.event.post(pygame.Event(pygame.TEXTINPUT, text=char, window=None))
        self.pump()

    def move(self, at: tuple[float, float], buttons: tuple[int, int, int] = (0, 0, 0)) -> None:
        """Move the pointer."""
        pos = round(at[0]), round(at[1])
        pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(1, 1), buttons=buttons))
        self.pump()

    def click(self, at: tuple[float, float], button: int = 1) -> None:
        """Click somewhere."""
        pos = round(at[0]), round(at[1])
        self.move(pos)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.Event(kind, pos=pos, button=button))
        self.pump()

    def press(self, text: str) -> None:
        """Click the button with a text, in the dialog or on the screen."""
        screen = self.window.screen
        panels = [screen.dialog] if screen.dialog else [p for p in screen.panels if p.visible]  # type: ignore[attr-defined]
        for panel in panels:
            for widget in panel.widgets:
                if getattr(widget, "text", None) == text and hasattr(widget, "action"):
                    self.click(widget.rect.move(panel.rect.topleft).center)
                    return
        raise AssertionError(f"no button {text!r} to press")

    def battle(self, session: Session) -> BattleScreen:
        """Open a game over the menu and wait until a person may act."""
        self.window.push(MenuScreen(self.window))
        screen = BattleScreen(self.window, session)
        self.window.push(screen)
        self.pump()
        return screen

    def click_hex(self, screen: BattleScreen, here: Hex) -> None:
        """Bring a hex into sight and click it."""
        screen.field.centre_on(here)
        self.click(screen.field.camera.point_of(here))


@contextmanager
def driving(
    folder: Path, size: tuple[int, int] = (1280, 720), scenarios: Path | None = None
) -> Iterator[Driver]:
    """A driver whose window is closed at the end."""
    driver = Driver(folder, size, scenarios)
    try:
        yield driver
    finally:
        driver.window.quit()
        pygame.event.clear()
