"""How near games come to history: dates, their order, who held what, losses and scores.

What a game never reached counts as reached a turn after its last, so that it is late and not left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import TypeVar

from game.commands.balance_report import Found, Record, found_in
from game.commands.ledger import ROOT
from game.files.yaml_reader import Map, read_document
from game.model.kinds import FactionId, PlaceId
from game.model.scenario import Scenario
from game.rules import setup
from game.rules.annals import in_history, recorded

ORDER = ROOT / "scenarios" / "reports" / "history" / "order.yaml"
HOLDERS = ORDER.with_name("holders.yaml")
DRAWS = 300
"""Resamplings of the games for an interval."""
Holders = Mapping[PlaceId, FactionId]
T = TypeVar("T")


def history_of(scenario: Scenario, records: Sequence[Record]) -> Found:
    """Return all that the games of a scenario say beside history."""
    balance = found_in(scenario, records)
    milestones = [one | _late(scenario, one, records) for one in balance["milestones"]]
    pairs = _pairs(scenario.setting.id)
    return {
        "scenario": scenario.setting.id,
        "title": balance["title"],
        "games": len(records),
        "turn_days": scenario.setting.clock.turn_days,
        "balance": balance,
        "milestones": milestones,
        "coverage_pct": with_interval(records, lambda some: _coverage(scenario, some)),
        "bias_turns": with_interval(records, lambda some: _bias(scenario, some)),
        "covered_by_turns": sum(_in_turns(scenario, one) for one in milestones),
        "covered_where_reached": sum(one["covered"] for one in milestones),
        "sharpness": round(fmean(one["crps"] for one in milestones), 3) if milestones else None,
        "order": [_broken(pair, records) for pair in pairs],
        "any_break_pct": with_interval(records, lambda some: _breaking(pairs, some)) if pairs else None,
        "overlap": {when: _overlaps(scenario, records, when) for when in ("middle", "end")},
        "losses": {seat["faction"]: seat["lost_steps"] for seat in balance["seats"]},
        "isis_a_gov_step": with_interval(records, _ratio) if _both(scenario) else None,
        "score_percentile": {one: _percentile(scenario, one, records) for one in scenario.setting.order},
    }


def _days_off(scenario: Scenario, milestone: str, day: date, records: Sequence[Record]) -> list[int]:
    """Return how many days after history each game reached a milestone, in order."""
    clock = scenario.setting.clock
    never = clock.date_of(clock.turns + 2)
    reached = (record["milestones"].get(milestone) for record in records)
    return sorted(((date.fromisoformat(one) if one else never) - day).days for one in reached)


def _late(scenario: Scenario, one: Found, records: Sequence[Record]) -> Found:
    """Return the figures of a milestone in which what was never reached is late."""
    days = _days_off(scenario, one["id"], date.fromisoformat(one["history"]), records)
    low, middle, high = (days[round((len(days) - 1) * at / 100)] for at in (10, 50, 90))
    clock = scenario.setting.clock
    return {
        "late": {"p10": low, "p50": middle, "p90": high},
        "late_turns": round(middle / clock.turn_days, 1),
        "late_covered": low <= 0 <= high,
        "crps": round(crps(days) / (clock.turns * clock.turn_days), 3),
    }


def _in_turns(scenario: Scenario, one: Found) -> bool:
    """Whether a milestone is covered where coming in the same turn is as good as on the same day: a game
    knows no days, and what it reaches is dated by the last day of the turn."""
    clock = scenario.setting.clock
    into = (date.fromisoformat(one["history"]) - clock.start).days % clock.turn_days
    rest = clock.turn_days - 1 - into if one["history"] >= clock.start.isoformat() else 0
    return bool(one["late"]["p10"] <= rest and one["late"]["p90"] >= 0)


def crps(errors: Sequence[int]) -> float:
    """Return the continuous ranked probability score of a forecast by its draws' errors, 0 at best."""
    spread = fmean(abs(one - other) for one in errors for other in errors)
    return fmean(abs(one) for one in errors) - spread / 2


def _each(scenario: Scenario, records: Sequence[Record]) -> list[list[int]]:
    clock = scenario.setting.clock
    due = (one for one in scenario.setting.milestones if one.day < clock.date_of(clock.turns + 1))
    return [_days_off(scenario, one.id, one.day, records) for one in due]


def late_in_turns(scenario: Scenario, records: Sequence[Record]) -> dict[str, float]:
    """Return by how many turns the median game is late for each milestone, or early."""
    clock = scenario.setting.clock
    return {
        one.id: median(_days_off(scenario, one.id, one.day, records)) / clock.turn_days
        for one in scenario.setting.milestones
        if one.day < clock.date_of(clock.turns + 1)
    }


def _coverage(scenario: Scenario, records: Sequence[Record]) -> float:
    """Return the per cent of milestones whose day lies between the tenth and the ninetieth of a hundred."""
    last = len(records) - 1
    inside = [days[round(last / 10)] <= 0 <= days[round(last * 9 / 10)] for days in _each(scenario, records)]
    return 100 * fmean(inside) if inside else 0.0


def _bias(scenario: Scenario, records: Sequence[Record]) -> float:
    """Return the median of the milestones' median errors, in turns."""
    medians = [median(days) for days in _each(scenario, records)]
    return median(medians) / scenario.setting.clock.turn_days if medians else 0.0


def with_interval(records: Sequence[T], figure: Callable[[Sequence[T]], float]) -> Found:
    """Return a figure of some games with its interval at 95 % by resampling them, the same every time."""
    stream = Random(len(records))
    drawn = sorted(figure(stream.choices(records, k=len(records))) for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]
    return {"is": round(figure(records), 2), "low": round(low, 2), "high": round(high, 2)}


