"""The relations lens: what one faction may do to another in each hex, and which rule says so.

It decides nothing: every answer is asked of the rules that judge orders. Hexes that are alike in everything
those rules look at share one answer, so that a whole map is answered in a blink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from game.hexgrid.coords import Hex
from game.model.kinds import NOBODY, FactionId, Relation, Step, Verb
from game.model.politics import Rung, Zone
from game.model.scenario import Setting
from game.model.state import Position
from game.rules.command import shut_gate
from game.rules.memo import once_a_position
from game.rules.politics.abroad import depth_of, from_home, is_abroad, why_not_enter
from game.rules.politics.areas import area_between, why_kept_apart, why_sheltered
from game.rules.politics.consent import why_no_consent
from game.rules.politics.posts import kept_out, why_kept_out
from game.rules.politics.relations import allied, cooperating, hostile, may, name
from game.rules.politics.ring import first_strike, has_fired, rings, rung_of
from game.rules.politics.tension import is_off, is_watched, pair_between
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of an answer, its rule, and what the tension between the two powers would rise by."""

    text: str
    rule: str
    tension: int = 0

    def __str__(self) -> str:
        return f"{self.text} (rule {self.rule})"


class Verdict(NamedTuple):
    """What a faction may do to another in a hex: the deed, and the sentences that say so, the most telling
    first."""

    deed: Deed
    findings: tuple[Finding, ...]

    @property
    def tension(self) -> int:
        """The most that what is done there may add to the tension."""
        return max((finding.tension for finding in self.findings), default=0)


Kind: TypeAlias = tuple[object, ...]
"""Everything about a hex that the rules of this lens look at."""


