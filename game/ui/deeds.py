"""What the commands of the keyboard do: at the desk, to the layers of the map, to the panels over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.model.kinds import Mode
from game.ui.controls import Desk
from game.ui.keys import Command
from game.ui.panels.strip import LAYERS
from game.ui.screens.game_menu import GameMenu

Action = Callable[[], object]
Deeds = dict[Command, Action]


def deeds_at(desk: Desk) -> Deeds:
    """Return what a person does with the selected unit in his own impulse."""
    return {
        Command.ACTIVATE: desk.activate,
        Command.DIG: desk.dig,
        Command.MARCH: desk.turn_gait,
        Command.POSTURE: desk.turn_posture,
        Command.ASSAULT: partial(desk.press, Mode.ASSAULT),
        Command.PROBE: partial(desk.press, Mode.PROBE),
        Command.REDO: desk.redo,
    }


def layer_deeds(turn: Callable[[str], None]) -> Deeds:
    """Return what shows and hides each layer."""
    named = {command: layer for layer, _, command, _ in LAYERS}
    layers = {**named, Command.THREAT: "threat", Command.FOG: "fog"}
    return {command: partial(turn, layer) for command, layer in layers.items()}


def panel_deeds(turn: Callable[[str], None]) -> Deeds:
    """Return what opens and closes each list over the map."""
    lists = {
        Command.AFFAIRS: "affairs",
        Command.OBJECTIVES: "objectives",
        Command.UNITS: "units",
        Command.FIND: "find",
        Command.STAFF: "staff",
    }
    return {command: partial(turn, name) for command, name in lists.items()}


def game_deeds(menu: GameMenu) -> Deeds:
    """Return what is done about the game as a whole."""
    return {
        Command.SAVE: menu.quick_save,
        Command.LOAD: menu.open_saves,
        Command.RULES: menu.book.here,
        Command.BOOK: menu.book.browse,
        Command.KEYS: menu.book.keys,
        Command.SETTINGS: menu.open_settings,
    }
