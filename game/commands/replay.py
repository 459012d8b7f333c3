"""Plays a save again; with --verify, compares every digest and names what differs first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.commands.errors import FAILED
from game.files.journal import read_save
from game.files.save_format import Save
from game.model.events import Event, Witnessed
from game.model.orders import MalformedOrder, parse_order
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import IllegalOrder, apply, setup
from game.rules.chronicle import tell
from game.rules.digest import Speller, digest, digest_of
from game.rules.marks import first_difference


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("save", metavar="SAVE", help="a saved game")
    parser.add_argument("--verify", action="store_true", help="compare every digest with the record")


def run(args: Namespace) -> int:
    """Play a save again."""
    from game.files import scenario_from_source

    save = read_save(Path(args.save))
    if save.note:
        print(f"note: {save.note}")
    scenario = scenario_from_source(save.scenario)
    return _verify(save, scenario) if args.verify else _tell(save, scenario)


def _verify(save: Save, scenario: Scenario) -> int:
    """Say that every digest agrees, or name the first order and field that do not."""
    state, speller = setup(scenario, save.seed), Speller()
    for number, entry in enumerate(save.entries, start=1):
        before = state
        try:
            state = apply(state, parse_order(entry.order)).state
        except (IllegalOrder, MalformedOrder) as error:
            print(f"order {number}, `{entry.order}`: refused: {error}")
            return FAILED
        if digest_of(speller.fields(state)) != entry.digest:
            print(f"order {number}, `{entry.order}`: {_difference(save, number, before, state)}")
            return FAILED
    print(f"{len(save.entries)} orders: every digest agrees; {_standing(state)}")
    return 0


def _difference(save: Save, number: int, before: State, state: State) -> str:
    field = first_difference(save.checkpoints.get(number, ""), before, state)
    if field:
        return f"the field {field!r} differs from the record"
    return f"the digest is {digest(state)}, the record says {save.entries[number - 1].digest}"


def _tell(save: Save, scenario: Scenario) -> int:
    """Tell the whole game, every faction's part of it."""
    state = setup(scenario, save.seed)
    for number, entry in enumerate(save.entries, start=1):
        try:
            state, events = apply(state, parse_order(entry.order))
        except (IllegalOrder, MalformedOrder) as error:
            print(f"order {number}, `{entry.order}`: refused: {error}")
            return FAILED
        print(f"> {entry.order}")
        for line in _lines(scenario, events):
            print(f"  {line}")
    print(_standing(state))
    return 0


def _lines(scenario: Scenario, events: tuple[Event, ...]) -> list[str]:
    """Return what happened, in words, with no event twice."""
    told = (tell(scenario.setting, event) for event in events if not isinstance(event, Witnessed))
    return [line for line in told if line]


def _standing(state: State) -> str:
    """Return where a game stands, in one line."""
    if state.ending is None:
        return f"the game stands in turn {state.turn}"
    margins = ", ".join(f"{faction} {margin / 10:+.1f}" for faction, margin in state.ending.margins.items())
    return f"the game ended in turn {state.ending.turn}; margins {margins}"
