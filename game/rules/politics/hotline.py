"""The line between two powers (9.5): patrons call each other, and meet when it comes to the worst."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.affairs import Pair, pair_of
from game.model.events import HotlineCalled, PointsScored, TensionChanged, TruceSet
from game.model.kinds import FactionId
from game.model.orders import Order
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.rules.play import Play
from game.rules.politics.patrons import pay, react, why_not_pay
from game.rules.politics.relations import name
from game.rules.politics.tension import is_watched, level_of
from game.rules.refusal import Refusal


def why_not_call(position: Position, faction: FactionId, order: od.CallHotline) -> Refusal | None:
    """9.5 Return why a faction may not have its patron call the other side, or None."""
    other = name(position, order.to)
    if not is_watched(position, faction, order.to):
        return Refusal(say("there is no line to {other}", other=other), "9.5")
    if level_of(position, faction, order.to) < 1:
        return Refusal(say("there is nothing to settle with {other}", other=other), "9.5")
    if called(position, faction, order.to):
        return Refusal(say("{other} has been spoken to this turn", other=other), "9.5")
    return why_not_pay(position, faction, position.setting.rules.politics.call_price, "9.5")


def called(position: Position, a: FactionId, b: FactionId) -> bool:
    """9.5 Whether two factions have spoken this turn, whoever called."""
    done = position.affairs.done
    return f"hotline {a} {b}" in done or f"hotline {b} {a}" in done


def call(play: Play, view: View, order: od.CallHotline) -> None:
    """9.5 A patron's call takes some of the tension off, even while the line itself is off."""
    figures = play.state.setting.rules.politics
    pay(play, view.faction, figures.call_price, mark("a call to the other side"))
    play.enter(HotlineCalled(view.faction, order.to))
    play.enter(
        TensionChanged(pair_of(view.faction, order.to), -figures.call_relief, mark("a call between capitals"))
    )


def hold_summits(play: Play) -> None:
    """9.5 At the end of a turn a pair that is at the summit's level meets, at a price to both."""
    for pair, level in tuple(play.state.tension.items()):
        summit = pair in play.state.setting.politics.tension
        if summit and level >= play.state.setting.rules.politics.summit:
            _meet(play, pair, level)


def _meet(play: Play, pair: Pair, level: int) -> None:
    """9.5 Both lose points, the lines are frozen, and tension falls."""
    figures = play.state.setting.rules.politics
    for faction in pair:
        play.enter(PointsScored(faction, -figures.summit_cost, mark("a summit")))
    play.enter(TruceSet(pair, play.state.turn + figures.summit_truce, mark("a summit")))
    play.enter(TensionChanged(pair, figures.summit_leaves - level, mark("a summit")))
    react(play, "summit", faction=pair[0], against=pair[1])


def candidates(view: View) -> Iterator[Order]:
    """9.5 Propose a call to everybody there is a line to."""
    for pair in view.setting.politics.tension:
        if view.faction in pair:
            yield od.CallHotline(pair[1] if pair[0] == view.faction else pair[0])


JUDGES = {od.CallHotline: why_not_call}
HANDLERS = {od.CallHotline: call}
