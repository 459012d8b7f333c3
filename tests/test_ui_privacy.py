"""Two positions that are the same to a person look the same to him, in everything he can see (8.2)."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from game.model.state import State, View
from game.rules import apply, setup
from game.ui import reminders
from tests.support import onlooker
from tests.support.onlooker import Onlooker, compare
from tests.support.small_war import small_game, small_war
from tests.support.window import driving

SEATS = {"gov": "human", "isis": "human", "sdf": "human", "us": "human"}


@cache
def positions(seed: int, turns: int = 4) -> tuple[State, ...]:
    """Return the positions of a small war of machines at the beginning of each impulse, and amid it."""
    from game.ai.players import make_player
    from game.rules import view_of

    state = setup(small_war(seed), seed)
    table = {faction: make_player("greedy", faction, seed) for faction in state.setting.order}
    found, count = [state], 0
    while state.active is not None and state.turn <= turns:
        order = table[state.active].choose(view_of(state, state.active))
        state, _ = apply(state, order)
        count += 1
        if state.active is not None and count % 4 == 0:
            found.append(state)
    return tuple(found)


def told(found: onlooker.Compared) -> str:
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(found.pairs.items()))
    return f"\n{found.count} pairs the same: {kinds}"


def test_what_is_hidden_changes_nothing_that_can_be_seen(tmp_path: Path) -> None:
    with driving(tmp_path) as driver:
        looker = Onlooker(driver, small_game(SEATS))
        found = compare(looker, positions(3), random.Random(11), 16)
    assert found.leaks == []
    assert found.count >= 16 and len(found.pairs) >= 5, "pairs that are worth something"


def test_a_leak_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with driving(tmp_path) as driver:
        looker = Onlooker(driver, small_game(SEATS))

        def leaking(view: View) -> list[str]:
            return [f"{len(looker.screen.session.state.units)} units"]

        looker.look(positions(3)[0], "gov", 0)
        monkeypatch.setattr(onlooker, "forgotten", leaking)
        found = compare(looker, positions(3), random.Random(5), 4, {"gone": onlooker.CHANGES["gone"]})
    assert found.leaks and all("reminders" in leak for leak in found.leaks)
    assert reminders.forgotten is not leaking


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_thousand_pairs_of_positions_show_no_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = [state for seed in range(1, 9) for state in positions(seed, 6)]
    with driving(tmp_path) as driver:
        looker = Onlooker(driver, small_game(SEATS))
        found = compare(looker, every, random.Random(2017), 1000)
    with capsys.disabled():
        print(told(found))
    assert found.leaks == [] and found.count >= 1000
