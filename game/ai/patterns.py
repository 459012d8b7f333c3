"""The patterns of an attack: which of the ways to fight that a staff knows a plan is, and what it says of it.

Each pattern is recognised by what the plan brings together; the first that fits names it. The plan itself was
drawn up by `assault`, priced by the rules' own exact preview.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.ai.assault import Plan
from game.ai.mind import Mind
from game.ai.missions import in_points
from game.hexgrid.coords import side
from game.model.kinds import Mobility
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.politics.relations import allied


@dataclass(frozen=True, slots=True)
class Sight:
    """A plan with what a pattern is recognised by."""

    mind: Mind
    plan: Plan
    strikers: tuple[Unit, ...]

    @property
    def sides(self) -> int:
        """Hexes from which is struck."""
        return len({self.plan.spots[unit.id] for unit in self.strikers})

    @property
    def alone(self) -> bool:
        """Whether a single unit strikes."""
        return len(self.strikers) == 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to fight: its name as the order sheet has it, and when a plan is one."""

    name: str
    fits: Callable[[Sight], bool]


def _city(seen: Sight) -> bool:
    return seen.plan.target in seen.mind.view.setting.city_at


def _relief(seen: Sight) -> bool:
    """A blow beside a pocket of one's own."""
    view = seen.mind.view
    return any(
        allied(view, seen.mind.faction, pocket.faction)
        and seen.mind.distance(view.setting.board.places[pocket.place].at, seen.plan.target)
        <= pocket.radius + 1
        for pocket in view.setting.pockets.values()
    )


def _crossing(seen: Sight) -> bool:
    """Every striker is across a river."""
    board = seen.mind.view.setting.board
    from_there = {seen.plan.spots[unit.id] for unit in seen.strikers} - {seen.plan.target}
    sides = [side(at, seen.plan.target) for at in sorted(from_there)]
    return bool(sides) and all(one in board.rivers for one in sides)


def _cut(seen: Sight) -> bool:
    """The hex feeds him, or his men sit on what feeds us."""
    return seen.plan.target in seen.mind.lines


def _counter(seen: Sight) -> bool:
    """He stands in ground that counts and was taken from us."""
    view = seen.mind.view
    asset = seen.plan.target in view.setting.asset_hexes
    return asset and view.control[seen.plan.target] == seen.mind.faction


def _chase(seen: Sight) -> bool:
    foe = seen.mind.picture.foes.get(seen.plan.target)
    return foe is not None and foe.moving and not seen.plan.attack.guns and not seen.plan.attack.air


PATTERNS: tuple[Pattern, ...] = (
    Pattern(mark("city fight, district by district"), _city),
    Pattern(mark("relief of a pocket"), _relief),
    Pattern(mark("counter-stroke"), _counter),
    Pattern(mark("blow at a lifeline"), _cut),
    Pattern(mark("assault across a river"), _crossing),
    Pattern(mark("ring closed, then assault"), lambda seen: seen.sides >= 3),
    Pattern(mark("two groups against one"), lambda seen: len(seen.plan.groups) > 1),
    Pattern(
        mark("bombardment, then assault"), lambda seen: bool(seen.plan.attack.guns and seen.plan.attack.air)
    ),
    Pattern(mark("assault behind a barrage"), lambda seen: bool(seen.plan.attack.guns)),
    Pattern(mark("assault under air cover"), lambda seen: seen.plan.attack.air > 0),
    Pattern(mark("attack from two sides"), lambda seen: seen.sides == 2),
    Pattern(mark("raid"), lambda seen: seen.alone and "mobile" in seen.strikers[0].type.traits),
    Pattern(mark("sally from strong ground"), lambda seen: not seen.plan.attack.advance),
    Pattern(mark("exploitation"), lambda seen: any(unit.moved or unit.attacked for unit in seen.strikers)),
    Pattern(mark("chase"), _chase),
    Pattern(
        mark("armoured thrust"), lambda seen: all(u.type.mobility is Mobility.MECH for u in seen.strikers)
    ),
    Pattern(mark("deliberate assault"), lambda seen: True),
)
"""The patterns in the order in which they are looked for."""


def pattern_of(mind: Mind, plan: Plan) -> Pattern:
    """Return the pattern that a planned attack follows."""
    strikers = tuple(mind.view.units[unit] for unit in plan.attack.units)
    return next(pattern for pattern in PATTERNS if pattern.fits(Sight(mind, plan, strikers)))


def describe(mind: Mind, plan: Plan) -> None:
    """Note why an attack is made, and what the table of combat promises."""
    place = mind.view.setting.board.name_of(plan.target)
    outlook = plan.outlook
    if outlook.city:
        promise = say("progress in {chance} throws of 36", chance=plan.chance)
    elif outlook.falls_back:
        promise = mark("that they fall back before it")
    else:
        promise = say(
            "the ground in {chance} throws of 36, {theirs} of theirs for {ours} of ours",
            chance=plan.chance,
            theirs=_steps(outlook.defender_loss),
            ours=_steps(outlook.attacker_loss),
        )
    words = (
        mark("{pattern}, worth {points} at {cost} command")
        if plan.cost
        else mark("{pattern}, worth {points}")
    )
    why = say(words, pattern=pattern_of(mind, plan).name, points=in_points(plan.worth), cost=plan.cost)
    mind.explain(
        plan.attack.units,
        say("attack {place}", place=place),
        why,
        promise,
        plan.target,
    )


def _steps(of_36: int) -> str:
    """Return steps expected, from those in 36 fights."""
    tenths = (10 * of_36 + 18) // 36
    return say("{steps} steps", steps=f"{tenths // 10}.{tenths % 10}")
