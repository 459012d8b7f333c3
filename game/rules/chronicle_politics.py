"""Political events in words, one line each; `game.rules.chronicle` tells the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.affairs import FAIR
from game.model.kinds import Fate
from game.model.scenario import Setting
from game.model.tongue import joined, mark, t, tell
from game.rules.chronicle_words import faction_name

# --- events, cards, weather --------------------------------------------------------------------------


def _announced(setting: Setting, event: ev.Announced) -> str:
    return tell(event.text)


def _weather(setting: Setting, event: ev.WeatherTurned) -> str:
    known = {kind.id: kind.name for kind in setting.politics.weather}
    if event.weather == FAIR:
        return t("The weather is fair again")
    return tell(known.get(event.weather, event.weather))


def _drawn(setting: Setting, event: ev.CardDrawn) -> str:
    return t(
        "{faction} draws a card: {card}",
        faction=faction_name(setting, event.faction),
        card=setting.politics.cards[event.card].name,
    )


def _played(setting: Setting, event: ev.CardPlayed) -> str:
    return t(
        "{faction} plays {card}",
        faction=faction_name(setting, event.faction),
        card=setting.politics.cards[event.card].name,
    )


def _asked(setting: Setting, event: ev.Asked) -> str | None:
    choice = setting.politics.events[event.event].choice
    if choice is None:
        return None
    who = faction_name(setting, event.faction)
    if not event.option:
        return t("{who} is asked: {ask}", who=who, ask=choice.ask)
    return t("{who} decides: {label}", who=who, label=choice.options[event.option - 1].label)


def _granted(setting: Setting, event: ev.MeansGranted) -> str:
    parts = [t("{command} command", command=f"{event.command:+d}")] if event.command else []
    parts += [t("{air} air", air=f"{event.air:+d}")] if event.air else []
    return t(
        "{faction}: {means} this turn ({reason})",
        faction=faction_name(setting, event.faction),
        means=joined(parts),
        reason=event.reason,
    )


# --- coalitions --------------------------------------------------------------------------------------


def _cohesion(setting: Setting, event: ev.CohesionChanged) -> str:
    return t(
        "Cohesion of {coalition} {by}: {reason}",
        coalition=setting.politics.coalitions[event.coalition].name,
        by=f"{event.by:+d}",
        reason=event.reason,
    )


def _infighting(setting: Setting, event: ev.InfightingSet) -> str:
    name = setting.politics.coalitions[event.coalition].name
    if not event.until:
        return t("The infighting in {name} is over", name=name)
    return t(
        "{breaker} breaks with {name}: infighting until turn {until}",
        breaker=faction_name(setting, event.breaker),
        name=name,
        until=event.until,
    )


def _turned(setting: Setting, event: ev.UnitTurned) -> str:
    return t(
        "{unit} goes over to {to} ({reason})",
        unit=event.unit.name,
        to=faction_name(setting, event.to),
        reason=event.reason,
    )


def _post(setting: Setting, event: ev.PostPlaced) -> str:
    where = setting.board.name_of(event.at)
    if not event.faction:
        return t("The observation post at {where} is gone", where=where)
    return t(
        "{faction} sets up an observation post at {where}",
        faction=faction_name(setting, event.faction),
        where=where,
    )


_FATES = {
    Fate.EXPEL: mark("The foreign fighters of {faction} are to be expelled"),
    Fate.EXIT: mark("The foreign fighters of {faction} leave the country"),
    Fate.DORMANT: mark("The foreign fighters of {faction} go to ground"),
    Fate.ABSORB: mark("The foreign fighters of {faction} become its own men"),
}


def _fate(setting: Setting, event: ev.FateSet) -> str:
    return t(_FATES[event.fate], faction=faction_name(setting, event.faction))


TELLERS: dict[type, Callable[[Setting, Any], str | None]] = {
    ev.CohesionChanged: _cohesion,
    ev.InfightingSet: _infighting,
    ev.UnitTurned: _turned,
    ev.PostPlaced: _post,
    ev.FateSet: _fate,
    ev.Announced: _announced,
    ev.WeatherTurned: _weather,
    ev.CardDrawn: _drawn,
    ev.CardPlayed: _played,
    ev.Asked: _asked,
    ev.MeansGranted: _granted,
}
"""How each political event is told."""
