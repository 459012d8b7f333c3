"""Weather (2.6): thrown for once a turn by the month; a storm keeps every aircraft on the ground."""

from __future__ import annotations

from functools import lru_cache

from game.hexgrid.coords import Hex
from game.model.affairs import FAIR
from game.model.events import AirSpent, WeatherTurned
from game.model.politics import Weather
from game.model.scenario import Setting
from game.model.state import Position, State
from game.rules.dice import roll_two
from game.rules.play import Play


def weather_of(position: Position) -> Weather | None:
    """2.6 Return the weather of the turn, None when it is fair."""
    now = position.affairs.weather
    return next((kind for kind in position.setting.politics.weather if kind.id == now), None)


def leg_pct(position: Position) -> int:
    """2.6 Return the share of their points that units on foot have in this weather, in per cent."""
    kind = weather_of(position)
    return kind.leg_pct if kind else 100


def muddy(position: Position) -> frozenset[Hex]:
    """2.6 Return the ground that this weather closes to everybody off the road."""
    kind = weather_of(position)
    return _ground_of(position.setting, kind.bars) if kind and kind.bars else frozenset()


@lru_cache(maxsize=16)
def _ground_of(setting: Setting, kinds: frozenset[str]) -> frozenset[Hex]:
    return frozenset(here for here, terrain in enumerate(setting.board.terrain) if terrain.id in kinds)


def forecast(state: State) -> str:
    """2.6 Return the first kind of weather whose throw for the month succeeds, else fair weather."""
    month = state.setting.clock.date_of(state.turn).month
    for kind in state.setting.politics.weather:
        if month in kind.months and roll_two(state, "weather", kind.id) >= kind.months[month]:
            return kind.id
    return FAIR


def throw_weather(play: Play) -> None:
    """1.2, 2.6 Phase 1: the weather of the turn."""
    if play.state.setting.politics.weather:
        turn_weather(play, forecast(play.state))


def turn_weather(play: Play, weather: str) -> None:
    """2.6 Let the weather turn; a storm grounds all air for the turn."""
    if weather != play.state.affairs.weather:
        play.enter(WeatherTurned(weather))
    kind = weather_of(play.state)
    if kind is not None and kind.grounds_air:
        _ground_air(play)


def _ground_air(play: Play) -> None:
    for faction, points in tuple(play.state.air.items()):
        if points:
            play.enter(AirSpent(faction, points))
    for faction, points in tuple(play.state.transport.items()):
        if points:
            play.enter(AirSpent(faction, points, transport=True))
