"""Orders to units, air, depots and command: everything that is not politics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from game.model.kinds import AirMission, CrossingId, DepotId, Gait, HqId, Mode, Posture, UnitId
from game.model.orders.words import Label, MalformedOrder, Reader, exactly, one
from game.model.tongue import say


@dataclass(frozen=True, slots=True)
class Activate:
    """Spend a command point so that units of one HQ may move in full and fight."""

    units: tuple[UnitId, ...]

    def __str__(self) -> str:
        return f"activate {' '.join(self.units)}"


@dataclass(frozen=True, slots=True)
class Move:
    """Go to a hex by the cheapest way the mover knows."""

    unit: UnitId
    to: Label
    gait: Gait = Gait.NORMAL

    def __str__(self) -> str:
        verb = "march" if self.gait is Gait.MARCH else "move"
        return f"{verb} {self.unit} {self.to}"


@dataclass(frozen=True, slots=True)
class Attack:
    """Attack one hex. `air` is points of support, `guns` batteries in range, `advance` the hexes to
    follow into if the defender goes, empty to stay; `svbied` sends a prepared vehicle ahead (15.2)."""

    target: Label
    units: tuple[UnitId, ...]
    mode: Mode = Mode.ASSAULT
    air: int = 0
    guns: tuple[UnitId, ...] = ()
    advance: tuple[Label, ...] = ()
    svbied: bool = False

    def __str__(self) -> str:
        words = [self.mode.value, self.target, "with", *self.units]
        if self.air:
            words += ["air", str(self.air)]
        if self.guns:
            words += ["guns", *self.guns]
        if self.advance:
            words += ["advance", *self.advance]
        if self.svbied:
            words += ["svbied"]
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Barrage:
    """Shell a seen hex without an assault."""

    unit: UnitId
    target: Label

    def __str__(self) -> str:
        return f"barrage {self.unit} {self.target}"


@dataclass(frozen=True, slots=True)
class SetPosture:
    """Decide whether a unit stands or falls back when attacked."""

    unit: UnitId
    posture: Posture

    def __str__(self) -> str:
        return f"{self.posture.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class DigIn:
    """Spend the turn on field works."""

    unit: UnitId

    def __str__(self) -> str:
        return f"dig {self.unit}"


@dataclass(frozen=True, slots=True)
class Merge:
    """Join two worn units of one template in one hex."""

    unit: UnitId
    into: UnitId

    def __str__(self) -> str:
        return f"merge {self.unit} {self.into}"


@dataclass(frozen=True, slots=True)
class Fly:
    """Fly an air mission on its own."""

    mission: AirMission
    target: Label

    def __str__(self) -> str:
        return f"{self.mission.value} {self.target}"


@dataclass(frozen=True, slots=True)
class NameAxis:
    """Name the HQ that is the main axis this turn."""

    hq: HqId

    def __str__(self) -> str:
        return f"axis {self.hq}"


@dataclass(frozen=True, slots=True)
class CallSurge:
    """Use one of the scenario's surges of command points."""

    def __str__(self) -> str:
        return "surge"


@dataclass(frozen=True, slots=True)
class Recall:
    """Call a dated arrival early, at its price."""

    arrival: str

    def __str__(self) -> str:
        return f"recall {self.arrival}"


@dataclass(frozen=True, slots=True)
class MoveDepot:
    """Step a depot forward along a road."""

    depot: DepotId
    to: Label

    def __str__(self) -> str:
        return f"depot {self.depot} {self.to}"


@dataclass(frozen=True, slots=True)
class LayPontoon:
    """Begin a pontoon bridge at a pontoon site."""

    crossing: CrossingId

    def __str__(self) -> str:
        return f"pontoon {self.crossing}"


@dataclass(frozen=True, slots=True)
class Blow:
    """Try to blow a bridge that one holds."""

    crossing: CrossingId

    def __str__(self) -> str:
        return f"blow {self.crossing}"


