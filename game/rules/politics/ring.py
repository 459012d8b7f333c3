"""A ring that a power draws round its base (9.6–9.8): who is in it, how far up the ladder, what is done."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.events import AirSpent, Disrupted, Enforced, RungClimbed, StepsLost
from game.model.kinds import FactionId, Step, ZoneKind
from game.model.orders import Order
from game.model.politics import Rung, Zone
from game.model.state import Position, State, View
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.combat import air_owner
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.relations import allied, allies, may_not_in_truce, name
from game.rules.politics.tension import is_off, pair_between, strain
from game.rules.refusal import Refusal


def rings(position: Position) -> tuple[Zone, ...]:
    """9.6 Return the rings that are drawn at present."""
    return tuple(
        zone
        for zone in position.setting.politics.zones.values()
        if zone.kind is ZoneKind.RING
        and zone.since <= position.turn
        and (not zone.until or position.turn <= zone.until)
    )


def climb(play: Play) -> None:
    """9.6 At the end of a turn each intruder climbs a rung of a ring's ladder, or goes down one."""
    for zone in rings(play.state):
        for intruder in zone.intruders:
            before = play.state.affairs.rungs.get((zone.id, intruder), 0)
            after = _next_rung(play.state, zone, intruder, before)
            if after > before == 0:
                _warn(play, zone, intruder)
            if after != before:
                play.enter(RungClimbed(zone.id, intruder, after))


def _warn(play: Play, zone: Zone, intruder: FactionId) -> None:
    """9.6 Who is found inside for the first time has been warned by the end of the turn."""
    unit = next(unit for unit in play.state.units_of(intruder) if unit.at in zone.hexes)
    warned = (zone.id, intruder) in play.state.affairs.enforced
    if zone.ladder[0].step is Step.WARN and not warned:
        play.enter(Enforced(zone.id, zone.owner, Step.WARN, unit, unit.at, 0, 0))


def _next_rung(state: State, zone: Zone, intruder: FactionId, rung: int) -> int:
    if state.in_truce(zone.owner, intruder):
        return rung
    inside = any(unit.at in zone.hexes for unit in state.units_of(intruder))
    return min(rung + 1, max(0, len(zone.ladder) - 1)) if inside else max(0, rung - 1)


def first_strike(zone: Zone) -> int:
    """9.6 Return the index of the first strike of a ladder, its length where it has none."""
    return next((i for i, rung in enumerate(zone.ladder) if rung.step is Step.STRIKE), len(zone.ladder))


def rung_of(position: Position, zone: Zone, intruder: FactionId) -> int:
    """9.6 Return the rung an intruder stands on; while the line is off no lower than the first strike."""
    climbed = position.affairs.rungs.get((zone.id, intruder), 0)
    if is_off(position, *pair_between(position, zone.owner, intruder)):
        climbed = max(climbed, first_strike(zone))
    return min(climbed, len(zone.ladder) - 1)


def answer_to(position: Position, zone: Zone, unit: Unit) -> Rung | None:
    """9.7, 9.8 Return what the owner of a ring may do to a unit: the rung inside, a strike outside."""
    index = rung_of(position, zone, unit.faction) if is_inside(zone, unit) else first_strike(zone)
    return zone.ladder[index] if 0 <= index < len(zone.ladder) else None


def is_inside(zone: Zone, unit: Unit) -> bool:
    """9.6 Whether a unit intrudes in a ring."""
    return unit.faction in zone.intruders and unit.at in zone.hexes


def why_not_enforce(position: Position, faction: FactionId, order: od.Enforce) -> Refusal | None:
    """9.7 Return why the owner of a ring may not act against a unit, or None."""
    zone = next((zone for zone in rings(position) if zone.id == order.zone), None)
    if zone is None or zone.owner != faction:
        return Refusal("no such ring of yours is drawn", "9.7")
    unit = position.units.get(order.unit)
    if unit is None:
        return Refusal("no such unit is in sight", "9.7")
    return may_not_in_truce(position, faction, unit.faction) or _why_not_answer(position, zone, unit)


