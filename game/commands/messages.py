"""What there is to translate: the sentences of the program, by reading its source, and the names and texts of
the shipped scenarios, by reading their files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from game.model.units import TRAITS

ROOT = Path(__file__).resolve().parents[2]
SPEAKING = {"t": (0,), "mark": (0,), "say": (0,), "Refusal": (0, 2)}
"""The functions whose arguments are sentences, and which of them."""
TEXTS = ("name", "short", "title", "summary", "briefing", "text", "note", "message", "label", "ask", "reason",
         "intro", "hint", "typed", "teaches", "kind", "size")  # fmt: skip
"""The keys of a scenario under which a text for players stands."""


class Message(NamedTuple):
    """A sentence, its form for many where it counts something, the file it stands in, and a word of help."""

    one: str
    many: str = ""
    path: str = ""
    comment: str = ""


def of_program() -> Iterator[Message]:
    """Yield every sentence of the program in the order of its files."""
    for path in sorted((ROOT / "game").rglob("*.py")):
        yield from of_source(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


def of_source(source: str, path: str) -> Iterator[Message]:
    """Yield the sentences of one file: what is told, and the words of the small vocabularies."""
    lines = source.splitlines()
    words = path.endswith(("model/kinds.py", "ui/keys.py"))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            comment = _comment(lines, node.lineno)
            yield from (found._replace(path=path, comment=comment) for found in _of_call(node.func.id, node))
        elif words and isinstance(node, ast.ClassDef):
            yield from (Message(text, path=path) for text in _values(node))


def _of_call(name: str, call: ast.Call) -> Iterator[Message]:
    if name == "tn" and len(call.args) > 1:
        forms = [text for argument in call.args[:2] for text in _literals(argument)]
        yield Message(*forms[:2])
    for at in SPEAKING.get(name, ()):
        for argument in call.args[at : at + 1]:
            yield from (Message(text) for text in _literals(argument) if text)


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the literal texts that an argument may be; nothing where it is worked out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))


def _values(node: ast.ClassDef) -> Iterator[str]:
    """Yield the words of an enumeration."""
    if any(isinstance(base, ast.Name) and base.id in ("Enum", "StrEnum") for base in node.bases):
        for part in node.body:
            if isinstance(part, ast.Assign):
                yield from _literals(part.value)


def _comment(lines: list[str], number: int) -> str:
    """Return what stands before a line for translators."""
    before = lines[number - 2].strip() if number > 1 else ""
    return before.partition("translators:")[2].strip() if before.startswith("# translators:") else ""


def of_scenarios() -> Iterator[Message]:
    """Yield the names and texts of the shipped scenarios, then the rulebook line by line."""
    folder = ROOT / "scenarios"
    files = [*folder.glob("*.yaml"), *folder.glob("lessons/*.yaml"), *folder.glob("base/*.yaml")]
    for path in sorted(files):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        where = str(path.relative_to(ROOT))
        yield from (Message(text, path=where) for text in dict.fromkeys(_texts(document)) if text.strip())
    yield from _of_boards()
    for trait in TRAITS:
        yield from _forms(trait, "game/model/units.py")
    book = folder / "base" / "rulebook.md"
    for line in book.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield Message(line, path=str(book.relative_to(ROOT)))


def _texts(node: Any) -> Iterator[str]:
    """Yield the texts for players in a part of a document."""
    if isinstance(node, list):
        for part in node:
            yield from _texts(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in TEXTS:
                yield value
            elif key == "hqs" and isinstance(value, dict):
                yield from (name for name in value.values() if isinstance(name, str))
            else:
                yield from _texts(value)


def _of_boards() -> Iterator[Message]:
    """Yield what lies on the maps of the shipped scenarios, out of the atlas."""
    for scenario in _shipped():
        board, where = scenario.setting.board, "scenarios/base/atlas"
        for place in board.places.values():
            yield Message(place.name, path=where)
            yield from _forms(place.kind, where)
        for word in dict.fromkeys((*board.country, *(one.kind for one in scenario.setting.assets.values()))):
            yield from _forms(word, where)
        for terrain in scenario.setting.rules.terrain.values():
            yield Message(terrain.name.lower(), path="scenarios/base/terrain.yaml")
        yield from (Message(crossing.name, path=where) for crossing in board.crossings.values())
        yield from (Message(name, path=where) for name in board.river_names.values())


def _forms(word: str, path: str) -> Iterator[Message]:
    """Yield a word of the files as it is told, within a sentence and at its beginning."""
    words = word.replace("_", " ")
    yield from (Message(form, path=path) for form in (words, words.capitalize()) if form)


def names_in(code: str) -> dict[str, str]:
    """Return the names that the atlas already has in a tongue: those of places in Arabic."""
    if code != "ar":
        return {}
    places = [place for one in _shipped() for place in one.setting.board.places.values()]
    return {place.name: place.name_ar for place in places if place.name_ar}


def _shipped() -> Iterator[Any]:
    """Yield the shipped scenarios; a campaign is only a list of them."""
    from game.files import ScenarioError, load_scenario

    for path in sorted((ROOT / "scenarios").glob("*.yaml")):
        try:
            yield load_scenario(path)
        except ScenarioError:
            continue
