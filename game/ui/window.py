"""The window: a stack of screens and the event loop.

Nothing is drawn while nothing changes: the loop sleeps on the event queue, and other threads wake it
by posting an event. All input reaches screens as events, so tests can post what a user would do.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import pygame

from game.model.tongue import mark, t
from game.session import Session
from game.ui import settings, text, theme
from game.ui.house import House
from game.ui.keys import KEYMAP, Command, command_of

CALL = pygame.event.custom_type()
"""An event that carries a function to be called in the window's thread."""

TOOLTIP = pygame.event.custom_type()
FRAMES_A_SECOND = 60
NAP = 0.01
"""Seconds between two looks for events while idle: too short to be felt, long enough to cost nothing."""

SMALLEST = theme.ROOM
REPEATING = frozenset((
    pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN, pygame.K_PAGEUP, pygame.K_PAGEDOWN,
    pygame.K_BACKSPACE,
))  # fmt: skip


class Page(Protocol):
    """What the window asks of the screen on top; `Screen` says what each part means."""

    sealed: bool

    @property
    def stale(self) -> bool: ...
    @property
    def animating(self) -> bool: ...
    def layout(self) -> None: ...
    def opened(self) -> None: ...
    def closed(self) -> None: ...
    def refresh(self) -> None: ...
    def paint(self, surface: pygame.Surface) -> None: ...
    def take(self, event: pygame.Event) -> None: ...
    def tick(self, elapsed: int) -> None: ...
    def idle(self) -> bool: ...
    def pointer_moved(self, at: tuple[int, int]) -> None: ...
    def typing(self, event: pygame.Event) -> bool: ...
    def show_tip(self) -> None: ...
    def ask_quit(self) -> None: ...
    def notice(self, text: str) -> None: ...
    def export(self) -> None: ...
    def put_away(self) -> None: ...
    def dropped(self, path: str) -> None: ...


