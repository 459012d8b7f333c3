"""What a user may set to his taste, read from and kept with the program's settings; nothing here draws.

Numbers and switches may also be read one by one with `House.wish`, under the names of the fields below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from game.ui import theme

SCALES = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
FILM_SPEEDS = (0, 1, 2, 4, 8)
VOLUMES = (0, 25, 50, 75, 100)
TOOLTIP_DELAYS = (0, 250, 500, 1000)
AUTOSAVES = (3, 5, 10, 20, 50)


@dataclass(frozen=True)
class Settings:
    """Everything that is remembered from one start of the program to the next."""

    ui_scale: float = 1.0
    """Beside what the size of the window asks for by itself."""
    palette: str = "standard"
    reduced_motion: bool = False
    film_speed: int = 1
    """How fast films run; 0 shows none."""
    volume: int = 50
    """Of the sound, per cent; 0 is silence."""
    loud: int = 50
    """How loud it was when it was turned off."""
    arabic_names: bool = False
    language: str = "en"
    full_screen: bool = False
    tooltip_ms: int = theme.TOOLTIP_MS
    autosaves: int = 10
    """How many saves the program keeps of its own."""
    show_replay: bool = True
    """Whether an impulse begins with what the others did."""
    curtain_on_return: bool = False
    """Whether the curtain falls when the window comes back from being hidden."""
    welcomed: bool = False
    """Whether the page of the first start has been seen."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys that differ from the usual ones, by the name of the command."""

    def changed(self, **changes: Any) -> Settings:
        """Return the settings with some of them changed, each brought to what is possible."""
        new = replace(self, **{name: _fitted(name, value) for name, value in changes.items()})
        return replace(new, loud=self.volume) if self.volume and not new.volume else new


_RANGES: dict[str, tuple[float, float]] = {
    "ui_scale": (SCALES[0], SCALES[-1]), "film_speed": (0, 8), "volume": (0, 100), "loud": (1, 100),
    "tooltip_ms": (0, 5000),
    "autosaves": (1, 200),
}  # fmt: skip
USUAL = Settings()


def read(kept: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that were kept, and the names of those that cannot be used."""
    known: dict[str, Any] = {}
    wrong: list[str] = []
    for one in fields(Settings):
        if one.name in kept:
            try:
                known[one.name] = _fitted(one.name, kept[one.name])
            except (AttributeError, TypeError, ValueError, OverflowError):
                wrong.append(one.name)
    return replace(USUAL, **known), tuple(wrong)


def differences(old: Settings, new: Settings) -> dict[str, Any]:
    """Return what is to be kept after a change, by name."""
    pairs = ((one.name, getattr(old, one.name), getattr(new, one.name)) for one in fields(Settings))
    return {name: after for name, before, after in pairs if before != after}


def _fitted(name: str, value: Any) -> Any:
    """Return a value in the kind and range of its field; an error says that it has neither."""
    usual = getattr(USUAL, name)
    if isinstance(usual, bool):
        return _number(value) != 0
    if isinstance(usual, int | float):
        low, high = _RANGES[name]
        return type(usual)(min(max(_number(value), low), high))
    if isinstance(usual, str):
        if not isinstance(value, str) or (name == "palette" and value not in theme.PALETTES):
            raise ValueError(name)
        return value
    return {str(command): tuple(str(code) for code in codes) for command, codes in value.items()}


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or value != value:
        raise TypeError(value)
    return float(value)
