"""Incidents between deconflicted factions, and the tension they leave behind (9.3, 6.4)."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.events import StepsLost, TensionChanged
from game.model.kinds import FactionId, Relation
from game.model.state import State
from game.model.units import Unit
from game.rules.dice import roll_two
from game.rules.play import Play

Pair = tuple[FactionId, FactionId]


def pair_of(a: FactionId, b: FactionId) -> Pair:
    """9.3 Return two factions in the order that tension is kept under."""
    return (a, b) if a < b else (b, a)


def check_incidents(play: Play) -> None:
    """9.3 Deconflicted units that end adjacent may fire on each other; a quiet turn calms."""
    tense = {pair for pair, units in meetings(play.state).items() if _shots_fall(play, pair, units)}
    for pair, level in tuple(play.state.tension.items()):
        if level and pair not in tense:
            decay = play.state.setting.rules.politics.decay
            play.enter(TensionChanged(pair, -decay, "a quiet turn"))


def _shots_fall(play: Play, pair: Pair, units: tuple[Unit, Unit]) -> bool:
    """9.3 On 2d6 + tension/3 of 11 or more each side loses a step and tension rises by two."""
    figures = play.state.setting.rules.politics
    level = play.state.tension.get(pair, 0) // figures.tension_divisor
    if roll_two(play.state, "incident", pair) + level < figures.incident_need:
        return False
    for unit in play.alive(units):
        play.enter(StepsLost(unit, 1, unit.at, "incident"))
    play.enter(TensionChanged(pair, figures.incident_tension, "shots between the lines"))
    return True


def meetings(state: State) -> dict[Pair, tuple[Unit, Unit]]:
    """9.3 Return the first adjacent units of each pair of deconflicted factions, in order of id."""
    found: dict[Pair, tuple[Unit, Unit]] = {}
    for unit in state.units.values():
        for near in state.setting.board.grid.around[unit.at]:
            for other in state.units_at(near):
                if state.relation(unit.faction, other.faction) is Relation.DECONFLICTED:
                    found.setdefault(pair_of(unit.faction, other.faction), (unit, other))
    return found


def risk_of_mistake(play: Play, faction: FactionId, at: Hex) -> None:
    """6.4 Support within one hex of a deconflicted faction's unit hits the wrong people on 3 or less."""
    state, figures = play.state, play.state.setting.rules.air
    near = set(state.setting.board.grid.within(at, 1))
    others = [
        unit
        for unit in state.units.values()
        if unit.at in near and state.relation(faction, unit.faction) is Relation.DECONFLICTED
    ]
    if others and roll_two(state, "mistake", at) <= figures.wrong_target:
        play.enter(StepsLost(others[0], 1, others[0].at, "struck by mistake"))
        pair = pair_of(faction, others[0].faction)
        play.enter(TensionChanged(pair, figures.wrong_target_tension, "air strike on the wrong people"))
