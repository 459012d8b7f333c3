"""One running game: the present State, what may be undone, who sits where, and questions to the rules.

Screens and the command line talk to a Session and see the game through its Views alone. A Session
writes nothing itself: each accepted order goes to a Journal, which the file layer provides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import NamedTuple, Protocol

from game.hexgrid.coords import Hex
from game.model.combat import Preview
from game.model.events import Event, TurnBegan, Witnessed
from game.model.kinds import AirMission, FactionId, Gait, UnitId
from game.model.orders import Activate, Attack, DigIn, EndImpulse, Fly, Move, Order, SetPosture
from game.model.reasons import Reason
from game.model.scenario import Scenario, Setting
from game.model.state import State, View
from game.model.tongue import mark, t, tell
from game.rules import apply, setup, view_of, why_illegal
from game.rules import chronicle as telling
from game.rules.annals import Annals
from game.rules.combat import preview as preview_of
from game.rules.command import group_for
from game.rules.foresight import threats
from game.rules.listing import all_orders
from game.rules.marks import Marker
from game.rules.movement import Reach, destinations, reach_of
from game.rules.refusal import Refusal
from game.rules.reveal import what_came_to_light
from game.rules.siege import siege_preview
from game.rules.supply import SupplyMap, supply_map
from game.rules.zoc import zoc_against
from game.seating import Leader, Maker, Minutes, Player, Seating


class Written(NamedTuple):
    """An accepted order for the record: its text, the digest of the State after it, what it changed."""

    order: str
    digest: str
    marks: str


class Journal(Protocol):
    """Where accepted orders are written down. `trouble` says what goes wrong there, mostly nothing."""

    trouble: str

    def keep(self, written: Sequence[Written]) -> None:
        """Bring what is written down up to date with the game, which has gone on or back."""

    def reseat(self) -> None:
        """Write down who sits where now."""

    def close(self) -> None:
        """Let what is written down go: the game is left, or goes on later."""


@dataclass(frozen=True)
class Step:
    """One accepted order: the State before it and what came of it. `final` steps cannot be undone."""

    before: State
    order: Order
    events: tuple[Event, ...]
    final: str


class Outcome(NamedTuple):
    """What an order makes of the State that it was given in, worked out beforehand."""

    step: Step
    after: State
    written: Written


@dataclass(frozen=True)
class Told:
    """An event that a faction witnessed, in words, with the turn and whose impulse it was."""

    turn: int
    active: FactionId
    event: Event
    text: str


class Session:
    """A game in progress. `seats` says of each faction `human` or the name of its player."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        seats: Mapping[FactionId, str],
        players: Mapping[FactionId, Player],
        journal: Journal | None = None,
        one_person: bool = False,
        maker: Maker | None = None,
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.seating = Seating(scenario.setting, seats, players, seed, maker, self._reseated)
        self.minutes = Minutes(scenario.setting)
        self.journal = journal
        self.one_person = one_person
        self.state = setup(scenario, seed)
        self.written: list[Written] = []
        self.records: dict[FactionId, list[Told]] = {faction: [] for faction in self.setting.factions}
        self.annals = Annals(self.state)
        self._steps: list[Step] = []
        self._undone: list[Order] = []
        self._views: dict[FactionId, tuple[State, View]] = {}
        self._marker, self._marking = Marker(), Lock()
        self._staffed: tuple[object, ...] = ()
        """The impulse in which the staff has acted, and with which fronts."""

    @property
    def seats(self) -> dict[FactionId, str]:
        """Who plays each faction: `human` or the name of a machine player."""
        return self.seating.seats

    @property
    def players(self) -> dict[FactionId, Player]:
        """The machine players by their factions."""
        return self.seating.players

    @property
    def setting(self) -> Setting:
        """What everybody knows of the scenario."""
        return self.scenario.setting

    @property
    def active(self) -> FactionId | None:
        """The faction whose impulse it is, None after the end."""
        return self.state.active

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.state.ending is not None

    @property
    def orders(self) -> list[str]:
        """The texts of the orders given."""
        return [line.order for line in self.written]

    def is_human(self, faction: FactionId | None) -> bool:
        """Return whether a person decides for a faction now."""
        return self.seating.is_human(faction)

    def person_of(self, faction: FactionId) -> tuple[FactionId, ...]:
        """Return the factions that the same person plays, or has lent: there is no curtain between them."""
        humans = tuple(other for other in self.setting.order if self.seating.is_owned(other))
        if self.one_person:
            return humans
        camp = self.setting.camp_of.get(faction, (faction,))
        return tuple(other for other in humans if other in camp)

    def persons(self) -> tuple[tuple[FactionId, ...], ...]:
        """Return the persons at this computer, each by the factions he plays."""
        return tuple(dict.fromkeys(self.person_of(f) for f in self.setting.order if self.seating.is_owned(f)))

    def view(self, faction: FactionId) -> View:
        """Return the game as a faction sees it."""
        known = self._views.get(faction)
        if known is None or known[0] is not self.state:
            known = self.state, view_of(self.state, faction)
            self._views[faction] = known
        return known[1]

    # Orders

    def submit(self, order: Order) -> tuple[Event, ...]:
        """Carry out an order of the active faction and return what its person witnessed of it."""
        return self.take(self.foresee(order))

    def foresee(self, order: Order, recorded: tuple[str, str] | None = None) -> Outcome:
        """Work an order out and leave the game as it is: the long part, which another thread may do while
        nobody gives orders."""
        before = self.state
        after, events = apply(before, order)
        final = what_came_to_light(before, order, events, after)
        with self._marking:
            written = Written(str(order), *(recorded or self._marker.marked(before, after)))
        return Outcome(Step(before, order, tuple(events), final), after, written)

    def take(self, outcome: Outcome) -> tuple[Event, ...]:
        """Let an order that was worked out happen; return what its person witnessed of it."""
        events = self._carry_out(outcome)
        self._undone.clear()
        return events

    def resume(self, order: Order, state_digest: str, marks: str) -> None:
        """Carry out an order of a saved game, trusting what was recorded; loading checks the last digest."""
        self.minutes.read(marks, self.state)
        self._carry_out(self.foresee(order, (state_digest, marks)))

    def _carry_out(self, outcome: Outcome) -> tuple[Event, ...]:
        step, after, written = outcome
        before, faction = step.before, step.before.active
        assert before is self.state, "the game has gone on since this was worked out"
        self.state = after
        self._steps = [step] if step.final else [*self._steps, step]
        self.written.append(written._replace(marks=self.minutes.onto(written.marks)))
        self._record(before, step.events)
        self.annals.enter(before, after, step.events)
        if self.journal is not None:
            self.journal.keep(self.written)
        return witnessed(step.events, faction) if faction else ()

    def _record(self, before: State, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, Witnessed):
                told, turn = self.records[event.faction], before.turn
                for seen in event.events:
                    turn = seen.turn if isinstance(seen, TurnBegan) else turn
                    if text := telling.tell(self.setting, seen):
                        told.append(Told(turn, before.active or "", seen, text))

    def retell(self) -> None:
        """Tell the records again, in the tongue that is spoken now."""
        for told in self.records.values():
            told[:] = [replace(one, text=telling.tell(self.setting, one.event) or "") for one in told]

    def last_events(self) -> tuple[Event, ...]:
        """Return the events of the last order."""
        return self._steps[-1].events if self._steps else ()

    def why_no_undo(self) -> str:
        """Return why nothing can be taken back, empty when something can."""
        if not self._steps:
            return t("there is nothing to undo")
        return tell(self._steps[-1].final)

    def undo(self) -> bool:
        """Take the last order back, unless something was rolled or revealed."""
        if self.why_no_undo():
            return False
        step = self._steps.pop()
        for event in step.events:
            if isinstance(event, Witnessed):
                count = sum(1 for seen in event.events if telling.tell(self.setting, seen))
                del self.records[event.faction][len(self.records[event.faction]) - count :]
        self.state = step.before
        self.annals.take_back()
        self._undone.append(step.order)
        self.written.pop()
        if self.journal is not None:
            self.journal.keep(self.written)
        return True

    def redo(self) -> bool:
        """Give the order last taken back again."""
        if not self._undone:
            return False
        self._carry_out(self.foresee(self._undone.pop()))
        return True

    # Machines

    def player(self) -> Player | None:
        """Return the machine that is to move, None when a person is."""
        return None if self.is_human(self.active) or self.active is None else self.players[self.active]

    def staff(self, again: bool = True) -> tuple[Leader, ...]:
        """Return the machines that are to act for HQs of the active faction, which a person plays. Unless he
        asks again, they act once an impulse."""
        if self.active is None or not self.is_human(self.active):
            return ()
        if not (again or self.staff_due):
            return ()
        self._staffed = self._staff_now()
        return tuple(self.seating.leaders(self.active))

    @property
    def staff_due(self) -> bool:
        """Whether machines that lead fronts of the active faction have yet to act in this impulse."""
        led = self.seating.led(self.active or "")
        return bool(led) and self.is_human(self.active) and self._staffed != self._staff_now()

    def _staff_now(self) -> tuple[object, ...]:
        state = self.state
        return state.turn, state.impulse, state.talks, state.active, self.seating.led(state.active or "")

    def note_reasons(self, player: Player) -> None:
        """Write down what a machine says of its latest orders."""
        self.minutes.note(player, self.state)

    def reasons_for(self, viewer: FactionId) -> list[Reason]:
        """Return why machines did what they did: after the game all, before it what one may know."""
        if self.over:
            return self.minutes.all()
        return self.minutes.open_to(self.view(viewer), self.person_of(viewer))

    def _reseated(self) -> None:
        if self.journal is not None:
            self.journal.reseat()

    # Questions

    def asking(self) -> View:
        """Return the active faction's View: questions know no more than it."""
        assert self.state.active is not None
        return self.view(self.state.active)

    def why_not(self, order: Order) -> Refusal | None:
        """Return why the active faction may not give an order, or None."""
        return why_illegal(self.asking(), order)

    def orders_for(self, unit: UnitId) -> tuple[Order, ...]:
        """Return every legal order that names a unit."""
        return tuple(order for order in all_orders(self.asking()) if unit in str(order).split())

    def reach(self, unit: UnitId, gait: Gait = Gait.NORMAL) -> Reach:
        """Return where a unit can go, with costs and ways."""
        view = self.asking()
        return reach_of(view, view.units[unit], gait)

    def destinations(self, unit: UnitId, gait: Gait = Gait.NORMAL) -> Mapping[Hex, int]:
        """Return the hexes where a unit may end a move, with their cost in half points."""
        return destinations(view := self.asking(), view.units[unit], gait)

    def supply(self, faction: FactionId) -> SupplyMap:
        """Return how far a faction's supply reaches, as far as it knows."""
        return supply_map(self.view(faction), faction)

    def threat(self, faction: FactionId) -> frozenset[Hex]:
        """Return the hexes that hostile units in sight could reach if they were activated."""
        return frozenset(threats(self.view(faction), faction))

    def zoc(self, faction: FactionId) -> frozenset[Hex]:
        """Return the hexes in zones of control against a faction, as far as it knows."""
        return frozenset(zoc_against(self.view(faction), faction))

    def preview(self, attack: Attack) -> Preview:
        """Return exactly what an attack may bring, from what the attacker knows."""
        view = self.asking()
        target = self.setting.board.grid.hex_of(attack.target)
        if target in self.setting.city_at:
            return siege_preview(view, attack, target)
        return preview_of(view, attack)

    def activation_group(self, unit: UnitId) -> tuple[UnitId, ...]:
        """Return the group that is best activated together with a unit."""
        view = self.asking()
        return tuple(member.id for member in group_for(view, view.units[unit]))

    def other_orders(self) -> tuple[Order, ...]:
        """Return the legal orders that are neither movement nor attack: depots, bridges, missions, …"""
        usual = (Activate, Move, Attack, SetPosture, DigIn, Fly, EndImpulse)
        return tuple(order for order in all_orders(self.asking()) if not isinstance(order, usual))

    def flights(self) -> Mapping[AirMission, tuple[Fly, ...]]:
        """Return the air missions that could be flown now, each with every hex it could be flown to."""
        found = [order for order in all_orders(self.asking()) if isinstance(order, Fly)]
        kinds = {mission: tuple(one for one in found if one.mission is mission) for mission in AirMission}
        return {mission: flights for mission, flights in kinds.items() if flights}

    def tell(self, event: Event) -> str | None:
        """Return an event in words."""
        return telling.tell(self.setting, event)


