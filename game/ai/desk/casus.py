"""Which peace a machine means to break: a decision of its own, never the by-product of an attack (9.11)."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.desk.backing import price_of_change
from game.ai.desk.bonds import price_of_town, turns_left
from game.hexgrid.coords import Hex
from game.model.kinds import ZoneId
from game.model.orders import Attack, Barrage, Order
from game.model.politics import Zone
from game.model.reasons import Reason
from game.model.state import View
from game.model.tongue import say
from game.rules.combat import attack_strength, defence_strength
from game.rules.politics.areas import areas_in_force, breach_by
from game.rules.politics.consent import why_no_consent
from game.rules.politics.relations import hostile

REACH = 3
"""Hexes from a town within which those are counted who could storm it, and those who could hold it."""
ODDS_PCT = 200
"""The strength of those who could storm a town, in per cent of its defenders', from which it counts."""
CHANCE_PCT = 50
"""Of its worth, what a town counts that is to be taken so."""
MOST = 3
"""Towns that count."""
BAR = 200
"""What a breach promises at least, over its price."""
A_TURN = 2
"""Turns that a breach needs to bear fruit."""


def casus(view: View) -> frozenset[ZoneId]:
    """9.11 Return the area that a faction means to break this impulse, if any: the one that promises most
    over the price that its patrons would ask."""
    if view.talks or turns_left(view) < A_TURN:
        return frozenset()
    bound = [zone for zone in areas_in_force(view) if view.faction in zone.bound]
    best = max(((promise(view, zone) - price(view, zone), zone.id) for zone in bound), default=(0, ""))
    return frozenset({best[1]}) if best[0] >= BAR else frozenset()


def promise(view: View, zone: Zone) -> int:
    """Return what breaking an area promises: towns of its signatories that are weak and near one's own."""
    towns = sorted((price_of_town(view, here) for here in _open_towns(view, zone)), reverse=True)
    return sum(towns[:MOST]) * CHANCE_PCT // 100


def _open_towns(view: View, zone: Zone) -> Iterator[Hex]:
    for here in sorted(view.setting.asset_hexes):
        theirs = here in zone.hexes and view.control[here] in zone.signatories
        if theirs and hostile(view, view.faction, view.control[here]) and _is_open(view, here):
            yield here


def _is_open(view: View, here: Hex) -> bool:
    """Whether those about a town could storm it, with all the keys that it takes."""
    near = [unit for at in view.setting.board.grid.within(here, REACH) for unit in view.units_at(at)]
    ours = [unit for unit in near if unit.faction == view.faction]
    storm = sum(attack_strength(view, unit) for unit in ours)
    hold = sum(defence_strength(view, unit) for unit in near if hostile(view, view.faction, unit.faction))
    hqs = tuple(dict.fromkeys(unit.hq for unit in ours))
    consent = any(why_no_consent(view, view.faction, (hq,), here) is None for hq in hqs)
    return bool(ours) and consent and 100 * storm >= ODDS_PCT * max(1, hold)


def price(view: View, zone: Zone) -> int:
    """13.3 Return what one's patrons make one pay for breaking an area."""
    given = {"faction": view.faction, "zone": zone.id}
    changes = {
        patron.id: sum(
            one.by
            for one in patron.reactions
            if one.on == "area_broken"
            and all(given.get(key, word) == word for key, word in one.about.items())
        )
        for patron in view.setting.politics.patrons.values()
    }
    return -price_of_change(view, changes)


def breaks_faith(view: View, order: Order, casus: frozenset[ZoneId]) -> bool:
    """9.11 Whether an order would break an area that is not meant to be broken."""
    if not isinstance(order, Attack | Barrage):
        return False
    zone = breach_by(view, view.faction, view.setting.board.grid.hex_of(order.target))
    return zone is not None and zone.id not in casus


def resolve(view: View, zone: ZoneId) -> Reason:
    """Return the reason why an area is to be broken."""
    plan = view.setting.politics.zones[zone]
    gain, cost = promise(view, plan), price(view, plan)
    why = say(
        "towns worth {gain} points lie open behind it, and patrons ask for {cost}",
        gain=gain // 100,
        cost=f"{cost / 100:.1f}",
    )
    return Reason(view.turn, view.impulse, view.faction, "", (), say("break the {plan}", plan=plan.name), why)