@dataclass(frozen=True, slots=True)
class EndImpulse:
    """Hand on to the next faction."""

    def __str__(self) -> str:
        return "end"


FieldOrder: TypeAlias = (
    Activate
    | Move
    | Attack
    | Barrage
    | SetPosture
    | DigIn
    | Merge
    | Fly
    | NameAxis
    | CallSurge
    | Recall
    | MoveDepot
    | LayPontoon
    | Blow
    | EndImpulse
)


def _activate(verb: str, rest: list[str]) -> FieldOrder:
    if not rest:
        raise MalformedOrder(say("expected: {usage}", usage="activate UNIT…"))
    return Activate(tuple(rest))


def _move(verb: str, rest: list[str]) -> FieldOrder:
    unit, to = exactly(f"{verb} UNIT HEX", rest)
    return Move(unit, to, Gait.MARCH if verb == "march" else Gait.NORMAL)


_CLAUSES = ("with", "air", "guns", "advance", "svbied")


def _attack(verb: str, rest: list[str]) -> FieldOrder:
    words = f"{verb} HEX with UNIT… [air N] [guns UNIT…] [advance HEX…] [svbied]"
    usage = say("expected: {usage}", usage=words)
    if not rest:
        raise MalformedOrder(usage)
    clauses: dict[str, list[str]] = {}
    current: list[str] | None = None
    for word in rest[1:]:
        if word in _CLAUSES:
            if word in clauses:
                raise MalformedOrder(usage)
            current = clauses[word] = []
        elif current is None:
            raise MalformedOrder(usage)
        else:
            current.append(word)
    air = clauses.get("air", ["0"])
    numbered = len(air) == 1 and re.fullmatch("[0-9]{1,3}", air[0])
    if not clauses.get("with") or not numbered or clauses.get("svbied"):
        raise MalformedOrder(usage)
    return Attack(
        rest[0],
        tuple(clauses["with"]),
        Mode(verb),
        int(air[0]),
        tuple(clauses.get("guns", ())),
        tuple(clauses.get("advance", ())),
        "svbied" in clauses,
    )


def _barrage(verb: str, rest: list[str]) -> FieldOrder:
    return Barrage(*exactly("barrage UNIT HEX", rest))


def _posture(verb: str, rest: list[str]) -> FieldOrder:
    (unit,) = exactly(f"{verb} UNIT", rest)
    return SetPosture(unit, Posture(verb))


def _fly(verb: str, rest: list[str]) -> FieldOrder:
    (target,) = exactly(f"{verb} HEX", rest)
    return Fly(AirMission(verb), target)


def _surge(verb: str, rest: list[str]) -> FieldOrder:
    exactly("surge", rest)
    return CallSurge()


def _end(verb: str, rest: list[str]) -> FieldOrder:
    exactly("end", rest)
    return EndImpulse()


def _merge(verb: str, rest: list[str]) -> FieldOrder:
    return Merge(*exactly("merge UNIT UNIT", rest))


def _depot(verb: str, rest: list[str]) -> FieldOrder:
    return MoveDepot(*exactly("depot DEPOT HEX", rest))


READERS: dict[str, Reader] = {
    "activate": _activate,
    "move": _move,
    "march": _move,
    "assault": _attack,
    "probe": _attack,
    "barrage": _barrage,
    "hold": _posture,
    "delay": _posture,
    "dig": one(DigIn, "dig UNIT"),
    "merge": _merge,
    "recon": _fly,
    "interdict": _fly,
    "strike": _fly,
    "drop": _fly,
    "axis": one(NameAxis, "axis HQ"),
    "surge": _surge,
    "recall": one(Recall, "recall ARRIVAL"),
    "depot": _depot,
    "pontoon": one(LayPontoon, "pontoon CROSSING"),
    "blow": one(Blow, "blow CROSSING"),
    "end": _end,
}
