"""The cards in the right column: the selected unit with its orders, and the hex it stands in."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
from pygame import Rect

from game.hexgrid.coords import Hex
from game.model.facts import Contact
from game.model.kinds import Gait, Posture
from game.model.state import View
from game.model.units import Unit
from game.ui import theme
from game.ui.controls import Desk
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Picture, Toggle
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.widget import Panel, Widget
from game.ui.panels import words
from game.ui.theme import px


class Pips(Widget):
    """Steps as boxes, the lost ones hollow."""

    def __init__(self, rect: Rect, steps: int, full: int) -> None:
        super().__init__(rect, f"{steps} of {full} steps")
        self.steps, self.full = steps, full

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the boxes."""
        for index in range(self.full):
            box = Rect(self.rect.left + index * px(15), self.rect.top, px(12), px(12))
            pygame.draw.rect(surface, theme.TEXT, box, 0 if index < self.steps else 1, border_radius=px(2))


class SideCard(Panel):
    """Unit above, hex below."""

    def __init__(self, rect: Rect, desk: Desk, counter: object, acted: object) -> None:
        super().__init__(rect)
        self.tabs = False
        self.desk = desk
        self._counter = counter
        self._acted = acted

    def show(self) -> None:
        """Bring the card up to date with the desk."""
        self.clear()
        pad = px(theme.PAD)
        room = Rect(pad, pad, self.rect.width - 2 * pad, self.rect.height - 2 * pad)
        unit = self.desk.selected
        here = self.desk.hex
        if unit is None and here is None:
            self._show_nothing(room)
            return
        top = room.top
        if unit is not None:
            top = self._show_unit(unit, room)
        elif here is not None:
            top = self._show_contacts(here, room)
        if here is not None:
            self._show_stack(here, room, top)

    def _show_nothing(self, room: Rect) -> None:
        view = self.desk.view
        ready = len(self.desk.ready()) if self.desk.commanding else 0
        self.add(
            Label(
                Rect(room.left, room.top, room.width, px(26)),
                view.setting.factions[view.faction].name,
                theme.FONT_LARGE,
                theme.ACCENT,
                bold=True,
            )
        )
        text = (
            f"{ready} of your units can still act.\n\nClick a unit, or press {key_for(Command.NEXT)} for the next one "
            f"that can act. {key_for(Command.END)} ends your impulse."
            if self.desk.commanding
            else "Another faction is moving."
        )
        self.add(Label(Rect(room.left, room.top + px(34), room.width, px(140)), text, colour=theme.TEXT_DIM))
        self._show_schedule(room, room.top + px(170))

    def _show_schedule(self, room: Rect, top: int) -> None:
        """List the arrivals that are known to come."""
        view = self.desk.view
        lines = [f"Turn {turn}: {text}" for turn, _, text in view.schedule if turn >= view.turn][:6]
        if lines:
            self.add(
                Label(Rect(room.left, top, room.width, px(20)), "Expected", theme.FONT_SMALL, theme.ACCENT)
            )
            self.add(
                Label(
                    Rect(room.left, top + px(20), room.width, room.bottom - top - px(20)),
                    "\n".join(lines),
                    theme.FONT_SMALL,
                    theme.TEXT_DIM,
                )
            )

    # The unit

    def _show_unit(self, unit: Unit, room: Rect) -> int:
        side = px(56)
        picture = self._counter(unit) if callable(self._counter) else None
        self.add(Picture(Rect(room.left, room.top, side, side), picture))
        x = room.left + side + px(10)
        wide = room.right - x
        name = ink.elide(unit.name, theme.FONT_LARGE, wide, True)
        self.add(
            Label(Rect(x, room.top - px(3), wide, px(26)), name, theme.FONT_LARGE, bold=True, tip=unit.name)
        )
        hq = self.desk.view.setting.factions[unit.faction].hqs.get(unit.hq, unit.hq)
        under = f"{unit.type.name} · {hq}"
        self.add(
            Label(
                Rect(x, room.top + px(22), wide, px(20)),
                ink.elide(under, theme.FONT_SMALL, wide),
                theme.FONT_SMALL,
                theme.TEXT_DIM,
                tip=under,
            )
        )
        self.add(Pips(Rect(x, room.top + px(43), wide, px(14)), unit.steps, unit.type.steps))
        y = room.top + side + px(8)
        for text, colour in self._unit_lines(unit):
            self.add(Label(Rect(room.left, y, room.width, px(21)), text, colour=colour))
            y += px(21)
        if unit.faction == self.desk.viewer and self.desk.commanding:
            y = self._add_buttons(unit, room, y + px(6))
        return y + px(8)

    def _unit_lines(self, unit: Unit) -> list[tuple[str, theme.Colour]]:
        own = unit.faction == self.desk.viewer
        factors = f"Attack {unit.type.attack} · Defence {unit.type.defence} · Moves {words.half_points(unit.type.move)}"
        if unit.type.barrage:
            factors += f" · Barrage {unit.type.barrage}"
        lines = [(factors, theme.TEXT)]
        if own:
            works = f" · works {unit.dig_in}" if unit.dig_in else ""
            posture = "Holds" if unit.posture is Posture.HOLD else "Delays: falls back when attacked"
            lines += [
                (words.SUPPLY[unit.supply].capitalize(), words.SUPPLY_COLOURS[unit.supply]),
                (posture + works, theme.TEXT),
                (words.status(unit).capitalize(), theme.GOOD if unit.active else theme.TEXT_DIM),
            ]
        else:
            stance = self.desk.view.relation(self.desk.viewer, unit.faction).value
            name = words.faction_name(self.desk.view, unit.faction)
            lines.append((f"{name} · {stance}", theme.BAD if stance == "hostile" else theme.TEXT_DIM))
            if unit.dig_in:
                lines.append((f"Field works {unit.dig_in}", theme.TEXT))
        return lines

    def _add_buttons(self, unit: Unit, room: Rect, top: int) -> int:
        """Add the orders that a unit can be given, two a row, and return the line below."""
        desk = self.desk
        group = desk.group()
        title = (
            f"Activate {len(group)} unit{'s' * (len(group) != 1)} (1 CP)"
            if group
            else "Activated"
            if unit.active
            else "Cannot be activated"
        )
        tip = "The group is marked on the map: " + ", ".join(desk.view.units[one].name for one in group)
        high, gap = px(theme.BUTTON_HEIGHT), px(5)
        self.add(
            Button(
                Rect(room.left, top, room.width, high),
                title,
                self._then(desk.activate),
                key_for(Command.ACTIVATE),
                tip if group else "",
                primary=bool(group),
                enabled=bool(group),
            )
        )
        half = (room.width - gap) // 2
        can_move = desk.can_act(unit) and not unit.moved
        other = "Delay" if unit.posture is Posture.HOLD else "Hold"
        march = Toggle(
            Rect(0, 0, half, high),
            "March",
            lambda _on: self._then(desk.turn_gait)(),
            desk.gait is Gait.MARCH,
            key_for(Command.MARCH),
            "By road through friendly ground, twice the points; no attack, weak defence.",
            can_move,
        )
        rest = [
            march,
            Button(
                Rect(0, 0, half, high),
                "Dig in",
                self._then(desk.dig),
                key_for(Command.DIG),
                "Spend the turn on field works.",
                enabled=can_move,
            ),
            Button(
                Rect(0, 0, half, high),
                other,
                self._then(desk.turn_posture),
                key_for(Command.POSTURE),
                "Hold: stand and fight. Delay: fall back before the dice when attacked at 2:1 or better.",
            ),
            Button(
                Rect(0, 0, half, high),
                "Done",
                self._then(desk.finish_unit),
                key_for(Command.DONE),
                "Leave this unit for the turn and go to the next.",
            ),
        ]
        for index, button in enumerate(rest):
            button.rect.topleft = (
                room.left + (index % 2) * (half + gap),
                top + (1 + index // 2) * (high + gap),
            )
            self.add(button)
        return top + 3 * (high + gap)

    def _then(self, action: object):
        """Return an action that is followed by a look at what it changed."""

        def run() -> None:
            action()
            self._acted()

        return run

    # The hex

    def _show_contacts(self, here: Hex, room: Rect) -> int:
        """Describe what is known of a hex without an identified unit."""
        view = self.desk.view
        title = words.where(view, here)
        self.add(
            Label(
                Rect(room.left, room.top, room.width, px(26)),
                ink.elide(title, theme.FONT_LARGE, room.width, True),
                theme.FONT_LARGE,
                theme.ACCENT,
                bold=True,
            )
        )
        y = room.top + px(30)
        for contact in [one for one in view.contacts if one.at == here][:3]:
            self.add(
                Label(Rect(room.left, y, room.width, px(21)), contact_line(view, contact), colour=theme.WARN)
            )
            y += px(21)
        return y

    def _show_stack(self, here: Hex, room: Rect, top: int) -> None:
        """Describe the ground and list the units in a hex."""
        view = self.desk.view
        unit = self.desk.selected
        if unit is not None:
            name = ink.elide(words.where(view, here), theme.FONT_BODY, room.width, True)
            self.add(
                Label(
                    Rect(room.left, top, room.width, px(22)), name, theme.FONT_BODY, theme.ACCENT, bold=True
                )
            )
            top += px(22)
        lines = words.ground_lines(view, here)
        if unit is not None and unit.faction == view.faction and here != unit.at:
            lines.append(words.move_line(view, unit, here))
        for text in lines:
            rows = ink.wrap(text, theme.FONT_SMALL, room.width)
            high = len(rows) * ink.line_height(theme.FONT_SMALL)
            if top + high > room.bottom:
                return
            self.add(Label(Rect(room.left, top, room.width, high), text, theme.FONT_SMALL, theme.TEXT_DIM))
            top += high
        self._list_units(
            view.units_at(here), Rect(room.left, top + px(4), room.width, room.bottom - top - px(4))
        )

    def _list_units(self, units: Sequence[Unit], room: Rect) -> None:
        if len(units) < 2 or room.height < px(24):
            return
        rows = [stack_row(self.desk.view, unit) for unit in units]
        chosen = next((index for index, unit in enumerate(units) if unit.id == self.desk.unit), -1)
        room.height = min(room.height, px(24) * len(rows))
        self.add(ListBox(room, rows, lambda index: self._pick(units[index].id), chosen, 24))

    def _pick(self, unit: str) -> None:
        self.desk.select(unit)
        self._then(lambda: None)()


def contact_line(view: View, contact: Contact) -> str:
    """Return an unidentified unit or a ghost in words."""
    whose = words.faction_name(view, contact.faction)
    if contact.age == 0:
        return f"Unidentified unit of {whose}"
    turns = "last turn" if contact.age == 1 else f"{contact.age} turns ago"
    known = contact.unit.type.name if contact.unit else "A unit"
    return f"{known} of {whose}, seen {turns}"


def stack_row(view: View, unit: Unit) -> Row:
    """Return a unit as a row of the stack."""
    described = view.setting.factions[unit.faction]
    detail = f"{unit.type.attack}-{unit.type.defence} · {unit.steps}/{unit.type.steps}"
    return Row(unit.name, detail, swatch=theme.look(described.colour, "plain").colour, tip=unit.type.name)
