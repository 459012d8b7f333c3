"""The schema of conditions, effects, events and cards: what a scenario may ask and bring about (17.1–17.4).

A condition or an effect is a map with exactly one key, so that an editor can complete it and a mistake is
found at its line. There are no expressions: nothing in a scenario is ever evaluated.
"""

from dataclasses import field, fields
from typing import Annotated, Any, Literal

from pydantic import Field

from game.files.schema_types import Day, Id, Line, Model, Prose, Small, Tenths, Truth, Value

Stance = Literal["allied", "cooperating", "neutral", "deconflicted", "hostile"]
LeaveWord = Literal["closed", "pursuit", "open"]
GateWord = Literal["open", "aid", "closed"]
Pair = Annotated[list[Id], Field(min_length=2, max_length=2)]
Signed = Annotated[int, Field(ge=-100, le=100)]


class RangeSpec(Model):
    """Bounds of a number, both included."""

    at_least: Signed | None = None
    at_most: Signed | None = None


class BetweenSpec(Model):
    """Bounds of a date, both included."""

    since: Day | None = None
    until: Day | None = None


class FactionPlace(Model):
    """A faction and a place."""

    faction: Id
    place: Id


class FactionRange(RangeSpec):
    """A faction and bounds of a number that it has."""

    faction: Id


class PlaceRange(FactionRange):
    """A faction, a place and bounds."""

    place: Id


class NearSpec(FactionPlace):
    """Units of a faction within some hexes of a place."""

    within: Annotated[int, Field(ge=0, le=30)] = 1


class RouteRange(FactionRange):
    """A faction's steps along a route."""

    route: Id


class PairRange(RangeSpec):
    """Two factions and bounds of the tension between them."""

    pair: Pair


class PatronRange(RangeSpec):
    """A patron and bounds of its approval."""

    patron: Id


class CoalitionRange(RangeSpec):
    """A coalition and bounds of its cohesion."""

    coalition: Id


class RelationIs(Model):
    """A faction's stance towards another."""

    of: Id
    to: Id
    stance: Stance


class LeaveIs(Model):
    """A faction's leave in a country."""

    faction: Id
    country: Id
    leave: LeaveWord


class GateIs(Model):
    """What passes through a crossing."""

    place: Id
    state: GateWord


class ConditionSpec(Model):
    """A condition: exactly one of these."""

    all: Annotated[list["ConditionSpec"], Field(max_length=50)] | None = None
    any: Annotated[list["ConditionSpec"], Field(max_length=50)] | None = None
    not_: Annotated["ConditionSpec | None", Field(alias="not")] = None
    turn: RangeSpec | None = None
    date: BetweenSpec | None = None
    flag: Id | None = None
    fired: Id | None = None
    controls: FactionPlace | None = None
    supplied: FactionPlace | None = None
    districts: PlaceRange | None = None
    near: NearSpec | None = None
    garrisoned: RouteRange | None = None
    units: FactionRange | None = None
    losses: FactionRange | None = None
    towns: FactionRange | None = None
    harm: FactionRange | None = None
    cells: FactionRange | None = None
    favour: FactionRange | None = None
    tension: PairRange | None = None
    approval: PatronRange | None = None
    cohesion: CoalitionRange | None = None
    infighting: Id | None = None
    relation: RelationIs | None = None
    leave: LeaveIs | None = None
    gate: GateIs | None = None
    weather: Id | None = None
    area: Id | None = None


class MessageSpec(Model):
    """News, to one faction or to all."""

    text: Line
    to: Id | None = None


class PlaceValue(Model):
    """What a place is worth from now on."""

    place: Id
    value: Small


class PlaceAdd(Model):
    """Damage to a field, or its repair."""

    place: Id
    add: Value


class FactionAdd(Model):
    """Something more or less for a faction."""

    faction: Id
    add: Value


class FactionTenths(Model):
    """Points for a faction, or against it."""

    faction: Id
    add: Tenths


class PatronAdd(Model):
    """Approval gained or lost."""

    patron: Id
    add: Value


class PairAdd(Model):
    """Tension gained or lost."""

    pair: Pair
    add: Value


