"""Coalitions that may fall out (16.1, 16.2): cohesion, breaking, infighting and making up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from game.hexgrid.coords import Hex
from game.model import orders as od
from game.model.events import (
    CohesionChanged,
    FlagSet,
    InfightingSet,
    RelationChanged,
)
from game.model.kinds import CoalitionId, FactionId, Mode, Relation
from game.model.orders import Order
from game.model.politics import Coalition
from game.model.state import Position, State, View
from game.model.tongue import mark, say
from game.rules.dice import roll, roll_two
from game.rules.play import Play
from game.rules.politics.relations import name
from game.rules.refusal import Refusal

PEACEFUL = (Relation.COOPERATING, Relation.NEUTRAL)
"""How members stand to each other while they do not fight."""


def coalition_of(position: Position, a: FactionId, b: FactionId) -> Coalition | None:
    """16.1 Return the coalition in which two different factions are members, or None."""
    for coalition in position.setting.politics.coalitions.values():
        if a != b and a in coalition.members and b in coalition.members:
            return coalition
    return None


def cohesion(position: Position, coalition: CoalitionId) -> int:
    """16.1 Return how well a coalition holds together, 0–10."""
    return position.affairs.cohesion.get(coalition, 0)


def in_infighting(position: Position, coalition: CoalitionId) -> bool:
    """16.2 Whether a coalition fights within itself."""
    return coalition in position.affairs.infighting


def why_not_press(position: Position, faction: FactionId, target: Hex, mode: Mode) -> Refusal | None:
    """16.2 In infighting units only probe, and no city is assaulted."""
    if mode is Mode.PROBE or not position.affairs.infighting:
        return None
    city = position.setting.city_at.get(target)
    holders = tuple(position.cities[city.place].holders) if city else ()
    for other in (*(unit.faction for unit in position.units_at(target)), *holders):
        coalition = coalition_of(position, faction, other)
        if coalition is not None and in_infighting(position, coalition.id):
            return Refusal("in infighting units only probe; a shared town is seized", "16.2")
    return None


# --- cohesion ----------------------------------------------------------------------------------------


def note_attack(play: Play, faction: FactionId, defenders: tuple[FactionId, ...], target: Hex) -> None:
    """16.1 An attack from outside on members within their ground draws them together, once a turn."""
    for coalition in play.state.setting.politics.coalitions.values():
        struck = any(defender in coalition.members for defender in defenders)
        if struck and target in coalition.hexes and faction not in coalition.members:
            _once(play, coalition, "attacked", 1, say("{faction} attacks", faction=name(play.state, faction)))


def note_victory(play: Play, faction: FactionId, against: tuple[FactionId, ...], target: Hex) -> None:
    """16.1 So does ground that a member wins from outsiders with another member beside it."""
    for coalition in play.state.setting.politics.coalitions.values():
        outside = against and not any(one in coalition.members for one in against)
        if outside and faction in coalition.members and _stands_by(play.state, coalition, faction, target):
            _once(play, coalition, "victory", 1, mark("a victory shared"))


def _stands_by(state: State, coalition: Coalition, faction: FactionId, target: Hex) -> bool:
    """16.1 Whether a unit of another member stands next to a hex in the coalition's ground or at its edge."""
    around = state.setting.board.grid.around[target]
    if not any(here in coalition.hexes for here in (target, *around)):
        return False
    beside = (unit.faction for here in around for unit in state.units_at(here))
    return any(other != faction and other in coalition.members for other in beside)


def _once(play: Play, coalition: Coalition, what: str, by: int, reason: str) -> None:
    """16.1 Change cohesion, at most once a turn for the same cause."""
    flag = f"{what} {coalition.id}"
    if play.state.affairs.flags.get(flag) != play.state.turn:
        play.enter(FlagSet(flag, True), CohesionChanged(coalition.id, by, reason))


def settle_coalitions(play: Play) -> None:
    """16.1, 16.2 At the end of a turn gates are counted, infighting ends when its time is over, and members
    co-operate or keep apart."""
    for coalition in play.state.setting.politics.coalitions.values():
        _count_gates(play, coalition)
        if play.state.affairs.infighting.get(coalition.id, play.state.turn + 1) <= play.state.turn:
            make_up(play, coalition)
        if not in_infighting(play.state, coalition.id):
            _draw_together(play, coalition)


