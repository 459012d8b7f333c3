"""Answers given once a position: a position never changes, so that no rule need derive a fact twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from game.model.state import Position

P = ParamSpec("P")
V = TypeVar("V")

Question = Callable[Concatenate[Position, P], V]


def once_a_position(rule: Question[P, V]) -> Question[P, V]:
    """Let a rule about a position and some values work out its answer only when it is first asked."""

    @wraps(rule)
    def answer(position: Position, /, *about: P.args, **named: P.kwargs) -> V:
        key = (rule, *about, *named.values())
        if key not in position.memo:
            position.memo[key] = rule(position, *about, **named)
        return cast("V", position.memo[key])

    return answer
