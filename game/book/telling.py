"""Conditions, effects and throws of a scenario (17.1–17.3) in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import cast

from game.model.politics import About, Condition, Effect, Every, Never, Predicate, Some
from game.model.scenario import Setting
from game.model.tongue import mark, t, tell, tn, told_date

THROWS = {need: sum(6 - abs(7 - roll) for roll in range(max(2, need), 13)) for need in range(2, 14)}
"""Of the 36 throws of two dice, how many reach a number."""


def chance_words(need: int) -> str:
    """Return what a throw asks for: "7 or more of two dice (58 %)"; nothing where it always comes."""
    if need <= 2:
        return ""
    return t("{need} or more of two dice ({pct} %)", need=need, pct=round(100 * THROWS[min(need, 13)] / 36))


def condition_lines(setting: Setting, condition: Condition, indent: int = 0) -> Iterator[str]:
    """Yield a condition in words, a line a part, what belongs together indented."""
    dash = "  " * indent + "- "
    match condition:
        case Every(()):
            yield dash + t("always")
        case Every((part,)) | Some((part,)):
            yield from condition_lines(setting, part, indent)
        case Every(parts):
            yield dash + t("all of these:")
            for part in parts:
                yield from condition_lines(setting, part, indent + 1)
        case Some(parts):
            yield dash + t("at least one of these:")
            for part in parts:
                yield from condition_lines(setting, part, indent + 1)
        case Never(Predicate() as part):
            yield dash + t("not so that {question}", question=question_words(setting, part))
        case Never(part):
            yield dash + t("none of this:")
            yield from condition_lines(setting, part, indent + 1)
        case Predicate():
            yield dash + question_words(setting, condition)


class Names:
    """The names of what particulars speak of; an id that names nothing stays as it is."""

    def __init__(self, setting: Setting, about: About) -> None:
        self.setting, self.about = setting, about

    def word(self, key: str) -> str:
        """Return a particular as it is written."""
        return str(self.about.get(key, ""))

    def number(self, key: str) -> int:
        """Return a particular that is a number."""
        return int(cast("int", self.about.get(key, 0)))

    def faction(self, key: str = "faction") -> str:
        """Return the name of a faction."""
        return self._of(self.setting.factions, self.word(key))

    def pair(self) -> tuple[str, str]:
        """Return the names of a pair of factions."""
        a, b = cast("tuple[str, str]", self.about["pair"])
        return self._of(self.setting.factions, a), self._of(self.setting.factions, b)

    def place(self, key: str = "place") -> str:
        """Return the name of a place."""
        return self._of(self.setting.board.places, self.word(key))

    def of(self, kind: str, key: str = "id") -> str:
        """Return the name of a zone, patron, route or coalition of the political plan."""
        return self._of(getattr(self.setting.politics, kind), self.word(key))

    def weather(self) -> str:
        """Return the name of a kind of weather."""
        known = {one.id: one for one in self.setting.politics.weather}
        return self._of(known, self.word("id"))

    def event(self) -> str:
        """Return an event's id as words."""
        return self.word("id").replace("_", " ")

    def bounds(self) -> str:
        """Return the bounds of a number in words."""
        low, high = self.about.get("at_least"), self.about.get("at_most")
        if low is not None and low == high:
            return t("exactly {number}", number=low)
        if low is not None and high is not None:
            return t("{low} to {high}", low=low, high=high)
        return t("at least {low}", low=low) if low is not None else t("at most {high}", high=high)

    @staticmethod
    def _of(known: object, id: str) -> str:
        found = known.get(id) if hasattr(known, "get") else None
        return tell(found.name) if found is not None else id


# --- questions -----------------------------------------------------------------------------------------


def question_words(setting: Setting, question: Predicate) -> str:
    """Return one question of a condition in words."""
    return QUESTIONS[question.kind](Names(setting, question.about))


def _turn(n: Names) -> str:
    low, high = n.about.get("at_least"), n.about.get("at_most")
    if low is None:
        return t("it is turn {turn} or earlier", turn=high)
    if high is None:
        return t("it is turn {turn} or later", turn=low)
    return t("it is one of the turns {first} to {last}", first=low, last=high)


