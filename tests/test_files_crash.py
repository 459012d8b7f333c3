"""What a crash, a full disk or a second program may do to a game: no more than the last order is lost."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game import app
from game.cli import run
from game.files import journal
from game.files.crash import impersonal, report
from game.files.journal import SaveFile, read_save, write_save
from game.files.lock import left_behind, lock_path
from game.files.save_format import SaveError
from game.files.saves import autosave_path, list_saves
from game.model.orders import parse_order
from game.table import Keeper
from game.ui.screens.menu import MenuScreen
from game.ui.window import Window
from tests.support.window import SKIRMISH, Driver, driving, session_of

Out = pytest.CaptureFixture[str]
SOURCE = '{"id": "x", "format": 1}'
STEPS = ("append", "append", "append", "rewind", "append", "append", "whole", "append")
"""What the child does: orders, two taken back, one more, the file written anew, one more."""

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def contents(steps: Sequence[str]) -> list[list[str]]:
    """Return the orders that the file holds after each step, the start first."""
    found, orders, number = [[]], list[str](), 0
    for step in steps:
        if step == "append":
            number += 1
            orders = [*orders, f"move u{number} 0101"]
        elif step == "rewind":
            orders = orders[:-2]
        found.append(orders)
    return found


def act(path: Path, steps: Sequence[str], done: Callable[[int], None]) -> None:
    """Do all steps, and say after each that it is done."""
    number = 0
    file = SaveFile.open(path)
    for index, step in enumerate(steps, start=1):
        if step == "append":
            number += 1
            file.append(f"move u{number} 0101", f"{number:032x}")
        elif step == "rewind":
            file.rewind(len(file) - 2)
        else:
            save = read_save(path)
            file.close()
            write_save(path, SOURCE, 7, {"gov": "human"}, [(e.order, e.digest, "") for e in save.entries])
            file = SaveFile.open(path)
        done(index)
    file.close()


class Killer:
    """Counts what is asked of the operating system and kills the process at one of it: before, after, or for
    a write in its middle."""

    def __init__(self, at: int, how: str) -> None:
        self.count, self.at, self.how = 0, at, how

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a call that may be the last."""

        def watched(*args: Any) -> Any:
            self.count += 1
            due = self.count == self.at
            if due and self.how == "before":
                self.end()
            if due and self.how == "middle" and call is WRITE:
                args[0].write(args[1][: len(args[1]) // 2])
                self.end()
            result = call(*args)
            if due:
                self.end()
            return result

        return watched

    def end(self) -> None:
        """End at once, as with kill -9."""
        os.kill(os.getpid(), signal.SIGKILL)


WRITE = journal._write_whole


class Watched:
    """The module `os` as the journal sees it, three of its calls watched."""

    def __init__(self, killer: Killer) -> None:
        self.fsync = killer.around(os.fsync)
        self.replace = killer.around(os.replace)
        self.truncate = killer.around(os.truncate)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


def child(path: Path, steps: Sequence[str], killer: Killer, told: int) -> None:
    """Play in a process of its own, and tell each step that is done through a pipe."""
    journal.os = Watched(killer)  # type: ignore[attr-defined]
    journal._write_whole = killer.around(WRITE)
    act(path, steps, lambda index: os.write(told, bytes((index,))))


def killed(path: Path, at: int, how: str, steps: Sequence[str] = STEPS) -> tuple[int, bool]:
    """Play in a child that is killed; return the steps it had done, and whether it was killed at all."""
    write_save(path, SOURCE, 7, {"gov": "human"}, ())
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        code = 1
        try:
            child(path, steps, Killer(at, how), write)
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        done = pipe.read()
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return len(done), os.WIFSIGNALED(status)


def points(tmp_path: Path, how: str, steps: Sequence[str] = STEPS) -> Iterator[tuple[int, list[str], int]]:
    """Kill a child at every point; yield the point, what the save holds then, and the steps done."""
    at = 1
    while True:
        path = tmp_path / f"{how}-{at}.save"
        done, was_killed = killed(path, at, how, steps)
        if not was_killed:
            return
        yield at, [entry.order for entry in read_save(path).entries], done
        at += 1


def survived(tmp_path: Path, how: str, steps: Sequence[str] = STEPS) -> int:
    """Kill at every point of some steps; return how many there were, each of which lost no finished step."""
    states, count = contents(steps), 0
    for at, held, done in points(tmp_path, how, steps):
        following = states[min(done + 1, len(states) - 1)]
        assert held in (states[done], following), f"killed {how} call {at}"
        count += 1
    return count


@forks
@pytest.mark.parametrize("how", ["before", "middle", "after"])
def test_killed_anywhere_a_save_is_readable_and_loses_no_finished_step(tmp_path: Path, how: str) -> None:
    assert survived(tmp_path, how) >= 15


@forks
@pytest.mark.long
def test_killed_at_a_thousand_points_of_games_by_chance_nothing_is_lost(tmp_path: Path) -> None:
    stream, count = Random(2017), 0
    while count < 1000:
        steps, held = list[str](), 0
        for step in stream.choices(STEPS, k=10):
            if step != "rewind" or held >= 2:
                steps.append(step)
                held += {"append": 1, "rewind": -2}.get(step, 0)
        count += survived(tmp_path, stream.choice(["before", "middle", "after"]), steps)
        for path in tmp_path.iterdir():
            path.unlink()
    print(f"{count} points")


@forks
def test_what_was_being_played_when_it_was_killed_is_offered_once(tmp_path: Path) -> None:
    path = tmp_path / "autosave-0001-x.save"
    killed(path, 5, "after")
    assert left_behind(tmp_path) == [path]
    assert left_behind(tmp_path) == []


def test_a_game_that_was_left_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "x.save"
    write_save(path, SOURCE, 7, {"gov": "human"}, ())
    SaveFile.open(path).close()
    assert not lock_path(path).exists() and left_behind(tmp_path) == []


def test_a_save_that_is_being_played_is_refused_to_a_second_program(tmp_path: Path) -> None:
    path = tmp_path / "x.save"
    write_save(path, SOURCE, 7, {"gov": "human"}, ())
    first = SaveFile.open(path)
    with pytest.raises(SaveError, match="is being played in another window"):
        SaveFile.open(path)
    assert left_behind(tmp_path) == []
    first.close()
    SaveFile.open(path).close()


def test_a_folder_that_vanishes_stops_no_game_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with driving(tmp_path) as driver:
        session = driver.program.start(session_of().scenario, {"gov": "human", "isis": "pass"}, 7)

        def gone(*_: object) -> None:
            raise OSError(errno.ENOENT, "No such file or directory")

        monkeypatch.setattr(journal.os, "fsync", gone)
        session.submit(parse_order("activate gov_1 gov_3 gov_2"))
        assert session.journal is not None and "not being saved" in session.journal.trouble
        monkeypatch.undo()


def refusing(code: int) -> Callable[..., Any]:
    """Return a call to the system that fails as a full or read-only disk does."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", ["_write_whole", "os.fsync", "os.replace", "os.truncate"])
def test_a_disk_that_fails_at_any_call_leaves_a_save_of_all_finished_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    path = tmp_path / "a.save"
    write_save(path, SOURCE, 7, {"gov": "human"}, ())
    with SaveFile.open(path) as file:
        file.append("move u1 0101", "aa11")
        file.append("move u2 0101", "bb22")
        monkeypatch.setattr(f"game.files.journal.{call}", refusing(code))
        for step in (lambda: file.append("move u3 0101", "cc33"), lambda: file.rewind(1)):
            with suppress(SaveError):
                step()
            assert [e.order for e in read_save(path).entries][:1] == ["move u1 0101"]
        with suppress(SaveError):
            write_save(path, SOURCE, 7, {"gov": "human"}, [("end", "dd44", "")])
        monkeypatch.undo()
        assert [e.order for e in read_save(path).entries][:1] in (["move u1 0101"], ["end"])
    assert not list(tmp_path.glob("*.tmp"))


def test_a_game_goes_on_while_its_folder_is_read_only_and_is_saved_once_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with driving(tmp_path) as driver:
        session = driver.program.start(session_of().scenario, {"gov": "human", "isis": "pass"}, 7)
        keeper = session.journal
        assert isinstance(keeper, Keeper) and keeper.path is not None
        monkeypatch.setattr(journal, "_write_whole", refusing(errno.EROFS))
        session.submit(parse_order("activate gov_1 gov_3 gov_2"))
        assert "read-only" in keeper.trouble
        assert read_save(keeper.path).entries == ()
        monkeypatch.undo()
        session.submit(parse_order("end"))
        assert keeper.trouble == ""
        assert len(read_save(keeper.path).entries) == len(session.written) >= 2


def test_a_clock_that_jumps_back_overwrites_and_loses_no_autosave(tmp_path: Path) -> None:
    for number, day in enumerate((20, 19, 40_000, 0, 1), start=1):
        path = autosave_path("x", tmp_path)
        assert path.name == f"autosave-{number:04}-x.save" and not path.exists()
        write_save(path, SOURCE, 7, {"gov": "human"}, ())
        os.utime(path, (day * 86_400, day * 86_400))
    assert len(list_saves(tmp_path)) == 5


def broken(self: Window) -> None:
    """A window whose loop fails."""
    raise RuntimeError(f"a part is missing in {Path.home()}/secret")


def test_an_unexpected_error_writes_a_report_and_the_game_is_offered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr(Window, "run", broken)
    program = app.Program((SKIRMISH.parent,), tmp_path / "saves")
    options = app.WindowOptions(scenario=SKIRMISH, seats={"gov": "human", "isis": "pass"}, seed=7)
    assert app.run_window(options, program) == 1
    error = capsys.readouterr().err
    assert "offered again" in error and "Traceback" not in error
    [written] = tmp_path.glob("crash-*.txt")
    text = written.read_text(encoding="utf-8")
    assert "RuntimeError" in text and "Game: skirmish, turn 1" in text and str(Path.home()) not in text

    monkeypatch.undo()
    driver = Driver(tmp_path)
    driver.window.push(MenuScreen(driver.window))
    driver.press("Go on")
    driver.pump(lambda: type(driver.window.screen).__name__ == "BattleScreen")
    driver.window.quit()


def test_an_unexpected_error_in_the_text_game_ends_in_plain_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("EUPHRATES_SAVES", str(tmp_path / "saves"))

    def fail(self: object) -> None:
        raise RuntimeError("a part is missing")

    monkeypatch.setattr("game.text.loop.TextGame.run", fail)
    assert run(["play", str(SKIRMISH), "--text", "--seats", "gov=human,isis=pass"]) == 1
    error = capsys.readouterr().err
    assert "ended unexpectedly: RuntimeError" in error and "Traceback" not in error
    assert list(tmp_path.glob("crash-*.txt"))


def test_a_report_holds_versions_and_last_orders_and_no_folder_of_the_user() -> None:
    try:
        raise ValueError("x")
    except ValueError as error:
        text = report(error, "toy, turn 3", [f"move u{number} 0101" for number in range(30)])
    assert "Python" in text and "move u29 0101" in text and "move u9 0101" not in text
    assert str(Path(__file__).parents[1]) not in text
    assert impersonal(f"{Path.home()}/a") == "~/a"
