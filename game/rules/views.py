"""The View of one faction (8.2): built from its knowledge, never from the truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from game.hexgrid.coords import Hex
from game.model.affairs import Belt, Cell
from game.model.facts import Contact, Depot
from game.model.kinds import DepotId, FactionId, PlaceId, Sight
from game.model.state import Knowledge, State, View
from game.model.units import Unit
from game.rules.politics.relations import allies

V = TypeVar("V")
H = TypeVar("H", Belt, Cell)


_PUBLIC = (
    "setting", "turn", "impulse", "active", "ending", "relations", "crossings", "cities", "air", "attacked",
    "assaulted", "interdicted", "tension", "harm", "scores", "affairs", "talks",
)  # fmt: skip
"""The fields of a State that are no secret from anybody."""


def view_of(state: State, faction: FactionId) -> View:
    """8.2 Return the game as `faction` knows it."""
    public: dict[str, Any] = {name: getattr(state, name) for name in _PUBLIC}
    friends, known, acting = allies(state, faction), state.knowledge[faction], state.active == faction
    seen, contacts = _seen(state, known)
    own = {key: unit for key, unit in state.units.items() if unit.faction in friends}
    return View(
        **public,
        faction=faction,
        units={**own, **seen},
        contacts=contacts,
        vision=known.vision,
        control=known.control,
        log=known.log,
        dumps=_own_dumps(state, friends),
        depots=_known_depots(state, friends, known),
        command=_only(state.command, faction),
        impulse_command=state.impulse_command if acting else 0,
        free_attacks=state.free_attacks if acting else (),
        recalled=state.recalled if acting else (),
        transport=_only(state.transport, faction),
        axis=_only(state.axis, faction),
        surges=_only(state.surges, faction),
        points=_only(state.points, faction),
        losses=_only(state.losses, faction),
        desks=_only(state.desks, faction),
        offers=tuple(offer for offer in state.offers if faction in (offer.maker, offer.receiver)),
        cells=_noticed(state.cells, friends, own),
        belts=_noticed(state.belts, friends, own),
        schedule=_schedule(state, faction),
        reserves={key: one for key, one in state.recallable.items() if one.units[0].faction == faction},
    )


def _only(mapping: Mapping[FactionId, V], faction: FactionId) -> Mapping[FactionId, V]:
    """Return a faction's own entry of a mapping."""
    return {faction: mapping[faction]} if faction in mapping else {}


def _noticed(
    hidden: Mapping[Hex, H], friends: tuple[FactionId, ...], own: Mapping[str, Unit]
) -> Mapping[Hex, H]:
    """15.6 Return what is hidden in the ground by friends, or where a friend's unit stands."""
    stood = {unit.at for unit in own.values()} if hidden else set()
    return {here: one for here, one in hidden.items() if one.faction in friends or here in stood}


def _seen(state: State, known: Knowledge) -> tuple[dict[str, Unit], tuple[Contact, ...]]:
    """Return the identified units of others in sight, and contacts for everything else remembered."""
    units: dict[str, Unit] = {}
    contacts = []
    for key, sighting in known.sightings.items():
        fresh = sighting.turn == state.turn and sighting.at in known.vision
        if fresh and sighting.sight is Sight.KNOWN:
            units[key] = sighting.unit
        else:
            age = 0 if fresh else max(1, state.turn - sighting.turn)
            unit = sighting.unit if sighting.sight is Sight.KNOWN else None
            contacts.append(Contact(sighting.unit.faction, sighting.at, age, unit))
    contacts.sort(key=lambda contact: (contact.at, contact.faction, contact.age))
    return units, tuple(contacts)


def _own_dumps(state: State, friends: tuple[FactionId, ...]) -> Mapping[PlaceId, int]:
    return {
        place: halves
        for place, halves in state.dumps.items()
        if state.setting.pockets[place].faction in friends
    }


def _known_depots(state: State, friends: tuple[FactionId, ...], known: Knowledge) -> Mapping[DepotId, Depot]:
    return {
        key: depot
        for key, depot in state.depots.items()
        if depot.faction in friends or known.vision.get(depot.at, 0) >= Sight.KNOWN
    }


def _schedule(state: State, faction: FactionId) -> tuple[tuple[int, str, str], ...]:
    coming = (
        (state.late[arrival.id], arrival.id, arrival.text)
        for arrival in state.scenario.arrivals
        if arrival.id in state.late and arrival.units[0].faction == faction
    )
    return tuple(sorted(coming))
