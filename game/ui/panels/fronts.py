"""The staff over the left of the map: which HQs machines lead, and why machines did what they did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import Rect

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, HqId
from game.model.reasons import Reason
from game.model.scenario import Setting
from game.model.state import View
from game.model.tongue import mark, t, tell, tn, told_date
from game.ui import theme
from game.ui.keys import Command, key_for
from game.ui.kit import ink
from game.ui.kit.basic import Button, Toggle
from game.ui.kit.column import Column
from game.ui.kit.lists import ListBox, Row, TickList
from game.ui.kit.widget import Panel, padded
from game.ui.staffroom import Staffroom
from game.ui.theme import px

ABOUT = mark("""\
A machine may lead headquarters for you. It orders their units; you order all others, and see \
to air missions, depots and affairs. It acts when you say so, else before your impulse ends, with the \
command points you have left.""")
NOTHING = mark("No machine of yours or of your allies has acted yet.")
HQ_HIGH, REASON_HIGH, TAB_HIGH = 24, 21, 25
ROOMY = 400
"""From this height on there is room to say what all this is."""

Line = tuple[str, theme.Colour, Reason | None]


class StaffPanel(Panel):
    """Two pages: the fronts, and the reasons with the newest first; a click on one goes to its place."""

    def __init__(
        self,
        rect: Rect,
        room: Staffroom,
        jump: Callable[[Hex], None],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(rect, border=True)
        self._room, self._jump, self._changed = room, jump, changed
        self._of: FactionId = ""
        self._at = -1
        """The row of the HQ that was last ticked: the keyboard stays there."""
        self._lines: list[Line] = []

    def turn(self, page: str) -> None:
        """Show a page."""
        self._room.page = page
        self._changed()

    def show(self) -> None:
        """Bring the page up to date."""
        self.clear()
        column = Column(self, padded(Rect((0, 0), self.rect.size)))
        column.pair(
            t("Staff"),
            t("{key} or Esc closes", key=key_for(Command.STAFF)),
            theme.ACCENT,
            size=theme.FONT_LARGE,
            bold=True,
        )
        column.gap(4)
        column.row(
            [partial(self._tab, "fronts", t("Fronts")), partial(self._tab, "reasons", t("Reasons"))],
            0,
            TAB_HIGH,
        )
        column.gap()
        if self._room.page == "fronts":
            self._show_fronts(column)
        else:
            self._show_reasons(column)

    def _tab(self, page: str, text: str, rect: Rect) -> Button:
        return Button(rect, text, partial(self.turn, page), primary=page == self._room.page)

    # Fronts

    def _show_fronts(self, column: Column) -> None:
        room, view = self._room, self._room.desk.view
        if not room.able:
            column.text(t("There is nobody at this table to hand anything over to."), colour=theme.TEXT_DIM)
            return
        if column.rest.height > px(ROOMY):
            column.text(ABOUT, theme.FONT_SMALL, theme.TEXT_DIM)
            column.gap()
        column.text(t("What you hand over is led by"), theme.FONT_SMALL, theme.ACCENT)
        column.gap(2)
        column.row([partial(self._level, one.name, one.label, one.tip) for one in room.levels], 0, TAB_HIGH)
        column.gap(4)
        column.row([partial(self._whole, view)])
        for faction in room.seating.lent:
            if faction != view.faction:
                column.row([partial(self._back, view, faction)])
        if not room.lent:
            column.row([self._act])
            column.gap(4)
            column.text(t("Headquarters: tick whom the staff leads"), theme.FONT_SMALL, theme.ACCENT)
            column.gap(2)
            self._list_hqs(view, column.rest)

    def _act(self, rect: Rect) -> Button:
        desk = self._room.desk
        can = desk.commanding and bool(self._room.fronts)
        act, key = self._room.act_now, key_for(Command.ACT)
        return Button(rect, t("Let the staff act now"), act, key, enabled=can, primary=can)

    def _list_hqs(self, view: View, room: Rect) -> None:
        """List the HQs with how many units they have and who leads them; a tick hands one over."""
        hqs, names = hqs_of(view), view.setting.factions[view.faction].hqs
        counts = [sum(1 for unit in view.units_of(view.faction) if unit.hq == hq) for hq in hqs]
        rows = [
            Row(
                f"{names.get(hq, hq)} · {count}",
                self._room.leads(hq) or "you",
                theme.STAFF if self._room.leads(hq) else theme.TEXT,
                tip=tn("{hq}: {count} unit", "{hq}: {count} units", count, hq=names.get(hq, hq)),
            )
            for hq, count in zip(hqs, counts, strict=True)
        ]
        ticked = [at for at, hq in enumerate(hqs) if self._room.leads(hq)]
        room.height = min(room.height, px(HQ_HIGH) * len(rows))
        tick = lambda at: self._toggle(hqs, at)  # noqa: E731
        box = TickList(room, rows, ticked, tick, name="hqs", chosen=self._at)
        self.add(box)
        if self._at >= 0:
            self.focus(box)

    def _toggle(self, hqs: Sequence[HqId], at: int) -> None:
        self._at = at
        self._room.toggle(hqs[at])

    def _level(self, name: str, label: str, tip: str, rect: Rect) -> Toggle:
        return Toggle(rect, label, lambda _on: self._room.choose(name), name == self._room.level, tip=tip)

    def _whole(self, view: View, rect: Rect) -> Button:
        if self._room.lent:
            return self._back(view, view.faction, rect)
        own = self._room.seating.is_owned(view.faction) and not self._room.desk.session.over
        tip = t("The machine plays until you take the faction back; you watch with your own eyes alone.")
        return Button(rect, t("Hand over the whole faction"), self._room.hand_over, tip=tip, enabled=own)

    def _back(self, view: View, faction: FactionId, rect: Rect) -> Button:
        described = view.setting.factions[faction]
        who = self._room.label_of(self._room.seating.seats[faction])
        key = key_for(Command.FRONT) if faction == view.faction else ""
        tip = t("{who} plays {described}.", who=who, described=described.name)
        back = partial(self._room.take_back, faction)
        return Button(
            rect, t("Take {described} back", described=described.short), back, key=key, tip=tip, primary=True
        )

    # Reasons

    def _show_reasons(self, column: Column) -> None:
        desk = self._room.desk
        reasons = desk.session.reasons_for(desk.viewer)
        setting = desk.session.setting
        speaking = [faction for faction in setting.order if any(one.faction == faction for one in reasons)]
        if self._of not in speaking:
            self._of = ""
        if len(speaking) > 1:
            column.row([partial(self._sifter, setting, one) for one in ("", *speaking)], 6, TAB_HIGH, 3)
            column.gap(4)
        kept = [one for one in reasons if self._of in ("", one.faction)]
        room = column.rest
        self._lines = reason_lines(setting, kept, room.width - px(30))
        rows = [Row(text, colour=colour) for text, colour, _ in self._lines]
        box = ListBox(room, rows, self._chosen, row_height=REASON_HIGH)
        self.add(box)

    def _sifter(self, setting: Setting, faction: FactionId, rect: Rect) -> Toggle:
        text = setting.factions[faction].short if faction else t("All")
        return Toggle(rect, text, lambda _on: self._sift(faction), faction == self._of)

    def _sift(self, faction: FactionId) -> None:
        self._of = faction
        self._changed()

    def _chosen(self, index: int) -> None:
        reason = self._lines[index][2]
        here = place_of(reason, self._room.desk.view) if reason is not None else OFF_MAP
        if here != OFF_MAP:
            self._jump(here)


def hqs_of(view: View) -> list[HqId]:
    """Return the HQs of the viewer's faction that have units on the map, in the order of its plan."""
    manned = {unit.hq for unit in view.units_of(view.faction)}
    return [hq for hq in view.setting.factions[view.faction].hqs if hq in manned]


