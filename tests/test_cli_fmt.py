"""The stable form of scenario files: comments stay, meaning stays, and a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli import run
from game.files.yaml_format import formatted
from game.files.yaml_reader import parse_document

ROOT = Path(__file__).parents[1]
Out = pytest.CaptureFixture[str]

SLOPPY = """\
# yaml-language-server: $schema=x.json


format:    1
units:
# first of all
- {  id: a , at : b}   # the first
-   id: "b"
    at:   {lat: 34.5,
       lon: 38.2}     # goes on


    # about its name
    name:  >-
        Two
        words
camps:
      - [ gov,isis ]

      # done
"""
STABLE = """\
# yaml-language-server: $schema=x.json

format: 1
units:
  # first of all
  - {id: a, at: b}     # the first
  - id: "b"
    at: {lat: 34.5,
       lon: 38.2}     # goes on

    # about its name
    name: >-
        Two
        words
camps:
  - [gov, isis]

  # done
"""


def test_a_sloppy_file_becomes_even_and_keeps_its_comments() -> None:
    assert formatted(SLOPPY, "x") == STABLE


def test_tables_made_by_hand_stay_tables() -> None:
    table = "a:\n  one:   {x: 1,  y: 2}\n  three: {x: 10, y: 2}\n  alone: 3\n"
    assert formatted(table, "x") == table
    assert formatted("a:\n  one:   {x: 1}\nb: 2\n", "x") == "a:\n  one: {x: 1}\nb: 2\n"


def test_files_of_the_game_are_in_their_stable_form(capsys: Out) -> None:
    files = [*sorted((ROOT / "scenarios").rglob("*.yaml")), ROOT / "tests" / "data" / "skirmish.yaml"]
    assert run(["fmt", "--check", *map(str, files)]) == 0, capsys.readouterr().out


def test_fmt_writes_what_changes_and_check_only_says_so(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a:   1\r\n", encoding="utf-8", newline="")
    path.chmod(0o640)
    assert run(["fmt", "--check", str(path)]) == 1
    assert path.read_bytes() == b"a:   1\r\n"
    assert run(["fmt", str(path)]) == 0
    assert path.read_bytes() == b"a: 1\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["x.yaml"]
    assert run(["fmt", "--check", str(path)]) == 0
    assert "stable form" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: [1,\n", encoding="utf-8")
    assert run(["fmt", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == "a: [1,\n"
    assert "E018" in capsys.readouterr().err


WORDS = st.sampled_from(
    ["a", "gov_1", "'it''s'", '"x: y"', "34.5", "null", "two words", "-3", "~", '"#"', "x#y"]
)
KEYS = st.sampled_from(["id", "at", '"quoted key"', "turn_days", "x"])
GAP = st.integers(1, 4).map(lambda n: " " * n)
COMMENT = st.sampled_from(["", "", "  # said", "   # 2", " #x"])


@st.composite
def flows(draw: st.DrawFn, depth: int = 0) -> str:
    """A value on one line or over several, sloppily spaced."""
    kind = draw(st.sampled_from(["word", "word", "list", "map"])) if depth < 2 else "word"
    if kind == "word":
        return draw(WORDS)
    space = draw(st.sampled_from(["", " ", "  "]))
    comma = draw(st.sampled_from([",", ", ", " ,  ", ",\n          "]))
    inner = draw(st.lists(flows(depth + 1), max_size=3))
    if kind == "list":
        return f"[{space}{comma.join(inner)}{space}]"
    keys = draw(st.lists(KEYS, min_size=len(inner), max_size=len(inner), unique=True))
    return (
        f"{{{space}{comma.join(f'{key}: {value}' for key, value in zip(keys, inner, strict=True))}{space}}}"
    )


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """A block map with lists, texts, comments and blank lines, indented as it happens."""
    lines = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
        lines += draw(
            st.lists(st.sampled_from(["", "\n", f"{' ' * indent}# a remark\n", "# far out\n"]), max_size=2)
        )
        kind = draw(st.sampled_from(["flow", "flow", "map", "list", "text"])) if depth < 2 else "flow"
        start, step = f"{' ' * indent}{key}:", draw(st.integers(1, 4))
        if kind == "flow":
            lines.append(f"{start}{draw(GAP)}{draw(flows())}{draw(COMMENT)}\n")
        elif kind == "map":
            lines.append(f"{start}{draw(COMMENT)}\n{draw(blocks(indent + step, depth + 1))}")
        elif kind == "list":
            dash = " " * (indent + draw(st.sampled_from([0, 2, 3]))) + "-" + " " * step
            lines.append(f"{start}\n")
            lines += [f"{dash}{draw(flows(1))}{draw(COMMENT)}\n" for _ in range(draw(st.integers(1, 3)))]
        else:
            style = draw(st.sampled_from([">", "|", ">-", "|-"]))
            inner = " " * (indent + step)
            lines.append(f"{start} {style}\n{inner}some text # no comment\n\n{inner}more: text\n")
    return "".join(lines)


@settings(max_examples=150, deadline=None)
@given(blocks())
def test_the_meaning_stays_and_a_second_time_changes_nothing(text: str) -> None:
    before, problems = parse_document(text, "x")
    if problems or before is None:
        return
    once = formatted(text, "x")
    assert parse_document(once, "x") == (before, [])
    assert formatted(once, "x") == once
    assert sorted(re_comments(once)) == sorted(re_comments(text))
    assert not any(line != line.rstrip() for line in once.splitlines())


def re_comments(text: str) -> list[str]:
    """Return the comments that the strategies above write."""
    return [word for word in text.replace("# no comment", "").split() if word in ("#", "#x")]
