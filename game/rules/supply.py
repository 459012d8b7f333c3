"""Supply (7.1–7.5).   Legend: costs are in half truck points from the nearest source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.hexgrid.paths import Edges, path_to, reach
from game.model.events import CityPressed, DumpChanged, StepsLost, SupplyChecked
from game.model.kinds import NOBODY, FactionId, GateState, PlaceId, SupplyState, Verb
from game.model.scenario import PocketPlan
from game.model.state import Position, State
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.dice import roll, roll_two
from game.rules.ground import cities_with_districts_of, is_open, truck_edges
from game.rules.insurgency.ground import hide, may_hide
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.abroad import countries_of
from game.rules.politics.pockets import lives_in_ring
from game.rules.politics.relations import allied, cooperating, hostile, may
from game.rules.politics.routes import cut_for
from game.rules.zoc import interdicted_against, uncontested

CONNECTED = 2_000
"""A trace without a range, for what counts as connected at the table (12.1)."""


@dataclass(frozen=True, slots=True)
class SupplyMap:
    """A faction's supply: the cost of each hex within range, the hex it is fed from, the hexes of live
    sources and depots, and the hexes that live off a pocket's dump."""

    costs: Mapping[Hex, int]
    came: Mapping[Hex, Hex]
    sources: tuple[Hex, ...]
    full: int
    pockets: frozenset[Hex]

    def state_at(self, here: Hex) -> SupplyState:
        """7.2 Return the supply of a unit in a hex."""
        cost = self.costs.get(here)
        if cost is not None:
            return SupplyState.FULL if cost <= self.full else SupplyState.STRAINED
        return SupplyState.STRAINED if here in self.pockets else SupplyState.OUT

    def path(self, here: Hex) -> tuple[Hex, ...]:
        """Return the way from a source to a hex within range."""
        return path_to(here, self.came)


@once_a_position
def supply_map(position: Position, faction: FactionId) -> SupplyMap:
    """7.1 Trace a faction's supply: sources feed depots along roads, both feed units over any ground."""
    figures = position.setting.rules.supply
    edges, roads = _edges(position, faction)
    live = live_sources(position, faction, roads)
    starts = dict.fromkeys(_towns(position, faction), figures.full - figures.town_range)
    starts.update(dict.fromkeys(live, 0))
    costs, came = reach(starts, edges, figures.strained)
    far = _beyond_towns(position, faction, costs)
    pockets = frozenset(
        here
        for pocket in position.setting.pockets.values()
        if pocket.faction == faction and position.dumps.get(pocket.place, 0) > 0
        for here in pocket_hexes(position, pocket)
    )
    return SupplyMap(far, came, live, figures.full, pockets)


def _beyond_towns(position: Position, faction: FactionId, costs: Mapping[Hex, int]) -> Mapping[Hex, int]:
    """7.1 A faction that lives off its towns has no strained band: beyond their range it is out."""
    if not position.setting.factions[faction].town_supply:
        return costs
    full = position.setting.rules.supply.full
    return {here: cost for here, cost in costs.items() if cost <= full}


def _towns(position: Position, faction: FactionId) -> tuple[Hex, ...]:
    """7.1 Return the friendly towns that feed a faction which lives off the land."""
    if not position.setting.factions[faction].town_supply:
        return ()
    return tuple(
        place.at
        for place in position.setting.board.places.values()
        if place.kind in {"city", "town"}
        and position.control[place.at] == faction
        and not contested(position, place.id)
    )


def contested(position: Position, place: PlaceId) -> bool:
    """5.1 Whether a city's districts have more than one holder, or an enemy stands beside it; such a city
    feeds nobody."""
    siege = position.cities.get(place)
    if siege is None:
        return False
    here = position.setting.board.places[place].at
    around = position.setting.board.grid.around[here]
    foes = (unit for near in around for unit in position.units_at(near))
    shared = sum(1 for count in siege.holders.values() if count) > 1
    return shared or any(hostile(position, siege.controller, unit.faction) for unit in foes)


