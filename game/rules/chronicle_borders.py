"""What happens between factions and on borders, in words (chapter 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.kinds import GateState, Leave, Step
from game.model.scenario import Setting
from game.model.tongue import mark, t, tn
from game.rules.chronicle_words import counted_steps, faction_name


def _relation(setting: Setting, event: ev.RelationChanged) -> str:
    who, whom = faction_name(setting, event.actor), faction_name(setting, event.target)
    return t(
        "{who} is now {relation} towards {whom}: {reason}",
        who=who,
        relation=event.relation.value,
        whom=whom,
        reason=event.reason,
    )


def _notice(setting: Setting, event: ev.NoticeGiven) -> str | None:
    if not event.turn:
        return None
    who, whom = faction_name(setting, event.actor), faction_name(setting, event.target)
    return t(
        "{who} declares that it breaks with {whom} from turn {turn}", who=who, whom=whom, turn=event.turn
    )


def _truce(setting: Setting, event: ev.TruceSet) -> str:
    a, b = (faction_name(setting, faction) for faction in event.pair)
    if not event.until:
        return t("The truce between {a} and {b} is over", a=a, b=b)
    return t(
        "A truce between {a} and {b} until the end of turn {until}: {reason}",
        a=a,
        b=b,
        until=event.until,
        reason=event.reason,
    )


def _hotline(setting: Setting, event: ev.HotlineCalled) -> str:
    who, whom = faction_name(setting, event.actor), faction_name(setting, event.target)
    return t("{who} has its patron call the side of {whom}", who=who, whom=whom)


def _grounded(setting: Setting, event: ev.Grounded) -> str:
    return t(
        "{faction} has lost an aircraft and flies less until turn {until}",
        faction=faction_name(setting, event.faction),
        until=event.until,
    )


def _rung(setting: Setting, event: ev.RungClimbed) -> str:
    zone = setting.politics.zones[event.zone]
    what = _ORDERS[zone.ladder[event.rung].step] if event.rung < len(zone.ladder) else t("nothing more")
    return t(
        "{zone}: next for {intruder} there is {what}",
        zone=zone.name,
        intruder=faction_name(setting, event.intruder),
        what=what,
    )


_ORDERS = {Step.WARN: mark("a warning"), Step.SHOW: mark("a show of force"), Step.STRIKE: mark("a strike")}


def _enforced(setting: Setting, event: ev.Enforced) -> str:
    zone, who = setting.politics.zones[event.zone].name, faction_name(setting, event.owner)
    if event.step is Step.WARN:
        return t("{zone}: {who} warns {unit}", zone=zone, who=who, unit=event.unit.name)
    if event.step is Step.SHOW:
        return t("{zone}: {who} shows {unit} its aircraft", zone=zone, who=who, unit=event.unit.name)
    result = t("{steps} lost", steps=counted_steps(event.steps)) if event.steps else t("without effect")
    return t(
        "{zone}: {who} strikes {unit}, rolling {roll}, {result}",
        zone=zone,
        who=who,
        unit=event.unit.name,
        roll=event.roll,
        result=result,
    )


def _closed(setting: Setting, event: ev.RingClosed) -> str:
    zone = setting.politics.zones[event.zone].name
    return (
        t("{zone}: cut off on both sides", zone=zone)
        if event.since
        else t("{zone}: no longer cut off", zone=zone)
    )


def _asked(setting: Setting, event: ev.LeaveAsked) -> str:
    who, whom = faction_name(setting, event.asker), faction_name(setting, event.faction)
    giver, country = _giver(setting, event), event.country.capitalize()
    return t(
        "{words}, rolling {roll}: {answer}",
        words=t(
            "{who} asks {giver} for leave for {whom} in {country}",
            giver=giver,
            who=who,
            whom=whom,
            country=country,
        )
        if giver
        else t("{who} asks leave for {whom} in {country}", who=who, whom=whom, country=country),
        roll=event.roll,
        answer=t("granted") if event.granted else t("not granted"),
    )


def _giver(setting: Setting, event: ev.LeaveAsked) -> str:
    """Return the capital whose leave it is to give, as far as the scenario has it."""
    plans = setting.politics.leaves
    asked = (one.patron for one in plans if (one.faction, one.country) == (event.faction, event.country))
    patron = setting.politics.patrons.get(next(asked, ""))
    return patron.name if patron else ""


_LEAVES = {
    Leave.CLOSED: mark("{who} has no leave for {country}: {reason}"),
    Leave.PURSUIT: mark("{who} may pursue into {country}: {reason}"),
    Leave.OPEN: mark("{who} may enter {country}: {reason}"),
}


def _leave(setting: Setting, event: ev.LeaveChanged) -> str:
    who = faction_name(setting, event.faction)
    return t(_LEAVES[event.leave], who=who, country=event.country.capitalize(), reason=event.reason)


def _abroad(setting: Setting, event: ev.WentAbroad) -> str | None:
    count = sum(1 for _, turns in event.units if turns)
    if not count:
        return None
    who = faction_name(setting, event.faction)
    return tn("{who} has {count} unit abroad", "{who} has {count} units abroad", count, who=who)


_GATES = {
    GateState.OPEN: mark("{place} is open: {reason}"),
    GateState.AID: mark("{place} lets only aid pass: {reason}"),
    GateState.CLOSED: mark("{place} is closed: {reason}"),
}


def _gate(setting: Setting, event: ev.GateSet) -> str:
    return t(_GATES[event.state], place=setting.board.places[event.place].name, reason=event.reason)


def _revalued(setting: Setting, event: ev.PlaceRevalued) -> str:
    return t(
        "{place} is now worth {value}: {reason}",
        place=setting.board.places[event.place].name,
        value=event.value,
        reason=event.reason,
    )


def _area(setting: Setting, event: ev.AreaChanged) -> str:
    return t("{zone}: {reason}", zone=setting.politics.zones[event.zone].name, reason=event.reason)


TELLERS: dict[type, Callable[[Setting, Any], str | None]] = {
    ev.RelationChanged: _relation,
    ev.NoticeGiven: _notice,
    ev.TruceSet: _truce,
    ev.HotlineCalled: _hotline,
    ev.Grounded: _grounded,
    ev.RungClimbed: _rung,
    ev.Enforced: _enforced,
    ev.RingClosed: _closed,
    ev.LeaveAsked: _asked,
    ev.LeaveChanged: _leave,
    ev.WentAbroad: _abroad,
    ev.GateSet: _gate,
    ev.PlaceRevalued: _revalued,
    ev.AreaChanged: _area,
}
"""How each of these events is told."""
