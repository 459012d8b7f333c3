"""Counters: `UnitType` is what is printed on one, `Unit` is the counter in play."""

from __future__ import annotations

from dataclasses import dataclass

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, HqId, Mobility, Posture, SupplyState, UnitId
from game.model.tongue import mark

TRAITS: dict[str, str] = {
    "static": mark("never moves and exerts no zone of control"),
    "mobile": mark("pays nothing for hostile ground and zones of control in open or rough desert"),
    "infiltrate": mark("pays nothing for hostile ground"),
    "light": mark("may use ferries"),
    "shock": mark("+1 shift on its attack"),
    "surprise": mark("+1 shift when it attacks from out of sight"),
    "recon": mark("sees one hex farther and one level better"),
    "engineer": mark("may lay a pontoon bridge"),
    "artillery": mark("supports attacks at a distance"),
    "armour": mark("counts for combined arms in the open, suffers alone in towns"),
    "airlift": mark("may be landed by air"),
    "foreign": mark("foreign fighters: they never go over, and cost their host at the table"),
}
"""What each trait of a template means; the files are checked against this list."""


@dataclass(frozen=True, slots=True)
class UnitType:
    """A template. `move` is in half movement points for one turn of this scenario, `barrage` and
    `range` are zero except for artillery."""

    id: str
    name: str
    symbol: str
    size: str
    mobility: Mobility
    attack: int
    defence: int
    steps: int
    move: int
    barrage: int = 0
    range: int = 0
    traits: frozenset[str] = frozenset()

    @property
    def support(self) -> bool:
        """Whether it stacks as support rather than as a manoeuvre unit (3.2)."""
        return "artillery" in self.traits or "engineer" in self.traits


@dataclass(frozen=True, slots=True)
class Unit:
    """A counter in play.

    `start` is where it stood when its faction's impulse began; `hungry` counts the turns it has been
    out of supply; `active` means activated this impulse, `done` that it acted in an earlier one; `posed`
    that its posture was changed this turn; `abroad` counts the turns it has been in a country not its own.
    """

    id: UnitId
    type: UnitType
    faction: FactionId
    hq: HqId
    name: str
    steps: int
    at: Hex = OFF_MAP
    posture: Posture = Posture.HOLD
    dig_in: int = 0
    supply: SupplyState = SupplyState.FULL
    hungry: int = 0
    disrupted: bool = False
    active: bool = False
    done: bool = False
    moved: bool = False
    marched: bool = False
    attacked: bool = False
    fought: bool = False
    posed: bool = False
    start: Hex = OFF_MAP
    abroad: int = 0

    @property
    def exerts(self) -> bool:
        """3.1 A unit of two or more steps that is not static exerts a zone of control."""
        return self.steps >= 2 and "static" not in self.type.traits
