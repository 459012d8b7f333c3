"""Control maps: who held what counts in history, and beside it in the median game."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from game.commands.balance_pictures import canvas
from game.commands.balance_report import Record
from game.commands.history_figures import (
    Holders,
    held_in_games,
    held_in_history,
    median_game,
    overlap,
    turn_of,
    values_of,
)
from game.hexgrid.layout import Layout
from game.model.kinds import PlaceId
from game.model.scenario import Scenario

WIDTH, HEAD, FOOT, PAD = 760, 34, 34, 12
"""Pixels: of a map, of its headline, of the legend, between."""
LEAST, EACH = 6, 1.2
"""The radius of a place's mark, and what each point of its value adds."""
PALE = 0.62
"""How far the ground goes towards white, so that the marks stand out."""
INK, OFF, NOBODYS = (30, 30, 30), (190, 30, 30), "#FFFFFF"


def draw_maps(folder: Path, scenario: Scenario, records: Sequence[Record]) -> list[str]:
    """Write a picture of the middle and one of the end, as far as games tell of them; return their names."""
    whens = [when for when in ("middle", "end") if held_in_games(records, when)]
    for when in whens:
        canvas().image.save(_pair(scenario, records, when), folder / f"control_{when}.png")
    return [f"control_{when}.png" for when in whens]


def _pair(scenario: Scenario, records: Sequence[Record], when: str) -> Any:
    """Draw history at the left and the median game at the right, and say how far all games agree."""
    import pygame

    turn, held = turn_of(scenario, when), held_in_games(records, when)
    then, game = held_in_history(scenario, turn), median_game(scenario, records, when)
    shares = {
        place: sum(one[place] == then[place] for one in held) / len(held) for place in values_of(scenario)
    }
    ground = _ground(scenario)
    width, height = ground.get_size()
    surface = pygame.Surface((2 * width + 3 * PAD, HEAD + height + FOOT))
    surface.fill("white")
    agreed = overlap(game, then, values_of(scenario))
    titles = (
        f"History, end of turn {turn}",
        f"The median of {len(held)} games: overlap {agreed:.2f}; in red what differs and how many agree",
    )
    for number, (title, now) in enumerate(zip(titles, (then, game), strict=True)):
        left = PAD + number * (width + PAD)
        _write(surface, title, 16, (left, 8), bold=True)
        panel = ground.copy()
        _marks(panel, scenario, now, then, shares)
        surface.blit(panel, (left, HEAD))
    _legend(surface, scenario, HEAD + height + 8)
    return surface


def _layout(scenario: Scenario) -> Layout:
    grid = scenario.setting.board.grid
    wide = WIDTH / (grid.cols + 0.5)
    return Layout(grid, wide, wide / 2, wide / 3**0.5)


def _ground(scenario: Scenario) -> Any:
    """Draw terrain, rivers and roads, pale."""
    import pygame

    from game.ui import theme

    board, layout = scenario.setting.board, _layout(scenario)
    surface = pygame.Surface([round(one) for one in layout.size()])
    surface.fill("white")
    for here, terrain in enumerate(board.terrain):
        colour = pygame.Color(*theme.GROUND.get(terrain.id, theme.GROUND_OTHER))
        pygame.draw.polygon(surface, colour.lerp("white", PALE), layout.corners(here))
    for (a, b), road in board.roads.items():
        ends = layout.centre(a), layout.centre(b)
        pygame.draw.line(surface, "#B9A58A", *ends, 2 if road == "paved" else 1)
    for (a, b), river in board.rivers.items():
        corners, at = layout.corners(a), board.grid.direction(a, b)
        ends = corners[at], corners[(at + 1) % 6]
        pygame.draw.line(surface, theme.RIVER, *ends, 4 if river == "major" else 2)
    return surface


def _marks(
    surface: Any, scenario: Scenario, now: Holders, then: Holders, shares: dict[PlaceId, float]
) -> None:
    """Draw each place that counts in the colour of its holder, larger by value; in red where it differs."""
    import pygame

    layout, places = _layout(scenario), scenario.setting.board.places
    names: list[tuple[str, Any, Any]] = []
    for place, value in sorted(values_of(scenario).items(), key=lambda one: -one[1]):
        x, y = (round(one) for one in layout.centre(places[place].at))
        radius, off = round(LEAST + EACH * value), now[place] != then[place]
        pygame.draw.circle(surface, OFF if off else "white", (x, y), radius + (4 if off else 1))
        pygame.draw.circle(surface, _colour(scenario, now[place]), (x, y), radius)
        pygame.draw.circle(surface, INK, (x, y), radius, 1)
        name = f"{places[place].name} {shares[place]:.0%}" if off else places[place].name
        names.append((name, OFF if off else INK, pygame.Rect(x - radius, y - radius, 2 * radius, 2 * radius)))
    _labels(surface, names)


def _labels(surface: Any, names: Sequence[tuple[str, Any, Any]]) -> None:
    """Write each name beside its mark, where it hides the least of other marks and names."""
    from game.ui.kit import ink

    taken = [mark for _, _, mark in names]
    for name, colour, mark in names:
        words = ink.line(name, 12, colour)
        around = list(_beside(words.get_rect(), mark.inflate(8, 4)))
        inside = [one for one in around if surface.get_rect().contains(one)] or around
        best = min(inside, key=lambda one: len(one.collidelistall(taken)))
        taken.append(best)
        surface.blit(words, best)


def _beside(words: Any, mark: Any) -> Iterator[Any]:
    """Yield where a name may stand: right, left, above, below, and at the corners."""
    for mine, its in (
        *(("midleft", "midright"), ("midright", "midleft"), ("midbottom", "midtop"), ("midtop", "midbottom")),
        *(("bottomleft", "topright"), ("topleft", "bottomright")),
        *(("bottomright", "topleft"), ("topright", "bottomleft")),
    ):
        there = words.copy()
        setattr(there, mine, getattr(mark, its))
        yield there


def _colour(scenario: Scenario, faction: str) -> str:
    factions = scenario.setting.factions
    return factions[faction].colour if faction in factions else NOBODYS


def _legend(surface: Any, scenario: Scenario, y: int) -> None:
    import pygame

    from game.ui.kit import ink

    x = PAD
    for name, colour in [(one.name, one.colour) for one in scenario.setting.factions.values()] + [
        ("nobody", NOBODYS)
    ]:
        pygame.draw.circle(surface, colour, (x + 8, y + 9), 8)
        pygame.draw.circle(surface, INK, (x + 8, y + 9), 8, 1)
        _write(surface, name, 13, (x + 22, y))
        x += 22 + ink.width(name, 13) + 24


def _write(surface: Any, words: str, size: int, at: tuple[int, int], **more: bool) -> None:
    from game.ui.kit import ink

    surface.blit(ink.line(words, size, INK, **more), at)
