"""The preview of a scenario while its author writes: the map, what lies in a hex, what is wrong.

Whatever is saved replaces the map and leaves camera, layers and selection as they were; while the file cannot
be read, the last map that could stays under a banner with the first error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pygame
from pygame import Rect

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.state import View
from game.model.tongue import t, tn
from game.ui import clip, theme
from game.ui.field import Field
from game.ui.keys import KEYMAP, SCROLLS, STEPS, Command, command_of
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.lists import ScrollText
from game.ui.kit.widget import Panel
from game.ui.panels import words
from game.ui.pointer import MapPointer
from game.ui.proof import Finding, Proof, Sheet
from game.ui.screen import Screen
from game.ui.theme import px
from game.ui.window import Window
from game.ui.zones import lifelines, outlines

SCROLL = 48
LAYERS = {
    Command.CONTROL: "control", Command.ZONES: "zones", Command.GRID: "grid", Command.VALUES: "values",
}  # fmt: skip
"""Layers that a key turns on and off."""


class PreviewScreen(Screen):
    """The map of a file that is being written."""

    def __init__(self, window: Window, proof: Proof) -> None:
        super().__init__(window)
        self.proof = proof
        self.sheet: Sheet | None = None
        self.field: Field | None = None
        self.view: View | None = None
        self.seat: str | None = None
        self.selected: Hex = OFF_MAP
        self.copied = ""
        self._fresh = True
        """Whether the first map is still to be brought into sight."""

        self.layers = {"control", "zones", "labels"}
        self.pointer: MapPointer | None = None
        self._take_sheet(proof)

    # What is shown

    def show(self, proof: Proof) -> None:
        """Take over what the file came to now; the map stays where it was."""
        self.proof = proof
        self._take_sheet(proof)
        self.relaid()

    def _take_sheet(self, proof: Proof) -> None:
        """Show another map in the place of the last, looking at the same ground."""
        sheet = proof.sheet
        if sheet is None:
            return
        old, before = self.field, self.sheet
        self.sheet = sheet
        if old is None or before is None or not _looks_alike(before, sheet):
            self.field = Field(sheet.setting)
        else:  # what is baked of the map still holds
            old.setting = old.map.setting = sheet.setting
        if self.seat not in sheet.setting.factions:
            self.seat = None
        assert self.field is not None
        self.pointer = MapPointer(self.field, self.select, lambda: self.select(OFF_MAP), self.refresh)
        self._look()
        if old is not None and before is not None:
            self.selected = self._same_hex(before, sheet, self.selected)
            if self.field is not old:
                self._same_camera(old, before, sheet)

    def _look(self) -> None:
        assert self.sheet is not None
        self.view = self.sheet.view_for(self.seat)

    @staticmethod
    def _same_hex(before: Sheet, sheet: Sheet, here: Hex) -> Hex:
        """Return the hex of the new map where a hex of the old one lay."""
        return OFF_MAP if here == OFF_MAP else sheet.hex_of(*before.point_of(here))

    def _same_camera(self, old: Field, before: Sheet, sheet: Sheet) -> None:
        """Look at what was looked at, hex for hex where both maps have the same ones."""
        assert self.field is not None
        camera, was = self.field.camera, old.camera
        camera.resize(was.port)
        camera.zoom(was.level - camera.level)
        if before.setting.board.frame == sheet.setting.board.frame and camera.grid.cols == was.grid.cols:
            camera.left, camera.top = was.left, was.top
            camera.pan(0, 0)
            return
        middle = was.hex_under(was.port.center)
        if middle != OFF_MAP and (there := self._same_hex(before, sheet, middle)) != OFF_MAP:
            camera.centre_on(there)

    # Layout

    def layout(self) -> None:
        """Put the bar, the banner where something is wrong, and the column at the right."""
        width, bar = px(theme.RIGHT_COLUMN[0]), px(theme.TOP_BAR[1])
        first = next((one for one in self.proof.findings if not one.warning), None)
        high = px(58) if first is not None else 0
        body = Rect(0, bar + high, self.rect.width - width, self.rect.height - bar - high)
        side = Rect(body.right, bar, width, self.rect.height - bar)
        self.panels = [self._bar(Rect(0, 0, self.rect.width, bar)), self._side(side)]
        if first is not None:
            self.panels.insert(0, self._banner(Rect(0, bar, body.width, high), first))
        if self.field is not None:
            if self.field.camera.port != body or self.field.minimap is None:
                self.field.place(body, self._minimap)
            if self._fresh:
                self.field.camera.fit()
                self._fresh = False
            self._mark()

    def _bar(self, rect: Rect) -> Panel:
        panel = Panel(rect, ground=theme.PANEL_HEAD)
        room = rect.inflate(-2 * px(theme.PAD), 0)
        title = self.sheet.setting.title if self.sheet else self.proof.file
        side = px(theme.RIGHT_COLUMN[0])
        line = Rect(room.left, room.centery - px(11), rect.width - side - room.left, px(22))
        panel.add(Label(line, f"{title} · {self.proof.file}" if self.sheet else title, bold=True))
        state = Rect(line.right, line.top, room.right - line.right, line.height)
        panel.add(Label(state, *self._state()))
        return panel

    def _state(self) -> tuple[str, int, theme.Colour]:
        """Return in a few words how the file stands, and the size and colour of that."""
        errors, warnings = self.proof.errors, len(self.proof.findings) - self.proof.errors
        told = tn("{count} warning", "{count} warnings", warnings)
        if errors:
            both = t(
                "{errors}, {warnings}", errors=tn("{count} error", "{count} errors", errors), warnings=told
            )
            return both, theme.FONT_BODY, theme.BAD
        if warnings:
            return told, theme.FONT_BODY, theme.WARN
        return t("in order"), theme.FONT_BODY, theme.GOOD

    def _banner(self, rect: Rect, first: Finding) -> Panel:
        panel = Panel(rect, ground=theme.PANEL_SUNK, border=True)
        room = Rect((0, 0), rect.size).inflate(-2 * px(theme.PAD), -px(10))
        head = ink.elide(f"{first.where}: {first.text}", theme.FONT_BODY, room.width, bold=True)
        line = px(22)
        panel.add(Label(Rect(room.left, room.top, room.width, line), head, colour=theme.BAD, bold=True))
        rest = (
            t("{remedy} · {map}", remedy=first.remedy, map=self._which()) if first.remedy else self._which()
        )
        rest = ink.elide(rest, theme.FONT_BODY, room.width)
        panel.add(Label(Rect(room.left, room.top + line, room.width, line), rest))
        return panel

    def _which(self) -> str:
        """Return which map is shown although something is wrong."""
        if self.proof.sheet is not None:
            return t("The map is that of the file itself.")
        return t("The map is the last that could be read.") if self.sheet else t("Nothing can be shown yet.")

    def _side(self, rect: Rect) -> Panel:
        panel = Panel(rect)
        pad, high = px(theme.PAD), px(theme.BUTTON_HEIGHT)
        room = Rect((0, 0), rect.size).inflate(-2 * pad, -2 * pad)
        small = min(px(theme.MINIMAP[1]), room.height // 4)
        bottom = room.bottom - small
        self._minimap = Rect(rect.left + room.left, rect.top + bottom, room.width, small)
        top = self._switches(panel, Rect(room.left, room.top, room.width, high))
        left = bottom - pad - top
        heads, half = px(24), (left - 2 * px(24) - pad) // 2
        self._here = ScrollText(
            Rect(room.left, top + heads, room.width, half), self._said(), theme.FONT_SMALL
        )
        self._list = ScrollText(
            Rect(room.left, top + 2 * heads + half + pad, room.width, half), self._told(), theme.FONT_SMALL
        )
        for text, y in ((t("In this hex"), top), (t("What is wrong"), top + heads + half + pad)):
            panel.add(Label(Rect(room.left, y, room.width, heads), text, colour=theme.ACCENT, bold=True))
        panel.add(self._here)
        panel.add(self._list)
        return panel

    def _switches(self, panel: Panel, row: Rect) -> int:
        """Put the buttons of the layers and of who looks; return where the rest begins."""
        names = {
            "control": (t("Control"), Command.CONTROL), "zones": (t("Zones"), Command.ZONES),
            "grid": (t("Grid"), Command.GRID), "values": (t("Values"), Command.VALUES),
            "labels": (t("Numbers"), None), "arabic": (t("Arabic"), None),
        }  # fmt: skip
        wide, gap = (row.width - px(theme.GAP)) // 2, px(6)
        for at, (layer, (text, command)) in enumerate(names.items()):
            box = Rect(
                row.left + at % 2 * (wide + px(theme.GAP)),
                row.top + at // 2 * (row.height + gap),
                wide,
                row.height,
            )
            key = _key(command)
            turn = lambda on, layer=layer: self.turn(layer)  # noqa: E731
            panel.add(Toggle(box, text, turn, layer in self.layers, key))
        y = row.top + 3 * (row.height + gap)
        who = self.sheet.setting.factions[self.seat].name if self.sheet and self.seat else t("everything")
        text = t("Seen by an author: everything") if not self.seat else t("Seen by {faction}", faction=who)
        panel.add(Button(Rect(row.left, y, row.width, row.height), text, self.next_seat, _key(Command.FOG)))
        return y + row.height + px(theme.PAD)

    # Words

    def _told(self) -> str:
        """Return every finding as text."""
        if not self.proof.findings:
            return t("Nothing.")
        parts = (f"# {one.where}\n{one.text}\n{one.remedy}" for one in self.proof.findings)
        return "\n".join(part.rstrip() for part in parts)

    def _said(self) -> str:
        """Return what lies in the selected hex, and what was copied of it."""
        if self.selected == OFF_MAP or self.view is None:
            return t(
                "Click on a hex, or go there with Ctrl and the arrows: its number, latitude and longitude "
                "are copied, and what lies there is named."
            )
        return "\n".join(self._lines(self.view, self.selected))

    def _clipped(self) -> str:
        return t("Copied: {text}", text=self.copied) if self.copied else t("The clipboard is out of reach.")

    def _lines(self, view: View, here: Hex) -> Iterator[str]:
        assert self.sheet is not None
        lat, lon = self.sheet.point_of(here)
        yield f"# {words.where(view, here)}"
        yield t("{lat} N, {lon} E", lat=f"{lat:.4f}", lon=f"{lon:.4f}")
        yield self._clipped()
        for place in view.setting.board.places_at.get(here, ()):
            yield t("{place}: id {id}, {kind}", place=place.name, id=place.id, kind=place.kind)
        for unit in view.units_at(here):
            faction = view.setting.factions[unit.faction].short
            yield t("{unit}: id {id}, {faction}, steps {steps}", unit=unit.name, id=unit.id, faction=faction,
                    steps=unit.steps)  # fmt: skip
        yield from words.ground_lines(view, here)

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return where the hex under the pointer is."""
        here = self.field.hex_under(at) if self.field is not None else OFF_MAP
        if here == OFF_MAP or self.view is None or self.sheet is None:
            return ""
        lat, lon = self.sheet.point_of(here)
        where = t("{lat} N, {lon} E", lat=f"{lat:.4f}", lon=f"{lon:.4f}")
        return "\n".join([words.where(self.view, here), where, self.view.setting.board.terrain[here].name])

    def clipping(self, here: Hex) -> str:
        """Return a hex as an author would write it: its number, with its latitude and longitude."""
        assert self.sheet is not None
        lat, lon = self.sheet.point_of(here)
        board = self.sheet.setting.board
        places = board.places_at.get(here)
        name = f" {places[0].name}" if places else ""
        return f'{{hex: "{board.grid.label(here)}"}} # {{lat: {lat:.4f}, lon: {lon:.4f}}}{name}'

    # What the author does

    def select(self, here: Hex) -> None:
        """Point at a hex: say what lies there and copy where it is."""
        self.selected = here
        if here != OFF_MAP:
            text = self.clipping(here)
            self.copied = text if clip.put(text) else ""
        self._here.say(self._said())
        self._mark()

    def turn(self, layer: str) -> None:
        """Show or hide a layer."""
        self.layers ^= {layer}
        self.relaid()

    def next_seat(self) -> None:
        """Look as the next faction does, after the last as the author."""
        if self.sheet is not None:
            seats = [None, *self.sheet.setting.order]
            self.seat = seats[(seats.index(self.seat) + 1) % len(seats)]
            self._look()
            self.relaid()

    def _mark(self) -> None:
        """Lay selection and zones over the map."""
        if self.field is None or self.view is None:
            return
        self.field.show_layers(self.layers | ({"fog"} if self.seat else set()))
        over = replace(self.field.over, selected=self.selected, zones=(), routes=())
        if "zones" in self.layers:
            over = replace(over, zones=outlines(self.view), routes=lifelines(self.view))
        self.field.over = over
        self.refresh()

    def keyed(self, event: pygame.Event) -> None:
        """Scroll, zoom, turn layers, move the selected hex, close."""
        command = command_of(event)
        if command is Command.CANCEL:
            self.window.quit()
        elif command in LAYERS:
            self.turn(LAYERS[command])
        elif command is Command.FOG:
            self.next_seat()
        elif self.field is not None and command is not None:
            self._travel(self.field, command)
            self.refresh()

    def _travel(self, field: Field, command: Command) -> None:
        if command in SCROLLS:
            dx, dy = SCROLLS[command]
            field.pan(px(SCROLL) * dx, px(SCROLL) * dy)
        elif command in (Command.ZOOM_IN, Command.ZOOM_OUT):
            field.zoom(1 if command is Command.ZOOM_IN else -1)
        elif command is Command.HOME:
            field.camera.fit()
        elif command in STEPS:
            self._step(field, *STEPS[command])

    def _step(self, field: Field, dx: int, dy: int) -> None:
        """Move the selected hex by a column or row; from the middle of the map where none is selected."""
        grid = field.camera.grid
        here = self.selected if self.selected != OFF_MAP else field.hex_under(field.camera.port.center)
        if self.selected != OFF_MAP:
            col, row = grid.col_row(here)
            here = grid.hex_at(min(max(col + dx, 0), grid.cols - 1), min(max(row + dy, 0), grid.rows - 1))
        if here != OFF_MAP:
            self.select(here)
            field.reveal(here)

    def pointed(self, event: pygame.Event) -> None:
        """Let the pointer act on the map."""
        if self.pointer is not None:
            self.pointer.take(event)

    # Drawing

    def background(self, surface: pygame.Surface) -> None:
        """Draw the map as far as there is one."""
        surface.fill(theme.BACKDROP)
        if self.field is not None and self.view is not None:
            self.field.draw(surface, self.view)

    def paint(self, surface: pygame.Surface) -> None:
        """Draw the screen, the small map above its column."""
        super().paint(surface)
        if self.field is not None and self.view is not None and self.dialog is None:
            self.field.draw_minimap(surface, self.view)

    @property
    def animating(self) -> bool:
        """Frames are needed while the map is still being baked."""
        return self.field is not None and self.field.pending

    def tick(self, elapsed: int) -> None:
        """Go on baking."""
        self.refresh()

    def idle(self) -> bool:
        """Bake what lies just beyond the edges."""
        return self.field is not None and self.field.bake_ahead()


def _looks_alike(a: Sheet, b: Sheet) -> bool:
    """Whether two sheets have the same ground, and factions and cities that are drawn alike."""
    looks = [[(one.id, one.colour, one.pattern) for one in x.setting.factions.values()] for x in (a, b)]
    cities = [set(x.setting.cities) for x in (a, b)]
    return a.setting.board is b.setting.board and looks[0] == looks[1] and cities[0] == cities[1]


def _key(command: Command | None) -> str:
    keys = KEYMAP.of(command) if command is not None else ()
    return keys[0].text() if keys else ""