@cache
def _rows(scenario: str, file: Path) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a scenario in a file of facts, none where there are none."""
    document = read_document(file)[0] if file.exists() else None
    rows = document.get(scenario, ()) if isinstance(document, Map) else ()
    return tuple(tuple(map(str, row)) for row in rows)


def _pairs(scenario: str) -> list[tuple[str, str]]:
    """Return which milestones had to come before which."""
    return [(first, second) for first, second in _rows(scenario, ORDER)]


def held_in_history(scenario: Scenario, turn: int) -> dict[PlaceId, FactionId]:
    """Return who held what counts at the end of a turn in history: the start, moved forward by milestones
    and by what else is known."""
    held = in_history(scenario.setting, recorded(setup(scenario, 1), 0, {}), turn)
    known = _rows(scenario.setting.id, HOLDERS)
    return held | {place: holder for since, place, holder in known if int(since) <= turn}


def breaks(first: str | None, second: str | None) -> bool:
    """Whether the second of two milestones was reached without the first, or before it."""
    return second is not None and (first is None or second < first)


def _broken(pair: tuple[str, str], records: Sequence[Record]) -> Found:
    """Return how often a pair came in the wrong order."""
    share = _breaking([pair], records)
    return {"first": pair[0], "second": pair[1], "broken_pct": round(share, 1)}


def _breaking(pairs: Sequence[tuple[str, str]], records: Sequence[Record]) -> float:
    """Return the per cent of games that break any of some pairs."""
    days = (record["milestones"] for record in records)
    return 100 * fmean(any(breaks(one[first], one[second]) for first, second in pairs) for one in days)


def held_in_games(records: Sequence[Record], when: str) -> list[Holders]:
    """Return who held what counts in the middle of each game that tells, or at its end."""
    return [record["held"][when] for record in records if when in record.get("held", {})]


def turn_of(scenario: Scenario, when: str) -> int:
    """Return the turn that is called the middle or the end."""
    turns = scenario.setting.clock.turns
    return turns // 2 if when == "middle" else turns


def values_of(scenario: Scenario) -> dict[PlaceId, int]:
    """Return what each place that counts is worth."""
    return {place: asset.value for place, asset in scenario.setting.assets.items()}


def median_game(scenario: Scenario, records: Sequence[Record], when: str) -> Holders:
    """Return who held what in the game that agrees with history as far as the median of all."""
    then, values = held_in_history(scenario, turn_of(scenario, when)), values_of(scenario)
    ordered = sorted(held_in_games(records, when), key=lambda one: overlap(one, then, values))
    return ordered[(len(ordered) - 1) // 2]


def _overlaps(scenario: Scenario, records: Sequence[Record], when: str) -> Found | None:
    """Return how far the holders of what counts agree with those in history, derived from its milestones."""
    held = held_in_games(records, when)
    if not held:
        return None
    then = held_in_history(scenario, turn_of(scenario, when))
    start = recorded(setup(scenario, 1), 0, {}).places
    values = values_of(scenario)
    by_game = [overlap(one, then, values) for one in held]
    return {"games": len(held), "at_start": round(overlap(start, then, values), 2)} | {
        "is": round(median(by_game), 2),
        "low": round(min(by_game), 2),
        "high": round(max(by_game), 2),
    }


def overlap(one: Holders, other: Holders, values: Mapping[PlaceId, int]) -> float:
    """Return the value that the same faction holds in both, by what it holds in either, the factions taken
    together by their weight."""
    shared = sum(value for place, value in values.items() if one[place] == other[place])
    whole = sum(values.values())
    return shared / (2 * whole - shared) if whole else 1.0


def _both(scenario: Scenario) -> bool:
    return {"gov", "isis"} <= set(scenario.setting.order)


def _ratio(records: Sequence[Record]) -> float:
    """Return how many steps Islamic State loses to one of the government's."""
    lost = [fmean(record["losses"][one]["steps"] for record in records) for one in ("isis", "gov")]
    return lost[0] / max(lost[1], 0.1)


def _percentile(scenario: Scenario, faction: FactionId, records: Sequence[Record]) -> int:
    """Return the per cent of games in which a faction scores less than in history, which is its par."""
    par = scenario.setting.factions[faction].par
    below = [(record["scores"][faction] < par) + (record["scores"][faction] == par) / 2 for record in records]
    return round(100 * fmean(below))


def shifts(scenario: Scenario, pairs: Sequence[tuple[Record, Record]]) -> dict[str, float]:
    """Return how many turns later the median game reaches each milestone when something is taken out or
    moved; a pair is two games of one seed, as usual and without."""
    usual, other = (late_in_turns(scenario, [pair[at] for pair in pairs]) for at in (0, 1))
    return {one: round(other[one] - usual[one], 1) for one in usual}


def shifts_within(scenario: Scenario, pairs: Sequence[tuple[Record, Record]]) -> dict[str, Found]:
    """Return the same with intervals at 95 %, by resampling the pairs, the same every time."""
    stream, found = Random(len(pairs)), shifts(scenario, pairs)
    drawn = [shifts(scenario, stream.choices(pairs, k=len(pairs))) for _ in range(DRAWS)]
    ordered = {one: sorted(each[one] for each in drawn) for one in found}
    ends = int(0.025 * DRAWS), int(0.975 * DRAWS) - 1
    return {
        one: {"is": turns, "low": ordered[one][ends[0]], "high": ordered[one][ends[1]]}
        for one, turns in found.items()
    }
