"""Articles about places, and about the zones, roads and coalitions that politics draws on the map."""

from __future__ import annotations

from collections.abc import Iterator

from game.book import names
from game.book.article import Article, Block, Head, Item, Para, Table, link
from game.book.ground import ROADS
from game.model.board import Place
from game.model.kinds import PlaceId, Step, ZoneKind
from game.model.politics import Zone
from game.model.state import View
from game.model.tongue import listed, mark, t, tell, tn
from game.rules.desk_ground import field_words, gate_words
from game.rules.politics.areas import in_force
from game.rules.score import worth_of

STEPS = {Step.WARN: mark("a warning"), Step.SHOW: mark("a show of force"), Step.STRIKE: mark("a strike")}


def place_article(view: View, id: PlaceId) -> Article | None:
    """Return the article about a place: its ground, its value, whom it supplies, who holds it."""
    place = view.setting.board.places.get(id)
    if place is None:
        return None
    blocks = (
        *_first(view, place),
        *_value(view, place),
        *_supplies(view, place),
        *_politics(view, place),
        *_about(view, place),
    )
    return Article(f"place {id}", place.name, t("Place"), blocks, place.at)


def _first(view: View, place: Place) -> Iterator[Block]:
    board = view.setting.board
    ground = board.terrain[place.at]
    kind = place.kind.replace("_", " ").capitalize()
    holder = names.faction(view, view.control[place.at])
    words = t("{kind} in {hex}.", kind=kind, hex=names.hex_of(view, place.at))
    yield Para(f"{words} {place.name_ar}." if place.name_ar else words)
    terrain = link(ground.name, f"terrain {ground.id}")
    yield Para(t("Ground: {terrain}. Held by {holder}, as far as you know.", terrain=terrain, holder=holder))
    roads = {road for near in board.grid.around[place.at] if (road := board.road(place.at, near))}
    if roads:
        named = listed(link(t(ROADS[road]).lower(), f"road {road.value}") for road in sorted(roads))
        yield Para(t("Roads: {roads}.", roads=named))


def _value(view: View, place: Place) -> Iterator[Block]:
    asset = view.setting.assets.get(place.id)
    if asset is not None:
        worth, kind = worth_of(view, asset), asset.kind.replace("_", " ")
        value = tn("{count} point", "{count} points", worth)
        if worth != asset.value:
            value = t("{value} at the end, {first} at the start", value=value, first=asset.value)
        else:
            value = t("{value} at the end", value=value)
        yield Para(t("Worth {value}: {kind} (12.1).", value=value, kind=kind))
    for symbol in view.setting.symbols:
        if symbol.place == place.id:
            words = mark("A symbol: {value} more for who takes it first (12.3).")
            if symbol.until:
                words = mark("A symbol: {value} more for who takes it first until turn {until} (12.3).")
            yield Para(t(words, value=symbol.value, until=symbol.until))
    city = view.setting.cities.get(place.id)
    if city is not None:
        yield from _districts(view, place.id, city.districts, city.closed)


def _districts(view: View, id: PlaceId, count: int, closed: bool) -> Iterator[Block]:
    siege = view.cities.get(id)
    parts = siege.holders.items() if siege else ()
    held = listed(f"{names.faction(view, one)} {part}" for one, part in parts)
    how = (
        t("Its battle is fought elsewhere (5.4).")
        if closed
        else t("It is fought for district by district (5.1).")
    )
    districts = tn("{count} district", "{count} districts", count)
    if held:
        yield Para(t("A city of {districts}: {held}. {how}", districts=districts, held=held, how=how))
    else:
        yield Para(t("A city of {districts}. {how}", districts=districts, how=how))


def _supplies(view: View, place: Place) -> Iterator[Block]:
    """Yield whose source it is, and which pocket lives on a dump there."""
    factions = view.setting.factions.values()
    fed = [one.id for one in factions if place.id in one.sources]
    by_patron = [one.id for one in factions if place.id in one.patron_sources]
    if fed:
        yield Para(t("Supplies {factions} (7.1).", factions=names.factions(view, fed)))
    if by_patron:
        yield Para(
            t("Brings the supply of patrons to {factions} (7.1).", factions=names.factions(view, by_patron))
        )
    capital_of = [one.id for one in factions if one.capital == place.id]
    if capital_of:
        yield Para(t("Capital of {factions} (12.1).", factions=names.factions(view, capital_of)))
    if place.id in view.setting.pockets:
        owner = view.setting.pockets[place.id].faction
        words = mark("A pocket of {faction} that lives on a dump (7.4).")
        if place.id in view.dumps:
            words = mark("A pocket of {faction} that lives on a dump, with {left} turns left (7.4).")
        left = names.halves(view.dumps.get(place.id, 0))
        yield Para(t(words, faction=names.faction(view, owner), left=left))


def _politics(view: View, place: Place) -> Iterator[Block]:
    plan = view.setting.politics
    if place.id in plan.gates:
        yield Para(t("A crossing: {gate} (9.10).", gate=gate_words(view, plan.gates[place.id])))
    if place.id in plan.fields:
        yield Para(t("A field: {field} (14.1).", field=field_words(view, place.id)))
    for zone in plan.zones.values():
        if place.at in zone.hexes:
            yield Para(t("It lies in {zone}.", zone=link(zone.name, f"zone {zone.id}")))
    for corridor in view.setting.corridors:
        if place.id == corridor.to or place.id in corridor.sources:
            yield Para(
                t(
                    "An end of the corridor of {faction} (12.3, 14.5).",
                    faction=names.faction(view, corridor.faction),
                )
            )


