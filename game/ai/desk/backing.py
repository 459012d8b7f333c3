"""What the backing of patrons is worth, in hundredths of a point (13.1, 13.3)."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.kinds import PatronId
from game.model.state import View
from game.rules.politics.patrons import approval, patrons_of

SLOPES = (10, 12, 5, 2)
"""What a point of mean approval is worth up to the bounds of weak, normal and strong backing, and above."""


def worth_of_backing(view: View, mean: int) -> int:
    """13.3 Return what backing by patrons of a mean approval is worth: most is lost below normal, where
    aircraft and men stay away."""
    bounds = view.setting.rules.patrons
    edges = (0, bounds.weak, bounds.normal, bounds.strong, 100)
    parts = zip(SLOPES, edges, edges[1:], strict=False)
    return sum(slope * max(0, min(mean, high) - low) for slope, low, high in parts)


def price_of_change(view: View, changes: Mapping[PatronId, int]) -> int:
    """13.3 Return what it is worth to the view's faction that patrons change their minds by so much."""
    own = patrons_of(view, view.faction)
    if not own:
        return 0
    before = sum(approval(view, one.id) for one in own)
    after = sum(max(0, min(100, approval(view, one.id) + changes.get(one.id, 0))) for one in own)
    return worth_of_backing(view, after // len(own)) - worth_of_backing(view, before // len(own))
