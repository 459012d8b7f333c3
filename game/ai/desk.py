"""What a machine does at its desk: political orders, by one table of what each is worth.

The judge has the last word; this only says what is wanted. Worth is in rough hundredths of a point, and
nothing worth 0 or less is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.model import orders as od
from game.model.affairs import Desk, pair_of
from game.model.kinds import GateState, OfferKind, SupplyState, ZoneKind
from game.model.orders import Order
from game.model.state import View
from game.model.units import Unit
from game.rules.combat import attack_strength, defence_strength
from game.rules.legal import why_illegal
from game.rules.politics.concessions import best_offer_to, worth_accepting
from game.rules.politics.relations import hostile
from game.rules.registry import candidates
from game.rules.story.happenings import questions

MOST = 24
"""Political orders that a machine gives in an impulse at most."""
TENSE = 4
"""Tension from which a machine calls the other side, and strikes no more."""
RESERVE = 2
"""Political points that are kept for a call."""
CLOSE = 3
"""Hexes within which an enemy is about to arrive."""
FRAIL = 3
"""Cohesion up to which a coalition is not worth keeping."""
MINES = 4
"""Belts that are enough."""


def desk_orders(player: Any) -> Iterator[Order]:
    """Yield the political orders a machine wants, the most wanted first; `player.view` is the newest view."""
    given: set[str] = set()
    for _ in range(MOST):
        order = _best(player.view, given)
        if order is None:
            return
        given.add(str(order))
        yield order


def _best(view: View, given: set[str]) -> Order | None:
    """Return the most wanted order that has not been given in this impulse."""
    wanted = [
        (worth(view, order), str(order), order) for order in candidates(view) if str(order) not in given
    ]
    wanted = [one for one in wanted if one[0] > 0]
    wanted.sort(key=lambda one: (-one[0], one[1]))
    return next((order for _, _, order in wanted if why_illegal(view, order) is None), None)


def worth(view: View, order: Order) -> int:
    """Return what a political order is worth to the view's faction."""
    rate = _WORTH.get(type(order))
    return rate(view, order) if rate else 0


def _choose(view: View, order: od.Choose) -> int:
    """The option its author thinks best; of equals the first."""
    choice = dict(questions(view, view.faction))[order.event]
    return 500 + 10 * choice.options[order.option - 1].weight - order.option


def _card(view: View, order: od.PlayCard) -> int:
    return 100


def _answer(view: View, order: od.Answer) -> int:
    """A garrison leaves when it is nearly done for; what is offered at the table goes by its worth."""
    offer = next(one for one in view.offers if one.id == order.offer)
    if offer.kind is OfferKind.CONCESSION:
        return 300 if order.accept is worth_accepting(view, offer) else 0
    siege = view.cities[offer.place]
    plan = view.setting.cities[offer.place]
    done_for = 4 * siege.holders.get(view.faction, 0) <= plan.districts and siege.dump == 0
    return 300 if order.accept is done_for else 0


def _hotline(view: View, order: od.CallHotline) -> int:
    """Call while it is tense, before the line goes dead."""
    return 200 if view.tension.get(pair_of(view.faction, order.to), 0) >= TENSE else 0


def _enforce(view: View, order: od.Enforce) -> int:
    """Warn always; strike while it is calm, or when the intruder nears the core of the ring."""
    zone = view.setting.politics.zones[order.zone]
    unit = view.units[order.unit]
    rung = view.affairs.rungs.get((zone.id, unit.faction), 0)
    calm = view.tension.get(pair_of(view.faction, unit.faction), 0) < TENSE
    if calm or rung < 2 or not zone.core:
        return 150
    core = view.setting.board.places[zone.core].at
    return 150 if view.setting.board.grid.distance(core, unit.at) <= CLOSE else 0


def _leave(view: View, order: od.AskLeave) -> int:
    """Leave is asked for while the hunted stand near and there are points to spare."""
    plan = next(
        one
        for one in view.setting.politics.leaves
        if (one.faction, one.country) == (order.faction, order.country)
    )
    return 40 if _favour(view) >= plan.price + RESERVE and plan.start is not None else 0


def _favour(view: View) -> int:
    return view.desks.get(view.faction, Desk()).favour


def _gate(view: View, order: od.SetGate) -> int:
    """A gate is open to one's clients and gives aid alone where others hold it."""
    plan = view.setting.politics.gates[order.place]
    holder = view.control[view.setting.board.places[order.place].at]
    friendly = not hostile(view, view.faction, holder) and plan.by_holder.get(holder, 100) >= 100
    wanted = GateState.OPEN if friendly else GateState.AID
    return 60 if order.state is wanted else 0


def _consent(view: View, order: od.BuyConsent) -> int:
    """A key is bought when enemies stand on the ground it opens."""
    zones = (
        zone
        for zone in view.setting.politics.zones.values()
        if zone.kind is ZoneKind.CONSENT and view.faction in zone.bound and order.patron in zone.keys
    )
    needed = any(
        unit.at in zone.hexes
        for zone in zones
        for unit in view.units.values()
        if hostile(view, view.faction, unit.faction)
    )
    return 50 if needed and _favour(view) >= 3 * RESERVE else 0


