"""Events as a film: what the map looked like before each of them, and what moves while it happens.

A film is cut backwards from the present View, so it shows nothing that its viewer does not know by now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.kinds import FactionId, UnitId
from game.model.state import View
from game.model.units import Unit
from game.ui.scenes import place_of

PATHS = (ev.Moved, ev.FellBack, ev.Retreated, ev.Advanced)
FLASHES = (
    ev.Fought, ev.StepsLost, ev.Arrived, ev.Withdrawn, ev.MissionFlown, ev.Shelled, ev.CityPressed,
    ev.CrossingChanged, ev.Halted, ev.SymbolTaken, ev.Interdicted, ev.Enforced, ev.UnitTurned, ev.RouteCut,
    ev.PostPlaced, ev.FieldChanged, ev.GateSet,
)  # fmt: skip
HEX_MS, FLASH_MS, LEAST_MS = 110, 900, 350
SPEEDS = (1, 2, 4, 8)


@dataclass(frozen=True)
class Shot:
    """One event of a film: the View before it, the moving unit and its way or the hex that flashes."""

    view: View
    event: ev.Event
    text: str
    unit: Unit | None
    path: tuple[Hex, ...]
    at: Hex | None

    @property
    def length(self) -> int:
        """How long it lasts at speed 1, in milliseconds."""
        return max(LEAST_MS, HEX_MS * (len(self.path) - 1)) if self.path else FLASH_MS


def film_of(
    view: View, events: Iterable[ev.Event], tell: Callable[[ev.Event], str | None]
) -> tuple[Shot, ...]:
    """Return the shots of a film that ends in the present View."""
    shots: list[Shot] = []
    units, events = dict(view.units), list(events)
    for at, event in reversed(list(enumerate(events))):
        units = before(units, event)
        if not isinstance(event, PATHS + FLASHES) and not _seized(events, at):
            continue
        path = event.path if isinstance(event, PATHS) else ()
        unit = event.unit if isinstance(event, PATHS) and event.path else None
        where = None if path else place_of(view.setting.board, event)
        there = replace(view, units=dict(sorted(units.items())))
        shots.append(Shot(there, event, tell(event) or "", unit, tuple(path), where))
    return tuple(reversed(shots))


def _seized(events: Sequence[ev.Event], at: int) -> bool:
    """Whether an event is a town that passes to another without a fight: not the ground that a move takes."""
    between = (ev.UnitTurned, ev.Retreated, ev.StepsLost, ev.ControlPassed)
    before = next((one for one in reversed(events[:at]) if not isinstance(one, between)), None)
    return isinstance(events[at], ev.ControlPassed) and isinstance(before, ev.CohesionChanged)


def of_others(log: Iterable[ev.Event], mine: Collection[FactionId]) -> list[ev.Event]:
    """Return the events of a log that did not happen in the impulses of one's own factions."""
    kept: list[ev.Event] = []
    acting = ""
    for event in log:
        if isinstance(event, ev.ImpulseBegan):
            acting = event.faction
        elif isinstance(event, ev.TurnBegan):
            acting = ""
        if acting not in mine:
            kept.append(event)
    return kept


def before(units: dict[UnitId, Unit], event: ev.Event) -> dict[UnitId, Unit]:
    """Return where units stood before an event, given where they stand after it."""
    match event:
        case ev.Moved() | ev.FellBack() | ev.Retreated() | ev.Advanced() if event.path:
            return {**units, event.unit.id: replace(event.unit, at=event.path[0])}
        case ev.StepsLost() | ev.Withdrawn() if event.unit.at >= 0:
            return {**units, event.unit.id: event.unit}
        case ev.UnitTurned():
            return {**units, event.unit.id: event.unit}
        case ev.Arrived():
            return {key: unit for key, unit in units.items() if key != event.unit.id}
    return units


class Projector:
    """Plays a film: knows the shot, how far it is, the speed, and whether it is paused."""

    def __init__(self, shots: tuple[Shot, ...], speed: int = 1) -> None:
        self.shots = shots
        self.index = 0
        self.elapsed = 0
        self.speed = speed
        self.paused = False

    @property
    def over(self) -> bool:
        """Whether the last shot has been shown."""
        return self.index >= len(self.shots)

    @property
    def shot(self) -> Shot:
        """The shot being shown."""
        return self.shots[min(self.index, len(self.shots) - 1)]

    def advance(self, milliseconds: int) -> bool:
        """Let time pass; True when another shot has begun."""
        if self.paused or self.over:
            return False
        self.elapsed += milliseconds * self.speed
        if self.elapsed < self.shot.length:
            return False
        self.index, self.elapsed = self.index + 1, 0
        return True

    @property
    def lit(self) -> bool:
        """Whether the flash of the shot is on just now."""
        return self.paused or self.elapsed // 150 % 2 == 0

    def jump(self, index: int) -> None:
        """Go to a shot."""
        self.index, self.elapsed = max(0, min(index, len(self.shots) - 1)), 0

    def where(self) -> tuple[Hex, Hex, float]:
        """Return the two hexes that the moving unit is between, and the share of the way."""
        path = self.shot.path
        share = min(1.0, self.elapsed / self.shot.length) * (len(path) - 1)
        leg = min(int(share), max(0, len(path) - 2))
        return path[leg], path[min(leg + 1, len(path) - 1)], share - leg
