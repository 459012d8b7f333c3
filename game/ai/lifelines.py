"""The roads that armies live by: his, to be cut, and ours, to be kept open."""

from __future__ import annotations

from collections.abc import Mapping

from game.ai.fields import FAR, way_down
from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, UnitId
from game.model.units import Unit
from game.rules.politics.relations import allied, hostile

LONGEST = 40
"""Hexes of road that are followed back from a unit."""


def lifelines(mind: Mind) -> Mapping[Hex, int]:
    """Return the road hexes that feed known hostile forces, and those of ours a foe sits on, with their
    value: two for each step that is fed along them."""
    lines: dict[Hex, int] = {}
    for unit in mind.view.units.values():
        if hostile(mind.view, mind.faction, unit.faction):
            _trace(mind, unit, lines, skip=3)
    ours: dict[Hex, int] = {}
    for unit in mind.own:
        if not mind.cut_off(unit):
            _trace(mind, unit, ours, skip=0)
    around = mind.view.setting.board.grid.around
    for here in mind.picture.foes:
        barred = max(ours.get(near, 0) for near in (here, *around[here]))
        if barred:
            lines[here] = lines.get(here, 0) + barred
    return lines


def nearest_fed(mind: Mind, here: Hex) -> Hex | None:
    """Return the nearest hex that supply reaches, for those who are cut off from it."""
    ways = mind.ways(here)
    fed = [at for at in mind.supply.costs if ways[at] < FAR]
    return min(fed, key=lambda at: (ways[at], mind.supply.costs[at], at), default=None)


def _trace(mind: Mind, unit: Unit, lines: dict[Hex, int], skip: int) -> None:
    """Add the way from a unit's nearest source to what is known to run along it."""
    field = _to_source(mind, unit.faction, unit.at)
    if field is None:
        return
    for here in way_down(mind.view, field, unit.at, LONGEST)[skip:]:
        lines[here] = lines.get(here, 0) + 2 * unit.steps


def _to_source(mind: Mind, faction: FactionId, here: Hex) -> tuple[int, ...] | None:
    """Return the field to the source that is nearest a hex, of those the faction holds."""
    view, board = mind.view, mind.view.setting.board
    home = view.setting.factions[faction]
    fields = [
        mind.field(board.places[place].at)
        for place in (*home.sources, *home.patron_sources)
        if allied(view, faction, view.control[board.places[place].at])
    ]
    near = [field for field in fields if 0 < field[here] < FAR]
    return min(near, key=lambda field: field[here], default=None)


def raid(mind: Mind, units: tuple[Unit, ...], lines: Mapping[Hex, int]) -> dict[UnitId, Hex]:
    """Return mobile units that can sit down on a hostile road this turn without being crushed, and where."""
    view = mind.view
    found: dict[UnitId, Hex] = {}
    options = []
    for unit in units:
        if unit.id not in view.units or "mobile" not in unit.type.traits or unit.moved or unit.attacked:
            continue
        for here in mind.reach(unit, unit.active).costs:
            value = lines.get(here, 0)
            open_road = value >= mind.weights.raid_worth and hostile(view, mind.faction, view.control[here])
            if open_road and mind.picture.threat.get(here, 0) <= mind.weights.raid_shy:
                options.append((-value, here, unit.id))
    for _, here, unit_id in sorted(options):
        if unit_id not in found and here not in found.values() and len(found) < mind.weights.raids:
            found[unit_id] = here
    return found
