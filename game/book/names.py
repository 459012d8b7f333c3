"""What articles are called: the keys of things, and links to them by name."""

from __future__ import annotations

from collections.abc import Iterable

from game.book.article import link
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, PatronId, PlaceId
from game.model.state import View
from game.model.tongue import listed, t, tn
from game.model.units import UnitType


def faction(view: View, id: FactionId) -> str:
    """Return a faction's name as a link, or that it is nobody."""
    known = view.setting.factions.get(id)
    return link(known.name, f"faction {id}") if known else t("nobody")


def factions(view: View, ids: Iterable[FactionId]) -> str:
    """Return factions as a list of links."""
    return listed(faction(view, id) for id in ids) or t("nobody")


def place(view: View, id: PlaceId) -> str:
    """Return a place's name as a link."""
    known = view.setting.board.places.get(id)
    return link(known.name, f"place {id}") if known else t("a place beyond the map")


def places(view: View, ids: Iterable[PlaceId]) -> str:
    """Return places as a list of links."""
    return listed(place(view, id) for id in ids) or t("none")


def patron(view: View, id: PatronId) -> str:
    """Return a patron's name as a link."""
    known = view.setting.politics.patrons.get(id)
    return link(known.name, f"patron {id}") if known else t("a patron")


def unit_type(kind: UnitType) -> str:
    """Return a unit type's name as a link."""
    return link(kind.name, f"unit {kind.id}")


def hex_of(view: View, here: Hex) -> str:
    """Return a hex by name and number as a link to what is known of it."""
    return link(view.setting.board.name_of(here), f"hex {view.setting.board.grid.label(here)}")


def halves(half: int) -> str:
    """Return half points as whole ones: 3 is '1½'."""
    whole, rest = divmod(half, 2)
    return f"{whole or ''}½" if rest else f"{whole}"


def tenths(value: int) -> str:
    """Return tenths as a decimal."""
    return f"{value / 10:g}".replace("-", "−")


def signed(value: int) -> str:
    """Return a number with its sign."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def steps(number: int) -> str:
    """Return a number of steps in words."""
    return tn("{count} step", "{count} steps", number)
