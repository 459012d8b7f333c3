"""What a player may expect of the window, row by row: the table in game/README.md names a test for each, and
what had none before has it here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import Driver, driving, session_of

import pygame  # isort: skip

from game.hexgrid.coords import Hex
from game.rules.foresight import threats
from game.ui import theme
from game.ui.kit.basic import Label
from game.ui.reminders import reminders
from game.ui.screens.battle import BattleScreen
from game.ui.screens.library import LibraryScreen

ROOT = Path(__file__).parents[1]
HEAD = "## What the window owes its player"
NAMED = re.compile(r"`(test_\w+)(?:::(\w+))?`")


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


@pytest.fixture
def battle(driver: Driver) -> BattleScreen:
    screen = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    driver.pump(lambda: screen.desk.commanding)
    return screen


# The table


def rows() -> list[list[str]]:
    """Return the rows of the table: what is expected, how it is done, which tests show it."""
    readme = (ROOT / "game" / "README.md").read_text(encoding="utf-8")
    section = readme.split(HEAD)[1].split("\n## ")[0]
    found = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in found[2:]]


def test_every_expectation_has_its_row_with_a_test() -> None:
    assert len(rows()) == 20
    assert all(len(row) == 3 and all(row) for row in rows())
    assert all(NAMED.search(row[2]) for row in rows())


def test_every_test_that_the_table_names_is_there() -> None:
    missing = []
    for row in rows():
        for file, name in NAMED.findall(row[2]):
            path = ROOT / "tests" / f"{file}.py"
            if not path.exists() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
                missing.append(f"{file}::{name}")
    assert missing == []


# What had no test


def to_the_front(battle: BattleScreen) -> Hex:
    """Bring the first unit beside an enemy; return where that one is."""
    desk = battle.desk
    desk.select("gov_1")
    desk.activate()
    target = desk.session.state.units["isis_1"].at
    there = min(here for here in desk.reachable() if here in desk.view.setting.board.grid.around[target])
    desk.click(there)
    desk.confirm()
    battle.cinema.end()
    battle.update()
    return min(desk.targets())


def test_where_a_unit_could_still_attack_from_is_tinted_apart_from_where_it_could_only_go(
    battle: BattleScreen,
) -> None:
    desk = battle.desk
    to_the_front(battle)  # who goes ahead sees the enemy for those who follow
    for unit in desk.view.units_of("gov"):
        desk.select(unit.id)
        if unit.active and not unit.moved and any(map(desk.can_strike_from, desk.reachable())):
            break
    battle.update()
    over, reached = battle.field.over, set(desk.reachable())
    assert over.reach_attack | over.reach_move == reached and not over.reach_attack & over.reach_move
    assert over.reach_attack == {here for here in reached if desk.can_strike_from(here)}
    assert over.reach_attack and over.reach_move


def test_every_shift_of_the_odds_names_its_rule_and_a_click_opens_it(
    driver: Driver, battle: BattleScreen
) -> None:
    desk = battle.desk
    target = to_the_front(battle)
    driver.click_hex(battle, target)
    preview = desk.odds()
    assert preview is not None
    labels = [one for one in battle.attack.widgets if isinstance(one, Label)]
    for shift in preview.odds.shifts:
        label = next(one for one in labels if shift.rule in one.text)
        spot = next(spot for spot in label._spots() if spot.key == f"rule {shift.rule}")
        driver.click(spot.rect.move(battle.attack.rect.topleft).center)
        book = driver.window.screen
        assert isinstance(book, LibraryScreen) and book.article.key == f"rule {shift.rule}"
        driver.key(pygame.K_F2)
    assert preview.odds.shifts


def test_the_log_leads_to_where_things_happened(driver: Driver, battle: BattleScreen) -> None:
    unit = battle.desk.view.units["gov_4"]
    battle.desk.select(unit.id)
    there = max(battle.desk.reachable(), key=lambda here: abs(here - unit.at))
    battle.desk.click(there)
    battle.desk.confirm()
    battle.cinema.end()
    battle.field.zoom(5)
    battle.field.centre_on(0 if there > len(battle.session.setting.board.grid) // 2 else -1)
    driver.key(pygame.K_h)
    assert not battle.field.camera.sees(there)
    place = next(at for at, (_, here, _) in enumerate(battle.log._rows) if here == there)
    battle.log._chosen(place)
    assert battle.field.camera.sees(there)


def test_what_threatens_is_shown_of_enemies_in_sight_alone(driver: Driver, battle: BattleScreen) -> None:
    driver.key(pygame.K_t)
    shown = {here for hexes, _ in battle.field.over.patterned for here in hexes}
    assert shown == set(threats(battle.desk.view, "gov"))
    driver.key(pygame.K_t)
    assert not battle.field.over.patterned


def test_f12_writes_the_picture_and_the_places_of_ones_own_view(
    driver: Driver, battle: BattleScreen, tmp_path: Path
) -> None:
    driver.key(pygame.K_F12)
    [chart], [picture] = tmp_path.rglob("exports/*.geojson"), tmp_path.rglob("exports/*.png")
    assert pygame.image.load(picture).get_width() > 300
    told = chart.read_text(encoding="utf-8")
    assert json.loads(told)["type"] == "FeatureCollection"
    hidden = set(battle.session.state.units) - set(battle.desk.view.units)
    assert hidden and not any(f'"{unit}"' in told for unit in hidden)
    assert "Written" in battle.desk.message


@pytest.mark.parametrize("scale", [0.75, 1.0, 2.0])
def test_no_letter_of_the_interface_is_smaller_than_13_pixels(scale: float) -> None:
    theme.set_ui_scale(scale)
    try:
        sizes = (theme.FONT_SMALL, theme.FONT_BODY, theme.FONT_LARGE, theme.FONT_HEAD, theme.FONT_TITLE)
        assert min(theme.letters(size) for size in sizes) >= theme.FONT_FLOOR == 13
    finally:
        theme.set_ui_scale(1.0)


def test_the_end_of_an_impulse_reminds_of_points_left_and_says_where(battle: BattleScreen) -> None:
    told = reminders(battle.desk.view)
    assert told and all(one.text for one in told)


def test_the_interface_is_scaled_from_three_quarters_to_twice(driver: Driver) -> None:
    for wanted, got in ((0.1, 0.75), (9.0, 2.0), (1.5, 1.5)):
        driver.window.prefer(ui_scale=wanted)
        assert driver.window.settings.ui_scale == got
