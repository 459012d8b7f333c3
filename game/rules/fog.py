"""Fog of war (8.1): what each faction sees and remembers; what it is told of events is in witness.py.

A look has a strength that falls with distance; concealment weakens it; two or more identifies a unit,
one shows that something is there. What goes out of sight stays as a ghost that ages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.events import Event
from game.model.facts import Sighting
from game.model.kinds import AirMission, FactionId, Sight, UnitId
from game.model.scenario import Setting
from game.model.state import State
from game.model.units import Unit
from game.rules.play import Play
from game.rules.politics.relations import allies
from game.rules.witness import as_told, masked, witnesses

WEAK, CLEAR = 1, 2


@lru_cache(maxsize=16)
def concealment(setting: Setting) -> tuple[int, ...]:
    """8.1 Return how much each hex's terrain weakens a look."""
    return tuple(terrain.conceal for terrain in setting.board.terrain)


class Look(NamedTuple):
    """What is seen from one hex: every hex in which something shows, and those seen clearly."""

    shown: tuple[Hex, ...]
    clear: tuple[Hex, ...]


@lru_cache(maxsize=65536)
def looks_from(setting: Setting, here: Hex, strengths: tuple[int, ...]) -> Look:
    """8.1 Return what a look with these strengths by distance shows from a hex."""
    conceal, grid = concealment(setting), setting.board.grid

    def strength(near: Hex) -> int:
        distance = grid.distance(here, near)
        return strengths[distance] - (conceal[near] if distance else 0)

    around = tuple(grid.within(here, len(strengths) - 1))
    return Look(
        tuple(near for near in around if strength(near) >= WEAK),
        tuple(near for near in around if strength(near) >= CLEAR),
    )


@lru_cache(maxsize=65536)
def unit_look(setting: Setting, here: Hex, strengths: tuple[int, ...]) -> Look:
    """8.1 Return what a unit sees from a hex: it notices whatever is next to it, else what it met could not
    be attacked."""
    look, around = looks_from(setting, here, strengths), setting.board.grid.around[here]
    return Look(tuple(dict.fromkeys((*look.shown, *around))), look.clear)


def vision_of(state: State, faction: FactionId, flights: Iterable[Look] = ()) -> Mapping[Hex, Sight]:
    """8.1 Return how well a faction sees each hex: its own and its allies' units and towns, and what
    was flown over just now."""
    setting, figures = state.setting, state.setting.rules.fog
    friends = set(allies(state, faction))
    eyes = (unit for unit in state.units.values() if unit.faction in friends)
    posts = {(unit.at, figures.recon if "recon" in unit.type.traits else figures.unit): None for unit in eyes}
    towns = (here for here in setting.asset_hexes if state.control[here] in friends)
    looks = [
        *flights,
        *(unit_look(setting, here, strengths) for here, strengths in posts),
        *(looks_from(setting, here, figures.town) for here in towns),
    ]
    shown = set[Hex]().union(*(look.shown for look in looks))
    clear = set[Hex]().union(*(look.clear for look in looks))
    return {**dict.fromkeys(shown, Sight.PRESENCE), **dict.fromkeys(clear, Sight.KNOWN)}


def observe(play: Play, since: int = 0) -> None:
    """8.1 Bring every faction's knowledge up to date after events, and tell it what it witnessed."""
    state, events = play.state, tuple(play.events[since:])
    movers = moved_factions(events)
    for faction in state.setting.factions:
        before = state.knowledge[faction].vision
        vision = before
        if movers.intersection(allies(state, faction)):
            vision = vision_of(state, faction, _flights(play, faction, events))
        if vision is not before or _concerns(state, faction, events):
            _see(play, state, faction, vision, events)
        looks = (before, vision)
        told = tuple(
            as_told(state, faction, event, looks)
            for event in events
            if witnesses(state, faction, looks, event)
        )
        if told:
            play.enter(ev.Witnessed(faction, told))


def _concerns(state: State, faction: FactionId, events: tuple[Event, ...]) -> bool:
    """Whether events may change what a faction sees though its eyes did not move."""
    known = state.knowledge[faction]
    for event in events:
        if isinstance(event, ev.Fought):
            return True
        if isinstance(event, ev.ControlPassed) and any(here in known.vision for here in event.hexes):
            return True
        unit = getattr(event, "unit", None)
        if isinstance(unit, Unit):
            now = state.units.get(unit.id)
            if unit.id in known.sightings or (now is not None and now.at in known.vision):
                return True
    return False


