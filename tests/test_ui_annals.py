"""The report of a game: its pages in the window, history laid over them, its moments, its export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import Driver, driving, session_of

import pygame  # isort: skip

from game.session import Session
from game.ui.chart import ChartView
from game.ui.kit import ink
from game.ui.map_pair import MapPair
from game.ui.screens.annals import MAPS, MOMENTS, AnnalsScreen
from game.ui.screens.battle import BattleScreen


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def played_out() -> Session:
    """Return a small game that is over."""
    session = session_of({"gov": "greedy", "isis": "greedy"})
    while not session.over:
        player = session.player()
        assert player is not None
        session.submit(player.choose(session.asking()))
    return session


def report(driver: Driver, session: Session) -> AnnalsScreen:
    battle = driver.battle(session)
    driver.pump(lambda: driver.window.screen is not None)
    battle.recorder.annals()
    driver.pump()
    screen = driver.window.screen
    assert isinstance(screen, AnnalsScreen)
    return screen


def test_control_losses_supply_score_and_tension_have_their_pages_and_the_maps_too(driver: Driver) -> None:
    screen = report(driver, played_out())
    pages = list(screen.pages)
    assert {"Ground", "Losses", "Supply", "Score"} <= set(pages) and pages[-2:] == [MAPS, MOMENTS]
    for at, name in enumerate(pages):
        driver.key(pygame.K_1 + at)
        assert screen.page == at
        views = [one for one in screen.panels[0].widgets if isinstance(one, ChartView)]
        assert [one.chart for one in views] == list(screen.charts.get(name, ()))


def test_history_lies_over_the_ground_held_and_par_over_the_score(driver: Driver) -> None:
    screen = report(driver, played_out())
    assert any(one.history for chart in screen.charts["Ground"] for one in chart.series)
    assert any(one.par is not None for chart in screen.charts["Score"] for one in chart.series)
    assert all(len(one.values) == screen.last + 1 for one in screen.charts["Losses"][0].series)


def test_a_cursor_goes_through_the_turns_and_the_maps_follow(driver: Driver) -> None:
    screen = report(driver, played_out())
    driver.key(pygame.K_1 + screen.pages.index(MAPS))
    maps = next(one for one in screen.panels[0].widgets if isinstance(one, MapPair))
    assert maps.turn == screen.last
    driver.key(pygame.K_LEFT)
    assert maps.turn == screen.turn == screen.last - 1
    driver.key(pygame.K_HOME)
    assert maps.turn == 0


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_maps_say_below_them_whose_each_colour_is(tmp_path: Path, size: tuple[int, int]) -> None:
    with driving(tmp_path, size) as driver:
        screen = report(driver, played_out())
        driver.key(pygame.K_1 + screen.pages.index(MAPS))
        maps = next(one for one in screen.panels[0].widgets if isinstance(one, MapPair))
        names = [name for name, _ in maps.legend()]
        factions = screen.session.setting.factions.values()
        assert names[:-1] == [one.name for one in factions] and "history" in names[-1]
        assert maps.boxes[0].bottom + ink.line_height(13) < maps.rect.bottom


def test_a_moment_is_shown_on_the_map(driver: Driver) -> None:
    screen = report(driver, played_out())
    assert screen.moments
    driver.key(pygame.K_1 + screen.pages.index(MOMENTS))
    driver.key(pygame.K_RETURN)
    battle = driver.window.screen
    assert isinstance(battle, BattleScreen)
    assert battle.desk.message.startswith(f"Turn {screen.moments[0].turn}: ")


def test_the_report_is_written_as_text_table_and_pictures(driver: Driver, tmp_path: Path) -> None:
    screen = report(driver, played_out())
    driver.key(pygame.K_e)
    assert "Written" in screen._said
    written = {path.suffix for path in tmp_path.rglob("*")}
    assert {".md", ".csv", ".png"} <= written


def test_before_the_end_a_person_reads_what_his_faction_knows(driver: Driver) -> None:
    screen = report(driver, session_of({"gov": "human", "isis": "pass"}))
    assert screen.reader == screen.viewer == "gov"
