"""The preview of a file that is being written: what is saved is shown, and the author keeps his place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.commands.asking import SCENARIOS
from game.commands.watching import Watcher, proof_of
from game.ui import clip
from game.ui.proof import Proof
from game.ui.screens.preview import PreviewScreen
from tests.support.small_scenario import text_of
from tests.support.window import Driver

UNIT = "\n  - {id: gov_1, template: tiger_bn, faction: gov, hq: central, at: %s, name: Tiger 1}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a small scenario."""
    path = tmp_path / "own" / "small.yaml"
    path.parent.mkdir()
    path.write_text(text_of(), encoding="utf-8")
    return path


@pytest.fixture
def driver(tmp_path: Path, file: Path) -> Driver:
    """A window with the preview of that file."""
    found = Driver(tmp_path)
    found.window.push(PreviewScreen(found.window, proof_of(file)))
    found.pump()
    return found


def screen_of(driver: Driver) -> PreviewScreen:
    screen = driver.window.screen
    assert isinstance(screen, PreviewScreen)
    return screen


def saved(driver: Driver, file: Path, text: str) -> Proof:
    """Save another text and show what it comes to."""
    file.write_text(text, encoding="utf-8")
    proof = proof_of(file)
    screen_of(driver).show(proof)
    driver.pump()
    return proof


def camera_of(screen: PreviewScreen) -> tuple[int, int, int]:
    assert screen.field is not None
    camera = screen.field.camera
    return camera.level, *camera.window.topleft


def test_a_save_shows_the_new_start_and_keeps_camera_layers_and_selection(driver: Driver, file: Path) -> None:
    screen = screen_of(driver)
    driver.key(pygame.K_PLUS)
    driver.key(pygame.K_RIGHT)
    driver.key(pygame.K_v)
    driver.key(pygame.K_RIGHT, pygame.KMOD_CTRL)
    kept = camera_of(screen), set(screen.layers), screen.selected
    assert screen.view is not None
    before = screen.view.units["gov_1"].at
    saved(driver, file, text_of(units=UNIT % "arak"))
    assert (camera_of(screen), screen.layers, screen.selected) == kept
    assert screen.view.units["gov_1"].at != before
    assert screen.selected >= 0


def test_on_a_map_of_other_hexes_the_same_ground_stays_selected(driver: Driver, file: Path) -> None:
    screen = screen_of(driver)
    assert screen.sheet is not None
    screen.select(screen.sheet.setting.board.places["palmyra"].at)
    wider = "{bounds: {west: 37.5, south: 33.5, east: 41.3, north: 36.2}, hex_km: 10}"
    saved(driver, file, text_of(map=wider))
    board = screen.sheet.setting.board
    assert board.grid.distance(screen.selected, board.places["palmyra"].at) <= 1


def test_the_last_good_map_stays_under_a_banner_with_the_first_error(driver: Driver, file: Path) -> None:
    screen = screen_of(driver)
    kept = screen.sheet
    saved(driver, file, text_of(units=UNIT % "palmira"))
    assert screen.sheet is kept
    (banner,) = (panel for panel in screen.panels if panel.border)
    told = " ".join(widget.text for widget in banner.widgets)  # type: ignore[attr-defined]
    assert "small.yaml:20:68" in told
    assert "E210 unknown place 'palmira'" in told
    assert "did you mean 'palmyra'?" in told
    assert "last that could be read" in told
    saved(driver, file, text_of())
    assert not any(panel.border for panel in screen.panels)


def test_a_file_that_was_never_good_shows_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    found = Driver(tmp_path)
    for text in ("", "a: [", "format: 1\n"):
        path = tmp_path / "bad.yaml"
        path.write_text(text, encoding="utf-8")
        found.window.push(PreviewScreen(found.window, proof_of(path)))
        found.pump()
        for key in (pygame.K_PLUS, pygame.K_LEFT, pygame.K_f, pygame.K_v):
            found.key(key)
        assert screen_of(found).proof.errors
    assert proof_of(tmp_path / "none.yaml").findings[0].text.startswith("E001")


def test_of_a_campaign_the_first_stage_is_shown() -> None:
    proof = proof_of(SCENARIOS / "endgame.yaml")
    assert proof.sheet is not None
    assert not proof.errors


def test_a_click_copies_where_a_hex_is_and_names_what_lies_there(driver: Driver) -> None:
    screen = screen_of(driver)
    assert screen.field is not None
    assert screen.sheet is not None
    palmyra = screen.sheet.setting.board.places["palmyra"].at
    screen.field.centre_on(palmyra)
    driver.click(screen.field.camera.point_of(palmyra))
    label = screen.sheet.setting.board.grid.label(palmyra)
    copied = clip.taken()
    assert copied.startswith(f'{{hex: "{label}"}} # {{lat: 34.5')
    assert copied.endswith("Palmyra")
    assert copied in screen._said()
    assert "Tiger 1: id gov_1" in screen._said()
    assert "Palmyra: id palmyra" in screen._said()


def test_every_seat_can_be_looked_from(driver: Driver) -> None:
    screen = screen_of(driver)
    assert screen.view is not None
    everything = len(screen.view.units)
    driver.key(pygame.K_f)
    assert screen.seat == "isis"
    assert len(screen.view.units) < everything
    driver.key(pygame.K_f)
    driver.key(pygame.K_f)
    assert screen.seat is None


def test_escape_closes_the_window(driver: Driver) -> None:
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode="", scancode=0))
    driver.window.step(wait=False)
    assert driver.window.stack == []


def wait(until: Callable[[], bool]) -> None:
    for _ in range(1000):
        if until():
            return
        time.sleep(0.01)
    raise AssertionError("nobody told of the change")


def test_a_change_of_the_file_or_of_what_lies_beside_it_is_told_once(file: Path) -> None:
    told = threading.Semaphore(0)
    watcher = Watcher(file, told.release)
    watcher.start()
    try:
        time.sleep(0.15)
        for text in (text_of(title="Other"), text_of(title="Another one")):
            file.write_text(text, encoding="utf-8")
            wait(lambda: told.acquire(blocking=False))
        (file.parent / "mother.yaml").write_text("a: 1\n", encoding="utf-8")
        wait(lambda: told.acquire(blocking=False))
        file.unlink()
        wait(lambda: told.acquire(blocking=False))
    finally:
        watcher.stop()