def _about(view: View, place: Place) -> Iterator[Block]:
    if place.note:
        yield Para(f"{tell(place.note)}.")


# --- zones ------------------------------------------------------------------------------------------


def zone_article(view: View, id: str) -> Article | None:
    """Return the article about a ring, an area or ground that needs consent."""
    zone = view.setting.politics.zones.get(id)
    if zone is None:
        return None
    told = {ZoneKind.RING: _ring, ZoneKind.AREA: _area, ZoneKind.CONSENT: _consent}[zone.kind]
    kind = {ZoneKind.RING: t("Ring"), ZoneKind.AREA: t("Area"), ZoneKind.CONSENT: t("Zone of consent")}[
        zone.kind
    ]
    core = view.setting.board.places.get(zone.core)
    at = core.at if core else min(zone.hexes, default=None)
    return Article(f"zone {id}", zone.name, kind, tuple(told(view, zone)), at)


def _ring(view: View, zone: Zone) -> Iterator[Block]:
    owner, core = names.faction(view, zone.owner), names.place(view, zone.core)
    yield Para(
        t(
            "A ring of {owner} about {core}, of {count} hexes (9.6).",
            owner=owner,
            core=core,
            count=len(zone.hexes),
        )
    )
    yield Para(t("It is closed to {factions}.", factions=names.factions(view, zone.intruders)))
    yield Head(t("Its ladder (9.7)"))
    rows = tuple(
        (
            str(at),
            STEPS[rung.step],
            str(rung.points or ""),
            t("{need} or more", need=rung.need) if rung.need else "",
        )
        for at, rung in enumerate(zone.ladder, 1)
    )
    yield Table(rows, (t("Rung"), t("What follows"), t("Air points"), t("Costs a step on")))


def _area(view: View, zone: Zone) -> Iterator[Block]:
    until = view.affairs.areas.get(zone.id, 0)
    state = t("from turn {since} on", since=zone.since) if zone.since > view.turn else t("not in force")
    state = t("in force") if in_force(view, zone) else state
    if until:
        state = t("{state}, agreed to turn {until}", state=state, until=until)
    yield Para(t("A de-escalation area, {state} (9.11).", state=state))
    yield Item(t("Signed by {factions}", factions=names.factions(view, zone.signatories)))
    yield Item(t("Binds {factions}", factions=names.factions(view, zone.bound)))
    if zone.excluded:
        yield Item(t("Does not cover {factions}", factions=names.factions(view, zone.excluded)))
    if zone.guarantors:
        patrons = listed(names.patron(view, one) for one in zone.guarantors)
        yield Item(t("Guaranteed by {patrons}", patrons=patrons))


def _consent(view: View, zone: Zone) -> Iterator[Block]:
    keys = listed(names.patron(view, one) for one in zone.keys)
    who = names.factions(view, zone.bound)
    yield Para(
        tn(
            "Here {who} attacks and enters hostile ground only with {count} key (13.4).",
            "Here {who} attacks and enters hostile ground only with {count} keys (13.4).",
            zone.need,
            who=who,
        )
    )
    yield Item(t("One key is that the HQ is the named main axis (4.4)"))
    yield Item(t("The others are given by {keys}", keys=keys))


def route_article(view: View, id: str) -> Article | None:
    """Return the article about a road that a faction lives by."""
    route = view.setting.politics.routes.get(id)
    if route is None:
        return None
    cut = view.affairs.cuts.get(id)
    words = mark("{faction} lives by this road; it was last cut on turn {cut} (14.4).")
    if cut == view.turn:
        words = mark("{faction} lives by this road; it was cut this turn (14.4).")
    elif not cut:
        words = mark("{faction} lives by this road; it was never cut so far (14.4).")
    blocks = (
        Para(t(words, faction=names.faction(view, route.faction), cut=cut)),
        Para(
            t(
                "{factions} may cut it from up to {reach} hexes away, on {need} or more, until no enemy "
                "ground is left within {belt} hexes of it.",
                factions=names.factions(view, route.raiders),
                reach=route.reach,
                need=route.need,
                belt=route.belt,
            )
        ),
    )
    return Article(f"route {id}", route.name, t("Road"), blocks, route.hexes[0] if route.hexes else None)


def coalition_article(view: View, id: str) -> Article | None:
    """Return the article about factions that share a region."""
    coalition = view.setting.politics.coalitions.get(id)
    if coalition is None:
        return None
    level, until = view.affairs.cohesion.get(id, 0), view.affairs.infighting.get(id)
    state = t("Infighting to turn {until} (16.2).", until=until) if until else t("They are at peace.")
    blocks = (
        Para(t("Members: {factions}.", factions=names.factions(view, coalition.members))),
        Para(t("Cohesion {level} of 10 (16.1). {state}", level=level, state=state)),
        Para(t("Towns that all of them look at: {places}.", places=names.places(view, coalition.gates))),
        *(
            (
                Para(
                    t(
                        "With an aim of their own: {factions}.",
                        factions=names.factions(view, coalition.breakers),
                    )
                ),
            )
            if coalition.breakers
            else ()
        ),
    )
    return Article(f"coalition {id}", coalition.name, t("Coalition"), blocks)
