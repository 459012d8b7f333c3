"""Somebody who takes a lesson in the window, by posted events, in the way that the lesson recommends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame

from game.coach import Coach
from game.files import load_scenario
from game.hexgrid.coords import Hex
from game.model.kinds import Gait
from game.model.lesson import LessonStep
from game.model.orders import Activate, Attack, EndImpulse, Move, Order, parse_order
from game.model.politics import Condition, Every, Predicate, Some
from game.ui.keys import BINDINGS, Command
from tests.support.window import Driver

LESSONS = Path(__file__).parents[2] / "scenarios" / "lessons"
Watch = Callable[[int, LessonStep], None]


class Learner:
    """Takes a lesson step by step; `watch` is called when each step is on the screen."""

    def __init__(self, driver: Driver, path: Path | str, watch: Watch | None = None) -> None:
        self.driver, self.watch = driver, watch
        scenario = load_scenario(Path(path))
        lesson = scenario.setting.lesson
        assert lesson is not None
        self.session = driver.program.start(scenario, lesson.seats, lesson.seed)
        self.screen = driver.battle(self.session)

    @property
    def coach(self) -> Coach:
        coach = self.screen.coaching.coach
        assert coach is not None
        return coach

    def run(self) -> None:
        """Take the whole lesson up to its last page."""
        while True:
            self.settle()
            step, index = self.coach.step, self.coach.index
            if self.watch:
                self.watch(index, step)
            if self.coach.last:
                return
            self.take(step)
            self.settle()
            if self.coach.index == index and not self.coach.to_do:
                self.key(Command.COACH_NEXT)
            assert self.coach.index == index + 1, f"{step.id} is not done: {self.screen.desk.message}"

    def settle(self) -> None:
        """Wait until the learner may act again, and end a film."""
        self.driver.pump(lambda: self.screen.desk.commanding or self.session.over)
        if self.screen.cinema.running:
            self.screen.cinema.end()
        self.screen.update()
        self.driver.pump()

    def take(self, step: LessonStep) -> None:
        """Do what a step recommends, then what it waits for at the desk."""
        if step.done is None:
            page = self.screen.coaching.panel.page  # type: ignore[union-attr]
            if page is not None and page.enter:
                self.driver.key(pygame.K_RETURN)
            else:
                self.key(Command.COACH_NEXT)
            return
        for text in step.way:
            self.follow(text)
        if self.coach.step is step:
            self.satisfy(step.done)

    def follow(self, text: str) -> None:
        """Do what a recommended line says."""
        if text == "?undo":
            self.key(Command.UNDO)
        elif text == "?redo":
            self.key(Command.REDO)
        elif text.startswith("?odds"):
            order = parse_order(text.removeprefix("?odds "))
            assert isinstance(order, Attack)
            self._open_attack(order)
            self.screen.desk.amend(guns=order.guns, air=order.air)
            self.screen.update()
        elif text.startswith("?reach"):
            self.select(text.split()[1])
        elif not text.startswith("?"):
            self.settle()
            self.obey(parse_order(text))

    def obey(self, order: Order) -> None:
        """Give an order by clicks and keys, or where only a list has it, at the desk."""
        match order:
            case Activate(units):
                self.select(units[0])
                self.key(Command.ACTIVATE)
            case Move(unit, label, gait):
                self.select(unit)
                if gait is Gait.MARCH:
                    self.key(Command.MARCH)
                self._click(self._hex(label), onto=True)
                if self.screen.desk.plan is not None:
                    self.key(Command.CONFIRM)
            case Attack():
                self._open_attack(order)
                draft = self.screen.desk.draft
                assert draft is not None
                self.screen.desk.amend(chosen=order.units, guns=order.guns, air=order.air, mode=order.mode)
                self.screen.update()
                self.key(Command.CONFIRM)
            case EndImpulse():
                self.key(Command.END)
                self.driver.key(pygame.K_RETURN)
            case _:
                assert self.screen.desk.give(order), self.screen.desk.message
                self.screen.update()

    def satisfy(self, condition: Condition) -> None:
        """Do at the desk what a condition asks of it."""
        match condition:
            case Every(parts):
                for part in parts:
                    self.satisfy(part)
            case Some(parts):
                self.satisfy(parts[0])
            case Predicate("selected", about) if "unit" in about:
                self.select(str(about["unit"]))
            case Predicate("selected", about):
                self._click(self._place(str(about["place"])))
            case Predicate("panel", about):
                self._unfold(str(about["id"]))
            case Predicate("layer", about):
                if about["id"] not in self.screen.desk.layers:
                    self.screen.turn_layer(str(about["id"]))
            case Predicate("planned" | "drafted", about):
                self._click(self._place(str(about.get("id") or about["place"])))

    def _unfold(self, panel: str) -> None:
        if self.screen.unfolded_name != panel:
            self.screen.open(panel)

    def _open_attack(self, order: Attack) -> None:
        target = self._hex(order.target)
        draft = self.screen.desk.draft
        if draft is None or draft.target != target:
            self.select(order.units[0])
            if self.session.view(self.screen.desk.viewer).units[order.units[0]].at == target:
                self.key(Command.ASSAULT)
            else:
                self._click(target)

    def select(self, unit: str) -> None:
        """Click the hex of a unit, and go on in its stack until it is selected."""
        self.screen.open("")
        if self.screen.desk.unit == unit:
            return
        self._click(self.session.view(self.screen.desk.viewer).units[unit].at)
        for _ in range(6):
            if self.screen.desk.unit == unit:
                return
            self.key(Command.STACK)
        raise AssertionError(f"{unit} cannot be selected")

    def key(self, command: Command) -> None:
        """Press the key of a command."""
        binding = next(one for one in BINDINGS if one.command is command)
        self.driver.key(binding.key, binding.mods)

    def _click(self, here: Hex, onto: bool = False) -> None:
        """Click a hex where the coach does not cover it; with Shift, to go onto an own stack."""
        self.screen.field.centre_on(here)
        self.screen.update()
        self.driver.pump()
        for kind in (pygame.KEYDOWN, pygame.MOUSEMOTION, pygame.KEYUP):
            if kind == pygame.MOUSEMOTION:
                self.driver.click(self.screen.field.camera.point_of(here))
            elif onto:
                mod = pygame.KMOD_SHIFT if kind == pygame.KEYDOWN else 0
                key = pygame.Event(kind, key=pygame.K_LSHIFT, mod=mod, unicode="", scancode=0)
                pygame.event.post(key)
                self.driver.pump()

    def _hex(self, label: str) -> Hex:
        return self.session.setting.board.grid.hex_of(label)

    def _place(self, name: str) -> Hex:
        return self.session.setting.board.places[name].at
