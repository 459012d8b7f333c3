"""The real program in a real window: an X server without a screen, a pointer and a keyboard of our own.

Everything else about the window is tested by posted events; here the whole way is walked once, from the
command line through SDL to the save on the disk. Skipped where there is no Xvfb or no xdotool.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.files.journal import read_save
from game.files.saves import turn_of
from game.hexgrid.coords import Hex
from tests.support.window import SKIRMISH, driving, session_of, skirmish

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds after which the program is taken to be stuck."""
EAST = "1010"
"""Open ground beside the column."""

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)


def awaited(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the program never came to the expected state"
        time.sleep(0.1)


class Desk:
    """Somebody before the program: a pointer, a keyboard, and an eye on the save."""

    def __init__(self, display: str, saves: Path) -> None:
        self.display = display
        self.saves = saves

    def do(self, *words: str) -> str:
        """Move the pointer or press a key."""
        given = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=given, capture_output=True, text=True).stdout

    def click(self, at: tuple[int, int]) -> None:
        """Click somewhere."""
        self.do("mousemove", str(at[0]), str(at[1]), "sleep", "0.2", "click", "1")

    def orders(self) -> list[str]:
        """Return the orders that are on the disk."""
        found = list(self.saves.glob("autosave-*.save"))
        return [entry.order for entry in read_save(found[0]).entries] if found else []

    def turn(self) -> int:
        """Return the turn that the save has come to."""
        return turn_of(read_save(next(self.saves.glob("autosave-*.save"))))

    def ordered(self, *orders: str) -> None:
        """Wait until the save ends with these orders."""
        awaited(lambda: self.orders()[-len(orders) :] == list(orders))


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X server of our own."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def desk(display: str, tmp_path: Path) -> Iterator[Desk]:
    """The small war in a window, a person for the government, nobody for the other side."""
    desk = Desk(display, tmp_path / "saves")
    given = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
    given["EUPHRATES_SAVES"] = str(desk.saves)
    words = [
        sys.executable,
        "main.py",
        "play",
        str(SKIRMISH),
        "--seats",
        "gov=human,isis=pass",
        "--seed",
        "7",
    ]
    program = subprocess.Popen(words, cwd=ROOT, env=given)
    awaited(lambda: program.poll() is not None or len(list(desk.saves.glob("*.save"))) == 1)
    assert program.poll() is None, "the program ended at once"
    awaited(lambda: len(desk.do("search", "--onlyvisible", ".*").split()) > 1)
    yield desk
    program.terminate()
    assert program.wait(PATIENCE) is not None


def where(tmp_path: Path, here: Hex) -> tuple[int, int]:
    """Return the pixel of a hex when the game has just been opened."""
    with driving(tmp_path) as twin:
        screen = twin.battle(session_of({"gov": "human", "isis": "pass"}))
        x, y = screen.field.camera.point_of(here)
    return round(x), round(y)


def test_a_whole_turn_is_played_with_pointer_and_keys_in_a_real_window(desk: Desk, tmp_path: Path) -> None:
    war = skirmish()
    grid, column = war.setting.board.grid, war.units[0]
    desk.click(where(tmp_path, column.at))
    desk.do("key", "e")
    desk.ordered("activate gov_1 gov_3 gov_2")

    desk.click(where(tmp_path, grid.hex_of(EAST)))
    desk.do("key", "Return")
    desk.ordered("activate gov_1 gov_3 gov_2", f"move gov_1 {EAST}")
    desk.do("key", "n")

    desk.do("key", "ctrl+Return")
    desk.do("sleep", "0.5", "key", "Return")
    desk.ordered("end", "end")
    assert desk.turn() == 2, "the machine has played too, and it is the person's turn again"

    desk.do("sleep", "0.5", "key", "alt+F4")
