"""The grounds of the relations lens: what the rules say of entering, striking, meeting and paying in a hex,
each as a sentence with its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.hexgrid.coords import Hex
from game.model.kinds import NOBODY, FactionId, Relation, Step, Verb
from game.model.politics import Rung, Zone
from game.model.state import Position
from game.model.tongue import mark, t
from game.rules.command import shut_gate
from game.rules.memo import once_a_position
from game.rules.politics.abroad import is_abroad, why_not_enter
from game.rules.politics.areas import area_between, why_kept_apart, why_sheltered
from game.rules.politics.consent import why_no_consent
from game.rules.politics.posts import why_kept_out
from game.rules.politics.relations import allied, cooperating, hostile, may, name
from game.rules.politics.ring import first_strike, has_fired, rings, rung_of
from game.rules.politics.tension import is_off, is_watched, pair_between
from game.rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of an answer, its rule, and what the tension between the two powers would rise by."""

    text: str
    rule: str
    tension: int = 0

    def __str__(self) -> str:
        return t("{text} (rule {rule})", text=self.text, rule=self.rule)


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


def prices_of(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Iterator[Finding]:
    """9.8, 9.11, 9.12 Yield what a fight with another costs a faction in a hex, beside what a ring brings."""
    zone = area_between(position, actor, other, here)
    if zone is not None:
        yield Finding(t("an attack breaks {zone}, and its guarantors respond", zone=zone.name), "9.11")
    figures = position.setting.rules
    if is_watched(position, actor, other) and _owns_a_ring(position, actor, other):
        by = figures.ring.killed_tension
        yield Finding(t("where a power's own people are killed tension rises by {by}", by=by), "9.8", by)
    if _share_an_enemy(position, actor, other):
        by = figures.politics.shared_tension
        yield Finding(
            t("both fight {shared}: tension rises by {by} and patrons mind", shared=_shared(position), by=by),
            "9.12",
            by,
        )


def answers_of(position: Position, actor: FactionId, other: FactionId, here: Hex) -> Iterator[Finding]:
    """9.7, 9.8 Yield what a ring of a faction's own lets it do to an intruder in a hex."""
    who, whom = name(position, actor), name(position, other)
    for zone in rings(position):
        if zone.owner != actor or position.in_truce(actor, other):
            continue
        if other in zone.intruders and here in zone.hexes:
            rung = _rung(zone, rung_of(position, zone, other))
            if rung is not None:
                step, by = _STEPS[rung.step], rung.tension
                yield Finding(
                    t(
                        "{who} may meet {whom} in {zone} with {step}{rise}",
                        who=who,
                        whom=whom,
                        zone=zone.name,
                        step=step,
                        rise=_rise(by),
                    ),
                    "9.7",
                    by,
                )
        elif here in defended(position, actor, other):
            rung = _rung(zone, first_strike(zone))
            if rung is not None:
                by = rung.tension
                yield Finding(
                    t("{who} may strike {whom} in self-defence{rise}", who=who, whom=whom, rise=_rise(by)),
                    "9.8",
                    by,
                )


_STEPS = {Step.WARN: mark("a warning"), Step.SHOW: mark("a show of force"), Step.STRIKE: mark("a strike")}


def _rise(by: int) -> str:
    return t(", tension +{by}", by=by) if by else ""


def _rung(zone: Zone, index: int) -> Rung | None:
    return zone.ladder[index] if 0 <= index < len(zone.ladder) else None


def ring_words(position: Position, zone: Zone, actor: FactionId) -> Finding:
    """9.6 Return how the owner of a ring meets an intruder in it at present."""
    rung = _rung(zone, rung_of(position, zone, actor))
    step, by = (_STEPS[rung.step], rung.tension) if rung else (_STEPS[Step.WARN], 0)
    owner, who = name(position, zone.owner), name(position, actor)
    return Finding(
        t(
            "inside {zone} {owner} may meet {who} with {step}{rise}",
            zone=zone.name,
            owner=owner,
            who=who,
            step=step,
            rise=_rise(by),
        ),
        "9.6",
        by,
    )


def rings_against(position: Position, actor: FactionId, here: Hex) -> tuple[Zone, ...]:
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
def defended(position: Position, actor: FactionId, other: FactionId) -> frozenset[Hex]:
    """9.8 Return the hexes near a faction's rings and units where it may strike one who has fired."""
    if not has_fired(position, other, actor) or allied(position, actor, other):
        return frozenset()
    reach, within = position.setting.rules.ring.defence_reach, position.setting.board.grid.within
    core = [unit.at for unit in position.units_of(actor)]
    core += [here for zone in rings(position) if zone.owner == actor for here in sorted(zone.hexes)]
    return frozenset(near for here in dict.fromkeys(core) for near in within(here, reach))


# --- in words ---------------------------------------------------------------------------------------


def strike_words(position: Position, actor: FactionId, other: FactionId, strike: Refusal | None) -> Finding:
    """9.1 Return whether a faction may strike another, in a sentence."""
    who, whom = name(position, actor), name(position, other)
    if strike is None:
        return Finding(t("{who} may strike {whom} here", who=who, whom=whom), "9.1")
    if allied(position, actor, other):
        return Finding(
            t("{who} and {whom} are allied: ground, hexes, supply and sight are shared", who=who, whom=whom),
            "9.1",
        )
    if strike.rule == "9.1":
        stance = position.relation(actor, other).value
        return Finding(
            t("{who} may not strike {whom} here: they are {stance}", who=who, whom=whom, stance=stance), "9.1"
        )
    return Finding(
        t("{who} may not strike {whom} here: {reason}", who=who, whom=whom, reason=strike.reason), strike.rule
    )


def meeting_words(position: Position, actor: FactionId, other: FactionId) -> Iterator[Finding]:
    """9.3, 9.5 Yield the danger of standing beside those one is at arm's length with."""
    if position.in_truce(actor, other):
        return
    figures = position.setting.rules.politics
    if position.relation(actor, other) is Relation.DECONFLICTED:
        by = figures.incident_tension
        yield Finding(
            t("units that end a turn side by side risk shots between the lines: tension +{by}", by=by),
            "9.3",
            by,
        )
    if is_off(position, actor, other):
        yield Finding(t("the line is off: air support near the other side risks an incident"), "9.5")


def foot_words(position: Position, actor: FactionId, here: Hex, foot: Refusal | None) -> Finding:
    """9.1 Return whether a faction may enter a hex, in a sentence."""
    who, holder = name(position, actor), position.control[here]
    if foot is not None:
        return Finding(t("{who} may not enter: {reason}", who=who, reason=foot.reason), foot.rule)
    if cooperating(position, actor, holder):
        return Finding(t("{who} may pass here by road", who=who), "9.1")
    if is_abroad(position, actor, here):
        return Finding(t("{who} has leave to enter", who=who), "9.9")
    return Finding(t("{who} may enter", who=who), "9.1")


def supply_words(position: Position, actor: FactionId, here: Hex) -> Iterator[Finding]:
    """7.1, 9.1 Yield whether supply of a faction passes over another's ground."""
    holder = position.control[here]
    if holder in (NOBODY, actor) or hostile(position, actor, holder) or why_not_enter(position, actor, here):
        return
    who = name(position, actor)
    if may(position, actor, Verb.SUPPLY, holder):
        yield Finding(
            t("no supply of {who} passes over ground of {holder}", who=who, holder=name(position, holder)),
            "9.1",
        )
    elif cooperating(position, actor, holder):
        price = position.setting.rules.supply.lent_ground
        yield Finding(t("supply of {who} passes here at {price} times the cost", who=who, price=price), "9.1")
    else:
        yield Finding(t("supply of {who} passes here", who=who), "9.1")
