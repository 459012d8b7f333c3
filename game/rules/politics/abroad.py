"""Ground in a country not one's own (9.2, 9.9): how deep leave reaches, and where one may stop."""

from __future__ import annotations

from functools import lru_cache

from game.hexgrid.coords import Hex
from game.hexgrid.paths import reach
from game.model.kinds import FactionId, Leave
from game.model.politics import LeavePlan
from game.model.scenario import Setting
from game.model.state import Position
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.memo import once_a_position
from game.rules.refusal import Refusal

FAR = 9_999


@lru_cache(maxsize=32)
def from_home(setting: Setting, faction: FactionId) -> tuple[int, ...]:
    """9.9 Return how many hexes each hex lies from a faction's own side of the border, 0 on it."""
    board = setting.board
    home = setting.factions[faction].countries
    starts = {here: 0 for here, country in enumerate(board.country) if country in home}
    costs, _ = reach(starts, lambda here, spent: ((near, 1) for near in board.grid.around[here]), FAR)
    return tuple(costs.get(here, FAR) for here in range(len(board.grid)))


def plans_of(setting: Setting, faction: FactionId) -> tuple[LeavePlan, ...]:
    """9.9 Return the plans of leave for a faction."""
    return tuple(plan for plan in setting.politics.leaves if plan.faction == faction)


def leave_for(position: Position, faction: FactionId, country: str) -> Leave:
    """9.9 Return a faction's leave to enter a country not its own."""
    return position.affairs.leaves.get((faction, country), Leave.CLOSED)


def countries_of(position: Position, faction: FactionId) -> frozenset[str]:
    """9.2 Return the countries in which a faction may be: its own, and those it has leave for."""
    own = position.setting.factions[faction].countries
    if not position.setting.politics.leaves:
        return own
    plans = plans_of(position.setting, faction)
    lent = [one.country for one in plans if leave_for(position, faction, one.country) is not Leave.CLOSED]
    return own.union(lent) if lent else own


def depth_of(position: Position, faction: FactionId, country: str) -> int:
    """9.9 Return how deep into a country a faction's leave reaches."""
    leave = leave_for(position, faction, country)
    if leave is not Leave.PURSUIT:
        return FAR if leave is Leave.OPEN else 0
    plans = plans_of(position.setting, faction)
    return max((plan.depth for plan in plans if plan.country == country), default=0)


def is_abroad(position: Position, faction: FactionId, here: Hex) -> bool:
    """9.9 Whether a hex lies in a country not a faction's own."""
    board = position.setting.board
    return board.country[here] not in position.setting.factions[faction].countries


def barred_abroad(position: Position, unit: Unit) -> frozenset[Hex]:
    """9.9 Return the hexes that lie too deep for a unit: beyond its leave, unless it is on its way home."""
    if not plans_of(position.setting, unit.faction):
        return frozenset()
    distance = from_home(position.setting, unit.faction)[unit.at]
    return _too_deep(position, unit.faction, max(0, distance - 1))


@once_a_position
def _too_deep(position: Position, faction: FactionId, way_home: int) -> frozenset[Hex]:
    """9.9 Return the hexes abroad that lie deeper than both leave and the way home reach."""
    board, distances = position.setting.board, from_home(position.setting, faction)
    depths = {country: depth_of(position, faction, country) for country in dict.fromkeys(board.country)}
    return frozenset(
        here
        for here, distance in enumerate(distances)
        if distance > max(way_home, depths[board.country[here]])
    )


def why_not_rest(position: Position, unit: Unit, there: Hex) -> Refusal | None:
    """9.9 Return why a unit may not end its movement abroad, or None: in pursuit only next to whom it hunts
    or nearer home, without leave only nearer home."""
    if not position.setting.politics.leaves or not is_abroad(position, unit.faction, there):
        return None
    country = position.setting.board.country[there]
    leave = leave_for(position, unit.faction, country)
    distances = from_home(position.setting, unit.faction)
    if leave is Leave.CLOSED and not distances[unit.at]:
        return why_not_enter(position, unit.faction, there)
    if leave is Leave.OPEN or 0 < distances[there] < distances[unit.at]:
        return None
    if leave is Leave.PURSUIT and _hunted_near(position, unit.faction, country, there):
        return None
    words = mark("{unit} has leave only to go home in {country}")
    if leave is Leave.PURSUIT:
        words = mark("{unit} stops only next to those it pursues in {country}")
    return Refusal(say(words, unit=unit.name, country=country.capitalize()), "9.9")


def _hunted_near(position: Position, faction: FactionId, country: str, here: Hex) -> bool:
    """9.9 Whether somebody whom a faction pursues is seen next to a hex."""
    plans = plans_of(position.setting, faction)
    hunted = {prey for plan in plans if plan.country == country for prey in plan.hunted}
    around = position.setting.board.grid.around[here]
    seen = {unit.faction for near in around for unit in position.units_at(near)}
    seen.update(position.suspected[near] for near in around if near in position.suspected)
    return not hunted.isdisjoint(seen)


def _who_may_ask(position: Position, faction: FactionId, country: str) -> str:
    """9.9 Return who may ask for leave, where anybody may."""
    askers = (plan.askers for plan in plans_of(position.setting, faction) if plan.country == country)
    names = [position.setting.factions[one].short for group in askers for one in group]
    return say("Leave may be asked for by {names}.", names=", ".join(names)) if names else ""


def why_not_enter(position: Position, faction: FactionId, here: Hex) -> Refusal | None:
    """9.2, 9.9 Return why a hex lies outside the countries and the leave of a faction, or None."""
    if not is_abroad(position, faction, here):
        return None
    country, factions = position.setting.board.country[here], position.setting.factions
    depth = depth_of(position, faction, country)
    if not depth:
        return Refusal(
            say(
                "{faction} has no leave to enter {country}",
                faction=factions[faction].short,
                country=country.capitalize(),
            ),
            "9.2",
            _who_may_ask(position, faction, country),
        )
    if from_home(position.setting, faction)[here] <= depth:
        return None
    return Refusal(
        say(
            "{faction} may pursue {depth} hexes into {country}",
            faction=factions[faction].short,
            depth=depth,
            country=country.capitalize(),
        ),
        "9.9",
    )
