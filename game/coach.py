"""The coach of a lesson: watches what the learner sees and does, and says what comes next.

It knows no window and no terminal: either shows it a `Scene`, which holds no more than the learner's own View
and desk, and reads from it what to say. It changes nothing in the game.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, UnitId
from game.model.lesson import Lesson, LessonStep
from game.model.politics import About, Condition, Every, Never, Predicate, Some
from game.model.scenario import Setting
from game.model.state import View
from game.rules.story.conditions import PREDICATES, number, word

HUMAN = "human"


@dataclass(frozen=True)
class Scene:
    """What a learner has before him: his View, every order so far, what is open on his desk."""

    view: View
    orders: Sequence[str]
    commanding: bool
    unit: UnitId | None = None
    here: Hex | None = None
    panel: str = ""
    layers: frozenset[str] = frozenset()
    planned: Hex | None = None
    target: Hex | None = None
    mode: str = ""
    air: bool = False
    guns: bool = False


@dataclass(frozen=True)
class Seen:
    """A scene and what the learner has done up to it."""

    scene: Scene
    deeds: tuple[str, ...]
    """His orders, without those that were taken back."""

    taken_back: int
    """How many orders he took back since the step at hand was first reached."""


def lesson_at(setting: Setting, seats: dict[FactionId, str]) -> Lesson | None:
    """Return the lesson that a game with these seats is, None where it is just a game."""
    lesson = setting.lesson
    if lesson is None or seats.get(lesson.faction) != HUMAN:
        return None
    return lesson if all(seats.get(faction) == seat for faction, seat in lesson.seats.items()) else None


class Coach:
    """Where the learner is in a lesson."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.index = 0
        self.furthest = 0
        self.marks: dict[int, int] = {0: 0}
        """How many orders had been given when each step was first reached."""
        self.praised = ""
        """The title of the step that was done a moment ago, empty when the learner turned the page."""
        self._deeds: list[tuple[int, str]] = []
        self._count = 0
        self._back = 0
        self._back_at: dict[int, int] = {0: 0}
        """How many orders had been taken back when each step was first reached."""
        self._commanding = False
        self._settled = False
        self._seen: Seen | None = None

    @property
    def step(self) -> LessonStep:
        """The step at hand."""
        return self.lesson.steps[self.index]

    @property
    def last(self) -> bool:
        """Whether this is the last step."""
        return self.index == len(self.lesson.steps) - 1

    @property
    def done(self) -> bool:
        """Whether what the step asks for has been done, or it only wants to be read."""
        return self.step.done is None or (self._seen is not None and holds(self._seen, self.step.done))

    # Watching

    def look(self, scene: Scene) -> bool:
        """Take in what the learner sees now; True when that brought him to the next step."""
        self._note(scene)
        self._seen = Seen(scene, tuple(text for _, text in self._deeds), self._back_here())
        self.marks.setdefault(self.index, len(scene.orders))
        if self.step.done is None:
            return False
        if not self.done:
            self._settled = False
        elif not self._settled and self.index == self.furthest and not self.last:
            self.praised, step = self.step.title, self.index
            self._turn(step + 1)
            return True
        return False

    def _note(self, scene: Scene) -> None:
        """Bring the list of the learner's own orders up to date."""
        count, known = len(scene.orders), self._count
        if count < known:
            self._back += known - count
            self._deeds = [(at, text) for at, text in self._deeds if at < count]
        elif self._commanding:
            for at in range(known, count):
                self._deeds.append((at, scene.orders[at]))
                if scene.orders[at] == "end":
                    break
        self._count, self._commanding = count, scene.commanding

    def _back_here(self) -> int:
        return self._back - self._back_at.setdefault(self.index, self._back)

    def resume(self, scene: Scene) -> None:
        """Go on in a game that was played before, after the last step whose work can still be seen."""
        own = scene.view.units
        for index, text in enumerate(scene.orders):
            if any(one in own and own[one].faction == self.lesson.faction for one in text.split()):
                self._deeds.append((index, text))
        self._count, self._commanding = len(scene.orders), scene.commanding
        self._seen = Seen(scene, tuple(text for _, text in self._deeds), 0)
        for index, step in enumerate(self.lesson.steps[:-1]):
            if step.done is not None and holds(self._seen, step.done):
                self._turn(index + 1)

    # Turning pages

    def next(self) -> None:
        """Go to the next step, whether or not this one is done."""
        if not self.last:
            self.praised = ""
            self._turn(self.index + 1)

    def back(self) -> None:
        """Read the step before once more."""
        if self.index:
            self.praised = ""
            self._turn(self.index - 1)

    def begin_again(self, other: Coach, scene: Scene) -> None:
        """Stand where another coach stands, in a game begun anew and played up to where that step began."""
        mark = other.marks.get(other.index, 0)
        self.marks = {step: orders for step, orders in other.marks.items() if step <= other.index}
        self._deeds = [(at, text) for at, text in other._deeds if at < mark]
        self._count, self._commanding = len(scene.orders), scene.commanding
        self._seen = Seen(scene, tuple(text for _, text in self._deeds), 0)
        self._turn(other.index)

    def _turn(self, index: int) -> None:
        self.index = index
        self.furthest = max(self.furthest, index)
        if self._seen is not None:
            self.marks.setdefault(index, len(self._seen.scene.orders))
            self._seen = replace(self._seen, taken_back=self._back_here())
        # What was done before it was asked for is praised, but its page is not turned unread.
        self._settled = self.step.done is not None and self.done

    # Speaking

    @property
    def remark(self) -> str:
        """What to say to a learner who has gone astray, empty when he has not."""
        if self._seen is None or self.done:
            return ""
        seen = self._seen
        return next((one.text for one in self.step.astray if holds(seen, one.when)), "")

    @property
    def to_do(self) -> bool:
        """Whether the step waits for something that has not been done."""
        return not self.done

    def is_reading(self) -> bool:
        """Return whether the step waits for nothing but what is looked at, which a terminal cannot tell."""
        return self.step.done is None or not _kinds(self.step.done) - DESK

    def asked(self, line: str) -> None:
        """Take in a question at a terminal: what a desk would show by it counts as done."""
        step = self.step
        if step.done is None or not _kinds(step.done) & DESK or self.last:
            return
        questions = [text[1:].split()[0] for text in step.way if text.startswith("?")]
        if line.split()[0] in questions:
            self.praised = step.title
            self._turn(self.index + 1)


