"""What the person at the desk can see and could do: questions to the View, no orders.

The desk and the map's marks both ask here, so that a tinted hex is always one that a click acts on.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, Gait, Relation, UnitId
from game.model.state import View
from game.model.units import Unit
from game.session import Session
from game.ui.glass import Glass
from game.ui.scenes import place_of
from game.ui.watch import Eyes

GROUP_RADIUS = 3


class Lookout:
    """The selection, and what follows from it."""

    def __init__(self, session: Session, viewer: FactionId) -> None:
        self.session = session
        self.viewer = viewer
        self.unit: UnitId | None = None
        self.hex: Hex | None = None
        self.gait = Gait.NORMAL
        self.plan: Hex | None = None
        self.done: set[UnitId] = set()
        self.sentries: set[UnitId] = set()
        """Units that are passed over until they are woken, or an enemy comes near."""
        self.glass = Glass()
        self.eyes = Eyes(session)
        self.staff_acts = False
        """Whether machines that lead fronts give their orders just now: the person waits."""

    @property
    def view(self) -> View:
        """The game as the viewer sees it."""
        return self.eyes.view(self.viewer)

    @property
    def commanding(self) -> bool:
        """Whether the viewer is the one to give orders now; a machine's impulse is only watched."""
        session = self.session
        mine = session.active == self.viewer and session.is_human(self.viewer)
        return mine and not session.over and not self.staff_acts

    @property
    def selected(self) -> Unit | None:
        """The selected unit, if it still exists."""
        return self.view.units.get(self.unit) if self.unit else None

    def label(self, here: Hex) -> str:
        """Return the printed number of a hex."""
        return self.view.setting.board.grid.label(here)

    def own_at(self, here: Hex) -> tuple[Unit, ...]:
        """Return the viewer's units in a hex."""
        return tuple(unit for unit in self.view.units_at(here) if unit.faction == self.viewer)

    def foes_at(self, here: Hex) -> bool:
        """Return whether hostile units are known or suspected in a hex, or hold districts of its city."""
        view = self.view
        owners = [unit.faction for unit in view.units_at(here)]
        if here in view.suspected:
            owners.append(view.suspected[here])
        city = view.setting.city_at.get(here)
        if city and city.place in view.cities:
            owners += [faction for faction, count in view.cities[city.place].holders.items() if count]
        return any(view.relation(self.viewer, owner) is Relation.HOSTILE for owner in owners)

    def group(self) -> tuple[UnitId, ...]:
        """Return the group that would be activated with the selected unit."""
        unit = self.selected
        if unit is None or not self.commanding or unit.faction != self.viewer or unit.active:
            return ()
        return self.session.activation_group(unit.id)

    def reachable(self) -> dict[Hex, int]:
        """Return where the selected unit may end a move, with costs in half points."""
        unit = self.selected
        if unit is None or not self.commanding or unit.faction != self.viewer:
            return {}
        return dict(self.session.destinations(unit.id, self.gait))

    def path(self) -> tuple[Hex, ...]:
        """Return the planned way of the selected unit."""
        if self.plan is None or self.unit is None:
            return ()
        return self.session.reach(self.unit, self.gait).path(self.plan)

    def targets(self) -> frozenset[Hex]:
        """Return the hexes beside the selected unit that it may think of attacking."""
        unit = self.selected
        if unit is None or not self.commanding or not unit.active or unit.attacked:
            return frozenset()
        around = self.view.setting.board.grid.around[unit.at]
        return frozenset(near for near in around if self.foes_at(near))

    def can_strike_from(self, here: Hex) -> bool:
        """Return whether the selected unit, once in a hex, would stand beside something to attack."""
        unit = self.selected
        if unit is None or not unit.active or unit.attacked or self.gait is Gait.MARCH:
            return False
        return any(self.foes_at(near) for near in self.view.setting.board.grid.around[here])

    def can_act(self, unit: Unit) -> bool:
        """Return whether a unit has anything left to do this turn."""
        if unit.id in self.done or unit.done:
            return False
        if unit.active:
            return not unit.attacked and (not unit.moved or any(self._foe_beside(unit)))
        return not unit.moved and unit.type.move > 0

    def _foe_beside(self, unit: Unit) -> Iterable[bool]:
        return (self.foes_at(near) for near in self.view.setting.board.grid.around[unit.at])

    def ready(self) -> list[Unit]:
        """Return the viewer's units that can still act, activated ones first; whom machines lead he need not
        visit."""
        led = self.session.seating.led(self.viewer)
        able = (one for one in self.view.units_of(self.viewer) if self.can_act(one))
        units = [one for one in able if one.hq not in led and one.id not in self.sentries]
        return sorted(units, key=lambda unit: (not unit.active, unit.hq, unit.at, unit.id))

    def last_scene(self) -> Hex | None:
        """Return where the latest thing happened that the viewer was told of."""
        board = self.view.setting.board
        told = (place_of(board, event) for event in reversed(self.view.log))
        return next((here for here in told if here is not None), None)

    def attackers_on(self, target: Hex) -> tuple[UnitId, ...]:
        """Return the viewer's active units that stand beside a hex and have not attacked."""
        near = (target, *self.view.setting.board.grid.around[target])
        units = (unit for here in near for unit in self.own_at(here))
        return tuple(u.id for u in units if u.active and not u.attacked and "artillery" not in u.type.traits)

    def batteries_on(self, target: Hex) -> tuple[UnitId, ...]:
        """Return the viewer's guns in range of a hex that have not fired."""
        distance = self.view.setting.board.grid.distance
        return tuple(
            unit.id
            for unit in self.view.units_of(self.viewer)
            if unit.type.barrage and not unit.attacked and distance(unit.at, target) <= unit.type.range
        )

    def home(self) -> Hex | None:
        """Return the middle of the viewer's strongest group, or his capital."""
        view = self.view
        distance = view.setting.board.grid.distance
        capital = view.setting.board.places.get(view.setting.factions[self.viewer].capital or "")
        units = view.units_of(self.viewer)

        def mass(here: Hex) -> int:
            near = (unit for unit in units if distance(here, unit.at) <= GROUP_RADIUS)
            return sum(unit.type.attack * unit.steps for unit in near)

        if units:
            return max((unit.at for unit in units), key=mass)
        return capital.at if capital else None
