"""Orders that are given from a list: air missions, depots, bridges, the main axis, surges, recalls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import Rect

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.kinds import AirMission, DepotId
from game.model.orders.politics import PoliticalOrder
from game.model.state import View
from game.model.tongue import mark, t, tell
from game.ui import theme
from game.ui.controls import Desk
from game.ui.draft import Aimed
from game.ui.kit.basic import Button, Label
from game.ui.kit.lists import ListBox, Row
from game.ui.kit.widget import Panel
from game.ui.theme import px
from game.ui.whynot import why_no_mission

MISSIONS = {
    AirMission.RECON: mark("See what is around a hex. Rule 6.2"),
    AirMission.INTERDICT: mark("Double the cost of a road hex for the enemy this turn. Rule 6.2"),
    AirMission.STRIKE: mark("Strike a depot or a bridge. Rule 6.2"),
    AirMission.DROP: mark("Drop supply into a pocket. Rule 7.4"),
}

AIMED: dict[type, str] = {
    od.Seize: mark("Seize"),
    od.PlacePost: mark("Set up a post"),
    od.Sabotage: mark("Wreck a field"),
    od.Enforce: mark("Enforce"),
}
"""Political orders whose place is clicked on the map; the others are given from the affairs."""


class OrdersPanel(Panel):
    """Missions as buttons, everything else as a list. A chosen row gives the order; missions and depots
    wait for a click on the map."""

    def __init__(
        self, rect: Rect, desk: Desk, close: Callable[[], None], reveal: Callable[[Hex], object]
    ) -> None:
        super().__init__(rect, border=True)
        self.desk = desk
        self._close, self._reveal = close, reveal
        self._orders: list[od.Order] = []
        self._moves: dict[DepotId, list[od.MoveDepot]] = {}

    def show(self) -> None:
        """Ask the rules what may be ordered now."""
        self.clear()
        pad = 2 * px(theme.PAD)
        inner = self.rect.width - 2 * pad
        self.add(
            Label(
                Rect(pad, pad, inner, px(26)),
                t("Missions and other orders"),
                theme.FONT_LARGE,
                theme.ACCENT,
                True,
            )
        )
        top = self._add_missions(Rect(pad, pad + px(36), inner, px(30)))
        orders = self.desk.session.other_orders()
        top = self._add_aimed(Rect(pad, top, inner, px(30)), orders)
        self._sort(tuple(order for order in orders if not isinstance(order, PoliticalOrder)))
        rows = [Row(*order_words(self.desk.view, order)) for order in self._orders]
        bottom = self.rect.height - pad - px(30)
        room = Rect(pad, top, inner, bottom - top - px(10))
        if rows:
            box = ListBox(room, rows, self._give)
            self.add(box)
            self.focus(box)
        else:
            self.add(Label(room, t("No other order can be given now."), colour=theme.TEXT_DIM))
        self.add(
            Button(
                Rect(self.rect.width - pad - px(110), bottom, px(110), px(30)),
                t("Close"),
                self._close,
                t("Esc"),
            )
        )

    def _add_missions(self, row: Rect) -> int:
        """Add a button for each mission and return the line below them."""
        flights = self.desk.session.flights()
        gap = px(6)
        wide = (row.width + gap) // len(MISSIONS) - gap
        for index, (mission, tip) in enumerate(MISSIONS.items()):
            rect = Rect(row.left + index * (wide + gap), row.top, wide, row.height)
            name = t(mission.value).capitalize()
            can = flights.get(mission, ())
            action = partial(self._aim, name, can)
            why = why_no_mission(self.desk, mission)
            told = f"{tip}\n{why}" if why else tip
            self.add(Button(rect, name, action, tip=told, enabled=bool(can)))
        return row.bottom + px(12)

    def _add_aimed(self, row: Rect, orders: tuple[od.Order, ...]) -> int:
        """Add a button for each kind of political order that wants a hex; return the line below them."""
        found = {
            words: [order for order in orders if isinstance(order, kind)] for kind, words in AIMED.items()
        }
        shown = {words: aims for words, aims in found.items() if aims}
        gap = px(6)
        for index, (words, aims) in enumerate(shown.items()):
            wide = (row.width + gap) // len(AIMED) - gap
            rect = Rect(row.left + index * (wide + gap), row.top, wide, row.height)
            self.add(Button(rect, words, partial(self._aim, words, aims), tip=t("Click its hex on the map.")))  # type: ignore[arg-type]
        return row.bottom + px(12) if shown else row.top

    def _sort(self, orders: tuple[od.Order, ...]) -> None:
        """Keep one order a depot for the list: where it goes is chosen on the map."""
        self._orders, self._moves = [], {}
        for order in orders:
            moves = self._moves.setdefault(order.depot, []) if isinstance(order, od.MoveDepot) else None
            if not moves:
                self._orders.append(order)
            if moves is not None and isinstance(order, od.MoveDepot):
                moves.append(order)

    def _aim(self, what: str, orders: Sequence[Aimed]) -> None:
        """Let the map choose the hex, and show where to look."""
        self.desk.aim(what, orders)
        if self.desk.aims and len(self.desk.aims) == 1:
            self._reveal(next(iter(self.desk.aims)))
        self._close()

    def _give(self, index: int) -> None:
        order = self._orders[index]
        if isinstance(order, od.MoveDepot):
            depot = self.desk.view.depots[order.depot]
            self._reveal(depot.at)
            self._aim(t("Move {depot}", depot=depot.name), self._moves[order.depot])
            return
        self.desk.give(order)
        self._close()


def order_words(view: View, order: od.Order) -> tuple[str, str]:
    """Return an order in words, and what it costs or belongs to."""
    board, figures = view.setting.board, view.setting.rules

    def place(label: str) -> str:
        return tell(board.name_of(board.grid.hex_of(label)))

    match order:
        case od.MoveDepot(depot):
            name, at = view.depots[depot].name, board.name_of(view.depots[depot].at)
            return t("Move {name}, now at {at} …", name=name, at=at), t(
                "{depot_move} CP", depot_move=figures.command.depot_move
            )
        case od.LayPontoon(crossing):
            return t("Lay a pontoon at {crossings}", crossings=board.crossings[crossing].name), t(
                "{pontoon} CP", pontoon=figures.command.pontoon
            )
        case od.Blow(crossing):
            return t("Blow {crossings}", crossings=board.crossings[crossing].name), "dice"
        case od.NameAxis(hq):
            return (
                t("Main axis: {name}", name=view.setting.factions[view.faction].hqs.get(hq, hq)),
                t("two air points a fight"),
            )
        case od.CallSurge():
            surge = view.setting.factions[view.faction].surge
            return t("Call a surge"), t("+{command} CP", command=surge.command) if surge else ""
        case od.Recall(arrival):
            text = next((text for _, name, text in view.schedule if name == arrival), arrival)
            return t("Recall early: {text}", text=text), t("costs points")
        case od.Merge(unit, into):
            return t(
                "Merge {units} into {units2}", units=view.units[unit].name, units2=view.units[into].name
            ), ""
        case od.Barrage(unit, target):
            return t("{units} shells {place}", units=view.units[unit].name, place=place(target)), "dice"
    return str(order), ""
