"""Commands and the keys that give them: one table for the controls, the help page and the key card."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pygame

CTRL, SHIFT = pygame.KMOD_CTRL, pygame.KMOD_SHIFT


class Command(StrEnum):
    """What a key in the battle screen asks for."""

    NEXT = "next ready unit"
    PREVIOUS = "previous ready unit"
    DONE = "this unit is done for the turn"
    CONFIRM = "confirm the path or the attack"
    CANCEL = "cancel, close, menu"
    STACK = "next unit of the stack"
    UNDO = "undo"
    REDO = "redo"
    END = "end the impulse"
    ACTIVATE = "activate the group (1 command point)"
    ASSAULT = "attack mode: assault"
    PROBE = "attack mode: probe"
    DIG = "dig in"
    MARCH = "march or normal movement"
    POSTURE = "hold or delay when attacked"
    GRID = "hex grid"
    CONTROL = "control tint"
    SUPPLY = "supply"
    ZOC = "zones of control"
    VALUES = "values of places"
    ZONES = "zones: rings, areas, posts"
    LOG = "log"
    CARD = "orders and air missions"
    FOG = "fog of war"
    AFFAIRS = "affairs: politics, offers, cards"
    THREAT = "what seen enemies can reach"
    OBJECTIVES = "objectives"
    UNITS = "order of battle"
    FIND = "find a unit or place"
    STAFF = "staff: fronts and reasons"
    FRONT = "hand the unit's front over, or take it back"
    ACT = "let the staff act now"
    REPLAY = "replay what the others did"
    HOME = "centre on your headquarters"
    ZOOM_IN = "zoom in"
    ZOOM_OUT = "zoom out"
    BIGGER = "larger interface"
    SMALLER = "smaller interface"
    LEFT = "scroll left"
    RIGHT = "scroll right"
    UP = "scroll up"
    DOWN = "scroll down"
    RULES = "rules"
    KEYS = "keys"
    SAVE = "quick save"
    LOAD = "load"
    FULL_SCREEN = "full screen"
    EXPORT = "picture of the view"


@dataclass(frozen=True)
class Binding:
    """A key with its modifiers."""

    key: int
    command: Command
    mods: int = 0

    def text(self) -> str:
        """Return how the key is written on a button."""
        parts = ["Ctrl"] * bool(self.mods & CTRL) + ["Shift"] * bool(self.mods & SHIFT)
        name = pygame.key.name(self.key) if pygame.display.get_init() else ""
        return "+".join([*parts, _NAMES.get(self.key, name.capitalize())])


_NAMES = {
    pygame.K_RETURN: "Enter", pygame.K_ESCAPE: "Esc", pygame.K_SPACE: "Space", pygame.K_PLUS: "+",
    pygame.K_MINUS: "-", pygame.K_EQUALS: "+", pygame.K_LEFT: "←", pygame.K_RIGHT: "→", pygame.K_UP: "↑",
    pygame.K_DOWN: "↓", pygame.K_TAB: "Tab", pygame.K_HOME: "Home",
}  # fmt: skip

BINDINGS: tuple[Binding, ...] = (
    Binding(pygame.K_n, Command.NEXT),
    Binding(pygame.K_n, Command.PREVIOUS, SHIFT),
    Binding(pygame.K_TAB, Command.STACK),
    Binding(pygame.K_SPACE, Command.DONE),
    Binding(pygame.K_e, Command.ACTIVATE),
    Binding(pygame.K_RETURN, Command.CONFIRM),
    Binding(pygame.K_KP_ENTER, Command.CONFIRM),
    Binding(pygame.K_ESCAPE, Command.CANCEL),
    Binding(pygame.K_a, Command.ASSAULT),
    Binding(pygame.K_p, Command.PROBE),
    Binding(pygame.K_m, Command.MARCH),
    Binding(pygame.K_d, Command.DIG),
    Binding(pygame.K_b, Command.POSTURE),
    Binding(pygame.K_t, Command.THREAT),
    Binding(pygame.K_f, Command.FOG),
    Binding(pygame.K_l, Command.AFFAIRS),
    Binding(pygame.K_j, Command.OBJECTIVES),
    Binding(pygame.K_o, Command.UNITS),
    Binding(pygame.K_SLASH, Command.FIND),
    Binding(pygame.K_i, Command.CARD),
    Binding(pygame.K_w, Command.STAFF),
    Binding(pygame.K_x, Command.FRONT),
    Binding(pygame.K_q, Command.ACT),
    Binding(pygame.K_u, Command.UNDO),
    Binding(pygame.K_z, Command.UNDO, CTRL),
    Binding(pygame.K_r, Command.REDO),
    Binding(pygame.K_RETURN, Command.END, CTRL),
    Binding(pygame.K_z, Command.ZOC),
    Binding(pygame.K_s, Command.SUPPLY),
    Binding(pygame.K_c, Command.CONTROL),
    Binding(pygame.K_v, Command.VALUES),
    Binding(pygame.K_k, Command.ZONES),
    Binding(pygame.K_g, Command.GRID),
    Binding(pygame.K_h, Command.LOG),
    Binding(pygame.K_y, Command.REPLAY),
    Binding(pygame.K_HOME, Command.HOME),
    Binding(pygame.K_EQUALS, Command.ZOOM_IN),
    Binding(pygame.K_PLUS, Command.ZOOM_IN),
    Binding(pygame.K_MINUS, Command.ZOOM_OUT),
    Binding(pygame.K_EQUALS, Command.BIGGER, CTRL),
    Binding(pygame.K_PLUS, Command.BIGGER, CTRL),
    Binding(pygame.K_MINUS, Command.SMALLER, CTRL),
    Binding(pygame.K_LEFT, Command.LEFT),
    Binding(pygame.K_RIGHT, Command.RIGHT),
    Binding(pygame.K_UP, Command.UP),
    Binding(pygame.K_DOWN, Command.DOWN),
    Binding(pygame.K_F1, Command.RULES),
    Binding(pygame.K_F3, Command.KEYS),
    Binding(pygame.K_F5, Command.SAVE),
    Binding(pygame.K_F9, Command.LOAD),
    Binding(pygame.K_F11, Command.FULL_SCREEN),
    Binding(pygame.K_F12, Command.EXPORT),
)

SCROLLS = {
    Command.LEFT: (-1, 0), Command.RIGHT: (1, 0), Command.UP: (0, -1), Command.DOWN: (0, 1),
}  # fmt: skip
"""Which way the scrolling commands go."""

REPLAY_KEYS = {
    Command.CANCEL: "skip", Command.CONFIRM: "skip", Command.DONE: "pause", Command.LEFT: "back",
    Command.RIGHT: "forward", Command.UP: "speed",
}  # fmt: skip
"""What commands mean while a replay runs."""


def command_of(event: pygame.Event) -> Command | None:
    """Return the command that a key event gives, or None."""
    mods = (CTRL if event.mod & CTRL else 0) | (SHIFT if event.mod & SHIFT else 0)
    for binding in BINDINGS:
        if binding.key == event.key and binding.mods == mods:
            return binding.command
    # "+" is typed with Shift on many keyboards.
    if mods & SHIFT and event.key in (pygame.K_EQUALS, pygame.K_PLUS):
        return Command.BIGGER if mods & CTRL else Command.ZOOM_IN
    return None


def key_for(command: Command) -> str:
    """Return the first key of a command, as written on a button."""
    return next((binding.text() for binding in BINDINGS if binding.command is command), "")
