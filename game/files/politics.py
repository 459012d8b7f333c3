"""Typed values of the political keys to the plan that the rules play. Everything has been checked before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from game.files import schema_politics as sp
from game.files.schema_events import CardSpec, ConditionSpec, EffectSpec, EventSpec, chosen
from game.geo.zones import hexes_about, hexes_in_ring, road_along
from game.hexgrid.coords import OFF_MAP, Hex
from game.model import politics as plan
from game.model.affairs import Cell, pair_of
from game.model.kinds import GateState, Leave, Step, ZoneKind
from game.model.scenario import Clock

if TYPE_CHECKING:
    from game.files.geography import Geography
    from game.files.schema import ScenarioSpec


def politics(spec: ScenarioSpec, geography: Geography, clock: Clock) -> plan.Politics:
    """Return the political plan of a scenario."""
    zones = {id: _zone(id, zone, spec, geography) for id, zone in spec.zones.items()}
    turn_of = calendar(clock)
    return plan.Politics(
        zones=zones,
        tension={pair_of(*one.pair): one.start for one in spec.tension},
        shared_enemy=spec.shared_enemy or "",
        breakable={(one.who, one.whom): one.approval for one in spec.breaks},
        leaves=tuple(_leave(one) for one in spec.leaves),
        gates={id: _gate(id, one) for id, one in spec.gates.items()},
        patrons={id: _patron(id, one) for id, one in spec.patrons.items()},
        fields={id: plan.Field(id, one.revenue, one.damage) for id, one in spec.fields.items()},
        routes={id: _route(id, one, geography) for id, one in spec.routes.items()},
        insurgencies={id: _insurgency(id, one) for id, one in spec.insurgency.items()},
        coalitions={id: _coalition(id, one, zones) for id, one in spec.coalitions.items()},
        posts=tuple(_posts(one, zones) for one in spec.posts),
        weather=tuple(_weather(id, one) for id, one in spec.weather.items()),
        hand=spec.cards.hand if spec.cards.deck else 0,
        cards={id: _card(id, one) for id, one in spec.cards.deck.items()},
        events={one.id: _event(one) for one in spec.events},
        conference=_conference(spec.conference, turn_of),
    )


def calendar(clock: Clock) -> Callable[[date], int]:
    """Return the function that tells the turn of a day, the first and the last for days outside."""

    def turn_of(day: date) -> int:
        return max(1, min(clock.turns, (day - clock.start).days // clock.turn_days + 1))

    return turn_of


# --- conditions and effects --------------------------------------------------------------------------


def condition(spec: ConditionSpec | None) -> plan.Condition:
    """Return a condition; none at all always holds."""
    if spec is None:
        return plan.ALWAYS
    parts = tuple(_part(name, value) for name, value in chosen(spec))
    return parts[0] if len(parts) == 1 else plan.Every(parts)


def _part(name: str, value: Any) -> plan.Condition:
    match name:
        case "all":
            return plan.Every(tuple(condition(part) for part in value))
        case "any":
            return plan.Some(tuple(condition(part) for part in value))
        case "not":
            return plan.Never(condition(value))
    return plan.Predicate(name, about(value))


def effect(spec: EffectSpec) -> plan.Effect:
    """Return an effect."""
    ((name, value),) = chosen(spec)
    return plan.Effect(name, about(value))


def about(value: Any) -> dict[str, plan.Value]:
    """Return the particulars of a condition or effect by name; a bare word is its `id`."""
    if not is_dataclass(value):
        return {"id": tuple(value) if isinstance(value, list) else value}
    found = ((one.name, getattr(value, one.name)) for one in fields(value))
    return {name: _plain(item) for name, item in found if item is not None}


def _plain(value: Any) -> plan.Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return int(value)
    return tuple(value) if isinstance(value, list) else value


def _effects(specs: Iterable[EffectSpec]) -> tuple[plan.Effect, ...]:
    return tuple(effect(one) for one in specs)


def _event(spec: EventSpec) -> plan.StoryEvent:
    asked = spec.choice
    choice = None
    if asked is not None:
        options = tuple(plan.Option(one.label, _effects(one.then), one.weight) for one in asked.options)
        choice = plan.Choice(asked.faction, asked.ask, options)
    return plan.StoryEvent(
        spec.id, condition(spec.when), spec.once, spec.need, spec.delay, _effects(spec.then), choice
    )


def _card(id: str, spec: CardSpec) -> plan.Card:
    return plan.Card(
        id=id,
        name=spec.name,
        text=spec.text.strip(),
        factions=tuple(spec.factions),
        copies=spec.copies,
        when=condition(spec.when),
        target="" if spec.target == "none" else spec.target,
        effects=_effects(spec.then),
    )


# --- zones and borders -------------------------------------------------------------------------------


def _zone(id: str, spec: sp.ZoneSpec, whole: ScenarioSpec, geography: Geography) -> plan.Zone:
    rungs = whole.ladders.get(spec.ladder or "", [])
    return plan.Zone(
        id=id,
        name=spec.name,
        kind=ZoneKind(spec.kind),
        hexes=zone_hexes(spec, geography),
        owner=spec.owner or "",
        core=spec.core or "",
        ladder=tuple(_rung(one) for one in rungs),
        intruders=tuple(spec.intruders),
        signatories=tuple(spec.signatories),
        bound=tuple(spec.bound),
        excluded=tuple(spec.excluded),
        guarantors=tuple(spec.guarantors),
        since=spec.since,
        until=spec.until,
        renewal=spec.renewal,
        keys=tuple(spec.keys),
        need=spec.need,
    )


def zone_hexes(spec: sp.ZoneSpec, geography: Geography) -> frozenset[Hex]:
    """Return the hexes of a zone; none where nothing says where it is."""
    projection = geography.projection
    if spec.atlas is not None:
        zone = geography.atlas.zones.get(spec.atlas)
        return hexes_in_ring(projection, zone.ring) if zone else frozenset()
    if spec.polygon is not None:
        return hexes_in_ring(projection, [(point.lat, point.lon) for point in spec.polygon])
    if spec.at is None or spec.radius_km is None:
        return frozenset()
    here = geography.hex_of(spec.at)
    return frozenset() if here == OFF_MAP else hexes_about(projection, here, spec.radius_km)


def _rung(spec: sp.RungSpec) -> plan.Rung:
    return plan.Rung(Step(spec.do), spec.points, spec.need, spec.hard_need, spec.tension, spec.repeat_tension)


def _leave(spec: sp.LeaveSpec) -> plan.LeavePlan:
    return plan.LeavePlan(
        faction=spec.faction,
        country=spec.country,
        start=Leave(spec.start),
        patron=spec.patron,
        askers=tuple(spec.askers),
        price=spec.price,
        need=spec.need,
        bonuses=tuple(plan.Bonus(condition(one.when), one.by, one.reason) for one in spec.bonuses),
        depth=spec.depth,
        turns=spec.turns,
        hunted=tuple(spec.hunted),
    )


def _gate(id: str, spec: sp.BorderGateSpec) -> plan.GatePlan:
    return plan.GatePlan(
        place=id,
        start=GateState(spec.start),
        keepers=tuple(spec.keepers),
        patron=spec.patron or "",
        clients=tuple(spec.clients),
        steps=spec.steps,
        by_holder=dict(spec.by_holder),
        aid_pct=spec.aid_pct,
        closed_value=spec.closed_value,
    )


# --- patrons, roads, insurgents, coalitions ----------------------------------------------------------


def _patron(id: str, spec: sp.PatronSpec) -> plan.Patron:
    reactions = tuple(plan.Reaction(one.on, one.by, _particulars(one)) for one in spec.reactions)
    return plan.Patron(id, spec.name, tuple(spec.clients), spec.start, reactions)


def _particulars(spec: sp.ReactionSpec) -> dict[str, plan.Value]:
    return {name: value for name, value in about(spec).items() if name not in ("on", "by")}


def _route(id: str, spec: sp.RouteSpec, geography: Geography) -> plan.Route:
    hexes = road_along(geography.board, [geography.hex_of(place) for place in spec.along])
    return plan.Route(
        id, spec.name, spec.faction, hexes, tuple(spec.raiders), spec.reach, spec.belt, spec.need
    )


def hidden_cells(spec: ScenarioSpec, geography: Geography) -> dict[Hex, Cell]:
    """Return the cells that insurgents have in the ground at the start, in order of hex."""
    found = {
        geography.hex_of(place): Cell(faction, strength)
        for faction, one in spec.insurgency.items()
        for place, strength in one.cells.items()
    }
    return dict(sorted(found.items()))


def _insurgency(id: str, spec: sp.InsurgencySpec) -> plan.Insurgency:
    return plan.Insurgency(
        faction=id,
        cells_max=spec.cells_max,
        terrain=frozenset(spec.terrain),
        shelters=tuple(spec.shelters),
        workshops=tuple(spec.workshops),
        chits=spec.chits,
    )


def _coalition(id: str, spec: sp.CoalitionSpec, zones: dict[str, plan.Zone]) -> plan.Coalition:
    return plan.Coalition(
        id=id,
        name=spec.name,
        members=tuple(spec.members),
        breakers=tuple(spec.breakers),
        start=spec.start,
        hexes=zones[spec.zone].hexes,
        gates=tuple(spec.gates),
    )


def _posts(spec: sp.PostsSpec, zones: dict[str, plan.Zone]) -> plan.Posts:
    return plan.Posts(
        faction=spec.faction,
        most=spec.most,
        since=spec.since,
        radius=spec.radius,
        hexes=zones[spec.zone].hexes,
        bars=tuple(spec.bars),
        patrons=tuple(spec.patrons),
    )


def _weather(id: str, spec: sp.WeatherSpec) -> plan.Weather:
    months = dict(sorted(spec.months.items()))
    return plan.Weather(id, spec.name, months, spec.grounds_air, frozenset(spec.bars), spec.leg_pct)


def _conference(spec: sp.ConferenceSpec, turn_of: Callable[[date], int]) -> plan.Conference:
    checks = (plan.Check(one.id, one.name, turn_of(one.date), one.track) for one in spec.checks)
    return plan.Conference(
        checks=tuple(sorted(checks, key=lambda check: check.turn)),
        blocs=tuple(tuple(bloc) for bloc in spec.blocs),
        rounds=spec.rounds,
        frozen_turns=spec.frozen_turns,
        claims={faction: tuple(places) for faction, places in spec.claims.items()},
        endings=tuple(
            sorted((plan.EndingText(one.index, one.text) for one in spec.endings), key=lambda one: one.index)
        ),
    )
