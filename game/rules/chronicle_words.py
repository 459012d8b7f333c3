"""The words that all parts of the chronicle share: who, where, how many."""

from __future__ import annotations

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, PlaceId
from game.model.scenario import Setting


def faction_name(setting: Setting, faction: FactionId) -> str:
    """Return a faction's short name."""
    return setting.factions[faction].short if faction in setting.factions else "Nobody"


def place_name(setting: Setting, place: PlaceId) -> str:
    """Return a place's name."""
    return setting.board.places[place].name


def hex_name(setting: Setting, here: Hex) -> str:
    """Return a hex's name, or that it is off the map."""
    return "off the map" if here == OFF_MAP else setting.board.name_of(here)


def counted_steps(count: int) -> str:
    """Return a number of steps in words."""
    return f"{count} step{'s' if count != 1 else ''}"
