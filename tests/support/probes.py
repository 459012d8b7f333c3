"""Probes for leaks: the same decision twice, the second time with something changed that nobody can see.

A probe is worth something only when the faction's View is the same as before (it is then *valid*). From there
on both games are played by copies of one player, and every order and every reason must be the same as long as
the Views are; a hidden unit that is run into, or dice of another seed, make them differ by right.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from game.ai.players import Player, make_player
from game.hexgrid.coords import Hex
from game.model.kinds import NOBODY, FactionId, SupplyState
from game.model.orders import EndImpulse, Order
from game.model.reasons import Reason
from game.model.state import State, View
from game.model.units import Unit
from game.rules import apply, setup, view_of
from game.rules.politics.relations import allies

Table = Mapping[FactionId, Player]
Change = Callable[[State, FactionId, random.Random], State | None]


@dataclass
class Found:
    """What came of some probes: how many there were and how many valid, by kind, and the leaks in words."""

    tried: Counter[str] = field(default_factory=Counter)
    valid: Counter[str] = field(default_factory=Counter)
    orders: int = 0
    leaks: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Add the findings of others."""
        self.tried.update(other.tried)
        self.valid.update(other.valid)
        self.orders += other.orders
        self.leaks += other.leaks


@dataclass(frozen=True)
class Run:
    """An impulse as it was played: the View before each order, the order, the reasons known with it."""

    views: tuple[View, ...]
    orders: tuple[Order, ...]
    reasons: tuple[tuple[Reason, ...], ...]


# --- playing a decision again ---------------------------------------------------------------------


def twin(player: Player) -> Player:
    """Return a copy of a player between two impulses, with a memory of its own."""
    memo: dict[int, Any] = {}
    view: View | None = getattr(player, "view", None)
    if view is not None:
        memo[id(view)], memo[id(view.setting)] = view, view.setting
    for value in vars(player).values():
        if isinstance(value, Generator):
            memo[id(value)] = iter(())  # it is of an impulse that is over, and generators cannot be copied
    return copy.deepcopy(player, memo)


def reasons_of(player: Player) -> tuple[Reason, ...]:
    return tuple(getattr(player, "reasons", ()))


def played(player: Player, state: State) -> Run:
    """Play the active faction's impulse."""
    faction, views, orders, reasons = state.active, list[View](), list[Order](), []
    while state.active == faction and not (orders and isinstance(orders[-1], EndImpulse)):
        assert faction is not None
        views.append(view_of(state, faction))
        orders.append(player.choose(views[-1]))
        reasons.append(reasons_of(player))
        state, _ = apply(state, orders[-1])
    return Run(tuple(views), tuple(orders), tuple(reasons))


def compared(run: Run, player: Player, state: State, change: Callable[[State], State | None], at: int) -> Any:
    """Play a run again, with something changed before its order number `at`.

    Return None where nothing could be changed, False where the change can be seen, else the number of orders
    that were the same, or the leak in words.
    """
    faction = run.views[0].faction
    for number, (view, order) in enumerate(zip(run.views, run.orders, strict=True)):
        if number == at:
            other = change(state)
            if other is None:
                return None
            if view_of(other, faction) != view:
                return False
            state = other
        mine = view_of(replace(state), faction)
        if number > at and mine != view:
            return number - at
        asked = player.choose(mine)
        if asked != order:
            return f"order {number + 1} is {asked}, not {order}"
        if reasons_of(player) != run.reasons[number]:
            return f"order {number + 1} is {order} as before, for another reason"
        state, _ = apply(state, order)
    return len(run.orders) - at


# --- what cannot be seen ---------------------------------------------------------------------------


def unseen(state: State, faction: FactionId) -> list[Hex]:
    """Return the hexes that a faction does not see."""
    vision = state.knowledge[faction].vision
    return [here for here in range(len(state.control)) if here not in vision]


