"""The top bar: date, turn, faction, points to spend, score; undo and the end of the impulse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame
from pygame import Rect

from game.model.affairs import Desk
from game.model.kinds import FactionId
from game.model.politics import Weather
from game.model.state import View
from game.model.tongue import listed, mark, short_date, t, tell
from game.rules.command import handicaps
from game.rules.desk import waiting
from game.rules.politics.patrons import approval, band_of, patrons_of
from game.ui import theme
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button
from game.ui.kit.widget import Panel, Widget
from game.ui.theme import px

FactText = tuple[str, str, str, theme.Colour]
"""A name, a value, what both mean, and the value's colour."""


MATTERS = mark("Questions and offers that wait for your answer. Rules 17.1, 18.3")


class Fact(Widget):
    """A dim word and a bright value."""

    def __init__(
        self, rect: Rect, name: str, value: str, tip: str, colour: theme.Colour = theme.TEXT
    ) -> None:
        super().__init__(rect, tip)
        self.name, self.value, self.colour = name, value, colour

    @staticmethod
    def width(name: str, value: str) -> int:
        """Return how much room a fact takes."""
        gap = px(5) if name else 0
        return ink.width(name, theme.FONT_SMALL) + gap + ink.width(value, theme.FONT_BODY, True)

    def draw(self, surface: pygame.Surface) -> None:
        """Write both on one line."""
        name = ink.line(self.name, theme.FONT_SMALL, theme.TEXT_DIM)
        at = name.get_rect(midleft=self.rect.midleft)
        surface.blit(name, at)
        value = ink.line(self.value, theme.FONT_BODY, self.colour, bold=True)
        left = at.right + px(5) if self.name else self.rect.left
        surface.blit(value, value.get_rect(midleft=(left, self.rect.centery)))


