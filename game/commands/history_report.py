"""The history report: as lines, as Markdown and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from game.commands.balance_report import Found
from game.commands.history_tornado import told_tornado

COLUMNS = ("milestone", "history", "reached %", "p10", "p50", "p90", "turns off", "covered", "CRPS / length")

ENOUGH = 2
"""Turns by which a rule has to move some milestone, else it is one to reconsider."""


def told(found: Found) -> Iterator[str]:
    """Yield the figures for a terminal."""
    yield f"{found['title']}: {found['games']} games beside history"
    for line in _figures(found):
        yield f"  {line}"
    for one in found.get("ablations", ()):
        yield f"  {_moved(one)}"
    for line in told_tornado(found.get("tornado", ())):
        yield f"  {line}"


def _figures(found: Found) -> Iterator[str]:
    """Yield a sentence for each figure."""
    number = len(found["milestones"])
    yield f"Milestones whose day lies within p10 to p90: {_range(found['coverage_pct'])} % of {number}."
    yield f"By turns instead of days: {found['covered_by_turns']} of {number}."
    yield f"By the games that reach them alone: {found['covered_where_reached']} of {number}."
    yield f"Median error: {_range(found['bias_turns'])} turns, late being positive."
    yield f"Mean CRPS by the length of the scenario: {found['sharpness']}."
    if found["any_break_pct"]:
        yield f"Games that break an order of cause: {_range(found['any_break_pct'])} %."
    for one in found["order"]:
        yield f"{one['first']} before {one['second']}: broken in {one['broken_pct']} % of games."
    for when, one in found["overlap"].items():
        yield f"Control overlap, {when}: {_overlap(one)}"
    yield f"Steps lost: {', '.join(f'{faction} {steps}' for faction, steps in found['losses'].items())}."
    if found["isis_a_gov_step"]:
        yield f"Steps of Islamic State lost to one of the government's: {_range(found['isis_a_gov_step'])}."
    places = ", ".join(f"{faction} {at}" for faction, at in found["score_percentile"].items())
    yield f"History's score among the games', as a percentile: {places}."


def _range(figure: Found) -> str:
    return f"{figure['is']:g} ({figure['low']:g} to {figure['high']:g})"


def _overlap(one: Found | None) -> str:
    if one is None:
        return "not measured."
    return (
        f"median {one['is']:g}, from {one['low']:g} to {one['high']:g} in {one['games']} games; "
        f"the start stands at {one['at_start']:g}."
    )


def _moved(one: Found) -> str:
    """Return what a variant moves by half a turn and more, the most first, and whether that is enough."""
    far = sorted(one["shifts"].items(), key=lambda each: -abs(each[1]["is"]))
    moved = [
        f"{name} {by['is']:+g} ({by['low']:+g} to {by['high']:+g})"
        for name, by in far
        if abs(by["is"]) >= 0.5
    ]
    if not moved:
        return f"{one['variant']}: moves nothing"
    verdict = "enough" if abs(far[0][1]["is"]) >= ENOUGH else f"less than the {ENOUGH} turns wanted"
    return f"{one['variant']}: {', '.join(moved)} turns; {verdict}"


def markdown_of(found: Found, pictures: Sequence[str]) -> str:
    """Return the report."""
    lines = [f"# {found['title']} beside history", "", _played(found), ""]
    lines += [f"- {line}" for line in _figures(found)]
    lines += ["", "Intervals are at 95 %, by resampling the games; those of the overlap are the extremes."]
    lines += [
        "Who held what in history is derived: the start of the scenario, moved forward by its milestones."
    ]
    lines += ["", "## Milestones", "", "Days from the day in history. What a game never reached counts as"]
    lines += ["reached a turn after its last.", "", _row(COLUMNS), _row(["---"] * len(COLUMNS))]
    lines += [_row(_cells(one)) for one in found["milestones"]]
    if found.get("ablations"):
        lines += ["", "## What is taken out", "", *(f"- {_moved(one)}" for one in found["ablations"])]
    if pictures:
        lines += [
            "",
            "The picture of the dates shows only the games that reach a milestone; the maps show who held",
        ]
        lines += ["what counts in history and in the game that agrees with it as far as the median of all."]
    lines += [line for picture in pictures for line in ("", f"![{picture}]({picture})")]
    return "\n".join(lines) + "\n"


def _played(found: Found) -> str:
    """Return how many games there were and who played them."""
    players = dict.fromkeys(seat["played_by"] for seat in found["balance"]["seats"])
    return f"{found['games']} games of machines ({', '.join(players)}), {found['turn_days']} days a turn."


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _cells(one: Found) -> list[object]:
    late = one["late"]
    days = [f"{late[at]:+d}" for at in ("p10", "p50", "p90")]
    covered = "yes" if one["late_covered"] else "no"
    return [
        one["text"],
        one["history"],
        one["reached_pct"],
        *days,
        f"{one['late_turns']:+.1f}",
        covered,
        one["crps"],
    ]


def csv_of(found: Found) -> str:
    """Return a row a milestone."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", *COLUMNS])
    writer.writerows([one["id"], *_cells(one)] for one in found["milestones"])
    return out.getvalue()


def ablations_csv(found: Found) -> str:
    """Return a row a milestone and variant that takes something out: turns later, with their interval."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["variant", "milestone", "turns later", "low", "high"])
    for one in found["ablations"]:
        for name, by in one["shifts"].items():
            writer.writerow([one["variant"], name, by["is"], by["low"], by["high"]])
    return out.getvalue()
