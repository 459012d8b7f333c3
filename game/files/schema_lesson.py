"""The schema of a lesson: steps with what they say, point at, and wait for.

What a step waits for is a condition as events have them (17.2), or a question to the learner's desk: what is
selected, which panel is open, which orders were given.
"""

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field

from game.files.schema_events import ConditionSpec, RangeSpec
from game.files.schema_types import Count, Id, Line, Model, Small, Spot, Truth

PanelWord = Literal[
    "top", "card", "minimap", "strip", "attack", "log", "orders", "affairs", "objectives", "units", "find",
    "staff",
]  # fmt: skip
LayerWord = Literal["control", "supply", "zoc", "values", "zones", "fog", "threat", "lens"]
KeyWord = Literal[
    "next", "previous", "done", "confirm", "cancel", "stack", "undo", "redo", "end", "activate", "assault",
    "probe", "dig", "march", "posture", "control", "supply", "zoc", "values", "zones", "log", "card", "fog",
    "affairs", "threat", "objectives", "units", "find", "home", "zoom_in", "zoom_out", "rules", "keys",
    "lens",
]  # fmt: skip
Short = Annotated[str, Field(min_length=1, max_length=480)]


class SelectedIs(Model):
    """What the learner has selected: a unit, or the hex of a place."""

    unit: Id | None = None
    place: Id | None = None


class DraftIs(Model):
    """An attack that the learner has opened: on a place, in a mode, with aircraft, with guns."""

    place: Id | None = None
    mode: Literal["assault", "probe"] | None = None
    air: Truth = False
    guns: Truth = False


class OrderGiven(Model):
    """An order that the learner has given, and not taken back: its verb, what it names, how often."""

    order: Id
    unit: Id | None = None
    place: Id | None = None
    name: Id | None = None
    air: Truth = False
    guns: Truth = False
    times: Count = 1


class UnitAt(Model):
    """Where a unit stands."""

    unit: Id
    place: Id
    within: Small = 0


class UnitFed(Model):
    """How a unit is supplied."""

    unit: Id
    state: Literal["full", "strained", "out"]


class TaskSpec(ConditionSpec):
    """What a step waits for: exactly one of these."""

    all: Annotated[list["TaskSpec"], Field(max_length=50)] | None = None  # type: ignore[assignment]
    any: Annotated[list["TaskSpec"], Field(max_length=50)] | None = None  # type: ignore[assignment]
    not_: Annotated["TaskSpec | None", Field(alias="not")] = None
    selected: SelectedIs | None = None
    planned: Id | None = None
    drafted: DraftIs | None = None
    panel: PanelWord | None = None
    layer: LayerWord | None = None
    given: OrderGiven | None = None
    taken_back: RangeSpec | None = None
    active: Id | None = None
    stands: UnitAt | None = None
    fed: UnitFed | None = None
    gone: Id | None = None
    command_left: RangeSpec | None = None


class PointerSpec(Model):
    """What a step points at: exactly one of these."""

    unit: Id | None = None
    at: Spot | None = None
    panel: PanelWord | None = None
    key: KeyWord | None = None


class AstraySpec(Model):
    """What to say to a learner for whom a condition holds."""

    when: TaskSpec
    text: Short


class LessonStepSpec(Model):
    """One step: what it says, in the window and at a terminal, and what it waits for."""

    id: Id
    title: Line
    text: Short
    typed: Annotated[str, Field(max_length=480)] = ""
    point: Annotated[list[PointerSpec], Field(max_length=4)] = field(default_factory=list)
    done: TaskSpec | None = None
    hint: Annotated[str, Field(max_length=300)] = ""
    astray: Annotated[list[AstraySpec], Field(max_length=8)] = field(default_factory=list)
    way: Annotated[list[Line], Field(max_length=20)] = field(default_factory=list)


class LessonSpec(Model):
    """What a scenario teaches, to whom, against whom, and with which dice."""

    number: Annotated[int, Field(ge=1, le=99)]
    minutes: Annotated[int, Field(ge=1, le=120)] = 10
    teaches: Line
    faction: Id
    seats: dict[Id, Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]] = field(default_factory=dict)
    seed: Annotated[int, Field(ge=0, le=10**9)] = 1
    steps: Annotated[list[LessonStepSpec], Field(min_length=1, max_length=60)]
