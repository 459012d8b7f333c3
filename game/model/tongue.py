"""The tongue the game is told in: whole sentences out of a gettext catalogue, with their names filled in.

A sentence is looked up as it stands in English, `{names}` and all, so that a translator may order its parts
as his language wants. Where a catalogue has no entry, or one that does not fit, it is told in English. What
is counted, compared or saved is never a told sentence: a `Saying` is English and keeps its parts until it is
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations


@dataclass(slots=True)
class _Spoken:
    """What is spoken at present: the program's own sentences, and names and texts out of the scenarios."""

    catalogue: NullTranslations | None = None
    names: NullTranslations | None = None


_spoken = _Spoken()


def speak(catalogue: NullTranslations | None, names: NullTranslations | None = None) -> None:
    """Tell everything in this catalogue from now on, and what scenarios wrote by `names`; None is English."""
    _spoken.catalogue, _spoken.names = catalogue, names


def direction() -> str:
    """Return "rtl" for a tongue written from right to left, "ltr" for any other; the catalogue says which."""
    # translators: "direction:rtl" for a tongue that is written from right to left.
    return "rtl" if t("direction:ltr") == "direction:rtl" else "ltr"


def mark(message: str) -> str:
    """Return a sentence unchanged, found by the extraction; it is told by `t(variable)` where it is used."""
    return message


MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)

DATES = (
    mark("{day} January {year}"),
    mark("{day} February {year}"),
    mark("{day} March {year}"),
    mark("{day} April {year}"),
    mark("{day} May {year}"),
    mark("{day} June {year}"),
    mark("{day} July {year}"),
    mark("{day} August {year}"),
    mark("{day} September {year}"),
    mark("{day} October {year}"),
    mark("{day} November {year}"),
    mark("{day} December {year}"),
)
"""Whole dates by month: a month's name may be another word elsewhere, as March is."""
SHORT_DATES = (
    mark("{day} Jan {year}"),
    mark("{day} Feb {year}"),
    mark("{day} Mar {year}"),
    mark("{day} Apr {year}"),
    mark("{day} May {year}"),
    mark("{day} Jun {year}"),
    mark("{day} Jul {year}"),
    mark("{day} Aug {year}"),
    mark("{day} Sep {year}"),
    mark("{day} Oct {year}"),
    mark("{day} Nov {year}"),
    mark("{day} Dec {year}"),
)
SHORT_DAYS = (
    mark("{day} Jan"),
    mark("{day} Feb"),
    mark("{day} Mar"),
    mark("{day} Apr"),
    mark("{day} May"),
    mark("{day} Jun"),
    mark("{day} Jul"),
    mark("{day} Aug"),
    mark("{day} Sep"),
    mark("{day} Oct"),
    mark("{day} Nov"),
    mark("{day} Dec"),
)


def t(message: str, /, **values: object) -> str:
    """Return a sentence in the tongue spoken, its values filled in by name; words among them are told too."""
    if _spoken.catalogue is None and _spoken.names is None:
        return message.format_map(values) if values else message
    return _filled(_looked_up(message), message, values)


def tn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the one of two sentences that fits a count, which fills {count} in; a tongue may have more."""
    english = one if count == 1 else many
    if _spoken.catalogue is None:
        return english.format_map({"count": count, **values})
    chosen = _spoken.catalogue.ngettext(one, many, count)
    return _filled(chosen, english, {"count": count, **values})


def tell(text: str) -> str:
    """Return a kept sentence, or a name or a text that a scenario wrote, in the tongue spoken."""
    if isinstance(text, Saying):
        return t(text.message, **text.values)
    name = _named(text)
    return name if name != text else _looked_up(text)


def _named(text: str) -> str:
    """Return a scenario's name; what stands after a stroke numbers the parts of one that was divided."""
    if _spoken.names is None or not text:
        return text
    stem, stroke, part = text.rpartition("/")
    return (
        _spoken.names.gettext(stem) + stroke + part
        if part.isdigit() and stem
        else _spoken.names.gettext(text)
    )


def told_date(day: date, digits: int = 1) -> str:
    """Return a date in words, 10 June 2017; columns of them want two digits for every day."""
    return t(DATES[day.month - 1], day=f"{day.day:0{digits}}", year=day.year)


def short_date(day: date, digits: int = 1, year: bool = True) -> str:
    """Return a date in few letters, 10 Jun 2017 or 10 Jun, for charts and tables."""
    number = f"{day.day:0{digits}}"
    if not year:
        return t(SHORT_DAYS[day.month - 1], day=number)
    return t(SHORT_DATES[day.month - 1], day=number, year=day.year)


def listed(words: Iterable[str]) -> str:
    """Return words one after the other, as names in a list."""
    return t(", ").join(tell(word) for word in words)


def joined(words: Iterable[str]) -> str:
    """Return words joined by "and"."""
    return t(" and ").join(tell(word) for word in words)


class Saying(str):
    """A sentence in English that keeps its parts, so that it can be told in any tongue when it is read."""

    __slots__ = ("message", "values")
    message: str
    values: dict[str, object]

    def __new__(cls, message: str, values: dict[str, object]) -> Saying:
        """Return the sentence with its values filled in."""
        made = super().__new__(cls, message.format_map(values))
        made.message, made.values = message, values
        return made

    def __reduce__(self) -> tuple[type[Saying], tuple[str, dict[str, object]]]:
        return Saying, (self.message, self.values)


def say(message: str, /, **values: object) -> Saying:
    """Return a sentence that is compared and kept in English and told later, by `tell` or within another."""
    return Saying(message, values)


def _looked_up(message: str) -> str:
    """Return a sentence out of the program's catalogue; gettext keeps its own notes under the empty one."""
    return _spoken.catalogue.gettext(message) if _spoken.catalogue is not None and message else message


def _filled(told: str, english: str, values: Mapping[str, object]) -> str:
    """Fill in the values; a translation that asks for what is not there gives way to English."""
    if not values:
        return told
    words = {name: tell(value) if isinstance(value, str) else value for name, value in values.items()}
    try:
        return told.format_map(words)
    except (KeyError, IndexError, ValueError, AttributeError, TypeError):
        return english.format_map(words)
