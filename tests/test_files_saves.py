"""Saves: append-only, crash-safe, honest about damage, and the same game when played again."""

from __future__ import annotations

import json
import os
import random
import zlib
from pathlib import Path

import pytest

from game.files import journal
from game.files.journal import SaveFile, read_save, write_save
from game.files.save_format import SaveError
from game.files.saves import autosave_path, list_saves, save_folder, turn_of
from game.table import resumed
from tests.support.saves import new_save

SOURCE = (
    '{"format":"1","id":"small","title":"Small نهر","order":["isis","us","gov"],'
    '"clock":{"impulses":"1","turns":"9"},"units":[{"faction":"isis"},{"faction":"gov"}],'
    '"arrivals":[{"turn":"3","units":[{"faction":"us"}]}]}'
)
SEATS = {"gov": "human", "isis": "hard"}
ORDERS = [("move gov_1 0407", "aa11"), ("end", "bb22"), ("assault 0408 with gov_1", "cc33"), ("end", "dd44")]


def begun(path: Path, orders: list[tuple[str, str]] = ORDERS) -> Path:
    """Write a save of some orders."""
    with new_save(path, SOURCE, 7, SEATS) as save:
        for order, digest in orders:
            save.append(order, digest)
    return path


def told(path: Path) -> list[tuple[str, str]]:
    """Return the orders and digests of a save."""
    return [(entry.order, entry.digest) for entry in read_save(path).entries]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    save = read_save(begun(tmp_path / "a.save"))
    assert (save.scenario, save.seed, save.seats, save.note) == (SOURCE, 7, SEATS, "")
    assert [(entry.order, entry.digest) for entry in save.entries] == ORDERS


def test_each_order_is_on_the_disk_when_append_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_size))
    path = tmp_path / "a.save"
    save = new_save(path, SOURCE, 7, SEATS)
    for count, (order, digest) in enumerate(ORDERS, start=1):
        save.append(order, digest)
        assert flushed[-1] == path.stat().st_size
        assert told(path) == ORDERS[:count]


def test_the_first_line_is_json_with_all_that_a_game_begins_with(tmp_path: Path) -> None:
    first = begun(tmp_path / "a.save").read_text(encoding="utf-8").splitlines()[0]
    header = json.loads(first)
    assert (header["format"], header["rules"], header["seed"], header["seats"]) == (2, 1, 7, SEATS)
    assert header["scenario"] == json.loads(SOURCE)


def test_each_order_has_its_length_text_and_digest_and_the_crc_of_all_so_far(tmp_path: Path) -> None:
    first, *lines = begun(tmp_path / "a.save").read_bytes().splitlines(keepends=True)
    crc = zlib.crc32(first)
    for line, (order, digest) in zip(lines, ORDERS, strict=True):
        size, written, body = line[:-1].split(b" ", 2)
        crc = zlib.crc32(body, crc)
        assert int(size) == len(body)
        assert int(written, 16) == crc
        assert body.decode() == f"order {digest} {order}"


@pytest.mark.parametrize("at", [1, 3])
def test_lines_moved_left_out_doubled_or_from_another_game_are_refused(tmp_path: Path, at: int) -> None:
    lines = begun(tmp_path / "a.save").read_bytes().splitlines(keepends=True)
    orders = [("end", "ee55"), *ORDERS[1:], ("end", "ff66"), ("end", "aa77")]
    other = begun(tmp_path / "b.save", orders).read_bytes().splitlines(keepends=True)
    for wrong in (
        [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]],
        [*lines[:at], *lines[at + 1 :], *lines[-1:]],
        [*lines[: at + 1], *lines[at:]],
        [*lines[: at + 1], *other[at + 1 :]],
    ):
        path = tmp_path / "wrong.save"
        path.write_bytes(b"".join(wrong))
        with pytest.raises(SaveError, match="damaged: line"):
            read_save(path)


def test_a_torn_end_is_dropped_with_a_note_wherever_it_is_torn(tmp_path: Path) -> None:
    raw = begun(tmp_path / "a.save").read_bytes()
    start = raw.index(b"\n") + 1
    ends = [
        start + sum(len(line) + 1 for line in raw[start:].split(b"\n")[:n]) for n in range(len(ORDERS) + 1)
    ]
    torn = tmp_path / "torn.save"
    for length in range(start, len(raw)):
        torn.write_bytes(raw[:length])
        whole = max(n for n, end in enumerate(ends) if end <= length)
        assert told(torn) == ORDERS[:whole]
        assert bool(read_save(torn).note) == (length not in ends)


def test_a_torn_first_line_is_refused(tmp_path: Path) -> None:
    raw = begun(tmp_path / "a.save").read_bytes()
    path = tmp_path / "torn.save"
    for length in (0, 1, 10, 25, raw.index(b"\n") - 1):
        path.write_bytes(raw[:length])
        with pytest.raises(SaveError):
            read_save(path)


