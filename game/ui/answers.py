"""The answers to what a person asks of the map, as areas and marks of the Overlay: the lens, supply and what
falls with a hex, zones of control, threats, reach in some turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, SupplyState
from game.model.state import View
from game.rules.foresight import threats
from game.rules.supply import supply_map
from game.rules.supply_cut import Cut, bottleneck, if_falls, traffic
from game.rules.zoc import FULL, zoc_against
from game.ui import theme
from game.ui.lookout import Lookout
from game.ui.overlay import NONE, Overlay
from game.ui.supply_marks import SupplyWays
from game.ui.tiles import Patterned


def with_answers(over: Overlay, desk: Lookout, layers: Iterable[str]) -> Overlay:
    """Lay everything that is asked for over the map."""
    shown = frozenset(layers)
    over = replace(over, patterned=tuple(_patterned(desk, shown)))
    if "supply" in shown:
        over = _with_supply(over, desk)
    return with_fall(over, desk, shown)


def with_fall(over: Overlay, desk: Lookout, layers: Iterable[str]) -> Overlay:
    """Ring the units that would suffer if an enemy held the hex that is looked at."""
    cut = falls(over, desk, layers)
    if cut is None:
        return replace(over, would_starve=NONE, would_strain=NONE)
    units = desk.view.units
    return replace(
        over,
        would_starve=frozenset(units[one].at for one in cut.out),
        would_strain=frozenset(units[one].at for one in cut.strained),
    )


def falls(over: Overlay, desk: Lookout, layers: Iterable[str]) -> Cut | None:
    """Return what would fall with the hex under the pointer, else with the one selected, while supply is
    shown."""
    here = over.hover if over.hover != OFF_MAP else desk.hex
    if "supply" not in layers or here is None or here == OFF_MAP:
        return None
    return if_falls(desk.view, desk.viewer, here)


def bound_faction(desk: Lookout) -> FactionId:
    """Return whom the zones shown bind: the faction of the selected unit, else the viewer's."""
    unit = desk.selected
    return unit.faction if unit is not None else desk.viewer


def _patterned(desk: Lookout, layers: frozenset[str]) -> Iterator[Patterned]:
    view = desk.view
    if "lens" in layers:
        yield from ((hexes, theme.LENS[deed]) for deed, hexes in desk.glass.areas(view).items())
    if "zoc" in layers:
        yield from _zones(view, bound_faction(desk))
    if "threat" in layers:
        yield from _threats(view, desk.viewer)
    reached = desk.glass.reach(view, desk.unit)
    for turn in sorted(set(reached.values()) - {0}):
        yield frozenset(here for here, when in reached.items() if when == turn), theme.IN_TURNS[turn - 1]


def _zones(view: View, faction: FactionId) -> Iterator[Patterned]:
    zoc = zoc_against(view, faction)
    full = frozenset(here for here, strength in zoc.items() if strength == FULL)
    yield full, theme.ZOC_FULL
    yield frozenset(zoc) - full, theme.ZOC_HINDERING


def _threats(view: View, faction: FactionId) -> Iterator[Patterned]:
    found = threats(view, faction)
    many = frozenset(here for here, units in found.items() if len(units) > 1)
    yield many, theme.THREAT_MANY
    yield frozenset(found) - many, theme.THREAT_ONE


def _with_supply(over: Overlay, desk: Lookout) -> Overlay:
    """Mark how far supply reaches, the ways it takes, and the selected unit's with its bottleneck."""
    view, viewer = desk.view, desk.viewer
    traced = supply_map(view, viewer)
    states = {here: traced.state_at(here) for here in (*traced.costs, *traced.pockets)}
    steps = tuple((*step, units) for step, units in sorted(traffic(view, viewer).items()))
    ways = SupplyWays(steps)
    unit = desk.selected
    if unit is not None and unit.faction == viewer and unit.at in traced.costs:
        line = traced.path(unit.at)
        costs = tuple(traced.costs.get(here, 0) for here in line)
        ways = SupplyWays(steps, line, costs, bottleneck(view, viewer, unit.at))
    return replace(over, supply_full=_in(states, SupplyState.FULL), supply_ways=ways,
                   supply_strained=_in(states, SupplyState.STRAINED))  # fmt: skip


def _in(states: dict[Hex, SupplyState], state: SupplyState) -> frozenset[Hex]:
    return frozenset(here for here, one in states.items() if one is state)