def _count_gates(play: Play, coalition: Coalition) -> None:
    """16.1 A gate that a breaker has taken costs cohesion, once each time it is taken."""
    for place in coalition.gates:
        state, flag = play.state, f"gate {place}"
        here = state.setting.board.places[place].at
        held, known = state.control[here] in coalition.breakers, flag in state.affairs.flags
        if held and not known:
            play.enter(FlagSet(flag, True))
            if state.turn > 1 or state.scenario.control[here] not in coalition.breakers:
                holder, gate = name(state, state.control[here]), state.setting.board.places[place].name
                play.enter(
                    CohesionChanged(coalition.id, -1, say("{holder} holds {gate}", holder=holder, gate=gate))
                )
        elif known and not held:
            play.enter(FlagSet(flag, False))


def _draw_together(play: Play, coalition: Coalition) -> None:
    """16.1 Members that are at peace co-operate from a cohesion on; below it each keeps to himself."""
    joint = play.state.setting.rules.coalition.joint
    wanted = Relation.COOPERATING if cohesion(play.state, coalition.id) >= joint else Relation.NEUTRAL
    for a, b in _pairs(coalition):
        if play.state.relations.get((a, b)) in PEACEFUL and play.state.relations[a, b] is not wanted:
            play.enter(RelationChanged(a, b, wanted, coalition.name))


def _pairs(coalition: Coalition) -> Iterator[tuple[FactionId, FactionId]]:
    """Yield every ordered pair of members."""
    for a, b in combinations(coalition.members, 2):
        yield a, b
        yield b, a


# --- infighting --------------------------------------------------------------------------------------


def _break(position: Position, faction: FactionId, order: od.BreakCoalition) -> Refusal | None:
    """16.2 A member with a stated aim may try once a turn, while there is something to break."""
    coalition = position.setting.politics.coalitions.get(order.coalition)
    if coalition is None:
        return Refusal("there is no such coalition", "16.2")
    if faction not in coalition.breakers:
        return Refusal(
            say(
                "{faction} does not mean to break with {coalition}",
                faction=name(position, faction),
                coalition=coalition.name,
            ),
            "16.2",
        )
    if in_infighting(position, coalition.id):
        return Refusal(say("{coalition} has broken up already", coalition=coalition.name), "16.2")
    if position.affairs.flags.get(f"break {coalition.id}") == position.turn:
        return Refusal("a break is tried once a turn", "16.2")
    others = [one for one in coalition.members if not position.in_truce(faction, one)]
    if not any(position.relation(faction, other) in PEACEFUL for other in others):
        return Refusal(say("nobody in {coalition} is left to break with", coalition=coalition.name), "16.2")
    return None


def _handle_break(play: Play, view: View, order: od.BreakCoalition) -> None:
    """16.2 Two dice that beat its cohesion by enough break it, for half a die's turns."""
    state, coalition = play.state, play.state.setting.politics.coalitions[order.coalition]
    play.enter(FlagSet(f"break {coalition.id}", True))
    need = cohesion(state, coalition.id) + state.setting.rules.coalition.break_over
    if roll_two(state, "break", coalition.id) >= need:
        turns = (roll(state, "infighting", coalition.id) + 1) // 2
        break_out(play, coalition, view.faction, state.turn + turns - 1)


def break_out(play: Play, coalition: Coalition, breaker: FactionId, until: int) -> None:
    """16.2 Let infighting begin, until the end of a turn: a breaker and the members at peace with it become
    enemies; whoever stands on the other's ground holds it (10.1)."""
    play.enter(InfightingSet(coalition.id, breaker, until))
    for other in coalition.members:
        if play.state.relation(breaker, other) in PEACEFUL:
            for a, b in ((breaker, other), (other, breaker)):
                play.enter(
                    RelationChanged(
                        a, b, Relation.HOSTILE, say("infighting in {coalition}", coalition=coalition.name)
                    )
                )


def make_up(play: Play, coalition: Coalition) -> None:
    """16.2 Infighting is over: members that fought each other co-operate again, or keep apart, by what is
    left of their cohesion."""
    play.enter(InfightingSet(coalition.id, "", 0))
    joint = play.state.setting.rules.coalition.joint
    now = Relation.COOPERATING if cohesion(play.state, coalition.id) >= joint else Relation.NEUTRAL
    for a, b in _pairs(coalition):
        if play.state.relations.get((a, b)) is Relation.HOSTILE:
            play.enter(RelationChanged(a, b, now, say("a truce in {coalition}", coalition=coalition.name)))


def candidates(view: View) -> Iterator[Order]:
    """Yield the breaks that a faction may think of."""
    for coalition in view.setting.politics.coalitions.values():
        if view.faction in coalition.breakers and not view.talks:
            yield od.BreakCoalition(coalition.id)


JUDGES = {od.BreakCoalition: _break}
HANDLERS = {od.BreakCoalition: _handle_break}
