"""A commander's desk: the View, and what he has worked out from it and need not work out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import wraps
from typing import TypeVar, cast

from game.ai.agenda import PlanningPlayer, now
from game.ai.belief import Belief, menace
from game.ai.desk.casus import breaks_faith
from game.ai.fields import Field, Terms, field_of, terms_of, ways_of
from game.ai.picture import Picture, besieged, picture_of
from game.ai.weights import NORMAL, Weights, weights_for
from game.hexgrid.coords import Hex
from game.model.doctrine import Doctrine
from game.model.kinds import FactionId, Gait, SupplyState, UnitId, Verb
from game.model.orders import Move, Order
from game.model.reasons import Reason
from game.model.scenario import Faction
from game.model.state import View
from game.model.units import Unit
from game.rules.command import points_left
from game.rules.movement import Reach, reach_of
from game.rules.politics.areas import kept_apart
from game.rules.politics.posts import kept_out
from game.rules.politics.relations import may
from game.rules.politics.ring import first_strike, rings, rung_of
from game.rules.score import Links
from game.rules.supply import SupplyMap, supply_map

LAST_STEP = 4
"""Half truck points into a hex that no column has entered yet."""
STRIDES = 3
"""Hexes beyond supplied ground that a unit opens to its trucks by walking through them."""


V = TypeVar("V")


@dataclass(slots=True)
class _Kept:
    """Something derived from one View."""

    view: View
    picture: Picture | None = None
    links: Links | None = None
    terms: Terms | None = None
    answers: dict[object, object] = dataclass_field(default_factory=dict)
    fields: dict[Hex, Field] = dataclass_field(default_factory=dict)


class Mind(PlanningPlayer):
    """A planning player with the tools of a staff."""

    minds_neighbours = True
    """Whether its marches are planned round the ground of neutral factions."""

    def __init__(self, faction: FactionId, seed: int, level: str | Weights = "normal") -> None:
        super().__init__(faction, seed)
        self.level = level
        """The level whose figures it plays by, or the figures themselves."""
        self.changes: Mapping[str, int] = {}
        """Figures that are other than those of its level, as while they are tuned."""
        self.weights = level if isinstance(level, Weights) else NORMAL
        self._weighed = isinstance(level, Weights)
        self._kept: _Kept | None = None
        self._reaches: dict[tuple[UnitId, Hex, bool, Gait], Reach] = {}
        self._supply: SupplyMap | None = None
        self._strides: dict[Hex, int] = {}
        self._shut_up: frozenset[Hex] | None = None
        self._barred: frozenset[Hex] = frozenset()
        self._dear: frozenset[Hex] = frozenset()
        self.belief = Belief()
        """Where those may be who are out of sight."""
        self._menace: Mapping[Hex, int] = {}
        self.lines: Mapping[Hex, int] = {}
        """The road hexes that feed him, and those of ours he sits on, with what they are worth."""
        self.forward = True
        """Whether the army as a whole goes forward this turn."""
        self._path: tuple[UnitId, tuple[Hex, ...]] = ("", ())
        self.bumps: dict[Hex, int] = {}
        """Hexes where a move met something unseen, and on which turn."""
        self.blocked: set[tuple[UnitId, Hex, Hex]] = set()
        """Moves that led nowhere: (unit, from, to) where something unseen barred the first step."""

    def choose(self, view: View) -> Order:
        """Return the next order; ways are reckoned anew each impulse."""
        if not self._weighed:
            self.weights, self._weighed = self._figures(view), True
        if self._now != now(view):
            self.forget_ways()
            self._shut_up = None
            self._barred = barred_to(view) if self.minds_neighbours else frozenset()
            self._dear = dear_to(view) | self._avoided(view) if self.minds_neighbours else frozenset()
            self.belief.update(view)
            self._menace = menace(view, self.belief, self.weights.unseen_pct)
        self.belief.hear(view)
        self._note_bump(view)
        order = super().choose(view)
        if isinstance(order, Move):
            unit = view.units[order.unit]
            self._path = (
                unit.id,
                reach_of(view, unit, order.gait).path(view.setting.board.grid.hex_of(order.to)),
            )
        return order

    def _figures(self, view: View) -> Weights:
        """Return the figures of its level under its faction's doctrine, as the scenario has them."""
        assert isinstance(self.level, str)
        return weights_for(view.setting, self.level, self.faction, self.changes)

    @property
    def doctrine(self) -> Doctrine:
        """How its faction fights."""
        return self.view.setting.commanders.doctrine_of(self.faction)

    def _avoided(self, view: View) -> frozenset[Hex]:
        """Return the hexes of the zones that its faction's doctrine keeps its marches out of."""
        zones, avoid = view.setting.politics.zones, view.setting.commanders.doctrine_of(self.faction).avoid
        return frozenset(here for zone in avoid for here in zones[zone].hexes)

    def _may_give(self, order: Order) -> bool:
        """Whether an order is its to give, and breaks no peace that it does not mean to break."""
        return super()._may_give(order) and not breaks_faith(self.view, order, self.casus)

    def _note_bump(self, view: View) -> None:
        """Remember where the last move met something it had not seen."""
        unit_id, path = self._path
        self._path = "", ()
        unit = view.units.get(unit_id)
        if unit is not None and unit.at in path[:-1]:
            self.bumps[path[path.index(unit.at) + 1]] = view.turn

    @property
    def kept(self) -> _Kept:
        """What has been derived from the present View."""
        if self._kept is None or self._kept.view is not self.view:
            self._kept = _Kept(self.view)
        return self._kept

    @property
    def me(self) -> Faction:
        """The faction's own entry in the setting."""
        return self.view.setting.factions[self.faction]

    @property
    def own(self) -> tuple[Unit, ...]:
        """The faction's units on the map."""
        return self.view.units_of(self.faction)

    @property
    def led(self) -> tuple[Unit, ...]:
        """The units it gives orders to: all its own, or those of its fronts."""
        return self.own if self.fronts is None else tuple(unit for unit in self.own if self.leads(unit))

    def explain(
        self, units: Iterable[UnitId], mission: str, why: str, expected: str = "", at: Hex = -1
    ) -> None:
        """Note why it does something with some units of one HQ."""
        named = tuple(units)
        first = self.view.units.get(named[0]) if named else None
        hq = first.hq if first else ""
        view = self.view
        self.reasons.append(
            Reason(view.turn, view.impulse, self.faction, hq, named, mission, why, expected, at)
        )

    @property
    def picture(self) -> Picture:
        """What is believed of the enemy."""
        kept = self.kept
        if kept.picture is None:
            kept.picture = picture_of(self.view, self.bumps, self.shut_up, self._menace)
        return kept.picture

    @property
    def links(self) -> Links:
        """How well hexes are linked to the faction's capital and patron, as the score reckons it."""
        kept = self.kept
        if kept.links is None:
            kept.links = Links(self.view, self.me)
        return kept.links

    @property
    def shut_up(self) -> frozenset[Hex]:
        """Hexes of hostile pockets that nobody leaves; reckoned once an impulse."""
        if self._shut_up is None:
            self._shut_up = besieged(self.view)
        return self._shut_up

    @property
    def supply(self) -> SupplyMap:
        """The faction's supply; reckoned anew when ways are."""
        if self._supply is None:
            self._supply = supply_map(self.view, self.faction)
        return self._supply

    def supplied(self, here: Hex) -> SupplyState:
        """Return the supply a unit would have in a hex, where its coming would open the last steps."""
        cost = self.supply.costs.get(here)
        if cost is None:
            cost = self._opened(here)
        if cost > self.view.setting.rules.supply.strained:
            return SupplyState.STRAINED if here in self.supply.pockets else SupplyState.OUT
        return SupplyState.FULL if cost <= self.supply.full else SupplyState.STRAINED

    def _opened(self, here: Hex) -> int:
        """Return the truck cost of a hex that is not supplied, over the ground that going there opens."""
        if here not in self._strides:
            costs, grid = self.supply.costs, self.view.setting.board.grid
            near = (n for n in grid.within(here, STRIDES) if n in costs)
            ways = (costs[n] + LAST_STEP * grid.distance(n, here) for n in near)
            self._strides[here] = min(ways, default=999)
        return self._strides[here]

    def cut_off(self, unit: Unit) -> bool:
        """Whether a unit lives off a besieged pocket's dump."""
        return unit.at in self.supply.pockets and unit.at not in self.supply.costs

    @property
    def points(self) -> int:
        """Command points that may still be spent in this impulse."""
        return points_left(self.view, self.faction)

    @property
    def terms(self) -> Terms:
        """What its marches have to mind."""
        kept = self.kept
        if kept.terms is None:
            kept.terms = terms_of(self.view, self.me.countries, self._barred, self._dear)
        return kept.terms

    def field(self, goal: Hex) -> Field:
        """Return the cost from every hex to a goal."""
        fields = self.kept.fields
        if goal not in fields:
            fields[goal] = field_of(self.terms, goal)
        return fields[goal]

    def ways(self, start: Hex) -> Field:
        """Return the cost from a hex to every goal: quicker than a field for each, where there are many."""
        return ways_of(self.terms, start)

    def reach(self, unit: Unit, active: bool, gait: Gait = Gait.NORMAL) -> Reach:
        """Return where a unit could go if it were activated, or as it is; kept until ways change."""
        key = (unit.id, unit.at, active, gait)
        if key not in self._reaches:
            self._reaches[key] = reach_of(self.view, replace(unit, active=active), gait)
        return self._reaches[key]

    def forget_ways(self) -> None:
        """Reckon ways anew: a fight has changed who stands where."""
        self._reaches.clear()
        self._strides.clear()
        self._supply = None

    def label(self, here: Hex) -> str:
        """Return the printed number of a hex."""
        return self.view.setting.board.grid.labels[here]

    def distance(self, a: Hex, b: Hex) -> int:
        """Return the number of hexes between two."""
        return self.view.setting.board.grid.distance(a, b)


def once_a_view(question: Callable[[Mind], V]) -> Callable[[Mind], V]:
    """Let a question about the View alone be answered only when it is first asked."""

    @wraps(question)
    def answer(mind: Mind) -> V:
        answers = mind.kept.answers
        if question not in answers:
            answers[question] = question(mind)
        return cast("V", answers[question])

    return answer


def dear_to(view: View) -> frozenset[Hex]:
    """Return the rings of others in which a faction has been shown force, and would be struck next."""
    return frozenset(
        here
        for zone in rings(view)
        if view.faction in zone.intruders and rung_of(view, zone, view.faction) >= first_strike(zone) - 1
        for here in zone.hexes
    )


def barred_to(view: View) -> frozenset[Hex]:
    """Return the ground where a faction may not go: of those who are neither friends nor enemies, and what
    areas and posts keep it out of."""
    shut = {
        other for other in view.setting.factions if may(view, view.faction, Verb.ENTER, other) is not None
    }
    theirs = frozenset(here for here, owner in enumerate(view.control) if owner in shut)
    return theirs | kept_apart(view, view.faction) | kept_out(view, view.faction)
