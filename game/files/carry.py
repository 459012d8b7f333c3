"""What goes over from one stage of a campaign to the next: an outcome in, changes and words out.

An outcome is plain data, so that a save can keep it; changes are a document that is merged like a variant.
Each kind of thing that goes over is one function in CARRIERS; the rules know nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from game.files.schema_campaign import ArrivalSpec, CarrySpec, LossSpec
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId, PlaceId, Relation
from game.model.scenario import CityPlan, Scenario
from game.model.state import State

Outcome = Mapping[str, Any]
Changes = dict[str, Any]
MOST_STEPS = 4
"""Men who got away come as units of at most so many steps, as the orders of battle have them."""


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
        "milestones": {
            one: (clock.date_of(turn + 1) - timedelta(days=1)).isoformat()
            for one, turn in state.milestones.items()
        },
        "tension": {" ".join(sorted(pair)): value for pair, value in state.tension.items()},
        "approval": dict(state.affairs.approval),
        "remnants": {faction: _remnants(state, faction) for faction in state.setting.order},
    }


def _remnants(state: State, faction: FactionId) -> int:
    """Return the steps of a faction that are on their way or gone to ground."""
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


def overlay(plans: Sequence[tuple[CarrySpec, Outcome]], following: Following) -> Changes:
    """Return the changes that some outcomes make to the stage to come; their words are added to it."""
    for plan, outcome in plans:
        for carrier in CARRIERS:
            carrier(plan, outcome, following)
    pruned: Changes = _pruned(following.changes)
    return pruned


def _pruned(node: Any) -> Any:
    """Return changes without the maps in which nothing was entered."""
    if not isinstance(node, dict):
        return node
    inner = {key: _pruned(value) for key, value in node.items()}
    return {key: value for key, value in inner.items() if value != {}}


def _over(plan: CarrySpec, faction: FactionId, following: Following) -> FactionId | None:
    """Return what a faction is called in the stage to come, None where it has no part."""
    called = plan.factions.get(faction, faction)
    return called if called in following.scenario.setting.factions else None


# Ground


def ground(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Who held a place holds it: its hex changes hands, and whoever stood there gathers elsewhere."""
    taken: dict[FactionId, list[str]] = {}
    for one in plan.ground:
        place = one.to or one.place
        holder = _over(plan, outcome["held"].get(one.place, ""), following)
        here = following.hex_of(place)
        if holder is None or following.scenario.control[here] == holder:
            continue
        row = {"place": place, "radius": str(one.radius), "faction": holder}
        following.changes.setdefault("control", {"set": _rows(following, "control", "set")})["set"].append(
            row
        )
        area = frozenset(following.scenario.setting.board.grid.within(here, one.radius))
        taken.setdefault(holder, []).append(following.place(place))
        _clear(area, holder, plan, outcome, following)
    for holder, places in taken.items():
        following.words.append(f"{following.name(holder)}: holds {', '.join(places)}.")
    following.words += _driven(plan, outcome, following)


def _rows(following: Following, *path: str) -> list[Any]:
    node: Any = following.document
    for key in path:
        node = node.get(key, {}) if isinstance(node, Mapping) else {}
    return list(node or ())


def _clear(
    area: frozenset[Hex], holder: FactionId, plan: CarrySpec, outcome: Outcome, following: Following
) -> None:
    """Take units and depots off ground that is no longer their side's; the units come again elsewhere."""
    at = {unit.unit: unit.at for unit in following.scenario.units}
    for entry in _entries(following):
        if _first(entry, at) in area and not following.friends(holder, entry["faction"]):
            following.section("units")[entry["id"]] = None
            _gather(entry, plan, outcome, following)
    for depot in following.scenario.depots:
        if depot.at in area and not following.friends(holder, depot.faction):
            following.section("depots")[depot.id] = None


def _entries(following: Following) -> Iterator[Mapping[str, Any]]:
    """Yield the entries of the order of battle at the start that nothing carried has taken away."""
    gone = following.section("units")
    yield from (one for one in following.document["units"] if gone.get(one["id"], one) is not None)


def _first(entry: Mapping[str, Any], at: Mapping[str, Hex]) -> Hex | None:
    return at.get(entry["id"], at.get(f"{entry['id']}_1"))


