"""Movement (2.1–2.4).   Legend: costs and allowances are in half movement points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from game.hexgrid.coords import Hex
from game.hexgrid.paths import Edges, path_to, reach
from game.model.kinds import NOBODY, FactionId, Gait, Mobility, SupplyState, Verb
from game.model.scenario import Setting
from game.model.state import Position
from game.model.tongue import say
from game.model.units import Unit
from game.rules.command import shut_gate
from game.rules.ground import NO_WAY, Table, bars, cities_with_districts_of, is_open, movement_edges
from game.rules.insurgency.surge import surging
from game.rules.memo import once_a_position
from game.rules.politics.abroad import barred_abroad, countries_of, why_not_rest
from game.rules.politics.areas import kept_apart, why_kept_apart
from game.rules.politics.consent import unconsented, why_no_consent
from game.rules.politics.posts import kept_out, why_kept_out
from game.rules.politics.relations import allied, allies, cooperating, hostile, may
from game.rules.refusal import Refusal
from game.rules.stacking import over_stacked
from game.rules.story.weather import leg_pct, muddy
from game.rules.zoc import FULL, interdicted_against, zoc_against

BARRED = -1
"""Ground that a faction may not set foot on."""

ROADS_ONLY = -2
"""Ground that a faction may pass over by road (9.1)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a unit can go: the cost of every hex it can touch and the hex each is entered from."""

    start: Hex
    costs: Mapping[Hex, int]
    came: Mapping[Hex, Hex]

    def path(self, there: Hex) -> tuple[Hex, ...]:
        """Return the cheapest way to a hex, both ends included."""
        return path_to(there, self.came)


def percent_up(value: int, pct: int) -> int:
    """Return a percentage of a value, half rounded up, at least 1 for a positive value."""
    return max(1, (value * pct + 50) // 100) if value > 0 else 0


def allowance(position: Position, unit: Unit, gait: Gait = Gait.NORMAL) -> int:
    """2.1 Return the half points a unit may spend: less when not activated or long out of supply."""
    figures = position.setting.rules
    points = unit.type.move
    if unit.supply is SupplyState.OUT and unit.hungry >= figures.supply.out_move_from:
        points = percent_up(points, figures.supply.out_move_pct)
    if not unit.active:
        points = percent_up(points, figures.movement.inactive_pct)
    if unit.type.mobility is Mobility.LEG:
        points = percent_up(points, leg_pct(position))
    return 2 * points if gait is Gait.MARCH else points


def ground_costs(position: Position, unit: Unit) -> dict[FactionId, int]:
    """2.2 Return what each controller's ground adds to the cost of a hex, or `BARRED` or `ROADS_ONLY`
    (1.4, 9.1)."""
    exempt = unit.type.traits & {"mobile", "infiltrate"} or surging(position, unit.faction)
    gated = shut_gate(position, unit.faction) is not None
    extra = 0 if exempt else position.setting.rules.movement.hostile_ground
    costs = {NOBODY: 0}
    for other in position.setting.factions:
        if cooperating(position, unit.faction, other):
            costs[other] = ROADS_ONLY
        elif may(position, unit.faction, Verb.ENTER, other) or (
            gated and hostile(position, unit.faction, other)
        ):
            costs[other] = BARRED
        else:
            costs[other] = extra if hostile(position, unit.faction, other) else 0
    return costs


@once_a_position
def occupied_by_others(position: Position, faction: FactionId) -> frozenset[Hex]:
    """2.1 Return the hexes closed by known units of factions that one is not allied with; a city of
    which one holds a district stays open."""
    friends = allies(position, faction)
    shut = {unit.at for unit in position.units.values() if unit.faction not in friends}
    shut.update(at for at, owner in position.suspected.items() if owner not in friends)
    return frozenset(shut - cities_with_districts_of(position, friends))


@once_a_position
def besieged_from_outside(position: Position, faction: FactionId) -> frozenset[Hex]:
    """5.1 Return the cities that a faction may not enter, holding no district of theirs."""
    cities = {position.setting.board.places[place].at for place in position.cities}
    return frozenset(cities - cities_with_districts_of(position, allies(position, faction)))


def closed_to(position: Position, faction: FactionId) -> frozenset[Hex]:
    """2.1, 5.1, 9.11, 16.5 Return every hex that a faction cannot set foot in for who holds or watches it."""
    shut = occupied_by_others(position, faction) | besieged_from_outside(position, faction)
    watched = kept_out(position, faction) | kept_apart(position, faction)
    return shut | watched if watched else shut


def shut_to(position: Position, unit: Unit) -> frozenset[Hex]:
    """2.1, 9.9 Return every hex that a unit cannot set foot in, beyond its faction's leave or closed."""
    shut, abroad = closed_to(position, unit.faction), barred_abroad(position, unit)
    shut = shut | abroad if abroad else shut
    unkeyed = unconsented(position, unit.faction, unit.hq)
    return shut | unkeyed if unkeyed else shut


