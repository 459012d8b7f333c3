"""The answers to what a person asks of the map, as areas and marks of the Overlay: the lens, supply and what
falls with a hex, zones of control, threats, reach in some turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from game.hexgrid.coords import OFF_MAP, Hex
from game.model.kinds import FactionId, SupplyState
from game.model.state import View
from game.model.tongue import mark, short_date, t
from game.rules.foresight import threats
from game.rules.lens import Deed
from game.rules.supply import supply_map
from game.rules.supply_cut import Cut, bottleneck, if_falls, traffic
from game.rules.zoc import FULL, zones_by_owner
from game.ui import theme
from game.ui.lookout import Lookout
from game.ui.overlay import NONE, Overlay
from game.ui.supply_marks import SupplyWays
from game.ui.theme import AreaLook

DEEDS = {
    Deed.STRIKE: mark("may strike and enter"),
    Deed.PRICE: mark("may strike, at a price"),
    Deed.FIRE: mark("may strike, not enter"),
    Deed.MEET: mark("may enforce its ring"),
    Deed.RISK: mark("in a ring: may be met there"),
    Deed.SHADOW: mark("may only shadow"),
    Deed.SHELTER: mark("an enemy is sheltered"),
    Deed.PASS: mark("may pass by road"),
    Deed.SHARE: mark("friends: all is shared"),
    Deed.CLOSED: mark("may not enter"),
}
"""What each deed of the lens is called, of the faction that acts."""


class Answer(NamedTuple):
    """Hexes of which the same is to be said, how they are filled, and what it is."""

    hexes: frozenset[Hex]
    look: AreaLook
    text: str


def with_answers(over: Overlay, desk: Lookout, layers: Iterable[str]) -> Overlay:
    """Lay everything that is asked for over the map."""
    shown = frozenset(layers)
    over = replace(over, patterned=tuple((one.hexes, one.look) for one in answers(desk, shown)))
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


def answers(desk: Lookout, layers: frozenset[str]) -> list[Answer]:
    """Return the areas that are asked for, from the bottom up; the lens covers the whole map."""
    view, found = desk.view, []  # type: View, list[Answer]
    if "lens" in layers:
        areas = desk.glass.areas(view)
        found += [Answer(hexes, theme.LENS[deed], DEEDS[deed]) for deed, hexes in areas.items()]
    if "supply" in layers:
        found += _supply(view, desk.viewer)
    if "zoc" in layers:
        found += _zones(view, bound_faction(desk))
    if "threat" in layers:
        found += _threats(view, desk.viewer)
    return [one for one in (*found, *_in_turns(desk)) if one.hexes]


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


def _supply(view: View, faction: FactionId) -> Iterator[Answer]:
    """7.2 Yield how far supply reaches in full and strained."""
    traced = supply_map(view, faction)
    for state, look, text in (
        (SupplyState.FULL, theme.SUPPLY_GOOD, t("in supply")),
        (SupplyState.STRAINED, theme.SUPPLY_WEAK, t("strained supply")),
    ):
        reached = (*traced.costs, *traced.pockets)
        yield Answer(frozenset(here for here in reached if traced.state_at(here) is state), look, text)


def _zones(view: View, faction: FactionId) -> Iterator[Answer]:
    """3.1 Yield the zones that bind a faction, of each owner on his own."""
    for owner, zone in zones_by_owner(view, faction).items():
        name = view.setting.factions[owner].short
        full = frozenset(here for here, strength in zone.items() if strength == FULL)
        yield Answer(full, theme.ZOC_FULL, t("zones of {name}", name=name))
        yield Answer(
            frozenset(zone) - full, theme.ZOC_HINDERING, t("zones of {name} that only hinder", name=name)
        )


def _threats(view: View, faction: FactionId) -> Iterator[Answer]:
    """Yield where one enemy in sight could come, and where several."""
    found = threats(view, faction)
    many = frozenset(here for here, units in found.items() if len(units) > 1)
    yield Answer(many, theme.THREAT_MANY, t("several enemies could come"))
    yield Answer(frozenset(found) - many, theme.THREAT_ONE, t("one enemy could come"))


def _in_turns(desk: Lookout) -> Iterator[Answer]:
    """2.1 Yield where the selected unit could be in each of the turns shown."""
    reached, clock = desk.glass.reach(desk.view, desk.unit), desk.view.setting.clock
    for turn in sorted(set(reached.values()) - {0}):
        hexes = frozenset(here for here, when in reached.items() if when == turn)
        number = desk.view.turn + turn - 1
        day = clock.date_of(number)
        yield Answer(
            hexes,
            theme.IN_TURNS[turn - 1],
            t("by turn {number}, {date}", number=number, date=short_date(day, year=False)),
        )


def _with_supply(over: Overlay, desk: Lookout) -> Overlay:
    """Mark the ways that supply takes, and the selected unit's with its bottleneck."""
    view, viewer = desk.view, desk.viewer
    traced = supply_map(view, viewer)
    steps = tuple((*step, units) for step, units in sorted(traffic(view, viewer).items()))
    ways = SupplyWays(steps)
    unit = desk.selected
    if unit is not None and unit.faction == viewer and unit.at in traced.costs:
        line = traced.path(unit.at)
        costs = tuple(traced.costs.get(here, 0) for here in line)
        ways = SupplyWays(steps, line, costs, bottleneck(view, viewer, unit.at))
    return replace(over, supply_ways=ways)
