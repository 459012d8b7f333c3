"""The catalogues: current, complete in their names, and found by the extraction; what is told is literal."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest

from game.cli import run
from game.commands.messages import ROOT, of_source
from game.commands.tongue import DOMAINS, codes, files, read
from game.files.tongues import FOLDER, tongues

TELLERS = {"t", "tn", "say", "mark"}
PO = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))


def names_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def tellings() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield every call that tells or marks a sentence, with its place and its function."""
    for path in sorted((ROOT / "game").rglob("*.py")):
        if path.name == "tongue.py" and path.parent.name == "model":
            continue
        source = path.read_text(encoding="utf-8")
        if "game.model.tongue import" in source:
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLERS:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node, node.func.id


def test_what_is_told_stands_in_the_source_as_it_is_and_is_not_put_together() -> None:
    glued = [
        place
        for place, call, name in tellings()
        for argument in call.args[: 2 if name == "tn" else 1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]
    assert glued == []


def test_every_sentence_gets_the_values_that_it_names() -> None:
    wrong = []
    for place, call, name in tellings():
        given = {word.arg for word in call.keywords if word.arg} | ({"count"} if name == "tn" else set())
        whole = any(word.arg is None for word in call.keywords)
        for argument in call.args[: 2 if name == "tn" else 1]:
            if isinstance(argument, ast.Constant) and name != "mark" and (given or name != "t"):
                missing = names_of(str(argument.value)) - given
                wrong += [f"{place}: {missing}"] if missing and not whole else []
    assert wrong == []


def test_the_extraction_finds_what_is_told_marked_counted_and_refused() -> None:
    source = """
t("{a} goes", a=1)
t("on" if x else "off")
TABLE = {1: mark("a word")}
tn("{count} hex", "{count} hexes", n)
Refusal("no", "1.2", "Do that first.")
Refusal(say("no {b}", b=2), "1.2")
t(variable)
# translators: what it is for
t("helped")
"""
    found = list(of_source(source, "x.py"))
    assert {one.one for one in found} == {
        "{a} goes", "on", "off", "a word", "{count} hex", "no", "Do that first.", "no {b}", "helped",
    }  # fmt: skip
    assert next(one.many for one in found if one.one == "{count} hex") == "{count} hexes"
    assert next(one.comment for one in found if one.one == "helped") == "what it is for"


def test_the_catalogues_are_current() -> None:
    """Else run `main.py tongue`."""
    stale = [path.name for path, content in files() if path.suffix != ".mo" and path.read_bytes() != content]
    assert stale == []


@pytest.mark.parametrize("path", PO, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_every_translation_has_the_names_of_its_message(path: Path) -> None:
    wrong = []
    for message in read(path):
        strings = (message.string,) if isinstance(message.string, str) else message.string
        ids = (message.id,) if isinstance(message.id, str) else message.id
        for told in strings if message.id and path.stem == "euphrates" else ():
            few = {"count"} if len(ids) > 1 else set()  # a dual or a singular may do without the number
            if told and not names_of(ids[-1]) - few <= names_of(told) <= names_of(ids[-1]):
                wrong.append((message.id, told))
    assert wrong == []


@pytest.mark.parametrize("path", PO, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_what_is_compiled_says_what_is_written(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    wrong = [
        message.id
        for message in read(path)
        if isinstance(message.id, str) and message.id
        if compiled.gettext(message.id) != (message.string or message.id)
    ]
    assert wrong == []


def test_every_tongue_has_both_domains_and_its_own_name() -> None:
    assert codes() and set(tongues()) == {"en", *codes()}
    for code in codes():
        assert {path.stem for path in PO if path.parents[1].name == code} == set(DOMAINS)


def test_a_tongue_is_begun_by_a_code_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tongue", "--add", "../fr"]) == 2
    assert "../fr" in capsys.readouterr().err