def live_sources(position: Position, faction: FactionId, roads: Edges) -> tuple[Hex, ...]:
    """7.3 Return the hexes of sources held and of depots chained to them along roads."""
    figures = position.setting.rules.supply
    live = list(_held_sources(position, faction))
    idle = {depot.at for depot in position.depots.values() if allied(position, faction, depot.faction)}
    while True:
        costs, _ = reach(dict.fromkeys(live, 0), roads, figures.depot_gap)
        linked = sorted(here for here in idle if here in costs)
        if not linked:
            return tuple(live)
        live += linked
        idle -= set(linked)


def _held_sources(position: Position, faction: FactionId) -> Iterable[Hex]:
    """7.1, 9.10 Yield the faction's and its allies' sources that a friend controls; crossings feed their
    clients while they are not closed and no enemy holds them."""
    seen: set[Hex] = set()
    for other in position.setting.factions.values():
        if not allied(position, faction, other.id):
            continue
        for place in (*other.sources, *other.patron_sources):
            here = position.setting.board.places[place].at
            if here not in seen and _gives(position, faction, place, position.control[here]):
                seen.add(here)
                yield here


def _gives(position: Position, faction: FactionId, place: PlaceId, holder: FactionId) -> bool:
    """7.1, 9.10 Whether a source gives, for who holds it and what passes through it."""
    gate = position.setting.politics.gates.get(place)
    if gate is not None and position.affairs.gates.get(place) is GateState.CLOSED:
        return False
    if gate is not None and faction in gate.clients and holder in gate.clients:
        return not hostile(position, faction, holder)
    return allied(position, faction, holder)


def _edges(position: Position, faction: FactionId) -> tuple[Edges, Edges]:
    """7.1 Return the steps of columns over any ground, and along roads alone."""
    table = truck_edges(position.setting, countries_of(position, faction))
    control = position.control
    ours = feeding(position, faction)
    lent = frozenset(other for other in ours if cooperating(position, faction, other))
    shared = cities_with_districts_of(position, (faction,))
    barred = barred_to_supply(position, faction)
    interdicted = interdicted_against(position, faction)
    lent_price = position.setting.rules.supply.lent_ground

    def steps(here: Hex, roads_only: bool) -> list[tuple[Hex, int]]:
        found = []
        for near, _plain, cost, crossing, on_road in table[here]:
            if near in barred or (roads_only and not on_road):
                continue
            if control[near] not in ours and near not in shared:
                continue
            if crossing and not is_open(position, crossing):
                continue
            if control[near] in lent:
                cost *= lent_price
            found.append((near, 2 * cost if near in interdicted else cost))
        return found

    return (lambda here, spent: steps(here, False)), (lambda here, spent: steps(here, True))


def road_steps(position: Position, faction: FactionId) -> Edges:
    """7.3 Return the steps of supply columns along roads alone."""
    return _edges(position, faction)[1]


def feeding(position: Position, faction: FactionId) -> frozenset[FactionId]:
    """7.1, 9.1 Return whose ground supply passes: one's own, one's allies', nobody's, and at a higher price
    that of those one co-operates with."""
    factions = position.setting.factions
    return frozenset(
        (NOBODY, *(other for other in factions if may(position, faction, Verb.SUPPLY, other) is None))
    )


def barred_to_supply(position: Position, faction: FactionId) -> frozenset[Hex]:
    """7.1, 14.4 Return the hexes closed to supply: hostile units, and hostile zones that no friend contests;
    a city of which one holds a district stays open. A road that is cut is closed there."""
    foes = {unit.at for unit in position.units.values() if hostile(position, faction, unit.faction)}
    shut = uncontested(position, faction) | cut_for(position, faction)
    return frozenset((foes - cities_with_districts_of(position, (faction,))) | shut)


def pocket_hexes(position: Position, pocket: PocketPlan) -> Iterable[Hex]:
    """7.4 Yield the hexes that live off a pocket's dump."""
    centre = position.setting.board.places[pocket.place].at
    return position.setting.board.grid.within(centre, pocket.radius)


