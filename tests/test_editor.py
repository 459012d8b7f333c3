"""The YAML language server with the committed schema: findings, completion and hover text in an editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.files import check_file
from game.files.documents import SCENARIOS
from tests.support.language_server import LanguageServer, command
from tests.support.small_scenario import text_of

pytestmark = pytest.mark.skipif(command() is None, reason="Node is missing")

HEAD = f"# yaml-language-server: $schema={(SCENARIOS / 'base' / 'scenario.schema.json').as_uri()}\n"
BAD = HEAD + text_of(
    clock="\n  start: 2017-06-09\n  turn_dys: 7\n  turns: 24",
    relations="\n  default: hostil",
    units="""
  - id: gov_1
    template: tiger_bn
    faction: gov
    hq: central
    at: palmyra
    name: Tiger 1
    dig_in: deep
    posture: holdd""",
    bands="\n  win: many",
)
GOOD = BAD.replace("turn_dys", "turn_days").replace("hostil", "hostile").replace("deep", "2")
GOOD = GOOD.replace("holdd", "hold").replace("many", "4").replace("hostilee", "hostile")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """A running server; where npx cannot fetch it, there is none to be had."""
    try:
        with LanguageServer(tmp_path_factory.mktemp("editor")) as found:
            yield found
    except EOFError:
        pytest.skip("npx could not fetch the language server")


def written(folder: Path, text: str, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def place(text: str, word: str) -> tuple[int, int]:
    """Return the line and column of the first occurrence of a word."""
    before = text[: text.index(word)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_an_editor_finds_what_check_finds_at_the_same_lines(server: LanguageServer, tmp_path: Path) -> None:
    path = written(tmp_path, BAD)
    ours = {one.line for one in check_file(path) if one.code in ("E401", "E403", "E404")}
    theirs = {one["range"]["start"]["line"] + 1 for one in server.opened(path)}
    assert ours == theirs
    assert len(ours) == 5


def test_a_good_file_and_every_shipped_one_is_good_in_an_editor(
    server: LanguageServer, tmp_path: Path
) -> None:
    assert server.opened(written(tmp_path, GOOD, "good.yaml")) == []
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        named = path.read_text("utf-8").startswith("# yaml-language-server: $schema=")
        assert named or path.parent != SCENARIOS, path
        assert not named or server.opened(path) == [], path


def test_hovering_says_what_a_key_is_for(server: LanguageServer, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "hover.yaml")
    server.opened(path)
    for word, told in (
        ("dig_in", "level of its works at the start"),
        ("clock", "when the game begins"),
        ("win:", "margin from which it is a victory"),
    ):
        assert told in server.hover(path, *place(GOOD, word))


def test_what_may_be_written_is_offered(server: LanguageServer, tmp_path: Path) -> None:
    text = GOOD.replace("    posture: hold", "    posture: \n    ")
    path = written(tmp_path, text, "offer.yaml")
    server.opened(path)
    line, column = place(text, "posture: ")
    assert {"hold", "delay"} <= set(server.completions(path, line, column + len("posture: ")))
    assert {"steps", "count", "known"} <= set(server.completions(path, line + 1, 5))
