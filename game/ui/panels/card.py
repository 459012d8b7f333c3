"""The card in the right column: the selected unit with its orders, and the hex it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pygame
from pygame import Rect

from game.hexgrid.coords import Hex
from game.model.kinds import Gait, Posture, UnitId
from game.model.orders import Order, SetPosture
from game.model.state import View
from game.model.tongue import mark, t, tell, tn
from game.model.units import Unit
from game.ui import theme
from game.ui.controls import Desk
from game.ui.counters import worn
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Picture, Toggle
from game.ui.kit.column import Column, Maker
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.widget import Panel, Widget
from game.ui.panels import hexwords, words
from game.ui.staffroom import Staffroom
from game.ui.theme import px
from game.ui.whynot import why_no_activation, why_no_digging, why_no_march, why_not, with_reason

PORTRAIT = 58
STACK_ROW = 24
STACK_SEEN = 3
"""Rows of the stack that are shown before the ground is described."""

LISTS = (
    ("orders", mark("Air missions, depots, others"), Command.CARD),
    ("objectives", mark("Objectives"), Command.OBJECTIVES),
    ("units", mark("My units"), Command.UNITS),
    ("affairs", mark("Affairs"), Command.AFFAIRS),
    ("staff", mark("Staff"), Command.STAFF),
    ("find", mark("Find"), Command.FIND),
)
"""What can be unfolded over the map when nothing is selected."""

MARCH_TIP = mark(
    "By road through friendly ground, twice the points; no attack after it, weak defence. Rule 2.3"
)
DIG_TIP = mark("Spend the turn on field works. Rule 4.11")
POSTURE_TIP = mark("Hold: stand and fight. Delay: fall back before the dice when the odds are bad. Rule 4.7")
DONE_TIP = mark("Leave this unit for the turn and go to the next.")


class Pips(Widget):
    """Steps as boxes, the lost ones hollow."""

    def __init__(self, rect: Rect, steps: int, full: int) -> None:
        super().__init__(rect, t("{steps} of {full} steps", steps=steps, full=full))
        self.steps, self.full = steps, full

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the boxes."""
        for index in range(self.full):
            box = Rect(self.rect.left + index * px(15), self.rect.top, px(12), px(12))
            pygame.draw.rect(surface, theme.TEXT, box, 0 if index < self.steps else 1, border_radius=px(2))