# What a step may ask -------------------------------------------------------------------------------


def holds(seen: Seen, condition: Condition) -> bool:
    """Return whether a condition holds for the learner: of his desk, or of the game as he sees it (17.2)."""
    match condition:
        case Every(parts):
            return all(holds(seen, part) for part in parts)
        case Some(parts):
            return any(holds(seen, part) for part in parts)
        case Never(part):
            return not holds(seen, part)
        case Predicate(kind, about):
            own = QUESTIONS.get(kind)
            return own(seen, about) if own else PREDICATES[kind](seen.scene.view, about)


def _kinds(condition: Condition) -> frozenset[str]:
    match condition:
        case Every(parts) | Some(parts):
            return frozenset().union(*map(_kinds, parts))
        case Never(part):
            return _kinds(part)
        case Predicate(kind, _):
            return frozenset((kind,))


def _place(seen: Seen, name: str) -> Hex:
    return seen.scene.view.setting.board.places[name].at


def _selected(seen: Seen, about: About) -> bool:
    scene, unit, place = seen.scene, word(about, "unit"), word(about, "place")
    return (not unit or scene.unit == unit) and (not place or scene.here == _place(seen, place))


def _planned(seen: Seen, about: About) -> bool:
    return seen.scene.planned == _place(seen, word(about, "id"))


def _drafted(seen: Seen, about: About) -> bool:
    scene, place, mode = seen.scene, word(about, "place"), word(about, "mode")
    there = scene.target is not None and (not place or scene.target == _place(seen, place))
    support = (scene.air or not number(about, "air")) and (scene.guns or not number(about, "guns"))
    return there and support and mode in ("", scene.mode)


def _panel(seen: Seen, about: About) -> bool:
    return seen.scene.panel == word(about, "id")


def _layer(seen: Seen, about: About) -> bool:
    return word(about, "id") in seen.scene.layers


def _given(seen: Seen, about: About) -> bool:
    return sum(_names(seen, about, deed.split()) for deed in seen.deeds) >= number(about, "times", 1)


def _names(seen: Seen, about: About, words: list[str]) -> bool:
    """Whether an order has the verb that is asked for and names what it should."""
    place, wanted = word(about, "place"), [word(about, "unit"), word(about, "name")]
    if place:
        wanted.append(seen.scene.view.setting.board.grid.label(_place(seen, place)))
    wanted += [flag for flag in ("air", "guns") if number(about, flag)]
    return words[0] == word(about, "order") and all(one in words for one in wanted if one)


def _taken_back(seen: Seen, about: About) -> bool:
    least, most = about.get("at_least"), about.get("at_most")
    return _between(seen.taken_back, least, most)


def _between(value: int, least: object, most: object) -> bool:
    low = least is None or value >= cast("int", least)
    return low and (most is None or value <= cast("int", most))


def _active(seen: Seen, about: About) -> bool:
    unit = seen.scene.view.units.get(word(about, "id"))
    return unit is not None and unit.active


def _stands(seen: Seen, about: About) -> bool:
    unit, view = seen.scene.view.units.get(word(about, "unit")), seen.scene.view
    there = _place(seen, word(about, "place"))
    return unit is not None and view.setting.board.grid.distance(unit.at, there) <= number(about, "within")


def _fed(seen: Seen, about: About) -> bool:
    unit = seen.scene.view.units.get(word(about, "unit"))
    return unit is not None and unit.supply.value == word(about, "state")


def _gone(seen: Seen, about: About) -> bool:
    return word(about, "id") not in seen.scene.view.units


def _command_left(seen: Seen, about: About) -> bool:
    view = seen.scene.view
    return _between(view.command.get(view.faction, 0), about.get("at_least"), about.get("at_most"))


QUESTIONS: dict[str, Callable[[Seen, About], bool]] = {
    "selected": _selected,
    "planned": _planned,
    "drafted": _drafted,
    "panel": _panel,
    "layer": _layer,
    "given": _given,
    "taken_back": _taken_back,
    "active": _active,
    "stands": _stands,
    "fed": _fed,
    "gone": _gone,
    "command_left": _command_left,
}
"""What may be asked of a learner beside the conditions of events; a test holds it equal to the schema."""

DESK = frozenset(("selected", "planned", "drafted", "panel", "layer"))
"""What is done at a window's desk alone: at a terminal such a step is only read."""
