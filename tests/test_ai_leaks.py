"""Nothing that a faction does not see moves it: the same View brings the same orders, for the same reasons,
whatever stands behind the hill (8.2)."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.ai.normal import NormalPlayer
from game.ai.players import MAKERS, make_player
from game.model.kinds import FactionId
from game.model.orders import EndImpulse, Order
from game.model.scenario import Setting
from game.model.state import State, View
from game.model.units import Unit
from game.rules import apply, view_of
from game.rules.politics.relations import allies
from tests.support import probes
from tests.support.crossroads import crossroads
from tests.support.probes import CHANGES, Found, hidden, opening, probed_game

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
Capture = pytest.CaptureFixture[str]
FIVE = ("al_tanf", "deir_al_zor", "idlib", "race_to_geneva", "raqqah")
LEVELS = ("recruit", "easy", "normal", "hard")
PROBES = 1050
"""Valid probes that the long test makes in each scenario: more than 5,000 in all."""


def quick(name: str, seed: int) -> State:
    return opening(str(SCENARIOS / f"{name}.yaml"), "quick", seed)


# --- probes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, level", list(zip(FIVE, ("normal", *LEVELS), strict=True)))
def test_what_is_hidden_moves_nobody_in_the_first_week(name: str, level: str) -> None:
    found = probed_game(quick(name, 5), level, 5, every=2, kinds=3, until=1)
    assert found.leaks == []
    assert sum(found.valid.values()) >= 3


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_hidden_moves_nobody_through_a_small_war(level: str) -> None:
    found = probed_game(crossroads(3), level, 3, every=2, kinds=5)
    assert found.leaks == []
    assert sum(found.valid.values()) >= 20 and len(found.valid) >= 6, "probes that are worth something"


class Peeping(NormalPlayer):
    """Goes home when it learns what a View does not tell."""

    def choose(self, view: View) -> Order:
        if view.memo.get(("peep",), 0):
            return EndImpulse()
        return super().choose(view)


def test_a_player_that_peeps_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    first = crossroads(3)
    whole = sum(unit.steps for unit in first.units.values())

    def leaking(state: State, faction: FactionId) -> View:
        view = view_of(state, faction)
        view.memo["peep",] = sum(unit.steps for unit in state.units.values()) != whole
        return view

    monkeypatch.setattr(probes, "view_of", leaking)
    monkeypatch.setitem(MAKERS, "peeping", Peeping)
    monkeypatch.setattr(probes, "CHANGES", {name: CHANGES[name] for name in ("weaker", "gone", "purse")})
    found = probed_game(first, "peeping", 3, every=1, kinds=3, until=1)
    assert any("weaker" in leak or "gone" in leak for leak in found.leaks)
    assert not any("purse" in leak for leak in found.leaks)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", FIVE)
def test_a_thousand_probes_of_each_scenario_find_no_leak(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, seed = Found(), 0
    while sum(found.valid.values()) < PROBES:
        seed += 1
        found.add(probed_game(quick(name, seed), LEVELS[seed % 4], seed, every=1, kinds=6))
    with capsys.disabled():
        print(told(name, found))
    assert found.leaks == []


def told(name: str, found: Found) -> str:
    """Return the count of probes in words: by kind the valid of those tried."""
    kinds = ", ".join(f"{kind} {found.valid[kind]}/{count}" for kind, count in sorted(found.tried.items()))
    tried, valid = sum(found.tried.values()), sum(found.valid.values())
    return f"\n{name}: {valid} valid probes of {tried}, {found.orders} orders the same, {kinds}"


# --- what can be reached from a View --------------------------------------------------------------------


def reachable(root: object) -> Iterator[object]:
    """Yield everything that hangs on an object, without the Setting, which everybody may know, and code."""
    seen, waiting = {id(root)}, [root]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Setting | type) or callable(one):
            continue
        for other in gc.get_referents(one):
            if id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)


@pytest.mark.parametrize("name", FIVE)
def test_no_state_and_no_hidden_unit_hangs_on_a_view(name: str) -> None:
    state = quick(name, 2)
    secret: Counter[FactionId] = Counter()
    for faction in state.setting.order:
        unknown = unknown_to(state, faction)
        secret[faction] = len(unknown)
        for one in reachable(view_of(state, faction)):
            assert not isinstance(one, State)
            assert not (isinstance(one, Unit) and one.id in unknown), f"{faction} can reach {one.id}"
    assert sum(secret.values()) >= 5


def unknown_to(state: State, faction: FactionId) -> set[str]:
    """Return the units that a faction neither sees nor remembers."""
    sighted = state.knowledge[faction].sightings
    return {unit.id for unit in hidden(state, faction) if unit.id not in sighted}


@pytest.mark.parametrize("level", LEVELS)
def test_no_state_of_the_game_hangs_on_a_player(level: str) -> None:
    state = crossroads(4)
    players = {faction: make_player(level, faction, 4) for faction in state.setting.order}
    while state.active is not None and state.turn <= 3:
        player, faction = players[state.active], state.active
        order = player.choose(view_of(state, faction))
        if isinstance(order, EndImpulse):
            strangers = {id(unit) for unit in state.units.values() if unit.id in unknown_to(state, faction)}
            for one in reachable(vars(player)):
                assert one is not state
                assert id(one) not in strangers or faction in allies(state, one.faction)  # type: ignore
        state, _ = apply(state, order)
