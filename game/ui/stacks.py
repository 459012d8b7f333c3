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
            for point, pile in _piles(camera, here, left, view.faction):
                _draw_pile(surface, camera, point, stack_order(pile, front), looks, led)


def draw_contacts(surface: pygame.Surface, camera: Camera, view: View, looks: Looks) -> None:
    """Draw the unknown and the remembered, the older the fainter."""
    for contact in view.contacts:
        if camera.sees(contact.at):
            look = contact_look(contact, looks)
            alpha = theme.GHOST_ALPHA[min(contact.age, len(theme.GHOST_ALPHA) - 1)]
            picture = counters.faded(look, counter_edge(camera), alpha)
            shift = camera.hex_width * 0.1 if view.units_at(contact.at) else 0
            x, y = camera.point_of(contact.at)
            surface.blit(picture, picture.get_rect(center=(round(x + shift), round(y - shift))))


def draw_unit(
    surface: pygame.Surface,
    camera: Camera,
    unit: Unit,
    point: tuple[float, float],
    look: FactionLook,
    led: bool = False,
) -> None:
    """Draw one counter centred on a point of the window, as when it moves."""
    picture = counters.picture(counter_look(unit, look, led), counter_edge(camera))
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


def _piles(
    camera: Camera, here: Hex, units: list[Unit], faction: FactionId
) -> Iterator[tuple[tuple[float, float], list[Unit]]]:
    """Yield a pile for each faction in a hex and where it lies, the viewer's last and in front."""
    x, y = camera.point_of(here)
    factions = sorted({unit.faction for unit in units}, key=lambda code: (code == faction, code))
    apart = camera.hex_width * 0.22 if len(factions) > 1 else 0.0
    for at, code in enumerate(factions):
        side = 2 * at / max(1, len(factions) - 1) - 1
        yield (x - side * apart, y + side * apart * 0.6), [unit for unit in units if unit.faction == code]


def _draw_pile(
    surface: pygame.Surface,
    camera: Camera,
    point: tuple[float, float],
    units: list[Unit],
    looks: Looks,
    led: Collection[UnitId],
) -> None:
    edge = counter_edge(camera)
    shift = max(1.5, camera.hex_width * theme.STACK_SHIFT)
    shown = units[-DEEPEST:]
    for at, unit in enumerate(shown):
        back = (len(shown) - 1) / 2 - at
        spot = point[0] + back * shift, point[1] - back * shift
        draw_unit(surface, camera, unit, spot, looks[unit.faction], unit.id in led)
    if len(units) > 1 and camera.hex_width >= BADGE_FROM:
        _draw_badge(surface, point, edge, len(units), shift * (len(shown) - 1) / 2)


def _draw_badge(
    surface: pygame.Surface, point: tuple[float, float], edge: int, count: int, shift: float
) -> None:
    """Print how many units a stack holds at its upper right corner."""
    radius = max(5, round(edge * 0.19))
    centre = (
        round(point[0] + edge / 2 + shift - radius * 0.3),
        round(point[1] - edge / 2 - shift + radius * 0.3),
    )
    pygame.draw.circle(surface, theme.COUNTER_EDGE, centre, radius + 1)
    pygame.draw.circle(surface, theme.SYMBOL_FILL, centre, radius)
    font = fonts.face(fonts.LATIN, max(8, round(radius * 1.55)), True)
    digit = font.render(str(count), True, theme.SYMBOL_INK)
    inked = digit.get_bounding_rect()
    surface.blit(digit, (centre[0] - inked.centerx, centre[1] - inked.centery))
