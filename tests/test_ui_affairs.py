"""Affairs in the window and in the text game: what lies on the desk, and answers by a click."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.window import SKIRMISH, Driver, driving

import pygame  # isort: skip
from pygame import Rect

from game.files import load_scenario
from game.model.orders import Concede, EndImpulse
from game.model.orders.politics import READERS
from game.model.scenario import Scenario
from game.rules.desk import desk, matters, waiting
from game.rules.desk_parts import Meter
from game.session import Session
from game.table import players
from game.text.loop import HELP, TextGame
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, LongButton
from game.ui.kit.gauges import Gauge
from game.ui.kit.lists import TickList
from game.ui.screens.battle import BattleScreen
from game.ui.theme import px


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(SKIRMISH.with_name("affairs.yaml"))


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def session_of(scenario: Scenario) -> Session:
    seats = {"gov": "human", "isis": "pass"}
    return Session(scenario, 7, seats, players(seats, 7))


def labels(battle: BattleScreen) -> str:
    """Everything that stands written in the open panel of affairs."""
    widgets = battle.affairs.widgets
    return "\n".join(one.text for one in widgets if isinstance(one, Label | Button))


def test_a_question_is_read_and_answered_in_the_window(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    assert battle.affairs.visible and "Shall we?" in labels(battle)
    driver.press("We shall")
    assert "yes_please" in battle.session.state.affairs.flags
    assert "Shall we?" not in labels(battle)
    assert "choose question 1" in battle.session.orders


def test_affairs_are_turned_page_by_page(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    for page, told in (("Patrons", "Moscow"), ("Relations", "hostile")):
        driver.press(page)
        assert told in labels(battle)
    driver.key(pygame.K_ESCAPE)
    assert not battle.affairs.visible


def test_zones_lie_on_the_map_until_they_are_turned_off(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    circle = scenario.setting.politics.zones["circle"].hexes
    assert [hexes for hexes, _, _ in battle.field.over.zones] == [circle]
    driver.key(pygame.K_k)
    assert battle.field.over.zones == ()


def test_a_hex_tells_which_zones_it_lies_in(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    here = min(scenario.setting.politics.zones["circle"].hexes)
    battle.field.centre_on(here)
    x, y = battle.field.camera.point_of(here)
    assert "A circle" in battle.tip_at((round(x), round(y)))


def test_what_waits_for_an_answer_is_seen_first_and_then_relations(
    driver: Driver, scenario: Scenario
) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    assert "Shall we?" in labels(battle)
    driver.press("We shall")
    driver.key(pygame.K_F4)
    driver.key(pygame.K_F4)
    assert "They are" in labels(battle) and "hostile" in labels(battle)


def test_the_keyboard_alone_answers_a_question(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    for key in (pygame.K_F4, pygame.K_DOWN, pygame.K_DOWN):
        driver.key(key)
    held = [one.text for one in battle.affairs.widgets if isinstance(one, Button) and one.focused]
    assert held == ["We shall not"]
    driver.key(pygame.K_RETURN)
    assert battle.session.orders == ["choose question 2"]


def test_the_keyboard_goes_through_the_sections_and_the_map_stays(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    before, middle = labels(battle), battle.field.camera.left
    driver.key(pygame.K_RIGHT)
    assert labels(battle) != before and battle.field.camera.left == middle
    driver.key(pygame.K_LEFT)
    assert labels(battle) == before
    driver.key(pygame.K_ESCAPE)
    driver.key(pygame.K_RIGHT)
    assert not battle.affairs.visible


def test_the_keyboard_stays_where_it_was_when_the_panel_is_drawn_anew(
    driver: Driver, scenario: Scenario
) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    for key in (pygame.K_F4, pygame.K_DOWN):
        driver.key(key)
    battle.update()
    assert [one.text for one in battle.affairs.widgets if isinstance(one, Button) and one.focused] == [
        "We shall"
    ]


def test_a_long_answer_is_never_cut_off() -> None:
    pygame.init()
    text = "An answer that goes on and on, with conditions, exceptions and assurances " * 3
    assert LongButton.height("Yes", 400) < LongButton.height(text, 400)
    lines = ink.wrap(text, theme.FONT_BODY, 400 - 2 * px(theme.PAD))
    assert len(lines) > 2
    assert LongButton.height(text, 400) >= len(lines) * ink.line_height(theme.FONT_BODY)


def test_every_entry_names_its_rule_and_every_button_its_order(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    button = next(one for one in battle.affairs.widgets if isinstance(one, LongButton))
    assert button.tip == "Rule 17.1\nchoose question 1"
    assert "rule 17.1" in labels(battle) and "rule 17.4" in labels(battle)


def test_levels_are_drawn_on_their_scales(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)

    def shown(page: str) -> list[Meter]:
        battle.affairs._turn(page)
        return [one.meter for one in battle.affairs.widgets if isinstance(one, Gauge)]

    (approval,), (tension,) = shown("Patrons"), shown("Relations")
    assert (approval.level, approval.most) == (65, 100)
    assert approval.marks == ((25, "weak"), (50, "normal"), (75, "strong"))
    assert (tension.level, tension.marks) == (4, ((6, "line off"), (10, "summit")))
    assert "tension 4" in labels(battle)


def test_a_gate_is_set_beside_what_it_is_now(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    driver.press("Borders")
    driver.press("Close Palmyra")
    assert battle.session.orders == ["gate palmyra closed"]
    assert "closed, feeds 0 of 20 steps" in labels(battle)


def test_everything_fits_into_the_panel_page_by_page(driver: Driver, scenario: Scenario) -> None:
    battle = driver.battle(session_of(scenario))
    driver.pump(lambda: battle.desk.commanding)
    driver.key(pygame.K_F4)
    room = Rect((0, 0), battle.affairs.rect.size)
    for title in battle.affairs._tabs:
        battle.affairs._turn(title)
        for page in range(battle.affairs._pages):
            assert all(room.contains(one.rect) for one in battle.affairs.widgets), (title, page)
            driver.key(pygame.K_PAGEDOWN)


# --- the talks ---------------------------------------------------------------------------------------


def at_the_talks(driver: Driver, scenario: Scenario) -> BattleScreen:
    """A battle screen at the table, the war being over."""
    session = session_of(scenario)
    while not (session.state.talks and session.active == "gov"):
        session.submit(EndImpulse())
    battle = driver.battle(session)
    driver.pump(lambda: battle.desk.commanding)
    return battle


def test_at_the_talks_the_affairs_open_by_themselves(driver: Driver, scenario: Scenario) -> None:
    battle = at_the_talks(driver, scenario)
    assert battle.affairs.visible
    assert "The talks, round 1 of 1: the war is over." in labels(battle)
    assert "Make an offer" in labels(battle) and "GOV claims" in labels(battle)


def test_an_offer_is_composed_and_judged_by_the_rules(driver: Driver, scenario: Scenario) -> None:
    battle = at_the_talks(driver, scenario)
    driver.press("Make an offer")
    propose = _button(battle, "Propose")
    assert not propose.enabled
    _tick(driver, battle, "We ask for", 0)
    driver.press("−")
    driver.press("−")
    assert "IS gives al-Sukhnah; GOV grants IS 2 points of recognition" in labels(battle)
    assert "They are likely to" in labels(battle)
    driver.press("Propose")
    assert battle.session.orders[-1] == "concede isis take al_sukhnah recognition -2"
    assert "is open (rule 18.3)" in labels(battle)
    battle.affairs._turn("Offers")
    assert "GOV to IS" in labels(battle)


def test_an_offer_against_the_rules_is_told_why(driver: Driver, scenario: Scenario) -> None:
    battle = at_the_talks(driver, scenario)
    driver.press("Make an offer")
    composer = battle.affairs._composer
    composer.gives = ("al_sukhnah",)
    battle.update()
    assert "Al-Sukhnah is not GOV's to give (rule 18.3)" in labels(battle)
    assert not _button(battle, "Propose").enabled
    driver.press("Clear")
    assert composer.gives == ()


def test_recognition_keeps_within_its_bounds(driver: Driver, scenario: Scenario) -> None:
    battle = at_the_talks(driver, scenario)
    driver.press("Make an offer")
    for _ in range(5):
        driver.press("+")
    assert battle.affairs._composer.recognition == 3 and not _button(battle, "+").enabled


def test_an_offer_is_composed_by_the_keyboard_alone(driver: Driver, scenario: Scenario) -> None:
    battle = at_the_talks(driver, scenario)
    driver.press("Make an offer")
    lists = [one for one in battle.affairs.widgets if isinstance(one, TickList)]
    battle.affairs.focus(lists[0])
    driver.key(pygame.K_RIGHT)
    for key in (pygame.K_DOWN, pygame.K_SPACE):
        driver.key(key)
    assert battle.affairs._composer.takes == ("al_sukhnah",)
    focused = [one.name for one in battle.affairs.widgets if isinstance(one, TickList) and one.focused]
    assert focused == ["We ask for"], "the list keeps the keyboard"
    driver.key(pygame.K_SPACE)
    assert battle.affairs._composer.takes == ()


def test_an_offer_is_answered_with_both_sides_named(driver: Driver, scenario: Scenario) -> None:
    seats = {"gov": "human", "isis": "human"}
    session = Session(scenario, 7, seats, {})
    while not session.state.talks:
        session.submit(EndImpulse())
    maker = session.active
    other = next(one for one in seats if one != maker)
    session.submit(Concede(other, recognition=1))
    session.submit(EndImpulse())
    assert session.active == other
    section = next(one for one in desk(session.view(other)) if one.title == "Offers")
    assert "grants" in section.lines[0] and "1 point of recognition" in section.lines[0]
    assert [str(way.order)[:6] for way in section.actions] == ["accept", "refuse"]
    assert waiting(session.view(other)) == 1
    assert any("An offer waits" in line for line in matters(session.view(other)))


def _button(battle: BattleScreen, text: str) -> Button:
    return next(one for one in battle.affairs.widgets if isinstance(one, Button) and one.text == text)


def _tick(driver: Driver, battle: BattleScreen, name: str, row: int) -> None:
    """Click a row of one of the lists of places."""
    box = next(one for one in battle.affairs.widgets if isinstance(one, TickList) and one.name == name)
    at = box.rect.move(battle.affairs.rect.topleft)
    driver.click((at.left + 40, at.top + box.step * row + box.step // 2))


# --- the text game -----------------------------------------------------------------------------------


def play_in_words(scenario: Scenario, lines: str) -> tuple[TextGame, str]:
    """Play some lines of the text game, and return it with what it said."""
    out = io.StringIO()
    game = TextGame(session_of(scenario), io.StringIO(lines), out, lambda name: "")
    game.run()
    return game, out.getvalue()


def test_questions_are_announced_as_an_impulse_begins(scenario: Scenario) -> None:
    _, told = play_in_words(scenario, "quit\n")
    assert "A question waits for your answer: Shall we?" in told
    assert "political points 3" in told


def test_the_talks_are_announced_as_they_begin(scenario: Scenario) -> None:
    _, told = play_in_words(scenario, "end\nend\nquit\n")
    assert "The talks, round 1 of 1: the war is over." in told


def test_one_section_of_the_affairs_is_read_by_its_name(scenario: Scenario) -> None:
    _, told = play_in_words(scenario, "affairs borders\naffairs nonsense\nquit\n")
    answer = told.rsplit("ends the impulse.", 1)[1]
    assert "> gate palmyra closed   (Close Palmyra)" in answer and "Patrons\n" not in answer
    assert "the sections are: For decision, The table, Relations" in answer


def test_help_names_every_political_order(scenario: Scenario) -> None:
    assert [verb for verb in READERS if not re.search(rf"\b{verb}\b", HELP)] == []


def test_the_end_in_words_tells_how_the_war_was_left(scenario: Scenario) -> None:
    _, told = play_in_words(scenario, "end\nend\nend\n")
    assert "Nobody is content." in told and "Partition index: " in told
    assert "al-Sukhnah: frozen, claimed by GOV" in told and "A first meeting: in hand" in told


def test_affairs_are_read_and_settled_in_words(scenario: Scenario) -> None:
    out = io.StringIO()
    source = io.StringIO("affairs\nchoose question 2\ncard call\naffairs\nquit\n")
    game = TextGame(session_of(scenario), source, out, lambda name: "")
    game.run()
    told = out.getvalue()
    first, last = told.split("For decision", 1)[1], told.rsplit("Patrons", 1)[1]
    assert "Shall we?" in first and "> choose question 1   (We shall)" in first
    assert "> card call   (Play A call)" in first
    assert "Moscow (ours): approval 65" in last
    assert "called" in game.session.state.affairs.flags
