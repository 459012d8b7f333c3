"""Handing the window over: the curtain, its PIN, the veil while machines move, files for friends."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from game.model.kinds import FactionId
from game.model.orders import EndImpulse
from game.model.state import View
from game.session import Session
from game.table import players
from tests.support.small_war import small_game
from tests.support.window import Driver, driving

import pygame  # isort: skip

from game.ui.screens.curtain import CurtainScreen  # isort: skip

KEYS = (
    pygame.K_ESCAPE, pygame.K_TAB, pygame.K_n, pygame.K_u, pygame.K_F1, pygame.K_F2, pygame.K_F5, pygame.K_F9,
    pygame.K_F11, pygame.K_F12, pygame.K_h, pygame.K_SLASH, pygame.K_LEFT, pygame.K_PLUS, pygame.K_t,
)  # fmt: skip
TWO = {"gov": "human", "isis": "human", "sdf": "pass", "us": "pass"}


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as made:
        yield made


def game(seats: Mapping[FactionId, str] = TWO) -> Session:
    return small_game(seats)


def frame(driver: Driver) -> bytes:
    driver.window.draw()
    return pygame.image.tobytes(driver.window.surface, "RGB")


def covered(driver: Driver) -> CurtainScreen:
    screen = driver.window.screen
    assert isinstance(screen, CurtainScreen)
    return screen


def press(driver: Driver, *keys: int) -> None:
    for key in keys:
        driver.key(key)


def test_keys_and_clicks_do_nothing_at_the_curtain_but_to_open_it(driver: Driver) -> None:
    driver.battle(game())
    curtain, before = covered(driver), frame(driver)
    files = sorted(Path(driver.program.saves_at.parent).rglob("*"))
    for key in KEYS:
        driver.key(key)
        driver.key(key, pygame.KMOD_CTRL)
        assert frame(driver) == before and driver.window.screen is curtain
    for button in (2, 3):
        driver.click((400, 300), button)
    driver.move((640, 500))
    driver.window.screen.show_tip()
    assert frame(driver) == before
    assert sorted(Path(driver.program.saves_at.parent).rglob("*")) == files, "nothing was written"
    driver.click((400, 300))
    assert driver.window.screen is not curtain


def test_the_curtain_is_the_same_whatever_lies_behind_it(driver: Driver, tmp_path: Path) -> None:
    driver.battle(game())
    before = frame(driver)
    other = game()
    units = {key: unit for key, unit in other.state.units.items() if unit.faction == "gov"}
    other.state = replace(other.state, units=units, control=("us",) * len(other.state.control))
    with driving(tmp_path / "other") as second:
        second.battle(other)
        assert frame(second) == before


def test_between_two_persons_every_frame_is_covered_while_machines_move(driver: Driver) -> None:
    session = game()
    screen = driver.battle(session)
    press(driver, pygame.K_RETURN)
    assert driver.window.screen is screen and screen.desk.viewer == "gov"
    screen.desk.end_impulse()
    shown = []
    for _ in range(400):
        driver.window.step(wait=False)
        assert isinstance(driver.window.screen, CurtainScreen)
        shown.append(driver.window.screen.factions)
        time.sleep(0.005)  # machines think in threads
        if driver.window.screen.factions:
            break
    assert shown[-1] == ("isis",)
    press(driver, pygame.K_RETURN)
    assert screen.desk.viewer == "isis"


def test_the_curtain_stands_after_a_machine_though_the_same_person_goes_on(driver: Driver) -> None:
    session = game()
    driver.battle(session)
    press(driver, pygame.K_RETURN)
    while session.active != "isis":
        session.submit(EndImpulse())
    screen = driver.window.screen
    screen.turns.advance()  # type: ignore[attr-defined]
    assert covered(driver).factions == ("isis",)


def test_one_person_alone_sees_no_curtain(driver: Driver) -> None:
    screen = driver.battle(game({**TWO, "isis": "pass"}))
    assert driver.window.screen is screen


def test_a_pin_is_wanted_where_one_was_set_and_is_kept_with_the_game(driver: Driver) -> None:
    session = game({**TWO, "isis": "pass"})
    session.seating.lock(("gov",), "4711")
    kept = session.seating.header()
    assert "4711" not in str(kept)
    again = Session(session.scenario, 3, kept, players(kept, 3))
    screen = driver.battle(again)
    covered(driver)
    driver.click((400, 300))
    press(driver, pygame.K_SPACE, pygame.K_RETURN)
    covered(driver)
    press(driver, pygame.K_4, pygame.K_7, pygame.K_1, pygame.K_2, pygame.K_RETURN)
    covered(driver)
    press(driver, pygame.K_4, pygame.K_7, pygame.K_1, pygame.K_2, pygame.K_BACKSPACE, pygame.K_KP_1)
    press(driver, pygame.K_RETURN)
    assert driver.window.screen is screen


def test_a_pin_is_set_and_taken_away_from_the_menu(driver: Driver) -> None:
    session = game({**TWO, "isis": "pass"})
    screen = driver.battle(session)
    screen.menu()
    driver.press("PIN of my curtain")
    driver.type("12")
    driver.press("Set this PIN")
    assert session.seating.lock_of(("gov",)) and driver.window.screen is screen
    screen.menu()
    driver.press("PIN of my curtain")
    driver.press("No PIN")
    assert not session.seating.locks


def test_the_curtain_falls_when_the_window_is_minimised_if_that_is_wanted(driver: Driver) -> None:
    screen = driver.battle(game({**TWO, "isis": "pass"}))
    for wanted in (0, 1):
        driver.program.remember("curtain_on_return", wanted)
        pygame.event.post(pygame.Event(pygame.WINDOWMINIMIZED))
        driver.pump()
        assert isinstance(driver.window.screen, CurtainScreen) == bool(wanted)
    press(driver, pygame.K_RETURN)
    assert driver.window.screen is screen


def test_nothing_of_one_person_is_left_on_the_screen_for_the_next(driver: Driver) -> None:
    session = game({"gov": "human", "isis": "human", "sdf": "human", "us": "human"})
    screen = driver.battle(session)
    press(driver, pygame.K_RETURN)
    first = screen.desk.viewer
    screen.open("units")
    screen.game_menu.ask_end()
    screen.dialog = None
    screen.desk.end_impulse()
    press(driver, pygame.K_RETURN)
    assert screen.desk.viewer != first
    assert screen.unfolded_name == "" and screen.desk.selected is None and screen.desk.hex is None


class Slow:
    """Thinks until it is told to stop."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def choose(self, view: View) -> EndImpulse:
        self.told.wait(20)
        return EndImpulse()

    def cancel(self) -> None:
        self.told.set()


def test_who_lent_his_faction_takes_it_back_at_the_veil(driver: Driver) -> None:
    session = game()
    session.seating._maker = lambda level, faction, seed: Slow()
    session.seating.hand_over("gov", "slow")
    driver.battle(session)
    assert covered(driver).veil
    press(driver, pygame.K_t)
    assert session.is_human("gov")
    driver.pump(lambda: covered(driver).factions == ("gov",))
