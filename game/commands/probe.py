"""What `bench` can only learn from a process of its own: run as `python -m game.commands.probe NAME`.

Each prints one JSON object. Moments are of time.time(), so that the parent can subtract its own.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.session import Session
    from game.ui.window import Window

SIZE = (1920, 1080)
FRAMES = 240
IDLE_S = 5.0
THINKING_S = 15.0


def first_order(scenario: Path) -> dict[str, Any]:
    """From nothing to the first order of a machine."""
    from game.commands.headless import peak_mb
    from game.commands.seats import players
    from game.files import load_scenario
    from game.rules import apply, setup, view_of

    state = setup(load_scenario(scenario), 1)
    assert state.active is not None
    player = players({state.active: "greedy"}, 1)[state.active]
    apply(state, player.choose(view_of(state, state.active)))
    return {"at": time.time(), "mb": peak_mb(), "pygame": "pygame" in sys.modules}


def menu(scenario: Path) -> dict[str, Any]:
    """From nothing to the menu's first frame."""
    window = _window()
    window.step(wait=False)
    return {"at": time.time()}


def idle(scenario: Path) -> dict[str, Any]:
    """What the window costs while nothing happens."""
    window = _window()
    _settle(window)
    return {"at": time.time(), "idle_pct": _idle(window)}


def _settle(window: Window) -> None:
    """Let the scenarios be read and the map's picture be drawn, until a second goes by without a frame."""
    quiet, frames = time.monotonic(), -1
    while time.monotonic() - quiet < 1:
        window.step(wait=False)
        time.sleep(0.01)
        if window.frames != frames:
            quiet, frames = time.monotonic(), window.frames


def map_shown(scenario: Path) -> dict[str, Any]:
    """From nothing to a complete map; then the mean frame while it is dragged across the screen."""
    from game.ui.screens.battle import BattleScreen

    window = _window()
    battle = BattleScreen(window, _session(scenario))
    window.push(battle)
    window.draw()
    while battle.field.pending:
        window.draw()
    return {"at": time.time(), **_panned(window, battle)}


def _panned(window: Window, battle: Any) -> dict[str, float]:
    """Return how long a frame takes, bakes of new ground included, while the map is panned."""
    spent = []
    for frame in range(FRAMES):
        forth = 1 if frame % 120 < 60 else -1
        start = time.process_time()
        battle.field.pan(24 * forth, 12 * forth)
        battle.refresh()
        window.draw()
        spent.append(1000 * (time.process_time() - start))
    ordered = sorted(spent)
    return {"frame_ms": sum(spent) / FRAMES, "frame_p95_ms": ordered[int(0.95 * FRAMES)]}


def large(scenario: Path) -> dict[str, Any]:
    """Frames on a large map, see `probe_window.large`."""
    from game.commands import probe_window

    return probe_window.large(*_opened(scenario))


def answers(scenario: Path) -> dict[str, Any]:
    """Clicks and keys, see `probe_window.answers`."""
    from game.commands import probe_window

    return probe_window.answers(*_opened(scenario))


def film(scenario: Path) -> dict[str, Any]:
    """The film of a turn, see `probe_window.film`."""
    from game.commands import probe_window

    return probe_window.film(*_opened(scenario))


def _opened(scenario: Path) -> tuple[Window, Any]:
    """Return a window with a game of one person for all, whose map is drawn."""
    from game.commands.probe_window import settle
    from game.ui.screens.battle import BattleScreen

    window = _window()
    battle = BattleScreen(window, _session(scenario))
    window.push(battle)
    settle(window)
    battle.dialog = None
    return window, battle


def thinking(scenario: Path) -> dict[str, Any]:
    """How long frames take by the clock while machines play each other and the map is panned, and how many
    orders they gave meanwhile; a save is written along."""
    from game.files import load_scenario
    from game.files.saves import save_folder
    from game.table import begun
    from game.ui.screens.battle import BattleScreen

    loaded = load_scenario(scenario)
    window = _window()
    session, _ = begun(loaded, dict.fromkeys(loaded.setting.order, "normal"), 1, save_folder())
    battle = BattleScreen(window, session)
    window.push(battle)
    while battle.field.pending or not session.written:
        window.step(wait=False)
    given, spent = len(session.written), sorted(_watched(window, battle))
    return {
        "at": time.time(),
        "orders": len(session.written) - given,
        "frames": len(spent),
        "p50_ms": spent[len(spent) // 2],
        "p99_ms": spent[int(0.99 * len(spent))],
        "worst_ms": spent[-1],
        "over_30": sum(one > 30 for one in spent),
    }


def _watched(window: Window, battle: Any) -> Iterator[float]:
    """Yield how long each frame took, sixty a second as far as there is time for them."""
    began, frame = time.perf_counter(), 0
    while time.perf_counter() - began < THINKING_S and not battle.session.over:
        start, forth = time.perf_counter(), 1 if frame % 120 < 60 else -1
        battle.field.pan(8 * forth, 4 * forth)
        battle.refresh()
        window.step(wait=False)
        frame += 1
        took = time.perf_counter() - start
        yield 1000 * took
        time.sleep(max(0.001, 1 / 60 - took))


def _window() -> Window:
    from game.app import Program
    from game.ui.screens.menu import MenuScreen
    from game.ui.window import Window

    window = Window(Program(), SIZE)
    window.push(MenuScreen(window))
    return window


def _session(scenario: Path) -> Session:
    from game.files import load_scenario
    from game.seating import HUMAN
    from game.session import Session

    loaded = load_scenario(scenario)
    return Session(loaded, 1, dict.fromkeys(loaded.setting.order, HUMAN), {}, one_person=True)


def _idle(window: Window) -> float:
    """Return the share of a processor that the window takes while nothing happens, in per cent."""
    import pygame

    stop = pygame.event.custom_type()
    threading.Timer(IDLE_S, lambda: pygame.event.post(pygame.Event(stop))).start()
    wall, cpu = time.monotonic(), time.process_time()
    while time.monotonic() - wall < IDLE_S:
        window.step()
    return 100 * (time.process_time() - cpu) / (time.monotonic() - wall)


def game(scenario: Path) -> dict[str, Any]:
    """A game of machines: its processor time, and how long their turns took."""
    from game.commands.bench_ai import game_of

    return {**game_of(scenario, *sys.argv[3:5]), "at": time.time()}


PROBES = {
    "first-order": first_order,
    "menu": menu,
    "idle": idle,
    "map": map_shown,
    "large": large,
    "answers": answers,
    "film": film,
    "thinking": thinking,
    "game": game,
}


def main() -> None:
    """Run the probe that the first argument names on the scenario that the second one names."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    found = PROBES[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps(found), flush=True)
    os._exit(0)  # threads of the window may still be at work


if __name__ == "__main__":
    main()
