"""Games at a table: every order is written down with marks of what it changed, whatever the disk does."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import run
from game.files.journal import SaveFile, read_save
from game.files.save_format import SaveError
from game.model.orders import EndImpulse, Order, SetPosture, parse_order
from game.rules import digest
from game.session import Session
from game.table import ONE_PERSON, Keeper, begun, copy_to, resumed
from tests.support.saves import new_save
from tests.support.window import skirmish

PERSONS = {"gov": "human", "isis": "human"}
DELAY = parse_order("delay gov_1")


def played(folder: Path, *orders: Order, one_person: bool = False) -> tuple[Session, Keeper]:
    """Return a game in which some orders have been given, and its journal."""
    session, keeper = begun(skirmish(), PERSONS, 7, folder, one_person)
    for order in orders:
        session.submit(order)
    return session, keeper


def saved(keeper: Keeper) -> list[str]:
    assert keeper.path is not None
    return [entry.order for entry in read_save(keeper.path).entries]


def changed(path: Path, order: str) -> Path:
    """Return a copy of a save whose first order is another, with the record as it was."""
    save = read_save(path)
    copy = path.with_name("changed.save")
    with new_save(copy, save.scenario, save.seed, save.seats) as file:
        for number, entry in enumerate(save.entries, start=1):
            file.append(order if number == 1 else entry.order, entry.digest, save.checkpoints[number])
    return copy


def test_verify_names_the_field_in_a_game_from_a_table(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    session, keeper = played(tmp_path, DELAY, EndImpulse())
    assert keeper.path is not None
    assert run(["replay", str(keeper.path), "--verify"]) == 0
    assert run(["replay", str(changed(keeper.path, "axis central")), "--verify"]) == 1
    assert "order 1, `axis central`: the field 'axis' differs" in capsys.readouterr().out
    copy_to(tmp_path / "named.save", session)
    assert read_save(tmp_path / "named.save").checkpoints == read_save(keeper.path).checkpoints


def test_verify_gives_the_digests_where_a_save_has_no_marks(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    session, _ = played(tmp_path, DELAY)
    path = tmp_path / "bare.save"
    with new_save(path, session.scenario.source, 7, PERSONS) as file:
        file.append("delay gov_1", "0" * 32)
    assert run(["replay", str(path), "--verify"]) == 1
    assert f"the digest is {digest(session.state)}, the record says {'0' * 32}" in capsys.readouterr().out


def test_a_game_goes_on_in_a_journal_of_its_own_with_all_its_marks(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    _, first = played(tmp_path, DELAY, EndImpulse(), one_person=True)
    assert first.path is not None
    session, keeper, note = resumed(first.path, tmp_path)
    assert (note, session.one_person, session.seats) == ("", True, PERSONS)
    session.submit(EndImpulse())
    assert keeper.path is not None and keeper.path != first.path
    save = read_save(keeper.path)
    assert sorted(save.checkpoints) == [1, 2, 3]
    assert save.seats == {**PERSONS, ONE_PERSON: "human"}
    assert run(["replay", str(keeper.path), "--verify"]) == 0


def test_what_is_taken_back_leaves_the_journal(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, DELAY, SetPosture("gov_2", DELAY.posture))  # type: ignore[union-attr]
    session.undo()
    assert saved(keeper) == ["delay gov_1"]
    session.redo()
    assert saved(keeper) == session.orders == ["delay gov_1", "delay gov_2"]


def test_what_a_full_disk_refused_is_written_with_the_next_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("no space left")

    session, keeper = played(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(SaveFile, "append", full)
        session.submit(DELAY)
    assert keeper.trouble == "The game is not being saved from `delay gov_1` on: no space left"
    session.submit(EndImpulse())
    assert (keeper.trouble, saved(keeper)) == ("", ["delay gov_1", "end"])


def test_going_back_is_made_good_where_the_disk_refused_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("no space left")

    session, keeper = played(tmp_path, DELAY)
    with monkeypatch.context() as patch:
        patch.setattr(SaveFile, "rewind", full)
        session.undo()
    assert "no space left" in keeper.trouble
    session.submit(EndImpulse())
    assert (keeper.trouble, saved(keeper)) == ("", ["end"])


def test_a_save_that_the_rules_refuse_is_told_by_order(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, DELAY)
    assert keeper.path is not None
    with pytest.raises(SaveError, match=r"order 1, `surge`, is refused"):
        resumed(changed(keeper.path, "surge"), tmp_path)
    with pytest.raises(SaveError, match="the rules have changed"):
        resumed(changed(keeper.path, "delay gov_2"), tmp_path)
