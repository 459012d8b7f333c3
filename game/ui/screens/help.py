"""Keys and a short account of the rules."""

from __future__ import annotations

import re

import pygame
from pygame import Rect

from game.model.scenario import Setting
from game.ui import theme
from game.ui.keys import BINDINGS, Command, command_of
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.lists import ScrollText
from game.ui.kit.widget import Panel
from game.ui.screen import Screen
from game.ui.theme import px
from game.ui.window import Window

_RULES = """\
# What it is about

Everybody races for the ground that counts: cities, oil and gas fields, crossings, the road to the
border. At the end each faction's score is set against its par, which is what history reached; whoever
does better than history wins, however small the faction.

# The turn

Factions act one after the other. In your impulse you spend command points: one activates a group of at
most four units of one headquarters that stand close together. Active units move in full and may attack;
the group's first attack is included, each further one costs a point. Units that are not activated may
still move half their points, and never attack.

# Moving

Click a unit, then a tinted hex: the way and its cost are shown. Click again, or press Enter, and it
goes. Roads are fast, but only over ground that is not hostile. Entering a hostile zone of control costs
a point more, going from one into the next two more. A march (M) goes twice as far, by road, through
friendly ground.

# Fighting

Click an enemy beside an active unit. The panel shows the odds, every shift with the number of its rule,
and all 36 results of the dice. An assault fights it out; a probe risks less and wins less. Air and
artillery add shifts, never strength. A unit that delays falls back before the dice when the odds are
2:1 or worse for it; one that holds stands.

# Cities

A city of districts is one hex with both sides inside. Assaults win districts step by step; a besieged
side lives on its dump.

# Supply

Units trace a way to a source or depot, not through hostile units or zones. Near it they are in full
supply, farther away strained (attack weaker), beyond that out: first the attack suffers, then movement,
then steps are lost. Move depots forward along roads.

# Seeing

You see what your units see. A question mark is a unit that is not identified; a faded counter is where
one was last seen.

# Staff

A machine may lead fronts for you: select a unit and press X, or open the staff (W). It orders the units
of those headquarters when you say so (Q), else before your impulse ends; air, depots and affairs stay
yours. The whole faction can be handed over too, and taken back at any time. Why your machines and your
allies' did what they did stands on the page of reasons; after the game, everybody's.

# Undo

Every order can be taken back until dice were rolled or something new was sighted.
"""

MOUSE = (
    "Mouse: left selects and acts, right cancels, the wheel zooms, dragging with the middle or right "
    "button moves the map, Shift and left moves onto an own stack; rest the pointer on anything to have it "
    "explained."
)

RULES = "\n".join(part.replace("\n", " ") for part in _RULES.strip().split("\n\n"))
"""A paragraph a line; headings begin with a hash."""


def paragraphs(markdown: str) -> str:
    """Return Markdown as the text widgets show it: a paragraph a line, one hash before a heading."""
    lines = (line.replace("**", "") for line in markdown.splitlines() if line.strip())
    return "\n".join(re.sub("^#+", "#", line) for line in lines)


class HelpScreen(Screen):
    """Three pages: the rules in short, the rulebook with a scenario's own figures, and the keys."""

    def __init__(self, window: Window, page: str = "rules", setting: Setting | None = None) -> None:
        super().__init__(window)
        self.page = page
        self._setting = setting

    def _pages(self) -> list[tuple[str, str]]:
        """Return the pages there are, by id and name."""
        book = [("rulebook", "Rulebook")] if self._setting else []
        return [("rules", "Rules in short"), *book, ("keys", "Keys")]

    def _text(self) -> str:
        """Return the text of the page, a paragraph a line."""
        if self.page == "rulebook" and self._setting:
            return paragraphs(self.window.house.rulebook(self._setting))
        return RULES

    def layout(self) -> None:
        """Put a page of text in the middle of the window."""
        rect = Rect(0, 0, min(self.rect.width - px(40), px(860)), self.rect.height - px(40))
        rect.center = self.rect.center
        panel = Panel(rect, border=True)
        pad = 2 * px(theme.PAD)
        for index, (page, name) in enumerate(self._pages()):
            tab = Rect(pad + index * px(150), pad, px(142), px(30))
            panel.add(Toggle(tab, name, lambda _on, page=page: self._turn(page), on=page == self.page))
        close = Rect(rect.width - pad - px(110), pad, px(110), px(30))
        panel.add(Button(close, "Close", self.window.pop, "Esc"))
        room = Rect(pad, pad + px(46), rect.width - 2 * pad, rect.height - 2 * pad - px(46))
        if self.page == "keys":
            self._add_keys(panel, room)
        else:
            text = ScrollText(room, self._text())
            panel.add(text)
            panel.focus(text)
        self.panels = [panel]

    def _turn(self, page: str) -> None:
        self.page = page
        self.layout()
        self.refresh()

    def _add_keys(self, panel: Panel, room: Rect) -> None:
        """List the keys in two columns."""
        keys: dict[Command, list[str]] = {}
        for binding in BINDINGS:
            keys.setdefault(binding.command, []).append(binding.text())
        half = (len(keys) + 1) // 2
        foot = len(ink.wrap(MOUSE, theme.FONT_SMALL, room.width)) * ink.line_height(theme.FONT_SMALL) + px(12)
        step = min(px(24), (room.height - foot) // half)
        for index, (command, names) in enumerate(keys.items()):
            x = room.left + (index // half) * (room.width // 2)
            y = room.top + (index % half) * step
            names = list(dict.fromkeys(names))
            panel.add(Label(Rect(x, y, px(110), step), " / ".join(names[:2]), theme.FONT_SMALL, theme.ACCENT))
            what = Rect(x + px(118), y, room.width // 2 - px(126), step)
            panel.add(Label(what, command.value.capitalize(), theme.FONT_SMALL))
        y = room.top + half * step + px(12)
        panel.add(
            Label(Rect(room.left, y, room.width, room.bottom - y), MOUSE, theme.FONT_SMALL, theme.TEXT_DIM)
        )

    def keyed(self, event: pygame.Event) -> None:
        """Esc and the help keys close the page."""
        if command_of(event) in (Command.CANCEL, Command.RULES, Command.KEYS, Command.CONFIRM):
            self.window.pop()
