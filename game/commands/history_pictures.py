"""The pictures of the history report beside those of the balance report: what the constants matter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.commands.balance_pictures import canvas
from game.commands.balance_report import Found
from game.commands.history_tornado import largest

WIDTH, ROW, LEFT, RIGHT, PAD, BAR = 1120, 46, 300, 230, 24, 14
LESS, MORE = "#4C78A8", "#E8893A"
INK, FAINT = (30, 30, 30), (90, 90, 90)


def draw_tornado(path: Path, rows: Sequence[Found]) -> None:
    """Draw two bars for each constant, from nought to the mean shift, with its interval as a thin line."""
    pygame = canvas()
    surface = pygame.Surface((WIDTH, 2 * PAD + ROW * (len(rows) + 2)))
    surface.fill("white")
    reach = max(
        [1.0, *(abs(one["mean"][at]) for row in rows for one in row["changes"] for at in one["mean"])]
    )
    middle, room = LEFT + (WIDTH - LEFT - RIGHT) // 2, (WIDTH - LEFT - RIGHT) / 2 - PAD

    def x_of(turns: float) -> int:
        return int(middle + round(room * turns / reach))

    title = (
        "Turns by which milestones move in the mean, later to the right; at the right the one that moves most"
    )
    _write(surface, title, 16, (PAD, PAD // 2), bold=True)
    _legend(surface, PAD + ROW // 2 + 4)
    foot = PAD + ROW * (len(rows) + 1)
    for number, row in enumerate(rows, start=1):
        _row(surface, row, PAD + ROW * number + ROW // 2, x_of)
    pygame.draw.line(surface, "#666666", (middle, PAD + ROW), (middle, foot), 2)
    for turns in (-reach, 0.0, reach):
        _write(surface, f"{turns:+.1f}", 13, (x_of(turns) - 12, foot + 4), FAINT)
    pygame.image.save(surface, path)


def _row(surface: Any, row: Found, y: int, x_of: Any) -> None:
    """Draw the bars of a constant, the fifth less above the fifth more."""
    import pygame

    from game.ui.kit import ink

    _write(surface, ink.elide(row["text"], 14, LEFT - 2 * PAD), 14, (PAD, y - 9))
    for one, colour, top in zip(row["changes"], (LESS, MORE), (y - BAR - 1, y + 1), strict=True):
        ends = sorted((x_of(0), x_of(one["mean"]["is"])))
        pygame.draw.rect(surface, colour, (ends[0], top, max(1, ends[1] - ends[0]), BAR))
        low, high = x_of(one["mean"]["low"]), x_of(one["mean"]["high"])
        pygame.draw.line(surface, INK, (low, top + BAR // 2), (high, top + BAR // 2))
        name, turns = largest(one)
        _write(surface, f"{name} {turns:+g}" if turns else "none", 12, (WIDTH - RIGHT + 8, top - 2), FAINT)


def _legend(surface: Any, y: int) -> None:
    import pygame

    for words, colour, x in (("a fifth less", LESS, LEFT), ("a fifth more", MORE, LEFT + 140)):
        pygame.draw.rect(surface, colour, (x, y, BAR, BAR))
        _write(surface, words, 13, (x + BAR + 8, y - 2))


def _write(surface: Any, words: str, size: int, at: tuple[int, int], colour: Any = INK, **more: bool) -> None:
    from game.ui.kit import ink

    surface.blit(ink.line(words, size, colour, **more), at)
