"""Fronts handed to machines and taken back: who gives which orders, what is saved, who may read why."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from game.ai.agenda import PlanningPlayer
from game.ai.players import MAKERS, make_player
from game.cli import run
from game.files.journal import read_save
from game.model.orders import Activate, EndImpulse, parse_order
from game.rules import digest
from game.session import Session, staff_order
from game.table import begun, copy_to, resumed
from game.text.loop import TextGame
from tests.support.fronts import Scripted, allied_game, game, reason, two_fronts

SEATS = {"gov": "human", "isis": "pass"}
DELAYS = {"staff": ("delay gov_3",)}


def act(session: Session, again: bool = True) -> list[str]:
    """Let the staff of the active faction act, and return the notes of what went wrong."""
    notes = []
    for leader in session.staff(again):
        while True:
            order, note = staff_order(session, leader, session.asking())
            notes += [note] if note else []
            session.note_reasons(leader.player)
            if order is None:
                break
            session.submit(order)
    return notes


def in_words(session: Session, *lines: str) -> str:
    """Return what the text game says to some lines."""
    out = io.StringIO()
    TextGame(session, io.StringIO("".join(f"{one}\n" for one in lines)), out, lambda name: "saved").run()
    return out.getvalue()


# Leading and taking back


def test_the_staff_gives_orders_to_the_units_of_its_fronts_and_leaves_the_impulse_to_the_person(
    tmp_path: Path,
) -> None:
    session = game(tmp_path, scripts=DELAYS)
    session.seating.lead("gov", "tigers", "staff")
    assert act(session) == [] and session.orders == ["delay gov_3"]
    assert session.active == "gov" and session.is_human("gov")
    session.submit(parse_order("delay gov_1"))


def test_an_order_to_units_that_were_not_handed_over_is_not_carried_out(tmp_path: Path) -> None:
    session = game(tmp_path, scripts={"staff": ("delay gov_1",)})
    session.seating.lead("gov", "tigers", "staff")
    assert act(session) == ["staff asked for delay gov_1, which is not to the units it leads"]
    assert session.orders == []


@pytest.mark.parametrize(
    "level", [name for name in MAKERS if isinstance(make_player(name, "gov", 1), PlanningPlayer)]
)
def test_a_level_leads_the_units_of_its_fronts_alone(tmp_path: Path, level: str) -> None:
    session = game(tmp_path)
    session.seating.lead("gov", "tigers", level)
    assert act(session) == []
    units = session.state.units
    named = {word for order in session.orders for word in order.split() if word in units}
    assert named <= {"gov_3"} and "end" not in session.orders


def test_an_hq_that_is_taken_back_is_led_by_nobody_else(tmp_path: Path) -> None:
    session = game(tmp_path, scripts=DELAYS)
    session.seating.lead("gov", "tigers", "staff")
    session.seating.recall("gov", "tigers")
    assert session.staff() == () and session.seating.led("gov") == frozenset()


def test_the_staff_acts_once_an_impulse_unless_it_is_asked_again(tmp_path: Path) -> None:
    session = game(tmp_path, scripts=DELAYS)
    session.seating.lead("gov", "tigers", "staff")
    act(session, again=False)
    assert session.staff(again=False) == () and len(session.staff(again=True)) == 1
    session.seating.lead("gov", "central", "staff")
    assert len(session.staff(again=False)) == 1, "a front that is new has not acted"


@pytest.mark.parametrize(
    ("hq", "level"), [("nowhere", "normal"), ("tigers", "pass"), ("tigers", "nobody"), ("tigers", "human")]
)
def test_what_cannot_lead_a_front_is_refused_in_words(tmp_path: Path, hq: str, level: str) -> None:
    session = game(tmp_path)
    with pytest.raises(ValueError, match=r"no HQ|cannot lead|no player|no machine"):
        session.seating.lead("gov", hq, level)
    assert session.seating.led("gov") == frozenset()


def test_a_faction_of_a_machine_is_nobodys_to_hand_over(tmp_path: Path) -> None:
    session = game(tmp_path)
    for change in (
        lambda: session.seating.lead("isis", "homs", "normal"),
        lambda: session.seating.hand_over("isis", "easy"),
    ):
        with pytest.raises(ValueError, match="not yours"):
            change()


def test_a_lent_faction_is_played_by_a_machine_and_stays_its_persons(tmp_path: Path) -> None:
    session = game(tmp_path)
    session.seating.hand_over("gov", "pass")
    assert not session.is_human("gov") and session.player() is session.players["gov"]
    assert session.persons() == (("gov",),)
    session.seating.take_back("gov")
    assert session.is_human("gov") and session.player() is None


# Undo


def test_what_the_staff_ordered_is_taken_back_and_given_again_like_any_order(tmp_path: Path) -> None:
    session = game(tmp_path, scripts={"staff": ("delay gov_3",)})
    before = digest(session.state)
    session.seating.lead("gov", "tigers", "staff")
    act(session, again=False)
    after = digest(session.state)
    assert session.undo() and digest(session.state) == before
    assert session.seating.led("gov") == {"tigers"}, "who leads is no order"
    assert session.redo() and digest(session.state) == after
    session.undo()
    act(session, again=False)
    assert session.orders == [], "what was taken back stays taken back"


def test_an_order_worked_out_beforehand_is_the_order_given(tmp_path: Path) -> None:
    one, other = game(tmp_path), game(tmp_path)
    outcome = one.foresee(Activate(("gov_4",)))
    assert one.orders == [] and one.state is outcome.step.before
    one.take(outcome)
    other.submit(Activate(("gov_4",)))
    assert (one.written, digest(one.state)) == (other.written, digest(other.state))
    with pytest.raises(AssertionError):
        one.take(outcome)


# Saves


def saved_game(folder: Path) -> tuple[Session, Path]:
    """Return a game with a front handed over in its middle, and its save."""
    session, keeper = begun(two_fronts(folder), SEATS, 7, folder)
    session.submit(parse_order("delay gov_1"))
    session.seating.lead("gov", "tigers", "normal")
    assert keeper.path is not None
    return session, keeper.path


def test_a_front_handed_over_in_mid_game_is_in_the_save_with_all_orders(tmp_path: Path) -> None:
    _, path = saved_game(tmp_path)
    save = read_save(path)
    assert save.seats == {**SEATS, "gov/tigers": "normal"}
    assert [entry.order for entry in save.entries] == ["delay gov_1"]


def test_a_loaded_game_goes_on_with_the_same_leaders_and_the_same_orders(tmp_path: Path) -> None:
    session, path = saved_game(tmp_path)
    again, keeper, note = resumed(path, tmp_path)
    assert (note, again.seating.fronts) == ("", {"gov": {"tigers": "normal"}})
    for one in (session, again):
        act(one, again=False)
        one.submit(EndImpulse())
    assert session.orders == again.orders and digest(session.state) == digest(again.state)
    assert keeper.path is not None and read_save(keeper.path).seats == {**SEATS, "gov/tigers": "normal"}


def test_a_lent_faction_comes_back_lent_from_a_save_and_can_be_taken_back(tmp_path: Path) -> None:
    session, _ = begun(two_fronts(tmp_path), SEATS, 7, tmp_path)
    session.seating.hand_over("gov", "easy")
    copy_to(tmp_path / "lent.save", session)
    again, keeper, _ = resumed(tmp_path / "lent.save", tmp_path)
    assert (again.seats["gov"], again.seating.lent) == ("easy", ["gov"])
    again.seating.take_back("gov")
    assert again.is_human("gov") and keeper.path is not None
    assert read_save(keeper.path).seats == SEATS


def test_an_old_save_has_no_fronts(tmp_path: Path) -> None:
    session, _ = begun(two_fronts(tmp_path), SEATS, 7, tmp_path)
    copy_to(tmp_path / "old.save", session)
    again, _, _ = resumed(tmp_path / "old.save", tmp_path)
    assert (again.seats, again.seating.fronts, again.seating.lent) == (SEATS, {}, [])


def test_the_next_stage_of_a_campaign_gives_lent_factions_back(tmp_path: Path) -> None:
    session = game(tmp_path)
    session.seating.hand_over("gov", "normal")
    assert session.seating.own_seats() == SEATS


# Reasons


def speaking(session: Session, faction: str, *missions: str) -> Scripted:
    """Let a player of a faction say something."""
    player = Scripted(faction)
    player.reasons += [reason(session.state.turn, faction, mission) for mission in missions]
    session.note_reasons(player)
    return player


def read_by(session: Session, viewer: str) -> list[str]:
    return [one.mission for one in session.reasons_for(viewer)]


def test_reasons_of_an_enemy_are_read_after_the_game_and_never_before(tmp_path: Path) -> None:
    session = game(tmp_path)
    session.seating.lead("gov", "tigers", "normal")
    speaking(session, "isis", "hold Sukhna")
    assert read_by(session, "gov") == []
    while not session.over:
        assert read_by(session, "gov") == []
        session.submit(EndImpulse())
    assert read_by(session, "gov") == ["hold Sukhna"]


def test_reasons_of_ones_own_staff_and_of_allies_are_read_during_the_game(tmp_path: Path) -> None:
    session = game(tmp_path)
    speaking(session, "gov", "take Sukhna")
    assert (read_by(session, "gov"), read_by(session, "isis")) == (["take Sukhna"], [])
    allied_game(session)
    speaking(session, "isis", "come along")
    assert read_by(session, "gov") == ["take Sukhna", "come along"]
    assert read_by(session, "isis") == ["come along"], "what was said before the alliance stays unsaid"


def test_whoever_is_no_ally_any_more_is_not_read_any_more(tmp_path: Path) -> None:
    session = game(tmp_path)
    was = session.state
    allied_game(session)
    speaking(session, "isis", "come along")
    session.state = replace(session.state, relations=was.relations)
    assert read_by(session, "gov") == []


def test_each_reason_is_noted_once(tmp_path: Path) -> None:
    session = game(tmp_path)
    player = speaking(session, "gov", "one")
    player.reasons.append(reason(1, "gov", "two"))
    session.note_reasons(player)
    session.note_reasons(player)
    assert read_by(session, "gov") == ["one", "two"]


def test_a_loaded_game_remembers_what_was_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session, keeper = begun(two_fronts(tmp_path), SEATS, 7, tmp_path)
    speaking(session, "gov", "take Sukhna – at once")
    session.submit(parse_order("delay gov_1"))
    speaking(session, "isis", "hold Sukhna")
    session.submit(EndImpulse())
    assert keeper.path is not None
    again, other, _ = resumed(keeper.path, tmp_path)
    assert again.minutes.all() == session.minutes.all() and len(again.minutes.all()) == 2
    assert read_by(again, "gov") == ["take Sukhna – at once"], "a save tells nobody more than the game did"
    assert other.path is not None and read_save(other.path).checkpoints == read_save(keeper.path).checkpoints
    assert run(["replay", str(keeper.path), "--verify"]) == 0


@pytest.mark.parametrize(
    "marks", ["", "reasons", '{"reasons": 7}', '{"reasons": [[1, 2], 3, {}]}', '["reasons"]']
)
def test_nonsense_in_place_of_reasons_is_left_out(tmp_path: Path, marks: str) -> None:
    session = game(tmp_path)
    session.minutes.read(marks, session.state)
    assert session.minutes.all() == []


# In words


def test_fronts_are_handed_over_and_taken_back_in_words(tmp_path: Path) -> None:
    session = game(tmp_path, scripts=DELAYS)
    out = in_words(
        session, "fronts", "front tigers to staff", "fronts", "front tigers back", "front tigers back"
    )
    assert "tigers: Tiger Forces, 1 unit, led by you" in out and "1 unit, led by staff" in out
    assert "you lead Tiger Forces again" in out and "you lead Tiger Forces yourself" in out


@pytest.mark.parametrize(
    "words",
    ["front", "front tigers", "front nowhere to normal", "front tigers to pass", "front tigers to human"],
)
def test_nonsense_about_fronts_is_answered(tmp_path: Path, words: str) -> None:
    session = game(tmp_path)
    in_words(session, words)
    assert not session.seating.fronts.get("gov") and session.is_human("gov")


def test_the_staff_acts_before_the_impulse_ends(tmp_path: Path) -> None:
    session = game(tmp_path, scripts=DELAYS)
    out = in_words(session, "front tigers to staff", "end", "quit")
    assert session.orders[:2] == ["delay gov_3", "end"] and "staff has given 1 order" in out


def test_why_and_staff_tell_the_reasons_of_ones_own_machines(tmp_path: Path) -> None:
    session = game(
        tmp_path, scripts={**DELAYS, "foe": ("delay isis_1",)}, seats={"gov": "human", "isis": "foe"}
    )
    out = in_words(session, "front tigers to staff", "staff now", "why", "end", "staff", "quit")
    assert out.count("GOV: do delay gov_3: it is so; expects a gain") == 2
    assert "delay isis_1" not in out


def test_a_lent_faction_is_asked_for_at_its_impulses_and_comes_back(tmp_path: Path) -> None:
    session = game(tmp_path, scripts={"staff": ("delay gov_4",)})
    out = in_words(session, "front all to staff", "back", "delay gov_1", "quit")
    assert session.orders == ["delay gov_4", "end", "end", "delay gov_1"]
    assert "staff plays Syrian government until you take it back" in out and session.is_human("gov")


def test_watching_to_the_end_is_a_matter_of_enters(tmp_path: Path) -> None:
    session = game(tmp_path)
    out = in_words(session, "front all to pass", "", "")
    assert session.over and "par" in out
