"""What holds in every game, tried on games between players who do a bit of everything."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.files import load_scenario
from game.files.rulebook import rule_numbers, rulebook
from game.model import events as ev
from game.model.orders import Attack, MalformedOrder, Move, parse_order
from game.model.state import State
from game.rules import IllegalOrder, apply, digest, legal_orders, setup, view_of, why_illegal
from game.rules.audit import audit
from game.rules.combat import chances, preview
from game.rules.evolve import WRITERS, evolve
from game.rules.siege import siege_preview
from tests.support.crossroads import crossroads
from tests.support.fuzz import played
from tests.support.games import SEEDS, game, games, nonsense, positions

ROOT = Path(__file__).resolve().parents[1]


def test_the_games_try_everything() -> None:
    """The laws below mean little if nothing happens."""
    orders = {str(step.order).split()[0] for steps in games() for step in steps}
    events = {type(event) for steps in games() for step in steps for event in step.events}
    assert {"activate", "move", "march", "assault", "probe", "barrage", "hold", "delay", "dig"} <= orders
    assert {"recon", "interdict", "axis", "surge", "recall", "depot", "pontoon", "blow", "end"} <= orders
    wanted = {
        ev.Retreated,
        ev.Advanced,
        ev.FellBack,
        ev.Halted,
        ev.Arrived,
        ev.Withdrawn,
        ev.Replaced,
        ev.CityPressed,
    }
    assert wanted <= events
    assert any(step.after.ending for steps in games() for step in steps)


def test_every_event_has_its_writer() -> None:
    parts = (ev, ev.course, ev.field, ev.fights)
    kinds = {kind for part in parts for kind in vars(part).values() if is_dataclass(kind)}
    kinds = {kind for kind in kinds if kind.__module__.startswith(ev.__name__)}
    assert kinds == set(WRITERS) == set(get_args(ev.Event))


def test_the_audit_finds_nothing_after_any_order() -> None:
    for steps in games():
        for step in steps:
            assert not audit(step.after), f"after {step.order} in turn {step.before.turn}"


def test_apply_leaves_its_input_equal() -> None:
    for seed in SEEDS:
        known = digest(crossroads(seed))
        for step in game(seed):
            assert digest(step.before) == known, f"{step.order} changed the state it was given"
            known = digest(step.after)


def test_a_state_is_the_sum_of_its_events() -> None:
    for steps in games():
        for step in steps:
            state = step.before
            for event in step.events:
                state = evolve(state, event)
            assert state == step.after


def test_every_listed_order_is_accepted_and_reads_back() -> None:
    for state in positions(every=43):
        assert state.active
        listed = list(legal_orders(view_of(state, state.active)))
        assert len(set(listed)) == len(listed), "an order is listed twice"
        for order in listed:
            assert parse_order(str(order)) == order
            apply(state, order)


def test_every_accepted_move_is_listed() -> None:
    for state in positions(every=41):
        assert state.active
        view = view_of(state, state.active)
        listed = {order for order in legal_orders(view) if isinstance(order, Move)}
        for unit in view.units_of(state.active):
            for label in state.setting.board.grid.labels:
                for gait in ("move", "march"):
                    order = parse_order(f"{gait} {unit.id} {label}")
                    assert (why_illegal(view, order) is None) == (order in listed), str(order)


VERBS = ["assault", "probe", "activate", "move", "end", "surge"]
POLITICAL = ["concede", "give", "take", "recognition", "choose", "card", "gate", "open", "standing", "on"]
POLITICAL += ["ambush", "accept", "refuse", "leave", "enforce", "fate", "exit", "offer", "declare", "seize"]
WORDS = st.sampled_from(
    [*VERBS, *POLITICAL, "with", "air", "guns", "advance", "a", "0101", "2", "-1", "½", "\u200f"]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_any_text_is_an_order_that_reads_back_or_is_refused_as_malformed(text: str) -> None:
    try:
        order = parse_order(text)
    except MalformedOrder as malformed:
        assert str(malformed)
    else:
        assert parse_order(str(order)) == order


def test_an_order_is_refused_with_a_reason_and_nothing_changed_or_leads_to_a_sane_state() -> None:
    dice, refused = random.Random(4), 0
    for state in positions():
        before = digest(state)
        for _ in range(20):
            order = nonsense(state, dice)
            try:
                after = apply(state, order).state
            except IllegalOrder as illegal:
                refused += 1
                assert illegal.refusal.reason and illegal.refusal.rule
                assert state.active and why_illegal(view_of(state, state.active), order) == illegal.refusal
            else:
                assert not audit(after), str(order)
        assert digest(state) == before
    assert refused > 1000


def test_steps_come_and_go_only_by_events_that_say_so() -> None:
    def total(state: State) -> int:
        return sum(unit.steps for unit in state.units.values())

    for steps in games():
        for step in steps:
            change, state = 0, step.before
            for event in step.events:
                match event:
                    case ev.StepsLost(unit=unit, steps=lost):
                        change -= min(lost, state.units[unit.id].steps)
                    case ev.Withdrawn(unit=unit) | ev.Arrived(unit=unit):
                        change += unit.steps if isinstance(event, ev.Arrived) else -state.units[unit.id].steps
                    case ev.Replaced(steps=more):
                        change += more
                state = evolve(state, event)
            assert total(step.after) - total(step.before) == change, str(step.order)


# --- the same game everywhere -------------------------------------------------------------------------

SCRIPT = """
from game.rules import digest
from tests.support.crossroads import crossroads
from tests.support.fuzz import played
for step in played(crossroads(3), 3, 120):
    print(step.order, digest(step.after))