def test_zeros_at_the_end_as_a_crash_may_leave_them_are_dropped(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save")
    with path.open("ab") as file:
        file.write(b"\0" * 512)
    assert told(path) == ORDERS
    assert read_save(path).note


def test_damage_before_the_end_is_refused_by_line(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save")
    path.write_bytes(path.read_bytes().replace(b"move gov_1 0407", b"move gov_1 0507"))
    with pytest.raises(SaveError, match="damaged: line 2"):
        read_save(path)


def test_a_changed_seed_is_refused(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save")
    path.write_bytes(path.read_bytes().replace(b'"seed":7', b'"seed":8'))
    with pytest.raises(SaveError, match="first line"):
        read_save(path)


def test_going_on_after_a_crash_cuts_the_torn_end_off(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save")
    path.write_bytes(path.read_bytes()[:-3])
    with SaveFile.open(path) as save:
        assert len(save) == 3
        save.append("end", "ee55")
    assert told(path) == [*ORDERS[:3], ("end", "ee55")]
    assert read_save(path).note == ""


def test_rewinding_forgets_the_last_orders_and_play_goes_on(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save", [])
    save = SaveFile.open(path)
    for order, digest in ORDERS:
        save.append(order, digest)
    save.rewind(1)
    assert (len(save), told(path)) == (1, ORDERS[:1])
    save.append("end", "ff66")
    assert told(path) == [ORDERS[0], ("end", "ff66")]
    with pytest.raises(SaveError):
        save.rewind(3)
    save.rewind(0)
    assert told(path) == []


def test_rewinding_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = begun(tmp_path / "a.save")
    save = SaveFile.open(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SaveError, match="no space left"):
        save.rewind(1)
    assert told(path) == ORDERS
    assert sorted(one.name for one in tmp_path.iterdir()) == [".a.save.lock", "a.save"]


def test_creating_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = begun(tmp_path / "a.save")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="no space left"):
        write_save(path, SOURCE, 8, SEATS, ())
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.save"]


def test_a_disk_that_fills_up_loses_nothing_written_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = begun(tmp_path / "a.save")
    save = SaveFile.open(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(SaveError, match=r"cannot write a\.save: no space left"):
            save.append("end", "ee55")
    assert told(path) == ORDERS
    save.append("end", "ee55")
    assert told(path) == [*ORDERS, ("end", "ee55")]


def test_checkpoints_stand_between_orders_and_may_be_ignored(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save", ORDERS[:2])
    with SaveFile.open(path) as save:
        save.append(*ORDERS[2], "memory of\nan AI")
        save.append(*ORDERS[3])
        save.rewind(3)
    found = read_save(path)
    assert found.checkpoints == {3: "memory of\nan AI"}
    assert len(found.entries) == 3


def test_a_game_written_at_one_go_is_the_same_file(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save")
    write_save(tmp_path / "deep" / "b.save", SOURCE, 7, SEATS, [(*line, "") for line in ORDERS])
    assert (tmp_path / "deep" / "b.save").read_bytes() == path.read_bytes()


def test_orders_that_would_break_the_format_are_refused(tmp_path: Path) -> None:
    save = new_save(tmp_path / "a.save", SOURCE, 7, SEATS)
    for order, digest in (("move\nend", "aa"), ("end", ""), ("end", "a b"), ("x" * 10_000, "aa")):
        with pytest.raises(SaveError):
            save.append(order, digest)
    assert told(tmp_path / "a.save") == []


def test_foreign_files_and_folders_are_refused_in_one_line(tmp_path: Path) -> None:
    foreign = tmp_path / "x.save"
    for raw in (b"", b"{}", b"format: 1\n", b"\x80\x04\x95pickle", b"\0" * 100, b'{"euphrates":"map"}\n'):
        foreign.write_bytes(raw)
        with pytest.raises(SaveError, match="is not a saved game") as caught:
            read_save(foreign)
        assert "\n" not in str(caught.value)
    for path, reason in ((tmp_path, "a folder"), (tmp_path / "none.save", "no such file")):
        with pytest.raises(SaveError, match=reason):
            read_save(path)


@pytest.mark.parametrize("key", ["format", "rules"])
def test_saves_of_newer_versions_are_refused_politely(tmp_path: Path, key: str) -> None:
    fields = json.loads(begun(tmp_path / "a.save").read_bytes().splitlines()[0])
    fields.pop("check")
    fields[key] = 99
    fields["check"] = zlib.crc32(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())
    line = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    (tmp_path / "new.save").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SaveError, match=r"newer version .*99"):
        read_save(tmp_path / "new.save")


def test_mutated_saves_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    raw = begun(tmp_path / "a.save").read_bytes()
    path, chance = tmp_path / "m.save", random.Random(20170609)
    for _ in range(1500):
        found = bytearray(raw)
        match chance.randrange(4):
            case 0:
                for _ in range(chance.randrange(1, 6)):
                    found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
            case 1:
                del found[chance.randrange(len(found)) :]
            case 2:
                a, b = sorted(chance.randrange(len(found)) for _ in range(2))
                found[a:a] = found[a:b]
            case 3:
                a = chance.randrange(len(found))
                found[a : a + 1] = chance.choice(
                    [b"[" * 5000, b"9" * 5000, b"\xff", b"\\ud800", b"\n", b"NaN"]
                )
        path.write_bytes(found)
        try:
            save = read_save(path)
        except SaveError as error:
            assert "\n" not in str(error)
        else:
            assert (save.seed, save.seats) == (7, SEATS)
            assert [(entry.order, entry.digest) for entry in save.entries] == ORDERS[: len(save.entries)]


def test_files_too_large_for_a_save_are_not_read(tmp_path: Path) -> None:
    path = begun(tmp_path / "a.save")
    os.truncate(path, journal.MAX_BYTES + 1)
    with pytest.raises(SaveError, match="too large"):
        read_save(path)


def test_the_menu_lists_saves_latest_first_and_says_what_is_wrong_with_a_damaged_one(tmp_path: Path) -> None:
    begun(tmp_path / "old.save")
    begun(tmp_path / "new.save", ORDERS[:1])
    (tmp_path / "bad.save").write_bytes(b"junk")
    (tmp_path / "notes.txt").write_text("no save")
    for age, name in enumerate(("new", "bad", "old")):
        os.utime(tmp_path / f"{name}.save", (1_500_000_000 - age, 1_500_000_000 - age))
    new, bad, old = list_saves(tmp_path)
    assert (new.title, new.scenario, new.turn, new.orders, new.problem) == ("Small نهر", "small", 1, 1, "")
    assert (old.turn, old.orders, old.auto) == (2, 4, False)
    assert "not a saved game" in bad.problem
    assert list_saves(tmp_path / "nowhere") == []


def test_the_turn_of_a_save_counts_ended_impulses(tmp_path: Path) -> None:
    assert turn_of(read_save(begun(tmp_path / "a.save", [("end", "aa")] * 5))) == 3
    assert turn_of(read_save(begun(tmp_path / "b.save", [("end", "aa")] * 7))) == 4, "a third comes on turn 3"
    assert turn_of(read_save(begun(tmp_path / "c.save", [("end", "aa")] * 99))) == 9


def test_autosaves_rotate(tmp_path: Path) -> None:
    mine = begun(tmp_path / "autosave-mine.save")
    for _ in range(14):
        begun(autosave_path("small", tmp_path))
    autos = [one for one in list_saves(tmp_path) if one.auto]
    assert sorted(one.path.name for one in autos) == [f"autosave-{n:04}-small.save" for n in range(5, 15)]
    assert mine.exists()


def test_the_folder_of_saves_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EUPHRATES_SAVES", str(tmp_path / "here"))
    assert save_folder() == tmp_path / "here"
    monkeypatch.delenv("EUPHRATES_SAVES")
    assert save_folder().name == "saves"


def test_a_save_written_over_leaves_its_two_earlier_states_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.save"
    games = [[(order, digest, "") for order, digest in ORDERS[:count]] for count in (1, 2, 2, 3, 4)]
    for game in games:
        write_save(path, SOURCE, 7, SEATS, game)
    assert told(path) == ORDERS
    assert [told(one) for one in journal.earlier(path)] == [ORDERS[:3], ORDERS[:2]]
    assert [one.path for one in list_saves(tmp_path)] == [path]


# Saves of earlier versions

OLD = Path(__file__).parent / "data" / "saves"


@pytest.mark.parametrize("name", ["format_1_small", "format_1_torn", "format_1_skirmish"])
def test_saves_of_format_1_are_read_and_go_on_as_format_2(tmp_path: Path, name: str) -> None:
    path = tmp_path / "old.save"
    path.write_bytes((OLD / f"{name}.save").read_bytes())
    old = read_save(path)
    assert old.header.format == 1
    assert bool(old.note) == (name == "format_1_torn")
    with SaveFile.open(path) as file:
        file.append("end", "ff66")
    new = read_save(path)
    assert (new.header.format, new.note) == (2, "")
    assert new.entries[:-1] == old.entries
    assert (new.scenario, new.seed, new.seats, new.checkpoints) == (
        old.scenario,
        old.seed,
        old.seats,
        old.checkpoints,
    )


def test_a_game_saved_in_format_1_is_played_on(tmp_path: Path) -> None:
    session, keeper, note = resumed(OLD / "format_1_skirmish.save", tmp_path)
    keeper.close()
    assert (len(session.written), note) == (len(read_save(OLD / "format_1_skirmish.save").entries), "")
    assert keeper.path is not None
    assert read_save(keeper.path).header.format == 2
