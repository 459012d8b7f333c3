"""What the main constants matter: each is moved by a fifth down and up, and the milestones answer."""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import fmean
from typing import Any

from game.commands.balance import played, trials_of
from game.commands.balance_report import Found, Record
from game.commands.history_figures import ORDER, shifts, with_interval
from game.files.adjusted import Change, figures_in
from game.files.yaml_reader import read_document
from game.model.scenario import Scenario

CONSTANTS = ORDER.with_name("constants.yaml")
GAMES = 12
"""Games a change where nobody says how many."""
FIFTHS = (-20, 20)
"""Per cent."""


@dataclass(frozen=True)
class Constant:
    """Figures that are moved together: what they are called, and by what steps they go."""

    id: str
    text: str
    figures: tuple[str, ...]
    step: str

    def change(self, pct: int) -> Change:
        """Return what moves them by so many per cent."""
        return Change(self.figures, pct, self.step)


def constants(file: Path | None = None) -> list[Constant]:
    """Return the constants of a file in its order, those of the game where none is named."""
    rows: Any = read_document(file or CONSTANTS)[0]
    return [
        Constant(str(one["id"]), str(one["text"]), tuple(map(str, one["figures"])), str(one.get("step", "1")))
        for one in rows["constants"]
    ]


def tornado(path: Path, scenario: Scenario, args: Namespace, folder: Path | None) -> list[Found]:
    """Return how far each constant of the scenario moves its milestones, the weightiest first."""
    games = Namespace(**vars(args) | {"games": args.tornado})
    moved = [one for one in constants() if figures_in(scenario, one.figures)]
    changes = [None, *(one.change(pct) for one in moved for pct in FIFTHS)]
    trials = [trial for change in changes for trial in trials_of(path, scenario, games, change)]
    records = played(trials, games, folder)
    usual, *others = (records[at : at + games.games] for at in range(0, len(records), games.games))
    rows = [
        _row(scenario, one, usual, dict(zip(FIFTHS, others[2 * number :], strict=False)))
        for number, one in enumerate(moved)
    ]
    return sorted(rows, key=lambda row: -_span(row))


def _row(scenario: Scenario, one: Constant, usual: list[Record], others: dict[int, list[Record]]) -> Found:
    """Return what a constant is, and what each change of it does."""
    return {
        "id": one.id,
        "text": one.text,
        "games": len(usual),
        "usual": figures_in(scenario, one.figures),
        "changes": [_moves(scenario, one, pct, usual, records) for pct, records in others.items()],
    }


def _moves(scenario: Scenario, one: Constant, pct: int, usual: list[Record], records: list[Record]) -> Found:
    """Return the turns by which a change moves each milestone, and all of them in the mean."""
    from game.files.adjusted import adjusted

    pairs = list(zip(usual, records, strict=True))
    return {
        "pct": pct,
        "figures": figures_in(adjusted(scenario, one.change(pct)), one.figures),
        "shifts": shifts(scenario, pairs),
        "mean": with_interval(pairs, partial(_mean_shift, scenario)),
    }


def _mean_shift(scenario: Scenario, pairs: Sequence[tuple[Record, Record]]) -> float:
    return fmean(shifts(scenario, pairs).values())


def _span(row: Found) -> float:
    """Return how many turns lie between what both changes do in the mean."""
    means = [0.0, *(one["mean"]["is"] for one in row["changes"])]
    return max(means) - min(means)


def largest(change: Found) -> tuple[str, float]:
    """Return the milestone that a change moves farthest, and by how many turns."""
    return max(change["shifts"].items(), key=lambda one: abs(one[1]))


def told_tornado(rows: Sequence[Found]) -> Iterator[str]:
    """Yield a sentence for each constant."""
    for row in rows:
        parts = [f"{one['pct']:+d} % {_mean(one)}, {_farthest(one)}" for one in row["changes"]]
        yield f"{row['text']}: {'; '.join(parts)}"


def _mean(change: Found) -> str:
    mean = change["mean"]
    return f"{mean['is']:+.1f} ({mean['low']:+.1f} to {mean['high']:+.1f})"


def _farthest(change: Found) -> str:
    name, turns = largest(change)
    return f"{name} {turns:+g}" if turns else "none by itself"


def tornado_markdown(rows: Sequence[Found], picture: str) -> str:
    """Return the table of the constants as Markdown."""
    lines = ["# What the main constants matter", ""]
    lines += [f"Each moved by a fifth, {rows[0]['games'] if rows else 0} games a change with the same seeds:"]
    lines += [
        "turns by which the medians of the milestones move in the mean (95 %, by resampling the games),"
    ]
    lines += ["later being positive, and the one that moves farthest.", ""]
    lines += [
        "| constant | figures | a fifth less | | a fifth more | |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        cells = [cell for one in row["changes"] for cell in (_mean(one), _farthest(one))]
        lines.append(f"| {row['text']} | {_figures(row)} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", f"![{picture}]({picture})", ""])


def _figures(row: Found) -> str:
    """Return the figures as they were and as they became."""
    less, more = (", ".join(one["figures"]) for one in row["changes"])
    return f"{less} ← {', '.join(row['usual'])} → {more}"


def tornado_csv(rows: Sequence[Found]) -> str:
    """Return a row a change, with a column a milestone."""
    out = StringIO()
    writer = csv.writer(out)
    names = list(rows[0]["changes"][0]["shifts"]) if rows else []
    head = ["constant", "change %", "usual", "figures", "games", "mean shift", "low", "high"]
    writer.writerow([*head, *names])
    for row in rows:
        for one in row["changes"]:
            mean, moved = one["mean"], [one["shifts"][name] for name in names]
            figures = [" ".join(row["usual"]), " ".join(one["figures"]), row["games"]]
            writer.writerow([row["id"], one["pct"], *figures, mean["is"], mean["low"], mean["high"], *moved])
    return out.getvalue()
