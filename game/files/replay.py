"""Playing a save again: the same orders must lead to the same digests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from game.files.journal import Save
from game.files.scenario_file import scenario_from_source


@dataclass(frozen=True, slots=True)
class Step:
    """One order played again. `state` is the state after it; `expected` and `got` are the digests."""

    number: int
    order: str
    state: Any
    expected: str
    got: str

    @property
    def same(self) -> bool:
        """Whether the replay agrees with the record."""
        return self.expected == self.got


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first order at which a replay leaves the record, and in what way."""

    number: int
    order: str
    reason: str

    def __str__(self) -> str:
        return f"order {self.number}, `{self.order}`: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a replay went: the last state reached, and where it left the record, if it did."""

    state: Any
    orders: int
    divergence: Divergence | None


def replayed(
    save: Save,
    setup: Callable[[Any, int], Any],
    apply: Callable[[Any, Any], Any],
    digest: Callable[[Any], str],
    parse: Callable[[str], Any],
) -> Iterator[Step]:
    """Yield every order of a save played again; the rules are handed in, since files know none."""
    state = setup(scenario_from_source(save.scenario), save.seed)
    yield Step(0, "", state, "", "")
    for number, entry in enumerate(save.entries, start=1):
        state = apply(state, parse(entry.order))[0]
        yield Step(number, entry.order, state, entry.digest, digest(state))


def verify(
    save: Save,
    setup: Callable[[Any, int], Any],
    apply: Callable[[Any, Any], Any],
    digest: Callable[[Any], str],
    parse: Callable[[str], Any],
) -> Verdict:
    """Play a save again and compare every digest; stop at the first order that differs or is refused."""
    step = None
    played = replayed(save, setup, apply, digest, parse)
    for number in range(len(save.entries) + 1):
        try:
            here = next(played)
        except Exception as error:  # an order that is refused, or rules that fail: either is a divergence
            order = save.entries[number - 1].order if number else "setup"
            return Verdict(step.state if step else None, number, Divergence(number, order, str(error)))
        if not here.same:
            reason = f"the digest is {here.got}, the record says {here.expected}"
            return Verdict(here.state, number, Divergence(number, here.order, reason))
        step = here
    return Verdict(step.state if step else None, len(save.entries), None)
