"""Settings, keys and the first start; a game played with nothing but the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game import app
from game.files.journal import read_save
from game.hexgrid.coords import Hex
from game.model.orders import Move
from game.ui.keys import KEYMAP, Command, key_for
from game.ui.kit import focus
from game.ui.screen import Screen
from game.ui.screens.battle import BattleScreen
from game.ui.screens.lessons import LessonsScreen
from game.ui.screens.menu import MenuScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.welcome import WelcomeScreen
from game.ui.sentry import wake_sentries
from game.ui.window import Window
from tests.support.window import Driver, driving, session_of

CTRL, SHIFT = pygame.KMOD_LCTRL, pygame.KMOD_LSHIFT
BESIDE_SUKHNA = "1207"


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as driver:
        yield driver
    KEYMAP.reset()


def again(tmp_path: Path) -> Window:
    """Start the program anew over the same folders."""
    return Driver(tmp_path).window


def page(driver: Driver, name: str) -> SettingsScreen:
    driver.window.push(MenuScreen(driver.window))
    screen = SettingsScreen(driver.window, name)
    driver.window.push(screen)
    driver.pump()
    return screen


def battle(driver: Driver) -> BattleScreen:
    """Open the small war with a person on one side."""
    return driver.battle(session_of({"gov": "human", "isis": "pass"}))


def top(driver: Driver) -> Screen:
    screen = driver.window.screen
    assert isinstance(screen, Screen)
    return screen


# Settings


def test_what_is_chosen_holds_at_once_and_the_next_time(driver: Driver, tmp_path: Path) -> None:
    page(driver, "screen")
    driver.press("High contrast")
    driver.press("125%")
    assert driver.window.settings.palette == "contrast"
    assert again(tmp_path).settings.ui_scale == 1.25


def test_the_settings_are_reached_by_f10_from_the_menu_and_from_a_game(driver: Driver) -> None:
    driver.window.push(MenuScreen(driver.window))
    driver.key(pygame.K_F10)
    assert isinstance(top(driver), SettingsScreen)
    driver.key(pygame.K_ESCAPE)
    battle(driver)
    driver.key(pygame.K_F10)
    assert isinstance(top(driver), SettingsScreen)
    driver.key(pygame.K_F10)
    assert isinstance(top(driver), BattleScreen)


def test_a_damaged_file_of_settings_is_put_aside_and_told_once(tmp_path: Path) -> None:
    with driving(tmp_path) as driver:
        driver.window.prefer(volume=25)
    kept = next(tmp_path.rglob("settings.json"))
    kept.write_text("{ not a setting", encoding="utf-8")
    with driving(tmp_path) as driver:
        driver.window.push(MenuScreen(driver.window))
        assert top(driver).dialog is not None
        assert driver.window.settings.volume == 50
        driver.press("Go on")
        assert top(driver).dialog is None
    assert kept.with_suffix(".broken").read_text(encoding="utf-8") == "{ not a setting"


def test_ctrl_m_turns_the_sound_off_and_on_again_as_loud_as_it_was(driver: Driver, tmp_path: Path) -> None:
    driver.window.prefer(volume=75)
    screen = battle(driver)
    driver.key(pygame.K_m, CTRL)
    assert driver.window.settings.volume == 0 and "off" in screen.desk.message
    assert again(tmp_path).settings.loud == 75
    driver.key(pygame.K_m, CTRL)
    assert driver.window.settings.volume == 75 and "on" in screen.desk.message


def test_arabic_names_are_a_setting_that_every_game_begins_with(driver: Driver) -> None:
    driver.window.prefer(arabic_names=True)
    screen = battle(driver)
    assert "arabic" in screen.desk.layers
    driver.window.prefer(arabic_names=False)
    assert "arabic" not in screen.desk.layers


def test_as_many_games_are_kept_as_the_user_wants(driver: Driver, tmp_path: Path) -> None:
    driver.window.prefer(autosaves=3)
    for _ in range(5):
        driver.program.start(session_of().scenario, {"gov": "human", "isis": "pass"}, 7)
    assert len(list(tmp_path.rglob("autosave-*.save"))) == 3


# Keys


def test_another_key_is_chosen_for_a_command_and_kept(driver: Driver, tmp_path: Path) -> None:
    page(driver, "keys")
    driver.key(pygame.K_RETURN)  # the first command: next ready unit
    driver.key(pygame.K_F4, SHIFT)
    assert key_for(Command.NEXT) == "Shift+F4"
    KEYMAP.reset()
    again(tmp_path)
    assert key_for(Command.NEXT) == "Shift+F4"


def test_a_key_that_is_taken_is_swapped_only_after_a_question(driver: Driver) -> None:
    page(driver, "keys")
    driver.key(pygame.K_RETURN)
    driver.key(pygame.K_u)
    driver.press("Leave as it is")
    assert key_for(Command.NEXT) == "N"
    driver.key(pygame.K_RETURN)
    driver.key(pygame.K_u)
    driver.press("Swap")
    assert (key_for(Command.NEXT), KEYMAP.holder(pygame.K_n, 0)) == ("U", Command.UNDO)
    driver.press("All keys as usual")
    assert (key_for(Command.NEXT), key_for(Command.UNDO)) == ("N", "U")


def test_one_command_or_all_get_their_usual_keys_back_and_so_it_stays(driver: Driver, tmp_path: Path) -> None:
    page(driver, "keys")
    KEYMAP.bind(Command.NEXT, pygame.K_F4, SHIFT)
    KEYMAP.bind(Command.UNDO, pygame.K_F5, SHIFT)
    driver.press("Usual key")  # of the first command: next ready unit
    assert (key_for(Command.NEXT), key_for(Command.UNDO)) == ("N", "Shift+F5")
    assert again(tmp_path).settings.keys.keys() == {Command.UNDO.name}
    driver.press("All keys as usual")
    assert key_for(Command.UNDO) == "U"
    assert again(tmp_path).settings.keys == {}


def test_no_two_commands_have_the_same_key() -> None:
    keys = [(one.key, one.mods) for one in KEYMAP.bindings]
    assert len(keys) == len(set(keys))


def test_the_key_card_names_every_command(driver: Driver, tmp_path: Path) -> None:
    page(driver, "keys")
    driver.press("Print card")
    card = next(tmp_path.rglob("keys.html")).read_text(encoding="utf-8")
    assert all(f"<span>{command.value.capitalize()}" in card for command in (Command.NEXT, Command.LENS))


# The first start


def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """Start the program as `main.py` does, and stop before its loop."""
    windows: list[Window] = []
    monkeypatch.setattr(Window, "run", lambda window: windows.append(window))
    app.run_window(program=app.Program((tmp_path / "scenarios",), tmp_path / "saves"))
    return windows[0]


def test_the_first_start_greets_and_no_other_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = started(tmp_path, monkeypatch)
    assert isinstance(window.screen, WelcomeScreen)
    window.screen.keyed(pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0))
    assert isinstance(window.screen, LessonsScreen)
    window.quit()
    assert isinstance(started(tmp_path, monkeypatch).screen, MenuScreen)


# Playing by keyboard


def go_to(driver: Driver, screen: BattleScreen, goal: Hex) -> None:
    """Move the cursor to a hex, a column or row a key press."""
    grid = screen.session.setting.board.grid
    for _ in range(60):
        here = screen.field.over.hover
        at, to = grid.col_row(here), grid.col_row(goal)
        if at == to and screen.cursor.at is not None:
            return
        if at[0] != to[0]:
            driver.key(pygame.K_RIGHT if to[0] > at[0] else pygame.K_LEFT, CTRL)
        else:
            driver.key(pygame.K_DOWN if to[1] > at[1] else pygame.K_UP, CTRL)
    raise AssertionError("the cursor never came there")


def test_a_whole_impulse_is_played_by_keyboard_alone(driver: Driver, tmp_path: Path) -> None:
    session = driver.program.start(session_of().scenario, {"gov": "human", "isis": "pass"}, 7)
    screen = driver.battle(session)
    grid = session.setting.board.grid
    driver.key(pygame.K_n)
    assert screen.desk.unit == "gov_1"
    driver.key(pygame.K_e)
    go_to(driver, screen, grid.hex_of(BESIDE_SUKHNA))
    driver.key(pygame.K_RETURN)  # plans the way
    driver.key(pygame.K_RETURN)  # and goes it
    assert session.view("gov").units["gov_1"].at == grid.hex_of(BESIDE_SUKHNA)

    go_to(driver, screen, session.setting.board.places["al_sukhnah"].at)
    driver.key(pygame.K_RETURN)
    assert screen.attack.visible
    driver.key(pygame.K_RETURN)
    driver.key(pygame.K_RETURN, CTRL)
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: session.state.turn == 2)

    save = read_save(next(tmp_path.rglob("autosave-*.save")))
    words = [entry.order.split()[0] for entry in save.entries]
    assert words == ["activate", "move", "assault", "end", "end"]


def test_a_sentry_is_passed_over_until_it_is_woken(driver: Driver) -> None:
    screen = battle(driver)
    ready = {unit.id for unit in screen.desk.ready()}
    driver.key(pygame.K_n)
    first = screen.desk.unit
    driver.key(pygame.K_SPACE, SHIFT)
    assert screen.desk.unit != first
    assert {unit.id for unit in screen.desk.ready()} == ready - {first}
    screen.desk.select(first)
    driver.key(pygame.K_SPACE, SHIFT)
    assert {unit.id for unit in screen.desk.ready()} == ready


def test_an_enemy_near_wakes_a_sentry(driver: Driver) -> None:
    screen = battle(driver)
    view, distance = screen.desk.view, screen.session.setting.board.grid.distance
    foe = view.setting.board.places["al_sukhnah"].at
    assert distance(view.units["gov_1"].at, foe) > 2
    screen.desk.sentries = {"gov_1", "gov_4"}
    wake_sentries(screen.desk)
    assert screen.desk.sentries == {"gov_1", "gov_4"}

    screen.desk.select("gov_1")
    screen.desk.activate()
    screen.desk.give(Move("gov_1", BESIDE_SUKHNA))
    screen.desk.sentries = {"gov_1", "gov_4"}
    wake_sentries(screen.desk)
    assert screen.desk.sentries == {"gov_4"}


def test_escape_gives_the_keyboard_back_to_the_map(driver: Driver) -> None:
    screen = battle(driver)
    screen.cinema.end()
    driver.key(pygame.K_F6)
    assert focus.focused(screen.panels) is not None
    driver.key(pygame.K_ESCAPE)
    assert focus.focused(screen.panels) is None
    assert screen.dialog is None
