"""YAML as scenario files may use it: maps, lists and text, every value with its file, line and column.

Built on PyYAML's event stream (libyaml's where there is one). Neither of PyYAML's own loaders is safe
on a file from a stranger: aliases and merge keys blow up, deep nesting kills the process, duplicate
keys lose data, and `no` or `12:30` turn into something else. Here every scalar stays text, except a
plain `null` or `~`, which is None; the schema gives types.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from game.files.problems import Mark, Problem, ScenarioError, problem, quoted

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 24
MAX_NODES = 200_000
MAX_PROBLEMS = 100

NULLS = frozenset({"null", "~"})

# NUL and the other controls, C1 with its line break, the Unicode line breaks, a byte-order mark inside,
# and the characters that reorder text on the screen so that it reads differently from what it says.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Map(dict[str, Any]):
    """A YAML map: `mark` is where it begins, `keys_at` and `marks` where each key and value stands."""

    __slots__ = ("keys_at", "mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.marks: dict[str, Mark] = {}

    def put(self, key: str, value: Node, key_at: Mark, at: Mark) -> None:
        """Set a key together with its marks."""
        self[key] = value
        self.keys_at[key] = key_at
        self.marks[key] = at


class Seq(list[Any]):
    """A YAML list: `mark` is where it begins, `marks` where each item stands."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: list[Mark] = []

    def put(self, value: Node, at: Mark) -> None:
        """Append an item together with its mark."""
        self.append(value)
        self.marks.append(at)


Node: TypeAlias = Map | Seq | str | None


def read_yaml(path: Path | str, name: str = "") -> Map:
    """Return the map that a YAML file holds; raise ScenarioError with every problem."""
    document, problems = read_document(path, name)
    if problems or document is None:
        raise ScenarioError(problems)
    return document


def read_document(path: Path | str, name: str = "") -> tuple[Map | None, list[Problem]]:
    """Return what could be read of a file and every problem; None when nothing of it is usable.

    `name` is what the file is called in messages, its path unless given.
    """
    called = name or str(path)
    try:
        text = _read_text(path, called)
    except ScenarioError as error:
        return None, list(error.problems)
    return parse_document(text, called)


def parse_document(text: str, name: str) -> tuple[Map | None, list[Problem]]:
    """Return the map in a YAML text and every problem; None when nothing of it is usable."""
    builder = _Builder(name)
    try:
        return builder.document(text), builder.problems
    except ScenarioError as error:
        return None, [*builder.problems, *error.problems]


def locate(document: object, path: tuple[int | str, ...], of_key: bool = False) -> Mark | None:
    """Return where the value (or the key) at a path stands, or the nearest thing above it that is there.

    Steps that the data does not have are skipped: a schema's path names union members as well.
    """
    here, found = document, getattr(document, "mark", None)
    for step in path:
        if isinstance(here, Map) and str(step) in here:
            found = (here.keys_at if of_key else here.marks).get(str(step), found)
            here = here[str(step)]
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            found = here.marks[step]
            here = here[step]
    return found


def read_text(path: Path | str, name: str = "") -> str:
    """Return the text of a file that may be anything; ScenarioError where it is none that can be read."""
    return _read_text(path, name or str(path))


