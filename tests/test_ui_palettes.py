"""The palettes: factions told apart by every eye, words legible, everything drawn anew after a change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame
import pytest
import yaml

from game.ui import counters, theme
from game.ui.counters import counter_look
from game.ui.kit.basic import Label
from game.ui.kit.widget import Panel
from game.ui.mapview import MapView
from game.ui.minimap import Minimap
from tests.support import colours, fake_map

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
APART = 10
LEGIBLE = 4.5
GROUNDS = ("PANEL", "PANEL_HEAD", "PANEL_SUNK")
INKS = ("TEXT", "TEXT_DIM", "TEXT_FAINT", "ACCENT", "GOOD", "BAD", "WARN", "LINK")


@pytest.fixture(autouse=True)
def usual_colours() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    theme.set_palette("standard")


def factions_of(path: Path) -> dict[str, str]:
    """Return the colour of each faction that a scenario describes itself."""
    described = yaml.safe_load(path.read_text(encoding="utf-8")).get("factions", {})
    return {name: one["colour"] for name, one in described.items() if "colour" in one}


# The measures themselves


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_of_colours_is_that_of_the_published_examples(
    one: colours.Triple, other: colours.Triple, difference: float
) -> None:
    assert colours.ciede2000(one, other) == pytest.approx(difference, abs=1e-3)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert colours.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_who_sees_no_red_takes_red_for_something_dark_and_knows_grey() -> None:
    assert sum(colours.seen((255, 0, 0), "protan")) < sum(colours.linear((255, 0, 0)))
    assert colours.apart((128, 128, 128), (128, 128, 128), "deutan") == pytest.approx(0)


# The palettes


@pytest.mark.parametrize("name", theme.PALETTES)
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_no_two_factions_of_a_scenario_look_alike_to_any_eye(path: Path, name: str) -> None:
    theme.set_palette(name)
    looks = {faction: theme.look(colour, "plain").colour for faction, colour in factions_of(path).items()}
    for one, other in combinations(looks, 2):
        for sight in colours.SIGHTS:
            assert colours.apart(looks[one], looks[other], sight) >= APART, (one, other, sight)


@pytest.mark.parametrize("name", theme.PALETTES)
def test_words_are_legible_on_every_ground_of_the_interface(name: str) -> None:
    theme.set_palette(name)
    for ground in GROUNDS:
        for ink in INKS:
            assert colours.contrast(getattr(theme, ink), getattr(theme, ground)) >= LEGIBLE, (ink, ground)
    for button in ("BUTTON", "BUTTON_HOVER", "BUTTON_DOWN"):
        assert colours.contrast(theme.TEXT, getattr(theme, button)) >= LEGIBLE, button
    assert colours.contrast(theme.TEXT_ON_ACCENT, theme.ACCENT) >= LEGIBLE


@pytest.mark.parametrize("name", theme.PALETTES)
def test_names_are_legible_on_their_halo(name: str) -> None:
    theme.set_palette(name)
    for ink in ("NAME", "NAME_MINOR", "NAME_LAND", "NAME_WATER"):
        assert colours.contrast(getattr(theme, ink), theme.NAME_HALO) >= LEGIBLE, ink


@pytest.mark.parametrize("name", theme.PALETTES)
def test_factors_are_legible_on_the_colour_of_every_faction(name: str) -> None:
    theme.set_palette(name)
    for path in SCENARIOS:
        for faction, colour in factions_of(path).items():
            look = theme.look(colour, "plain")
            assert colours.contrast(look.ink, look.colour) >= 3.0, (path.stem, faction)


def test_every_change_of_palette_can_be_taken_back() -> None:
    usual = {name: value for name, value in vars(theme).items() if name.isupper()}
    for name in ("contrast", "soft", "standard"):
        theme.set_palette(name)
    assert {name: value for name, value in vars(theme).items() if name.isupper()} == usual


def test_an_unknown_palette_changes_nothing() -> None:
    theme.set_palette("soft")
    theme.set_palette("no such palette")
    assert theme.palette() == "soft"


def test_map_minimap_and_counters_are_drawn_in_the_new_colours_and_back() -> None:
    view = fake_map.view()
    scene = MapView(view.setting)
    small = Minimap(scene, (120, 90))
    camera = scene.camera(pygame.Rect(0, 0, 300, 200), 3)

    def drawn() -> tuple[bytes, bytes, bytes]:
        surface = pygame.Surface((300, 200), 0, 32)
        scene.finish(surface, camera, view)
        unit = view.units["u00"]
        counter = counters.picture(counter_look(unit, scene.looks[unit.faction]), 32)
        return tuple(pygame.image.tobytes(one, "RGBA") for one in (surface, small.picture(view), counter))  # type: ignore[return-value]

    usual = drawn()
    for name in ("soft", "contrast"):
        theme.set_palette(name)
        assert all(one != other for one, other in zip(drawn(), usual, strict=True)), name
    theme.set_palette("standard")
    assert drawn() == usual


def test_letters_and_panels_made_after_a_change_are_of_the_new_palette() -> None:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((200, 100))
    try:
        theme.set_palette("contrast")
        panel = Panel(pygame.Rect(0, 0, 120, 40))
        panel.add(Label(pygame.Rect(4, 4, 110, 30), "MMMM"))
        surface = pygame.Surface((200, 100))
        panel.draw(surface)
        assert surface.get_at((118, 38))[:3] == tuple(theme.PANEL)
        colours = {surface.get_at((x, y))[:3] for x in range(4, 40) for y in range(4, 30)}
        assert tuple(theme.TEXT) in colours
    finally:
        theme.set_palette("standard")
