"""Orders: what a player asks. Every order has a text form both ways, and saves are made of it.

    activate UNIT…                     one command point for a group of one HQ
    move UNIT HEX, march UNIT HEX
    assault HEX with UNIT… [air N] [guns UNIT…] [advance HEX…]     or  probe HEX with …
    barrage UNIT HEX                   artillery alone
    hold UNIT, delay UNIT              posture
    dig UNIT                           one level of field works
    merge UNIT UNIT                    the first joins the second
    recon HEX, interdict HEX, strike HEX, drop HEX                 air missions
    axis HQ, surge, recall ARRIVAL
    depot DEPOT HEX, pontoon CROSSING, blow CROSSING
    end                                ends the impulse

A hex is named by its printed label ("0407"), so an order can be read and written without a map.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from game.model.kinds import AirMission, CrossingId, DepotId, Gait, HqId, Mode, Posture, UnitId

Label: TypeAlias = str


class MalformedOrder(ValueError):
    """The text is not an order; the message says what was expected."""


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
    follow into if the defender goes; empty to stay."""

    target: Label
    units: tuple[UnitId, ...]
    mode: Mode = Mode.ASSAULT
    air: int = 0
    guns: tuple[UnitId, ...] = ()
    advance: tuple[Label, ...] = ()

    def __str__(self) -> str:
        words = [self.mode.value, self.target, "with", *self.units]
        if self.air:
            words += ["air", str(self.air)]
        if self.guns:
            words += ["guns", *self.guns]
        if self.advance:
            words += ["advance", *self.advance]
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


Order: TypeAlias = (
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


def parse_order(text: str) -> Order:
    """Return the order a text stands for; MalformedOrder when it is none."""
    words = text.split()
    if not words:
        raise MalformedOrder("an order begins with a verb: " + ", ".join(sorted(_READERS)))
    verb, rest = words[0].lower(), words[1:]
    reader = _READERS.get(verb)
    if reader is None:
        raise MalformedOrder(f"no order {verb!r}; there are {', '.join(sorted(_READERS))}")
    return reader(verb, rest)


def _exactly(usage: str, rest: list[str]) -> list[str]:
    """Return the words after a verb if there are as many as its usage names."""
    expected = usage.split()[1:]
    if len(rest) != len(expected):
        raise MalformedOrder(f"expected: {usage}")
    return rest


def _activate(verb: str, rest: list[str]) -> Order:
    if not rest:
        raise MalformedOrder("expected: activate UNIT…")
    return Activate(tuple(rest))


def _move(verb: str, rest: list[str]) -> Order:
    unit, to = _exactly(f"{verb} UNIT HEX", rest)
    return Move(unit, to, Gait.MARCH if verb == "march" else Gait.NORMAL)


_CLAUSES = ("with", "air", "guns", "advance")


def _attack(verb: str, rest: list[str]) -> Order:
    usage = f"expected: {verb} HEX with UNIT… [air N] [guns UNIT…] [advance HEX…]"
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
    if not clauses.get("with") or len(air) != 1 or not re.fullmatch("[0-9]{1,3}", air[0]):
        raise MalformedOrder(usage)
    return Attack(
        rest[0],
        tuple(clauses["with"]),
        Mode(verb),
        int(air[0]),
        tuple(clauses.get("guns", ())),
        tuple(clauses.get("advance", ())),
    )


def _barrage(verb: str, rest: list[str]) -> Order:
    return Barrage(*_exactly("barrage UNIT HEX", rest))


def _posture(verb: str, rest: list[str]) -> Order:
    (unit,) = _exactly(f"{verb} UNIT", rest)
    return SetPosture(unit, Posture(verb))


def _fly(verb: str, rest: list[str]) -> Order:
    (target,) = _exactly(f"{verb} HEX", rest)
    return Fly(AirMission(verb), target)


def _one(make: Callable[[str], Order], usage: str) -> Callable[[str, list[str]], Order]:
    """Return the reader of an order with one word after the verb."""
    return lambda verb, rest: make(*_exactly(usage, rest))


def _surge(verb: str, rest: list[str]) -> Order:
    _exactly("surge", rest)
    return CallSurge()


def _end(verb: str, rest: list[str]) -> Order:
    _exactly("end", rest)
    return EndImpulse()


def _merge(verb: str, rest: list[str]) -> Order:
    return Merge(*_exactly("merge UNIT UNIT", rest))


def _depot(verb: str, rest: list[str]) -> Order:
    return MoveDepot(*_exactly("depot DEPOT HEX", rest))


_READERS: dict[str, Callable[[str, list[str]], Order]] = {
    "activate": _activate,
    "move": _move,
    "march": _move,
    "assault": _attack,
    "probe": _attack,
    "barrage": _barrage,
    "hold": _posture,
    "delay": _posture,
    "dig": _one(DigIn, "dig UNIT"),
    "merge": _merge,
    "recon": _fly,
    "interdict": _fly,
    "strike": _fly,
    "drop": _fly,
    "axis": _one(NameAxis, "axis HQ"),
    "surge": _surge,
    "recall": _one(Recall, "recall ARRIVAL"),
    "depot": _depot,
    "pontoon": _one(LayPontoon, "pontoon CROSSING"),
    "blow": _one(Blow, "blow CROSSING"),
    "end": _end,
}
