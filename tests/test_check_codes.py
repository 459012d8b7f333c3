"""Every code of `main.py check`: documented, with an example that is found in its place, and a remedy.

`scenarios/CODES.md` is both the page for authors and the table of planted defects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from game.cli import run
from game.commands.trial import complaints
from game.files import Problem, ScenarioError, check_file, load_scenario
from game.files.campaign import find_campaign
from game.files.codes import CODES
from game.files.scenario_file import scenario_from_source

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "scenarios" / "CODES.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^### ([EW]\d{3}): (.+)\n(.+)\n(?:\n```yaml( whole)?\n((?:.*\n)*?)```\n)?", re.MULTILINE)
CARET = re.compile(r"#( *)\^")


class Example(NamedTuple):
    """An example of the page: its text, whether it is a file by itself, and the place that is marked."""

    text: str
    whole: bool
    line: int
    column: int


def example(text: str, whole: bool) -> Example:
    """Return an example with the place under which its caret stands."""
    lines = text.splitlines()
    line = next(number for number, one in enumerate(lines) if CARET.fullmatch(one))
    spaces = len(lines[line].strip("#^"))
    return Example(text, whole, line, spaces + 2 if spaces else 1)


def base() -> dict[str, str]:
    """Return the sections of the small scenario at the head of the page."""
    text = PAGE.partition("```yaml base\n")[2].partition("```")[0]
    return {part.partition(":")[0]: part for part in re.findall(r"^\w+:.*\n(?:[ ].*\n)*", text, re.MULTILINE)}


ENTRIES = {code: (title, about) for code, title, about, _, _ in ENTRY.findall(PAGE)}
EXAMPLES = {code: example(text, bool(whole)) for code, _, _, whole, text in ENTRY.findall(PAGE) if text}


def planted(folder: Path, one: Example) -> tuple[Path, int]:
    """Write an example as a file; return it and the line that is marked."""
    keys = set(re.findall(r"^(\w+):", one.text, re.MULTILINE))
    before = "" if one.whole else "".join(part for key, part in base().items() if key not in keys)
    path = folder / "small.yaml"
    path.write_text(before + one.text, encoding="utf-8")
    return path, before.count("\n") + one.line


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_planted_defect_is_found_at_its_line_and_column_with_a_remedy(code: str, tmp_path: Path) -> None:
    path, line = planted(tmp_path, EXAMPLES[code])
    problems = check_file(path, "", complaints)
    found = [(one.line, one.column) for one in problems if one.code == code and Path(one.file) == path]
    assert (line, EXAMPLES[code].column) in found, [str(one) for one in problems]
    assert all(one.help for one in problems)


def test_there_are_planted_defects_of_more_than_sixty_codes() -> None:
    assert len(EXAMPLES) > 80


def big(folder: Path, size: int) -> Path:
    path = folder / "big.yaml"
    path.write_bytes(b"a: 1\n#" + b"x" * size)
    return path


def text_file(folder: Path, text: str, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def bytes_file(folder: Path, raw: bytes) -> Path:
    path = folder / "x.yaml"
    path.write_bytes(raw)
    return path


def chain(folder: Path) -> Path:
    for number in range(6):
        text_file(folder, f"extends: s{number + 1}\n", f"s{number}.yaml")
    return folder / "s0.yaml"


def campaign(folder: Path) -> Path:
    text_file(folder, "format: 1\nid: [broken\n", "broken.yaml")
    stages = "stages: [{id: first, scenario: broken}]"
    return text_file(folder, f"format: 1\nkind: campaign\nid: c\ntitle: C\n{stages}\n")


def crowd(folder: Path) -> Path:
    unit = "template: ndf, faction: gov, hq: central, at: palmyra, name: N, count: 20"
    units = "".join(f"  - {{id: u{number}, {unit}}}\n" for number in range(60))
    return text_file(
        folder, "".join(part for key, part in base().items() if key != "units") + "units:\n" + units
    )


MADE: dict[str, tuple[Callable[[Path], Path], int, int]] = {
    "E001": (lambda folder: folder / "none.yaml", 1, 1),
    "E002": (lambda folder: folder, 1, 1),
    "E003": (lambda folder: big(folder, 3_000_000), 1, 1),
    "E004": (lambda folder: bytes_file(folder, b"a: 1\nb: caf\xe9\n"), 2, 7),
    "E007": (lambda folder: text_file(folder, "# nothing\n"), 1, 1),
    "E009": (lambda folder: text_file(folder, "a: *b\n" * 200), 51, 4),
    "E010": (lambda folder: text_file(folder, "a: [" + "1," * 200_001 + "]"), 1, 399_999),
    "E314": (crowd, 19, 1),
    "E505": (chain, 1, 10),
    "E522": (campaign, 5, 32),
}
"""Defects that no few lines show: how to make the file, and where the finding stands."""


@pytest.mark.parametrize("code", MADE)
def test_a_defect_that_no_few_lines_show_is_found_in_its_place(code: str, tmp_path: Path) -> None:
    make, line, column = MADE[code]
    problems = check_file(make(tmp_path))
    found = [(one.line, one.column) for one in problems if one.code == code]
    assert (line, column) in found, [str(one)[:200] for one in problems]
    assert all(one.help for one in problems)


def refused(action: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        action()
    return caught.value.problems


def test_what_is_wrong_with_a_save_has_a_code_too() -> None:
    assert [one.code for one in refused(lambda: scenario_from_source("{"))] == ["E019"]
    assert [one.code for one in refused(lambda: find_campaign("gone"))] == ["E520"]


def test_an_arrival_that_cannot_leave_is_warned_of(tmp_path: Path) -> None:
    board = load_scenario(text_file(tmp_path, "".join(base().values()))).setting.board
    around = {
        here: {board.terrain[near].id for near in board.grid.around[here]} for here in range(len(board.grid))
    }
    here = next(
        here
        for here, near in around.items()
        if board.terrain[here].id not in near
        and board.country[here] == "syria"
        and not any(board.road(here, other) for other in board.grid.around[here])
    )
    bars = "".join(f"  {id}: {{leg: barred}}\n" for id in sorted(around[here]))
    unit = "{id: r_1, template: ndf, faction: gov, hq: central, name: R}"
    come = f'arrivals: [{{id: r, turn: 3, at: {{hex: "{board.grid.label(here)}"}}, units: [{unit}]}}]\n'
    path = text_file(tmp_path, "".join(base().values()) + f"terrain:\n{bars}{come}")
    found = [one for one in check_file(path) if one.code == "W127"]
    assert [one.line for one in found] == [path.read_text(encoding="utf-8").count("\n")]
    assert found[0].help


NO_FILE = {"E019", "E520", "W127"}
"""Codes of saves, and one that a test of its own shows."""


def test_every_code_is_documented_once_with_its_remedy_and_shown() -> None:
    assert list(ENTRIES) == list(CODES)
    for code, (title, remedy) in CODES.items():
        assert ENTRIES[code][0] == title
        assert ENTRIES[code][1].endswith(f"**Remedy:** {remedy}.")
    assert set(CODES) == {*EXAMPLES, *MADE, *NO_FILE}


def test_every_code_that_the_program_uses_is_documented_and_every_other_is_gone() -> None:
    used: set[str] = set()
    for path in (ROOT / "game").rglob("*.py"):
        if path.name != "codes.py":
            used |= set(re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8")))
    assert used == set(CODES)


JUNK = (
    "null", "[]", "{}", '""', "x", "-1", "999999", "1.5", "true", "[a, b]", "{a: b}", "palmyra", "gov",
    "2017-06-10", "{lat: 35, lon: 40}", '{hex: "0101"}', "[[a]]", "*a", "!b", "]", "\t",
)  # fmt: skip
"""What may stand where something else should."""


def test_whatever_is_spoilt_is_told_with_its_place_and_a_remedy(tmp_path: Path) -> None:
    dice, whole = Random(20170609), "".join(base().values())
    path = tmp_path / "spoilt.yaml"
    for _ in range(50):
        word = dice.choice(list(re.finditer(r"[\w#]+", whole)))
        path.write_text(whole[: word.start()] + dice.choice(JUNK) + whole[word.end() :], encoding="utf-8")
        for one in check_file(path, "", complaints):
            lines = Path(one.file).read_text(encoding="utf-8").splitlines()
            assert 1 <= one.line <= len(lines) + 1, one
            assert 1 <= one.column <= len(lines[min(one.line, len(lines)) - 1]) + 1, one
            assert one.help, one
            assert one.message.isprintable(), one


def test_check_explains_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--code", "e204"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("E204: an unknown template\n")
    assert "tiger_bm" in told
    assert "E205" not in told
    assert run(["check", "--code", "E2040"]) == 2
    assert "did you mean 'E204'?" in capsys.readouterr().err
    assert run(["check"]) == 2


def test_the_small_scenario_of_the_page_is_in_order(tmp_path: Path) -> None:
    assert check_file(text_file(tmp_path, "".join(base().values())), "", complaints) == []
