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
from game.rules.desk_ground import field_words, gate_words
from game.rules.politics.areas import in_force
from game.rules.score import worth_of

STEPS = {Step.WARN: "a warning", Step.SHOW: "a show of force", Step.STRIKE: "a strike"}


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
    return Article(f"place {id}", place.name, "Place", blocks, place.at)


def _first(view: View, place: Place) -> Iterator[Block]:
    board = view.setting.board
    ground = board.terrain[place.at]
    kind = place.kind.replace("_", " ").capitalize()
    holder = names.faction(view, view.control[place.at])
    arabic = f" {place.name_ar}." if place.name_ar else ""
    yield Para(f"{kind} in {names.hex_of(view, place.at)}.{arabic}")
    yield Para(f"Ground: {link(ground.name, f'terrain {ground.id}')}. Held by {holder}, as far as you know.")
    roads = {road for near in board.grid.around[place.at] if (road := board.road(place.at, near))}
    if roads:
        yield Para(
            "Roads: "
            + ", ".join(link(ROADS[road].lower(), f"road {road.value}") for road in sorted(roads))
            + "."
        )


def _value(view: View, place: Place) -> Iterator[Block]:
    asset = view.setting.assets.get(place.id)
    if asset is not None:
        worth, kind = worth_of(view, asset), asset.kind.replace("_", " ")
        changed = f", {asset.value} at the start" if worth != asset.value else ""
        yield Para(f"Worth {names.counted(worth, 'point')} at the end{changed}: {kind} (12.1).")
    for symbol in view.setting.symbols:
        if symbol.place == place.id:
            until = f" until turn {symbol.until}" if symbol.until else ""
            yield Para(f"A symbol: {symbol.value} more for who takes it first{until} (12.3).")
    city = view.setting.cities.get(place.id)
    if city is not None:
        yield from _districts(view, place.id, city.districts, city.closed)


def _districts(view: View, id: PlaceId, count: int, closed: bool) -> Iterator[Block]:
    siege = view.cities.get(id)
    held = (
        ", ".join(f"{names.faction(view, one)} {part}" for one, part in siege.holders.items())
        if siege
        else ""
    )
    how = (
        "Its battle is fought elsewhere (5.4)." if closed else "It is fought for district by district (5.1)."
    )
    yield Para(f"A city of {names.counted(count, 'district')}{f': {held}' if held else ''}. {how}")


def _supplies(view: View, place: Place) -> Iterator[Block]:
    """Yield whose source it is, and which pocket lives on a dump there."""
    factions = view.setting.factions.values()
    fed = [one.id for one in factions if place.id in one.sources]
    by_patron = [one.id for one in factions if place.id in one.patron_sources]
    if fed:
        yield Para(f"Supplies {names.factions(view, fed)} (7.1).")
    if by_patron:
        yield Para(f"Brings the supply of patrons to {names.factions(view, by_patron)} (7.1).")
    capital_of = [one.id for one in factions if one.capital == place.id]
    if capital_of:
        yield Para(f"Capital of {names.factions(view, capital_of)} (12.1).")
    if place.id in view.setting.pockets:
        owner = view.setting.pockets[place.id].faction
        left = f", with {names.halves(view.dumps[place.id])} turns left" if place.id in view.dumps else ""
        yield Para(f"A pocket of {names.faction(view, owner)} that lives on a dump{left} (7.4).")


def _politics(view: View, place: Place) -> Iterator[Block]:
    plan = view.setting.politics
    if place.id in plan.gates:
        yield Para(f"A crossing: {gate_words(view, plan.gates[place.id])} (9.10).")
    if place.id in plan.fields:
        yield Para(f"A field: {field_words(view, place.id)} (14.1).")
    for zone in plan.zones.values():
        if place.at in zone.hexes:
            yield Para(f"It lies in {link(zone.name, f'zone {zone.id}')}.")
    for corridor in view.setting.corridors:
        if place.id == corridor.to or place.id in corridor.sources:
            yield Para(f"An end of the corridor of {names.faction(view, corridor.faction)} (12.3, 14.5).")


def _about(view: View, place: Place) -> Iterator[Block]:
    if place.note:
        yield Para(f"{place.note}.")


# --- zones ------------------------------------------------------------------------------------------


