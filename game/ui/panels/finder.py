"""Lists over the map to find one's way: objectives, order of battle, and any unit or place by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pygame
from pygame import Rect

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import HqId, UnitId
from game.model.state import View
from game.model.tongue import mark, t, tell
from game.ui import theme
from game.ui.kit.basic import Button, Label
from game.ui.kit.entry import TextEntry
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.widget import At, Panel
from game.ui.panels import words
from game.ui.theme import px

TITLES = {
    "objectives": mark("Objectives"),
    "units": mark("Order of battle"),
    "find": mark("Find a unit or place"),
}


@dataclass(frozen=True)
class Found:
    """Something to go to."""

    row: Row
    at: Hex
    unit: UnitId | None = None


class Query(TextEntry):
    """A search field that tells of every change."""

    def __init__(self, rect: Rect, told: Callable[[str], None], hint: str = "") -> None:
        super().__init__(rect, limit=30, accept=_may_be_sought, hint=hint)
        self._told = told

    def take(self, event: pygame.Event, at: At) -> bool:
        """Take typed text and pass it on."""
        before = self.text
        taken = super().take(event, at)
        if self.text != before:
            self._told(self.text)
        return taken


def _may_be_sought(char: str) -> bool:
    """The slash is the key that opens the field; it arrives as text as well."""
    return char.isprintable() and char != "/"


class Finder(Panel):
    """One list at a time; a chosen row is gone to."""

    def __init__(
        self, rect: Rect, go: Callable[[Hex, UnitId | None], None], close: Callable[[], None]
    ) -> None:
        super().__init__(rect, border=True)
        self._go, self._close = go, close
        self.kind = ""
        self.led: Mapping[HqId, str] = {}
        """The viewer's HQs that machines lead, and at which level."""
        self._all: list[Found] = []
        self._shown: list[Found] = []

    def show(self, kind: str, view: View) -> None:
        """Fill the panel with one of the lists."""
        self.kind = kind
        self.clear()
        pad = px(theme.PAD)
        inner = self.rect.width - 2 * pad
        title = Rect(pad, pad, inner - px(90), px(26))
        self.add(Label(title, TITLES[kind], theme.FONT_LARGE, theme.ACCENT, bold=True))
        self.add(Button(Rect(pad + inner - px(84), pad, px(84), px(26)), t("Close"), self._close, t("Esc")))
        top = pad + px(36)
        self._all = _units(view, self.led) if kind == "units" else _LISTS[kind](view)
        self._shown = self._all
        if kind == "find":
            query = Query(Rect(pad, top, inner, px(30)), self._sift)
            self.add(query)
            self.focus(query)
            top += px(38)
        self._list = ListBox(
            Rect(pad, top, inner, self.rect.height - top - pad), [], self._choose, row_height=25
        )
        self.add(self._list)
        self._list.refill([found.row for found in self._shown])
        if kind != "find":
            self.focus(self._list)

    def _sift(self, text: str) -> None:
        wanted = text.casefold()
        self._shown = [found for found in self._all if wanted in found.row.text.casefold()]
        self._list.refill([found.row for found in self._shown], -1)

    def _choose(self, index: int) -> None:
        found = self._shown[index]
        if found.at != OFF_MAP:
            self._go(found.at, found.unit)


def _objectives(view: View) -> list[Found]:
    """Return what scores, the most valuable first."""
    found = []
    for asset in sorted(view.setting.assets.values(), key=lambda one: (-one.value, one.place)):
        place = view.setting.board.places[asset.place]
        holder = view.control[place.at]
        described = view.setting.factions.get(holder)
        swatch = theme.look(described.colour, "plain").colour if described else theme.TEXT_FAINT
        held = described.short if described else t("nobody")
        found.append(Found(Row(f"{asset.value}  {tell(place.name)}", held, swatch=swatch), place.at))
    return found


def _units(view: View, led: Mapping[HqId, str]) -> list[Found]:
    """Return one's own units, each headquarters under a heading that says which machine leads it."""
    found: list[Found] = []
    hqs = view.setting.factions[view.faction].hqs
    heading = None
    for unit in sorted(view.units_of(view.faction), key=lambda one: (one.hq, one.name)):
        if unit.hq != heading:
            heading = unit.hq
            level = led.get(unit.hq, "")
            by = t("led by {level}", level=level) if level else ""
            found.append(Found(Row(hqs.get(unit.hq, unit.hq), by, theme.ACCENT), OFF_MAP))
        label = view.setting.board.grid.label(unit.at)
        detail = f"{unit.steps}/{unit.type.steps} · {words.status(unit)} · {label}"
        row = Row(
            f"   {tell(unit.name)}", detail, words.SUPPLY_COLOURS[unit.supply], tip=words.SUPPLY[unit.supply]
        )
        found.append(Found(row, unit.at, unit.id))
    return found


def _everything(view: View) -> list[Found]:
    """Return every known unit and every place by name."""
    places = [
        Found(Row(place.name, place.kind.replace("_", " ")), place.at)
        for place in sorted(view.setting.board.places.values(), key=lambda one: (-one.importance, one.name))
    ]
    units = [
        Found(Row(unit.name, words.faction_name(view, unit.faction)), unit.at, unit.id)
        for unit in view.units.values()
    ]
    return units + places


_LISTS: dict[str, Callable[[View], list[Found]]] = {
    "objectives": _objectives,
    "find": _everything,
}
