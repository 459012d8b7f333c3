"""What is heard: one sound at a time, restrained, off at a volume of 0; without a device there is silence.

The device is opened and sounds are made in a thread of their own when the first is wanted, so that neither
the start of the program nor a frame waits for them.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

import numpy as np
import pygame

from game.model import events as ev
from game.model.kinds import Mobility
from game.model.tongue import t
from game.ui.shots import PATHS, Kind, Shot
from game.ui.waves import RATE, WAVES

RANKS = {
    "tick": 1, "page": 0, "foot": 1, "wheels": 1, "tracks": 1, "rifle": 3, "artillery": 3, "aircraft": 3,
    "capture": 3, "tension": 4, "bell": 5,
}  # fmt: skip
"""What may cut another sound short: the higher the lower, and itself only when it has faded."""

LENGTHS = {
    "tick": 190, "page": 200, "foot": 520, "wheels": 550, "tracks": 600, "rifle": 1050, "artillery": 1250,
    "aircraft": 1300, "capture": 860, "tension": 1100, "bell": 1400,
}  # fmt: skip
"""Milliseconds that each lasts, so that nothing need be made to know it."""

MOVES = {Mobility.LEG: "foot", Mobility.MOTOR: "wheels", Mobility.MECH: "tracks"}
KINDS = {
    Kind.FIGHT: "rifle", Kind.SHELL: "artillery", Kind.AIR: "aircraft", Kind.CAPTURE: "capture",
    Kind.TURN: "capture", Kind.CARD: "page",
}  # fmt: skip


def cue_of(shot: Shot) -> str:
    """Return the sound of a shot of a film, empty for silence."""
    if shot.kind in PATHS:
        return MOVES[shot.unit.type.mobility] if shot.unit is not None else ""
    if isinstance(shot.event, ev.TensionChanged) and shot.event.by > 0:
        return "tension"
    return KINDS.get(shot.kind, "")


class Score:
    """Decides what may be heard: never two at once, and nothing lesser over something greater."""

    def __init__(self) -> None:
        self._name, self._until = "", 0.0

    def allows(self, name: str, now: float) -> bool:
        """Whether a sound may begin at a time in milliseconds; if so it is the one that is heard."""
        if now < self._until and RANKS[name] <= RANKS[self._name]:
            return False
        self._name, self._until = name, now + LENGTHS[name]
        return True


class Sound:
    """Plays sounds by their names. `volume` says how loud, per cent; 0 is silence."""

    def __init__(self, volume: Callable[[], float]) -> None:
        self._volume = volume
        self._score = Score()
        self._wanted: SimpleQueue[tuple[str, float]] | None = None
        self._refused = ""

    def play(self, name: str) -> None:
        """Let a sound be heard, unless there is silence or a greater one."""
        volume = self._volume()
        if not name or volume <= 0 or _mute() or not self._score.allows(name, time.monotonic() * 1000):
            return
        if self._wanted is None:
            self._wanted = SimpleQueue()
            threading.Thread(target=_perform, args=(self._wanted,), name="sound", daemon=True).start()
        self._wanted.put((name, min(volume, 100) / 100))

    def turned(self) -> str:
        """Return what to say of the sound after it was turned on or off."""
        return t("The sound is on.") if self._volume() > 0 else t("The sound is off.")

    def shot(self, shot: Shot) -> None:
        """Let a shot of a film be heard."""
        self.play(cue_of(shot))

    def answer(self, message: str, bad: bool) -> None:
        """Let a refusal be heard once."""
        refused = message if bad else ""
        if refused and refused != self._refused:
            self.play("tick")
        self._refused = refused


def _mute() -> bool:
    """Whether there is nobody to hear: a machine that draws nowhere."""
    return os.environ.get("SDL_AUDIODRIVER") == "dummy"


def _perform(wanted: SimpleQueue[tuple[str, float]]) -> None:
    """Open the device and play what is wanted, each sound made once; without a device, nothing."""
    try:
        pygame.mixer.init(RATE, -16, 2, 512)
        made: dict[str, pygame.mixer.Sound] = {}
        channel = pygame.mixer.Channel(0)
        while True:
            name, volume = wanted.get()
            if name not in made:
                made[name] = pygame.mixer.Sound(buffer=samples(name).tobytes())
            channel.set_volume(volume)
            channel.play(made[name])
    except pygame.error:  # no device, or the program is at its end
        return


def samples(name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Return a sound as the device takes it: both ears, sixteen bits."""
    wave = (WAVES[name]() * 32767).astype(np.int16)
    return np.repeat(wave[:, None], 2, axis=1)
