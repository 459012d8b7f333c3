"""The book in the window: F1 and F2, links by keyboard and pointer, the search, why a button is dead."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import Driver, driving, session_of

import pygame  # isort: skip

from game.book.article import plain, texts_of
from game.files.rulebook import rulebook
from game.text.loop import TextGame
from game.ui.kit.basic import Button, Label
from game.ui.screens.battle import BattleScreen
from game.ui.screens.library import LibraryScreen


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


@pytest.fixture
def battle(driver: Driver) -> BattleScreen:
    screen = driver.battle(session_of({"gov": "human", "isis": "pass"}))
    if screen.cinema.replaying:
        driver.key(pygame.K_ESCAPE)
    return screen


def book(driver: Driver) -> LibraryScreen:
    screen = driver.window.screen
    assert isinstance(screen, LibraryScreen)
    return screen


def told(screen: LibraryScreen) -> str:
    return "\n".join(plain(words) for block in screen.article.blocks for words in texts_of(block))


def test_f2_opens_the_book_and_the_same_key_closes_it(driver: Driver, battle: BattleScreen) -> None:
    driver.key(pygame.K_F2)
    assert book(driver).article.key == "course"
    driver.key(pygame.K_F2)
    assert driver.window.screen is battle


def test_links_are_followed_and_left_by_the_keyboard_alone(driver: Driver, battle: BattleScreen) -> None:
    battle.book.refer("rule 4.3")
    screen = book(driver)
    driver.key(pygame.K_TAB)
    wanted = screen.text.page.spots[screen.text.link].key
    driver.key(pygame.K_RETURN)
    assert screen.article.key == wanted != "rule 4.3"
    driver.key(pygame.K_LEFT, pygame.KMOD_ALT)
    assert screen.article.key == "rule 4.3"
    driver.key(pygame.K_RIGHT, pygame.KMOD_ALT)
    assert screen.article.key == wanted


def test_tab_leaves_an_article_after_its_last_link(driver: Driver, battle: BattleScreen) -> None:
    battle.book.refer("rule 3.3")
    screen = book(driver)
    for _ in range(len(screen.text.links) + 1):
        driver.key(pygame.K_TAB)
    assert not screen.text.focused


def test_what_is_typed_is_searched_for_at_once(driver: Driver, battle: BattleScreen) -> None:
    driver.key(pygame.K_F2)
    screen = book(driver)
    driver.type("interdic")
    driver.key(pygame.K_DOWN)
    assert "nterdict" in screen.article.title or "nterdict" in told(screen)
    driver.key(pygame.K_ESCAPE)
    assert screen.words == "" and driver.window.screen is screen
    driver.key(pygame.K_ESCAPE)
    assert driver.window.screen is battle


def test_a_refusal_on_the_strip_is_a_link_to_its_rule(driver: Driver, battle: BattleScreen) -> None:
    battle.desk.select("gov_1")
    driver.key(pygame.K_d)
    assert "(rule 4.11). " in battle.desk.message, "the reason, its rule, and what would help"
    label = next(one for one in battle.strip.widgets if isinstance(one, Label) and "4.11" in one.text)
    spot = next(spot for spot in label._spots() if spot.key)
    driver.click(spot.rect.move(battle.strip.rect.topleft).center)
    assert book(driver).article.key == "rule 4.11"


def test_f1_after_a_refusal_opens_the_rule_behind_it(driver: Driver, battle: BattleScreen) -> None:
    battle.desk.select("gov_1")
    driver.key(pygame.K_d)
    driver.key(pygame.K_F1)
    assert "4.11 Field works" in told(book(driver))


def test_f1_over_the_map_speaks_of_the_hex_and_leads_back_to_it(driver: Driver, battle: BattleScreen) -> None:
    unit = battle.session.view("gov").units["gov_1"]
    battle.field.centre_on(unit.at)
    driver.move(battle.field.camera.point_of(unit.at))
    driver.key(pygame.K_F1)
    screen = book(driver)
    assert screen.article.at == unit.at and "2.1 Movement" in told(screen)
    battle.field.pan(4000, 4000)
    driver.press("Show on the map")
    assert driver.window.screen is battle
    assert battle.field.hex_under(battle.frame.map.center) >= 0


def test_f1_with_nothing_at_hand_opens_the_rules_in_short(driver: Driver, battle: BattleScreen) -> None:
    driver.move(battle.top.rect.center)
    battle.desk.select(None)
    driver.key(pygame.K_F1)
    assert book(driver).article.key == "short"


def test_a_button_that_cannot_be_pressed_says_why(driver: Driver, battle: BattleScreen) -> None:
    battle.desk.select("gov_1")
    battle.update()
    dig = next(one for one in battle.card.widgets if isinstance(one, Button) and one.text == "Dig in")
    assert not dig.enabled and "not in full supply (rule 4.11)" in dig.tip


@pytest.mark.parametrize("size", [(960, 560), (1280, 720), (1920, 1080)])
def test_no_line_of_an_article_is_wider_than_its_room(tmp_path: Path, size: tuple[int, int]) -> None:
    with driving(tmp_path, size) as driver:
        battle = driver.battle(session_of({"gov": "human", "isis": "pass"}))
        for key in ("short", "course", "faction gov", "unit saa_mech", "rule 4.3", "river rivers"):
            battle.book.refer(key)
            text = book(driver).text
            assert max(spot.rect.right for spot in text.page.spots) <= text.rect.width
            driver.window.pop()


def said(*lines: str) -> str:
    session, out = session_of({"gov": "human", "isis": "pass"}), io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    TextGame(session, source, out, lambda name: "", rulebook(session.setting)).run()
    return out.getvalue()


def test_the_text_game_reads_from_the_same_book() -> None:
    assert "9.6 The ring" in said("rule 9.6") and "4.5 Probe" in said("rule 4")
    assert "6.2  Missions" in said("rules interdiction") and "18.1 Meetings" in said("rules")
    assert "falls back before the dice" in said("about delay")
    assert "Army mechanised battalion" in said("about army mechanised battalion")
    answer = said("why dig gov_1")
    assert "(rule 4.11). Bring a depot" in answer and "4.11 Field works" in answer
    assert "there is no such rule" in said("rule 99.9")
