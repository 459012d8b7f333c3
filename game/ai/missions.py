"""What each HQ and each detachment is told to do, in the words of an order sheet, and why.

A mission is what a force is for over weeks; where it goes this turn is its goal (`NormalPlayer.aims`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from game.ai.aims import Aim
from game.ai.links import cuts
from game.ai.mind import Mind
from game.ai.posts import TOKEN, Post
from game.hexgrid.coords import Hex
from game.model.kinds import HqId, SupplyState, UnitId
from game.model.tongue import mark, say
from game.model.units import Unit
from game.rules.politics.relations import allied, hostile


class Task(Enum):
    """What there is to do for a force; the value is what is told of it."""

    TAKE = mark("take {place}")
    RELIEVE = mark("relieve {place}")
    RING = mark("close the ring at {place}")
    REOPEN = mark("reopen the road at {place}")
    HOLD = mark("hold {place}")
    WATCH = mark("watch over {place}")
    SCREEN = mark("screen the way at {place}")
    BRIDGE = mark("bridge the river at {place}")
    SEIZE = mark("walk into {place}")
    OPEN = mark("drive the road open as far as {place}")
    CUT = mark("cut the road at {place}")
    REST = mark("rest at {place}")
    RESERVE = mark("stand in reserve at {place}")


@dataclass(frozen=True, slots=True)
class Mission:
    """A task and its place."""

    task: Task
    at: Hex


@dataclass(frozen=True, slots=True)
class Charge:
    """A mission given to some units of one HQ, and why."""

    mission: Mission
    units: tuple[UnitId, ...]
    why: str
    expected: str = ""


def tasked(mind: Mind, at: Hex) -> Task:
    """Return what there is to do at an aim."""
    view = mind.view
    pockets = (
        pocket for pocket in view.setting.pockets.values() if allied(view, mind.faction, pocket.faction)
    )
    if any(view.setting.board.places[pocket.place].at == at for pocket in pockets):
        return Task.RELIEVE
    if at in view.setting.asset_hexes or at in mind.picture.foes:
        return Task.TAKE
    if at in cuts(mind):
        return Task.REOPEN
    if any(view.setting.city_at.get(near) for near in view.setting.board.grid.around[at]):
        return Task.RING
    return Task.TAKE


def missions_of(
    mind: Mind, forces: Mapping[HqId, tuple[Unit, ...]], aims: Mapping[HqId, Aim]
) -> dict[HqId, Mission]:
    """Return the mission of each HQ: its aim, or rest for the worn and reserve for the others."""
    found: dict[HqId, Mission] = {}
    for hq, units in forces.items():
        if hq in aims:
            found[hq] = Mission(tasked(mind, aims[hq].at), aims[hq].at)
        else:
            home = min(units, key=lambda unit: unit.id).at
            found[hq] = Mission(Task.REST if _worn(units) else Task.RESERVE, home)
    return found


def _worn(units: tuple[Unit, ...]) -> bool:
    """Whether a force has lost a third of its steps, or is out of supply."""
    whole = sum(unit.type.steps for unit in units)
    starving = all(unit.supply is SupplyState.OUT for unit in units)
    return starving or 3 * sum(unit.steps for unit in units) <= 2 * whole


_IDLE = mark("nothing that it could reach and hold is worth the way")


def charges(
    mind: Mind,
    missions: Mapping[HqId, Mission],
    aims: Mapping[HqId, Aim],
    forces: Mapping[HqId, tuple[Unit, ...]],
    detached: Mapping[UnitId, Mission],
) -> Iterator[Charge]:
    """Yield what everybody is told, the main bodies first, each with why and what is expected."""
    for hq, mission in missions.items():
        body = tuple(unit.id for unit in forces[hq] if unit.id not in detached)
        if body:
            why = _why_aim(mind, aims[hq]) if hq in aims else _IDLE
            yield Charge(mission, body, why, _when(mind, forces[hq], mission) if hq in aims else "")
    for unit, mission in detached.items():
        yield Charge(mission, (unit,), _why_detached(mind, mission))


def _why_aim(mind: Mind, aim: Aim) -> str:
    """Return why a force goes where it goes: what it is worth and who is there."""
    foe = mind.picture.foes.get(aim.at)
    there = mark("nobody is known to stand there")
    if foe:
        there = say("about {steps} steps are thought to hold it", steps=foe.steps)
    return say("worth {points} as things stand; {there}", points=in_points(aim.worth), there=there)


def _when(mind: Mind, units: tuple[Unit, ...], mission: Mission) -> str:
    """Return when the foremost could be there if nobody barred the way."""
    nearest = min(units, key=lambda unit: (mind.field(mission.at)[unit.at], unit.id))
    turns = 1 + mind.field(mission.at)[nearest.at] // max(1, nearest.type.move)
    words = mark("its van there in {count} turns if nobody bars the way")
    if turns == 1:
        words = mark("its van there in {count} turn if nobody bars the way")
    return say(words, count=turns)


def _why_detached(mind: Mind, mission: Mission) -> str:
    """Return why a unit is sent off by itself or left behind."""
    threat = mind.picture.threat.get(mission.at, 0)
    if mission.task in (Task.HOLD, Task.WATCH):
        return (
            say("what is about could strike it with {threat}", threat=threat // 100)
            if threat >= 100
            else mark("so that nobody walks in")
        )
    if mission.task is Task.SEIZE:
        whose = mind.view.control[mission.at]
        theirs = hostile(mind.view, mind.faction, whose)
        return mark("nobody is known to hold it") if theirs else mark("the road home leads through it")
    return _OTHERS.get(mission.task, "")


_OTHERS = {
    Task.SCREEN: mark("a strong column comes this way and time is worth more than the hex"),
    Task.BRIDGE: mark("the far bank holds something worth crossing for"),
    Task.OPEN: mark("the column has outrun its depots, and no truck uses a road in other hands"),
    Task.CUT: mark("their supply runs along it"),
}


def post_task(post: Post) -> Task:
    """Return the task of whoever is given a post."""
    if post.sappers:
        return Task.BRIDGE
    if post.screen:
        return Task.SCREEN
    return Task.WATCH if post.need == TOKEN else Task.HOLD


def told(mind: Mind, charge: Charge) -> None:
    """Note a charge among the reasons."""
    words = say(charge.mission.task.value, place=mind.view.setting.board.name_of(charge.mission.at))
    mind.explain(charge.units, words, charge.why, charge.expected, charge.mission.at)


def in_points(hundredths: int) -> str:
    """Return hundredths of a point in words."""
    tenths = hundredths // 10
    return say("{points} points", points=f"{tenths // 10}.{tenths % 10}")
