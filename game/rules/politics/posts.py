"""Observation posts (16.5): whom they keep out, and where and at what price they are set up."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import Announced, FlagSet, PostPlaced
from game.model.kinds import FactionId, Relation
from game.model.orders import Order
from game.model.politics import Posts
from game.model.state import Position, View
from game.model.tongue import mark, say
from game.rules.memo import once_a_position
from game.rules.play import Play
from game.rules.politics.patrons import approval, pay, react, why_not_pay
from game.rules.politics.relations import allies, hostile, name
from game.rules.refusal import Refusal

REFUSED_BY = (Relation.HOSTILE, Relation.DECONFLICTED)
"""Those on whose ground no post is set up."""


@once_a_position
def kept_out(position: Position, faction: FactionId) -> frozenset[Hex]:
    """16.5 Return the hexes about posts that a faction may not enter or attack: those it does not hold."""
    if not position.affairs.posts:
        return frozenset()
    friends, board = allies(position, faction), position.setting.board
    shut: set[Hex] = set()
    for plan in position.setting.politics.posts:
        if faction in plan.bars:
            for at, owner in position.affairs.posts.items():
                if owner == plan.faction:
                    shut.update(board.grid.within(at, plan.radius))
    return frozenset(here for here in shut if position.control[here] not in friends)


def why_kept_out(position: Position, faction: FactionId, here: Hex) -> Refusal | None:
    """16.5 Return the post that keeps a faction out of a hex, as a refusal, or None."""
    if here not in kept_out(position, faction):
        return None
    label = position.setting.board.grid.label(here)
    return Refusal(say("hex {label} lies within reach of an observation post", label=label), "16.5")


def plan_of(position: Position, faction: FactionId) -> Posts | None:
    """16.5 Return a faction's plan of posts, or None."""
    return next((plan for plan in position.setting.politics.posts if plan.faction == faction), None)


def price_of(position: Position, plan: Posts) -> int:
    """16.5 Return what consent costs: nothing where the patrons asked approve in the mean."""
    figures = position.setting.rules.coalition
    levels = [approval(position, patron) for patron in plan.patrons]
    approve = not levels or sum(levels) >= figures.post_approval * len(levels)
    return 0 if approve else figures.post_price


def _post(position: Position, faction: FactionId, order: od.PlacePost) -> Refusal | None:
    """16.5 A post is set up where the plan has room for it, from its date on, on ground of no enemy."""
    plan, here = plan_of(position, faction), position.setting.board.grid.hex_of(order.at)
    if plan is None:
        return Refusal(say("{faction} sets up no posts", faction=name(position, faction)), "16.5")
    if position.turn < plan.since:
        return Refusal(say("posts are set up from turn {since} on", since=plan.since), "16.5")
    if len(_own(position, faction)) >= plan.most:
        return Refusal(say("all {most} posts are set up", most=plan.most), "16.5")
    if any(position.setting.board.grid.distance(here, at) <= plan.radius for at in _own(position, faction)):
        return Refusal("one post watches that ground already", "16.5")
    if here not in plan.hexes:
        return Refusal(say("hex {at} is not where posts were agreed", at=order.at), "16.5")
    if _posted(position, faction):
        return Refusal("no more posts are set up this turn", "16.5")
    return _why_not_there(position, faction, here) or why_not_pay(
        position, faction, price_of(position, plan), "16.5"
    )


def _own(position: Position, faction: FactionId) -> tuple[Hex, ...]:
    return tuple(at for at, owner in position.affairs.posts.items() if owner == faction)


def _posted(position: Position, faction: FactionId) -> bool:
    """16.5 Whether a faction has set up its post of the turn."""
    most, marks = position.setting.rules.coalition.posts_a_turn, position.affairs.flags
    return sum(1 for n in range(most) if marks.get(f"post {n} {faction}") == position.turn) >= most


def _why_not_there(position: Position, faction: FactionId, here: Hex) -> Refusal | None:
    """16.5 A post needs a hex that no enemy, nor anybody to be kept apart from, holds or stands in."""
    label = position.setting.board.grid.label(here)
    there = (position.control[here], *(unit.faction for unit in position.units_at(here)))
    if here in position.suspected or any(position.relation(faction, one) in REFUSED_BY for one in there):
        return Refusal(
            say("hex {label} is not open to {faction}", label=label, faction=name(position, faction)), "16.5"
        )
    return None


def _handle_post(play: Play, view: View, order: od.PlacePost) -> None:
    """16.5 The post stands from now on, and the powers hear of it; where it was not what it seemed to be,
    nothing comes of it."""
    faction, here = view.faction, play.state.setting.board.grid.hex_of(order.at)
    plan = plan_of(play.state, faction)
    n = 0
    while play.state.affairs.flags.get(f"post {n} {faction}") == play.state.turn:
        n += 1
    play.enter(FlagSet(f"post {n} {faction}", True))
    if plan is None or _why_not_there(play.state, faction, here):
        play.enter(Announced(say("No post is set up at {at}: others stand there", at=order.at), faction))
        return
    pay(play, faction, price_of(play.state, plan), mark("consent to a post"))
    play.enter(PostPlaced(here, faction))
    react(play, "post", faction)


def strike_posts(play: Play) -> None:
    """16.5 At the end of a turn a post on ground that an enemy of its owner holds is gone."""
    for here, owner in tuple(play.state.affairs.posts.items()):
        if hostile(play.state, owner, play.state.control[here]):
            play.enter(PostPlaced(here, ""))


def candidates(view: View) -> Iterator[Order]:
    """Yield the hexes where a post may be thought of."""
    plan = plan_of(view, view.faction)
    if plan is None or view.talks or view.turn < plan.since or _posted(view, view.faction):
        return
    for here in sorted(plan.hexes):
        yield od.PlacePost(view.setting.board.grid.label(here))


JUDGES = {od.PlacePost: _post}
HANDLERS = {od.PlacePost: _handle_post}
