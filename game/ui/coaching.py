"""The coach in the battle screen: shows the scene to it, its words in a panel, rings around what it means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pygame import Rect

from game.coach import Coach, Scene, lesson_at
from game.hexgrid.coords import OFF_MAP
from game.model.lesson import LessonStep, Pointer
from game.model.orders import parse_order
from game.model.tongue import t
from game.session import Session
from game.ui import theme
from game.ui.camera import layout_at
from game.ui.keys import Command, key_for
from game.ui.kit.widget import Panel
from game.ui.panels.coach import CoachDeeds, CoachPage, CoachPanel, Halo, with_keys
from game.ui.theme import px

if TYPE_CHECKING:
    from game.ui.screens.battle_view import BattleView

BEATS, BEAT_MS = 9, 420
"""How often and how fast the rings of a new step grow and shrink before they stay."""

HINT_MS = 25_000
"""How long a learner may look at a step before its hint is shown."""

FINDER = ("objectives", "units", "find")


def done_mark(lesson: str) -> str:
    """Return the name under which the settings keep that a lesson was done."""
    return f"lesson_done_{lesson}"


class Coaching:
    """What the battle screen has of the coach; nothing at all in a game that is no lesson."""

    def __init__(self, screen: BattleView) -> None:
        self._screen = screen
        self._session: Session = screen.session
        lesson = lesson_at(screen.session.setting, screen.session.seats)
        self.coach = Coach(lesson) if lesson else None
        self.away = False
        self._hinted = -1
        self._shown = -1
        self._beats = 0
        self.panel: CoachPanel | None = None
        self.halo: Halo | None = None
        if self.coach is not None and screen.session.orders:
            self.coach.resume(self.scene())

    # What the screen calls

    def panels(self) -> list[Panel]:
        """Return the panels to lie over all others, made anew for the window's size."""
        if self.coach is None:
            return []
        deeds = CoachDeeds(self.next, self.back, self.again, self.turn, self.onward, self.to_lessons)
        self.panel, self.halo = CoachPanel(deeds, self._may_enter), Halo(self.spots)
        return [self.halo, self.panel]

    def deeds(self) -> dict[Command, Callable[[], None]]:
        """Return what the coach's keys do."""
        if self.coach is None:
            return {}
        return {Command.COACH: self.turn, Command.COACH_NEXT: self._forward, Command.COACH_BACK: self.back}

    def look(self) -> None:
        """Show the coach what there is now, and what it says."""
        coach = self.coach
        if coach is None or self.panel is None or self.halo is None:
            return
        coach.look(self.scene())
        self.panel.visible = self.halo.visible = not self.away
        if self.away:
            return
        if coach.index != self._shown:
            self._begin_step()
        self.panel.show(self._page(coach), self._corners(), self._to_be_seen())

    def scene(self) -> Scene:
        """Return what the learner has before him."""
        desk, screen = self._screen.desk, self._screen
        draft = desk.draft
        return Scene(
            view=desk.view,
            orders=self._session.orders,
            commanding=desk.commanding,
            unit=desk.unit,
            here=desk.hex,
            panel=screen.unfolded_name,
            layers=frozenset(desk.layers),
            planned=desk.plan,
            target=draft.target if draft else None,
            mode=draft.mode.value if draft else "",
            air=bool(draft and draft.air),
            guns=bool(draft and draft.guns),
        )

    # Steps

    def next(self) -> None:
        """Go to the next step."""
        if self.coach is not None:
            self.coach.next()
            self._screen.update()

    def back(self) -> None:
        """Go to the step before."""
        if self.coach is not None:
            self.coach.back()
            self._screen.update()

    def _forward(self) -> None:
        if self.coach is not None and self.coach.last:
            self.onward()
        else:
            self.next()

    def turn(self) -> None:
        """Put the coach away, or bring it back."""
        self.away = not self.away
        self._screen.update()

    def again(self) -> None:
        """Begin the step again, in a game played anew up to where it began."""
        coach, old = self.coach, self._session
        if coach is None:
            return
        house, lesson = self._screen.window.house, coach.lesson
        handicap = {one.id: one.handicap for one in old.setting.factions.values()}
        new = house.start(old.scenario, lesson.seats, old.seed, old.one_person, handicap)
        for text in old.orders[: coach.marks.get(coach.index, 0)]:
            new.take(new.foresee(parse_order(text)))
        self._screen.begin_again(new, coach)

    def take_over(self, coach: Coach) -> None:
        """Begin at the step of a game that this one replaces."""
        self.coach = Coach(coach.lesson)
        self.coach.begin_again(coach, self.scene())

    def _begin_step(self) -> None:
        """Bring what a new step points at into sight, let its rings beat, and wait with its hint."""
        assert self.coach is not None
        coach, screen = self.coach, self._screen
        if self._shown < 0:
            self._come_closer()
        self._shown = number = coach.index
        for point in coach.step.points:
            here = self._hex_of(point)
            if here != OFF_MAP:
                screen.field.reveal(here)
        still = screen.window.house.wish("reduced_motion", 0.0) != 0
        self._beats = 0 if still else BEATS
        self._beat(number)
        if coach.step.hint:
            screen.window.later(HINT_MS, lambda: self.hint(number))
        if coach.last:
            screen.window.house.remember(done_mark(self._session.setting.id), 1.0)

    def _come_closer(self) -> None:
        """Begin as close as the whole of a lesson's small map can be seen."""
        camera, steps = self._screen.field.camera, 0
        for level in range(camera.level + 1, len(theme.HEX_WIDTHS)):
            width, height = layout_at(camera.grid, level).size()
            steps += width <= camera.port.w and height <= camera.port.h
        self._screen.field.zoom(steps)

    def _beat(self, number: int) -> None:
        if self._beats <= 0 or self.halo is None or number != self._shown or not self.coach:
            return
        self._beats -= 1
        if self.coach.step.points:
            self.halo.beat()
            self._screen.window.later(BEAT_MS, lambda: self._beat(number))

    def hint(self, number: int) -> None:
        """Show the hint of a step, if the learner is still at it."""
        if self.coach is not None and self.coach.index == number:
            self._hinted = number
            self._screen.update()

    # The end of a lesson

    def to_lessons(self) -> None:
        """Go to the list of lessons."""
        from game.ui.screens.lessons import LessonsScreen

        window = self._screen.window
        window.home()
        window.push(LessonsScreen(window))

    def onward(self) -> None:
        """Go on with the lesson after this one, or back to the list after the last."""
        from game.ui.screens.lessons import LessonsScreen

        assert self.coach is not None
        window = self._screen.window
        window.home()
        window.push(LessonsScreen(window, after=self.coach.lesson.number))

    # What is shown

    def _page(self, coach: Coach) -> CoachPage:
        step, lesson = coach.step, coach.lesson
        return CoachPage(
            counted=t(
                "Lesson {number}: {index} of {count}",
                number=lesson.number,
                index=coach.index + 1,
                count=len(lesson.steps),
            ),
            title=step.title,
            text=with_keys(step.text),
            praise=t("✓ Done: {praised}", praised=coach.praised) if coach.praised else "",
            hint=with_keys(step.hint) if self._hinted == coach.index and coach.to_do else "",
            remark=with_keys(coach.remark),
            first=coach.index == 0,
            to_do=coach.to_do,
            last=coach.last,
            again=coach.marks.get(coach.index, 0) < len(self._session.orders),
            enter=self._may_enter(),
        )

    def _may_enter(self) -> bool:
        """Whether Enter has nothing else to do: no plan, no attack, no list that it chooses from."""
        desk, screen = self._screen.desk, self._screen
        return desk.plan is None and desk.draft is None and screen.unfolded_name in ("", "log")

    def _corners(self) -> list[tuple[str, int, int]]:
        room = self._screen.frame.map.inflate(-px(20), -px(20))
        return [
            ("topleft", *room.topleft),
            ("topright", *room.topright),
            ("bottomleft", *room.bottomleft),
            ("bottomright", *room.bottomright),
        ]

    def _to_be_seen(self) -> list[Rect]:
        """Return what the panel should not cover: what it points at, and what lies over the map."""
        screen = self._screen
        over = [screen.log, screen.finder, screen.orders, screen.affairs, screen.fronts]
        over += [screen.report, screen.bar, screen.thinking]
        near = [spot.inflate(px(60), px(60)) for spot in self.spots()]
        return [*near, *near, *(one.rect for one in over if one.visible)]

    def spots(self) -> list[Rect]:
        """Return the rectangles of the window that the step at hand points at."""
        if self.coach is None or self._screen.cinema.replaying:
            return []
        step: LessonStep = self.coach.step
        return [spot for point in step.points for spot in self._spots_of(point)]

    def _spots_of(self, point: Pointer) -> list[Rect]:
        if point.kind == "panel":
            return self._panel_spot(point.name)
        if point.kind == "key":
            return self._button_spots(key_for(Command[point.name.upper()]))
        here, camera = self._hex_of(point), self._screen.field.camera
        if here == OFF_MAP or not camera.sees(here):
            return []
        side = round(camera.hex_width * 1.05)
        rect = Rect(0, 0, side, side)
        rect.center = round(camera.point_of(here)[0]), round(camera.point_of(here)[1])
        return [rect.clip(camera.port)]

    def _hex_of(self, point: Pointer) -> int:
        unit = self._screen.desk.view.units.get(point.name) if point.kind == "unit" else None
        return unit.at if unit is not None else point.at

    def _panel_spot(self, name: str) -> list[Rect]:
        screen = self._screen
        if name == "minimap":
            return [screen.frame.minimap]
        panel: Panel = screen.finder if name in FINDER else screen.panel_named(name)
        return [panel.rect] if panel.visible else []

    def _button_spots(self, key: str) -> list[Rect]:
        """Return the visible buttons that show a key."""
        own = (self.panel, self.halo)
        panels = [one for one in self._screen.panels if one.visible and one not in own]
        return [
            widget.rect.move(panel.rect.topleft)
            for panel in panels
            for widget in panel.widgets
            if key and widget.visible and getattr(widget, "key", "") == key
        ]
