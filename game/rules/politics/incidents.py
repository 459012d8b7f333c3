"""Incidents between deconflicted factions, and the tension they leave behind (9.3, 6.4)."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.affairs import Pair, pair_of
from game.model.events import StepsLost, TensionChanged
from game.model.kinds import FactionId, Relation
from game.model.state import State
from game.model.tongue import mark
from game.model.units import Unit
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.relations import hostile
from game.rules.politics.tension import is_off


def check_incidents(play: Play) -> None:
    """9.3 Deconflicted units that end adjacent may fire on each other; a quiet turn calms."""
    tense = {pair for pair, units in meetings(play.state).items() if _shots_fall(play, pair, units)}
    for pair, level in tuple(play.state.tension.items()):
        if level and pair not in tense and pair not in play.state.affairs.stirred:
            decay = play.state.setting.rules.politics.decay
            play.enter(TensionChanged(pair, -decay, mark("a quiet turn")))


def _shots_fall(play: Play, pair: Pair, units: tuple[Unit, Unit]) -> bool:
    """9.3 When it goes wrong each side loses a step and tension rises."""
    figures = play.state.setting.rules.politics
    if not _goes_wrong(play, "incident", pair, pair):
        return False
    for unit in play.alive(units):
        play.enter(StepsLost(unit, 1, unit.at, "incident"))
    play.enter(TensionChanged(pair, figures.incident_tension, mark("shots between the lines")))
    return True


def _goes_wrong(play: Play, purpose: str, pair: Pair, subject: object) -> bool:
    """9.3 Whether two dice and a share of a pair's tension make an incident."""
    figures = play.state.setting.rules.politics
    level = play.state.tension.get(pair, 0) // figures.tension_divisor
    return roll_two(play.state, purpose, subject) + level >= figures.incident_need


def meetings(state: State) -> dict[Pair, tuple[Unit, Unit]]:
    """9.3 Return the first adjacent units of each pair of deconflicted factions, in order of id; a truce
    keeps them apart (9.15)."""
    found: dict[Pair, tuple[Unit, Unit]] = {}
    for unit in state.units.values():
        for near in state.setting.board.grid.around[unit.at]:
            for other in state.units_at(near):
                calm = state.in_truce(unit.faction, other.faction)
                if state.relation(unit.faction, other.faction) is Relation.DECONFLICTED and not calm:
                    found.setdefault(pair_of(unit.faction, other.faction), (unit, other))
    return found


def risk_of_mistake(play: Play, faction: FactionId, at: Hex) -> None:
    """6.4 Support within one hex of a deconflicted faction's unit hits the wrong people on a low throw."""
    state, figures = play.state, play.state.setting.rules.air
    near = set(state.setting.board.grid.within(at, 1))
    others = [
        unit
        for unit in state.units.values()
        if unit.at in near and state.relation(faction, unit.faction) is Relation.DECONFLICTED
    ]
    if others and roll_two(state, "mistake", at) <= figures.wrong_target:
        play.enter(StepsLost(others[0], 1, others[0].at, mark("struck by mistake")))
        pair = pair_of(faction, others[0].faction)
        play.enter(TensionChanged(pair, figures.wrong_target_tension, mark("air strike on the wrong people")))
    risk_of_incident(play, faction, at)


def risk_of_incident(play: Play, faction: FactionId, at: Hex) -> None:
    """9.5 While the line is off, support near units of the other side may hit them as in an incident."""
    state, figures = play.state, play.state.setting.rules.politics
    near = set(state.setting.board.grid.within(at, figures.off_radius))
    there: dict[FactionId, Unit] = {}
    for unit in state.units.values():
        if unit.at in near:
            there.setdefault(unit.faction, unit)
    for other, unit in sorted(there.items()):
        pair = pair_of(faction, other)
        risky = is_off(state, faction, other) and not hostile(state, faction, other)
        if risky and _goes_wrong(play, "support", pair, (pair, at)) and play.alive((unit,)):
            play.enter(StepsLost(play.unit(unit.id), 1, unit.at, "incident"))
            play.enter(TensionChanged(pair, figures.incident_tension, mark("bombs between the lines")))
