"""The attack panel: who takes part, how, and exactly what the dice may bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import Rect

from game.model.combat import Outcome36, Preview
from game.model.kinds import Mode, UnitId
from game.model.ruleset import Cell
from game.model.tongue import listed, mark, t, tell, tn
from game.ui import theme
from game.ui.controls import Desk
from game.ui.counters import worn
from game.ui.draft import Draft
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Toggle
from game.ui.kit.column import Column, Maker
from game.ui.kit.widget import Panel, Widget
from game.ui.panels import words
from game.ui.theme import px

MOST_ARMS = 12
CHANCES = 88
"""Height that the column, the bar and the losses take."""

MODE_KEYS = {Mode.ASSAULT: Command.ASSAULT, Mode.PROBE: Command.PROBE}
MODE_TIPS = {
    Mode.ASSAULT: mark("Fights it out. Rule 4.2"),
    Mode.PROBE: mark("A shift worse; at most a step lost on either side and one hex won. Rule 4.5"),
}
AIR_TIP = mark("Air points in support; each shifts a column. Two only on the main axis. Rule 4.4")
VEHICLE_TIP = mark("Sends a prepared vehicle ahead of the assault; one a turn. Rule 15.2")
ADVANCE_TIP = mark("Follow into the hex if the defender goes. Rule 4.9")


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
        t("progress {third}", third=third)
        if city
        else tn("retreat {count} hex", "retreat {count} hexes", third)
        if third
        else t("no retreat")
    )
    return t(
        "{ways} of 36: attacker −{attacker}, defender −{defender}, {last}",
        ways=result.ways,
        attacker=attacker,
        defender=defender,
        last=last,
    )


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
        preview = self.desk.odds()
        fits = self._needs(draft, preview) <= room_above_map
        self.resize(Rect(column.topleft, (column.width, room_above_map if fits else column.height)))
        self._fill(draft, preview)
        return fits

    def _needs(self, draft: Draft, preview: Preview | None) -> int:
        """Return how high the panel must be to show everything."""
        units = self._arms(draft)
        toggles = -(-len(units) // columns_for(len(units)))
        toggles += self.desk.has_vehicle()
        return px(330 + 31 * toggles + 19 * (len(preview.odds.shifts) if preview else 0))

    def _fill(self, draft: Draft, preview: Preview | None) -> None:
        refusal = self.desk.why_not_attack()
        foot_high = px(theme.BUTTON_HEIGHT) + (3 * ink.line_height(theme.FONT_SMALL) if refusal else 0)
        column = Column(self)
        foot = Rect(column.room.left, column.room.bottom - foot_high, column.room.width, foot_high)
        column.room.height -= foot_high + px(theme.GAP)
        self._head(draft, column)
        self._add_arms(draft, column)
        self._add_means(draft, column)
        if preview is not None:
            self._show_odds(preview, column)
            self._show_chances(preview, column)
        self._add_foot(refusal, Column(self, foot))

    def _head(self, draft: Draft, column: Column) -> None:
        view = self.desk.view
        title = t("Attack {where}", where=words.where(view, draft.target))
        column.text(title, theme.FONT_LARGE, theme.ACCENT, True, lines=1)
        foes = [unit for unit in view.units_at(draft.target) if unit.faction != self.desk.viewer]
        names = listed(
            f"{tell(one.name)} ({worn(one.type.defence, one)}, {one.steps}/{one.type.steps})" for one in foes
        )
        terrain = tell(view.setting.board.terrain[draft.target].name)
        text = f"{terrain}. {names or t('Unidentified defenders: an estimate.')}"
        column.text(text, theme.FONT_SMALL, theme.TEXT_DIM, lines=3)
        column.gap(6)

    def _arms(self, draft: Draft) -> list[tuple[UnitId, bool, Callable[[UnitId], None]]]:
        """Return who could take part, whether he does, and what turns that."""
        men, guns = self.desk.toggle_attacker, self.desk.toggle_gun
        arms: list[tuple[UnitId, bool, Callable[[UnitId], None]]] = []
        arms += [(one, one in draft.chosen, men) for one in draft.candidates]
        arms += [(one, one in draft.guns, guns) for one in draft.batteries]
        return arms[:MOST_ARMS]

    def _add_arms(self, draft: Draft, column: Column) -> None:
        """Add a toggle for each unit and battery that can take part: few in full width, many two a row."""
        arms = self._arms(draft)
        makers = [self._arm(draft, *arm) for arm in arms]
        column.row(makers, columns_for(len(arms)), high=26)
        column.gap(2)

    def _arm(self, draft: Draft, unit_id: UnitId, on: bool, turn: Callable[[UnitId], None]) -> Maker:
        unit = self.desk.view.units[unit_id]
        factor = f"{worn(unit.type.attack, unit)}" if unit_id in draft.candidates else "guns"
        tip = t(
            "{unit}: {steps}/{most} steps, {supply}",
            unit=unit.name,
            steps=unit.steps,
            most=unit.type.steps,
            supply=words.SUPPLY[unit.supply],
        )
        return self._toggle(unit.name, lambda _on: turn(unit_id), on, factor, tip)

    def _toggle(
        self, text: str, action: Callable[[bool], object], on: bool, key: str, tip: str, enabled: bool = True
    ) -> Maker:
        act = lambda state: self._do(lambda: action(state))  # noqa: E731
        return partial(Toggle, text=text, action=act, on=on, key=key, tip=tip, enabled=enabled)

    def _add_means(self, draft: Draft, column: Column) -> None:
        """Add mode, air points and advance."""
        amend, most = self.desk.amend, self.desk.air_for_attack()
        open_field = draft.target not in self.desk.view.setting.city_at
        modes = [
            self._toggle(
                t(mode.value).capitalize(), lambda _on, mode=mode: amend(mode=mode), draft.mode is mode,
                key_for(MODE_KEYS[mode]), MODE_TIPS[mode],
                open_field or mode is Mode.ASSAULT,
            )
            for mode in Mode
        ]  # fmt: skip
        air = self._toggle(
            air_words(draft.air, most), lambda _on: amend(air=(draft.air + 1) % (most + 1)),
            draft.air > 0, "", AIR_TIP, most > 0,
        )  # fmt: skip
        advance = self._toggle(
            t("Advance"), lambda on: amend(advance=on), draft.advance, "", ADVANCE_TIP, open_field
        )
        column.row([*modes, air, advance, *self._vehicle(draft)], columns=2, high=28)
        column.gap(4)

    def _vehicle(self, draft: Draft) -> list[Maker]:
        """Return the toggle that sends a prepared vehicle ahead, for those who have one."""
        if not self.desk.has_vehicle():
            return []
        refusal = self.desk.why_no_vehicle()
        tip = f"{t(VEHICLE_TIP)}\n{refusal}" if refusal else VEHICLE_TIP
        send = lambda on: self.desk.amend(vehicle=on)  # noqa: E731
        on, usable = draft.vehicle and not refusal, not refusal
        return [self._toggle(t("Prepared vehicle"), send, on, "", tip, usable)]

    def _show_odds(self, preview: Preview, column: Column) -> None:
        """Show the strengths and every shift with its rule."""
        odds, table = preview.odds, self.desk.view.setting.rules.table.columns
        raw = ratio(table[odds.raw]) if odds.raw >= 0 else t("below {ratio}", ratio=ratio(table[0]))
        if preview.city:
            raw = t("assault on districts")
        head = t(
            "{attack} against {defence}: {raw}",
            attack=f"{odds.attack / 100:g}",
            defence=f"{odds.defence / 100:g}",
            raw=raw,
        )
        column.pair(head, "" if preview.sure else t("estimate"), dim=theme.WARN)
        room = (column.rest.height - px(CHANCES)) // ink.line_height(theme.FONT_SMALL)
        for shift in odds.shifts[: max(1, room)]:
            colour = theme.GOOD if shift.by > 0 else theme.BAD
            column.pair(f"{shift.by:+d}  {tell(shift.reason)}", t("rule {rule}", rule=shift.rule), colour)
        column.gap(3)

    def _show_chances(self, preview: Preview, column: Column) -> None:
        """Show the column rolled on, the 36 results, and what they cost on the whole."""
        final = ratio(self.desk.view.setting.rules.table.columns[preview.odds.final])
        left = (
            t("Index {final}", final=f"{preview.odds.final:+d}")
            if preview.city
            else t("Column {final}", final=final)
        )
        pct = words.percent(preview.won)
        right = t("{pct} % make progress", pct=pct) if preview.city else t("{pct} % win the ground", pct=pct)
        column.pair(left, right, theme.ACCENT, theme.ACCENT, theme.FONT_BODY, bold=True)
        column.gap(3)
        column.add(lambda rect: OutcomeBar(rect, preview), 26)
        column.gap(4)
        losses = t(
            "{attacker_loss} yours, {defender_loss} theirs",
            attacker_loss=f"{preview.attacker_loss / 36:.2f}",
            defender_loss=f"{preview.defender_loss / 36:.2f}",
        )
        falls = t("The defender is expected to fall back before the dice.")
        text = falls if preview.falls_back else t("Mean steps lost: {losses}", losses=losses)
        column.text(text, theme.FONT_SMALL, theme.TEXT_DIM, lines=2)
        if column.rest.height > 2 * ink.line_height(theme.FONT_SMALL):
            hint = t("{key} explains all of it, term by term.", key=key_for(Command.RULES))
            column.text(hint, theme.FONT_SMALL, theme.TEXT_FAINT)

    def _add_foot(self, refusal: str, column: Column) -> None:
        if refusal:
            column.text(refusal, theme.FONT_SMALL, theme.BAD, lines=3)
        column.y = column.room.bottom - px(theme.BUTTON_HEIGHT)
        cancel = partial(Button, text=t("Cancel"), action=lambda: self._do(self.desk.cancel), key=t("Esc"))
        attack = partial(
            Button, text=t("Attack"), action=lambda: self._do(self.desk.confirm),
            key=key_for(Command.CONFIRM), tip=refusal, primary=True, enabled=not refusal,
        )  # fmt: skip
        column.row([cancel, attack])

    def _do(self, action: Callable[[], object]) -> None:
        """Do something and look at what it changed."""
        action()
        self._acted()


def air_words(spent: int, most: int) -> str:
    """Return how much air supports the attack."""
    return t("Air {spent} of {most}", spent=spent, most=most) if most else t("No air")


def columns_for(count: int) -> int:
    """Return how many toggles stand side by side."""
    return 1 if count <= 4 else 2


def ratio(column: tuple[int, int]) -> str:
    """Return a column of the combat table as players write it."""
    return f"{column[0]}:{column[1]}"
