"""Lessons: the coach, what a lesson may say in its file, and each lesson taken from first to last step."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from tests.support.learner import LESSONS, Learner
from tests.support.window import Driver, driving

import pygame  # isort: skip

from game.coach import QUESTIONS, Coach, Scene
from game.files import check_file, load_scenario
from game.files.schema_events import ConditionSpec
from game.files.schema_lesson import KeyWord, TaskSpec
from game.session import Session
from game.table import players
from game.text.loop import TextGame
from game.ui.coaching import done_mark
from game.ui.keys import Command
from game.ui.screens.lessons import LessonsScreen
from game.ui.screens.menu import MenuScreen

PATHS = sorted(LESSONS.glob("*.yaml"))
FIRST = PATHS[0]


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    with driving(tmp_path) as one:
        yield one


def begun(path: Path = FIRST) -> Session:
    scenario = load_scenario(path)
    lesson = scenario.setting.lesson
    assert lesson is not None
    return Session(scenario, lesson.seed, dict(lesson.seats), players(lesson.seats, lesson.seed))


def scene(session: Session, **desk: object) -> Scene:
    return Scene(session.view("gov"), session.orders, session.active == "gov", **desk)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_lesson_is_in_order(path: Path) -> None:
    assert [str(found) for found in check_file(path)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_lesson_is_taken_by_clicks_and_keys_from_first_to_last_step(path: Path, driver: Driver) -> None:
    learner = Learner(driver, path)
    learner.run()
    assert learner.coach.last
    assert driver.program.wish(done_mark(path.stem), 0.0) == 1.0


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_lesson_is_taken_at_a_terminal_by_what_it_says_to_type(path: Path) -> None:
    session = begun(path)
    lesson = session.setting.lesson
    assert lesson is not None
    lines = []
    for step in lesson.steps:
        lines += [text.removeprefix("?") for text in step.way]
        lines += [""] if step.done is None else []
    out = io.StringIO()
    game = TextGame(session, io.StringIO("\n".join([*lines, ""])), out, lambda name: "")
    coach = game._tutor.coach
    assert coach is not None
    game.run()
    told = out.getvalue()
    assert "refused" not in told
    assert all(step.title in told for step in lesson.steps if step.done is None or step.way)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_texts_are_short(path: Path) -> None:
    lesson = load_scenario(path).setting.lesson
    assert lesson is not None
    assert [step.id for step in lesson.steps if len(step.text.split()) > 55] == []


def test_what_a_lesson_may_ask_is_what_the_coach_can_answer() -> None:
    own = {one.name.rstrip("_") for one in fields(TaskSpec)} - {
        one.name.rstrip("_") for one in fields(ConditionSpec)
    }
    assert own == set(QUESTIONS)


def test_every_key_that_a_lesson_may_name_is_a_command() -> None:
    assert [name for name in get_args(KeyWord) if name.upper() not in Command.__members__] == []


def test_an_order_taken_back_is_not_a_deed() -> None:
    from game.model.orders import Activate

    session = begun()
    coach = Coach(session.setting.lesson)  # type: ignore[arg-type]
    coach.look(scene(session))
    for _ in range(5):
        coach.next()
    assert coach.step.id == "activate"
    session.submit(Activate(("gov_1",)))
    assert not coach.look(scene(session))
    assert coach.remark.startswith("Only one of them woke")
    session.undo()
    coach.look(scene(session))
    assert coach.remark == ""
    session.submit(Activate(("gov_1", "gov_2")))
    assert coach.look(scene(session)) and coach.step.id == "take_back"
    assert coach.to_do


def test_a_page_whose_work_was_done_before_is_not_turned_unread() -> None:
    from game.model.orders import Activate

    session = begun()
    coach = Coach(session.setting.lesson)  # type: ignore[arg-type]
    coach.look(scene(session))
    session.submit(Activate(("gov_1", "gov_2")))
    coach.look(scene(session))
    for _ in range(5):
        coach.next()
        coach.look(scene(session))
    assert coach.step.id == "activate" and coach.done


def test_a_step_is_begun_again_as_it_was(driver: Driver) -> None:
    learner = Learner(driver, FIRST)
    while learner.coach.step.id != "go":
        learner.settle()
        learner.take(learner.coach.step)
    learner.settle()
    learner.follow("move gov_1 0607")
    driver.press("Try again")
    driver.pump()
    screen = driver.window.screen
    coach = screen.coaching.coach  # type: ignore[attr-defined]
    assert coach.step.id == "go"
    assert screen.session.orders == ["activate gov_1 gov_2"]  # type: ignore[attr-defined]


def test_the_coach_can_be_put_away_and_brought_back(driver: Driver) -> None:
    learner = Learner(driver, FIRST)
    learner.settle()
    panel = learner.screen.coaching.panel
    assert panel is not None and panel.visible
    learner.key(Command.COACH)
    assert not panel.visible
    learner.key(Command.COACH)
    assert panel.visible


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_coach_does_not_cover_what_it_points_at(path: Path, driver: Driver) -> None:
    covered = []

    def watch(index: int, step: object) -> None:
        coaching = learner.screen.coaching
        assert coaching.panel is not None
        covered.extend(step for spot in coaching.spots() if spot.colliderect(coaching.panel.rect))

    learner = Learner(driver, path, watch)
    learner.run()
    assert covered == []


def test_other_seats_than_the_lessons_have_no_coach(driver: Driver) -> None:
    scenario = load_scenario(FIRST)
    session = driver.program.start(scenario, {"gov": "pass", "isis": "human"}, 1)
    assert driver.battle(session).coaching.coach is None


def test_from_the_menu_into_a_lesson_by_keyboard_alone(driver: Driver) -> None:
    driver.window.push(MenuScreen(driver.window))
    driver.key(pygame.K_F7)
    screen = driver.window.screen
    assert isinstance(screen, LessonsScreen)
    driver.pump(lambda: len(screen.entries) == len(screen.paths))
    driver.key(pygame.K_RETURN)
    driver.pump(lambda: driver.window.screen is not screen)
    assert driver.window.screen.coaching.coach is not None  # type: ignore[attr-defined]


def test_a_lesson_that_speaks_of_what_is_not_there_is_refused(tmp_path: Path) -> None:
    text = FIRST.read_text(encoding="utf-8")
    for old, new, code in (
        ("point: [{unit: gov_1}]", "point: [{unit: gov_9}]", "E207"),
        ("{zoom_in}", "{zoom_inn}", "E230"),
        ("planned: east_road", "planned: nowhere", "E221"),
        ("way: [end]", "way: [finish]", "E234"),
        ("- id: look_about", "- id: welcome", "E209"),
        ("point: [{panel: card}]", "point: [{panel: card, unit: gov_1}]", "E232"),
        ("point: [{at: east_road}]", "point: [{at: nowhere}]", "E233"),
    ):
        path = tmp_path / "x.yaml"
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert code in {found.code for found in check_file(path)}, code
