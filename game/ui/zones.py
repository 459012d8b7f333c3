"""The political map: rings, areas, ground of consent, posts; signs for cells and mines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import pygame

from game.hexgrid.coords import Hex
from game.model.kinds import ZoneKind
from game.model.state import View
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


def words_of(view: View, here: Hex) -> Iterator[str]:
    """Yield the zones that a hex lies in, and what lies hidden in it as far as is known."""
    for zone in view.setting.politics.zones.values():
        if here in zone.hexes and _in_force(view, zone.id):
            yield zone.name
    if here in view.affairs.posts:
        yield f"Observation post of {_short(view, view.affairs.posts[here])}"
    elif here in _watched(view):
        yield "Watched by an observation post"
    if here in view.cells:
        yield f"Cells of {_short(view, view.cells[here].faction)}: {view.cells[here].strength}"
    if here in view.belts:
        yield f"Mines of {_short(view, view.belts[here].faction)}: {view.belts[here].level}"


def _short(view: View, faction: str) -> str:
    known = view.setting.factions.get(faction)
    return known.short if known else faction


def draw_signs(surface: pygame.Surface, camera: Camera, view: View, looks: Mapping[str, FactionLook]) -> None:
    """Draw posts, cells and mines at the right of their hexes."""
    signs = [(here, "P", owner) for here, owner in view.affairs.posts.items()]
    signs += [(here, f"C{cell.strength}", cell.faction) for here, cell in view.cells.items()]
    signs += [(here, "M", belt.faction) for here, belt in view.belts.items()]
    for here, letter, faction in signs:
        if camera.sees(here):
            picture = sign(letter, looks[faction], camera.hex_width)
            x, y = camera.point_of(here)
            spot = round(x + camera.hex_width * 0.34), round(y - camera.hex_width * 0.3)
            surface.blit(picture, picture.get_rect(center=spot))


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
