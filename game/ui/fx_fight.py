"""A fight in a film: arrows from those who attack, the dice as they roll, what they cost."""

from __future__ import annotations

import pygame

from game.model import events as ev
from game.model.combat import FightReport
from game.ui import fx_art, theme
from game.ui.animate import Point, eased
from game.ui.camera import Camera
from game.ui.noise import chance
from game.ui.shots import Shot
from game.ui.stacks import Looks

ROLLING, SHOWN, COUNTED = 0.16, 0.5, 0.6
"""When the dice begin to roll, when their sum is shown, and when the losses."""


def draw_fight(
    surface: pygame.Surface, camera: Camera, shot: Shot, share: float, looks: Looks, calm: bool
) -> None:
    """Draw a fight as far as it has come."""
    event = shot.event
    if not isinstance(event, ev.Fought):
        return
    report, share = event.report, 1.0 if calm else share
    _draw_arrows(surface, camera, shot, report, share, looks)
    target = camera.point_of(report.target)
    width = camera.hex_width
    if ROLLING / 2 < share < COUNTED and not calm:
        for at in range(3):
            _burst(surface, target, width, (share * 4 + at * 0.33) % 1.0, at)
    size = max(22, round(width * 0.62))
    place = _plate_place(camera, target, size)
    if ROLLING < share < SHOWN:
        _draw_rolling(surface, place, size, share)
    elif share >= SHOWN:
        _blit(surface, fx_art.total(str(report.roll), size), place)
    if share >= COUNTED:
        _draw_cost(surface, report, place, size, looks)


def _blit(surface: pygame.Surface, picture: pygame.Surface, point: Point) -> None:
    surface.blit(picture, picture.get_rect(center=(round(point[0]), round(point[1]))))


def _burst(surface: pygame.Surface, target: Point, width: int, age: float, at: int) -> None:
    """Draw one of the small bursts of rifle fire around the target."""
    spot = (
        target[0] + (chance(at, 1, 3) - 0.5) * width * 0.9,
        target[1] + (chance(at, 2, 3) - 0.5) * width * 0.9,
    )
    _blit(surface, fx_art.burst(int(age * fx_art.FRAMES), max(8, round(width * 0.42))), spot)


def _draw_arrows(
    surface: pygame.Surface, camera: Camera, shot: Shot, report: FightReport, share: float, looks: Looks
) -> None:
    """Draw an arrow from every hex that the viewer knows to attack, pressing forward."""
    units = shot.view.units
    hexes = sorted({units[one].at for one in report.attackers if one in units} - {report.target, -1})
    target, width = camera.point_of(report.target), camera.hex_width
    push = eased(min(1.0, share / 0.4))
    colour = looks[report.attacker].colour if report.attacker in looks else theme.ARROW
    for here in hexes:
        start = camera.point_of(here)
        length = ((target[0] - start[0]) ** 2 + (target[1] - start[1]) ** 2) ** 0.5
        long = max(10, round(length * 0.56) // 4 * 4)
        picture = fx_art.arrow(long, max(4, width // 7), fx_art.heading(start, target), colour)
        far = 0.3 + 0.24 * push
        point = start[0] + (target[0] - start[0]) * far, start[1] + (target[1] - start[1]) * far
        _blit(surface, picture, point)


def _plate_place(camera: Camera, target: Point, size: int) -> Point:
    """Return where the dice lie: above the target, below it at the upper edge of the map."""
    up = target[1] - camera.hex_width * 0.75 - size * 0.7
    down = target[1] + camera.hex_width * 0.75 + size * 0.7
    x = min(max(target[0], camera.port.left + 3 * size), camera.port.right - 3 * size)
    return x, up if up > camera.port.top + size else down


def _draw_rolling(surface: pygame.Surface, place: Point, size: int, share: float) -> None:
    """Draw two dice that tumble; their faces mean nothing before they lie still."""
    step = int(share * 34)
    for at, side in enumerate((-1, 1)):
        face = 1 + int(chance(step, at, 9) * 6)
        turn = int(chance(step, at, 4) * 8) * 11 - 44
        hop = abs((share * 9 + at * 0.5) % 1.0 - 0.5) * size * 0.6
        _blit(surface, fx_art.die(face, size, turn), (place[0] + side * size * 0.68, place[1] - hop))


def _draw_cost(surface: pygame.Surface, report: FightReport, place: Point, size: int, looks: Looks) -> None:
    """Draw beside the dice what the attacker loses and what the defender loses, in steps and ground."""
    small = max(15, round(size * 0.62))
    cell = report.cell
    _draw_chips(surface, (_loss(cell.attacker),), report.attacker, place, -size * 0.75, small, looks)
    ground = f"+{cell.retreat}" if report.city else f"» {cell.retreat}"
    words = (_loss(cell.defender), ground) if cell.retreat else (_loss(cell.defender),)
    _draw_chips(surface, words, report.defender, place, size * 0.75, small, looks)


def _loss(steps: int) -> str:
    return f"-{steps}" if steps else "0"


def _draw_chips(
    surface: pygame.Surface,
    words: tuple[str, ...],
    faction: str,
    place: Point,
    off: float,
    size: int,
    looks: Looks,
) -> None:
    """Draw chips in a faction's colours away from the dice, to the left for a negative distance."""
    look = looks.get(faction)
    ground, ink = (look.colour, look.ink) if look else (theme.SYMBOL_FILL, theme.SYMBOL_INK)
    x = place[0] + off
    for word in words:
        picture = fx_art.chip(word, size, ground, ink)
        left = x - picture.get_width() if off < 0 else x
        surface.blit(picture, (round(left), round(place[1] - size / 2)))
        x += (picture.get_width() + 3) * (1 if off > 0 else -1)