@once_a_position
def fed_from(position: Position, faction: FactionId, here: Hex) -> Mapping[Hex, int]:
    """9.10 Return what each hex costs from one source of a faction alone, where that gives anything."""
    if here not in _held_sources(position, faction):
        return {}
    return reach({here: 0}, _edges(position, faction)[0], position.setting.rules.supply.full)[0]


@once_a_position
def connected(position: Position, faction: FactionId, places: tuple[PlaceId, ...]) -> frozenset[Hex]:
    """12.1 Return every hex that supply could reach from these places, whatever the distance."""
    hexes = (position.setting.board.places[place].at for place in places)
    starts = {here: 0 for here in hexes if allied(position, faction, position.control[here])}
    costs, _ = reach(starts, _edges(position, faction)[0], CONNECTED)
    return frozenset(costs)


def check_supply(play: Play) -> None:
    """1.2 Phase 2: pockets eat, every faction's supply is traced, and the unsupplied wither."""
    for faction in play.state.setting.factions:
        _feed_pockets(play, faction)
        _trace(play, faction)
    _feed_cities(play)
    for unit in tuple(play.state.units.values()):
        wither(play, unit)


def _feed_pockets(play: Play, faction: FactionId) -> None:
    """7.4 A pocket that is cut eats a turn of its dump each turn after the first; one that is linked fills
    it again."""
    for pocket in play.state.setting.pockets.values():
        if pocket.faction != faction:
            continue
        state = play.state
        here = state.setting.board.places[pocket.place].at
        halves = state.dumps[pocket.place]
        if here in supply_map(state, faction).costs:
            if halves != pocket.dump:
                play.enter(DumpChanged(pocket.place, faction, pocket.dump, mark("linked up")))
        elif halves and state.turn > 1:
            play.enter(DumpChanged(pocket.place, faction, max(0, halves - 2), "besieged"))


def _feed_cities(play: Play) -> None:
    """5.3 An encircled garrison first eats its city's dump."""
    for place, siege in tuple(play.state.cities.items()):
        here = play.state.setting.board.places[place].at
        hungry = [unit for unit in play.state.units_at(here) if unit.supply is SupplyState.OUT]
        if siege.dump and hungry:
            eater = hungry[0].faction
            play.enter(CityPressed(place, eater, eater, 0, siege.progress.get(eater, 0), siege.dump - 1))


def _trace(play: Play, faction: FactionId) -> None:
    """7.1 Enter the units whose supply changes, and how long they have been out of it."""
    supplied = supply_map(play.state, faction)
    changed = []
    for unit in play.state.units_of(faction):
        now = supplied.state_at(unit.at)
        hungry = unit.hungry + 1 if now is SupplyState.OUT else 0
        if (now, hungry) != (unit.supply, unit.hungry):
            changed.append((unit.id, now, hungry))
    if changed:
        play.enter(SupplyChecked(faction, tuple(changed)))


def wither(play: Play, unit: Unit) -> None:
    """7.5 From its third turn out of supply a unit loses a step on 8 or more; an encircled garrison on
    1–2 of one die once its stores are gone."""
    state = play.state
    if unit.supply is not SupplyState.OUT:
        return
    if _starves(state, unit):
        if unit.steps == 1 and may_hide(state, unit):
            hide(play, unit)
        else:
            play.enter(StepsLost(unit, 1, unit.at, "hunger"))


def _starves(state: State, unit: Unit) -> bool:
    """5.3, 7.5, 9.13 Whether an unsupplied unit loses a step this turn; in a ring of its side it does not."""
    figures = state.setting.rules
    city = state.setting.city_at.get(unit.at)
    if city is not None:
        empty = state.cities[city.place].dump == 0
        return empty and roll(state, "starve", unit.id) <= figures.siege.starve_up_to
    late = unit.hungry >= figures.supply.attrition_from and not lives_in_ring(state, unit)
    return late and roll_two(state, "attrition", unit.id) >= figures.supply.attrition_need
