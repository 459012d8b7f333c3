"""Relations between factions, and what they permit (9.1). `may` is the game's one judge of manners."""

from __future__ import annotations

from game.hexgrid.coords import Hex
from game.model.affairs import pair_of
from game.model.kinds import NOBODY, FactionId, Relation, Verb
from game.model.state import Position
from game.model.tongue import mark, say
from game.rules.memo import once_a_position
from game.rules.politics.abroad import why_not_enter
from game.rules.refusal import Refusal

PERMITS: dict[Relation, frozenset[Verb]] = {
    Relation.ALLIED: frozenset({Verb.ENTER, Verb.STACK, Verb.SUPPLY, Verb.SEE}),
    Relation.COOPERATING: frozenset({Verb.SUPPLY, Verb.SEE}),
    Relation.NEUTRAL: frozenset(),
    Relation.DECONFLICTED: frozenset(),
    Relation.HOSTILE: frozenset({Verb.ENTER, Verb.ATTACK}),
}
"""9.1 What a stance lets one do. A hostile hex may be entered when nobody holds it by arms; roads over the
ground of those one co-operates with are open as well."""

FORBIDS: dict[Verb, str] = {
    Verb.ENTER: mark("{actor} may not enter the ground of {target}: they are {relation}"),
    Verb.STACK: mark("{actor} may not share a hex with {target}: they are {relation}"),
    Verb.ATTACK: mark("{actor} may not attack {target}: they are {relation}"),
    Verb.SUPPLY: mark("{actor} may not draw supply through {target}: they are {relation}"),
    Verb.SEE: mark("{actor} is not told what is seen by {target}: they are {relation}"),
}


def may(
    position: Position, actor: FactionId, verb: Verb, target: FactionId, here: Hex | None = None
) -> Refusal | None:
    """9.1 Return None when `actor` may do `verb` to `target` (in `here`), else the reason why not."""
    if here is not None and verb is not Verb.SEE:
        refusal = outside_its_countries(position, actor, here)
        if refusal:
            return refusal
    if target == NOBODY or verb in PERMITS[position.relation(actor, target)]:
        return None
    refusal = may_not_in_truce(position, actor, target)
    if refusal:
        return refusal
    if verb is Verb.ENTER and cooperating(position, actor, target):
        if here is not None and here in position.setting.board.road_hexes:
            return None
        return Refusal(
            say(
                "{actor} may pass over {target} ground by road",
                actor=name(position, actor),
                target=name(position, target),
            ),
            "9.1",
        )
    return Refusal(
        say(
            FORBIDS[verb],
            actor=name(position, actor),
            target=name(position, target),
            relation=position.relation(actor, target).value,
        ),
        "9.1",
    )


def may_not_in_truce(position: Position, actor: FactionId, target: FactionId) -> Refusal | None:
    """9.15 Return why nothing is done against a faction while a truce lasts, or None."""
    if not position.in_truce(actor, target):
        return None
    until = position.affairs.truces[pair_of(actor, target)]
    return Refusal(
        say(
            "a truce between {actor} and {target} holds until the end of turn {until}",
            actor=name(position, actor),
            target=name(position, target),
            until=until,
        ),
        "9.15",
    )


def name(position: Position, faction: FactionId) -> str:
    """Return a faction's short name."""
    known = position.setting.factions.get(faction)
    return known.short if known else faction or "nobody"


def outside_its_countries(position: Position, actor: FactionId, here: Hex) -> Refusal | None:
    """9.2 Without leave a faction stays on its own side of the border."""
    return why_not_enter(position, actor, here)


def hostile(position: Position, actor: FactionId, target: FactionId) -> bool:
    """9.1 Whether `actor` treats `target` as an enemy."""
    return target != NOBODY and position.relation(actor, target) is Relation.HOSTILE


def cooperating(position: Position, actor: FactionId, target: FactionId) -> bool:
    """9.1 Whether `actor` lets `target` pass by and looks for the same from it."""
    return position.relation(actor, target) is Relation.COOPERATING


def allied(position: Position, actor: FactionId, target: FactionId) -> bool:
    """9.1 Whether `actor` treats `target` as itself."""
    return position.relation(actor, target) is Relation.ALLIED


@once_a_position
def allies(position: Position, actor: FactionId) -> tuple[FactionId, ...]:
    """9.1 Return `actor` and its allies, in the order of play."""
    return tuple(other for other in position.setting.factions if allied(position, actor, other))


def enemies(position: Position, actor: FactionId) -> tuple[FactionId, ...]:
    """9.1 Return the factions that `actor` treats as enemies, in the order of play."""
    return tuple(other for other in position.setting.factions if hostile(position, actor, other))
