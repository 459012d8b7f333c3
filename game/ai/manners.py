"""What politics make of an aim: ground that nobody lets us fight for is worth nothing, ground where we would
be struck is worth less, and a peace is broken only by resolve."""

from __future__ import annotations

from dataclasses import replace

from game.ai.mind import Mind
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, HqId, Verb
from game.model.state import View
from game.rules.politics.areas import breach_by, why_sheltered
from game.rules.politics.consent import why_no_consent, zones_binding
from game.rules.politics.posts import why_kept_out
from game.rules.politics.relations import allied, hostile, may
from game.rules.politics.ring import first_strike, rings, rung_of

RING_PCT = (15, 40, 70)
"""The same of an aim in a ring where the next answer is a strike, the one before it, or an earlier one."""


def welcome(mind: Mind, at: Hex) -> int:
    """Return the per cent of its worth that a hex keeps when politics are reckoned with."""
    if not _allowed(mind, at):
        return 0
    area = breach_by(mind.view, mind.faction, at)
    if area is not None and area.id not in mind.casus:
        return 0
    kept = 100 if area is None else mind.weights.breach_pct
    for zone in rings(mind.view):
        if mind.faction in zone.intruders and at in zone.hexes:
            before = first_strike(zone) - rung_of(mind.view, zone, mind.faction)
            kept = min(kept, RING_PCT[max(0, min(2, before))] * mind.weights.ring_pct // 100)
    return kept


def _allowed(mind: Mind, at: Hex) -> bool:
    """Whether anybody may fight for a hex at all, and it is not somebody else's fight."""
    view, me = mind.view, mind.faction
    if "keeps_to_ring" in mind.doctrine.switches and _outside(mind, at):
        return False
    refusal = may(view, me, Verb.ENTER, "", at) or why_kept_out(view, me, at)
    if refusal or why_sheltered(view, me, (view.control[at],), at):
        return False
    plan = view.setting.city_at.get(at)
    inside = {unit.faction for unit in view.units_at(at)}
    if plan is not None:
        inside.update(who for who, held in view.cities[plan.place].holders.items() if held)
    return all(allied(view, me, other) or hostile(view, me, other) for other in sorted(inside))


def _outside(mind: Mind, at: Hex) -> bool:
    """Whether a hex lies outside the rings that a faction and its allies have, where they have any."""
    ours = [zone for zone in rings(mind.view) if _partner(mind, zone.owner)]
    return bool(ours) and not any(at in zone.hexes for zone in ours)


def _partner(mind: Mind, other: FactionId) -> bool:
    return other == mind.faction or allied(mind.view, mind.faction, other)


def needs_axis(mind: Mind, hq: HqId, at: Hex) -> bool:
    """Whether an HQ may fight for a hex as the main axis only."""
    if not any(at in zone.hexes for zone in zones_binding(mind.view, mind.faction)):
        return False
    unnamed: View = replace(mind.view, axis={})
    return why_no_consent(unnamed, mind.faction, (hq,), at) is not None


def consented(mind: Mind, hq: HqId, axis: HqId | None, at: Hex) -> bool:
    """Whether an HQ may fight for a hex while `axis` is, or where nobody is yet it becomes, the main axis."""
    named: View = replace(mind.view, axis={mind.faction: axis or hq})
    return why_no_consent(named, mind.faction, (hq,), at) is None
