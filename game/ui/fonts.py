"""The bundled fonts, by size and weight, and which of them holds a character.

Legend: a *face* is one of the four families; no family has every character that we print.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pygame

from game.ui import theme

ASSETS = Path(__file__).resolve().parents[2] / "assets"
LATIN, ARABIC, MATHS, SIGNS = "NotoSans", "NotoSansArabic", "NotoSansMath", "NotoSansSymbols2"
WEIGHTED = frozenset((LATIN, ARABIC))


@lru_cache(maxsize=256)
def face(name: str, pixels: int, bold: bool = False) -> pygame.font.Font:
    """Return a face at a size in pixels on this screen, already scaled."""
    if not pygame.font.get_init():
        pygame.font.init()
    weight = ("-Bold" if bold else "-Regular") if name in WEIGHTED else ""
    font = pygame.font.Font(str(ASSETS / "fonts" / f"{name}{weight}.ttf"), pixels)
    if name == ARABIC:
        font.set_script("Arab")
        font.set_direction(pygame.DIRECTION_RTL)
    return font


def font(size: int, bold: bool = False) -> pygame.font.Font:
    """Return the Latin font at a size of the theme."""
    return face(LATIN, theme.letters(size), bold)


def is_arabic(char: str) -> bool:
    """Return whether a character belongs to the Arabic script, its own digits included."""
    return "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" or "\ufb50" <= char <= "\ufeff"


def face_of(char: str) -> str:
    """Return the face that holds a character."""
    if is_arabic(char):
        return ARABIC
    if "\u2190" <= char <= "\u22ff":
        return MATHS
    if "\u2300" <= char <= "\u27bf":
        return SIGNS
    return LATIN
