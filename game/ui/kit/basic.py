"""Label, button, toggle, picture."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.book.article import rules_in
from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.flow import Spot, spots_of
from game.ui.kit.widget import At, Widget
from game.ui.theme import Colour, px


class Label(Widget):
    """A wrapped text."""

    def __init__(
        self,
        rect: pygame.Rect,
        text: str,
        size: int = theme.FONT_BODY,
        colour: Colour | None = None,
        bold: bool = False,
        tip: str = "",
    ) -> None:
        super().__init__(rect, tip)
        self.text, self.size, self.colour, self.bold = text, size, colour, bold

    def say(self, text: str, colour: Colour | None = None) -> None:
        """Change the text."""
        if (text, colour or self.colour) != (self.text, self.colour):
            self.text, self.colour = text, colour or self.colour
            self.changed()

    def draw(self, surface: pygame.Surface) -> None:
        """Write the text from the top of the rectangle; numbers of rules in it are links."""
        spots = self._spots()
        if not spots:
            ink.paragraph(surface, self.text, self.rect, self.size, self.colour, self.bold)
        for spot in spots:
            spot.draw(surface)

    def take(self, event: pygame.Event, at: At) -> bool:
        """Follow the link that is clicked."""
        if event.type != pygame.MOUSEBUTTONDOWN or event.button != 1 or at is None:
            return False
        key = next((spot.key for spot in self._spots() if spot.key and spot.rect.collidepoint(at)), "")
        if key and self.home is not None and self.home.refer is not None:
            self.home.refer(key)
        return bool(key)

    def _spots(self) -> list[Spot]:
        """Return the words by place where the text quotes rules that can be read, else nothing."""
        if self.home is None or self.home.refer is None or not rules_in(self.text):
            return []
        bottom = max(self.rect.bottom, self.rect.top + ink.line_height(self.size)) + 1
        spots = spots_of(self.text, self.rect, self.size, self.colour, self.bold)
        return [spot for spot in spots if spot.rect.bottom <= bottom]


class Button(Widget):
    """Something to press. `key` is shown at its right edge; pressing is by click, Enter or Space."""

    focusable = True

    def __init__(
        self,
        rect: pygame.Rect,
        text: str,
        action: Callable[[], None],
        key: str = "",
        tip: str = "",
        primary: bool = False,
        enabled: bool = True,
    ) -> None:
        super().__init__(rect, tip)
        self.text, self.action, self.key = text, action, key
        self.primary, self.enabled = primary, enabled
        self.pressed = False

    def set(self, text: str | None = None, enabled: bool | None = None, tip: str | None = None) -> None:
        """Change text, tooltip or whether it can be pressed."""
        self.text = self.text if text is None else text
        self.enabled = self.enabled if enabled is None else enabled
        self.tip = self.tip if tip is None else tip
        self.changed()

    def take(self, event: pygame.Event, at: At) -> bool:
        """Act when pressed and let go inside."""
        if event.type == pygame.KEYDOWN:
            return self._keyed(event)
        inside = at is not None and self.rect.collidepoint(at)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and inside:
            self.pressed = self.enabled
            self.changed()
            return True
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1 and self.pressed:
            self.pressed = False
            self.changed()
            if inside:
                self.action()
            return True
        return False

    def _keyed(self, event: pygame.Event) -> bool:
        if not (self.focused and self.enabled and event.key in (pygame.K_RETURN, pygame.K_SPACE)):
            return False
        self.action()
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the button as it stands."""
        pygame.draw.rect(surface, self._fill(), self.rect, border_radius=px(theme.RADIUS))
        edge, thick = (theme.TEXT, px(2)) if self.focused else (theme.PANEL_EDGE, 1)
        pygame.draw.rect(surface, edge, self.rect, thick, border_radius=px(theme.RADIUS))
        self.write(surface, self.rect.inflate(-2 * px(theme.GAP), 0))

    def write(self, surface: pygame.Surface, room: pygame.Rect) -> None:
        """Write the key at the right and the text in the middle of what is left."""
        if self.key:
            mark = ink.line(self.key, theme.FONT_SMALL, self._ink(dim=True))
            surface.blit(mark, mark.get_rect(midright=room.midright))
            room.width -= mark.get_width() + px(theme.GAP)
        ink.centred(surface, self.text, room, theme.FONT_BODY, self._ink(), bold=self.primary)

    def _fill(self) -> Colour:
        if not self.enabled:
            return theme.PANEL_SUNK
        if self.primary:
            return theme.ACCENT if self.hovered else _dimmed(theme.ACCENT)
        return theme.BUTTON_DOWN if self.pressed else theme.BUTTON_HOVER if self.hovered else theme.BUTTON

    def _ink(self, dim: bool = False) -> Colour:
        if not self.enabled:
            return theme.TEXT_FAINT
        if self.primary:
            return theme.TEXT_ON_ACCENT
        return theme.TEXT_DIM if dim else theme.TEXT


class LongButton(Button):
    """A button as high as its text needs, which is wrapped and never cut; see `height`."""

    @staticmethod
    def height(text: str, width: int) -> int:
        """Return how high a button with a text is, of a given width."""
        lines = len(ink.wrap(text, theme.FONT_BODY, width - 2 * px(theme.PAD)))
        return max(px(theme.BUTTON_HEIGHT), lines * ink.line_height(theme.FONT_BODY) + px(theme.PAD))

    def write(self, surface: pygame.Surface, room: pygame.Rect) -> None:
        """Write the lines from the left, in the middle of the height."""
        lines = ink.wrap(self.text, theme.FONT_BODY, self.rect.width - 2 * px(theme.PAD))
        step = ink.line_height(theme.FONT_BODY)
        y = self.rect.centery - step * len(lines) // 2
        for at, words in enumerate(lines):
            drawn = ink.line(words, theme.FONT_BODY, self._ink())
            surface.blit(drawn, (self.rect.left + px(theme.PAD), y + at * step))


class Toggle(Button):
    """A button that stays in or out."""

    def __init__(
        self,
        rect: pygame.Rect,
        text: str,
        action: Callable[[bool], None],
        on: bool = False,
        key: str = "",
        tip: str = "",
        enabled: bool = True,
    ) -> None:
        super().__init__(rect, text, self._flip, key, tip, enabled=enabled)
        self.on, self._tell = on, action

    def _flip(self) -> None:
        self.on = not self.on
        self.changed()
        self._tell(self.on)

    def _fill(self) -> Colour:
        if self.on and self.enabled:
            return theme.ACCENT_DARK
        return super()._fill()


class Picture(Widget):
    """A surface at the top of its rectangle."""

    def __init__(self, rect: pygame.Rect, image: pygame.Surface | None, tip: str = "") -> None:
        super().__init__(rect, tip)
        self.image = image

    def show(self, image: pygame.Surface | None) -> None:
        """Change the picture."""
        self.image = image
        self.changed()

    def draw(self, surface: pygame.Surface) -> None:
        """Copy the picture."""
        if self.image is not None:
            surface.blit(self.image, self.image.get_rect(midtop=self.rect.midtop))


def _dimmed(colour: Colour) -> Colour:
    return theme.mix(colour, (0, 0, 0), 0.1)