def _why_not_answer(position: Position, zone: Zone, unit: Unit) -> Refusal | None:
    rung = answer_to(position, zone, unit)
    if rung is None:
        return Refusal(
            say("the ladder of {zone} has nothing for {unit}", zone=zone.name, unit=unit.name), "9.7"
        )
    if not is_inside(zone, unit):
        refusal = why_not_outside(position, zone, unit)
        if refusal:
            return refusal
    if rung.step is Step.STRIKE:
        left = position.air.get(air_owner(position, zone.owner), 0)
        return (
            Refusal(say("a strike takes {points} air points", points=rung.points), "9.7")
            if rung.points > left
            else None
        )
    if (zone.id, unit.faction) in position.affairs.enforced:
        return Refusal(
            say(
                "{faction} has been met in {zone} this turn",
                faction=name(position, unit.faction),
                zone=zone.name,
            ),
            "9.7",
        )
    return None


def why_not_outside(position: Position, zone: Zone, unit: Unit) -> Refusal | None:
    """9.8 Return why a unit outside a ring may not be struck in self-defence, or None."""
    if allied(position, zone.owner, unit.faction):
        return Refusal(say("{unit} is a friend", unit=unit.name), "9.8")
    if not has_fired(position, unit.faction, zone.owner):
        who = name(position, unit.faction)
        return Refusal(
            say(
                "{unit} is outside {zone}, and {who} has not fired on us or ours",
                unit=unit.name,
                zone=zone.name,
                who=who,
            ),
            "9.8",
        )
    reach = position.setting.rules.ring.defence_reach
    near = position.setting.board.grid.within(unit.at, reach)
    own = {other.at for other in position.units_of(zone.owner)}
    if any(here in zone.hexes or here in own for here in near):
        return None
    return Refusal(
        say(
            "{unit} is more than {reach} hexes from {zone} and our people",
            unit=unit.name,
            reach=reach,
            zone=zone.name,
        ),
        "9.8",
    )


def has_fired(position: Position, faction: FactionId, on: FactionId) -> bool:
    """9.8 Whether a faction attacked another or its allies, this turn or the last."""
    fired = position.affairs.fired_on
    return any(fired.get((faction, friend), -9) >= position.turn - 1 for friend in allies(position, on))


def enforce(play: Play, view: View, order: od.Enforce) -> None:
    """9.7 Warn, show force to or strike a unit, as the ladder says."""
    zone, unit = play.state.setting.politics.zones[order.zone], play.unit(order.unit)
    rung = answer_to(play.state, zone, unit)
    assert rung is not None
    if rung.step is Step.STRIKE:
        _strike(play, zone, unit, rung)
        return
    play.enter(Enforced(zone.id, zone.owner, rung.step, unit, unit.at, 0, 0))
    if rung.step is Step.SHOW and not unit.disrupted:
        play.enter(Disrupted(play.unit(unit.id), True))


def _strike(play: Play, zone: Zone, unit: Unit, rung: Rung) -> None:
    """9.7 A strike costs air, perhaps steps, and tension: less when the intruder was struck just before."""
    state, key = play.state, (zone.id, unit.faction)
    thrown = roll_two(state, "enforce", unit.id, state.affairs.enforced.count(key))
    steps = (thrown >= rung.need) + (thrown >= rung.need and thrown >= rung.hard_need)
    repeated = state.affairs.struck.get(key, -9) >= state.turn - 1
    play.enter(AirSpent(air_owner(state, zone.owner), rung.points))
    play.enter(Enforced(zone.id, zone.owner, rung.step, unit, unit.at, thrown, steps))
    if steps:
        play.enter(
            StepsLost(
                play.unit(unit.id), steps, unit.at, say("struck by {owner}", owner=name(state, zone.owner))
            )
        )
    strain(
        play, zone.owner, unit.faction, rung.repeat_tension if repeated else rung.tension, mark("a strike")
    )


def candidates(view: View) -> Iterator[Order]:
    """9.7 Propose to act against every unit in sight of an intruder."""
    for zone in rings(view):
        if zone.owner == view.faction:
            for unit in view.units.values():
                if is_inside(zone, unit) or has_fired(view, unit.faction, zone.owner):
                    yield od.Enforce(zone.id, unit.id)


JUDGES = {od.Enforce: why_not_enforce}
HANDLERS = {od.Enforce: enforce}