class SideCard(Panel):
    """Unit above, hex below."""

    def __init__(
        self,
        rect: Rect,
        desk: Desk,
        staff: Staffroom,
        portrait: Callable[[Unit], pygame.Surface],
        acted: Callable[[], None],
        unfold: Callable[[str], None],
    ) -> None:
        super().__init__(rect)
        self.tabs = False
        self.desk, self.staff = desk, staff
        self._portrait = portrait
        self._acted = acted
        self._unfold = unfold

    def show(self) -> None:
        """Bring the card up to date with the desk."""
        self.clear()
        column = Column(self)
        unit, here = self.desk.selected, self.desk.hex
        if unit is not None:
            self._show_unit(unit, column)
            column.gap()
        elif here is None:
            self._show_nothing(column)
        if here is not None:
            self._show_hex(here, column)

    def _show_nothing(self, column: Column) -> None:
        view = self.desk.view
        column.text(view.setting.factions[view.faction].name, theme.FONT_LARGE, theme.ACCENT, True, lines=1)
        column.gap()
        if self.staff.lent:
            who = self.staff.label_of(self.staff.seating.seats[view.faction])
            column.row([partial(
                Button, text=t("{who} plays · take back", who=who),
                action=partial(self._do, self.staff.take_back), key=key_for(Command.FRONT),
                primary=True, tip=t("You give the orders again."),
            )])  # fmt: skip
        column.text(self._what_now(view), colour=theme.TEXT_DIM)
        column.gap()
        self._add_lists(column)
        lines = [
            t("Turn {turn}: {text}", turn=turn, text=text)
            for turn, _, text in view.schedule
            if turn >= view.turn
        ][:6]
        fits = (column.rest.height - px(16)) // ink.line_height(theme.FONT_SMALL) - 1
        if lines and fits > 1:
            column.gap(16)
            column.text(t("Expected"), theme.FONT_SMALL, theme.ACCENT)
            column.text("\n".join(lines), theme.FONT_SMALL, theme.TEXT_DIM, lines=fits)

    def _what_now(self, view: View) -> str:
        """Return what there is to do while nothing is selected."""
        if self.desk.commanding and view.talks:
            rounds = view.setting.politics.conference.rounds
            words = mark("The war is over. Round {talks} of {rounds} of the talks: see to your affairs.")
            return t(words, talks=view.talks, rounds=rounds)
        if self.desk.commanding:
            return t(
                "{count} of your units can still act. Click one, or press {next} for the next. "
                "{end} ends your impulse.",
                count=len(self.desk.ready()),
                next=key_for(Command.NEXT),
                end=key_for(Command.END),
            )
        if not self.staff.lent and self.desk.staff_acts:
            return t("Those who lead fronts for you give their orders.")
        return t("The game is over.") if self.desk.session.over else t("Another faction is moving.")

    def _add_lists(self, column: Column) -> None:
        """Add a button for each list that lies over the map when it is opened."""
        first, *others = [
            partial(
                Button, text=text, action=partial(self._unfold, panel), key=key_for(command),
                enabled=panel != "orders" or self.desk.commanding,
            )
            for panel, text, command in LISTS
        ]  # fmt: skip
        column.row([first])
        column.row(others, columns=2)

    # The unit

    def _show_unit(self, unit: Unit, column: Column) -> None:
        self._head(unit, column)
        for text, colour in unit_lines(self.desk.view, unit):
            column.text(text, colour=colour, lines=1)
        if unit.faction == self.desk.viewer and self.desk.commanding:
            column.gap()
            self._add_orders(unit, column)

    def _head(self, unit: Unit, column: Column) -> None:
        """Show the counter with name, kind and steps beside it."""
        side = px(PORTRAIT)
        self.add(Picture(Rect(column.room.left, column.y, side, side), self._portrait(unit)))
        left = column.room.left + side + px(10)
        beside = Column(self, Rect(left, column.y - px(3), column.room.right - left, side))
        fits = ink.width(unit.name, theme.FONT_LARGE, True) <= beside.room.width
        beside.text(unit.name, theme.FONT_LARGE if fits else theme.FONT_BODY, bold=True, lines=1)
        beside.text(unit.type.name, theme.FONT_SMALL, theme.TEXT_DIM, lines=1)
        beside.gap(2)
        beside.add(lambda rect: Pips(rect, unit.steps, unit.type.steps), 13)
        column.y = max(beside.y, column.y + side) + px(6)

    def _add_orders(self, unit: Unit, column: Column) -> None:
        """Add the orders that a unit can be given."""
        desk = self.desk
        column.row([self._activation(unit)])
        free = desk.can_act(unit) and not unit.moved
        other = t("Delay") if unit.posture is Posture.HOLD else t("Hold")
        march = partial(
            Toggle, text=t("March"), action=lambda _on: self._do(desk.turn_gait), on=desk.gait is Gait.MARCH,
            key=key_for(Command.MARCH), tip=with_reason(MARCH_TIP, why_no_march(desk, unit)), enabled=free,
        )  # fmt: skip
        no_digging, posed = why_no_digging(desk, unit), why_not(desk, self._other_posture(unit))
        digging = with_reason(DIG_TIP, no_digging)
        dig = self._order(t("Dig in"), desk.dig, Command.DIG, digging, no_digging is None)
        turning = with_reason(POSTURE_TIP, posed)
        posture = self._order(other, desk.turn_posture, Command.POSTURE, turning, posed is None)
        done = self._order(t("Done"), desk.finish_unit, Command.DONE, DONE_TIP)
        column.row([march, dig, posture, done, *map(self._special, desk.special_orders())], columns=2)
        if self.staff.able and unit.hq:
            column.row([self._front(unit)])

    def _other_posture(self, unit: Unit) -> SetPosture:
        """Return the order that turns a unit's posture."""
        other = Posture.DELAY if unit.posture is Posture.HOLD else Posture.HOLD
        return SetPosture(unit.id, other)

    def _front(self, unit: Unit) -> Maker:
        """Return the button that hands the unit's HQ to the staff and takes it back."""
        name = self.desk.view.setting.factions[unit.faction].hqs.get(unit.hq, unit.hq)
        who = self.staff.leads(unit.hq)
        text = t("{who} leads {name}", who=who, name=name) if who else t("You lead {name}", name=name)
        tip = t(
            "{text}: hand it to the staff ({level}), or take it back.",
            text=text,
            level=self.staff.label_of(self.staff.level),
        )
        return partial(
            Toggle, text=text, action=lambda _on: self._do(partial(self.staff.toggle, unit.hq)), on=bool(who),
            key=key_for(Command.FRONT), tip=tip,
        )  # fmt: skip

    def _special(self, way: tuple[str, str, Order]) -> Maker:
        text, tip, order = way
        return partial(Button, text=text, action=lambda: self._do(partial(self.desk.give, order)), tip=tip)

    def _activation(self, unit: Unit) -> Maker:
        group = self.desk.group()
        names = ", ".join(self.desk.view.units[one].name for one in group)
        if group:
            text = tn("Activate {count} unit (1 CP)", "Activate {count} units (1 CP)", len(group))
        else:
            text = t("Activated") if unit.active else t("Cannot be activated now")
        refusal = why_no_activation(self.desk, unit)
        why = "" if group else with_reason("", refusal)
        return partial(
            Button, text=text, action=lambda: self._do(self.desk.activate), key=key_for(Command.ACTIVATE),
            tip=t("The group is marked on the map: {names}", names=names) if group else why,
            primary=bool(group), enabled=bool(group),
        )  # fmt: skip

    def _order(
        self, text: str, action: Callable[[], object], command: Command, tip: str, enabled: bool = True
    ) -> Maker:
        return partial(
            Button, text=text, action=lambda: self._do(action), key=key_for(command), tip=tip, enabled=enabled
        )

    def _do(self, action: Callable[[], object]) -> None:
        """Do something and look at what it changed."""
        action()
        self._acted()

    # The hex

    def _show_hex(self, here: Hex, column: Column) -> None:
        """Describe the ground, what is suspected there, and the units in it."""
        view, unit = self.desk.view, self.desk.selected
        size = theme.FONT_BODY if unit else theme.FONT_LARGE
        if column.rest.height < 2 * ink.line_height(size):
            return
        column.text(words.where(view, here), size, theme.ACCENT, True, lines=1)
        for contact in [one for one in view.contacts if one.at == here][:3]:
            column.text(hexwords.contact_line(view, contact), colour=theme.WARN, lines=2)
        lines = hexwords.facts(self.desk, here, frozenset(self.desk.layers))
        units = view.units_at(here)
        listed = len(units) > 1 or (unit is not None and unit.at != here)
        stack = px(STACK_ROW) * min(len(units), STACK_SEEN) if listed else 0
        for text in lines:
            if column.rest.height - stack < 2 * ink.line_height(theme.FONT_SMALL):
                break
            column.text(text, theme.FONT_SMALL, theme.TEXT_DIM)
        column.gap(4)
        if listed and units:
            self._list_units(units, column.rest)

    def _list_units(self, units: Sequence[Unit], room: Rect) -> None:
        if room.height < px(STACK_ROW):
            return
        rows = [stack_row(self.desk.view, unit) for unit in units]
        chosen = next((index for index, unit in enumerate(units) if unit.id == self.desk.unit), -1)
        room.height = min(room.height, px(STACK_ROW) * len(rows))
        self.add(ListBox(room, rows, lambda index: self._pick(units[index].id), chosen, STACK_ROW))

    def _pick(self, unit: UnitId) -> None:
        self._do(lambda: self.desk.select(unit))


