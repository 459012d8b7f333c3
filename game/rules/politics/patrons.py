"""Patrons (13.1–13.3): capitals that back factions, what pleases them, and the points they lend."""

from __future__ import annotations

from game.model.events import ApprovalChanged, FavourChanged
from game.model.kinds import FactionId, PatronId
from game.model.politics import Patron, Reaction
from game.model.state import Position
from game.model.tongue import mark, say
from game.rules.play import Play
from game.rules.refusal import Refusal

STRONG, NORMAL, WEAK, WITHDRAWN = mark("strong"), mark("normal"), mark("weak"), mark("withdrawn")


def approval(position: Position, patron: PatronId) -> int:
    """13.1 Return what a patron thinks of its clients, 0–100; nothing of one that a scenario lacks."""
    return position.affairs.approval.get(patron, 0)


def patrons_of(position: Position, faction: FactionId) -> tuple[Patron, ...]:
    """13.1 Return the patrons that back a faction, in the order of the scenario."""
    patrons = position.setting.politics.patrons
    return tuple(patron for patron in patrons.values() if faction in patron.clients)


def band_of(position: Position, level: int) -> str:
    """13.1 Return the band that a level of approval falls in."""
    figures = position.setting.rules.patrons
    if level >= figures.strong:
        return STRONG
    if level >= figures.normal:
        return NORMAL
    return WEAK if level >= figures.weak else WITHDRAWN


def backing(position: Position, faction: FactionId) -> str:
    """13.3 Return the band of the mean approval of a faction's patrons; without any it is normal."""
    levels = [approval(position, patron.id) for patron in patrons_of(position, faction)]
    return band_of(position, sum(levels) // len(levels)) if levels else NORMAL


def react(
    play: Play,
    on: str,
    faction: FactionId = "",
    against: FactionId = "",
    place: str = "",
    count: int = 1,
    before: int = 0,
) -> None:
    """13.3 Let every patron respond to something that happened `count` times.

    What a reaction wants each so many times comes about whenever the running total passes a multiple:
    `before` is what the total was; a caller that keeps none loses the remainder.
    """
    given = {"faction": faction, "against": against, "place": place}
    for patron in play.state.setting.politics.patrons.values():
        by = sum(
            one.by * _times(one, count, before)
            for one in patron.reactions
            if one.on == on and _fits(one, given)
        )
        if by:
            play.enter(ApprovalChanged(patron.id, by, REASONS.get(on, on)))


def _fits(reaction: Reaction, given: dict[str, str]) -> bool:
    """13.3 Whether a reaction is to this faction, opponent and place, as far as it names them."""
    return all(reaction.about[name] == value for name, value in given.items() if name in reaction.about)


def _times(reaction: Reaction, count: int, before: int) -> int:
    each = reaction.about.get("each", 1)
    assert isinstance(each, int)
    return (before + count) // each - before // each


REASONS: dict[str, str] = {
    "takes": mark("ground won"),
    "loses": mark("ground lost"),
    "corridor": mark("the corridor is open"),
    "corridor_cut": mark("the corridor is cut"),
    "steps_lost": "losses",
    "district": mark("districts won"),
    "harm": mark("harm to civilians"),
    "clash": mark("a clash"),
    "area_broken": mark("a de-escalation area broken"),
    "area_kept": mark("a de-escalation area kept"),
    "gate_held": mark("who holds a gate"),
    "abroad": mark("a stay abroad beyond leave"),
    "break": mark("a break declared"),
    "summit": mark("a summit"),
    "withdrawal_offer": mark("a garrison let go"),
    "post": mark("an observation post"),
}
"""What a patron's change of mind is put down to in the log."""


def pay(play: Play, faction: FactionId, points: int, reason: str) -> None:
    """13.2 Let a faction spend political points."""
    if points:
        play.enter(FavourChanged(faction, -points, reason))


def why_not_pay(position: Position, faction: FactionId, points: int, rule: str) -> Refusal | None:
    """13.2 Return why a faction cannot spend political points, or None."""
    desk = position.desks.get(faction)
    have = desk.favour if desk else 0
    if points <= have:
        return None
    words = mark("this costs {points} political points and {have} are left")
    if points == 1:
        words = mark("this costs {points} political point and {have} are left")
    return Refusal(say(words, points=points, have=have), rule)
