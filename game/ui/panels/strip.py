"""The bottom strip: what was just said, and which layers the map shows."""

from __future__ import annotations

from collections.abc import Callable

from pygame import Rect

from game.model.tongue import mark
from game.ui import theme
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Label, Toggle
from game.ui.kit.widget import Panel
from game.ui.theme import px

ZONES = mark("""Blue: rings of deconfliction
Green: de-escalation areas
Purple: ground that needs the consent of patrons
Light blue: reach of observation posts
Yellow line: a road that somebody lives by, crossed where it is cut
Gates: green with two posts open, amber with a cross aid only, red with a bar closed
P post, C cells, M mines""")

SUPPLY = mark("""Green: in supply; amber: strained
The thicker a line, the more units are fed over it; blue: the way to the selected unit, with its cost
Hourglass: the hex on that way whose fall would do the most harm
Rest the pointer on a hex to see who would suffer if an enemy held it: red out of supply, amber strained""")
ZOC = mark("""Zones of control that bind the faction of the selected unit, else yours
Red, hatched: of enemies. Amber, dotted: of those who only hinder you""")
THREAT = mark("""Where enemies in sight could come if they were activated
Barred: one unit. Crossed: two or more""")

LAYERS = (
    ("control", mark("Control"), Command.CONTROL, mark("Whose ground it is, as last seen.")),
    ("supply", mark("Supply"), Command.SUPPLY, SUPPLY),
    ("zoc", "ZOC", Command.ZOC, ZOC),
    ("threat", mark("Threat"), Command.THREAT, THREAT),
    ("lens", mark("Lens"), Command.LENS, mark("Which of two factions may do what to the other, hex by hex.")),
    ("values", mark("Values"), Command.VALUES, mark("What places are worth.")),
    ("zones", mark("Zones"), Command.ZONES, ZONES),
    ("grid", mark("Grid"), Command.GRID, mark("The hexes' edges.")),
    ("log", mark("Log"), Command.LOG, mark("What happened, over the map.")),
)
TONES = {"plain": "TEXT", "good": "GOOD", "warn": "WARN", "bad": "BAD"}


class BottomStrip(Panel):
    """One line of text and the toggles of the layers."""

    def __init__(self, rect: Rect, turn: Callable[[str], None]) -> None:
        super().__init__(rect, ground=theme.PANEL_HEAD)
        self.tabs = False
        self._toggles: dict[str, Toggle] = {}
        x = rect.width - px(4)
        for layer, name, command, tip in reversed(LAYERS):
            wide = px(36) + ink.width(name, theme.FONT_BODY)
            x -= wide
            toggle = Toggle(
                Rect(x, px(2), wide, rect.height - px(4)),
                name,
                lambda _on, layer=layer: turn(layer),
                key=key_for(command),
                tip=tip,
            )
            self._toggles[layer] = toggle
            self.add(toggle)
            x -= px(3)
        top = (rect.height - ink.line_height(theme.FONT_BODY)) // 2
        self._label = Label(Rect(px(theme.PAD), top, x - 2 * px(theme.PAD), rect.height - top), "")
        self.add(self._label)

    def show(self, text: str, tone: str, layers: set[str]) -> None:
        """Bring the strip up to date."""
        short = ink.elide(text, theme.FONT_BODY, self._label.rect.width)
        self._label.tip = text if short != text else ""
        self._label.say(short, getattr(theme, TONES[tone]))
        for layer, toggle in self._toggles.items():
            if toggle.on != (layer in layers):
                toggle.on = layer in layers
                self.dirty = True
