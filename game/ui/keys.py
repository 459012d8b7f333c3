"""Commands and the keys that give them: one map for controls, buttons, settings and the key card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pygame

CTRL, SHIFT, ALT = pygame.KMOD_CTRL, pygame.KMOD_SHIFT, pygame.KMOD_ALT


class Command(StrEnum):
    """What a key in the battle screen asks for."""

    NEXT = "next ready unit"
    PREVIOUS = "previous ready unit"
    DONE = "this unit is done for the turn"
    SENTRY = "sentry: passed over until it is woken"
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
    LENS = "relations lens: who may do what to whom"
    LENS_ACTOR = "lens: next faction that acts"
    LENS_OTHER = "lens: next faction that it is done to"
    LENS_SWAP = "lens: the other way about"
    TURNS_1 = "where the unit could be next turn"
    TURNS_2 = "where it could be in 2 turns"
    TURNS_3 = "where it could be in 3 turns"
    TURNS_4 = "where it could be in 4 turns"
    TURNS_5 = "where it could be in 5 turns"
    OBJECTIVES = "objectives"
    UNITS = "order of battle"
    FIND = "find a unit or place"
    STAFF = "staff: fronts and reasons"
    FRONT = "hand the unit's front over, or take it back"
    ACT = "let the staff act now"
    REPLAY = "replay what the others did"
    HINDSIGHT = "replay the game so far"
    TURN_BEFORE = "in a replay: the turn before"
    TURN_AFTER = "in a replay: the turn after"
    HOME = "go to your headquarters, then to the last event"
    ZOOM_IN = "zoom in"
    ZOOM_OUT = "zoom out"
    BIGGER = "larger interface"
    SMALLER = "smaller interface"
    LEFT = "scroll left"
    RIGHT = "scroll right"
    UP = "scroll up"
    DOWN = "scroll down"
    CURSOR_LEFT = "move the cursor left"
    CURSOR_RIGHT = "move the cursor right"
    CURSOR_UP = "move the cursor up"
    CURSOR_DOWN = "move the cursor down"
    PANEL = "keyboard to the next panel"
    PANEL_BACK = "keyboard to the panel before"
    COACH = "the coach of a lesson: away or back"
    COACH_NEXT = "next step of a lesson"
    COACH_BACK = "step before"
    RULES = "rules that matter here"
    BOOK = "encyclopaedia"
    KEYS = "keys"
    SAVE = "quick save"
    LOAD = "load"
    SOUND = "sound on or off"
    FULL_SCREEN = "full screen"
    EXPORT = "picture of the view"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Binding:
    """A key with its modifiers."""

    key: int
    command: Command
    mods: int = 0

    def text(self) -> str:
        """Return how the key is written on a button."""
        held = ((CTRL, "Ctrl"), (ALT, "Alt"), (SHIFT, "Shift"))
        return "+".join([*(name for mod, name in held if self.mods & mod), _name_of(self.key)])

    def code(self) -> str:
        """Return how the key is written in the settings."""
        return f"{self.mods & _MODS}:{self.key}"


_NAMES = {
    pygame.K_RETURN: "Enter", pygame.K_ESCAPE: "Esc", pygame.K_SPACE: "Space", pygame.K_PLUS: "+",
    pygame.K_MINUS: "-", pygame.K_EQUALS: "+", pygame.K_LEFT: "←", pygame.K_RIGHT: "→", pygame.K_UP: "↑",
    pygame.K_DOWN: "↓", pygame.K_TAB: "Tab", pygame.K_HOME: "Home", pygame.K_KP_ENTER: "Num Enter",
    pygame.K_KP0: "Num 0", pygame.K_KP1: "Num 1", pygame.K_KP2: "Num 2", pygame.K_KP3: "Num 3",
    pygame.K_KP4: "Num 4", pygame.K_KP5: "Num 5", pygame.K_KP6: "Num 6", pygame.K_KP7: "Num 7",
    pygame.K_KP8: "Num 8", pygame.K_KP9: "Num 9", pygame.K_KP_PLUS: "Num +", pygame.K_KP_MINUS: "Num -",
    pygame.K_COMMA: "Comma", pygame.K_PERIOD: "Point",
    pygame.K_PAGEUP: "Page Up", pygame.K_PAGEDOWN: "Page Down", pygame.K_BACKSPACE: "Backspace",
}  # fmt: skip
_MODS = CTRL | SHIFT | ALT
MODIFIERS = frozenset((
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT,
    pygame.K_LGUI, pygame.K_RGUI, pygame.K_CAPSLOCK, pygame.K_NUMLOCKCLEAR, pygame.K_MODE,
))  # fmt: skip
"""Keys that give no command by themselves."""


def _name_of(key: int) -> str:
    if key in _NAMES:
        return _NAMES[key]
    name = pygame.key.name(key) if pygame.display.get_init() else ""
    return name.capitalize() if name else f"Key {key}"


BINDINGS: tuple[Binding, ...] = (
    Binding(pygame.K_n, Command.NEXT),
    Binding(pygame.K_n, Command.PREVIOUS, SHIFT),
    Binding(pygame.K_TAB, Command.STACK),
    Binding(pygame.K_SPACE, Command.DONE),
    Binding(pygame.K_SPACE, Command.SENTRY, SHIFT),
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
    Binding(pygame.K_l, Command.LENS),
    Binding(pygame.K_COMMA, Command.LENS_ACTOR),
    Binding(pygame.K_PERIOD, Command.LENS_OTHER),
    Binding(pygame.K_l, Command.LENS_SWAP, SHIFT),
    Binding(pygame.K_1, Command.TURNS_1),
    Binding(pygame.K_2, Command.TURNS_2),
    Binding(pygame.K_3, Command.TURNS_3),
    Binding(pygame.K_4, Command.TURNS_4),
    Binding(pygame.K_5, Command.TURNS_5),
    Binding(pygame.K_F4, Command.AFFAIRS),
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
    Binding(pygame.K_y, Command.HINDSIGHT, SHIFT),
    Binding(pygame.K_PAGEUP, Command.TURN_BEFORE),
    Binding(pygame.K_PAGEDOWN, Command.TURN_AFTER),
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
    Binding(pygame.K_LEFT, Command.CURSOR_LEFT, CTRL),
    Binding(pygame.K_RIGHT, Command.CURSOR_RIGHT, CTRL),
    Binding(pygame.K_UP, Command.CURSOR_UP, CTRL),
    Binding(pygame.K_DOWN, Command.CURSOR_DOWN, CTRL),
    Binding(pygame.K_KP4, Command.CURSOR_LEFT),
    Binding(pygame.K_KP6, Command.CURSOR_RIGHT),
    Binding(pygame.K_KP8, Command.CURSOR_UP),
    Binding(pygame.K_KP2, Command.CURSOR_DOWN),
    Binding(pygame.K_F6, Command.PANEL),
    Binding(pygame.K_F6, Command.PANEL_BACK, SHIFT),
    Binding(pygame.K_F1, Command.RULES),
    Binding(pygame.K_F2, Command.BOOK),
    Binding(pygame.K_F3, Command.KEYS),
    Binding(pygame.K_F5, Command.SAVE),
    Binding(pygame.K_F9, Command.LOAD),
    Binding(pygame.K_F10, Command.SETTINGS),
    Binding(pygame.K_m, Command.SOUND, CTRL),
    Binding(pygame.K_F11, Command.FULL_SCREEN),
    Binding(pygame.K_F12, Command.EXPORT),
    Binding(pygame.K_F7, Command.COACH_NEXT),
    Binding(pygame.K_F7, Command.COACH_BACK, SHIFT),
    Binding(pygame.K_F8, Command.COACH),
)

SCROLLS = {
    Command.LEFT: (-1, 0), Command.RIGHT: (1, 0), Command.UP: (0, -1), Command.DOWN: (0, 1),
}  # fmt: skip
"""Which way the scrolling commands go."""

STEPS = {
    Command.CURSOR_LEFT: (-1, 0), Command.CURSOR_RIGHT: (1, 0), Command.CURSOR_UP: (0, -1),
    Command.CURSOR_DOWN: (0, 1),
}  # fmt: skip
"""Which way the commands go that move the cursor: columns and rows."""

REPLAY_KEYS = {
    Command.CANCEL: "skip", Command.CONFIRM: "skip", Command.DONE: "pause", Command.LEFT: "back",
    Command.RIGHT: "forward", Command.UP: "speed", Command.DOWN: "slower", Command.HOME: "follow",
    Command.TURN_BEFORE: "last turn", Command.TURN_AFTER: "next turn",
}  # fmt: skip
"""What commands mean while a replay runs."""


class Keymap:
    """Which keys give which command at present; what differs from the usual keys is kept in the settings."""

    def __init__(self, usual: Iterable[Binding] = BINDINGS) -> None:
        self._usual: dict[Command, tuple[Binding, ...]] = dict.fromkeys(Command, ())
        for binding in usual:
            self._usual[binding.command] += (binding,)
        self._keys = dict(self._usual)

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """Return every key there is, in the order of the commands."""
        return tuple(binding for keys in self._keys.values() for binding in keys)

    def of(self, command: Command) -> tuple[Binding, ...]:
        """Return the keys of a command."""
        return self._keys[command]

    def holder(self, key: int, mods: int) -> Command | None:
        """Return the command that a key gives, None for a free key."""
        return next((one.command for one in self.bindings if (one.key, one.mods) == (key, mods)), None)

    def is_usual(self, command: Command) -> bool:
        """Return whether a command has the keys that it came with."""
        return self._keys[command] == self._usual[command]

    def bind(self, command: Command, key: int, mods: int) -> None:
        """Let a key give a command, in the place of its present keys; whoever held the key loses it."""
        self._drop(((key, mods),))
        self._keys[command] = (Binding(key, command, mods),)

    def swap(self, command: Command, key: int, mods: int) -> None:
        """Let a key give a command, and the command that held it the first key that this one had."""
        other, old = self.holder(key, mods), self._keys[command][:1]
        self.bind(command, key, mods)
        if other is not None and other is not command and old:
            self._keys[other] += (Binding(old[0].key, other, old[0].mods),)

    def reset(self, command: Command | None = None) -> None:
        """Give one command, or all, the usual keys again; a command that loses its last key by that also."""
        if command is None:
            self._keys = dict(self._usual)
            return
        wanted = self._usual[command]
        self._keys[command] = ()
        robbed = self._drop([(one.key, one.mods) for one in wanted])
        self._keys[command] = wanted
        for other in robbed:
            self.reset(other)

    def _drop(self, taken: Sequence[tuple[int, int]]) -> list[Command]:
        """Take keys from whoever has them and return the commands that have none left."""
        robbed = []
        for command, keys in self._keys.items():
            left = tuple(one for one in keys if (one.key, one.mods) not in taken)
            self._keys[command] = left
            robbed += [command] * (not left and bool(keys))
        return robbed

    def changes(self) -> dict[str, tuple[str, ...]]:
        """Return what differs from the usual keys, for the settings."""
        return {
            command.name: tuple(one.code() for one in keys)
            for command, keys in self._keys.items()
            if not self.is_usual(command)
        }

    def restore(self, kept: Mapping[str, Sequence[str]]) -> None:
        """Take over what the settings say; what they say of commands and keys that are not there is left."""
        self.reset()
        for command in Command:
            if command.name in kept:
                codes = [code for code in kept[command.name] if re.fullmatch(r"\d{1,4}:\d{1,10}", code)]
                pairs = [tuple(map(int, code.split(":"))) for code in codes]
                self._keys[command] = tuple(Binding(key, command, mods) for mods, key in pairs)


KEYMAP = Keymap()
"""The one map of the program; a window takes it over from its user's settings when it opens."""


def mods_of(event: pygame.Event) -> int:
    """Return the modifiers of a key event that make a difference."""
    return sum(mod for mod in (CTRL, SHIFT, ALT) if event.mod & mod)


def key_of(event: pygame.Event) -> int:
    """Return the key of an event; on a keyboard of another script the Latin letter in the same place."""
    letter = getattr(event, "scancode", 0) - pygame.KSCAN_A
    foreign = 0x250 <= event.key < 1 << 30
    return pygame.K_a + letter if foreign and 0 <= letter < 26 else int(event.key)


def command_of(event: pygame.Event) -> Command | None:
    """Return the command that a key event gives, or None."""
    mods, key = mods_of(event), key_of(event)
    command = KEYMAP.holder(key, mods)
    # "+" is typed with Shift on many keyboards.
    if command is None and mods & SHIFT and key in (pygame.K_EQUALS, pygame.K_PLUS):
        return KEYMAP.holder(key, mods & ~SHIFT)
    return command


def key_for(command: Command) -> str:
    """Return the first key of a command, as written on a button."""
    return next((binding.text() for binding in KEYMAP.of(command)), "")
