"""What holds in every game of the shipped scenarios, beside the laws of the field."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from game.files import load_scenario
from game.hexgrid.coords import OFF_MAP, Hex
from game.model.affairs import Cell
from game.model.events import Enforced
from game.model.kinds import Step
from game.model.orders import Move, parse_order
from game.model.politics import Insurgency, Politics
from game.rules import IllegalOrder, apply, view_of, why_illegal
from game.rules.audit import audit
from game.rules.evolve import evolve
from game.rules.reveal import what_came_to_light
from game.rules.witness import as_told
from game.session import Session
from tests.support.affairs import (
    NAMES,
    POLITICAL,
    SCENARIOS,
    affair,
    affairs,
    hidden_papers,
    moments,
    nonsense,
    political_orders,
    twin,
    war,
)
from tests.support.sketch import Sketch, of, sketch


def test_the_games_try_most_of_what_factions_may_do_to_each_other() -> None:
    tried = {type(step.order) for steps in affairs() for step in steps} & set(POLITICAL)
    assert len(tried) >= 14, sorted(one.__name__ for one in tried)


def test_every_game_ends_and_the_audit_finds_nothing_after_any_order() -> None:
    for name in NAMES:
        for step in affair(name):
            assert not audit(step.after), f"{name}: after {step.order} in turn {step.before.turn}"
        assert affair(name)[-1].after.ending is not None


VARIANTS = {
    "al_tanf": "quick no_ring no_seal no_relations no_supply no_surge",
    "deir_al_zor": "quick free_sdf no_pocket_air no_relations no_supply no_surge",
    "idlib": "quick no_posts no_area open_gates",
    "race_to_geneva": "quick no_ring",
    "raqqah": "quick no_arc safe_road no_relations no_supply no_surge",
}
GAMES = [f"{name}.{variant}" for name, variants in VARIANTS.items() for variant in ("", *variants.split())]


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("game", GAMES)
def test_so_it_is_in_every_variant_of_every_scenario(game: str, seed: int) -> None:
    name, _, variant = game.partition(".")
    step = None
    for step in war(load_scenario(SCENARIOS / f"{name}.yaml", variant), seed):
        assert not audit(step.after), f"after {step.order} in turn {step.before.turn}"
    assert step is not None and step.after.ending is not None


def test_a_state_is_the_sum_of_its_events() -> None:
    for steps in affairs():
        for step in steps[::3]:
            state = step.before
            for event in step.events:
                state = evolve(state, event)
            assert state == step.after


def test_every_order_between_factions_that_is_listed_is_accepted_and_reads_back() -> None:
    for state in moments(every=29):
        for order in political_orders(state):
            assert parse_order(str(order)) == order
            after = apply(state, order).state
            assert not audit(after), f"after {order} in turn {state.turn}"


def test_nonsense_is_refused_with_a_reason_or_leads_to_a_sane_state() -> None:
    dice, refused = random.Random(3), 0
    for state in moments(every=23):
        for order in filter(None, (nonsense(state, dice) for _ in range(40))):
            try:
                after = apply(state, order).state
            except IllegalOrder as illegal:
                refused += 1
                assert illegal.refusal.reason and illegal.refusal.rule
            else:
                assert not audit(after), str(order)
    assert refused > 500


def test_what_a_faction_cannot_know_changes_neither_its_view_nor_what_it_may_do() -> None:
    dice = random.Random(5)
    for state in moments(every=31):
        for faction in state.setting.order:
            other = twin(state, faction, dice)
            view = view_of(other, faction)
            assert view == view_of(state, faction), f"{faction} in turn {state.turn}"
            if faction == state.active:
                for order in political_orders(state):
                    assert why_illegal(view, order) is None
                    apply(other, order)


def test_who_may_take_an_order_back_has_learnt_nothing_from_it() -> None:
    """Neither dice nor what was hidden: else he would try again until he liked what he saw."""
    dice, free = random.Random(6), 0
    for step in (step for steps in affairs() for step in steps[::2]):
        faction = step.before.active
        assert faction
        tells = what_came_to_light(step.before, step.order, step.events, step.after)
        if not tells and not isinstance(step.order, Move):
            other = (twin if isinstance(step.order, POLITICAL) else hidden_papers)(step.before, faction, dice)
            after = apply(other, step.order).state
            assert view_of(after, faction) == view_of(step.after, faction), str(step.order)
            free += isinstance(step.order, POLITICAL)
    assert free > 20


def test_what_is_taken_back_leaves_no_trace_and_comes_again_as_it_was() -> None:
    steps, backs = affair("al_tanf"), 0
    session = Session(steps[0].before.scenario, 1, {}, {})
    for step in steps[:150]:
        session.submit(step.order)
        if not session.why_no_undo():
            told = {faction: tuple(record) for faction, record in session.records.items()}
            assert session.undo() and session.state == step.before
            assert session.redo() and session.state == step.after
            assert {faction: tuple(record) for faction, record in session.records.items()} == told
            backs += isinstance(step.order, POLITICAL)
    assert backs > 3


# --- what is not taken back ----------------------------------------------------------------------------


def learnt(battle: Sketch, text: str) -> str:
    """Give an order and return why it cannot be taken back."""
    before, events = battle.state, battle.order(text)
    return what_came_to_light(before, parse_order(text), events, battle.state)


def underground(*rows: str, **hidden: Mapping[Hex, object]) -> Sketch:
    plan = Insurgency("isis", 8, frozenset(), (), (), 0)
    battle = sketch(*rows, setting={"politics": Politics(insurgencies={"isis": plan})})
    battle.set(**hidden)
    return battle


def test_who_steps_on_what_is_hidden_has_noticed_it() -> None:
    assert not learnt(underground("a . . . . . B"), "move a 0201")
    assert not learnt(underground("a . . . . . B", cells={2: Cell("isis", 1)}), "move a 0201")
    assert "hidden" in learnt(underground("a . . . . . B", cells={1: Cell("isis", 1)}), "move a 0201")


def test_mines_that_one_lays_oneself_are_no_news() -> None:
    battle = underground("a . . . . . B")
    battle.pass_to("isis")
    assert not learnt(battle, "belt B")


def test_nobody_is_told_where_a_unit_was_struck_that_he_did_not_see() -> None:
    battle = sketch("a . . . . . . . U", U=of("coalition_sof", faction="us"), fog=True)
    unit = battle.unit("U")
    struck = Enforced("ring", "mat", Step.STRIKE, unit, unit.at, 9, 1)
    told = as_told(battle.state, "gov", struck, ({}, {}))
    assert isinstance(told, Enforced) and told.at == told.unit.at == OFF_MAP
    assert as_told(battle.state, "us", struck, ({}, {})) == struck
