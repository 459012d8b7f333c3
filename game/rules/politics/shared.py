"""The shared enemy (9.12): while it lives, others who fire on each other pay for it."""

from __future__ import annotations

from game.model.events import ApprovalChanged
from game.model.kinds import FactionId, Relation
from game.model.state import Position, State
from game.model.tongue import say
from game.rules.play import Play
from game.rules.politics.patrons import patrons_of
from game.rules.politics.relations import name
from game.rules.politics.tension import is_watched, pair_between, strain


def towns_left(position: Position) -> int:
    """9.12 Return how many towns and cities among the assets the shared enemy holds."""
    enemy, places = position.setting.politics.shared_enemy, position.setting.board.places
    held = (places[asset] for asset in position.setting.assets if position.control[places[asset].at] == enemy)
    return sum(1 for place in held if place.kind in {"city", "town"})


def price_of_firing(position: Position) -> int:
    """9.12 Return what each patron's approval falls by when two who share an enemy fire on each other."""
    figures = position.setting.rules.politics
    many = towns_left(position) >= figures.shared_towns
    return figures.shared_price if many else figures.shared_price_less


def fire_among_rivals(play: Play, actor: FactionId, target: FactionId) -> None:
    """9.12 Once a turn a pair: both sides' patrons disapprove, and tension rises."""
    state = play.state
    if not share_an_enemy(state, actor, target) or _fired_today(state, actor, target):
        return
    by, reason = (
        price_of_firing(state),
        say("{actor} fired on {target}", actor=name(state, actor), target=name(state, target)),
    )
    both = (*patrons_of(state, actor), *patrons_of(state, target))
    for patron in dict.fromkeys(patron.id for patron in both):
        play.enter(ApprovalChanged(patron, -by, reason))
    strain(play, actor, target, state.setting.rules.politics.shared_tension, reason)


def share_an_enemy(state: State, a: FactionId, b: FactionId) -> bool:
    """9.12 Whether two factions that watch each other, or whose allies do, and were no enemies at the outset
    both fight the shared one."""
    enemy = state.setting.politics.shared_enemy
    if not enemy or enemy in (a, b) or not is_watched(state, *pair_between(state, a, b)):
        return False
    first = state.scenario.relations
    return all(first.get((one, enemy)) is Relation.HOSTILE for one in (a, b)) and not any(
        first.get(pair) is Relation.HOSTILE for pair in ((a, b), (b, a))
    )


def _fired_today(state: State, a: FactionId, b: FactionId) -> bool:
    fired = state.affairs.fired_on
    return state.turn in (fired.get((a, b)), fired.get((b, a)))
