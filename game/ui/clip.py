"""The clipboard, where there is one."""

from __future__ import annotations

import pygame


def put(text: str) -> bool:
    """Put a text on the clipboard; whether that worked."""
    try:
        pygame.scrap.put_text(text)
    except (pygame.error, AttributeError):
        return False
    return True


def taken() -> str:
    """Return the text on the clipboard, nothing where there is none."""
    try:
        return pygame.scrap.get_text()
    except (pygame.error, AttributeError):
        return ""
