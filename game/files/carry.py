"""What goes over from one stage of a campaign to the next: outcomes in, changes and words out.

Each kind of thing that goes over is one function in CARRIERS; the rules know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.files.carry_forces import arrivals, losses, remnants
from game.files.carry_ground import cities, ground
from game.files.outcomes import Changes, Following, Outcome, over, rows
from game.files.schema_campaign import CarrySpec


def overlay(plans: Sequence[tuple[CarrySpec, Outcome]], following: Following) -> Changes:
    """Return the changes that some outcomes make to the stage to come; their words are added to it."""
    for plan, outcome in plans:
        for carrier in CARRIERS:
            carrier(plan, outcome, following)
    pruned: Changes = _pruned(following.changes)
    return pruned


def _pruned(node: Any) -> Any:
    """Return changes without the maps in which nothing was entered."""
    if not isinstance(node, dict):
        return node
    inner = {key: _pruned(value) for key, value in node.items()}
    return {key: value for key, value in inner.items() if value != {}}


def tension(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Two factions watch each other as they did."""
    for pair in plan.tension:
        called = [over(plan, faction, following) for faction in pair]
        now = outcome["tension"].get(" ".join(sorted(pair)), 0)
        if None in called or not now:
            continue
        known = following.changes.setdefault("tension", rows(following, "tension"))
        others = [row for row in known if sorted(row["pair"]) != sorted(map(str, called))]
        following.changes["tension"] = [*others, {"pair": called, "start": str(now)}]
        names = " and ".join(following.name(str(faction)) for faction in called)
        following.words.append(f"Tension between {names} begins at {now}.")


def approval(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """A patron thinks of its clients as it did."""
    for patron in plan.approval:
        now, there = outcome["approval"].get(patron), following.document.get("patrons", {})
        if now is not None and patron in there:
            following.section("patrons")[patron] = {"start": str(now)}
            following.words.append(f"{there[patron].get('name', patron)}: approval begins at {now}.")


CARRIERS: tuple[Callable[[CarrySpec, Outcome, Following], None], ...] = (
    ground, arrivals, losses, cities, tension, approval, remnants,
)  # fmt: skip
"""What can go over, in the order in which it does: losses fall on those who are there and who will come."""