def _read_text(path: Path | str, name: str) -> str:
    """Return the text of a file that may be anything; its size is checked before it is read."""
    top = Mark(name, 1, 1)
    try:
        raw = _read_bytes(path, top)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable path"
        raise _refuse(top, "E001", f"cannot read the file: {reason.lower()}") from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        at = Mark(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _refuse(at, "E004", "this is not UTF-8 text", "save the file as UTF-8") from None
    text = text.removeprefix("\ufeff")
    _refuse_characters(text, name)
    return text


def _read_bytes(path: Path | str, top: Mark) -> bytes:
    """Read a regular file within the size cap; O_NONBLOCK keeps a pipe from holding us up."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        os.close(handle)
        kind = "a folder" if stat.S_ISDIR(about.st_mode) else "not an ordinary file"
        raise _refuse(top, "E002", f"this is {kind}; a scenario is one YAML file")
    with os.fdopen(handle, "rb") as file:
        raw = b"" if about.st_size > MAX_BYTES else file.read(MAX_BYTES + 1)
        if about.st_size > MAX_BYTES or len(raw) > MAX_BYTES:
            raise _refuse(top, "E003", f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
        return raw


def _refuse_characters(text: str, name: str) -> None:
    """Refuse binary junk and text that shows other than it reads."""
    for pattern, code in ((FORBIDDEN, "E005"), (BIDI, "E006")):
        found = pattern.search(text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            at = Mark(name, line, found.start() - text.rfind("\n", 0, found.start()))
            raise _refuse(at, code, _forbidden(found.group(), code), "take the character out")


def _forbidden(character: str, code: str) -> str:
    kind = "a control character" if code == "E005" else "a text-direction control character"
    return f"{kind}, U+{ord(character):04X}, is not allowed"


def _refuse(at: Mark, code: str, message: str, remedy: str = "") -> ScenarioError:
    return ScenarioError([problem(at, code, message, remedy)])


class _Builder:
    """Builds marked maps and lists from the event stream, collecting what is refused.

    Deep nesting never recurses in C: the events are read one by one, and the depth is capped.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.nodes = 0

    def document(self, text: str) -> Map:
        """Return the one map of a text."""
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            return self._document(yaml.parse(text, Loader=loader))
        except yaml.YAMLError as error:
            raise self._syntax(error) from None

    def _document(self, events: Iterator[Any]) -> Map:
        self.events = events
        top = Mark(self.name, 1, 1)
        next(events)  # the stream's start
        if type(next(events)) is StreamEndEvent:
            raise _refuse(top, "E007", "the file is empty")
        found, at = self._node(next(events), 1)
        next(events)  # the document's end
        more = next(events)
        if type(more) is not StreamEndEvent:
            self._note(self._at(more), "E014", "a second document begins here", "keep one document a file")
        if not isinstance(found, Map):
            raise _refuse(at, "E008", "a map was expected: `key: value` lines")
        return found

    def _at(self, event: Any) -> Mark:
        mark = event.start_mark
        return Mark(self.name, mark.line + 1, mark.column + 1)

    def _note(self, at: Mark, code: str, message: str, remedy: str = "") -> None:
        self.problems.append(problem(at, code, message, remedy))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _refuse(at, "E009", f"{MAX_PROBLEMS} problems found; the rest of the file was not read")

    def _node(self, event: Any, depth: int) -> tuple[Node, Mark]:
        """Return the value that begins with an event, and where it stands."""
        at = self._at(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _refuse(at, "E010", f"the file has more than {MAX_NODES:,} values")
        kind = type(event)
        if kind is AliasEvent:
            self._note(at, "E011", f"aliases are not allowed: *{event.anchor}"[:80], "write it out")
            return None, at
        if event.anchor is not None or event.tag is not None:
            self._plainly(event, at)
        if kind is ScalarEvent:
            return self._scalar(event, at), at
        if depth > MAX_DEPTH:
            raise _refuse(at, "E015", f"values are nested more than {MAX_DEPTH} deep")
        return (self._map if kind is MappingStartEvent else self._list)(at, depth), at

    def _plainly(self, event: Any, at: Mark) -> None:
        """Refuse anchors and tags; the value itself is still read."""
        if event.anchor is not None:
            self._note(at, "E011", f"anchors are not allowed: &{event.anchor}"[:80], "reuse is by `extends`")
        if event.tag is not None:
            self._note(at, "E012", f"tags are not allowed: {quoted(event.tag)}", "write the value alone")

    def _scalar(self, event: Any, at: Mark) -> str | None:
        value: str = event.value
        style = event.style
        if not style:
            return None if value in NULLS else value
        if style == '"':  # escapes may spell out what the text itself may not hold
            for pattern, code in ((FORBIDDEN, "E005"), (BIDI, "E006")):
                found = pattern.search(value)
                if found:
                    self._note(at, code, _forbidden(found.group(), code), "take the escape out")
        return value

    def _list(self, at: Mark, depth: int) -> Seq:
        found = Seq(at)
        for event in self.events:
            if type(event) is SequenceEndEvent:
                break
            found.put(*self._node(event, depth + 1))
        return found

    def _map(self, at: Mark, depth: int) -> Map:
        found = Map(at)
        for event in self.events:
            if type(event) is MappingEndEvent:
                break
            key, key_at = self._node(event, depth + 1)
            value, value_at = self._node(next(self.events), depth + 1)
            if self._usable(key, key_at, found, event):
                found.put(str(key), value, key_at, value_at)
        return found

    def _usable(self, key: Node, at: Mark, into: Map, event: Any) -> bool:
        """Say whether a key is one, and new; note what is wrong with it."""
        if key == "<<" and not event.style:
            self._note(at, "E013", "merge keys are not allowed", "reuse is by `extends`")
        elif not isinstance(key, str) or not key:
            self._note(at, "E016", "a key must be text", "quote it if it is meant as text")
        elif key in into:
            first = into.keys_at[key].line
            self._note(
                at, "E017", f"{quoted(key)} is given twice (first on line {first})", "keep one of them"
            )
        else:
            return True
        return False

    def _syntax(self, error: Any) -> ScenarioError:
        """Turn the parser's complaint into one line."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = Mark(self.name, mark.line + 1, mark.column + 1) if mark else Mark(self.name, 1, 1)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        remedy = (
            "indent with spaces, not tabs; quote values that begin with % @ or `"
            if "\\t" in str(what) or "cannot start any token" in str(what)
            else ""
        )
        return _refuse(at, "E018", f"not valid YAML: {what}", remedy)
