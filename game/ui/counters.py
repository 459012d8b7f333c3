"""Counters: what is printed on one, and its picture at any size.

A counter shows its faction's colour and pattern, NATO symbol and size, attack-defence-move, a pip a
step, its supply on the edge, and small signs for dug in, delaying, disrupted, active and done.

Legend: *edge* is the length of a counter's side in pixels; pictures have a margin of MARGIN edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import pygame

from game.model.kinds import Posture, SupplyState
from game.model.units import Unit
from game.ui import fonts, patterns, symbols, theme
from game.ui.palettes import painted
from game.ui.theme import FactionLook

FOLD = 3
MARGIN = 0.18
ROUND = 0.16
FACTORS_EDGE = 25
MOVE_EDGE = 30
SQUEEZE = 0.74
SIGNS_EDGE = 18


@dataclass(frozen=True, slots=True)
class CounterLook:
    """Everything that a counter shows. Two units that look the same share a picture."""

    faction: FactionLook
    symbol: str = ""
    size: str = "battalion"
    attack: int = 0
    defence: int = 0
    move: int = 0
    barrage: int = 0
    steps: int = 0
    full: int = 0
    supply: SupplyState = SupplyState.FULL
    disrupted: bool = False
    dig_in: int = 0
    delay: bool = False
    active: bool = False
    done: bool = False
    led: bool = False


def counter_look(unit: Unit, faction: FactionLook, led: bool = False) -> CounterLook:
    """Return what a unit's counter shows. Strengths are those of the steps it has left; `led` marks whom a
    machine leads for the viewer."""
    kind = unit.type
    return CounterLook(
        faction, kind.symbol, kind.size, worn(kind.attack, unit), worn(kind.defence, unit), kind.move,
        worn(kind.barrage, unit), unit.steps, kind.steps, unit.supply, unit.disrupted, unit.dig_in,
        unit.posture is Posture.DELAY, unit.active, unit.done, led,
    )  # fmt: skip


def worn(strength: int, unit: Unit) -> int:
    """Return what is left of a strength in the steps a unit has left, half rounded up."""
    return (2 * strength * unit.steps + unit.type.steps) // (2 * max(1, unit.type.steps))


@painted(2048)
def picture(look: CounterLook, edge: int) -> pygame.Surface:
    """Return a counter's picture, its margin included; do not draw on the result."""
    margin = ceil(edge * MARGIN)
    body = pygame.Rect(margin, margin, edge, edge)
    whole = pygame.transform.smoothscale(_body(look, edge, margin), (edge + 2 * margin, edge + 2 * margin))
    if look.symbol:
        _print_symbol(whole, body, look)
    else:
        _print_question(whole, body, look)
    if edge >= FACTORS_EDGE and look.symbol:
        _print_factors(whole, body, look)
    if look.done:
        _veil(whole, body)
    return whole


@painted(256)
def faded(look: CounterLook, edge: int, alpha: int) -> pygame.Surface:
    """Return a counter's picture as a ghost."""
    ghost = picture(look, edge).copy()
    ghost.fill((255, 255, 255, alpha), special_flags=pygame.BLEND_RGBA_MULT)
    return ghost


