"""Whole games at the crossroads, played once and shared by the laws that are tried on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache

from game.model.orders import Order, parse_order
from game.model.state import State
from tests.support.crossroads import crossroads
from tests.support.fuzz import Step, played

SEEDS = range(1, 6)


@lru_cache(maxsize=32)
def game(seed: int, fog: bool = True, impulses: int = 1) -> tuple[Step, ...]:
    """Return a whole game at the crossroads, or its first 250 orders."""
    return tuple(played(crossroads(seed, fog, impulses), seed, 250))


def games() -> Iterator[tuple[Step, ...]]:
    for seed in SEEDS:
        yield game(seed)
    yield game(9, True, 2)
    yield game(9, False, 2)


def positions(every: int = 7) -> Iterator[State]:
    """Yield some of the states of all games."""
    for steps in games():
        for step in steps[::every]:
            yield step.before


def nonsense(state: State, dice: random.Random) -> Order:
    """Return an order that is well formed and little more."""
    labels, ids = state.setting.board.grid.labels, [*state.units, "nobody"]
    crossings, depots = [*state.crossings, "nothing"], [*state.depots, "nothing"]
    one, two, there, next_to = dice.choice(ids), dice.choice(ids), dice.choice(labels), dice.choice(labels)
    points = dice.randint(0, 9)
    texts = (
        *(f"{verb} {one}" for verb in ("dig", "hold", "delay", "axis", "recall")),
        *(f"{verb} {there}" for verb in ("recon", "interdict", "strike", "drop")),
        *(f"{verb} {one} {there}" for verb in ("move", "march", "barrage")),
        *(f"{verb} {one} {two}" for verb in ("activate", "merge")),
        *(f"{verb} {dice.choice(crossings)}" for verb in ("pontoon", "blow")),
        f"assault {there} with {one} {two}",
        f"assault {there} with {one} air {points} guns {two} advance {there} {next_to}",
        f"probe {there} with {one}",
        f"depot {dice.choice(depots)} {there}",
        "move a 9999",
        "surge",
    )
    return parse_order(dice.choice(texts))
