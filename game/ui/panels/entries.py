"""The entries of a desk's section as blocks of a panel: heading, words, level, and a button an action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pygame
from pygame import Rect

from game.model import orders as od
from game.model.tongue import mark, t
from game.rules.desk_parts import Action, Entry, Section
from game.ui import theme
from game.ui.controls import Desk, sentence
from game.ui.draft import Aimed
from game.ui.kit import ink
from game.ui.kit.basic import Label, LongButton
from game.ui.kit.column import Column
from game.ui.kit.gauges import Gauge, height_of
from game.ui.kit.widget import Widget
from game.ui.theme import px

Block = Callable[[Column], None]
Give = Callable[[Action], None]
Aim = Callable[[str, Section, type], None]

ON_THE_MAP: dict[type, str] = {
    od.Seize: mark("Seize a town"),
    od.PlacePost: mark("Set up an observation post"),
    od.Enforce: mark("Act against an intruder"),
    od.Sabotage: mark("Wreck a field"),
}
"""Orders whose place may be clicked on the map."""
MANY = 6
"""So many places of one kind are listed; of more, only the map is offered."""
STANCES = {
    "hostile": theme.BAD,
    "deconflicted": theme.WARN,
    "neutral": theme.TEXT_DIM,
    "cooperating": theme.LINK,
    "allied": theme.GOOD,
}
COLUMNS = (0.0, 0.3, 0.65)
"""Where the columns of the table of relations begin, in shares of the width."""


class Swatch(Widget):
    """A faction's colour as a small square."""

    def __init__(self, rect: Rect, colour: theme.Colour) -> None:
        super().__init__(rect)
        self.colour = colour

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the square."""
        pygame.draw.rect(surface, self.colour, self.rect, border_radius=px(2))
        pygame.draw.rect(surface, theme.TEXT_FAINT, self.rect, 1, border_radius=px(2))


def aims_of(section: Section, kind: type) -> list[Aimed]:
    """Return the orders of one kind that a section offers."""
    return [action.order for action in section.actions if isinstance(action.order, kind)]  # type: ignore[misc]


def blocks_of(desk: Desk, section: Section, give: Give, aim: Aim) -> Iterator[Block]:
    """Yield what a section shows, from the top: its entries with their actions, then the other actions."""
    headed = False
    for entry in section.entries:
        if entry.cells and not headed:
            headed = True
            yield _table_head
        yield partial(_entry, desk, entry, _listed(section.actions_of(entry)), give)
    for kind, words in ON_THE_MAP.items():
        if aims_of(section, kind):
            yield partial(_map_button, section, kind, words, aim)
    for action in _listed(section.loose):
        yield partial(_button, action, give)


def ways_of(section: Section) -> int:
    """Return how many buttons a section has that give an order or let the map choose one."""
    listed = sum(len(_listed(section.actions_of(entry))) for entry in section.entries)
    maps = sum(1 for kind in ON_THE_MAP if aims_of(section, kind))
    return listed + len(_listed(section.loose)) + maps


def _listed(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return the actions that get a button: of too many that the map offers as well, none."""
    crowded = [
        kind for kind in ON_THE_MAP if sum(isinstance(action.order, kind) for action in actions) > MANY
    ]
    return tuple(action for action in actions if type(action.order) not in crowded)


def _entry(desk: Desk, entry: Entry, actions: tuple[Action, ...], give: Give, column: Column) -> None:
    if entry.cells:
        _row(desk, entry, column)
    else:
        _head(entry, column)
        if entry.text:
            column.text(entry.text)
    if entry.meter is not None:
        column.gap(3)
        meter, high = entry.meter, height_of(entry.meter)
        rect = Rect(column.room.left, column.y, column.room.width, high)
        column.panel.add(Gauge(rect, meter, t("Rule {rule}", rule=entry.rule) if entry.rule else ""))
        column.y += high
    column.gap(3 if actions else 0)
    for action in actions:
        _button(action, give, column)
    column.gap(theme.GAP)


def _head(entry: Entry, column: Column) -> None:
    """Write the heading, with the rule at the right."""
    rule = t("rule {rule}", rule=entry.rule) if entry.rule else ""
    wide, high = ink.width(rule, theme.FONT_SMALL), ink.line_height(theme.FONT_BODY)
    at = Rect(column.room.right - wide, column.y + px(2), wide, high)
    if not entry.head:
        return
    column.panel.add(Label(at, rule, theme.FONT_SMALL, theme.TEXT_FAINT))
    room = column.room.width - wide - px(theme.GAP)
    column.panel.add(
        Label(
            Rect(column.room.left, column.y, room, high),
            ink.elide(sentence(entry.head), theme.FONT_BODY, room, True),
            colour=theme.ACCENT,
            bold=True,
            tip=entry.head,
        )
    )
    column.y += high


def _table_head(column: Column) -> None:
    for share, words in zip(COLUMNS, ("", t("We are"), t("They are")), strict=True):
        _cell(column, share, words, theme.TEXT_FAINT, theme.FONT_SMALL)
    column.y += ink.line_height(theme.FONT_SMALL)


def _row(desk: Desk, entry: Entry, column: Column) -> None:
    """Write a row of the table of relations: who, our stance, theirs, and below what else there is."""
    name, ours, theirs, rest = entry.cells
    faction = entry.about.removeprefix("faction ")
    described = desk.view.setting.factions.get(faction)
    side, high = px(12), ink.line_height(theme.FONT_BODY)
    if described:
        box = Rect(column.room.left, column.y + (high - side) // 2, side, side)
        column.panel.add(Swatch(box, theme.look(described.colour, "plain").colour))
    _cell(
        column,
        COLUMNS[0],
        name,
        theme.TEXT,
        bold=True,
        indent=side + px(6),
        tip=t("rule {rule}", rule=entry.rule),
    )
    _cell(column, COLUMNS[1], ours, STANCES.get(ours, theme.TEXT))
    _cell(column, COLUMNS[2], theirs, STANCES.get(theirs, theme.TEXT))
    column.y += high
    if rest:
        column.text(rest, theme.FONT_SMALL, theme.TEXT_DIM)


def _cell(
    column: Column, share: float, words: str, colour: theme.Colour, size: int = theme.FONT_BODY,
    bold: bool = False, indent: int = 0, tip: str = "",
) -> None:  # fmt: skip
    left = column.room.left + round(column.room.width * share) + indent
    rect = Rect(left, column.y, column.room.right - left, ink.line_height(size))
    column.panel.add(Label(rect, words, size, colour, bold, tip))


def _button(action: Action, give: Give, column: Column) -> None:
    """Add a button that gives an order, as high as its words need."""
    tip = (
        t("Rule {rule}\n{order}", rule=action.rule, order=action.order) if action.rule else str(action.order)
    )
    _long(column, action.label, partial(give, action), tip)


def _map_button(section: Section, kind: type, words: str, aim: Aim, column: Column) -> None:
    _long(
        column,
        t("{words}: choose on the map …", words=words),
        partial(aim, words, section, kind),
        t("Click the hex."),
    )


def _long(column: Column, words: str, act: Callable[[], None], tip: str) -> None:
    high = LongButton.height(words, column.room.width)
    rect = Rect(column.room.left, column.y, column.room.width, high)
    column.panel.add(LongButton(rect, words, act, tip=tip))
    column.y += high + px(4)
