"""Prizes that nobody guards: a single unit near by walks in, while the forces go on with their aims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from game.ai.aims import Aim, discounted, wanted
from game.ai.fields import FAR
from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import Sight, SupplyState, UnitId
from game.model.units import Unit
from game.rules.combat import attack_strength, defence_strength
from game.rules.command import shut_gate

TURNS = 3
"""Weeks of march from which somebody is sent to a prize that was looked into."""
TURNS_UNSEEN = 1
"""The same to one of which nothing is known: far behind the enemy somebody will be in it."""
ONE_IN = 3
"""Of so many units of an HQ at most one leaves it; a front that goes off by ones is no front."""
POWER_PRICE = 12
"""Hundredths of attack strength that cost a hundredth of a point when they are sent off for a week."""
KNOWN_PCT = 125
"""What the prize is worth to whoever went for it last week."""
UNSEEN_PCT = 50
"""What is left of a prize that nobody has looked into."""
ALONE_PCT = 150
"""Per cent of a unit's defence that may threaten the place it walks into."""


def grabs(mind: Mind, free: tuple[Unit, ...], before: Mapping[UnitId, Hex]) -> dict[UnitId, Hex]:
    """Return which units walk into which unguarded prizes: the best bargains first, one unit a prize, and
    most of each HQ stays together. Who may not attack yet stays where he is: he could keep nothing."""
    if shut_gate(mind.view, mind.faction) is not None:
        return {}
    bargains = [
        (worth, unit.id, aim.at)
        for aim in wanted(mind)
        if _unguarded(mind, aim.at)
        for unit in free
        if (worth := _bargain(mind, unit, aim, before)) > 0
    ]
    left = Counter(unit.hq for unit in mind.led)
    leave = {hq: max(1, count // ONE_IN) for hq, count in left.items()}
    sent: dict[UnitId, Hex] = {}
    for _, unit, at in sorted(bargains, reverse=True):
        hq = mind.view.units[unit].hq
        if unit not in sent and at not in sent.values() and leave[hq] > 0:
            sent[unit] = at
            leave[hq] -= 1
    return sent


def _unguarded(mind: Mind, at: Hex) -> bool:
    """Whether nobody is known or believed to stand in a place that one may hold."""
    return at not in mind.picture.foes and at not in mind.bumps and at not in mind.view.setting.city_at


def _bargain(mind: Mind, unit: Unit, aim: Aim, before: Mapping[UnitId, Hex]) -> int:
    """Return what sending a unit brings: the prize when it comes there, less what it could do meanwhile."""
    way = mind.ways(unit.at)[aim.at]
    pace = max(1, unit.type.move)
    unseen = mind.view.vision.get(aim.at, Sight.UNKNOWN) < Sight.KNOWN
    if unit.type.support or way >= FAR or way > (TURNS_UNSEEN if unseen else TURNS) * pace:
        return 0
    weeks = 1 + way // pace
    threat = mind.picture.threat.get(aim.at, 0)
    if 100 * threat > ALONE_PCT * defence_strength(mind.view, unit):
        return 0
    worth = discounted(aim.worth, way, mind.weights.decay_pct, pace) // 100
    if mind.supplied(aim.at) is SupplyState.OUT:
        worth = worth * mind.view.setting.rules.score.link_isolated // 100
    if unseen:
        worth = worth * UNSEEN_PCT // 100
    worth = worth * (KNOWN_PCT if before.get(unit.id) == aim.at else 100) // 100
    return worth - weeks * attack_strength(mind.view, unit) // POWER_PRICE
