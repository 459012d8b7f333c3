"""What there is to win and to keep: assets by their value at the table, pockets to relieve, and who goes
for which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from game.ai.fields import FAR, doors, way_down
from game.ai.links import cuts
from game.ai.manners import consented, needs_axis, welcome
from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import HqId, Sight
from game.model.units import Unit
from game.rules.combat import attack_strength
from game.rules.politics.relations import allied, hostile


@dataclass(frozen=True, slots=True)
class Aim:
    """A hex worth going to, and its worth in hundredths of a point."""

    at: Hex
    worth: int


def prizes(mind: Mind) -> tuple[Aim, ...]:
    """Return what is hostile and worth having, and the pockets to be relieved."""
    view = mind.view
    worth: dict[Hex, int] = {}
    for at, asset in view.setting.asset_hexes.items():
        part, whole = _enemy_share(mind, at)
        if _inside(mind, at):
            continue  # the hexes about it are the aim
        if part and view.setting.board.country[at] in mind.me.countries:
            worth[at] = worth.get(at, 0) + 100 * asset.value * part // whole
    _add_rings(mind, worth)
    for pocket in view.setting.pockets.values():
        at = view.setting.board.places[pocket.place].at
        if allied(view, mind.faction, pocket.faction) and at not in mind.supply.costs:
            worth[at] = worth.get(at, 0) + 100 * mind.weights.relief_aim
    if not worth:
        worth = {foe.at: 100 for foe in mind.picture.foes.values()}
    return tuple(Aim(at, worth[at] * pct // 100) for at in sorted(worth) if (pct := welcome(mind, at)))


def wanted(mind: Mind) -> tuple[Aim, ...]:
    """Return the prizes, and what must be taken back so that what one has counts in full."""
    worth = {aim.at: aim.worth for aim in prizes(mind)}
    for at, lost in (cuts(mind) if mind.weights.mends_links else {}).items():
        pct = welcome(mind, at)
        if pct:
            worth[at] = worth.get(at, 0) + lost * pct // 100
    return tuple(Aim(at, worth[at]) for at in sorted(worth))


def _inside(mind: Mind, at: Hex) -> bool:
    """Whether a faction holds part of a city already."""
    plan = mind.view.setting.city_at.get(at)
    return plan is not None and mind.view.cities[plan.place].holders.get(mind.faction, 0) > 0


def _add_rings(mind: Mind, worth: dict[Hex, int]) -> None:
    """Add the hexes about a city that the enemy shares: a garrison that is cut off starves. Once the ring
    is closed the city itself is the aim, or nobody would finish it."""
    view = mind.view
    for at in view.setting.city_at:
        part, whole = _enemy_share(mind, at)
        if not part or not _inside(mind, at):
            continue
        around = view.setting.board.grid.around[at]
        ring = [near for near in around if hostile(view, mind.faction, view.control[near])]
        for near in ring:
            worth[near] = worth.get(near, 0) + 100 * mind.weights.ring_aim
        asset = view.setting.asset_hexes.get(at)
        if not ring and asset is not None:
            worth[at] = worth.get(at, 0) + 100 * asset.value * part // whole


def _enemy_share(mind: Mind, at: Hex) -> tuple[int, int]:
    """Return how much of an asset is in hostile hands: of a city the districts."""
    view = mind.view
    plan = view.setting.city_at.get(at)
    if plan is None:
        return int(hostile(view, mind.faction, view.control[at])), 1
    if plan.closed:
        return 0, 1
    holders = view.cities[plan.place].holders
    held = sum(count for holder, count in holders.items() if hostile(view, mind.faction, holder))
    return held, plan.districts


def power_of(mind: Mind, units: tuple[Unit, ...]) -> int:
    """Return the attack strength of some units."""
    return sum(attack_strength(mind.view, unit) for unit in units)


def field_forces(mind: Mind) -> dict[HqId, tuple[Unit, ...]]:
    """Return the units of each HQ that can go anywhere and are not shut up in a pocket."""
    found: dict[HqId, tuple[Unit, ...]] = {}
    for unit in mind.led:
        if unit.type.move > 0 and not mind.cut_off(unit):
            found[unit.hq] = (*found.get(unit.hq, ()), unit)
    return found


def centre_of(mind: Mind, units: tuple[Unit, ...]) -> Hex:
    """Return the hex of the unit with most strength about it: where a force is."""

    def weight(unit: Unit) -> int:
        return sum(
            other.steps * (4 - mind.distance(unit.at, other.at))
            for other in units
            if mind.distance(unit.at, other.at) <= 3
        )

    return max(units, key=lambda unit: (weight(unit), unit.id)).at


def aims_of(
    mind: Mind,
    forces: Mapping[HqId, tuple[Unit, ...]],
    before: Mapping[HqId, Hex],
    vain: frozenset[tuple[HqId, Hex]],
) -> dict[HqId, Aim]:
    """Return an aim for each HQ: worth against distance, the strongest choosing first, less for a crowd,
    rather what it went for `before`, and nothing that it has found to be in `vain`."""
    weights = mind.weights
    chosen: dict[HqId, Aim] = {}
    worth = {aim: aim.worth for aim in wanted(mind)}
    order = sorted(forces, key=lambda hq: (-power_of(mind, forces[hq]), hq))
    axis = mind.view.axis.get(mind.faction)
    for hq in order:
        ways = mind.ways(centre_of(mind, forces[hq]))
        best, most = None, 0
        for aim, value in worth.items():
            way = ways[aim.at]
            score = discounted(value, way, weights.decay_pct, weights.pace)
            if before.get(hq) == aim.at:
                score = score * weights.persistence_pct // 100
            if way < FAR and score > most and (hq, aim.at) not in vain and consented(mind, hq, axis, aim.at):
                best, most = aim, score
        if best is not None:
            chosen[hq] = best
            worth[best] = worth[best] * weights.crowding_pct // 100
            if axis is None and needs_axis(mind, hq, best.at):
                axis = hq
    return chosen


def next_goal(mind: Mind, aim: Aim, centre: Hex, but: Collection[Hex] = ()) -> Hex:
    """Return what stands first in the way to an aim, at or beside the road, or the aim itself; `but` is left
    to others."""
    field = mind.field(aim.at)
    for here in way_down(mind.view, field, centre, LOOKAHEAD):
        blocking = [
            at
            for at in (here, *doors(mind.view, mind.me.countries, here))
            if at not in but and _held(mind, at) and mind.field(at)[centre] <= field[centre] + DETOUR
        ]
        if blocking:
            foes = mind.picture.foes
            return max(blocking, key=lambda at: (foes[at].defence if at in foes else 0, -at))
    return aim.at


def _held(mind: Mind, at: Hex) -> bool:
    """Whether a foe stands in a hex outside the cities, or must be taken to: in a town that nobody looked
    into."""
    view = mind.view
    if at in view.setting.city_at:
        return False
    if not welcome(mind, at):
        return False
    if at in mind.picture.foes:
        return True
    town = at in view.setting.asset_hexes or view.setting.board.terrain[at].built_up
    unseen = view.vision.get(at, Sight.UNKNOWN) < Sight.KNOWN
    return town and unseen and hostile(view, mind.faction, view.control[at])


LOOKAHEAD = 12
"""Hexes of the way to an aim that are cleared before anybody goes on."""
DETOUR = 12
"""Half points that a goal may lie farther off than the aim itself; beyond, a river is between."""


def discounted(value: int, way: int, decay_pct: int, pace: int) -> int:
    """Return what something is worth that lies a way off."""
    value *= 100
    for _ in range(way // pace):
        value = value * decay_pct // 100
    return value * (2 * pace - way % pace) // (2 * pace)
