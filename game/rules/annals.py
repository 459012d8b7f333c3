"""The annals of a game (12.1): how things stood at the end of each turn, what decided it, what history had.

Annals are kept while orders are carried out, so that a game that is played again from its save has them too.
Nothing in them changes a State; what a faction reads in them it knew at the time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from game.model import events as ev
from game.model.annals import ALL_KNOWING, Fed, Moment, Scene, TurnRecord
from game.model.events import Event
from game.model.kinds import FactionId, PlaceId, SupplyState
from game.model.scenario import Milestone, Setting
from game.model.state import Position, State, View
from game.rules.chronicle import tell
from game.rules.score import worth_of
from game.rules.views import view_of

GREAT = 24
"""From which weight on a moment can be shown again."""

GAINED = ("control", "city")
"""The kinds of milestones after which a place is in other hands."""


def recorded(position: Position, turn: int, lost: Mapping[FactionId, int]) -> TurnRecord:
    """12.1 Return how things stand in a position, told for the end of a turn."""
    setting = position.setting
    places = {place: _holder(position, place) for place in setting.assets}
    worth: Counter[FactionId] = Counter()
    for place, holder in places.items():
        worth[holder] += worth_of(position, setting.assets[place])
    return TurnRecord(
        turn,
        position.control,
        places,
        {faction: worth[faction] for faction in setting.factions},
        {faction: lost.get(faction, 0) for faction in setting.factions},
        {faction: fed_of(position, faction) for faction in _known_well(position)},
        position.ending.scores if position.ending else _scores(position),
        dict(position.tension),
    )


def _scores(position: Position) -> Mapping[FactionId, int]:
    """Return the public estimate of the scores."""
    return position.scores if isinstance(position, State | View) else {}


def _holder(position: Position, place: PlaceId) -> FactionId:
    """Return who holds a place, of a city most of it."""
    siege = position.cities.get(place)
    return siege.controller if siege else position.control[position.setting.board.places[place].at]


def _known_well(position: Position) -> tuple[FactionId, ...]:
    """Return the factions whose supply is known: one's own, and after the game everybody's."""
    return (position.faction,) if isinstance(position, View) else tuple(position.setting.factions)


def fed_of(position: Position, faction: FactionId) -> Fed:
    """7.2 Return how a faction's units are supplied."""
    found = Counter(unit.supply for unit in position.units_of(faction))
    return Fed(found[SupplyState.FULL], found[SupplyState.STRAINED], found[SupplyState.OUT])


# History