class PairTurns(Model):
    """A truce of so many turns."""

    pair: Pair
    turns: Small


class CoalitionAdd(Model):
    """Cohesion gained or lost."""

    coalition: Id
    add: Value


class CoalitionTurns(Model):
    """Infighting of so many turns, begun by a member."""

    coalition: Id
    breaker: Id
    turns: Small


class StanceSet(RelationIs):
    """A stance that changes, both ways where `both` says so."""

    both: Truth = False


class CellsSet(FactionPlace):
    """Cells of a faction where a place lies."""

    strength: Annotated[int, Field(ge=1, le=9)] = 1


class StepsLostSpec(FactionPlace):
    """Steps that a faction's units in a place lose."""

    steps: Annotated[int, Field(ge=1, le=12)]
    reason: Line


class ZoneTurns(Model):
    """A de-escalation area that is open to attack for so many turns."""

    zone: Id
    turns: Small


class EffectSpec(Model):
    """An effect: exactly one of these."""

    message: MessageSpec | Line | None = None
    set_flag: Id | None = None
    clear_flag: Id | None = None
    set_place: PlaceValue | None = None
    set_leave: LeaveIs | None = None
    set_gate: GateIs | None = None
    set_relation: StanceSet | None = None
    tension: PairAdd | None = None
    truce: PairTurns | None = None
    approval: PatronAdd | None = None
    favour: FactionAdd | None = None
    points: FactionTenths | None = None
    harm: FactionPlace | None = None
    command: FactionAdd | None = None
    air: FactionAdd | None = None
    arrive: Id | None = None
    withdraw: Annotated[list[Id], Field(min_length=1, max_length=50)] | None = None
    replacements: FactionAdd | None = None
    remnants: FactionAdd | None = None
    cohesion: CoalitionAdd | None = None
    infighting: CoalitionTurns | None = None
    suspend: ZoneTurns | None = None
    weather: Id | None = None
    damage: PlaceAdd | None = None
    cells: CellsSet | None = None
    lose_steps: StepsLostSpec | None = None
    draw_card: FactionAdd | None = None
    interdict: Literal["target"] | None = None
    reveal: Literal["target"] | None = None


Effects = Annotated[list[EffectSpec], Field(max_length=50)]


class OptionSpec(Model):
    """One answer to a choice."""

    label: Line
    then: Effects = field(default_factory=list)
    weight: Value = 0


class ChoiceSpec(Model):
    """A question to a faction; the first option stands where no answer comes."""

    faction: Id
    ask: Line
    options: Annotated[list[OptionSpec], Field(min_length=2, max_length=6)]


class EventSpec(Model):
    """Something that may happen; with `need`, on 2d6 each turn that its condition holds."""

    id: Id
    when: ConditionSpec
    once: Truth = True
    need: Annotated[int, Field(ge=2, le=12)] = 2
    delay: Annotated[int, Field(ge=0, le=50)] = 0
    then: Effects = field(default_factory=list)
    choice: ChoiceSpec | None = None


class CardSpec(Model):
    """A card; without factions anybody may draw it."""

    name: Line
    text: Prose
    factions: Annotated[list[Id], Field(max_length=16)] = field(default_factory=list)
    copies: Annotated[int, Field(ge=1, le=9)] = 1
    when: ConditionSpec | None = None
    target: Literal["none", "hex", "place", "faction"] = "none"
    then: Annotated[list[EffectSpec], Field(min_length=1, max_length=20)]


class CardsSpec(Model):
    """The hand each faction may hold, a card drawn a turn, and the deck."""

    hand: Annotated[int, Field(ge=0, le=9)] = 2
    deck: Annotated[dict[Id, CardSpec], Field(max_length=200)] = field(default_factory=dict)


def chosen(spec: Any) -> list[tuple[str, Any]]:
    """Return the keys of a condition or effect that were written, with what they hold."""
    found = ((one.name, getattr(spec, one.name)) for one in fields(spec))
    return [(name.rstrip("_"), value) for name, value in found if value is not None]


__all__ = ["CardSpec", "CardsSpec", "ConditionSpec", "EffectSpec", "EventSpec", "chosen"]
