"""The YAML reader: text with marks, and every hostile or sloppy input refused in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game.files.problems import Mark, ScenarioError
from game.files.yaml_reader import MAX_BYTES, MAX_DEPTH, Map, locate, parse_document, read_document, read_yaml

HOSTILE = {
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "E011"),
    "anchor": ("a: &x 1\n", "E011"),
    "alias without anchor": ("a: *nobody\n", "E011"),
    "self-referring alias": ("a: &a [*a]\n", "E011"),
    "merge key": ("a: {b: 1}\nc: {<<: {d: 2}}\n", "E013"),
    "python tag": ("a: !!python/object/apply:os.system ['true']\n", "E012"),
    "own tag": ("a: !unit tiger\n", "E012"),
    "second document": ("a: 1\n---\nb: 2\n", "E014"),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "E017"),
    "map as key": ("? {a: b}\n: 1\n", "E016"),
    "empty key": ("'': 1\n", "E016"),
    "null as key": ("~: 1\n", "E016"),
    "deep flow": ("a: " + "[" * 100_000, "E015"),
    "deep block": ("\n".join(" " * depth + "a:" for depth in range(200)), "E015"),
    "too many values": ("a: [" + "1," * 250_000 + "]", "E010"),
    "tab": ("a:\n\tb: 1\n", "E018"),
    "unfinished": ("a: {b: [1,", "E018"),
    "colon in text": ("a: b: c\n", "E018"),
    "other version": ("%YAML 3.0\n---\na: 1\n", "E018"),
    "empty": ("", "E007"),
    "comment alone": ("# nothing\n", "E007"),
    "list": ("- a\n- b\n", "E008"),
    "scalar": ("hello\n", "E008"),
    "NUL by escape": ('a: "\\0"\n', "E005"),
    "direction override by escape": ('a: "\\u202e"\n', "E006"),
}
JUNK = {
    "NUL": (b"a: \x00\n", "E005"),
    "escape character": (b"a: \x1b[31m\n", "E005"),
    "line separator": ("a: b\u2028c: d\n".encode(), "E005"),
    "direction override": ("a: x\u202ey\n".encode(), "E006"),
    "isolate": ("a: \u2066x\n".encode(), "E006"),
    "latin-1": (b"a: \xe9t\xe9\n", "E004"),
    "UTF-16": ("a: 1\n".encode("utf-16"), "E004"),
    "binary": (bytes(range(256)) * 4, "E004"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_yaml_is_refused_with_a_code_and_a_line(case: str) -> None:
    text, code = HOSTILE[case]
    _, problems = parse_document(text, "x.yaml")
    assert code in [found.code for found in problems]
    assert all(found.line >= 1 and found.column >= 1 and found.file == "x.yaml" for found in problems)
    assert all("\n" not in found.message and len(found.message) < 200 for found in problems)


@pytest.mark.parametrize("case", HOSTILE)
def test_the_pure_parser_refuses_the_same(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    if case == "too many values":
        return  # the same path, and slow
    text, code = HOSTILE[case]
    _, problems = parse_document(text, "x.yaml")
    assert code in [found.code for found in problems]


@pytest.mark.parametrize("case", JUNK)
def test_files_that_are_no_text_are_refused(case: str, tmp_path: Path) -> None:
    raw, code = JUNK[case]
    path = tmp_path / "junk.yaml"
    path.write_bytes(raw)
    document, problems = read_document(path)
    assert document is None
    assert [found.code for found in problems] == [code]


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path, code in (
        (tmp_path / "none.yaml", "E001"),
        (tmp_path, "E002"),
        (pipe, "E002"),
        ("a\0b", "E001"),
    ):
        document, problems = read_document(path)
        assert document is None
        assert [found.code for found in problems] == [code]


def test_the_size_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.touch()
    os.truncate(path, MAX_BYTES + 1)  # a hole: nothing is read of it
    assert [found.code for found in read_document(path)[1]] == ["E003"]


def test_a_file_at_the_size_cap_is_read(tmp_path: Path) -> None:
    path = tmp_path / "full.yaml"
    path.write_bytes(b"a: 1\n#" + b"x" * (MAX_BYTES - 6))
    assert read_yaml(path) == {"a": "1"}


def test_nesting_up_to_the_cap_is_read() -> None:
    inner = MAX_DEPTH - 1
    document, problems = parse_document("a: " + "[" * inner + "]" * inner, "x")
    assert document is not None
    assert problems == []
    assert parse_document("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "x")[1][0].code == "E015"


def test_scalars_stay_text_whatever_yaml_would_make_of_them() -> None:
    text = "[yes, no, on, 010, 12:30, 2017-09-05, 1e3, .nan, 0x10, 1_000, 0407, true]"
    document, _ = parse_document(f"a: {text}", "x")
    assert document == {"a": text.strip("[]").split(", ")}


def test_only_a_plain_null_is_null() -> None:
    document, _ = parse_document("a: null\nb: ~\nc: 'null'\nd:\ne: \"~\"\n", "x")
    assert document == {"a": None, "b": None, "c": "null", "d": "", "e": "~"}


def test_every_problem_of_a_file_is_told_at_once() -> None:
    _, problems = parse_document("a: &x 1\nb: 2\nb: 3\nc: !t 4\nd: {<<: 5}\n", "x")
    assert [(found.line, found.code) for found in problems] == [
        (1, "E011"), (3, "E017"), (4, "E012"), (5, "E013"),
    ]  # fmt: skip


def test_a_duplicate_key_names_the_first_line_and_keeps_the_first_value() -> None:
    document, problems = parse_document("a: 1\nb: 2\na: 3\n", "x")
    assert document == {"a": "1", "b": "2"}
    assert "first on line 1" in problems[0].message
    assert (problems[0].line, problems[0].column) == (3, 1)


def test_values_and_keys_keep_their_line_and_column() -> None:
    document, _ = parse_document("a:\n  b: [x, {c: y}]\n", "f")
    assert locate(document, ("a", "b", 1, "c")) == Mark("f", 2, 14)
    assert locate(document, ("a", "b", 1, "c"), of_key=True) == Mark("f", 2, 11)
    assert locate(document, ("a", "nothing")) == Mark("f", 2, 3)
    assert locate(document, ("a", "tag of a union", "b", 0)) == Mark("f", 2, 7)


def test_a_problem_prints_as_compilers_do() -> None:
    _, problems = parse_document("a: 1\na: 2\n", "f.yaml")
    assert (
        str(problems[0])
        == "f.yaml:2:1: E017 'a' is given twice (first on line 1)\n    help: keep one of them"
    )


def test_a_byte_order_mark_at_the_start_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(path) == {"a": "1"}


def test_arabic_and_long_text_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "ar.yaml"
    path.write_text("name: نهر الفرات\ntext: |-\n  one\n  two\n", encoding="utf-8")
    assert read_yaml(path) == {"name": "نهر الفرات", "text": "one\ntwo"}


def test_reading_a_refused_file_raises_with_all_problems(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\na: 2\nb: &b 1\n")
    with pytest.raises(ScenarioError) as caught:
        read_yaml(path)
    assert [found.code for found in caught.value.problems] == ["E017", "E011"]


@given(st.text(alphabet="ab01:-[]{},&*!|>'\"%#?~< \n\t\\", max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    document, problems = parse_document(text, "x")
    assert isinstance(document, Map) or problems


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_bytes_whatever_break_the_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(raw)
    document, problems = read_document(path)
    assert isinstance(document, Map) or problems
