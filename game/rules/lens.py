"""The relations lens: what one faction may do to another in each hex, and which rule says so.

It decides nothing: every answer is asked of the rules that judge orders. Hexes that are alike in everything
those rules look at share one answer, so that a whole map is answered in a blink.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, Relation
from game.model.scenario import Setting
from game.model.state import Position
from game.model.tongue import t
from game.rules.lens_grounds import (
    Finding,
    answers_of,
    defended,
    foot_words,
    meeting_words,
    prices_of,
    ring_words,
    rings_against,
    strike_words,
    supply_words,
    why_not_set_foot,
    why_not_strike,
)
from game.rules.memo import once_a_position
from game.rules.politics.abroad import depth_of, from_home
from game.rules.politics.posts import kept_out
from game.rules.politics.relations import allied, cooperating, hostile, name
from game.rules.politics.ring import rings
from game.rules.politics.tension import is_watched
from game.rules.refusal import Refusal


class Deed(StrEnum):
    """What one faction may do to another in a hex, as the map shows it."""

    STRIKE = "strike"
    """It may fight there and enter, at no price."""
    PRICE = "price"
    """It may fight there, and pays for it: tension, a ring's owner, a broken agreement."""
    FIRE = "fire"
    """It may fight whom it finds there, and not enter."""
    MEET = "meet"
    """It may do no more than its ring's ladder says."""
    RISK = "risk"
    """It may be there and not fire, at the risk that a ring's owner meets it."""
    SHADOW = "shadow"
    """It may be there and watch, and not fire."""
    SHELTER = "shelter"
    """An enemy is there whom something shelters."""
    PASS = "pass"
    """It may pass by road."""
    SHARE = "share"
    """They share the ground as friends."""
    CLOSED = "closed"
    """It may not set foot there."""


class Verdict(NamedTuple):
    """What a faction may do to another in a hex: the deed, and the sentences that say so, the most telling
    first."""

    deed: Deed
    findings: tuple[Finding, ...]

    @property
    def tension(self) -> int:
        """The most that what is done there may add to the tension."""
        return max((finding.tension for finding in self.findings), default=0)


_BESIDE = (Deed.SHADOW, Deed.MEET, Deed.RISK)
"""What leaves two factions side by side, neither allied nor at blows."""

Kind: TypeAlias = tuple[object, ...]
"""Everything about a hex that the rules of this lens look at."""


def judged(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Verdict:
    """9.1 Return what a faction may do to another in a hex, with the reasons."""
    if actor == other:
        return Verdict(Deed.SHARE, (Finding(t("{actor} is itself", actor=name(position, actor)), "9.1"),))
    foot = why_not_set_foot(position, actor, here)
    strike = why_not_strike(position, actor, other, here)
    met = tuple(ring_words(position, ring, actor) for ring in rings_against(position, actor, here))
    prices = (*met, *(prices_of(position, actor, other, here) if strike is None else ()))
    answers = tuple(answers_of(position, actor, other, here))
    deed = _deed(position, actor, other, here, foot, strike, prices, answers)
    told = (
        *answers,
        strike_words(position, actor, other, strike),
        *prices,
        *(meeting_words(position, actor, other) if deed in _BESIDE else ()),
        *(
            []
            if foot and strike and foot.reason == strike.reason
            else [foot_words(position, actor, here, foot)]
        ),
        *supply_words(position, actor, here),
    )
    return Verdict(deed, told)


@once_a_position
def deeds(position: Position, actor: FactionId, other: FactionId) -> tuple[Deed, ...]:
    """9.1 Return what a faction may do to another in every hex of the map."""
    found: dict[Kind, Deed] = {}
    answers = []
    for here, kind in enumerate(_kinds(position, actor, other)):
        if kind not in found:
            found[kind] = judged(position, actor, other, here).deed
        answers.append(found[kind])
    return tuple(answers)


def who_may(position: Position, other: FactionId, here: Hex) -> dict[Deed, tuple[FactionId, ...]]:
    """9.1 Return which factions may do what to another in a hex, all of them compared."""
    found: dict[Deed, tuple[FactionId, ...]] = {}
    for actor in position.setting.order:
        if actor != other:
            deed = judged(position, actor, other, here).deed
            found[deed] = (*found.get(deed, ()), actor)
    return found


def most_important_other(position: Position, actor: FactionId) -> FactionId:
    """9.5 Return whom a faction would ask about first: one with whom it shares a ring, then the power it
    watches, then the enemy that it has the longest front with."""
    control, around = position.control, position.setting.board.grid.around
    fronts = dict.fromkeys(position.setting.order, 0)
    for here, holder in enumerate(control):
        if holder == actor:
            for near in around[here]:
                fronts[control[near]] = fronts.get(control[near], 0) + 1

    def rank(other: FactionId) -> tuple[bool, bool, bool, int]:
        ringed = any({zone.owner, *zone.intruders} >= {actor, other} for zone in rings(position))
        watched, foe = is_watched(position, actor, other), hostile(position, actor, other)
        return not ringed, not watched, not foe, -fronts[other]

    return min((one for one in position.setting.order if one != actor), key=rank, default=actor)


def _deed(
    position: Position,
    actor: FactionId,
    other: FactionId,
    here: Hex,
    foot: Refusal | None,
    strike: Refusal | None,
    prices: tuple[Finding, ...],
    answers: tuple[Finding, ...],
) -> Deed:
    """9.1 Return which of the deeds the answers amount to."""
    if strike is None:
        return Deed.FIRE if foot else Deed.PRICE if prices else Deed.STRIKE
    if answers:
        return Deed.MEET
    enemy = position.relations.get((actor, other)) is Relation.HOSTILE
    if enemy and strike.rule in {"1.4", "9.11", "9.15", "13.4"}:
        return Deed.SHELTER
    if foot:
        return Deed.CLOSED
    if prices:
        return Deed.RISK
    if cooperating(position, actor, other) and position.control[here] == other:
        return Deed.PASS
    return Deed.SHARE if allied(position, actor, other) else Deed.SHADOW


# --- which hexes are alike ----------------------------------------------------------------------------


def _kinds(position: Position, actor: FactionId, other: FactionId) -> Iterator[Kind]:
    """Yield of each hex what the rules above look at: holder, leave, roads, zones, posts, self-defence."""
    board, control = position.setting.board, position.control
    too_deep = _beyond_leave(position, actor)
    posts, near, roads = kept_out(position, actor), defended(position, actor, other), board.road_hexes
    zones = _zones_at(position.setting)
    for here in range(len(board.grid)):
        yield (
            control[here], too_deep[here], here in roads, zones.get(here, ()), here in posts, here in near
        )  # fmt: skip


def _beyond_leave(position: Position, actor: FactionId) -> tuple[bool, ...]:
    """9.9 Return of each hex whether it lies beyond a faction's countries and leave."""
    board = position.setting.board
    distances = from_home(position.setting, actor)
    depths = {country: depth_of(position, actor, country) for country in dict.fromkeys(board.country)}
    return tuple(far > (depths[board.country[here]] if far else 0) for here, far in enumerate(distances))


def _zones_at(setting: Setting) -> dict[Hex, tuple[str, ...]]:
    """Return the zones that each hex lies in."""
    found: dict[Hex, tuple[str, ...]] = {}
    for zone in setting.politics.zones.values():
        for here in sorted(zone.hexes):
            found[here] = (*found.get(here, ()), zone.id)
    return found
