"""Staff work: depots, pontoons, supply drops, reconnaissance, postures, field works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.ai.aims import centre_of
from game.ai.mind import Mind
from game.ai.posts import sources_held
from game.hexgrid.coords import Hex
from game.hexgrid.paths import reach
from game.model.kinds import AirMission, CrossingKind, CrossingState, HqId, Posture, SupplyState
from game.model.orders import DigIn, Fly, LayPontoon, Merge, MoveDepot, Order, SetPosture
from game.model.units import Unit
from game.rules.combat import air_owner, defence_strength
from game.rules.politics.relations import hostile
from game.rules.supply import road_steps
from game.rules.works import depot_reach

STRETCHED = 14
"""Half truck points from the nearest source or depot at which a depot should follow."""
DEPOT_GAIN = 60
"""Steps times half points by which a depot's step must shorten the ways to the fronts."""
LOOKING = 4
"""Air points from which one is spent on reconnaissance by a force in touch with the enemy."""
KEPT = 2
"""Air points that no reconnaissance takes from the attacks."""
UNSEEN = 5
"""Unseen hexes that are worth a sortie, concealed ones counting three times."""
LEAST_STEP = 5
"""Half points by which a depot's step must bring it nearer to a front."""
OUT_OF_REACH = 40
"""Half points that stand for a front which no supply reaches."""


def drops(mind: Mind) -> Iterator[Order]:
    """Drop supply on every pocket of one's own."""
    for pocket in mind.view.setting.pockets.values():
        at = mind.view.setting.board.places[pocket.place].at
        cut = at not in mind.supply.costs
        while pocket.faction == mind.faction and cut and mind.view.transport.get(mind.faction, 0) > 0:
            yield Fly(AirMission.DROP, mind.label(at))
            if mind.view.transport.get(mind.faction, 0) > 0:
                return


def depots(mind: Mind, forces: Mapping[HqId, tuple[Unit, ...]]) -> Iterator[Order]:
    """Step the depot forward whose step shortens most columns' way, if any column is stretched."""
    if mind.points < 2:
        return
    fronts = {centre_of(mind, units): sum(unit.steps for unit in units) for units in forces.values()}
    found: list[tuple[int, MoveDepot]] = []
    for front in fronts:
        if mind.supply.costs.get(front, OUT_OF_REACH) >= STRETCHED:
            found += _follow(mind, front, fronts)
    ordered: set[str] = set()
    for _, order in sorted(found, key=lambda one: (-one[0], one[1].depot)):
        if order.depot not in ordered and mind.points >= 2:
            ordered.add(order.depot)
            yield order


def _follow(mind: Mind, front: Hex, fronts: Mapping[Hex, int]) -> list[tuple[int, MoveDepot]]:
    """Return the step of the nearest depot that can serve a front better from elsewhere, with its gain; the
    others stay where they are, even while that one rests."""
    mine = [depot for depot in mind.view.depots.values() if depot.faction == mind.faction and depot.at >= 0]
    field = mind.field(front)
    for depot in sorted(mine, key=lambda one: (field[one.at], one.id)):
        there = _depot_step(mind, depot.at, front)
        gain = _relief(mind, depot.at, there, fronts)
        nearer = mind.supply.costs.get(front, OUT_OF_REACH) - field[there]
        if gain > DEPOT_GAIN and min(nearer, field[depot.at] - field[there]) >= LEAST_STEP:
            return [(gain, MoveDepot(depot.id, mind.label(there)))]
    return []


def _depot_step(mind: Mind, at: Hex, front: Hex) -> Hex:
    """Return the nearest safe hex to a front that a depot can come to."""
    field = mind.field(front)
    near = depot_reach(mind.view, mind.faction, at)
    linked = _linked(mind, at)
    safe = [here for here in sorted(near) if field[here] < field[at] and here in linked and _safe(mind, here)]
    return min(safe, key=lambda here: (field[here], here), default=at)


def _linked(mind: Mind, but: Hex) -> Mapping[Hex, int]:
    """Return the hexes where a depot would be fed by road, from a source or another live depot."""
    starts = {source: 0 for source in mind.supply.sources if source != but or source in sources_held(mind)}
    gap = mind.view.setting.rules.supply.depot_gap
    costs, _ = reach(starts, road_steps(mind.view, mind.faction), gap)
    return costs


def _relief(mind: Mind, at: Hex, there: Hex, fronts: Mapping[Hex, int]) -> int:
    """Return the steps times half points by which fronts would come nearer their supply, less what those
    lose that live off the depot where it is."""
    total = 0
    for front, steps in fronts.items():
        now = mind.supply.costs.get(front, OUT_OF_REACH)
        fed_here = front in mind.supply.costs and mind.supply.path(front)[0] == at
        after = mind.field(front)[there]
        total += steps * (now - (min(after, OUT_OF_REACH) if fed_here else min(now, after)))
    return total