def _sabotage(view: View, order: od.Sabotage) -> int:
    """A field is wrecked when those next to it are too strong for whoever holds it."""
    board = view.setting.board
    here = board.places[order.place].at
    about = board.grid.within(here, 1)
    units = [unit for near in about for unit in view.units_at(near)]
    coming = sum(attack_strength(view, unit) for unit in units if hostile(view, view.faction, unit.faction))
    holding = sum(defence_strength(view, unit) for unit in units if unit.faction == view.faction)
    return 80 if coming > 2 * holding else 0


def _sweep(view: View, order: od.Sweep) -> int:
    """Comb where something is known to lie and no enemy is near."""
    unit = view.units[order.unit]
    there = view.cells.get(unit.at) or view.belts.get(unit.at)
    return 45 if there and there.faction != view.faction else 0


def _belt(view: View, order: od.LayBelt) -> int:
    """Mines are laid where an enemy is about to come."""
    unit = view.units[order.unit]
    laid = sum(1 for belt in view.belts.values() if belt.faction == view.faction)
    return 30 if laid < MINES and unit.at not in view.belts and _threatened(view, unit) else 0


def _threatened(view: View, unit: Unit) -> bool:
    distance = view.setting.board.grid.distance
    return any(
        distance(other.at, unit.at) <= CLOSE
        for other in view.units.values()
        if hostile(view, unit.faction, other.faction)
    )


def _hide(view: View, order: od.GoToGround) -> int:
    """Worn units that are cut off go to ground."""
    unit = view.units[order.unit]
    lost = unit.supply is SupplyState.OUT and unit.hungry >= 2
    return 70 if lost and 2 * unit.steps <= unit.type.steps else 0


def _standing(view: View, order: od.SetStanding) -> int:
    return 20 if order.on else 0


def _break(view: View, order: od.BreakCoalition) -> int:
    """A coalition is broken by whoever is the stronger in it, for a gate that another holds or when it is
    falling apart by itself."""
    plan = view.setting.politics.coalitions[order.coalition]
    steps = {member: sum(unit.steps for unit in view.units_of(member)) for member in plan.members}
    places = view.setting.board.places
    prize = any(view.control[places[gate].at] in {*plan.members} - {view.faction} for gate in plan.gates)
    frail = view.affairs.cohesion.get(plan.id, 0) <= FRAIL
    return 90 if steps[view.faction] >= max(steps.values()) and (prize or frail) else 0


def _seize(view: View, order: od.Seize) -> int:
    asset = view.setting.assets.get(order.place)
    return 60 + 10 * (asset.value if asset else 0)


def _post(view: View, order: od.PlacePost) -> int:
    """Posts go where those they keep out are nearest."""
    here = view.setting.board.grid.hex_of(order.at)
    bars = {faction for plan in view.setting.politics.posts for faction in plan.bars}
    distance = view.setting.board.grid.distance
    near = min((distance(here, unit.at) for unit in view.units.values() if unit.faction in bars), default=30)
    return max(1, 60 - near)


def _fate(view: View, order: od.SetFate) -> int:
    """Absorbing costs nothing outside, sending away needs a patron, lying low is the last resort."""
    return {"absorb": 30, "exit": 20, "dormant": 10}.get(order.fate.value, 0)


def _offer(view: View, order: od.OfferWithdrawal) -> int:
    """A way out is offered when most districts are won and the calendar presses."""
    siege, plan = view.cities[order.place], view.setting.cities[order.place]
    left = max((n for who, n in siege.holders.items() if hostile(view, view.faction, who)), default=0)
    late = 4 * view.turn >= 3 * view.setting.clock.turns
    return 40 if late and 3 * left <= plan.districts else 0


def _concede(view: View, order: od.Concede) -> int:
    """What pays and is likely to be taken is put to each in turn."""
    return 50 if order == best_offer_to(view, order.to) else 0


_WORTH: dict[type, Callable[[View, Any], int]] = {
    od.Choose: _choose,
    od.PlayCard: _card,
    od.Answer: _answer,
    od.Concede: _concede,
    od.CallHotline: _hotline,
    od.Enforce: _enforce,
    od.AskLeave: _leave,
    od.SetGate: _gate,
    od.BuyConsent: _consent,
    od.Sabotage: _sabotage,
    od.Sweep: _sweep,
    od.LayBelt: _belt,
    od.GoToGround: _hide,
    od.SetStanding: _standing,
    od.BreakCoalition: _break,
    od.Seize: _seize,
    od.PlacePost: _post,
    od.SetFate: _fate,
    od.OfferWithdrawal: _offer,
}
"""What each political order is worth; a break of relations is never worth its price to a machine."""