def _date(n: Names) -> str:
    since, until = n.word("since"), n.word("until")
    if not until:
        return t("the turn begins on {day} or later", day=_day(since))
    if not since:
        return t("the turn begins by {day}", day=_day(until))
    return t("the turn begins from {since} to {until}", since=_day(since), until=_day(until))


def _day(text: str) -> str:
    return told_date(date.fromisoformat(text))


def _counted(message: str) -> Callable[[Names], str]:
    """Return the words of a question about a faction's number of something."""
    return lambda n: t(message, faction=n.faction(), bounds=n.bounds())


def _stance(n: Names) -> str:
    return t("{a} is {stance} to {b}", a=n.faction("of"), b=n.faction("to"), stance=n.word("stance"))


QUESTIONS: dict[str, Callable[[Names], str]] = {
    "turn": _turn,
    "date": _date,
    "flag": lambda n: t("the flag {flag} is set", flag=n.word("id")),
    "fired": lambda n: t("“{event}” has come about", event=n.event()),
    "controls": lambda n: t("{faction} or an ally holds {place}", faction=n.faction(), place=n.place()),
    "supplied": lambda n: t("{faction} is in supply at {place}", faction=n.faction(), place=n.place()),
    "districts": lambda n: t(
        "{faction} holds districts of {place}: {bounds}",
        faction=n.faction(),
        place=n.place(),
        bounds=n.bounds(),
    ),
    "near": lambda n: t(
        "a unit of {faction} stands within {number} hexes of {place}",
        faction=n.faction(),
        number=n.number("within") or 0,
        place=n.place(),
    ),
    "garrisoned": lambda n: t(
        "steps of {faction} on and beside the road {route}: {bounds}",
        faction=n.faction(),
        route=n.of("routes", "route"),
        bounds=n.bounds(),
    ),
    "units": _counted(mark("steps of {faction} on the map: {bounds}")),
    "losses": _counted(mark("steps that {faction} has lost: {bounds}")),
    "towns": _counted(mark("valued places that {faction} holds: {bounds}")),
    "harm": _counted(mark("marks of harm done by {faction}: {bounds}")),
    "cells": _counted(mark("strength of the cells of {faction}: {bounds}")),
    "favour": _counted(mark("political points of {faction}: {bounds}")),
    "tension": lambda n: t(
        "tension between {a} and {b}: {bounds}", a=n.pair()[0], b=n.pair()[1], bounds=n.bounds()
    ),
    "approval": lambda n: t(
        "approval of {patron}: {bounds}", patron=n.of("patrons", "patron"), bounds=n.bounds()
    ),
    "cohesion": lambda n: t(
        "cohesion of {coalition}: {bounds}", coalition=n.of("coalitions", "coalition"), bounds=n.bounds()
    ),
    "infighting": lambda n: t("{coalition} fights within itself", coalition=n.of("coalitions")),
    "relation": _stance,
    "leave": lambda n: t(
        "the leave of {faction} in {country} is {leave}",
        faction=n.faction(),
        country=n.word("country").capitalize(),
        leave=n.word("leave"),
    ),
    "gate": lambda n: t("the crossing {place} is {state}", place=n.place(), state=n.word("state")),
    "weather": lambda n: t("the weather is {weather}", weather=n.weather()),
    "area": lambda n: t("{zone} is in force", zone=n.of("zones")),
}
"""The words of each question; a test holds them equal to what may be asked."""


# --- effects -------------------------------------------------------------------------------------------


def effect_words(setting: Setting, effect: Effect) -> str:
    """Return an effect in words."""
    return EFFECTS[effect.kind](Names(setting, effect.about))


def _message(n: Names) -> str:
    text = tell(n.word("text") or n.word("id"))
    if n.word("to"):
        return t("news to {faction}: “{text}”", faction=n.faction("to"), text=text)
    return t("news to all: “{text}”", text=text)


def _added(message: str) -> Callable[[Names], str]:
    """Return the words of an effect that adds to a number of a faction."""
    return lambda n: t(message, faction=n.faction(), add=f"{n.number('add'):+}")


