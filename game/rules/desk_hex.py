"""What politics makes of a hex, in words: zones, gates, fields, roads, who may not enter, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from game.hexgrid.coords import Hex
from game.model.kinds import ZoneKind
from game.model.politics import Zone
from game.model.state import View
from game.model.tongue import listed, mark, t
from game.rules.desk_ground import field_words, gate_words
from game.rules.desk_parts import short
from game.rules.politics.abroad import why_not_enter
from game.rules.politics.areas import why_kept_apart
from game.rules.politics.consent import unconsented, why_no_consent
from game.rules.politics.posts import why_kept_out
from game.rules.politics.relations import hostile, may_not_in_truce


def is_drawn(view: View, id: str) -> bool:
    """9.6, 9.11, 13.4 Whether a zone is worth drawing: while it lasts, and consent for those it binds."""
    zone = view.setting.politics.zones[id]
    until = view.affairs.areas.get(id, 0) if zone.kind is ZoneKind.AREA else zone.until
    lasts = zone.since <= view.turn and (not zone.until or until >= view.turn)
    return lasts and (zone.kind is not ZoneKind.CONSENT or view.faction in zone.bound)


def watched(view: View) -> frozenset[Hex]:
    """16.5 Return the hexes that observation posts keep closed."""
    radius = {plan.faction: plan.radius for plan in view.setting.politics.posts}
    within = view.setting.board.grid.within
    return frozenset(
        near for here, owner in view.affairs.posts.items() for near in within(here, radius.get(owner, 1))
    )


def cut_hexes(view: View) -> frozenset[Hex]:
    """14.4 Return where roads that one lives by are cut this turn."""
    return frozenset(
        here
        for route in view.setting.politics.routes.values()
        if view.affairs.cuts.get(route.id) == view.turn
        for here in route.hexes
        if view.interdicted.get(here) in route.raiders
    )


def words_of(view: View, here: Hex) -> Iterator[str]:
    """8.2 Yield what politics makes of a hex: zones, gates, fields, who may not enter, what is hidden."""
    for zone in view.setting.politics.zones.values():
        if here in zone.hexes and is_drawn(view, zone.id):
            yield _zone_words(view, zone)
    yield from _place_words(view, here)
    closed = why_closed(view, here)
    if closed:
        yield closed
    if here in view.affairs.posts:
        yield t("Observation post of {faction}", faction=short(view, view.affairs.posts[here]))
    elif here in watched(view):
        yield t("Watched by an observation post")
    if here in view.cells:
        yield t(
            "Cells of {faction}: {strength}",
            faction=short(view, view.cells[here].faction),
            strength=view.cells[here].strength,
        )
    if here in view.belts:
        yield t(
            "Mines of {faction}: {level}",
            faction=short(view, view.belts[here].faction),
            level=view.belts[here].level,
        )


def _zone_words(view: View, zone: Zone) -> str:
    """Return a zone with those it concerns and its rule."""

    def named(factions: tuple[str, ...]) -> str:
        return listed(short(view, one) for one in factions)

    match zone.kind:
        case ZoneKind.RING:
            return t(
                "{zone}: ring of {owner} against {intruders} (rule 9.6)",
                zone=zone.name,
                owner=short(view, zone.owner),
                intruders=named(zone.intruders),
            )
        case ZoneKind.AREA:
            return t(
                "{zone}: signed by {signed}, binds {bound} (rule 9.11)",
                zone=zone.name,
                signed=named(zone.signatories),
                bound=named(zone.bound),
            )
    return t(
        "{zone}: {bound} needs {need} keys to attack (rule 13.4)",
        zone=zone.name,
        bound=named(zone.bound),
        need=zone.need,
    )


def _place_words(view: View, here: Hex) -> Iterator[str]:
    """Yield the crossings, fields and roads of a hex that politics has a say in."""
    plan = view.setting.politics
    for place in view.setting.board.places_at.get(here, ()):
        if place.id in plan.gates:
            yield t(
                "{place}: {gate} (rule 9.10)",
                place=place.name,
                gate=gate_words(view, plan.gates[place.id]),
            )
        if place.id in plan.fields:
            yield t(
                "{place}: {field} (rule 14.1)",
                place=place.name,
                field=field_words(view, place.id),
            )
    for route in plan.routes.values():
        if here in route.hexes:
            words = mark("{route}: {faction} lives by it (rule 14.4)")
            if here in cut_hexes(view):
                words = mark("{route}: {faction} lives by it, cut this turn (rule 14.4)")
            yield t(words, route=route.name, faction=short(view, route.faction))


def why_closed(view: View, here: Hex) -> str:
    """9.1 Return why the faction may not enter a hex for reasons of politics, empty when it may."""
    me, holder = view.faction, view.control[here]
    refusal = (
        why_kept_apart(view, me, here)
        or why_kept_out(view, me, here)
        or (why_not_enter(view, me, here) if view.setting.politics.leaves else None)
        or (may_not_in_truce(view, me, holder) if holder in view.setting.factions else None)
    )
    hqs = view.setting.factions[me].hqs
    if refusal is None and hostile(view, me, holder) and all(here in unconsented(view, me, hq) for hq in hqs):
        refusal = why_no_consent(view, me, hqs, here)
    return t("Closed to {faction}: {refusal}", faction=short(view, me), refusal=refusal) if refusal else ""