class TopBar(Panel):
    """Facts from the left, buttons from the right."""

    def __init__(
        self, rect: Rect, menu: Callable[[], None], undo: Callable[[], None], end: Callable[[], None],
        affairs: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(rect, ground=theme.PANEL_HEAD)
        self.tabs = False
        self.colour = theme.PANEL_HEAD
        high = rect.height - px(6)
        self._end = Button(
            Rect(0, px(3), px(178), high),
            t("End impulse"),
            end,
            key_for(Command.END),
            primary=True,
            tip=t("Hand on to the next faction. Asks once, with what may have been forgotten."),
        )
        self._undo = Button(Rect(0, px(3), px(86), high), t("Undo"), undo, key_for(Command.UNDO))
        self._menu = Button(
            Rect(0, px(3), px(66), high), t("Menu"), menu, tip=t("Save, load, rules, quit (Esc)")
        )
        x = rect.width - px(4)
        for button in (self._menu, self._end, self._undo):
            x -= button.rect.width
            button.rect.left = x
            x -= px(4)
        self._room = x
        self._affairs = Button(
            Rect(0, px(3), px(136), high), "", affairs, key_for(Command.AFFAIRS), tip=MATTERS, primary=True
        )

    def show(self, view: View, active: FactionId | None, commanding: bool, why_no_undo: str) -> None:
        """Bring the bar up to date."""
        self.clear()
        for button in (self._menu, self._end, self._undo):
            self.add(button)
        self._end.set(enabled=commanding)
        tip = (
            t("No undo: {why_no_undo}.", why_no_undo=why_no_undo)
            if why_no_undo
            else t("Take the last order back.")
        )
        self._undo.set(enabled=commanding and not why_no_undo, tip=tip)
        room = self._add_matters(waiting(view) if commanding else 0)
        described = view.setting.factions[view.faction]
        self.colour = theme.look(described.colour, described.pattern).colour
        x = px(theme.PAD) + px(14)
        for name, value, tip, colour in _facts(view, active):
            wide = Fact.width(name, value)
            if x + wide > room - px(8):
                break
            self.add(Fact(Rect(x, 0, wide, self.rect.height), name, value, tip, colour))
            x += wide + px(16)

    def _add_matters(self, count: int) -> int:
        """Add the button that opens the affairs when something waits there; return where the facts end."""
        if not count:
            return self._room
        self._affairs.set(text=t("{count} to answer", count=count))
        self._affairs.rect.right = self._room
        self.add(self._affairs)
        return self._affairs.rect.left

    def paint(self, surface: pygame.Surface) -> None:
        """Mark the viewer's colour at the left edge."""
        surface.fill(self.colour, Rect(0, 0, px(10), self.rect.height))


def _facts(view: View, active: FactionId | None) -> Iterator[FactText]:
    """Yield what the bar tells, the most important first: what has no room is left out."""
    me = view.setting.factions[view.faction]
    yield "", me.short, me.name, theme.TEXT
    yield from _date_facts(view)
    yield from _point_facts(view)
    yield from _political_facts(view)
    yield _score_fact(view)
    tension = _tension(view)
    if tension:
        tip = t("With deconflicted factions: the higher, the likelier they fire on each other.")
        yield t("Tension"), tension, tip, theme.WARN
    if active is not None and active != me.id:
        yield (
            "",
            t("{faction} moves", faction=view.setting.factions[active].short),
            t("Whose impulse it is."),
            theme.WARN,
        )


def _date_facts(view: View) -> Iterator[FactText]:
    clock = view.setting.clock
    day = clock.date_of(view.turn)
    lasts = t("The turn begins on this day and lasts {turn_days} days.", turn_days=clock.turn_days)
    yield "", short_date(day), lasts, theme.TEXT
    turn = f"{view.turn}/{clock.turns}"
    if clock.impulses > 1:
        yield t("Turn"), f"{turn}{'AB'[view.impulse % 2]}", t("Turn and impulse."), theme.TEXT
    else:
        yield t("Turn"), turn, t("Turns played, and in all."), theme.TEXT


def _point_facts(view: View) -> Iterator[FactText]:
    """Yield the points left, of air only where there are any."""
    command = view.command.get(view.faction, 0)
    spent_on = t("Command points left: one activates a group, one pays a further attack.")
    spent_on = "\n".join((spent_on, *handicaps(view.setting)))
    yield "CP", f"{command}", spent_on, theme.ACCENT if command else theme.TEXT_DIM
    for name, points, tip in (
        (t("Air"), view.air, t("Air points left: support of attacks and missions (I).")),
        (t("Transport"), view.transport, t("Transport points for supply drops (I).")),
    ):
        if points.get(view.faction, 0):
            yield name, f"{points[view.faction]}", tip, theme.LINK


def _political_facts(view: View) -> Iterator[FactText]:
    """Yield the political points of those who have patrons, and weather that is worth a word."""
    if patrons_of(view, view.faction):
        favour, most = view.desks.get(view.faction, Desk()).favour, view.setting.rules.patrons.most_favour
        ours = ", ".join(
            f"{one.name} {approval(view, one.id)}, {band_of(view, approval(view, one.id))}"
            for one in patrons_of(view, view.faction)
        )
        key = key_for(Command.AFFAIRS)
        tip = t(
            "Political points, at most {most}: calls, leave, consent, posts ({key}). Rule 13.2\n{ours}",
            most=most,
            key=key,
            ours=ours,
        )
        yield "PP", f"{favour}", tip, theme.ACCENT if favour else theme.TEXT_DIM
    kind = next((one for one in view.setting.politics.weather if one.id == view.affairs.weather), None)
    if kind is not None:
        yield "", kind.name, weather_words(kind), theme.WARN


def weather_words(kind: Weather) -> str:
    """Return what a kind of weather does."""
    words = [t("No aircraft fly.")] if kind.grounds_air else []
    words += [t("Closed off the road: {names}.", names=listed(sorted(kind.bars)))] if kind.bars else []
    words += [t("Units on foot move at {leg_pct} %.", leg_pct=kind.leg_pct)] if kind.leg_pct != 100 else []
    return " ".join([t("Weather of the turn."), *words, t("Rule 2.6")])


def _score_fact(view: View) -> FactText:
    """Return the public estimate of the score, with the distance from par."""
    score = view.scores.get(view.faction, 0)
    par = view.setting.factions[view.faction].par
    tip = "\n".join(
        t(
            "{faction}: {score} (par {par})",
            faction=view.setting.factions[f].short,
            score=f"{value / 10:g}",
            par=f"{view.setting.factions[f].par / 10:g}",
        )
        for f, value in view.scores.items()
    )
    colour = theme.GOOD if score >= par else theme.TEXT
    return (
        t("Score"),
        f"{score / 10:g} ({(score - par) / 10:+g})",
        t("Score, and distance from par.\n{tip}", tip=tip),
        colour,
    )


def _tension(view: View) -> str:
    mine = [(pair, n) for pair, n in view.tension.items() if view.faction in pair and n]
    return listed(
        f"{tell(view.setting.factions[next(f for f in pair if f != view.faction)].short)} {n}"
        for pair, n in mine[:2]
    )
