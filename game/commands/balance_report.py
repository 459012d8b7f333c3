"""What a series of games says of a scenario: as a document, as lines, as Markdown and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from statistics import fmean
from typing import Any

from game.commands.series import resampled, wilson
from game.model.scenario import Milestone, Scenario

Record = dict[str, Any]
Found = dict[str, Any]

WINS = ("victory", "decisive victory")
UNUSED = {"unused_units": "units that nobody moved", "unused_events": "events that never came"}
UPHILL, EASY = 25, 75
"""Per cent of games won, draws counting half, outside of which a seat is not balanced."""


def found_in(scenario: Scenario, records: Sequence[Record]) -> Found:
    """Return everything that the games of one scenario say."""
    setting = scenario.setting
    return {
        "scenario": setting.id,
        "title": setting.title,
        **({"variant": setting.variant} if setting.variant else {}),
        "games": len(records),
        "seats": [_seat(scenario, faction, records) for faction in setting.order],
        "turns": _spread([record["turns"] for record in records]),
        "first_contact": _spread([r["first_contact"] for r in records if r["first_contact"] is not None]),
        "milestones": [_milestone(scenario, one, records) for one in _due(scenario)],
        "unused_units": _unused(scenario, records),
        "unused_events": _silent(scenario, records),
        "cpu_s": round(fmean(record["cpu_s"] for record in records), 2),
    }


def _seat(scenario: Scenario, faction: str, records: Sequence[Record]) -> Found:
    """Return how one faction fared: margins in tenths, wins in per cent with their interval, steps lost."""
    margins = [record["margins"][faction] for record in records]
    verdicts = [record["ending"][faction] for record in records]
    wins, draws = sum(verdict in WINS for verdict in verdicts), verdicts.count("draw")
    low, high = wilson(wins / len(records), len(records))
    mean_low, mean_high = resampled(margins) if len(margins) > 1 else (margins[0], margins[0])
    return {
        "faction": faction,
        "played_by": records[0]["seats"][faction],
        "par": scenario.setting.factions[faction].par,
        "wins_pct": _pct(wins / len(records)),
        "wins_low_pct": _pct(low),
        "wins_high_pct": _pct(high),
        "draws_pct": _pct(draws / len(records)),
        "margin": round(fmean(margins), 1),
        "margin_low": round(mean_low, 1),
        "margin_high": round(mean_high, 1),
        "margins": _spread(margins),
        "all_margins": margins,
        "lost_steps": round(fmean(record["losses"][faction]["steps"] for record in records), 1),
        "remark": _remark(*wilson((wins + draws / 2) / len(records), len(records))),
    }


def _remark(low: float, high: float) -> str:
    """Say what is wrong with a seat, where its interval leaves no doubt."""
    if 100 * high < UPHILL:
        return f"an uphill seat: fewer than {UPHILL} of 100 games are won"
    return f"an easy seat: more than {EASY} of 100 games are won" if 100 * low > EASY else ""


def _pct(share: float) -> float:
    return round(100 * share, 1)


def _spread(values: Sequence[float]) -> Found | None:
    """Return the tenth, the middle and the ninetieth of a hundred."""
    if not values:
        return None
    ordered = sorted(values)
    last = len(ordered) - 1
    return {f"p{at}": ordered[round(last * at / 100)] for at in (10, 50, 90)}


def _due(scenario: Scenario) -> list[Milestone]:
    """Return the milestones that history reached before the game ends."""
    clock = scenario.setting.clock
    return [one for one in scenario.setting.milestones if one.day < clock.date_of(clock.turns + 1)]


def _milestone(scenario: Scenario, one: Milestone, records: Sequence[Record]) -> Found:
    """Return when a milestone of history was reached, in days from the day that history did."""
    days = [record["milestones"].get(one.id) for record in records]
    off = [(date.fromisoformat(day) - one.day).days for day in days if day]
    spread = _spread(off)
    return {
        "id": one.id,
        "text": one.text,
        "history": one.day.isoformat(),
        "reached_pct": _pct(len(off) / len(records)),
        "days_off": spread,
        "all_days_off": sorted(off),
        "turns_off": round(spread["p50"] / scenario.setting.clock.turn_days, 1) if spread else None,
        "covered": bool(spread and spread["p10"] <= 0 <= spread["p90"]),
    }


def _unused(scenario: Scenario, records: Sequence[Record]) -> list[str]:
    """Return the units of the start that were never activated nor moved in any game."""
    used = {unit for record in records for unit in record["used"]}
    kinds = scenario.setting.rules.types
    return [one.unit for one in scenario.units if one.unit not in used and kinds[one.type].move > 0]


def _silent(scenario: Scenario, records: Sequence[Record]) -> list[str]:
    """Return the events that came about in no game."""
    fired = {event for record in records for event in record["fired"]}
    return [event for event in scenario.setting.politics.events if event not in fired]


def told(found: Found) -> Iterator[str]:
    """Yield the lines for a terminal."""
    yield f"{found['title']}: {found['games']} games, {found['cpu_s']} s each"
    for seat in found["seats"]:
        spread = seat["margins"]
        yield (
            f"  {seat['faction']:6}{seat['played_by']:8} wins {seat['wins_pct']:5.1f} % "
            f"({seat['wins_low_pct']:.0f} to {seat['wins_high_pct']:.0f})  margin {_points(seat['margin'])} "
            f"({_points(seat['margin_low'])} to {_points(seat['margin_high'])}; "
            f"{_points(spread['p10'])} … {_points(spread['p90'])})  steps lost {seat['lost_steps']:.1f}"
            f"{'  ' + seat['remark'] if seat['remark'] else ''}"
        )
    if found["first_contact"]:
        yield "  first attack on turn {p10} to {p90}, mostly {p50}".format(**found["first_contact"])
    for one in found["milestones"]:
        yield "  " + _dated(one)
    for name, what in UNUSED.items():
        if found[name]:
            yield f"  {what}: {', '.join(found[name])}"


def _points(tenths: float) -> str:
    return f"{tenths / 10:+.1f}"


def _dated(one: Found) -> str:
    """Return a milestone in words."""
    if one["days_off"] is None:
        return f"{one['text']}: never; in history on {one['history']}"
    off = one["days_off"]
    days = " / ".join(f"{off[at]:+d}" for at in ("p10", "p50", "p90"))
    return f"{one['text']}: {one['reached_pct']:.0f} % of games, {days} days from {one['history']}"


def markdown_of(found: Found, pictures: Sequence[str]) -> str:
    """Return the report."""
    name = f"{found['title']}, {found['variant']}" if "variant" in found else found["title"]
    head = [
        "faction",
        "played by",
        "wins %",
        "95 %",
        "draws %",
        "margin",
        "95 %",
        "p10",
        "p50",
        "p90",
        "steps lost",
        "",
    ]
    lines = [f"# Balance of {name}", "", f"{found['games']} games, {found['cpu_s']} CPU seconds each.", ""]
    lines += ["## Seats", "", _row(head), _row(["---"] * len(head))]
    lines += [_row(_cells(seat)) for seat in found["seats"]]
    if found["first_contact"]:
        lines += ["", "First attack: turn {p10} to {p90}, mostly {p50}.".format(**found["first_contact"])]
    if found["milestones"]:
        names = ["milestone", "history", "reached %", "p10", "p50", "p90", "turns off", "covered"]
        lines += [
            "",
            "## Milestones",
            "",
            "Days from the day in history.",
            "",
            _row(names),
            _row(["---"] * len(names)),
        ]
        lines += [_row(_milestone_cells(one)) for one in found["milestones"]]
    for key, title in UNUSED.items():
        lines += ["", f"## {title.capitalize()}", "", ", ".join(found[key]) or "None."]
    lines += [line for picture in pictures for line in ("", f"![{picture}]({picture})")]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _cells(seat: Found) -> list[object]:
    spread = seat["margins"]
    means = [_points(seat["margin"]), f"{_points(seat['margin_low'])} to {_points(seat['margin_high'])}"]
    rates = [seat["wins_pct"], f"{seat['wins_low_pct']} to {seat['wins_high_pct']}", seat["draws_pct"]]
    tail = [_points(spread[at]) for at in ("p10", "p50", "p90")]
    return [seat["faction"], seat["played_by"], *rates, *means, *tail, seat["lost_steps"], seat["remark"]]


def _milestone_cells(one: Found) -> list[object]:
    off = one["days_off"] or dict.fromkeys(("p10", "p50", "p90"), "–")
    turns = "–" if one["turns_off"] is None else f"{one['turns_off']:+.1f}"
    days = [off[at] for at in ("p10", "p50", "p90")]
    return [one["text"], one["history"], one["reached_pct"], *days, turns, "yes" if one["covered"] else "no"]


def csv_of(records: Sequence[Record]) -> str:
    """Return a row a game: seed, turns, first contact, and each faction's margin, verdict and losses."""
    out = StringIO()
    writer = csv.writer(out)
    factions = list(records[0]["margins"])
    marks = list(records[0]["milestones"])
    columns = [f"{faction}_{what}" for faction in factions for what in ("margin", "result", "lost")]
    writer.writerow(["seed", "turns", "first_contact", *columns, *marks])
    for record in records:
        own = [value for faction in factions for value in _fared(record, faction)]
        days = [record["milestones"][mark] or "" for mark in marks]
        contact = record["first_contact"] if record["first_contact"] is not None else ""
        writer.writerow([record["seed"], record["turns"], contact, *own, *days])
    return out.getvalue()


def _fared(record: Record, faction: str) -> tuple[object, ...]:
    return record["margins"][faction] / 10, record["ending"][faction], record["losses"][faction]["steps"]