def _gather(entry: Mapping[str, Any], plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Let a unit come in the second turn at where its side falls back to; without such a place it is lost."""
    faction = entry["faction"]
    described = following.scenario.setting.factions[faction]
    sources = (*described.sources, *described.patron_sources)
    place = plan.fall_back.get(faction) or described.capital or next(iter(sources), None)
    if place is None:
        return
    moved = {key: value for key, value in entry.items() if key not in ("at", "dig_in")}
    text = f"Units that had to give ground gather at {following.place(place)}"
    fresh = {"turn": "2", "at": place, "text": text, "units": []}
    following.section("arrivals").setdefault(_driven_id(faction, outcome), fresh)["units"].append(moved)


def _driven_id(faction: FactionId, outcome: Outcome) -> str:
    return f"driven_{faction}_{outcome['stage']}"[:48]


def _driven(plan: CarrySpec, outcome: Outcome, following: Following) -> Iterator[str]:
    """Yield how many units of each faction gather elsewhere."""
    for faction in following.scenario.setting.order:
        driven = following.section("arrivals").get(_driven_id(faction, outcome))
        if driven:
            count = _counted(sum(int(unit.get("count", 1)) for unit in driven["units"]), "unit")
            at = following.place(driven["at"])
            yield f"{following.name(faction)}: {count} that had to give ground, gathering at {at}."


# Losses


def losses(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Part of the steps lost is missing: the strongest units begin weaker, and none is gone."""
    for faction, loss in plan.losses.items():
        called = _over(plan, faction, following)
        if called is None:
            continue
        missing = max(0, outcome["losses"].get(faction, 0) - loss.usual) * loss.pct // 100
        bearers = [
            one
            for one in _bearers(loss, following)
            if one.entry["faction"] == called and (not loss.hqs or one.entry["hq"] in loss.hqs)
        ]
        whole = sum(one.steps * one.units for one in bearers)
        gone = 0
        for one, left in zip(
            bearers, _worn(bearers, min(missing, whole * loss.most_pct // 100)), strict=True
        ):
            if left != one.steps:
                gone += (one.steps - left) * one.units
                one.section.setdefault(one.entry["id"], {})["steps"] = str(left)
        if gone:
            following.words.append(
                f"{following.name(called)}: {_counted(gone, 'step')} lost are not made good."
            )


class Bearer(NamedTuple):
    """An entry of the order of battle that may bear losses: how many units of how many steps, and where its
    changes go."""

    entry: Mapping[str, Any]
    steps: int
    units: int
    section: Changes


def _bearers(loss: LossSpec, following: Following) -> Iterator[Bearer]:
    if not loss.arrivals:
        yield from (_bearer(entry, following.section("units"), following) for entry in _entries(following))
    for arrival in _rows(following, "arrivals"):
        changed = following.section("arrivals").get(arrival["id"], {})
        if arrival["id"] in loss.arrivals and changed is not None:
            section = following.section("arrivals").setdefault(arrival["id"], {}).setdefault("units", {})
            yield from (_bearer(entry, section, following) for entry in arrival["units"])


def _bearer(entry: Mapping[str, Any], section: Changes, following: Following) -> Bearer:
    steps = section.get(entry["id"], {}).get("steps", entry.get("steps"))
    usual = following.scenario.setting.rules.types[entry["template"]].steps
    return Bearer(entry, int(steps or usual), int(entry.get("count", 1)), section)


def _worn(bearers: Sequence[Bearer], missing: int) -> list[int]:
    """Return the steps left when some are taken one by one from the strongest, ties by order."""
    left = [one.steps for one in bearers]
    while missing > 0:
        able = [n for n, one in enumerate(bearers) if left[n] > 1 and one.units <= missing]
        if not able:
            break
        strongest = max(able, key=lambda n: left[n])
        left[strongest] -= 1
        missing -= bearers[strongest].units
    return left


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


# Who comes when, cities


def arrivals(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Forces bound elsewhere come when the milestone that frees them was reached, else late or not at all."""
    known = {one.id: one for one in following.scenario.arrivals}
    for one in plan.arrivals:
        planned, text = known[one.arrival], known[one.arrival].text or one.arrival
        turn = _due(one, outcome, following)
        if turn is None:
            following.section("arrivals")[one.arrival] = None
            following.words.append(f"Not in this time: {text}.")
        elif turn != planned.turn:
            following.section("arrivals").setdefault(one.arrival, {}).update(turn=str(turn), early=None)
            following.words.append(f"In turn {turn} instead of {planned.turn}: {text}.")


def _due(one: ArrivalSpec, outcome: Outcome, following: Following) -> int | None:
    """Return the turn in which forces come, None for never."""
    day = outcome["milestones"].get(one.milestone)
    freed = following.turn_of(date.fromisoformat(day) + timedelta(days=one.days)) if day else one.late
    return max(2, freed) if freed is not None and freed <= following.scenario.setting.clock.turns else None


def cities(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Districts go over as they were held; a closed city falls at the pace at which it fell."""
    for one in plan.cities:
        city = following.scenario.setting.cities[one.to or one.place]
        held = {
            called: count
            for faction, count in outcome["cities"].get(one.place, {}).items()
            if (called := _over(plan, faction, following)) is not None
        }
        if not sum(held.values()):
            continue
        day = outcome["milestones"].get(one.milestone) if one.milestone else None
        changes = _pace(city, held, day, following) if city.falls else _holders(city, held)
        following.section("cities")[city.place] = changes
        following.words.append(_of_city(city, held, day, following))


def _holders(city: CityPlan, held: Mapping[FactionId, int]) -> Changes:
    return {"holders": {**dict.fromkeys(city.holders), **_shares(city, held)}}


def _shares(city: CityPlan, held: Mapping[FactionId, int]) -> dict[FactionId, str]:
    """Return the districts of a city in the proportion in which they were held, the rest to the greatest."""
    whole = sum(held.values())
    found = {faction: count * city.districts // whole for faction, count in held.items()}
    found[max(found, key=lambda faction: held[faction])] += city.districts - sum(found.values())
    return {faction: str(count) for faction, count in found.items()}


def _pace(
    city: CityPlan, held: Mapping[FactionId, int], day: str | None, following: Following
) -> dict[str, Any]:
    """Return a closed city's calendar: stretched to the day it fell, or broken off at what it had lost."""
    last = city.falls[-1][0]
    calendar: dict[int, int] = {}
    if day:
        fell = max(1, following.turn_of(date.fromisoformat(day)))
        for turn, count in city.falls:
            then = min(following.scenario.setting.clock.turns, max(1, (2 * turn * fell + last) // (2 * last)))
            calendar[then] = calendar.get(then, 0) + count
    else:
        loser = next(iter(city.holders))
        room = city.districts - held.get(loser, 0) * city.districts // sum(held.values())
        for turn, count in city.falls:
            calendar[turn] = min(count, room)
            room -= calendar[turn]
    return {
        "falls": {
            **{str(turn): None for turn, _ in city.falls},
            **{str(t): str(n) for t, n in calendar.items() if n},
        }
    }


def _of_city(city: CityPlan, held: Mapping[FactionId, int], day: str | None, following: Following) -> str:
    name = following.place(city.place)
    if city.falls:
        return (
            f"{name} falls as it fell, by {date.fromisoformat(day):%d %B %Y}."
            if day
            else f"{name} holds out."
        )
    shares = (f"{following.name(faction)} {count}" for faction, count in _shares(city, held).items())
    return f"The districts of {name}: {', '.join(shares)}."


# Tempers, and those who got away


def tension(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Two factions watch each other as they did."""
    for pair in plan.tension:
        called = [_over(plan, faction, following) for faction in pair]
        now = outcome["tension"].get(" ".join(sorted(pair)), 0)
        if None in called or not now:
            continue
        rows = following.changes.setdefault("tension", _rows(following, "tension"))
        others = [row for row in rows if sorted(row["pair"]) != sorted(map(str, called))]
        following.changes["tension"] = [*others, {"pair": called, "start": str(now)}]
        names = " and ".join(following.name(str(faction)) for faction in called)
        following.words.append(f"Tension between {names} begins at {now}.")


def approval(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """A patron thinks of its clients as it did."""
    for patron in plan.approval:
        now, there = outcome["approval"].get(patron), following.document.get("patrons", {})
        if now is not None and patron in there:
            following.section("patrons")[patron] = {"start": str(now)}
            following.words.append(f"{there[patron].get('name', patron)}: approval begins at {now}.")


def remnants(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Men who got away gather again as units."""
    for faction, one in plan.remnants.items():
        called = _over(plan, faction, following)
        steps = min(one.most, outcome["remnants"].get(faction, 0) * one.pct // 100)
        if called is None or not steps:
            continue
        id = f"remnants_{outcome['stage']}_{called}"[:40]
        sizes = [min(MOST_STEPS, steps - begun) for begun in range(0, steps, MOST_STEPS)]
        row = {"template": one.template, "faction": called, "hq": one.hq, "at": one.at}
        units = [
            {**row, "id": f"{id}_{n}", "name": f"{one.name}/{n}", "steps": str(size)}
            for n, size in enumerate(sizes, start=1)
        ]
        text = f"{one.name} gather at {following.place(one.at)}"
        following.section("arrivals")[id] = {
            "turn": str(one.turn),
            "at": one.at,
            "text": text,
            "units": units,
        }
        following.words.append(f"{_counted(steps, 'step')} that got away: {text}.")


CARRIERS: tuple[Callable[[CarrySpec, Outcome, Following], None], ...] = (
    ground, arrivals, losses, cities, tension, approval, remnants,
)  # fmt: skip
"""What can go over, in the order in which it does: losses fall on those who are there and who will come."""