def witnessed(events: tuple[Event, ...], faction: FactionId) -> tuple[Event, ...]:
    """Return what a faction witnessed of some events."""
    mine = (one.events for one in events if isinstance(one, Witnessed) and one.faction == faction)
    return tuple(seen for some in mine for seen in some)


def sane_order(session: Session, decide: Callable[[], Order]) -> tuple[Order, str]:
    """Return a machine's order, or the end of its impulse and a note when it failed to give a legal one."""
    faction = session.active
    try:
        order = decide()
        refusal = session.why_not(order)
    except Exception as error:  # a player may come from outside; the game goes on without it
        words = mark("the player of {faction} failed ({error}); its impulse ends")
        return EndImpulse(), t(words, faction=faction, error=error)
    if refusal is None:
        return order, ""
    told = mark("the player of {faction} asked for {order}: {refusal}; its impulse ends")
    return EndImpulse(), t(told, faction=faction, order=order, refusal=refusal)


def staff_order(session: Session, leader: Leader, view: View) -> tuple[Order | None, str]:
    """Return the next order of a machine that leads some HQs, None when it has no more, and a note when it
    failed to give a legal one to units of theirs."""
    order, note = sane_order(session, lambda: leader.player.choose(view))
    if isinstance(order, EndImpulse):
        return None, note
    named = [view.units.get(word) for word in str(order).split()]
    own = [unit for unit in named if unit and unit.faction == view.faction]
    if not own or any(unit.hq not in leader.hqs for unit in own):
        told = t("{who} asked for {order}, which is not to the units it leads", who=leader.level, order=order)
        return None, told
    return order, note