def place_of(reason: Reason, view: View) -> Hex:
    """Return where a reason points to: its hex, else where the first of its units is seen to stand."""
    if reason.at != OFF_MAP:
        return reason.at
    return next((view.units[one].at for one in reason.units if one in view.units), OFF_MAP)


def reason_lines(setting: Setting, reasons: Sequence[Reason], room: int) -> list[Line]:
    """Return reasons as wrapped lines, the newest turn first, each turn under a heading."""
    lines: list[Line] = []
    turn = 0
    for one in reversed(reasons):
        if one.turn != turn:
            turn = one.turn
            day = setting.clock.date_of(turn)
            lines.append(
                (
                    t("Turn {turn}: {date}", turn=turn, date=told_date(day)),
                    theme.ACCENT,
                    None,
                )
            )
        described = setting.factions[one.faction]
        hq = described.hqs.get(one.hq, "")
        who = f"{tell(described.short)} {tell(hq)}" if hq else tell(described.short)
        head = f"{who}: {tell(one.mission)}"
        end = t("; expects {expected}", expected=one.expected) if one.expected else ""
        lines += [(text, theme.TEXT, one) for text in ink.wrap(head, theme.FONT_BODY, room)]
        lines += [
            (f"   {text}", theme.TEXT_DIM, one)
            for text in ink.wrap(f"{tell(one.why)}{end}", theme.FONT_BODY, room - px(16))
        ]
    return lines or [(NOTHING, theme.TEXT_DIM, None)]