def unit_lines(view: View, unit: Unit) -> list[tuple[str, theme.Colour]]:
    """Return what a unit's card says, line by line, with the colour of each."""
    move = words.half_points(unit.type.move)
    attack, defence = worn(unit.type.attack, unit), worn(unit.type.defence, unit)
    factors = t(
        "Attack {attack} · Defence {defence} · Moves {move}", attack=attack, defence=defence, move=move
    )
    if unit.type.barrage:
        factors = t(
            "Barrage {worn} · Range {range} · Moves {move}",
            worn=worn(unit.type.barrage, unit),
            range=unit.type.range,
            move=move,
        )
    lines: list[tuple[str, theme.Colour]] = [(factors, theme.TEXT)]
    works = t(" · works {level}", level=unit.dig_in) if unit.dig_in else ""
    if unit.faction == view.faction:
        posture = t("Holds") if unit.posture is Posture.HOLD else t("Delays")
        hq = view.setting.factions[unit.faction].hqs.get(unit.hq, unit.hq)
        done = theme.GOOD if unit.active else theme.TEXT
        lines += [
            (hq, theme.TEXT_DIM),
            (t(words.SUPPLY[unit.supply]).capitalize(), words.SUPPLY_COLOURS[unit.supply]),
            (f"{posture}{works} · {words.status(unit)}", done),
        ]
    else:
        stance = view.relation(view.faction, unit.faction).value
        name = words.faction_name(view, unit.faction)
        lines.append(
            (f"{name} · {tell(stance)}{works}", theme.BAD if stance == "hostile" else theme.TEXT_DIM)
        )
    return lines


def stack_row(view: View, unit: Unit) -> Row:
    """Return a unit as a row of the stack."""
    described = view.setting.factions[unit.faction]
    detail = f"{words.strength(unit)} · {unit.steps}/{unit.type.steps}"
    return Row(unit.name, detail, swatch=theme.look(described.colour, "plain").colour, tip=unit.type.name)