def _relation(n: Names) -> str:
    values = {"a": n.faction("of"), "b": n.faction("to"), "stance": n.word("stance")}
    if n.number("both"):
        return t("{a} and {b} become {stance} to each other", **values)
    return t("{a} becomes {stance} to {b}", **values)


def _withdrawn(n: Names) -> str:
    units = cast("tuple[str, ...]", n.about["id"])
    return t("these units leave the map: {units}", units=", ".join(units))


EFFECTS: dict[str, Callable[[Names], str]] = {
    "message": _message,
    "set_flag": lambda n: t("the flag {flag} is set", flag=n.word("id")),
    "clear_flag": lambda n: t("the flag {flag} is taken away", flag=n.word("id")),
    "set_place": lambda n: tn(
        "{place} is worth {count} point",
        "{place} is worth {count} points",
        n.number("value"),
        place=n.place(),
    ),
    "set_leave": lambda n: t(
        "the leave of {faction} in {country} becomes {leave}",
        faction=n.faction(),
        country=n.word("country").capitalize(),
        leave=n.word("leave"),
    ),
    "set_gate": lambda n: t("the crossing {place} becomes {state}", place=n.place(), state=n.word("state")),
    "set_relation": _relation,
    "tension": lambda n: t(
        "tension between {a} and {b}: {add}", a=n.pair()[0], b=n.pair()[1], add=f"{n.number('add'):+}"
    ),
    "truce": lambda n: tn(
        "a truce of {count} turn between {a} and {b}",
        "a truce of {count} turns between {a} and {b}",
        n.number("turns"),
        a=n.pair()[0],
        b=n.pair()[1],
    ),
    "approval": lambda n: t(
        "approval of {patron}: {add}", patron=n.of("patrons", "patron"), add=f"{n.number('add'):+}"
    ),
    "favour": _added(mark("political points of {faction}: {add}")),
    "points": lambda n: t(
        "points of {faction}: {add}", faction=n.faction(), add=f"{n.number('add') / 10:+g}"
    ),
    "harm": lambda n: t("a mark of harm for {faction} at {place}", faction=n.faction(), place=n.place()),
    "command": _added(mark("command points of {faction} this turn: {add}")),
    "air": _added(mark("air points of {faction} this turn: {add}")),
    "arrive": lambda n: t("the arrival {arrival} comes", arrival=n.word("id")),
    "withdraw": _withdrawn,
    "replacements": _added(mark("steps of replacements for {faction}: {add}")),
    "remnants": _added(mark("scattered men of {faction} who gather next turn: {add}")),
    "cohesion": lambda n: t(
        "cohesion of {coalition}: {add}",
        coalition=n.of("coalitions", "coalition"),
        add=f"{n.number('add'):+}",
    ),
    "infighting": lambda n: tn(
        "{breaker} begins infighting in {coalition}, for {count} turn",
        "{breaker} begins infighting in {coalition}, for {count} turns",
        n.number("turns"),
        breaker=n.faction("breaker"),
        coalition=n.of("coalitions", "coalition"),
    ),
    "suspend": lambda n: tn(
        "{zone} is open to attack for {count} turn",
        "{zone} is open to attack for {count} turns",
        n.number("turns"),
        zone=n.of("zones", "zone"),
    ),
    "weather": lambda n: t("the weather becomes {weather}", weather=n.weather()),
    "damage": lambda n: t("damage to {place}: {add}", place=n.place(), add=f"{n.number('add'):+}"),
    "cells": lambda n: t(
        "cells of {faction} at {place}, strength {number}",
        faction=n.faction(),
        place=n.place(),
        number=n.number("strength"),
    ),
    "lose_steps": lambda n: tn(
        "{faction} loses {count} step at {place}: {reason}",
        "{faction} loses {count} steps at {place}: {reason}",
        n.number("steps"),
        faction=n.faction(),
        place=n.place(),
        reason=n.word("reason"),
    ),
    "draw_card": lambda n: tn(
        "{faction} draws {count} card", "{faction} draws {count} cards", n.number("add"), faction=n.faction()
    ),
    "interdict": lambda n: t("the named hex is interdicted"),
    "reveal": lambda n: t("the named hex is reconnoitred"),
}
"""The words of each effect; a test holds them equal to what there is."""
