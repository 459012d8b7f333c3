"""The settings as the page of settings offers them: what each is called, what it does, what it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.model.tongue import mark, t
from game.ui import settings, theme
from game.ui.house import House


@dataclass(frozen=True)
class Pick:
    """One thing that a setting can be."""

    value: Any
    text: str


@dataclass(frozen=True)
class Option:
    """A setting: the name of its field, its title, a sentence about it and what it can be."""

    field: str
    title: str
    tip: str
    picks: tuple[Pick, ...]


PALETTE_NAMES = {"standard": mark("Standard"), "soft": mark("Soft"), "contrast": mark("High contrast")}


def _switch() -> tuple[Pick, ...]:
    return Pick(False, t("No")), Pick(True, t("Yes"))


def screen_options(house: House) -> tuple[Option, ...]:
    """Return what concerns how things look."""
    sizes = tuple(Pick(scale, f"{scale:.0%}") for scale in settings.SCALES)
    palettes = tuple(Pick(name, t(PALETTE_NAMES.get(name, name.capitalize()))) for name in theme.PALETTES)
    languages = tuple(Pick(code, name) for code, name in house.languages())
    delays = tuple(Pick(ms, f"{ms / 1000:g} s" if ms else t("At once")) for ms in settings.TOOLTIP_DELAYS)
    return (
        Option("ui_scale", t("Size of everything"), t("Letters, buttons and panels, as far as they fit."),
               sizes),
        Option("palette", t("Colours"), t("All three can be told apart by the colour-blind."), palettes),
        Option("arabic_names", t("Names on the map"), t("In Latin or in Arabic letters."),
               (Pick(False, t("Latin")), Pick(True, "عربي"))),
        Option("language", t("Language"), t("Of the interface."), languages),
        Option("full_screen", t("Window"), t("Part of the screen, or all of it."),
               (Pick(False, t("Window")), Pick(True, t("Full screen")))),
        Option("tooltip_ms", t("Tooltips"), t("How long the pointer rests before they come."), delays),
    )  # fmt: skip


def play_options() -> tuple[Option, ...]:
    """Return what concerns films, sound and the game itself."""
    speeds = tuple(Pick(speed, f"{speed}×" if speed else t("Off")) for speed in settings.FILM_SPEEDS)
    volumes = tuple(Pick(volume, f"{volume} %" if volume else t("Off")) for volume in settings.VOLUMES)
    kept = tuple(Pick(count, f"{count}") for count in settings.AUTOSAVES)
    return (
        Option("film_speed", t("Films"), t("How fast moves and fights are shown on the map."), speeds),
        Option("reduced_motion", t("Less motion"), t("Pictures fade; nothing flies or shakes."), _switch()),
        Option("volume", t("Sound"), t("How loud."), volumes),
        Option("show_replay", t("Begin with a replay"),
               t("Your impulse begins with what you saw of the others'."), _switch()),
        Option("curtain_on_return", t("Curtain on return"),
               t("Several persons: the curtain falls whenever the window was out of sight."), _switch()),
        Option("autosaves", t("Games kept by themselves"), t("How many; the oldest are deleted."), kept),
    )  # fmt: skip
