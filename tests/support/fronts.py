"""A skirmish whose government has two HQs, so that one can be handed over; and a player to hand it to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.files import load_scenario
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, HqId, UnitId
from game.model.orders import EndImpulse, Order, parse_order
from game.model.reasons import Reason
from game.model.scenario import Scenario
from game.model.state import View
from game.session import Session
from game.table import players
from tests.support.window import SKIRMISH

TIGERS = "{id: gov_3, template: tiger_bn, faction: gov, "
"""How the line of the unit begins that gets an HQ of its own."""
_LOADED: list[Scenario] = []


def two_fronts(folder: Path) -> Scenario:
    """Return the skirmish with the Tigers under an HQ of their own, `tigers`."""
    if not _LOADED:
        text = SKIRMISH.read_text(encoding="utf-8")
        text = text.replace(
            "hqs: {central: Central axis}", "hqs: {central: Central axis, tigers: Tiger Forces}"
        )
        text = text.replace(f"{TIGERS}hq: central", f"{TIGERS}hq: tigers")
        (folder / "two.yaml").write_text(text, encoding="utf-8")
        _LOADED.append(load_scenario(folder / "two.yaml"))
    return _LOADED[0]


class Scripted:
    """Gives the same orders each time it leads something, and says why."""

    def __init__(self, faction: FactionId, orders: tuple[str, ...] = ()) -> None:
        self.faction, self.script = faction, orders
        self.reasons: list[Reason] = []
        self.hqs: frozenset[HqId] | None = None
        self._left: list[str] = list(orders)
        self.views: list[View] = []

    def lead(self, hqs: frozenset[HqId] | None) -> None:
        """Begin anew for these HQs."""
        self.hqs, self._left = hqs, list(self.script)

    def choose(self, view: View) -> Order:
        """Return the next line of the script."""
        self.views.append(view)
        if not self._left:
            self._left = list(self.script)
            return EndImpulse()
        order = parse_order(self._left.pop(0))
        self.reasons.append(reason(view.turn, self.faction, f"do {order}"))
        return order


def reason(
    turn: int, faction: FactionId, mission: str, at: Hex = -1, units: tuple[UnitId, ...] = ()
) -> Reason:
    """Return a reason with a word in each place."""
    return Reason(turn, 0, faction, "", units, mission, "it is so", "a gain", at)


def game(
    folder: Path, seats: dict[FactionId, str] | None = None, scripts: dict[str, tuple[str, ...]] | None = None
) -> Session:
    """Return a game in which each level plays its script; `human` against `pass` where nothing is said."""
    seats = seats or {"gov": "human", "isis": "pass"}
    written = scripts or {}

    def made(level: str, faction: FactionId, seed: int) -> object:
        if level in written:
            return Scripted(faction, written[level])
        return players({faction: level}, seed)[faction]

    table = {f: made(level, f, 7) for f, level in seats.items() if level != "human" and "/" not in f}
    return Session(two_fronts(folder), 7, seats, table, None, False, made)  # type: ignore[arg-type]


def allied_game(session: Session) -> None:
    """Make the two sides of a running game allies."""
    from game.model.kinds import Relation

    pairs = {(a, b): Relation.ALLIED for a in ("gov", "isis") for b in ("gov", "isis") if a != b}
    session.state = replace(session.state, relations={**session.state.relations, **pairs})