def zone_article(view: View, id: str) -> Article | None:
    """Return the article about a ring, an area or ground that needs consent."""
    zone = view.setting.politics.zones.get(id)
    if zone is None:
        return None
    told = {ZoneKind.RING: _ring, ZoneKind.AREA: _area, ZoneKind.CONSENT: _consent}[zone.kind]
    kind = {ZoneKind.RING: "Ring", ZoneKind.AREA: "Area", ZoneKind.CONSENT: "Zone of consent"}[zone.kind]
    core = view.setting.board.places.get(zone.core)
    at = core.at if core else min(zone.hexes, default=None)
    return Article(f"zone {id}", zone.name, kind, tuple(told(view, zone)), at)


def _ring(view: View, zone: Zone) -> Iterator[Block]:
    owner, core = names.faction(view, zone.owner), names.place(view, zone.core)
    yield Para(f"A ring of {owner} about {core}, of {len(zone.hexes)} hexes (9.6).")
    yield Para(f"It is closed to {names.factions(view, zone.intruders)}.")
    yield Head("Its ladder (9.7)")
    rows = tuple(
        (str(at), STEPS[rung.step], str(rung.points or ""), f"{rung.need} or more" if rung.need else "")
        for at, rung in enumerate(zone.ladder, 1)
    )
    yield Table(rows, ("Rung", "What follows", "Air points", "Costs a step on"))


def _area(view: View, zone: Zone) -> Iterator[Block]:
    until = view.affairs.areas.get(zone.id, 0)
    state = (
        "in force"
        if in_force(view, zone)
        else f"from turn {zone.since} on"
        if zone.since > view.turn
        else "not in force"
    )
    term = f", agreed to turn {until}" if until else ""
    yield Para(f"A de-escalation area, {state}{term} (9.11).")
    yield Item(f"Signed by {names.factions(view, zone.signatories)}")
    yield Item(f"Binds {names.factions(view, zone.bound)}")
    if zone.excluded:
        yield Item(f"Does not cover {names.factions(view, zone.excluded)}")
    if zone.guarantors:
        yield Item("Guaranteed by " + ", ".join(names.patron(view, one) for one in zone.guarantors))


def _consent(view: View, zone: Zone) -> Iterator[Block]:
    keys = ", ".join(names.patron(view, one) for one in zone.keys)
    who = names.factions(view, zone.bound)
    yield Para(
        f"Here {who} attacks and enters hostile ground only with {names.counted(zone.need, 'key')} (13.4)."
    )
    yield Item("One key is that the HQ is the named main axis (4.4)")
    yield Item(f"The others are given by {keys}")


def route_article(view: View, id: str) -> Article | None:
    """Return the article about a road that a faction lives by."""
    route = view.setting.politics.routes.get(id)
    if route is None:
        return None
    cut = view.affairs.cuts.get(id)
    when = "cut this turn" if cut == view.turn else f"last cut on turn {cut}" if cut else "never cut so far"
    blocks = (
        Para(f"{names.faction(view, route.faction)} lives by this road; it was {when} (14.4)."),
        Para(
            f"{names.factions(view, route.raiders)} may cut it from up to {route.reach} hexes away, on "
            f"{route.need} or more, until no enemy ground is left within {route.belt} hexes of it."
        ),
    )
    return Article(f"route {id}", route.name, "Road", blocks, route.hexes[0] if route.hexes else None)


def coalition_article(view: View, id: str) -> Article | None:
    """Return the article about factions that share a region."""
    coalition = view.setting.politics.coalitions.get(id)
    if coalition is None:
        return None
    level, until = view.affairs.cohesion.get(id, 0), view.affairs.infighting.get(id)
    state = f"Infighting to turn {until} (16.2)." if until else "They are at peace."
    blocks = (
        Para(f"Members: {names.factions(view, coalition.members)}."),
        Para(f"Cohesion {level} of 10 (16.1). {state}"),
        Para(f"Towns that all of them look at: {names.places(view, coalition.gates)}."),
        *(
            (Para(f"With an aim of their own: {names.factions(view, coalition.breakers)}."),)
            if coalition.breakers
            else ()
        ),
    )
    return Article(f"coalition {id}", coalition.name, "Coalition", blocks)
