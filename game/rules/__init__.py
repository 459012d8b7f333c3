"""The rules of the game. Five verbs and an ending: set up, list what is legal, apply, view for a side.

state = setup(scenario, seed)
view = view_of(state, state.active)
state, events = apply(state, order)
"""

from game.rules.digest import digest
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
