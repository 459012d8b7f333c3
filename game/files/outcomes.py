"""What a finished stage of a campaign came to, and the stage to come that it changes.

An outcome is plain data, so that a save can keep it; changes are a document that is merged like a variant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from game.files.schema_campaign import CarrySpec
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, PlaceId, Relation
from game.model.scenario import Scenario
from game.model.state import State

Outcome = Mapping[str, Any]
Changes = dict[str, Any]


def outcome_of(state: State, stage: str, places: Iterable[PlaceId]) -> Outcome:
    """Return what a finished stage came to, as plain data; `places` are told of beside the assets."""
    board, clock = state.setting.board, state.setting.clock
    named = dict.fromkeys((*state.setting.assets, *(place for place in places if place in board.places)))
    margins = state.ending.margins if state.ending else {}
    return {
        "stage": stage,
        "scenario": state.setting.id,
        "held": {place: state.control[board.places[place].at] for place in named},
        "cities": {place: dict(siege.holders) for place, siege in state.cities.items()},
        "losses": dict(state.losses),
        "margins": dict(margins),
        "names": {faction: state.setting.factions[faction].name for faction in margins},
        "milestones": {
            one: (clock.date_of(turn + 1) - timedelta(days=1)).isoformat()
            for one, turn in state.milestones.items()
        },
        "tension": {" ".join(sorted(pair)): value for pair, value in state.tension.items()},
        "approval": dict(state.affairs.approval),
        "remnants": {faction: _remnants(state, faction) for faction in state.setting.order},
    }


def _remnants(state: State, faction: FactionId) -> int:
    """Return the steps of a faction that are on their way, and one for each point of its cells."""
    desk = state.desks.get(faction)
    on_their_way = sum(steps for _, steps in desk.remnants) if desk else 0
    return on_their_way + sum(cell.strength for cell in state.cells.values() if cell.faction == faction)


@dataclass
class Following:
    """The stage to come as it would begin with nothing carried: document and scenario. `changes` and `words`
    gather what goes over."""

    document: Mapping[str, Any]
    scenario: Scenario
    changes: Changes = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def name(self, faction: FactionId) -> str:
        """Return a faction's name."""
        return self.scenario.setting.factions[faction].name

    def place(self, place: PlaceId) -> str:
        """Return a place's name."""
        return self.scenario.setting.board.places[place].name

    def hex_of(self, place: PlaceId) -> Hex:
        """Return the hex of a place."""
        return self.scenario.setting.board.places[place].at

    def section(self, key: str) -> Changes:
        """Return the changes to a section, to be added to."""
        found: Changes = self.changes.setdefault(key, {})
        return found

    def turn_of(self, day: date) -> int:
        """Return the turn in which a day lies; below 1 before the start."""
        clock = self.scenario.setting.clock
        return (day - clock.start).days // clock.turn_days + 1

    def friends(self, one: FactionId, other: FactionId) -> bool:
        """Whether two factions may stand on each other's ground."""
        return one == other or self.scenario.relations.get((one, other)) is Relation.ALLIED


def over(plan: CarrySpec, faction: FactionId, following: Following) -> FactionId | None:
    """Return what a faction is called in the stage to come, None where it has no part."""
    called = plan.factions.get(faction, faction)
    return called if called in following.scenario.setting.factions else None


def rows(following: Following, *path: str) -> list[Any]:
    """Return a copy of a list in the document of the stage to come, which changes replace as a whole."""
    node: Any = following.document
    for key in path:
        node = node.get(key, {}) if isinstance(node, Mapping) else {}
    return list(node or ())


def entries(following: Following) -> Iterator[Mapping[str, Any]]:
    """Yield the entries of the order of battle at the start that nothing carried has taken away."""
    gone = following.section("units")
    yield from (one for one in following.document["units"] if gone.get(one["id"], one) is not None)


def counted(number: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"
