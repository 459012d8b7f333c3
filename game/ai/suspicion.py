"""Who must be taken to stand where nobody has counted: contacts without a face, garrisons behind walls."""

from __future__ import annotations

from dataclasses import replace

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, Mobility
from game.model.state import View
from game.model.units import Unit, UnitType
from game.rules.politics.relations import enemies

STRANGER = UnitType("stranger", "Unidentified", "infantry", "battalion", Mobility.LEG, 4, 5, 3, 10)
"""What an unidentified contact is taken for."""
A_DISTRICT = 3
"""Steps that are taken to hold a district of which nothing is known."""


def suspecting(view: View, target: Hex) -> View:
    """Return a View in which everything that must be taken to stand in a hex is a unit, so that the preview
    counts it once: contacts, and the garrison of a city that nobody has counted."""
    faces = [contact for contact in view.contacts if contact.at == target]
    strangers = [
        contact.unit or _stranger(view, n, contact.faction, target) for n, contact in enumerate(faces)
    ]
    strangers += _garrison(view, target, sum(unit.steps for unit in strangers))
    if not strangers:
        return view
    units = dict(view.units)
    for unit in strangers:
        units.setdefault(unit.id, unit)
    elsewhere = tuple(contact for contact in view.contacts if contact.at != target)
    return replace(view, units=units, contacts=elsewhere)


def _stranger(view: View, number: int, faction: FactionId, at: Hex) -> Unit:
    works = view.setting.board.terrain[at].dig_in // 2
    return Unit(f"?{number}", STRANGER, faction, "", "?", STRANGER.steps, at, dig_in=works)


def _garrison(view: View, target: Hex, suspected: int) -> list[Unit]:
    """Return the men who must be in a city beside those one knows of: a company or two a district."""
    plan = view.setting.city_at.get(target)
    if plan is None:
        return []
    if any(unit.faction == view.faction for unit in view.units_at(target)):
        return []  # who stands in a city sees who else does
    foes = enemies(view, view.faction)
    known = suspected + sum(unit.steps for unit in view.units_at(target) if unit.faction in foes)
    holders = {foe: view.cities[plan.place].holders.get(foe, 0) for foe in foes}
    holder = max(holders, key=lambda foe: (holders[foe], foe), default="")
    missing = A_DISTRICT * holders.get(holder, 0) - known
    return [_stranger(view, 100 + n, holder, target) for n in range(missing // STRANGER.steps)]
