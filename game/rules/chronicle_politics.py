"""Political events in words, one line each; `game.rules.chronicle` tells the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.affairs import FAIR
from game.model.kinds import Fate
from game.model.scenario import Setting
from game.rules.chronicle_words import faction_name

# --- events, cards, weather --------------------------------------------------------------------------


def _announced(setting: Setting, event: ev.Announced) -> str:
    return event.text


def _weather(setting: Setting, event: ev.WeatherTurned) -> str:
    known = {kind.id: kind.name for kind in setting.politics.weather}
    return "The weather is fair again" if event.weather == FAIR else known.get(event.weather, event.weather)


def _drawn(setting: Setting, event: ev.CardDrawn) -> str:
    return f"{faction_name(setting, event.faction)} draws a card: {setting.politics.cards[event.card].name}"


def _played(setting: Setting, event: ev.CardPlayed) -> str:
    return f"{faction_name(setting, event.faction)} plays {setting.politics.cards[event.card].name}"


def _asked(setting: Setting, event: ev.Asked) -> str | None:
    choice = setting.politics.events[event.event].choice
    if choice is None:
        return None
    who = faction_name(setting, event.faction)
    if not event.option:
        return f"{who} is asked: {choice.ask}"
    return f"{who} decides: {choice.options[event.option - 1].label}"


def _granted(setting: Setting, event: ev.MeansGranted) -> str:
    parts = [f"{event.command:+d} command"] if event.command else []
    parts += [f"{event.air:+d} air"] if event.air else []
    return f"{faction_name(setting, event.faction)}: {' and '.join(parts)} this turn ({event.reason})"


# --- coalitions --------------------------------------------------------------------------------------


def _cohesion(setting: Setting, event: ev.CohesionChanged) -> str:
    return f"Cohesion of {setting.politics.coalitions[event.coalition].name} {event.by:+d}: {event.reason}"


def _infighting(setting: Setting, event: ev.InfightingSet) -> str:
    name = setting.politics.coalitions[event.coalition].name
    if not event.until:
        return f"The infighting in {name} is over"
    return f"{faction_name(setting, event.breaker)} breaks with {name}: infighting until turn {event.until}"


def _turned(setting: Setting, event: ev.UnitTurned) -> str:
    return f"{event.unit.name} goes over to {faction_name(setting, event.to)} ({event.reason})"


def _post(setting: Setting, event: ev.PostPlaced) -> str:
    where = setting.board.name_of(event.at)
    if not event.faction:
        return f"The observation post at {where} is gone"
    return f"{faction_name(setting, event.faction)} sets up an observation post at {where}"


_FATES = {
    Fate.EXPEL: "are to be expelled",
    Fate.EXIT: "leave the country",
    Fate.DORMANT: "go to ground",
    Fate.ABSORB: "become its own men",
}


def _fate(setting: Setting, event: ev.FateSet) -> str:
    return f"The foreign fighters of {faction_name(setting, event.faction)} {_FATES[event.fate]}"


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
