"""Which list lies over the left of the map: the log, the orders, the affairs, or one to find one's way by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.model.kinds import HqId
from game.model.state import View
from game.session import Told
from game.ui.panels.affairs import AffairsPanel
from game.ui.panels.finder import Finder
from game.ui.panels.fronts import StaffPanel
from game.ui.panels.log import LogPanel
from game.ui.panels.orders import OrdersPanel


class Unfolded:
    """At most one of the panels over the map, by name."""

    def __init__(
        self, log: LogPanel, finder: Finder, orders: OrdersPanel, affairs: AffairsPanel, fronts: StaffPanel
    ) -> None:
        self.log, self.finder, self.orders, self.affairs = log, finder, orders, affairs
        self.fronts = fronts

    def open(self, name: str, view: View, led: Mapping[HqId, str]) -> None:
        """Fill the panel that was just opened; `led` are the HQs that machines lead."""
        self.finder.led = led
        if name == "orders":
            self.orders.show()
        elif name == "affairs":
            self.affairs.open_anew()
        elif name not in ("", "log", "staff"):
            self.finder.show(name, view)

    def show(self, name: str, told: Sequence[Told]) -> None:
        """Let the named panel be seen and no other, up to date."""
        self.log.visible = name == "log"
        self.orders.visible = name == "orders"
        self.affairs.visible = name == "affairs"
        self.fronts.visible = name == "staff"
        self.finder.visible = name not in ("", "log", "orders", "affairs", "staff")
        if self.log.visible:
            self.log.show(told)
        if self.affairs.visible:
            self.affairs.show()
        if self.fronts.visible:
            self.fronts.show()
