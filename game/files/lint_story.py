"""Cross-checks of events and cards: what can never come about, what is never asked, who contradicts whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import combinations
from typing import Any

from game.files.build import names_of
from game.files.problems import Problem, did_you_mean, problem, quoted
from game.files.reading import Reading
from game.files.schema import ScenarioSpec, UnitSpec
from game.files.schema_events import ConditionSpec, EffectSpec, chosen
from game.files.story_turns import Calendar, Source, empty_bounds, reason, sources_of

Path = tuple[int | str, ...]


def story_complaints(reading: Reading) -> Iterator[Problem]:
    """Yield what is wrong with the conditions and effects of events, cards and bonuses."""
    spec = reading.spec
    sources = sources_of(spec)
    for value, path in _parts_below(spec):
        yield from _one_key(reading, value, path)
        yield from _bounds(reading, value, path)
    yield from _effects(reading, sources)
    if spec.variant or "clock" in reading.lost:
        return  # a variant with a shorter clock need not take out what no longer comes
    calendar = Calendar(spec, sources)
    for source in sources:
        yield from _never(reading, calendar, source)
    yield from _flags(reading, sources)
    yield from _two_writers(reading, calendar, sources)
    yield from _unbidden(reading, sources)


def _parts_below(spec: ScenarioSpec) -> Iterator[tuple[Any, Path]]:
    """Yield every condition, effect and bounded question of the political keys, and where it stands."""
    for key in ("events", "cards", "leaves"):
        yield from _below(getattr(spec, key), (key,))


def _below(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _below(item, (*path, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _below(item, (*path, name))
    elif is_dataclass(value):
        yield value, path
        for one in fields(value):
            yield from _below(getattr(value, one.name), (*path, one.name.rstrip("_")))


def _one_key(reading: Reading, value: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(value, ConditionSpec | EffectSpec):
        return
    keys = [name for name, _ in chosen(value)]
    if len(keys) == 1:
        return
    what = "a condition" if isinstance(value, ConditionSpec) else "an effect"
    if not keys:
        yield problem(
            reading.at(*path), "E340", f"{what} has one key; here is none", "write one, or leave it out"
        )
        return
    remedy = "join them by `all: [{…}, {…}]`" if what == "a condition" else "make each an item of the list"
    at = reading.at(*path, keys[1], key=True)
    yield problem(at, "E340", f"{what} has one key; here are {', '.join(keys)}", remedy)


def _bounds(reading: Reading, value: Any, path: Path) -> Iterator[Problem]:
    since, until = getattr(value, "since", None), getattr(value, "until", None)
    if empty_bounds(value):
        text = f"nothing is at least {value.at_least} and at most {value.at_most}"
        yield problem(reading.at(*path, "at_most"), "E341", text, "exchange the two")
    elif isinstance(since, date) and isinstance(until, date) and since > until:
        text = f"no day is since {since} and until {until}"
        yield problem(reading.at(*path, "until"), "E341", text, "exchange the two")


def _effects(reading: Reading, sources: list[Source]) -> Iterator[Problem]:
    """Yield effects that have nothing to work on."""
    spec = reading.spec
    made = {id for unit in _all_units(spec) for id, _ in names_of(unit)}
    for source in sources:
        card = spec.cards.deck.get(source.name) if source.path[0] == "cards" else None
        for effect, path in source.effects:
            for word in ("interdict", "reveal"):
                if getattr(effect, word) and (card is None or card.target != "hex"):
                    text = f"`{word}` works on the hex that a card names; there is none here"
                    yield problem(reading.at(*path, word, key=True), "E342", text)
            for n, id in enumerate(effect.withdraw or ()):
                if id not in made and not spec.variant:  # a variant may have taken the unit out
                    at = reading.at(*path, "withdraw", n)
                    yield problem(at, "E207", f"unknown unit {quoted(id)}", did_you_mean(id, made))
    for index, event in enumerate(spec.events):
        if not event.then and event.choice is None:
            at = reading.at("events", index, "id")
            yield problem(at, "W345", f"nothing follows from the event {quoted(event.id)}")


def _all_units(spec: ScenarioSpec) -> list[UnitSpec]:
    return [*spec.units, *(unit for arrival in spec.arrivals for unit in arrival.units)]


def _never(reading: Reading, calendar: Calendar, source: Source) -> Iterator[Problem]:
    """Yield that an event or card can never come, or the parts of its condition that never hold."""
    if source.when is None:
        return
    path = (*source.path, "when")
    if not calendar.may(source.when):
        what = "the event" if source.path[0] == "events" else "the card"
        verb = "can never come about" if what == "the event" else "can never be played"
        why = reason(calendar, source.when)
        yield problem(reading.at(*path), "W310", f"{what} {quoted(source.name)} {verb}: {why}", _remedy(why))
    else:
        yield from _dead(reading, calendar, source.when, path)


def _dead(reading: Reading, calendar: Calendar, when: ConditionSpec, path: Path) -> Iterator[Problem]:
    """Yield the parts of a condition that can hold which themselves never do, or are always so."""
    for name, value in chosen(when):
        for part, where in _parts(name, value, (*path, name)):
            if not calendar.may(part):
                yield problem(reading.at(*where), "W343", f"this never holds: {reason(calendar, part)}")
            else:
                yield from _dead(reading, calendar, part, where)
        if name == "not" and calendar.must(value) == calendar.all:
            yield problem(reading.at(*path, name), "W343", "this always holds, its opposite never")


def _parts(name: str, value: Any, path: Path) -> list[tuple[ConditionSpec, Path]]:
    if name in ("all", "any"):
        return [(part, (*path, index)) for index, part in enumerate(value)]
    return []


def _remedy(why: str) -> str:
    if "flag" in why:
        return "let an event or a card `set_flag` it"
    return "change the condition or take it out"


def _flags(reading: Reading, sources: list[Source]) -> Iterator[Problem]:
    """Yield flags that are asked for and never set, or set and never asked for."""
    setting = {effect.set_flag for source in sources for effect, _ in source.effects if effect.set_flag}
    asked: set[str] = set()
    for value, path in _parts_below(reading.spec):
        if isinstance(value, ConditionSpec) and value.flag is not None:
            asked.add(value.flag)
            if value.flag not in setting:
                text = f"the flag {quoted(value.flag)} is asked for and never set"
                yield _flag(reading, (*path, "flag"), "W311", text, value.flag, setting)
    for source in sources:
        for effect, path in source.effects:
            if effect.set_flag is not None and effect.set_flag not in asked:
                text = f"the flag {quoted(effect.set_flag)} is set and never asked for"
                yield _flag(reading, (*path, "set_flag"), "W346", text, effect.set_flag, asked)


def _flag(reading: Reading, path: Path, code: str, text: str, name: str, known: set[Any]) -> Problem:
    return problem(reading.at(*path), code, text, did_you_mean(name, sorted(map(str, known))))


def _two_writers(reading: Reading, calendar: Calendar, sources: list[Source]) -> Iterator[Problem]:
    """Yield effects of two events that set one value to two things in a turn in which both may come."""
    writers = [(one, _written(one)) for one in sources if one.path[0] == "events"]
    for (a, ours), (b, theirs) in combinations([pair for pair in writers if pair[1]], 2):
        asked = dict(_literals(b)) if ours.keys() & theirs.keys() else {}
        for key in [key for key in theirs if key in ours]:
            (value, path), other = theirs[key], ours[key][0]
            waits = key[0] == "flag" and key in asked  # one after the other
            if value == other or waits or _exclude(a, b) or not _meet(calendar, a, b):
                continue
            what = f"the flag {key[1]}" if key[0] == "flag" else key[1]
            text = f"{a.name} and {b.name} may set {what} differently in one turn; the later one stands"
            remedy = "let one of them ask that the other has not `fired`"
            yield problem(reading.at(*path), "W344", text, remedy)


def _written(source: Source) -> dict[tuple[str, str], tuple[Any, Path]]:
    """Return what an event sets without anybody's choice, to what and where."""
    found = map(_writes, source.effects[: source.own])
    return {key: (value, path) for key, value, path in found if key is not None}


