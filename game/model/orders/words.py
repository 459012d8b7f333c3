"""What the readers of orders share."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

Word = TypeVar("Word", bound=StrEnum)

Label: TypeAlias = str

Reader: TypeAlias = Callable[[str, list[str]], Any]
"""A function from a verb and the words after it to an order."""


class MalformedOrder(ValueError):
    """The text is not an order; the message says what was expected."""


def exactly(usage: str, rest: list[str]) -> list[str]:
    """Return the words after a verb if there are as many as its usage names."""
    expected = usage.split()[1:]
    if len(rest) != len(expected):
        raise MalformedOrder(f"expected: {usage}")
    return rest


def one(make: Callable[[str], Any], usage: str) -> Reader:
    """Return the reader of an order with one word after the verb."""
    return lambda verb, rest: make(*exactly(usage, rest))


def two(make: Callable[[str, str], Any], usage: str) -> Reader:
    """Return the reader of an order with two words after the verb."""
    return lambda verb, rest: make(*exactly(usage, rest))


def named(kind: type[Word], word: str, usage: str) -> Word:
    """Return the member of a vocabulary that a word stands for."""
    try:
        return kind(word)
    except ValueError:
        raise MalformedOrder(f"expected: {usage}; {word!r} is none of {', '.join(kind)}") from None
