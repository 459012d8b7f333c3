"""Effects (17.3): what events, choices and cards bring about. Each function below is one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, cast

from game.hexgrid.coords import OFF_MAP, Hex
from game.model import events as ev
from game.model.affairs import Cell, Desk
from game.model.kinds import AirMission, FactionId, GateState, Leave, Relation
from game.model.politics import About, Effect
from game.rules.arrivals import reinforce
from game.rules.insurgency.ground import insurgency_of, room_for
from game.rules.play import Play
from game.rules.politics.coalition import break_out
from game.rules.story.conditions import number, pair_in, word
from game.rules.story.draw import draw
from game.rules.story.weather import turn_weather


class Cause(NamedTuple):
    """What brings effects about: words for the log, who did it and what he named."""

    reason: str
    actor: FactionId = ""
    target: str = ""


Bringer: TypeAlias = Callable[[Play, About, Cause], None]


def bring_about(play: Play, effects: tuple[Effect, ...], cause: Cause) -> None:
    """17.3 Bring about some effects, in the order in which they are written."""
    for effect in effects:
        EFFECTS[effect.kind](play, effect.about, cause)


def _place(play: Play, about: About) -> Hex:
    return play.state.setting.board.places[word(about, "place")].at


def _message(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.Announced(word(about, "text") or word(about, "id"), word(about, "to") or None))


def _set_flag(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.FlagSet(word(about, "id"), True))


def _clear_flag(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.FlagSet(word(about, "id"), False))


def _set_place(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.PlaceRevalued(word(about, "place"), number(about, "value"), cause.reason))


def _set_leave(play: Play, about: About, cause: Cause) -> None:
    leave = Leave(word(about, "leave"))
    play.enter(ev.LeaveChanged(word(about, "faction"), word(about, "country"), leave, cause.reason))


def _set_gate(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.GateSet(word(about, "place"), GateState(word(about, "state")), cause.reason))


def _set_relation(play: Play, about: About, cause: Cause) -> None:
    of, to, stance = word(about, "of"), word(about, "to"), Relation(word(about, "stance"))
    play.enter(ev.RelationChanged(of, to, stance, cause.reason))
    if number(about, "both"):
        play.enter(ev.RelationChanged(to, of, stance, cause.reason))


def _tension(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.TensionChanged(pair_in(about), number(about, "add"), cause.reason))


def _truce(play: Play, about: About, cause: Cause) -> None:
    last = play.state.turn + number(about, "turns") - 1
    play.enter(ev.TruceSet(pair_in(about), last, cause.reason))


def _approval(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.ApprovalChanged(word(about, "patron"), number(about, "add"), cause.reason))


def _favour(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.FavourChanged(word(about, "faction"), number(about, "add"), cause.reason))


def _points(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.PointsScored(word(about, "faction"), number(about, "add"), cause.reason))


def _harm(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.HarmDone(word(about, "faction"), 1, _place(play, about)))


def _command(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.MeansGranted(word(about, "faction"), number(about, "add"), 0, cause.reason))


def _air(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.MeansGranted(word(about, "faction"), 0, number(about, "add"), cause.reason))


def _arrive(play: Play, about: About, cause: Cause) -> None:
    """An arrival of the scenario comes at the next occasion instead of on its date, or one without a date."""
    found = next(one for one in play.state.scenario.arrivals if one.id == word(about, "id"))
    waits = not found.turn and found.id not in play.state.recalled
    if waits or found.id in play.state.late:
        play.enter(ev.Recalled(found.units[0].faction, found.id, play.state.turn))


def _withdraw(play: Play, about: About, cause: Cause) -> None:
    for unit in cast("tuple[str, ...]", about["id"]):
        if unit in play.state.units:
            play.enter(ev.Withdrawn(play.unit(unit), 0))


def _replacements(play: Play, about: About, cause: Cause) -> None:
    reinforce(play, word(about, "faction"), number(about, "add"))


def _remnants(play: Play, about: About, cause: Cause) -> None:
    faction = word(about, "faction")
    coming = (*play.state.desks.get(faction, Desk()).remnants, (play.state.turn + 1, number(about, "add")))
    play.enter(ev.RemnantsChanged(faction, tuple(sorted(coming)), cause.reason))


def _cohesion(play: Play, about: About, cause: Cause) -> None:
    play.enter(ev.CohesionChanged(word(about, "coalition"), number(about, "add"), cause.reason))


def _infighting(play: Play, about: About, cause: Cause) -> None:
    coalition = play.state.setting.politics.coalitions[word(about, "coalition")]
    break_out(play, coalition, word(about, "breaker"), play.state.turn + number(about, "turns") - 1)


def _suspend(play: Play, about: About, cause: Cause) -> None:
    zone = word(about, "zone")
    until = play.state.turn + number(about, "turns") - 1
    play.enter(ev.AreaChanged(zone, play.state.affairs.areas.get(zone, 0), until, cause.reason))


def _weather(play: Play, about: About, cause: Cause) -> None:
    turn_weather(play, word(about, "id"))


def _damage(play: Play, about: About, cause: Cause) -> None:
    place, affairs = word(about, "place"), play.state.affairs
    damage = affairs.damage.get(place, 0) + number(about, "add")
    damage = max(0, min(play.state.setting.rules.oil.max_damage, damage))
    play.enter(ev.FieldChanged(place, damage, affairs.ready.get(place, 0), cause.reason))


def _cells(play: Play, about: About, cause: Cause) -> None:
    here, faction = _place(play, about), word(about, "faction")
    there, plan = play.state.cells.get(here, Cell(faction, 0)), insurgency_of(play.state, faction)
    more = min(number(about, "strength", 1), room_for(play.state, plan)) if plan else 0
    if more and there.faction == faction:
        play.enter(ev.CellsChanged(faction, here, there.strength + more, cause.reason))


def _lose_steps(play: Play, about: About, cause: Cause) -> None:
    """Steps come off the largest units that a faction has in a place."""
    faction, here = word(about, "faction"), _place(play, about)
    for _ in range(number(about, "steps")):
        there = [unit for unit in play.state.units_at(here) if unit.faction == faction]
        if there:
            largest = min(there, key=lambda unit: (-unit.steps, unit.id))
            play.enter(ev.StepsLost(largest, 1, here, word(about, "reason")))


def _draw_card(play: Play, about: About, cause: Cause) -> None:
    for n in range(number(about, "add")):
        draw(play, word(about, "faction"), n + 1)


def _target(play: Play, cause: Cause) -> Hex:
    return play.state.setting.board.grid.hex_of(cause.target)


def _interdict(play: Play, about: About, cause: Cause) -> None:
    here = _target(play, cause)
    if here != OFF_MAP:
        play.enter(ev.Interdicted(cause.actor, here))


def _reveal(play: Play, about: About, cause: Cause) -> None:
    here = _target(play, cause)
    if here != OFF_MAP:
        play.enter(ev.MissionFlown(cause.actor, AirMission.RECON, here, 0, True))


EFFECTS: dict[str, Bringer] = {
    "message": _message,
    "set_flag": _set_flag,
    "clear_flag": _clear_flag,
    "set_place": _set_place,
    "set_leave": _set_leave,
    "set_gate": _set_gate,
    "set_relation": _set_relation,
    "tension": _tension,
    "truce": _truce,
    "approval": _approval,
    "favour": _favour,
    "points": _points,
    "harm": _harm,
    "command": _command,
    "air": _air,
    "arrive": _arrive,
    "withdraw": _withdraw,
    "replacements": _replacements,
    "remnants": _remnants,
    "cohesion": _cohesion,
    "infighting": _infighting,
    "suspend": _suspend,
    "weather": _weather,
    "damage": _damage,
    "cells": _cells,
    "lose_steps": _lose_steps,
    "draw_card": _draw_card,
    "interdict": _interdict,
    "reveal": _reveal,
}
"""17.3 What may be brought about, by the word the schema uses; a test holds both lists equal."""