@once_a_position
def reach_of(position: Position, unit: Unit, gait: Gait = Gait.NORMAL) -> Reach:
    """2.1 Return every hex a unit can enter with its points, as far as the position tells."""
    points = allowance(position, unit, gait)
    if unit.type.move == 0:
        return Reach(unit.at, {unit.at: 0}, {unit.at: unit.at})
    costs, came = reach({unit.at: 0}, edges_of(position, unit, gait), points)
    return Reach(unit.at, costs, came)


def edges_of(position: Position, unit: Unit, gait: Gait) -> Edges:
    """2.1, 2.3 Return the steps that a unit may take, with their costs."""
    return _march_edges(position, unit) if gait is Gait.MARCH else _normal_edges(position, unit)


def edges_for(position: Position, unit: Unit) -> Table:
    """2.1 Return, for each hex, the steps that a unit may take on the printed map."""
    countries = countries_of(position, unit.faction)
    if position.setting.politics.leaves:  # whoever is abroad without leave may still go home
        countries |= {position.setting.board.country[unit.at]}
    light = "light" in unit.type.traits or unit.type.mobility is Mobility.LEG
    return movement_edges(position.setting, unit.type.mobility, countries, light)


def _normal_edges(position: Position, unit: Unit) -> Edges:
    """2.1–3.1 Return the steps of normal movement: terrain or road, hostile ground, zones of control."""
    table, control = edges_for(position, unit), position.control
    figures = position.setting.rules.movement
    ground = ground_costs(position, unit)
    shut = shut_to(position, unit)
    zoc = zoc_against(position, unit.faction)
    nimble = "mobile" in unit.type.traits or surging(position, unit.faction)
    soft = soft_ground(position.setting) if nimble else frozenset()
    interdicted = interdicted_against(position, unit.faction)

    mud = muddy(position)
    special = shut.union(zoc, interdicted, mud)

    def edges(here: Hex, spent: int) -> list[tuple[Hex, int]]:
        found = []
        for near, plain, road, crossing, on_road in table[here]:
            extra = ground[control[near]]
            if extra < 0 and not (on_road and extra == ROADS_ONLY):
                continue
            if crossing and not _may_cross(position, unit.faction, here, near, crossing, zoc):
                continue
            cost = plain + extra if extra > 0 else road
            if near in special:
                if near in shut or (near in mud and not on_road):
                    continue
                if near in interdicted:
                    cost *= figures.interdicted
                cost += toll(zoc.get(here, 0), zoc.get(near, 0), nimble and near in soft)
            found.append((near, cost))
        return found

    def toll(here: int, there: int, slips: bool) -> int:
        """3.1 Entering a zone costs, going from zone to zone more; raiders slip past in the desert."""
        through = here == FULL and there == FULL
        if slips:
            return figures.enter_zoc if through else 0
        return figures.enter_zoc * (there > 0) + figures.zoc_to_zoc * through

    return edges


def _march_edges(position: Position, unit: Unit) -> Edges:
    """2.3 Return the steps of a march: along roads, over friendly ground, clear of zones of control."""
    table = edges_for(position, unit)
    figures = position.setting.rules.movement
    control = position.control
    friendly = allies(position, unit.faction)
    shut = shut_to(position, unit)
    zoc = zoc_against(position, unit.faction)
    interdicted = interdicted_against(position, unit.faction)

    def edges(here: Hex, spent: int) -> Iterable[tuple[Hex, int]]:
        for near, _plain, road, crossing, on_road in table[here]:
            if not on_road or control[near] not in friendly or near in shut or near in zoc:
                continue
            if crossing and not is_open(position, crossing):
                continue
            yield near, road * figures.interdicted if near in interdicted else road

    return edges


@lru_cache(maxsize=16)
def soft_ground(setting: Setting) -> frozenset[Hex]:
    """3.2 Return the open and rough desert, where mobile groups slip past zones of control."""
    terrain = setting.board.terrain
    return frozenset(here for here in range(len(terrain)) if terrain[here].id in {"desert", "rough"})


