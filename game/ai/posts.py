"""What must be held: threatened assets want garrisons, the ways to them want screens, bridges want sappers.

A post says how much defence it needs; posts are filled from the nearest units, the most valuable first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.ai.fields import FAR, Field, way_down
from game.ai.mind import Mind
from game.ai.picture import Foe
from game.hexgrid.coords import Hex
from game.model.kinds import CrossingKind, CrossingState, Mobility, UnitId
from game.model.units import Unit
from game.rules.combat import attack_strength, defence_strength
from game.rules.politics.relations import allied, hostile

ALARM = 28
"""Half points of road within which a mobile foe threatens an asset."""
FRONT = 8
"""Hexes from a known foe within which a garrison stays where it is."""
WALK = 44
"""Half points of road from which a foe walks into an asset that nobody holds."""
COMING = 50
"""Half points of road from which a strong column is met on its way."""
COLUMN = 1000
"""Hundredths of attack strength in a hex that make a column."""
TOKEN = 1
"""The need of a post that nobody threatens, and that the least troops are spared for."""
FAR_CALL = 20
"""Hexes from which they come."""
LEAST = 200
"""Hundredths of defence below which no post is manned."""
SMALL = 300
"""Hundredths of defence in a small guard."""
DEAR = 5
"""The value of an asset that is worth one small guard more."""
CALL = 10
"""Hexes from which a unit is called to a post."""
BASE = 3
"""What a source or depot is worth holding, in points."""
SCREEN_AHEAD = 2
"""Hexes in front of a foe where a screen stands in his way."""


@dataclass(frozen=True, slots=True)
class Post:
    """A hex to be held: the defence it needs in hundredths, its worth, and whether it is but a screen."""

    at: Hex
    need: int
    worth: int
    screen: bool = False
    sappers: bool = False


def posts_of(mind: Mind, forward: bool) -> tuple[Post, ...]:
    """Return the posts of a faction, the most valuable first; an army that goes forward leaves small guards
    behind and blocks no roads."""
    found: dict[tuple[Hex, bool, bool], Post] = {}
    for at, value in held_prizes(mind).items():
        for post in _posts_about(mind, at, value, forward):
            key = (post.at, post.screen, post.sappers)
            if key not in found or found[key].worth < post.worth:
                found[key] = post
    posts = [*found.values(), *_bridge_posts(mind)]
    return tuple(sorted(posts, key=lambda post: (-post.worth, post.at, post.screen)))


def held_prizes(mind: Mind) -> dict[Hex, int]:
    """Return the hexes a faction must not lose, with their value: assets, shares of cities, sources."""
    view = mind.view
    held: dict[Hex, int] = {}
    for at in sorted(view.setting.asset_hexes):
        city = view.setting.city_at.get(at)
        shared = city is not None and view.cities[city.place].holders.get(mind.faction, 0) > 0
        if view.control[at] == mind.faction or shared:
            held[at] = view.setting.asset_hexes[at].value
    for at in bases(mind):
        held[at] = held.get(at, 0) + BASE
    besieged = mind.supply.pockets - set(mind.supply.costs)
    lost = {at for at in mind.picture.foes if at not in view.setting.city_at}
    return {at: value for at, value in held.items() if at not in lost and at not in besieged}


def bases(mind: Mind) -> tuple[Hex, ...]:
    """Return the hexes of a faction's sources and depots."""
    mine = (depot.at for depot in mind.view.depots.values() if depot.faction == mind.faction)
    return tuple(dict.fromkeys((*sources_held(mind), *(at for at in mine if at >= 0))))


def sources_held(mind: Mind) -> tuple[Hex, ...]:
    """Return the hexes of the sources that a faction holds, its own and its patron's."""
    fed = (*mind.me.sources, *mind.me.patron_sources)
    hexes = (mind.view.setting.board.places[place].at for place in fed)
    return tuple(at for at in hexes if mind.view.control[at] == mind.faction)