def _body(look: CounterLook, edge: int, margin: int) -> pygame.Surface:
    """Draw shadow, ring, edge and face at FOLD times the size, and the signs upon it."""
    side = (edge + 2 * margin) * FOLD
    big = pygame.Surface((side, side), pygame.SRCALPHA, 32)
    body = pygame.Rect(margin * FOLD, margin * FOLD, edge * FOLD, edge * FOLD)
    radius = round(body.w * ROUND)
    _shade(big, body, radius)
    if look.active:
        grown = body.inflate(body.w // 8, body.w // 8)
        pygame.draw.rect(big, theme.COUNTER_EDGE, grown.inflate(FOLD, FOLD), 0, radius + body.w // 14)
        pygame.draw.rect(big, theme.ACTIVE_RING, grown, 0, radius + body.w // 16)
    face = _edge(big, body, look, radius)
    big.blit(patterns.panel(face.size, look.faction, max(1, radius - (body.w - face.w) // 2)), face)
    if look.full:
        _pips(big, body, look, edge)
    _signs(big, body, look, edge)
    return big


def _signs(big: pygame.Surface, body: pygame.Rect, look: CounterLook, edge: int) -> None:
    """Draw what has become of a unit: works, disorder, who leads it, delay."""
    if look.dig_in and edge >= SIGNS_EDGE:
        _dig(big, body, look.dig_in)
    if look.disrupted:
        _jag(big, body)
    if look.led and edge >= SIGNS_EDGE:
        _flag(big, body)
    if look.delay and edge >= SIGNS_EDGE:
        _chevrons(big, body, look.faction.ink)


def _edge(big: pygame.Surface, body: pygame.Rect, look: CounterLook, radius: int) -> pygame.Rect:
    """Draw the edge and return the room within: dark in supply; amber in its lower half when supply is
    strained, red all around without supply, between dark lines so that it stands out from every colour."""
    dark = theme.luminance(look.faction.colour) < 0.03
    line = max(FOLD * 2 // 3, round(body.w * 0.03))
    pygame.draw.rect(big, (112, 108, 100) if dark else theme.COUNTER_EDGE, body, 0, radius)
    if look.supply is SupplyState.FULL:
        return body.inflate(-3 * line, -3 * line)
    ring = body.inflate(-line, -line)
    inner = ring.inflate(-6 * line, -6 * line)
    out = look.supply is SupplyState.OUT
    pygame.draw.rect(big, theme.OUT_OF_SUPPLY if out else theme.STRAINED, ring, 0, radius)
    if not out:
        keep = big.get_clip()
        big.set_clip(pygame.Rect(ring.left, ring.top, ring.w, ring.h // 2))
        pygame.draw.rect(big, theme.mix(theme.COUNTER_EDGE, look.faction.colour, 0.45), ring, 0, radius)
        big.set_clip(keep)
    pygame.draw.rect(big, theme.COUNTER_EDGE, inner, 0, max(1, radius - 3 * line))
    return inner.inflate(-2 * line, -2 * line)


def _shade(big: pygame.Surface, body: pygame.Rect, radius: int) -> None:
    for spread, alpha in ((3, 34), (1, 56)):
        shift = body.w // 24 + spread * FOLD // 2
        pygame.draw.rect(big, (20, 14, 6, alpha), body.move(shift, shift), 0, radius)


def _dig(big: pygame.Surface, body: pygame.Rect, levels: int) -> None:
    """Draw field works as mounds along the lower edge, one a level."""
    unit = body.w / 100
    for at in range(levels):
        middle, foot = body.centerx + (at - (levels - 1) / 2) * 26 * unit, body.bottom + 7 * unit
        mound = [(middle + dx * unit, foot - dy * unit) for dx, dy in ((-12, 0), (-7, 12), (7, 12), (12, 0))]
        pygame.draw.polygon(big, theme.DIG_IN, mound)
        pygame.draw.lines(big, theme.NAME_HALO, True, mound, max(2, round(3 * unit)))


def _pips(big: pygame.Surface, body: pygame.Rect, look: CounterLook, edge: int) -> None:
    """Draw a pip a step: in columns at the right, or in a row below when the counter is small."""
    count = max(look.full, look.steps)
    for at, box in enumerate(_columns(body, count) if edge >= FACTORS_EDGE else _row(body, count, edge)):
        pygame.draw.rect(big, theme.COUNTER_EDGE, box.inflate(FOLD, FOLD))
        lost = theme.mix(look.faction.colour, theme.COUNTER_EDGE, 0.55)
        pygame.draw.rect(big, theme.PIP if at < look.steps else lost, box)


def _columns(body: pygame.Rect, count: int) -> list[pygame.Rect]:
    """Return the places of pips from the top down: one column, or two narrow ones for many."""
    columns = 1 if count <= 5 else 2
    rows = -(-count // columns)
    pitch = min(body.h * 0.125, 0.44 * body.h / rows)
    wide, left = (body.w * 0.115, 0.82) if columns == 1 else (body.w * 0.07, 0.8)
    return [
        pygame.Rect(
            round(body.left + body.w * (left + at // rows * 0.095)),
            round(body.top + body.h * 0.2 + at % rows * pitch),
            round(wide),
            max(1, round(pitch * 0.72)),
        )
        for at in range(count)
    ]


def _row(body: pygame.Rect, count: int, edge: int) -> list[pygame.Rect]:
    """Return the places of pips in a row along the lower edge."""
    pitch = min(body.w * 0.2, body.w * 0.78 / count)
    top, tall = (0.72, 0.15) if edge >= SIGNS_EDGE else (0.58, 0.22)
    left = body.left + body.w * 0.11
    return [
        pygame.Rect(
            round(left + at * pitch), round(body.top + body.h * top), max(1, round(pitch * 0.72)),
            round(body.h * tall),
        )
        for at in range(count)
    ]  # fmt: skip


def _jag(big: pygame.Surface, body: pygame.Rect) -> None:
    """Draw the sign of disorder: a yellow flash over the left edge."""
    unit = body.w / 100
    shape = [(-4, 8), (16, 4), (10, 22), (24, 20), (-2, 54), (4, 32), (-10, 34)]
    points = [(body.left + x * unit, body.top + y * unit) for x, y in shape]
    pygame.draw.polygon(big, theme.COUNTER_EDGE, [(x, y) for x, y in points])
    pygame.draw.lines(big, theme.COUNTER_EDGE, True, points, max(2, round(5 * unit)))
    pygame.draw.polygon(big, theme.DISRUPTED, points)


def _flag(big: pygame.Surface, body: pygame.Rect) -> None:
    """Draw the sign of a front that a machine leads: a pennant on the upper left corner."""
    unit = body.w / 100
    x, y = body.left, body.top
    pennant = [(x - 2 * unit, y - 8 * unit), (x + 34 * unit, y + 4 * unit), (x - 2 * unit, y + 16 * unit)]
    pygame.draw.polygon(big, theme.STAFF, pennant)
    pygame.draw.lines(big, theme.COUNTER_EDGE, True, pennant, max(2, round(4 * unit)))


def _chevrons(big: pygame.Surface, body: pygame.Rect, ink: theme.Colour) -> None:
    """Draw the sign of delay: two chevrons pointing back."""
    unit = body.w / 100
    for at in (0, 8):
        x, y = body.left + (8 + at) * unit, body.top + 11 * unit
        corner = [(x + 5 * unit, y - 5 * unit), (x, y), (x + 5 * unit, y + 5 * unit)]
        pygame.draw.lines(big, ink, False, corner, max(2, round(3.6 * unit)))


def _print_symbol(whole: pygame.Surface, body: pygame.Rect, look: CounterLook) -> None:
    tall = body.w >= FACTORS_EDGE
    width = round(body.w * (0.68 if tall else 0.76))
    if body.w < SIGNS_EDGE:
        return
    sign = symbols.symbol(look.symbol, width)
    left = body.left + round(body.w * (0.09 if tall else 0.12))
    top = body.top + round(body.w * (0.175 if tall else 0.15))
    whole.blit(sign, (left, top))
    if tall:
        _print_size(whole, body, look, left + width / 2)


def _print_size(whole: pygame.Surface, body: pygame.Rect, look: CounterLook, middle: float) -> None:
    """Draw the size above the symbol: strokes, crosses or dots."""
    mark = symbols.size_mark(look.size)
    tall, pitch = max(3, round(body.w * 0.1)), max(3, round(body.w * 0.085))
    top = body.top + max(1, round(body.w * 0.055))
    for at, sign in enumerate(mark):
        x = round(middle + (at - (len(mark) - 1) / 2) * pitch)
        if sign == "X":
            pygame.draw.aaline(whole, look.faction.ink, (x - tall / 2, top), (x + tall / 2, top + tall))
            pygame.draw.aaline(whole, look.faction.ink, (x + tall / 2, top), (x - tall / 2, top + tall))
        elif sign == "o":
            pygame.draw.circle(whole, look.faction.ink, (x, top + tall / 2), tall / 3)
        else:
            thick = max(1, round(body.w * 0.03))
            pygame.draw.line(whole, look.faction.ink, (x, top), (x, top + tall - 1), thick)


def _print_question(whole: pygame.Surface, body: pygame.Rect, look: CounterLook) -> None:
    font = fonts.face(fonts.LATIN, max(8, round(body.w * 0.78)), True)
    text = font.render("?", True, look.faction.ink)
    inked = text.get_bounding_rect()
    whole.blit(text, (body.centerx - inked.centerx, body.centery - inked.centery))


def factors(look: CounterLook, edge: int) -> str:
    """Return the line of factors: attack-defence-move, the barrage of guns in place of their attack."""
    first = f"{look.barrage}°" if look.barrage else str(look.attack)
    if edge < MOVE_EDGE:
        return f"{first}-{look.defence}"
    half = "½" if look.move % 2 else ""
    return f"{first}-{look.defence}-{look.move // 2 or ('' if half else 0)}{half}"


def _print_factors(whole: pygame.Surface, body: pygame.Rect, look: CounterLook) -> None:
    """Print the factors below the symbol, squeezed when they are long, smaller only when they must be."""
    text = factors(look, body.w)
    pixels = round(body.w * (0.35 if body.w < 45 else 0.32))
    room = body.w * 0.9
    while pixels > 7 and fonts.face(fonts.LATIN, pixels, True).size(text)[0] * SQUEEZE > room:
        pixels -= 1
    line = fonts.face(fonts.LATIN, pixels, True).render(text, True, look.faction.ink)
    if line.get_width() > room:
        line = pygame.transform.smoothscale(line, (round(room), line.get_height()))
    inked = line.get_bounding_rect()
    top = body.top + body.w * 0.79 - inked.h / 2
    whole.blit(line, (round(body.centerx - inked.centerx), round(top - inked.top)))


def _veil(whole: pygame.Surface, body: pygame.Rect) -> None:
    veil = pygame.Surface(whole.get_size(), pygame.SRCALPHA, 32)
    pygame.draw.rect(veil, theme.DONE_VEIL, body, 0, round(body.w * ROUND))
    whole.blit(veil, (0, 0))
