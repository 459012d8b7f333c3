"""What an own attack, barrage or mission brought, and why: a card over the map until the next key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame
from pygame import Rect

from game.hexgrid.coords import Hex
from game.model.combat import Outcome36
from game.model.kinds import Mode
from game.model.scenario import Setting
from game.model.tongue import t, tell
from game.rules.account import Account, Throw, Toll, luck
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.column import Column
from game.ui.kit.widget import Panel, Widget
from game.ui.panels.attack import outcome_colour, outcome_words
from game.ui.theme import px

WIDTH, MARGIN = 430, 14
STRIP, PIP = 34, 11
MOST_TOLLS, MOST_LINES = 8, 7
TONES = {1: "GOOD", 0: "ACCENT", -1: "BAD"}


class ThrowStrip(Widget):
    """A box for every total of two dice with what it would have brought; the one thrown stands out."""

    def __init__(self, rect: Rect, throws: tuple[Throw, ...], rolled: int, city: bool) -> None:
        super().__init__(rect)
        self.throws, self.rolled, self.city = throws, rolled, city

    def _box(self, at: int) -> Rect:
        left = self.rect.left + self.rect.width * at // len(self.throws)
        right = self.rect.left + self.rect.width * (at + 1) // len(self.throws)
        return Rect(left, self.rect.top + px(3), right - left - px(2), self.rect.height - px(6))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the boxes from the worst total to the best."""
        for at, throw in enumerate(self.throws):
            box, here = self._box(at), throw.total == self.rolled
            colour = outcome_colour(throw.cell, self.city)
            if not here:
                colour = theme.mix(colour, theme.PANEL, 0.55)
            pygame.draw.rect(surface, colour, box, border_radius=px(3))
            if here:
                pygame.draw.rect(surface, theme.TEXT, box.inflate(px(4), px(6)), px(2), border_radius=px(4))
            words = ink.line(str(throw.total), theme.FONT_SMALL, theme.TEXT_ON_ACCENT, bold=here)
            surface.blit(words, words.get_rect(center=box.center))

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what the total under the pointer would have brought."""
        under = (one for index, one in enumerate(self.throws) if self._box(index).collidepoint(at))
        found = next(under, None)
        if found is None:
            return ""
        return t(
            "Dice {total}: {result}",
            total=found.total,
            result=outcome_words(Outcome36(found.cell, found.ways), self.city),
        )


class TollRow(Widget):
    """A unit that lost steps: its name, a pip a step, those that are gone crossed out in red."""

    def __init__(self, rect: Rect, toll: Toll, colour: theme.Colour) -> None:
        super().__init__(rect, toll.reason)
        self.toll, self.colour = toll, colour

    def draw(self, surface: pygame.Surface) -> None:
        """Draw swatch, name, pips and what became of it."""
        toll, middle = self.toll, self.rect.centery
        mark = Rect(self.rect.left, 0, px(10), px(10))
        mark.centery = middle
        pygame.draw.rect(surface, self.colour, mark)
        pygame.draw.rect(surface, theme.PANEL_EDGE, mark, 1)
        word = (
            t("destroyed")
            if toll.gone
            else t("{before} of {before2} left", before=toll.before - toll.lost, before2=toll.before)
        )
        fate = ink.line(word, theme.FONT_SMALL, theme.BAD if toll.gone else theme.TEXT_DIM)
        surface.blit(fate, fate.get_rect(midright=(self.rect.right, middle)))
        pips = toll.before * px(PIP + 3)
        right = self.rect.right - fate.get_width() - px(10)
        for at in range(toll.before):
            box = Rect(right - pips + at * px(PIP + 3), 0, px(PIP), px(PIP))
            box.centery = middle
            lost = at >= toll.before - toll.lost
            pygame.draw.rect(surface, theme.BAD if lost else theme.TEXT, box, 0 if not lost else px(2))
            if lost:
                pygame.draw.line(surface, theme.BAD, box.topleft, (box.right - 1, box.bottom - 1), px(2))
        room = right - pips - px(8) - mark.right - px(8)
        name = ink.line(ink.elide(toll.name, theme.FONT_BODY, room), theme.FONT_BODY)
        surface.blit(name, name.get_rect(midleft=(mark.right + px(8), middle)))


class ReportCard(Panel):
    """The account of an order, at whichever lower corner of the map does not hide its place."""

    def __init__(self, room: Rect, setting: Setting, point_of: Callable[[Hex], tuple[float, float]]) -> None:
        super().__init__(Rect(room.topleft, (min(px(WIDTH), room.width - 2 * px(MARGIN)), 8)), border=True)
        self.tabs = False
        self._room, self._setting, self._point_of = room, setting, point_of
        self._account: Account | None = None

    def show(self, account: Account | None) -> None:
        """Bring the card up to date, as high as it needs."""
        if account is self._account:
            return
        self._account = account
        if account is None:
            return
        for high in (self._room.height, 0):  # first to measure, then to fit
            self.clear()
            column = Column(self, Rect(px(20), px(10), self.rect.width - px(32), high or self.rect.height))
            self._fill(account, column)
            if high:
                self.resize(Rect(0, 0, self.rect.width, min(column.y + px(10), high - 2 * px(MARGIN))))
        self._settle(account.at)

    def _settle(self, at: Hex | None) -> None:
        """Go to the lower corner away from what the card is about."""
        point = self._point_of(at) if at is not None and at >= 0 else self._room.topright
        self.rect.bottomleft = self._room.left + px(MARGIN), self._room.bottom - px(MARGIN)
        if self.rect.inflate(px(60), px(60)).collidepoint(point):
            self.rect.right = self._room.right - px(MARGIN)

    def paint(self, surface: pygame.Surface) -> None:
        """Draw a band that says whether it went well."""
        if self._account is not None:
            pygame.draw.rect(
                surface, getattr(theme, TONES[self._account.good]), Rect(0, 0, px(8), self.rect.height)
            )

    def _fill(self, account: Account, column: Column) -> None:
        column.text(account.title, theme.FONT_LARGE, getattr(theme, TONES[account.good]), bold=True)
        if account.report is not None:
            self._add_dice(account, column)
        self._add_tolls(account, column)
        for line in account.lines[:MOST_LINES]:
            column.text(line, theme.FONT_SMALL)
        if account.report is not None and account.report.odds.shifts:
            column.gap(5)
            column.text(t("Why these odds"), theme.FONT_SMALL, theme.ACCENT)
            for shift in account.report.odds.shifts:
                colour = theme.GOOD if shift.by > 0 else theme.BAD
                column.pair(f"{shift.by:+d}  {tell(shift.reason)}", t("rule {rule}", rule=shift.rule), colour)

    def _add_dice(self, account: Account, column: Column) -> None:
        """Add the odds, the throw among all that were possible, and what it gave."""
        report = account.report
        assert report is not None
        mode = t("Probe") if report.mode is Mode.PROBE else t("Assault")
        column.pair(
            f"{mode}: {account.strengths}", t("rule 5.2") if report.city else t("rule 4.2"), theme.TEXT_DIM
        )
        column.gap(3)
        column.add(partial(ThrowStrip, throws=account.throws, rolled=report.roll, city=report.city), STRIP)
        column.text(account.result, bold=True)
        column.text(luck(account.throws, report.roll), theme.FONT_SMALL, theme.TEXT_DIM)
        column.gap(5)

    def _add_tolls(self, account: Account, column: Column) -> None:
        looks = self._setting.factions
        for toll in account.tolls[:MOST_TOLLS]:
            one = looks.get(toll.faction)
            colour = theme.look(one.colour, one.pattern).colour if one else theme.TEXT_DIM
            column.add(partial(TollRow, toll=toll, colour=colour), 22)
        if account.tolls:
            column.gap(5)
