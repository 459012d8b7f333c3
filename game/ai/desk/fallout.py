"""Within a coalition: when to seize and to break, what becomes of foreign fighters (16.2, 16.3, 16.6)."""

from __future__ import annotations

from game.ai.desk.bonds import price_of_cohesion, price_of_infighting, price_of_town, turns_left
from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.kinds import Fate
from game.model.politics import Coalition
from game.model.state import View
from game.rules.politics.coalition import coalition_of
from game.rules.politics.fates import foreign_tenths, foreigners
from game.rules.politics.seizing import owner_of

RIVAL_PCT = 100
"""Of its worth, what it counts besides that a partner loses a town."""
A_POINT = 25
"""What the command point for a seizure could bring elsewhere."""
A_STEP = 30
"""A step of one's own that is given away while there is still fighting to do."""
EXPELLED_PCT = 58
"""Chance that those to be expelled go."""


def seize(view: View, order: od.Seize) -> int:
    """16.3 A town is worth what it counts, and what its owner loses by it, less the price of the cohesion
    that it takes."""
    here = view.setting.board.places[order.place].at
    coalition = coalition_of(view, view.faction, owner_of(view, view.faction, here))
    if coalition is None:
        return 0
    worth = _won(view, here) * (100 + RIVAL_PCT) // 100
    price = -price_of_cohesion(view, coalition, -_cost(view, coalition, order.place))
    fighting = coalition.id in view.affairs.infighting
    return worth - max(0, price) - (0 if fighting else A_POINT)


def _won(view: View, here: Hex) -> int:
    """Return what a seizure brings: a town, or of a city a district."""
    city = view.setting.city_at.get(here)
    return price_of_town(view, here) // (city.districts if city else 1)


def _cost(view: View, coalition: Coalition, place: str) -> int:
    """16.1, 16.3 Return the cohesion that a seizure costs: one, and one more for a gate."""
    gate = place in coalition.gates and f"gate {place}" not in view.affairs.flags
    return 2 if gate and view.faction in coalition.breakers else 1


def break_up(view: View, order: od.BreakCoalition) -> int:
    """16.2 A coalition is broken for what infighting promises, while there is time to make up again."""
    return price_of_infighting(view, view.setting.politics.coalitions[order.coalition])


def fate(view: View, order: od.SetFate) -> int:
    """16.6 The fate of guests is decided as late as may be: at the table, where nobody can fall out over it
    any more, else in the last turn."""
    if not view.talks and (view.setting.politics.conference.rounds or turns_left(view)):
        return 0
    spared = 10 * foreign_tenths(view, view.faction)
    steps = sum(unit.steps for unit in foreigners(view, view.faction))
    figures = view.setting.rules.coalition
    match order.fate:
        case Fate.ABSORB:
            return spared + 1 + _strain(view, steps // figures.absorb_steps)
        case Fate.EXIT:
            return spared
        case Fate.EXPEL:
            return spared * EXPELLED_PCT // 100 + _strain(view, 1) - A_STEP
        case Fate.DORMANT:
            return spared * (100 - figures.dormant_pct) // 100


def _strain(view: View, by: int) -> int:
    """Return what it is worth, which is little or less than nothing, that one's coalitions lose cohesion;
    at the table nobody falls out any more."""
    if view.talks:
        return 0
    own = (one for one in view.setting.politics.coalitions.values() if view.faction in one.members)
    return sum(min(0, price_of_cohesion(view, one, -by)) for one in own)
