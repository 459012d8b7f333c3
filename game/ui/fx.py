"""What moves over the map during a shot of a film: counters on their way, arrows, dice, bursts, aircraft.

Each kind of shot has a scene, a function of how far the shot is. With reduced motion nothing flies or
shakes: what was fades into what is, and what happens stands still.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import pi, sin

import pygame

from game.hexgrid.coords import Hex
from game.model import events as ev
from game.model.kinds import AirMission, Step, UnitId
from game.model.units import Unit
from game.ui import counters, fx_art, stacks, theme
from game.ui.animate import Point, Projector, along, eased
from game.ui.camera import Camera
from game.ui.counters import counter_look
from game.ui.fx_fight import draw_fight
from game.ui.shots import Kind, Shot
from game.ui.theme import Colour

ON_COUNTERS = (Kind.LOSS, Kind.LEAVE, Kind.TURN)
"""Kinds of shots that draw the counter that they are about themselves."""

TRAILS = {Kind.MOVE: theme.PATH, Kind.RETREAT: theme.TRAIL_BACK, Kind.ADVANCE: theme.TRAIL_ON}
LIGHTS = {"out": "OUT_OF_SUPPLY", "strained": "STRAINED", "full": "GOOD"}


@dataclass(frozen=True)
class Scene:
    """What a scene is drawn with; `share` says how far it is, `calm` that nothing is to fly about."""

    surface: pygame.Surface
    camera: Camera
    shot: Shot
    share: float
    looks: stacks.Looks
    calm: bool

    @property
    def width(self) -> int:
        """Width of a hex in pixels."""
        return self.camera.hex_width

    def spot(self, here: Hex) -> Point:
        """Return where a hex is."""
        return self.camera.point_of(here)

    def blit(self, picture: pygame.Surface, point: Point) -> None:
        """Copy a picture centred on a point."""
        self.surface.blit(picture, picture.get_rect(center=(round(point[0]), round(point[1]))))

    def colour_of(self, faction: str) -> Colour:
        """Return a faction's colour, light where there is none."""
        return self.looks[faction].colour if faction in self.looks else theme.SYMBOL_FILL


def lifted(shot: Shot) -> frozenset[UnitId]:
    """Return the units that a shot draws itself."""
    if shot.unit is not None:
        return frozenset((shot.unit.id,))
    unit = getattr(shot.event, "unit", None)
    return frozenset((unit.id,)) if shot.kind in ON_COUNTERS and isinstance(unit, Unit) else frozenset()


def draw(
    surface: pygame.Surface, camera: Camera, shown: Projector, looks: stacks.Looks, calm: bool = False
) -> None:
    """Draw what moves in the present shot of a film."""
    scene = Scene(surface, camera, shown.shot, shown.share, looks, calm)
    keep = surface.get_clip()
    surface.set_clip(camera.port.clip(keep))
    SCENES.get(shown.shot.kind, _sign)(scene)
    surface.set_clip(keep)