def _meet(calendar: Calendar, a: Source, b: Source) -> bool:
    """Whether there is a turn in which both events may come."""
    both = (calendar.may(a.when) << a.delay) & (calendar.may(b.when) << b.delay)
    return bool(both & calendar.all)


def _writes(effect: tuple[EffectSpec, Path]) -> tuple[tuple[str, str] | None, Any, Path]:
    """Return which value an effect sets, to what, and where it stands."""
    spec, path = effect
    name: str
    value: Any
    name, value = next(iter(chosen(spec)), ("", None))
    match name:
        case "set_flag" | "clear_flag":
            return ("flag", value), name, path
        case "set_place":
            return (name, f"the worth of {value.place}"), value.value, path
        case "set_gate":
            return (name, f"the crossing {value.place}"), value.state, path
        case "set_leave":
            return (name, f"the leave of {value.faction} in {value.country}"), value.leave, path
        case "set_relation":
            return (name, f"the stance of {value.of} to {value.to}"), value.stance, path
        case "weather":
            return (name, "the weather"), value, path
    return None, None, path


def _exclude(a: Source, b: Source) -> bool:
    """Whether one of two events asks for what the other denies."""
    ours, theirs = dict(_literals(a)), dict(_literals(b))
    told = any(key in theirs and theirs[key] is not yes for key, yes in ours.items())
    return told or ours.get(("fired", b.name)) is not None or theirs.get(("fired", a.name)) is not None


def _literals(source: Source) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield what an event asks for or denies without alternatives, as text that can be compared."""
    waiting = [(source.when, True)] if source.when is not None else []
    while waiting:
        part, yes = waiting.pop()
        for name, value in chosen(part):
            if name == "all" and yes:
                waiting += [(one, True) for one in value]
            elif name == "not":
                waiting.append((value, not yes))
            elif name not in ("all", "any"):
                yield (name, _as_text(value)), yes


def _as_text(value: Any) -> str:
    if is_dataclass(value):
        return ", ".join(f"{one.name} {getattr(value, one.name)}" for one in fields(value))
    return str(value)


def _unbidden(reading: Reading, sources: list[Source]) -> Iterator[Problem]:
    """Yield arrivals without a turn that nothing brings."""
    brought = {effect.arrive for source in sources for effect, _ in source.effects}
    for index, arrival in enumerate(reading.spec.arrivals):
        if arrival.turn == 0 and arrival.id not in brought:
            text = f"{quoted(arrival.id)} has no turn, and no event or card brings it"
            remedy = f"write `arrive: {arrival.id}` in an event"
            yield problem(reading.at("arrivals", index, "id"), "W347", text, remedy)