"""


def printed(hash_seed: str) -> str:
    """Return what a game prints in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_seed_and_orders_give_the_same_digests_in_any_process() -> None:
    here = "".join(f"{step.order} {digest(step.after)}\n" for step in played(crossroads(3), 3, 120))
    assert printed("0") == printed("4242") == here


def test_a_digest_does_not_depend_on_the_order_of_mappings() -> None:
    for state in positions(every=61):
        turned = replace(
            state,
            units=dict(reversed(state.units.items())),
            knowledge=dict(reversed(state.knowledge.items())),
            air=dict(reversed(state.air.items())),
        )
        assert digest(turned) == digest(state)


# --- what is promised is what is rolled ---------------------------------------------------------------


def test_in_clear_sight_the_odds_of_a_preview_are_the_odds_of_the_fight() -> None:
    fights = 0
    for step in (*game(9, False, 2), *game(2, False), *game(3, False)):
        fought = [event for event in step.events if isinstance(event, ev.Fought)]
        if (
            not isinstance(step.order, Attack)
            or not fought
            or any(isinstance(e, ev.FellBack) for e in step.events)
        ):
            continue
        assert step.before.active
        view, report = view_of(step.before, step.before.active), fought[0].report
        seen = siege_preview(view, step.order, report.target) if report.city else preview(view, step.order)
        bombed = report.city and step.order.air
        assert seen.odds == report.odds or bombed
        assert bombed or report.cell in {one.cell for one in seen.outcomes}
        assert sum(one.ways for one in seen.outcomes) == 36
        fights += 1
    assert fights > 20


def test_what_is_enumerated_is_what_the_table_gives_for_every_throw() -> None:
    state = crossroads(1)
    table = state.setting.rules.table
    for column in range(len(table.columns)):
        throws = [table.cell(a + b, column) for a in range(1, 7) for b in range(1, 7)]
        for one in chances(state, column, parse_order("assault 0101 with a").mode):  # type: ignore[union-attr]
            assert throws.count(one.cell) == one.ways


# --- a shipped scenario --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_scenario_starts_sane_and_stays_so(path: Path) -> None:
    state = setup(load_scenario(path), 5)
    assert not audit(state)
    for step in played(state, 5, 60):
        assert not audit(step.after), str(step.order)


def test_every_rule_of_the_rulebook_is_quoted_by_a_test() -> None:
    names = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_rules_*.py"))
    quoted = {".".join(found) for found in re.findall(r"def test_(\d+)_(\d+)_", names)}
    spoken = set(rule_numbers(rulebook(crossroads(1).setting)))
    assert spoken - quoted == set() and quoted - spoken == set()


def test_a_player_that_always_takes_the_first_order_comes_to_the_end() -> None:
    state = crossroads(seed=3, turns=2)
    for _ in range(5000):
        if state.ending is not None or state.active is None:
            return
        state, _ = apply(state, next(iter(legal_orders(view_of(state, state.active)))))
    raise AssertionError("the game never ended")
