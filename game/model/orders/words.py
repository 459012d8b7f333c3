"""What the readers of orders share."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from game.model.tongue import say

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
        raise MalformedOrder(say("expected: {usage}", usage=usage))
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
        told = say(
            "expected: {usage}; {word} is none of {kinds}",
            usage=usage,
            word=repr(word),
            kinds=", ".join(kind),
        )
        raise MalformedOrder(told) from None
