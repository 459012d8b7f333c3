"""Who stands where: stacks of counters, two factions in one hex side by side, contacts and ghosts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pygame

from game.hexgrid.coords import Hex
from game.model.facts import Contact
from game.model.kinds import FactionId, UnitId
from game.model.state import View
from game.model.units import Unit
from game.ui import counters, fonts, theme
from game.ui.camera import Camera
from game.ui.counters import CounterLook, counter_look
from game.ui.theme import FactionLook

Looks = Mapping[FactionId, FactionLook]
BADGE_FROM = 22
DEEPEST = 3


def counter_edge(camera: Camera) -> int:
    """Return how large counters are at the camera's zoom."""
    return theme.px(theme.COUNTER_SIZE[theme.HEX_WIDTHS[camera.level]])


def manned(view: View) -> frozenset[Hex]:
    """Return every hex with a counter on it."""
    return frozenset(view.occupants) | {contact.at for contact in view.contacts}


def draw_stacks(
    surface: pygame.Surface,
    camera: Camera,
    view: View,
    looks: Looks,
    lifted: Collection[UnitId],
    front: UnitId,
    led: Collection[UnitId] = (),
) -> None:
    """Draw every unit of a View but the lifted ones; `front` is drawn on top of its stack, `led` are marked
    as led by machines."""
    for here, units in view.occupants.items():
        if here >= 0 and camera.sees(here):
            left = [unit for unit in units if unit.id not in lifted]
            for point, pile, shared in _piles(camera, here, left, view.faction):
                _draw_pile(surface, camera, point, stack_order(pile, front), looks, led, shared)


def draw_contacts(surface: pygame.Surface, camera: Camera, view: View, looks: Looks) -> None:
    """Draw the unknown and the remembered, the older the fainter."""
    for contact in view.contacts:
        if camera.sees(contact.at):
            look = contact_look(contact, looks)
            alpha = theme.GHOST_ALPHA[min(contact.age, len(theme.GHOST_ALPHA) - 1)]
            shared = bool(view.units_at(contact.at))
            picture = counters.faded(look, _edge(camera, shared), alpha)
            shift = camera.hex_width * 0.18 if shared else 0
            x, y = camera.point_of(contact.at)
            surface.blit(picture, picture.get_rect(center=(round(x + shift), round(y - shift))))


def draw_unit(
    surface: pygame.Surface,
    camera: Camera,
    unit: Unit,
    point: tuple[float, float],
    look: FactionLook,
    led: bool = False,
    shared: bool = False,
) -> None:
    """Draw one counter centred on a point of the window, as when it moves; smaller in a shared hex."""
    picture = counters.picture(counter_look(unit, look, led), _edge(camera, shared))
    surface.blit(picture, picture.get_rect(center=(round(point[0]), round(point[1]))))


def contact_look(contact: Contact, looks: Looks) -> CounterLook:
    """Return how a contact looks: as the unit it was known to be, or a question mark."""
    if contact.unit is None:
        return CounterLook(looks[contact.faction])
    return counter_look(contact.unit, looks[contact.faction])


def stack_order(units: Collection[Unit], front: UnitId = "") -> list[Unit]:
    """Return a stack from the bottom up: support below, the strongest or the chosen unit on top."""
    return sorted(
        units,
        key=lambda unit: (unit.id == front, not unit.type.support, unit.steps * unit.type.attack, unit.id),
    )


def _edge(camera: Camera, shared: bool) -> int:
    return round(counter_edge(camera) * theme.SHARED) if shared else counter_edge(camera)


def _piles(
    camera: Camera, here: Hex, units: list[Unit], faction: FactionId
) -> Iterator[tuple[tuple[float, float], list[Unit], bool]]:
    """Yield a pile for each faction in a hex, where it lies and whether it shares the hex, the viewer's last
    and in front."""
    x, y = camera.point_of(here)
    factions = sorted({unit.faction for unit in units}, key=lambda code: (code == faction, code))
    apart = camera.hex_width * 0.2 if len(factions) > 1 else 0.0
    for at, code in enumerate(factions):
        side = 2 * at / max(1, len(factions) - 1) - 1
        pile = [unit for unit in units if unit.faction == code]
        yield (x - side * apart, y + side * apart * 0.6), pile, len(factions) > 1


def _draw_pile(
    surface: pygame.Surface,
    camera: Camera,
    point: tuple[float, float],
    units: list[Unit],
    looks: Looks,
    led: Collection[UnitId],
    shared: bool,
) -> None:
    shift = max(1.5, camera.hex_width * theme.STACK_SHIFT)
    shown = units[-DEEPEST:]
    deep = (len(shown) - 1) / 2 * shift
    for at, unit in enumerate(shown):
        spot = point[0] + deep - at * shift, point[1] - deep + at * shift
        draw_unit(surface, camera, unit, spot, looks[unit.faction], unit.id in led, shared)
    if len(units) > 1 and camera.hex_width >= BADGE_FROM:
        _draw_badge(surface, (point[0] - deep, point[1] + deep), _edge(camera, shared), len(units))


def _draw_badge(surface: pygame.Surface, point: tuple[float, float], edge: int, count: int) -> None:
    """Print how many units a stack holds on its upper right corner."""
    radius = max(5, round(edge * 0.17))
    centre = round(point[0] + edge * 0.46), round(point[1] - edge * 0.46)
    pygame.draw.circle(surface, theme.COUNTER_EDGE, centre, radius + 1)
    pygame.draw.circle(surface, theme.SYMBOL_FILL, centre, radius)
    font = fonts.face(fonts.LATIN, max(8, round(radius * 1.6)), True)
    digit = font.render(str(count), True, theme.SYMBOL_INK)
    inked = digit.get_bounding_rect()
    surface.blit(digit, (centre[0] - inked.centerx, centre[1] - inked.centery))
