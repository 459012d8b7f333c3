"""Searches better figures for a level of the machine players, by CMA-ES on skirmishes or whole scenarios.

Each step tries a few sets of figures about the present mean. Each set plays pairs of games with sides swapped
against a pool of players, all sets of a step with the same seeds, the next step with others. A set is worth
the mean of its pairs' margins, each drawn in so that one rout does not outweigh ten narrow wins. The figures
found are the average of the last means. They suit what they were tried on: confirm them on other seeds.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from game.ai.weights import changes_of, level_of
from game.commands.asking import a_seed, a_whole_number
from game.commands.errors import Failure, UsageError
from game.commands.grounds import Ground, add_grounds, grounds_of, prove
from game.commands.ledger import Ledger, Record, key, version
from game.commands.pairs import Leg, Pair, Result, key_of, play, result_of
from game.commands.pool import in_processes
from game.commands.progress import Progress

if TYPE_CHECKING:
    from cmaes import CMA

SCALE = 4
"""Points of margin that are worth half of what any margin can be worth."""
SPREAD = 0.2
"""How widely the first step looks, in shares of a figure's range."""
AVERAGED = 10
"""Steps at most whose means are averaged, and no more than the last half of them."""
FEWEST = 4
"""Sets of figures that a step tries at least."""
FAR_OFF = 1_000_000
"""Where the seeds of the match begin by which the result is to be confirmed."""


@dataclass(frozen=True)
class Figure:
    """A figure of a level that is tuned, and within what bounds."""

    name: str
    low: int
    high: int

    def at(self, share: float) -> int:
        """Return the value at a share of its range."""
        return round(self.low + min(1.0, max(0.0, share)) * (self.high - self.low))

    def share(self, value: float) -> float:
        """Return where in its range a value lies."""
        return (value - self.low) / (self.high - self.low)


Values = dict[str, int]


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "figures", nargs="+", type=a_figure, metavar="FIGURE=LOW..HIGH", help="what is tuned: least_won=6..18"
    )
    parser.add_argument("--level", default="normal", metavar="LEVEL", help="whose figures (default normal)")
    parser.add_argument(
        "--pool", default="normal,greedy", metavar="A,B", help="whom to play (default normal,greedy)"
    )
    add_grounds(parser, "the skirmishes")
    parser.add_argument(
        "--pairs",
        type=a_whole_number,
        default=1,
        metavar="N",
        help="a set, rival and scenario (default 1)",
    )
    parser.add_argument("--steps", type=a_whole_number, default=10, metavar="N", help="(default 10)")
    parser.add_argument("--sets", type=a_whole_number, default=8, metavar="N", help="a step (default 8)")
    parser.add_argument("--seed", type=a_seed, default=1, metavar="S", help="of the search and its games")
    parser.add_argument("--jobs", type=a_whole_number, default=1, metavar="J", help="processes (default 1)")
    parser.add_argument("--out", required=True, metavar="DIR", help="keep the log there, and go on with it")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def a_figure(text: str) -> Figure:
    """Read a figure and its bounds, such as least_won=6..18."""
    name, _, bounds = text.partition("=")
    low, _, high = bounds.partition("..")
    try:
        figure = Figure(name, changes_of([f"{name}={low}"])[name], changes_of([f"{name}={high}"])[name])
    except ValueError:
        figure = Figure(name, 0, 0)
    if figure.low >= figure.high:
        raise ArgumentTypeError(f"a figure and its bounds, such as least_won=6..18; not {text[:40]!r}")
    return figure


def run(args: Namespace) -> int:
    """Search for so many steps in all, and report the figures found."""
    if not (args.scenario or args.skirmish):
        args.skirmish = True
    if args.sets < FEWEST:
        raise UsageError(f"--sets of at least {FEWEST} are wanted, or nothing can be learnt from a step")
    grounds, pool = grounds_of([], args), args.pool.split(",")
    prove(grounds, (args.level, *pool, named(args.level, {args.figures[0].name: args.figures[0].low})))
    start = {
        one.name: int(getattr(level_of(grounds[0].setting, args.level), one.name)) for one in args.figures
    }
    search = Search(args, start, Table(grounds, pool, args))
    search.go()
    found = search.found()
    print(json.dumps(found) if args.json else "\n".join(told(found)))
    return 0


def named(level: str, values: Values) -> str:
    """Return the name of a level's player with other figures."""
    return "+".join([level, *(f"{name}={value}" for name, value in values.items())])


