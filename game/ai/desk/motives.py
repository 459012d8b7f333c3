"""Why a machine gives a political order, in a line; orders that speak for themselves have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from game.ai.desk.bonds import rift, turns_left
from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.orders import Order
from game.model.reasons import Reason
from game.model.state import View
from game.model.tongue import mark, say
from game.rules.politics.relations import name
from game.rules.story.happenings import questions


class Motive(NamedTuple):
    """What is set about, why, what is expected of it, and where."""

    mission: str
    why: str
    expected: str = ""
    at: Hex = -1


def motive(view: View, order: Order) -> Reason | None:
    """Return the reason for a political order, or None where it needs none."""
    told = _SAY.get(type(order))
    if told is None:
        return None
    words: Motive = told(view, order)
    return Reason(view.turn, view.impulse, view.faction, "", (), *words)


def _place(view: View, place: str) -> tuple[str, Hex]:
    found = view.setting.board.places[place]
    return found.name, found.at


def _points(hundredths: int) -> str:
    points = hundredths // 100
    return say("{count} point", count=points) if points == 1 else say("{count} points", count=points)


def _seize(view: View, order: od.Seize) -> Motive:
    town, at = _place(view, order.place)
    return Motive(
        say("seize {town}", town=town),
        mark("the partner there is outnumbered two to one"),
        mark("a town, and less trust"),
        at,
    )


def _break(view: View, order: od.BreakCoalition) -> Motive:
    plan = view.setting.politics.coalitions[order.coalition]
    left = turns_left(view)
    return Motive(
        say("break {plan}", plan=plan.name),
        say("its towns stand open, and {left} turns are left to make up", left=left),
        say(
            "infighting; roads worth {points} are shut meanwhile",
            points=_points(rift(view, plan, view.faction)),
        ),
    )


def _fate(view: View, order: od.SetFate) -> Motive:
    why = mark("nobody can fall out over it any more") if view.talks else mark("the war is nearly over")
    return Motive(
        say("{fate} the foreign fighters", fate=order.fate.value),
        why,
        mark("that they cost nothing at the end"),
    )


def _call(view: View, order: od.CallHotline) -> Motive:
    return Motive(
        say("call {to}", to=name(view, order.to)),
        mark("tension is to stay below the point at which the line goes off"),
    )


def _leave(view: View, order: od.AskLeave) -> Motive:
    who, where = name(view, order.faction), order.country.capitalize()
    return Motive(
        say("ask leave for {who} to enter {where}", who=who, where=where),
        mark("those it hunts stand near the border"),
    )


def _consent(view: View, order: od.BuyConsent) -> Motive:
    patron = view.setting.politics.patrons[order.patron].name
    return Motive(
        say("buy the word of {patron}", patron=patron), mark("enemy ground lies ahead that it keeps shut")
    )


def _gate(view: View, order: od.SetGate) -> Motive:
    gate, at = _place(view, order.place)
    holder = name(view, view.control[at])
    return Motive(
        say("set {gate} to {state}", gate=gate, state=order.state.value),
        say("{holder} holds it", holder=holder),
        at=at,
    )


def _post(view: View, order: od.PlacePost) -> Motive:
    at = view.setting.board.grid.hex_of(order.at)
    return Motive(
        say("set up a post at {at}", at=order.at),
        mark("it shelters towns that an army is about to come to"),
        at=at,
    )


def _choose(view: View, order: od.Choose) -> Motive:
    choice = dict(questions(view, view.faction))[order.event]
    return Motive(say("answer “{label}”", label=choice.options[order.option - 1].label), choice.ask)


def _sabotage(view: View, order: od.Sabotage) -> Motive:
    field, at = _place(view, order.place)
    return Motive(say("wreck {field}", field=field), mark("it is about to fall to a stronger force"), at=at)


_SAY: dict[type, Callable[[View, Any], Motive]] = {
    od.Seize: _seize,
    od.BreakCoalition: _break,
    od.SetFate: _fate,
    od.CallHotline: _call,
    od.AskLeave: _leave,
    od.BuyConsent: _consent,
    od.SetGate: _gate,
    od.PlacePost: _post,
    od.Choose: _choose,
    od.Sabotage: _sabotage,
}
"""What there is to say of each kind of order."""