def moved_factions(events: tuple[Event, ...]) -> set[FactionId]:
    """8.1 Return the factions whose eyes may have moved."""
    movers: set[FactionId] = set()
    for event in events:
        if isinstance(event, _MOVING):
            movers.add(event.unit.faction)
        elif isinstance(event, ev.UnitTurned):
            movers.update((event.unit.faction, event.to))
        elif isinstance(event, ev.ControlPassed | ev.MissionFlown):
            movers.add(event.faction)
        elif isinstance(event, ev.RelationChanged):
            movers.add(event.actor)
        elif isinstance(event, ev.TurnBegan):
            movers.update(event.command)
    return movers


_MOVING = (
    ev.Moved,
    ev.Advanced,
    ev.Retreated,
    ev.FellBack,
    ev.Arrived,
    ev.Withdrawn,
    ev.StepsLost,
    ev.Merged,
)


def _flights(play: Play, faction: FactionId, events: tuple[Event, ...]) -> tuple[Look, ...]:
    """6.2 Air reconnaissance reveals two hexes about its target, as far as the ground conceals not."""
    figures = play.state.setting.rules
    strengths = (figures.fog.air,) * (figures.air.recon_radius + 1)
    return tuple(
        looks_from(play.state.setting, event.at, strengths)
        for event in events
        if isinstance(event, ev.MissionFlown)
        and event.mission is AirMission.RECON
        and event.success
        and event.faction == faction
    )


def _see(
    play: Play, state: State, faction: FactionId, vision: Mapping[Hex, Sight], events: tuple[Event, ...]
) -> None:
    """Enter what a faction now sees, if anything in it is new."""
    known = state.knowledge[faction]
    sightings = sightings_of(state, faction, vision, fighters(events))
    control = control_seen(state, known.control, vision)
    if vision is not known.vision or control is not known.control or sightings != known.sightings:
        play.enter(ev.Observed(faction, vision, sightings, control))


def fighters(events: tuple[Event, ...]) -> frozenset[UnitId]:
    """8.1 Return the units that a fight has shown for what they are."""
    shown: set[UnitId] = set()
    for event in events:
        if isinstance(event, ev.Fought):
            shown.update(event.report.attackers)
            shown.update(event.report.defenders)
    return frozenset(shown)


def sightings_of(
    state: State, faction: FactionId, vision: Mapping[Hex, Sight], shown: frozenset[UnitId]
) -> Mapping[UnitId, Sighting]:
    """8.1 Return fresh sightings and the ghosts of old ones that are not disproved or too old."""
    old = state.knowledge[faction].sightings
    friends = set(allies(state, faction))
    oldest = state.turn - state.setting.rules.fog.ghost_turns
    found: dict[UnitId, Sighting] = {}
    for unit in state.units.values():
        if unit.faction in friends:
            continue
        sight = vision.get(unit.at, Sight.UNKNOWN)
        before = old.get(unit.id)
        if sight and unit.id in shown:
            sight = Sight.KNOWN
        if sight:
            found[unit.id] = _sighting(unit, sight, state.turn, before)
        elif before and before.turn >= oldest and before.at not in vision:
            found[unit.id] = before
    for key, ghost in old.items():
        if key not in state.units and ghost.turn >= oldest and ghost.at not in vision:
            found[key] = ghost
    return found


def _sighting(unit: Unit, sight: Sight, turn: int, before: Sighting | None) -> Sighting:
    """Return a sighting, the very same one while nothing new can be seen."""
    if before is not None and before.at == unit.at:
        if before.turn == turn:
            sight = max(sight, before.sight)
        if before.sight == sight and before.turn == turn and _looks_like(before.unit, unit):
            return before
    return Sighting(masked(unit), unit.at, sight, turn)


def _looks_like(seen: Unit, unit: Unit) -> bool:
    """Whether nothing that can be seen of a unit has changed."""
    return (
        seen.steps == unit.steps
        and seen.faction == unit.faction
        and seen.dig_in == unit.dig_in
        and seen.posture is unit.posture
        and seen.marched == unit.marched
        and seen.disrupted == unit.disrupted
    )


def control_seen(
    state: State, known: tuple[FactionId, ...], vision: Mapping[Hex, Sight]
) -> tuple[FactionId, ...]:
    """8.1 Return control as last seen."""
    truth = state.control
    news = [here for here in vision if known[here] != truth[here]]
    if not news:
        return known
    seen = list(known)
    for here in news:
        seen[here] = truth[here]
    return tuple(seen)


def reported(state: State, faction: FactionId, units: Iterable[Unit]) -> Mapping[UnitId, Sighting]:
    """8.1 Return sightings of units whose presence is public at the start."""
    friends = set(allies(state, faction))
    return {
        unit.id: Sighting(unit, unit.at, Sight.KNOWN, state.turn)
        for unit in units
        if unit.faction not in friends
    }
