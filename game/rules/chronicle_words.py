"""The words that all parts of the chronicle share: who, where, how many."""

from __future__ import annotations

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, PlaceId
from game.model.scenario import Setting
from game.model.tongue import t, tell, tn


def faction_name(setting: Setting, faction: FactionId) -> str:
    """Return a faction's short name."""
    return tell(setting.factions[faction].short) if faction in setting.factions else t("Nobody")


def place_name(setting: Setting, place: PlaceId) -> str:
    """Return a place's name."""
    return tell(setting.board.places[place].name)


def hex_name(setting: Setting, here: Hex) -> str:
    """Return a hex's name, or that it is off the map."""
    return t("off the map") if here == OFF_MAP else tell(setting.board.name_of(here))


def counted_hexes(count: int) -> str:
    """Return a number of hexes in words."""
    return tn("{count} hex", "{count} hexes", count)


def counted_steps(count: int) -> str:
    """Return a number of steps in words."""
    return tn("{count} step", "{count} steps", count)
