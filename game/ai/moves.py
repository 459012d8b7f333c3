"""Where units go that do not attack: towards their aim or post, in supply, not into the lion's mouth."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from game.ai.fields import FAR, Field
from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import Gait, SupplyState, UnitId
from game.model.orders import Activate, Move, Order
from game.model.units import Unit
from game.rules.combat import defence_strength
from game.rules.command import group_for, may_activate
from game.rules.movement import why_not_stop

Goals = Mapping[UnitId, Hex]
"""Where each unit is bound."""

WORTH_A_POINT = 3
"""Half points of way that a group must gain before a command point is spent on its march."""
QUIET = 5
"""Hexes from the nearest foe beyond which a unit marches."""


def score_of(mind: Mind, unit: Unit, field: Field, here: Hex) -> int:
    """Return how good a hex is for a unit on its way: nearer, fed, and not too exposed."""
    score = approach(mind, unit, field, here)
    threat = mind.picture.threat.get(here, 0)
    if threat:
        cover = _cover(mind, unit, here)
        score -= max(0, threat - cover) // 12
        if unit.type.support and not _escorted(mind, unit, here):
            score -= 100
        terrain = mind.view.setting.board.terrain[here]
        score -= 2 * terrain.shift
        score += 3 * unit.dig_in if here == unit.at else 0
    return score


def approach(mind: Mind, unit: Unit, field: Field, here: Hex) -> int:
    """Return how good a hex is for a unit's errand, whoever may be about: nearer and fed."""
    fed = mind.supplied(here)
    hunger = {SupplyState.OUT: 300, SupplyState.STRAINED: 12}.get(fed, 0)
    return -4 * field[here] - hunger


def _cover(mind: Mind, unit: Unit, here: Hex) -> int:
    """Return the defence a hex would have with a unit in it, and half of that next to it."""
    view = mind.view
    own = sum(
        defence_strength(view, u)
        for u in view.units_at(here)
        if u.id != unit.id and u.faction == unit.faction
    )
    beside = sum(
        defence_strength(view, u)
        for near in view.setting.board.grid.around[here]
        for u in view.units_at(near)
        if u.id != unit.id and u.faction == unit.faction
    )
    return defence_strength(view, unit) + own + beside // 2


def _escorted(mind: Mind, unit: Unit, here: Hex) -> bool:
    """Whether men who can fight stand with guns or sappers, or next to them."""
    view = mind.view
    return any(
        not other.type.support and other.faction == unit.faction
        for near in (here, *view.setting.board.grid.around[here])
        for other in view.units_at(near)
    )


def step(mind: Mind, unit: Unit, goal: Hex, gait: Gait = Gait.NORMAL) -> tuple[int, Hex]:
    """Return the gain of the best hex a unit can go to, and the hex; staying gains nothing."""
    field = mind.field(goal)
    stay = score_of(mind, unit, field, unit.at)
    best, there = 0, unit.at
    costs = mind.reach(unit, unit.active, gait).costs
    reachable = sorted(costs, key=lambda here: (field[here], here))
    for here in reachable[:CANDIDATES]:
        if (unit.id, unit.at, here) in mind.blocked:
            continue
        gain = score_of(mind, unit, field, here) - stay
        if gain > best and why_not_stop(mind.view, unit, here, gait) is None:
            best, there = gain, here
    return best, there


CANDIDATES = 24
"""Hexes weighed for a move, those nearest the goal."""


def marches(mind: Mind, goals: Goals) -> Iterator[Order]:
    """Spend what is left of command on the groups that have farthest to go."""
    tried: set[UnitId] = set()
    while mind.points > 0:
        _, group = laggards(mind, goals, tried)
        if not group:
            return
        tried.update(unit.id for unit in group)
        yield Activate(tuple(unit.id for unit in group))


def laggards(mind: Mind, goals: Goals, tried: Collection[UnitId] = ()) -> tuple[int, tuple[Unit, ...]]:
    """Return the group whose full movement gains most, and its gain: half points of way, for a battalion of
    average strength. Nobody when none gains enough."""
    best = WORTH_A_POINT
    found: tuple[Unit, ...] = ()
    for unit in mind.led:
        if unit.id not in goals or unit.id in tried or not may_activate(unit):
            continue
        if mind.field(goals[unit.id])[unit.at] in (0, FAR):
            continue
        group = tuple(
            member for member in group_for(mind.view, unit) if member.id in goals and member.id not in tried
        )
        gain = sum(_lead(mind, member, goals[member.id]) * _weight(member) for member in group) // AVERAGE
        if gain > best and group and group[0] is unit:
            best, found = gain, group
    return best, found


AVERAGE = 6
"""Weight of a battalion of average strength."""


def _weight(unit: Unit) -> int:
    """Return what the coming of a unit means at the front."""
    return 2 + unit.type.attack * unit.steps // 4


def _lead(mind: Mind, unit: Unit, goal: Hex) -> int:
    """Return how many half points nearer its goal a unit gets by full movement than by half."""
    field = mind.field(goal)
    whole = min((field[here] for here in mind.reach(unit, True).costs), default=FAR)
    half = min((field[here] for here in mind.reach(unit, False).costs), default=FAR)
    road = min((field[here] for here in mind.reach(unit, False, Gait.MARCH).costs), default=FAR)
    return max(0, min(half, road) - whole)


def advances(mind: Mind, goals: Goals) -> Iterator[Order]:
    """Move every unit that has somewhere to go, the foremost first, so that the column closes up."""
    order = sorted(goals, key=lambda unit: (mind.field(goals[unit])[mind.view.units[unit].at], unit))
    for unit_id in order:
        unit = mind.view.units.get(unit_id)
        if unit is None or unit.moved or unit.attacked or unit.done or unit.type.move == 0:
            continue
        goal = goals[unit_id]
        if mind.field(goal)[unit.at] in (0, FAR):
            continue
        gain, there = step(mind, unit, goal)
        gait = Gait.NORMAL
        if _quiet(mind, unit.at):
            more, farther = step(mind, unit, goal, Gait.MARCH)
            if more > gain and _quiet(mind, farther):
                gain, there, gait = more, farther, Gait.MARCH
        if gain > 0 and there != unit.at:
            yield Move(unit_id, mind.label(there), gait)
            if unit_id in mind.view.units and mind.view.units[unit_id].at == unit.at:
                mind.blocked.add((unit_id, unit.at, there))


def _quiet(mind: Mind, here: Hex) -> bool:
    """Whether no foe is near."""
    return all(mind.distance(here, at) > QUIET for at in mind.picture.foes)
