"""The stable form of a scenario file: two spaces a level, one between words, every comment kept.

The tokens of a file stay as they are; what stands between them is written anew. Trailing comments keep their
column where there is room, and wide gaps where the line above or below has a word in the same column: tables
made by hand stay tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.tokens import (
    BlockEndToken,
    BlockEntryToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowEntryToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
    ValueToken,
)

from game.files.problems import ScenarioError
from game.files.yaml_reader import parse_document

STEP = 2
MOST_PASSES = 30
OPENING = (FlowMappingStartToken, FlowSequenceStartToken)
CLOSING = (FlowMappingEndToken, FlowSequenceEndToken)
NO_SPACE_BEFORE = (*CLOSING, FlowEntryToken, ValueToken)
WORD = re.compile(r" [^ \n#]")
BLANK_END = re.compile(r"(\n[ \t]*)+\Z")


class NotTheSame(Exception):
    """There is no stable form that means the same; the file is better left alone."""


def formatted(text: str, name: str) -> str:
    """Return a YAML text in its stable form; ScenarioError where it cannot be read."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    before, problems = parse_document(plain, name)
    if problems or before is None:
        raise ScenarioError(problems)
    last = plain
    for _ in range(MOST_PASSES):  # a table that lost a line may be none any more
        found = _Writer(last).written()
        if found == last:
            return found
        after, problems = parse_document(found, name)
        if problems or after != before:
            break
        last = found
    raise NotTheSame(name)


@dataclass(slots=True)
class _Block:
    """A block map or list, its column as it was and will be. A bare list stands under the keys of its map."""

    kind: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token that is written: its text, where it began, what it is; the column that it gets at the beginning
    of a line, and how far the lines of its block move."""

    text: str
    start: int
    kind: type
    column: int
    delta: int


class _Writer:
    """Puts the pieces of a text together again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.out: list[str] = []
        self.column = 0

    def written(self) -> str:
        """Return the whole text in its stable form."""
        end, before = 0, None
        for piece in self._pieces():
            self._gap(end, piece.start, before, piece)
            self._put(_shifted(piece))
            end, before = piece.start + len(piece.text), piece
        self._gap(end, len(self.text), before, None)
        return "".join(self.out).rstrip("\n") + "\n"

    def _put(self, text: str) -> None:
        self.out.append(text)
        last = text.rfind("\n")
        self.column = len(text) - last - 1 if last >= 0 else self.column + len(text)

    # --- pieces ------------------------------------------------------------------------------------

    def _pieces(self) -> Iterator[_Piece]:
        """Yield every token that is written, with the column that it gets where it begins a line."""
        blocks = [_Block("", 0, -STEP)]
        flow, key = 0, False
        for token in yaml.scan(self.text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            kind = type(token)
            if not flow:
                _follow(blocks, kind, token.start_mark.column)
            text, start = self._source(token)
            key = key or (kind is KeyToken and not flow)
            if not text:
                continue
            here = blocks[-1]
            delta = here.new - here.old if here.kind else 0
            begins = key or (kind is BlockEntryToken)
            column = here.new if begins else max(0, token.start_mark.column + delta)
            yield _Piece(text, start, kind, column, delta)
            flow += isinstance(token, OPENING) - isinstance(token, CLOSING)
            key = False

    def _source(self, token: Any) -> tuple[str, int]:
        """Return the text of a token as it stands, and where; a block text without what follows."""
        start = self.starts[token.start_mark.line] + token.start_mark.column
        text = self.text[start : self.starts[token.end_mark.line] + token.end_mark.column]
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            head = text.partition("\n")[0]
            text = text.removesuffix("\n") if "+" in head.partition("#")[0] else BLANK_END.sub("", text)
        return text, start

    # --- gaps --------------------------------------------------------------------------------------

    def _gap(self, start: int, end: int, before: _Piece | None, piece: _Piece | None) -> None:
        """Write what stands between two pieces: a space, or a line's end with its comments."""
        head, *lines = self.text[start:end].split("\n")
        if before is None:
            lines = [head, *lines]
        elif "#" in head:
            self._trailing(start + head.index("#"), head.strip())
        if not lines:
            space = _space(before, piece)
            wide = space and len(head) > 1 and before is not None and before.kind is not BlockEntryToken
            self._put(head if wide and self._in_table(end) else space)
            return
        if piece is None:
            lines.append("")
        if before is not None:
            self._put("\n")
        self._comments(lines[:-1], len(lines[-1]), before, piece)
        if piece is not None:
            self._put(" " * piece.column)

    def _in_table(self, at: int) -> bool:
        """Whether a word begins in the same column of the line above or below."""
        number = self.text.count("\n", 0, at)
        column = at - self.starts[number]
        return any(
            0 <= near < len(self.starts) - 1
            and WORD.fullmatch(self.text[self.starts[near] : self.starts[near + 1]][column - 1 : column + 1])
            for near in (number - 1, number + 1)
        )

    def _trailing(self, at: int, comment: str) -> None:
        """Write a comment behind a piece, in its column where there is room."""
        column = at - (self.text.rfind("\n", 0, at) + 1)
        self._put(" " * max(2, column - self.column) + comment)

    def _comments(
        self, lines: list[str], following: int, before: _Piece | None, piece: _Piece | None
    ) -> None:
        """Write the comments and single blank lines before a piece, indented with what they speak of."""
        blank = before is None
        for line in lines:
            words = line.strip()
            if words:
                self._put(" " * _indent(len(line) - len(line.lstrip()), following, before, piece) + words)
            if words or not blank:
                self._put("\n")
            blank = not words


def _follow(blocks: list[_Block], kind: type, column: int) -> None:
    """Follow which block maps and lists are open, and where they will stand."""
    here = blocks[-1]
    if kind is BlockEndToken:
        if here.kind == "bare":
            blocks.pop()
        blocks.pop()
    elif kind in (BlockMappingStartToken, BlockSequenceStartToken):
        blocks.append(_Block("map" if kind is BlockMappingStartToken else "list", column, here.new + STEP))
    elif kind is BlockEntryToken and here.kind == "map":
        blocks.append(_Block("bare", column, here.new + STEP))
    elif kind is KeyToken and here.kind == "bare":
        blocks.pop()


def _shifted(piece: _Piece) -> str:
    """Return the text of a piece, its further lines moved with its block."""
    first, *rest = piece.text.split("\n")
    return "\n".join([first, *(_moved(line, piece.delta) for line in rest)])


def _moved(line: str, delta: int) -> str:
    if not line.strip(" "):
        return "" if delta < 0 or len(line) == 0 else line
    room = len(line) - len(line.lstrip(" "))
    return " " * delta + line if delta >= 0 else line[min(room, -delta) :]


def _space(before: _Piece | None, piece: _Piece | None) -> str:
    """Return what stands between two pieces of one line."""
    if before is None or piece is None or issubclass(piece.kind, NO_SPACE_BEFORE):
        return ""
    return "" if issubclass(before.kind, OPENING) else " "


def _indent(column: int, following: int, before: _Piece | None, piece: _Piece | None) -> int:
    """Return where a comment on its own line stands: with what follows, a deeper one with what was before."""
    if piece is not None and column == following:
        return piece.column
    if column == 0 or before is None:
        return column
    if piece is None:
        return max(0, column + before.delta)
    return max(0, column + (before.delta if column > following else piece.delta))


__all__ = ["NotTheSame", "formatted"]
