"""What a faction is told of an event (8.1): its own doings whole, of others' only what was clearly seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from game.hexgrid.coords import OFF_MAP, Hex
from game.model import events as ev
from game.model.events import Event
from game.model.kinds import FactionId, Sight, SupplyState
from game.model.state import State
from game.model.units import Unit
from game.rules.politics.relations import allies

Looks = tuple[Mapping[Hex, Sight], Mapping[Hex, Sight]]
"""What a faction saw before some events and what it sees after them."""

PUBLIC = (
    ev.TurnBegan,
    ev.ImpulseBegan,
    ev.CityPressed,
    ev.HarmDone,
    ev.TensionChanged,
    ev.SymbolTaken,
    ev.MilestoneReached,
    ev.GameEnded,
    ev.CrossingChanged,
    ev.RelationChanged,
    ev.NoticeGiven,
    ev.TruceSet,
    ev.HotlineCalled,
    ev.FireOpened,
    ev.Grounded,
    ev.RingClosed,
    ev.LeaveAsked,
    ev.RungClimbed,
    ev.Enforced,
    ev.LeaveChanged,
    ev.GateSet,
    ev.PlaceRevalued,
    ev.AreaChanged,
    ev.ApprovalChanged,
    ev.FieldChanged,
    ev.CorridorChanged,
    ev.RouteCut,
    ev.CohesionChanged,
    ev.InfightingSet,
    ev.UnitTurned,
    ev.PostPlaced,
    ev.FateSet,
    ev.WeatherTurned,
    ev.CardPlayed,
    ev.FlagSet,
    ev.Conceded,
    ev.CheckHeld,
    ev.TalksOpened,
    ev.PartitionFixed,
)
"""What the whole world hears of."""

PRIVATE = (
    ev.Activated,
    ev.CommandSpent,
    ev.FreeAttackUsed,
    ev.Surged,
    ev.AxisNamed,
    ev.PostureSet,
    ev.DugIn,
    ev.SupplyChecked,
    ev.DumpChanged,
    ev.ArrivalSettled,
    ev.Recalled,
    ev.Replaced,
    ev.PointsScored,
    ev.Halted,
    ev.Merged,
    ev.AssetsChecked,
    ev.Observed,
    ev.Witnessed,
    ev.AttackMarked,
    ev.ImpulseEnded,
    ev.DepotMoved,
    ev.Disrupted,
    ev.AirSpent,
    ev.WentAbroad,
    ev.FavourChanged,
    ev.KeyGiven,
    ev.CellsChanged,
    ev.BeltChanged,
    ev.ChitsChanged,
    ev.StandingSet,
    ev.RemnantsChanged,
    ev.CardDrawn,
    ev.MeansGranted,
    ev.Asked,
    ev.EventFired,
    ev.OfferMade,
    ev.OfferSettled,
)
"""What only the faction concerned and its allies hear of."""


def witnesses(state: State, faction: FactionId, looks: Looks, event: Event) -> bool:
    """8.1 Whether a faction learns of an event: its own, its allies', public, or clearly seen."""
    if isinstance(event, PUBLIC):
        return True
    if isinstance(event, ev.Announced):
        return event.to in (None, faction)
    if owners_of(event).intersection(allies(state, faction)):
        return True
    if isinstance(event, PRIVATE):
        return False
    return any(clearly(looks, here) for here in places_of(event))


def as_told(state: State, faction: FactionId, event: Event, looks: Looks) -> Event:
    """8.1 Return an event as a faction is told it: of others' doings only what was seen."""
    if owners_of(event).intersection(allies(state, faction)):
        return event
    changes: dict[str, object] = {}
    for name in ("path", "hexes"):
        if hasattr(event, name):
            changes[name] = tuple(here for here in getattr(event, name) if clearly(looks, here))
    for name in ("command", "transport"):
        if isinstance(event, ev.TurnBegan):
            changes[name] = {who: points for who, points in getattr(event, name).items() if who == faction}
    unit = getattr(event, "unit", None)
    if isinstance(unit, Unit):
        changes["unit"] = _glimpsed(unit, changes.get("path"), looks)
        if isinstance(event, ev.Enforced) and not clearly(looks, event.at):
            changes["at"] = OFF_MAP
    return replace(event, **changes) if changes else event  # type: ignore[arg-type]


def _glimpsed(unit: Unit, path: object, looks: Looks) -> Unit:
    """8.1 Return a unit of another faction where it was first seen, or nowhere when it was not."""
    at = unit.at
    if at != OFF_MAP and not clearly(looks, at):
        at = path[0] if isinstance(path, tuple) and path else OFF_MAP
    return replace(masked(unit), at=at, start=at)


def clearly(looks: Looks, here: Hex) -> bool:
    """8.1 Whether a hex is seen well enough to identify what happens there, before or after it happened."""
    return any(seen.get(here, Sight.UNKNOWN) >= Sight.KNOWN for seen in looks)


def owners_of(event: Event) -> set[FactionId]:
    """8.2 Return the factions whose own business an event is."""
    owners: set[FactionId] = set()
    if isinstance(event, ev.Fought):
        return {event.report.attacker, event.report.defender}
    if isinstance(event, ev.Observed | ev.Witnessed):
        return owners
    if isinstance(event, ev.OfferMade | ev.OfferSettled):
        return {event.offer.maker, event.offer.receiver}
    faction = getattr(event, "faction", None)
    if faction is not None:
        owners.add(faction)
    unit = getattr(event, "unit", None)
    if isinstance(unit, Unit):
        owners.add(unit.faction)
    return owners


def places_of(event: Event) -> tuple[Hex, ...]:
    """8.1 Return the hexes in which an event can be seen to happen."""
    match event:
        case ev.Moved(path=path) | ev.FellBack(path=path) | ev.Retreated(path=path) | ev.Advanced(path=path):
            return path
        case ev.StepsLost(at=at) | ev.Interdicted(at=at) | ev.Shelled(at=at) | ev.MissionFlown(at=at):
            return (at,)
        case ev.Fought(report=report):
            return (report.target,)
        case ev.ControlPassed(hexes=hexes):
            return hexes
        case ev.Arrived(unit=unit) | ev.Withdrawn(unit=unit):
            return (unit.at,) if unit.at != OFF_MAP else ()
    return ()


def masked(unit: Unit) -> Unit:
    """8.2 Return an identified unit of another faction without what cannot be seen of it."""
    return replace(
        unit,
        active=False,
        done=False,
        moved=False,
        attacked=False,
        fought=False,
        posed=False,
        supply=SupplyState.FULL,
        hungry=0,
        start=unit.at,
        abroad=0,
    )