def _posts_about(mind: Mind, at: Hex, value: int, forward: bool) -> Iterator[Post]:
    """Yield a garrison for a threatened asset, and a gate and a screen on the way of its attacker."""
    field = mind.field(at)
    coming = [foe for foe in mind.picture.foes.values() if foe.moving and 0 < field[foe.at] < FAR]
    near = [foe for foe in coming if field[foe.at] <= ALARM]
    threat = sum(foe.attack * (ALARM + 8 - field[foe.at]) // (ALARM + 8) for foe in near)
    need = threat * mind.weights.guard_pct // 100
    watched = value >= DEAR or at in bases(mind) or _may_be_walked_into(coming, field)
    if not need and mind.weights.guard_pct and watched:
        yield Post(at, TOKEN, 30 * value)
    urgent = min(100, 20 + need // 20)
    if _shared(mind, at):
        if at in mind.picture.foes:
            yield Post(at, max(LEAST, mind.picture.foes[at].attack // 2), 100 * value)
    elif need >= LEAST:
        spared = forward or need <= _cover(mind, at)
        small = SMALL * (1 + value // DEAR)
        yield Post(at, min(need, small) if spared else need, value * (30 if spared else urgent))
    if coming and not forward:
        yield from _in_the_way(mind, at, value, coming, field)


def _may_be_walked_into(coming: list[Foe], field: Field) -> bool:
    """Whether some foe could come to an asset in a week or two if nobody stood there."""
    return any(field[foe.at] <= WALK for foe in coming)


def _shared(mind: Mind, at: Hex) -> bool:
    """Whether others hold districts of a city: those inside hold theirs, whoever comes from outside helps."""
    plan = mind.view.setting.city_at.get(at)
    if plan is None:
        return False
    holders = mind.view.cities[plan.place].holders
    return plan.closed or any(held and who != mind.faction for who, held in holders.items())


def _in_the_way(mind: Mind, at: Hex, value: int, coming: list[Foe], field: Field) -> Iterator[Post]:
    """Yield a town on the way of the nearest strong column, where it can be stopped, and a hex before it
    where it can be delayed."""
    strong = [foe for foe in coming if foe.attack >= COLUMN]
    if not strong:
        return
    column = min(strong, key=lambda foe: (field[foe.at], foe.at))
    if field[column.at] > COMING:
        return
    force = sum(foe.attack for foe in strong if mind.distance(foe.at, column.at) <= 3)
    way = way_down(mind.view, field, column.at, 20)
    terrain = mind.view.setting.board.terrain
    gate = next((here for here in way[1:] if terrain[here].built_up and _ours(mind, here)), None)
    if gate is not None and gate != at:
        yield Post(gate, force * mind.weights.guard_pct // 100, 70 * value)
    if at not in way[: SCREEN_AHEAD + 1]:
        open_ground = (here for here in way[1 : SCREEN_AHEAD + 2] if _open(mind, here) and _ours(mind, here))
        spot = next(open_ground, None)
        if spot is not None:
            yield Post(spot, 1, 60 * value, screen=True)


def _open(mind: Mind, here: Hex) -> bool:
    """Whether a delaying unit could fall back from a hex."""
    board = mind.view.setting.board
    return not board.terrain[here].built_up and here not in mind.view.setting.asset_hexes


def _ours(mind: Mind, here: Hex) -> bool:
    view = mind.view
    ours = view.control[here] == mind.faction
    return ours and view.setting.board.country[here] in mind.me.countries


def _cover(mind: Mind, at: Hex) -> int:
    """Return the defence of the field force about an asset, which spares it a large garrison."""
    about = (unit for unit in mind.own if 0 < mind.distance(unit.at, at) <= 2)
    return sum(defence_strength(mind.view, unit) for unit in about) // 2


def _bridge_posts(mind: Mind) -> Iterator[Post]:
    """Yield the pontoon sites with a bank of ours, while the hostile bank holds something worth crossing
    for."""
    view, board = mind.view, mind.view.setting.board
    for crossing in board.crossings.values():
        if crossing.kind is CrossingKind.PONTOON and view.crossings[crossing.id] is CrossingState.DOWN:
            ours = [end for end in crossing.side if allied(view, mind.faction, view.control[end])]
            theirs = [end for end in crossing.side if hostile(view, mind.faction, view.control[end])]
            if ours and theirs:
                yield Post(ours[0], 1, 200, sappers=True)


def fill(
    mind: Mind, posts: tuple[Post, ...], pool: tuple[Unit, ...], duties: Mapping[UnitId, Hex]
) -> Mapping[UnitId, Post]:
    """Return the post of each unit that is given one: first whoever stands there already or had that duty
    before, then for each post the nearest units until it is held."""
    free = {unit.id: unit for unit in pool}
    given: dict[UnitId, Post] = {}
    missing = {post: post.need - _standing(mind, post, free) for post in posts}
    for known in (True, False):
        for post in posts:
            room = mind.view.setting.rules.stacking.manoeuvre - len(_garrison(mind, post, given, free))
            for unit in _volunteers(mind, post, _called(mind, post, free, duties, known))[: max(0, room)]:
                if missing[post] <= 0:
                    break
                missing[post] -= max(1, defence_strength(mind.view, unit))
                given[unit.id] = post
                del free[unit.id]
    return given


def _called(
    mind: Mind, post: Post, free: Mapping[UnitId, Unit], duties: Mapping[UnitId, Hex], known: bool
) -> list[Unit]:
    """Return who may be asked to man a post: those who know it, or everybody; nobody who is of more use to an
    army that goes forward."""
    units = (unit for unit in free.values() if not mind.forward or _spared(mind, post, unit))
    return [unit for unit in units if not known or unit.at == post.at or duties.get(unit.id) == post.at]


def _spared(mind: Mind, post: Post, unit: Unit) -> bool:
    """Whether an army that goes forward can spare a unit for a post."""
    return attack_strength(mind.view, unit) < FIELD_WORTH * post.worth


FIELD_WORTH = 7
"""Hundredths of attack strength that weigh as much in the field as a hundredth of a point at a post."""


def _standing(mind: Mind, post: Post, free: Mapping[UnitId, Unit]) -> int:
    """Return the defence at a post of units that are not to be moved."""
    return sum(
        defence_strength(mind.view, unit)
        for unit in mind.own
        if unit.at == post.at and unit.id not in free and not post.sappers
    )


def _garrison(
    mind: Mind, post: Post, given: Mapping[UnitId, Post], free: Mapping[UnitId, Unit]
) -> list[UnitId]:
    """Return the manoeuvre units that stand or will stand at a post for good."""
    fixed = [
        unit.id for unit in mind.own if unit.at == post.at and unit.id not in free and unit.id not in given
    ]
    return fixed + [unit for unit, other in given.items() if other.at == post.at]


def settled(mind: Mind) -> frozenset[UnitId]:
    """Return the men on foot who hold a town, an asset or strong works near the enemy, and the raiders who
    have dug themselves in: they stay there."""
    view = mind.view
    stays = mind.me.town_supply and "counter_stroke" not in mind.doctrine.switches
    near_front = {here for at in mind.picture.foes for here in view.setting.board.grid.within(at, FRONT)}
    return frozenset(
        unit.id
        for unit in mind.own
        if (unit.type.mobility is Mobility.LEG or (unit.dig_in >= 2 and stays))
        and (
            unit.dig_in >= 2
            or unit.at in view.setting.asset_hexes
            or view.setting.board.terrain[unit.at].built_up
        )
        and (unit.at in near_front or mind.me.town_supply)
    )


def _volunteers(mind: Mind, post: Post, units: list[Unit]) -> list[Unit]:
    """Return the units that could man a post, the most suitable first, none from too far away."""
    able = []
    field = mind.field(post.at)
    token = post.need == TOKEN and not post.screen and not post.sappers
    for unit in units:
        way = field[unit.at]
        if way >= FAR or mind.distance(unit.at, post.at) > (FAR_CALL if token else CALL):
            continue
        if post.sappers != ("engineer" in unit.type.traits) or unit.type.range:
            continue
        if post.screen and (unit.type.move < 20 or unit.dig_in):
            continue
        # A garrison is made of weak attackers if these are at hand; strong ones are for the field.
        price = unit.type.attack * unit.steps * (4 if token else 1)
        able.append((way // 8 + price // 4, way, unit.id, unit))
    return [unit for *_, unit in sorted(able, key=lambda one: one[:3])]
