"""Probes of the window on a large map, and of how soon it answers; `game.commands.probe` runs them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.hexgrid.coords import Hex
    from game.ui.screens.battle import BattleScreen
    from game.ui.window import Window

PANNED = 120
"""Frames panned at each zoom level."""

ZOOMED = 240
EVERY = 6
"""Frames between two steps of the wheel."""

FILMED, FILM_STEP = 600, 64
"""Frames of a film, and milliseconds of it from one to the next."""

UNITS_CLICKED = 8
KEYS = (
    "s", "s", "z", "z", "t", "t", "l", "escape", "c", "c", "f", "f", "k", "k", "f4", "f4", "h", "h", "o", "o",
    "j", "j", "i", "i", "/", "escape", "f2", "escape", "f3", "escape", "f1", "escape", "1", "3",
)  # fmt: skip
"""Keys that open and close what lies over the map."""

Act = Callable[[int], None]


def large(window: Window, battle: BattleScreen) -> dict[str, Any]:
    """How long frames take while a large map is panned at every zoom level, and while it is zoomed."""
    from game.commands.headless import peak_mb

    field, view = battle.field, battle.desk.view
    panned: list[float] = []
    for level in range(6):
        field.zoom(level - field.camera.level)
        field.centre_on(len(view.setting.board.grid) // 2)
        panned += _frames(window, battle, PANNED, lambda frame: field.pan(24 * _forth(frame, 60), 12))
    zoomed = _frames(window, battle, ZOOMED, lambda frame: _wheel(battle, frame))
    return {
        "at": time.time(),
        "counters": len(view.units) + len(view.contacts),
        "pan_p95_ms": _percentile(panned, 95),
        "zoom_p95_ms": _percentile(zoomed, 95),
        "mb": peak_mb(),
    }


def _forth(frame: int, half: int) -> int:
    return 1 if frame % (2 * half) < half else -1


def _wheel(battle: BattleScreen, frame: int) -> None:
    if frame % EVERY == 0:
        battle.field.zoom(-_forth(frame // EVERY, 5))


def _frames(window: Window, battle: BattleScreen, count: int, act: Act) -> list[float]:
    """Return the processor time of so many frames, in milliseconds, with leisure between them."""
    spent = []
    for frame in range(count):
        start = time.process_time()
        act(frame)
        battle.refresh()
        window.draw()
        spent.append(1000 * (time.process_time() - start))
        if not battle.animating:
            battle.idle()
    return spent


def _percentile(figures: list[float], share: int) -> float:
    return sorted(figures)[len(figures) * share // 100]


def answers(window: Window, battle: BattleScreen) -> dict[str, Any]:
    """How long it takes from a click or a key to the frame that answers it."""
    spent = list(_answers(window, battle))
    return {"at": time.time(), "acts": len(spent), "p95_ms": _percentile(spent, 95), "worst_ms": max(spent)}


def film(window: Window, battle: BattleScreen) -> dict[str, Any]:
    """How long it takes to open the film of a turn of machines, and then each of its frames."""
    from game.model.state import View
    from game.table import players
    from game.ui.reels import Memory, Reel

    session = battle.session
    greedy = players(dict.fromkeys(session.setting.order, "greedy"), 1)
    while session.state.turn == 1 and not session.over:
        view: View = session.asking()
        session.submit(greedy[view.faction].choose(view))
    memory = Memory(session.scenario, session.seed, session.setting.order[0])
    memory.recall(session.orders)
    start = time.process_time()
    battle.cinema.play_reel(Reel(memory.chapters, session.tell), 1)
    window.draw()
    opened = 1000 * (time.process_time() - start)
    shots = len(battle.cinema.projector.shots) if battle.cinema.projector else 0
    spent = _frames(window, battle, FILMED, lambda frame: battle.tick(FILM_STEP))
    return {
        "at": time.time(),
        "shots": shots,
        "open_ms": opened,
        "p99_ms": _percentile(spent, 99),
        "worst_ms": max(spent),
    }


def _answers(window: Window, battle: BattleScreen) -> Iterator[float]:
    import pygame

    view = battle.desk.view
    for unit in [one for one in view.units_of(view.faction) if one.at >= 0][:UNITS_CLICKED]:
        yield _click(window, battle, unit.at)
        reached = sorted(battle.desk.reachable())
        if reached:
            yield _click(window, battle, reached[len(reached) // 2])
            yield _key(window, battle, pygame.K_RETURN)
            yield _key(window, battle, pygame.K_u)
        for target in sorted(battle.desk.targets())[:1]:
            yield _click(window, battle, target)
            yield _key(window, battle, pygame.K_ESCAPE)
    for name in KEYS:
        yield _key(window, battle, pygame.key.key_code(name))


def _key(window: Window, battle: BattleScreen, key: int) -> float:
    import pygame

    events = [pygame.Event(kind, key=key, mod=0, unicode="") for kind in (pygame.KEYDOWN, pygame.KEYUP)]
    return _answered(window, battle, events)


def _click(window: Window, battle: BattleScreen, here: Hex) -> float:
    import pygame

    battle.field.centre_on(here)
    battle.refresh()
    settle(window)
    x, y = battle.field.camera.point_of(here)
    kinds = pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP
    events = [pygame.Event(kind, pos=(round(x), round(y)), button=1) for kind in kinds]
    return _answered(window, battle, events)


def _answered(window: Window, battle: BattleScreen, events: list[Any]) -> float:
    """Give events to a window at rest; return the milliseconds until it has drawn their answer."""
    import pygame

    battle.cinema.end()
    settle(window)
    for event in events:
        pygame.event.post(event)
    start = time.perf_counter()
    window.step(wait=False)
    return 1000 * (time.perf_counter() - start)


def settle(window: Window) -> None:
    """Let the window draw what it has to draw, and use its leisure, until there is nothing left to do."""
    for _ in range(1000):
        window.step(wait=False)
        if not (window.screen.stale or window.screen.animating or window.screen.idle()):
            return
