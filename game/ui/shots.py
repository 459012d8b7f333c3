"""Events as a film: what the map looked like before each of them, and what is to be seen of it.

A film is cut backwards from the present View, so it shows nothing that its viewer does not know by now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import get_args

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.events.politics import PoliticalEvent
from game.model.events.table import TableEvent
from game.model.kinds import CrossingId, CrossingState, FactionId, SupplyState, UnitId
from game.model.state import View
from game.model.units import Unit
from game.ui.scenes import place_of

Tell = Callable[[ev.Event], str | None]
Held = tuple[FactionId, ...]
Ground = tuple[Held, Mapping[CrossingId, CrossingState]]
"""Who holds each hex, and how crossings are."""


class Kind(StrEnum):
    """What is to be seen in a shot."""

    MOVE = "move"
    RETREAT = "retreat"
    ADVANCE = "advance"
    FIGHT = "fight"
    LOSS = "loss"
    SHELL = "shell"
    AIR = "air"
    CAPTURE = "capture"
    ARRIVE = "arrive"
    LEAVE = "leave"
    TURN = "turn"
    SUPPLY = "supply"
    CROSSING = "crossing"
    CELLS = "cells"
    SIGN = "sign"
    CARD = "card"


KINDS: dict[type, Kind] = {
    ev.Moved: Kind.MOVE, ev.FellBack: Kind.RETREAT, ev.Retreated: Kind.RETREAT, ev.Advanced: Kind.ADVANCE,
    ev.Fought: Kind.FIGHT, ev.StepsLost: Kind.LOSS, ev.Shelled: Kind.SHELL, ev.MissionFlown: Kind.AIR,
    ev.Enforced: Kind.AIR, ev.Arrived: Kind.ARRIVE, ev.Withdrawn: Kind.LEAVE, ev.UnitTurned: Kind.TURN,
    ev.SupplyChecked: Kind.SUPPLY, ev.CrossingChanged: Kind.CROSSING, ev.CellsChanged: Kind.CELLS,
    ev.CityPressed: Kind.SIGN, ev.Halted: Kind.SIGN, ev.SymbolTaken: Kind.SIGN, ev.Interdicted: Kind.SIGN,
    ev.RouteCut: Kind.SIGN, ev.PostPlaced: Kind.SIGN, ev.FieldChanged: Kind.SIGN, ev.GateSet: Kind.SIGN,
    ev.HarmDone: Kind.SIGN,
}  # fmt: skip
QUIET = (
    ev.ChitsChanged, ev.FavourChanged, ev.FireOpened, ev.KeyGiven, ev.StandingSet, ev.RemnantsChanged,
    ev.WentAbroad, ev.BeltChanged, ev.FlagSet, ev.EventFired, ev.CheckHeld,
)  # fmt: skip
"""What happens between factions and is not worth stopping a film for."""
CARDS = (
    *(one for one in (*get_args(PoliticalEvent), *get_args(TableEvent)) if one not in (*QUIET, *KINDS)),
    ev.TensionChanged, ev.MilestoneReached, ev.GameEnded,
)  # fmt: skip
MOST_ON_A_CARD = 6
PATHS = (Kind.MOVE, Kind.RETREAT, Kind.ADVANCE)
HEX_MS, LEAST_MS, MOST_MS = 130, 420, 2000
LENGTHS = {
    Kind.FIGHT: 1900, Kind.LOSS: 850, Kind.SHELL: 1200, Kind.AIR: 1500, Kind.CAPTURE: 800, Kind.ARRIVE: 700,
    Kind.LEAVE: 600, Kind.TURN: 1100, Kind.SUPPLY: 1100, Kind.CROSSING: 1000, Kind.CELLS: 1100,
    Kind.SIGN: 900,
}  # fmt: skip
CARD_MS, LINE_MS = 1500, 900
"""How long a card stands, and how much longer for each line on it."""


@dataclass(frozen=True)
class Shot:
    """One event of a film: the View before it, the moving unit and its way or the hex where it happens."""

    view: View
    event: ev.Event
    text: str
    unit: Unit | None
    path: tuple[Hex, ...]
    at: Hex | None
    kind: Kind = Kind.SIGN
    actor: FactionId = ""
    """Whose impulse it is."""
    lines: tuple[str, ...] = ()
    """What a card says."""
    marks: tuple[tuple[Hex, str], ...] = ()
    """Hexes that light up, each with how it is meant: `out`, `strained`, `full`, or a faction."""

    @property
    def length(self) -> int:
        """How long it lasts at speed 1, in milliseconds."""
        if self.kind is Kind.CARD:
            return CARD_MS + LINE_MS * len(self.lines)
        if self.path:
            return min(MOST_MS, max(LEAST_MS, HEX_MS * (len(self.path) - 1)))
        return LENGTHS.get(self.kind, LENGTHS[Kind.SIGN])


def film_of(
    view: View, events: Iterable[ev.Event], tell: Tell, start: View | None = None, cards: bool = False
) -> tuple[Shot, ...]:
    """Return the shots of a film that ends in the present View. With the View from which it starts, ground
    and crossings change hands during it; with `cards`, what is not seen on the map is told on cards."""
    happened = list(events)
    ground = _grounds(view, happened, start)
    units, shots, actors = dict(view.units), list[Shot](), _actors(happened)
    for at, event in reversed(list(enumerate(happened))):
        units = before(units, event)
        kind = _kind_of(happened, at, tell)
        text = tell(event) or ""
        if kind is None and cards and text and isinstance(event, CARDS):
            kind = Kind.CARD
        if kind is not None:
            ghosts = tuple(one for one in view.contacts if one.unit is None or one.unit.id not in units)
            held, crossings = ground[at]
            there = replace(
                view, units=dict(sorted(units.items())), contacts=ghosts, control=held, crossings=crossings
            )
            shots.append(_shot(there, event, text, kind, actors[at]))
    return _gathered(tuple(reversed(shots)))


def _kind_of(events: Sequence[ev.Event], at: int, tell: Tell) -> Kind | None:
    """Return what is to be seen of an event on the map, None for nothing."""
    event = events[at]
    if isinstance(event, ev.ControlPassed):
        return Kind.CAPTURE if event.hexes and (tell(event) or _seized(events, at)) else None
    if isinstance(event, ev.SupplyChecked) and not event.units:
        return None
    if isinstance(event, ev.Interdicted) and at and isinstance(events[at - 1], ev.MissionFlown):
        return None
    return KINDS.get(type(event))


def _shot(view: View, event: ev.Event, text: str, kind: Kind, actor: FactionId) -> Shot:
    path: tuple[Hex, ...] = getattr(event, "path", ()) if kind in PATHS else ()
    unit = getattr(event, "unit", None)
    moving = unit if isinstance(unit, Unit) and path else None
    where = None if path else place_of(view.setting.board, event)
    marks = _marks(view, event)
    if where is None and marks:
        where = marks[0][0]
    return Shot(view, event, text, moving, tuple(path), where, kind, actor, (text,), marks)


def _marks(view: View, event: ev.Event) -> tuple[tuple[Hex, str], ...]:
    if isinstance(event, ev.ControlPassed):
        return tuple((here, event.faction) for here in event.hexes)
    if not isinstance(event, ev.SupplyChecked):
        return ()
    names = {SupplyState.OUT: "out", SupplyState.STRAINED: "strained", SupplyState.FULL: "full"}
    found = ((view.units.get(unit), names[state]) for unit, state, turns in event.units if turns <= 1)
    spots = {unit.at: name for unit, name in found if unit is not None and unit.at >= 0}
    return tuple(sorted(spots.items()))


def _gathered(shots: tuple[Shot, ...]) -> tuple[Shot, ...]:
    """Put what would be told on several cards in a row onto one, without what nothing is to be seen of."""
    kept: list[Shot] = []
    for shot in shots:
        if shot.kind is Kind.SUPPLY and not shot.marks:
            continue
        last = kept[-1] if kept else None
        if (
            last is not None
            and shot.kind is last.kind is Kind.CARD
            and len(last.lines) < MOST_ON_A_CARD
            and shot.actor == last.actor
        ):
            kept[-1] = replace(last, lines=tuple(dict.fromkeys((*last.lines, *shot.lines))))
        else:
            kept.append(shot)
    return tuple(kept)


def _actors(events: Sequence[ev.Event]) -> list[FactionId]:
    """Return in whose impulse each event happened, as far as the events themselves say."""
    acting, found = "", list[FactionId]()
    for event in events:
        if isinstance(event, ev.ImpulseBegan):
            acting = event.faction
        elif isinstance(event, ev.TurnBegan):
            acting = ""
        found.append(acting)
    return found


def _grounds(view: View, events: Sequence[ev.Event], start: View | None) -> list[Ground]:
    """Return who held the ground, and how crossings were, before each event."""
    if start is None:
        return [(view.control, view.crossings)] * len(events)
    held: Held = start.control
    crossings = start.crossings
    found: list[Ground] = []
    for event in events:
        found.append((held, crossings))
        if isinstance(event, ev.CrossingChanged):
            crossings = {**crossings, event.crossing: event.state}
        held = _held_after(held, event, view.control)
    return found


def _held_after(held: Held, event: ev.Event, last: Held) -> Held:
    """Return who holds the ground after an event: what it says, and what a unit takes that goes through."""
    if isinstance(event, ev.ControlPassed):
        taken, by = event.hexes, event.faction
    elif isinstance(event, ev.Moved | ev.Advanced):
        by = event.unit.faction
        taken = tuple(here for here in event.path if last[here] == by)
    else:
        return held
    changed = [here for here in taken if held[here] != by]
    if not changed:
        return held
    ground = list(held)
    for here in changed:
        ground[here] = by
    return tuple(ground)


def _seized(events: Sequence[ev.Event], at: int) -> bool:
    """Whether an event is a town that passes to another without a fight: not the ground that a move takes."""
    between = (ev.UnitTurned, ev.Retreated, ev.StepsLost, ev.ControlPassed)
    cause = next((one for one in reversed(events[:at]) if not isinstance(one, between)), None)
    return isinstance(cause, ev.CohesionChanged)


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
