"""The political map: rings, areas, ground of consent, posts; signs for cells and mines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pygame

from game.hexgrid.coords import Hex
from game.model.kinds import GateState, ZoneKind
from game.model.state import View
from game.rules.desk_hex import is_drawn, watched
from game.rules.politics.gates import state_of
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
        (zone.hexes, *COLOURS[zone.kind]) for zone in plan.zones.values() if is_drawn(view, zone.id)
    ]
    near = watched(view)
    return (*shown, (near, theme.POST_REACH, theme.POST_EDGE)) if near else tuple(shown)


def lifelines(view: View) -> tuple[tuple[Hex, ...], ...]:
    """Return the roads that somebody lives by, each as a line of hexes (14.4)."""
    return tuple(route.hexes for route in view.setting.politics.routes.values())


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
    text = fonts.face(fonts.LATIN, max(9, round(side * 0.8)), bold=True).render(letter, True, look.ink)
    flag.blit(text, text.get_rect(center=flag.get_rect().center))
    return flag
