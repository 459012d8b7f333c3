"""What is true of the political part of every sane State; `game.rules.audit` asks it with the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.model.affairs import FAIR
from game.model.kinds import OfferKind
from game.model.state import State


def _patrons(state: State) -> Iterator[str]:
    """13.1, 13.2 Approval stays on its track, political points between none and the most."""
    for patron, level in state.affairs.approval.items():
        if not 0 <= level <= 100:
            yield f"approval of {patron} is {level}"
    most = state.setting.rules.patrons.most_favour
    for faction, desk in state.desks.items():
        if not 0 <= desk.favour <= most:
            yield f"{faction} has {desk.favour} political points"


def _fields(state: State) -> Iterator[str]:
    """14.1 Fields are whole, damaged or wrecked, and nothing else."""
    for place, damage in state.affairs.damage.items():
        if not 0 <= damage <= state.setting.rules.oil.max_damage:
            yield f"damage of {place} is {damage}"


def _underground(state: State) -> Iterator[str]:
    """15.1–15.5 What lies hidden belongs to insurgents, within its limits."""
    figures, plans = state.setting.rules.insurgency, state.setting.politics.insurgencies
    for here, cell in state.cells.items():
        if cell.strength < 1 or cell.faction not in plans:
            yield f"cells of {cell.faction!r} at {here} are {cell.strength} strong"
    for here, belt in state.belts.items():
        if not 1 <= belt.level <= figures.belt_level or belt.faction not in plans:
            yield f"the marker of {belt.faction!r} at {here} has level {belt.level}"
    for faction, desk in state.desks.items():
        if not 0 <= desk.chits <= max(figures.vehicles_max, _first_chits(state, faction)):
            yield f"{faction} has {desk.chits} vehicles"
        if any(steps < 1 or due <= state.turn for due, steps in desk.remnants):
            yield f"remnants of {faction} are {desk.remnants} in turn {state.turn}"
    for faction, plan in plans.items():
        cells = sum(cell.strength for cell in state.cells.values() if cell.faction == faction)
        first = sum(cell.strength for cell in state.scenario.cells.values() if cell.faction == faction)
        if cells > max(plan.cells_max, first):
            yield f"{faction} has {cells} cells of {plan.cells_max}"
        if sum(belt.faction == faction for belt in state.belts.values()) > figures.belts_max:
            yield f"{faction} has mined more than {figures.belts_max} hexes"


def _first_chits(state: State, faction: str) -> int:
    plan = state.setting.politics.insurgencies.get(faction)
    return plan.chits if plan else 0


def _offers(state: State) -> Iterator[str]:
    """5.5 Offers on the table have names of their own and two sides."""
    names = [offer.id for offer in state.offers]
    if len(set(names)) < len(names):
        yield f"offers {names} are not told apart"
    for offer in state.offers:
        if offer.maker == offer.receiver:
            yield f"{offer.maker} makes itself an offer"
        if (offer.kind is OfferKind.CONCESSION) != bool(state.talks) or state.ending is not None:
            yield f"offer {offer.id} lies open in round {state.talks} of the talks"


def _coalitions(state: State) -> Iterator[str]:
    """16.1, 16.2, 16.5 Cohesion stays on its track, infighting ends within the time it was given, posts are
    no more than were agreed."""
    for coalition, level in state.affairs.cohesion.items():
        if not 0 <= level <= 10:
            yield f"cohesion of {coalition} is {level}"
    for coalition, until in state.affairs.infighting.items():
        if until < state.turn:
            yield f"infighting in {coalition} was to end in turn {until}"
    for plan in state.setting.politics.posts:
        posts = [here for here, owner in state.affairs.posts.items() if owner == plan.faction]
        if len(posts) > plan.most or not plan.hexes.issuperset(posts):
            yield f"{plan.faction} has {len(posts)} posts of {plan.most}, or some where none were agreed"


def _table(state: State) -> Iterator[str]:
    """18.3, 18.4 Talks follow the war and end; only assets are signed over; what is frozen is a share."""
    rounds = state.setting.politics.conference.rounds
    if not 0 <= state.talks <= rounds:
        yield f"round {state.talks} of {rounds} of the talks"
    for place, holder in state.affairs.conceded.items():
        if place not in state.setting.assets or holder not in state.setting.factions or not state.talks:
            yield f"{place} was signed over to {holder}"
    if not 0 <= state.affairs.frozen <= 100 or (state.affairs.frozen and state.ending is None):
        yield f"{state.affairs.frozen} % are frozen"


def _borders(state: State) -> Iterator[str]:
    """9.4–9.13 Notices and truces name two factions, rungs stay on their ladders, crossings and rings are
    planned, nobody without a plan is counted abroad."""
    affairs, plan = state.affairs, state.setting.politics
    for pair in (*affairs.notices, *affairs.truces):
        if pair[0] == pair[1] or not state.setting.factions.keys() >= set(pair):
            yield f"{pair} are no two factions"
    for (zone, intruder), rung in affairs.rungs.items():
        if not 0 <= rung < max(1, len(plan.zones[zone].ladder)):
            yield f"{intruder} is on rung {rung} of {zone}"
    if not plan.gates.keys() >= affairs.gates.keys() or not plan.zones.keys() >= affairs.pockets.keys():
        yield "a crossing or a ring is not in the plan"
    planned = {(one.faction, one.country) for one in plan.leaves}
    for unit in state.units.values():
        if unit.abroad and not any(faction == unit.faction for faction, _ in planned):
            yield f"{unit.id} is counted abroad"


def _dates(state: State) -> Iterator[str]:
    """9.4, 9.8, 14.4, 17.1 What has happened lies behind, what is to come ahead."""
    affairs, now = state.affairs, state.turn
    past = {
        "struck": affairs.struck.values(),
        "fired on": affairs.fired_on.values(),
        "wrecked": affairs.wrecked.values(),
        "cut": affairs.cuts.values(),
        "flags": affairs.flags.values(),
        "events": state.fired.values(),
        "pockets": affairs.pockets.values(),
        "vehicles": (desk.sent for desk in state.desks.values()),
        "offers": (turn for desk in state.desks.values() for _, turn in desk.offered),
    }
    for what, turns in past.items():
        if any(turn > now for turn in turns):
            yield f"{what}: some of {list(turns)} are later than turn {now}"
    ahead = (*affairs.notices.values(), *(due for due, _ in state.pending))
    if any(turn <= now for turn in ahead):
        yield f"notices and events of {ahead} are overdue in turn {now}"


def _names(state: State) -> Iterator[str]:
    """2.6, 9.9, 9.11, 16.1 Everything that is kept is of something in the plan."""
    affairs, plan, factions = state.affairs, state.setting.politics, state.setting.factions
    kept: tuple[tuple[str, Collection[object], Collection[object]], ...] = (
        ("patrons", affairs.approval.keys(), plan.patrons.keys()),
        ("areas", {*affairs.areas, *affairs.suspended}, plan.zones.keys()),
        ("leaves", affairs.leaves.keys(), [(one.faction, one.country) for one in plan.leaves]),
        ("assets", affairs.values.keys(), state.setting.assets.keys()),
        ("fields", {*affairs.damage, *affairs.ready, *affairs.wrecked}, plan.fields.keys()),
        ("routes", affairs.cuts.keys(), plan.routes.keys()),
        ("coalitions", {*affairs.cohesion, *affairs.infighting}, plan.coalitions.keys()),
        ("weather", [affairs.weather], [FAIR, *(kind.id for kind in plan.weather)]),
        ("fates and aircraft", {*affairs.fates, *affairs.grounded}, factions.keys()),
        ("desks", state.desks.keys(), factions.keys()),
        ("events", {*state.fired, *(event for _, event in state.pending)}, plan.events.keys()),
    )
    for what, names, known in kept:
        if any(name not in known for name in names):
            yield f"{what}: some of {list(names)} are not in the plan"


def _cards(state: State) -> Iterator[str]:
    """17.1, 17.4 Cards in hands and in the deck are no more than there are; questions lie where they
    belong."""
    plan, hands = state.setting.politics, [card for desk in state.desks.values() for card in desk.hand]
    for card, copies in state.deck.items():
        if copies < 0 or copies + hands.count(card) > plan.cards[card].copies:
            yield f"{copies} copies of {card} are left and {hands.count(card)} in hands"
    for faction, desk in state.desks.items():
        for event in desk.asks:
            choice = plan.events[event].choice
            if choice is None or choice.faction != faction or desk.asks.count(event) > 1:
                yield f"{faction} is asked about {event}"
        if any(card not in plan.cards for card in desk.hand):
            yield f"{faction} holds {desk.hand}"


LOOKS = (_patrons, _borders, _fields, _underground, _offers, _coalitions, _table, _dates, _names, _cards)
