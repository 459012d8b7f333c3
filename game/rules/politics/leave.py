"""Leave to enter a country (9.9): asked of a patron, granted by the dice, and overstayed at a price."""

from __future__ import annotations

from collections.abc import Iterator

from game.model import orders as od
from game.model.events import LeaveAsked, LeaveChanged, WentAbroad
from game.model.kinds import FactionId, Leave
from game.model.orders import Order
from game.model.politics import Bonus, LeavePlan
from game.model.state import Position, State, View
from game.model.tongue import mark, say
from game.rules.dice import roll_two
from game.rules.play import Play
from game.rules.politics.abroad import leave_for
from game.rules.politics.patrons import pay, react, why_not_pay
from game.rules.politics.relations import name
from game.rules.refusal import Refusal
from game.rules.story.conditions import holds

NEXT = {Leave.CLOSED: Leave.PURSUIT, Leave.PURSUIT: Leave.OPEN}


def plan_for(position: Position, faction: FactionId, country: str) -> LeavePlan | None:
    """9.9 Return the plan of leave for a faction in a country, or None."""
    plans = position.setting.politics.leaves
    return next((plan for plan in plans if (plan.faction, plan.country) == (faction, country)), None)


def why_not_ask(position: Position, faction: FactionId, order: od.AskLeave) -> Refusal | None:
    """9.9 Return why a faction may not ask for leave, or None."""
    plan = plan_for(position, order.faction, order.country)
    if plan is None or faction not in plan.askers:
        return Refusal("there is no such leave to ask for", "9.9")
    if leave_for(position, order.faction, order.country) not in NEXT:
        return Refusal(
            say(
                "{country} is open to {faction}",
                country=order.country.capitalize(),
                faction=name(position, order.faction),
            ),
            "9.9",
        )
    if f"leave {order.country} {order.faction}" in position.affairs.done:
        return Refusal("leave is asked for once a turn", "9.9")
    return why_not_pay(position, faction, plan.price, "9.9")


def bonuses(position: Position, plan: LeavePlan) -> tuple[Bonus, ...]:
    """9.9 Return what helps or hinders the asking at present."""
    return tuple(bonus for bonus in plan.bonuses if holds(position, bonus.when))


def ask(play: Play, view: View, order: od.AskLeave) -> None:
    """9.9 Two dice and what helps or hinders against the plan's number: leave rises by one state."""
    plan = plan_for(play.state, order.faction, order.country)
    assert plan is not None
    pay(play, view.faction, plan.price, mark("leave asked for"))
    thrown = roll_two(play.state, "leave", (order.faction, order.country))
    total = thrown + sum(bonus.by for bonus in bonuses(play.state, plan))
    granted = total >= plan.need
    play.enter(LeaveAsked(view.faction, order.faction, order.country, total, granted))
    if granted:
        leave = NEXT[leave_for(play.state, order.faction, order.country)]
        play.enter(LeaveChanged(order.faction, order.country, leave, mark("leave granted")))


def count_abroad(play: Play) -> None:
    """9.9 At the end of a turn those abroad are counted; a stay beyond leave displeases patrons."""
    for plan in play.state.setting.politics.leaves:
        turns = tuple(_turns_abroad(play.state, plan))
        if turns:
            play.enter(WentAbroad(plan.faction, turns))
        leave = leave_for(play.state, plan.faction, plan.country)
        if leave is not Leave.OPEN and any(count > plan.turns for _, count in turns):
            react(play, "abroad", faction=plan.faction)


def _turns_abroad(state: State, plan: LeavePlan) -> Iterator[tuple[str, int]]:
    """9.9 Yield the units whose count of turns in the country changes, with the new count."""
    for unit in state.units_of(plan.faction):
        inside = state.setting.board.country[unit.at] == plan.country
        if inside or (unit.abroad and not _elsewhere(state, plan, unit.at)):
            yield unit.id, unit.abroad + 1 if inside else 0


def _elsewhere(state: State, plan: LeavePlan, at: int) -> bool:
    """9.9 Whether a hex is in a country that another plan of the same faction counts."""
    country, plans = state.setting.board.country[at], state.setting.politics.leaves
    return any(other.faction == plan.faction and other.country == country for other in plans)


def candidates(view: View) -> Iterator[Order]:
    """9.9 Propose to ask for every leave that one may ask for."""
    for plan in view.setting.politics.leaves:
        if view.faction in plan.askers:
            yield od.AskLeave(plan.country, plan.faction)


JUDGES = {od.AskLeave: why_not_ask}
HANDLERS = {od.AskLeave: ask}
