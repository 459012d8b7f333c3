"""Losses, freed forces and remnants that go over from one stage of a campaign to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from game.files.outcomes import Changes, Following, Outcome, counted, entries, over, rows
from game.files.schema_campaign import ArrivalSpec, CarrySpec, LossSpec

MOST_STEPS = 4
"""Men who got away come as units of at most so many steps, as the orders of battle have them."""


def losses(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Part of the steps lost is missing: the strongest units begin weaker, and none is gone."""
    for faction, loss in plan.losses.items():
        called = over(plan, faction, following)
        if called is None:
            continue
        missing = max(0, outcome["losses"].get(faction, 0) - loss.usual) * loss.pct // 100
        bearers = [
            one
            for one in _bearers(loss, following)
            if one.entry["faction"] == called and (not loss.hqs or one.entry["hq"] in loss.hqs)
        ]
        whole = sum(one.steps * one.units for one in bearers)
        gone = 0
        for one, left in zip(
            bearers, _worn(bearers, min(missing, whole * loss.most_pct // 100)), strict=True
        ):
            if left != one.steps:
                gone += (one.steps - left) * one.units
                one.section.setdefault(one.entry["id"], {})["steps"] = str(left)
        if gone:
            following.words.append(
                f"{following.name(called)}: {counted(gone, 'step')} lost and not made good."
            )


class Bearer(NamedTuple):
    """An entry of the order of battle that may bear losses: how many units of how many steps, and where its
    changes go."""

    entry: Mapping[str, Any]
    steps: int
    units: int
    section: Changes


def _bearers(loss: LossSpec, following: Following) -> Iterator[Bearer]:
    if not loss.arrivals:
        yield from (_bearer(entry, following.section("units"), following) for entry in entries(following))
    for arrival in rows(following, "arrivals"):
        changed = following.section("arrivals").get(arrival["id"], {})
        if arrival["id"] in loss.arrivals and changed is not None:
            section = following.section("arrivals").setdefault(arrival["id"], {}).setdefault("units", {})
            yield from (_bearer(entry, section, following) for entry in arrival["units"])


def _bearer(entry: Mapping[str, Any], section: Changes, following: Following) -> Bearer:
    steps = section.get(entry["id"], {}).get("steps", entry.get("steps"))
    usual = following.scenario.setting.rules.types[entry["template"]].steps
    return Bearer(entry, int(steps or usual), int(entry.get("count", 1)), section)


def _worn(bearers: Sequence[Bearer], missing: int) -> list[int]:
    """Return the steps left when some are taken one by one from the strongest, ties by order."""
    left = [one.steps for one in bearers]
    while missing > 0:
        able = [n for n, one in enumerate(bearers) if left[n] > 1 and one.units <= missing]
        if not able:
            break
        strongest = max(able, key=lambda n: left[n])
        left[strongest] -= 1
        missing -= bearers[strongest].units
    return left


def arrivals(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Forces bound elsewhere come when the milestone that frees them was reached, else late or not at all."""
    known = {one.id: one for one in following.scenario.arrivals}
    for one in plan.arrivals:
        planned, text = known[one.arrival], known[one.arrival].text or one.arrival
        turn = _due(one, outcome, following)
        if turn is None:
            following.section("arrivals")[one.arrival] = None
            following.words.append(f"Not in this time: {text}.")
        elif turn != planned.turn:
            following.section("arrivals").setdefault(one.arrival, {}).update(turn=str(turn), early=None)
            following.words.append(f"In turn {turn} instead of {planned.turn}: {text}.")


def _due(one: ArrivalSpec, outcome: Outcome, following: Following) -> int | None:
    """Return the turn in which forces come, None for never."""
    day = outcome["milestones"].get(one.milestone)
    freed = following.turn_of(date.fromisoformat(day) + timedelta(days=one.days)) if day else one.late
    return max(2, freed) if freed is not None and freed <= following.scenario.setting.clock.turns else None


def remnants(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Men who got away gather again as units."""
    for faction, one in plan.remnants.items():
        called = over(plan, faction, following)
        steps = min(one.most, outcome["remnants"].get(faction, 0) * one.pct // 100)
        if called is None or not steps:
            continue
        id = f"remnants_{outcome['stage']}_{called}"[:40]
        sizes = [min(MOST_STEPS, steps - begun) for begun in range(0, steps, MOST_STEPS)]
        row = {"template": one.template, "faction": called, "hq": one.hq, "at": one.at}
        units = [
            {**row, "id": f"{id}_{n}", "name": f"{one.name}/{n}", "steps": str(size)}
            for n, size in enumerate(sizes, start=1)
        ]
        text = f"{one.name} gather at {following.place(one.at)}"
        following.section("arrivals")[id] = {
            "turn": str(one.turn),
            "at": one.at,
            "text": text,
            "units": units,
        }
        following.words.append(f"{counted(steps, 'step')} that got away: {text}.")
