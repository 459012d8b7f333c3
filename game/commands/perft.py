"""Counts the different sequences of legal orders, one line a depth.

A count is a fingerprint of the rules: whoever changes a rule must change the counts on purpose. Dice are
left out, for each order is followed as the seed rolls it.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.commands.asking import a_seed, a_whole_number, scenario_file
from game.model.orders import EndImpulse, Move, Order
from game.model.state import State
from game.rules import apply, legal_orders, setup, view_of


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a scenario or a position file")
    parser.add_argument("--depth", type=a_whole_number, required=True, metavar="D", help="orders a sequence")
    parser.add_argument("--moves", action="store_true", help="count only moves and the end of an impulse")
    parser.add_argument("--seed", type=a_seed, default=1, metavar="S", help="the dice (default 1)")


def run(args: Namespace) -> int:
    """Print the count of each depth up to the one asked for."""
    state, moves_only = start(scenario_file(args.file), args.seed)
    for depth in range(1, args.depth + 1):
        print(f"depth {depth}: {count(state, depth, moves_only or args.moves):,}", flush=True)
    return 0


def start(path: Path, seed: int = 1) -> tuple[State, bool]:
    """Return the first state of a scenario or position file, and whether only its moves are counted."""
    from game.files.yaml_reader import read_document

    document, _ = read_document(path)
    if document is not None and "position" in document:
        from game.commands.position import load_position

        task = load_position(path)
        return setup(task.scenario, seed), task.moves_only
    from game.files import load_scenario

    return setup(load_scenario(path), seed), False


def count(state: State, depth: int, moves_only: bool) -> int:
    """Return the number of different sequences of `depth` legal orders."""
    orders = orders_in(state, moves_only)
    if depth <= 1:
        return len(orders) if depth else 1
    return sum(count(apply(state, order).state, depth - 1, moves_only) for order in orders)


def orders_in(state: State, moves_only: bool) -> tuple[Order, ...]:
    """Return the legal orders of the active faction that are counted."""
    if state.active is None:
        return ()
    orders = legal_orders(view_of(state, state.active))
    return tuple(order for order in orders if not moves_only or _counts(order))


def _counts(order: Order) -> bool:
    return isinstance(order, EndImpulse) or (isinstance(order, Move) and order.gait == "normal")
