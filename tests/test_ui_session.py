"""A session: what can be undone, who sits where, what is journalled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from game.model.orders import Activate, Attack, EndImpulse, Move
from game.rules import IllegalOrder, digest
from game.session import Written
from tests.support.window import session_of


class Notes:
    """A journal on paper."""

    trouble = ""

    def __init__(self) -> None:
        self.orders: list[str] = []

    def keep(self, written: Sequence[Written]) -> None:
        self.orders = [line.order for line in written]


def quiet_move(session, unit: str = "gov_4") -> Move:
    """A move back over ground that is seen, so that nothing new is sighted."""
    there = sorted(session.destinations(unit).items(), key=lambda pair: (pair[1], pair[0]))[0][0]
    return Move(unit, session.setting.board.grid.label(there))


def test_undo_brings_back_the_very_state_before_the_order() -> None:
    session = session_of()
    before = digest(session.state)
    session.submit(Activate(("gov_4",)))
    assert digest(session.state) != before
    assert session.undo()
    assert digest(session.state) == before


def test_undo_goes_back_over_several_orders_and_redo_forward_again() -> None:
    session = session_of()
    digests = [digest(session.state)]
    for order in (Activate(("gov_4",)), quiet_move(session)):
        session.submit(order)
        digests.append(digest(session.state))
    while session.undo():
        assert digest(session.state) == digests[len(session.orders)]
    assert not session.orders
    assert session.redo() and session.redo() and not session.redo()
    assert digest(session.state) == digests[-1]


def test_a_roll_of_the_dice_cannot_be_undone() -> None:
    session = session_of()
    session.submit(Activate(session.activation_group("gov_1")))
    label = session.setting.board.grid.label
    target = next(unit.at for unit in session.state.units.values() if unit.id == "isis_1")
    beside = [h for h in session.destinations("gov_1") if target in session.setting.board.grid.around[h]]
    session.submit(Move("gov_1", label(beside[0])))
    session.submit(Attack(label(target), ("gov_1",)))
    assert session.why_no_undo() == "dice were rolled"
    assert not session.undo()


def test_the_end_of_an_impulse_cannot_be_undone() -> None:
    session = session_of()
    session.submit(EndImpulse())
    assert not session.undo()
    assert session.why_no_undo() == "the impulse has ended"


def test_a_refused_order_leaves_the_game_as_it_was() -> None:
    session = session_of()
    before = session.state
    with pytest.raises(IllegalOrder):
        session.submit(Activate(("isis_1",)))
    assert session.state is before and not session.orders


def test_the_journal_holds_what_was_not_taken_back() -> None:
    notes = Notes()
    session = session_of(journal=notes)
    session.submit(Activate(("gov_4",)))
    session.submit(quiet_move(session))
    session.undo()
    assert notes.orders == session.orders == ["activate gov_4"]


def test_undo_takes_the_words_back_from_the_log() -> None:
    session = session_of()
    told = {faction: list(record) for faction, record in session.records.items()}
    session.submit(Activate(("gov_4",)))
    session.undo()
    assert session.records == told


def test_factions_of_two_camps_are_two_persons_unless_one_plays_all() -> None:
    assert session_of().persons() == (("gov",), ("isis",))
    assert session_of(one=True).persons() == (("gov", "isis"),)
    assert session_of({"gov": "human", "isis": "pass"}).persons() == (("gov",),)


def test_a_session_answers_questions_only_from_the_view_of_the_one_to_move() -> None:
    session = session_of()
    hidden = [unit for unit in session.state.units if unit not in session.view("gov").units]
    assert hidden, "the test needs a unit that gov does not see"
    assert not any(unit in str(order) for unit in hidden for order in session.orders_for("gov_1"))
