"""The corridor (14.5): the world hears when it opens, and each time that it is cut."""

from __future__ import annotations

from game.model.events import CorridorChanged, PointsScored
from game.model.kinds import FactionId
from game.model.tongue import mark
from game.rules.play import Play
from game.rules.politics.patrons import react
from game.rules.score import corridor_value


def watch_corridors(play: Play) -> None:
    """14.5 At the end of each turn compare what each faction's corridors are worth with the last count.

    A scenario without patrons or insurgents has nobody to raid the road or to be displeased.
    """
    plan = play.state.setting.politics
    if not (plan.patrons or plan.insurgencies):
        return
    for faction in dict.fromkeys(one.faction for one in play.state.setting.corridors):
        ours = (one for one in play.state.setting.corridors if one.faction == faction)
        value = sum(corridor_value(play.state, one) for one in ours)
        if value != play.state.affairs.corridors.get(faction, 0):
            _change(play, faction, value)


def _change(play: Play, faction: FactionId, value: int) -> None:
    """14.5 The first opening pleases patrons; each break costs points and displeases them."""
    first = faction not in play.state.affairs.corridors
    play.enter(CorridorChanged(faction, value))
    if not value:
        price = 10 * play.state.setting.rules.oil.corridor_break
        play.enter(PointsScored(faction, -price, mark("the corridor is cut")))
        react(play, "corridor_cut", faction)
    elif first:
        react(play, "corridor", faction)
