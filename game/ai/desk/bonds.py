"""What a coalition is worth to its members and what holds it together: the price of falling out (16.1–16.4).

All sums are in hundredths of a point of the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, Relation
from game.model.politics import Coalition
from game.model.state import Position, View
from game.rules.memo import once_a_position
from game.rules.politics.relations import allied, hostile
from game.rules.politics.seizing import local_steps, towns_of
from game.rules.politics.settlement import disputed
from game.rules.score import Links, share_of, worth_of

A_TOWN = 15
"""A town that is no asset."""
HEALING = 12
"""Turns in which cohesion comes back by one, as a rule."""
GRIEVANCE = 2
"""How much heavier a point of cohesion that is lacking weighs than a turn of healing that is to come."""
NARROW = 20
"""Per cent that a coalition falls apart by the end when it holds by a single point of cohesion."""
OPEN_PCT = 8
"""Of its worth, what a partner's town counts that could be had in infighting."""
NEAR = 2
"""Hexes from which a town is taken in infighting."""
SPENT = 2
"""Cohesion that infighting costs as a rule, by what is seized in it."""
DREAD = 40
"""What a point of cohesion is worth beside to a member that others may break with."""
WASTE = 150
"""What infighting costs in men and weeks, whoever wins it."""
PRESSED, LATELY = 300, 2
"""What more it costs while a common enemy has attacked within so many turns."""
LASTING = {0: 67, 1: 33}
"""Per cent that infighting begun now outlasts the war, by the turns left; with more turns it ends before."""


def members_with(view: View, faction: FactionId) -> Iterator[Coalition]:
    """Yield the coalitions in which a faction is a member."""
    for coalition in view.setting.politics.coalitions.values():
        if faction in coalition.members:
            yield coalition


def turns_left(view: View) -> int:
    """Return how many turns follow this one."""
    return 0 if view.talks else view.setting.clock.turns - view.turn


def price_of_town(view: View, here: Hex) -> int:
    """Return what holding a town to the end is worth, half where it stays in dispute."""
    asset = view.setting.asset_hexes.get(here)
    if asset is None:
        return A_TOWN
    whole = 100 * worth_of(view, asset)
    pct = view.setting.rules.conference.disputed_pct
    return whole * pct // 100 if asset.place in disputed(view) else whole


@once_a_position
def rift(position: Position, coalition: Coalition, who: FactionId) -> int:
    """Return what a member loses at the end if its roads over the others' ground are closed to it: its
    assets by their links with co-operating partners, less the same with neutral ones."""
    joined, apart = (
        linked_worth(_related(position, coalition, how), who)
        for how in (Relation.COOPERATING, Relation.NEUTRAL)
    )
    return max(0, joined - apart)


def linked_worth(position: Position, who: FactionId) -> int:
    """Return the worth of a faction's assets by their links, as far as the position tells."""
    links, total = Links(position, position.setting.factions[who]), 0
    for asset in position.setting.assets.values():
        part, whole = share_of(position, asset, who)
        if part:
            here = position.setting.board.places[asset.place].at
            total += worth_of(position, asset) * part * links.pct(here) // whole
    return total


def _related(position: Position, coalition: Coalition, how: Relation) -> Position:
    """Return the position with all members of a coalition in one relation to each other."""
    others = ((a, b) for a in coalition.members for b in coalition.members if a != b)
    peaceful = {pair: how for pair in others if not allied(position, *pair)}
    return replace(position, relations={**position.relations, **peaceful})


def apart_pct(view: View, cohesion: int) -> int:
    """Return the chance in per cent that a coalition of so much cohesion does not co-operate at the end."""
    lacking = view.setting.rules.coalition.joint - max(0, cohesion)
    left = turns_left(view)
    if lacking > 0:
        weight = GRIEVANCE * lacking
        return 100 * weight // (weight + (1 + left // HEALING if left else 0))
    return NARROW if lacking == 0 and left else 0


def bond(view: View, coalition: Coalition, cohesion: int) -> int:
    """Return what a faction stands to lose by a coalition that has come to so much cohesion: what it loses
    itself if it falls apart, less half of what its partners would."""
    mine = rift(view, coalition, view.faction)
    theirs = sum(rift(view, coalition, one) for one in coalition.members if one != view.faction)
    return (mine - theirs // 2) * apart_pct(view, cohesion) // 100


def trust(view: View, coalition: Coalition) -> int:
    """16.1 Return the cohesion of a coalition, less what gates that have just been taken will cost it."""
    places = view.setting.board.places
    taken = sum(
        view.control[places[gate].at] in coalition.breakers and f"gate {gate}" not in view.affairs.flags
        for gate in coalition.gates
    )
    return view.affairs.cohesion.get(coalition.id, 0) - taken


def price_of_cohesion(view: View, coalition: Coalition, by: int) -> int:
    """Return what it is worth to a faction that cohesion changes by so much."""
    now = trust(view, coalition)
    then = min(10, now + by)
    fear = 0 if view.faction in coalition.breakers else DREAD * (then - now)
    return bond(view, coalition, now) - bond(view, coalition, then) + fear


def spoils(view: View, coalition: Coalition) -> int:
    """Return what infighting promises: towns of the partners that its units can reach and outnumber,
    less its own towns that stand as open to them."""
    total = 0
    for here in towns_of(view, coalition):
        owner = view.control[here]
        if owner not in coalition.members:
            continue
        odds = _odds(view, here, view.faction, coalition)
        if owner == view.faction:
            total -= price_of_town(view, here) * OPEN_PCT // 100 if odds < 0 else 0
        else:
            total += price_of_town(view, here) * OPEN_PCT // 100 if odds > 0 else 0
    return total


def _odds(view: View, here: Hex, mine: FactionId, coalition: Coalition) -> int:
    """Return 1 where a faction outnumbers its partners about a town by enough to seize it, −1 where they
    outnumber it, 0 otherwise."""
    seize = view.setting.rules.coalition.seize_odds
    near = view.setting.board.grid.within(here, NEAR)
    ours = sum(unit.steps for at in near for unit in view.units_at(at) if unit.faction == mine)
    guard = sum(local_steps(view, one, here) for one in coalition.members if one != mine)
    theirs = sum(
        unit.steps
        for at in near
        for unit in view.units_at(at)
        if unit.faction != mine and unit.faction in coalition.members
    )
    if ours and ours >= seize * guard:
        return 1
    return -1 if theirs and theirs >= seize * local_steps(view, mine, here) else 0


def pressed(view: View, coalition: Coalition) -> bool:
    """Whether an enemy of all its members has lately attacked one of them."""
    return any(
        view.turn - turn < LATELY
        and whom in coalition.members
        and all(hostile(view, one, who) for one in coalition.members)
        for (who, whom), turn in view.affairs.fired_on.items()
    )


def price_of_infighting(view: View, coalition: Coalition) -> int:
    """Return what infighting is worth to a faction if it breaks out now: its spoils, less the
    cohesion that they take, the risk that the war ends in it, and its waste, most while others attack."""
    lasting = LASTING.get(turns_left(view), 0)
    mine = rift(view, coalition, view.faction)
    bonds = min(0, price_of_cohesion(view, coalition, -SPENT))
    waste = WASTE + (PRESSED if pressed(view, coalition) else 0)
    return spoils(view, coalition) - waste + bonds - mine * lasting // 100
