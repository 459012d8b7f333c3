"""Where players are measured: scenarios and variants with two sides, and both games of a pair on them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

from game.commands.asking import add_variant, opened, scenario_file, skirmishes
from game.commands.errors import Failure, UsageError
from game.commands.pairs import Leg, seating
from game.commands.seats import Seats, players
from game.model.scenario import Setting
from game.seating import HUMAN


@dataclass(frozen=True)
class Ground:
    """A scenario, or a variant of it, by the name that reports give it."""

    name: str
    path: str
    variant: str
    setting: Setting

    def legs(self, a: str, b: str, others: str, seed: int) -> tuple[Leg, Leg]:
        """Return both games of a pair."""
        one, two = (
            self._leg(seating(self.setting, a, b, others, first), seed, first) for first in (True, False)
        )
        return one, two

    def _leg(self, seats: Seats, seed: int, first: bool) -> Leg:
        return Leg(self.name, self.path, self.variant, seed, first, tuple(seats.items()))


def add_grounds(parser: ArgumentParser, usual: str) -> None:
    """Let a command ask for scenarios, variants of them, or the skirmishes."""
    parser.add_argument(
        "--scenario",
        action="append",
        default=[],
        metavar="NAME",
        help=f"a scenario or NAME:VARIANT; several may be named (default {usual})",
    )
    parser.add_argument("--skirmish", action="store_true", help="play the skirmishes of scenarios/base")
    add_variant(parser)


def grounds_of(names: list[str], args: Namespace) -> list[Ground]:
    """Return where it is played: what was asked for, else on some scenarios by name."""
    if args.skirmish and args.scenario:
        raise UsageError("--skirmish plays the skirmishes; leave --scenario out")
    if args.skirmish:
        return [_ground(str(path), "") for path in skirmishes()]
    return [_ground(name, args.variant) for name in args.scenario or names]


def _ground(name: str, variant: str) -> Ground:
    path = scenario_file(name)
    if not path.exists() and ":" in name:
        name, _, variant = name.rpartition(":")
        path = scenario_file(name)
    setting = opened(path, variant).setting
    if len(setting.sides) != 2:
        raise Failure(f"{setting.title} has no two sides to swap")
    return Ground(f"{setting.id}:{variant}" if variant else setting.id, str(path), variant, setting)


def prove(grounds: list[Ground], names: tuple[str, ...]) -> None:
    """Make every player once for every faction; UsageError before anything is played if one is missing."""
    if HUMAN in names:
        raise UsageError("a match is between machine players")
    for ground in grounds:
        for name in dict.fromkeys(names):
            players(dict.fromkeys(ground.setting.order, name), 0)
