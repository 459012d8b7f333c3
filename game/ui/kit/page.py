"""An article laid out for a width: headings, paragraphs, lists and tables as words at places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pygame import Rect

from game.book.article import Block, Head, Item, Para, Table
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.flow import Spot, height_of, spots_of, width_of
from game.ui.theme import px

BETWEEN = 7
"""Room between two blocks."""


@dataclass
class Page:
    """Words at places, thin rules between the rows of tables, and how high all of it is."""

    spots: list[Spot] = field(default_factory=list)
    lines: list[Rect] = field(default_factory=list)
    height: int = 0


def page_of(blocks: Sequence[Block], width: int) -> Page:
    """Return blocks laid out one below the other."""
    page = Page()
    for block in blocks:
        match block:
            case Head(text):
                page.height += px(BETWEEN)
                _add(page, text, Rect(0, page.height, width, 0), theme.FONT_LARGE, theme.ACCENT, True)
            case Para(text):
                _add(page, text, Rect(0, page.height, width, 0))
            case Item(text):
                _bullet(page, text, width)
            case Table(rows, head):
                _table(page, rows, head, width)
        page.height += px(BETWEEN)
    return page


def _add(
    page: Page, text: str, room: Rect, size: int = theme.FONT_BODY, colour: theme.Colour | None = None,
    bold: bool = False,
) -> None:  # fmt: skip
    page.spots += spots_of(text, room, size, colour, bold)
    page.height = max(page.height, room.top + height_of(text, room.width, size, bold))


def _bullet(page: Page, text: str, width: int) -> None:
    page.height -= px(3)  # points of a list stand closer than paragraphs
    top, indent = page.height, px(18)
    page.spots += spots_of("•", Rect(px(5), top, indent, 0), theme.FONT_BODY, theme.ACCENT)
    _add(page, text, Rect(indent, top, width - indent, 0))


def _table(page: Page, rows: Sequence[Sequence[str]], head: Sequence[str], width: int) -> None:
    widths = column_widths([*rows, head] if head else rows, width)
    if any(head):
        _row(page, head, widths, theme.FONT_SMALL, theme.TEXT_DIM)
        page.lines.append(Rect(0, page.height, min(width, sum(widths)), 1))
    for row in rows:
        page.height += px(3)
        _row(page, row, widths)
        page.lines.append(Rect(0, page.height + px(1), min(width, sum(widths)), 1))
        page.height += px(1)


def _row(
    page: Page, cells: Sequence[str], widths: Sequence[int], size: int = theme.FONT_BODY,
    colour: theme.Colour | None = None,
) -> None:  # fmt: skip
    left, top = 0, page.height
    for cell, wide in zip(cells, widths, strict=False):
        _add(page, cell, Rect(left, top, wide - px(14), 0), size, colour)
        left += wide


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column of a table is: as its widest cell, the widest columns giving way until all
    find room."""
    count = max(len(row) for row in rows)
    wanted = [
        max((width_of(row[at]) for row in rows if at < len(row)), default=0) + px(16) for at in range(count)
    ]
    while sum(wanted) > width and max(wanted) > px(60):
        widest = wanted.index(max(wanted))
        wanted[widest] -= min(sum(wanted) - width, max(px(8), wanted[widest] // 8))
    return wanted


def title_height(text: str, width: int) -> int:
    """Return how high the title of an article is."""
    return len(ink.wrap(text, theme.FONT_HEAD, width, True)) * ink.line_height(theme.FONT_HEAD)
