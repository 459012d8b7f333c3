"""A second generator of moves, for counts that two must agree on: slow, plain, and with no line of the rules.

Legend: a spot is (q, r) from the centre; costs are in half points. A unit moves once a turn, to a spot it can
reach and stop in; a side ends its impulse; a turn has as many impulses as the position says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

Spot = tuple[int, int]
Pair = frozenset[Spot]

OPEN, ROAD, INTO_ZONE, THROUGH_ZONES = 2, 1, 2, 4
"""Half points: a hex of open desert, one along a paved road, more into a zone, more again between zones."""

GROUND = {"desert": 2, "rough": 4}
AROUND = ((1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1))


@dataclass(frozen=True)
class Plain:
    """What never changes: `shut` are hexsides nobody crosses, `blind` those no zone reaches over."""

    spots: frozenset[Spot]
    points: int
    room: int
    impulses: int
    order: tuple[str, ...]
    stance: Mapping[frozenset[str], str]
    cost: Mapping[Spot, int]
    roads: frozenset[Pair]
    shut: frozenset[Pair]
    blind: frozenset[Pair]


@dataclass(frozen=True)
class Now:
    """Where units stand, who has moved, and whose impulse it is."""

    at: Mapping[str, Spot]
    owner: Mapping[str, str]
    turn: int = 1
    impulse: int = 0
    side: int = 0
    moved: frozenset[str] = field(default_factory=frozenset)


def read(path: Path) -> tuple[Plain, Now]:
    """Return a position from its file."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    radius = raw["radius"]
    span = range(-radius, radius + 1)
    spots = {(q, r) for q in span for r in span if abs(q + r) <= radius}
    spots -= {tuple(spot) for spot in raw.get("abroad", ())}
    sides = {kind: {_side(*pair) for pair in raw.get(kind, ())} for kind in ("rivers", "bridges", "cliffs")}
    roads = {_side(a, b) for road in raw.get("roads", ()) for a, b in pairwise(road)}
    wet = sides["rivers"] - sides["bridges"]
    plain = Plain(
        spots=frozenset(spots),
        points=int(2 * raw["move"]),
        room=raw["rules"]["stacking"]["manoeuvre"],
        impulses=raw.get("impulses", 1),
        order=tuple(raw["factions"]),
        stance={frozenset(one["between"]): one["are"] for one in raw.get("stances", ())},
        cost={tuple(at): GROUND[kind] for kind, some in raw.get("ground", {}).items() for at in some},
        roads=frozenset(roads),
        shut=frozenset(wet | (sides["cliffs"] - roads)),
        blind=frozenset(wet | sides["cliffs"]),
    )
    units = raw["units"]
    at = {id: tuple(one["at"]) for id, one in units.items()}
    return plain, Now(at, {id: one["faction"] for id, one in units.items()})


def _side(a: list[int], b: list[int]) -> Pair:
    return frozenset((tuple(a), tuple(b)))  # type: ignore[arg-type]


def sequences(plain: Plain, now: Now, depth: int) -> int:
    """Return how many different sequences of so many orders there are."""
    if depth == 0:
        return 1
    side = plain.order[now.side]
    own = [id for id in now.at if now.owner[id] == side and id not in now.moved]
    moves = [
        replace(now, at={**now.at, id: there}, moved=now.moved | {id})
        for id in own
        for there in stops(plain, now, id)
    ]
    return sum(sequences(plain, after, depth - 1) for after in [*moves, handed_on(plain, now)])


def handed_on(plain: Plain, now: Now) -> Now:
    """Return the position after a side has ended its impulse."""
    if now.side + 1 < len(plain.order):
        return replace(now, side=now.side + 1)
    if now.impulse + 1 < plain.impulses:
        return replace(now, side=0, impulse=now.impulse + 1)
    return replace(now, side=0, impulse=0, turn=now.turn + 1, moved=frozenset())


def stops(plain: Plain, now: Now, id: str) -> list[Spot]:
    """Return where a unit may end a move: every loop-free way is tried until none gets any cheaper."""
    mine = now.owner[id]
    others = {at for other, at in now.at.items() if now.owner[other] != mine}
    zone = zones(plain, now, mine)
    best = {now.at[id]: 0}
    changed = True
    while changed:
        changed = False
        for here, spent in list(best.items()):
            for near in neighbours(plain, here):
                price = spent + step(plain, here, near, zone)
                if near not in others and price <= plain.points and price < best.get(near, 10**6):
                    best[near], changed = price, True
    friends = [at for other, at in now.at.items() if now.owner[other] == mine and other != id]
    return [spot for spot in best if spot != now.at[id] and friends.count(spot) < plain.room]


def neighbours(plain: Plain, here: Spot) -> list[Spot]:
    """Return the spots that one may step into from another."""
    around = [(here[0] + q, here[1] + r) for q, r in AROUND]
    return [near for near in around if near in plain.spots and frozenset((here, near)) not in plain.shut]


def step(plain: Plain, here: Spot, near: Spot, zone: Mapping[Spot, int]) -> int:
    """Return what a step costs."""
    price = ROAD if frozenset((here, near)) in plain.roads else plain.cost.get(near, OPEN)
    if zone.get(near):
        price += INTO_ZONE
    if zone.get(here) == zone.get(near) == 2:
        price += THROUGH_ZONES
    return price


def zones(plain: Plain, now: Now, mine: str) -> dict[Spot, int]:
    """Return how strongly each spot lies in a zone of control: 2 of enemies, 1 of the deconflicted."""
    found: dict[Spot, int] = {}
    for id, at in now.at.items():
        if now.owner[id] == mine:
            continue
        stance = plain.stance.get(frozenset((mine, now.owner[id])), "hostile")
        strength = {"hostile": 2, "deconflicted": 1}.get(stance, 0)
        for q, r in AROUND:
            near = (at[0] + q, at[1] + r)
            if near in plain.spots and frozenset((at, near)) not in plain.blind:
                found[near] = max(found.get(near, 0), strength)
    return found