def judged(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Verdict:
    """9.1 Return what a faction may do to another in a hex, with the reasons."""
    if actor == other:
        return Verdict(Deed.SHARE, (Finding(f"{name(position, actor)} is itself", "9.1"),))
    foot = why_not_set_foot(position, actor, here)
    strike = why_not_strike(position, actor, other, here)
    met = tuple(_ring_words(position, ring, actor) for ring in _rings_against(position, actor, here))
    prices = (*met, *(_prices(position, actor, other, here) if strike is None else ()))
    answers = tuple(_answers(position, actor, other, here))
    deed = _deed(position, actor, other, here, foot, strike, prices, answers)
    told = (
        *answers,
        _strike_words(position, actor, other, strike),
        *prices,
        *_meeting_words(position, actor, other, deed),
        *(
            []
            if foot and strike and foot.reason == strike.reason
            else [_foot_words(position, actor, here, foot)]
        ),
        *_supply_words(position, actor, here),
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


# --- what the rules say ------------------------------------------------------------------------------


def why_not_set_foot(position: Position, actor: FactionId, here: Hex) -> Refusal | None:
    """9.1, 9.2, 9.11, 13.4, 16.5 Return why politics keep a faction from entering a hex, or None."""
    holder = position.control[here]
    refusal = (
        may(position, actor, Verb.ENTER, holder, here)
        or why_kept_out(position, actor, here)
        or why_kept_apart(position, actor, here)
    )
    if refusal is None and hostile(position, actor, holder):
        return _held_back(position, actor) or _unkeyed(position, actor, here)
    return refusal


def why_not_strike(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Refusal | None:
    """9.1, 9.2, 9.11, 13.4, 16.5 Return why a faction may not attack another's people in a hex, or None."""
    return (
        why_not_enter(position, actor, here)
        or may(position, actor, Verb.ATTACK, other)
        or why_kept_out(position, actor, here)
        or why_sheltered(position, actor, (other,), here)
        or _held_back(position, actor)
        or _unkeyed(position, actor, here)
    )


def _held_back(position: Position, actor: FactionId) -> Refusal | None:
    """1.4 Return the gate that keeps a faction from attacking anybody yet, or None."""
    gate = shut_gate(position, actor)
    return None if gate is None else Refusal(gate.reason, "1.4")


def _unkeyed(position: Position, actor: FactionId, here: Hex) -> Refusal | None:
    """13.4 Return what keeps every HQ of a faction from attacking a hex for want of consent, or None."""
    hqs = tuple(position.setting.factions[actor].hqs) or ("",)
    refusals = [why_no_consent(position, actor, (hq,), here) for hq in hqs]
    return refusals[0] if all(refusals) else None


def _prices(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Iterator[Finding]:
    """9.8, 9.11, 9.12 Yield what a fight with another costs a faction in a hex, beside what a ring brings."""
    zone = area_between(position, actor, other, here)
    if zone is not None:
        yield Finding(f"an attack breaks {zone.name}, and its guarantors respond", "9.11")
    figures = position.setting.rules
    if is_watched(position, actor, other) and _owns_a_ring(position, actor, other):
        by = figures.ring.killed_tension
        yield Finding(f"where a power's own people are killed tension rises by {by}", "9.8", by)
    if _share_an_enemy(position, actor, other):
        by = figures.politics.shared_tension
        yield Finding(f"both fight {_shared(position)}: tension rises by {by} and patrons mind", "9.12", by)


def _answers(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Iterator[Finding]:
    """9.7, 9.8 Yield what a ring of a faction's own lets it do to an intruder in a hex."""
    who, whom = name(position, actor), name(position, other)
    for zone in rings(position):
        if zone.owner != actor or position.in_truce(actor, other):
            continue
        if other in zone.intruders and here in zone.hexes:
            rung = _rung(zone, rung_of(position, zone, other))
            if rung is not None:
                step, by = _STEPS[rung.step], rung.tension
                yield Finding(f"{who} may meet {whom} in {zone.name} with {step}{_rise(by)}", "9.7", by)
        elif here in _defended(position, actor, other):
            rung = _rung(zone, first_strike(zone))
            if rung is not None:
                by = rung.tension
                yield Finding(f"{who} may strike {whom} in self-defence{_rise(by)}", "9.8", by)


_STEPS = {Step.WARN: "a warning", Step.SHOW: "a show of force", Step.STRIKE: "a strike"}


def _rise(by: int) -> str:
    return f", tension +{by}" if by else ""


def _rung(zone: Zone, index: int) -> Rung | None:
    return zone.ladder[index] if 0 <= index < len(zone.ladder) else None


def _ring_words(position: Position, zone: Zone, actor: FactionId) -> Finding:
    """9.6 Return how the owner of a ring meets an intruder in it at present."""
    rung = _rung(zone, rung_of(position, zone, actor))
    step, by = (_STEPS[rung.step], rung.tension) if rung else (_STEPS[Step.WARN], 0)
    owner, who = name(position, zone.owner), name(position, actor)
    return Finding(f"inside {zone.name} {owner} may meet {who} with {step}{_rise(by)}", "9.6", by)


def _rings_against(position: Position, actor: FactionId, here: Hex) -> tuple[Zone, ...]:
    """9.6 Return the rings in which a faction would be an intruder in a hex."""
    return tuple(
        zone
        for zone in rings(position)
        if actor in zone.intruders and here in zone.hexes and not position.in_truce(zone.owner, actor)
    )


def _owns_a_ring(position: Position, actor: FactionId, other: FactionId) -> bool:
    return any(zone.owner in (actor, other) for zone in rings(position))


def _shared(position: Position) -> str:
    return name(position, position.setting.politics.shared_enemy)


def _share_an_enemy(position: Position, actor: FactionId, other: FactionId) -> bool:
    """9.12 Whether two who might break with each other (and so were no enemies) fight the shared one."""
    enemy, pairs = position.setting.politics.shared_enemy, position.setting.politics.breakable
    if (
        not enemy
        or enemy in (actor, other)
        or not is_watched(position, *pair_between(position, actor, other))
    ):
        return False
    both = hostile(position, actor, enemy) and hostile(position, other, enemy)
    return both and ((actor, other) in pairs or (other, actor) in pairs)


@once_a_position
def _defended(position: Position, actor: FactionId, other: FactionId) -> frozenset[Hex]:
    """9.8 Return the hexes near a faction's rings and units where it may strike one who has fired."""
    if not has_fired(position, other, actor) or allied(position, actor, other):
        return frozenset()
    reach, within = position.setting.rules.ring.defence_reach, position.setting.board.grid.within
    core = [unit.at for unit in position.units_of(actor)]
    core += [here for zone in rings(position) if zone.owner == actor for here in sorted(zone.hexes)]
    return frozenset(near for here in dict.fromkeys(core) for near in within(here, reach))


# --- the deed, and its words --------------------------------------------------------------------------


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


def _strike_words(position: Position, actor: FactionId, other: FactionId, strike: Refusal | None) -> Finding:
    who, whom = name(position, actor), name(position, other)
    if strike is None:
        return Finding(f"{who} may strike {whom} here", "9.1")
    if allied(position, actor, other):
        return Finding(f"{who} and {whom} are allied: ground, hexes, supply and sight are shared", "9.1")
    if strike.rule == "9.1":
        stance = position.relation(actor, other).value
        return Finding(f"{who} may not strike {whom} here: they are {stance}", "9.1")
    return Finding(f"{who} may not strike {whom} here: {strike.reason}", strike.rule)


def _meeting_words(position: Position, actor: FactionId, other: FactionId, deed: Deed) -> Iterator[Finding]:
    """9.3, 9.5 Yield the danger of standing beside those one is at arm's length with."""
    if deed not in (Deed.SHADOW, Deed.MEET, Deed.RISK) or position.in_truce(actor, other):
        return
    figures = position.setting.rules.politics
    if position.relation(actor, other) is Relation.DECONFLICTED:
        by = figures.incident_tension
        yield Finding(
            f"units that end a turn side by side risk shots between the lines: tension +{by}", "9.3", by
        )
    if is_off(position, actor, other):
        yield Finding("the line is off: air support near the other side risks an incident", "9.5")


def _foot_words(position: Position, actor: FactionId, here: Hex, foot: Refusal | None) -> Finding:
    who, holder = name(position, actor), position.control[here]
    if foot is not None:
        return Finding(f"{who} may not enter: {foot.reason}", foot.rule)
    if cooperating(position, actor, holder):
        return Finding(f"{who} may pass here by road", "9.1")
    if is_abroad(position, actor, here):
        return Finding(f"{who} has leave to enter", "9.9")
    return Finding(f"{who} may enter", "9.1")


def _supply_words(position: Position, actor: FactionId, here: Hex) -> Iterator[Finding]:
    """7.1, 9.1 Yield whether supply of a faction passes over another's ground."""
    holder = position.control[here]
    if holder in (NOBODY, actor) or hostile(position, actor, holder) or why_not_enter(position, actor, here):
        return
    who = name(position, actor)
    if may(position, actor, Verb.SUPPLY, holder):
        yield Finding(f"no supply of {who} passes over ground of {name(position, holder)}", "9.1")
    elif cooperating(position, actor, holder):
        price = position.setting.rules.supply.lent_ground
        yield Finding(f"supply of {who} passes here at {price} times the cost", "9.1")
    else:
        yield Finding(f"supply of {who} passes here", "9.1")


# --- which hexes are alike ----------------------------------------------------------------------------


def _kinds(position: Position, actor: FactionId, other: FactionId) -> Iterator[Kind]:
    """Yield of each hex what the rules above look at: holder, leave, roads, zones, posts, self-defence."""
    board, control = position.setting.board, position.control
    too_deep = _beyond_leave(position, actor)
    posts, near, roads = kept_out(position, actor), _defended(position, actor, other), board.road_hexes
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