class Window:
    """The one window of the program."""

    def __init__(self, house: House, size: tuple[int, int] = (1280, 720), full_screen: bool = False) -> None:
        if sys.platform == "linux":
            # Handing the frame over through a graphics driver in software costs 18 ms at 1920×1080.
            os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        pygame.display.init()
        pygame.font.init()
        self.house = house
        self.settings, self._wrong = settings.read(house.wishes())
        KEYMAP.restore(self.settings.keys)
        theme.set_palette(self.settings.palette)
        house.speak(self.settings.language)
        self.stack: list[Page] = []
        self.frames = 0
        self.shift = self.alt = False
        self._held: set[int] = set()
        self._clock = pygame.time.Clock()
        self._plain_size = size
        self._open(size, full_screen or self.settings.full_screen)
        pygame.display.set_caption(t("Race to the Euphrates"))
        pygame.key.set_repeat(350, 40)

    def _open(self, size: tuple[int, int], full_screen: bool) -> None:
        self.full_screen = full_screen
        flags = pygame.FULLSCREEN if full_screen else pygame.RESIZABLE
        self.surface = pygame.display.set_mode((0, 0) if full_screen else size, flags)
        self._rescale()

    def _rescale(self) -> None:
        theme.set_ui_scale(theme.fitting_scale(self.surface.get_size(), self.settings.ui_scale))

    @property
    def rect(self) -> pygame.Rect:
        """What the screens lay themselves out in: the window, or what they need where it is smaller."""
        width, height = self.surface.get_size()
        return pygame.Rect(0, 0, max(width, SMALLEST[0]), max(height, SMALLEST[1]))

    @property
    def screen(self) -> Page:
        """The screen on top."""
        return self.stack[-1]

    # The stack

    def push(self, screen: Page) -> None:
        """Put a screen on top."""
        self.stack.append(screen)
        self._show()

    def pop(self) -> None:
        """Take the top screen away; the window closes after the last."""
        self.stack.pop().closed()
        if self.stack:
            self._show()

    def replace(self, screen: Page) -> None:
        """Put a screen in the place of the top one."""
        self.stack.pop().closed()
        self.push(screen)

    def home(self) -> None:
        """Take away all screens but the first."""
        while len(self.stack) > 1:
            self.stack.pop().closed()
        self._show()

    def home_to(self, screen: object) -> None:
        """Take away all screens above one."""
        while self.stack[-1] is not screen and len(self.stack) > 1:
            self.stack.pop().closed()
        self._show()

    def quit(self) -> None:
        """Close the window."""
        while self.stack:
            self.stack.pop().closed()

    def _show(self) -> None:
        self.screen.layout()
        self.screen.opened()
        self.screen.refresh()

    # Other threads

    def call(self, job: Callable[[], None]) -> None:
        """Have a function called in the window's thread; safe from any thread."""
        if pygame.display.get_init():
            pygame.event.post(pygame.Event(CALL, job=job))

    def work(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do long work in a thread; `done` gets its result, or its exception, in the window's thread."""

        def run() -> None:
            try:
                result = job()
            except Exception as error:
                result = error
            self.call(lambda: done(result))

        threading.Thread(target=run, name="work", daemon=True).start()

    def later(self, milliseconds: int, job: Callable[[], None]) -> None:
        """Have a function called in the window's thread after a while."""
        timer = threading.Timer(milliseconds / 1000, lambda: self.call(job))
        timer.daemon = True
        timer.start()

    # The loop

    def run(self) -> None:
        """Show the screens until the last is closed."""
        while self.stack:
            self.step()

    def step(self, wait: bool = True) -> None:
        """Take the events there are and draw a frame if something changed."""
        busy = self.screen.animating
        events = pygame.event.get()
        if not events and wait and not busy and not self.screen.stale:
            events = _awaited(self.screen.idle)
        for event in _merged(events):
            if self.stack:
                self._take(event)
        if self.stack and self.screen.animating:
            self.screen.tick(self._clock.tick(FRAMES_A_SECOND) if busy else 16)
        if self.stack and self.screen.stale:
            self.draw()

    def draw(self) -> None:
        """Draw a frame."""
        self.screen.paint(self.surface)
        pygame.display.flip()
        self.frames += 1

    def _take(self, event: pygame.Event) -> None:
        if event.type in (pygame.KEYDOWN, pygame.KEYUP) and self._is_repeat(event):
            return
        if event.type == CALL:
            event.job()
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
            self.shift = self.alt = False
        elif event.type == pygame.QUIT:
            self.screen.ask_quit()
        elif event.type == pygame.VIDEORESIZE:
            self._resized(event.size)
        elif event.type == pygame.WINDOWMINIMIZED:
            for screen in tuple(self.stack):
                screen.put_away()
        elif event.type == pygame.DROPFILE:
            self.screen.dropped(event.file)
        elif event.type == pygame.WINDOWEXPOSED:
            self.screen.refresh()
        elif event.type == TOOLTIP or _is_alt(event):
            self.screen.show_tip()
        elif not self._own_key(event):
            self._watch_pointer(event)
            self.screen.take(event)

    def _is_repeat(self, event: pygame.Event) -> bool:
        """Keep account of the keys held. Only keys that scroll or erase act again while held: a held Enter
        must not answer the question that it raised."""
        if event.key in (pygame.K_LSHIFT, pygame.K_RSHIFT):
            self.shift = event.type == pygame.KEYDOWN
        if event.key in (pygame.K_LALT, pygame.K_RALT):
            self.alt = event.type == pygame.KEYDOWN
        if event.type == pygame.KEYUP:
            self._held.discard(event.key)
            return False
        again = event.key in self._held and event.key not in REPEATING
        self._held.add(event.key)
        return again

    def _watch_pointer(self, event: pygame.Event) -> None:
        if event.type == pygame.MOUSEMOTION:
            self.rest(event.pos)

    def rest(self, at: tuple[int, int]) -> None:
        """Take the pointer to be somewhere, and let a tooltip come if it stays there."""
        self.screen.pointer_moved(at)
        pygame.time.set_timer(TOOLTIP, max(1, self.settings.tooltip_ms), 1)

    def _own_key(self, event: pygame.Event) -> bool:
        """Take the keys that mean the same on every screen."""
        if event.type != pygame.KEYDOWN or self.screen.sealed or self.screen.typing(event):
            return False
        command = command_of(event)
        if command in (Command.BIGGER, Command.SMALLER):
            self.scale(1 if command is Command.BIGGER else -1)
        elif command is Command.FULL_SCREEN:
            self.turn_full_screen()
        elif command is Command.EXPORT:
            self.screen.export()
        else:
            return False
        return True

    def scale(self, steps: int) -> None:
        """Make the interface larger or smaller by a step of a tenth."""
        self.prefer(ui_scale=round(self.settings.ui_scale * 10 + steps) / 10)

    def turn_full_screen(self) -> None:
        """Change between the window and the full screen."""
        self.prefer(full_screen=not self.full_screen)

    def prefer(self, **changes: Any) -> None:
        """Change settings of the user's: they hold at once and are kept."""
        old = self.settings
        self.settings = old.changed(**changes)
        for name, value in settings.differences(old, self.settings).items():
            self.house.remember(name, value)
        KEYMAP.restore(self.settings.keys)
        theme.set_palette(self.settings.palette)
        if self.settings.language != old.language:
            self._speak()
        if self.settings.full_screen != self.full_screen:
            if not self.full_screen:
                self._plain_size = self.surface.get_size()
            self._open(self._plain_size, self.settings.full_screen)
        self._rescale()
        self._lay_out_all()

    def _speak(self) -> None:
        """Tell everything in the language of the settings, what was told before as well."""
        self.house.speak(self.settings.language)
        text.line.cache_clear()
        text.haloed.cache_clear()
        for screen in self.stack:
            session = getattr(screen, "session", None)
            if isinstance(session, Session):
                session.retell()

    def complaint(self) -> str:
        """Return what there is to say of settings that are not as they were, once; mostly empty."""
        said, wrong, self._wrong = self.house.complaint(), self._wrong, ()
        for name in wrong:
            self.house.remember(name, getattr(settings.USUAL, name))
        if not wrong:
            return said
        names = ", ".join(name.replace("_", " ") for name in wrong)
        words = mark("{said} Settings that made no sense are the usual ones again: {names}.")
        return t(words, said=said, names=names).strip()

    def _resized(self, size: tuple[int, int]) -> None:
        self.surface = pygame.display.get_surface() or self.surface
        if self.surface.get_size() != size:
            self.surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        self._rescale()
        self._lay_out_all()

    def _lay_out_all(self) -> None:
        for screen in self.stack:
            screen.layout()
            screen.refresh()


def _is_alt(event: pygame.Event) -> bool:
    """Return whether Alt was pressed or let go, which makes tooltips long and short."""
    return event.type in (pygame.KEYDOWN, pygame.KEYUP) and event.key in (pygame.K_LALT, pygame.K_RALT)


def _awaited(idle: Callable[[], bool]) -> list[pygame.Event]:
    """Use the time until there are events for small work ahead, and sleep when there is none left.

    The library's own wait looks every millisecond: eight times the cost of these naps.
    """
    while not pygame.event.peek():
        if not idle():
            time.sleep(NAP)
    return pygame.event.get()


def _merged(events: list[pygame.Event]) -> list[pygame.Event]:
    """Keep only the last of several motions in a row, with the whole distance."""
    kept: list[pygame.Event] = []
    for event in events:
        last = kept[-1] if kept else None
        if last is not None and event.type == last.type == pygame.MOUSEMOTION:
            rel = last.rel[0] + event.rel[0], last.rel[1] + event.rel[1]
            kept[-1] = pygame.Event(pygame.MOUSEMOTION, pos=event.pos, rel=rel, buttons=event.buttons)
        else:
            kept.append(event)
    return kept
