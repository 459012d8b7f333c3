"""The pictures of a balance report: margins by seat, and when milestones were reached, history at nought."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.model.scenario import Scenario

Found = dict[str, Any]
WIDTH, ROW, LEFT, PAD = 1000, 40, 240, 24
DAYS = "#4C78A8"


def canvas() -> Any:
    """Return pygame, made ready to draw pictures without a window."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    import pygame

    pygame.font.init()
    return pygame


def draw(folder: Path, found: Found, scenario: Scenario) -> list[str]:
    """Write the pictures and return their names."""
    pygame = canvas()
    factions = scenario.setting.factions
    seats = [
        (one["faction"], [tenths / 10 for tenths in one["all_margins"]], factions[one["faction"]].colour)
        for one in found["seats"]
    ]
    marks = [(one["text"], one["all_days_off"], DAYS) for one in found["milestones"]]
    pages = {
        "margins.png": ("Margin against par, in points; a dot a game", seats),
        "milestones.png": ("Days from the day in history; a dot a game", marks),
    }
    for name, (title, rows) in pages.items():
        if any(values for _, values, _ in rows):
            pygame.image.save(_strips(title, rows), folder / name)
    return [name for name, (_, rows) in pages.items() if any(values for _, values, _ in rows)]


def _strips(title: str, rows: Sequence[tuple[str, Sequence[float], Any]]) -> Any:
    """Draw a row for each name: a dot a game, the middle eight tenths as a bar, the median as a line."""
    import pygame

    from game.ui.kit import ink

    surface = pygame.Surface((WIDTH, 2 * PAD + ROW * (len(rows) + 2)))
    surface.fill("white")
    every = [value for _, values, _ in rows for value in values] + [0.0]
    low, high = min(every), max(every)
    room = max(high - low, 1.0)

    def x_of(value: float) -> int:
        return LEFT + round((WIDTH - LEFT - PAD) * (value - low) / room)

    surface.blit(ink.line(title, 17, (30, 30, 30), bold=True), (PAD, PAD // 2))
    foot = PAD + ROW * (len(rows) + 1)
    pygame.draw.line(surface, "#B03030", (x_of(0), PAD + ROW // 2), (x_of(0), foot), 2)
    for number, (name, values, colour) in enumerate(rows, start=1):
        y = PAD + ROW * number
        surface.blit(ink.line(ink.elide(name, 14, LEFT - 2 * PAD), 14, (30, 30, 30)), (PAD, y - 9))
        pygame.draw.line(surface, "#DDDDDD", (LEFT, y), (WIDTH - PAD, y))
        if values:
            _strip(surface, sorted(values), pygame.Color(colour), y, x_of)
    for value in (low, 0.0, high):
        label = ink.line(f"{value:+g}", 13, (90, 90, 90))
        surface.blit(label, label.get_rect(midtop=(min(max(x_of(value), LEFT), WIDTH - PAD - 10), foot)))
    return surface


def _strip(surface: Any, ordered: Sequence[float], colour: Any, y: int, x_of: Any) -> None:
    import pygame

    last = len(ordered) - 1
    p10, p50, p90 = (x_of(ordered[round(last * at / 100)]) for at in (10, 50, 90))
    bar = pygame.Rect(p10, y - 8, max(2, p90 - p10), 16)
    pygame.draw.rect(surface, colour.lerp("white", 0.55), bar, border_radius=4)
    pygame.draw.rect(surface, colour.lerp("black", 0.3), bar, 1, border_radius=4)
    for index, value in enumerate(ordered):
        pygame.draw.circle(surface, colour.lerp("black", 0.25), (x_of(value), y - 4 + index % 3 * 4), 2)
    pygame.draw.line(surface, "black", (p50, y - 11), (p50, y + 11), 2)
