"""A whole game, read aloud: the same orders and seed must tell the same story.

A change of the rules changes the story; read the difference, and when it is what was meant, write it anew
with `GOLDEN=write pytest tests/test_golden.py`. `GOLDEN=play` also makes up new orders, for when too many
of the old ones are refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from game.model.orders import Order, parse_order
from game.model.state import State
from game.rules import IllegalOrder, apply, digest
from game.rules.chronicle import tell
from tests.support.crossroads import crossroads
from tests.support.fuzz import played

HERE = Path(__file__).parent / "golden"
SEED, TURNS = 37, 5
WISH = os.environ.get("GOLDEN", "")


def start() -> State:
    return crossroads(SEED, turns=TURNS)


def story(orders: list[Order]) -> Iterator[str]:
    """Yield each order, what came of it in words, and at the end the score and the digest."""
    state = start()
    for order in orders:
        yield f"> {order}"
        try:
            state, events = apply(state, order)
        except IllegalOrder as illegal:
            yield f"refused: {illegal}"
            continue
        yield from (line for event in events if (line := tell(state.setting, event)))
    assert state.ending is not None
    for faction, margin in state.ending.margins.items():
        yield f"{faction}: {state.ending.scores[faction]}, {margin}, {state.ending.verdicts[faction]}"
    yield digest(state)


def orders_of_old() -> list[Order]:
    return [parse_order(line) for line in (HERE / "crossroads.orders").read_text("utf-8").splitlines()]


def write(name: str, lines: list[str]) -> None:
    HERE.mkdir(exist_ok=True)
    (HERE / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_the_golden_game_tells_the_same_story() -> None:
    if WISH == "play":
        write("crossroads.orders", [str(step.order) for step in played(start(), SEED, 400)])
    told = list(story(orders_of_old()))
    if WISH:
        write("crossroads.txt", told)
    assert told == (HERE / "crossroads.txt").read_text("utf-8").splitlines()


def test_the_golden_game_is_worth_telling() -> None:
    text = (HERE / "crossroads.txt").read_text("utf-8")
    assert text.count("\n") > 150 and text.count("refused") < 10
    for word in ("assault", "probe", "retreats", "advances", "falls back", "destroyed", "shells", "Turn 5"):
        assert word in text, f"nobody {word}"
