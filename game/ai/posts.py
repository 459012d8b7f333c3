"""What must be held: threatened assets want garrisons, the ways to them want screens, bridges want sappers.

A post says how much defence it needs; posts are filled from the nearest units, the most valuable first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.ai.fields import FAR, way_down
from game.ai.mind import Mind
from game.ai.picture import Foe
from game.hexgrid.coords import Hex
from game.model.kinds import CrossingKind, CrossingState, UnitId
from game.model.units import Unit
from game.rules.combat import defence_strength
from game.rules.politics.relations import allied, hostile

ALARM = 28
"""Half points of road within which a mobile foe threatens an asset."""
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


def posts_of(mind: Mind) -> tuple[Post, ...]:
    """Return the posts of a faction, the most valuable first."""
    found = [post for at in held_assets(mind) for post in _posts_about(mind, at)]
    found += _bridge_posts(mind)
    return tuple(sorted(found, key=lambda post: (-post.worth, post.at, post.screen)))


def held_assets(mind: Mind) -> tuple[Hex, ...]:
    """Return the hexes of the assets a faction holds."""
    view = mind.view
    return tuple(sorted(at for at in view.setting.asset_hexes if view.control[at] == mind.faction))


def _posts_about(mind: Mind, at: Hex) -> Iterator[Post]:
    """Yield a garrison for a threatened asset, and a screen on the way of its strongest attacker."""
    value = mind.view.setting.asset_hexes[at].value
    field = mind.field(at)
    near = [foe for foe in mind.picture.foes.values() if foe.moving and field[foe.at] <= ALARM]
    threat = sum(foe.attack * (ALARM + 8 - field[foe.at]) // (ALARM + 8) for foe in near)
    if at in mind.view.setting.city_at:
        threat = 0
    need = threat * mind.weights.guard_pct // 100
    if need > _cover(mind, at):
        yield Post(at, need, 100 * value)
    elif need:
        yield Post(at, min(need, 300), 30 * value)
    if near:
        worst = max(near, key=lambda foe: (foe.attack, -foe.at))
        screen = _screen(mind, worst, at)
        if screen is not None and worst.attack > 600:
            yield Post(screen, 1, 40 * value, screen=True)


def _cover(mind: Mind, at: Hex) -> int:
    """Return the defence of the field force about an asset, which spares it a large garrison."""
    about = (unit for unit in mind.own if 0 < mind.distance(unit.at, at) <= 2)
    return sum(defence_strength(mind.view, unit) for unit in about) // 2


def _screen(mind: Mind, foe: Foe, asset: Hex) -> Hex | None:
    """Return the hex in a foe's way where a screen should stand, when there is room between."""
    field = mind.field(asset)
    way = way_down(mind.view, field, foe.at, SCREEN_AHEAD + 1)
    if len(way) <= SCREEN_AHEAD or asset in way:
        return None
    spot = way[SCREEN_AHEAD - 1]
    return spot if mind.view.setting.board.country[spot] in mind.me.countries else None


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


def fill(mind: Mind, posts: tuple[Post, ...], pool: tuple[Unit, ...]) -> Mapping[UnitId, Post]:
    """Return the post of each unit that is given one: for each post the nearest units until it is held."""
    free = {unit.id: unit for unit in pool}
    given: dict[UnitId, Post] = {}
    for post in posts:
        missing = post.need
        field = mind.field(post.at)
        for unit in _volunteers(mind, post, field, free.values()):
            if missing <= 0:
                break
            missing -= max(1, defence_strength(mind.view, unit))
            given[unit.id] = post
            del free[unit.id]
    return given


def _volunteers(mind: Mind, post: Post, field: tuple[int, ...], units: object) -> list[Unit]:
    """Return the units that could man a post, the most suitable first, none from too far away."""
    able = []
    for unit in units:  # type: ignore[attr-defined]
        way = field[unit.at]
        if way >= FAR or way > 6 * unit.type.move or (unit.type.move == 0 and unit.at != post.at):
            continue
        if post.sappers != ("engineer" in unit.type.traits) or unit.type.range:
            continue
        if post.screen and (unit.type.move < 20 or unit.dig_in):
            continue
        # A garrison is made of weak attackers if these are at hand; strong ones are for the field.
        able.append((way // 8 + unit.type.attack // 2 - 4 * (unit.at == post.at), way, unit.id, unit))
    return [unit for *_, unit in sorted(able, key=lambda one: one[:3])]
