"""The sounds of the game as numbers: made from sines and noise, the same on every machine, none from a file.

Each is a function without arguments that returns a wave of samples from -1 to 1; nothing is made before it
is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from game.ui.noise import scatter

RATE = 22050
Wave: TypeAlias = npt.NDArray[np.float32]


def _time(seconds: float) -> Wave:
    return np.arange(round(RATE * seconds), dtype=np.float32) / np.float32(RATE)


def _hiss(seconds: float, salt: int) -> Wave:
    """Return white noise."""
    at = np.arange(round(RATE * seconds))
    return (scatter(at, at * 0, salt) * 2 - 1).astype(np.float32)


def _soft(wave: Wave, width: int) -> Wave:
    """Take the high tones out of a wave: the mean of so many samples, twice."""
    box = np.ones(width, dtype=np.float32) / np.float32(width)
    softened: Wave = np.convolve(np.convolve(wave, box, "same"), box, "same").astype(np.float32)
    return softened


def _band(wave: Wave, low: int, high: int) -> Wave:
    """Keep the tones between two widths of the softening."""
    return _soft(wave, low) - _soft(wave, high)


def _swell(seconds: float, rise: float) -> Wave:
    """Return a gain that rises for a share of the time and falls for the rest."""
    share = np.linspace(0, 1, round(RATE * seconds), dtype=np.float32)
    up = np.clip(share / rise, 0, 1)
    down = np.clip((1 - share) / (1 - rise), 0, 1)
    gain: Wave = (up * down * down).astype(np.float32)
    return gain


def _peak(wave: Wave, loud: float) -> Wave:
    """Bring a wave to a loudness, its ends to silence."""
    wave = wave * np.float32(loud / max(1e-6, float(np.abs(wave).max())))
    edge = min(len(wave) // 2, round(RATE * 0.004))
    fade = np.linspace(0, 1, edge, dtype=np.float32)
    wave[:edge] *= fade
    wave[-edge:] *= fade[::-1]
    peaked: Wave = wave.astype(np.float32)
    return peaked


def _placed(parts: list[tuple[float, Wave]], seconds: float) -> Wave:
    """Put waves together, each from its second on."""
    whole = np.zeros(round(RATE * seconds), dtype=np.float32)
    for start, part in parts:
        at = round(RATE * start)
        room = len(whole) - at
        whole[at : at + len(part)] += part[:room]
    return whole


def _thump(seconds: float, high: float, low: float, salt: int) -> Wave:
    """Return a falling low tone with a breath of noise: a gun, a bomb."""
    at = _time(seconds)
    pitch = low + (high - low) * np.exp(-at * 14)
    tone = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.exp(-at * 5)
    rush = _soft(_hiss(seconds, salt), 14) * np.exp(-at * 7) * 2.2
    whole: Wave = (tone + rush).astype(np.float32)
    return whole


def _bell(seconds: float, base: float, partials: tuple[tuple[float, float], ...]) -> Wave:
    """Return partials that ring out, the higher the sooner."""
    at = _time(seconds)
    tones = [
        gain * np.sin(2 * np.pi * base * ratio * at) * np.exp(-at * (2.2 + 1.3 * ratio))
        for ratio, gain in partials
    ]
    ringing: Wave = np.sum(tones, axis=0).astype(np.float32)
    return ringing


def tracks() -> Wave:
    """Tracked vehicles: a rumble with the beat of the links."""
    at = _time(0.6)
    rumble = _band(_hiss(0.6, 3), 36, 160) * (0.6 + 0.4 * np.sin(2 * np.pi * 17 * at))
    squeal = _band(_hiss(0.6, 4), 6, 12) * 0.12
    return _peak((rumble + squeal) * _swell(0.6, 0.25), 0.42)


def wheels() -> Wave:
    """Lorries and pick-ups: an even hum on gravel."""
    at = _time(0.55)
    hum = 0.22 * np.sin(2 * np.pi * 86 * at) + 0.12 * np.sin(2 * np.pi * 129 * at)
    gravel = _band(_hiss(0.55, 5), 10, 50)
    return _peak((hum * 0.4 + gravel) * _swell(0.55, 0.3), 0.3)


def foot() -> Wave:
    """Men on foot: a few soft steps."""
    step = _band(_hiss(0.07, 6), 9, 40) * np.exp(-_time(0.07) * 60)
    places = (0.0, 0.14, 0.29, 0.43)
    return _peak(_placed([(place, step) for place in places], 0.52), 0.26)


def rifle() -> Wave:
    """Small arms: an uneven string of cracks."""
    crack = _band(_hiss(0.11, 7), 3, 16) * np.exp(-_time(0.11) * 52)
    places = (0.0, 0.11, 0.17, 0.34, 0.41, 0.62, 0.68, 0.9)
    cracks = [(place, crack * (1.0 if at % 3 == 0 else 0.6)) for at, place in enumerate(places)]
    return _peak(_placed(cracks, 1.05), 0.4)


def artillery() -> Wave:
    """Guns: a dull report, and the fall of the shot."""
    return _peak(_placed([(0.0, _thump(0.5, 120, 46, 8)), (0.62, _thump(0.6, 90, 34, 9))], 1.25), 0.55)


def aircraft() -> Wave:
    """A jet passes."""
    body = _band(_hiss(1.3, 10), 4, 30) * 0.5 + _band(_hiss(1.3, 11), 24, 120)
    return _peak(body * _swell(1.3, 0.45), 0.42)


def capture() -> Wave:
    """A place changes hands: two quiet notes."""
    low, high = _bell(0.5, 330, ((1, 1.0), (2, 0.25))), _bell(0.7, 495, ((1, 1.0), (2, 0.2)))
    return _peak(_placed([(0.0, low), (0.14, high)], 0.86), 0.3)


def bell() -> Wave:
    """An impulse begins."""
    return _peak(_bell(1.4, 392, ((1, 1.0), (2.01, 0.5), (2.98, 0.3), (4.2, 0.14))), 0.34)


def tick() -> Wave:
    """Something is refused."""
    click = _bell(0.08, 180, ((1, 1.0), (2.7, 0.4))) * np.exp(-_time(0.08) * 30)
    return _peak(_placed([(0.0, click), (0.09, click)], 0.19), 0.28)


def page() -> Wave:
    """A sheet is turned."""
    return _peak(_band(_hiss(0.2, 12), 2, 9) * _swell(0.2, 0.35), 0.14)


def tension() -> Wave:
    """Two powers come closer to blows: a low second that does not resolve."""
    tones = _bell(1.1, 110, ((1, 1.0), (1.06, 0.9), (2, 0.2)))
    return _peak(tones * _swell(1.1, 0.2), 0.34)


WAVES: dict[str, Callable[[], Wave]] = {
    one.__name__: one
    for one in (tracks, wheels, foot, rifle, artillery, aircraft, capture, bell, tick, page, tension)
}
"""Every sound by its name."""
