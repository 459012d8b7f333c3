"""The rules of the game. Five verbs and an ending: set up, list what is legal, apply, view for a side.

state = setup(scenario, seed)
view = view_of(state, state.active)
state, events = apply(state, order)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from game.rules.digest import digest  # its module has the same name

if TYPE_CHECKING:
    from game.rules.engine import Outcome, apply, setup
    from game.rules.legal import why_illegal
    from game.rules.listing import legal_orders
    from game.rules.refusal import IllegalOrder, Refusal
    from game.rules.views import view_of

__all__ = [
    "IllegalOrder",
    "Outcome",
    "Refusal",
    "apply",
    "digest",
    "legal_orders",
    "setup",
    "view_of",
    "why_illegal",
]

_HOMES = {
    "IllegalOrder": "refusal",
    "Outcome": "engine",
    "Refusal": "refusal",
    "apply": "engine",
    "legal_orders": "listing",
    "setup": "engine",
    "view_of": "views",
    "why_illegal": "legal",
}
"""Where each verb lives; loaded when it is first used, for who asks one question need not load them all."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'game.rules' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"game.rules.{_HOMES[name]}"), name)
    return found
