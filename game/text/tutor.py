"""The coach of a lesson at a terminal: says each step in words, and what is worth typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.coach import Coach, Scene, lesson_at
from game.model.lesson import LessonStep
from game.model.tongue import mark, t, tell
from game.session import Session

HELP = mark("""\
In a lesson:
  next, back                an empty line, or `next`, goes on; `back` reads the step before
  hint                      what to type
""")


class Tutor:
    """The coach of a session, silent where it is no lesson."""

    def __init__(self, session: Session) -> None:
        lesson = lesson_at(session.setting, session.seats)
        self.coach = Coach(lesson) if lesson else None
        self._session = session
        self._told: tuple[int, str] = (-1, "")
        if self.coach is not None and session.orders:
            self.coach.resume(self._scene())

    @property
    def commands(self) -> dict[str, Callable[[list[str]], Iterable[str]]]:
        """The commands that there are in a lesson."""
        if self.coach is None:
            return {}
        return {"next": self._next, "back": self._back, "hint": self._hint}

    def news(self) -> list[str]:
        """Return the step at hand where it has just been reached, and what is said to who has gone astray."""
        coach = self.coach
        if coach is None:
            return []
        coach.look(self._scene())
        now = coach.index, coach.remark
        if now == self._told:
            return []
        fresh, self._told = now[0] != self._told[0], now
        step = list(_step(coach)) if fresh else []
        return [*step, *([f"  {tell(coach.remark)}"] if coach.remark else [])]

    def read_on(self) -> None:
        """Go on from a step that wants only to be read here."""
        if self.coach is not None and self.coach.is_reading():
            self.coach.next()

    def heard(self, line: str) -> None:
        """Take in what was typed: a question may be what the step asks for."""
        if self.coach is not None:
            self.coach.asked(line)

    def _scene(self) -> Scene:
        session, coach = self._session, self.coach
        assert coach is not None
        faction = coach.lesson.faction
        return Scene(session.view(faction), session.orders, session.active == faction and not session.over)

    def _next(self, words: list[str]) -> Iterable[str]:
        assert self.coach is not None
        self.coach.next()
        return []

    def _back(self, words: list[str]) -> Iterable[str]:
        assert self.coach is not None
        self.coach.back()
        return []

    def _hint(self, words: list[str]) -> Iterable[str]:
        assert self.coach is not None
        lines = [text.removeprefix("?") for text in self.coach.step.way]
        return [t("  type: {text}", text=text) for text in lines] or [
            t("nothing is to be done here: `next` goes on")
        ]


def _step(coach: Coach) -> Iterator[str]:
    """Yield a step in words, with the commands that go on."""
    step: LessonStep = coach.step
    lesson = coach.lesson
    yield ""
    if coach.praised:
        yield t("Done: {praised}.", praised=coach.praised)
    yield t(
        "Lesson {number}, step {index} of {count}: {title}",
        number=lesson.number,
        index=coach.index + 1,
        count=len(lesson.steps),
        title=step.title,
    )
    yield from (f"  {line}" for line in tell(step.typed or step.text).splitlines() if line.strip())
    if coach.last:
        yield t("  The lesson is over; `quit` leaves, or play on.")
    elif coach.is_reading():
        yield t("  Enter goes on.")
