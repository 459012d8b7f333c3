"""What it is worth to a faction that something comes about (17.3): the yardstick for cards and answers.

All sums are in hundredths of a point of the score. What is not reckoned here is worth nothing either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from game.ai.desk.backing import price_of_change
from game.ai.desk.bonds import price_of_cohesion, price_of_infighting
from game.ai.desk.purse import favour_of
from game.model.kinds import FactionId, GateState
from game.model.politics import About, Condition, Effect, Every, GatePlan, Never, Predicate
from game.model.state import View
from game.rules.politics.relations import allied, hostile
from game.rules.politics.tension import is_watched
from game.rules.story.conditions import number, pair_in, word

COMMAND, AIR, STEP = 25, 20, 30
"""A command point, an air point, a step of replacements or of a unit."""
FOE_PCT, FRIEND_PCT = -50, 60
"""What it counts that the same comes to an enemy or a friend."""
THEIR_APPROVAL = 2
"""A point of approval that an enemy's patron thinks less of him."""
A_FAVOUR, SPARE_FAVOUR, PLENTY = 15, 3, 10
"""A political point while there are few, one beyond `PLENTY`."""
A_CARD = 15
TENSION, OVER_THE_LINE = 8, 60
"""A point of tension, and the line that goes off by it."""
SHORT = 25
"""A crossing in one's own lifeline that is narrowed a step, or in an enemy's."""
FORESEEN_PCT = 50
"""Of what an event would bring, what it counts that an answer opens or shuts the way to it."""


def value_of(view: View, effects: Iterable[Effect], deep: bool = True) -> int:
    """17.3 Return what effects are worth to the view's faction; `deep` looks one event further."""
    total = 0
    for effect in effects:
        if effect.kind in ("set_flag", "clear_flag"):
            total += _foreseen(view, effect) if deep else 0
        elif effect.kind in _VALUE:
            total += _VALUE[effect.kind](view, effect.about)
    return total


def part_of(view: View, faction: FactionId) -> int:
    """Return in per cent what it counts for us that something good comes to a faction."""
    if faction == view.faction:
        return 100
    if hostile(view, view.faction, faction):
        return FOE_PCT
    return FRIEND_PCT if allied(view, view.faction, faction) else 0


def _to(view: View, about: About, worth: int) -> int:
    return worth * part_of(view, word(about, "faction")) // 100


def _points(view: View, about: About) -> int:
    return _to(view, about, 10 * number(about, "add"))


def _approval(view: View, about: About) -> int:
    patron, by = word(about, "patron"), number(about, "add")
    plan = view.setting.politics.patrons.get(patron)
    if plan is None:
        return 0
    if view.faction in plan.clients:
        return price_of_change(view, {patron: by})
    enemies = any(hostile(view, view.faction, client) for client in plan.clients)
    return -by * THEIR_APPROVAL if enemies else 0


def _favour(view: View, about: About) -> int:
    if word(about, "faction") != view.faction:
        return 0
    return number(about, "add") * (SPARE_FAVOUR if favour_of(view) > PLENTY else A_FAVOUR)


def _tension(view: View, about: About) -> int:
    """9.5 Tension is nobody's gain, least where the line would go off."""
    pair, by = pair_in(about), number(about, "add")
    if view.faction not in pair or not is_watched(view, *pair):
        return 0
    before, line = view.tension.get(pair, 0), view.setting.rules.politics.line_off
    after = max(0, before + by)
    return -TENSION * (after - before) - OVER_THE_LINE * ((after >= line) - (before >= line))


def _cohesion(view: View, about: About) -> int:
    coalition = view.setting.politics.coalitions[word(about, "coalition")]
    if view.faction not in coalition.members:
        return 0
    return price_of_cohesion(view, coalition, number(about, "add"))


def _infighting(view: View, about: About) -> int:
    coalition = view.setting.politics.coalitions[word(about, "coalition")]
    return price_of_infighting(view, coalition) if view.faction in coalition.members else 0


def _truce(view: View, about: About) -> int:
    """9.15 A truce is worth to the weaker what he stands to lose, and costs the stronger as much."""
    pair = pair_in(about)
    if view.faction not in pair:
        return 0
    other = pair[0] if pair[1] == view.faction else pair[1]
    if not hostile(view, view.faction, other):
        return 0
    mine = sum(unit.steps for unit in view.units_of(view.faction))
    theirs = sum(unit.steps for unit in view.units_of(other))
    return STEP * number(about, "turns") * (1 if theirs > mine else -1)


