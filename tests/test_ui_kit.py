"""The widget kit: input comes as events, and panels are drawn again only when they changed."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
from pygame import Rect

from game.ui import theme
from game.ui.kit import ink
from game.ui.kit.basic import Button, Label, Toggle
from game.ui.kit.entry import TextEntry
from game.ui.kit.lists import ListBox, Row, ScrollText
from game.ui.kit.modal import Choice, Dialog
from game.ui.kit.widget import Panel


@pytest.fixture(autouse=True)
def screen() -> Iterator[pygame.Surface]:
    pygame.display.init()
    pygame.font.init()
    theme.set_ui_scale(1.0)
    yield pygame.display.set_mode((800, 600))
    pygame.event.clear()


def mouse(kind: int, pos: tuple[int, int], button: int = 1) -> pygame.Event:
    if kind == pygame.MOUSEMOTION:
        return pygame.Event(kind, pos=pos, rel=(0, 0), buttons=(0, 0, 0))
    return pygame.Event(kind, pos=pos, button=button)


def click(panel: Panel, pos: tuple[int, int]) -> None:
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        panel.take(mouse(kind, pos))


def key(panel: Panel, code: int, mod: int = 0) -> bool:
    return panel.take(pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=""))


def test_a_button_acts_only_when_let_go_inside() -> None:
    pressed: list[int] = []
    panel = Panel(Rect(100, 50, 200, 100), [Button(Rect(10, 10, 80, 30), "Go", lambda: pressed.append(1))])
    click(panel, (120, 70))
    panel.take(mouse(pygame.MOUSEBUTTONDOWN, (120, 70)))
    panel.take(mouse(pygame.MOUSEBUTTONUP, (290, 140)))
    assert pressed == [1]


def test_a_disabled_button_does_nothing() -> None:
    pressed: list[int] = []
    button = Button(Rect(0, 0, 80, 30), "Go", lambda: pressed.append(1), enabled=False)
    click(Panel(Rect(0, 0, 100, 100), [button]), (10, 10))
    assert not pressed


def test_a_panel_is_drawn_once_until_something_in_it_changes(screen: pygame.Surface) -> None:
    label = Label(Rect(0, 0, 100, 30), "one")
    panel = Panel(Rect(0, 0, 200, 100), [label])
    for _ in range(5):
        panel.draw(screen)
    label.say("one")
    panel.draw(screen)
    assert panel.drawings == 1
    label.say("two")
    panel.draw(screen)
    assert panel.drawings == 2


def test_a_panel_swallows_presses_on_its_own_ground_and_no_others() -> None:
    panel = Panel(Rect(100, 100, 50, 50))
    assert panel.take(mouse(pygame.MOUSEBUTTONDOWN, (120, 120)))
    assert not panel.take(mouse(pygame.MOUSEBUTTONDOWN, (20, 20)))


def test_tab_goes_round_and_enter_presses_what_has_the_keyboard() -> None:
    said: list[str] = []
    buttons = [Button(Rect(0, 40 * i, 80, 30), n, lambda n=n: said.append(n)) for i, n in enumerate("ab")]
    panel = Panel(Rect(0, 0, 200, 100), buttons)
    for code in (pygame.K_TAB, pygame.K_RETURN, pygame.K_TAB, pygame.K_SPACE, pygame.K_TAB, pygame.K_RETURN):
        key(panel, code)
    assert said == ["a", "b", "a"]


def test_a_toggle_tells_its_new_state() -> None:
    told: list[bool] = []
    panel = Panel(Rect(0, 0, 100, 100), [Toggle(Rect(0, 0, 80, 30), "Grid", told.append)])
    click(panel, (10, 10))
    click(panel, (10, 10))
    assert told == [True, False]


def test_a_list_scrolls_to_the_row_that_is_picked() -> None:
    picked: list[int] = []
    box = ListBox(Rect(0, 0, 200, 280), [Row(f"row {i}") for i in range(100)], picked.append, 0)
    panel = Panel(Rect(0, 0, 200, 280), [box])
    panel.focus(box)
    key(panel, pygame.K_END)
    assert picked == [99] and box.top + box.fits == 100
    click(panel, (10, 5))
    assert picked[-1] == box.top


def test_typed_text_arrives_as_events_within_its_limit() -> None:
    entry = TextEntry(Rect(0, 0, 200, 30), "", limit=5, accept=str.isdigit)
    panel = Panel(Rect(0, 0, 200, 100), [entry])
    panel.focus(entry)
    for char in "12ab34567":
        panel.take(pygame.Event(pygame.TEXTINPUT, text=char))
    key(panel, pygame.K_BACKSPACE)
    assert entry.text == "1234"


def test_a_dialog_takes_every_event_and_escape_means_its_last_choice() -> None:
    said: list[str] = []
    choices = [Choice("Yes", lambda: said.append("yes")), Choice("No", lambda: said.append("no"))]
    dialog = Dialog(Rect(0, 0, 800, 600), "Sure?", "Really?", choices)
    assert dialog.take(mouse(pygame.MOUSEBUTTONDOWN, (1, 1)))
    key(dialog, pygame.K_ESCAPE)
    key(dialog, pygame.K_RETURN)
    assert said == ["no", "yes"]


@pytest.mark.parametrize("room", [60, 120, 400])
def test_wrapped_lines_fit_and_lose_no_word(room: int) -> None:
    text = "The road from Palmyra runs north-east past Arak to Sukhna and on to the Euphrates."
    lines = ink.wrap(text, 15, room)
    assert " ".join(lines).split() == text.split()
    assert all(ink.width(line, 15) <= room or " " not in line for line in lines)


def test_a_long_text_scrolls_no_farther_than_its_end() -> None:
    text = ScrollText(Rect(0, 0, 200, 100), "\n".join(f"line {i}" for i in range(50)))
    text.scroll(1000)
    assert text.top == 50 - text._fits
