"""Ground and cities that go over from one stage of a campaign to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from game.files.outcomes import Changes, Following, Outcome, counted, entries, over, rows
from game.files.schema_campaign import CarrySpec
from game.hexgrid.coords import Hex
from game.model.kinds import FactionId
from game.model.scenario import CityPlan


def ground(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Who held a place holds it: its hex changes hands, and whoever stood there gathers elsewhere."""
    taken: dict[FactionId, list[str]] = {}
    for one in plan.ground:
        place = one.to or one.place
        holder = over(plan, outcome["held"].get(one.place, ""), following)
        here = following.hex_of(place)
        if holder is None or following.scenario.control[here] == holder:
            continue
        row = {"place": place, "radius": str(one.radius), "faction": holder}
        following.changes.setdefault("control", {"set": rows(following, "control", "set")})["set"].append(row)
        area = frozenset(following.scenario.setting.board.grid.within(here, one.radius))
        taken.setdefault(holder, []).append(following.place(place))
        _clear(area, holder, plan, outcome, following)
    for holder, places in taken.items():
        following.words.append(f"{following.name(holder)}: holds {', '.join(places)}.")
    following.words += _driven(plan, outcome, following)


def _clear(
    area: frozenset[Hex], holder: FactionId, plan: CarrySpec, outcome: Outcome, following: Following
) -> None:
    """Take units and depots off ground that is no longer their side's; the units come again elsewhere."""
    at = {unit.unit: unit.at for unit in following.scenario.units}
    for entry in entries(following):
        if _first(entry, at) in area and not following.friends(holder, entry["faction"]):
            following.section("units")[entry["id"]] = None
            _gather(entry, plan, outcome, following)
    for depot in following.scenario.depots:
        if depot.at in area and not following.friends(holder, depot.faction):
            following.section("depots")[depot.id] = None


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
            count = counted(sum(int(unit.get("count", 1)) for unit in driven["units"]), "unit")
            at = following.place(driven["at"])
            yield f"{following.name(faction)}: {count} that had to give ground, gathering at {at}."


def cities(plan: CarrySpec, outcome: Outcome, following: Following) -> None:
    """Districts go over as they were held; a closed city falls at the pace at which it fell."""
    for one in plan.cities:
        city = following.scenario.setting.cities[one.to or one.place]
        held = {
            called: count
            for faction, count in outcome["cities"].get(one.place, {}).items()
            if (called := over(plan, faction, following)) is not None
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
    if city.falls and day:
        return f"{name} falls as it fell, by {date.fromisoformat(day):%d %B %Y}."
    if city.falls:
        left = held.get(next(iter(city.holders)), 0) * city.districts // sum(held.values())
        return f"{name} holds out in {left} of {counted(city.districts, 'district')}."
    shares = (f"{following.name(faction)} {count}" for faction, count in _shares(city, held).items())
    return f"The districts of {name}: {', '.join(shares)}."