def turn_of_day(setting: Setting, milestone: Milestone) -> int:
    """Return the turn in which history reached a milestone, at least the first."""
    return max(1, (milestone.day - setting.clock.start).days // setting.clock.turn_days + 1)


def in_history(setting: Setting, first: TurnRecord, turn: int) -> dict[PlaceId, FactionId]:
    """Return who held each place that counts at the end of a turn in history: who held it at the beginning,
    and what the milestones since then say."""
    held = dict(first.places)
    for milestone in sorted(setting.milestones, key=lambda one: one.day):
        if milestone.kind in GAINED and turn_of_day(setting, milestone) <= turn:
            held.update((place, milestone.faction) for place in milestone.places)
    return held


# What decided a game


def weight_of(setting: Setting, event: Event) -> int:
    """12.1 Return how much an event weighs among those that decide a game, 0 for most."""
    match event:
        case ev.MilestoneReached():
            return 60
        case ev.SymbolTaken():
            return 50
        case ev.CityPressed():
            return 15 * event.won
        case ev.ControlPassed():
            held = (setting.asset_hexes.get(here) for here in event.hexes)
            return sum(10 + 8 * asset.value for asset in held if asset is not None)
        case ev.StepsLost():
            destroyed = event.steps >= event.unit.steps
            return 4 * event.steps + (12 if destroyed else 0)
        case ev.RelationChanged() | ev.PartitionFixed():
            return 30
        case ev.FireOpened() | ev.CorridorChanged() | ev.TruceSet():
            return 20
    return 0


def moments_of(moments: Sequence[Moment], count: int) -> list[Moment]:
    """12.1 Return the moments that weigh most, in the order in which they came."""
    ranked = sorted(range(len(moments)), key=lambda at: (-moments[at].weight, at))[:count]
    return [moments[at] for at in sorted(ranked)]


def _heaviest(
    setting: Setting, told: Sequence[Event], when: tuple[int, FactionId, int], after: State
) -> Iterator[Moment]:
    """Yield what an order brought as one moment, told by the weightiest of its events; each milestone is a
    moment of its own."""
    weighed = [(weight_of(setting, event), event) for event in told]
    for weight, event in weighed:
        if isinstance(event, ev.MilestoneReached):
            yield Moment(*when, event, weight)
    rest = [pair for pair in weighed if pair[0] and not isinstance(pair[1], ev.MilestoneReached)]
    rest = [pair for pair in rest if tell(setting, pair[1])]
    if rest:
        _, event = max(rest, key=lambda pair: pair[0])
        weight = sum(weight for weight, _ in rest)
        yield Moment(*when, event, weight, Scene(tuple(told), after) if weight >= GREAT else None)


# Keeping them


@dataclass
class Ledger:
    """The annals of one reader."""

    turns: list[TurnRecord]
    moments: list[Moment] = field(default_factory=list)
    lost: Counter[FactionId] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Entry:
    """What an order entered for one reader, to be taken back with it."""

    moments: int
    lost: tuple[tuple[FactionId, int], ...]


class Annals:
    """The annals of a game for every faction and, under `ALL_KNOWING`, of everything."""

    def __init__(self, first: State) -> None:
        self._setting = first.setting
        self._orders = 0
        self._entries: list[dict[FactionId, _Entry]] = []
        readers = (ALL_KNOWING, *first.setting.factions)
        self._ledgers = {reader: Ledger([recorded(self._seen(first, reader), 0, {})]) for reader in readers}

    def of(self, reader: FactionId) -> Ledger:
        """Return what a faction knows of the course of the game, or everything."""
        return self._ledgers[reader]

    def enter(self, before: State, after: State, events: Sequence[Event]) -> None:
        """Write down what came of an order, and at the end of a turn how things stand."""
        self._orders += 1
        told: dict[FactionId, list[Event]] = {
            ALL_KNOWING: [one for one in events if not isinstance(one, ev.Witnessed)]
        }
        for event in events:
            if isinstance(event, ev.Witnessed):
                told.setdefault(event.faction, []).extend(event.events)
        when = before.turn, before.active or "", self._orders
        self._entries.append({reader: self._note(reader, news, when, after) for reader, news in told.items()})
        if after.turn != before.turn or after.ending is not None:
            for reader, ledger in self._ledgers.items():
                ledger.turns.append(recorded(self._seen(after, reader), before.turn, ledger.lost))

    def _seen(self, state: State, reader: FactionId) -> Position:
        return state if reader == ALL_KNOWING else view_of(state, reader)

    def _note(
        self, reader: FactionId, told: Sequence[Event], when: tuple[int, FactionId, int], after: State
    ) -> _Entry:
        ledger, found = self._ledgers[reader], list(_heaviest(self._setting, told, when, after))
        lost = Counter[FactionId]()
        for event in told:
            if isinstance(event, ev.StepsLost):
                lost[event.unit.faction] += event.steps
        ledger.moments += found
        ledger.lost.update(lost)
        return _Entry(len(found), tuple(lost.items()))

    def take_back(self) -> None:
        """Strike out what the last order entered; the end of a turn is never taken back."""
        self._orders -= 1
        for reader, entry in self._entries.pop().items():
            ledger = self._ledgers[reader]
            del ledger.moments[len(ledger.moments) - entry.moments :]
            ledger.lost.subtract(dict(entry.lost))
