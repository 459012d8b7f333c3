"""The political map: rings, areas, ground of consent, posts; signs for cells and mines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import pygame

from game.hexgrid.coords import Hex
from game.model.kinds import GateState, ZoneKind
from game.model.politics import Zone
from game.model.state import View
from game.rules.desk_ground import field_words, gate_words
from game.rules.desk_parts import short
from game.rules.politics.abroad import why_not_enter
from game.rules.politics.areas import why_kept_apart
from game.rules.politics.consent import unconsented, why_no_consent
from game.rules.politics.gates import state_of
from game.rules.politics.posts import why_kept_out
from game.rules.politics.relations import hostile, may_not_in_truce
from game.ui import fonts, theme
from game.ui.camera import Camera
from game.ui.overlay import Area
from game.ui.theme import FactionLook

COLOURS = {
    ZoneKind.RING: (theme.RING, theme.RING_EDGE),
    ZoneKind.AREA: (theme.AREA, theme.AREA_EDGE),
    ZoneKind.CONSENT: (theme.CONSENT, theme.CONSENT_EDGE),
}


def outlines(view: View) -> tuple[Area, ...]:
    """Return the zones that concern somebody now, with fill and edge colours."""
    plan = view.setting.politics
    shown: list[Area] = [
        (zone.hexes, *COLOURS[zone.kind]) for zone in plan.zones.values() if _in_force(view, zone.id)
    ]
    watched = _watched(view)
    return (*shown, (watched, theme.POST_REACH, theme.POST_EDGE)) if watched else tuple(shown)


def _in_force(view: View, id: str) -> bool:
    """Whether a zone is worth drawing: areas while they are agreed, consent for those it binds."""
    zone = view.setting.politics.zones[id]
    if zone.kind is ZoneKind.AREA:
        return zone.since <= view.turn and (not zone.until or view.affairs.areas.get(id, 0) >= view.turn)
    return zone.kind is ZoneKind.RING or view.faction in zone.bound


def _watched(view: View) -> frozenset[Hex]:
    """Return the hexes that observation posts keep closed."""
    radius = {plan.faction: plan.radius for plan in view.setting.politics.posts}
    within = view.setting.board.grid.within
    return frozenset(
        near for here, owner in view.affairs.posts.items() for near in within(here, radius.get(owner, 1))
    )


def lifelines(view: View) -> tuple[tuple[Hex, ...], ...]:
    """Return the roads that somebody lives by, each as a line of hexes (14.4)."""
    return tuple(route.hexes for route in view.setting.politics.routes.values())


def cut_hexes(view: View) -> frozenset[Hex]:
    """Return where such roads are cut this turn."""
    return frozenset(
        here
        for route in view.setting.politics.routes.values()
        if view.affairs.cuts.get(route.id) == view.turn
        for here in route.hexes
        if view.interdicted.get(here) in route.raiders
    )


def words_of(view: View, here: Hex) -> Iterator[str]:
    """Yield what politics makes of a hex: zones, gates and fields, who may not enter, what lies hidden."""
    for zone in view.setting.politics.zones.values():
        if here in zone.hexes and _in_force(view, zone.id):
            yield _zone_words(view, zone)
    yield from _place_words(view, here)
    closed = why_closed(view, here)
    if closed:
        yield closed
    if here in view.affairs.posts:
        yield f"Observation post of {short(view, view.affairs.posts[here])}"
    elif here in _watched(view):
        yield "Watched by an observation post"
    if here in view.cells:
        yield f"Cells of {short(view, view.cells[here].faction)}: {view.cells[here].strength}"
    if here in view.belts:
        yield f"Mines of {short(view, view.belts[here].faction)}: {view.belts[here].level}"


def _zone_words(view: View, zone: Zone) -> str:
    """Return a zone with those it concerns and its rule."""

    def named(factions: tuple[str, ...]) -> str:
        return ", ".join(short(view, one) for one in factions)

    match zone.kind:
        case ZoneKind.RING:
            return (
                f"{zone.name}: ring of {short(view, zone.owner)} against {named(zone.intruders)} (rule 9.6)"
            )
        case ZoneKind.AREA:
            return f"{zone.name}: signed by {named(zone.signatories)}, binds {named(zone.bound)} (rule 9.11)"
    return f"{zone.name}: {named(zone.bound)} needs {zone.need} keys to attack (rule 13.4)"


def _place_words(view: View, here: Hex) -> Iterator[str]:
    """Yield the crossings, fields and roads of a hex that politics has a say in."""
    plan = view.setting.politics
    for place in view.setting.board.places_at.get(here, ()):
        if place.id in plan.gates:
            yield f"{place.name}: {gate_words(view, plan.gates[place.id])} (rule 9.10)"
        if place.id in plan.fields:
            yield f"{place.name}: {field_words(view, place.id)} (rule 14.1)"
    for route in plan.routes.values():
        if here in route.hexes:
            cut = ", cut this turn" if here in cut_hexes(view) else ""
            yield f"{route.name}: {short(view, route.faction)} lives by it{cut} (rule 14.4)"


def why_closed(view: View, here: Hex) -> str:
    """Return why the faction may not enter a hex for reasons of politics, empty when it may."""
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
    return f"Closed to {short(view, me)}: {refusal}" if refusal else ""


def draw_signs(surface: pygame.Surface, camera: Camera, view: View, looks: Mapping[str, FactionLook]) -> None:
    """Draw posts, cells and mines at the right of their hexes, the state of gates at the left."""
    signs = [(here, "P", owner) for here, owner in view.affairs.posts.items()]
    signs += [(here, f"C{cell.strength}", cell.faction) for here, cell in view.cells.items()]
    signs += [(here, "M", belt.faction) for here, belt in view.belts.items()]
    for here, letter, faction in signs:
        if camera.sees(here):
            picture = sign(letter, looks[faction], camera.hex_width)
            x, y = camera.point_of(here)
            spot = round(x + camera.hex_width * 0.34), round(y - camera.hex_width * 0.3)
            surface.blit(picture, picture.get_rect(center=spot))
    for gate in view.setting.politics.gates.values():
        here = view.setting.board.places[gate.place].at
        if camera.sees(here):
            picture = gate_sign(state_of(view, gate.place), camera.hex_width)
            x, y = camera.point_of(here)
            spot = round(x - camera.hex_width * 0.36), round(y - camera.hex_width * 0.3)
            surface.blit(picture, picture.get_rect(center=spot))


@lru_cache(maxsize=32)
def gate_sign(state: GateState, width: int) -> pygame.Surface:
    """Return the sign of a gate: two posts apart when open, a cross for aid, a bar when closed."""
    side, fold = max(11, round(width * 0.32)), 3
    big = pygame.Surface((side * fold, side * fold), pygame.SRCALPHA, 32)
    colours = {
        GateState.OPEN: theme.GATE_OPEN, GateState.AID: theme.GATE_AID, GateState.CLOSED: theme.GATE_CLOSED
    }  # fmt: skip
    whole = big.get_rect()
    pygame.draw.circle(big, theme.COUNTER_EDGE, whole.center, whole.w // 2)
    pygame.draw.circle(big, colours[state], whole.center, whole.w // 2 - fold)
    bar, post = pygame.Rect(0, 0, whole.w * 6 // 10, whole.w // 6), whole.w // 5
    bar.center = whole.center
    if state is GateState.OPEN:
        for side_x in (-1, 1):
            upright = pygame.Rect(0, 0, whole.w // 8, whole.w // 2)
            upright.center = whole.centerx + side_x * post, whole.centery
            pygame.draw.rect(big, theme.GATE_INK, upright)
    else:
        pygame.draw.rect(big, theme.GATE_INK, bar)
    if state is GateState.AID:
        pygame.draw.rect(big, theme.GATE_INK, pygame.Rect(0, 0, bar.h, bar.w).move_to(center=bar.center))
    return pygame.transform.smoothscale(big, (side, side))


def draw_damage(surface: pygame.Surface, view: View, place: str, box: pygame.Rect) -> None:
    """Draw a pip for each level of damage that a field can take, filled where it has."""
    damage = view.affairs.damage.get(place, 0)
    if place not in view.setting.politics.fields or not damage:
        return
    side = theme.px(5)
    for level in range(view.setting.rules.oil.max_damage):
        pip = pygame.Rect(box.right + theme.px(2), box.bottom - (level + 1) * (side + 1), side, side)
        pygame.draw.rect(surface, theme.BAD if level < damage else theme.PANEL_SUNK, pip)
        pygame.draw.rect(surface, theme.COUNTER_EDGE, pip, 1)


@lru_cache(maxsize=128)
def sign(letter: str, look: FactionLook, width: int) -> pygame.Surface:
    """Return a small flag in a faction's colour with a letter on it."""
    side = max(11, round(width * 0.3))
    flag = pygame.Surface((side + (len(letter) - 1) * side // 2, side), 0, 32)
    flag.fill(look.colour)
    pygame.draw.rect(flag, theme.COUNTER_EDGE, flag.get_rect(), 1)
    text = fonts.font(max(9, round(side * 0.8)), bold=True).render(letter, True, look.ink)
    flag.blit(text, text.get_rect(center=flag.get_rect().center))
    return flag
