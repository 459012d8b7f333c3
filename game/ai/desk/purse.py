"""Political points: what there is, and what is kept back for calls and keys (13.2)."""

from __future__ import annotations

from game.model.affairs import Desk
from game.model.kinds import FactionId
from game.model.state import View
from game.rules.politics.consent import zones_binding
from game.rules.politics.patrons import approval
from game.rules.politics.posts import plan_of, price_of

CALLS = 2
"""Calls to the other side that are kept in hand while there is any tension."""
WATCH = 2
"""Tension from which a call may be needed soon."""


def favour_of(view: View) -> int:
    """13.2 Return the political points that the view's faction has."""
    return view.desks.get(view.faction, Desk()).favour


def reserve(view: View) -> int:
    """13.2 Return the political points that are kept: for calls while there is tension, for a key where one
    has to be bought, for a post."""
    return _for_calls(view) + _for_keys(view) + _for_posts(view)


def to_spare(view: View, price: int) -> bool:
    """13.2 Whether a faction can pay a price for something it could do without."""
    return favour_of(view) >= price + reserve(view)


def tension_of(view: View) -> dict[FactionId, int]:
    """9.5 Return the tension between the view's faction and each power that it has a line to."""
    found: dict[FactionId, int] = {}
    for pair, level in view.tension.items():
        if view.faction in pair:
            found[pair[0] if pair[1] == view.faction else pair[1]] = level
    return found


def _for_calls(view: View) -> int:
    tense = any(level >= WATCH for level in tension_of(view).values())
    return CALLS * view.setting.rules.politics.call_price if tense else 0


def _for_keys(view: View) -> int:
    figures, keys = view.setting.rules.patrons, set[str]()
    for zone in zones_binding(view, view.faction):
        keys.update(key for key in zone.keys if figures.weak <= approval(view, key) < figures.normal)
    return figures.key_price if keys else 0


def _for_posts(view: View) -> int:
    plan = plan_of(view, view.faction)
    return price_of(view, plan) if plan else 0