def _may_cross(
    position: Position, faction: FactionId, here: Hex, near: Hex, crossing: str, zoc: Mapping[Hex, int]
) -> bool:
    """2.5 An open crossing whose ends have different holders may not be used into a hostile zone."""
    if not is_open(position, crossing):
        return False
    theirs = position.control[near]
    same = position.control[here] == theirs or allied(position, faction, theirs)
    return same or zoc.get(near, 0) < FULL


def steps_of(position: Position, unit: Unit, here: Hex) -> frozenset[Hex]:
    """2.1 Return the neighbours of a hex that a unit can step into at all, whatever it costs."""
    return frozenset(near for near, _ in _normal_edges(position, unit)(here, 0))


def why_not_move(position: Position, unit: Unit, there: Hex, gait: Gait) -> Refusal | None:
    """2.1 Return why a unit may not move to a hex, or None."""
    refusal = why_not_stir(unit) or why_not_stop(position, unit, there, gait)
    if refusal:
        return refusal
    if there in reach_of(position, unit, gait).costs:
        return None
    return _why_out_of_reach(position, unit, there, gait)


def why_not_stir(unit: Unit) -> Refusal | None:
    """1.2 A unit moves once a turn, and static units never."""
    if unit.type.move == 0:
        return Refusal(say("{unit} is static and never moves", unit=unit.name), "2.1")
    if unit.moved:
        return Refusal(say("{unit} has moved this turn", unit=unit.name), "1.2")
    if unit.done:
        return Refusal(say("{unit} has acted this turn", unit=unit.name), "1.2")
    if unit.attacked:
        return Refusal(say("{unit} has attacked this turn", unit=unit.name), "1.2")
    return None


def why_not_stop(position: Position, unit: Unit, there: Hex, gait: Gait) -> Refusal | None:
    """3.2, 9.9 Return why a unit may not end its movement in a hex, or None."""
    if there == unit.at:
        return Refusal("staying is not a move", "2.1")
    if gait is Gait.MARCH:
        column = position.setting.rules.stacking.march
        if len(position.units_at(there)) >= column:
            return Refusal(say("a march ends where fewer than {column} units stand", column=column), "3.2")
    return over_stacked(position, unit.faction, there, (unit,)) or why_not_rest(position, unit, there)


def _why_out_of_reach(position: Position, unit: Unit, there: Hex, gait: Gait) -> Refusal:
    """Return the most telling reason why a hex cannot be reached."""
    label = position.setting.board.grid.label(there)
    owner = position.control[there]
    refusal = (
        may(position, unit.faction, Verb.ENTER, owner, there)
        or why_kept_out(position, unit.faction, there)
        or why_kept_apart(position, unit.faction, there)
    )
    if refusal:
        return refusal
    gate = shut_gate(position, unit.faction)
    if gate is not None and hostile(position, unit.faction, owner):
        return Refusal(gate.reason, "1.4")
    if there in unconsented(position, unit.faction, unit.hq):
        return why_no_consent(position, unit.faction, (unit.hq,), there) or Refusal(
            "the consent of patrons is lacking", "13.4"
        )
    if there in occupied_by_others(position, unit.faction):
        return Refusal(say("hex {label} is held by others: attack it, or go round", label=label), "2.1")
    if there in besieged_from_outside(position, unit.faction):
        return Refusal(
            say("the city in {label} is entered by taking a district", label=label),
            "5.1",
            "Assault it from beside it.",
        )
    if position.setting.board.terrain[there].cost(unit.type.mobility) in (None, NO_WAY):
        return bars(position.setting.board.terrain[there], unit)
    if gait is Gait.MARCH:
        return Refusal(
            say("no march to {label}: by road, over friendly ground, clear of zones of control", label=label),
            "2.3",
        )
    points = allowance(position, unit, gait)
    reason = say(
        "hex {label} is more than {points} movement points away", label=label, points=f"{points / 2:g}"
    )
    if unit.active:
        return Refusal(reason, "2.1")
    return Refusal(reason, "1.2", "Activated, it has all its points; now it has a part of them.")


def destinations(position: Position, unit: Unit, gait: Gait = Gait.NORMAL) -> dict[Hex, int]:
    """2.1 Return the hexes where a unit may end its movement, with their cost, in order of number."""
    if why_not_stir(unit):
        return {}
    costs = reach_of(position, unit, gait).costs
    return {
        there: costs[there] for there in sorted(costs) if why_not_stop(position, unit, there, gait) is None
    }
