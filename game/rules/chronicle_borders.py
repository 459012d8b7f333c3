"""What happens between factions and on borders, in words (chapter 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.kinds import GateState, Leave, Step
from game.model.scenario import Setting
from game.rules.chronicle_words import counted_steps, faction_name


def _relation(setting: Setting, event: ev.RelationChanged) -> str:
    who, whom = faction_name(setting, event.actor), faction_name(setting, event.target)
    return f"{who} is now {event.relation.value} towards {whom}: {event.reason}"


def _notice(setting: Setting, event: ev.NoticeGiven) -> str | None:
    if not event.turn:
        return None
    who, whom = faction_name(setting, event.actor), faction_name(setting, event.target)
    return f"{who} declares that it breaks with {whom} from turn {event.turn}"


def _truce(setting: Setting, event: ev.TruceSet) -> str:
    a, b = (faction_name(setting, faction) for faction in event.pair)
    if not event.until:
        return f"The truce between {a} and {b} is over"
    return f"A truce between {a} and {b} until the end of turn {event.until}: {event.reason}"


def _hotline(setting: Setting, event: ev.HotlineCalled) -> str:
    who, whom = faction_name(setting, event.actor), faction_name(setting, event.target)
    return f"{who} has its patron call the side of {whom}"


def _grounded(setting: Setting, event: ev.Grounded) -> str:
    return (
        f"{faction_name(setting, event.faction)} has lost an aircraft and flies less until turn {event.until}"
    )


def _rung(setting: Setting, event: ev.RungClimbed) -> str:
    zone = setting.politics.zones[event.zone]
    what = _ORDERS[zone.ladder[event.rung].step] if event.rung < len(zone.ladder) else "nothing more"
    return f"{zone.name}: next for {faction_name(setting, event.intruder)} there is {what}"


_ORDERS = {Step.WARN: "a warning", Step.SHOW: "a show of force", Step.STRIKE: "a strike"}


def _enforced(setting: Setting, event: ev.Enforced) -> str:
    zone, who = setting.politics.zones[event.zone].name, faction_name(setting, event.owner)
    if event.step is Step.WARN:
        return f"{zone}: {who} warns {event.unit.name}"
    if event.step is Step.SHOW:
        return f"{zone}: {who} shows {event.unit.name} its aircraft"
    result = f"{counted_steps(event.steps)} lost" if event.steps else "without effect"
    return f"{zone}: {who} strikes {event.unit.name}, rolling {event.roll}, {result}"


def _closed(setting: Setting, event: ev.RingClosed) -> str:
    zone = setting.politics.zones[event.zone].name
    return f"{zone}: cut off on both sides" if event.since else f"{zone}: no longer cut off"


def _asked(setting: Setting, event: ev.LeaveAsked) -> str:
    who, whom = faction_name(setting, event.asker), faction_name(setting, event.faction)
    answer = "granted" if event.granted else "not granted"
    giver = _giver(setting, event)
    words = f"{who} asks {giver + ' for ' if giver else ''}leave for {whom} in {event.country.capitalize()}"
    return f"{words}, rolling {event.roll}: {answer}"


def _giver(setting: Setting, event: ev.LeaveAsked) -> str:
    """Return the capital whose leave it is to give, as far as the scenario has it."""
    plans = setting.politics.leaves
    asked = (one.patron for one in plans if (one.faction, one.country) == (event.faction, event.country))
    patron = setting.politics.patrons.get(next(asked, ""))
    return patron.name if patron else ""


_LEAVES = {Leave.CLOSED: "has no leave for", Leave.PURSUIT: "may pursue into", Leave.OPEN: "may enter"}


def _leave(setting: Setting, event: ev.LeaveChanged) -> str:
    who = faction_name(setting, event.faction)
    return f"{who} {_LEAVES[event.leave]} {event.country.capitalize()}: {event.reason}"


def _abroad(setting: Setting, event: ev.WentAbroad) -> str | None:
    count = sum(1 for _, turns in event.units if turns)
    return (
        f"{faction_name(setting, event.faction)} has {count} unit{'s' * (count > 1)} abroad"
        if count
        else None
    )


_GATES = {
    GateState.OPEN: "is open",
    GateState.AID: "lets only aid pass",
    GateState.CLOSED: "is closed",
}


def _gate(setting: Setting, event: ev.GateSet) -> str:
    return f"{setting.board.places[event.place].name} {_GATES[event.state]}: {event.reason}"


def _revalued(setting: Setting, event: ev.PlaceRevalued) -> str:
    return f"{setting.board.places[event.place].name} is now worth {event.value}: {event.reason}"


def _area(setting: Setting, event: ev.AreaChanged) -> str:
    return f"{setting.politics.zones[event.zone].name}: {event.reason}"


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