def _gate(view: View, about: About) -> int:
    """9.10 Who lives by a crossing is the worse off the less it lets through."""
    plan, state = view.setting.politics.gates[word(about, "place")], word(about, "state")
    order = [GateState.OPEN.value, GateState.AID.value, GateState.CLOSED.value]
    now = view.affairs.gates.get(plan.place, GateState.OPEN).value
    narrower = order.index(state) - order.index(now)
    lost = _shut(view, plan) * ((state == order[-1]) - (now == order[-1]))
    return -SHORT * narrower * sum(part_of(view, client) for client in plan.clients) // 100 - lost


def _shut(view: View, plan: GatePlan) -> int:
    """18.2 Return what a crossing's holder loses, as far as it concerns us, while it is closed."""
    asset = view.setting.assets.get(plan.place)
    holder = view.control[view.setting.board.places[plan.place].at]
    worth = view.affairs.values.get(plan.place, asset.value) if asset else 0
    return max(0, worth - plan.closed_value) * part_of(view, holder)


def _withdraw(view: View, about: About) -> int:
    units = [view.units[unit] for unit in _ids(about) if unit in view.units]
    return sum(-STEP * unit.steps * part_of(view, unit.faction) // 100 for unit in units)


def _ids(about: About) -> tuple[str, ...]:
    return cast("tuple[str, ...]", about.get("id", ()))


def _weather(view: View, about: About) -> int:
    """2.6 A storm costs everybody his aircraft: it suits whoever has none against those who have."""
    kinds = view.setting.politics.weather
    if not any(kind.grounds_air for kind in kinds if kind.id == word(about, "id")):
        return 0
    flying = view.air.get(view.faction, 0)
    foes = sum(1 for one in view.setting.factions.values() if one.air and hostile(view, view.faction, one.id))
    return -AIR * flying + (2 * AIR if foes and not flying else 0)


def _place(view: View, about: About) -> int:
    """A place that comes to be worth more or less, to whoever holds it."""
    asset = view.setting.assets.get(word(about, "place"))
    if asset is None:
        return 0
    holder = view.control[view.setting.board.places[asset.place].at]
    before = view.affairs.values.get(asset.place, asset.value)
    return 100 * (number(about, "value") - before) * part_of(view, holder) // 100


def _foreseen(view: View, effect: Effect) -> int:
    """Return what is to be expected of the events that a flag opens or shuts the way to."""
    flag, total = word(effect.about, "id"), 0
    raised = effect.kind == "set_flag"
    for event in view.setting.politics.events.values():
        turn = _asks(event.when, flag)
        if turn and event.choice is None:
            total += turn * value_of(view, event.effects, deep=False)
    return total * (1 if raised else -1) * FORESEEN_PCT // 100


def _asks(condition: Condition, flag: str) -> int:
    """Return 1 where a condition wants a flag set, −1 where it wants it not set, 0 otherwise."""
    match condition:
        case Predicate("flag", about):
            return int(word(about, "id") == flag)
        case Never(part):
            return -_asks(part, flag)
        case Every(parts):
            return next((found for part in parts if (found := _asks(part, flag))), 0)
    return 0


def _each(worth: int) -> Callable[[View, About], int]:
    """Return the value of something of which a number is added to a faction."""
    return lambda view, about: _to(view, about, worth * number(about, "add"))


_VALUE: dict[str, Callable[[View, About], int]] = {
    "points": _points,
    "approval": _approval,
    "favour": _favour,
    "tension": _tension,
    "cohesion": _cohesion,
    "infighting": _infighting,
    "truce": _truce,
    "set_gate": _gate,
    "set_place": _place,
    "weather": _weather,
    "withdraw": _withdraw,
    "command": _each(COMMAND),
    "air": _each(AIR),
    "replacements": _each(STEP),
    "remnants": _each(STEP),
    "draw_card": _each(A_CARD),
    "harm": lambda view, about: _to(view, about, -10 * view.setting.rules.score.harm_tenths),
    "lose_steps": lambda view, about: _to(view, about, -STEP * number(about, "steps")),
    "cells": lambda view, about: _to(view, about, STEP * number(about, "strength", 1)),
}
"""What each kind of effect is worth to the view's faction."""