def hidden(state: State, faction: FactionId) -> list[Unit]:
    """Return the units of others that a faction does not see just now."""
    friends, vision = allies(state, faction), state.knowledge[faction].vision
    return [unit for unit in state.units.values() if unit.faction not in friends and unit.at not in vision]


def others(state: State, faction: FactionId) -> list[FactionId]:
    return [other for other in state.setting.order if other not in allies(state, faction)]


def with_unit(state: State, unit: Unit, **changes: Any) -> State:
    return replace(state, units={**state.units, unit.id: replace(unit, **changes)})


def elsewhere(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """A hidden unit stands in another hidden hex, near or far."""
    units = hidden(state, faction)
    if not units:
        return None
    unit = dice.choice(units)
    spots = [
        here
        for here in unseen(state, faction)
        if here != unit.at
        and state.setting.board.terrain[here].cost(unit.type.mobility) is not None
        and all(one.faction == unit.faction for one in state.units_at(here))
    ]
    near = [here for here in spots if state.setting.board.grid.distance(here, unit.at) <= 5]
    return with_unit(state, unit, at=dice.choice(near if near and dice.random() < 0.7 else spots))


def weaker(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """A hidden unit has other steps."""
    units = [unit for unit in hidden(state, faction) if unit.type.steps > 1]
    if not units:
        return None
    unit = dice.choice(units)
    steps = [steps for steps in range(1, unit.type.steps + 1) if steps != unit.steps]
    return with_unit(state, unit, steps=dice.choice(steps))


def worn(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """A hidden unit is in another condition: works, supply, order."""
    units = hidden(state, faction)
    if not units:
        return None
    unit = dice.choice(units)
    return with_unit(
        state,
        unit,
        dig_in=dice.randrange(3),
        supply=dice.choice(list(SupplyState)),
        hungry=dice.randrange(4),
        disrupted=not unit.disrupted,
    )


def gone(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """A hidden unit is not there at all."""
    units = hidden(state, faction)
    if not units:
        return None
    unit = dice.choice(units)
    return replace(state, units={key: one for key, one in state.units.items() if key != unit.id})


def depot(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """An unseen depot of others is somewhere else."""
    vision, friends = state.knowledge[faction].vision, allies(state, faction)
    known = [one for one in state.depots.values() if one.faction not in friends and one.at not in vision]
    if not known:
        return None
    one = dice.choice(known)
    moved = replace(one, at=dice.choice(unseen(state, faction)))
    return replace(state, depots={**state.depots, one.id: moved})


def ground(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """Unseen ground is in other hands."""
    dark = unseen(state, faction)
    if not dark:
        return None
    control = list(state.control)
    for here in dice.sample(dark, min(5, len(dark))):
        control[here] = dice.choice([NOBODY, *state.setting.order])
    return replace(state, control=tuple(control))


def purse(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """Others have other points of command, of politics and of transport."""
    desks, command, lift = dict(state.desks), dict(state.command), dict(state.transport)
    for other in others(state, faction):
        command[other] = dice.randrange(12)
        lift[other] = dice.randrange(4)
        if other in desks:
            desks[other] = replace(desks[other], favour=dice.randrange(12), chits=dice.randrange(3))
    return replace(state, desks=desks, command=command, transport=lift)


def hand(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """Others hold other cards, and other ones are still to be drawn."""
    cards = tuple(state.deck)
    if not cards:
        return None
    desks = {
        other: replace(desk, hand=tuple(dice.choices(cards, k=dice.randrange(3))))
        if other != faction
        else desk
        for other, desk in state.desks.items()
    }
    return replace(state, desks=desks, deck={card: dice.randrange(3) for card in cards})


def fate(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """The dice of the game will fall otherwise."""
    return replace(state, seed=state.seed + 1 + dice.randrange(1000))


def coming(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """The arrivals of others are due on other days, and what happened out of sight is another tale."""
    theirs = {
        arrival.id
        for arrival in state.scenario.arrivals
        if arrival.id in state.late and arrival.units[0].faction in others(state, faction)
    }
    late = {id: turn + (1 + dice.randrange(4) if id in theirs else 0) for id, turn in state.late.items()}
    return replace(state, late=late) if theirs else None


def buried(state: State, faction: FactionId, dice: random.Random) -> State | None:
    """There are other cells and mines in ground where none of one's own stand."""
    dark = unseen(state, faction)
    cells = {here: cell for here, cell in state.cells.items() if here not in dark}
    belts = {here: belt for here, belt in state.belts.items() if here not in dark}
    if len(cells) == len(state.cells) and len(belts) == len(state.belts):
        return None
    return replace(state, cells=cells, belts=belts)


CHANGES: dict[str, Change] = {
    "elsewhere": elsewhere,
    "weaker": weaker,
    "worn": worn,
    "gone": gone,
    "depot": depot,
    "ground": ground,
    "purse": purse,
    "hand": hand,
    "fate": fate,
    "coming": coming,
    "buried": buried,
}
"""What a faction cannot see, each kind with the change that is made to it."""


def stirred(table: Table, state: State, faction: FactionId, dice: random.Random) -> None:
    """Let another player think about another game, so that whatever players had in common would differ."""
    other = dice.choice([who for who in state.setting.order if who != faction])
    mind = twin(table[other])
    mind.choose(view_of(replace(state, active=other, seed=state.seed + 7), other))


# --- whole games ------------------------------------------------------------------------------------


def probed(run: Run, state: State, table: Table, dice: random.Random, kinds: int) -> Found:
    """Probe an impulse that is about to be played: once with nothing changed, then so many kinds."""
    faction, found = run.views[0].faction, Found()
    if compared(run, twin(table[faction]), replace(state), replace, 0) != len(run.orders):
        found.leaks.append(f"{faction}, turn {state.turn}: nothing is changed and the impulse is another")
        return found
    for kind in dice.sample([*CHANGES, "minds"], kinds):
        at = dice.randrange(len(run.orders)) if dice.random() < 0.4 else 0
        _probe(found, kind, run, at, state, table, dice)
    return found


def _probe(
    found: Found, kind: str, run: Run, at: int, state: State, table: Table, dice: random.Random
) -> None:
    faction = run.views[0].faction

    def change(now: State) -> State | None:
        if kind == "minds":
            stirred(table, now, faction, dice)
            return now
        return CHANGES[kind](now, faction, dice)

    result = compared(run, twin(table[faction]), replace(state), change, at)
    found.tried[kind] += result is not None
    if isinstance(result, str):
        found.leaks.append(f"{faction}, turn {state.turn}, {kind}: {result}")
    if result is not None and result is not False:
        found.valid[kind] += 1
        found.orders += result if isinstance(result, int) else 0


def probed_game(
    first: State, level: str, seed: int, every: int, kinds: int, until: int = 99, least: int = 3
) -> Found:
    """Play a game of one level against itself, and probe one impulse in so many; none of fewer orders than
    `least`, in which nothing is decided."""
    table = {faction: make_player(level, faction, seed) for faction in first.setting.order}
    state, dice, found = first, random.Random(f"{seed} {level}"), Found()
    while state.active is not None and state.turn <= until:
        picked = not state.talks and not dice.randrange(every)
        run = played(twin(table[state.active]), replace(state)) if picked else None
        if run is not None and len(run.orders) >= least:
            found.add(probed(run, state, table, dice, kinds))
        orders = played(table[state.active], state).orders
        if run is not None and run.orders != orders:
            found.leaks.append(f"{state.active}, turn {state.turn}: a copy plays otherwise")
        for order in orders:
            state, _ = apply(state, order)
    return found


def opening(path: str, variant: str, seed: int) -> State:
    """Return the first state of a scenario."""
    from game.files import load_scenario

    return setup(load_scenario(path, variant), seed)