def _safe(mind: Mind, here: Hex) -> bool:
    """Whether friends about a hex outweigh what may strike it."""
    threat = mind.picture.threat.get(here, 0)
    friends = (unit for unit in mind.own if mind.distance(unit.at, here) <= 1)
    return 2 * threat <= sum(defence_strength(mind.view, unit) for unit in friends)


def pontoons(mind: Mind) -> Iterator[Order]:
    """Lay a bridge where an engineer stands at a site."""
    sappers = {unit.at for unit in mind.own if "engineer" in unit.type.traits}
    for crossing in mind.view.setting.board.crossings.values():
        absent = mind.view.crossings[crossing.id] is CrossingState.DOWN
        if crossing.kind is CrossingKind.PONTOON and absent and sappers.intersection(crossing.side):
            yield LayPontoon(crossing.id)


def recon(mind: Mind, aims: Mapping[HqId, Hex], forces: Mapping[HqId, tuple[Unit, ...]]) -> Iterator[Order]:
    """Look at what lies unseen before the strongest columns, while air for an attack is left; for a column in
    touch with the enemy, while air for two is."""
    looked: set[Hex] = set()
    owner = air_owner(mind.view, mind.faction)
    for hq in sorted(aims, key=lambda hq: (-sum(unit.steps for unit in forces[hq]), hq)):
        left = mind.view.air.get(owner, 0)
        if owner != mind.faction or left <= KEPT:
            return
        if left < LOOKING and _in_touch(mind, forces[hq]):
            continue
        there = _worth_a_look(mind, aims[hq], forces[hq], looked)
        if there is not None:
            looked.update(mind.view.setting.board.grid.within(there, 2))
            yield Fly(AirMission.RECON, mind.label(there))


def _in_touch(mind: Mind, units: tuple[Unit, ...]) -> bool:
    """Whether a force sees enemies that its air had better strike."""
    seen = [at for at, foe in mind.picture.foes.items() if foe.fresh]
    return any(mind.distance(unit.at, at) <= 3 for unit in units for at in seen)


def _worth_a_look(mind: Mind, aim: Hex, units: tuple[Unit, ...], looked: set[Hex]) -> Hex | None:
    """Return the hex before a column from which most unseen hostile ground would be seen, or None."""
    view, grid = mind.view, mind.view.setting.board.grid
    field = mind.field(aim)
    front = min(units, key=lambda unit: (field[unit.at], unit.id)).at
    best, found = UNSEEN, None
    for here in grid.within(front, 2):
        if field[here] <= field[front]:
            dark = [
                near
                for near in grid.within(here, 2)
                if near not in view.vision
                and near not in looked
                and hostile(view, mind.faction, view.control[near])
            ]
            worth = sum(_darkness(mind, near) for near in dark)
            if worth > best:
                best, found = worth, here
    return found


def _darkness(mind: Mind, here: Hex) -> int:
    """Return how much one would like to know of an unseen hex."""
    if here in mind.bumps or here in mind.view.setting.asset_hexes:
        return 6
    return 3 if mind.view.setting.board.terrain[here].conceal else 1


def mergers(mind: Mind) -> Iterator[Order]:
    """Join worn units of one kind that stand together."""
    for unit in mind.led:
        if unit.id not in mind.view.units or 2 * unit.steps > unit.type.steps or unit.moved:
            continue
        for other in mind.view.units_at(unit.at):
            fits = other.id != unit.id and other.type == unit.type and other.faction == unit.faction
            if fits and unit.steps + other.steps <= unit.type.steps and other.id in mind.view.units:
                yield Merge(unit.id, other.id)
                break


def postures(mind: Mind) -> Iterator[Order]:
    """Stand in towns, works and strength; give way in the open before a superior enemy."""
    for unit in mind.led:
        wanted = posture_for(mind, unit)
        if unit.type.move > 0 and unit.posture is not wanted:
            yield SetPosture(unit.id, wanted)


def posture_for(mind: Mind, unit: Unit) -> Posture:
    """Return what a unit should do when attacked."""
    view, here = mind.view, unit.at
    worth_holding = here in view.setting.asset_hexes or view.setting.board.terrain[here].built_up
    if worth_holding or unit.dig_in >= 2 or mind.cut_off(unit):
        return Posture.HOLD
    if "mobile" in unit.type.traits:
        return Posture.DELAY
    around = view.setting.board.grid.around[here]
    if any(near in view.setting.asset_hexes and view.control[near] == mind.faction for near in around):
        return Posture.HOLD
    stack = sum(defence_strength(view, u) for u in view.units_at(here) if u.faction == unit.faction)
    return (
        Posture.DELAY
        if 100 * mind.picture.threat.get(here, 0) > mind.weights.delay_pct * stack
        else Posture.HOLD
    )


def works(mind: Mind) -> Iterator[Order]:
    """Dig in where the enemy may come and nothing else was done."""
    terrain = mind.view.setting.board.terrain
    for unit in mind.led:
        idle = not (unit.moved or unit.attacked or unit.done)
        room = unit.dig_in < terrain[unit.at].dig_in
        if idle and room and unit.supply is SupplyState.FULL and mind.picture.threat.get(unit.at, 0):
            yield DigIn(unit.id)
