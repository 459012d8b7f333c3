"""Sentences in the tongue spoken: looked up whole, filled in by name, English where a catalogue fails."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations

import pytest

from game.model.tongue import direction, mark, say, short_date, speak, t, tell, tn, told_date


class Book(NullTranslations):
    """A catalogue out of a dictionary; a pair of sentences has its plural under the first."""

    def __init__(self, entries: dict[str, str]) -> None:
        super().__init__()
        self.entries = entries

    def gettext(self, message: str) -> str:
        return self.entries.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.entries.get(f"{msgid1}|{n}", msgid1 if n == 1 else msgid2)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak(None)


def test_without_a_catalogue_a_sentence_is_told_as_it_is_written() -> None:
    assert t("{unit} digs in", unit="25th") == "25th digs in"
    assert t("braces {stay} where nothing is filled in") == "braces {stay} where nothing is filled in"
    assert mark("a word") == "a word"


def test_a_translation_may_turn_the_order_of_the_names_round() -> None:
    speak(Book({"{who} attacks {whom}": "{whom} wird von {who} angegriffen"}))
    assert t("{who} attacks {whom}", who="A", whom="B") == "B wird von A angegriffen"


@pytest.mark.parametrize(
    "broken", ["{nobody} gräbt", "{0} gräbt", "{unit gräbt", "{unit.name.x}", "{unit:d}"]
)
def test_an_entry_that_does_not_fit_gives_way_to_english(broken: str) -> None:
    speak(Book({"{unit} digs in": broken}))
    assert t("{unit} digs in", unit="25th") == "25th digs in"


def test_words_that_are_filled_in_are_told_too() -> None:
    speak(
        Book({"{unit} is to {posture}": "{unit} soll {posture}", "hold": "halten"}), Book({"25th": "Die 25."})
    )
    assert t("{unit} is to {posture}", unit="25th", posture="hold") == "Die 25. soll halten"
    assert tell("25th") == "Die 25."
    assert tell("") == ""


def test_a_count_chooses_among_as_many_forms_as_a_tongue_has() -> None:
    assert tn("{count} hex", "{count} hexes", 1) == "1 hex"
    assert tn("{count} hex", "{count} hexes", 0) == "0 hexes"
    speak(Book({"{count} hex|2": "zwei Felder", "{count} hex|5": "{count} Felder"}))
    assert tn("{count} hex", "{count} hexes", 2) == "zwei Felder"
    assert tn("{count} hex", "{count} hexes", 5) == "5 Felder"
    assert tn("{count} hex", "{count} hexes", 7) == "7 hexes"


def test_a_saying_is_told_when_it_is_read_and_equal_whatever_is_spoken() -> None:
    first = say("{unit} digs in", unit="25th")
    speak(Book({"{unit} digs in": "{unit} gräbt sich ein"}))
    second = say("{unit} digs in", unit="25th")
    assert first == second == "25th digs in"
    assert tell(first) == tell(second) == "25th gräbt sich ein"
    assert t("because {why}", why=first) == "because 25th gräbt sich ein"
    speak(None)
    assert tell(second) == "25th digs in"
    assert pickle.loads(pickle.dumps(first)).message == "{unit} digs in"


def test_dates_are_told_with_the_names_of_the_months() -> None:
    assert told_date(date(2017, 6, 5)) == "5 June 2017"
    assert told_date(date(2017, 6, 5), 2) == "05 June 2017"
    speak(Book({"{day} June {year}": "{day}. Juni {year}"}))
    assert told_date(date(2017, 6, 5)) == "5. Juni 2017"
    speak(None)
    assert short_date(date(2017, 3, 5), 2) == "05 Mar 2017"
    assert short_date(date(2017, 3, 5), year=False) == "5 Mar"


def test_the_catalogue_says_from_which_side_it_is_read() -> None:
    assert direction() == "ltr"
    speak(Book({"direction:ltr": "direction:rtl"}))
    assert direction() == "rtl"
