"""Fronts in words: who leads what, handing over and taking back, why machines did what they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.model.kinds import FactionId
from game.model.reasons import Reason
from game.model.scenario import Setting
from game.model.tongue import listed, mark, t, tn
from game.session import Session

HELP = mark("""\
Fronts (a machine of a level such as normal leads them until you take them back):
  fronts                    who leads which HQ
  front HQ to LEVEL         hand an HQ over; front HQ back takes it back
  front all to LEVEL        hand the whole faction over; it asks you at each of its impulses
  staff now                 let those who lead fronts act now; they act before you `end` anyhow
  staff                     why machines of yours and of your allies did what they did (also `why`)
""")
WHOLE = ("all", "everything", "*")
USAGE = mark("`front HQ to LEVEL`, `front HQ back`, or `all` in the place of an HQ; `fronts` lists them")


def fronts(session: Session, faction: FactionId) -> Iterator[str]:
    """Yield who leads each HQ of a faction."""
    described, units = session.setting.factions[faction], session.view(faction).units_of(faction)
    for hq, name in described.hqs.items():
        count = sum(1 for unit in units if unit.hq == hq)
        level = session.seating.level_of(faction, hq)
        who = t("led by {level}", level=level) if level else t("led by you")
        units_of_it = tn("{count} unit", "{count} units", count)
        yield f"  {hq}: {listed([name, units_of_it, who])}"
    yield t("Hand over and take back: {usage}", usage=USAGE)


def change(session: Session, faction: FactionId, words: Sequence[str]) -> str:
    """Hand a front over or take it back, and say what is so now; ValueError where that cannot be."""
    hq, level = _wish(words)
    name = session.setting.factions[faction].hqs.get(hq, hq)
    if hq in WHOLE:
        return _whole(session, faction, level)
    if not level:
        if not session.seating.level_of(faction, hq):
            raise ValueError(t("you lead {name} yourself", name=name))
        session.seating.recall(faction, hq)
        return t("you lead {name} again", name=name)
    session.seating.lead(faction, hq, level)
    return t("{level} leads {name}; it acts with `staff now`, else before you `end`", level=level, name=name)


def _whole(session: Session, faction: FactionId, level: str) -> str:
    name = session.setting.factions[faction].name
    if level:
        session.seating.hand_over(faction, level)
        return t("{level} plays {name} until you take it back", level=level, name=name)
    for hq in sorted(session.seating.led(faction)):
        session.seating.recall(faction, hq)
    session.seating.take_back(faction)
    return t("you lead all of {name}", name=name)


def _wish(words: Sequence[str]) -> tuple[str, str]:
    """Return the HQ and the level that some words name; no level means that it is taken back."""
    match words:
        case [hq, "to", level] if level != "human":
            return hq, level
        case [hq, "back"] | [hq, "to", "me" | "human"]:
            return hq, ""
    raise ValueError(t(USAGE))


def told(session: Session, faction: FactionId, since: int) -> Iterator[str]:
    """Yield what machines say of what they did from a turn on, faction by faction within each turn."""
    found = [one for one in session.reasons_for(faction) if one.turn >= since]
    for turn in sorted({one.turn for one in found}):
        yield t("Turn {turn}:", turn=turn)
        for acting in session.setting.factions:
            lines = [one for one in found if one.turn == turn and one.faction == acting]
            yield from (f"  {line(session.setting, one)}" for one in lines)


def line(setting: Setting, one: Reason) -> str:
    """Return a reason with whose it is."""
    described = setting.factions[one.faction]
    hq = described.hqs.get(one.hq, "")
    who = listed([described.short, hq] if hq else [described.short])
    return f"{who}: {one}"