class Table:
    """Where sets of figures are played out. Games that were played before are not played again."""

    def __init__(self, grounds: Sequence[Ground], pool: Sequence[str], args: Namespace) -> None:
        self._grounds, self._pool, self._args = grounds, pool, args
        self._ledger = Ledger(Path(args.out) / "match.jsonl", key_of)

    def worth(self, sets: Sequence[Values], step: int) -> list[float]:
        """Return what each set of a step is worth."""
        legs = [list(self._legs(values, step)) for values in sets]
        results = self._played([leg for some in legs for leg in some])
        return [fmean(drawn_in(pair) for pair in _paired(some, results)) for some in legs]

    def _legs(self, values: Values, step: int) -> Iterator[Leg]:
        args = self._args
        for number in range(args.pairs):
            for ground in self._grounds:
                for rival in self._pool:
                    seed = args.seed + step * args.pairs + number
                    yield from ground.legs(named(args.level, values), rival, args.level, seed)

    def _played(self, legs: Sequence[Leg]) -> dict[str, Result]:
        """Return the games by their keys. Equal sets are one set."""
        wanted = {leg.key(): leg for leg in legs}
        missing = [leg for at, leg in wanted.items() if at not in self._ledger.known]
        progress = Progress("games", len(missing))
        try:
            for done, (_, record) in enumerate(in_processes(play, missing, self._args.jobs), 1):
                self._ledger.add([record])
                progress.show(done)
        finally:
            progress.close()
        return {at: result_of(self._ledger.known[at]) for at in wanted}


def _paired(legs: Sequence[Leg], results: dict[str, Result]) -> Iterator[Pair]:
    for one, two in zip(legs[::2], legs[1::2], strict=True):
        yield Pair(results[one.key()], results[two.key()])


def drawn_in(pair: Pair) -> float:
    """Return what a pair is worth, from -1 to 1."""
    return pair.margin / (SCALE + abs(pair.margin))


class Search:
    """The search, step by step. What its log holds is not searched again: equal seeds ask equal questions."""

    def __init__(self, args: Namespace, start: Values, table: Table) -> None:
        self._args, self._start, self._table = args, start, table
        self._figures: Sequence[Figure] = args.figures
        self._cma = self._begun()
        self._log = Ledger(Path(args.out) / "tune.jsonl", lambda record: key(record["task"], record["step"]))
        self.steps: list[Record] = []

    def _begun(self) -> CMA:
        try:
            import numpy as np
            from cmaes import CMA
        except ImportError:
            raise Failure("tuning wants a library more: pip install 'euphrates[lab]', or cmaes") from None
        shares = [min(1.0, max(0.0, one.share(self._start[one.name]))) for one in self._figures]
        bounds = np.array([[0.0, 1.0]] * len(shares))
        return CMA(
            np.array(shares), SPREAD, bounds, seed=self._args.seed % 2**32, population_size=self._args.sets
        )

    def _task(self) -> Record:
        """Return all that decides how the search goes."""
        args = self._args
        where = [args.scenario, args.variant, args.skirmish]
        figures = [asdict(one) for one in self._figures]
        how = [args.level, args.pool, args.pairs, args.sets, args.seed]
        return {"figures": figures, "start": self._start, "where": where, "how": how, "version": version()}

    def go(self) -> None:
        """Search up to the number of steps that were asked for."""
        task = self._task()
        if any(one["task"] != task for one in self._log.known.values()):
            raise UsageError(f"{self._args.out} holds a search begun otherwise; name another folder")
        for step in range(self._args.steps):
            asked = [self._cma.ask() for _ in range(self._cma.population_size)]
            sets = [self._values(point) for point in asked]
            known = self._log.known.get(key(task, step))
            worth = known["worth"] if known else self._table.worth(sets, step)
            self._cma.tell([(point, -value) for point, value in zip(asked, worth, strict=True)])
            mean = [float(share) for share in self._cma.mean]
            record = {"step": step, "mean": self._values(mean), "shares": mean, "sets": sets, "worth": worth}
            self._log.add([record | {"task": task}])
            self.steps.append(record)

    def _values(self, point: Sequence[float]) -> Values:
        return {one.name: one.at(float(share)) for one, share in zip(self._figures, point, strict=True)}

    def found(self) -> dict[str, Any]:
        """Return the figures found, with how the search went."""
        last = self.steps[-min(AVERAGED, -(-len(self.steps) // 2)) :]
        figures = self._values(
            [fmean(step["shares"][at] for step in last) for at in range(len(self._figures))]
        )
        return {
            "level": self._args.level,
            "start": self._start,
            "found": figures,
            "player": named(self._args.level, figures),
            "where": where_of(self._args),
            "steps": [
                {
                    "mean": one["mean"],
                    "worth": round(fmean(one["worth"]), 4),
                    "best": round(max(one["worth"]), 4),
                }
                for one in self.steps
            ],
        }


def where_of(args: Namespace) -> str:
    """Return the words by which a match is played on the same ground."""
    if args.skirmish:
        return "--skirmish"
    variant = [f"--variant {args.variant}"] if args.variant else []
    return " ".join([*(f"--scenario {name}" for name in args.scenario), *variant])


def told(found: dict[str, Any]) -> Iterator[str]:
    """Yield a search in words."""
    for number, step in enumerate(found["steps"], 1):
        mean = " ".join(f"{name}={value}" for name, value in step["mean"].items())
        yield f"step {number:3}: worth {step['worth']:+.3f}, best {step['best']:+.3f}, then {mean}"
    for name, value in found["found"].items():
        yield f"{name}: {found['start'][name]} → {value}"
    yield "This is fitted to what it was tried on. To confirm it:"
    yield f"main.py match {found['player']} {found['level']} {found['where']} --pairs 50 --seed {FAR_OFF}"
