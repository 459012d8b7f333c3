"""What is true of the political part of every sane State; `game.rules.audit` asks it with the rest."""

from __future__ import annotations

from collections.abc import Iterator

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
        coming = sum(steps for _, steps in desk.remnants)
        if not 0 <= desk.chits <= max(figures.vehicles_max, _first_chits(state, faction)):
            yield f"{faction} has {desk.chits} vehicles"
        if any(steps < 1 for _, steps in desk.remnants) or coming < 0:
            yield f"remnants of {faction} are {desk.remnants}"


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


LOOKS = (_patrons, _borders, _fields, _underground, _offers, _coalitions, _table)
