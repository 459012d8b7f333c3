"""What an article is made of: headings, paragraphs, lists and tables of text with links in it.

A link is written `[words](key)`; keys are those of articles, such as `rule 9.6` or `unit tiger_bn`.
Numbers of rules in running text become links by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from game.hexgrid.coords import Hex
from game.model.tongue import listed, tell

_LINK = re.compile(r"\[([^\]]+)\]\(([^()]+)\)")
_NUMBER = r"\d{1,2}\.\d{1,2}"
_SPAN = rf"{_NUMBER}(?:–{_NUMBER}|–\d{{1,2}})?"
_RULES = re.compile(
    rf"\b[Rr]ules?[ \u00a0]({_SPAN}(?:(?:, | and ){_SPAN})*)(?!\d)|\(({_SPAN}(?:(?:, | and ){_SPAN})*)\)"
)


class Piece(NamedTuple):
    """Some words, and the key of the article that they lead to, empty for plain words."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading inside an article."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `head` names the columns, and may be empty."""

    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()


Block: TypeAlias = Head | Para | Item | Table


@dataclass(frozen=True, slots=True)
class Article:
    """One page: its key, its title, what kind of thing it is about, and where on the map that is."""

    key: str
    title: str
    kind: str
    blocks: tuple[Block, ...]
    at: Hex | None = None


def told(article: Article) -> Article:
    """Return an article with its titles, and what a scenario wrote in it, in the tongue spoken."""
    blocks = tuple(_told(block) for block in article.blocks)
    return replace(article, title=tell(article.title), kind=tell(article.kind), blocks=blocks)


def _told(block: Block) -> Block:
    if isinstance(block, Table):
        rows = tuple(tuple(tell(cell) for cell in row) for row in block.rows)
        return Table(rows, tuple(tell(cell) for cell in block.head))
    return replace(block, text=tell(block.text))


def link(words: str, key: str) -> str:
    """Return words that lead to an article, told in the tongue spoken."""
    return f"[{tell(words)}]({key})" if key else tell(words)


def links(names: Iterable[tuple[str, str]]) -> str:
    """Return several links as a list in words."""
    return listed(link(words, key) for words, key in names)


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return a text as plain words and links, the numbers of rules among them."""
    found: list[Piece] = []
    done = 0
    for match in _LINK.finditer(text):
        found += _with_rules(text[done : match.start()])
        found.append(Piece(match[1], match[2]))
        done = match.end()
    return (*found, *_with_rules(text[done:]))


def _with_rules(text: str) -> Iterator[Piece]:
    """Yield a text without written links; each rule number that it quotes becomes one."""
    done = 0
    for match in _RULES.finditer(text):
        start, end = match.span(1) if match[1] else match.span(2)
        if match[1]:
            start = match.start() if re.fullmatch(_NUMBER, match[1]) else start
        yield from _plainly(text[done:start])
        yield from _numbers(text[start:end])
        done = end
    yield from _plainly(text[done:])


def _numbers(text: str) -> Iterator[Piece]:
    """Yield a list of rule numbers, such as '9.3–9.5, 9.15' or 'rule 9.6', number by number."""
    done = 0
    whole = re.fullmatch(rf"[Rr]ules?[ \u00a0]({_NUMBER})", text)
    if whole:
        yield Piece(text, f"rule {whole[1]}")
        return
    for match in re.finditer(_NUMBER, text):
        yield from _plainly(text[done : match.start()])
        yield Piece(match[0], f"rule {match[0]}")
        done = match.end()
    yield from _plainly(text[done:])


def _plainly(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)


def plain(text: str) -> str:
    """Return a text with the words of its links alone."""
    if "[" not in text:
        return text
    return "".join(piece.text for piece in pieces(text))


def rules_in(text: str) -> tuple[str, ...]:
    """Return the numbers of the rules that a text quotes, each once, in order."""
    keys = (piece.key for piece in pieces(text))
    return tuple(dict.fromkeys(key.removeprefix("rule ") for key in keys if key.startswith("rule ")))


def lines_of(article: Article) -> Iterator[str]:
    """Yield an article as lines of plain text."""
    yield article.title
    for block in article.blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Head(text):
            yield from ("", plain(text))
        case Para(text):
            yield plain(text)
        case Item(text):
            yield f"  - {plain(text)}"
        case Table(rows, head):
            titles = " · ".join(cell for cell in head if cell)
            yield from ([f"  ({titles})"] if titles else [])
            yield from (f"  {_row(row)}" for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = (plain(cell) for cell in cells)
    return f"{first}: {' · '.join(cell for cell in rest if cell)}" if rest else first


def texts_of(block: Block) -> tuple[str, ...]:
    """Return every text of a block, with its links."""
    if isinstance(block, Table):
        return tuple(cell for row in (block.head, *block.rows) for cell in row)
    return (block.text,)
