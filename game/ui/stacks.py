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
from game.ui.palettes import painted
from game.ui.theme import FactionLook

Looks = Mapping[FactionId, FactionLook]
Placed = tuple[pygame.Surface, tuple[int, int]]
"""A picture and where its upper left corner lies."""
BADGE_FROM = 22
DEEPEST = 3


def counter_edge(camera: Camera) -> int:
    """Return how large counters are at the camera's zoom."""
    return theme.px(theme.COUNTER_SIZE[theme.HEX_WIDTHS[camera.level]])


def manned(view: View) -> frozenset[Hex]:
    """Return every hex with a counter on it."""
    return frozenset(view.occupants) | {contact.at for contact in view.contacts}


class Pieces:
    """All counters of a map. What lies in a hex is worked out once for a View and a zoom, so that panning a
    map costs no more than copying pictures."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._view: View | None = None
        self._piles: dict[Hex, list[Placed]] = {}
        self._ghosts: dict[int, Placed] = {}

    def draw(
        self,
        surface: pygame.Surface,
        camera: Camera,
        view: View,
        looks: Looks,
        lifted: Collection[UnitId] = (),
        front: UnitId = "",
        led: Collection[UnitId] = (),
    ) -> None:
        """Draw the unknown and the remembered, then every unit of a View but the lifted ones; `front` is
        drawn on top of its stack, `led` are marked as led by machines."""
        key = camera.hex_width, theme.palette(), lifted, front, led
        if view is not self._view or key != self._key:
            self._view, self._key = view, key
            self._piles.clear()
            self._ghosts.clear()
        placed: list[Placed] = []
        for at, contact in enumerate(view.contacts):
            if camera.sees(contact.at):
                if at not in self._ghosts:
                    self._ghosts[at] = _ghost(camera, view, contact, looks)
                placed.append(_moved(self._ghosts[at], camera, contact.at))
        for here, units in view.occupants.items():
            if here >= 0 and camera.sees(here):
                if here not in self._piles:
                    left = [unit for unit in units if unit.id not in lifted]
                    self._piles[here] = _laid(camera, left, view.faction, front, looks, led)
                placed.extend(_moved(one, camera, here) for one in self._piles[here])
        surface.blits(placed, False)


def _moved(placed: Placed, camera: Camera, here: Hex) -> Placed:
    x, y = camera.point_of(here)
    picture, (dx, dy) = placed
    return picture, (round(x) + dx, round(y) + dy)


def _ghost(camera: Camera, view: View, contact: Contact, looks: Looks) -> Placed:
    """Return the picture of a contact, the older the fainter, and where it lies in its hex."""
    alpha = theme.GHOST_ALPHA[min(contact.age, len(theme.GHOST_ALPHA) - 1)]
    shared = bool(view.units_at(contact.at))
    picture = counters.faded(contact_look(contact, looks), _edge(camera, shared), alpha)
    shift = camera.hex_width * 0.18 if shared else 0
    return picture, picture.get_rect(center=(round(shift), round(-shift))).topleft


def _laid(
    camera: Camera,
    units: list[Unit],
    faction: FactionId,
    front: UnitId,
    looks: Looks,
    led: Collection[UnitId],
) -> list[Placed]:
    """Return the pictures of the units of a hex, from the bottom up, and where they lie in it."""
    board = _Board()
    for point, pile, shared in _piles(camera, units, faction):
        _draw_pile(board, camera, point, stack_order(pile, front), looks, led, shared)
    return board.placed


class _Board:
    """Takes pictures like a surface, and keeps them apart."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []

    def blit(self, picture: pygame.Surface, box: pygame.Rect) -> None:
        """Take a picture."""
        self.placed.append((picture, box.topleft))


def draw_unit(
    surface: pygame.Surface | _Board,
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
    camera: Camera, units: list[Unit], faction: FactionId
) -> Iterator[tuple[tuple[float, float], list[Unit], bool]]:
    """Yield a pile for each faction in a hex, where it lies and whether it shares the hex, the viewer's last
    and in front."""
    factions = sorted({unit.faction for unit in units}, key=lambda code: (code == faction, code))
    apart = camera.hex_width * 0.2 if len(factions) > 1 else 0.0
    for at, code in enumerate(factions):
        side = 2 * at / max(1, len(factions) - 1) - 1
        pile = [unit for unit in units if unit.faction == code]
        yield (-side * apart, side * apart * 0.6), pile, len(factions) > 1


def _draw_pile(
    surface: _Board,
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


def _draw_badge(surface: _Board, point: tuple[float, float], edge: int, count: int) -> None:
    """Print how many units a stack holds on its upper right corner."""
    picture = _badge(max(5, round(edge * 0.17)), count)
    centre = round(point[0] + edge * 0.46), round(point[1] - edge * 0.46)
    surface.blit(picture, picture.get_rect(center=centre))


@painted(64)
def _badge(radius: int, count: int) -> pygame.Surface:
    """Return a number in a small disc."""
    side = 2 * radius + 5
    picture, middle = pygame.Surface((side, side), pygame.SRCALPHA, 32), (side // 2, side // 2)
    pygame.draw.circle(picture, theme.COUNTER_EDGE, middle, radius + 1)
    pygame.draw.circle(picture, theme.SYMBOL_FILL, middle, radius)
    digit = fonts.face(fonts.LATIN, max(8, round(radius * 1.6)), True).render(
        str(count), True, theme.SYMBOL_INK
    )
    inked = digit.get_bounding_rect()
    picture.blit(digit, (middle[0] - inked.centerx, middle[1] - inked.centery))
    return picture
