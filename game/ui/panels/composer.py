"""An offer of one's own at the talks (18.3): with whom, what each gives, recognition either way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.model import orders as od
from game.model.kinds import FactionId, PlaceId
from game.model.state import View
from game.model.tongue import mark, t, tell
from game.rules.desk_labels import exchange
from game.rules.desk_lines import tenths
from game.rules.desk_parts import place_name, short
from game.rules.politics.concessions import (
    best_offer_to,
    gain_and_loss,
    has_a_seat,
    offer_from,
    rivals,
    stake,
    worth_accepting,
)
from game.rules.politics.relations import allied
from game.rules.politics.settlement import holder_of
from game.rules.politics.talks import at_the_table
from game.ui import theme
from game.ui.controls import Desk, sentence
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.column import Column
from game.ui.kit.lists import Row, TickList
from game.ui.theme import px

ACROSS = 4
"""Partners side by side."""
LEAST_LIST = 110
"""The least height of the lists of places."""


def may_compose(view: View) -> bool:
    """18.3 Whether the faction may make offers of its own now."""
    return bool(view.talks) and view.ending is None and has_a_seat(view, view.faction)


class Composer:
    """What is being proposed, and the part of the panel in which it is put together."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self.desk, self._changed = desk, changed
        self._maker: FactionId = ""
        self.partner: FactionId = ""
        self.gives: tuple[PlaceId, ...] = ()
        self.takes: tuple[PlaceId, ...] = ()
        self.recognition = 0
        self._marks = [-1, -1]

    @property
    def order(self) -> od.Concede:
        """The offer as an order."""
        return od.Concede(self.partner, self.gives, self.takes, self.recognition)

    def fill(self, column: Column) -> None:
        """Lay the parts out from the top: partner, places, recognition, what it comes to, the button."""
        view = self.desk.view
        others = [
            one
            for one in view.setting.order
            if one != view.faction and not allied(view, view.faction, one)
            if has_a_seat(view, one) and at_the_table(view, one)
        ]
        if not others:
            column.text(t("Nobody is left to talk to."), colour=theme.TEXT_DIM)
            return
        if self.partner not in others or self._maker != view.faction:
            self._maker = view.faction
            self._take_partner(next(iter(rivals(view)), others[0]))
        column.text(t("Talks, round {talks}. An exchange with:", talks=view.talks), colour=theme.TEXT_DIM)
        column.row([partial(self._partner, one) for one in others], min(ACROSS, len(others)), 26)
        foot = self._foot_height(column)
        self._places(column, max(px(LEAST_LIST), column.rest.height - foot))
        self._points(column)
        self._foot(column)

    # Partner

    def _partner(self, one: FactionId, rect: Rect) -> Toggle:
        view = self.desk.view
        tip = tell(view.setting.factions[one].name)
        if one not in rivals(view):
            tip = t("{faction}\nAn offer between you is open.", faction=tip)
        return Toggle(
            rect, short(view, one), lambda _on: self._do(partial(self._take_partner, one)),
            one == self.partner, "" if one in rivals(view) else "…", tip,
        )  # fmt: skip

    def _take_partner(self, one: FactionId) -> None:
        self.partner, self.gives, self.takes, self.recognition = one, (), (), 0
        self._marks = [-1, -1]

    # Places

    def _places(self, column: Column, high: int) -> None:
        """Add the two lists of places side by side: what we could give, what they could."""
        view, gap = self.desk.view, px(theme.GAP)
        wide, head = (column.room.width - gap) // 2, ink.line_height(theme.FONT_BODY)
        sides = ((view.faction, t("We give"), self.gives), (self.partner, t("We ask for"), self.takes))
        for at, (holder, title, chosen) in enumerate(sides):
            left = column.room.left + at * (wide + gap)
            words = t(
                "{title} ({count} of {most_places})",
                title=title,
                count=len(chosen),
                most_places=view.setting.rules.conference.most_places,
            )
            column.panel.add(Label(Rect(left, column.y, wide, head), words, colour=theme.ACCENT, bold=True))
            places = _held(view, holder)
            rows = [self._row(place) for place in places]
            ticked = [index for index, place in enumerate(places) if place in chosen]
            rect = Rect(left, column.y + head, wide, high - head)
            tick = partial(self._tick, at, places)
            box = TickList(rect, rows or [Row("nothing", colour=theme.TEXT_FAINT)], ticked, tick, title)
            box.chosen = self._marks[at]
            box.reveal()
            column.panel.add(box)
        column.y += high + gap

    def _row(self, place: PlaceId) -> Row:
        view = self.desk.view
        ours, theirs = stake(view, view.faction, place), stake(view, self.partner, place)
        claims = view.setting.politics.conference.claims
        claimed = place in claims.get(view.faction, ()) or place in claims.get(self.partner, ())
        tip = t(
            "{place}: worth {ours} to us, {theirs} to them",
            place=place_name(view, place),
            ours=tenths(ours),
            theirs=tenths(theirs),
        )
        colour = theme.WARN if claimed else theme.TEXT
        return Row(
            place_name(view, place), tenths(ours), colour, tip=tip + (t("; claimed") if claimed else "")
        )

    def _tick(self, side: int, places: tuple[PlaceId, ...], index: int) -> None:
        """Take a place into the offer or out of it."""
        if index >= len(places):
            return
        chosen = (self.gives, self.takes)[side]
        place, self._marks[side] = places[index], index
        after = tuple(one for one in chosen if one != place) if place in chosen else (*chosen, place)
        if side == 0:
            self.gives = after
        else:
            self.takes = after
        self._changed()

    # Recognition and what it comes to

    def _points(self, column: Column) -> None:
        """Add the buttons that ask for recognition or grant it."""
        most = self.desk.view.setting.rules.conference.most_recognition
        side, high = px(34), px(theme.BUTTON_HEIGHT)
        left, right = column.room.left, column.room.right
        less, more = partial(self._recognise, -1), partial(self._recognise, 1)
        tip = t(
            "Points of recognition, from −{most} that we grant to +{most} that we ask for. Rule 18.3",
            most=most,
        )
        can_less, can_more = self.recognition > -most, self.recognition < most
        column.panel.add(
            Button(
                Rect(left, column.y, side, high), "−", less, tip=t("Less. {tip}", tip=tip), enabled=can_less
            )
        )
        column.panel.add(
            Button(
                Rect(right - side, column.y, side, high),
                "+",
                more,
                tip=t("More. {tip}", tip=tip),
                enabled=can_more,
            )
        )
        words = t("Recognition: {recognised}", recognised=_recognised(self.recognition))
        at = column.room.centerx - ink.width(words, theme.FONT_BODY) // 2
        column.panel.add(Label(Rect(at, column.y + px(6), right - side - at, high), words, tip=tip))
        column.y += high + px(theme.GAP)

    def _recognise(self, by: int) -> None:
        self.recognition += by
        self._changed()

    def _foot_height(self, column: Column) -> int:
        least = 4 * ink.line_height(theme.FONT_BODY)
        words = max(least, sum(high for _, high, _ in self._verdict(column)))
        return words + 2 * px(theme.BUTTON_HEIGHT) + 4 * px(theme.GAP)

    def _verdict(self, column: Column) -> list[tuple[str, int, theme.Colour]]:
        """Return what the offer says, what it is worth, or why it cannot be made, with heights."""
        step, room = ink.line_height(theme.FONT_BODY), column.room.width
        lines = self._judged()
        return [(text, step * len(ink.wrap(text, theme.FONT_BODY, room)), colour) for text, colour in lines]

    def _judged(self) -> list[tuple[str, theme.Colour]]:
        view, order = self.desk.view, self.order
        if self.partner not in rivals(view):
            open_one = t(
                "An offer between you and {partner} is open (rule 18.3).", partner=short(view, self.partner)
            )
            return [(open_one, theme.WARN)]
        if not (order.gives or order.takes or order.recognition):
            return [(HINT, theme.TEXT_DIM)]
        lines = [(self._said(), theme.TEXT)]
        refusal = self.desk.session.why_not(order)
        if refusal is not None:
            lines.append((sentence(str(refusal)), theme.BAD))
        else:
            offer = offer_from(view, order)
            gain, loss = gain_and_loss(view, offer, view.faction)
            words = mark("Brings us {gain}, costs us {loss}. They are likely to refuse.")
            if worth_accepting(view, offer):
                words = mark("Brings us {gain}, costs us {loss}. They are likely to accept.")
            words = t(words, gain=tenths(gain), loss=tenths(loss))
            lines.append((words, theme.GOOD if worth_accepting(view, offer) else theme.WARN))
        return lines

    def _said(self) -> str:
        view = self.desk.view
        words = exchange(view, view.faction, self.partner, self.gives, self.takes, self.recognition)
        return f"{words}."

    def _foot(self, column: Column) -> None:
        for text, _, colour in self._verdict(column):
            column.text(text, colour=colour)
        column.gap()
        legal = self.desk.session.why_not(self.order) is None
        best = best_offer_to(self.desk.view, self.partner) if self.partner in rivals(self.desk.view) else None
        suggest, clear = partial(self._suggest, best), partial(self._take_partner, self.partner)
        column.row(
            [
                lambda rect: Button(rect, t("Propose"), self._propose, primary=legal, enabled=legal),
                lambda rect: Button(rect, t("Suggest"), suggest, tip=SUGGEST, enabled=best is not None),
                lambda rect: Button(rect, t("Clear"), lambda: self._do(clear)),
            ]
        )

    def _suggest(self, best: od.Concede | None) -> None:
        if best is not None:
            self.gives, self.takes, self.recognition = best.gives, best.takes, best.recognition
            self._changed()

    def _propose(self) -> None:
        if self.desk.give(self.order):
            self._take_partner(next(iter(rivals(self.desk.view)), self.partner))
        self._changed()

    def _do(self, action: Callable[[], None]) -> None:
        action()
        self._changed()


HINT = mark(
    "Tick what each side gives, up to two places, or ask for recognition. The numbers are points to us."
)
SUGGEST = mark("Fill in the exchange with this partner that brings us most and is likely to be accepted.")


def _held(view: View, holder: FactionId) -> tuple[PlaceId, ...]:
    """Return the assets that a faction holds at the table, those worth most to us first."""
    held = (place for place in view.setting.assets if holder_of(view, place) == holder)
    return tuple(sorted(held, key=lambda place: (-stake(view, view.faction, place), place)))


def _recognised(points: int) -> str:
    if not points:
        return "none"
    return t("we ask for {points}", points=points) if points > 0 else t("we grant {points}", points=-points)
