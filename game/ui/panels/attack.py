"""The attack panel: who takes part, how, and exactly what the dice may bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import Rect

from game.model.combat import Outcome36, Preview
from game.model.kinds import Mode, UnitId
from game.model.ruleset import Cell
from game.ui import theme
from game.ui.controls import Desk, Draft
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.widget import Panel, Widget
from game.ui.panels import words
from game.ui.theme import px


class OutcomeBar(Widget):
    """The 36 results of the dice as one bar, the worst for the attacker on the left."""

    def __init__(self, rect: Rect, preview: Preview) -> None:
        super().__init__(rect)
        self.preview = preview
        self._results = sorted(preview.outcomes, key=lambda one: goodness(one, preview.city))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw a box for each distinct result, as wide as it is likely."""
        x, done = self.rect.left, 0
        for result in self._results:
            done += result.ways
            right = self.rect.left + self.rect.width * done // 36
            box = Rect(x, self.rect.top, right - x, self.rect.height)
            pygame.draw.rect(surface, outcome_colour(result.cell, self.preview.city), box)
            pygame.draw.rect(surface, theme.PANEL, box, 1)
            if box.width > px(13):
                ink.centred(surface, str(result.ways), box, theme.FONT_SMALL, theme.TEXT_ON_ACCENT)
            x = right

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return the result under the pointer in words."""
        way, passed = (at[0] - self.rect.left) * 36 // max(1, self.rect.width), 0
        for result in self._results:
            passed += result.ways
            if way < passed:
                return outcome_words(result, self.preview.city)
        return ""


def goodness(result: Outcome36, city: bool) -> tuple[int, int, int]:
    """Return how good a result is for the attacker, for sorting."""
    attacker, defender, third = result.cell
    return (1 if third > 0 else 0, defender + third - attacker, -attacker)


def outcome_colour(cell: Cell, city: bool) -> theme.Colour:
    """Green where ground is won, red where only the attacker loses, amber between."""
    if cell.retreat > 0:
        return theme.mix(theme.GOOD, (255, 255, 255), 0.0 if cell.attacker == 0 else 0.25)
    if cell.attacker > cell.defender:
        return theme.mix(theme.BAD, (0, 0, 0), 0.0 if cell.attacker == 1 else 0.25)
    return theme.WARN


def outcome_words(result: Outcome36, city: bool) -> str:
    """Return a result in words."""
    attacker, defender, third = result.cell
    last = (
        f"progress {third}"
        if city
        else f"retreat {third} hex{'es' * (third != 1)}"
        if third
        else "no retreat"
    )
    return f"{result.ways} of 36: attacker −{attacker}, defender −{defender}, {last}"


class AttackPanel(Panel):
    """The drafted attack, rebuilt whenever the draft changes."""

    def __init__(self, rect: Rect, desk: Desk, acted: Callable[[], None]) -> None:
        super().__init__(rect)
        self.tabs = False
        self.desk = desk
        self._acted = acted

    def show(self, column: Rect, room_above_map: int) -> bool:
        """Bring the panel up to date with the draft; False when it covers the minimap too."""
        self.clear()
        draft = self.desk.draft
        if draft is None:
            return True
        fits = self._needs(draft) <= room_above_map
        self.resize(Rect(column.topleft, (column.width, room_above_map if fits else column.height)))
        self._fill(draft)
        return fits

    def _needs(self, draft: Draft) -> int:
        """Return how high the panel must be to show everything."""
        preview = self.desk.odds()
        units = self._arms(draft)
        toggles = -(-len(units) // self._columns(len(units)))
        return px(334 + 30 * toggles + 19 * (len(preview.odds.shifts) if preview else 0))

    def _fill(self, draft: Draft) -> None:
        pad = px(theme.PAD)
        room = Rect(pad, pad, self.rect.width - 2 * pad, self.rect.height - 2 * pad)
        y = self._heading(draft, room)
        y = self._attackers(draft, room, y)
        y = self._means(draft, room, y)
        bottom = room.bottom - 2 * px(theme.BUTTON_HEIGHT) - px(8)
        preview, refusal = self.desk.odds(), self.desk.why_not_attack()
        if preview is not None:
            y = self._odds(preview, room, y, bottom)
        self._foot(draft, refusal, Rect(room.left, bottom, room.width, room.bottom - bottom))

    def _heading(self, draft: Draft, room: Rect) -> int:
        view = self.desk.view
        title = ink.elide(f"Attack {words.where(view, draft.target)}", theme.FONT_LARGE, room.width, True)
        self._text(
            Rect(room.left, room.top, room.width, px(26)), title, theme.FONT_LARGE, theme.ACCENT, bold=True
        )
        foes = [u for u in view.units_at(draft.target) if u.faction != self.desk.viewer]
        names = ", ".join(f"{u.name} ({u.type.defence}, {u.steps}/{u.type.steps})" for u in foes)
        terrain = view.setting.board.terrain[draft.target].name
        text = f"{terrain}. " + (names or "Unidentified defenders: an estimate")
        rows = ink.wrap(text, theme.FONT_SMALL, room.width)[:3]
        high = len(rows) * ink.line_height(theme.FONT_SMALL)
        self._text(
            Rect(room.left, room.top + px(27), room.width, high), text, theme.FONT_SMALL, theme.TEXT_DIM
        )
        return room.top + px(27) + high + px(6)

    def _text(self, rect: Rect, text: str, size: int, colour: theme.Colour, bold: bool = False) -> None:
        self.add(Label(rect, text, size, colour, bold))

    def _attackers(self, draft: Draft, room: Rect, y: int) -> int:
        """Add a toggle for each unit and battery that can take part: few in full width, many two a row."""
        units = self._arms(draft)
        columns, gap, high = self._columns(len(units)), px(4), px(26)
        wide = (room.width - gap * (columns - 1)) // columns
        for index, (unit_id, on, turn) in enumerate(units):
            unit = self.desk.view.units[unit_id]
            left = room.left + (index % columns) * (wide + gap)
            rect = Rect(left, y + (index // columns) * (high + gap), wide, high)
            factor = f"{unit.type.attack}" if unit_id in draft.candidates else "guns"
            tip = f"{unit.name}: {unit.steps}/{unit.type.steps} steps, {words.SUPPLY[unit.supply]}"
            act = partial(self._change, partial(turn, unit_id))
            self.add(Toggle(rect, unit.name, lambda _on, act=act: act(), on, factor, tip))
        return y + -(-len(units) // columns) * (high + gap) + px(4)

    def _arms(self, draft: Draft) -> list[tuple[UnitId, bool, Callable[[UnitId], None]]]:
        """Return who could take part, whether he does, and what turns that."""
        units = [(one, one in draft.chosen, self.desk.toggle_attacker) for one in draft.candidates]
        units += [(one, one in draft.guns, self.desk.toggle_gun) for one in draft.batteries]
        return units[:12]

    @staticmethod
    def _columns(count: int) -> int:
        return 1 if count <= 4 else 2

    def _means(self, draft: Draft, room: Rect, y: int) -> int:
        """Add mode, air points and advance."""
        gap, high = px(4), px(28)
        half = (room.width - gap) // 2
        for index, mode in enumerate(Mode):
            command = Command.ASSAULT if mode is Mode.ASSAULT else Command.PROBE
            tip = (
                "Fights it out."
                if mode is Mode.ASSAULT
                else "At most a step lost on either side, one hex won."
            )
            rect = Rect(room.left + index * (half + gap), y, half, high)
            self.add(
                Toggle(
                    rect,
                    mode.value.capitalize(),
                    lambda _on, m=mode: self._change(lambda: self.desk.amend(mode=m)),
                    draft.mode is mode,
                    key_for(command),
                    tip,
                )
            )
        y += high + gap
        most = min(2, self.desk.air_for_attack())
        air = Rect(room.left, y, half, high)
        text = f"Air {draft.air} of {most}" if most else "No air"
        self.add(
            Toggle(
                air,
                text,
                lambda _on: self._change(lambda: self.desk.amend(air=(draft.air + 1) % (most + 1))),
                draft.air > 0,
                tip="Air points in support; each shifts a column, two only on the main axis.",
                enabled=most > 0,
            )
        )
        self.add(
            Toggle(
                Rect(room.left + half + gap, y, half, high),
                "Advance",
                lambda on: self._change(lambda: self.desk.amend(advance=on)),
                draft.advance,
                tip="Follow into the hex if the defender goes.",
            )
        )
        return y + high + px(8)

    def _odds(self, preview: Preview, room: Rect, y: int, bottom: int) -> int:
        """Show the odds, every shift with its rule, and the 36 results."""
        odds, columns = preview.odds, self.desk.view.setting.rules.table.columns
        line = px(19)
        raw = ratio(columns[odds.raw]) if odds.raw >= 0 else "below 1:3"
        head = f"{odds.attack / 100:g} against {odds.defence / 100:g}: {raw}"
        self._pair(
            Rect(room.left, y, room.width, line),
            head,
            "" if preview.sure else "estimate",
            theme.TEXT,
            theme.WARN,
        )
        y += line
        bar_room = px(92)
        for index, shift in enumerate(odds.shifts):
            if y + line > bottom - bar_room:
                self._pair(
                    Rect(room.left, y - line, room.width, line),
                    f"and {len(odds.shifts) - index + 1} more",
                    "",
                    theme.TEXT_DIM,
                    theme.TEXT_DIM,
                )
                break
            colour = theme.GOOD if shift.by > 0 else theme.BAD
            self._pair(
                Rect(room.left, y, room.width, line),
                f"{shift.by:+d}  {shift.reason}",
                f"rule {shift.rule}",
                colour,
                theme.TEXT_FAINT,
            )
            y += line
        final = f"Column {ratio(columns[odds.final])}"
        chance = (
            f"{words.percent(preview.won)} % win the ground"
            if not preview.city
            else f"{words.percent(preview.won)} % make progress"
        )
        self._pair(
            Rect(room.left, y + px(2), room.width, px(22)),
            final,
            chance,
            theme.ACCENT,
            theme.ACCENT,
            theme.FONT_BODY,
        )
        y += px(26)
        self.add(OutcomeBar(Rect(room.left, y, room.width, px(26)), preview))
        y += px(30)
        losses = f"Mean steps lost: {preview.attacker_loss / 36:.2f} yours, {preview.defender_loss / 36:.2f} theirs"
        if preview.falls_back:
            losses = "The defender is expected to fall back before the dice"
        self._text(Rect(room.left, y, room.width, px(20)), losses, theme.FONT_SMALL, theme.TEXT_DIM)
        return y + px(22)

    def _pair(
        self,
        rect: Rect,
        left: str,
        right: str,
        colour: theme.Colour,
        dim: theme.Colour,
        size: int = theme.FONT_SMALL,
    ) -> None:
        """Write one text at the left and one at the right of a line."""
        wide = ink.width(right, size) + px(6) if right else 0
        self._text(
            Rect(rect.left, rect.top, rect.width - wide, rect.height + px(3)),
            ink.elide(left, size, rect.width - wide, size == theme.FONT_BODY),
            size,
            colour,
            bold=size == theme.FONT_BODY,
        )
        if right:
            self._text(Rect(rect.right - wide + px(6), rect.top, wide, rect.height + px(3)), right, size, dim)

    def _foot(self, draft: Draft, refusal: str, room: Rect) -> None:
        high = px(theme.BUTTON_HEIGHT)
        if refusal:
            self._text(
                Rect(room.left, room.top, room.width, high + px(6)),
                refusal[:1].upper() + refusal[1:],
                theme.FONT_SMALL,
                theme.BAD,
            )
        third = room.width * 2 // 5
        y = room.bottom - high
        self.add(
            Button(
                Rect(room.left, y, third - px(4), high),
                "Cancel",
                lambda: self._change(self.desk.cancel),
                "Esc",
            )
        )
        self.add(
            Button(
                Rect(room.left + third, y, room.width - third, high),
                "Attack",
                lambda: self._change(self.desk.confirm),
                key_for(Command.CONFIRM),
                refusal,
                primary=True,
                enabled=not refusal,
            )
        )

    def _change(self, action: Callable[[], object]) -> None:
        action()
        self._acted()


def ratio(column: tuple[int, int]) -> str:
    """Return a column of the combat table as players write it."""
    return f"{column[0]}:{column[1]}"
