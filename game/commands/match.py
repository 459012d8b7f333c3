"""Measures one machine player against another: pairs of games with sides swapped and the same seed.

A plays one side of the scenario and B the other, then the other way round; all further factions are played
by --others in both games. A game is won by the greater sum of margins against par, a pair by the sums of both
its games: the fair count where a scenario favours a side. What is uncertain is the pair, so intervals are
over pairs. With --sprt pairs are played until the outcomes speak clearly for one of two differences in Elo.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from game.commands.asking import a_seed, a_whole_number, add_jobs
from game.commands.errors import FAILED
from game.commands.failed import keeping_failed
from game.commands.grounds import add_grounds, grounds_of, prove
from game.commands.ledger import Ledger
from game.commands.match_report import found_in, told
from game.commands.pairs import Leg, Pair, Result, key_of, play, result_of
from game.commands.pool import spread
from game.commands.progress import Progress
from game.commands.series import Sprt, pentanomial

USUAL = "deir_al_zor"


def describe(parser: ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("a", metavar="A", help="a machine player: greedy, normal, module:Class, …")
    parser.add_argument("b", metavar="B", help="the other")
    add_grounds(parser, USUAL)
    parser.add_argument(
        "--pairs", type=a_whole_number, default=10, metavar="N", help="on each scenario (default 10)"
    )
    parser.add_argument("--seed", type=a_seed, default=1, metavar="S", help="seed of the first pair")
    parser.add_argument("--others", default="normal", metavar="PLAYER", help="of no side (default normal)")
    add_jobs(parser)
    parser.add_argument(
        "--sprt", type=two_elos, metavar="E0,E1", help="stop when one of two differences in Elo is accepted"
    )
    parser.add_argument(
        "--by", choices=("games", "pairs"), default="games", help="what --sprt counts (default games)"
    )
    parser.add_argument("--out", metavar="DIR", help="keep match.jsonl there, and go on with what it holds")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def two_elos(text: str) -> Sprt:
    """Read two differences in Elo, such as 0,35."""
    try:
        low, high = (float(word) for word in text.split(","))
    except ValueError:
        low = high = 0.0
    if not -1000 <= low < high <= 1000:
        raise ArgumentTypeError(
            f"two differences in Elo are wanted, the lower first, such as 0,35; not {text!r}"
        )
    return Sprt(low, high)


def run(args: Namespace) -> int:
    """Play the pairs and report what they say."""
    legs = tuple(_legs(args))
    counted = Series(legs, args.sprt, args.by)
    _play_on(counted, args)
    found = found_in(args.a, args.b, counted.pairs, args.sprt, args.by)
    print(json.dumps(found, ensure_ascii=False) if args.json else "\n".join(told(found)))
    return FAILED if args.a == args.b and found["diverging"] else 0


class Series:
    """Games that come in in any order, and the pairs that count: an unbroken row, up to where it is decided.

    So a verdict does not hang on which process was the quicker.
    """

    def __init__(self, legs: Sequence[Leg], rule: Sprt | None, by: str) -> None:
        self.legs, self.results = legs, dict[Leg, Result]()
        self.pairs: list[Pair] = []
        self.decided = False
        self._rule, self._by = rule, by

    def add(self, leg: Leg, result: Result) -> None:
        """Enter a game, and count what pairs are now complete."""
        self.results[leg] = result
        while not self.decided and 2 * len(self.pairs) < len(self.legs):
            two = self.legs[2 * len(self.pairs) : 2 * len(self.pairs) + 2]
            if any(one not in self.results for one in two):
                return
            self.pairs.append(Pair(*(self.results[one] for one in two)))
            self.decided = self._verdict() is not None

    def _verdict(self) -> str | None:
        if self._rule is None:
            return None
        return self._rule.verdict(pentanomial([pair.count(self._by) for pair in self.pairs]))


def _play_on(series: Series, args: Namespace) -> None:
    """Play what is not in the folder yet, until all is played or decided."""
    ledger = Ledger(Path(args.out) / "match.jsonl", key_of) if args.out else None
    for leg in series.legs:
        if ledger and (known := ledger.known.get(leg.key())) and not series.decided:
            series.add(leg, result_of(known))
    progress = Progress("games", len(series.legs))
    progress.show(len(series.results))
    missing = [] if series.decided else [leg for leg in series.legs if leg not in series.results]
    playing = spread(play, missing, args.jobs, args.cluster)
    try:
        with keeping_failed(args.out):
            for leg, record in playing:
                if ledger:
                    ledger.add([record])
                series.add(leg, result_of(record))
                progress.show(len(series.results))
                if series.decided:
                    return
    finally:
        progress.close()
        playing.close()


def _legs(args: Namespace) -> Iterator[Leg]:
    """Yield both games of each pair, a pair of each scenario in turn. Everything is proved beforehand."""
    grounds = grounds_of([USUAL], args)
    prove(grounds, (args.a, args.b, args.others))
    for pair in range(args.pairs):
        for ground in grounds:
            yield from ground.legs(args.a, args.b, args.others, args.seed + pair)
