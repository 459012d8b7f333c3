"""Short games of shipped scenarios, played once by players who try everything, and twins of their states.

A twin of a state differs from it in whatever one faction has no way of knowing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

from game.ai.players import make_player
from game.files import load_scenario
from game.model.affairs import Belt, Cell, Desk, Offer
from game.model.kinds import FactionId, OfferKind
from game.model.orders import MalformedOrder, Order, parse_order
from game.model.orders.politics import READERS, PoliticalOrder
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import apply, legal_orders, setup, view_of
from game.rules.politics.relations import allies
from tests.support.fuzz import Step

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
NAMES = ("al_tanf", "raqqah", "idlib")
POLITICAL = get_args(PoliticalOrder)


@lru_cache(maxsize=8)
def affair(name: str, seed: int = 1) -> tuple[Step, ...]:
    """Return a game of the quick variant of a shipped scenario."""
    return tuple(war(load_scenario(SCENARIOS / f"{name}.yaml", variant="quick"), seed))


def war(scenario: Scenario, seed: int) -> Iterator[Step]:
    """Yield the steps of a game that random and greedy players play."""
    state = setup(scenario, seed)
    kinds = ("random", "greedy")
    players = {
        faction: make_player(kinds[(seat + seed) % 2], faction, seed)
        for seat, faction in enumerate(scenario.setting.factions)
    }
    while state.active is not None:
        order = players[state.active].choose(view_of(state, state.active))
        after, events = apply(state, order)
        yield Step(state, order, after, events)
        state = after


def affairs() -> Iterator[tuple[Step, ...]]:
    """Yield the games of all scenarios."""
    yield from map(affair, NAMES)


def moments(every: int) -> Iterator[State]:
    """Yield some of the states of all games."""
    for steps in affairs():
        for step in steps[::every]:
            yield step.before


def political_orders(state: State) -> tuple[Order, ...]:
    """Return the orders between factions that the one to move may give, at most forty of them."""
    assert state.active is not None
    listed = legal_orders(view_of(state, state.active))
    found = [order for order in listed if isinstance(order, POLITICAL)]
    return tuple(found[:: 1 + len(found) // 40])


def nonsense(state: State, dice: random.Random) -> Order | None:
    """Return an order between factions that is well formed and little more, or None."""
    setting, plan = state.setting, state.setting.politics
    words: tuple[tuple[str, ...], ...] = (
        tuple(setting.factions), tuple(setting.board.places), tuple(plan.zones), tuple(plan.cards),
        tuple(plan.events), tuple(state.units), tuple(plan.patrons), tuple(plan.coalitions),
        setting.board.grid.labels[::9], ("give", "take", "recognition", "1", "-2", "syria", "iraq"),
        ("on", "off", "ambush", "svbied", "open", "closed", "aid", "exit", "expel", "dormant", "nobody"),
    )  # fmt: skip
    given = [
        dice.choice(dice.choice([some for some in words if some])) for _ in range(dice.choice((1, 1, 2, 4)))
    ]
    try:
        return parse_order(" ".join((dice.choice(tuple(READERS)), *given)))
    except MalformedOrder:
        return None


# --- twins ---------------------------------------------------------------------------------------------


def twin(state: State, faction: FactionId, dice: random.Random) -> State:
    """Return a state that differs from one in whatever a faction cannot know of it."""
    return hidden_forces(hidden_papers(state, faction, dice), faction, dice)


def hidden_papers(state: State, faction: FactionId, dice: random.Random) -> State:
    """Return a state with other dice to come, and everything else on the desks of others."""

    def shuffled(mapping: dict[FactionId, int]) -> dict[FactionId, int]:
        return {who: one if who == faction else one + 1 for who, one in mapping.items()}

    others = tuple(one for one in state.setting.factions if one != faction)
    cards = tuple(state.setting.politics.cards)
    desk = Desk(favour=dice.randint(0, 9), hand=cards[:2], chits=2, remnants=((state.turn + 1, 4),))
    offers = tuple(offer for offer in state.offers if faction in (offer.maker, offer.receiver))
    plot = Offer("plot", OfferKind.CONCESSION, others[0], others[-1], recognition=2)
    return replace(
        state,
        seed=state.seed + dice.randint(1, 999),
        desks={who: one if who == faction else desk for who, one in state.desks.items()},
        offers=(*offers, plot),
        deck=dict.fromkeys(state.deck, 0),
        fired={},
        pending=(),
        command=shuffled(dict(state.command)),
        points=shuffled(dict(state.points)),
        axis={who: hq for who, hq in state.axis.items() if who == faction},
    )


def hidden_forces(state: State, faction: FactionId, dice: random.Random) -> State:
    """Return a state in which those whom a faction does not see stand and hide elsewhere."""
    friends, known = allies(state, faction), state.knowledge[faction]
    stood = {unit.at for unit in state.units.values() if unit.faction in friends}
    unseen = [here for here in range(len(state.control)) if here not in known.vision]
    units = dict(state.units)
    for unit in state.units.values():
        secret = (
            unit.faction not in friends and unit.at not in known.vision and unit.id not in known.sightings
        )
        if secret and dice.random() < 0.2:
            units[unit.id] = replace(unit, at=dice.choice(unseen), steps=1)
    cells = {at: cell for at, cell in state.cells.items() if cell.faction in friends or at in stood}
    belts = {at: belt for at, belt in state.belts.items() if belt.faction in friends or at in stood}
    rebels = [who for who in state.setting.politics.insurgencies if who not in friends]
    for who in rebels:
        here, there = dice.sample([at for at in unseen if at not in (*stood, *cells, *belts)], 2)
        cells[here], belts[there] = Cell(who, 2), Belt(who, 1)
    return replace(state, units=units, cells=dict(sorted(cells.items())), belts=dict(sorted(belts.items())))
