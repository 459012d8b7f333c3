"""Breaking with a faction by declaration (9.4)."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.events import ApprovalChanged, NoticeGiven, RelationChanged
from game.model.kinds import FactionId, Relation
from game.model.orders import Order
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.rules.play import Play
from game.rules.politics.patrons import patrons_of, react
from game.rules.politics.relations import name
from game.rules.refusal import Refusal


def why_not_declare(position: Position, faction: FactionId, order: od.Declare) -> Refusal | None:
    """9.4 Return why a faction may not give notice of a break, or None."""
    other = name(position, order.on)
    if (faction, order.on) not in position.setting.politics.breakable:
        return Refusal(say("there is nothing with {other} to be broken by declaration", other=other), "9.4")
    stance = position.relations.get((faction, order.on), Relation.NEUTRAL)
    if stance is Relation.HOSTILE:
        return Refusal(say("{other} is an enemy already", other=other), "9.4")
    if stance is Relation.ALLIED:
        return Refusal(say("{other} is an ally, with whom ground and hexes are shared", other=other), "9.4")
    notices = position.affairs.notices
    if (faction, order.on) in notices or (order.on, faction) in notices:
        return Refusal(say("notice of the break with {other} has been given", other=other), "9.4")
    return None


def declare(play: Play, view: View, order: od.Declare) -> None:
    """9.4 Notice is public; one's own patrons say at once what they think of it."""
    faction, state = view.faction, play.state
    play.enter(NoticeGiven(faction, order.on, state.turn + state.setting.rules.politics.notice))
    by = state.setting.politics.breakable[faction, order.on]
    for patron in patrons_of(state, faction):
        play.enter(ApprovalChanged(patron.id, by, say("a break with {on}", on=name(state, order.on))))
    react(play, "break", faction=faction, against=order.on)


def take_effect(play: Play) -> None:
    """9.4 A break declared makes enemies of both when its notice is over."""
    for (actor, target), turn in tuple(play.state.affairs.notices.items()):
        if turn <= play.state.turn:
            play.enter(NoticeGiven(actor, target, 0))
            for a, b in ((actor, target), (target, actor)):
                play.enter(RelationChanged(a, b, Relation.HOSTILE, mark("a break declared")))


def candidates(view: View) -> Iterator[Order]:
    """9.4 Propose a break with everybody it may be declared on."""
    for who, whom in view.setting.politics.breakable:
        if who == view.faction:
            yield od.Declare(whom)


JUDGES = {od.Declare: why_not_declare}
HANDLERS = {od.Declare: declare}
