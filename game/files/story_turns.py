"""When the conditions of a scenario may hold and must, as far as its file alone can tell.

Turns are numbers of which bit n stands for turn n. What depends on play may hold at any time and must hold
at none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from game.files.problems import quoted
from game.files.schema import ScenarioSpec
from game.files.schema_events import ConditionSpec, EffectSpec, EventSpec, chosen

Path = tuple[int | str, ...]
FAIR = "fair"
NEVER_TOGETHER = "its parts never hold in the same turn"


class Source(NamedTuple):
    """An event or a card: what it is called, where it stands, when it may come, what it brings."""

    name: str
    path: Path
    when: ConditionSpec | None
    effects: list[tuple[EffectSpec, Path]]
    own: int
    """How many of the effects come at once, without anybody's choice."""

    delay: int = 0


class Calendar:
    """The turns of a game as bits, and what is known of when flags are set and events come."""

    def __init__(self, spec: ScenarioSpec, sources: list[Source]) -> None:
        self.spec = spec
        self.turns = spec.clock.turns
        self.all = (1 << (self.turns + 1)) - 2
        self.flags: dict[str, int] = {}
        self.fired: dict[str, int] = {}
        while self._learn(sources):
            pass

    def day(self, turn: int) -> date:
        """Return the first day of a turn."""
        return self.spec.clock.start + timedelta(days=(turn - 1) * self.spec.clock.turn_days)

    def _learn(self, sources: list[Source]) -> bool:
        """Work out once more which events may come and flags be set; False when nothing is new."""
        before = dict(self.flags), dict(self.fired)
        for one in sources:
            since = _onwards((self.may(one.when) << one.delay) & self.all, self.all)
            if one.path[0] == "events":
                self.fired[one.name] = since
            for effect, _ in one.effects if since else ():
                if effect.set_flag is not None:
                    self.flags[effect.set_flag] = self.flags.get(effect.set_flag, 0) | since
        return before != (self.flags, self.fired)

    def may(self, when: ConditionSpec | None) -> int:
        """Return the turns in which a condition may hold."""
        found = self.all
        for name, value in chosen(when) if when is not None else ():
            found &= self.open_to(name, value)
        return found

    def must(self, when: ConditionSpec) -> int:
        """Return the turns in which a condition holds whatever happens."""
        found = self.all
        for name, value in chosen(when):
            found &= self._must(name, value)
        return found

    def open_to(self, name: str, value: Any) -> int:
        """Return the turns in which one question of a condition may be answered with yes."""
        match name:
            case "all":
                return self._all_of([self.may(part) for part in value])
            case "any":
                return self._any_of([self.may(part) for part in value])
            case "not":
                return self.all & ~self.must(value)
            case "flag":
                return self.flags.get(value, 0)
            case "fired":
                return self.fired.get(value, 0)
        return self._dated(name, value)

    def _must(self, name: str, value: Any) -> int:
        match name:
            case "all":
                return self._all_of([self.must(part) for part in value])
            case "any":
                return self._any_of([self.must(part) for part in value])
            case "not":
                return self.all & ~self.may(value)
            case "turn" | "date":
                return self._dated(name, value)
        return 0

    def _dated(self, name: str, value: Any) -> int:
        """Return the turns that a question about the calendar or the plan leaves open; all for any other."""
        match name:
            case "turn":
                return self._those(lambda turn: _within(turn, value.at_least, value.at_most))
            case "date":
                return self._those(lambda turn: _within(self.day(turn), value.since, value.until))
            case "weather" if value != FAIR and value in self.spec.weather:
                months = self.spec.weather[value].months
                return self._those(lambda turn: self.day(turn).month in months)
            case "gate":
                return self.all if value.place in self.spec.gates else 0
            case "districts":
                return self.all if value.place in self.spec.cities else 0
        return 0 if empty_bounds(value) else self.all

    def _those(self, holds: Callable[[int], bool]) -> int:
        return sum(1 << turn for turn in range(1, self.turns + 1) if holds(turn))

    def _all_of(self, masks: list[int]) -> int:
        return reduce(and_, masks, self.all)

    def _any_of(self, masks: list[int]) -> int:
        return reduce(or_, masks, 0)


def _onwards(turns: int, all: int) -> int:
    """Return the turns from the first of some on."""
    return 0 if not turns else all & ~((turns & -turns) - 1)


def _within(value: Any, low: Any, high: Any) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def empty_bounds(value: Any) -> bool:
    """Whether bounds leave nothing between them."""
    low, high = getattr(value, "at_least", None), getattr(value, "at_most", None)
    return low is not None and high is not None and low > high


def sources_of(spec: ScenarioSpec) -> list[Source]:
    """Return the events and cards of a scenario."""
    return [*_events(spec), *_cards(spec)]


def _events(spec: ScenarioSpec) -> Iterator[Source]:
    for index, event in enumerate(spec.events):
        path: Path = ("events", index)
        own = [(effect, (*path, "then", n)) for n, effect in enumerate(event.then)]
        yield Source(
            event.id,
            path,
            event.when,
            [*own, *_chosen_effects(event, path)],
            len(own),
            event.delay,
        )


def _chosen_effects(event: EventSpec, path: Path) -> Iterator[tuple[EffectSpec, Path]]:
    for number, option in enumerate(event.choice.options if event.choice else ()):
        for n, effect in enumerate(option.then):
            yield effect, (*path, "choice", "options", number, "then", n)


def _cards(spec: ScenarioSpec) -> Iterator[Source]:
    for id, card in spec.cards.deck.items():
        path: Path = ("cards", "deck", id)
        effects = [(effect, (*path, "then", n)) for n, effect in enumerate(card.then)]
        yield Source(id, path, card.when, effects, 0)


def reason(calendar: Calendar, when: ConditionSpec) -> str:
    """Return why a condition never holds."""
    for name, value in chosen(when):
        if name in ("all", "any"):
            dead = next((part for part in value if not calendar.may(part)), None)
            if dead is not None:
                return reason(calendar, dead)
        if not calendar.open_to(name, value):
            return _why(calendar, name, value)
    return NEVER_TOGETHER


def _why(calendar: Calendar, name: str, value: Any) -> str:
    last = calendar.day(calendar.turns + 1) - timedelta(days=1)
    match name:
        case "flag":
            return f"the flag {quoted(value)} is never set before"
        case "fired":
            return f"the event {quoted(value)} can never come about before"
        case "turn":
            return f"the game has turns 1 to {calendar.turns}"
        case "date":
            return f"no turn begins then; the game lasts from {calendar.day(1)} to {last}"
        case "weather":
            return f"{quoted(value)} comes in no month of the game"
        case "gate":
            return f"{quoted(value.place)} is none of the `gates`"
        case "districts":
            return f"{quoted(value.place)} is none of the `cities`"
        case "not":
            return "what it denies always holds"
    return (
        "its bounds leave nothing" if name not in ("all", "any") else "its parts never hold in the same turn"
    )