def counter(scene: Scene, unit: Unit, point: Point, alpha: int = 255) -> None:
    """Draw a counter on a point, more or less solid."""
    look = counter_look(unit, scene.looks[unit.faction])
    edge = stacks.counter_edge(scene.camera)
    if alpha >= 250:
        scene.blit(counters.picture(look, edge), point)
    elif alpha > 8:
        scene.blit(counters.faded(look, edge, alpha // 16 * 16), point)


def ring(scene: Scene, point: Point, share: float, colour: Colour, far: float = 1.7) -> None:
    """Draw a ring of light that grows and fades; a calm one stays and fades."""
    if not 0.0 <= share <= 1.0:
        return
    grown = 1.15 if scene.calm else 0.5 + (far - 0.5) * eased(share)
    fade = sin(pi * share) if scene.calm else 1.0 - share
    size = max(8, round(scene.width * grown) // 4 * 4)
    picture = fx_art.halo(size, max(2, scene.width // 14), colour, round(15 * fade) * 17)
    scene.blit(picture, point)


def blast(scene: Scene, point: Point, share: float, size: float = 1.0) -> None:
    """Draw a burst, from nothing at 0 to smoke that is gone at 1."""
    if 0.0 <= share < 1.0:
        frame = fx_art.FRAMES // 3 if scene.calm else int(share * fx_art.FRAMES)
        scene.blit(fx_art.burst(frame, max(10, round(scene.width * size))), point)


# Scenes


def _move(scene: Scene) -> None:
    """A counter on its way, with the trail behind it."""
    shot = scene.shot
    if shot.unit is None:
        return
    points = [scene.spot(here) for here in shot.path]
    if scene.calm:
        _trail(scene, points, 1.0)
        counter(scene, shot.unit, points[0], round(255 * (1 - scene.share)))
        counter(scene, shot.unit, points[-1], round(255 * scene.share))
        return
    share = eased(scene.share)
    _trail(scene, points, share)
    counter(scene, shot.unit, along(points, share))


def _trail(scene: Scene, points: list[Point], share: float) -> None:
    """Draw the curve that a counter has come along."""
    colour = TRAILS.get(scene.shot.kind, theme.PATH)
    if len(points) < 2 or share <= 0.0:
        return
    count = max(2, round(6 * (len(points) - 1) * share) + 1)
    curve = [along(points, share * at / (count - 1)) for at in range(count)]
    for thick, ink in ((0.13, theme.PATH_EDGE), (0.075, colour)):
        wide = max(2, round(scene.width * thick))
        pygame.draw.lines(scene.surface, ink, False, curve, wide)
        pygame.draw.circle(scene.surface, ink, curve[0], wide)
    end = points[-1]
    ring(scene, end, 0.35, colour, 1.2)


def _loss(scene: Scene) -> None:
    """Steps that a counter loses: it shakes, pips pop off, and when none is left it goes."""
    event = scene.shot.event
    if not isinstance(event, ev.StepsLost) or event.at < 0:
        return
    x, y = scene.spot(event.at)
    left = max(0, event.unit.steps - event.steps)
    shake = 0.0 if scene.calm or scene.share > 0.4 else sin(scene.share * 70) * scene.width * 0.045
    if scene.share < 0.4 or left:
        steps = event.unit.steps if scene.share < 0.4 else left
        counter(scene, _with_steps(event.unit, steps), (x + shake, y))
    else:
        counter(scene, event.unit, (x, y), round(255 * (1 - (scene.share - 0.4) / 0.6)))
        blast(scene, (x, y), (scene.share - 0.3) / 0.7, 1.1)
    if scene.share >= 0.25:
        rise = 0.55 if scene.calm else 0.35 + 0.4 * eased((scene.share - 0.25) / 0.75)
        size = max(15, round(scene.width * 0.42))
        plate = fx_art.chip(f"-{event.steps}", size, theme.OUT_OF_SUPPLY, theme.SYMBOL_FILL)
        scene.blit(plate, (x + scene.width * 0.3, y - scene.width * rise))


def _with_steps(unit: Unit, steps: int) -> Unit:
    return replace(unit, steps=steps)


def _shell(scene: Scene) -> None:
    """Shells on their arc from the guns, and where they fall."""
    event = scene.shot.event
    if not isinstance(event, ev.Shelled):
        return
    end = scene.spot(event.at)
    start = scene.spot(event.unit.at) if event.unit.at >= 0 else None
    for at in range(3):
        share = (scene.share - 0.12 * at) / 0.5
        spread = ((at - 1) * 0.22 * scene.width, (0.1, -0.16, 0.14)[at] * scene.width)
        fall = end[0] + spread[0], end[1] + spread[1]
        if start is not None and 0.0 < share < 1.0 and not scene.calm:
            _fly(scene, start, fall, share)
        blast(scene, fall, (share - 1.0) / 0.5, 0.75)
    if start is not None:
        blast(scene, start, scene.share / 0.2, 0.4)
    ring(scene, end, (scene.share - 0.4) / 0.6, theme.FLAME, 1.5)


def _fly(scene: Scene, start: Point, end: Point, share: float) -> None:
    """Draw a shell on its arc with a short tail."""
    tall = 0.28 * abs(end[0] - start[0]) + 0.5 * scene.width
    for back, size in ((0.08, 0.03), (0.04, 0.045), (0.0, 0.06)):
        part = max(0.0, share - back)
        x = start[0] + (end[0] - start[0]) * part
        y = start[1] + (end[1] - start[1]) * part - tall * sin(pi * part)
        pygame.draw.circle(scene.surface, theme.SHELL, (x, y), max(1.5, scene.width * size))


def _air(scene: Scene) -> None:
    """An aircraft passes with its shadow on the ground, and what it leaves behind."""
    at = scene.shot.at
    if at is None:
        return
    x, y = scene.spot(at)
    _left_behind(scene, (x, y))
    if scene.calm:
        scene.blit(fx_art.aircraft(round(scene.width * 1.3), -24, False), (x, y - scene.width * 0.9))
        return
    far = (scene.share / 0.85 - 0.5) * 13 * scene.width
    along_x, along_y = x + far, y - far * 0.445
    size = max(18, round(scene.width * 1.35))
    scene.blit(fx_art.aircraft(size, -24, True), (along_x + scene.width * 0.1, along_y + scene.width * 0.1))
    scene.blit(
        fx_art.aircraft(size, -24, False), (along_x - scene.width * 0.35, along_y - scene.width * 0.75)
    )


def _left_behind(scene: Scene, point: Point) -> None:
    """Draw what a mission does to its hex: bursts, a look around, a crate under a parachute."""
    event, after = scene.shot.event, (scene.share - 0.42) / 0.58
    x, y = point
    if isinstance(event, ev.MissionFlown) and event.mission is AirMission.RECON:
        ring(scene, point, after, theme.LINK, 4.5)
    elif isinstance(event, ev.MissionFlown) and event.mission is AirMission.DROP:
        if after >= 0:
            fall = 0.0 if scene.calm else 1.2 * (1 - eased(min(1.0, after)))
            scene.blit(fx_art.chute(max(16, round(scene.width * 0.7))), (x, y - scene.width * fall))
    elif isinstance(event, ev.Enforced) and event.step is not Step.STRIKE:
        ring(scene, point, after, theme.STAFF, 2.2)
    else:
        hit = getattr(event, "success", True)
        for at in range(3):
            shift = (at - 1) * 0.34 * scene.width
            off = 0.0 if hit else 0.42 * scene.width
            blast(scene, (x + shift, y - shift * 0.445 + off), after * 1.5 - 0.16 * at, 0.95)


def _capture(scene: Scene) -> None:
    """Ground that passes to another: its hexes light up in his colour."""
    for here, faction in scene.shot.marks:
        if scene.camera.sees(here):
            colour = scene.colour_of(faction)
            fade = round(5 * sin(pi * scene.share)) * 34
            scene.blit(fx_art.glow(round(scene.width * 1.5), colour, fade), scene.spot(here))
            ring(scene, scene.spot(here), scene.share, colour, 1.9)


def _arrive(scene: Scene) -> None:
    """A counter comes on."""
    unit = getattr(scene.shot.event, "unit", None)
    if not isinstance(unit, Unit) or unit.at < 0:
        return
    x, y = scene.spot(unit.at)
    drop = 0.0 if scene.calm else (1 - eased(min(1.0, scene.share / 0.6))) * scene.width * 0.8
    counter(scene, unit, (x, y - drop), round(255 * min(1.0, scene.share / 0.5)))
    ring(scene, (x, y), (scene.share - 0.4) / 0.6, scene.colour_of(unit.faction))


def _leave(scene: Scene) -> None:
    """A counter goes."""
    unit = getattr(scene.shot.event, "unit", None)
    if isinstance(unit, Unit) and unit.at >= 0:
        counter(scene, unit, scene.spot(unit.at), round(255 * (1 - scene.share)))


def _turn(scene: Scene) -> None:
    """A counter changes sides: its old colour fades into the new one."""
    event = scene.shot.event
    if not isinstance(event, ev.UnitTurned) or event.unit.at < 0:
        return
    point = scene.spot(event.unit.at)
    counter(scene, event.unit, point, round(255 * (1 - scene.share)))
    counter(scene, replace(event.unit, faction=event.to), point, round(255 * scene.share))
    ring(scene, point, scene.share, scene.colour_of(event.to))


def _supply(scene: Scene) -> None:
    """Units that are cut off, or fed again."""
    for here, name in scene.shot.marks:
        if scene.camera.sees(here):
            for lag in (0.0, 0.35):
                light = getattr(theme, LIGHTS.get(name, "WARN"))
                ring(scene, scene.spot(here), (scene.share - lag) / 0.65, light)


def _cells(scene: Scene) -> None:
    """Men come up out of the ground."""
    if scene.shot.at is not None:
        colour = scene.colour_of(getattr(scene.shot.event, "faction", ""))
        x, y = scene.spot(scene.shot.at)
        for lag in (0.0, 0.2, 0.4):
            share = (scene.share - lag) / 0.6
            ring(scene, (x, y + (0 if scene.calm else (0.5 - share) * scene.width * 0.6)), share, colour, 1.3)


def _sign(scene: Scene) -> None:
    """Something happens in a hex."""
    if scene.shot.at is not None:
        for lag in (0.0, 0.3):
            ring(scene, scene.spot(scene.shot.at), (scene.share - lag) / 0.7, theme.SELECTED)


def _nothing(scene: Scene) -> None:
    """What a card tells is not on the map."""


SCENES: dict[Kind, Callable[[Scene], None]] = {
    Kind.MOVE: _move, Kind.RETREAT: _move, Kind.ADVANCE: _move,
    Kind.FIGHT: lambda scene: draw_fight(
        scene.surface, scene.camera, scene.shot, scene.share, scene.looks, scene.calm
    ),
    Kind.LOSS: _loss, Kind.SHELL: _shell, Kind.AIR: _air, Kind.CAPTURE: _capture, Kind.ARRIVE: _arrive,
    Kind.LEAVE: _leave, Kind.TURN: _turn, Kind.SUPPLY: _supply, Kind.CROSSING: _sign, Kind.CELLS: _cells,
    Kind.SIGN: _sign, Kind.CARD: _nothing,
}  # fmt: skip
