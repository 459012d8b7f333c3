"""Fronts in words: who leads what, handing over and taking back, why machines did what they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.model.kinds import FactionId
from game.model.reasons import Reason
from game.model.scenario import Setting
from game.session import Session

HELP = """\
Fronts (a machine of a level such as normal leads them until you take them back):
  fronts                    who leads which HQ
  front HQ to LEVEL         hand an HQ over; front HQ back takes it back
  front all to LEVEL        hand the whole faction over; it asks you at each of its impulses
  staff now                 let those who lead fronts act now; they act before you `end` anyhow
  staff                     why machines of yours and of your allies did what they did (also `why`)
"""
WHOLE = ("all", "everything", "*")
USAGE = "`front HQ to LEVEL`, `front HQ back`, or `all` in the place of an HQ; `fronts` lists them"


def fronts(session: Session, faction: FactionId) -> Iterator[str]:
    """Yield who leads each HQ of a faction."""
    described, units = session.setting.factions[faction], session.view(faction).units_of(faction)
    for hq, name in described.hqs.items():
        count = sum(1 for unit in units if unit.hq == hq)
        level = session.seating.level_of(faction, hq)
        who = f"led by {level}" if level else "led by you"
        yield f"  {hq}: {name}, {count} unit{'' if count == 1 else 's'}, {who}"
    yield f"Hand over and take back: {USAGE}"


def change(session: Session, faction: FactionId, words: Sequence[str]) -> str:
    """Hand a front over or take it back, and say what is so now; ValueError where that cannot be."""
    hq, level = _wish(words)
    name = session.setting.factions[faction].hqs.get(hq, hq)
    if hq in WHOLE:
        return _whole(session, faction, level)
    if not level:
        if not session.seating.level_of(faction, hq):
            raise ValueError(f"you lead {name} yourself")
        session.seating.recall(faction, hq)
        return f"you lead {name} again"
    session.seating.lead(faction, hq, level)
    return f"{level} leads {name}; it acts with `staff now`, else before you `end`"


def _whole(session: Session, faction: FactionId, level: str) -> str:
    name = session.setting.factions[faction].name
    if level:
        session.seating.hand_over(faction, level)
        return f"{level} plays {name} until you take it back"
    for hq in sorted(session.seating.led(faction)):
        session.seating.recall(faction, hq)
    session.seating.take_back(faction)
    return f"you lead all of {name}"


def _wish(words: Sequence[str]) -> tuple[str, str]:
    """Return the HQ and the level that some words name; no level means that it is taken back."""
    match words:
        case [hq, "to", level] if level != "human":
            return hq, level
        case [hq, "back"] | [hq, "to", "me" | "human"]:
            return hq, ""
    raise ValueError(USAGE)


def told(session: Session, faction: FactionId, since: int) -> Iterator[str]:
    """Yield what machines say of what they did from a turn on, faction by faction within each turn."""
    found = [one for one in session.reasons_for(faction) if one.turn >= since]
    for turn in sorted({one.turn for one in found}):
        yield f"Turn {turn}:"
        for acting in session.setting.factions:
            lines = [one for one in found if one.turn == turn and one.faction == acting]
            yield from (f"  {line(session.setting, one)}" for one in lines)


def line(setting: Setting, one: Reason) -> str:
    """Return a reason with whose it is."""
    described = setting.factions[one.faction]
    hq = described.hqs.get(one.hq, "")
    return f"{described.short}{f', {hq}' if hq else ''}: {one}"
